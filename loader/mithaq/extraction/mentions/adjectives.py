"""Adjectives that belong to posts and names: how a post is held, and those that official names are made of."""

from __future__ import annotations

from functools import cache

from pyarabic.araby import WAW

from mithaq.language.fold import normalize
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.authority_tables import read_table
from mithaq.lexicon.lexicon import split

__all__ = ["is_adjective", "status_word"]


@cache
def _status() -> dict[str, str]:
    return {normalize(f): row["status"] for row in read_table("post_status.csv") for f in split(row["form"])}


@cache
def _adjectives() -> dict[str, str]:
    return {
        strip_article(normalize(f)): row["class"] for row in read_table("adjectives.csv") for f in split(row["form"])
    }


def status_word(word: Word) -> str | None:
    """The status an adjective gives a post (former, acting, designate, none), or None."""
    return _status().get(word.text)


def is_adjective(word: Word) -> bool:
    """Whether a definite word is one of the adjectives that official names are made of."""
    return word.definite and not word.text.startswith(WAW) and strip_article(word.text) in _adjectives()
