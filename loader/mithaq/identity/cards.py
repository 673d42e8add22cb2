"""Cards: what all articles together say of one name, counted.

A card counts how many articles say each thing, so that one article can be added to it or taken from it
without reading the others. The store keeps one card a name, as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.identity.names import blocking_keys
from mithaq.identity.things import ArticleGraph, Thing, things_of
from mithaq.rdf import MQ, RDFS, SKOS

__all__ = ["BESIDE", "LABELS", "MERGED", "Card", "Cards", "cards_of", "dump", "parse", "plus", "thing"]

Card = dict[tuple[str, str], int]
"""(aspect, value) → number of articles. The aspect `kind` is the thing's kind; an aspect with `@` is a
label's (`label@ar`, `alt@ar`); one with `=` is a value that the merged graph keeps one of
(`=confidence`)."""

BESIDE = "beside"
"""The aspect that names another official of the same article whose name is like this one's."""

MERGED: dict[NamedNode, str] = {
    MQ.confidence: "=confidence",
    MQ.date: "=date",
    MQ.signedOn: "=signedOn",
    MQ.eventStatus: "=eventStatus",
}
"""Properties of which the merged graph keeps the best value, with their aspects."""

Cards = dict[str, Card]
"""Cards by the name (IRI) they are of."""

LABELS: dict[NamedNode, str] = {RDFS.label: "label", SKOS.altLabel: "alt"}
"""The properties of names, with their aspects; the language follows after an `@`."""


def cards_of(article: str, quads: list[Quad]) -> Cards:
    """One article's contribution: what its graph, named `article`, adds to the card of each name."""
    graph = ArticleGraph(quads)
    cards: dict[str, Card] = {}
    for found in things_of(article, graph):
        card = cards.setdefault(found.iri, {})
        if ("kind", found.kind) not in card:
            card["kind", found.kind] = 1
        card.update(dict.fromkeys(found.aspects, 1))
    for one, other in _side_by_side(cards):
        cards[one][BESIDE, other] = cards[other][BESIDE, one] = 1
    for subject, values in graph.values.items():
        for predicate, aspect in LABELS.items():
            for term in values.get(predicate, ()):
                if isinstance(term, Literal):
                    cards.setdefault(subject, {})[f"{aspect}@{term.language or ''}", term.value] = 1
        for predicate, aspect in MERGED.items():
            for term in values.get(predicate, ()):
                cards.setdefault(subject, {})[aspect, term.value] = 1
    return cards


def _side_by_side(cards: Cards) -> Iterator[tuple[str, str]]:
    """The officials of one article, two by two, who might otherwise be taken for one."""
    by_key: dict[str, list[str]] = {}
    for iri, card in cards.items():
        if ("kind", "official") in card:
            for key in sorted({key for aspect, name in card if aspect == "name" for key in blocking_keys(name)}):
                by_key.setdefault(key, []).append(iri)
    for iris in by_key.values():
        yield from combinations(iris, 2)


def thing(iri: str, card: Card) -> Thing | None:
    """The thing a card is of; None for an empty card, and for names that are not grouped (states)."""
    kinds = [value for aspect, value in card if aspect == "kind"]
    if not kinds:
        return None
    return Thing(iri, min(kinds), frozenset(a for a in card if "@" not in a[0] and a[0][0] != "=" and a[0] != "kind"))


def dump(card: Card) -> str:
    """The card as text; equal cards give equal texts."""
    nested: dict[str, dict[str, int]] = {}
    for (aspect, value), count in sorted(card.items()):
        nested.setdefault(aspect, {})[value] = count
    return json.dumps(nested, ensure_ascii=False, separators=(",", ":"))


def parse(text: str) -> Card:
    nested = json.loads(text)
    return {(aspect, value): n for aspect, values in nested.items() for value, n in values.items()}


def plus(card: Card, others: Iterable[Card], sign: int = 1) -> Card:
    """The sum of a card and others (`sign` -1: the difference), without zeros."""
    total = dict(card)
    for other in others:
        for aspect, count in other.items():
            total[aspect] = total.get(aspect, 0) + sign * count
    return total if sign > 0 else {aspect: count for aspect, count in total.items() if count}
