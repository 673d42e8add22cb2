"""Around a verb or an event noun: who stands to its left and right, where and when.

News Arabic puts the verb first (verb, subject, object) or the topic first (subject, verb, object). The helpers here
find the items in either order, stop at words that open another clause, and find the date and place said of an event.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from loader.extraction.actors import Item, event_words, pairs_with
from loader.extraction.document import Document, Hit
from loader.extraction.facts import Ref
from loader.language.dates import DateMention
from loader.language.fold import key
from loader.language.partial_date import PartialDate
from loader.lexicon import Entry
from loader.lexicon.authority import read_table
from loader.lexicon.lexicon import split

__all__ = ["Scene", "Trigger", "triggers"]

_RELATIVE = frozenset("\u0627\u0644\u0630\u064a \u0627\u0644\u062a\u064a \u0627\u0644\u0630\u064a\u0646".split())
_THAT = frozenset("\u0627\u0646 \u0627\u0646\u0647 \u0627\u0646\u0647\u0627 \u0628\u0627\u0646 \u0628\u0627\u0646\u0647 \u0628\u0627\u0646\u0647\u0627 \u0627\u0646\u0647\u0645 \u0627\u0646\u0646\u0627 \u0627\u0646\u0647\u0645\u0627".split())
_CAPITAL = "\u0639\u0627\u0635\u0645\u0647"
_MA, _BAYN, _IN = "\u0645\u0639", "\u0628\u064a\u0646", "\u0641\u064a"
_REACH = 45
SIGNING = frozenset({"sign", "initial", "ratify", "agree", "end", "negotiate"})
"""Frames of what is done to agreements."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that opens an event: a verb (`verb` set) or a noun, with the frame it belongs to. `holder` tells that
    an object or possessor pronoun hangs on it."""

    at: int
    end: int
    frame: str
    noun: bool
    passive: bool = False
    future: bool = False
    holder: bool = False
    conjunction: str = ""
    definite: bool = False
    number: str = "s"


@cache
def _nouns() -> dict[tuple[str, ...], tuple[str, bool]]:
    table: dict[tuple[str, ...], tuple[str, bool]] = {}
    for row in read_table("event_nouns.csv"):
        for form in split(row["form"]):
            table[tuple(key(form).split())] = (row["frame"], False)
        for stem in split(row["stem"]):
            for ending in ("\u0647", "\u0647\u0627", "\u0647\u0645\u0627", "\u0647\u0645"):
                table[(key(stem) + ending,)] = (row["frame"], True)
    return table


def triggers(doc: Document, frames: frozenset[str]) -> list[Trigger]:
    """The triggers of these frames in an article, in order; a verb reading wins over a noun only without an article."""
    nouns = _nouns()
    found: list[Trigger] = []
    skip = -1
    for i, word in enumerate(doc.words):
        if i < skip or word.kind != "word" or i in doc.in_date:
            continue
        noun = _noun(doc, i, nouns)
        if noun:
            end, frame, holder, definite, conjunction = noun
            if frame in frames:
                found.append(Trigger(i, end, frame, True, holder=holder, definite=definite, conjunction=conjunction))
            skip = end
            continue
        for verb in word.verbs:
            if verb.frame in frames and (not verb.ambiguous or _verbal(doc, i)):
                found.append(
                    Trigger(i, i + 1, verb.frame, False, verb.passive, verb.future or _future(doc, i), verb.object,
                            verb.conjunction, number=verb.number)
                )  # fmt: skip
                break
    return found


def _verbal(doc: Document, i: int) -> bool:
    """Whether a word that is a noun as well stands where verbs do: first in its sentence, after a sign or a particle."""
    if i == 0 or doc.words[i].verbs[0].conjunction or doc.sentences[doc.sentence(i)][0] == i:
        return True
    before = doc.words[i - 1]
    return before.kind != "word" or before.cls in ("conj", "part", "rel", "future", "neg")


def _noun(
    doc: Document, i: int, nouns: dict[tuple[str, ...], tuple[str, bool]]
) -> tuple[int, str, bool, bool, str] | None:
    for pro, stem, article in doc.words[i].stems:
        if pro not in ("", "\u0648", "\u0641", "\u0628", "\u0644", "\u0648\u0628", "\u0648\u0644"):
            continue
        for n in (2, 1):
            rest = tuple(w.removeprefix("\u0627\u0644") if article else w for w in doc.texts[i + 1 : i + n])
            entry = nouns.get((stem, *rest))
            if entry and not (article and entry[1]):
                return i + n, entry[0], entry[1], article, pro[:1] if pro[:1] in ("\u0648", "\u0641") else ""
    return None


def _future(doc: Document, i: int) -> bool:
    words = event_words()
    return any(words.get(doc.texts[k]) == "planned" for k in range(max(0, i - 4), i))


class Scene:
    """The items of an article, asked by place."""

    def __init__(self, doc: Document, items: list[Item]) -> None:
        self.doc, self.items = doc, items
        self.states_of: dict[Ref, str] = {}  # the state each official serves, where there is one
        self._starts = [it.start for it in items]
        self.agreement_hits = list(doc.find_all("agreement"))
        self.signings = triggers(doc, SIGNING)
        self.meeting_nouns = {t.at for t in triggers(doc, frozenset({"meet", "call"})) if t.noun}

    def bounds(self, i: int) -> tuple[int, int]:
        return self.doc.sentences[self.doc.sentence(i)]

    def opens_clause(self, k: int) -> bool:
        """Whether word `k` starts another clause: that-, a relative, or a verb."""
        word = self.doc.words[k]
        if word.kind == "sign":
            return word.text in (":", ";", ".")
        if word.text in _THAT or word.text in _RELATIVE:
            return True
        return bool(word.verbs) and not word.definite and not word.nodes and (not word.pos or word.verbs[0].frame != "say")

    def right(self, start: int, *, limit: int = _REACH, through: bool = False) -> list[Item]:
        """Items after word `start - 1` in its sentence, until another clause opens (`through` reads on past it)."""
        _, end = self.bounds(start - 1)
        found: list[Item] = []
        k = start
        n = bisect_left(self._starts, start)
        while n < len(self.items):
            item = self.items[n]
            if item.start >= end or item.start - start > limit:
                break
            if not through and any(self.opens_clause(j) for j in range(k, item.start) if j not in self.doc.in_date):
                break
            found.append(item)
            k = item.end
            n += 1
        return found

    def left(self, i: int) -> Item | None:
        """The item that ends just before word `i`, with nothing but commas, dates and particles between."""
        start, _ = self.bounds(i)
        n = bisect_left(self._starts, i) - 1
        if n < 0:
            return None
        item = self.items[n]
        if item.end > i or item.start < start:
            return None
        for k in range(item.end, i):
            word = self.doc.words[k]
            if k in self.doc.in_date or word.text in (",", '"', ")", "(", "-") or word.text in _RELATIVE or word.cls in ("part", "future"):
                continue
            return None
        return item

    def run(self, items: list[Item], first: int) -> list[Item]:
        """The item `first` of a list and those coordinated with it."""
        group = [items[first]]
        for item in items[first + 1 :]:
            if not pairs_with(group[-1], item, self.doc):
                break
            group.append(item)
        return group

    def governed(self, item: Item) -> str:
        """The preposition that governs an item: proclitic (b, l, k) or the word before it (with, between, in ...), or ""."""
        for letter in item.proclitics:
            if letter in "\u0628\u0644\u0643":
                return letter
        if item.start == 0:
            return ""
        before = self.doc.words[item.start - 1]
        if before.text[1:] == _MA:  # and with
            return _MA
        return before.text if before.cls == "prep" and not before.text.startswith("\u0648") or before.text == _MA else ""

    def topic(self, i: int, *, far: bool = True) -> Item | None:
        """Whom a pronoun at word `i` speaks of: the first person of the sentence before it, else of the one before."""
        number = self.doc.sentence(i)
        for s in (number, number - 1, number - 2) if far else (number,):
            if s < 0:
                break
            start, end = self.doc.sentences[s]
            stop = min(end, i)
            inside = [it for it in self.items if start <= it.start < stop and it.kind in ("person", "post", "body")
                      and not it.place]  # fmt: skip
            person = next((it for it in inside if it.kind == "person" and not self.governed(it)), None)
            person = person or next((it for it in inside if it.kind == "person"), None)
            if person:
                return person
        return None

    def two_sides(self, i: int) -> list[Ref]:
        """The two states that `the two countries` at word `i` are: the two named most before it, if others are rarer."""
        counts: dict[Ref, int] = {}
        for item in self.items:
            if item.start < i + 60 and item.ref.kind == "state" and not item.place:
                counts[item.ref] = counts.get(item.ref, 0) + (2 if item.start < i else 1)
        ranked = sorted(counts, key=lambda r: (-counts[r], r))
        if len(ranked) < 2 or len(ranked) > 2 and counts[ranked[2]] == counts[ranked[1]]:
            return []
        return ranked[:2]

    def two_persons(self, i: int) -> list[Item]:
        """The two persons that `the two ministers` at word `i` are: those named so far, if they are just two."""
        seen: dict[Ref, Item] = {}
        for item in self.items:
            if item.start < i and item.kind == "person":
                seen[item.ref] = item
        return list(seen.values()) if len(seen) == 2 else []

    def sides(self, i: int) -> bool:
        """Whether `the two sides`, `the two ministers` stand in word `i`'s sentence within five words of it."""
        start, end = self.bounds(i)
        words = event_words()
        return any(
            words.get(self.doc.texts[k]) == "persons" for k in range(max(start, i - 5), min(end, i + 6))
        )

    def date(self, i: int) -> DateMention | None:
        """The date said of an event at word `i`: the nearest in its sentence, later ones first, none across a clause."""
        start, end = self.bounds(i)
        best: tuple[int, DateMention] | None = None
        for a, b, mention in self.doc.dates:
            if not start <= a < end or mention.date is None:
                continue
            if a >= i:
                if any(self.doc.texts[k] in _THAT or self.doc.texts[k] == ":" for k in range(i, a)):
                    continue
                distance = a - i
            else:
                if any(self.doc.texts[k] in _THAT or self.doc.texts[k] == ":" for k in range(b, i)):
                    continue
                distance = (i - b) * 2 + 3
            if best is None or distance < best[0]:
                best = distance, mention
        return best[1] if best else None

    def day(self, i: int, *, planned: bool = False) -> PartialDate | None:
        """The day, month or year of an event at word `i`, read in its tense."""
        mention = self.date(i)
        return mention.read("future" if planned else None) if mention else None

    def place(self, i: int) -> Hit | None:
        """Where an event at word `i` happens: the nearest place of its sentence after in- or bi-, none across a clause."""
        start, end = self.bounds(i)
        best: tuple[int, Hit] | None = None
        inside = {k for it in self.items if it.kind in ("person", "body") for k in range(it.start, it.end)}
        for k in range(start, end):
            if k in inside:
                continue
            hit = self._place_at(k)
            if hit is None:
                continue
            lo, hi = (i, k) if k >= i else (k, i)
            if any(self.doc.texts[x] in _THAT or self.doc.texts[x] == ":" for x in range(lo, hi)):
                continue
            distance = k - i if k >= i else (i - k) * 2 + 2
            if best is None or distance < best[0]:
                best = distance, hit
        return best[1] if best else None

    def _seat(self, k: int) -> Hit | None:
        """`The capital` with a state's adjective, where no name follows: that state's capital."""
        if k + 1 >= len(self.doc.words) or not self.doc.texts[k].endswith(_CAPITAL):
            return None
        code = next((n.code for n in self.doc.words[k + 1].nisbas if n.definite and n.code), None)
        if code is None or self.doc.find(k + 2, "capital", "place") is not None:
            return None
        pro = next((p for p, stem, al in self.doc.words[k].stems if al and stem == _CAPITAL), None)
        names = self.doc.lexicon.states[code].capitals_ar
        if pro is None or not names:
            return None
        return Hit(k, k + 2, pro, names[0].startswith("\u0627\u0644"), Entry("seat", code, names[0], False, 2))

    def _place_at(self, k: int) -> Hit | None:
        """A city or state at word `k` that a preposition of place governs, directly or through `the city of`."""
        seat = self._seat(k)
        hit = seat or next((h for h in self.doc.hits.get(k, ()) if h.entry.category in ("capital", "place", "state")
                    and h.article == h.entry.definite and not h.entry.ambiguous), None)  # fmt: skip
        if hit is None or seat is None and self.doc.find(k, "organization") and self.doc.find(k, "organization").end > hit.end:  # type: ignore[union-attr]
            return None
        if hit.proclitics.endswith("\u0628"):
            return hit
        if hit.proclitics:
            return None
        texts, words = self.doc.texts, self.doc.words
        for back in range(1, 7):
            j = k - back
            if j < 0:
                return None
            word = words[j]
            if word.text == _IN or word.text in ("\u0641\u064a", "\u0642\u0631\u0628", "\u062f\u0627\u062e\u0644"):
                return hit
            if word.kind != "word" or word.verbs or word.text in (_MA, _BAYN):
                return None
            if any(pro.endswith("\u0628") and (doc_noun(self.doc, stem)) for pro, stem, _ in word.stems[1:]):
                return hit
            if back > 1 and word.cls:
                return None
            if texts[j].startswith("\u0648"):
                return None
        return None


def doc_noun(doc: Document, stem: str) -> bool:
    """Whether a stem is a noun of place or office (bi-maqarr, bi-madinat, bil-asima)."""
    return key(stem) in _places()


@cache
def _places() -> frozenset[str]:
    return frozenset(key(f) for row in read_table("place_words.csv") for f in split(row["form"]))
