"""The merged graph: what all articles say, each thing under its one IRI.

A statement is in the merged graph when some article graph says it under the new names. Labels, and the few
properties of which one value is kept, come from the cards instead: the best of what all articles say.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from loader.identity.books import Books
from loader.identity.cards import LABELS, MERGED, Card, plus
from loader.language.partial_date import PartialDate
from loader.rdf import MQ, PREFIXES, RDFS, SKOS, XSD, concept

__all__ = ["best_values", "difference", "rewrite"]

_FROM_CARDS = frozenset(LABELS) | frozenset(MERGED)
_DEFAULT = DefaultGraph()
_HELD = concept("held").value


Names = Mapping[object, NamedNode]
"""From IRIs that articles use to others, for those that have another."""


def rewrite(quad: Quad, names: Names) -> Triple:
    """What a quad says under other names."""
    subject, obj = quad.subject, quad.object
    if subject in names or obj in names:
        return Triple(names.get(subject, subject), quad.predicate, names.get(obj, obj))
    return quad.triple


def difference(
    books: Books, added: Iterable[Quad], gone: Iterable[Quad], moved: Iterable[str]
) -> tuple[list[Quad], list[Quad]]:
    """The quads to remove and to add so that the default graph is right after articles' quads were `added` or
    are `gone`, and the canonical names of `moved` have changed. Removed is also what graphs beside the
    articles' (links) say about names that no article uses any more."""
    old, new = _renamed(books.rewritten(), books.old_canon), _renamed(books.rewritten(), books.canon)
    adds = {rewrite(quad, new) for quad in added if quad.predicate not in _FROM_CARDS}
    removes = {rewrite(quad, old) for quad in gone if quad.predicate not in _FROM_CARDS}
    about = books.said_beside(name for name in books.rewritten() if not books.card(name))
    removes |= {rewrite(quad, old) for quad in about}
    before, after = _said_of(books, moved, before=True), _said_of(books, moved, before=False) - about
    terms = {term for quad in before | after for term in (quad.subject, quad.object)}
    names = [term.value for term in terms if isinstance(term, NamedNode)]
    old, new = _renamed(names, books.old_canon), _renamed(names, books.canon)
    removes |= {rewrite(quad, old) for quad in before}
    adds |= {rewrite(quad, new) for quad in after}
    removes = {triple for triple in removes - adds if not _said(books, triple, about)}
    for canon in _touched(books, moved):
        was = _from_cards(canon, map(books.old_card, books.old_members(canon)))
        is_now = _from_cards(canon, map(books.card, books.members(canon)))
        removes |= was - is_now
        adds |= is_now - was
    return [*map(_quad, removes), *about], [*map(_quad, adds)]


def _renamed(names: Iterable[str], canon: Callable[[str], str]) -> Names:
    return {NamedNode(name): NamedNode(best) for name in names if (best := canon(name)) != name}


def _said_of(books: Books, names: Iterable[str], before: bool) -> set[Quad]:
    """What graphs say about or with `names`, but for what the cards settle."""
    return {
        quad
        for name in names
        for quad in (*books.said(name, before=before), *books.said(obj=NamedNode(name), before=before))
        if quad.predicate not in _FROM_CARDS or books.is_beside(quad)
    }


def _quad(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, _DEFAULT)


def _said(books: Books, triple: Triple, gone: Collection[Quad]) -> bool:
    """Whether some graph says the triple under the new names, other than by a quad that is `gone`."""
    assert isinstance(triple.subject, NamedNode)
    objects: list[NamedNode | Literal]
    if isinstance(triple.object, NamedNode):
        objects = [NamedNode(name) for name in books.names(triple.object.value)]
    else:
        assert isinstance(triple.object, Literal)
        objects = [triple.object]
    return any(
        quad not in gone
        for subject in books.names(triple.subject.value)
        for obj in objects
        for quad in books.said(subject, triple.predicate, obj)
    )


def _touched(books: Books, moved: Iterable[str]) -> set[str]:
    """The canonical names of all things whose cards or members have changed."""
    names = {*books.rewritten(), *moved}
    return {canon(name) for name in names for canon in (books.old_canon, books.canon)}


def _from_cards(canon: str, cards: Iterable[Card]) -> set[Triple]:
    first, *others = [card for card in cards if card] or [{}]
    if not first:
        return set()
    node = NamedNode(canon)
    return {Triple(node, predicate, term) for predicate, term in best_values(plus(first, others))}


def best_values(card: Card) -> set[tuple[NamedNode, NamedNode | Literal]]:
    """What the merged graph keeps of a thing's labels and of the values it keeps one of.

    The best label of each language is the one that most articles give first, then the longer, then the
    first in code point order; all others are alternative labels.
    """
    found: set[tuple[NamedNode, NamedNode | Literal]] = set()
    values: dict[str, dict[str, int]] = {}
    for (aspect, text), count in card.items():
        values.setdefault(aspect, {})[text] = count
    for language in {aspect.partition("@")[2] for aspect in values if "@" in aspect}:
        found |= _labels(values.get(f"label@{language}", {}), values.get(f"alt@{language}", {}), language)
    if "=confidence" in values:
        found.add((MQ.confidence, Literal(max(values["=confidence"], key=Decimal), datatype=XSD.decimal)))
    for aspect, predicate in (("=date", MQ.date), ("=signedOn", MQ.signedOn)):
        for date in _most_precise([PartialDate.parse(text) for text in values.get(aspect, ())]):
            found.add((predicate, Literal(str(date), datatype=NamedNode(PREFIXES["xsd"] + date.datatype))))
    statuses = set(values.get("=eventStatus", ()))
    for status in {_HELD} if _HELD in statuses else statuses:  # what was planned has come about
        found.add((MQ.eventStatus, NamedNode(status)))
    return found


def _labels(
    first: dict[str, int], others: dict[str, int], language: str
) -> set[tuple[NamedNode, NamedNode | Literal]]:
    best = min(first, key=lambda text: (-first[text], -len(text), text), default=None)
    tag = language or None
    found: set[tuple[NamedNode, NamedNode | Literal]] = {
        (SKOS.altLabel, Literal(text, language=tag)) for text in {*first, *others} if text != best
    }
    if best is not None:
        found.add((RDFS.label, Literal(best, language=tag)))
    return found


def _most_precise(dates: list[PartialDate]) -> list[PartialDate]:
    return [date for date in dates if not any(date != other and date.covers(other) for other in dates)]
