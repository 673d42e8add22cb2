"""Dates with the precision of the text: a day, a month or a year."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mithaq.language.fold import fold

__all__ = ["PartialDate"]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A Gregorian day, month or year: `PartialDate(2017, 7, 11)`, `PartialDate(2017, 7)`, `PartialDate(2017)`.

    Raises:
        ValueError: The day does not exist, or a day is given without a month.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("a day needs a month")
        datetime.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: datetime.date) -> PartialDate:
        """Convert a `datetime.date`."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Parse `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        Raises:
            ValueError: The text has another form, or the day does not exist.
        """
        parts = text.split("-")
        if not 1 <= len(parts) <= 3 or not all(p.isascii() and p.isdigit() for p in parts) or len(parts[0]) != 4:
            raise ValueError(f"not a date: {text!r}")
        if len(parts) > 1 and "0" in (part.lstrip("0") or "0" for part in parts[1:]):
            raise ValueError(f"no such month or day: {text!r}")
        return cls(*(int(p) for p in parts))

    @classmethod
    def typed(cls, text: str) -> PartialDate:
        """Parse a date that a person typed: as `parse`, also in Arabic digits.

        Raises:
            ValueError: as `parse`.
        """
        return cls.parse(fold(text).strip())

    @property
    def datatype(self) -> str:
        """The local name of the XML Schema datatype: `date`, `gYearMonth` or `gYear`."""
        return "date" if self.day else "gYearMonth" if self.month else "gYear"

    @property
    def first(self) -> datetime.date:
        """The first day of the period."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def covers(self, other: PartialDate) -> bool:
        """Whether `other` is equal to this date or lies within it."""
        return self.year == other.year and self.month in (0, other.month) and self.day in (0, other.day)

    def __str__(self) -> str:
        return "-".join(
            [
                f"{self.year:04}",
                *([f"{self.month:02}"] if self.month else []),
                *([f"{self.day:02}"] if self.day else []),
            ]
        )
