"""The tables in the form that the lexicon looks things up in: dictionaries of plain values, by normalized words."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from pyarabic.araby import ALEF, FATHATAN, TEH_MARBUTA

from mithaq.language.fold import normalize
from mithaq.lexicon import authority_tables
from mithaq.lexicon.authority_tables import OrganizationEntry
from mithaq.lexicon.authority_tables import read_table as rows
from mithaq.lexicon.compiled import compiled
from mithaq.lexicon.word import AL, strip_article

__all__ = ["LookupTables", "Phrases", "lookup_tables", "split"]

Same = TypeVar("Same", bound=tuple[Any, ...])

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

_VERB = ["form", "lemma", "frame", "tense", "number", "gender", "note"]
_NAME = ["form", "given", "surname", "common"]
_WORD = ["form", "zipf", "pos"]

Entry = tuple[str, Any, str, bool, int, bool]
"""The fields of a `LexicalEntry`; an organization is denoted by its place in `LookupTables.organizations`."""
Phrases = tuple[tuple[str, tuple[Entry, ...]], ...]
"""The phrases that begin with a word: their other words, and their entries."""


class LookupTables(NamedTuple):
    """What the lexicon knows.

    Attributes:
        phrases: The `Phrases` by their first word, without the article; each packed by `marshal`, because a process
            needs few of them.
        organizations: The fields of the `OrganizationEntry` of each organization.
        verbs: The readings of a verb form: class of event, lemma, tense, number, gender, whether it is also a noun or
            name, whether it stands only before a pronoun.
        nisba: The readings of an adjective of states: code, gender, number, whether it is doubtful.
        names: Bearers as given name and as surname, and the frequency as a common word.
        common: Frequency and parts of speech of other words.
        function_class: The class of a function word.
        class_nouns: Function words written with ta marbuta or tanwin.
        topics: Phrases and the topics that they show.
        portfolios: The concept of a portfolio.
        portfolio_words: Words of the names of portfolios.
        outlets: The state of an outlet.
        place_states: The state that a capital or another place belongs to.
    """

    phrases: dict[str, bytes]
    organizations: tuple[tuple[Any, ...], ...]
    verbs: dict[str, tuple[tuple[str, str, str, str, str, bool, bool], ...]]
    nisba: dict[str, tuple[tuple[str, str, str, bool], ...]]
    names: dict[str, tuple[int, int, float]]
    common: dict[str, tuple[float, str]]
    function_class: dict[str, str]
    class_nouns: frozenset[str]
    topics: tuple[tuple[str, str], ...]
    portfolios: dict[str, str]
    portfolio_words: frozenset[str]
    outlets: dict[str, str]
    place_states: dict[str, str]


def lookup_tables() -> LookupTables:
    """All tables, from the files or from the copy that an earlier process kept."""
    return LookupTables(*_plain())


@compiled
def _plain() -> tuple[Any, ...]:
    return tuple(_Reader().tables())


def split(cell: str) -> list[str]:
    """Split a list cell (`a|b|c`) into its items."""
    return [item for item in cell.split("|") if item]


def _rows(table: str, header: list[str]) -> Iterator[list[str]]:
    """Read the rows of a large table as lists.

    Raises:
        ValueError: The columns of the table are not those expected.
    """
    cells = authority_tables.read_cells(table)
    if (found := next(cells)) != header:
        raise ValueError(f"{table}: columns {found}, not {header}")
    return cells


class _Reader:
    """Reads all tables. Phrases are added in the order of `tables`, which decides between entries of one form."""

    def __init__(self) -> None:
        self._phrases: dict[str, list[Entry]] = {}
        self._organizations: dict[OrganizationEntry, int] = {}
        self._place_states: dict[str, str] = {}
        self._same: dict[Any, Any] = {}

    def tables(self) -> LookupTables:
        classes, class_nouns = _function_words()
        self._add_states()
        self._add_places()
        self._add_bodies()
        self._add_officials()
        self._add_roles()
        self._add_event_nouns()
        for table, category, value in _PHRASES:
            for row in rows(table):
                for form in split(row["form"]):
                    self._add(category, value(row), form)
        return LookupTables(
            phrases=self._by_first_word(),
            organizations=tuple(
                (b.qid, b.kind, b.name_en, b.name_ar, b.aliases, b.ambiguous, b.state) for b in self._organizations
            ),
            verbs=self._verbs(),
            nisba=self._nisba(),
            names={
                form: self._once((int(given or 0), int(surname or 0), float(common or 0)))
                for form, given, surname, common in _rows("names.csv", _NAME)
            },
            common={form: self._once((float(zipf or 0), pos)) for form, zipf, pos in _rows("words.csv", _WORD)},
            function_class=classes,
            class_nouns=class_nouns,
            topics=tuple((normalize(p), row["topic"]) for row in rows("topics.csv") for p in split(row["phrases"])),
            portfolios=_portfolios(),
            portfolio_words=frozenset(
                normalize(row["form"]) for row in rows("portfolio_words.csv") if row["kind"] != "link"
            ),
            outlets=_outlets(),
            place_states=self._place_states,
        )

    def _once(self, value: Same) -> Same:
        """The same object for equal values: thousands of rows hold the same few."""
        known: Same = self._same.setdefault(value, value)
        return known

    def _verbs(self) -> dict[str, tuple[tuple[str, str, str, str, str, bool, bool], ...]]:
        found: dict[str, list[tuple[str, str, str, str, str, bool, bool]]] = {}
        for form, lemma, frame, tense, number, gender, note in _rows("verbs.csv", _VERB):
            marks = note.split("|")
            if tense in _FINITE and "jussive" not in marks and "passive" not in marks:
                doubtful, before_suffix = "noun" in marks or "name" in marks, "before_suffix" in marks
                reading = (frame, lemma, tense, number, gender, doubtful, before_suffix)
                found.setdefault(form, []).append(self._once(reading))
        return {form: tuple(readings) for form, readings in found.items()}

    def _nisba(self) -> dict[str, tuple[tuple[str, str, str, bool], ...]]:
        found: dict[str, list[tuple[str, str, str, bool]]] = {}
        for row in rows("nisba.csv"):
            doubtful = bool(_DOUBTFUL & set(split(row["note"])))
            reading = (row["code"], row["gender"], row["number"], doubtful)
            found.setdefault(normalize(row["form"]), []).append(self._once(reading))
        return {form: tuple(readings) for form, readings in found.items()}

    def _add_states(self) -> None:
        for code, state in authority_tables.states().items():
            vague = {normalize(f) for f in state.ambiguous}
            for form in state.forms:
                self._add("state", code, form, normalize(form) in vague)
                if len(form.split()) > 1:  # archives lose the spaces of long names
                    self._add("state", code, form.replace(" ", ""))
            for form in state.capitals_ar:
                self._add("capital", code, form, normalize(form) in vague)
                self._place_states.setdefault(normalize(form), code)

    def _add_places(self) -> None:
        for row in rows("places.csv"):
            notes = set(split(row["note"]))
            category = "block" if "block" in notes else "region" if row["kind"] == "region" else "place"
            for form in (row["name"], *split(row["aliases"])):
                self._add(category, row["code"], form, "ambiguous" in notes)
                self._place_states.setdefault(normalize(form), row["code"])

    def _add_officials(self) -> None:
        for official in authority_tables.officials():
            for form in official.forms:
                if form not in official.ambiguous and " " in form:
                    self._add("official", self._once(official.states), form)

    def _add_roles(self) -> None:
        for row in rows("roles.csv"):
            value = (row["concept"], row["kind"], row["state"] or None)
            for form in split(row["form"]):
                self._add("role", value, form)
                if " " not in form and not form.endswith((TEH_MARBUTA, ALEF)) and not form.startswith(AL):
                    self._add("role", value, form + ALEF)  # (was appointed) minister
        for row in rows("plural_roles.csv"):
            for form in split(row["form"]):
                self._add("plural", (row["kind"], row["singular"]), form)

    def _add_event_nouns(self) -> None:
        for row in rows("event_nouns.csv"):
            for form in split(row["form"]):
                self._add("event", (row["frame"], False), form)
            for form in split(row["stem"]):
                for ending in _PRONOUNS:
                    self._add("event", (row["frame"], True), form + ending)

    def _add_bodies(self) -> None:
        """Add the bodies of both tables; a row of known_bodies.csv that shares a name with a body adds names to it."""
        named: dict[str, OrganizationEntry] = {}
        for body in authority_tables.organizations():
            vague = {normalize(f) for f in body.ambiguous}
            for form in body.forms:
                self._add("organization", self._place(body), form, normalize(form) in vague)
                if normalize(form) not in vague:
                    named.setdefault(normalize(form), body)
        for row in rows("known_bodies.csv"):
            forms = split(row["names"])
            known = next((named[n] for n in map(normalize, forms) if n in named), None)
            entry = known or OrganizationEntry(
                "", row["kind"], "", forms[0], tuple(forms[1:]), frozenset(), row["state"] or None
            )
            for form in forms:
                self._add("organization", self._place(entry), form)
                named.setdefault(normalize(form), entry)

    def _place(self, body: OrganizationEntry) -> int:
        return self._organizations.setdefault(body, len(self._organizations))

    def _add(self, category: str, value: Any, form: str, ambiguous: bool = False) -> None:
        words = normalize(form).split()
        if not words:
            return
        entries = self._phrases.setdefault(" ".join(map(strip_article, words)), [])
        definite = words[0] != strip_article(words[0])
        entry = (category, value, form, definite, len(words), ambiguous)
        same = next((i for i, e in enumerate(entries) if (e[0], e[1], e[3]) == (category, value, definite)), None)
        if same is None:
            entries.append(entry)
        elif entries[same][5] and not ambiguous:
            entries[same] = entry

    def _by_first_word(self) -> dict[str, bytes]:
        found: dict[str, list[tuple[str, tuple[Entry, ...]]]] = {}
        for phrase, entries in self._phrases.items():
            first, _, rest = phrase.partition(" ")
            found.setdefault(first, []).append((rest, tuple(entries)))
        return {first: marshal.dumps(tuple(phrases)) for first, phrases in found.items()}


def _function_words() -> tuple[dict[str, str], frozenset[str]]:
    classes: dict[str, str] = {}
    nouns: set[str] = set()
    for row in rows("function_words.csv"):
        for form in split(row["form"]):
            classes.setdefault(normalize(form), row["class"])
            if form.endswith((TEH_MARBUTA, FATHATAN)):
                nouns.add(normalize(form))
    return classes, frozenset(nouns)


def _portfolios() -> dict[str, str]:
    return {
        " ".join(strip_article(w) for w in normalize(row["phrase"]).split()): row["concept"]
        for row in rows("portfolios.csv")
    }


def _outlets() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("outlets.csv"):
        for name in split(row["names"]):
            found.setdefault(normalize(name), row["code"])
    return found
