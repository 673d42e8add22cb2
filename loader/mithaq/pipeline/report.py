"""Progress events and the final report of a load."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["LoadReport", "Progress", "ProgressEvent", "quiet"]


@dataclass(frozen=True, slots=True)
class ProgressEvent:
    """One input is finished.

    `ignored` inputs are not meant to be articles, `refused` ones cannot be read. `id` is the article's, or empty;
    `text` gives the reason for everything but `stored` and `skipped`."""

    outcome: Literal["stored", "skipped", "quarantined", "refused", "ignored"]
    id: str = ""
    text: str = ""


Progress = Callable[[ProgressEvent], None]
"""A callback for every input, called in order from the thread that called `load`."""


def quiet(event: ProgressEvent) -> None:
    """A callback that does nothing."""


@dataclass(slots=True)
class LoadReport:
    """Counts of articles.

    `replaced` counts those among `stored` that replaced another version, `skipped` those that were up to date,
    `ignored`
    annotation files beside articles. `interrupted` is true if Ctrl-C ended the load after a batch."""

    stored: int = 0
    replaced: int = 0
    skipped: int = 0
    quarantined: int = 0
    refused: int = 0
    ignored: int = 0
    interrupted: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    """Seconds spent in each stage (read, extract, describe, check, commit, resolve), summed over workers."""

    @property
    def clean(self) -> bool:
        """Whether every article is stored."""
        return not (self.quarantined or self.refused or self.interrupted)

    def add_time(self, stage: str, seconds: float) -> None:
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds
