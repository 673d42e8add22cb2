"""What the clause says of a noun for a gathering: whether it is convened, hosted, attended, so that it is a forum."""

from __future__ import annotations

from collections.abc import Container, Iterator

from pyarabic.araby import ALEF, HEH, LAM, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.forum_mention import ForumMention
from mithaq.extraction.facts import Ref
from mithaq.extraction.mentions.noun_phrases import name_extent
from mithaq.extraction.mentions.organization_phrases import parse_organization, state_adjective
from mithaq.extraction.particles import AL, BETWEEN, IN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import wished
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.search import first_of, has_any, is_person, known, last_of, may_be_finite
from mithaq.extraction.syntax.spellings import joined
from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["ClauseEvidence", "convened_committees", "place_after"]

_COMMITTEE = joined(frozenset((OneWord.COMMITTEE, AL + OneWord.COMMITTEE)))
_LONGEST = 10  # words of a committee's name at the most
_CONVENING = ("host", "hold", "begin", "conclude", "finish")
_MEETING = ("meet", "hold", "begin")
_TAKING_PART = ("attend", "chair", "say")
_ADJECTIVES = 5  # words between a session and what it is of: high-level
_AFTER = 3  # words after a noun in which the verb of a relative clause about it stands
_BEFORE = 4  # words before a noun in which it is said that somebody takes part in it
_OTHERS = 20  # words after a meeting in which others are said to take part
_ROUND = 6  # words around talks in which it is said where they run
_LED_TO = 4  # words from a preposition to the name of a place that it governs: in the Kenyan capital Nairobi
_MANY = 3  # parties that make a meeting a forum


