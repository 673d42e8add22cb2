"""Signature of a name: its words without optional parts, and the states it mentions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mithaq.language.fold import normalize
from mithaq.language.tokens import proclitics
from mithaq.lexicon import strip_article
from mithaq.lexicon.authority_tables import read_table, states
from mithaq.rdf import folded_name

__all__ = ["NameSignature", "agreement_words", "name_signature"]

_CLITICS = 4
"""Minimum word length for stripping a possible proclitic. If it is not one, it is stripped from both names, which
does no harm."""


@dataclass(frozen=True, slots=True)
class NameSignature:
    """A name reduced to what identifies it.

    `words` are its words in order, without article, proclitics, particles, fillers, and names or adjectives of
    states;
    `states` the codes of these states; `plain` is the fallback if no word is left."""

    words: tuple[str, ...]
    states: frozenset[str]
    plain: str

    @property
    def key(self) -> str:
        """Equal for two names with the same words in any order."""
        return " ".join(sorted(set(self.words))) or self.plain

    @property
    def full(self) -> str:
        """The key with the states, for names compared by their words only."""
        return " ".join((self.key, *sorted(self.states)))


@lru_cache(maxsize=65_536)
def name_signature(name: str) -> NameSignature:
    """The signature of a name in any spelling."""
    tokens = folded_name(name).split()
    words: list[str] = []
    found: set[str] = set()
    start = 0
    while start < len(tokens):
        length, codes = _state_at(tokens, start)
        if length:
            found |= codes
            start += length
            continue
        word = tokens[start]
        start += 1
        stem = _stem(word)
        if not ({word, stem} & _fillers() or word in _particles()):
            words.append(stem)
    return NameSignature(tuple(words), frozenset(found), " ".join(tokens))


def _stem(word: str) -> str:
    """The word without the article and proclitics."""
    readings = proclitics(word)
    for _, stem, article in readings:
        if article and len(stem) > 2:
            return stem
    shortest = min((stem for _, stem, _ in readings), key=len, default=word)
    return shortest if len(shortest) >= _CLITICS else word


def _state_at(tokens: list[str], start: int) -> tuple[int, frozenset[str]]:
    """The number of tokens from `start` on that name a state, and its code; ambiguous adjectives do not count."""
    for stem in dict.fromkeys(strip_article(stem) for _, stem, _ in proclitics(tokens[start])):
        for length in (3, 2, 1):
            form = " ".join((stem, *map(strip_article, tokens[start + 1 : start + length])))
            if len(tokens) >= start + length and form in _states():
                return length, _states()[form]
        if stem in _adjectives():
            return 1, _adjectives()[stem]
    return 0, frozenset()


@lru_cache(maxsize=1)
def _states() -> dict[str, frozenset[str]]:
    """Folded names of states, without articles, → their codes; ambiguous ones are left out."""
    found: dict[str, frozenset[str]] = {}
    for code, state in states().items():
        for form in state.forms:
            if form not in state.ambiguous:
                found[" ".join(map(strip_article, normalize(form).split()))] = frozenset({code})
    return found


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, frozenset[str]]:
    """Folded adjectives, without the article, → the state each is of; those of several states are left
    out."""
    codes: dict[str, set[str]] = {}
    for row in read_table("nisba.csv"):
        codes.setdefault(strip_article(normalize(row["form"])), set()).add(row["code"])
    return {form: frozenset(found) for form, found in codes.items() if len(found) == 1}


def _forms(table: str, **wanted: str) -> frozenset[str]:
    """The folded words of a table's forms, of the rows that have the wanted cells."""
    return frozenset(
        word
        for row in read_table(table)
        if all(row[column] == cell for column, cell in wanted.items())
        for form in row["form"].split("|")
        for word in normalize(form).split()
    )


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    return _forms("function_words.csv")


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    words = _forms("same_names.csv")
    return words | frozenset(map(_stem, words))


@lru_cache(maxsize=1)
def agreement_words() -> frozenset[str]:
    """Nouns for agreements, which say nothing about what one is about."""
    words = _forms("agreements.csv")
    return words | frozenset(map(_stem, words))
