"""Where events and forums take place: places of a city's size, and whole states, which an article may name instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mithaq.identity.verdict import Canonicalizer
from mithaq.lexicon.authority_tables import states
from mithaq.rdf import Minter, is_state, local_name

__all__ = ["Location", "location_of"]


@dataclass(frozen=True, slots=True)
class Location:
    """The places that are stated, as canonical IRIs, and the codes of the states that are stated in place of one."""

    places: frozenset[str]
    states: frozenset[str]

    def __bool__(self) -> bool:
        """Whether a place or a state is stated."""
        return bool(self.places or self.states)

    def differs_from(self, other: Location) -> bool:
        """Whether two locations cannot be one. A place and a state may: the table of places does not say which state
        a place is in."""
        return _disjoint(self.places, other.places) or _disjoint(self.states, other.states)


def location_of(places: Iterable[str], canonical: Canonicalizer) -> Location:
    """The location that the IRIs of places in an article state."""
    codes = {place: _state_code(place) for place in places}
    return Location(
        frozenset(canonical(place) for place, code in codes.items() if code is None),
        frozenset(code for code in codes.values() if code is not None),
    )


def _disjoint(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b and not a & b)


def _state_code(place: str) -> str | None:
    """The code of the state that an IRI means: that of the state, or of a place which bears its name."""
    kind, name = local_name(place)
    return name if is_state(place) else _named_as_states().get((kind, name))


@lru_cache(maxsize=1)
def _named_as_states() -> dict[tuple[str, str], str]:
    """The local names of places that bear the name of a state."""
    mint = Minter()
    return {
        local_name(mint.place(form, home).value): code
        for code, state in states().items()
        for form in state.forms
        if form not in state.ambiguous
        for home in (code, None)
    }
