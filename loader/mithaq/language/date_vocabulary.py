"""The words that dates are made of, folded and indexed for look-up. The words themselves are data files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from mithaq.language.fold import normalize
from mithaq.language.tables import read_csv, read_toml

__all__ = ["PhraseTable", "Vocabulary", "vocabulary"]

T = TypeVar("T")

_CLITICS = ("\u0648", "\u0641", "\u0628", "\u0644", "\u0643")
"""The one-letter words that are written on to the next: and, so, in, for, as."""
_ARTICLE = "\u0627\u0644"


class PhraseTable(Generic[T]):
    """Phrases of a few words each, looked up at a place in a list of words; the longest wins."""

    def __init__(self, entries: Iterable[tuple[str, T]], *, clitics: bool = False, shortest_bare: int = 0) -> None:
        """With `clitics`, a phrase is also found after a particle written on; not one of `shortest_bare`
        letters or fewer, save after "and", for so short a word with a letter before it is mostly another
        word."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], T, int]]] = {}
        for phrase, value in entries:
            first, *rest = normalize(phrase).split()
            self._add(first, tuple(rest), value, 0)
            if clitics:
                for clitic in _CLITICS:
                    if len(first) > shortest_bare or clitic == _CLITICS[0]:
                        self._add(clitic + first, tuple(rest), value, 1)
                if first.startswith(_ARTICLE):
                    self._add(_CLITICS[3] + first[1:], tuple(rest), value, 1)
        for entries_ in self._by_first.values():
            entries_.sort(key=lambda entry: (-len(entry[0]), entry[2]))

    def _add(self, first: str, rest: tuple[str, ...], value: T, clitic: int) -> None:
        entries = self._by_first.setdefault(first, [])
        if not any(entry[0] == rest for entry in entries):
            entries.append((rest, value, clitic))

    def __contains__(self, first: str) -> bool:
        return first in self._by_first

    def firsts(self) -> Iterable[str]:
        return self._by_first

    def match(self, words: Sequence[str], start: int) -> tuple[T, int, int] | None:
        """The value, the index past the phrase, and how many letters are a particle written on."""
        if start >= len(words):
            return None
        for rest, value, clitic in self._by_first.get(words[start], ()):
            end = start + 1 + len(rest)
            if tuple(words[start + 1 : end]) == rest:
                return value, end, clitic
        return None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases with what they stand for, and sets of single words by what they do in a date."""

    months: PhraseTable[tuple[str, int]]
    """calendar ("gregorian" or "hijri") and number"""
    weekdays: PhraseTable[int]
    deictics: PhraseTable[int]
    shifts: Mapping[str, int]
    years: PhraseTable[str]
    earlier: PhraseTable[str]
    sets: Mapping[str, frozenset[str]]


def _numbered(table: Mapping[str, Sequence[str]]) -> list[tuple[str, int]]:
    return [(phrase, int(number)) for number, phrases in table.items() for phrase in phrases]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    data = read_toml("date_words.toml")
    months = [(row["name"], (row["calendar"], int(row["month"]))) for row in read_csv("months.csv")]
    weekdays = [(row["name"], int(row["weekday"])) for row in read_csv("weekdays.csv")]
    sets = {
        f"{table}.{name}": frozenset(map(normalize, words))
        for table in ("deictic_context", "ago", "shift_context", "units", "eras", "joints", "contexts")
        for name, words in data[table].items()
    }
    return Vocabulary(
        months=PhraseTable(months, clitics=True, shortest_bare=3),
        weekdays=PhraseTable(weekdays, clitics=True),
        deictics=PhraseTable(_numbered(data["deictics"]), clitics=True),
        shifts={normalize(word): number for word, number in _numbered(data["shifts"])},
        years=PhraseTable([(word, "year") for word in data["units"]["year"]], clitics=True),
        earlier=PhraseTable([(word, "earlier") for word in data["eras"]["earlier"]]),
        sets=sets,
    )
