"""What changed between two graphs is said in words, completely, and the same way for any format."""

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.cli import cli
from mithaq.diff import compare
from mithaq.errors import UserError
from mithaq.export import FORMATS, export
from mithaq.store import Store
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from tests.queries.corpus import ARTICLES, build

HEAD = """
@prefix mq: <https://w3id.org/mithaq/ontology#> .
@prefix id: <https://w3id.org/mithaq/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
STATES = """
<https://w3id.org/mithaq/id/state/QA> a mq:State ; rdfs:label "قطر"@ar , "Qatar"@en .
<https://w3id.org/mithaq/id/state/KW> a mq:State ; rdfs:label "الكويت"@ar .
"""
PACT = '<https://w3id.org/mithaq/id/agreement/a> a mq:Agreement ; rdfs:label "مذكرة التفاهم"@ar ; '
QATAR, KUWAIT = (f"<https://w3id.org/mithaq/id/state/{code}>" for code in ("QA", "KW"))


def diff(*call: object) -> Result:
    return CliRunner().invoke(cli, ["diff", *map(str, call)])


def two(folder: Path, before: str, after: str) -> tuple[Path, Path]:
    for name, text in (("before.ttl", before), ("after.ttl", after)):
        (folder / name).write_text(HEAD + text, encoding="utf-8")
    return folder / "before.ttl", folder / "after.ttl"


def test_changed_values_are_described_with_the_names_of_either_side(tmp_path: Path) -> None:
    before, after = two(
        tmp_path,
        f'{STATES} {PACT} mq:signedOn "2014"^^xsd:gYear ; mq:party {QATAR} ; mq:topic mq:trade .',
        f'{PACT} mq:signedOn "2015-06-09"^^xsd:date ; mq:party {KUWAIT}, {QATAR} .',
    )
    result = diff(before, after)
    assert result.exit_code == 1
    assert result.stdout == (
        f"{before} → {after}: things: 0 added, 2 removed, 1 changed; statements: 2 added, 7 removed\n"
        "\nState\n"
        "  removed  \u2068الكويت\u2069 state/KW\n"
        "  removed  \u2068قطر\u2069 state/QA\n"
        "\nAgreement\n"
        "  changed  \u2068مذكرة التفاهم\u2069 agreement/a\n"
        "           party: + \u2068الكويت\u2069\n"
        "           signed on: 2014 → 2015-06-09\n"
        "           topic: − trade\n"
    )


def test_an_added_thing_lists_its_properties_and_an_event_its_participants(tmp_path: Path) -> None:
    meeting = (
        '<https://w3id.org/mithaq/id/meeting/m> a mq:Meeting ; mq:date "2016-03-09"^^xsd:date ; mq:rule "r" ; '
        f"mq:participant {QATAR}, {KUWAIT} ; mq:mode mq:byPhone ."
    )
    text = diff(*two(tmp_path, STATES, STATES + meeting)).stdout
    assert "added    \u2068الكويت, قطر\u2069 meeting/m\n" in text
    assert "           participant: \u2068الكويت\u2069, \u2068قطر\u2069\n" in text
    assert "           date: 2016-03-09\n" in text
    assert "           mode: byPhone\n" in text
    assert "rule" not in text


def test_markdown_and_json_say_the_same(tmp_path: Path) -> None:
    files = two(tmp_path, f"{STATES} {PACT} mq:party {QATAR} .", f'{STATES} {PACT} rdfs:label "Pact *1*"@en .')
    markdown = diff(*files, "--format", "md").stdout
    assert "## Agreement\n\n- **changed** مذكرة التفاهم agreement/a\n" in markdown
    assert "  - name: + Pact \\*1\\*\n" in markdown
    found = json.loads(diff(*files, "--format", "json").stdout)
    assert (found["same"], found["added"], found["removed"], found["things"]) == (False, 1, 1, {"changed": 1})
    (change,) = found["changes"]
    assert change["label"] == "مذكرة التفاهم"
    assert change["facts"] == [
        {
            "property": "http://www.w3.org/2000/01/rdf-schema#label", "name": "name", "removed": [],
            "added": [{"value": "Pact *1*", "language": "en"}],
        },
        {
            "property": "https://w3id.org/mithaq/ontology#party", "name": "party", "added": [],
            "removed": [{"iri": "https://w3id.org/mithaq/id/state/QA", "label": "قطر"}],
        },
    ]  # fmt: skip


def test_a_new_article_is_all_that_is_new(tmp_path: Path) -> None:
    build(tmp_path / "less", [told for told in ARTICLES if told.id != "baghdad-8"])
    build(tmp_path / "all")
    result = diff(tmp_path / "less", tmp_path / "all")
    assert result.exit_code == 1
    assert "added    \u2068فاضل حسن العبيدي\u2069 person/" in result.stdout
    assert "added    \u2068وزير آخر\u2069 article/baghdad-8" in result.stdout
    assert "; passages: " in result.stdout
    assert "#char=" not in result.stdout.replace("source passage", "").split("Article\n")[1]
    gone = diff(tmp_path / "all", tmp_path / "less", "--format", "json")
    back = json.loads(gone.stdout)
    assert back["things"]["removed"] == json.loads(
        diff(tmp_path / "less", tmp_path / "all", "--format", "json").stdout
    )["things"]["added"]  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
def test_every_export_compares_equal_to_its_store(store: Store, store_folder: Path, tmp_path: Path, kind: str) -> None:
    export(store, tmp_path / f"graph.{kind}")
    (tmp_path / f"graph.{kind}.gz").write_bytes(gzip.compress((tmp_path / f"graph.{kind}").read_bytes()))
    for other in (tmp_path / f"graph.{kind}", tmp_path / f"graph.{kind}.gz"):
        result = diff(store_folder, other)
        assert (result.exit_code, result.stdout) == (0, f"{store_folder} → {other}: no difference\n")


def test_blank_nodes_are_compared_by_what_is_said_of_them(tmp_path: Path) -> None:
    text = '<urn:a> rdfs:seeAlso [ rdfs:label "x" ; rdfs:seeAlso [ rdfs:label "y" ] ] , [ rdfs:label "z" ] .'
    turned = '<urn:a> rdfs:seeAlso _:q , _:p . _:q rdfs:label "z" . '
    turned += '_:p rdfs:label "x" ; rdfs:seeAlso [ rdfs:label "y" ] .'
    assert diff(*two(tmp_path, text, turned)).exit_code == 0
    assert diff(*two(tmp_path, text, turned.replace('"y"', '"yy"'))).exit_code == 1


def test_files_with_only_named_graphs_are_compared_by_what_these_say(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text("<urn:a> <urn:p> <urn:b> <urn:g> .\n")
    (tmp_path / "b.nt").write_text("<urn:a> <urn:p> <urn:b> .\n")
    assert diff(tmp_path / "a.nq", tmp_path / "b.nt").exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("absent.ttl", None, "no such file or store"),
        ("absent", None, "no such file or store"),
        ("graph.doc", b"", "unknown RDF file extension: use one of .ttl"),
        ("bad.ttl", b"<urn:a> <urn:p> <urn:b> .\n<urn:a> oops .\n", "bad.ttl, line 2: is not valid Turtle"),
        ("bad.nt.gz", b"no gzip", "cannot be read"),
        ("bad.nt", b"\xff\xfe", "is not valid N-Triples"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_trouble(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.nt").write_bytes(b"")
    for call in ((tmp_path / "good.nt", tmp_path / name), (tmp_path / name, tmp_path / "good.nt")):
        problem = diff(*call).exception
        assert isinstance(problem, UserError)  # the command line makes it exit status 2
        assert message in str(problem)
        assert "\n" not in str(problem)


def test_the_answer_can_go_to_a_file(tmp_path: Path) -> None:
    files = two(tmp_path, STATES, "")
    result = diff(*files, "-o", tmp_path / "changes.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "removed" in (tmp_path / "changes.txt").read_text()


TERMS = st.sampled_from([NamedNode(f"urn:x:{c}") for c in "abcd"])
VALUES = st.one_of(
    TERMS, st.text(st.sampled_from('ab"\\\n\u202eأ '), max_size=3).map(Literal),
    st.sampled_from(["", "ب"]).map(lambda text: Literal(text, language="ar")),
)  # fmt: skip
GRAPHS = st.sets(st.builds(Triple, TERMS, TERMS, VALUES), max_size=12)


@settings(max_examples=60, deadline=None)
@given(GRAPHS, GRAPHS)
def test_the_changes_are_the_difference_of_the_two_sets(
    tmp_path_factory: pytest.TempPathFactory, one: set[Triple], two: set[Triple]
) -> None:
    folder = tmp_path_factory.mktemp("sets")
    for name, triples in (("a.nt", one), ("b.nt", two)):
        (folder / name).write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    with compare(folder / "a.nt", folder / "b.nt") as found:
        said = {
            side: {
                (change.subject.decode(), fact.property.decode(), term.decode())
                for change in found
                for fact in change.facts
                for term in getattr(fact, side)
            }
            for side in ("removed", "added")
        }
        kinds = {change.subject.decode(): change.kind for change in found}
        assert (found.added, found.removed) == (len(two - one), len(one - two))
    parts = {t: (str(t.subject), str(t.predicate), str(t.object)) for t in one | two}
    assert said == {"removed": {parts[t] for t in one - two}, "added": {parts[t] for t in two - one}}
    before, after = ({str(t.subject) for t in side} for side in (one, two))
    for subject, kind in kinds.items():
        assert kind == ("changed" if subject in before & after else "added" if subject in after else "removed")


def test_memory_does_not_grow_with_the_graphs(tmp_path: Path) -> None:
    for name, shift in (("a.nt", 0), ("b.nt", 1)):
        with (tmp_path / name).open("w") as file:
            numbers = ((n * 7919) % 3_000 for n in range(3_000))
            file.writelines(f'<urn:x:{n}> <urn:p> "{"x" * 6000}{n + shift}" .\n' for n in numbers)
    tracemalloc.start()
    with compare(tmp_path / "a.nt", tmp_path / "b.nt") as found:
        assert sum(1 for _ in found) == 3_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16_000_000  # of 36 MB that are compared
