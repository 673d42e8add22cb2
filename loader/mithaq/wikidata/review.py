"""A review of what linking could not decide: one thing after the other, each judgement kept at once.

This is the review without its screen: what there is to look at, what each answer does, and how to take it
back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from mithaq.rdf import PROV
from mithaq.store import Store
from mithaq.store.terms import value
from mithaq.wikidata.candidate_scoring import Scored
from mithaq.wikidata.deciding import Decision
from mithaq.wikidata.link_judgements import LinkJudgement
from mithaq.wikidata.link_log import LinkJudgements

__all__ = ["Review", "sentences"]

_EXACT = "http://www.w3.org/ns/oa#exact"


def sentences(store: Store, iri: str, limit: int = 3) -> list[str]:
    """Passages that tell of a thing, the shortest first, each once.

    Raises:
        StoreError: damaged files.
    """
    from pyoxigraph import DefaultGraph, NamedNode

    found = set()
    for derived in store.quads(NamedNode(iri), PROV.wasDerivedFrom, None, DefaultGraph()):
        assert isinstance(derived.object, NamedNode)
        for quad in store.quads(derived.object, NamedNode(_EXACT), None, DefaultGraph()):
            found.add(" ".join(value(quad.object).split()))
    return sorted(found, key=lambda text: (len(text), text))[:limit]


@dataclass(frozen=True, slots=True)
class _Step:
    place: int
    subject: str
    before: tuple[LinkJudgement, ...] | None


class Review:
    """Goes through decisions that wait for a person. Every answer but `skip` is written to the book before
    the next thing is shown; `undo` takes back the last one, and goes back to it."""

    def __init__(self, decisions: Iterable[Decision], judgement_file: LinkJudgements, who: str, today: str) -> None:
        self.waiting = [d for d in decisions if d.outcome == "review" and not d.settled]
        self.place = 0
        self.judged = 0
        self._judgement_file, self._who, self._today = judgement_file, who, today
        self._steps: list[_Step] = []
        self._rejected: set[str] = set()

    @property
    def current(self) -> Decision | None:
        """What is to be judged now; None at the end."""
        return self.waiting[self.place] if self.place < len(self.waiting) else None

    @property
    def candidates(self) -> Sequence[Scored]:
        """The candidates of what is to be judged now, less those rejected just now."""
        decision = self.current
        if decision is None:
            return ()
        return [s for s in decision.ranked if s.candidate.qid not in self._rejected]

    def accept(self, number: int) -> None:
        """The thing is the candidate with this number, counted from 0."""
        self._judge(self.candidates[number], "accepted")
        self._next()

    def reject(self, number: int) -> None:
        """The thing is not this candidate. With the last one gone, the review goes on to the next thing."""
        scored = self.candidates[number]
        self._judge(scored, "rejected")
        self._rejected.add(scored.candidate.qid)
        if not self.candidates:
            self._next()

    def unsure(self) -> None:
        """Nobody can tell for now: the thing is not asked about again."""
        self._judge(self.candidates[0], "unsure")
        self._next()

    def none_of_these(self) -> None:
        """Wikidata has no item for the thing."""
        self._judge(None, "accepted")
        self._next()

    def skip(self) -> None:
        """Leave it for another time."""
        decision = self.current
        if decision is not None:
            self._steps.append(_Step(self.place, decision.subject.iri, None))
            self._next()

    def undo(self) -> bool:
        """Take back the last answer; says whether there was one."""
        if not self._steps:
            return False
        step = self._steps.pop()
        if step.before is not None:
            self._judgement_file.replace(step.subject, step.before)
            self.judged -= 1
        self.place = step.place
        kept = step.before or ()
        shown = {s.candidate.qid for s in self.waiting[self.place].ranked}
        self._rejected = {j.qid for j in kept if j.verdict == "rejected" and j.qid in shown}
        return True

    def _judge(self, scored: Scored | None, verdict: Literal["accepted", "rejected", "unsure"]) -> None:
        decision = self.current
        assert decision is not None
        subject = decision.subject
        before = tuple(self._judgement_file.read().get(subject.iri, {}).values())
        qid, label = (scored.candidate.qid, scored.candidate.label) if scored else ("", "")
        why = scored.why if scored else "none of the candidates"
        self._judgement_file.add(
            LinkJudgement(subject.iri, qid, verdict, self._who, self._today, why, subject.name, label)
        )
        self._steps.append(_Step(self.place, subject.iri, before))
        self.judged += 1

    def _next(self) -> None:
        self.place += 1
        self._rejected = set()
