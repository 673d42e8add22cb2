"""The graph as of a date: the graph built only from articles dated up to then."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, serialize

from mithaq.identity import resolve
from mithaq.language.partial_date import PartialDate
from mithaq.rdf import DCTERMS
from mithaq.store import ArticleRecord, Store

__all__ = ["as_of"]


def as_of(store: Store, date: PartialDate, folder: Path) -> Store:
    """Build a store in the new directory `folder` from the articles of `store` dated up to `date`.

    The result is open for reading; the caller closes it. An article dated by month or year is included if that
    month or year has ended by then; undated articles are excluded. Identities are resolved from these
    articles only.

    Raises:
        StoreError: full disk, damaged files.
    """
    from mithaq.pipeline import find_copies_again, keep_link_judgements  # other queries do without it

    with Store.open(folder, write=True, create=True) as past:
        if store.judgements.is_file():
            shutil.copyfile(store.judgements, past.judgements)
        past.put(_articles(store, date))
        resolve(past)
        find_copies_again(past)
        keep_link_judgements(past)
        past.publish()
    return Store.open(folder)


def _articles(store: Store, date: PartialDate) -> Iterator[tuple[ArticleRecord, bytes]]:
    for id in store.article_ids():
        entry = store.entry(id)
        quads = store.article_graph(id)
        dates = [q.object.value for q in quads if q.predicate == DCTERMS.issued and isinstance(q.object, Literal)]
        if entry is not None and any(_last(PartialDate.parse(text)) <= _last(date) for text in dates):
            yield entry, serialize(quads, format=RdfFormat.N_QUADS) or b""


def _last(date: PartialDate) -> tuple[int, int, int]:
    """The latest day that a partial date can denote, for comparison."""
    return date.year, date.month or 12, date.day or 31
