"""What the lexicon knows of one written word, looked up once and kept."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Nisba", "VerbForm", "Word"]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One reading of a word as a verb. `frame` names what it takes (meet, visit, accuse ...), `conjunction` the
    proclitic before it, `object` whether an object pronoun hangs on it, `ambiguous` whether the word is a noun or a
    name as well."""

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
        return self.tense.startswith("passive")


@dataclass(frozen=True, slots=True)
class Nisba:
    """A reading as the adjective of a state. `code` is empty where the form is of several states."""

    code: str
    gender: str
    number: str
    definite: bool
    proclitics: str = ""
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A folded word: its splits into proclitics and stem, and what the tables say of it.

    `given_count` and `surname_count` count bearers in the name tables. `zipf` is the frequency of the word in general
    text (0 where unknown, 7 for the commonest), `pos` the parts of speech a dictionary gives it, `function_class` its
    closed class.
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
    is_listed_form: bool = False  # known as it stands, without taking proclitics off
    definite: bool = field(init=False)
    """Whether it has the article in its plain reading (with or without w- before it)."""

    def __post_init__(self) -> None:
        plain = not self.function_class and self.text.startswith("\u0627\u0644") and len(self.text) > 3
        object.__setattr__(self, "definite", plain or self.text.startswith("\u0648\u0627\u0644"))

    @property
    def has_conjunction(self) -> bool:
        """Whether it is read as and-something."""
        return self.text[0] == "\u0648" and len(self.text) > 2 and not self.is_listed_form
