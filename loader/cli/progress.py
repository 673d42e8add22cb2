"""The progress bar of a load, on a terminal's standard error, and lines about what was not stored."""

from __future__ import annotations

import os
from collections.abc import Sequence
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from loader.pipeline import News

__all__ = ["Meter"]

_ANNOTATIONS = ".gold.json"


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
            TimeRemainingColumn(),
            TextColumn("{task.fields[trouble]}"),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        total = _count(paths) if paths is not None else None
        self._task = self._progress.add_task("loading", total=total, rate="", trouble="")
        self._trouble = {"quarantined": 0, "refused": 0}

    def __enter__(self) -> Meter:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def tell(self, news: News) -> None:
        """One more article is done."""
        if news.outcome in self._trouble:
            self._trouble[news.outcome] += 1
            self._progress.console.print(Text(f"mithaq: {news.text}"), soft_wrap=True)
        speed = self._progress.tasks[self._task].speed
        self._progress.update(
            self._task,
            advance=news.outcome != "passed",
            rate=f"{speed:.1f}/s" if speed else "",
            trouble=", ".join(f"{count} {what}" for what, count in self._trouble.items() if count),
        )


def _count(paths: Sequence[str]) -> int | None:
    """How many articles there are, when that can be told without reading: every file holds one."""
    total = 0
    for path in paths:
        if path == "-":
            return None
        names = [path]
        if os.path.isdir(path):
            names = [os.path.join(at, name) for at, _, files in os.walk(path) for name in files]
        for name in names:
            if name.removesuffix(".gz").endswith((".json", ".jsonl", ".ndjson")) and not name.endswith(_ANNOTATIONS):
                return None
            total += not name.endswith(_ANNOTATIONS)
    return total
