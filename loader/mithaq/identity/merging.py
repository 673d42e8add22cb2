"""The merged graph: what all articles say, each thing under its one IRI.

A statement is in the merged graph when some article graph says it under the new names. Labels, and the few
properties of which one value is kept, come from the cards instead: the best of what all articles say.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.identity.books import Books
from mithaq.identity.cards import LABELS, MERGED, Card, plus
from mithaq.language.partial_date import PartialDate
from mithaq.rdf import MQ, PREFIXES, RDFS, SKOS, XSD, concept

__all__ = ["Statement", "best_values", "difference"]

Statement = tuple[str, str, str]
"""Subject, predicate and object as N-Triples writes them. A batch has thousands, and text is the cheapest form."""

Names = Mapping[str, str]
"""From IRIs that articles use to others, for those that have another; both in angle brackets."""

_FROM_CARDS = frozenset(LABELS) | frozenset(MERGED)
_FROM_CARDS_TEXT = frozenset(map(str, _FROM_CARDS))
_HELD = concept("held").value


def statements(graph: bytes, names: Names) -> set[Statement]:
    """What a named graph, written as N-Quads, says under other names, but for what the cards settle."""
    lines = graph.decode().split("\n")
    end = lines[0].rfind(" ", 0, -2) - len(lines[0])  # every line ends with the graph's name
    found = set()
    for line in lines:
        if line:
            subject, predicate, obj = line[:end].split(" ", 2)
            if predicate not in _FROM_CARDS_TEXT:
                found.add((names.get(subject, subject), predicate, names.get(obj, obj)))
    return found


def rewrite(said: Statement, names: Names) -> Statement:
    """What a statement says under other names. No literal looks like an IRI in angle brackets."""
    subject, predicate, obj = said
    return names.get(subject, subject), predicate, names.get(obj, obj)


def difference(
    books: Books, added: Iterable[bytes], gone: Iterable[Quad], moved: Iterable[str]
) -> tuple[list[Statement], list[Statement], list[Quad]]:
    """The statements to remove and to add so that the default graph is right after articles' graphs were `added` (as
    N-Quads) or their quads are `gone`, and the canonical names of `moved` have changed. Also the quads of graphs
    beside the articles' (links) about names that no article uses any more: they go too."""
    old, new = _renamed(books.rewritten(), books.old_canon), _renamed(books.rewritten(), books.canon)
    adds = {said for graph in added for said in statements(graph, new)}
    removes = {rewrite(_text(quad), old): quad for quad in gone if quad.predicate not in _FROM_CARDS}
    about = books.said_beside(name for name in books.rewritten() if not books.card(name))
    removes |= {rewrite(_text(quad), old): quad for quad in about}
    before, after = _said_of(books, moved, before=True), _said_of(books, moved, before=False) - about
    terms = {term for quad in before | after for term in (quad.subject, quad.object)}
    names = [term.value for term in terms if isinstance(term, NamedNode)]
    old, new = _renamed(names, books.old_canon), _renamed(names, books.canon)
    removes |= {rewrite(_text(quad), old): quad for quad in before}
    adds |= {rewrite(_text(quad), new) for quad in after}
    lost = {said for said, quad in removes.items() if said not in adds and not _said(books, said, quad, about)}
    for canon in _touched(books, moved):
        was = _from_cards(canon, map(books.old_card, books.old_members(canon)))
        is_now = _from_cards(canon, map(books.card, books.members(canon)))
        lost |= was - is_now
        adds |= is_now - was
    return list(lost), list(adds), list(about)


def _renamed(names: Iterable[str], canon: Callable[[str], str]) -> Names:
    return {f"<{name}>": f"<{best}>" for name in names if (best := canon(name)) != name}


def _text(quad: Quad) -> Statement:
    return str(quad.subject), str(quad.predicate), str(quad.object)


def _said_of(books: Books, names: Iterable[str], before: bool) -> set[Quad]:
    """What graphs say about or with `names`, but for what the cards settle."""
    return {
        quad
        for name in names
        for quad in (*books.said(name, before=before), *books.said(obj=NamedNode(name), before=before))
        if quad.predicate not in _FROM_CARDS or books.is_beside(quad)
    }


def _said(books: Books, said: Statement, quad: Quad, gone: Collection[Quad]) -> bool:
    """Whether some graph makes the statement, which `quad` made, under the new names, by a quad that is not `gone`."""
    objects: list[NamedNode | Literal]
    if isinstance(quad.object, NamedNode):
        objects = [NamedNode(name) for name in books.names(said[2][1:-1])]
    else:
        assert isinstance(quad.object, Literal)
        objects = [quad.object]
    return any(
        other not in gone
        for subject in books.names(said[0][1:-1])
        for obj in objects
        for other in books.said(subject, quad.predicate, obj)
    )


def _touched(books: Books, moved: Iterable[str]) -> set[str]:
    """The canonical names of all things whose cards or members have changed."""
    names = {*books.rewritten(), *moved}
    return {canon(name) for name in names for canon in (books.old_canon, books.canon)}


def _from_cards(canon: str, cards: Iterable[Card]) -> set[Statement]:
    first, *others = [card for card in cards if card] or [{}]
    if not first:
        return set()
    node = f"<{canon}>"
    return {(node, str(predicate), str(term)) for predicate, term in best_values(plus(first, others))}


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


def _labels(first: dict[str, int], others: dict[str, int], language: str) -> set[tuple[NamedNode, NamedNode | Literal]]:
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
