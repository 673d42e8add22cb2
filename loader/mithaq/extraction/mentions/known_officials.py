"""Officials of the authority table by what a text may call them: in full, or by the last name alone where the office is
said as well (President X)."""

from __future__ import annotations

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.name_parts import HOUSE, SON, name_parts, plain_name
from mithaq.extraction.mentions.name_words import UNKNOWN, name_likelihood
from mithaq.extraction.particles import AL
from mithaq.language.fold import normalize
from mithaq.lexicon import lexicon
from mithaq.lexicon.authority_tables import officials
from mithaq.lexicon.compiled import compiled
from mithaq.lexicon.office_holders import body_offices, has_held, official_called, tenancies
from mithaq.names import same_word, sound

__all__ = [
    "LEADERS",
    "RULERS",
    "is_alias",
    "is_last_name",
    "is_listed",
    "offices_of",
    "same_official",
    "state_of_alias",
    "state_of_office",
    "state_of_official",
    "state_ruled",
    "states_served",
]


RULERS = frozenset({"headOfState", "headOfGovernment", "monarch"})
"""Concepts of the offices that a state is governed from, and that aides are called by."""
LEADERS = RULERS | {"partyLeader"}


def state_of_office(doc: Document, name: str, role: str, *, former: bool = False) -> str | None:
    """The one state of which somebody of that name (folded, as `plain_name` gives it) has held an office by the
    article's date; of several, the one where it is held in that year."""
    year = doc.article.date.year if doc.article.date else None
    held = [t for key in _keys(name) for t in tenancies(key) if t.by(year) and t.role == role]
    now = {t.state for t in held if t.in_year(year)} if not former else set()
    found = now or {t.state for t in held}
    return next(iter(found)) if len(found) == 1 else None


def offices_of(name: str) -> frozenset[str]:
    """The roles in which the only official of a name in full (folded, as `plain_name` gives it) has served."""
    holders = _keys(name) if _in_full(name) else ()
    return frozenset(t.role for t in tenancies(holders[0])) if len(holders) == 1 else frozenset()


def state_of_official(name: str) -> str | None:
    """The one state that the only official of a name in full (folded, as `plain_name` gives it) has served."""
    holders, states = _keys(name) if _in_full(name) else (), states_served(name)
    return states[0] if len(holders) == len(states) == 1 and not body_offices(holders[0]) else None


def states_served(name: str) -> tuple[str, ...]:
    """The states that the officials of a name in full (folded, as `plain_name` gives it) have served, if all the
    same."""
    found = {official.states for official in map(official_called, _keys(name)) if official} if _in_full(name) else set()
    return next(iter(found)) if len(found) == 1 else ()


def is_listed(name: str) -> bool:
    """Whether a name in full (folded, as `plain_name` gives it) is one that an official of the table goes by."""
    return _in_full(name) and bool(_keys(name))


def is_last_name(name: str) -> bool:
    """Whether an official of the table goes by a word (folded, without article) as last name."""
    return name in _by_name()


@compiled
def _aliases() -> dict[str, str | None]:
    """The state served by the one official who goes by a single word, or None where several do."""
    found: dict[str, str | None] = {}
    for entry in officials():
        for form in {plain_name(name_parts(form)) for form in entry.forms if " " not in form}:
            state = entry.states[0] if len(entry.states) == 1 else None
            found[form] = state if form not in found else None
    return found


@compiled
def _definite_aliases() -> frozenset[str]:
    """Single words with the article that officials go by."""
    forms = (normalize(form) for entry in officials() for form in entry.forms if " " not in form)
    return frozenset(form for form in forms if form.startswith(AL))


def is_alias(text: str) -> bool:
    """Whether a folded word is what the press calls some official, with the article or without it as he is called."""
    return not text.startswith(AL) or text in _definite_aliases()


def state_of_alias(name: str) -> str | None:
    """The state served by the only official of the table whom the press calls by a word alone (folded, without
    article)."""
    return _aliases().get(name)


def same_official(name: str, other: str) -> bool:
    """Whether two names, or a name in full and a word alone (folded, as `plain_name` gives them), are of one official
    of the table."""
    return not {*_by_name().get(name, ())}.isdisjoint(_by_name().get(other, ()))


def state_ruled(name: str, year: int | None) -> str | None:
    """The state that the only official of a last name (folded, without article) headed, or the government of which, in
    a year, or ever where the year is unknown: of such, articles name no state."""
    holders = _by_name().get(name, ())
    if len(holders) != 1:
        return None
    return next((t.state for t in tenancies(holders[0]) if t.role in RULERS and t.in_year(year)), None)


def _last_names(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The last name that an official may go by alone: none after a father's name (Ben Ali is not called Ali), none that
    is a common word (N Baina is not called `between`)."""
    last = parts[-1]
    common = len(parts) > 1 and name_likelihood(lexicon().word(last)) < UNKNOWN
    return () if last.startswith(SON) or common else (last,)


@compiled
def _by_name() -> dict[str, tuple[str, ...]]:
    """The keys of officials by name in full and by last name."""
    found: dict[str, dict[str, None]] = {}
    for entry in officials():
        called = entry.well_known or has_held(entry, RULERS)
        for form in entry.forms:
            parts = name_parts(form)
            last = _last_names(parts) if called else ()
            for name in {plain_name(parts), *last}:
                found.setdefault(name, {})[entry.key] = None
    return {name: tuple(keys) for name, keys in found.items()}


def _keys(name: str) -> tuple[str, ...]:
    """The keys of the officials who go by a name; of a name in full that none is called, those of another spelling."""
    if (exact := _by_name().get(name)) is not None or not _in_full(name):
        return exact or ()
    words = name.split()
    alike = (other for other in _by_sound().get(_sounds(name), ()) if all(map(same_word, words, other.split())))
    return tuple(dict.fromkeys(key for other in alike for key in _by_name()[other]))


def _in_full(name: str) -> bool:
    """Whether a name has more than one word, the name of a house (Al Jaber) counted as one."""
    return " " in name.removeprefix(f"{HOUSE} ")


def _sounds(name: str) -> str:
    return " ".join(map(sound, name.split()))


@compiled
def _by_sound() -> dict[str, tuple[str, ...]]:
    """The names in full of officials by the sound of their words."""
    found: dict[str, list[str]] = {}
    for name in filter(_in_full, _by_name()):
        found.setdefault(_sounds(name), []).append(name)
    return {sounds: tuple(names) for sounds, names in found.items()}
