"""Run all passes, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mithaq.identity.full_pass.blocks import BlockPass, KeyPass
from mithaq.identity.full_pass.groups import GroupPass, RoutePass, VerdictPass
from mithaq.identity.full_pass.merged import EntityPass, StatementPass, ValuePass
from mithaq.identity.full_pass.records import ProfilePass
from mithaq.identity.full_pass.spool import Spool
from mithaq.identity.judgements import IdentityJudgement
from mithaq.identity.pair_verdict import PairVerdicts
from mithaq.identity.resolve import judgement_quads, judgement_verdicts
from mithaq.identity.rules import LEVELS
from mithaq.identity.verdict import Strength
from mithaq.shuffle import FINE, Components, Execute, Part, Pass, forget_values, write_atomically, write_values

__all__ = ["BUCKET_BYTES", "buckets_for", "resolve_parts"]

BUCKET_BYTES = 4 * 1024 * 1024
"""Bytes of profiles in a bucket. A task takes some ten times as much memory."""
_SHARE = 4
"""Least number of buckets for each worker, so that all are busy."""


def buckets_for(parts: Iterable[Part], workers: int) -> int:
    """The number of buckets into which to divide the names of these parts."""
    size = sum(part.profiles for part in parts)
    least = _SHARE * workers if workers > 1 and size > BUCKET_BYTES else 1
    return min(FINE, max(least, -(-size // BUCKET_BYTES)))


def resolve_parts(
    parts: list[Part],
    judgements: Iterable[IdentityJudgement],
    folder: Path,
    *,
    buckets: int,
    execute: Execute,
) -> list[Path]:
    """Resolve the identities in all parts at once, as `resolve` does for a store that has only these articles.

    Returns files of N-Quads, some of them compressed with gzip (`.gz` in the name): the merged graph, and the internal
    graphs of entity resolution. Files of all passes are in `folder`, which `execute` must see; the caller removes it.
    The result does not depend on the number of `buckets`, up to `FINE`, or on what `execute` runs the passes with.

    Raises:
        OSError: full disk, no permission.
    """
    spool = Spool(folder, buckets)
    verdicts = judgement_verdicts(judgements)
    spool.write_parts(parts)
    spool.write_judgements(verdicts)
    write_values(spool.file("judged"), frozenset(iri for pair in verdicts for iri in pair))
    lines = "".join(f"{quad} .\n" for quad in judgement_quads(verdicts.items()))
    write_atomically(spool.file("judgements.nq"), [lines.encode()])
    run = _Run(spool, execute)
    run.every_bucket(ProfilePass(spool))
    levels = len(LEVELS)
    spool.write_names(0, {})
    for level in range(levels):
        run.resolve_level(level, verdicts)
    write_values(spool.file("heads"), frozenset(name[1:-1] for name in spool.names(levels).values()))
    run.every_bucket(ValuePass(spool, levels))
    run.every_bucket(EntityPass(spool))
    for _ in execute(StatementPass(spool, levels), range(len(parts))):
        pass
    forget_values()
    return _results(spool, len(parts))


class _Run:
    def __init__(self, spool: Spool, execute: Execute) -> None:
        self._spool, self._execute = spool, execute

    def every_bucket(self, function: Pass) -> list[object]:
        return list(self._execute(function, range(self._spool.buckets)))

    def resolve_level(self, level: int, judgements: PairVerdicts) -> None:
        """Resolve the kinds of a level, and write the names with another canonical IRI for the next one."""
        spool, buckets = self._spool, range(self._spool.buckets)
        judged: dict[str, tuple[str, int]] = {}
        for found in self._execute(KeyPass(spool, level), buckets):
            judged.update((iri, (kind, record)) for iri, kind, record in found)
        write_values(spool.file("forced", level), sorted(_forced(judgements, judged)))
        self.every_bucket(BlockPass(spool, level))
        self._connect(level)
        self.every_bucket(RoutePass(spool, level))
        names = dict(spool.names(level))
        for moved in self._execute(GroupPass(spool, level), buckets):
            names.update((f"<{name}>", f"<{canonical}>") for name, canonical in moved)
        forget_values()
        spool.write_names(level + 1, names)

    def _connect(self, level: int) -> None:
        """Write the component of each name that has a positive verdict."""
        components = Components()
        for edges in self._execute(VerdictPass(self._spool, level), range(self._spool.buckets)):
            components.join_all(edges)
        write_values(self._spool.file("components", level), components.labels())


def _forced(judgements: PairVerdicts, judged: dict[str, tuple[str, int]]) -> Iterable[tuple[int, int]]:
    """The pairs of records that a reviewer judged the same, which need not find each other."""
    for (one, other), verdict in judgements.items():
        if verdict.strength is Strength.JUDGED and one in judged and other in judged:
            (kind, a), (other_kind, b) = judged[one], judged[other]
            if kind == other_kind and a != b:
                yield min(a, b), max(a, b)


def _results(spool: Spool, parts: int) -> list[Path]:
    buckets, levels = range(spool.buckets), range(len(LEVELS))
    return [
        spool.file("judgements.nq"),
        *(spool.file("profiles.nq", bucket) for bucket in buckets),
        *(
            spool.file(name, level, bucket)
            for name in ("keys.nq", "identity.nq")
            for level in levels
            for bucket in buckets
        ),
        *(spool.file("statements.nt.gz", number) for number in range(parts)),
        *(spool.file(name, bucket) for name in ("values.nt", "entities.nt") for bucket in buckets),
    ]
