"""A word that may be part of a name, and what stands around it: where clauses and phrases end, and foreign words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pyarabic.araby import ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA, BEH, HEH, KAF, LAM, WAW, YEH

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.name_words import UNKNOWN, bearers, is_known, name_likelihood
from mithaq.extraction.particles import AL
from mithaq.language.fold import normalize
from mithaq.lexicon import Lexicon, Word
from mithaq.lexicon.authority_tables import read_table
from mithaq.lexicon.lexicon import split
from mithaq.lexicon.word_groups import Words

__all__ = [
    "Candidate",
    "Rules",
    "boundary_before",
    "closed_before",
    "decided_by",
    "ends_before",
    "ends_phrase",
    "foreign_at",
    "has_article",
    "name_particles",
    "of_something",
    "part_before",
    "prepositional_noun",
    "rare_word",
    "said_alone",
    "with_his",
    "word_at",
]


@dataclass(slots=True)
class Candidate:
    """A word that may be the next of a name.

    `word` is word `j` of the document, or stands in for it where proclitics were taken off. `parts` counts the words
    that carry the name so far, `titled` is whether a title or post stands before the name, `rank` how likely the word
    by itself is part of a name.
    """

    doc: Document
    j: int
    word: Word
    parts: int
    titled: bool
    rank: int

    @property
    def borne(self) -> int:
        """The number of people in the name tables with this first or last name."""
        return bearers(self.word)

    @property
    def before(self) -> Word:
        """The word before, without the and- of a list before a first name."""
        word = self.doc.words[self.j - 1]
        joined = self.parts == 1 and word.has_conjunction and not word.given_count
        return self.doc.lexicon.word(word.text[1:]) if joined else word

    @property
    def after(self) -> Word | None:
        return word_at(self.doc, self.j + 1)

    @property
    def second(self) -> bool:
        """Whether it is the second word after a title or post."""
        return self.titled and self.parts == 1

    @property
    def surface(self) -> str:
        """The word as the article writes it."""
        return self.doc.text(self.j, self.j + 1)


Rules = Sequence[tuple[Callable[[Candidate], object], int | None]]
"""What may be true of a word, each with the likelihood that follows from it; None: what the tables say of the word."""


def decided_by(rules: Rules, at: Candidate) -> int | None:
    """The likelihood by the first of the rules that holds for a word; None where none does."""
    for holds, likelihood in rules:
        if holds(at):
            return at.rank if likelihood is None else likelihood
    return None


@cache
def name_particles() -> dict[str, str]:
    return {normalize(f): row["use"] for row in read_table("name_particles.csv") for f in split(row["form"])}


def word_at(doc: Document, j: int) -> Word | None:
    return doc.words[j] if j < len(doc.words) else None


def part_before(doc: Document, j: int) -> Word:
    """The part of a name that ends before word `j`: a compound of two words (Abd al-X) is one."""
    joined = j > 1 and doc.texts[j - 2] in Words.COMPOUND_FIRST and doc.words[j - 1].definite
    return doc.lexicon.word(doc.texts[j - 2] + doc.texts[j - 1]) if joined else doc.words[j - 1]


def has_article(doc: Document, j: int, word: Word) -> bool:
    """Whether word `j` has the article and not just its letters: a hamza on the alef is not part of one (Elena)."""
    if not word.definite:
        return False
    at = doc.starts[j] + len(doc.texts[j]) - len(word.text)  # past the proclitics that were taken off it
    return doc.content[at] not in ALEF_HAMZA_BELOW + ALEF_HAMZA_ABOVE + ALEF_MADDA


def foreign_at(doc: Document, j: int) -> bool:
    """Whether word `j` is of no Arabic that the tables know: a foreign name."""
    word = word_at(doc, j)
    unknown = word is not None and name_likelihood(word) == UNKNOWN and word.zipf == 0 and not has_article(doc, j, word)
    return unknown and not doc.find(j, "state", "organization", "body")


def ends_before(doc: Document, j: int) -> bool:
    """Whether the sentence, a clause or an item of a list ends before word `j`."""
    if j >= len(doc.words):
        return True
    joined = doc.texts[j][0] == WAW and any(h.entry.category in ("role", "title") for h in doc.hits.get(j, ()))
    return joined or doc.words[j].kind == "sign"


def ends_phrase(doc: Document, j: int) -> bool:
    """Whether a sign, a closed-class word or a post stands at word `j`."""
    return ends_before(doc, j) or bool(doc.words[j].function_class) or doc.find(j, "role") is not None


def rare_word(word: Word) -> bool:
    """An indefinite word that newspapers seldom use: a foreign surname, whatever the dictionary takes it for."""
    return word.kind == "word" and not word.definite and not word.function_class and word.zipf < 3.6 and not word.verbs


def said_alone(doc: Document, stem: str) -> bool:
    """Whether the article has a word by itself, with or without the article."""
    return len(stem) > 2 and (stem in doc.vocabulary or AL + stem in doc.vocabulary)


@lru_cache(maxsize=50_000)
def prepositional_noun(word: Word, lexicon: Lexicon) -> bool:
    """A preposition and a noun (with the efforts of), not more of a name."""
    name = bool(bearers(word)) or word.is_listed_form
    return any(
        _may_follow(pro, noun, article) or (pro == BEH and len(stem) > 3 and not name and _follows_bi(noun, article))
        for pro, stem, article in word.stems[1:]
        if pro in (BEH, LAM, KAF) and len(stem) > 2 - article and (noun := lexicon.word(stem))
    )


def _may_follow(preposition: str, noun: Word, article: bool) -> bool:
    """Whether the rest of a word is a noun known well enough for its first letter to be a preposition."""
    like_somebody = preposition == KAF and bearers(noun) >= 3
    if noun.pos in ("", "v") or like_somebody:
        return False
    return noun.is_listed_form or (preposition != KAF and (article or noun.zipf >= 3.4))


def _follows_bi(noun: Word, article: bool) -> bool:
    """Whether bi- may stand before a noun: with inspectors; with the permission."""
    return (article and is_known(noun)) or (not {"n", "m"}.isdisjoint(noun.pos) and not noun.given_count)


def of_something(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word before a name is what is called after it, or of it: the prize of X, a film of X, by means of X."""
    return word.text in Words.MEMORIAL or prepositional_noun(word, lexicon)


