"""Everything the lexicon knows about one written word, looked up once and cached."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["AL", "Nisba", "VerbForm", "Word", "strip_article"]

AL = "\u0627\u0644"
"""The article."""


def strip_article(word: str) -> str:
    """Remove the article from a normalized word: `aldwhh` → `dwhh`.

    Short words keep it, because there the first letters belong to the word (God, `that`, `to`).
    """
    return word[2:] if len(word) > 4 and word.startswith(AL) else word


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One reading of a word as a verb.

    `frame` is the event class of the verb (meet, visit, accuse ...), `conjunction` the proclitic before it. `object` is
    true when an object pronoun is attached, `ambiguous` when the word is also a noun or a name.
    """

    event_class: str
    lemma: str
    tense: str  # past | present | passive_past | passive_present
    number: str  # s | d | p
    gender: str  # m | f
    conjunction: str = ""
    future: bool = False
    object: bool = False
    ambiguous: bool = False

    @property
    def passive(self) -> bool:
        """Whether the form is passive."""
        return self.tense.startswith("passive")


@dataclass(frozen=True, slots=True)
class Nisba:
    """One reading of a word as the adjective of a state. `code` is empty when several states share the form."""

    code: str
    gender: str
    number: str
    definite: bool
    proclitics: str = ""
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A normalized word: its splits into proclitics and stem, and its readings in the tables.

    `given_count` and `surname_count` count bearers in the name tables. `zipf` is the frequency of the word in general
    text (Zipf scale: 0 unknown, 7 most frequent), `pos` its parts of speech in the dictionary, `function_class` its
    class of function words, empty for content words.
    """

    text: str
    stems: tuple[tuple[str, str, bool], ...]
    nodes: tuple[tuple[str, bool, object, int], ...] = ()
    verbs: tuple[VerbForm, ...] = ()
    nisbas: tuple[Nisba, ...] = ()
    given_count: int = 0
    surname_count: int = 0
    zipf: float = 0.0
    pos: str = ""
    function_class: str = ""
    kind: str = "word"  # word | number | sign | latin
    is_listed_form: bool = False  # listed in a table as written, with its first letters as part of it
    bare: str = field(init=False)
    """The word as it stands, without the article."""
    definite: bool = field(init=False)
    """Whether the preferred reading has the article, with or without the conjunction w- before it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "bare", strip_article(self.text))
        plain = not self.function_class and self.text.startswith(AL) and len(self.text) > 3
        object.__setattr__(self, "definite", plain or self.text.startswith("\u0648\u0627\u0644"))

    @property
    def has_conjunction(self) -> bool:
        """Whether the word is read as `and` + a word."""
        return self.text[0] == "\u0648" and len(self.text) > 2 and not self.is_listed_form