class ClauseEvidence:
    """Which nouns for gatherings are said to be convened or attended, asked by place."""

    def __init__(self, predicates: Predicates) -> None:
        self.context, self._predicates = predicates.context, predicates
        self._held = {p.at: p for p in predicates.of("hold", "host") if p.trigger.has_pronoun_suffix}

    def _telling(self, start: int) -> Predicate | None:
        """The first predicate of the sentence that says something of the noun at word `start`."""
        low, high = self.context.bounds(start)
        near = self._predicates.of(*_CONVENING, *_TAKING_PART, start=low, end=high)
        return next((p for p in near if any(n.start == start for n in p.nominals("theme"))), None)

    def makes_forum(self, hit: LexiconMatch, end: int) -> bool:
        """Whether a noun phrase that is weak by itself is a forum by its clause."""
        doc, head = self.context.doc, normalize(hit.entry.form).split()[0]
        if wished(self.context, hit.start):
            return False
        if doc.texts[end : end + 1] == [WITH]:
            return head == OneWord.SUMMIT and not hit.article and self._there(hit)
        if hit.entry.value == "name" and {head} & Words.DIALOGUE:
            return not hit.article and self._a_dialogue(hit, end)
        if has_any(doc, Words.PRESS, hit.end, end):
            return False
        if hit.entry.value != "name":
            return self._session(hit, end, head)
        if end == hit.end or head == OneWord.SUMMIT:
            return self._by_its_clause(hit, end, head)
        regional = AL + doc.texts[hit.end].removesuffix(HEH) in Words.MULTILATERAL
        return self._happens(hit, end) or (regional and self._placed(end))

    def _session(self, hit: LexiconMatch, end: int, head: str) -> bool:
        """Whether a session, a meeting or talks are a forum: of a council, or by who takes part."""
        meeting = head.removesuffix(ALEF) == OneWord.MEETING_NOUN and not self._of_a_body(hit)
        if meeting or head == OneWord.SESSION or hit.entry.value == "series":
            if self._of_a_council(hit):
                return self._there(hit) or self._placed(end)
            if self.holder(hit, end) is not None:
                return True
        if hit.entry.value != "body":
            return False
        return self._talks(hit, end) if head in Words.NEGOTIATIONS else self._meeting(hit, end, head)

    def _placed(self, end: int) -> bool:
        """Whether a place is said right after word `end` - 1."""
        return place_after(self.context, end) is not None

    def _meeting(self, hit: LexiconMatch, end: int, head: str) -> bool:
        """Whether a meeting, of a body or of many, is a forum by who takes part in it, or by its clause."""
        doc = self.context.doc
        if self._of_many(hit, end):
            return True
        if not head.startswith(OneWord.MEETING_NOUN):
            return False
        if end == hit.end:
            return self._takes_place(hit)
        if hit.start > 0 and doc.texts[hit.start - 1] in Words.WORKS:
            return True
        if body := self._of_a_body(hit):
            return self._placed(max(end, body)) or self._there(hit, end) or self._met_after(max(end, body))
        if hit.article and doc.words[hit.end].definite:
            regional = has_any(doc, Words.MULTILATERAL, hit.end, min(end, hit.end + 2))  # the African meeting for
            of_two = sum(bool(word.nisbas) for word in doc.words[hit.end : end]) > 1  # the Omani-Kenyan meeting
            return (regional or of_two) and (self._happens(hit, end) or self._attended(hit))
        return self._of_states(hit, end) or self._of_many_parties(hit)

    def _met_after(self, end: int) -> bool:
        """Whether a relative clause after a body says that it met: (the meeting of the contact group for A), which
        convened in X."""
        relative = first_of(self.context.doc, Words.RELATIVE, end, end + _LONGEST)
        if relative is None or self.context.crosses_clause(end, relative):
            return False
        return any(not t.noun for t in self.context.triggers.of(*_MEETING, start=relative + 1, end=relative + 2))

    def _takes_place(self, hit: LexiconMatch) -> bool:
        """Whether a meeting is said to be held somewhere, by nobody in particular: a meeting is held in X."""
        p = self._telling(hit.start)
        begins = p is not None and p.trigger.event_class == "begin" and not p.arguments("agent")
        return begins and self._placed(hit.end)

    def _a_dialogue(self, hit: LexiconMatch, end: int) -> bool:
        """Whether a dialogue is of three states or more, or of two sides and held."""
        return self._of_states(hit, end) or (self._between(hit.end) and self._there(hit))

    def _of_many(self, hit: LexiconMatch, end: int) -> bool:
        """Whether a meeting is said to be held with others, of ministers, or to be between the states of a group and
        others."""
        if self._with_others(hit, end) or self.ministers_after(hit) is not None:
            return True
        side = first_of(self.context.doc, (BETWEEN,), hit.end, end)
        of_states = side is not None and self.context.doc.texts[side + 1] in Words.STATES_OF
        return of_states and normalize(hit.entry.form).startswith(OneWord.MEETING_NOUN) and self._there(hit, end)

    def _of_states(self, hit: LexiconMatch, end: int) -> bool:
        """Whether the adjectives of three states or more say of whom a meeting is: an Omani, Kenyan, Malian meeting."""
        words = self.context.doc.words[hit.end : end]
        return len({code for w in words for code in [n.code for n in w.nisbas][:1] if code}) >= _MANY

    def holder(self, hit: LexiconMatch, end: int) -> tuple[int, int] | None:
        """The words for the council, or for the ministers of several states, that a clause says hold a meeting by
        themselves: the security council holds a meeting, a meeting that the council held, the ministers held."""
        doc, p = self.context.doc, self._telling(hit.start)
        if p is None or p.trigger.event_class != "hold":
            p = next(self._held_after(end), None)
        if hit.article or p is None or p.arguments("partner", "members"):
            return None
        ministers, after = Words.GATHERS_MINISTERS, p.trigger.end
        agents = [] if p.slots.get("agent") and p.slots["agent"].binding is Binding.DROPPED else p.arguments("agent")
        if agents:
            return self._council_of(agents)
        low = max(self.context.bounds(p.at)[0], p.at - _LONGEST) if p.trigger.number == "p" else p.at
        k = after if doc.texts[after] in ministers else last_of(doc, ministers, low, p.at)
        return None if k is None else (k, name_extent(doc, k, k + 1))

    def _council_of(self, agents: list[Argument]) -> tuple[int, int] | None:
        """The words for a council of several states among those who hold a meeting: no committee, no cabinet."""
        own = {OneWord.COMMITTEE, *(AL + word for word in Words.GATHERS_MINISTERS)}
        councils = ((it.start, it.end) for it in agents if it.kind == "body" and self._council(it.start))
        return next((council for council in councils if own.isdisjoint(self.context.doc.texts[slice(*council)])), None)

    def _held_after(self, end: int) -> Iterator[Predicate]:
        """The predicates of holding right after a noun, with a pronoun that takes it up: (a meeting) that A held."""
        return (self._held[k] for k in range(end, end + _AFTER) if k in self._held)

    def _with_others(self, hit: LexiconMatch, end: int) -> bool:
        """Whether a meeting is said to be held with others taking part than those who hold it: (hosts) a meeting
        between A and B in the presence of C."""
        p, present = self._telling(hit.start), self._taking_part(hit, end)
        if hit.article or p is None or p.trigger.event_class not in ("host", "hold"):
            return False
        if present is None or not self.context.following_arguments(present + 1, limit=_OTHERS):
            return False
        of_many = has_any(self.context.doc, Words.LEVEL, hit.end, present)
        return p.trigger.event_class == "host" or (of_many and all(it.kind == "body" for it in p.arguments("agent")))

    def _taking_part(self, hit: LexiconMatch, end: int) -> int | None:
        """The word after a noun that says who takes part: in the presence of."""
        _, high = self.context.bounds(hit.start)
        return first_of(self.context.doc, Words.TAKING_PART, end, min(high, end + _OTHERS))

    def ministers_after(self, hit: LexiconMatch) -> int | None:
        """The word that says whose meeting it was that was held: a meeting was held today in X of the ministers of."""
        texts = self.context.doc.texts
        _, high = self.context.bounds(hit.start)
        verb = self.context.doc.words[min(hit.end, high - 1)]
        low, _ = self.context.bounds(hit.start)
        told = not hit.article and bool(self.context.triggers.of(*_CONVENING, start=low, end=hit.start))
        lasted = told and may_be_finite(verb)  # a meeting that lasted two days of the commanders of
        if not lasted and not any(v.event_class in ("hold", "begin") and not v.object for v in verb.verbs):
            return None
        near = range(hit.end + 1, min(high, hit.end + _OTHERS))
        return next((k for k in near if texts[k][:1] == LAM and texts[k] in Words.GATHERS_MINISTERS), None)

    def _talks(self, hit: LexiconMatch, end: int) -> bool:
        """Whether talks are a round that goes on somewhere, and not talks of somebody: talks that took place in X, the
        talks in X, in which A and B take part, talks in X between the government and its opponents."""
        context, texts = self.context, self.context.doc.texts
        low, high = context.bounds(hit.start)
        around = range(max(low, hit.start - _ROUND), min(high, end + _ROUND))
        if self._for_an_agreement(hit, end):
            return True
        went_on = (Words.IN_THE_COURSE_OF - {IN}).intersection(texts[around.start : hit.start - 1])  # in the meeting
        if went_on or self._of_somebody(hit, end):
            return False
        told, words = self._happens(hit, end), context.doc.words[hit.end : end]
        peace = any(w.text in Words.PEACE and w.definite for w in words)
        after = place_after(context, end)
        if after is None and all(h.start not in around for h in context.places(hit.start)):
            return peace and told
        if told or self._joined(hit, end) or any(texts[k].removeprefix(WAW) in Words.RUNS for k in around):
            return True
        of = set(known(*map(state_adjective, words)))
        return after is not None and (peace or len(of) == 1 or texts[after.end : after.end + 1] == [BETWEEN])

    def _of_somebody(self, hit: LexiconMatch, end: int) -> bool:
        """Whether talks are of those who are named: that A held, with B, of the minister."""
        p, joined = self._telling(hit.start), self._taking_part(hit, end)
        slots = [p.slots.get(name) for name in ("agent", "partner")] if p and p.trigger.event_class == "hold" else []
        told = any(filler is not None and filler.binding is not Binding.DROPPED for filler in slots)
        own = any(held.trigger.event_class == "hold" for held in self._held_after(end))
        sides = self.context.following_arguments(hit.end, limit=_OTHERS)
        sides = [it for it in sides if joined is None or it.end <= joined][:2]
        return told or own or self.context.doc.texts[end : end + 1] == [WITH] or any(map(is_person, sides))

    def _joined(self, hit: LexiconMatch, end: int) -> bool:
        """Whether some are said to begin talks, to host or attend them: (talks,) in which A takes part."""
        context, p = self.context, self._telling(hit.start)
        if p is not None and p.trigger.event_class in ("begin", "host", "attend", "chair"):
            return True
        high = min(context.bounds(hit.start)[1], end + _OTHERS)
        going = (t.end for t in context.triggers.of("attend", "chair", start=end, end=high))
        return self._taking_part(hit, end) is not None or any(context.doc.texts[k] in Words.BY_IT for k in going)

    def _for_an_agreement(self, hit: LexiconMatch, end: int) -> bool:
        """Whether talks of two are about something definite or for an agreement: negotiations of the trade agreement
        between A and B."""
        for_one = bool(self.context.agreements_in(hit.end, hit.end + 1)) or self.context.doc.words[hit.end].definite
        return not hit.article and for_one and BETWEEN in self.context.doc.texts[hit.end : end]

    def _by_its_clause(self, hit: LexiconMatch, end: int, head: str) -> bool:
        """Whether a bare noun is said to be held: a summit that is held, they ended a summit, during a summit in X; a
        summit also where something is said to have happened at it, or before it."""
        context, summit = self.context, head == OneWord.SUMMIT
        if any(not t.noun for t in context.triggers.of("hold", "host", start=end, end=end + 1)):
            return True
        if hit.article:
            return False
        there = self._placed(end)
        if (there or (summit and end > hit.end)) and self._there(hit, end):
            return True
        p = self._telling(hit.start)
        return p is not None and p.trigger.event_class in _CONVENING and (there or summit)

    def _there(self, hit: LexiconMatch, end: int = 0) -> bool:
        """Whether something happened at it (during a summit), somebody took part in it, or it is held."""
        quoted = self.context.doc.texts[hit.start - 1 : hit.start] == ['"']
        before = self.context.doc.texts[hit.start - 1 - quoted] if hit.start > quoted else ""
        before = before.removeprefix(WAW)
        told = before in Words.AT_A_GATHERING | Words.BEFORE_AND_AFTER | Words.PREPARING
        return told or self._happens(hit, end or hit.end) or self._attended(hit)

    def _between(self, end: int) -> bool:
        """Whether, after an adjective or two, it is said to be of two sides: a strategic dialogue between, with."""
        texts = self.context.doc.texts[end : end + _AFTER]
        side = next((n for n, text in enumerate(texts) if text in (BETWEEN, WITH)), 0)
        return side > 0 and not any(w.startswith(LAM) for w in texts[:side])

    def _happens(self, hit: LexiconMatch, end: int) -> bool:
        """Whether it is what a verb or masdar of convening or attending has as its theme, or a relative clause says it
        is."""
        texts = self.context.doc.texts
        triggers = self.context.triggers.of(*_CONVENING, start=end, end=end + _AFTER)
        told = any(not t.noun for t in triggers) or has_any(self.context.doc, Words.HELD, end, end + _AFTER)
        before = texts[hit.start - 1] if hit.start else ""
        return self._telling(hit.start) is not None or told or before.removeprefix(WAW) in Words.HOLDING

    def _of_a_council(self, hit: LexiconMatch) -> bool:
        """Whether a session is of a council, a committee or a parliament: the session of the council of ministers, a
        meeting of the security council."""
        words = self.context.doc.words
        k, last = min(hit.end, len(words) - 1), min(hit.end + _ADJECTIVES, len(words) - 1)
        while k < last and not self._council(k) and (not words[k].definite or words[k].text in Words.LEVEL):
            k += 1  # an open session of, a hearing before
        of = not hit.article and k + 1 < len(words) and self._council(k)
        return of and words[k + 1].kind == "word" and words[k + 1].text not in Words.COMPANY_ORGANS

    def _council(self, k: int) -> bool:
        stems = self.context.doc.words[k].stems
        return any(proclitics in ("", LAM) and stem in Words.DELIBERATES for proclitics, stem, _ in stems)

    def _of_a_body(self, hit: LexiconMatch) -> int:
        """One past the body of several states, the group of them or the committee that a meeting is of, else 0."""
        doc = self.context.doc
        if hit.end >= len(doc.texts):
            return 0
        of = hit.end + (hit.article and doc.words[hit.end].definite)  # the annual meetings of
        body = doc.find(of, "organization")
        if body is not None and body.proclitics in ("", LAM):
            return body.end if body.entry.value.state is None and body.entry.value.kind != "armed_group" else 0
        described = parse_organization(doc, of)
        if described is not None and described.proclitics in ("", LAM):  # the committee of the Arab peace initiative
            of_many = any(text.removesuffix(HEH) in Words.MULTILATERAL for text in doc.texts[of : described.end])
            return described.end if of_many else 0
        head = doc.texts[of].removeprefix(LAM)
        own = has_any(doc, Words.COMPANY_ORGANS | Words.OF_A_PARLIAMENT, of + 1, of + 3)
        return of + 1 if head in Words.COLLECTIVE or (head in Words.COMES_TOGETHER and not own) else 0

    def _attended(self, hit: LexiconMatch) -> bool:
        """Whether somebody is said to be in it: in the meeting of, to take part in, on the sidelines of the meeting
        of."""
        before = self.context.doc.texts[max(0, hit.start - _BEFORE) : hit.start]
        if before and (before[-1] == IN or before[-1] in Words.SIDELINES):
            return True
        return not (Words.HIS_TAKING_PART | Words.WORKS).isdisjoint(before)

    def _of_many_parties(self, hit: LexiconMatch) -> bool:
        """Whether three or more, or the ministers of a body, hold it."""
        p = self._telling(hit.start)
        if p is None or p.trigger.event_class not in _CONVENING or p.arguments("partner", "members"):
            return False
        agents = p.arguments("agent")
        plural = any(it.kind == "body" and it.start not in self.context.body_names for it in agents)
        return plural or len(agents) >= _MANY


