"""The progress bar of a load, on a terminal's standard error, and lines about what was not stored."""

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

from mithaq.pipeline import ProgressEvent

__all__ = ["Meter", "Pace"]

_ANNOTATIONS = ".gold.json"
_EVERY, _LATELY = 0.5, 60.0
"""Seconds between two samples of the pace, and how far back they count."""


class Pace:
    """How fast something goes of late. Articles are done in bursts, a batch at a time, so that the time between two
    of them says nothing."""

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
        """Articles a second, over the last minute; 0 before anything is known."""
        since, before = self._samples[0]
        seconds = self._now - since
        return (self.done - before) / seconds if seconds >= _EVERY else 0.0

    def left(self, total: int | None) -> str:
        """The time that the rest takes, as `1:02:03`; empty while that cannot be told."""
        if total is None or not self.rate():
            return ""
        minutes, seconds = divmod(round(max(0, total - self.done) / self.rate()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02} left"


class Meter:
    """Shows articles done, their rate, the time left where the number of articles can be told
    beforehand, and how many were quarantined. Without a terminal there is no bar; refusals are printed
    all the same."""

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
        self._task = self._progress.add_task("loading", total=self._total, rate="", left="", trouble="")
        self._pace = Pace()
        self._trouble = {"quarantined": 0, "refused": 0}

    def __enter__(self) -> Meter:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def tell(self, event: ProgressEvent) -> None:
        """One more article is done."""
        if event.outcome in self._trouble:
            self._trouble[event.outcome] += 1
            self._progress.console.print(Text(f"mithaq: {event.text}"), soft_wrap=True)
        self._pace.more(event.outcome != "ignored")
        rate = self._pace.rate()
        self._progress.update(
            self._task,
            completed=self._pace.done,
            rate=f"{rate:.1f}/s" if rate else "",
            left=self._pace.left(self._total),
            trouble=", ".join(f"{count} {what}" for what, count in self._trouble.items() if count),
        )


def _count(paths: Sequence[str]) -> int | None:
    """How many articles there are, where that can be told quickly: a file holds one, JSON Lines one a line."""
    total = 0
    for path in paths:
        if path == "-":
            return None
        names = [path]
        if os.path.isdir(path):
            names = [os.path.join(at, name) for at, _, files in os.walk(path) for name in files]
        for name in names:
            if name.endswith(_ANNOTATIONS):
                continue
            if name.endswith((".jsonl", ".ndjson")):
                total += _lines(name)
            elif name.removesuffix(".gz").endswith((".json", ".jsonl", ".ndjson")):
                return None
            else:
                total += 1
    return total


def _lines(name: str) -> int:
    """How many lines a file has, which takes a second a gigabyte; 0 where it cannot be read, which the load tells."""
    try:
        with open(name, "rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 0
