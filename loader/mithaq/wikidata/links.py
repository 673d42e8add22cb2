"""Links in the store: `skos:exactMatch`, in a named graph of their own, each with where it came from.

The graph `…/graph/links` holds for every link the match itself and a node that tells its provenance the way
SSSOM is written in RDF: an `owl:Axiom` on the match with justification, confidence, date, and who or what
made it. The merged graph holds the same under the things' one IRI, beside the matches that articles' own
graphs say; a match that a person rejected, or that another accepted one replaces, is taken out of it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from mithaq.rdf import BASE, PREFIXES, RDF, SKOS, WD, XSD
from mithaq.store import Store, Transaction, is_internal_graph
from mithaq.store.terms import value
from mithaq.wikidata.model import is_qid

__all__ = [
    "LINKS", "PERSON", "Link", "in_graph", "links_in", "links_of_things", "quads_of_link", "read_links",
    "stated_items", "things_linked_by_people", "write_links",
]  # fmt: skip

LINKS: Final = NamedNode(f"{BASE}graph/links")
"""The name of the graph of links."""

_OWL = PREFIXES["owl"]
_SSSOM = "https://w3id.org/sssom/"
_SEMAPV = "https://w3id.org/semapv/vocab/"
_AXIOM = NamedNode(f"{_OWL}Axiom")
_SOURCE = NamedNode(f"{_OWL}annotatedSource")
_PROPERTY = NamedNode(f"{_OWL}annotatedProperty")
_TARGET = NamedNode(f"{_OWL}annotatedTarget")
_JUSTIFICATION = NamedNode(f"{_SSSOM}mapping_justification")
_CONFIDENCE = NamedNode(f"{_SSSOM}confidence")
_DATE = NamedNode(f"{_SSSOM}mapping_date")
_AUTHOR = NamedNode(f"{_SSSOM}author_label")
_TOOL = NamedNode(f"{_SSSOM}mapping_tool")
_COMMENT = NamedNode(f"{PREFIXES['rdfs']}comment")
_DEFAULT = DefaultGraph()
_BATCH = 20_000
"""Quads of one transaction: a huge one makes the next opening of the store slow."""

PERSON: Final = "person"
"""The method of a link that a person accepted."""


@dataclass(frozen=True, slots=True)
class Link:
    """A thing is an item. `method` is who gave the candidate (authority, table, wikidata, reconciliation,
    sparql) or "person"; `why` the evidence in words; `date` as `2024-05-01`."""

    subject: str
    qid: str
    method: str
    score: float
    date: str = ""
    who: str = ""
    why: str = ""

    @property
    def justification(self) -> str:
        return "ManualMappingCuration" if self.method == PERSON else "CompositeMatching"


def read_links(store: Store) -> list[Link]:
    """The links in the store, by the thing's present IRI and then by item.

    Raises:
        StoreError: damaged files.
    """
    return links_in(store, LINKS)


def links_in(store: Store, graph: NamedNode) -> list[Link]:
    """The links that a graph of links holds, by the thing's present IRI and then by item.

    Raises:
        StoreError: damaged files.
    """
    return _links(store, store.quads(None, None, None, graph))


def links_of_things(store: Store, things: Iterable[str]) -> list[Link]:
    """The links of things with these canonical IRIs, as `read_links` gives them.

    Raises:
        StoreError: damaged files.
    """
    return _links(store, _quads_about(store, things))


def things_linked_by_people(store: Store) -> set[str]:
    """The canonical IRIs of things with a link that a person accepted.

    Raises:
        StoreError: damaged files.
    """
    nodes = [quad.subject for quad in store.quads(None, _TOOL, Literal(PERSON), LINKS)]
    sources = [
        quad for node in nodes if isinstance(node, NamedNode) for quad in store.quads(node, _SOURCE, None, LINKS)
    ]
    return {store.canonical(value(quad.object)) for quad in sources}


def _quads_about(store: Store, things: Iterable[str]) -> set[Quad]:
    """The quads of the graph of links about things, by all names of each."""
    found: set[Quad] = set()
    for thing in things:
        for name in map(NamedNode, {thing, *store.members(thing)}):
            found.update(store.quads(name, None, None, LINKS))
            for quad in store.quads(None, _SOURCE, name, LINKS):
                assert isinstance(quad.subject, NamedNode)
                found.update(store.quads(quad.subject, None, None, LINKS))
    return found


def _links(store: Store, quads: Iterable[Quad]) -> list[Link]:
    nodes: dict[str, dict[NamedNode, str]] = defaultdict(dict)
    for quad in quads:
        nodes[value(quad.subject)][quad.predicate] = value(quad.object)
    found = [
        Link(
            store.canonical(stated[_SOURCE]), stated[_TARGET].removeprefix(WD),
            stated.get(_TOOL, ""), float(stated.get(_CONFIDENCE, "0")), stated.get(_DATE, ""),
            stated.get(_AUTHOR, ""), stated.get(_COMMENT, ""),
        )
        for stated in nodes.values()
        if _SOURCE in stated and _TARGET in stated
    ]  # fmt: skip
    return sorted(found, key=lambda link: (link.subject, link.qid))


def write_links(
    store: Store,
    links: Iterable[Link],
    rejected: Mapping[str, frozenset[str]] | None = None,
    things: Collection[str] | None = None,
) -> tuple[int, int]:
    """Make these the links of the store, which is open for writing; returns how many are new and how many are
    gone.

    `rejected` are the items that a person said a thing is not; "" among them stands for every item. With `things`
    (canonical IRIs), only the links and matches of these things are changed. A link that stays the same keeps its
    date. Readers see the change after `store.publish`.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    old = set(store.quads(None, None, None, LINKS)) if things is None else _quads_about(store, things)
    known = {(link.subject, link.qid): link for link in _links(store, old)}
    wanted = [_dated(link, known.get((link.subject, link.qid))) for link in links]
    new = {quad for link in wanted for quad in quads_of_link(link, store.base)}
    merged_old = {_merged(quad, store.canonical) for quad in old}
    merged_new = {_merged(quad, store.canonical) for quad in new}
    said = _said(store, things)
    chosen: dict[str, set[str]] = defaultdict(set)
    for link in wanted:
        if link.method == PERSON:
            chosen[link.subject].add(link.qid)
    dropped = {quad for quad in said - merged_new if _refused(quad, rejected or {}) or _replaced(quad, chosen)}
    merged_new |= said - dropped
    removals = (old - new) | {quad for quad in (merged_old - merged_new) | dropped if quad in store.raw}
    additions = (new - old) | {quad for quad in merged_new if quad not in store.raw}
    _apply(store, removals, additions)
    keys = {(link.subject, link.qid) for link in wanted}
    return len(keys - known.keys()), len(known.keys() - keys)