def place_after(context: ClauseContext, end: int) -> LexiconMatch | None:
    """The place right after word `end` - 1, or after a date there: in X, bi-X, yesterday in X."""
    while end in context.doc.in_date:
        end += 1
    named = context.doc.find(end + 1, "capital", "place") if context.doc.texts[end : end + 1] == [IN] else None
    if named is not None and named.article != named.entry.definite:
        named = None  # a city, and not Medina
    near = range(end, end + _LED_TO)
    found = (h for h in context.places(end - 1) if h.start in near and not _led_away(context, end + 1, h.start))
    return next(found, named)


def _led_away(context: ClauseContext, start: int, end: int) -> bool:
    """Whether words `start` to `end`, before the name of a place, say more than what kind of place it is: (in) the
    Kenyan capital, the city of."""
    words = context.doc.words[start:end]
    return any(not (w.text in Words.PLACE_NOUN or w.nisbas) for w in words)


def convened_committees(predicates: Predicates, taken: Container[int]) -> list[ForumMention]:
    """The joint committees of states that a clause says are convened, with no word for their session: (in closing the
    works of) the joint committee of A and B, (they agreed on holding) the committee of political consultation."""
    nouns = (k for k in predicates.context.occurrences(_COMMITTEE) if k not in taken)
    return known(*(_convened_committee(predicates.context, k) for k in nouns))


