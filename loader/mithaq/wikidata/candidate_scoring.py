"""How likely an item is what a thing of the graph is: a sum of pieces of evidence that a person can read.

The pieces: how the names agree; whether the name is long or rare; the state; the posts and their years; the
description; whether the item is of the right type; as a tie-break, how well known it is. What each weighs
stands in `data/weights.toml`. The score is their sum, held within 0 and 1."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mithaq.language.fold import normalize
from mithaq.lexicon import lexicon
from mithaq.lexicon.authority_tables import states
from mithaq.names import expected_bearers, name_words
from mithaq.names.bare_bodies import is_agency, is_bare_body, names_a_kind
from mithaq.names.words import ARTICLE
from mithaq.wikidata.career_evidence import PRECISE, career, holds_office
from mithaq.wikidata.data_files import weights
from mithaq.wikidata.model import Candidate, Subject
from mithaq.wikidata.name_matching import (
    LabelSignature,
    Likeness,
    label_signature,
    likeness,
)

__all__ = ["Feature", "Scored", "score"]

_RARE = 0.05
"""A name is rare when fewer people than this, of those the table of names was counted over, would bear it by
chance."""
_OF_BODIES = frozenset({"speakerOfParliament", "chiefOfStaff", "secretaryGeneral", "intelligenceChief"})
"""Of these, the ones at the head of a body: a state may have several such bodies (two chambers, an army's own
staff)."""
_AGAINST = frozenset({"type_conflict", "other_state", "unknown_state", "not_alive"})
"""Evidence that the item is something else."""
_PROPER = 3
"""Words up to which a name that the tables list as unambiguous is a proper name."""
_SHORT_NAME = 5
"""Letters up to which a name of one word is also a word or another name."""
_KNOWN_BY = 300
"""Sitelinks from which on an item counts as known as any."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence: its name in weights.toml, what it adds, and what it saw."""

    name: str
    value: float
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score and why. `total` is the sum before it is held within 0 and 1, which tells
    the better of two certain ones; `conflict`: the item's type or state says that it is something else."""

    candidate: Candidate
    score: float
    features: tuple[Feature, ...]
    total: float = 0.0
    conflict: bool = False

    @property
    def why(self) -> str:
        """The evidence on one line, the weightiest first."""
        ordered = sorted(self.features, key=lambda f: (-abs(f.value), f.name))
        return "; ".join(f"{f.name} {f.value:+.2f}" + (f" ({f.seen})" if f.seen else "") for f in ordered)


def score(subject: Subject, candidate: Candidate) -> Scored | None:
    """Weigh a candidate; None when no name of the two agrees at all."""
    table = weights()[_section(subject)]
    found = [Feature(name, table.get(name, 0.0), seen) for name, seen in _evidence(subject, candidate)]
    if not found:
        return None
    if candidate.sitelinks:
        fame = min(1.0, math.log1p(candidate.sitelinks) / math.log1p(_KNOWN_BY))
        found.append(Feature("popularity", round(table.get("popularity", 0.0) * fame, 3)))
    total = round(sum(feature.value for feature in found), 3)
    conflict = any(feature.name in _AGAINST for feature in found)
    return Scored(candidate, min(1.0, max(0.0, total)), tuple(found), total, conflict)


def _section(subject: Subject) -> str:
    return subject.kind if subject.kind in ("state", "official", "organization", "place") else "other"


def _evidence(subject: Subject, candidate: Candidate) -> Iterator[tuple[str, str]]:
    if subject.kind == "state":
        if candidate.code and candidate.code in subject.states:
            yield "code", candidate.code
        return
    if subject.kind == "post" and (shared := _one_post(subject, candidate)):
        yield shared
        return
    named = _by_name(subject, candidate)
    if named is None:
        return
    how, form = named
    yield how, form
    if form in candidate.ambiguous:
        yield "ambiguous", "others are called so too"
    if subject.kind == "official":
        yield from _about_the_name(how, form)
        yield from career(subject, candidate)
        if how == "single" and (when := holds_office(subject, candidate)):
            yield "office_holder", when
    if subject.kind == "organization":
        yield from _about_the_body(subject, candidate, how, form)
    yield from _states(subject, candidate, form in candidate.ambiguous)
    if _describes(subject, candidate):
        yield "described", ""
    if candidate.kind == "":
        yield "type_unknown", ""
    elif subject.kind == "forum" and candidate.kind == "organization" and all(map(names_a_kind, subject.names)):
        yield "type_conflict", "a meeting that bears the short name of a body"
    elif not fits(subject, candidate):
        yield "type_conflict", f"the item is of type {candidate.kind}"


def fits(subject: Subject, candidate: Candidate) -> bool:
    """Whether an item of the candidate's type can be what the subject is. An event happens at a place that
    may be a state; a forum that meets again and again is often an organisation to Wikidata."""
    kind = candidate.kind
    if kind == "":
        return True
    return {
        "place": kind in ("place", "state"),
        "forum": kind in ("forum", "edition", "organization"),
        "edition": kind in ("forum", "edition"),
        "organization": kind in ("organization", "forum"),
    }.get(subject.kind, kind == subject.kind)


_ORDER: tuple[Likeness, ...] = (
    "exact", "core", "latin", "headless", "respelled", "shortened", "beginning", "house", "single",
)  # fmt: skip


