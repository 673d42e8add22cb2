"""Progress events and the final report of a load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from mithaq.reading.problem import SkippedInput

__all__ = ["LoadReport", "Progress", "ProgressEvent", "quiet"]


@dataclass(frozen=True, slots=True)
class ProgressEvent:
    """One input is finished.

    `ignored` inputs are passed over, `refused` ones cannot be read. `undated` says that the date of an article cannot
    be read, and `noted` how an input is read; both come before the events about the articles. `id` is the article's,
    or empty; `text` gives the reason for everything but `stored` and `skipped`."""

    outcome: Literal["stored", "skipped", "quarantined", "refused", "ignored", "undated", "noted"]
    id: str = ""
    text: str = ""
    passed_over: SkippedInput | None = None
    """The input that is passed over, for `ignored`."""

    @property
    def of_article(self) -> bool:
        """Whether the event finishes an input that was to be an article."""
        return self.outcome in ("stored", "skipped", "quarantined", "refused")


Progress = Callable[[ProgressEvent], None]
"""A callback for every input, called in order from the thread that called `load`."""


def quiet(event: ProgressEvent) -> None:
    """A callback that does nothing."""


@dataclass(slots=True)
class LoadReport:
    """Counts of articles.

    `replaced` counts those among `stored` that replaced another version, `skipped` those that were up to date,
    `ignored` the files that were passed over, `undated` the articles with a date that cannot be read. `interrupted` is
    true if Ctrl-C ended the load after a batch."""

    stored: int = 0
    replaced: int = 0
    skipped: int = 0
    quarantined: int = 0
    refused: int = 0
    ignored: int = 0
    undated: int = 0
    passed_over: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The ignored files by suffix and reason."""
    unexpected: int = 0
    """Those among `ignored` that do not belong beside articles, as annotations and hidden files do."""
    interrupted: bool = False
    unfollowed: int = 0
    """Articles of no folder that is followed, when a folder is followed for the first time."""
    stopped: str = ""
    """Why the extractor could not go on, if it could not; the load then ended as if interrupted."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Seconds spent in each stage (read, extract, describe, check, commit, resolve), summed over workers."""

    @property
    def clean(self) -> bool:
        """Whether every article is stored, with its date."""
        return not (self.quarantined or self.refused or self.undated or self.interrupted)

    def count(self, event: ProgressEvent) -> None:
        """Count an event."""
        if event.outcome != "noted":
            setattr(self, event.outcome, getattr(self, event.outcome) + 1)
        if event.passed_over is not None:
            self.passed_over[event.passed_over.suffix, event.passed_over.what] += 1
            self.unexpected += not event.passed_over.expected

    def add_time(self, stage: str, seconds: float) -> None:
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds
