"""The state of an office that neither the phrase nor its list names: from who is known to hold it, from the speaker
whose words it stands in, from the state that the article is about. All of it is inference, and marked as such."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from pyarabic.araby import BEH, FEH, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import offices_of, state_of_office
from mithaq.extraction.mentions.name_parts import plain_name
from mithaq.extraction.mentions.people import People, Person
from mithaq.extraction.mentions.phrase_lookups import any_verb
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.post_phrases import PRESIDING
from mithaq.extraction.mentions.states import StateMention
from mithaq.extraction.particles import AN, FROM, ILA, IN
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import Words

__all__ = ["InferredStates", "as_addressed", "sentence_start"]

_MAIN = 2
"""How many times as often as any other state one must be named for the article to be about it."""
_OFTEN = 3
"""How many times at least it must be named."""
_FELLOWS = 2
"""Officials of one state in a sentence that make one more theirs."""
_DATELINE = 6
"""Words at most before a post in a sentence that opens with a capital: and in A, has-stated."""
_DELEGATION = 10
"""Words at most from the noun for a delegation to who heads it."""
_NAMED = 5
"""One past the words from the noun for an outlet to the adjective of its state."""
_DEALING = frozenset({"meet", "receive", "call", "invite", "visit"})
"""Classes of verbs that lead from one side to another."""
_MEETING = frozenset({"meet"})
"""Classes of verbs of one who meets somebody, at whose place he may be."""
_THERE = frozenset({IN, ILA})
"""Prepositions before a place."""
_SOLE = frozenset(
    {
        "headOfState",
        "monarch",
        "crownPrince",
        "headOfGovernment",
        "foreignMinister",
        "interiorMinister",
        "defenceMinister",
        "justiceMinister",
        "financeMinister",
        "energyMinister",
        "speakerOfParliament",
    }
)
"""Concepts of offices that a state has one of."""

_RULING = frozenset({"headOfState", "monarch", "headOfGovernment"})


class InferredStates:
    """What one article lets a reader infer of the states of its officials."""

    def __init__(self, doc: Document, people: People, states: list[StateMention]) -> None:
        self.doc, self.people, self.states = doc, people, states

    def of_holder(self, post: PositionMention, person: Person) -> str | None:
        """The one state of which the authority table knows somebody of that name in that office, by the article's
        date."""
        concept = "headOfState" if post.concept == "partyLeader" and len(post.words) == 1 else post.concept
        return state_of_office(self.doc, plain_name(person.parts), concept, former=post.status == "former")

    def of_speaker(self, post: PositionMention, person: Person) -> str | None:
        """The state of the official in whose reported words the post stands, where no other is named since."""
        doc = self.doc
        low = sentence_start(doc, post.start)
        that = next((k for k in range(post.start - 1, low, -1) if doc.texts[k] in Words.THAT), None)
        if that is None or any(that < s.start < post.start for s in self.states):
            return None
        before = [m for m in self.people.mentions if low <= m.start < that]
        speaker = next((m for m in before if m.posts or m.person >= 0), None)
        state = self.people.state_of(speaker) if speaker is not None else None
        return state if state and self.vacant(state, post, person) else None

    def of_media(self, post: PositionMention, person: Person) -> str | None:
        """The state of the agency or paper that quotes an official: (Russian) media on the authority of the official N;
        an outlet named in the sentences before, where it is resumed by its noun with the article."""
        doc = self.doc
        low = sentence_start(doc, post.start)
        outlets = [k for k in range(low, post.start) if _outlet(doc, k)]
        if outlets and doc.words[outlets[0]].definite:
            outlets = [k for k in range(post.start) if _outlet(doc, k)]
        for k in outlets:
            adjectives = (n.code for j in range(k + 1, min(k + _NAMED, post.start)) for n in doc.words[j].nisbas)
            state = next((code for code in adjectives if code), None)
            if state is not None and self.vacant(state, post, person):
                return state
        return None

    def of_sentence(self, post: PositionMention, person: Person) -> str | None:
        """The only state that a sentence has named before the post, if it tells of no dealing of two sides."""
        doc = self.doc
        low = sentence_start(doc, post.start)
        before = [s for s in self._acting if low <= s.start < post.start]
        if len({s.code for s in before}) != 1:
            return None
        since = range(before[-1].end, post.start)
        sides = any(doc.texts[k] in Words.WITH or doc.find(k, "plural", "event") for k in since)
        if sides or self._dealt(low, post.start):
            return None
        return before[0].code if self.vacant(before[0].code, post, person) else None

    def of_fellows(self, post: PositionMention, person: Person) -> str | None:
        """The one state of the officials named before in the sentence, two at least, if it tells of no dealing of two
        sides."""
        doc = self.doc
        low = sentence_start(doc, post.start)
        before = [m for m in self.people.mentions if low <= m.start < post.start and m.posts]
        stated = {m.person: state for m in before if (state := self.people.state_of(m))}
        codes = set(stated.values())
        if len(stated) < _FELLOWS or len(codes) != 1 or self._dealt(low, post.start):
            return None
        (state,) = codes
        return state if self.vacant(state, post, person) else None

    def _dealt(self, start: int, end: int) -> bool:
        """Whether words `start` to `end` tell of a dealing of two sides."""
        return any(v.event_class in _DEALING for word in self.doc.words[start:end] for v in word.verbs)

    def of_dateline(self, post: PositionMention, person: Person) -> str | None:
        """The state of the capital that opens the sentence, for a spokesman, who speaks at home: in A, the spokesman of
        the ministry said."""
        return self.of_opening(post, person) if post.concept == "spokesperson" else None

    def of_opening(self, post: PositionMention, person: Person) -> str | None:
        """The state of the capital that opens the sentence, before a verb and an official: in A, minister N said."""
        doc = self.doc
        start = person.mention_with(post).start
        low, verb = sentence_start(doc, start), start - 1
        if start - low > _DATELINE or not _verb_of_one(doc.words[verb]):
            return None
        code = self._of_capital(k for k in range(low + 1, verb) if doc.texts[k - 1].removeprefix(WAW) in (IN, FROM))
        return code if code and self.vacant(code, post, person) else None

    def of_host(self, post: PositionMention, person: Person) -> str | None:
        """The state of the capital that an official of another state is or goes to and where he meets somebody: N
        arrived in A. He met the premier M."""
        low = sentence_start(self.doc, post.start)
        if not self._met(low, post.start):
            return None
        start = self._sentence_before(low)
        guests = [m for m in self.people.mentions if start <= m.start < post.start]
        guest = next((state for m in guests if (state := self.people.state_of(m))), None)
        host = self._place_before_clause(low, post.start) or self._last_place(start, low, post.start)
        return host if guest and host and host != guest and self.vacant(host, post, person) else None

    def _met(self, low: int, at: int) -> bool:
        """Whether the words from `low` on tell of meeting whom word `at` names: he met, he had talks with."""
        talks = self.doc.texts[at - 1] in Words.WITH and any(self.doc.find(k, "event") for k in range(low, at))
        return talks or any_verb(self.doc.words[low:at], _MEETING)

    def _place_before_clause(self, low: int, end: int) -> str | None:
        """The state of the place that a clause before word `end` says something of: coming from A, where he met."""
        where = next((k for k in range(end - 1, low, -1) if self.doc.texts[k] in Words.WHERE), low)
        at = where - (self.doc.texts[where - 1] == ",")
        return next((s.code for s in self.states if low < s.start and s.end == at and self._after_place(s)), None)

    def _after_place(self, state: StateMention) -> bool:
        return self._place(state) or self.doc.texts[state.start - 1] == FROM

    def _last_place(self, start: int, low: int, end: int) -> str | None:
        """The state that somebody is in or goes to: the last in words `low` to `end`, else the first since `start`."""
        there = [s for s in self.states if start <= s.start < end and self._place(s)]
        here = [s for s in there if s.start >= low]
        return here[-1].code if here else there[0].code if there else None

    def _sentence_before(self, low: int) -> int:
        """The first word of the sentence with words before the one that starts at word `low`; `low` where none is."""
        starts = [start for start, end in self.doc.sentences[: self.doc.sentence(low)] if end > start + 1]
        return starts[-1] if starts else low

    def _place(self, state: StateMention) -> bool:
        """Whether a state or its capital is where something is or goes to."""
        before = self.doc.texts[state.start - 1].removeprefix(WAW)
        capital = before in Words.THE_CAPITAL or (state.kind == "capital" and not state.acts)
        return capital or (state.kind != "nisba" and (before in _THERE or state.proclitics.endswith(BEH)))

    def _of_capital(self, words: Iterable[int]) -> str | None:
        """The state of the first of some words that is a capital."""
        hits = (self.doc.find(k, "capital") for k in words)
        return next((str(h.entry.value) for h in hits if h is not None and h.entry.value), None)

    def of_pair(self, post: PositionMention, person: Person) -> str | None:
        """The state named most beside that of the counterpart or of the envoy dealt with: between minister N and his
        Kuwaiti counterpart M."""
        other = self._dealt_with(post, person)
        if other is None:
            return None
        counts = Counter(s.code for s in self._acting if s.code != other).most_common(2)
        leading = counts and counts[0][1] >= _OFTEN and (len(counts) == 1 or counts[0][1] > counts[1][1])
        return counts[0][0] if leading else None

    def _dealt_with(self, post: PositionMention, person: Person) -> str | None:
        """The state of the counterpart who follows an official, or of the ambassador with whom he does something."""
        end = person.mention_with(post).end
        other = next((m for m in self.people.mentions if m.start >= end), None)
        if other is not None and other.start == end and other.counterpart is not None:
            return other.counterpart.code
        beside = other is not None and other.start <= end + 1 and self.doc.texts[other.start - 1] in Words.WITH
        sent = (
            next((p for p in other.posts if p.concept == "ambassador"), None) if other is not None and beside else None
        )
        return sent.state if sent is not None else None

    def at_airport(self, post: PositionMention) -> str | None:
        """The state of the place where officials receive a guest or see him off."""
        doc = self.doc
        low = sentence_start(doc, post.start)
        if Words.WELCOME.isdisjoint(doc.texts[low : min(low + 6, post.start)]):
            return None
        return self._of_capital(range(low, post.start))

    def of_represented(self, post: PositionMention, person: Person) -> str | None:
        """The state, by name or as a side, that is said right before an official to be represented by him: A was
        represented by the minister N; A took part with the minister N."""
        start = person.mention_with(post).start
        low = sentence_start(self.doc, start)
        if post.proclitics.endswith(BEH):
            verb = start - 1
            if verb <= low or self.doc.texts[verb] not in Words.TOOK_PART_BY:
                return None
            return next((s.code for s in self.states if s.end == verb or self._took_part(s, low, verb)), None)
        state = next((s for s in self.states if s.end == start and s.start > low), None)
        if state is None:
            return None
        verb = state.start - 1
        verb -= verb > low and self.doc.texts[verb] in (*Words.SIDE, AN)
        acts = any_verb((self.doc.words[verb],), ("represent",)) or self.doc.texts[verb] in Words.SENT_BY
        return state.code if acts and self.doc.find(start, "role", "title") else None

    def _took_part(self, state: StateMention, low: int, end: int) -> bool:
        """Whether a verb of taking part stands right before a state in words `low` to `end`, whose participle ends."""
        inside = low < state.start < end and self.doc.texts[end] in Words.REPRESENTED_BY
        return inside and any_verb((self.doc.words[state.start - 1],), ("attend",))

    def of_delegation(self, post: PositionMention, person: Person) -> str | None:
        """The state of the delegation that somebody heads: a Chadian military delegation headed by General N, P."""
        start = person.mention_with(post).start
        if start == 0 or self.doc.texts[start - 1].removeprefix(FEH) not in Words.HEADED_BY:
            return None
        low = max(sentence_start(self.doc, start), start - _DELEGATION)
        sent = next((k for k in range(start - 1, low - 1, -1) if self.delegation(k)), start)
        return next((s.code for s in self.states if sent < s.start < start), None)

    def sender(self, low: int, end: int) -> str | None:
        """The state or capital right after the noun for a delegation in words `low` to `end`."""
        return next((s.code for s in self.states if low < s.start < end and self.delegation(s.start - 1)), None)

    def delegation(self, k: int) -> bool:
        """Whether word `k` is a noun for a delegation."""
        return any(stem in Words.A_DELEGATION or stem in Words.THE_DELEGATION for _, stem, _ in self.doc.words[k].stems)

    def of_rulers(self, post: PositionMention, person: Person) -> str | None:
        """The one state that the rulers named by office and name alone are known to head: an article that says just
        `the president N` mostly speaks from his state."""
        return self._ruled if self._ruled and self.vacant(self._ruled, post, person) else None

    @cached_property
    def _ruled(self) -> str | None:
        bare = (
            self.of_holder(post, person)
            for person in self.people.persons
            for post in person.posts
            if post.concept in _RULING and not post.state
        )
        found = {state for state in bare if state}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def any_named(self) -> bool:
        """Whether the article names a state, by more than adjectives."""
        return any(s.kind != "nisba" for s in self.states)

    def of_article(self, post: PositionMention, person: Person) -> str | None:
        """The state that the article is about: named far more often than any other."""
        code, most, next_most = self._often
        return code if code and most >= _MAIN * next_most and self.vacant(code, post, person) else None

    def of_only(self, post: PositionMention, person: Person) -> str | None:
        """The only state that the article names, where it says or does something."""
        codes = {s.code for s in self.states}
        alone = len(codes) == 1 and any(self._agent(s) for s in self.states)
        return next((s for s in codes if alone and self.vacant(s, post, person)), None)

    def _agent(self, state: StateMention) -> bool:
        """Whether a state is named right after a verb other than of dealing with it, or after the that- of a clause."""
        before = self.doc.words[state.start - 1] if state.start else None
        if before is None or state.kind == "nisba":
            return False
        verbs = [v for v in before.verbs if v.event_class not in _DEALING]
        return before.text in Words.THAT or bool(verbs and len(verbs) == len(before.verbs))

    def of_recent(self, post: PositionMention, person: Person) -> str | None:
        """The state named last before the post, if the article names none as often."""
        code, most, next_most = self._often
        before = [s for s in self.states if s.start < post.start]
        last = code and most > next_most and before and before[-1].code == code
        return code if code and last and self.vacant(code, post, person) else None

    @cached_property
    def _acting(self) -> list[StateMention]:
        """Mentions of states, without capitals that are only places."""
        return [s for s in self.states if s.kind != "capital" or s.acts]

    @cached_property
    def _often(self) -> tuple[str | None, int, int]:
        """The state named most if it is named often, how many times, and how many times the next."""
        (code, most), (_, next_most) = (*Counter(s.code for s in self._acting).most_common(2), ("", 0), ("", 0))[:2]
        return code if most >= _OFTEN else None, most, next_most

    def vacant(self, state: str, post: PositionMention, person: Person) -> bool:
        """Whether nobody else holds the one such office that a state has, and none of its officials is dealt with."""
        if self._dealt_with(post, person) == state:
            return False
        return post.concept not in _SOLE or not any(
            other is not person
            and p.concept == post.concept
            and p.status == post.status
            and (p.state == state or (p.state is None and other.states == (state,)))
            for other in self.people.persons
            for p in other.posts
        )


def as_addressed(post: PositionMention, person: Person) -> PositionMention:
    """A post with the office that the authority table knows, where `president` is how a premier or a speaker is
    addressed."""
    if post.concept != "headOfState" or len(post.words) > 1:
        return post
    offices = offices_of(plain_name(person.parts))
    presided = offices & PRESIDING
    return replace(post, concept=min(presided)) if len(presided) == 1 and post.concept not in offices else post


def _verb_of_one(word: Word) -> bool:
    """Whether a word may be a verb, other than one of dealing with another side."""
    return "v" in word.pos if not word.verbs else any(v.event_class not in _DEALING for v in word.verbs)


def sentence_start(doc: Document, i: int) -> int:
    """The first word of the sentence of word `i`."""
    return doc.sentences[doc.sentence(i)][0]


def _outlet(doc: Document, k: int) -> bool:
    """Whether word `k` is a noun for an outlet that reports, rather than one that somebody speaks to."""
    before = doc.words[k - 1] if k else None
    asked = before is not None and before.function_class == "prep" and before.text != AN
    return not asked and any(stem in Words.OUTLET_NOUN for pro, stem, _ in doc.words[k].stems if pro in ("", WAW))
