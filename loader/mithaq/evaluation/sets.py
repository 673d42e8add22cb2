"""Facts compared as sets: what both have, what the gold alone has, what the graph alone has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from mithaq.evaluation.tally import Tally

__all__ = ["Fact", "compare"]

Fact = tuple[str, ...]


def compare(
    tally: Tally,
    family: str,
    gold: Iterable[Fact],
    got: Mapping[Fact, Iterable[str]],
    *,
    free: Callable[[Fact], bool] = lambda _fact: False,
    say: Callable[[Fact], str] = ": ".join,
) -> None:
    """Count facts of a family. `got` gives the nodes that say each; one that is `free` is not wrong when the gold
    lacks it."""
    wanted = set(gold)
    for fact in sorted(wanted | set(got)):
        if fact in wanted and fact in got:
            tally.hit(family)
        elif fact in wanted:
            tally.miss(family, say(fact), *fact)
        elif not free(fact):
            tally.false(family, say(fact), *got[fact])
