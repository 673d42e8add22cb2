"""Phrases that mark page furniture, read from a data file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from mithaq.language.fold import normalize
from mithaq.language.tables import read_toml

__all__ = ["Boilerplate", "boilerplate", "phrase"]

_WORD = re.compile(r"[^\W_]+")


def phrase(folded: str) -> str:
    """The words of a line, without punctuation."""
    return " ".join(_WORD.findall(folded))


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Sets of phrases (as `phrase` makes them of folded text) and tuples of phrase beginnings, each
    ending in a space."""

    end: frozenset[str]
    end_starts: tuple[str, ...]
    teaser: frozenset[str]
    teaser_starts: tuple[str, ...]
    dates: tuple[str, ...]
    drop: frozenset[str]
    drop_starts: tuple[str, ...]
    share: frozenset[str]
    credits: frozenset[str]
    breadcrumb_first: frozenset[str]
    breadcrumb_signs: frozenset[str]
    beside_date: frozenset[str]
    date_joints: frozenset[str]


def _set(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase(normalize(p)) for p in phrases)


def _starts(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(p + " " for p in _set(phrases)))


@cache
def boilerplate() -> Boilerplate:
    """The phrases, read once."""
    data: dict[str, Any] = read_toml("boilerplate.toml")
    teaser = _set(data["teaser"]["lines"])
    return Boilerplate(
        end=_set(data["end"]["lines"]),
        end_starts=_starts(data["end"]["starts"]),
        teaser=teaser,
        teaser_starts=tuple(sorted(p + " " for p in teaser if " " in p)),
        dates=_starts(data["teaser"]["dates"]),
        drop=_set(data["drop"]["lines"]),
        drop_starts=_starts(data["drop"]["starts"]),
        share=_set(data["drop"]["share"]),
        credits=_set(data["drop"]["credits"]),
        breadcrumb_first=_set(data["breadcrumb"]["first"]),
        breadcrumb_signs=frozenset(data["breadcrumb"]["signs"]),
        beside_date=_set(data["dateline"]["beside"]),
        date_joints=_set(data["dateline"]["joints"]),
    )
