"""Parse days given by name or by their distance from the day of writing."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.language.date_parser import BRACKETS, DateParser
from mithaq.language.numbers import match_cardinal, match_ordinal

__all__ = ["NamedDay", "NamedDayParser"]


_SHORT = 3
"""Letters of a word that is too short for a verb of the future or present."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day at words `start` to `end`: "today", "yesterday Tuesday", "next Sunday", "Monday and Tuesday"; or a week, by
    the number of `weeks` from this one."""

    start: int
    end: int
    clitic: int
    weekday: int = 0
    last_weekday: int = 0
    offset: int | None = None
    shift: int | None = None
    other_anchor: bool = False
    weeks: int | None = None


class NamedDayParser(DateParser):
    """Parses "today", "two days ago", "next Sunday"."""

    def parse(self, start: int) -> NamedDay | None:
        """Parse a named day at `start`: "today", "two days ago", "Saturday", with its modifiers."""
        return self._deictic(start) or self._ago(start) or self._weekday(start) or self._week(start)

    def _deictic(self, start: int) -> NamedDay | None:
        found = self.table.deictics.match(self.words.words, start)
        if found is None:
            return None
        offset, end, clitic = found
        after = end + 1 if self.words[end] in BRACKETS or self.words[end] == "," else end
        day = self.table.weekdays.match(self.words.words, after)
        if day is not None and not day[2]:
            closed = after > end and self.words[day[1]] == BRACKETS.get(self.words[end])
            weekday, end = day[0], day[1] + closed
        else:
            weekday = 0
        if not weekday and not self._is_deictic_use(start, end, offset, clitic):
            return None
        _, end = self.parse_shift(end) if weekday else (None, end)
        return NamedDay(start, end, clitic, weekday, offset=offset)

    def _is_deictic_use(self, start: int, end: int, offset: int, clitic: int) -> bool:
        """Whether a word like "today" refers to the day of writing, judged by its neighbours."""
        if self.is_in(end, "deictic_context.never_before"):
            return False
        if offset == 0:
            # "on the day of", "per day", "the third day"
            proclitic = clitic and self.words[start][0] not in self.sets["joints.and"]
            ranked = match_ordinal(self.words.words, end)
            return not (
                proclitic or self.is_in(start - 1, "deictic_context.never_after") or (ranked and ranked.definite)
            )
        if offset == 1 and end == start + 1:
            if self.is_in(start - 1, "deictic_context.tomorrow_after") or self.words.has_tanwin(start):
                return True
            following, verbs = self.words[end], tuple(self.sets["deictic_context.tomorrow_after_verbs"])
            if start and len(self.words[start - 1]) > _SHORT and self.words[start - 1].startswith(verbs):
                return self.words[start].endswith("\u0627")
            return self.words[start].endswith("\u0627") and (
                not following or not following.isalnum() or self.is_in(end, "deictic_context.tomorrow_before")
            )
        return True

    def _ago(self, start: int) -> NamedDay | None:
        if not self.is_in(start, "ago.before"):
            return None
        if self.is_in(start + 1, "ago.two_days"):
            days, end = 2, start + 2
        else:
            count = match_cardinal(self.words.words, start + 1)
            days = self.words.number(start + 1, 1) if count is None else count.value
            end = start + 2 if count is None else count.end
            if not 2 < days < 10 or not self.is_in(end, "ago.days"):
                return None
            end += 1
        return None if self.is_in(end, "ago.never_before") else NamedDay(start, end, 0, offset=-days)

    def _weekday(self, start: int) -> NamedDay | None:
        found = self.table.weekdays.match(self.words.words, start)
        if found is None or self.is_in(start - 1, "contexts.weekday_never_after"):
            return None
        weekday, end, clitic = found
        last = 0
        apart = self.is_in(end, "joints.and")
        following = self.table.weekdays.match(self.words.words, end + apart)
        if following is not None and (apart or self.words[end][0] in self.sets["joints.and"]):
            last, end = following[0], following[1]
        if self.is_in(end, "contexts.weekday_never_before"):
            return None
        shift, end = self.parse_shift(end)
        other_anchor = False
        if self.is_in(end, "joints.of") and self.is_in(end + 1, "units.week"):
            other_anchor, end = True, end + 2
            _, end = self.parse_shift(end)
        return NamedDay(start, end, clitic, weekday, last, shift=shift, other_anchor=other_anchor)

    def _week(self, start: int) -> NamedDay | None:
        """Parse "last week", "next week", "this week"."""
        this = self.is_in(start, "shift_context.this")
        if not self.is_in(start + this, "units.week"):
            return None
        shift, end = (0, start + 2) if this else self.parse_shift(start + 1)
        return NamedDay(start, end, 0, weeks=shift) if shift in (-1, 0, 1) else None
