"""The compiled lexicon: the possible meanings of words and phrases of Arabic news.

Compiled once from the tables in `data/`. A word is looked up as written and without its proclitics. A phrase is matched
from its first word, longest match first. The lexicon lists readings; rules choose among them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pyarabic.araby import ALEF, BEH, FATHATAN, KAF, NOON, TEH, TEH_MARBUTA, YEH

from mithaq.language.fold import normalize
from mithaq.language.tokens import proclitics
from mithaq.lexicon import authority_tables
from mithaq.lexicon.authority_tables import read_table as rows
from mithaq.lexicon.word import Nisba, VerbForm, Word, strip_article

__all__ = ["LexicalEntry", "Lexicon", "lexicon", "strip_article"]

_AL = "\u0627\u0644"
_CACHE = 200_000
_LETTER = 3  # letters in the Arabic name of a Latin letter
_OBJECTS = ("\u0647\u0645\u0627", "\u0647\u0627", "\u0647\u0645", "\u0647")  # -huma, -ha, -hum, -hu


def split(cell: str) -> list[str]:
    """Split a list cell (`a|b|c`) into its items."""
    return [item for item in cell.split("|") if item]


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


_DOUBTFUL = frozenset({"common", "given", "shared:KP,KR", "state"})
_FINITE = frozenset({"past", "present", "passive_past", "passive_present"})


_PRONOUNS = ("\u0647", "\u0647\u0627", "\u0647\u0645\u0627", "\u0647\u0645")  # his, her, their
_PHRASES: tuple[tuple[str, str, Callable[[dict[str, str]], Any]], ...] = (
    ("titles.csv", "title", lambda row: row["kind"]),
    ("org_heads.csv", "body", lambda row: (row["kind"], row["need"])),
    ("agreements.csv", "agreement", lambda row: (row["kind"], row["number"])),
    ("forums.csv", "forum", lambda row: row["strength"]),
)
"""Tables of phrases, the category of their entries, and what an entry of a row denotes."""
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


_VERB = ["form", "lemma", "frame", "tense", "number", "gender", "note"]
_NAME = ["form", "given", "surname", "common"]
_WORD = ["form", "zipf", "pos"]


def _rows(table: str, header: list[str]) -> Iterator[list[str]]:
    """Read the rows of a large table as lists.

    Raises:
        ValueError: The columns of the table are not those expected.
    """
    cells = authority_tables.read_cells(table)
    if (found := next(cells)) != header:
        raise ValueError(f"{table}: columns {found}, not {header}")
    return cells


@dataclass(frozen=True, slots=True)
class _Inflected:
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
        self._root = _Node()
        self._words: dict[str, Word] = {}
        self._nouns: dict[str, Word] = {}
        self._verbs: dict[str, list[_Inflected]] = {}
        self._nisba: dict[str, list[tuple[str, str, str, bool]]] = {}
        self._names: dict[str, tuple[int, int, float]] = {}
        self._common: dict[str, tuple[float, str]] = {}
        self._class: dict[str, str] = {}
        self._class_nouns: set[str] = set()  # function words written with ta marbuta or tanwin
        self.states = authority_tables.states()
        self.topics: list[tuple[str, str]] = []
        self.portfolios: dict[str, str] = {}
        self.portfolio_words: set[str] = set()
        self.outlets: dict[str, str] = {}
        self.place_states: dict[str, str] = {}
        self._fill()

    def _fill(self) -> None:
        """Read all tables. Phrases are added in this order, which decides between entries of one form."""
        self._fill_function_words()
        self._fill_words()
        self._fill_subjects()
        self._fill_states()
        self._fill_places()
        self._fill_bodies()
        self._fill_officials()
        self._fill_roles()
        self._fill_event_nouns()
        for table, category, value in _PHRASES:
            for row in rows(table):
                for form in split(row["form"]):
                    self._add(category, value(row), form)

    def _fill_function_words(self) -> None:
        for row in rows("function_words.csv"):
            for form in split(row["form"]):
                self._class.setdefault(normalize(form), row["class"])
                if form.endswith((TEH_MARBUTA, FATHATAN)):
                    self._class_nouns.add(normalize(form))

    def _fill_words(self) -> None:
        """Read what single words are: adjectives of states, verbs, names, other words."""
        for row in rows("nisba.csv"):
            doubtful = bool(_DOUBTFUL & set(split(row["note"])))
            self._nisba.setdefault(normalize(row["form"]), []).append(
                (row["code"], row["gender"], row["number"], doubtful)
            )
        for form, lemma, frame, tense, number, gender, note in _rows("verbs.csv", _VERB):
            marks = note.split("|")
            if tense in _FINITE and "jussive" not in marks and "passive" not in marks:
                doubtful, before_suffix = "noun" in marks or "name" in marks, "before_suffix" in marks
                inflected = _Inflected(frame, lemma, tense, number, gender, doubtful, before_suffix)
                self._verbs.setdefault(form, []).append(inflected)
        for form, given, surname, common in _rows("names.csv", _NAME):
            self._names[form] = (int(given or 0), int(surname or 0), float(common or 0))
        for form, zipf, pos in _rows("words.csv", _WORD):
            self._common[form] = (float(zipf or 0), pos)

    def _fill_subjects(self) -> None:
        """Read topics, portfolios and outlets, which are looked up beside the phrases."""
        for row in rows("topics.csv"):
            self.topics += [(normalize(p), row["topic"]) for p in split(row["phrases"])]
        for row in rows("portfolios.csv"):
            self.portfolios[" ".join(strip_article(w) for w in normalize(row["phrase"]).split())] = row["concept"]
        for row in rows("portfolio_words.csv"):
            if row["kind"] != "link":
                self.portfolio_words.add(normalize(row["form"]))
        for row in rows("outlets.csv"):
            for name in split(row["names"]):
                self.outlets.setdefault(normalize(name), row["code"])

    def _fill_states(self) -> None:
        for code, state in self.states.items():
            vague = {normalize(f) for f in state.ambiguous}
            for form in state.forms:
                self._add("state", code, form, normalize(form) in vague)
                if len(form.split()) > 1:  # archives lose the spaces of long names
                    self._add("state", code, form.replace(" ", ""))
            for form in state.capitals_ar:
                self._add("capital", code, form, normalize(form) in vague)
                self.place_states.setdefault(normalize(form), code)

    def _fill_places(self) -> None:
        for row in rows("places.csv"):
            notes = set(split(row["note"]))
            category = "block" if "block" in notes else "region" if row["kind"] == "region" else "place"
            for form in (row["name"], *split(row["aliases"])):
                self._add(category, row["code"], form, "ambiguous" in notes)
                self.place_states.setdefault(normalize(form), row["code"])

    def _fill_officials(self) -> None:
        for official in authority_tables.officials():
            for form in official.forms:
                if form not in official.ambiguous and " " in form:
                    self._add("official", official.states, form)

    def _fill_roles(self) -> None:
        for row in rows("roles.csv"):
            value = (row["concept"], row["kind"], row["state"] or None)
            for form in split(row["form"]):
                self._add("role", value, form)
                if " " not in form and not form.endswith((TEH_MARBUTA, ALEF)) and not form.startswith(_AL):
                    self._add("role", value, form + ALEF)  # (was appointed) minister
        for row in rows("plural_roles.csv"):
            for form in split(row["form"]):
                self._add("plural", (row["kind"], row["singular"]), form)

    def _fill_event_nouns(self) -> None:
        for row in rows("event_nouns.csv"):
            for form in split(row["form"]):
                self._add("event", (row["frame"], False), form)
            for form in split(row["stem"]):
                for ending in _PRONOUNS:
                    self._add("event", (row["frame"], True), form + ending)

    def _fill_bodies(self) -> None:
        """Add the bodies of both tables; a row of known_bodies.csv that shares a name with a body adds names to it."""
        named: dict[str, authority_tables.OrganizationEntry] = {}
        for body in authority_tables.organizations():
            vague = {normalize(f) for f in body.ambiguous}
            for form in body.forms:
                self._add("organization", body, form, normalize(form) in vague)
                if normalize(form) not in vague:
                    named.setdefault(normalize(form), body)
        for row in rows("known_bodies.csv"):
            forms = split(row["names"])
            known = next((named[n] for n in map(normalize, forms) if n in named), None)
            entry = known or authority_tables.OrganizationEntry(
                "", row["kind"], "", forms[0], tuple(forms[1:]), frozenset(), row["state"] or None
            )
            for form in forms:
                self._add("organization", entry, form)
                named.setdefault(normalize(form), entry)

    def _add(self, category: str, value: Any, form: str, ambiguous: bool = False) -> None:
        words = normalize(form).split()
        if not words:
            return
        node = self._root
        for word in words:
            node = node.setdefault(strip_article(word), _Node())
        entry = LexicalEntry(category, value, form, words[0] != strip_article(words[0]), len(words), ambiguous)
        same = [e for e in node.entries if (e.category, e.value, e.definite) == (category, value, entry.definite)]
        if not same:
            node.entries.append(entry)
        elif same[0].ambiguous and not ambiguous:
            node.entries[node.entries.index(same[0])] = entry

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
        if len(text) == 1 and (node := self._root.get(text)) is not None:  # an initial
            nodes.append(("", False, node, 1))
        for pro, stem, article in stems:
            start = stem if article else strip_article(stem)
            node = self._root.get(start)
            if node is not None and (article or start == stem):
                nodes.append((pro, article, node, len(start)))
            for code, gender, number, ambiguous in self._nisba.get(stem, ()):
                nisbas.append(Nisba(code, gender, number, article, pro, ambiguous))
        given, surname, common = self._names.get(text, (0, 0, 0.0))
        zipf, pos = self._common.get(text, (common, ""))
        if not pos and text.startswith(_AL) and text[2:] in self._common:
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
                for v in self._verbs.get(stem, ()):
                    if (not future or v.tense.endswith("present")) and not v.before_suffix:
                        yield VerbForm(
                            v.event_class, v.lemma, v.tense, v.number, v.gender, conjunction, future, False, v.ambiguous
                        )
                for ending in _OBJECTS:
                    if not stem.endswith(ending) or len(stem) < len(ending) + 3:
                        continue
                    base = stem[: -len(ending)]
                    known = self._verbs.get(base, ())
                    if base.endswith("\u0627"):  # final alef maqsura is written alef before a pronoun
                        known = (*self._verbs.get(base[:-1] + "\u064a", ()), *known)
                    for v in known:
                        if "passive" not in v.tense and (not future or v.tense.endswith("present")):
                            yield VerbForm(
                                v.event_class, v.lemma, v.tense, v.number, v.gender, conjunction, future, True
                            )
                    break

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
        if not (first.nisbas and second.text.startswith(_AL) == any(n.definite for n in first.nisbas)):
            return None
        forms = (f"{strip_article(stem)} {strip_article(second.text)}" for _, stem, _ in first.stems)
        known = next((self._nisba[form] for form in forms if form in self._nisba), None)
        return known[0][0] or None if known else None


@functools.cache
def lexicon() -> Lexicon:
    """Return the shared lexicon, compiled on first use (a few tenths of a second)."""
    return Lexicon()
