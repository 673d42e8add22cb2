"""Add grounded facts of a model to those of the rules, without changing a statement of the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import Quad

from mithaq.extraction.facts import Facts, Post
from mithaq.language.partial_date import PartialDate
from mithaq.llm.candidates import Candidate, Dropped, Reason, ground
from mithaq.llm.folded_text import letters
from mithaq.llm.grounding import Grounding
from mithaq.llm.slots import AskedKind, Form
from mithaq.rdf import MQ, describe
from mithaq.reading.article import Article

__all__ = ["Merged", "merge"]

Checker = Callable[[list[Quad]], str]


@dataclass(frozen=True, slots=True)
class Merged:
    """The facts of an article with those of a model, the objects that were added, and why others were dropped."""

    facts: Facts
    added: tuple[Mapping[str, Any], ...]
    dropped: Counter[Reason]


def merge(
    article: Article, facts: Facts, answers: Iterable[Mapping[str, Any]], grounding: Grounding, rule: str,
    checker: Checker,
) -> Merged:  # fmt: skip
    """Add the facts in a model's answers to those of the rules.

    A fact is added only if the article grounds it, the rules do not state it, every statement of the rules stays as it
    is, and the graph of the article still passes `checker`.
    """
    gate = _Gate(article, facts, checker)
    added: list[Mapping[str, Any]] = []
    dropped: Counter[Reason] = Counter()
    for raw in answers:
        try:
            facts = gate.accepted(ground(raw, grounding, facts, rule), facts)
            added.append(raw)
        except Dropped as problem:
            dropped[problem.reason] += 1
    return Merged(facts, tuple(added), dropped)


class _Gate:
    """Decides whether a grounded fact may be added."""

    def __init__(self, article: Article, facts: Facts, checker: Checker) -> None:
        self._article = article
        self._checker = checker
        self._stated = frozenset(describe(article, facts))
        self._fact_nodes = {quad.subject for quad in self._stated if quad.predicate == MQ.rule}

    def accepted(self, candidate: Candidate, before: Facts) -> Facts:
        """The facts with the candidate.

        Raises:
            Dropped: it may not be added.
        """
        if any(_same(candidate.asked, candidate.fact, known) for known in getattr(before, candidate.asked.kind.field)):
            raise Dropped(Reason.KNOWN)
        facts = candidate.facts
        quads = describe(self._article, facts)
        if not self._leaves_alone(quads):
            facts = _without_state(candidate)
            quads = describe(self._article, facts)
            if not self._leaves_alone(quads):
                raise Dropped(Reason.OVERRIDES)
        if self._checker(quads):
            raise Dropped(Reason.SHACL)
        return facts

    def _leaves_alone(self, quads: Iterable[Quad]) -> bool:
        """Whether every statement of the rules is still there, and their facts have no other ones."""
        described = frozenset(quads)
        more = described - self._stated
        return self._stated <= described and all(quad.subject not in self._fact_nodes for quad in more)


def _without_state(candidate: Candidate) -> Facts:
    """The facts with a tenure whose post has no state: with one, the person might become another one.

    Raises:
        Dropped: the candidate is not a tenure with a state.
    """
    post = getattr(candidate.fact, "post", None)
    if not isinstance(post, Post) or (post.state is None and post.organization is None):
        raise Dropped(Reason.OVERRIDES)
    tenure = replace(candidate.fact, post=replace(post, state=None, organization=None))
    return replace(candidate.facts, tenures=(*candidate.facts.tenures[:-1], tenure))


def _same(asked: AskedKind, fact: Any, known: Any) -> bool:
    """Whether two facts of a kind say the same, or one says more of the same: the same parties on dates that do not
    differ."""
    for slot in asked.slots:
        a, b = getattr(fact, slot.name), getattr(known, slot.name)
        if slot.form is Form.DATE:
            if a is not None and b is not None and not _compatible(a, b):
                return False
        elif not slot.same:
            continue
        elif slot.form is Form.NAMES:
            if (
                slot.instead
                and not (a or b)
                and not _same_value(Form.TEXT, getattr(fact, slot.instead), getattr(known, slot.instead))
            ):
                return False
            if not (set(a) <= set(b) or set(b) <= set(a)):
                return False
        elif not (_same_post(a, b) if isinstance(a, Post) else _same_value(slot.form, a, b)):
            return False
    return True


def _compatible(a: PartialDate, b: PartialDate) -> bool:
    return a.covers(b) or b.covers(a)


def _same_post(a: Post, b: Post) -> bool:
    return (a.concept is not None and a.concept == b.concept) or letters(a.role) == letters(b.role)


def _same_value(form: Form, a: Any, b: Any) -> bool:
    if form is not Form.TEXT:
        return bool(a == b)
    one, other = letters(a), letters(b)
    return one in other or other in one
