"""Progress bar of a load on standard error, and messages about articles that were not stored."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Sequence
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from mithaq.cli.language import in_language
from mithaq.cli.repeated_messages import RepeatedMessages
from mithaq.language.visible import visible
from mithaq.pipeline import ProgressEvent
from mithaq.reading.inputs import passed_over

__all__ = ["Meter", "Pace"]

_SINGLE = (".txt", ".html", ".htm", ".md")
"""ends of names of files that mostly hold one article"""
_EVERY, _LATELY = 0.5, 60.0
"""Seconds between two samples of the rate, and the length of the averaging window."""


class Pace:
    """Moving average of the processing rate. Articles complete in batches, so single intervals are not meaningful."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._now = clock()
        self._samples = deque([(self._now, 0)])
        self.done = 0

    def more(self, count: int) -> None:
        self.done += count
        self._now = self._clock()
        if self._now - self._samples[-1][0] >= _EVERY:
            self._samples.append((self._now, self.done))
            while self._now - self._samples[0][0] > _LATELY:
                self._samples.popleft()

    def rate(self) -> float:
        """Articles per second over the last minute; 0 before the first sample."""
        since, before = self._samples[0]
        seconds = self._now - since
        return (self.done - before) / seconds if seconds >= _EVERY else 0.0

    def left(self, total: int | None) -> str:
        """Estimated remaining time, as `1:02:03 left`; empty if unknown."""
        if total is None or not self.rate():
            return ""
        minutes, seconds = divmod(round(max(0, total - self.done) / self.rate()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02} left"


class Meter:
    """Show processed articles, rate, quarantined articles and, if the total is known, the remaining time.

    Without a terminal there is no bar; messages about refused articles are always printed, the first of each kind one
    by one and the others as a number.
    """

    def __init__(self, paths: Sequence[str] | None) -> None:
        self._console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[left]}"),
            TextColumn("{task.fields[trouble]}"),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._total = _count(paths) if paths is not None and self._console.is_terminal else None
        self._task = self._progress.add_task(in_language("loading"), total=self._total, rate="", left="", trouble="")
        self._pace = Pace()
        self._trouble = {"quarantined": 0, "refused": 0, "undated": 0}
        self._messages = RepeatedMessages()

    def __enter__(self) -> Meter:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for line in self._messages.rest():
            self._print(line)
        self._progress.stop()

    def _print(self, text: str) -> None:
        self._progress.console.print(Text(visible(in_language(f"mithaq: {text}"))), soft_wrap=True)

    def tell(self, news: ProgressEvent) -> None:
        """Count one more processed article."""
        if news.outcome in self._trouble:
            self._trouble[news.outcome] += 1
        if (news.outcome in self._trouble or news.outcome == "noted") and self._messages.is_printed(news.text):
            self._print(news.text)
        self._pace.more(news.of_article)
        rate = self._pace.rate()
        self._progress.update(
            self._task,
            completed=self._pace.done,
            rate=f"{rate:.1f}/s" if rate else "",
            left=in_language(self._pace.left(self._total)),
            trouble=in_language(", ".join(f"{count} {what}" for what, count in self._trouble.items() if count)),
        )


def _count(paths: Sequence[str]) -> int | None:
    """Number of articles in the inputs, or None if it cannot be counted quickly."""
    total = 0
    for path in paths:
        if path == "-" or "://" in path:
            return None
        names = [path]
        if os.path.isdir(path):
            names = [os.path.join(at, name) for at, _, files in os.walk(path) for name in files]
        for name in names:
            if os.path.isdir(path) and passed_over(name, os.path.basename(name)):
                continue
            if name.endswith((".jsonl", ".ndjson")):
                total += _lines(name)
            elif name.removesuffix(".gz").endswith(_SINGLE):
                total += 1
            else:
                return None
    return total


def _lines(name: str) -> int:
    """Number of lines of a file (about 1 s per GB); 0 if it cannot be read, which the load reports."""
    try:
        with open(name, "rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 0
