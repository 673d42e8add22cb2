"""What the clause says of a noun for a gathering: whether it is convened, hosted, attended, so that it is a forum."""

from __future__ import annotations

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.particles import BETWEEN, IN, WITH
from mithaq.extraction.syntax.predicates import Predicate, Predicates
from mithaq.language.fold import normalize
from mithaq.lexicon.groups import group, only

__all__ = ["ClauseEvidence"]

_CONVENING = ("host", "hold", "begin", "conclude", "finish")
_TAKING_PART = ("attend", "chair", "say")
_AFTER = 3
"""Words after a noun in which the verb of a relative clause about it stands."""
_BEFORE = 4
"""Words before a noun in which it is said that somebody takes part in it."""
_MANY = 3
"""Parties that make a meeting a forum."""


class ClauseEvidence:
    """Which nouns for gatherings are said to be convened or attended, asked by place."""

    def __init__(self, predicates: Predicates) -> None:
        self.context = predicates.context
        self._predicates: dict[int, Predicate] = {}
        for p in predicates.of(*_CONVENING, *_TAKING_PART):
            for nominal in p.nominals("theme"):
                self._predicates.setdefault(nominal.start, p)

    def makes_forum(self, hit: LexiconMatch, end: int) -> bool:
        """Whether a noun phrase that is weak by itself is a forum by its clause."""
        doc = self.context.doc
        if doc.find(end, "event") is not None or doc.texts[end : end + 1] == [WITH] or end <= hit.end:
            return False
        if any(doc.texts[k] in group("press") or doc.texts[k] in (WITH, BETWEEN) for k in range(hit.end, end)):
            return False
        head = normalize(hit.entry.form).split()[0]
        if hit.entry.value == "name":
            return not {head} & group("dialogue") and self._happens(hit, end)
        if hit.entry.value != "body" or not head.startswith(only("meeting noun")):
            return False
        if self._of_a_body(hit):
            return self._happens(hit, end) or self._attended(hit)
        if hit.article and doc.words[hit.end].definite:
            return self._for_many(hit, end) and self._happens(hit, end)
        return self._of_many_parties(hit)

    def _happens(self, hit: LexiconMatch, end: int) -> bool:
        """Whether it is what a verb of convening or attending has as its theme, or a relative clause says it is."""
        triggers = self.context.triggers.of(*_CONVENING, start=end, end=end + _AFTER)
        told = any(not t.noun for t in triggers) or any(
            w in group("held") for w in self.context.doc.texts[end : end + _AFTER]
        )
        return hit.start in self._predicates or told

    def _attended(self, hit: LexiconMatch) -> bool:
        """Whether somebody is said to be in it: in the meeting of, to take part in the meeting of."""
        texts = self.context.doc.texts
        before = texts[max(0, hit.start - _BEFORE) : hit.start]
        return before[-1:] == [IN] or any(w in group("his taking part") or w in group("works") for w in before)

    def _of_a_body(self, hit: LexiconMatch) -> bool:
        """Whether the genitive is a body of several states: the meeting of the Union."""
        body = self.context.doc.find(hit.end, "organization")
        return body is not None and not body.proclitics and not hit.article and body.entry.value.state is None

    def _for_many(self, hit: LexiconMatch, end: int) -> bool:
        """Whether an adjective of a region or of the world makes it one of many: the African meeting for."""
        words = self.context.doc.words
        return any(words[k].text in group("multilateral") for k in range(hit.end, min(end, hit.end + 2)))

    def _of_many_parties(self, hit: LexiconMatch) -> bool:
        """Whether three or more, or the ministers of a body, hold it."""
        p = self._predicates.get(hit.start)
        if p is None or p.trigger.event_class not in _CONVENING or p.arguments("partner", "members"):
            return False
        agents = p.arguments("agent")
        plural = any(it.kind == "body" and it.start not in self.context.body_names for it in agents)
        return plural or len(agents) >= _MANY
