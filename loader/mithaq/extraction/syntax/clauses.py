"""Find the date and the place of the event at a word; adds to the arguments and topics of its clause."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from pyarabic.araby import BEH, WAW

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.particles import AL, BETWEEN, WITH
from mithaq.extraction.syntax.spellings import spellings
from mithaq.extraction.syntax.surroundings import IDAFA
from mithaq.extraction.syntax.topics import Topics
from mithaq.language.dates import DateMention
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon import LexicalEntry
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["IDAFA", "SIGNING", "ClauseContext"]

_RELATIVE = 8
"""Words from a relative pronoun to a date in its clause, and from the antecedent to the pronoun."""
_SOONER = 2
"""A day ahead is meant in the present tense unless the one that has been is so many times nearer."""
_PLACES = ("capital", "place", "state")
_CAPITAL = spellings(frozenset((OneWord.CAPITAL,)))
_GOVERNED = 6
"""Words before a place in which its preposition stands."""
_OF_A_THING = Words.SIGNED | Words.CONCERNING | Words.NOT_LEAST
"""Words before a place that is said of something else than an event."""
SIGNING = ("sign", "initial", "ratify", "agree", "end", "finish", "negotiate")
"""Frames of what is done to agreements."""


def _state_of(city: LexiconMatch, hit: LexiconMatch) -> bool:
    """Whether a place is the state of the city named right before it (in Sharm el-Sheikh in Egypt)."""
    same = city.end == hit.start and city.entry.value == hit.entry.value
    return same and hit.entry.category == "state" and city.entry.category != "state"


def _distance(i: int, start: int, end: int, before: int) -> int:
    """How far what is at words `start` to `end` is from word `i`: what comes `before` it counts twice and more."""
    return start - i if start >= i else (i - end) * 2 + before


class ClauseContext(Topics):
    """The clauses of an article, asked by place: who, when and where."""

    def date(self, i: int, *, forum: bool = True) -> DateMention | None:
        """The date said of an event at word `i`: the nearest in its sentence, later ones first, none across a
        clause; none that tells when a forum is to be held, unless the event is a `forum`."""
        near = sorted(self.dates_in(*self.bounds(i)), key=lambda date: _distance(i, date[0], date[1], 3))
        said = ((a, it) for a, b, it in near if self._dates(i, a, b, forum=forum) and not self._counted(a, it))
        at, mention = next(said, (0, None))
        if mention is not None and mention.date is not None and not mention.date.day and at < i:
            finer = (it for a, it in said if a > i and it.date is not None and mention.date.covers(it.date))
            mention = next(finer, mention)
        return mention if mention is not None and mention.date is not None else None

    def _dates(self, i: int, a: int, b: int, *, forum: bool) -> bool:
        """Whether the date at words `a` to `b` may be said of the event at word `i`."""
        if self.crosses_clause(i, a) if a >= i else self.crosses_clause(b, i):
            return False
        later = a > i and (
            self._said_then(i, a)
            or self._yet_to_come(i, a)
            or self._of_another(i, a)
            or (not forum and self._held_then(i, a))
        )
        sooner = a < i and (self._of_first(i, a) or self._prepared(i))
        return not later and not sooner and not self._of_antecedent(i, a)

    def _prepared(self, i: int) -> bool:
        """Whether the event at word `i` is what something is in preparation of, which the words before it date."""
        return i > 0 and self.doc.texts[i - 1] in Words.PREPARING

    def _counted(self, a: int, mention: DateMention) -> bool:
        """Whether the date at word `a` is a year or month that something is counted from: the first since 2010."""
        vague = mention.date is not None and not mention.date.day
        return vague and a > 0 and self.doc.texts[a - 1] in Words.SINCE

    def _of_antecedent(self, i: int, a: int) -> bool:
        """Whether a date at word `a` is in a relative clause about something else than the event at word `i`: (the
        crisis) that broke out in June. A visit or a talk that the event was part of dates the event too."""
        low, _ = self.bounds(a)
        for k in range(a - 1, max(low, a - _RELATIVE) - 1, -1):
            if self.doc.words[k].kind == "sign":
                return False
            if i < k and self.doc.texts[k] in Words.SIGNED:
                return True  # the agreement signed in June
            if self.doc.texts[k] in Words.RELATIVE:
                antecedent = range(self._back(low, k), k)
                event = any(self.doc.find(j, "event", "forum") is not None for j in antecedent[-3:])
                noun = self.doc.find(i, "event") is not None and i not in self._verbs  # who began on Monday a visit
                if self.doc.texts[k] in Words.WHO_OF_SEVERAL or (i in self._verbs and self._of_person(k)):
                    return not k <= i <= a
                within = k <= i <= a or (a < i and noun and all(self.doc.words[j].kind == "word" for j in range(a, i)))
                return not event and i not in antecedent and not within
        return False

    def _of_person(self, k: int) -> bool:
        """Whether a relative pronoun at word `k` stands right after a person, with a comma between at the most."""
        return k - (self.doc.texts[k - 1] == ",") in self._named_to

    def _back(self, low: int, k: int) -> int:
        """The word from which on the antecedent of a relative pronoun at word `k` is looked for, past the names before
        it."""
        named = {j for it in self.arguments_in(low, k) if it.kind == "person" for j in range(it.start, it.end)}
        while k > low and (k - 1 in named or self.doc.words[k - 1].kind == "sign"):
            k -= 1
        return max(low, k - _RELATIVE)

    def _said_then(self, i: int, a: int) -> bool:
        """Whether a date at word `a` is of what is said of the event at word `i` (as the court announced yesterday)."""
        says = self.triggers.of("say", start=max(i + 1, a - 6), end=a)
        return any(not t.noun and not t.present and not self.doc.words[t.at].function_class for t in says)

    def _yet_to_come(self, i: int, a: int) -> bool:
        """Whether a date at word `a` is of what is to be where somebody went: (left for A), where X meets on Friday."""
        went = any(verb.tense == "past" for verb in self.doc.words[i].verbs) and i in self._verbs
        where = next((k for k in range(i + 1, a) if self.doc.texts[k] in Words.WHERE), a) if went else a
        return any(verb.tense.endswith("present") for k in range(where + 1, a) for verb in self.doc.words[k].verbs)

    def _held_then(self, i: int, a: int) -> bool:
        """Whether a date at word `a` is of a forum named since word `i` (the session, due to be held in March)."""
        texts, words = self.doc.texts, self.doc.words
        stays = {k for k in range(i + 1, a) if texts[k] in Words.RESIDENCE and not words[k - 1].definite}
        return any(texts[k] in Words.ITS_HOLDING and k not in stays for k in range(max(i + 1, a - 12), a))

    def _of_another(self, i: int, a: int) -> bool:
        """Whether a date at word `a` is of what the event at word `i` came after (the first since their summit in
        May)."""
        texts = self.doc.texts
        return any(
            texts[k] in Words.AFTER and texts[k + 1] not in Words.TIMES_OF_DAY
            for k in range(max(i + 1, a - 6), a - 1)
            if k not in self.doc.in_date
        )

    def day(self, i: int, *, planned: bool = False, present: bool = False) -> PartialDate | None:
        """The day, month or year of an event at word `i`, read in its tense; in the `present`, which news uses for what
        has just been and for what is about to be, the nearer of the two."""
        mention = self.date(i, forum=False)
        if mention is None or planned or not present:
            return mention.read("future" if planned else None) if mention else None
        past, ahead, written = mention.read("past"), mention.read("future"), self.doc.article.date
        if past is None or ahead is None or written is None:
            return mention.date
        return ahead if ahead.first - written.first < _SOONER * (written.first - past.first) else past

    def place(self, i: int) -> LexiconMatch | None:
        """Where an event at word `i` happens: the nearest place of its sentence after in- or bi-, none across a
        clause."""
        near = sorted(self.places(i), key=lambda hit: _distance(i, hit.start, hit.start, 2))
        return next((hit for hit in near if self._lies_in(i, hit.start)), None)

    def _lies_in(self, i: int, k: int) -> bool:
        """Whether the place at word `k` may be said of the event at word `i`."""
        if self.crosses_clause(min(i, k), max(i, k)):
            return False
        if k < i:  # (in Oslo), ahead of talks
            ahead = self._prepared(i) or self.doc.texts[i - 1] in Words.AHEAD_OF
            return not (ahead or self._of_first(i, k))
        return not (self._of_another(i, k) or self._of_antecedent(i, k))

    def _of_first(self, i: int, k: int) -> bool:
        """Whether word `k` says where or when the meeting was that the one at word `i` is joined to: (their talks) in
        Oslo, and their talks."""
        low, _ = self.bounds(i)
        joined = i in self.meeting_nouns and self.doc.texts[i].startswith(WAW)
        return joined and any(j in self.meeting_nouns for j in range(low, k))

    def places(self, i: int) -> list[LexiconMatch]:
        """The places that a preposition governs in the sentence of word `i`, outside the phrases of persons and
        bodies, in order."""
        sentence = self.doc.sentence(i)
        known = self._places.get(sentence)
        if known is None:
            start, end = self.doc.sentences[sentence]
            actors = (it for it in self.arguments_in(start, end) if it.kind in ("person", "body"))
            inside = {k for it in actors for k in range(it.start, it.end)}
            named = self._named_places[bisect_left(self._named_places, start) : bisect_left(self._named_places, end)]
            found = [hit for k in named if k not in inside and (hit := self._place_at(k)) is not None]
            known = self._places[sentence] = [
                hit for n, hit in enumerate(found) if not (n and _state_of(found[n - 1], hit))
            ]
        return known

    @cached_property
    def _named_places(self) -> list[int]:
        """The words that may begin the name of a city or state, or be `the capital` of one."""
        hits = self.doc.hits.items()
        named = {k for k, found in hits for hit in found if hit.entry.category in _PLACES}
        return sorted({*named, *self.occurrences(_CAPITAL)})

    def seat(self, k: int) -> LexiconMatch | None:
        """`The capital` with a state's adjective, where no name follows: that state's capital."""
        if k + 1 >= len(self.doc.words) or not self.doc.texts[k].endswith(OneWord.CAPITAL):
            return None
        code = next((n.code for n in self.doc.words[k + 1].nisbas if n.definite and n.code), None)
        if code is None or self.doc.find(k + 2, "capital", "place") is not None:
            return None
        pro = next((p for p, stem, al in self.doc.words[k].stems if al and stem == OneWord.CAPITAL), None)
        names = sorted(self.doc.lexicon.states[code].capitals_ar, key=lambda name: len(name.split()))
        if pro is None or not names:
            return None
        return LexiconMatch(k, k + 2, pro, names[0].startswith(AL), LexicalEntry("seat", code, names[0], False, 2))

    def _matter(self, k: int) -> bool:
        """Whether a place hangs on a noun for what is spoken of (the situation in, the developments in, on) X."""
        low, _ = self.bounds(k)
        texts = self.doc.texts
        start = max(low, k - 4)
        start = max((j for j in range(start, k) if self.doc.find(j, "event") is not None), default=start)
        start = max((j + 1 for j in range(start, k) if j in self.doc.in_date), default=start)
        return any(
            texts[j].removeprefix(WAW) in Words.MATTER
            and not (j and texts[j - 1] in Words.PLACE_NOUN)
            and not (texts[j] in Words.PEACE and self.doc.find(j - 1, "event"))  # the talks for peace in X
            for j in range(start, k)
        )

    def _of_a_thing(self, hit: LexiconMatch) -> bool:
        """Whether a place is said of something else than an event: (the agreement) signed in X, (a session) concerning
        X, (the minister) in X of that state, not least in X, (in the conference) X and Y."""
        texts = self.doc.texts
        lead = hit.start - (not hit.proclitics)  # the preposition
        if lead > 0 and texts[lead - 1] in _OF_A_THING:
            return True
        if hit.entry.category != "state":
            return False
        noun = texts[hit.start - 1] if not hit.proclitics else ""
        if noun.startswith(AL) and self.doc.words[hit.start - 1].definite and noun not in Words.PLACE_NOUN:
            return True
        holder = next((it for it in self.arguments_in(lead - 20, lead) if it.end == lead), None)
        return holder is not None and self.states_of.get(holder.ref) == hit.entry.value

    def _talks_of(self, hit: LexiconMatch) -> bool:
        """Whether a city is the genitive of a meeting's noun, and stands for no state: the talks of Geneva."""
        texts = self.doc.texts
        after = texts[hit.end] if hit.end < len(texts) else ""
        free = not hit.proclitics and hit.entry.category != "state" and hit.start - 1 in self.meeting_nouns
        return free and after != WITH and self.doc.find(hit.end, "capital", "state", "place") is None

    def _place_at(self, k: int) -> LexiconMatch | None:
        """A city or state at word `k` that a preposition of place governs, directly or through `the city of`."""
        hit = self.seat(k) or self._named_place(k)
        if hit is None or (hit.proclitics and not hit.proclitics.endswith(BEH)):
            return None
        if not (hit.proclitics or self._governed(k) or self._talks_of(hit)):
            return None
        return None if self._matter(k) or self._of_a_thing(hit) else hit  # (the situation) in X is what was spoken of

    def _named_place(self, k: int) -> LexiconMatch | None:
        """The city or state that word `k` begins the name of, unless it begins a longer name of a body; not the resort
        of Sochi, which the next word names."""
        hits = self.doc.hits.get(k)
        if hits is None:
            return None
        hit = next((h for h in hits if h.entry.category in _PLACES and self._is_place(h)), None)
        if hit is None or (self.doc.texts[k] in Words.A_CITY and self.doc.find(k + 1, "place") is not None):
            return None
        if hit is not None and any(h.end > hit.end and not h.entry.value for h in hits if h.entry.category == "place"):
            return None  # Latin America
        body = self.doc.find(k, "organization")
        return hit if body is None or body.end <= hit.end else None

    def _is_place(self, hit: LexiconMatch) -> bool:
        """Whether a name of a place has its article, and is a place where it may be another word: the city of."""
        if hit.article != hit.entry.definite:
            return False
        sure = not hit.entry.ambiguous or hit.proclitics.endswith(BEH)
        return sure or self.doc.texts[hit.start - 1] in Words.A_CITY

    def _governed(self, k: int) -> bool:
        """Whether a preposition of place governs word `k` from a few words before: in the (city of)."""
        for j in range(k - 1, max(-1, k - _GOVERNED - 1), -1):
            word = self.doc.words[j]
            if word.text.removeprefix(WAW) in Words.PLACE_PREPOSITION:
                return True
            if word.text == '"':
                continue
            if word.kind != "word" or word.verbs or word.text in (WITH, BETWEEN):
                return False
            if any(self._of_place(pro, stem) for pro, stem, _ in word.stems[1:]):
                return True
            if (j < k - 1 and word.function_class) or word.text.startswith(WAW):
                return False
        return False

    @staticmethod
    def _of_place(proclitics: str, stem: str) -> bool:
        """Whether a word is a noun for a place with in-, or with its article."""
        return (proclitics.endswith(BEH) and stem in Words.PLACE_NOUN) or AL + stem in Words.PLACE_NOUN
