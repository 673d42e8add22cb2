"""Apply corrections to the facts of one article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mithaq.corrections.editing import FactEditor, remove_fact
from mithaq.corrections.matching import find_fact
from mithaq.corrections.model import Correction
from mithaq.corrections.passages import find_passage
from mithaq.corrections.slots import KINDS, Kind
from mithaq.extraction.facts import Evidence, Facts
from mithaq.reading.article import Article, Span

__all__ = ["RULE_PREFIX", "AppliedCorrections", "Step", "Unmatched", "apply"]

RULE_PREFIX = "correction:"
"""The rule of a fact that a person amended or added is this and the id of the correction."""
_BY_A_PERSON = 1.0
"""The confidence of a fact that a person amended or added."""


@dataclass(frozen=True, slots=True)
class Step:
    """A correction that was applied, the facts before it, and the index of its fact among them (None: it was added)."""

    correction: Correction
    kind: Kind
    before: Facts
    index: int | None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A correction that does not apply, and why."""

    correction: Correction
    reason: str


@dataclass(frozen=True, slots=True)
class AppliedCorrections:
    """The corrected facts, the corrections that were applied in their order, and those that do not apply."""

    facts: Facts
    steps: tuple[Step, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()


def apply(article: Article, facts: Facts, corrections: Iterable[Correction]) -> AppliedCorrections:
    """Apply corrections to the facts of their article, in order.

    A correction whose fact or passage is no longer there, or whose values do not fit, is listed as unmatched.
    """
    steps: list[Step] = []
    unmatched: list[Unmatched] = []
    for correction in corrections:
        try:
            facts, step = _applied(article, facts, correction)
            steps.append(step)
        except ValueError as problem:
            unmatched.append(Unmatched(correction, str(problem)))
    return AppliedCorrections(facts, tuple(steps), tuple(unmatched))


def _applied(article: Article, facts: Facts, correction: Correction) -> tuple[Facts, Step]:
    kind = next((kind for kind in KINDS if kind.name == correction.kind), None)
    if kind is None:
        raise ValueError(f"there is no kind of fact {correction.kind!r} any more")
    spans = [span for quotation in correction.passages if (span := find_passage(quotation, article.content))]
    index = find_fact(kind, correction.slots, spans, facts)
    if correction.action == "reject":
        if index is None:
            raise ValueError("the article no longer states this fact")
        return remove_fact(facts, kind, index), Step(correction, kind, facts, index)
    if correction.action in ("amend", "accept"):
        return _amended(facts, correction, kind, index, spans)
    if not spans:
        raise ValueError("the article no longer has the passage")
    editor = FactEditor(facts, _evidence(correction, tuple(spans)))
    if index is None:
        editor.add(kind, correction.slots)
    else:  # the extractor states it by now
        editor.change(kind, index, correction.slots)
    return editor.facts, Step(correction, kind, facts, index)


def _amended(
    facts: Facts, correction: Correction, kind: Kind, index: int | None, spans: list[Span]
) -> tuple[Facts, Step]:
    if index is None:  # perhaps the extractor has it right by now
        index = find_fact(kind, {**correction.slots, **correction.changes}, spans, facts)
    if index is None:
        raise ValueError("the article no longer states this fact")
    old: Evidence = getattr(facts, kind.field)[index].evidence
    editor = FactEditor(facts, _evidence(correction, old.passages, old.rule))
    editor.change(kind, index, correction.changes)
    return editor.facts, Step(correction, kind, facts, index)


def _evidence(correction: Correction, passages: tuple[Span, ...], rule: str = "") -> Evidence:
    """Evidence of a corrected fact; a fact that was corrected twice names both corrections."""
    earlier = [rule] if rule.startswith(RULE_PREFIX) else []
    return Evidence(passages, ", ".join([*earlier, RULE_PREFIX + correction.id]), _BY_A_PERSON)
