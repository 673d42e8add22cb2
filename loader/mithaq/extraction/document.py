"""An article as the rules see it: words with what the lexicon knows of them, sentences, and phrases found."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

from pyarabic.araby import (
    ALEF,
    ALEF_MADDA,
    DAMMATAN,
    FATHATAN,
    KASRATAN,
    LAM,
    TATWEEL,
    TEH_MARBUTA,
    WAW,
    YEH_HAMZA,
)

from mithaq.extraction import homographs, resegmentation
from mithaq.extraction.particles import AL
from mithaq.extraction.records import record
from mithaq.extraction.work import WorkLimitError, allowed_lookups
from mithaq.language.dates import DateMention, find_dates_in
from mithaq.language.fold import MARK, clean_label, fold
from mithaq.language.tokens import normalize_token, sentence_ends, token_spans
from mithaq.lexicon import LexicalEntry, Lexicon, Word
from mithaq.reading.article import Article, Span

if TYPE_CHECKING:
    from mithaq.extraction.mentions.body_phrase import OrganizationPhrase

__all__ = ["Chunk", "Document", "LexiconMatch"]


_NOUNS = frozenset({"role", "title", "plural"})
_GEOGRAPHIC = frozenset({"state", "capital", "place"})


@record(frozen=True, slots=True)
class LexiconMatch:
    """A phrase of the lexicon found at words `start` to `end`, with the proclitics before it; `letters` is how long its
    first word is without them and without the article."""

    start: int
    end: int
    proclitics: str
    article: bool
    entry: LexicalEntry
    letters: int = 0


@dataclass(slots=True)
class Chunk:
    """Words `start` to `end` taken together as one phrase of a kind: date, person, post, body, state, place,
    agreement, forum. `value` is what the rules that found it say of it; `proclitics` hang on its first word."""

    start: int
    end: int
    kind: str
    value: Any
    proclitics: str = ""


def _is_noun(written: str) -> bool:
    """Whether a word shows by its spelling that it is a noun: ta marbuta, or nunation."""
    end = len(written)
    while end > 1 and not written[end - 1].isalpha():
        if written[end - 1] in _NUNATION:
            return True
        end -= 1
    return written[end - 1] == TEH_MARBUTA or (end > 1 and written[end - 2] in _NUNATION)


@lru_cache(maxsize=50_000)
def _words_of(written: str, lexicon: Lexicon) -> tuple[tuple[int, int, Word], ...]:
    """The words of one token as the article writes it, several where some are glued together: where each starts and
    ends in it, and what the lexicon knows of it."""
    folded, start, found = fold(written), 0, []
    while start < len(written):
        end = start + resegmentation.split_offset(folded[start:], lexicon)
        end = end if end > start else len(written)
        text = normalize_token(folded[start:end].replace(" ", ""))
        found.append((start, end, lexicon.word(text, _is_noun(written[start:end]))))
        start = end
    return tuple(found)


@lru_cache(maxsize=50_000)
def _shared(word: Word) -> str:
    """The word without proclitics and article if several states or cities are called so, else empty."""
    table = homographs.senses()
    return next((stem for _, stem, _ in word.stems if stem in table), "")


@lru_cache(maxsize=4_000)
def _label(written: str, cut: int) -> str:
    text = clean_label(written)
    text = (AL if text[:cut].endswith(LAM + LAM) else "") + text[cut:]
    text = text if "(" in text else text.replace(")", "")
    return text.replace("_", " ").replace("#", "").replace("*", "").strip()


_LONE_AND = re.compile(rf"(?<![^\W\d_]){WAW}(?![^\W\d_])")  # an `and` with no letter beside it
_LONE_MARK = re.compile(rf"(?<![^\W\d_]){MARK}+(?![^\W\d_])")
_NUNATION = FATHATAN + DAMMATAN + KASRATAN
_SURNAME = 5  # bearers of a family name at least, from which on a word is a name rather than an adjective
_LONGEST = 300  # words of a sentence at the most: text without full stops is cut, at a comma where there is one


def _bounded(texts: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = next(
            (k + 1 for k in range(start + _LONGEST - 1, start + _LONGEST // 2, -1) if texts[k] == ","), start + _LONGEST
        )
        yield start, cut
        start = cut
    yield start, end


def _unmarked(folded: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans without the signs of hashtags (# before a word, _ between two) and without asterisks at a word, which
    emphasise it."""
    for start, end in spans:
        sign = folded[start:end]
        after = folded[end : end + 1].isalpha()
        if after and (sign == "#" or (sign == "_" and start and folded[start - 1].isalpha())):
            continue
        if sign == "*" and folded[max(start - 1, 0) : end + 1].strip() != "*":
            continue
        yield start, end


