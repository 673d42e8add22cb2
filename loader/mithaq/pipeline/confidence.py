"""Filter facts by confidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from mithaq.extraction.facts import Evidence, Facts, Kind, Meeting, Post, Ref, Statement, Tenure, Visit

__all__ = ["filter_by_confidence"]

_Entity = TypeVar("_Entity")


def filter_by_confidence(facts: Facts, least: float) -> Facts:
    """Remove facts with a confidence below `least` (0 keeps all).

    Facts that depend on a removed entity are removed too: tenures, visits and statements without holder, visitor or
    speaker, meetings left with one participant of several, statements left without targets.
    """
    if least <= 0 or all(e.confidence >= least for e in _all_evidence(facts)):
        return facts
    return _Filter(facts, least).facts()


def _all_evidence(facts: Facts) -> Iterable[Evidence]:
    for items in (facts.states, facts.officials, facts.organizations, facts.agreements, facts.forums):
        yield from (item.evidence for item in items)
    for events in (facts.tenures, facts.meetings, facts.visits, facts.statements):
        yield from (event.evidence for event in events)


class _Filter:
    def __init__(self, facts: Facts, least: float) -> None:
        self._facts = facts
        self._least = least
        self._kept: dict[Ref, Ref] = {}
        self._keep("official", facts.officials)
        self._keep("organization", facts.organizations)
        self._keep("agreement", facts.agreements)
        self._keep("forum", facts.forums)

    def _sure(self, evidence: Evidence) -> bool:
        return evidence.confidence >= self._least

    def _keep(self, kind: Kind, items: Sequence[_Entity]) -> None:
        number = 0
        for index, item in enumerate(items):
            if self._sure(item.evidence):  # type: ignore[attr-defined]
                self._kept[Ref(kind, str(index))] = Ref(kind, str(number))
                number += 1

    def _ref(self, ref: Ref | None) -> Ref | None:
        if ref is None or ref.kind in ("state", "place"):
            return ref
        return self._kept.get(ref)

    def _refs(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        return tuple(kept for kept in map(self._ref, refs) if kept is not None)

    def facts(self) -> Facts:
        facts = self._facts
        return replace(
            facts,
            states=tuple(s for s in facts.states if self._sure(s.evidence)),
            officials=tuple(o for o in facts.officials if self._sure(o.evidence)),
            organizations=tuple(o for o in facts.organizations if self._sure(o.evidence)),
            agreements=tuple(
                replace(a, parties=self._refs(a.parties), signatories=self._refs(a.signatories))
                for a in facts.agreements
                if self._sure(a.evidence)
            ),
            forums=tuple(
                replace(f, participants=self._refs(f.participants), members=self._refs(f.members))
                for f in facts.forums
                if self._sure(f.evidence)
            ),
            tenures=tuple(t for t in map(self._tenure, facts.tenures) if t is not None),
            meetings=tuple(m for m in map(self._meeting, facts.meetings) if m is not None),
            visits=tuple(v for v in map(self._visit, facts.visits) if v is not None),
            statements=tuple(s for s in map(self._statement, facts.statements) if s is not None),
        )

    def _tenure(self, tenure: Tenure) -> Tenure | None:
        holder = self._ref(tenure.holder)
        if holder is None or not self._sure(tenure.evidence):
            return None
        return replace(tenure, holder=holder, post=self._post(tenure.post))

    def _post(self, post: Post) -> Post:
        return replace(post, organization=self._ref(post.organization))

    def _meeting(self, meeting: Meeting) -> Meeting | None:
        people = self._refs(meeting.participants)
        if not self._sure(meeting.evidence) or len(people) < min(2, len(meeting.participants)):
            return None
        return replace(meeting, participants=people, sidelines_of=self._ref(meeting.sidelines_of))

    def _visit(self, visit: Visit) -> Visit | None:
        visitor = self._ref(visit.visitor)
        return replace(visit, visitor=visitor) if visitor is not None and self._sure(visit.evidence) else None

    def _statement(self, statement: Statement) -> Statement | None:
        speaker, targets = self._ref(statement.speaker), self._refs(statement.targets)
        if speaker is None or not targets or not self._sure(statement.evidence):
            return None
        return replace(statement, speaker=speaker, targets=targets)
