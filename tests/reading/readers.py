"""Readers that go wrong, set in place of a real one. They stand in a module, so that a new process can import them."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator

from mithaq.reading import drafts, file_items
from mithaq.reading.article import Article
from mithaq.reading.drafts import Draft
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import DateProblem, Problem

STUCK = "إعصار"
"""A word whose text is never finished."""
DEAF = "زلزال"
"""A word whose text is never finished, in a call that no signal interrupts."""
DEADLY = "بركان"
"""A word that ends the process."""
BACKTRACKING = re.compile("(a|a)*b")


def finish(draft: Draft, options: ReadOptions) -> Iterator[Article | DateProblem | Problem]:
    """As the real one, but for three words."""
    if STUCK in draft.text:
        BACKTRACKING.fullmatch("a" * 60)
    if DEAF in draft.text:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        BACKTRACKING.fullmatch("a" * 60)
    if DEADLY in draft.text:
        os.kill(os.getpid(), signal.SIGKILL)
    yield from drafts.finish(draft, options)


class Sabotage(ReadOptions):
    """Options that set the reader in place in a process that they are sent to."""

    def __reduce__(self) -> tuple[Callable[[], ReadOptions], tuple[()]]:
        return sabotaged, ()


def sabotaged() -> ReadOptions:
    setattr(file_items, "finish", finish)  # noqa: B010 (mypy sees no such attribute)
    return Sabotage()
