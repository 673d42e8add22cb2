"""Proposals for Wikidata in the first format of QuickStatements (www.wikidata.org/wiki/Help:QuickStatements).

They are what articles state about linked things. Each line has its article as the reference: the URL (S854) and, if it
is known, the date of publication (S577). There is no date of retrieval (S813), because the store does not know when an
article was fetched. Proposals are only written to a file: a person decides whether they are right, new and welcome.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad

from mithaq.rdf import DCTERMS, MQ, RDF, SCHEMA
from mithaq.store import Store
from mithaq.store.terms import value
from mithaq.wikidata.links import read_links, stated_items

__all__ = ["quickstatements"]

_RULES: dict[NamedNode, tuple[tuple[NamedNode, str], ...]] = {
    MQ.Agreement: ((MQ.party, "P1891"), (MQ.signatory, "P1891"), (MQ.signedOn, "P585")),
    MQ.ForumEdition: ((MQ.place, "P276"), (MQ.participant, "P710"), (MQ.date, "P585")),
    MQ.Forum: ((MQ.place, "P276"),),
}
"""What is proposed for things of a class: our property, Wikidata's (signatory, point in time, location,
participant)."""
_HELD = "P39"
_PRECISION = {10: 11, 7: 10, 4: 9}


def quickstatements(store: Store) -> Iterator[str]:
    """The lines, sorted, each without its line end. Only statements of articles with an address are proposed.

    Raises:
        StoreError: damaged files.
    """
    items = _items(store)
    lines = set()
    for id in store.article_ids():
        graph = store.article_graph(id)
        reference = _reference(graph)
        if reference:
            lines |= {f"{line}\t{reference}" for line in _proposals(store, graph, items)}
    yield from sorted(lines)


def _items(store: Store) -> dict[str, str]:
    """The item of each thing that has exactly one."""
    found: dict[str, set[str]] = defaultdict(set, {iri: set(qids) for iri, qids in stated_items(store).items()})
    for link in read_links(store):
        found[link.subject].add(link.qid)
    return {iri: next(iter(qids)) for iri, qids in found.items() if len(qids) == 1}


def _reference(graph: list[Quad]) -> str:
    url = next((value(q.object) for q in graph if q.predicate == SCHEMA.url), "")
    if not re.match(r"https?://[^/\s]", url):
        return ""
    issued = _time(next((value(q.object) for q in graph if q.predicate == DCTERMS.issued), ""))
    return f'S854\t"{_escaped(url)}"' + (f"\tS577\t{issued}" if issued else "")


def _escaped(url: str) -> str:
    """A URL without characters that end a value: `"` does, and `|` in tools that take it for a column separator."""
    return quote(url, safe="%/:?#[]@!$&'()*+,;=~")


def _proposals(store: Store, graph: list[Quad], items: Mapping[str, str]) -> Iterator[str]:
    values: dict[str, dict[NamedNode, list[Quad]]] = defaultdict(lambda: defaultdict(list))
    for quad in graph:
        values[value(quad.subject)][quad.predicate].append(quad)

    def item(iri: str) -> str | None:
        return items.get(store.canonical(iri))

    for stated in values.values():
        kinds = {q.object for q in stated[RDF.type]}
        subject = item(value(stated[RDF.type][0].subject)) if stated[RDF.type] else None
        if MQ.Tenure in kinds:
            holder, post = (next((item(value(q.object)) for q in stated[p]), None) for p in (MQ.holder, MQ.post))
            if holder and post:
                yield f"{holder}\t{_HELD}\t{post}"
        if subject is None:
            continue
        for kind, rules in _RULES.items():
            for predicate, prop in rules if kind in kinds else ():
                for quad in stated[predicate]:
                    obj = _time(value(quad.object)) if prop == "P585" else item(value(quad.object))
                    if obj:
                        yield f"{subject}\t{prop}\t{obj}"


def _time(text: str) -> str:
    """A date as QuickStatements writes it: all of it, with the precision behind the slash."""
    whole = text + "-00" * (2 - text.count("-"))
    return f"+{whole}T00:00:00Z/{_PRECISION[len(text)]}" if len(text) in _PRECISION else ""
