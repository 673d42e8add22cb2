"""The grammar of dates that are written out: day, month, year, ranges, and both calendars."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from pyarabic.araby import HEH, LAM, YEH

from mithaq.language.date_parser import BRACKETS, DateParser
from mithaq.language.date_resolution import DateExpression
from mithaq.language.numbers import match_ordinal

__all__ = ["WrittenDate", "WrittenDateParser"]

_SEPARATORS = frozenset("/-.")
_OPENERS = frozenset("/(-,")
_FEMININE = (HEH, LAM + YEH)
"""Endings of feminine ordinals ("third", "first"), folded; a day is masculine."""
_LONGEST_LIST = 8
"""Maximum number of days listed before their month; bounds the cost of long rows of numbers."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date at words `start` to `end` that states a day, month or year; `last` is the end of a range."""

    start: int
    end: int
    clitic: int
    expression: DateExpression
    last: DateExpression | None = None
    year_on_first: bool = True


class WrittenDateParser(DateParser):
    """Parses dates that state a day, month or year."""

    def skip_connector(self, start: int) -> int:
        """Skip what may stand between a weekday and its date: a comma, "corresponding to"."""
        position = start
        if self.words[position] in (",", "-", "("):
            position += 1
        if self.is_in(position, "joints.equals"):
            position += 1
            position += self.is_in(position, "joints.equals_particles")
        return position

    def parse(self, start: int) -> WrittenDate | None:
        """Parse the date at `start`, with its equivalent in the other calendar.

        When both calendars are given, the Gregorian date is used.
        """
        first = self._parse_single(start)
        if first is None:
            return None
        position = first.end
        opened = self.words[position] in _OPENERS
        position += opened
        equals = self.is_in(position, "joints.equals")
        if equals:
            position += 1
            position += self.is_in(position, "joints.equals_particles")
        day = self.table.weekdays.match(self.words.words, position) if equals else None
        position = self.skip_connector(day[1]) if day else position
        second = self._parse_single(position) if equals or opened else None
        if second is None or second.clitic or first.expression.calendar == second.expression.calendar:
            return first
        if not equals and not (first.expression.day and second.expression.day):
            return first
        end = second.end + (opened and self.words[second.end] == ")")
        chosen = second if first.expression.calendar == "hijri" else first
        return replace(chosen, start=first.start, end=end, clitic=first.clitic)

    def _parse_single(self, start: int) -> WrittenDate | None:
        return self._numeric(start) or self._day_month(start) or self._month(start) or self._year_alone(start)

    def _numeric(self, start: int) -> WrittenDate | None:
        """Parse day, month and year in digits, in either order: `30 / 7 / 2015`, `2015-08-11`."""
        words = self.words
        sign = words[start + 1]
        if sign not in _SEPARATORS or words[start + 3] != sign or not words[start].isdecimal():
            return None
        if sign == "." and not all(words.adjacent(start + i) for i in range(4)):
            return None
        if (words[start - 1] in _SEPARATORS and words[start - 2].isdecimal()) or (
            words[start + 5] in _SEPARATORS and words.adjacent(start + 4) and words[start + 6].isdecimal()
        ):
            return None
        year_first = len(words[start]) == 4
        year, calendar, end = self.parse_year(start if year_first else start + 4)
        if not year:
            return None
        day, month = words.number(start + (4 if year_first else 0), 2), words.number(start + 2, 2)
        end = start + 5 if year_first else end
        if month > 12 >= day:
            day, month = month, day
        if not (day and month) or month > 12:
            return None
        return WrittenDate(start, end, 0, DateExpression(calendar, year, month, day))

    def _day_month(self, start: int) -> WrittenDate | None:
        """Parse "11 July 2017", "19 and 20 February last", "the fourteenth of last month"."""
        found = self._days(start)
        if found is None:
            return None
        days, end, ranked = found
        if any(later <= earlier for earlier, later in pairwise(days)):
            return None
        of = self.is_in(end, "joints.of")
        if ranked and (not of or self._is_adjective(start)):
            return None
        expression, end = self._month_of_days(start, end + of, of or ranked)
        if expression is None or self._is_event_name(start, expression):
            return None
        clitic = int(ranked and self.words[start][0] in self.sets["joints.and"])
        first, last = replace(expression, day=days[0]), replace(expression, day=days[-1]) if len(days) > 1 else None
        if last is None and expression.month and (self.is_in(end, "joints.to") or self.words[end] == "-"):
            return self._up_to(WrittenDate(start, end, clitic, first))
        return WrittenDate(start, end, clitic, first, last)

    def _up_to(self, first: WrittenDate) -> WrittenDate:
        """Parse the end of a range across two months: "28 May to 2 June 2017"."""
        if self.is_in(first.end, "joints.and") and not self.is_in(first.start - 1, "joints.between"):
            return first
        found = self._days(first.end + 1)
        if found is None or len(found[0]) > 1:
            return first
        of = self.is_in(found[1], "joints.of")
        expression, end = self._month_of_days(first.end + 1, found[1] + of, True)
        if expression is None or not expression.month or expression.calendar != first.expression.calendar:
            return first
        last = replace(expression, day=found[0][0])
        if first.expression.year or first.expression.shift is not None:
            return replace(first, end=end, last=last if last.year else replace(last, year=first.expression.year))
        expression = replace(last, month=first.expression.month, day=first.expression.day)
        return replace(first, end=end, expression=expression, last=last, year_on_first=False)

    def _month_of_days(self, start: int, end: int, of: bool) -> tuple[DateExpression | None, int]:
        """Parse the month after its days: a name, "of last month", "[of the] current"."""
        if self.is_in(end, "units.month"):
            shift, after = self.parse_shift(end + 1)
            if shift is not None:
                return DateExpression(shift=shift), after
            if self.is_in(end + 1, "shift_context.same_after"):
                return DateExpression(other_anchor=True), end + 2
            end += 1
        elif of and self.is_in(end, "shift_context.this") and self.is_in(end + 1, "units.month"):
            return DateExpression(shift=0), end + 2
        elif of and self.is_in(end, "shift_context.same_before") and self.is_in(end + 1, "units.month"):
            return DateExpression(other_anchor=True), end + 2
        found = self.table.months.match(self.words.words, end)
        if found is not None and not found[2]:
            expression, after = self._parse_after_month(*found[0], found[1])
            if expression is not None and expression.calendar == "hijri" and not expression.year:
                # some of these names have other meanings: a score of zero, a man's name
                certain = of or self.is_in(end - 1, "units.month") or self.is_in(start - 1, "contexts.bare_day_after")
                return (expression if certain else None), after
            return expression, after
        if self.table.shifts.get(self.words[end]) == 0 and self.is_in(start - 1, "contexts.bare_day_after"):
            return DateExpression(shift=0), end + 1
        return None, end

    def _days(self, start: int) -> tuple[list[int], int, bool] | None:
        """Parse one or several days of a month at `start`, in digits or ordinals.

        Returns the days, the index after them, and whether they are ordinals.
        """
        words = self.words
        first = self._day(start)
        if first is None:
            return None
        if words[start - 1] in ("/", "-", ".", ",", "+") and words.adjacent(start - 1) and words[start - 2].isdecimal():
            return None
        day, end, ranked = first
        days = [day]
        while len(days) < _LONGEST_LIST:
            joined = self.is_in(end, "joints.to") or words[end] in ("-", ",")
            following = self._day(end + 1) if joined else self._day(end) if ranked else None
            if following is None or following[2] != ranked:
                break
            days.append(following[0])
            end = following[1]
        return days, end, ranked

    def _day(self, start: int) -> tuple[int, int, bool] | None:
        """Parse one day of a month: value, index after it, whether it is an ordinal ("the fourteenth")."""
        words = self.words
        if value := words.number(start, 2):
            return (value, start + 1, False) if value <= 31 else None
        if self.is_in(start, "units.first_day"):
            return 1, start + 1, False
        if words.is_article(start):
            value = words.number(start + 1, 2)
            return (value, start + 2, False) if 0 < value <= 31 else None
        rank = match_ordinal(words.words, start)
        if rank is None or rank.value > 31 or words[start].endswith(_FEMININE):
            return None
        if not rank.definite:  # (on the) first (of) May
            first = rank.value == 1 and self.table.months.match(words.words, rank.end) is not None
            return (1, rank.end, False) if first else None
        return rank.value, rank.end, True

    def _is_adjective(self, start: int) -> bool:
        """Whether an ordinal modifies the noun before it ("the second week of"), which also has the article."""
        noun = self.words[start - 1]
        return (
            noun.startswith("\u0627\u0644")
            and not noun.endswith(_FEMININE)
            and not (self.is_in(start - 1, "units.day") or noun in self.table.weekdays)
        )

    def _month(self, start: int) -> WrittenDate | None:
        """Parse a month with or without a year: "July 2017", "last March", "the last month", "in November"."""
        unit = self.is_in(start, "units.month")
        if self.is_in(start, "shift_context.this") and self.is_in(start + 1, "units.month"):
            return WrittenDate(start, start + 2, 0, DateExpression(shift=0))
        if unit:
            shift, end = self.parse_shift(start + 1)
            if shift is not None:
                return WrittenDate(start, end, 0, DateExpression(shift=shift))
        found = self.table.months.match(self.words.words, start + unit)
        if found is None:
            return None
        (calendar, month), end, clitic = found
        expression, after = self._parse_after_month(calendar, month, end)
        if expression is None:
            return None
        settled = (
            expression.year
            or expression.shift is not None
            or expression.year_shift is not None
            or expression.other_anchor
        )
        if calendar == "hijri" and not expression.year:
            return None
        if not settled and not unit and (clitic or not self.is_in(start - 1, "contexts.month_after")):
            return None
        if self.words[start - 1].isdecimal() and not expression.year:
            return None  # the number before it is not a day
        return WrittenDate(start, after, 0 if unit else clitic, expression)

    def _parse_after_month(self, calendar: str, month: int, end: int) -> tuple[DateExpression | None, int]:
        """Parse what follows the name of a month: its name in another tradition, then the year or a relative year."""
        opener = self.words[end]
        twin = self.table.months.match(self.words.words, end + (opener in _OPENERS or opener in BRACKETS))
        if twin is not None and twin[0] == (calendar, month) and not twin[2]:
            end = twin[1] + (opener in BRACKETS and self.words[twin[1]] == BRACKETS[opener])
        expression = DateExpression(calendar, month=month)
        if self.words[end] == "," and (year := self.parse_year(end + 1))[0] and self.is_year_context(year[2]):
            return self._with_year(expression, *year)
        year = self.parse_year(end)
        if year[0]:
            return self._with_year(expression, *year)
        shift, after = self.parse_shift(end)
        if shift is not None:
            return replace(expression, shift=shift), after
        if self.is_in(end, "shift_context.same_after"):
            return replace(expression, other_anchor=True), end + 1
        of = self.is_in(end, "joints.of")
        phrase = self.parse_year_phrase(end + of)
        if phrase is None:
            return (
                (None, end)
                if self.has_unsupported_year(end) or self.has_unsupported_year(end + of)
                else (expression, end)
            )
        other, after = phrase
        if other.year:
            return self._with_year(expression, other.year, other.calendar, after)
        if calendar == "hijri":
            return replace(expression, other_anchor=True), after
        return replace(expression, year_shift=other.year_shift, other_anchor=other.other_anchor), after

    @staticmethod
    def _with_year(expression: DateExpression, year: int, calendar: str, end: int) -> tuple[DateExpression | None, int]:
        """Add the year to `expression` when both are in the same calendar; None otherwise."""
        return (replace(expression, year=year), end) if calendar == expression.calendar else (None, end)

    def _is_event_name(self, start: int, expression: DateExpression) -> bool:
        """Whether a day and month without a year name an event, a street or a party."""
        settled = expression.year or expression.shift is not None or expression.year_shift is not None
        before = self.words[start - 1]
        eponyms = self.sets["contexts.eponyms"]
        return not settled and (before in eponyms or before[1:] in eponyms)

    def _year_alone(self, start: int) -> WrittenDate | None:
        """Parse a year after the word "year" or after a preposition that makes it unambiguous."""
        if self.is_in(start - 1, "contexts.year_never_after"):
            return None
        phrase = self.parse_year_phrase(start)
        if phrase is None:
            year, calendar, end = self.parse_year(start)
            if not year or not self.is_in(start - 1, "contexts.year_after") or not self.is_year_context(end):
                return None
            return WrittenDate(start, end, 0, DateExpression(calendar, year))
        expression, end = phrase
        if expression.other_anchor:
            return None
        found = self.table.years.match(self.words.words, start)
        clitic = found[2] if found else 0
        if expression.year and (self.words[end] in ("-", "/") or self.is_in(end, "joints.to")):
            year, calendar, after = self.parse_year(end + 1)
            if calendar == expression.calendar and abs(year - expression.year) < 100 and year:
                first, last = sorted((expression.year, year))
                return WrittenDate(
                    start, after, clitic, replace(expression, year=first), replace(expression, year=last)
                )
        return WrittenDate(start, end, clitic, expression)
