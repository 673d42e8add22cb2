"""Compare facts as sets and count hits, misses and false positives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from mithaq.evaluation.error_counts import ErrorCounts

__all__ = ["FactKey", "count_facts"]

FactKey = tuple[str, ...]


def count_facts(
    counts: ErrorCounts,
    family: str,
    gold: Iterable[FactKey],
    got: Mapping[FactKey, Iterable[str]],
    *,
    free: Callable[[FactKey], bool] = lambda _fact: False,
    say: Callable[[FactKey], str] = ": ".join,
) -> None:
    """Count the facts of a family. `got` maps each fact to its nodes; a `free` fact is never a false positive."""
    wanted = set(gold)
    for fact in sorted(wanted | set(got)):
        if fact in wanted and fact in got:
            counts.hit(family, *got[fact])
        elif fact in wanted:
            counts.miss(family, say(fact), *fact)
        elif not free(fact):
            counts.false(family, say(fact), *got[fact])
