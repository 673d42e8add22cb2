"""What stands around a word that may be part of a name: where clauses and phrases end, and foreign words."""

from __future__ import annotations

from functools import cache

from pyarabic.araby import (
    BEH,
    HEH,
    KAF,
    LAM,
    WAW,
    YEH,
)

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.name_words import (
    UNKNOWN,
    is_known,
    name_likelihood,
)
from mithaq.extraction.particles import AL
from mithaq.language.fold import normalize
from mithaq.lexicon import Word
from mithaq.lexicon.authority_tables import read_table
from mithaq.lexicon.lexicon import split
from mithaq.lexicon.word_groups import Words

__all__ = [
    "boundary_before",
    "closed_before",
    "ends_before",
    "ends_phrase",
    "foreign_at",
    "name_particles",
    "part_before",
    "prepositional_noun",
    "rare_word",
    "said_alone",
    "with_his",
    "word_at",
]


@cache
def name_particles() -> dict[str, str]:
    return {normalize(f): row["use"] for row in read_table("name_particles.csv") for f in split(row["form"])}


def word_at(doc: Document, j: int) -> Word | None:
    return doc.words[j] if j < len(doc.words) else None


def part_before(doc: Document, j: int) -> Word:
    """The part of a name that ends before word `j`: a compound of two words (Abd al-X) is one."""
    joined = j > 1 and doc.texts[j - 2] in Words.COMPOUND_FIRST and doc.words[j - 1].definite
    return doc.lexicon.word(doc.texts[j - 2] + doc.texts[j - 1]) if joined else doc.words[j - 1]


def foreign_at(doc: Document, j: int) -> bool:
    """Whether word `j` is of no Arabic that the tables know: a foreign name."""
    word = word_at(doc, j)
    unknown = word is not None and name_likelihood(word) == UNKNOWN and not word.definite and word.zipf == 0
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


def prepositional_noun(doc: Document, word: Word) -> bool:
    """A preposition and a noun (with the efforts of), not more of a name."""
    bearers = word.given_count + word.surname_count
    for pro, stem, article in word.stems[1:]:
        if pro == BEH and len(stem) > 3 and not (bearers or word.is_listed_form):
            noun = doc.lexicon.word(stem)  # with inspectors; with the permission
            if (article and is_known(noun)) or (set("nm") & set(noun.pos) and not noun.given_count):
                return True
        if pro in (BEH, LAM, KAF) and len(stem) > 2:
            known = doc.lexicon.word(stem)
            if known.pos in ("", "v") or (pro == KAF and known.given_count + known.surname_count >= 3):
                continue
            if known.is_listed_form or (pro != KAF and (article or known.zipf >= 3.4)):
                return True
    return False


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
    if word.kind != "word" or word.function_class or word.verbs or word.pos == "v":
        return True
    if not word.is_listed_form and prepositional_noun(doc, word):
        return True
    if not word.given_count + word.surname_count and ("m" in word.pos or (word.pos and with_his(doc, j))):
        return True  # the object of the verb: a doing, or something of his
    return word.text[0] == WAW and (bool(word.pos) or any(p for p, *_ in word.nodes))
