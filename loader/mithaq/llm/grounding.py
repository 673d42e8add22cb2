"""Find in the article what a model says: the quoted sentence, names as mentions, posts, places and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.entities import post_of
from mithaq.extraction.facts import Post, Ref
from mithaq.extraction.mentions.name_words import NEVER, UNKNOWN, name_likelihood
from mithaq.extraction.mentions.positions import parse_position
from mithaq.language.partial_date import PartialDate
from mithaq.llm.folded_text import FoldedText, letters
from mithaq.llm.prompt import Sentence
from mithaq.reading.article import Span

__all__ = ["Grounding", "NewPerson", "Passage"]

_SHORTEST_QUOTE = 6
"""Letters of a quotation at least: shorter ones are found anywhere."""
_LEAST_OVERLAP = 0.5
"""How much of a name and a mention is common to both, at least."""
_LONGEST_NAME = 7
"""Words of the name of a person at most."""
_LONGEST_POST = 8
"""Words of a post before a name at most."""
_GEOGRAPHIC = ("place", "capital", "state")


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentences that a quotation stands in."""

    spans: tuple[Span, ...]

    def holds(self, span: Span) -> bool:
        return any(part.start <= span.start and span.end <= part.end for part in self.spans)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A name after a title or post that the rules do not read as a person."""

    name: str


@dataclass(frozen=True, slots=True)
class _Mention:
    words: range
    ref: Ref


class Grounding:
    """The article as the rules read it, to look up what a model says."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._doc = doc = analysis.doc
        self._text = FoldedText(doc.content)
        self.sentences = self._numbered()

    def _numbered(self) -> tuple[Sentence, ...]:
        """The sentences with letters, numbered from 1. A paragraph ends at a blank line or with a part of the body."""
        doc = self._doc
        found: list[Sentence] = []
        paragraph = 0
        for start, end in doc.sentences:
            span = doc.passage(start)
            text = " ".join(span.of(doc.content).split())
            if any(character.isalnum() for character in text):
                found.append(Sentence(len(found) + 1, span, text, paragraph))
            paragraph += doc.texts[end - 1] == "\n"
        return tuple(found)

    def passage(self, quote: str, number: int) -> Passage | None:
        """The sentences in which a quotation stands, those with this number first; None if the article has it nowhere.

        A quotation may reach from one sentence into the next.
        """
        if len(letters(quote)) < _SHORTEST_QUOTE:
            return None
        places = [span for span in self._text.find(quote) if self._in_body(span)]
        if not places:
            return None
        stated = self.sentences[number - 1].span if 1 <= number <= len(self.sentences) else None
        place = next((p for p in places if stated and stated.start <= p.start < stated.end), places[0])
        spans = tuple(s.span for s in self.sentences if s.span.start < place.end and place.start < s.span.end)
        return Passage(spans) if 1 <= len(spans) <= 2 else None

    def _in_body(self, span: Span) -> bool:
        return any(part.start <= span.start and span.end <= part.end for part in self._analysis.article.body)

    def _places(self, words: str, passage: Passage) -> list[Span]:
        """Where the body has these words, in the passage first."""
        found = [span for span in self._text.find(words) if self._in_body(span)]
        return sorted(found, key=lambda span: not passage.holds(span))

    def _words(self, span: Span) -> range:
        return range(self._doc.index(span.start), self._doc.index(span.end - 1) + 1)

    # names

    def name(self, name: str, passage: Passage) -> tuple[Ref | NewPerson, bool] | None:
        """What a name refers to, and whether it stands in the passage.

        A mention that the rules found; else, in the passage, a name right after a title or post.
        """
        places = self._places(name, passage)
        for place in places:
            ref = self._mentioned(self._words(place))
            if ref is not None:
                return ref, passage.holds(place)
        for place in places:
            if passage.holds(place) and (person := self._person_at(self._words(place))) is not None:
                return person, True
        return None

    def _mentioned(self, words: range) -> Ref | None:
        """The entity of the mention that has most words in common with these."""
        best = max(self._mentions, key=lambda m: _overlap(m.words, words), default=None)
        return best.ref if best is not None and _overlap(best.words, words) >= _LEAST_OVERLAP else None

    @cached_property
    def _mentions(self) -> list[_Mention]:
        analysis = self._analysis
        found: list[_Mention] = []
        for m in analysis.people.mentions:
            if m.person >= 0:
                ref = Ref("official", str(m.person))
                found += [_Mention(range(m.name_start, m.name_end), ref)] if m.named else []
                found.append(_Mention(range(m.start, m.end), ref))
        for i, organization in enumerate(analysis.groups):
            found += [_Mention(range(b.start, b.end), Ref("organization", str(i))) for b in organization.bodies]
        found += [
            _Mention(range(s.start, s.end), Ref("state", s.code))
            for s in analysis.states
            if s.kind == "name" or (s.kind == "capital" and s.acts)
        ]
        return found

    def _person_at(self, words: range) -> NewPerson | None:
        doc = self._doc
        known = [doc.words[k] for k in words if doc.words[k].kind != "sign"]
        likely = [name_likelihood(word) for word in known]
        if not 1 < len(known) <= _LONGEST_NAME or NEVER in likely or max(likely) < UNKNOWN:
            return None
        if any(k in doc.in_date for k in words) or any(
            words.start < m.stop and m.start < words.stop for m in self._named
        ):
            return None
        after_post = any(m.end == words.start and not m.named and m.person < 0 for m in self._analysis.people.mentions)
        if not (after_post or self._titled(words.start)):
            return None
        return NewPerson(doc.label(words.start, words.stop))

    @cached_property
    def _named(self) -> list[range]:
        return [range(m.name_start, m.name_end) for m in self._analysis.people.mentions if m.named]

    def _titled(self, i: int) -> bool:
        """Whether a title or a post ends right before word `i`."""
        before = range(max(0, i - _LONGEST_POST), i)
        if any(hit.end == i and hit.entry.category == "title" for k in before for hit in self._doc.hits.get(k, ())):
            return True
        posts = (parse_position(self._doc, k) for k in before)
        return any(post is not None and post.end == i for post in posts)

    # other slots

    def state(self, name: str, passage: Passage) -> tuple[str, bool] | None:
        """The code of the state that the lexicon knows by this name or by this capital, as the article has it."""
        for place in self._places(name, passage):
            words = self._words(place)
            for state in self._analysis.states:
                if _overlap(range(state.start, state.end), words) >= _LEAST_OVERLAP:
                    return state.code, passage.holds(place)
            if (found := self._geographic(words)) is not None and found[1]:
                return found[1], passage.holds(place)
        return None

    def place(self, name: str, passage: Passage) -> tuple[str, str | None] | None:
        """A place of the lexicon, as the article has it: its name and the code of its state."""
        found = (self._geographic(self._words(span)) for span in self._places(name, passage))
        return next((place for place in found if place is not None), None)

    def _geographic(self, words: range) -> tuple[str, str | None] | None:
        for k in words:
            hit = self._doc.find(k, *_GEOGRAPHIC)
            if hit is not None and _overlap(range(hit.start, hit.end), words) >= _LEAST_OVERLAP:
                return self._doc.name(hit), hit.entry.value or None
        return None

    def date(self, words: str, passage: Passage, tense: Literal["past", "future"] | None) -> PartialDate | None:
        """The date that our own reader finds at these words."""
        for place in self._places(words, passage):
            wanted = self._words(place)
            for first, last, mention in self._doc.dates:
                if first < wanted.stop and wanted.start < last and passage.holds(Span(mention.start, mention.end)):
                    return mention.read(tense)
        return None

    def post(self, words: str, passage: Passage) -> Post | None:
        """The post that the lexicon reads at these words in the passage."""
        for place in self._places(words, passage):
            found = self._words(place)
            position = parse_position(self._doc, found.start) if passage.holds(place) else None
            if position is not None and position.complete and position.end <= found.stop + 1:
                return post_of(self._analysis, position)
        return None

    def noun_phrase(self, words: str, passage: Passage, category: str) -> tuple[str, Sequence[object]] | None:
        """A name in the passage that begins with a noun of this category of the lexicon (agreement, forum) and goes on
        after it: the name, and what the lexicon says of the noun."""
        for place in self._places(words, passage):
            found = self._words(place)
            hit = self._doc.find(found.start, category)
            if hit is not None and passage.holds(place) and hit.end < found.stop:
                return self._doc.name(hit, found.stop), hit.entry.value
        return None

    def phrase(self, words: str, passage: Passage) -> str | None:
        """Words of the passage, as the article writes them."""
        found = next((place for place in self._places(words, passage) if passage.holds(place)), None)
        if found is None:
            return None
        within = self._words(found)
        return self._doc.text(within.start, within.stop) or None


def _overlap(a: range, b: range) -> float:
    """The Jaccard similarity of two ranges of words."""
    common = min(a.stop, b.stop) - max(a.start, b.start)
    return common / (len(a) + len(b) - common) if common > 0 else 0.0
