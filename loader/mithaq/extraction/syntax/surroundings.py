"""What stands around a word: the actors of its clause, asides, lists, the case of an actor, negation.

News Arabic puts the verb first (verb, subject, object) or the topic first (subject, verb, object). The helpers here
find the items in either order and stop at words that open another clause. Every question is answered within a sentence,
so that reading stays linear in the length of the article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import chain, repeat

from pyarabic.araby import ALEF, BEH, FEH, HEH, KAF, LAM, MEEM, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.facts import Ref
from mithaq.extraction.mentions.noun_phrases import name_extent
from mithaq.extraction.mentions.states import StateMention
from mithaq.extraction.particles import AL, FROM, IN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.coordination import pairs_with
from mithaq.extraction.syntax.triggers import Trigger, Triggers
from mithaq.language.dates import DateMention
from mithaq.language.fold import normalize
from mithaq.lexicon.word import Word
from mithaq.lexicon.word_groups import Words

__all__ = ["IDAFA", "Surroundings"]

_RELATIVE_CLAUSE = 40  # words of a relative clause between two commas at most
_REACH = 45
IDAFA = "#"
"""What `Surroundings.case_marker` says of a state or body that is the genitive of another noun."""
_CLOSING = {"(": ")", "-": "-"}
_ASIDE_OPENERS = Words.RELATIVE.union(_CLOSING)  # words and signs that may open an aside
_SUBJECT = 12  # words of the subject of a masdar at the most
_ASIDE = 12  # words of an aside in brackets or between dashes at the most
_IF = 5  # words before what is only supposed in which if stands
_SENT = 6  # words from a delegation to who heads it at the most
_DENIED = 9  # words at the most, up to what is denied and without names, after a verb of denial
_UNDONE = 20  # words at the most from what denies or undoes to what is denied
_UNDOES = ("end", "deny", "reject", "postpone")  # frames of what is said to come to nothing
_PREPOSED = BEH + LAM + KAF
"""Prepositions that are written with the next word."""
_WHERE = ("title", "capital", "place")
_CLAUSE_WORDS = Words.THAT | Words.RELATIVE | Words.CLAUSE
"""Words that open a clause."""
_CLAUSE_SIGNS = frozenset((":", "."))
_MAY_OPEN = _CLAUSE_WORDS | _CLAUSE_SIGNS
_COLON = frozenset((":",))
_NO_VERBS = Words.DELEGATION | Words.RESIDENCE
"""Nouns, whatever verbs they might be."""
_BESIDE_A_SUBJECT = Words.RELATIVE | Words.FOR_HIS_PART | {",", '"', ")", "(", "-"}
"""Words and signs that may stand between a subject and its verb."""
_OF_STATES = Words.STATE_NOUN | Words.SIDE | Words.STATES_OF | Words.TWO_MINISTRIES
"""Nouns before a state that are one with it: the state of, the side of."""


def _prepositional(word: Word) -> bool:
    """Whether a word is a preposition, or a noun with one before it."""
    if word.function_class == "prep":
        return True
    whole = word.is_listed_form and not word.text.startswith(BEH + AL)
    return not whole and any(p and p[-1] in _PREPOSED for p, _, _ in word.stems[1:])


class Surroundings:
    """The items of an article, asked by place."""

    def __init__(
        self, doc: Document, items: list[Argument], states: list[StateMention] | None = None, home: str | None = None
    ) -> None:
        self.doc, self.arguments, self.home = doc, items, home
        self.occurrences = doc.occurrences
        self.state_mentions = states or []
        self.states_of: dict[Ref, str] = {}  # the state each official serves, where there is one
        self.body_states: dict[Ref, str] = {}  # the state each body belongs to, where there is one
        self.body_names: dict[int, str] = {}  # the name of the body at each word where one starts
        self._starts = [it.start for it in items]
        self._argument_at = {it.start: it for it in reversed(items)}
        self._named_to = {it.end for it in items if it.kind == "person"}
        named = {k for it in items if it.kind in ("person", "post", "body", "side") for k in range(it.start, it.end)}
        self.triggers = Triggers(doc, named)
        self._verbs = self.triggers.verbs
        self.agreement_hits = list(doc.find_all("agreement"))
        self._state_starts = [state.start for state in self.state_mentions]
        self._agreement_starts = [hit.start for hit in self.agreement_hits]
        self._name_ends: dict[tuple[int, int, bool, bool], int] = {}
        lengths = (repeat(sentence, sentence[1] - sentence[0]) for sentence in doc.sentences)
        self._sentences = [*chain.from_iterable(lengths), *doc.sentences[-1:]]  # of each word; past the end, the last
        self._undoing, self._denying = self.triggers.of(*_UNDOES), self.triggers.of("deny")
        self._denied: dict[int, bool] = {}
        that = (k for k in self.occurrences(Words.THAT) if k not in named and not self.impersonal(k - 1))
        self._barriers = sorted([*self.occurrences(_COLON), *that])  # what opens a that-clause or a quotation
        self._date_starts = [a for a, _, _ in doc.dates]
        self._places: dict[int, list[LexiconMatch]] = {}

    @cached_property
    def meeting_nouns(self) -> set[int]:
        """The words that are nouns for meetings and calls."""
        return {t.at for t in self.triggers.of("meet", "call") if t.noun}

    @cached_property
    def encounters(self) -> set[int]:
        """The words that are nouns for meetings, calls and receptions."""
        return self.meeting_nouns | {t.at for t in self.triggers.of("receive") if t.noun}

    @property
    def landmarks(self) -> set[int]:
        """The words at which an actor, an aside or another clause may start."""
        return {*self._starts, *self.occurrences(_ASIDE_OPENERS), *self.clause_openers}

    def home_of(self, ref: Ref) -> str | None:
        """The state that an actor is, or that an official serves."""
        return ref.key if ref.kind == "state" else self.states_of.get(ref)

    def sides(self, ref: Ref) -> set[Ref]:
        """An actor, and the state that it serves."""
        state = self.states_of.get(ref)
        return {ref, Ref("state", state)} if state else {ref}

    def impersonal(self, k: int) -> bool:
        """Whether word `k` says that what follows is due, expected: in the clause after it nobody else speaks."""
        return k >= 0 and self.doc.texts[k] in Words.PLANNED and self.doc.texts[k].startswith(AL)

    def arguments_in(self, start: int, end: int) -> list[Argument]:
        """The items that start at words `start` to `end`."""
        return self.arguments[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def argument_at(self, k: int) -> Argument | None:
        """The item that starts at word `k`."""
        return self._argument_at.get(k)

    def is_free(self, item: Argument) -> bool:
        """Whether nothing governs an item and it is no place, so that it may be a subject."""
        return not item.place and not self.case_marker(item)

    def each_following(self, start: int, end: int) -> Iterator[Argument]:
        """The actors at words `start` to `end` that a clause may have as arguments: those in asides are left out."""
        k = start
        for n in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            item = self.arguments[n]
            if item.start < k:
                continue
            k = self._past_asides(k, item.start)
            if item.start >= k:
                yield item
                k = item.end

    def _past_asides(self, k: int, end: int) -> int:
        """`end`, or where an aside ends that opens at words `k` to `end` and goes on past it."""
        openers = self.occurrences(_ASIDE_OPENERS)
        n = bisect_left(openers, k)
        while n < len(openers) and openers[n] < end:
            past = self.aside_end(openers[n])
            if past > end:
                return past
            n = bisect_left(openers, past, n + 1)
        return end

    def _aside_within(self, start: int, end: int) -> int:
        """Where the first aside ends that opens at words `start` to `end`, or `start`."""
        opened = self.occurrences(_ASIDE_OPENERS, start, end)
        return next((past for k in opened if (past := self.aside_end(k)) > k), start)

    def aside_end(self, k: int) -> int:
        """One past the aside that opens at word `k`, or `k`: a relative clause between commas, words in brackets or
        between dashes."""
        if self.doc.texts[k] not in _ASIDE_OPENERS:
            return k
        close = _CLOSING.get(self.doc.texts[k])
        if close is None:
            return self._relative_end(k)
        _, end = self.bounds(k)
        at = next((j for j in range(k + 1, min(end, k + _ASIDE)) if self.doc.texts[j] == close), k)
        return at + 1 if at > k else k

    def name_end(self, start: int, end: int, *, with_parties: bool = True, matters: bool = False) -> int:
        """One past the last word of the name whose first words are `start` to `end`, as `name_extent` reads it."""
        asked = start, end, with_parties, matters
        if asked not in self._name_ends:
            self._name_ends[asked] = name_extent(self.doc, start, end, with_parties=with_parties, matters=matters)
        return self._name_ends[asked]

    def dates_in(self, start: int, end: int) -> list[tuple[int, int, DateMention]]:
        """The dates that start at words `start` to `end`: (first word, one past the last, mention)."""
        return self.doc.dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def states_in(self, start: int, end: int) -> list[StateMention]:
        """The states referred to at words `start` to `end`."""
        starts = self._state_starts
        return self.state_mentions[bisect_left(starts, start) : bisect_left(starts, end)]

    def agreements_in(self, start: int, end: int) -> list[LexiconMatch]:
        """The nouns for agreements at words `start` to `end`."""
        starts = self._agreement_starts
        return self.agreement_hits[bisect_left(starts, start) : bisect_left(starts, end)]

    def crosses_clause(self, start: int, end: int) -> bool:
        """Whether a that-clause or a quotation opens between words `start` and `end`."""
        return bisect_left(self._barriers, start) < bisect_left(self._barriers, end)

    def bounds(self, i: int) -> tuple[int, int]:
        """The sentence of word `i`: its first word, and one past its last."""
        return self._sentences[i]

    @cached_property
    def clause_openers(self) -> list[int]:
        """The words outside dates that start another clause."""
        may_open = (k for k, word in enumerate(self.doc.words) if word.verbs or word.text in _MAY_OPEN)
        return [k for k in may_open if k not in self.doc.in_date and self.opens_clause(k)]

    def opens_clause(self, k: int) -> bool:
        """Whether word `k` starts another clause: that-, a relative, or a verb."""
        word = self.doc.words[k]
        if word.kind == "sign":
            return word.text in _CLAUSE_SIGNS
        if word.text in _CLAUSE_WORDS:
            return True
        if not word.verbs or word.definite or word.nodes or word.text in _NO_VERBS:
            return False
        if "n" in word.pos and k not in self._verbs and all(v.ambiguous for v in word.verbs):
            return False
        return not word.pos or word.verbs[0].event_class != "say" or self._goes_on(k)

    def _goes_on(self, k: int) -> bool:
        """Whether word `k` is a verb joined by and- after a comma: (A met B), and said."""
        return self.doc.texts[k - 1] == "," and any(verb.conjunction == WAW for verb in self.doc.words[k].verbs)

    def _relative_end(self, k: int) -> int:
        """One past the comma that closes a relative clause set off at word `k` (", who is visiting Morocco,"), or
        `k`."""
        if not (self.doc.texts[k - 1] == "," or k in self._named_to):
            return k
        _, end = self.bounds(k)
        return next((j + 1 for j in range(k + 2, min(end, k + 30)) if self.doc.texts[j] == ","), k)

    def adverbial(self, start: int, end: int) -> bool:
        """Whether words `start` to `end` only say when, where or how, so that the actors around them belong
        together."""
        phrase = False  # inside a prepositional phrase, whose nouns are no actors of the clause
        k = start
        while k < end:
            past = self.aside_end(k)
            if past > k:
                k = past
                continue
            word = self.doc.words[k]
            if word.text in Words.AMONG_THEM or (word.pos == "v" and any(v.event_class == "say" for v in word.verbs)):
                return False
            if not (self._of_two_sides(start, k) or self._when_or_how(k)):
                if word.kind != "word":
                    phrase = False
                elif _prepositional(word):
                    phrase = True
                elif not phrase and not any(h.entry.category in _WHERE for h in self.doc.hits.get(k, ())):
                    return False
            k += 1
        return True

    def _of_two_sides(self, start: int, k: int) -> bool:
        """Whether word `k`, not before word `start`, is of those who hold one post on two sides: the presidents of the
        two countries, (A and B)."""
        doc = self.doc
        if k > start and doc.texts[k] in Words.SIDES and doc.find(k - 1, "plural") is not None:
            return True
        return doc.find(k, "plural") is not None and not Words.SIDES.isdisjoint(doc.texts[k + 1 : k + 2])

    def _when_or_how(self, k: int) -> bool:
        """Whether word `k` tells a time, a circumstance or a number, or stands for what has been named."""
        word = self.doc.words[k]
        return (
            k in self.doc.in_date
            or word.function_class in ("adv", "quant", "pron", "dem")
            or word.text in Words.TIME_UNIT
            or word.text in Words.COUNTERPARTS
        )

    def following_arguments(self, start: int, *, limit: int = _REACH, through: bool = False) -> list[Argument]:
        """Items after word `start - 1` in its sentence, until another clause opens (`through` reads on past it)."""
        _, end = self.bounds(start - 1)
        found: list[Argument] = []
        k = start
        n = bisect_left(self._starts, start)
        while n < len(self.arguments):
            item = self.arguments[n]
            if item.start >= end or item.start - start > limit:
                break
            if (aside := self._aside_within(k, item.start)) > k:
                k = aside
                n = bisect_left(self._starts, k)
                limit += 30
                continue
            openers = self.clause_openers
            if not through and bisect_left(openers, k) < bisect_left(openers, item.start):
                break
            found.append(item)
            k = item.end
            n += 1
        return found

    def preceding_argument(self, i: int) -> Argument | None:
        """The item that ends just before word `i`, with nothing but commas, dates and particles between, or a relative
        clause between two commas."""
        start, _ = self.bounds(i)
        i = self._before_relative(start, i)
        n = bisect_left(self._starts, i) - 1
        if n < 0:
            return None
        item = self.arguments[n]
        if item.end > i or item.start < start:
            return None
        if item.start and self.doc.texts[item.start - 1] == "(" and self.doc.texts[item.end : item.end + 1] == [")"]:
            return None  # an aside: the agency that a picture is of
        return item if all(self._leads_to_verb(k) for k in range(item.end, i)) else None

    def _leads_to_verb(self, k: int) -> bool:
        """Whether word `k` may stand between a subject and its verb. An and- or so- before a particle may not: it opens
        a clause with a subject of its own."""
        word = self.doc.words[k]
        if k in self.doc.in_date:
            return not (word.text.startswith(WAW) and self.doc.texts[k - 1] == ",")  # and yesterday met C: one before
        return word.text in _BESIDE_A_SUBJECT or (
            word.function_class in ("part", "future") and not word.text.startswith((WAW, FEH))
        )

    def free_before(self, i: int) -> Argument | None:
        """The item right before word `i`, as in `preceding_argument`, if it may be a subject."""
        item = self.preceding_argument(i)
        return item if item is not None and self.is_free(item) else None

    def _before_relative(self, start: int, i: int) -> int:
        """Where the relative clause begins that a comma closes before word `i`: (the minister), who is in Riyadh, met;
        `i` where there is none."""
        texts = self.doc.texts
        if i - 1 <= start or texts[i - 1] != ",":
            return i
        low = max(start, i - _RELATIVE_CLAUSE)
        opened = next((k for k in range(i - 2, low, -1) if texts[k] in Words.RELATIVE or texts[k] == ","), start)
        relative = texts[opened] in Words.RELATIVE and texts[opened - 1] == ","
        return opened - 1 if relative else i

    def conjuncts(self, items: list[Argument], first: int) -> list[Argument]:
        """The item `first` of a list and those coordinated with it; none of an empty list."""
        group = items[first : first + 1]
        for item in items[first + 1 :]:
            if not pairs_with(group[-1], item, self.doc):
                break
            group.append(item)
        return group

    def case_marker(self, item: Argument) -> str:
        """The preposition that governs an item: proclitic (b, l, k) or the word before it (with, between, in ...), or
        ""."""
        clitic = next((letter for letter in item.proclitics if letter in _PREPOSED), "") if item.proclitics else ""
        if clitic or item.start == 0:
            return clitic
        at = item.start - 1
        if (delegation := self._delegation_under(item)) is not None:
            return self._case_of_noun(delegation)
        genitive = item.kind in ("body", "state", "post") and not item.proclitics and self._annexes(at)
        return IDAFA if genitive else self._preposition_at(at)

    def _delegation_under(self, item: Argument) -> int | None:
        """The noun for a delegation that somebody is said right after to head: a delegation (of theirs) under A."""
        if item.kind != "person" or self.doc.texts[item.start - 1] not in Words.HEADED_BY:
            return None
        for k in range(item.start - 2, max(self.bounds(item.start)[0], item.start - _SENT) - 1, -1):
            if any(stem in Words.A_DELEGATION for _, stem, _ in self.doc.words[k].stems):
                return k
            if self.doc.words[k].kind != "word" or self.doc.words[k].verbs:
                return None
        return None

    def _case_of_noun(self, k: int) -> str:
        """The preposition that governs the noun at word `k`, or ""."""
        lead = next((pro for pro, stem, _ in self.doc.words[k].stems if stem in Words.A_DELEGATION), "")
        clitic = next((letter for letter in lead if letter in _PREPOSED), "")
        return clitic or (self._preposition_at(k - 1) if k else "")

    def _preposition_at(self, k: int) -> str:
        """By which preposition word `k` governs the next one, or ""."""
        word, lead = self.doc.words[k], self.doc.words[k - 1] if k else None
        if lead is not None and word.verbs and lead.text in Words.MAY:
            return ""  # has expressed, rather than across
        if lead is not None and word.text == '"' and lead.function_class == "prep":
            return lead.text  # with "A"
        if word.text in (WITH, WAW + WITH):
            return WITH
        if word.text == FROM and (case := self._case_of_each(k - 1)) is not None:
            return case
        return word.text if word.function_class == "prep" and not word.text.startswith(WAW) else ""

    def _case_of_each(self, k: int) -> str | None:
        """What governs those of whom word `k` is `each`: (with) each of A and B; None where it is another word."""
        each = self.doc.texts[k] if k >= 0 else ""
        if each in Words.EACH:
            return WITH if k > 0 and self.doc.texts[k - 1] == WITH else ""  # else governed by what stands before
        return each[0] if each[1:] in Words.EACH and each[0] in BEH + LAM else None  # (he met) with each of A and B

    def _annexes(self, k: int) -> bool:
        """Whether word `k` is a noun that the next one is the genitive of (the work of the Assembly, the stance of
        X)."""
        word = self.doc.words[k]
        if (
            word.text == WAW + WITH
            or word.kind != "word"
            or word.definite
            or word.function_class
            or word.verbs
            or "n" not in word.pos
        ):
            return False
        of_states = any(stem in _OF_STATES for _, stem, _ in word.stems)
        return not (of_states or self._owned(k)) and self.doc.find(k, "title") is None

    def _owned(self, k: int) -> bool:
        """Whether word `k` is a noun with a pronoun, which has no genitive: his office. Of words in -h those count
        that are more common without it."""
        surface, word = self.doc.text(k, k + 1), self.doc.words[k]
        stem = next((surface.removesuffix(e) for e in (HEH + ALEF, HEH + MEEM, HEH) if surface.endswith(e)), "")
        noun = self.doc.lexicon.word(normalize(stem)) if len(stem) > 2 else word
        return noun is not word and "n" in noun.pos and noun.zipf > word.zipf

    def denied(self, i: int) -> bool:
        """Whether what word `i` tells is said not to be so: a negation before it, something called off or refused, or
        a verb of denial with little but its subject in between."""
        if i not in self._denied:
            self._denied[i] = self._is_denied(i)
        return self._denied[i]

    def _is_denied(self, i: int) -> bool:
        low, _ = self.bounds(i)
        if bisect_left(self._undoers, max(low, i - _UNDONE)) == bisect_left(self._undoers, i):
            return False
        for word in self.doc.words[max(low, i - 2) : i]:
            if word.function_class == "neg" or word.text in Words.WITHOUT:
                return True
        if any(self.doc.texts[k + 1] in Words.THAT for k in self.occurrences(Words.WITHOUT, max(low, i - _SUBJECT), i)):
            return True  # without that he (was allowed) to meet A
        undone = (t for t in self._undoing if max(low, i - 5) <= t.at < i)
        if self.supposed(i) or self._not_consented(low, i) or self._without_whom(low, i):
            return True
        if any(not self._apart(t.end, i) for t in undone):
            return True
        return any(self._denies(verb, i) for verb in self._denying if max(low, i - _UNDONE) <= verb.at < i)

    @cached_property
    def _undoers(self) -> list[int]:
        """The words after which something may be said not to be so, in order."""
        negations = frozenset(word.text for word in self.doc.forms if word.function_class == "neg")
        verbs = (t.at for t in (*self._undoing, *self._denying))
        return sorted({*self.occurrences(negations | Words.WITHOUT), *verbs, *self._suppositions})

    def _not_consented(self, low: int, i: int) -> bool:
        """Whether somebody does not consent to what word `i` tells: did not agree to his meeting A."""
        words = self.doc.words
        verb = next((k for k in range(i - 1, max(low, i - _DENIED), -1) if words[k].text in Words.CONSENTS), -1)
        return verb > low and words[verb - 1].function_class == "neg" and not self._apart(verb, i)

    def _apart(self, start: int, end: int) -> bool:
        """Whether a comma ends a clause at words `start` to `end`: (A, who) denies it, signed."""
        return "," in self.doc.texts[start:end]

    def _without_whom(self, low: int, i: int) -> bool:
        """Whether the masdar at word `i` is of what somebody named before it does not do: without A's paying (a
        visit)."""
        if not self.occurrences(Words.WITHOUT):
            return False
        person = next((it for it in self.arguments_in(max(low, i - _SUBJECT), i) if it.end == i), None)
        return person is not None and self.doc.texts[max(low, person.start - 2)] in Words.WITHOUT

    def _denies(self, verb: Trigger, i: int) -> bool:
        """Whether a verb of denial takes in word `i`, with little but names in between."""
        words = self.doc.words
        named = {k for it in self.arguments_in(verb.end, i) for k in range(it.start, it.end)}
        between = [k for k in range(verb.end, i + 1) if k not in named]
        if len(between) > _DENIED or any(words[k].kind == "sign" for k in between):
            return False
        return not any(v.conjunction == WAW for k in between for v in words[k].verbs)

    def supposed(self, i: int) -> bool:
        """Whether word `i` is in what is only supposed: if, in case; (it is not known) if A was (to meet)."""
        suppositions, low = self._suppositions, max(self.bounds(i)[0], i - _SUBJECT)
        for k in reversed(suppositions[bisect_left(suppositions, low) : bisect_left(suppositions, i)]):
            if any(word.kind == "sign" for word in self.doc.words[k:i]):
                return False
            if k + 1 < i if self.doc.texts[k] in Words.THAT else k >= i - _IF:
                return True
        return False

    @cached_property
    def _suppositions(self) -> list[int]:
        """The words that may open what is only supposed: if, in case, that (A) was."""
        texts = self.doc.texts
        that = (k for k in self.occurrences(Words.THAT) if texts[k + 1] in Words.WAS)
        case = (k for k in self.occurrences(Words.CASE) if texts[k - 1].removeprefix(WAW) == IN)
        return sorted({*self.occurrences(Words.IF), *that, *case})