def _by_name(subject: Subject, candidate: Candidate) -> tuple[Likeness, str] | None:
    """The best likeness of any two names, and the item's form in it; a form that nothing else is called
    first."""
    best: tuple[int, bool, str] | None = None
    for name in subject.names:
        for form in candidate.forms:
            how = _like(subject, candidate, name, form)
            if how is not None:
                found = (_ORDER.index(how), form in candidate.ambiguous, form)
                best = min(best, found) if best else found
    latin = {" ".join(name.casefold().split()) for name in subject.latin}
    for form in candidate.latin:
        if form.casefold() in latin:
            found = (_ORDER.index("latin"), form in candidate.ambiguous, form)
            best = min(best, found) if best else found
    return (_ORDER[best[0]], best[2]) if best else None


def _like(subject: Subject, candidate: Candidate, name: str, form: str) -> Likeness | None:
    if subject.kind == "official":
        return likeness(name_words(name), name_words(form))
    a, b = label_signature(name), label_signature(form)
    if a.words == b.words:
        return "exact"
    if subject.kind == "place":
        return None
    home = candidate.states or b.states
    if a.core == b.core and a.core and (a.states | subject.states) and (a.states or subject.states) <= home:
        return "core"
    return "headless" if _without_head(a, b) or _without_head(b, a) else None


def _without_head(long: LabelSignature, short: LabelSignature) -> bool:
    """Whether a name is another one with the noun before it that says what kind of body it is. Adjectives of
    states alone are no name: what is left must say more."""
    rest = long.headless
    return len(rest) < len(long.words) and rest == short.words and bool(set(rest) & set(long.core))


def _about_the_name(how: Likeness, form: str) -> Iterator[tuple[str, str]]:
    words = name_words(form)
    if how in ("exact", "respelled"):
        if len(words) > 2:
            yield "long_name", f"{len(words)} words"
        elif expected_bearers(words) < _RARE:
            yield "rare_name", ""


def _about_the_body(subject: Subject, candidate: Candidate, how: Likeness, form: str) -> Iterator[tuple[str, str]]:
    """Whether the state of a body is known where the item has one, and whether a short name is written the same."""
    parsed = [label_signature(name) for name in subject.names]
    named = frozenset(code for signature in parsed for code in signature.states)
    theirs = candidate.states
    if theirs and not subject.states and not named & theirs:
        bare = all(is_bare_body(name) and not is_agency(name) for name in subject.names)
        proper = how in ("exact", "headless") and form not in candidate.ambiguous and len(form.split()) <= _PROPER
        if bare or not (proper or subject.near & theirs):
            yield "unknown_state", f"of {','.join(sorted(theirs))}"
    if len(form.split()) == 1 and len(form.removeprefix(ARTICLE)) <= _SHORT_NAME:
        same = any(form in (name, f"{ARTICLE}{name}", name.removeprefix(ARTICLE)) for name in subject.names)
        more = any(len(name.split()) > 1 for name in subject.names)
        if not more and (not same or normalize(form) in lexicon().place_states):
            yield "short_name", "a word of few letters, also the name of something else"


def _named_states(subject: Subject) -> frozenset[str]:
    """The states that the names of a body tell, by their adjectives."""
    if subject.kind != "organization":
        return frozenset()
    return frozenset(code for name in subject.names for code in label_signature(name).states)


def _states(subject: Subject, candidate: Candidate, vague: bool) -> Iterator[tuple[str, str]]:
    mine, theirs = subject.states or _named_states(subject), candidate.states
    if subject.kind == "place" and vague and subject.near and not subject.near & theirs:
        yield "elsewhere", f"the articles do not mention {','.join(sorted(theirs))}"
    if mine and theirs:
        if mine & theirs:
            yield "state", ",".join(sorted(mine & theirs))
        else:
            yield "other_state", f"{','.join(sorted(mine))} is not {','.join(sorted(theirs))}"
    elif mine and candidate.origin in ("authority", "table") and subject.kind != "agreement":  # open to many
        yield "stateless", f"of no state, not of {','.join(sorted(mine))}"
    elif theirs & subject.near:
        yield "near", ",".join(sorted(theirs & subject.near))


def _one_post(subject: Subject, candidate: Candidate) -> tuple[str, str] | None:
    """The role and state that two posts share, where one person of a state holds such a post."""
    mine = {(held.role, code) for held in subject.posts for code in held.states if held.role in PRECISE}
    shared = sorted(mine & {(post.role, post.state) for post in candidate.posts})
    if candidate.kind != "post" or len(mine) != 1 or not shared:
        return None
    role, state = shared[0]
    return "role_of_body" if role in _OF_BODIES else "role_of_state", f"{role} of {state}"


def _describes(subject: Subject, candidate: Candidate) -> bool:
    """Whether the item's description names a state of the subject, in English or Arabic."""
    text = candidate.description.casefold()
    return bool(text) and any(name in text for code in subject.states for name in _state_names(code))


@lru_cache(maxsize=512)
def _state_names(code: str) -> tuple[str, ...]:
    state = states().get(code)
    if state is None:
        return ()
    return tuple(name.casefold() for name in (state.name_en, state.name_ar, *state.nisba) if name)
