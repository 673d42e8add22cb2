"""Officials of the authority table by what a text may call them: in full, or by the last name alone where the office is
said as well (President X)."""

from __future__ import annotations

from functools import cache

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.name_parts import SON, name_parts, plain_name
from mithaq.extraction.mentions.name_words import UNKNOWN, name_likelihood
from mithaq.extraction.particles import AL
from mithaq.language.fold import normalize
from mithaq.lexicon import lexicon
from mithaq.lexicon.authority_tables import officials
from mithaq.lexicon.office_holders import body_offices, tenancies

__all__ = [
    "is_alias",
    "is_last_name",
    "same_official",
    "state_of_alias",
    "state_of_office",
    "state_of_official",
    "state_ruled",
]


def state_of_office(doc: Document, name: str, role: str, *, former: bool = False) -> str | None:
    """The one state of which somebody of that name (folded, as `plain_name` gives it) has held an office by the
    article's date; of several, the one where it is held in that year."""
    year = doc.article.date.year if doc.article.date else None
    held = [t for key in _by_name().get(name, ()) for t in tenancies(key) if t.by(year) and t.role == role]
    now = {t.state for t in held if t.in_year(year)} if not former else set()
    found = now or {t.state for t in held}
    return next(iter(found)) if len(found) == 1 else None


def state_of_official(name: str) -> str | None:
    """The one state that the only official of a name in full (folded, as `plain_name` gives it) has served."""
    holders = _by_name().get(name, ()) if " " in name else ()
    return _served().get(holders[0]) if len(holders) == 1 else None


@cache
def _served() -> dict[str, str]:
    """The state of each official who served one, by key; of those who also served a body of no state, none."""
    return {e.key: e.states[0] for e in officials() if len(e.states) == 1 and not body_offices(e.key)}


def is_last_name(name: str) -> bool:
    """Whether an official of the table goes by a word (folded, without article) as last name."""
    return name in _by_name()


@cache
def _aliases() -> dict[str, str | None]:
    """The state served by the one official who goes by a single word, or None where several do."""
    found: dict[str, str | None] = {}
    for entry in officials():
        for form in {plain_name(name_parts(form)) for form in entry.forms if " " not in form}:
            state = entry.states[0] if len(entry.states) == 1 else None
            found[form] = state if form not in found else None
    return found


@cache
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


_RULERS = frozenset({"headOfState", "monarch", "headOfGovernment"})


def state_ruled(name: str, year: int | None) -> str | None:
    """The state that the only official of a last name (folded, without article) headed, or the government of which, in
    a year, or ever where the year is unknown: of such, articles name no state."""
    holders = _by_name().get(name, ())
    if len(holders) != 1:
        return None
    return next((t.state for t in tenancies(holders[0]) if t.role in _RULERS and t.in_year(year)), None)


def _last_names(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The last name that an official may go by alone: none after a father's name (Ben Ali is not called Ali), none that
    is a common word (N Baina is not called `between`)."""
    last = parts[-1]
    common = len(parts) > 1 and name_likelihood(lexicon().word(last)) < UNKNOWN
    return () if last.startswith(SON) or common else (last,)


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """The keys of officials by name in full and by last name."""
    found: dict[str, dict[str, None]] = {}
    for entry in officials():
        for form in entry.forms:
            parts = name_parts(form)
            for name in {plain_name(parts), *_last_names(parts)}:
                found.setdefault(name, {})[entry.key] = None
    return {name: tuple(keys) for name, keys in found.items()}
