"""Meetings told twice: with an unnamed one of a state, and with the one who is named."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from mithaq.extraction.facts import Ref

__all__ = ["merge_placeholder_meetings"]


def merge_placeholder_meetings(
    pairs: Collection[frozenset[Ref]], states_of: Mapping[Ref, str]
) -> dict[frozenset[Ref], frozenset[Ref]]:
    """Those of `pairs` (who met whom) in which a state stands for somebody (his Qatari counterpart) whom another pair
    names, each with that pair: the same one met an official who serves that state, as `states_of` tells."""
    named: dict[tuple[Ref, str], frozenset[Ref]] = {}
    for pair in pairs:
        for ref in pair:
            for other in pair - {ref}:
                if ref.kind == "official" and ref in states_of:
                    named.setdefault((other, states_of[ref]), pair)
    return {
        pair: named[other, state.key]
        for pair in pairs
        for state in sorted(pair)
        for other in pair - {state}
        if state.kind == "state" and (other, state.key) in named
    }