def _convened_committee(context: ClauseContext, k: int) -> ForumMention | None:
    """The joint committee at word `k`, if it is one and a clause says that it is convened."""
    doc, end = context.doc, _committee_end(context.doc, k)
    of_two = _of_two_states(doc, k + 1, end)
    if end - k < 2 or not (of_two or doc.words[k].definite or doc.words[end - 1].definite):
        return None
    convened = doc.texts[k - 1].removeprefix(WAW) in Words.HOLDING | Words.WORKS
    meeting = _in_its_meeting(context, k, end)
    if not (convened or meeting or _convenes(context, k, end)):
        return None
    several = of_two or meeting or has_any(doc, Words.JOINT, k + 1, end)
    sides = [] if several else _between_states(context, k)
    if not several and not (convened and doc.words[end - 1].definite and sides):
        return None
    name = doc.label(k, end, int(doc.texts[k].startswith(WAW)))
    words = frozenset(strip_article(w) for w in normalize(name).split()[1:])
    return ForumMention([(k, meeting or end)], words, [name], "series", True, None, name, participants=sides)


def _of_two_states(doc: Document, start: int, end: int) -> bool:
    """Whether two of words `start` to `end` are adjectives of states: the Omani-Kenyan (committee)."""
    return sum(bool(word.nisbas) for word in doc.words[start:end]) == 2


