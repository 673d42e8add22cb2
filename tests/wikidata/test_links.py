"""Links in a real store: what is written, what stays, what a person's word changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from mithaq import identity, pipeline
from mithaq.judgements import read_sssom
from mithaq.rdf import PREFIXES, RDFS, SKOS, WD
from mithaq.store import Store, Transaction
from mithaq.store.terms import PUBLISHED
from mithaq.wikidata import (
    LINKS,
    JudgementFile,
    KnownItems,
    Link,
    LinkJudgement,
    LinkReport,
    canonical_judgements,
    link,
    links_as_sssom,
    links_as_turtle,
    prune,
    read_links,
    read_subjects,
)  # fmt: skip
from mithaq.wikidata.applying import apply_item_changes, apply_judgements
from mithaq.wikidata.checking import ItemChange, repair
from mithaq.wikidata.enriching import WIKIDATA_GRAPH
from mithaq.wikidata.links import write_links
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from tests.terms import in_default_graph, value

ID = "https://w3id.org/mithaq/id/"
TODAY = "2024-05-01"


def run(path: Path, judgement_file: JudgementFile | None = None, today: str = TODAY) -> LinkReport:
    with Store.open(path, write=True) as store:
        return link(store, KnownItems(), [], judgement_file.read() if judgement_file else {}, today)


def items(path: Path, iri: str) -> set[str]:
    """The items of a thing in the merged graph, as readers see it."""
    with Store.open(path) as store:
        quads = store.quads(NamedNode(iri), SKOS.exactMatch, None, DefaultGraph())
        return {quad.object.value.removeprefix(WD) for quad in quads if isinstance(quad.object, NamedNode)}


def named(path: Path, name: str) -> str:
    with Store.open(path) as store:
        return next(subject.iri for subject in read_subjects(store) if name in subject.names)


def content(path: Path) -> set[str]:
    with Store.open(path) as store:
        return {str(quad) for graph in (LINKS, DefaultGraph()) for quad in store.quads(None, None, None, graph)}


def test_links_carry_where_they_come_from(seeds: Path) -> None:
    report = run(seeds)
    assert report.new > 30
    with Store.open(seeds) as store:
        links = {link.subject: link for link in read_links(store)}
        assert len(links) == report.new
        qatar = links[f"{ID}state/QA"]
        assert qatar == Link(f"{ID}state/QA", "Q846", "authority", 1.0, TODAY, "", "code +1.00 (QA)")
        nodes = [q for q in store.quads(None, None, NamedNode(f"{WD}Q846"), LINKS) if q.predicate != SKOS.exactMatch]
        node = nodes[0].subject
        assert isinstance(node, NamedNode)
        stated = {q.predicate.value: q.object for q in store.quads(node, None, None, LINKS)}
    assert value(stated["https://w3id.org/sssom/mapping_justification"]).endswith("CompositeMatching")
    assert value(stated["https://w3id.org/sssom/mapping_date"]) == TODAY
    assert stated[f"{PREFIXES['owl']}annotatedProperty"] == SKOS.exactMatch


def test_forgetting_takes_links_and_what_wikidata_says_of_linked_items(seeds: Path) -> None:
    """States' links too; what other articles still name keeps its own."""
    run(seeds)
    labels = [Quad(NamedNode(f"{WD}{q}"), RDFS.label, Literal(q), WIKIDATA_GRAPH) for q in ("Q846", "Q796")]
    with Store.open(seeds, write=True) as store:
        store.apply(Transaction(additions=[q for quad in labels for q in (quad, in_default_graph(quad))]))
        first, *others = store.article_ids()
        pipeline.forget(store, others)
        prune(store)
        left = {link.subject for link in read_links(store)}
        assert {f"{ID}state/QA", f"{ID}state/IQ"} <= left
        assert all(store.article_graph(first) and store.quads(NamedNode(iri), graph=DefaultGraph()) for iri in left)
        pipeline.forget(store, [first])
        prune(store)
        assert {quad.graph_name for quad in store.quads()} == {PUBLISHED}


