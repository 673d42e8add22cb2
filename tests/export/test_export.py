"""Exports hold what the store holds, in every format, in the same bytes every time, and people can read
them."""

import difflib
import gzip
import json
import os
import shutil
import subprocess
import sys
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mithaq.errors import UserError
from mithaq.export import FORMATS, atomic_write, export, format_of, write_graph
from mithaq.export.external_sorter import ExternalSorter
from mithaq.rdf import Minter
from mithaq.store import ArticleRecord, Store
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from tests.export.reading import FORMAT
from tests.queries.corpus import ARTICLES, build


def written(store: Store, folder: Path, kind: str) -> bytes:
    path = folder / f"out.{kind}"
    export(store, path)
    return path.read_bytes()


@pytest.mark.parametrize("kind", FORMATS)
def test_the_books_of_the_store_stay_in_it(store: Store, tmp_path: Path, kind: str) -> None:
    assert b"urn:mithaq:" not in written(store, tmp_path, kind)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_order_of_loading_changes_no_byte(store: Store, tmp_path: Path, kind: str) -> None:
    build(tmp_path / "other", tuple(reversed(ARTICLES)))
    with Store.open(tmp_path / "other") as other:
        assert written(store, tmp_path, kind) == written(other, tmp_path, kind)


def test_hash_seeds_change_no_byte(store_folder: Path, tmp_path: Path) -> None:
    call = (
        "import sys; from pathlib import Path\n"
        "from mithaq.export import Selection, export; from mithaq.store import Store\n"
        "with Store.open(sys.argv[1]) as store:\n"
        "    for kind in ('ttl', 'nq', 'jsonld'):\n"
        "        export(store, Path(sys.argv[2] + kind), kind)\n"
        "        part = Selection(frozenset({'Agreement', 'Meeting', 'Official'}))\n"
        "        export(store, Path(sys.argv[2] + 'part.' + kind), kind, selection=part, with_ontology=True)\n"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", call, str(store_folder), str(tmp_path / f"{seed}.")],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2] / "loader")},
            check=True, capture_output=True,
        )  # fmt: skip
    files = sorted(path.name.removeprefix("1.") for path in tmp_path.glob("1.*"))
    assert len(files) == 6
    for name in files:
        assert (tmp_path / f"1.{name}").read_bytes() == (tmp_path / f"2.{name}").read_bytes()


def test_one_thing_has_one_iri_in_all_graphs(store: Store, tmp_path: Path) -> None:
    pacts = sorted({store.canonical(q.subject.value) for q in store.raw if q.predicate.value.endswith("agreementKind")})
    subjects = {q.subject.value for q in parse(written(store, tmp_path, "nq"), format=RdfFormat.N_QUADS)}
    joined = [name for pact in pacts for name in store.members(pact) if name != pact]
    assert joined
    assert not subjects & set(joined)


def test_turtle_is_grouped_by_class_then_label_with_a_value_a_line(store: Store, tmp_path: Path) -> None:
    text = written(store, tmp_path, "ttl").decode()
    blocks = [block for block in text.split("\n\n") if " a " in block.split("\n")[0]]
    classes = [block.split(" a ")[1].split(" ")[0] for block in blocks]
    assert list(dict.fromkeys(classes)) == [
        "mq:State", "mq:Official", "mq:Organization", "mq:Place", "mq:Post", "mq:Tenure", "mq:Agreement", "mq:Forum",
        "mq:ForumEdition", "mq:Meeting", "mq:Visit", "mq:Statement", "mq:Sanction", "mq:Mediation", "mq:Article",
        "oa:TextPositionSelector",
    ]  # fmt: skip
    labels = [
        line for block in blocks if " a mq:Official" in block for line in block.split("\n") if "rdfs:label" in line
    ]
    assert labels == sorted(labels)
    assert "mq:edition 2 ;" in text
    assert "mq:confidence 0.9 ;" in text
    assert 'mq:date "2016-03-09"^^xsd:date' in text
    assert "state:QA a mq:State ;" in text


def test_n_quads_are_sorted_lines_graph_by_graph(store: Store, tmp_path: Path) -> None:
    lines = written(store, tmp_path, "nq").splitlines()
    merged = written(store, tmp_path, "nt").splitlines()
    assert merged == sorted(merged) == lines[: len(merged)]
    by_graph = [(line.rsplit(b" ", 2)[1], line) for line in lines[len(merged) :]]
    assert by_graph == sorted(by_graph)
    assert len({graph for graph, _ in by_graph}) == len(ARTICLES)