def _in_its_meeting(context: ClauseContext, k: int, end: int) -> int:
    """One past `in its meeting` right after a committee of several states at words `k` to `end`, where a relative
    clause says that it was held: (the committee of the alliance) in its meeting, which ended today; else 0."""
    texts = context.doc.texts
    named = texts[end : end + 1] == [IN] and texts[end + 1] in Words.IN_ITS_SESSION and texts[end + 2] in Words.RELATIVE
    if not named or not context.triggers.of(*_CONVENING, start=end + 3, end=end + 4):
        return 0
    return end + 2 if any(w.removeprefix(LAM) in Words.COLLECTIVE for w in texts[k + 1 : end]) else 0


def _convenes(context: ClauseContext, k: int, end: int) -> bool:
    """Whether a verb before or after a committee at words `k` to `end` says that it is convened."""
    low, _ = context.bounds(k)
    before = context.triggers.of(*_CONVENING, start=max(low, k - _LONGEST), end=k)
    after = context.triggers.of("hold", "host", "begin", "conclude", "meet", start=end, end=end + _AFTER)
    told = any(not t.noun and (t.end == k or context.adverbial(t.end, k)) for t in before)
    return told or any(not t.noun for t in after)


def _committee_end(doc: Document, k: int) -> int:
    """One past the name of a committee at word `k`: the words after it that are definite, or adjectives as it is."""
    end = k + 1
    while end < min(len(doc.words), k + _LONGEST) and not doc.words[end].function_class:
        plain = doc.words[end].definite or doc.texts[end] == "-"
        if end in doc.in_date or not (plain or (doc.words[k].definite and _of_whom(doc, k, end))):
            break
        end += 1
    return end


def _of_whom(doc: Document, k: int, end: int) -> bool:
    """Whether word `end` says what the committee at word `k` is for, or of: for the marking (of the borders), of the
    grouping of X."""
    of_them = end > k + 1 and any(pro == LAM for pro, _, _ in doc.words[end].stems[1:])
    return of_them or (doc.texts[end - 1].startswith(LAM) and doc.find(end, "capital", "place") is not None)


def _between_states(context: ClauseContext, k: int) -> list[Ref]:
    """The two states that are the actors of the sentence of word `k`, if there are just two."""
    low, _ = context.bounds(k)
    states = dict.fromkeys(it.ref for it in context.arguments_in(low, k) if it.kind == "state" and not it.place)
    return list(states) if len(states) == 2 else []
