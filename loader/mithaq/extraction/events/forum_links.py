"""Which forum a predicate or a word is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from pyarabic.araby import ALEF, MEEM

from mithaq.extraction.events.forum_mention import ForumMention
from mithaq.extraction.particles import FROM, IN
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.nominals import Nominal
from mithaq.extraction.syntax.predicates import Predicate
from mithaq.extraction.syntax.search import first_of
from mithaq.lexicon.word_groups import Words

__all__ = ["ForumLinks"]

_ATTENDED = ("chair", "attend", "represent", "absent")  # may leave out what is attended
_NEAR = 1  # sentences back in which a forum has been named that is no longer the one of the article
_RELATIVE_GAP = 3  # words between a forum and the verb of a relative clause about it
_LEAD = 1  # sentence after the headline in which the forum of an article is named
_REACH = 12  # words after a verb in which it may say what is attended


class ForumLinks:
    """Which forum a predicate is about: the one it names, the one a pronoun or relative stands for, or, where nothing
    else is said, the only one of the article."""

    def __init__(self, context: ClauseContext, found: list[ForumMention]) -> None:
        self.context = context
        self.at = {k: g for g in found for start, end in g.mentions for k in range(start, end)}
        self._spans = sorted(mention for g in found for mention in g.mentions)
        self._ends = sorted((end, start) for start, end in self._spans)
        self._starts = [start for start, _ in self._spans]
        self._here: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
        events = [g for g in found if g.strength != "initiative"]
        self.sole = events[0] if len(events) == 1 else None
        self._main = self.sole or self._of_the_lead(events)

    def of(self, p: Predicate) -> ForumMention | None:
        """The forum of a predicate, if any."""
        frame = p.trigger.event_class
        words = self.context.doc.words
        if frame == "represent" and any(
            f.nominals and not f.case and words[f.start - 1].function_class != "dem" for f in p.phrases
        ):
            return None  # the talks represent (a step); not: A represented it in this meeting
        about = self._named(p.nominals("theme", "whole")) or self._related(p)
        if about is not None or frame not in _ATTENDED:
            return about
        _, high = self.context.bounds(p.at)
        seat = (
            first_of(self.context.doc, Words.SEAT_OF_A_FORUM, p.trigger.end, min(high, p.trigger.end + _REACH)) or high
        )
        told = [n for n in p.nominals("theme", "whole") + [n for f in p.phrases for n in f.nominals] if n.start <= seat]
        return self._named(told) or (self.focus(p.at) if self._left_out(p) else None)

    def focus(self, k: int) -> ForumMention | None:
        """The forum that the text speaks of at word `k`: the one named last, in its sentence or the one before, else
        the one that the article is about."""
        n = bisect_left(self._starts, k) - 1
        if n < 0:
            return None
        last, doc = self.at[self._starts[n]], self.context.doc
        near = doc.sentence(k) - doc.sentence(self._starts[n]) <= _NEAR or last is self._main
        return last if near else self.sole

    def _of_the_lead(self, events: list[ForumMention]) -> ForumMention | None:
        """The forum that the first sentences alone name: that which the article is about."""
        first = {id(g): self.context.doc.sentence(min(g.mentions)[0]) for g in events}
        lead = [g for g in events if first[id(g)] <= _LEAD]
        return lead[0] if len(lead) == 1 and lead[0].place is not None and not lead[0].planned else None

    def _named(self, nominals: Iterable[Nominal]) -> ForumMention | None:
        """The forum that the first noun phrase for one names."""
        return next((self.at[n.start] for n in nominals if n.start in self.at), None)

    def mentioned(self, start: int, end: int) -> list[tuple[int, int]]:
        """The mentions of forums that start at words `start` to `end`: (first word, one past the last)."""
        return self._spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def nearest(self, k: int) -> ForumMention | None:
        """The forum of the sentence of word `k` that is convened there, else the one named last before the word, else
        the first after it."""
        low, _ = sentence = self.context.bounds(k)
        if sentence not in self._here:
            starts = [start for start, _ in self.mentioned(*sentence)]
            held = [m for before, m in zip([low, *starts], starts, strict=False) if self._convened(before, m)]
            self._here[sentence] = starts, held
        starts, held = self._here[sentence]
        before = [m for m in held if m < k] or [m for m in starts if m < k]
        return self.at[(before[-1:] or starts)[0]] if starts else None

    def _convened(self, before: int, start: int) -> bool:
        """Whether a verb of convening stands between a forum and the one before it."""
        return bool(self.context.triggers.of("hold", "host", "begin", start=max(before, start - _REACH), end=start))

    def _related(self, p: Predicate) -> ForumMention | None:
        """The forum named right before a relative clause (the conference that A chaired), or taken up by a pronoun on
        the verb or after it (and A attended it)."""
        doc, t = self.context.doc, p.trigger
        n = bisect_left(self._ends, (t.at + 1, 0)) - 1
        end, start = self._ends[n] if n >= 0 else (0, 0)
        before = doc.sentence(t.at) - doc.sentence(start)
        gap = [w for w in doc.texts[end : t.at] if w not in (",", "-", '"', ")")]
        if not end or before > 1 or (before and doc.texts[t.at - 1] in Words.RELATIVE):
            return None
        relative = len(gap) <= _RELATIVE_GAP and not Words.RELATIVE.isdisjoint(gap)
        indefinite = not gap and not doc.words[start].definite and t.event_class in ("gather", "comprise")
        if not before and (relative or indefinite):
            return self.at[start]
        if any(n.start >= end and not (n.definite or n.match.entry.value[1]) for n in p.nominals("theme")):
            return None  # (meetings of officials) that A attended
        pronoun = t.has_pronoun_suffix or not Words.BY_IT.isdisjoint(doc.texts[t.end : t.end + 1])
        opens = not before or t.at - self.context.bounds(t.at)[0] <= _RELATIVE_GAP
        return self.at[start] if pronoun and opens and t.event_class in ("attend", "chair", "begin") else None

    def _left_out(self, p: Predicate) -> bool:
        """Whether a predicate says nothing else that is attended (the ceremony, the signing, in the operation)."""
        doc, t = self.context.doc, p.trigger
        of_another = doc.texts[t.at - 1] in Words.RELATIVE and doc.texts[t.at - 2] not in Words.PART_OF_A_FORUM
        if t.noun or of_another or self._of_a_thing(p):  # the truce that A sponsors
            return False
        _, high = self.context.bounds(t.at)
        taken = {k for phrase in p.phrases for k in range(phrase.start, phrase.end)} | doc.in_date
        if t.end < high and t.end not in taken and doc.words[t.end].kind == "word":
            if doc.texts[t.end] in Words.TWO_PERSONS:
                return False  # (the two presidents) take part: elsewhere
            opening = doc.texts[t.end + 1] in Words.WORKS | Words.SPEECH  # the ceremony of its opening
            return opening or doc.texts[t.end] not in Words.OTHER_OCCASION
        where = (k + 1 for k in range(t.end, min(high, t.end + _REACH)) if doc.texts[k] == IN)
        placed = all(doc.find(k, "capital", "place", "state") is not None for k in where)
        return placed and (t.event_class == "represent" or "theme" not in p.slots)

    def _of_a_thing(self, p: Predicate) -> bool:
        """Whether a pronoun on a verb or after it takes up another thing than a forum: (a dinner) that A attended; whom
        one sends that represents him."""
        doc, t = self.context.doc, p.trigger
        low, _ = self.context.bounds(t.at)
        after = doc.words[t.end] if t.end < len(doc.words) else None
        by_it = after is not None and after.text in Words.BY_IT
        if t.event_class == "represent":
            return doc.texts[t.at - 1] == FROM or doc.texts[t.at - 1].endswith(MEEM + ALEF)  # whom, what
        return (t.has_pronoun_suffix or by_it) and t.at > low and not self.mentioned(low, t.at)
