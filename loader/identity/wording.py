"""What is left of a body's or agreement's name when everything that varies between writers is taken off."""

from __future__ import annotations

from functools import lru_cache

from loader.language.fold import key
from loader.lexicon import bare
from loader.lexicon.authority import read_table
from loader.rdf import folded_name

__all__ = ["content_words", "core", "states_named"]


@lru_cache(maxsize=65_536)
def states_named(name: str) -> frozenset[str]:
    """Codes of the states that a name's words are unambiguous adjectives of."""
    return frozenset(code for word in folded_name(name).split() for code in _adjective_of(word))


@lru_cache(maxsize=65_536)
def core(name: str) -> str:
    """A name without articles and without adjectives of states: what two writers agree on."""
    words = folded_name(name).split()
    kept = [bare(word) for word in words if not _adjective_of(word)]
    return " ".join(kept) or " ".join(words)


def _adjective_of(word: str) -> frozenset[str]:
    return _adjectives().get(bare(word), frozenset())


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, frozenset[str]]:
    """Folded adjectives without the article → the state each is of; those of several states are left out."""
    codes: dict[str, set[str]] = {}
    for row in read_table("nisba.csv"):
        codes.setdefault(bare(key(row["form"])), set()).add(row["code"])
    return {form: frozenset(found) for form, found in codes.items() if len(found) == 1}


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    forms = (form for row in read_table("function_words.csv") for form in row["form"].split("|"))
    return frozenset(word for form in forms for word in key(form).split())


@lru_cache(maxsize=1)
def _agreement_words() -> frozenset[str]:
    forms = (form for row in read_table("agreements.csv") for form in row["form"].split("|"))
    return frozenset(bare(word) for form in forms for word in key(form).split())


@lru_cache(maxsize=65_536)
def content_words(name: str) -> frozenset[str]:
    """The words of an agreement's name that say what it is about: no nouns for agreements, no adjectives
    of states, no particles."""
    return frozenset(
        bare(word)
        for word in folded_name(name).split()
        if len(word) > 3 and bare(word) not in _agreement_words() and not _adjective_of(word)
        and word not in _particles()
    )  # fmt: skip
