"""The compiled lexicon: the possible meanings of words and phrases of Arabic news.

Compiled from the tables in `data/`, by an earlier process where there was one. A word is looked up as written and
without its proclitics. A phrase is matched from its first word, longest match first. The lexicon lists readings; rules
choose among them.
"""

from __future__ import annotations

import functools
import marshal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from pyarabic.araby import ALEF, BEH, KAF, NOON, TEH, YEH

from mithaq.language.tokens import proclitics
from mithaq.lexicon.authority_tables import OrganizationEntry, states
from mithaq.lexicon.lookup_tables import Phrases, lookup_tables, split
from mithaq.lexicon.word import AL, Nisba, VerbForm, Word, strip_article

__all__ = ["LexicalEntry", "Lexicon", "lexicon", "split", "strip_article"]

_CACHE = 200_000
_LETTER = 3  # letters in the Arabic name of a Latin letter
_OBJECTS = ("\u0647\u0645\u0627", "\u0647\u0627", "\u0647\u0645", "\u0647")  # -huma, -ha, -hum, -hu


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """A phrase of the lexicon.

    Attributes:
        category: The table it is from (state, capital, place, organization, role, title, body, agreement, forum,
            outlet).
        value: What the phrase denotes there.
        form: The spelling in the table.
        definite: Whether it starts with the article.
        words: Its number of words.
        ambiguous: Whether it has another meaning, so that it needs context.
    """

    category: str
    value: Any
    form: str
    definite: bool
    words: int
    ambiguous: bool = False


_SUFFIXES = (
    "\u0647\u0645\u0627",
    "\u0647\u0627",
    "\u0647\u0645",
    "\u0646\u0627",
    "\u0643\u0645",
    "\u0648\u0646",
    "\u064a\u0646",
    "\u0627\u062a",
    "\u0627\u0646",
    "\u0648\u0627",
    "\u062a\u0647",
    "\u0647",
    "\u0627",
    "\u062a",
    "\u064a",
)
_PREFIXES = (YEH, TEH, NOON, ALEF)  # of the imperfect
_PREPOSITIONS = (BEH, KAF)  # li- may stand before a verb


def _uninflected(stem: str) -> Iterator[tuple[str, str]]:
    """Strip inflection from a word that is not in the tables: (base form, part of speech this reading needs)."""
    for ending in _SUFFIXES:
        base = stem[: -len(ending)]
        if stem.endswith(ending) and len(base) > 2:
            yield base, ""
            if base.endswith("\u062a"):  # ta marbuta becomes ta before a pronoun
                yield base[:-1] + "\u0647", ""
            if ending in ("\u0627\u062a", "\u062a\u0647"):
                yield base + "\u0647", ""
    verb = stem[1:] if stem[0] == "\u0633" else stem
    if verb and verb[0] in _PREFIXES and len(verb) > 3:
        if verb is not stem:
            yield verb, "v"
        yield verb[1:], "v"
        for ending in _SUFFIXES:
            if verb.endswith(ending) and len(verb) - len(ending) > 3:
                yield verb[1 : -len(ending)], "v"


class _Inflected(NamedTuple):
    """A row of verbs.csv. `ambiguous` forms are also nouns or names."""

    event_class: str
    lemma: str
    tense: str
    number: str
    gender: str
    ambiguous: bool
    before_suffix: bool


def _joins(words: list[Word], j: int) -> bool:
    """Whether word `j` is a dot between the names of two letters, as in C.N.N., or a hyphen, as in Kim Jong-un."""
    if j + 1 >= len(words) or words[j + 1].kind != "word":
        return False
    letters = len(words[j - 1].text) <= _LETTER and len(words[j + 1].text) <= _LETTER
    return words[j].text == "-" or (words[j].text == "." and letters)


class _Node(dict[str, "_Node"]):
    __slots__ = ("entries",)

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[LexicalEntry] = []


