"""How the Arabic press writes dates out: what follows what."""

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
"""How feminine ranks end ("third", "first"); a day is masculine. Written as they fold."""
_LONGEST_LIST = 8
"""days named one after the other before their month; a bound, so that long rows of numbers cost no more"""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """Words `start` to `end`: a day, month or year; of a range `last` is its end."""

    start: int
    end: int
    clitic: int
    said: DateExpression
    last: DateExpression | None = None
    year_said_first: bool = True


class WrittenDateParser(DateParser):
    """Reads dates whose day, month or year is written out."""

    def skip_joint(self, start: int) -> int:
        """Past what may stand between a weekday and its date: a comma, "which is the"."""
        position = start
        if self.words[position] in (",", "-", "("):
            position += 1
        if self.is_in(position, "joints.equals"):
            position += 1
            position += self.is_in(position, "joints.equals_particles")
        return position

    def written(self, start: int) -> WrittenDate | None:
        """The date written at `start`, with its equivalent in another calendar: then the Gregorian one
        counts."""
        first = self._plain(start)
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
        position = self.skip_joint(day[1]) if day else position
        second = self._plain(position) if equals or opened else None
        if second is None or second.clitic or first.said.calendar == second.said.calendar:
            return first
        if not equals and not (first.said.day and second.said.day):
            return first
        end = second.end + (opened and self.words[second.end] == ")")
        chosen = second if first.said.calendar == "hijri" else first
        return replace(chosen, start=first.start, end=end, clitic=first.clitic)

    def _plain(self, start: int) -> WrittenDate | None:
        return self._numeric(start) or self._day_month(start) or self._month(start) or self._year_alone(start)

    def _numeric(self, start: int) -> WrittenDate | None:
        """Day, month and year in digits, in either order: `30 / 7 / 2015`, `2015-08-11`."""
        words = self.words
        sign = words[start + 1]
        if sign not in _SEPARATORS or words[start + 3] != sign or not words[start].isdecimal():
            return None
        if sign == "." and not all(words.tight(start + i) for i in range(4)):
            return None
        if (words[start - 1] in _SEPARATORS and words[start - 2].isdecimal()) or (
            words[start + 5] in _SEPARATORS and words.tight(start + 4) and words[start + 6].isdecimal()
        ):
            return None
        year_first = len(words[start]) == 4
        year, calendar, end = self.year(start if year_first else start + 4)
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
        """ "11 July 2017", "19 and 20 February last", "the fourteenth of last month"."""
        found = self._days(start)
        if found is None:
            return None
        days, end, ranked = found
        if any(later <= earlier for earlier, later in pairwise(days)):
            return None
        of = self.is_in(end, "joints.of")
        if ranked and (not of or self._is_adjective(start)):
            return None
        said, end = self._month_of_days(start, end + of, of or ranked)
        if said is None or self._eponym(start, said):
            return None
        clitic = int(ranked and self.words[start][0] in self.sets["joints.and"])
        first, last = replace(said, day=days[0]), replace(said, day=days[-1]) if len(days) > 1 else None
        if last is None and said.month and (self.is_in(end, "joints.to") or self.words[end] == "-"):
            return self._up_to(WrittenDate(start, end, clitic, first))
        return WrittenDate(start, end, clitic, first, last)

    def _up_to(self, first: WrittenDate) -> WrittenDate:
        """A range over two months: "28 May to 2 June 2017"."""
        if self.is_in(first.end, "joints.and") and not self.is_in(first.start - 1, "joints.between"):
            return first
        found = self._days(first.end + 1)
        if found is None or len(found[0]) > 1:
            return first
        of = self.is_in(found[1], "joints.of")
        said, end = self._month_of_days(first.end + 1, found[1] + of, True)
        if said is None or not said.month or said.calendar != first.said.calendar:
            return first
        last = replace(said, day=found[0][0])
        if first.said.year or first.said.shift is not None:
            return replace(first, end=end, last=last if last.year else replace(last, year=first.said.year))
        said = replace(last, month=first.said.month, day=first.said.day)
        return replace(first, end=end, said=said, last=last, year_said_first=False)

    def _month_of_days(self, start: int, end: int, of: bool) -> tuple[DateExpression | None, int]:
        """The month after its days: by name, "of last month", "[of the] current"."""
        if self.is_in(end, "units.month"):
            shift, after = self.shift(end + 1)
            if shift is not None:
                return DateExpression(shift=shift), after
            if self.is_in(end + 1, "shift_context.same_after"):
                return DateExpression(elsewhere=True), end + 2
            end += 1
        elif of and self.is_in(end, "shift_context.this") and self.is_in(end + 1, "units.month"):
            return DateExpression(shift=0), end + 2
        elif of and self.is_in(end, "shift_context.same_before") and self.is_in(end + 1, "units.month"):
            return DateExpression(elsewhere=True), end + 2
        found = self.table.months.match(self.words.words, end)
        if found is not None and not found[2]:
            said, after = self._tail(*found[0], found[1])
            if said is not None and said.calendar == "hijri" and not said.year:
                # some of these names are words of their own: a score of nought, a man's name
                certain = of or self.is_in(end - 1, "units.month") or self.is_in(start - 1, "contexts.bare_day_after")
                return (said if certain else None), after
            return said, after
        if self.table.shifts.get(self.words[end]) == 0 and self.is_in(start - 1, "contexts.bare_day_after"):
            return DateExpression(shift=0), end + 1
        return None, end

    def _days(self, start: int) -> tuple[list[int], int, bool] | None:
        """Days of a month at `start`, in digits or ranks, one or several; the index after; whether they
        are ranks."""
        words = self.words
        first = self._day(start)
        if first is None:
            return None
        if words[start - 1] in ("/", "-", ".", ",", "+") and words.tight(start - 1) and words[start - 2].isdecimal():
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
        """One day of a month: value, index after, whether it is a rank ("the fourteenth")."""
        words = self.words
        if value := words.number(start, 2):
            return (value, start + 1, False) if value <= 31 else None
        if self.is_in(start, "units.first_day"):
            return 1, start + 1, False
        if words.is_article(start):
            value = words.number(start + 1, 2)
            return (value, start + 2, False) if 0 < value <= 31 else None
        rank = match_ordinal(words.words, start)
        if rank is None or not rank.definite or rank.value > 31 or words[start].endswith(_FEMININE):
            return None
        return rank.value, rank.end, True

    def _is_adjective(self, start: int) -> bool:
        """Whether a rank belongs to the noun before it ("the second week of"), which carries the article
        as well."""
        noun = self.words[start - 1]
        return (
            noun.startswith("\u0627\u0644")
            and not noun.endswith(_FEMININE)
            and not (self.is_in(start - 1, "units.day") or noun in self.table.weekdays)
        )

    def _month(self, start: int) -> WrittenDate | None:
        """A month, of some year: "July 2017", "last March", "the last month", "in November"."""
        unit = self.is_in(start, "units.month")
        if self.is_in(start, "shift_context.this") and self.is_in(start + 1, "units.month"):
            return WrittenDate(start, start + 2, 0, DateExpression(shift=0))
        if unit:
            shift, end = self.shift(start + 1)
            if shift is not None:
                return WrittenDate(start, end, 0, DateExpression(shift=shift))
        found = self.table.months.match(self.words.words, start + unit)
        if found is None:
            return None
        (calendar, month), end, clitic = found
        said, after = self._tail(calendar, month, end)
        if said is None:
            return None
        settled = said.year or said.shift is not None or said.year_shift is not None or said.elsewhere
        if calendar == "hijri" and not said.year:
            return None
        if not settled and not unit and (clitic or not self.is_in(start - 1, "contexts.month_after")):
            return None
        if self.words[start - 1].isdecimal() and not said.year:
            return None  # the day before it is no day
        return WrittenDate(start, after, 0 if unit else clitic, said)

    def _tail(self, calendar: str, month: int, end: int) -> tuple[DateExpression | None, int]:
        """After a month's name: its other name, then the year or what stands for it."""
        opener = self.words[end]
        twin = self.table.months.match(self.words.words, end + (opener in _OPENERS or opener in BRACKETS))
        if twin is not None and twin[0] == (calendar, month) and not twin[2]:
            end = twin[1] + (opener in BRACKETS and self.words[twin[1]] == BRACKETS[opener])
        said = DateExpression(calendar, month=month)
        if self.words[end] == "," and (year := self.year(end + 1))[0] and self.year_stands(year[2]):
            return self._agreeing(said, *year)
        year = self.year(end)
        if year[0]:
            return self._agreeing(said, *year)
        shift, after = self.shift(end)
        if shift is not None:
            return replace(said, shift=shift), after
        if self.is_in(end, "shift_context.same_after"):
            return replace(said, elsewhere=True), end + 1
        of = self.is_in(end, "joints.of")
        told = self.year_told(end + of)
        if told is None:
            return (None, end) if self.strange_year(end) or self.strange_year(end + of) else (said, end)
        other, after = told
        if other.year:
            return self._agreeing(said, other.year, other.calendar, after)
        if calendar == "hijri":
            return replace(said, elsewhere=True), after
        return replace(said, year_shift=other.year_shift, elsewhere=other.elsewhere), after

    @staticmethod
    def _agreeing(said: DateExpression, year: int, calendar: str, end: int) -> tuple[DateExpression | None, int]:
        """`said` with its year, if that is of the same calendar as the month."""
        return (replace(said, year=year), end) if calendar == said.calendar else (None, end)

    def _eponym(self, start: int, said: DateExpression) -> bool:
        """Whether a day and month without a year name an event, a street or a party."""
        settled = said.year or said.shift is not None or said.year_shift is not None
        before = self.words[start - 1]
        eponyms = self.sets["contexts.eponyms"]
        return not settled and (before in eponyms or before[1:] in eponyms)

    def _year_alone(self, start: int) -> WrittenDate | None:
        """A year, named as one or after a preposition that leaves no doubt."""
        if self.is_in(start - 1, "contexts.year_never_after"):
            return None
        told = self.year_told(start)
        if told is None:
            year, calendar, end = self.year(start)
            if not year or not self.is_in(start - 1, "contexts.year_after") or not self.year_stands(end):
                return None
            return WrittenDate(start, end, 0, DateExpression(calendar, year))
        said, end = told
        if said.elsewhere:
            return None
        found = self.table.years.match(self.words.words, start)
        clitic = found[2] if found else 0
        if said.year and (self.words[end] in ("-", "/") or self.is_in(end, "joints.to")):
            year, calendar, after = self.year(end + 1)
            if calendar == said.calendar and abs(year - said.year) < 100 and year:
                first, last = sorted((said.year, year))
                return WrittenDate(start, after, clitic, replace(said, year=first), replace(said, year=last))
        return WrittenDate(start, end, clitic, said)
