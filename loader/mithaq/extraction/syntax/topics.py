"""Whom a clause is about where its subject is a pronoun, left out, or `the two`: the persons and states before it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from pyarabic.araby import ALEF, TEH_MARBUTA

from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.surroundings import Surroundings
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.lexicon.word_groups import Words

__all__ = ["Topics"]

_SPOKESMAN = "spokesperson"
_RANKS = {"minister": ("minister", "ministerOfState"), "headOfOrganization": ("headOfState", "headOfOrganization")}
"""The concepts of posts whose holders a noun of two speaks of, by that of its singular: the two presidents."""
_SENTENCES_BACK = 3
"""Sentences before one in which whom a pronoun speaks of may be named."""
_OPENING = 2
"""Words of a sentence in which the verb that opens it stands."""
_NEAR = 300
"""Words looked at before one for who `the two countries` are."""


class Topics(Surroundings):
    """Whom a word of an article may speak of without naming them."""

    unsettled: frozenset[int] = frozenset()
    """The words that are a surname of one or the other of two persons."""

    def unnamed_before(self, t: Trigger) -> bool:
        """Whether a definite noun right before a verb is its subject (the president met), though nobody known; or a
        surname beside the verb that may be that of one or the other of two."""
        start, _ = self.bounds(t.at)
        k = t.at - 1
        if not self.unsettled.isdisjoint((k, t.end)):
            return True
        if k < start or t.conjunction or t.noun or self.doc.find(k, "capital", "place", "state") is not None:
            return False
        if not Words.DURING_IT.isdisjoint(self.doc.texts[t.end : t.end + 1]):
            return False  # (a visit to the region) during which he met
        word = self.doc.words[k]
        known = word.function_class or word.text in Words.RELATIVE or k in self.doc.in_date
        return word.definite and not known

    def clause_subject(self, i: int, gender: str = "", *, speaks: bool = False) -> Argument | None:
        """Who the last verb before word `i` in its sentence has as its subject, right after it: whom `and he ...` goes
        on to speak of; a spokesman only of what one `speaks`."""
        start, _ = self.bounds(i)
        for item in reversed(self.arguments_in(start, i)):
            if not speaks and item.ref in self._spokesmen:
                continue
            verb = self.doc.words[item.start - 1] if item.start > start else None
            he = self.doc.texts[item.start - 2] in Words.THAT_HE if item.start > start + 1 else False  # that he met B
            if verb is not None and verb.verbs and not he and self.is_free(item):
                fronted = self._fronted(item.start - 1)
                if fronted is None and self._only_met(item, i):
                    continue
                item = fronted or item
                return item if self.agrees(item, gender) else None
        return None

    def _only_met(self, item: Argument, i: int) -> bool:
        """Whether an item right after a verb of meeting is whom somebody met rather than its subject, as no other is
        named before word `i` or the next verb: (where) he met A, and (held)."""
        verb = self.doc.words[item.start - 1]
        if not any(v.event_class == "meet" and v.lemma not in Words.MEETS_TOGETHER for v in verb.verbs):
            return False
        after = self.arguments_in(item.end, i)
        until = next((k for k in self.clause_openers if k >= item.end), i)
        return not any(it.start < until and not it.place for it in after)

    def _fronted(self, i: int) -> Argument | None:
        """Who stands right before the verb at word `i` as its subject: (that, had) A met (B)."""
        item = self.free_before(i)
        if item is None or item.kind not in ("person", "post"):
            return None
        start, _ = self.bounds(i)
        before = self.doc.words[item.start - 1]
        leads = item.start == start or before.verbs or before.kind == "sign" or before.text in Words.THAT
        return item if leads else None

    def agrees(self, item: Argument, gender: str) -> bool:
        """Whether an actor may be the subject of a verb of a gender (m, f, "" for any), by the words for his post."""
        return not gender or self._genders.get(item.ref, gender) == gender

    @cached_property
    def _genders(self) -> dict[Ref, str]:
        """The gender of the persons that the text gives a post, as the noun of the post has it."""
        found: dict[Ref, str] = {}
        for item in self.arguments:
            if item.kind != "person":
                continue
            for k in range(item.start, item.end):
                if self.doc.find(k, "role") is not None:
                    feminine = self.doc.text(k, k + 1).endswith(TEH_MARBUTA)
                    found.setdefault(item.ref, "f" if feminine else "m")
                    break
        return found

    def of_rank(self, items: list[Argument], k: int) -> list[Argument]:
        """Those of some persons whom the noun at word `k`, or beside it, may speak of by their posts: the two
        ministers."""
        hits = (hit for j in (k - 1, k, k + 1) if j >= 0 for hit in self.doc.hits.get(j, ()))
        noun = next((h.entry.value[1] for h in hits if h.entry.category == "plural" and h.entry.value[1]), "")
        head = self.doc.lexicon.word(normalize(noun)) if noun else None
        entries = (e for *_, e in self.doc.lexicon.phrases([head], 0) if e.category == "role") if head else ()
        concept = next((e.value[0] for e in entries), "")
        fitting = _RANKS.get(concept)
        return items if fitting is None else [it for it in items if self._concepts.get(it.ref) in (None, *fitting)]

    @cached_property
    def _concepts(self) -> dict[Ref, str]:
        """The concepts of the first posts that the text gives persons, by the noun of the post."""
        found: dict[Ref, str] = {}
        for item in self.arguments:
            if item.kind == "person":
                roles = (self.doc.find(k, "role") for k in range(item.start, item.end))
                first = next((role for role in roles if role is not None), None)
                if first is not None:
                    found.setdefault(item.ref, first.entry.value[0])
        return found

    def speaks_for_others(self, item: Argument) -> bool:
        """Whether an actor is a spokesman, whose `he` is another: (the spokesman said) that he met B."""
        return item.ref in self._spokesmen

    @cached_property
    def _spokesmen(self) -> set[Ref]:
        """The persons who only speak for others, by the words for their posts."""
        return {
            item.ref
            for item in self.arguments
            if item.kind == "person"
            for k in range(item.start, item.end)
            if (role := self.doc.find(k, "role")) is not None
            and role.entry.value[0] == _SPOKESMAN
            and not self.doc.texts[k].endswith(ALEF)  # A, speaking
        }

    def subject(self, i: int) -> Argument | None:
        """The person or body that the clause of word `i` is about: the nearest before it in its sentence that nothing
        governs and no that-clause parts from it."""
        start, _ = self.bounds(i)
        for item in reversed(self.arguments_in(start, i)):
            if self.crosses_clause(item.end, i):
                return None
            if item.kind in ("person", "post", "body") and self.is_free(item):
                return item
        return None

    def speaker_of(self, i: int, gender: str = "") -> Argument | None:
        """Whose words the that-clause is that opens before word `i`, whom `that he` speaks of: the subject of the verb
        before, else who is free in its sentence, but not whom the one spoken of before met: (he said after) his meeting
        with B that he."""
        start, _ = self.bounds(i)
        subject = self.clause_subject(i, gender)
        if subject is not None and subject.kind != "body":
            return subject
        said = next(iter(self.occurrences(Words.HIS_SAYING, start, i)), start)
        teller = [it for it in self._people(start, said, gender, speaks=True) if it.end == said]
        if teller:
            return teller[0]  # (quoted) A as saying that, and that he
        free = [it for it in self._people(start, i, gender, speaks=False) if not self.case_marker(it)]
        if free and not self._his(start, free[0].start):
            return free[0]
        return self.discourse_topic(start, gender=gender)

    def discourse_topic(self, i: int, *, far: bool = True, gender: str = "", speaks: bool = False) -> Argument | None:
        """Whom a pronoun at word `i` speaks of: the first person of the sentence before it, else of the one before; of
        the `gender` of the verb, where there is one; a spokesman, who tells what others do, only of what one `speaks`.
        """
        number = self.doc.sentence(i)
        for s in range(number, max(-1, number - _SENTENCES_BACK - 1) if far else number - 1, -1):
            start, end = self.doc.sentences[s]
            people = self._people(start, min(end, i), gender, speaks=speaks)
            if s == number:
                people = self._who_says(self._inner(people, start, i), start, i)
            elif people and (self._his(start, people[0].start) or self._met_one(start, people)):
                continue  # (in his meeting with, and he met) X: he is still the one spoken of before
            if people:
                return next((it for it in people if not self.case_marker(it)), people[0])
            if any(start <= k < min(end, i + 2) for k in self.unsettled):
                return None  # (A met B, both of one surname.) And he, of that surname, said
        return None

    def _people(self, start: int, end: int, gender: str, *, speaks: bool) -> list[Argument]:
        """The persons at words `start` to `end` whom a verb of a gender may be of."""
        return [
            it
            for it in self.arguments_in(start, end)
            if it.kind == "person"
            and not it.place
            and self.agrees(it, gender)
            and (speaks or it.ref not in self._spokesmen)
        ]

    def _inner(self, people: list[Argument], start: int, i: int) -> list[Argument]:
        """Of the persons of a clause those in the that-clause of word `i`, if one is its subject: (the spokesman said)
        that the minister came, of the minister; else all."""
        inner = [it for it in people if not self.crosses_clause(it.start, i) and self.crosses_clause(start, it.start)]
        return inner if any(not self.case_marker(it) for it in inner) else people

    def _who_says(self, people: list[Argument], start: int, i: int) -> list[Argument]:
        """Of the persons of a clause all but those whom somebody met by a noun with a pronoun: (after) his meeting B;
        right after that-he the one who says it, the subject of a verb, or none: (he said, after talks with B)."""
        if i <= start or self.doc.texts[i - 1] not in Words.THAT_HE:
            return [it for it in people if it.start - 1 not in self._his_encounters]
        subject = self.clause_subject(i)
        if subject in people:
            return [subject]
        met = people and any(k in self.encounters for k in range(start, people[0].start))
        free = [] if met and not self.crosses_clause(start, people[0].start) else people
        return [it for it in free if self.case_marker(it) != WITH]

    @cached_property
    def _his_encounters(self) -> set[int]:
        """The nouns for meetings with a pronoun: right after one stands whom he met, and not he."""
        return {t.at for t in self.triggers.of("meet", "receive", "call") if t.noun and t.has_pronoun_suffix}

    def _met_one(self, start: int, people: list[Argument]) -> bool:
        """Whether a sentence opens with a verb of meeting or receiving and names nobody but whom: and he met A."""
        opening = self.triggers.of("meet", "receive", start=start, end=min(start + _OPENING, people[0].start))
        return len(people) == 1 and any(not (t.noun or t.passive or t.has_pronoun_suffix) for t in opening)

    def _his(self, start: int, end: int) -> bool:
        """Whether a noun with a pronoun opens a meeting or a visit at words `start` to `end`."""
        return any(t.has_pronoun_suffix for t in self.triggers.of("meet", "receive", "call", start=start, end=end))

    def two_sides(self, i: int) -> list[Ref]:
        """The two states that `the two countries` at word `i` are: the two named most around it, if others are
        rarer."""
        counts: dict[Ref, int] = {}
        first = bisect_left(self.state_mentions, i - _NEAR, key=lambda m: m.start)
        for mention in self.state_mentions[first:]:
            if mention.start >= i + 60:
                break
            if mention.acts:
                ref = Ref("state", mention.code)
                counts[ref] = counts.get(ref, 0) + (2 if mention.start < i else 1)
        ranked = sorted(counts, key=lambda r: (-counts[r], r))
        if len(ranked) < 2 or (len(ranked) > 2 and counts[ranked[2]] == counts[ranked[1]]):
            return []
        return ranked[:2]

    def two_persons(self, i: int) -> list[Argument]:
        """The two persons that `the two ministers` at word `i` are: those named so far, if they are just two."""
        before = [it for it in self._first_named[:3] if it.start < i]
        return before if len(before) == 2 else []

    @cached_property
    def _first_named(self) -> list[Argument]:
        """Where each person is named first, in order."""
        first: dict[Ref, Argument] = {}
        for item in self.arguments:
            if item.kind == "person":
                first.setdefault(item.ref, item)
        return list(first.values())
