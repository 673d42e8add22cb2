"""Which forum a predicate or a word is about."""

from __future__ import annotations

from bisect import bisect_left

from mithaq.extraction.events.forum_mention import ForumMention
from mithaq.extraction.particles import AL, IN
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Predicate
from mithaq.lexicon.word_groups import Words

__all__ = ["ForumLinks"]

_RELATIVE_GAP = 3
"""Words between a forum and the verb of a relative clause about it."""
_REACH = 12
"""Words after a verb in which it may say what is attended."""


class ForumLinks:
    """Which forum a predicate is about: the one it names, the one a pronoun or relative stands for, or, where nothing
    else is said, the only one of the article."""

    def __init__(self, context: ClauseContext, found: list[ForumMention]) -> None:
        self.context = context
        self.at = {k: g for g in found for start, end, _ in g.mentions for k in range(start, end)}
        self.mentions = sorted((end, start) for g in found for start, end, _ in g.mentions)
        self._spans = sorted((start, end) for end, start in self.mentions)
        self._starts = [start for start, _ in self._spans]
        self._here: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
        events = [g for g in found if g.strength != "initiative"]
        self.sole = events[0] if len(events) == 1 else None

    def of(self, p: Predicate) -> ForumMention | None:
        """The forum of a predicate, if any."""
        named = [n for phrase in p.phrases for n in phrase.nominals]
        if p.trigger.event_class == "represent" and any(f.nominals and not f.case for f in p.phrases):
            return None  # the talks represent (a step)
        theme = next((self.at[n.start] for n in p.nominals("theme", "whole") if n.start in self.at), None)
        if theme is not None:
            return theme
        related = self._related(p)
        if related is not None or p.trigger.event_class in ("host", "hold"):
            return related
        heard = next((self.at[n.start] for n in named if n.start in self.at), None)
        if p.trigger.event_class == "comprise":
            return None
        if heard is not None and p.trigger.event_class in ("chair", "attend", "represent"):
            return heard
        if named or p.trigger.event_class not in ("chair", "attend", "represent"):
            return None
        return self.sole if self._left_out(p) else None

    def mentioned(self, start: int, end: int) -> list[tuple[int, int]]:
        """The mentions of forums that start at words `start` to `end`: (first word, one past the last)."""
        first, last = bisect_left(self._spans, (start, 0)), bisect_left(self._spans, (end, 0))
        return self._spans[first:last]

    def nearest(self, k: int) -> ForumMention | None:
        """The forum of the sentence of word `k` that is convened there, else the one named last before the word, else
        the first after it."""
        low, _ = sentence = self.context.bounds(k)
        if sentence not in self._here:
            starts = self._starts[bisect_left(self._starts, low) : bisect_left(self._starts, sentence[1])]
            held = [m for before, m in zip([low, *starts], starts, strict=False) if self._convened(before, m)]
            self._here[sentence] = starts, held
        starts, held = self._here[sentence]
        for heads in (held, starts):
            if before := heads[: bisect_left(heads, k)]:
                return self.at[before[-1]]
        return self.at[starts[0]] if starts else None

    def _convened(self, before: int, start: int) -> bool:
        """Whether a verb of convening stands between a forum and the one before it."""
        return bool(self.context.triggers.of("hold", "host", "begin", start=max(before, start - _REACH), end=start))

    def _related(self, p: Predicate) -> ForumMention | None:
        """The forum named right before a relative clause (the conference that A chaired), or taken up by a pronoun on
        the verb or after it (and A attended it)."""
        texts, t = self.context.doc.texts, p.trigger
        n = bisect_left(self.mentions, (t.at + 1, 0)) - 1
        if n < 0:
            return None
        end, start = self.mentions[n]
        before = self.context.doc.sentence(t.at) - self.context.doc.sentence(start)
        gap = [w for w in texts[end : t.at] if w not in (",", "-", '"', ")")]
        relative = any(w in Words.RELATIVE for w in gap) and len(gap) <= _RELATIVE_GAP
        indefinite = not gap and not self.context.doc.words[start].definite and t.event_class in ("gather", "comprise")
        pronoun = t.has_pronoun_suffix or any(w in Words.BY_IT for w in texts[t.end : t.end + 1])
        near = not before or (before == 1 and texts[t.at - 1] not in Words.RELATIVE)
        taken_up = pronoun and near and t.event_class in ("attend", "chair", "begin")
        if taken_up or (not before and (relative or indefinite)):
            return self.at[start]
        return None

    def _left_out(self, p: Predicate) -> bool:
        """Whether a predicate says nothing else that is attended (the ceremony, the signing, in the operation)."""
        doc, t = self.context.doc, p.trigger
        of_another = t.at > 0 and doc.texts[t.at - 1] in Words.RELATIVE  # the truce that A sponsors
        if self.sole is None or self.sole.mentions[0][0] > t.at or t.noun or of_another:
            return False
        _, high = self.context.bounds(t.at)
        taken = {k for phrase in p.phrases for k in range(phrase.start, phrase.end)} | doc.in_date
        head = next((k for k in range(t.end, high) if k not in taken), high)
        if head == t.end and doc.words[head : head + 1] and doc.words[head].kind == "word":
            return doc.texts[head].removeprefix(AL) in Words.A_DELEGATION
        for k in range(t.end, min(high, t.end + _REACH)):
            if doc.texts[k] == IN and not any(
                h.entry.category in ("capital", "place", "state") for h in doc.hits.get(k + 1, ())
            ):
                return False
        return t.event_class == "represent" or "theme" not in p.slots