class Lexicon:
    """All tables, compiled for look-up. Read-only after construction; share one instance (`lexicon()`)."""

    def __init__(self) -> None:
        tables = lookup_tables()
        self._phrases = tables.phrases
        self._nodes: dict[str, _Node] = {}
        self._bodies = tables.organizations
        self._organizations: dict[int, OrganizationEntry] = {}
        self._words: dict[str, Word] = {}
        self._nouns: dict[str, Word] = {}
        self._verbs = tables.verbs
        self._nisba = tables.nisba
        self._names = tables.names
        self._common = tables.common
        self._class = tables.function_class
        self._class_nouns = tables.class_nouns
        self.states = states()
        self.topics = tables.topics
        self.portfolios = tables.portfolios
        self.portfolio_words = tables.portfolio_words
        self.outlets = tables.outlets
        self.place_states = tables.place_states

    def _start(self, word: str) -> _Node | None:
        """The phrases that begin with a word (without the article), None if there are none."""
        if (known := self._nodes.get(word)) is not None or word not in self._phrases:
            return known
        start = _Node()
        phrases: Phrases = marshal.loads(self._phrases[word])
        for rest, entries in phrases:
            node = start
            for further in rest.split():
                node = node.setdefault(further, _Node())
            node.entries = [self._entry(*fields) for fields in entries]
        return self._nodes.setdefault(word, start)

    def _entry(self, category: str, value: Any, form: str, definite: bool, words: int, ambiguous: bool) -> LexicalEntry:
        denoted = self._organization(value) if category == "organization" else value
        return LexicalEntry(category, denoted, form, definite, words, ambiguous)

    def _organization(self, place: int) -> OrganizationEntry:
        if (known := self._organizations.get(place)) is not None:
            return known
        return self._organizations.setdefault(place, OrganizationEntry(*self._bodies[place]))

    def word(self, text: str, noun: bool = False) -> Word:
        """Look up a normalized word; the same object is returned for the same word while it is cached.

        Args:
            text: The word, normalized.
            noun: Whether it is written with ta marbuta or tanwin, which normalization hides and which a verb never has.
        """
        cache = self._nouns if noun else self._words
        known = cache.get(text)
        if known is None:
            if len(cache) >= _CACHE:
                cache.clear()
            known = self._look_up(text)
            if noun and (known.verbs or known.function_class):  # (a mechanism) folds like (to him), but is a noun
                known = replace(
                    known, verbs=(), function_class=known.function_class if text in self._class_nouns else ""
                )
            cache[text] = known
        return known

    def _look_up(self, text: str) -> Word:
        first = text[:1]
        if not first.isalpha():  # also what is left of a proclitic that stands alone
            return Word(text, (("", text, False),), kind="number" if first.isdigit() else "sign")
        if first.isascii():
            return Word(text, (("", text, False),), kind="latin")
        stems = proclitics(text)
        nodes, nisbas = [], []
        if len(text) == 1 and (node := self._start(text)) is not None:  # an initial
            nodes.append(("", False, node, 1))
        for pro, stem, article in stems:
            start = stem if article else strip_article(stem)
            node = self._start(start)
            if node is not None and (article or start == stem):
                nodes.append((pro, article, node, len(start)))
            for code, gender, number, ambiguous in self._nisba.get(stem, ()):
                nisbas.append(Nisba(code, gender, number, article, pro, ambiguous))
        given, surname, common = self._names.get(text, (0, 0, 0.0))
        zipf, pos = self._common.get(text, (common, ""))
        if not pos and text.startswith(AL) and text[2:] in self._common:
            zipf, pos = max(zipf, self._common[text[2:]][0]), self._common[text[2:]][1]
        if strip_article(text) in self.portfolio_words or text in self.portfolio_words:
            pos = pos or "n"
        if not pos and not given and not surname:
            zipf, pos = self._stripped(stems, zipf)
        return Word(
            text,
            stems,
            tuple(nodes),
            tuple(self._verb(text)),
            tuple(nisbas),
            given,
            surname,
            zipf,
            pos,
            self._class.get(text, ""),
            is_listed_form=text in self._common
            or text in self._class
            or given + surname >= 3
            or any(not pro and not article for pro, article, *_ in nodes)
            or text in self._verbs,
        )

    def _stripped(self, stems: tuple[tuple[str, str, bool], ...], zipf: float) -> tuple[float, str]:
        """Frequency and parts of speech of a word that is known only without its proclitics."""
        for pro, stem, _ in stems:
            if pro and stem in self._class:
                return zipf, "p"
            if len(stem) > 2 and pro and (found := self._common.get(stem)):
                return max(zipf, found[0] - len(pro) / 2), found[1] or "n"
        for pro, stem, _ in stems:
            for base, pos in _uninflected(stem):
                found = self._common.get(base)
                if found and not (pos == "v" and pro.endswith(_PREPOSITIONS)):  # a verb never follows a preposition
                    return max(zipf, found[0] - 1 - len(pro) / 2), pos or found[1] or "n"
        return zipf, ""

    def _verb(self, text: str) -> Iterator[VerbForm]:
        for conjunction in ("", text[0]) if text[0] in "\u0648\u0641" else ("",):
            rest = text[len(conjunction) :]
            for future in (False, True) if rest[:1] == "\u0633" else (False,):
                stem = rest[1:] if future else rest
                for v in self._inflected(stem):
                    if (not future or v.tense.endswith("present")) and not v.before_suffix:
                        yield VerbForm(
                            v.event_class, v.lemma, v.tense, v.number, v.gender, conjunction, future, False, v.ambiguous
                        )
                for ending in _OBJECTS:
                    if not stem.endswith(ending) or len(stem) < len(ending) + 3:
                        continue
                    base = stem[: -len(ending)]
                    known = self._inflected(base)
                    if base.endswith("\u0627"):  # final alef maqsura is written alef before a pronoun
                        known = (*self._inflected(base[:-1] + "\u064a"), *known)
                    for v in known:
                        if "passive" not in v.tense and (not future or v.tense.endswith("present")):
                            yield VerbForm(
                                v.event_class, v.lemma, v.tense, v.number, v.gender, conjunction, future, True
                            )
                    break

    def _inflected(self, form: str) -> tuple[_Inflected, ...]:
        return tuple(map(_Inflected._make, self._verbs.get(form, ())))

    def phrases(self, words: list[Word], i: int) -> Iterator[tuple[int, str, bool, int, LexicalEntry]]:
        """Yield the entries that match from word `i` on.

        Each match is (index after the last word, proclitics, has the article, number of letters of the first word
        without both, entry).
        """
        for pro, article, start, letters in words[i].nodes:
            assert isinstance(start, _Node)
            node: _Node | None = start
            j = i + 1
            while node is not None:
                for entry in node.entries:
                    yield j, pro, article, letters, entry
                if j >= len(words) or not node:
                    break
                j += words[j].kind == "sign" and _joins(words, j)
                node, j = node.get(words[j].bare), j + 1

    def nisba_of_two(self, first: Word, second: Word) -> str | None:
        """Return the code of the state whose adjective is written as two words (North Korean), else None."""
        if not (first.nisbas and second.text.startswith(AL) == any(n.definite for n in first.nisbas)):
            return None
        forms = (f"{strip_article(stem)} {strip_article(second.text)}" for _, stem, _ in first.stems)
        known = next((self._nisba[form] for form in forms if form in self._nisba), None)
        return known[0][0] or None if known else None


@functools.cache
def lexicon() -> Lexicon:
    """Return the shared lexicon, made on first use."""
    return Lexicon()
