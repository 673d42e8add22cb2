"""What a load tells while it runs, and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["LoadReport", "Progress", "ProgressEvent", "quiet"]


@dataclass(frozen=True, slots=True)
class ProgressEvent:
    """One article has come to its end, or one input was no article (`passed`: nor meant to be one). `id` is the
    article's, or empty; `text` says why it was refused or quarantined, or what was passed over."""

    outcome: Literal["stored", "skipped", "quarantined", "refused", "ignored"]
    id: str = ""
    text: str = ""


Progress = Callable[[ProgressEvent], None]
"""Called for every article, in order, from the thread that called `load`."""


def quiet(event: ProgressEvent) -> None:
    """A progress that says nothing."""


@dataclass(slots=True)
class LoadReport:
    """Counts of articles. `replaced` are those among `stored` that the store had in another version;
    `skipped` were stored already; `passed` files are annotations beside articles;
    `interrupted` tells that Ctrl-C ended the load after a batch."""

    stored: int = 0
    replaced: int = 0
    skipped: int = 0
    quarantined: int = 0
    refused: int = 0
    ignored: int = 0
    interrupted: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    """Time spent in each stage (read, extract, describe, check, commit, resolve), summed over workers."""

    @property
    def clean(self) -> bool:
        """Whether everything given was stored or was there already."""
        return not (self.quarantined or self.refused or self.interrupted)

    def add_time(self, stage: str, seconds: float) -> None:
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds
