"""From speech acts to facts."""

from __future__ import annotations

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.statements import find_statements
from mithaq.extraction.facts import Ref, Statement

__all__ = ["project"]


def project(analysis: Analysis) -> tuple[Statement, ...]:
    found: dict[tuple[Ref, str, tuple[Ref, ...]], Statement] = {}
    for s in find_statements(analysis):
        targets = tuple(sorted({it.ref for it in s.targets}))
        found.setdefault(
            (s.speaker.ref, s.act, targets),
            Statement(s.speaker.ref, s.act, targets, analysis.evidence([s.at], s.rule, s.confidence)),
        )
    return tuple(found.values())