def test_there_are_no_blank_nodes(seeds: Path) -> None:
    run(seeds)
    assert not [line for line in content(seeds) if "_:" in line]


def test_linking_again_changes_nothing_and_keeps_the_date(seeds: Path) -> None:
    run(seeds)
    before = content(seeds)
    report = run(seeds, today="2031-01-01")
    assert (report.new, report.gone) == (0, 0)
    assert content(seeds) == before


def test_persons_are_linked_in_the_merged_graph(seeds: Path) -> None:
    iri = named(seeds, "محمد الحلبوسي")
    assert items(seeds, iri) == set()
    run(seeds)
    assert items(seeds, iri) == {"Q47008930"}


def test_a_rejected_item_goes_even_where_an_article_says_it(seeds: Path, tmp_path: Path) -> None:
    judgement_file = JudgementFile(tmp_path / "links.tsv")
    assert items(seeds, f"{ID}state/YE") == {"Q805"}
    judgement_file.add(LinkJudgement(f"{ID}state/YE", "Q805", "rejected"))
    run(seeds, judgement_file)
    assert items(seeds, f"{ID}state/YE") == set()
    judgement_file.replace(f"{ID}state/YE", [])
    run(seeds, judgement_file)
    assert items(seeds, f"{ID}state/YE") == {"Q805"}


def test_an_accepted_item_replaces_what_else_was_said(seeds: Path, tmp_path: Path) -> None:
    judgement_file = JudgementFile(tmp_path / "links.tsv")
    run(seeds)
    judgement_file.add(LinkJudgement(f"{ID}state/YE", "Q7", "accepted", "huda", "2024-02-03", "a test"))
    with Store.open(seeds, write=True) as store:
        apply_judgements(store, judgement_file)
    assert items(seeds, f"{ID}state/YE") == {"Q7"}
    with Store.open(seeds) as store:
        kept = {link.subject: link for link in read_links(store)}
    assert kept[f"{ID}state/YE"] == Link(f"{ID}state/YE", "Q7", "person", 1.0, "2024-02-03", "huda", "a test")
    assert kept[f"{ID}state/QA"].qid == "Q846"


def test_what_wikidata_lacks_has_no_item(seeds: Path, tmp_path: Path) -> None:
    judgement_file = JudgementFile(tmp_path / "links.tsv")
    judgement_file.add(LinkJudgement(f"{ID}state/YE", "", "accepted"))
    run(seeds, judgement_file)
    assert items(seeds, f"{ID}state/YE") == set()


def test_judgements_follow_a_thing_to_its_new_name(seeds: Path, tmp_path: Path) -> None:
    judgement_file = JudgementFile(tmp_path / "links.tsv")
    one, other = named(seeds, "محمد فائق"), named(seeds, "وجيه حنفي")
    judgement_file.add(LinkJudgement(one, "Q90000001", "accepted"), LinkJudgement(other, "Q90000002", "rejected"))
    with Store.open(seeds, write=True) as store:
        identity.append_judgement(store.judgements, identity.IdentityJudgement("same", one, other))
        identity.resolve(store)
        store.publish()
        whole = store.canonical(one)
        assert store.canonical(other) == whole
        assert set(canonical_judgements(judgement_file.read(), store)[whole]) == {"Q90000001", "Q90000002"}
    run(seeds, judgement_file)
    assert items(seeds, whole) == {"Q90000001"}


def test_two_things_accepted_as_one_item_become_one(seeds: Path, tmp_path: Path) -> None:
    judgement_file = JudgementFile(tmp_path / "links.tsv")
    one, other = named(seeds, "محمد فائق"), named(seeds, "وجيه حنفي")
    judgement_file.add(
        LinkJudgement(one, "Q90000001", "accepted", "huda", TODAY), LinkJudgement(other, "Q90000001", "accepted")
    )
    with Store.open(seeds, write=True) as store:
        apply_judgements(store, judgement_file)
        assert store.canonical(one) == store.canonical(other)
        stated = identity.read_judgements(store.judgements)
        apply_judgements(store, judgement_file)
        assert identity.read_judgements(store.judgements) == stated
    assert items(seeds, one) | items(seeds, other) == {"Q90000001"}