def with_his(doc: Document, j: int) -> bool:
    """Whether word `j` ends in the letter of his (his duties), as few names do."""
    surface = doc.text(j, j + 1)
    return len(surface) > 4 and surface.endswith(HEH) and not surface.endswith(YEH + HEH)


def closed_before(doc: Document, j: int) -> bool:
    """Whether a sign, a post or a counterpart closes a name before word `j`."""
    return j >= len(doc.words) or doc.words[j].kind == "sign" or doc.find(j, "role", "plural") is not None


def boundary_before(doc: Document, j: int) -> bool:
    """Whether a phrase ends before word `j`: at a sign, a verb, a closed-class word, a date, or a known word with
    and-."""
    if j >= len(doc.words) or j in doc.in_date:
        return True
    word = doc.words[j]
    his = word.pos and not bearers(word) and with_his(doc, j)  # the object of the verb, something of his
    return bool(his) or _begins_phrase(word, doc.lexicon)


@lru_cache(maxsize=50_000)
def _begins_phrase(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word by itself begins a phrase that is not part of the name before it."""
    if word.kind != "word" or word.function_class or word.verbs or word.pos == "v":
        return True
    if not word.is_listed_form and prepositional_noun(word, lexicon):
        return True
    if "m" in word.pos and not bearers(word):
        return True  # a doing, the object of the verb
    return word.text[0] == WAW and (bool(word.pos) or any(p for p, *_ in word.nodes))
