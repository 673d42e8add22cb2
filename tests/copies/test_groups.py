"""Groups in a store, batch by batch: those of all pairs compared, in time that grows with the articles."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mithaq.copies import COPIES, Blocks, add_copies, band_keys, bands, withdraw_copies
from mithaq.rdf import DCTERMS, MQ
from mithaq.store import Store, Transaction
from mithaq.store.terms import CONTENT, value
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from tests.copies.test_full_pass import WORDS, compared, texts_with_changes


def article(number: int) -> NamedNode:
    return NamedNode(f"urn:article:{number:05}")


def put(store: Store, texts: dict[int, str]) -> list[NamedNode]:
    """Add articles without putting them into groups."""
    quads = []
    for number, text in texts.items():
        quads += bands(article(number), band_keys(text))
        quads.append(Quad(article(number), CONTENT, Literal(text), article(number)))
    store.apply(Transaction(additions=quads))
    return [article(number) for number in texts]


def text_in(store: Store) -> Callable[[NamedNode], str]:
    return lambda graph: value(store.quads(graph, CONTENT, None, graph)[0].object)


def stated(store: Store) -> set[tuple[str, str]]:
    """Each copy with the original, as both graphs must state it."""
    graphs = [{q.triple for q in store.quads(None, MQ.copyOf, None, graph)} for graph in (COPIES, DefaultGraph())]
    assert graphs[0] == graphs[1]
    return {(str(triple.subject), str(triple.object)) for triple in graphs[0]}


@pytest.mark.parametrize("large", [1, 5, 1000])
@pytest.mark.parametrize("size", [1, 7, 30])
def test_groups_are_those_of_all_pairs(tmp_path: Path, size: int, large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mithaq.copies.blocks._LARGE", large)
    texts = texts_with_changes()
    order = random.Random(large).sample(range(len(texts)), len(texts))
    with Store.open(tmp_path / "store", write=True, create=True) as store:
        blocks = Blocks(store)
        for start in range(0, len(order), size):
            new = put(store, {number: texts[number] for number in order[start : start + size]})
            add_copies(store, new, text_in(store), blocks)
        assert stated(store) == compared(texts)
        gone = set(order[::3])
        withdraw_copies(store, map(article, gone), text_in(store), blocks)
        names = {str(article(number)): number for number in range(len(texts))}
        left = [text if number not in gone else f"left {number}" for number, text in enumerate(texts)]
        assert stated(store) == compared(left)
        assert not {names[copy] for copy, _ in stated(store)} & gone


def test_the_earliest_is_the_original_whenever_it_comes(tmp_path: Path) -> None:
    text = " ".join(WORDS)
    with Store.open(tmp_path / "store", write=True, create=True) as store:
        blocks = Blocks(store)
        for number, day in enumerate((20, 25, 10, 15)):
            put(store, {number: text})
            issued = Quad(article(number), DCTERMS.issued, Literal(f"2020-03-{day}"), article(number))
            store.apply(Transaction(additions=[issued]))
            add_copies(store, [article(number)], text_in(store), blocks)
        assert stated(store) == {(str(article(copy)), str(article(2))) for copy in (0, 1, 3)}


@pytest.mark.parametrize("same", [True, False], ids=["same text", "another number in each"])
def test_the_thousandth_copy_takes_no_longer_than_the_hundredth(
    tmp_path: Path, same: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what is read from the store, in quads, and written to it."""
    amounts: list[int] = []
    quads, apply = Store.quads, Store.apply

    def counted(*arguments: Any, **options: Any) -> list[Quad]:
        found = quads(*arguments, **options)
        amounts[-1] += 1 + len(found)
        return found

    def written(store: Store, change: Transaction) -> None:
        amounts[-1] += len(change)
        apply(store, change)

    with Store.open(tmp_path / "store", write=True, create=True) as store:
        blocks = Blocks(store)
        for start in range(0, 1200, 100):
            texts = {n: f"{' '.join(WORDS * 3)} {0 if same else n}" for n in range(start, start + 100)}
            new = put(store, texts)
            with monkeypatch.context() as patch:
                patch.setattr(Store, "quads", counted)
                patch.setattr(Store, "apply", written)
                amounts.append(0)
                add_copies(store, new, text_in(store), blocks)
        assert len({original for _, original in stated(store)}) == 1
    assert max(amounts[2:]) < 1.2 * amounts[1]