def test_a_link_follows_when_articles_join_two_names(seeds: Path) -> None:
    run(seeds)
    one, other = named(seeds, "محمد الحلبوسي"), named(seeds, "وجيه حنفي")
    with Store.open(seeds, write=True) as store:
        identity.append_judgement(store.judgements, identity.IdentityJudgement("same", one, other))
        identity.resolve(store)
        store.publish()
        whole = store.canonical(one)
    assert items(seeds, whole) == {"Q47008930"}
    assert len({one, other} - {whole}) == 1
    assert items(seeds, next(iter({one, other} - {whole}))) == set()


def test_forgotten_things_lose_their_links(seeds: Path) -> None:
    run(seeds)
    person = named(seeds, "محمد الحلبوسي")
    with Store.open(seeds, write=True) as store:
        pipeline.forget(store, list(store.article_ids()))
    assert items(seeds, person) == set()
    run(seeds)
    assert content(seeds) == set()


def test_many_links_are_written_whole(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over several transactions."""
    monkeypatch.setattr("mithaq.wikidata.links._BATCH", 500)
    links = [Link(f"{ID}person/x{n}", f"Q{n + 1}", "authority", 0.9, TODAY) for n in range(200)]
    with Store.open(seeds, write=True) as store:
        assert write_links(store, links) == (200, 0)
        assert len(read_links(store)) == 200
        assert write_links(store, links[:10]) == (0, 190)
        assert len(read_links(store)) == 10


def test_merged_and_deleted_items_are_mended(seeds: Path, tmp_path: Path) -> None:
    run(seeds)
    judgement_file = JudgementFile(tmp_path / "links.tsv")
    person, other = named(seeds, "محمد فائق"), named(seeds, "وجيه حنفي")
    judgement_file.add(LinkJudgement(person, "Q55", "accepted", why="seen"), LinkJudgement(other, "Q77", "accepted"))
    findings = [
        ItemChange("Q55", "merged", "Q66"),
        ItemChange("Q77", "deleted"),
        ItemChange("Q846", "merged", "Q90000846"),
    ]
    assert repair(judgement_file, findings, TODAY) == 2
    with Store.open(seeds, write=True) as store:
        apply_item_changes(store, findings)
        apply_judgements(store, judgement_file)
    assert items(seeds, person) == {"Q66"}
    assert judgement_file.read()[person]["Q66"].why == "seen; Q55 was merged into Q66"
    assert items(seeds, other) == set()
    assert judgement_file.read()[other]["Q77"].verdict == "rejected"
    assert "Q90000846" in items(seeds, f"{ID}state/QA")
    assert repair(judgement_file, findings, TODAY) == 0


def test_sssom_tells_links_and_judgements(seeds: Path, tmp_path: Path) -> None:
    judgement_file = JudgementFile(tmp_path / "links.tsv")
    judgement_file.add(LinkJudgement(f"{ID}state/YE", "Q805", "rejected", "huda", TODAY))
    run(seeds, judgement_file)
    with Store.open(seeds) as store:
        text = links_as_sssom(store, judgement_file)
        assert text == links_as_sssom(store, judgement_file)
    rows = {row["subject_id"]: row for _, row in read_sssom(text, "x")}
    assert rows["mqid:state/YE"]["predicate_modifier"] == "Not"
    assert rows["mqid:state/QA"]["mapping_justification"] == "semapv:CompositeMatching"
    assert rows["mqid:state/QA"]["subject_label"] == "قطر"
    assert rows["mqid:state/QA"]["object_label"] == "Qatar"
    assert rows["mqid:state/YE"]["object_label"] == "Yemen"
    assert rows["mqid:state/QA"]["comment"] == "code +1.00 (QA)"


def test_turtle_of_the_links_reads_back(seeds: Path) -> None:
    import rdflib

    run(seeds)
    with Store.open(seeds) as store:
        data = links_as_turtle(store)
        count = len(store.quads(None, None, None, LINKS))
    graph = rdflib.Graph().parse(data=data, format="turtle")
    assert len(graph) == count
