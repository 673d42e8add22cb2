"""When and where the event at a word happens, on top of who stands around it and whom it speaks of."""

from __future__ import annotations

from pyarabic.araby import BEH, WAW

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.particles import AL, BETWEEN, WITH
from mithaq.extraction.syntax.surroundings import IDAFA
from mithaq.extraction.syntax.topics import Topics
from mithaq.language.dates import DateMention
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon import LexicalEntry
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["IDAFA", "SIGNING", "ClauseContext"]

_RELATIVE = 8
"""Words from a relative pronoun to a date in its clause, and from the antecedent to the pronoun."""
SIGNING = ("sign", "initial", "ratify", "agree", "end", "finish", "negotiate")
"""Frames of what is done to agreements."""


def _state_of(city: LexiconMatch, hit: LexiconMatch) -> bool:
    """Whether a place is the state of the city named right before it (in Sharm el-Sheikh in Egypt)."""
    same = city.end == hit.start and city.entry.value == hit.entry.value
    return same and hit.entry.category == "state" and city.entry.category != "state"


class ClauseContext(Topics):
    """The clauses of an article, asked by place: who, when and where."""
class ClauseContext:
    """The items of an article, asked by place."""

    def __init__(
        self, doc: Document, items: list[Argument], states: list[StateMention] | None = None, home: str | None = None
    ) -> None:
        self.doc, self.arguments, self.home = doc, items, home
        self.state_mentions = states or []
        self.states_of: dict[Ref, str] = {}  # the state each official serves, where there is one
        self.body_names: dict[int, str] = {}  # the name of the body at each word where one starts
        self._starts = [it.start for it in items]
        named = {k for it in items if it.kind in ("person", "post", "body") for k in range(it.start, it.end)}
        self.triggers = Triggers(doc, named)
        self.agreement_hits = list(doc.find_all("agreement"))
        self.meeting_nouns = {t.at for t in self.triggers.of("meet", "call") if t.noun}
        self._barriers = [0]  # how many words before each one open a that-clause or a quotation
        for text in doc.texts:
            self._barriers.append(self._barriers[-1] + (text in Words.THAT or text == ":"))
        self._date_starts = [a for a, _, _ in doc.dates]
        self._places: dict[int, list[LexiconMatch]] = {}
        first: dict[Ref, Argument] = {}
        for item in items:
            if item.kind == "person":
                first.setdefault(item.ref, item)
        self._first_seen = sorted(first.values(), key=lambda it: it.start)

    def arguments_in(self, start: int, end: int) -> list[Argument]:
        """The items that start at words `start` to `end`."""
        return self.arguments[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def following(self, start: int, end: int) -> list[Argument]:
        """The actors at words `start` to `end` that a clause may have as arguments: those in asides are left out."""
        return list(self.each_following(start, end))

    def each_following(self, start: int, end: int) -> Iterator[Argument]:
        """The same one by one, for who stops reading early."""
        k = start
        for n in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            item = self.arguments[n]
            if item.start < k:
                continue
            while k < item.start and (past := self.aside_end(k)) <= item.start:
                k = max(past, k + 1)
            if item.start >= k:
                yield item
                k = item.end

    def aside_end(self, k: int) -> int:
        """One past the aside that opens at word `k`, or `k`: a relative clause between commas, words in brackets or
        between dashes."""
        comma = self._aside(k)
        if comma > 0:
            return comma + 1
        close = _CLOSING.get(self.doc.texts[k])
        if close is None:
            return k
        _, end = self.bounds(k)
        at = next((j for j in range(k + 1, min(end, k + _ASIDE)) if self.doc.texts[j] == close), k)
        return at + 1 if at > k else k

    def dates_in(self, start: int, end: int) -> list[tuple[int, int, DateMention]]:
        """The dates that start at words `start` to `end`: (first word, one past the last, mention)."""
        return self.doc.dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def states_in(self, start: int, end: int) -> list[StateMention]:
        """The states referred to at words `start` to `end`."""
        found = self.state_mentions
        first, last = (bisect_left(found, k, key=lambda m: m.start) for k in (start, end))
        return found[first:last]

    def agreements_in(self, start: int, end: int) -> list[LexiconMatch]:
        """The nouns for agreements at words `start` to `end`."""
        hits = self.agreement_hits
        return hits[bisect_left(hits, start, key=lambda h: h.start) : bisect_left(hits, end, key=lambda h: h.start)]

    def crosses_clause(self, start: int, end: int) -> bool:
        return self._barriers[end] > self._barriers[start]

    def bounds(self, i: int) -> tuple[int, int]:
        return self.doc.sentences[self.doc.sentence(i)]

    def opens_clause(self, k: int) -> bool:
        """Whether word `k` starts another clause: that-, a relative, or a verb."""
        word = self.doc.words[k]
        if word.kind == "sign":
            return word.text in (":", ";", ".")
        if word.text in Words.THAT or word.text in Words.RELATIVE:
            return True
        if word.text in Words.CLAUSE:
            return True
        if word.text in Words.DELEGATION or word.text in Words.RESIDENCE:
            return False  # a noun, whatever verb it might be
        return (
            bool(word.verbs)
            and not word.definite
            and not word.nodes
            and (not word.pos or word.verbs[0].event_class != "say")
        )

    def _aside(self, k: int) -> int:
        """The comma that closes a relative clause set off at word `k` (", who is visiting Morocco,"), or -1."""
        if self.doc.texts[k] not in Words.RELATIVE or self.doc.texts[k - 1] != ",":
            return -1
        _, end = self.bounds(k)
        return next((j for j in range(k + 2, min(end, k + 30)) if self.doc.texts[j] == ","), -1)

    def adverbial(self, start: int, end: int) -> bool:
        """Whether words `start` to `end` only say when, where or how, so that the actors around them belong
        together."""
        phrase = False  # inside a prepositional phrase, whose nouns are no actors of the clause
        past = start  # an aside ends here
        for k in range(start, end):
            if k < past:
                continue
            word = self.doc.words[k]
            past = self.aside_end(k)
            if (
                k in self.doc.in_date
                or word.function_class in ("adv", "quant", "pron")
                or word.text in Words.COUNTERPARTS
            ):
                continue
            if word.kind != "word":
                phrase = False
                continue
            clitic = (not word.is_listed_form or word.text.startswith(BEH + AL)) and any(
                p and p[-1] in BEH + LAM + KAF for p, _, _ in word.stems[1:]
            )
            if word.function_class == "prep" or clitic:
                phrase = True
                continue
            if not phrase and not any(
                h.entry.category in ("title", "capital", "place") for h in self.doc.hits.get(k, ())
            ):
                return False
        return True

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
            aside = next((c for j in range(k, item.start) if (c := self.aside_end(j)) > j), -1)
            if aside >= 0:
                k = aside
                n = bisect_left(self._starts, k)
                limit += 30
                continue
            if not through and any(self.opens_clause(j) for j in range(k, item.start) if j not in self.doc.in_date):
                break
            found.append(item)
            k = item.end
            n += 1
        return found

    def preceding_argument(self, i: int) -> Argument | None:
        """The item that ends just before word `i`, with nothing but commas, dates and particles between."""
        start, _ = self.bounds(i)
        n = bisect_left(self._starts, i) - 1
        if n < 0:
            return None
        item = self.arguments[n]
        if item.end > i or item.start < start:
            return None
        if item.start and self.doc.texts[item.start - 1] == "(" and self.doc.texts[item.end : item.end + 1] == [")"]:
            return None  # an aside: the agency that a picture is of
        for k in range(item.end, i):
            word = self.doc.words[k]
            if k in self.doc.in_date and word.text.startswith(WAW) and self.doc.texts[k - 1] == ",":
                return None  # (A met B), and yesterday met C: of one before
            if (
                k in self.doc.in_date
                or word.text in (",", '"', ")", "(", "-")
                or word.text in Words.RELATIVE
                or (word.function_class in ("part", "future") and not word.text.startswith((WAW, FEH)))
                or word.text in Words.FOR_HIS_PART
            ):
                continue
            return None  # also at and-, so- before a particle, which open a clause with a subject of its own
        return item

    def unnamed_before(self, t: Trigger) -> bool:
        """Whether a definite noun right before a verb is its subject (the president met), though nobody known."""
        start, _ = self.bounds(t.at)
        word = self.doc.words[t.at - 1] if t.at > start and not t.conjunction and not t.noun else None
        return word is not None and word.definite and not word.function_class and t.at - 1 not in self.doc.in_date

    def clause_subject(self, i: int) -> Argument | None:
        """Who the last verb before word `i` in its sentence has as its subject, right after it: whom `and he ...` goes
        on to speak of."""
        start, _ = self.bounds(i)
        for item in reversed(self.arguments_in(start, i)):
            verb = self.doc.words[item.start - 1] if item.start > start else None
            if verb is not None and verb.verbs and not item.place and not self.case_marker(item):
                return item
        return None

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
        for letter in item.proclitics:
            if letter in BEH + LAM + KAF:
                return letter
        if item.start == 0:
            return ""
        before = self.doc.words[item.start - 1]
        if before.verbs and item.start > 1 and self.doc.texts[item.start - 2] in Words.MAY:
            return ""  # has expressed, rather than across
        if before.text == '"' and item.start > 1 and self.doc.words[item.start - 2].function_class == "prep":
            return self.doc.texts[item.start - 2]  # with "A"
        if before.text == WAW + WITH:  # and with
            return WITH
        if item.kind in ("body", "state", "post") and not item.proclitics and self._annexes(item.start - 1):
            return IDAFA
        each = self.doc.texts[item.start - 2] if before.text == FROM and item.start > 1 else ""
        if each in Words.EACH:
            with_each = item.start > 2 and self.doc.texts[item.start - 3] == WITH
            return WITH if with_each else ""  # (with) each of A and B: governed by what stands before
        if each[1:] in Words.EACH and each[0] in BEH + LAM:
            return each[0]  # (he met) with each of A and B
        return (
            before.text
            if (before.function_class == "prep" and not before.text.startswith(WAW)) or before.text == WITH
            else ""
        )

    def denied(self, i: int) -> bool:
        """Whether what word `i` tells is said not to be so: a negation before it, something called off or refused, or
        a verb of denial with little but its subject in between."""
        low, _ = self.bounds(i)
        words = self.doc.words
        if any(words[k].function_class == "neg" for k in range(max(low, i - 2), i)) or self.supposed(i):
            return True
        if self.triggers.of("end", "deny", "reject", "postpone", start=max(low, i - 5), end=i):
            return True
        for verb in self.triggers.of("deny", start=max(low, i - 20), end=i):
            named = {k for it in self.arguments_in(verb.end, i) for k in range(it.start, it.end)}
            between = [k for k in range(verb.end, i + 1) if k not in named]
            joined = any(v.conjunction == WAW for k in between for v in words[k].verbs)
            if len(between) <= 9 and not joined and not any(words[k].kind == "sign" for k in between):
                return True
        return False

    def supposed(self, i: int) -> bool:
        """Whether word `i` is in what is only supposed: if, in case."""
        low, _ = self.bounds(i)
        texts = self.doc.texts
        for k in range(i - 1, max(low, i - 5) - 1, -1):
            if self.doc.words[k].kind == "sign":
                return False
            if texts[k] in Words.IF or (texts[k] in Words.CASE and texts[k - 1].removeprefix(WAW) == IN):
                return True
        return False

    def _annexes(self, k: int) -> bool:
        """Whether word `k` is a noun that the next one is the genitive of (the work of the Assembly, the stance of
        X)."""
        word = self.doc.words[k]
        if (
            word.kind != "word"
            or word.definite
            or word.function_class
            or word.verbs
            or "n" not in word.pos
            or self._owned(k)
        ):
            return False
        stems = {stem for _, stem, _ in word.stems}
        of_states = Words.STATE_NOUN | Words.SIDE | Words.STATES_OF | Words.TWO_MINISTRIES
        return not stems & of_states and self.doc.find(k, "title") is None

    def _owned(self, k: int) -> bool:
        """Whether word `k` is a noun with a pronoun, which has no genitive: his office. Of words in -h those count
        that are more common without it."""
        surface, word = self.doc.text(k, k + 1), self.doc.words[k]
        stem = next((surface.removesuffix(e) for e in (HEH + ALEF, HEH + MEEM, HEH) if surface.endswith(e)), "")
        noun = self.doc.lexicon.word(normalize(stem)) if len(stem) > 2 else word
        return noun is not word and "n" in noun.pos and noun.zipf > word.zipf

    def discourse_topic(self, i: int, *, far: bool = True) -> Argument | None:
        """Whom a pronoun at word `i` speaks of: the first person of the sentence before it, else of the one before."""
        number = self.doc.sentence(i)
        for s in range(number, number - 4, -1) if far else (number,):
            if s < 0:
                break
            start, end = self.doc.sentences[s]
            people = [it for it in self.arguments_in(start, min(end, i)) if it.kind == "person" and not it.place]
            if s == number:  # (the spokesman said) that the minister came: of the minister
                inner = [
                    it for it in people if not self.crosses_clause(it.start, i) and self.crosses_clause(start, it.start)
                ]
                people = inner if any(not self.case_marker(it) for it in inner) else people
            if people and s < number and self._his(start, people[0].start):
                continue  # (in his meeting with) X: he is still the one spoken of before
            if people:
                return next((it for it in people if not self.case_marker(it)), people[0])
        return None

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
        before = [it for it in self._first_seen[:3] if it.start < i]
        return before if len(before) == 2 else []

    def sides(self, i: int) -> bool:
        """Whether `the two sides`, `the two ministers` stand in word `i`'s sentence within five words of it."""
        start, end = self.bounds(i)
        return any(self.doc.texts[k] in Words.TWO_PERSONS for k in range(max(start, i - 5), min(end, i + 6)))

    def date(self, i: int, *, forum: bool = True) -> DateMention | None:
        """The date said of an event at word `i`: the nearest in its sentence, later ones first, none across a
        clause; none that tells when a forum is to be held, unless the event is a `forum`."""
        best: tuple[int, DateMention] | None = None
        for a, b, mention in self.dates_in(*self.bounds(i)):
            if self.crosses_clause(i, a) if a >= i else self.crosses_clause(b, i):
                continue
            if (a > i and self._said_then(i, a)) or self._of_antecedent(i, a):
                continue
            if a > i and (self._of_another(i, a) or (not forum and self._held_then(i, a))):
                continue
            distance = a - i if a >= i else (i - b) * 2 + 3
            if best is None or distance < best[0]:
                best = distance, mention
        return best[1] if best and best[1].date is not None else None

    def _of_antecedent(self, i: int, a: int) -> bool:
        """Whether a date at word `a` is in a relative clause about something else than the event at word `i`: (the
        crisis) that broke out in June. A visit or a talk that the event was part of dates the event too."""
        low, _ = self.bounds(a)
        for k in range(a - 1, max(low, a - _RELATIVE) - 1, -1):
            if self.doc.words[k].kind == "sign":
                return False
            if self.doc.texts[k] in Words.RELATIVE:
                antecedent = range(max(low, k - _RELATIVE), k)
                event = any(self.doc.find(j, "event", "forum") is not None for j in antecedent[-3:])
                return not event and i not in antecedent and not k <= i <= a
        return False

    def _said_then(self, i: int, a: int) -> bool:
        """Whether a date at word `a` is of what is said of the event at word `i` (as the court announced yesterday)."""
        says = self.triggers.of("say", start=max(i + 1, a - 6), end=a)
        return any(not t.noun and not t.present and not self.doc.words[t.at].function_class for t in says)

    def _held_then(self, i: int, a: int) -> bool:
        """Whether a date at word `a` is of a forum named since word `i` (the session, due to be held in March)."""
        return any(text in Words.ITS_HOLDING for text in self.doc.texts[max(i + 1, a - 12) : a])

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
        return ahead if abs(ahead.first - written.first) < abs(past.first - written.first) else past

    def place(self, i: int) -> LexiconMatch | None:
        """Where an event at word `i` happens: the nearest place of its sentence after in- or bi-, none across a
        clause."""
        best: tuple[int, LexiconMatch] | None = None
        for hit in self._places_of(self.doc.sentence(i)):
            k = hit.start
            if self.crosses_clause(min(i, k), max(i, k)):
                continue
            if k > i and (self._of_another(i, k) or self._of_antecedent(i, k)):
                continue
            distance = k - i if k >= i else (i - k) * 2 + 2
            if best is None or distance < best[0]:
                best = distance, hit
        return best[1] if best else None

    def places(self, i: int) -> list[LexiconMatch]:
        """All places of the sentence of word `i` that a preposition governs, in order."""
        return self._places_of(self.doc.sentence(i))

    def _places_of(self, sentence: int) -> list[LexiconMatch]:
        """The places that a preposition governs in a sentence, outside the phrases of persons and bodies."""
        known = self._places.get(sentence)
        if known is None:
            start, end = self.doc.sentences[sentence]
            inside = {
                k
                for it in self.arguments_in(start, end)
                if it.kind in ("person", "body")
                for k in range(it.start, it.end)
            }
            found = [hit for k in range(start, end) if k not in inside and (hit := self._place_at(k)) is not None]
            known = self._places[sentence] = [
                hit for n, hit in enumerate(found) if not (n and _state_of(found[n - 1], hit))
            ]
        return known

    def _seat(self, k: int) -> LexiconMatch | None:
        """`The capital` with a state's adjective, where no name follows: that state's capital."""
        if k + 1 >= len(self.doc.words) or not self.doc.texts[k].endswith(OneWord.CAPITAL):
            return None
        code = next((n.code for n in self.doc.words[k + 1].nisbas if n.definite and n.code), None)
        if code is None or self.doc.find(k + 2, "capital", "place") is not None:
            return None
        pro = next((p for p, stem, al in self.doc.words[k].stems if al and stem == OneWord.CAPITAL), None)
        names = sorted(self.doc.lexicon.states[code].capitals_ar, key=len)
        if pro is None or not names:
            return None
        return LexiconMatch(k, k + 2, pro, names[0].startswith(AL), LexicalEntry("seat", code, names[0], False, 2))

    def _matter(self, k: int) -> bool:
        """Whether a place hangs on a noun for what is spoken of (the situation in, the developments in, on) X."""
        low, _ = self.bounds(k)
        texts = self.doc.texts
        return any(
            texts[j].removeprefix(WAW) in Words.MATTER and not (j and texts[j - 1] in Words.PLACE_NOUN)
            for j in range(max(low, k - 4), k)
        )

    def _of_a_thing(self, hit: LexiconMatch) -> bool:
        """Whether a place is said of something else than an event: (the agreement) signed in X, (a session) concerning
        X, (the minister) in X of that state, not least in X."""
        texts = self.doc.texts
        lead = hit.start - (not hit.proclitics)  # the preposition
        before = texts[lead - 1] if lead > 0 else ""
        if before in Words.SIGNED or before in Words.CONCERNING or before in Words.NOT_LEAST:
            return True
        if hit.entry.category != "state":
            return False
        holder = next((it for it in self.arguments_in(lead - 20, lead) if it.end == lead), None)
        return holder is not None and self.states_of.get(holder.ref) == hit.entry.value

    def _place_at(self, k: int) -> LexiconMatch | None:
        """A city or state at word `k` that a preposition of place governs, directly or through `the city of`."""
        seat = self._seat(k)
        hit = seat or next(
            (
                h
                for h in self.doc.hits.get(k, ())
                if h.entry.category in ("capital", "place", "state")
                and h.article == h.entry.definite
                and (not h.entry.ambiguous or h.proclitics.endswith(BEH))
            ),
            None,
        )
        body = self.doc.find(k, "organization")
        if hit is None or (seat is None and body is not None and body.end > hit.end):
            return None
        if self._matter(k) or self._of_a_thing(hit):
            return None  # the situation in X is what was spoken of
        if hit.proclitics.endswith(BEH):
            return hit
        if hit.proclitics:
            return None
        texts, words = self.doc.texts, self.doc.words
        for back in range(1, 7):
            j = k - back
            if j < 0:
                return None
            word = words[j]
            if word.text.removeprefix(WAW) in Words.PLACE_PREPOSITION:
                return hit
            if word.text == '"':
                continue
            if word.kind != "word" or word.verbs or word.text in (WITH, BETWEEN):
                return None
            if any(
                (pro.endswith(BEH) and stem in Words.PLACE_NOUN) or AL + stem in Words.PLACE_NOUN
                for pro, stem, _ in word.stems[1:]
            ):
                return hit
            if back > 1 and word.function_class:
                return None
            if texts[j].startswith(WAW):
                return None
        return None