def _apply(store: Store, removals: Iterable[Quad], additions: Iterable[Quad]) -> None:
    gone, come = sorted(removals, key=str), sorted(additions, key=str)
    for start in range(0, max(len(gone), len(come)), _BATCH):
        store.apply(Transaction(gone[start : start + _BATCH], come[start : start + _BATCH]))


def _dated(link: Link, before: Link | None) -> Link:
    same = before is not None and replace(link, date=before.date) == before
    return before if same and before is not None else link


def quads_of_link(link: Link, base: str, graph: NamedNode = LINKS) -> Iterator[Quad]:
    """The quads that state a link in a graph of links; `base` is that of the store's IRIs."""
    subject, item = NamedNode(link.subject), NamedNode(WD + link.qid)
    digest = hashlib.sha256(f"{link.subject}\x1f{link.qid}".encode()).hexdigest()[:20]
    node = NamedNode(f"{base}link/{digest}")
    yield Quad(subject, SKOS.exactMatch, item, graph)
    stated: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF.type, _AXIOM),
        (_SOURCE, subject),
        (_PROPERTY, SKOS.exactMatch),
        (_TARGET, item),
        (_JUSTIFICATION, NamedNode(_SEMAPV + link.justification)),
        (_CONFIDENCE, Literal(_number(link.score), datatype=XSD.decimal)),
        (_TOOL, Literal(link.method)),
    ]
    if link.date:
        stated.append((_DATE, Literal(link.date, datatype=XSD.date)))
    stated += [(predicate, Literal(text)) for predicate, text in ((_AUTHOR, link.who), (_COMMENT, link.why)) if text]
    for predicate, term in stated:
        yield Quad(node, predicate, term, graph)


def _number(score: float) -> str:
    """A decimal the way the store gives it back."""
    return f"{score:.3f}".rstrip("0").rstrip(".")


def _merged(quad: Quad, canonical: Callable[[str], str]) -> Quad:
    """A quad as the merged graph says it."""
    subject, obj = quad.subject, quad.object
    if isinstance(subject, NamedNode):
        subject = NamedNode(canonical(subject.value))
    if isinstance(obj, NamedNode) and quad.predicate == _SOURCE:
        obj = NamedNode(canonical(obj.value))
    return Quad(subject, quad.predicate, obj, _DEFAULT)


def _said(store: Store, things: Collection[str] | None) -> set[Quad]:
    """The matches that articles' graphs say, under the things' one IRI."""
    return {
        Quad(NamedNode(subject), SKOS.exactMatch, NamedNode(WD + qid), _DEFAULT)
        for subject, items in stated_items(store, things).items()
        for qid in items
    }


def in_graph(store: Store, iri: str) -> bool:
    """Whether the merged graph has a thing of this IRI.

    Raises:
        StoreError: damaged files.
    """
    return bool(store.quads(NamedNode(iri), RDF.type, None, _DEFAULT, most=1))


def stated_items(store: Store, things: Collection[str] | None = None) -> dict[str, set[str]]:
    """The items that articles' own graphs give things, by the things' present IRIs; with `things`, of these only.

    Raises:
        StoreError: damaged files.
    """
    found: dict[str, set[str]] = defaultdict(set)
    names: Iterable[NamedNode | None] = [None]
    if things is not None:
        names = [NamedNode(name) for thing in things for name in {thing, *store.members(thing)}]
    for quad in (quad for name in names for quad in store.quads(name, SKOS.exactMatch, None, None)):
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and graph != LINKS and not is_internal_graph(graph):
            qid = value(quad.object).removeprefix(WD)
            if is_qid(qid):
                found[store.canonical(value(quad.subject))].add(qid)
    return found


def _refused(quad: Quad, rejected: Mapping[str, frozenset[str]]) -> bool:
    mine = rejected.get(value(quad.subject), frozenset())
    return "" in mine or value(quad.object).removeprefix(WD) in mine


def _replaced(quad: Quad, chosen: Mapping[str, set[str]]) -> bool:
    mine = chosen.get(value(quad.subject))
    item = value(quad.object).removeprefix(WD)
    return bool(mine) and is_qid(item) and item not in (mine or ())
