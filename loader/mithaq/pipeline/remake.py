"""A store made anew from the texts it keeps."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from mithaq.pipeline import keeping, quarantine
from mithaq.pipeline.load import store_articles
from mithaq.pipeline.report import LoadReport, Progress, quiet
from mithaq.pipeline.step import Step
from mithaq.pipeline.version import lexicon_version
from mithaq.reading.article import Article
from mithaq.store import Store

__all__ = ["Carry", "nothing", "remake"]

Carry = Callable[[Store, Store], None]
"""Takes over from the old store into the new one, whose articles are merged, what does not come from articles."""


def nothing(old: Store, new: Store) -> None:
    """A `Carry` that takes nothing over."""


def remake(
    path: str | os.PathLike[str],
    step: Step,
    *,
    workers: int = 1,
    progress: Progress = quiet,
    carry: Carry = nothing,
) -> LoadReport:
    """Read every article of the store in directory `path` again with this version's lexicon and rules, also those in
    its quarantine.

    Readers see the old state until all is done; cut short, nothing has changed. A store of an older format or
    lexicon, which `Store.open` refuses for writing, is what this is for. Judgements stay in force.

    Raises:
        StoreError: there is no store; another process writes to it; full disk; it is damaged.
    """
    old, new = Store.renew(path, lexicon_version())
    with new, old:
        report = store_articles(_articles(old), new, step, workers=workers, progress=progress, finish=False)
        if not report.interrupted:
            carry(old, new)
            new.publish()
            quarantine.tidy(new)
        return report


def _articles(store: Store) -> Iterator[Article]:
    """Those in quarantine come last: one may be a newer version of a stored one, which it replaces if it passes."""
    for id, text, reading in store.texts():
        yield keeping.restore(id, text, reading)
    for article, _ in quarantine.kept(store):
        yield article