def _without_controls(content: str, folded: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that hold more than marks of text direction, joiners and other controls, as before a number."""
    for start, end in spans:
        if folded[start:end].strip(MARK) or TATWEEL in content[start:end]:
            yield start, end


def _joined(folded: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans of words, an `and` that stands by itself, as some outlets write it, with the word after it."""
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held is not None:
            letters = folded[start].isalpha() and not folded[start].isascii()
            if start == held[1] + 1 and folded[held[1]] == " " and letters:
                start = held[0]
            else:
                yield held
            held = None
        if end == start + 1 and folded[start] == WAW:
            held = start, end
        else:
            yield start, end
    if held is not None:
        yield held


class Document:
    """The words of an article's body. Indices count words; `span` leads back to the content."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self.article, self.lexicon, self.content = article, lexicon, article.content
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentences: list[tuple[int, int]] = []
        self.words: list[Word] = []
        folded = fold(article.content)
        self._segment(folded)
        self._lookups_allowed = self._lookups_left = allowed_lookups(len(self.texts))
        self._sentence_starts = [s for s, _ in self.sentences]
        self._by_form: dict[object, dict[str, list[int]]] = {}
        self.name_ends: dict[tuple[int, bool, int], int] = {}
        """Where names end that `names.name_end` has read, by what it was asked."""
        self.bodies: dict[int, OrganizationPhrase | None] = {}
        """The bodies that `organization_phrases.parse_organization` has read, by their first words."""
        self._occurrences: dict[frozenset[str], list[int]] = {}
        self.hits: dict[int, list[LexiconMatch]] = {}
        for i, known in enumerate(self.words):
            if known.nodes and (found := self._matches(i)):
                self.hits[i] = found
        self._settle_homographs()
        self.blocked = self._block()
        self.dates: list[tuple[int, int, DateMention]] = []
        parts = ((part.start, part.end) for part in article.body)
        for mention in find_dates_in(article.content, article.date, parts, folded):
            first, last = self.index(mention.start), self.index(mention.end - 1) + 1
            if self.texts[first - 1] != '"' or self.texts[last : last + 1] != ['"']:  # a name: the "23 March" group
                self.dates.append((first, last, mention))
        self.in_date = {i for a, b, _ in self.dates for i in range(a, b)}

    def _segment(self, folded: str) -> None:
        """Divide the folded content into words and sentences."""
        content, lexicon, texts, words = self.content, self.lexicon, self.texts, self.words
        starts, ends = self.starts, self.ends
        marked = any(sign in folded for sign in "#_*")
        lone = _LONE_AND.search(folded) is not None
        controls = _LONE_MARK.search(folded) is not None
        for part in self.article.body:
            first = last = len(texts)
            spans = token_spans(folded, part.start, part.end)
            spans = _without_controls(content, folded, spans) if controls else spans
            spans = _unmarked(folded, spans) if marked else spans
            spans = _joined(folded, spans) if lone else spans
            for start, end in spans:
                for first_letter, past_letter, word in _words_of(content[start:end], lexicon):
                    starts.append(start + first_letter)
                    ends.append(start + past_letter)
                    words.append(word)
            texts += [word.text for word in words[first:]]
            starts.append(part.end)  # a paragraph ends: no phrase reaches across
            ends.append(part.end)
            texts.append("\n")
            words.append(lexicon.word("\n"))
            for stop in sentence_ends(texts[first:]):
                if first + stop > last:
                    self.sentences += _bounded(texts, last, first + stop)
                last = first + stop

    def _matches(self, i: int) -> list[LexiconMatch]:
        """The phrases of the lexicon that start at word `i`, the longest first."""
        found = [
            LexiconMatch(i, end, pro, al, e, n)
            for end, pro, al, n, e in self.lexicon.phrases(self.words, i)
            if e.category not in _NOUNS or self._is_noun(i, e, al)
        ]
        if len(found) > 1:
            found.sort(key=lambda h: (-h.end, len(h.proclitics), h.article != h.entry.definite))
        return found

    def _settle_homographs(self) -> None:
        """Give each name that several states or cities share the one meaning that its article decides for."""
        shared = {i: name for i in self.hits if (name := _shared(self.words[i]))}
        if not shared:
            return
        named = self._named_beside(shared)
        for i, name in shared.items():
            hits = self.hits.get(i, [])
            if any(h.end > i + 1 for h in hits) or self._indefinite_adjective(i):
                continue  # part of a longer name
            spelling, joined = self.text(i, i + 1), self._joined_states(i)
            meant = next((s.entry for s in homographs.senses()[name] if s.applies(spelling, joined, named)), None)
            if meant is not None:
                pro, _, article = next(stem for stem in self.words[i].stems if stem[1] == name)
                match = LexiconMatch(i, i + 1, pro, article, meant, len(name))
                self.hits[i] = [*(h for h in hits if h.entry.category not in _GEOGRAPHIC), match]

    def _indefinite_adjective(self, i: int) -> bool:
        """Whether word `i` is the adjective of a noun with nunation: a Korean (delegation)."""
        return i > 0 and bool(self.words[i].nisbas) and self.texts[i - 1].endswith(ALEF)

    def _joined_states(self, i: int) -> frozenset[str]:
        """The codes of the states that an `and` joins to word `i`."""
        after = self.find(i + 1, "state") if i + 1 < len(self.texts) and self.texts[i + 1].startswith(WAW) else None
        before = self.find(i - 1, "state") if i and self.texts[i].startswith(WAW) else None
        return frozenset(h.entry.value for h in (after, before) if h is not None)

    def _named_beside(self, shared: Container[int]) -> frozenset[str]:
        """The codes of the states that the article names by other words than the `shared` names."""
        return self.adjectives.union(
            h.entry.value
            for i, hits in self.hits.items()
            for h in hits
            if h.entry.category in _GEOGRAPHIC and (h.end > i + 1 or i not in shared)
        )

    def _block(self) -> dict[int, int]:
        """The words of phrases that hold a state's name or adjective and mean no state (the South China Sea), each with
        the end of its phrase; what the tables know inside of them is no longer known there."""
        blocked: dict[int, int] = {}
        for i in sorted({i for i, hits in self.hits.items() for h in hits if h.entry.category == "block"}):
            hit = self.find(i, "block")
            if hit is None or hit.entry.words == 1 or hit.article != hit.entry.definite:
                continue
            if any(h.end > hit.end for h in self.hits[i]):
                continue  # a body that is called after it
            blocked.update((k, hit.end) for k in range(i, hit.end))
            for k in range(i + 1, hit.end):
                self.hits.pop(k, None)
        return blocked

    @cached_property
    def named(self) -> frozenset[str]:
        """The codes of the states that the article names outright, or whose capitals it names."""
        return frozenset(
            h.entry.value
            for hits in self.hits.values()
            for h in hits
            if h.entry.category in ("state", "capital") and h.article == h.entry.definite and not h.entry.ambiguous
        )

    @cached_property
    def in_full(self) -> frozenset[str]:
        """The first names of the bodies that the article names by a phrase of several words."""
        return frozenset(
            h.entry.value.name_ar
            for hits in self.hits.values()
            for h in hits
            if h.entry.category == "organization" and h.entry.words > 1
        )

    @cached_property
    def described(self) -> frozenset[str]:
        """The first names of the bodies of one word that an adjective of no state follows, as a noun: the air base."""
        return frozenset(
            h.entry.value.name_ar
            for hits in self.hits.values()
            for h in hits
            if h.entry.category == "organization"
            and h.entry.words == 1
            and self.describes(h.end)
            and not self.words[h.end].nisbas
        )

    def describes(self, i: int) -> bool:
        """Whether word `i` is a definite adjective that makes a noun of the name before it: (the) air (base)."""
        word = self.words[i] if i < len(self.words) else None
        if word is None or not word.definite or word.text.startswith(WAW):
            return False
        return bool(word.pos) and word.surname_count < _SURNAME

    @cached_property
    def starts_of(self) -> Mapping[str, list[int]]:
        """The words at which the phrases of each category start, in order."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for i in sorted(self.hits):
            for category in {h.entry.category for h in self.hits[i]}:
                found[category].append(i)
        return found

    @cached_property
    def role_starts(self) -> frozenset[int]:
        """The words at which a post of the lexicon starts."""
        return frozenset(self.starts_of["role"])

    @cached_property
    def body_starts(self) -> frozenset[int]:
        """The words at which a body of the lexicon, or a noun for bodies, starts."""
        return frozenset(self.starts_of["body"]).union(self.starts_of["organization"])

    @cached_property
    def _positions(self) -> dict[str, list[int]]:
        """Where each word of the article stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for k, text in enumerate(self.texts):
            found[text].append(k)
        return found

    def occurrences(self, group: frozenset[str], start: int = 0, end: int | None = None) -> list[int]:
        """The words `start` to `end` (default: of the article) that are in a group, in order."""
        found = self._occurrences.get(group)
        if found is None:
            common = group & self.vocabulary
            found = sorted(k for text in common for k in self._positions[text]) if common else []
            self._occurrences[group] = found
        return found if not found or end is None else found[bisect_left(found, start) : bisect_left(found, end)]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The folded words of the body as they stand."""
        return frozenset(self.texts)

    @cached_property
    def forms(self) -> frozenset[Word]:
        """What the lexicon knows of the words of the body, each once."""
        return frozenset(self.words)

    @cached_property
    def adjectives(self) -> frozenset[str]:
        """The codes of the states whose adjectives the article uses."""
        return frozenset(n.code for w in self.forms for n in w.nisbas if n.code and not n.ambiguous)

    def by_form(self, kinds_of: Callable[[Word, Lexicon], Iterable[str]]) -> Mapping[str, list[int]]:
        """The words, in order, by each of the kinds that `kinds_of` gives for their form; found once."""
        if kinds_of not in self._by_form:
            found = self._by_form[kinds_of] = defaultdict(list)
            for i, kinds in enumerate(map(kinds_of, self.words, repeat(self.lexicon))):
                for kind in kinds:
                    found[kind].append(i)
        return self._by_form[kinds_of]

    def _is_noun(self, i: int, entry: LexicalEntry, article: bool) -> bool:
        """Whether a title has the article just if its entry has it, and a single word is spelt like the entry where it
        matters: qayid, a name, is not qaid, a leader, nor is amr, a matter, amir, a commander."""
        if entry.category == "title" and article != entry.definite:
            return False
        if entry.words > 1 or (YEH_HAMZA not in entry.form and ALEF_MADDA not in entry.form):
            return True
        return all(sign not in entry.form or sign in self.text(i, i + 1) for sign in (YEH_HAMZA, ALEF_MADDA))

    def index(self, offset: int) -> int:
        """The word at, or before, an offset of the content."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span(self, start: int, end: int) -> Span:
        """Where words `start` to `end` stand in the content."""
        return Span(self.starts[start], self.ends[end - 1])

    def text(self, start: int, end: int) -> str:
        return self.content[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def label(self, start: int, end: int, cut: int = 0) -> str:
        """Words as a label: the article's spelling, clean, without the first `cut` letters (proclitics), with the
        article that li- swallowed (llasad → alasad)."""
        return _label(self.content[self.starts[start] : self.ends[end - 1]], cut)

    def name(self, hit: LexiconMatch, end: int | None = None) -> str:
        """A phrase as a name: without proclitics, and with the article that li- swallowed (llamm → alamm)."""
        text = self.label(hit.start, end or hit.end)
        first, _, rest = text.partition(" ")
        if hit.proclitics and not hit.article:
            first = first[len(hit.proclitics) :]
        elif hit.proclitics:
            dropped = len(self.label(hit.start, hit.start + 1)) - hit.letters  # a name may go on without a space
            first = (AL if hit.article else "") + first[dropped:]
        return f"{first} {rest}".strip()

    def sentence(self, i: int) -> int:
        """The number of the sentence that holds word `i`."""
        return bisect_right(self._sentence_starts, i) - 1

    def sentence_before(self, i: int, count: int = 1) -> int:
        """The number of the sentence some sentences before that of word `i`, without the ends of paragraphs; at least
        0."""
        number = self.sentence(i)
        while number > 0 and count > 0:
            number -= 1
            start, end = self.sentences[number]
            count -= end - start > 1 or self.texts[start] != "\n"
        return number

    def passage(self, i: int) -> Span:
        """The sentence around word `i`, without line ends at its borders."""
        start, end = self.sentences[self.sentence(i)]
        while end > start + 1 and self.texts[end - 1] == "\n":
            end -= 1
        while start < end - 1 and self.texts[start] == "\n":
            start += 1
        return self.span(start, end)

    def find(self, i: int, *categories: str) -> LexiconMatch | None:
        """The longest phrase of these categories that starts at word `i`.

        Raises:
            WorkLimitError: more lookups than `mithaq.extraction.work` allows.
        """
        left = self._lookups_left = self._lookups_left - 1
        if left < 0:
            raise WorkLimitError(f"took more than {self._lookups_allowed:,} lookups of phrases")
        if i in self.hits:
            for hit in self.hits[i]:
                if hit.entry.category in categories:
                    return hit
        return None

    def find_all(self, *categories: str) -> Iterator[LexiconMatch]:
        """Every longest phrase of these categories, in order; one never starts inside another."""
        last = 0
        for i in sorted({i for category in categories for i in self.starts_of[category]}):
            if i >= last and (hit := self.find(i, *categories)) is not None:
                yield hit
                last = hit.end
