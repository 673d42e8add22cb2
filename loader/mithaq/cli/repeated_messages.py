"""Print the first messages of each kind, and count the others: a table in another language has one for each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

__all__ = ["MOST_ALIKE", "RepeatedMessages"]

MOST_ALIKE: Final = 20
"""Messages of one kind that are printed."""


class RepeatedMessages:
    """Messages of the form `WHERE: WHAT`; those with one WHAT are of a kind."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def is_printed(self, message: str) -> bool:
        """Count a message; whether it is one of the first of its kind."""
        what = message.partition(": ")[2]
        self._counts[what] += 1
        return self._counts[what] <= MOST_ALIKE

    def rest(self) -> Iterator[str]:
        """A line for each kind of which some were not printed."""
        for what, count in self._counts.items():
            if count > MOST_ALIKE:
                yield f"{count - MOST_ALIKE:,} more like this: {what}"
