"""The vocabulary of date expressions, normalized and indexed. The words are in data files."""

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
"""One-letter words attached to the next word: and, so, in, for, as."""
_ARTICLE = "\u0627\u0644"


class PhraseTable(Generic[T]):
    """Phrases of a few words, looked up at a position in a list of words; the longest match wins."""

    def __init__(self, entries: Iterable[tuple[str, T]], *, clitics: bool = False, clitic_free_length: int = 0) -> None:
        """Index phrases with their values.

        Args:
            entries: Phrases with the values to return.
            clitics: Also match a phrase after an attached particle.
            clitic_free_length: A first word of at most this many letters is matched only after an attached "and": with
                another letter in front, so short a word is usually a different word.
        """
        self._by_first: dict[str, list[tuple[tuple[str, ...], T, int]]] = {}
        for phrase, value in entries:
            first, *rest = normalize(phrase).split()
            self._add(first, tuple(rest), value, 0)
            if clitics:
                for clitic in _CLITICS:
                    if len(first) > clitic_free_length or clitic == _CLITICS[0]:
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

    def first_words(self) -> Iterable[str]:
        """All first words, with and without attached particles."""
        return self._by_first

    def match(self, words: Sequence[str], start: int) -> tuple[T, int, int] | None:
        """Match a phrase at `start`: its value, the index after it, the length of the attached particle."""
        if start >= len(words):
            return None
        for rest, value, clitic in self._by_first.get(words[start], ()):
            end = start + 1 + len(rest)
            if tuple(words[start + 1 : end]) == rest:
                return value, end, clitic
        return None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases with their values, and sets of single words by their function in a date."""

    months: PhraseTable[tuple[str, int]]
    """calendar ("gregorian" or "hijri") and number of the month"""
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
    """The vocabulary, read once and shared."""
    data = read_toml("date_words.toml")
    months = [(row["name"], (row["calendar"], int(row["month"]))) for row in read_csv("months.csv")]
    weekdays = [(row["name"], int(row["weekday"])) for row in read_csv("weekdays.csv")]
    sets = {
        f"{table}.{name}": frozenset(map(normalize, words))
        for table in ("deictic_context", "ago", "shift_context", "units", "eras", "joints", "contexts")
        for name, words in data[table].items()
    }
    return Vocabulary(
        months=PhraseTable(months, clitics=True, clitic_free_length=3),
        weekdays=PhraseTable(weekdays, clitics=True),
        deictics=PhraseTable(_numbered(data["deictics"]), clitics=True),
        shifts={normalize(word): number for word, number in _numbered(data["shifts"])},
        years=PhraseTable([(word, "year") for word in data["units"]["year"]], clitics=True),
        earlier=PhraseTable([(word, "earlier") for word in data["eras"]["earlier"]]),
        sets=sets,
    )
