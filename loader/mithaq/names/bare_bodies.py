"""Names of bodies that every state has: the ministry of interior, the parliament, the follow-up committee."""

from __future__ import annotations

from functools import lru_cache

from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.authority_tables import organizations, read_table
from mithaq.lexicon.compiled import compiled

__all__ = ["is_agency", "is_bare_body", "is_bare_meeting", "names_a_kind"]

_EVERYWHERE = frozenset({"ministry", "parliament", "court"})
"""Kinds of bodies that every state has."""
_OFTEN = frozenset({"council", "committee", "agency"})
"""Kinds that many states have, if their name is short."""
_SHORT = 3
"""Maximum number of words of such a name."""


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """The kind by the first words of a name. Where the first words are several and have a complement (the emirate of a
    region), the complement says which body it is."""
    return {
        _head(normalize(form).split()): row["kind"]
        for row in read_table("org_heads.csv")
        for form in row["form"].split("|")
        if " " not in form or row["need"] != "complement"
    }


def _head(words: list[str]) -> str:
    return " ".join(map(strip_article, words))


@compiled
def _proper() -> frozenset[str]:
    """Names that denote one body without a state."""
    forms = {
        form for body in organizations() if body.state is None for form in body.forms if form not in body.ambiguous
    }
    forms |= {form for row in read_table("known_bodies.csv") for form in row["names"].split("|")}
    return frozenset(map(normalize, forms))


@lru_cache(maxsize=65_536)
def is_bare_body(name: str) -> bool:
    """Whether a name without a state denotes a body that many states have, so that two articles may mean two."""
    return normalize(name) not in _proper() and names_a_kind(name)


@lru_cache(maxsize=65_536)
def names_a_kind(name: str) -> bool:
    """Whether a name says little more than what kind of body it is, also where it is used for one body alone."""
    kind = _kind(name)
    return kind in _EVERYWHERE or (kind in _OFTEN and len(normalize(name).split()) <= _SHORT)


def is_agency(name: str) -> bool:
    """Whether a name begins with the noun for an agency, which proper names follow too."""
    return _kind(name) == "agency"


def _kind(name: str) -> str:
    words, kinds = normalize(name).split(), _kinds()
    return kinds.get(_head(words[:2])) or kinds.get(_head(words[:1]), "")


@lru_cache(maxsize=65_536)
def is_bare_meeting(name: str) -> bool:
    """Whether a name denotes the meeting of a body that many states have (a session of the cabinet)."""
    return is_bare_body(name) or is_bare_body(" ".join(name.split()[1:]))
