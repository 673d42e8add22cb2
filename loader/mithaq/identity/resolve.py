"""The pass over stored articles that keeps the merged graph true."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from mithaq.identity.books import Books
from mithaq.identity.cards import Card, Cards, cards_of, plus
from mithaq.identity.grouping import Judged, Settling
from mithaq.identity.judgements import read_judgements
from mithaq.identity.merging import difference
from mithaq.identity.recall import Recall
from mithaq.identity.terms import DIFFERENT, SAME
from mithaq.identity.verdict import Strength, Verdict
from mithaq.store import Change, Store
from mithaq.store.terms import ARTICLES, IDENTITY, PENDING, value

__all__ = ["Made", "forget", "resolve"]

BATCH = 128
"""Articles merged in one transaction: more cost memory, fewer cost time."""


Made = Mapping[str, tuple[bytes, Cards]]
"""By the names of article graphs: the graph as N-Quads, and its `cards_of`."""


def resolve(
    store: Store, *, batch: int = BATCH, made: Made = MappingProxyType({}), recall: Recall | None = None
) -> int:
    """Bring the merged graph up to date with the article graphs and with the judgements file.

    Merges articles that were `put` and not merged yet, and obeys judgements added or withdrawn since.
    The result is a function of the articles and judgements alone, whatever the order and the batches
    they came in. Each batch is one transaction; interrupted, the next call goes on. Returns the number of
    articles merged.

    `made` has the graphs that were put just now with their cards, as the worker made them; others are read from the
    store. `recall` is one for all calls of a load.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
        UserError: a malformed line in the judgements file.
    """
    judged = _judgements_in_force(store)
    before = _judgements_obeyed(store)
    waiting = store.pending()
    recall = recall or Recall(store)
    if judged != before:
        _carry_out(store, recall, [], [], judged, before)
    for start in range(0, len(waiting), batch):
        _carry_out(store, recall, waiting[start : start + batch], [], judged, judged, made=made)
    return len(waiting)


def forget(store: Store, ids: Iterable[str], *, batch: int = BATCH, recall: Recall | None = None) -> list[str]:
    """Remove every trace of articles, the merged graph's included; returns the ids that the store had,
    sorted.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    judged = _judgements_obeyed(store)
    found = {id: iri for id in sorted(set(ids)) if (iri := store.article_iri(id)) is not None}
    pending = set(store.pending())
    graphs = list(found.values())
    recall = recall or Recall(store)
    for start in range(0, len(graphs), batch):
        _carry_out(store, recall, [], graphs[start : start + batch], judged, judged, pending)
    return list(found)


def _carry_out(
    store: Store,
    recall: Recall,
    added: Sequence[NamedNode],
    gone: Sequence[NamedNode],
    judged: Judged,
    judged_before: Judged,
    pending: Collection[NamedNode] = (),
    made: Made = MappingProxyType({}),
) -> None:
    """Merge the graphs `added` and drop those `gone`, in one transaction."""
    merged = [graph for graph in gone if graph not in pending]
    books = Books(store, [g.value for g in added], [g.value for g in merged], recall)
    new = [made.get(graph.value) or _stored(store, graph) for graph in added]
    old_quads = {graph: store.quads(graph=graph) for graph in merged}
    new_cards = [cards for _, cards in new]
    old_cards = [cards_of(graph.value, quads) for graph, quads in old_quads.items()]
    _recount(books, new_cards, old_cards)
    settling = Settling(books, judged, judged_before)
    settling.run()
    unsaid, said, removals = difference(
        books,
        (graph for graph, _ in new),
        (quad for quads in old_quads.values() for quad in quads),
        settling.moved,
    )
    more_removals, additions = books.change()
    removals += more_removals
    removals += [Quad(graph, PENDING, Literal("true"), ARTICLES) for graph in added]
    for graph in gone:
        removals += store.quads(graph, None, None, ARTICLES)
    removals += _judgement_quads(judged_before.items() - judged.items())
    additions += _judgement_quads(judged.items() - judged_before.items())
    store.apply(Change(removals, additions, list(gone), unsaid, said))
    books.remember()


def _stored(store: Store, graph: NamedNode) -> tuple[bytes, Cards]:
    quads = store.quads(graph=graph)
    return serialize(quads, format=RdfFormat.N_QUADS) or b"", cards_of(graph.value, quads)


def _recount(books: Books, added: Iterable[Cards], gone: Iterable[Cards]) -> None:
    changes: dict[str, tuple[list[Card], list[Card]]] = {}
    for side, graphs in enumerate((added, gone)):
        for graph in graphs:
            for iri, card in graph.items():
                changes.setdefault(iri, ([], []))[side].append(card)
    for iri, (plus_cards, minus_cards) in changes.items():
        card = plus(books.old_card(iri), plus_cards)
        books.set_card(iri, plus(card, minus_cards, -1) if minus_cards else card)


def _verdict(kind: str) -> Verdict:
    return Verdict(Strength.JUDGED if kind == "same" else Strength.APART, ("a person judged so",))


def _judgements_in_force(store: Store) -> Judged:
    return {pair: _verdict(judgement.verdict) for pair, judgement in read_judgements(store.judgements).items()}


def _judgements_obeyed(store: Store) -> Judged:
    """Those of the pass before, which the store keeps beside the groups they made."""
    found: Judged = {}
    for predicate, kind in ((SAME, "same"), (DIFFERENT, "different")):
        for quad in store.quads(None, predicate, None, IDENTITY):
            found[value(quad.subject), value(quad.object)] = _verdict(kind)
    return found


def _judgement_quads(judged: Iterable[tuple[tuple[str, str], Verdict]]) -> list[Quad]:
    return [
        Quad(
            NamedNode(one),
            DIFFERENT if verdict.strength is Strength.APART else SAME,
            NamedNode(other),
            IDENTITY,
        )
        for (one, other), verdict in judged
    ]