def test_a_new_article_changes_only_lines_about_it(tmp_path: Path) -> None:
    """Where its line is the second of a list, the first one's semicolon becomes a comma; nothing else
    may change."""
    build(tmp_path / "all")
    build(tmp_path / "less", [told for told in ARTICLES if told.id != "baghdad-8"])
    with Store.open(tmp_path / "all") as whole, Store.open(tmp_path / "less") as less:
        count = export(whole, tmp_path / "after.ttl").statements - export(less, tmp_path / "before.ttl").statements
    before, after = ((tmp_path / name).read_text().splitlines() for name in ("before.ttl", "after.ttl"))
    changes = [line for line in difflib.ndiff(before, after) if line[0] in "+-" and line[1:].strip()]
    gone = {line[2:].rstrip(" ,;.") for line in changes if line[0] == "-"}
    come = [line[2:].rstrip(" ,;.") for line in changes if line[0] == "+"]
    assert gone < set(come)
    assert len(come) <= count + len(gone)


def test_gzip_by_extension_is_as_stable(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "one.nt.gz")
    first = (tmp_path / "one.nt.gz").read_bytes()
    assert gzip.decompress(first) == written(store, tmp_path, "nt")
    os.utime(tmp_path / "one.nt.gz", (0, 0))
    export(store, tmp_path / "two.nt.gz")
    assert (tmp_path / "two.nt.gz").read_bytes() == first


def test_json_ld_has_a_context_and_names_a_node_a_line(store: Store, tmp_path: Path) -> None:
    text = written(store, tmp_path, "jsonld").decode()
    document = json.loads(text)
    assert document["@context"]["mq"] == "https://w3id.org/mithaq/ontology#"
    qatar = next(node for node in document["@graph"] if node["@id"] == "state:QA")
    assert qatar["mq:iso3166"] == "QA"
    assert {"@language": "ar", "@value": "قطر"} in qatar["rdfs:label"]
    article = next(node for node in document["@graph"] if node["@id"] == "article:doha-1" and "@graph" in node)
    assert any(node.get("mq:mode") == "mq:inPerson" for node in article["@graph"])
    assert document["@context"]["mq:mode"] == {"@id": "mq:mode", "@type": "@id"}
    assert '\n{"@id": "state:QA"' in text


def test_an_empty_store_gives_valid_files(tmp_path: Path) -> None:
    build(tmp_path / "empty", [])
    with Store.open(tmp_path / "empty") as store:
        for kind in FORMATS:
            assert list(parse(written(store, tmp_path, kind), format=FORMAT[kind])) == []


def test_another_base_gets_its_own_prefixes(tmp_path: Path) -> None:
    base = "https://example.org/kb/"
    node = Minter(base).article("a1")
    with Store.open(tmp_path / "s", write=True, create=True) as store:
        store.use_base(base)
        quad = f'<{base}state/QA> <http://www.w3.org/2000/01/rdf-schema#label> "Qatar" {node} .\n'
        store.put([(ArticleRecord("a1", node.value, "d"), quad.encode())])
        assert b"@prefix state: <https://example.org/kb/state/> ." in written(store, tmp_path, "ttl")


def test_a_name_without_a_known_extension_and_a_folder_that_is_not_there(store: Store, tmp_path: Path) -> None:
    for name in ("graph", "graph.doc", ".gz", "graph.gz"):
        with pytest.raises(UserError, match="unknown RDF file extension"):
            export(store, tmp_path / name)
    assert format_of(Path("a.b.ttl.gz")) == "ttl"
    with pytest.raises(UserError, match="cannot be written"):
        export(store, tmp_path / "absent" / "graph.ttl")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("old")

    def fail() -> None:
        with atomic_write(tmp_path / "graph.ttl") as out:
            out.write(b"half of it")
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        fail()
    assert (tmp_path / "graph.ttl").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\r\t\0\x0b\u200f\u202e\ufffeأ'))
