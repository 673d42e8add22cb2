"""From scored candidates to a decision: linked, to be looked at by a person, or nothing found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mithaq.wikidata.candidate_scoring import Scored, score
from mithaq.wikidata.data_files import weights
from mithaq.wikidata.link_judgements import LinkJudgement
from mithaq.wikidata.model import Candidate, Subject

__all__ = ["Decision", "decide", "rank"]

Outcome = Literal["accepted", "automatic", "review", "none"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a subject. `qid` is set where `outcome` is accepted (by a person) or automatic.
    `judgement` is a person's that settles it, `settled` says that there is one, be it "none of these" or "not
    sure"."""

    subject: Subject
    outcome: Outcome
    qid: str | None = None
    ranked: tuple[Scored, ...] = ()
    judgement: LinkJudgement | None = None
    settled: bool = False

    @property
    def best(self) -> Scored | None:
        """The scored candidate that was linked, or the most likely one."""
        linked = [s for s in self.ranked if s.candidate.qid == self.qid]
        return next(iter(linked or self.ranked), None)


def rank(subject: Subject, candidates: Iterable[Candidate]) -> tuple[Scored, ...]:
    """Candidates with a name in common, the likeliest first; of two with one identifier, the likelier. Equals
    stand in the order of their identifiers."""
    best: dict[str, Scored] = {}
    for candidate in candidates:
        scored = score(subject, candidate)
        if scored is not None and (candidate.qid not in best or scored.total > best[candidate.qid].total):
            best[candidate.qid] = scored
    return tuple(sorted(best.values(), key=lambda s: (-s.total, len(s.candidate.qid), s.candidate.qid)))


def decide(
    subject: Subject, candidates: Iterable[Candidate], judged: Mapping[str, LinkJudgement] | None = None
) -> Decision:
    """Decide on a subject. `judged` are a person's judgements on it by item ("" for "none of these").

    A link is made without asking when the best candidate reaches the threshold and leads the next by the
    margin, and when neither its type nor its state speaks against it. What a person rejected is no candidate.
    """
    judged = judged or {}
    rule = weights()["rule"]
    accepted = sorted(qid for qid, j in judged.items() if j.verdict == "accepted" and qid)
    ranked = rank(subject, (c for c in candidates if _open(judged, c.qid)))
    if accepted:
        return Decision(subject, "accepted", accepted[0], ranked, judged[accepted[0]], settled=True)
    if "" in judged:
        return Decision(subject, "none", None, ranked, judged[""], settled=True)
    shown = tuple(s for s in ranked if s.score >= rule["review"])
    if shown and _sure(subject, shown[0], ranked, rule):
        return Decision(subject, "automatic", shown[0].candidate.qid, ranked)
    unsure = next((judged[s.candidate.qid] for s in shown if s.candidate.qid in judged), None)
    return Decision(subject, "review" if shown else "none", None, shown, unsure, settled=unsure is not None)


def _open(judged: Mapping[str, LinkJudgement], qid: str) -> bool:
    return qid not in judged or judged[qid].verdict != "rejected"


def _sure(subject: Subject, best: Scored, ranked: Sequence[Scored], rule: Mapping[str, float]) -> bool:
    if best.conflict or best.score < rule["automatic"] or best.candidate.kind in ("", "other"):
        return False
    if subject.kind == "official" and not _named_in_full(best):
        return False
    if subject.items and best.candidate.qid not in subject.items:
        return False  # articles' own graphs say that it is another item: a person decides
    return len(ranked) < 2 or best.total - ranked[1].total >= rule["margin"] - 1e-9


_SHORTENED = frozenset({"shortened", "beginning"})
_PARTIAL = frozenset({"house", "single"})


def _named_in_full(scored: Scored) -> bool:
    """Whether the name tells the person: part of a name does so only with a post that the item held at that time, a
    surname only where one official held it, a first name with a house never."""
    evidence = {feature.name for feature in scored.features}
    if "office_holder" in evidence:
        return True
    return not evidence & _PARTIAL and (not evidence & _SHORTENED or "post" in evidence)
