"""What a store has of Wikidata when it is made anew: the same as before, as far as its things are there."""

from __future__ import annotations

from pathlib import Path

from mithaq import identity, pipeline
from mithaq.pipeline import forget
from mithaq.rdf import RDFS, WD
from mithaq.store import Store, Transaction
from mithaq.wikidata import (
    LINKS,
    JudgementFile,
    KnownItems,
    Link,
    LinkJudgement,
    MigratedLinks,
    link,
    migrate_links,
    read_links,
    read_subjects,
)  # fmt: skip
from mithaq.wikidata.applying import apply_judgements
from mithaq.wikidata.enriching import WIKIDATA_GRAPH
from mithaq.wikidata.links import write_links
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from tests.terms import in_default_graph

TODAY = "2024-05-01"


def _rebuild(path: Path, judgement_file: JudgementFile | None = None, keep_out: str = "") -> MigratedLinks:
    """Make the store anew; the article `keep_out` breaks the shapes now."""
    carried = []

    def carry(old: Store, new: Store) -> None:
        carried.append(migrate_links(old, new, judgement_file.read() if judgement_file else {}))

    def check(quads: list[Quad]) -> str:
        return "violation" if keep_out and keep_out in str(quads[0].graph_name) else ""

    pipeline.rebuild(path, workers=1, checker=check, migrate=carry)
    return carried[0]


def _links(path: Path) -> list[Link]:
    with Store.open(path) as store:
        return read_links(store)


def _items(path: Path) -> dict[str, str]:
    return {link.subject: link.qid for link in _links(path)}


def _all(path: Path) -> set[str]:
    with Store.open(path) as store:
        graphs = (LINKS, WIKIDATA_GRAPH, DefaultGraph())
        return {str(quad) for graph in graphs for quad in store.quads(None, None, None, graph)}


def _only_in(path: Path) -> tuple[str, str, str]:
    """An article that alone names an official, whom another one of another article could be; both of them."""
    with Store.open(path) as store:
        officials = {subject.iri for subject in read_subjects(store) if subject.kind == "official"}
        said: dict[str, set[str]] = {}
        for iri in officials:
            quads = [quad for name in store.members(iri) for quad in store.quads(NamedNode(name), RDFS.label)]
            graphs = {quad.graph_name for quad in quads}
            said[iri] = {g.value for g in graphs if isinstance(g, NamedNode) and "/article/" in g.value}
        alone = sorted(iri for iri, graphs in said.items() if len(graphs) == 1)
        one = alone[0]
        other = next(iri for iri in alone if said[iri] != said[one])
        return next(iter(said[one])), one, other


def _write(path: Path, *links: Link) -> None:
    with Store.open(path, write=True) as store:
        write_links(store, links)
        store.publish()


def test_everything_stays_where_the_articles_say_the_same(seeds: Path, tmp_path: Path) -> None:
    judgement_file = JudgementFile(tmp_path / "links.tsv")
    _, person, other = _only_in(seeds)
    judgement_file.add(
        LinkJudgement(person, "Q90000001", "accepted", "huda", "2024-02-03", "seen"),
        LinkJudgement(other, "", "accepted"),
    )
    labels = [Quad(NamedNode(WD + q), RDFS.label, Literal(q), WIKIDATA_GRAPH) for q in ("Q846", "Q796", "Q90000001")]
    with Store.open(seeds, write=True) as store:
        link(store, KnownItems(), [], judgement_file.read(), TODAY)
        store.apply(Transaction(additions=[q for quad in labels for q in (quad, in_default_graph(quad))]))
        store.publish()
    before = _all(seeds)
    assert _rebuild(seeds, judgement_file) == MigratedLinks(len(_links(seeds)), 0)
    assert _all(seeds) == before
    assert _rebuild(seeds) == MigratedLinks(len(_links(seeds)), 0), "judgements that are not at hand are in the links"
    assert _items(seeds)[person] == "Q90000001"


def test_what_falls_away_with_an_article_is_counted_and_a_judgement_brings_it_back(seeds: Path, tmp_path: Path) -> None:
    article, person, other = _only_in(seeds)
    judgement_file = JudgementFile(tmp_path / "links.tsv")
    judgement_file.add(LinkJudgement(person, "Q90000001", "accepted", "huda", TODAY))
    _write(seeds, Link(person, "Q90000001", "person", 1.0, TODAY, "huda"), Link(other, "Q7", "table", 0.9, TODAY))
    assert _rebuild(seeds, judgement_file, keep_out=article) == MigratedLinks(1, 1)
    assert _items(seeds) == {other: "Q7"}
    assert not [quad for quad in _all(seeds) if "Q90000001" in quad]
    assert _rebuild(seeds, judgement_file) == MigratedLinks(1, 0)
    assert _items(seeds) == {other: "Q7", person: "Q90000001"}


def test_a_link_goes_to_the_names_that_are_left(seeds: Path) -> None:
    """Two articles name one person in two ways; the one whose name stood for both is kept out."""
    article, one, other = _only_in(seeds)
    with Store.open(seeds, write=True) as store:
        identity.append_judgement(store.judgements, identity.IdentityJudgement("same", one, other))
        identity.resolve(store)
        whole = store.canonical(one)
        store.publish()
    if whole != one:
        article = _article_of(seeds, other)
    _write(seeds, Link(whole, "Q47008930", "table", 0.9, TODAY))
    assert _rebuild(seeds, keep_out=article) == MigratedLinks(1, 0)
    (left,) = {one, other} - {whole}
    assert _items(seeds) == {left: "Q47008930"}


def _article_of(path: Path, iri: str) -> str:
    with Store.open(path) as store:
        names = {str(quad.graph_name) for quad in store.quads(NamedNode(iri), RDFS.label)}
        return next(name.strip("<>") for name in sorted(names) if "/article/" in name)


def test_what_a_person_joined_and_takes_apart_keeps_the_link_where_it_was(seeds: Path) -> None:
    _, one, other = _only_in(seeds)
    with Store.open(seeds, write=True) as store:
        identity.append_judgement(store.judgements, identity.IdentityJudgement("same", one, other))
        identity.resolve(store)
        whole = store.canonical(other)
        store.publish()
        store.judgements.unlink()
    _write(seeds, Link(whole, "Q47008930", "table", 0.9, TODAY))
    assert _rebuild(seeds) == MigratedLinks(1, 0)
    assert _items(seeds) == {whole: "Q47008930"}


def test_of_two_items_for_what_is_one_thing_now_the_surer_stays(seeds: Path) -> None:
    _, one, other = _only_in(seeds)
    for method, item in (("table", "Q1"), ("person", "Q2")):
        _write(seeds, Link(one, "Q1", "table", 0.95, TODAY), Link(other, "Q2", method, 0.9, TODAY))
        with Store.open(seeds) as store:
            identity.append_judgement(store.judgements, identity.IdentityJudgement("same", one, other))
        assert _rebuild(seeds) == MigratedLinks(1, 1)
        assert set(_items(seeds).values()) == {item}
        (seeds / "judgements.jsonl").unlink()
        _rebuild(seeds)


def test_a_judgement_on_what_is_forgotten_makes_no_link(seeds: Path, tmp_path: Path) -> None:
    _, person, _ = _only_in(seeds)
    judgement_file = JudgementFile(tmp_path / "links.tsv")
    judgement_file.add(LinkJudgement(person, "Q90000001", "accepted", "huda", TODAY))
    with Store.open(seeds, write=True) as store:
        forget(store, list(store.article_ids()))
        apply_judgements(store, judgement_file)
    assert _links(seeds) == []
    assert _all(seeds) == set()