LITERALS = st.one_of(
    TEXTS.map(Literal),
    TEXTS.map(lambda text: Literal(text, language="ar")),
    st.integers().map(Literal),
    st.from_regex(r"[+-]?[0-9]{0,4}\.?[0-9]{0,3}", fullmatch=True).map(
        lambda text: Literal(text, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    ),
    st.from_regex(r"[+-]?[0-9 ]{0,20}", fullmatch=True).map(
        lambda text: Literal(text, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    ),
    st.sampled_from(["true", "1", "yes"]).map(
        lambda text: Literal(text, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
    ),
)
NODES = st.one_of(
    st.text("abz019-_.~%()'*,;=:@!$&/?#", max_size=8).map(lambda tail: f"https://w3id.org/mithaq/id/state/{tail}"),
    st.sampled_from(["urn:x:y", "http://example.org/قطر", "http://www.w3.org/2001/XMLSchema#", "a:b"]),
).filter(lambda iri: iri.count("#") < 2 and "%" not in iri).map(NamedNode)  # fmt: skip
TRIPLES = st.lists(st.builds(Triple, NODES, NODES, LITERALS | NODES), max_size=12)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TRIPLES, st.sampled_from([kind for kind in FORMATS if kind != "rdf"]))
def test_any_terms_come_back_as_they_were(triples: list[Triple], kind: str) -> None:
    out = BytesIO()
    assert write_graph(triples, kind, out) is bool(triples)
    back = {(q.subject, q.predicate, q.object) for q in parse(out.getvalue(), format=FORMAT[kind])}
    assert back == {(t.subject, t.predicate, t.object) for t in triples}


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("<&>\r\n\t\"']\x00\x0b\ufffe")))
def test_rdf_xml_holds_whatever_xml_can(text: str) -> None:
    out = BytesIO()
    write_graph([Triple(NamedNode("urn:a"), NamedNode("http://example.org/p"), Literal(text))], "rdf", out)
    (quad,) = parse(out.getvalue(), format=RdfFormat.RDF_XML)
    (_, _, value) = next(iter(rdflib.Graph().parse(data=out.getvalue(), format="xml")))
    allowed = "".join(
        c if c in "\t\n\r" or (ord(c) >= 32 and ord(c) not in (0xFFFE, 0xFFFF)) else "\ufffd" for c in text
    )
    assert quad.object.value == allowed
    assert str(value) == allowed


def test_rdf_xml_names_properties_that_have_no_prefix_and_refuses_those_that_xml_cannot_name() -> None:
    out = BytesIO()
    named = Triple(NamedNode("urn:a"), NamedNode("https://example.org/2x/a-b"), NamedNode("urn:b"))
    assert write_graph([named], "rdf", out)
    (quad,) = parse(out.getvalue(), format=RdfFormat.RDF_XML)
    assert quad.predicate == named.predicate
    with pytest.raises(UserError, match="RDF/XML cannot represent the property"):
        write_graph([Triple(NamedNode("urn:a"), NamedNode("urn:x:1"), NamedNode("urn:b"))], "rdf", BytesIO())


def test_rdf_xml_says_when_it_could_not_hold_everything(tmp_path: Path) -> None:
    node = Minter().article("a1")
    with Store.open(tmp_path / "s", write=True, create=True) as store:
        store.raw.add(Quad(node, NamedNode("urn:p"), Literal("a\x0bb"), DefaultGraph()))
        assert export(store, tmp_path / "a.rdf").notes == ("characters that XML cannot hold were written as U+FFFD",)
        assert export(store, tmp_path / "a.ttl").notes == ()


def test_sorting_more_than_fits_into_memory(tmp_path: Path) -> None:
    records = [((n * 7919 % 5000, b"k"), b"x" * (n % 50)) for n in range(5000)]
    with ExternalSorter(budget=8_000, folder=tmp_path) as sorter:
        for key, record in records:
            sorter.add(key, record)
        assert 1 < len(list(tmp_path.glob("*/*"))) < 64
        assert list(sorter) == sorted(records)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_is_one_clear_line_and_leaves_the_old_file(store_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(store_folder, tmp_path / "s")
    for table in (tmp_path / "s").glob("view-*/*.sst"):
        data = bytearray(table.read_bytes())
        data[: len(data) // 2] = bytes(len(data) // 2)
        table.unlink()  # it may be a link to another store's
        table.write_bytes(data)
    (tmp_path / "graph.ttl").write_text("old")
    with pytest.raises(UserError, match="damaged"), Store.open(tmp_path / "s") as store:
        export(store, tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_text() == "old"


def test_no_room_for_sorting_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"cannot hold temporary files for sorting \(No such file.*TMPDIR"):
        ExternalSorter(folder=tmp_path / "absent")
    with ExternalSorter(budget=10, folder=tmp_path) as sorter:
        shutil.rmtree(next(tmp_path.iterdir()))
        with pytest.raises(UserError, match="choose another folder with TMPDIR"):
            sorter.add((1,), b"more than ten bytes")


def test_memory_does_not_grow_with_the_graph(tmp_path: Path) -> None:
    """Of what Python allocates; the engine's own buffers have their own bounds."""
    text, predicate = "ب" * 6000, NamedNode("urn:p")
    with Store.open(tmp_path / "s", write=True, create=True) as store:
        store.raw.bulk_extend(
            Quad(NamedNode(f"urn:x:{n}"), predicate, Literal(f"{n} {text}"), DefaultGraph()) for n in range(2_000)
        )
        tracemalloc.start()
        done = export(store, tmp_path / "out.ttl")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert done.statements == 2_000
    assert (tmp_path / "out.ttl").stat().st_size > 24_000_000
    assert peak < 10_000_000
