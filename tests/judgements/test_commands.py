"""Judgements of all kinds by commands and in Python, over stores on disk."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import mithaq
import pytest
from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.errors import UserError
from mithaq.store import Store
from mithaq.wikidata import read_links

ARTICLES = [
    {
        "id": "n1",
        "date": "2020-01-05",
        "text": "التقى وزير الخارجية القطري خالد العطية وزير الخارجية المصري سامح شكري في الدوحة.",
    },
    {
        "id": "n2",
        "date": "2020-02-05",
        "text": "التقى وزير الخارجية القطري خالد بن محمد العطية وزير الخارجية الروسي سيرغي لافروف في الدوحة.",
    },
    {
        "id": "n3",
        "date": "2020-03-05",
        "text": "زار وزير الداخلية الكويتي فهد الجابري بغداد والتقى وزير الداخلية العراقي عثمان علي الغانمي.",
    },
]
ONE, OTHER = "خالد العطية", "خالد بن محمد العطية"
BASE = "https://w3id.org/mithaq/id/"


def call(*words: object, status: int = 0) -> str:
    result = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result.output


def fails(*words: object) -> str:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert isinstance(result.exception, UserError), result.output
    assert "\n" not in str(result.exception)
    return str(result.exception)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judgements") / "store"
    with mithaq.open(folder) as graph:
        graph.load(ARTICLES)
    call("link", "--date", "2024-05-01", "--store", folder)
    return folder


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    shutil.copytree(loaded, tmp_path / "store")
    return tmp_path / "store"


def exported(folder: Path) -> bytes:
    with mithaq.open(folder) as graph:
        graph.export(folder.parent / "x.nq")
    return (folder.parent / "x.nq").read_bytes()


def name(folder: Path, label: str) -> str:
    """The IRI that articles use for a label."""
    from mithaq import identity

    with Store.open(folder) as store:
        return identity.find(store, label)[0]


def fact(folder: Path, kind: str, label: str) -> str:
    blocks = call("explain", label, "--store", folder).split("\n\n")
    return next(block.split()[1] for block in blocks if block.startswith(f"mq:{kind} "))


def listed(folder: Path, *words: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(call("judgements", "list", "--format", "json", *words, "--store", folder))
    return found


def test_judgements_of_all_kinds_are_listed_and_undone_to_the_old_bytes(folder: Path) -> None:
    before = exported(folder)
    meeting = fact(folder, "Meeting", "سيرغي لافروف")
    call("fact", "reject", meeting, "--who", "huda", "--date", "2024-05-01", "--store", folder)
    call("different", ONE, OTHER, "--who", "huda", "--store", folder)
    call("link", "reject", "state/QA", "Q846", "--author", "ali", "--date", "2024-05-01", "--store", folder)
    call("same", "فهد الجابري", "عثمان علي الغانمي", "--who", "ali", "--store", folder)
    assert [(one["about"], one["verdict"], one["who"], one["state"]) for one in listed(folder)] == [
        ("fact", "reject", "huda", "in force"), ("identity", "different", "huda", "in force"),
        ("link", "reject", "ali", "in force"), ("identity", "same", "ali", "in force"),
    ]  # fmt: skip
    assert "4 judgements" in call("judgements", "list", "--store", folder)
    after = exported(folder)
    assert after != before
    copy = folder.parent / "copy"
    call("backup", copy, "--store", folder)
    call("judgements", "undo", *(one["id"] for one in listed(folder)), "--date", "2024-05-01", "--store", folder)
    assert exported(folder) == before
    assert {one["state"] for one in listed(folder, "--all")} == {"undone"}
    assert len((folder / "judgements.jsonl").read_text("utf-8").splitlines()) == 8
    call("rebuild", "--workers", 1, "--store", copy)
    assert exported(copy) == after, "they hold through a rebuild"


@pytest.mark.parametrize(("verdict", "item"), [("reject", "Q846"), ("accept", "Q79"), ("accept", "none")])
def test_an_automatic_link_is_there_again_when_a_judgement_about_it_is_undone_later(
    folder: Path, verdict: str, item: str
) -> None:
    before = exported(folder)
    assert b"entity/Q846>" in before
    call("link", verdict, "state/QA", item, "--date", "2024-05-02", "--store", folder)
    with Store.open(folder) as store:
        assert not [link for link in read_links(store) if link.qid == "Q846"]
    (line,) = listed(folder)
    call("judgements", "undo", line["id"], "--date", "2024-06-03", "--store", folder)
    assert exported(folder) == before


def test_two_peoples_stores_are_merged_and_contradictions_named(folder: Path) -> None:
    theirs = folder.parent / "theirs"
    shutil.copytree(folder, theirs)
    meeting = fact(folder, "Meeting", "سيرغي لافروف")
    other = fact(folder, "Meeting", "عثمان علي الغانمي")
    signed = ("--date", "2024-05-01", "--store")
    call("fact", "reject", meeting, "--who", "huda", *signed, folder)
    call("link", "reject", "state/QA", "Q846", "--author", "huda", *signed, folder)
    call("same", ONE, OTHER, "--who", "huda", "--store", folder)
    call("fact", "amend", meeting, "place=", "--who", "ali", *signed, theirs)
    call("fact", "reject", other, "--who", "ali", *signed, theirs)
    call("link", "accept", "state/QA", "Q846", "--author", "ali", *signed, theirs)
    call("different", ONE, OTHER, "--who", "ali", "--store", theirs)

    said = call("judgements", "merge", theirs, "--who", "judge", *signed, folder, status=1)
    conflicts = [line for line in said.splitlines() if line.startswith("conflict: ")]
    assert len(conflicts) == 3
    assert all("huda" in line and "ali" in line and "2024-05-01" in line for line in conflicts if "same" not in line)
    assert "1 added, 0 there already, 3 conflicts" in said
    with mithaq.open(folder) as graph:
        assert {one.judgement.who for one in graph.judgements()} == {"huda", "ali"}
        assert len(graph.sparql("SELECT ?m { ?m a mq:Meeting }")) == 1, "one rejected by each"

    call("judgements", "merge", theirs, "--prefer", "theirs", "--who", "judge", *signed, folder)
    call("judgements", "merge", folder, "--who", "judge", *signed, theirs)
    assert (folder / "judgements.jsonl").read_bytes() == (theirs / "judgements.jsonl").read_bytes()
    assert exported(folder) == exported(theirs)
    with Store.open(folder) as store:
        assert [link.who for link in read_links(store) if link.subject.endswith("state/QA")] == ["ali"]
        assert store.canonical(name(folder, ONE)) != store.canonical(name(folder, OTHER))
    out = folder.parent / "out.jsonl"
    call("judgements", "export", "--output", out, "--store", folder)
    assert out.read_bytes() == (folder / "judgements.jsonl").read_bytes()


def test_a_refused_same_writes_nothing(folder: Path) -> None:
    first, second, third = "فهد الجابري", "عثمان علي الغانمي", "سامح شكري"
    call("same", first, second, "--who", "huda", "--store", folder)
    call("different", second, third, "--who", "ali", "--store", folder)
    kept, before = (folder / "judgements.jsonl").read_bytes(), exported(folder)
    refused = fails("same", first, third, "--store", folder)
    assert "contradicts different" in refused
    assert "huda" in refused or "ali" in refused
    assert "mithaq judgements undo" in refused
    assert "of different kinds" in fails("same", first, fact(folder, "Meeting", second), "--store", folder)
    assert "nothing in the store has this name" in fails("same", "لا أحد", third, "--store", folder)
    assert "nothing in the store has this name" in fails("same", "person/nobody", third, "--store", folder)
    assert (folder / "judgements.jsonl").read_bytes() == kept
    assert exported(folder) == before


def test_ids_are_taken_in_every_form_that_is_printed(folder: Path) -> None:
    iri = name(folder, "سامح شكري")
    short = iri.removeprefix(BASE)
    forms = (
        short,
        iri,
        f"<{iri}>",
        f"id/{short}",
        f"mqid:{short}",
        short.replace("/", ":"),
        "\u2068سامح شكري\u2069",
        "سامح شكري",
    )
    for form in forms[:-2]:
        call("link", "accept", form, "Q111", "--why", form, "--store", folder)
        call("different", form, "سيرغي لافروف", "--why", form, "--store", folder)
        assert short in call("explain", form, "--store", folder)
    call("link", "accept", "سامح شكري", "Q111", "--why", "by label", "--store", folder)
    things = {one["thing"] for one in listed(folder, "--about", "link")}
    assert things == {iri}
    meeting = fact(folder, "Meeting", "سامح شكري")
    for form in (f"<{BASE}{meeting}>", meeting.replace("/", ":"), f"mqid:{meeting}", BASE + meeting):
        call("fact", "accept", form, "--why", form, "--article", f"<{BASE}article/n1>", "--store", folder)
    call("validate", "--article", "article/n1", "--store", folder)
    call("forget", "article:n1", "--store", folder)
    with mithaq.open(folder) as graph:
        assert graph.stats()["articles"] == 2


def test_the_files_of_an_older_store_are_migrated_when_it_is_written_to(folder: Path) -> None:
    from mithaq.corrections import CorrectionLog

    meeting = fact(folder, "Meeting", "سيرغي لافروف")
    other = folder.parent / "other"
    shutil.copytree(folder, other)
    call("fact", "reject", meeting, "--who", "huda", "--date", "2024-05-01", "--store", other)
    (old,) = CorrectionLog(other / "judgements.jsonl").read()
    (folder / "corrections.jsonl").write_text(f"{old.to_json()}\n", "utf-8")
    pair = {"verdict": "different", "one": name(folder, ONE), "other": name(folder, OTHER), "who": "huda"}
    (folder / "judgements.jsonl").write_text(f"{json.dumps(pair)}\n", "utf-8")
    (folder / "links.sssom.tsv").write_text(
        "#curie_map:\n#  mqid: https://w3id.org/mithaq/id/\nsubject_id\tobject_id\tpredicate_modifier\tauthor_label\n"
        "mqid:state/QA\twd:Q846\tNot\tali\n",
        "utf-8",
    )
    read = [(one["about"], one["verdict"], one["who"]) for one in listed(folder)]
    assert sorted(read) == [("fact", "reject", "huda"), ("identity", "different", "huda"), ("link", "reject", "ali")]
    call("rebuild", "--workers", 1, "--store", folder)
    assert not (folder / "corrections.jsonl").exists()
    assert not (folder / "links.sssom.tsv").exists()
    assert [(one["about"], one["verdict"], one["who"]) for one in listed(folder)] == read
    with Store.open(folder) as store:
        assert store.canonical(pair["one"]) != store.canonical(pair["other"])
        assert not [link for link in read_links(store) if link.subject.endswith("state/QA")]
    assert "applies" in call("fact", "list", "--store", folder)
    assert "no longer" not in call("fact", "list", "--store", folder)


def test_a_table_of_links_is_merged_without_the_matches_of_programs(folder: Path) -> None:
    call("link", "accept", "سامح شكري", "Q111", "--author", "huda", "--date", "2024-05-01", "--store", folder)
    table = folder.parent / "links.sssom.tsv"
    call("link", "export", "--output", table, "--store", folder)
    assert table.read_text("utf-8").count("semapv:CompositeMatching") > 2
    (folder / "judgements.jsonl").unlink()
    assert "1 added" in call("judgements", "merge", table, "--store", folder)
    (line,) = listed(folder)
    assert (line["item"], line["who"], line["when"]) == ("Q111", "huda", "2024-05-01")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("link", "reject", "MEETING", "Q1"), "is of class Meeting, which is not linked to Wikidata"),
        (("link", "accept", "لا أحد", "Q1"), "no thing is named"),
        (("link", "accept", "وزير الخارجية", "Q1"), "is ambiguous: "),
        (("judgements", "undo", "0123456789"), "there is no such judgement"),
        (("judgements", "merge", "nowhere.jsonl"), "nowhere.jsonl: does not exist"),
    ],
)
def test_wrong_things_are_refused_in_one_line(folder: Path, words: tuple[str, ...], message: str) -> None:
    meeting = fact(folder, "Meeting", "سامح شكري")
    said = fails(*(meeting if word == "MEETING" else word for word in words), "--store", folder)
    assert message in said
    assert not (folder / "judgements.jsonl").exists()


def test_an_accepted_fact_survives_a_minimum_of_confidence_and_is_marked(folder: Path) -> None:
    meeting = fact(folder, "Meeting", "سامح شكري")
    call("fact", "accept", meeting, "--who", "huda", "--why", "seen", "--store", folder)
    assert "accept meeting" in call("fact", "list", "--store", folder)
    call("rebuild", "--workers", 1, "--min-confidence", "0.999", "--store", folder)
    with mithaq.open(folder) as graph:
        (row,) = graph.sparql(
            "SELECT ?c ?who { ?m a mq:Meeting ; mq:confidence ?c ; prov:wasAttributedTo/schema:name ?who }"
        )
        assert (float(str(row["c"])), row["who"]) == (1, "huda")


def test_the_same_in_python(folder: Path) -> None:
    with mithaq.open(folder) as graph:
        before = exported(folder)
        graph.accept(fact(folder, "Meeting", "سامح شكري"), who="huda")
        graph.different(ONE, OTHER, who="huda")
        graph.accept_link("سامح شكري", "Q111", who="huda")
        graph.reject_link("state/QA", "Q846", who="ali")
        recorded = graph.judgements()
        assert [one.judgement.about for one in recorded] == ["fact", "identity", "link", "link"]
        with pytest.raises(UserError, match="is of class Meeting"):
            graph.reject_link(fact(folder, "Meeting", "سامح شكري"), "Q1")
        graph.undo(*(one.judgement.id for one in recorded))
        merged = graph.merge_judgements(folder)
        assert (merged.added, merged.conflicts) == ((), ())
    assert exported(folder).count(b"\n") == before.count(b"\n")


def _item(qid: str, label: str) -> str:
    claims = {
        prop: [{"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": item}}}}]
        for prop, item in (("P31", "Q5"), ("P27", "Q817"))
    }
    labels = {"ar": {"language": "ar", "value": label}}
    return json.dumps({"type": "item", "id": qid, "labels": labels, "claims": claims}, ensure_ascii=False)


@pytest.mark.parametrize("answer", [("reject", "Q90000005"), ("accept", "Q5"), ("accept", "none")])
def test_a_link_that_another_source_gave_comes_back_when_the_judgement_is_undone(
    folder: Path, answer: tuple[str, str]
) -> None:
    person = "فهد الجابري"
    dump, extract = folder.parent / "dump.json", folder.parent / "items.sqlite"
    dump.write_text(f"[\n{_item('Q90000005', person)}\n]\n", "utf-8")
    call("authority", "build", dump, extract)
    call("link", "--extract", extract, "--date", "2024-05-02", "--store", folder)
    extract.unlink()
    before = exported(folder)
    assert b"entity/Q90000005>" in before
    call("link", answer[0], person, answer[1], "--date", "2024-05-03", "--store", folder)
    call("link", "--date", "2024-05-04", "--store", folder)
    call("rebuild", "--workers", 1, "--store", folder)
    assert b"entity/Q90000005>" not in exported(folder)
    (line,) = listed(folder)
    call("judgements", "undo", line["id"], "--date", "2024-05-05", "--store", folder)
    assert exported(folder) == before
    with Store.open(folder) as store:
        assert not [quad for quad in store.quads() if "overruled" in str(quad.graph_name)]
