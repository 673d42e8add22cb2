"""Words that close a name of two words after a title or post though they mean something else as well, and words that
look like the first of a name but belong to the sentence."""

from __future__ import annotations

from pyarabic.araby import ALEF, FEH, YEH

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.name_context import boundary_before, closed_before, foreign_at, part_before, word_at
from mithaq.extraction.mentions.name_words import UNKNOWN, foreign_given, name_likelihood, plain
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import Words

__all__ = ["closes_name", "finite_verb", "governed_noun"]

_BORNE = 10
"""Bearers of a surname that is a common word as well."""
_RARE = 5
"""The same after a first name that is nothing else."""
_FEW = 20
"""Bearers below which a word is seldom a name."""


def closes_name(doc: Document, j: int, word: Word) -> bool:
    """Whether word `j`, the second after a title or post, is the last name of the person: nobody is called by a post
    and a first name alone."""
    before = part_before(doc, j)
    if word.function_class or before.kind != "word":
        return False
    if not boundary_before(doc, j + 1):
        return _foreign_before_object(doc, j, word)
    if word.definite:
        return _rank_as_surname(doc, j, before)
    return _surname_too(doc, j, word, before) or _foreign_in_f(doc, j, word) or _apposed(doc, j, word)


def _rank_as_surname(doc: Document, j: int, before: Word) -> bool:
    """A title with the article after a first name and before no other name (Abbas al-Sheikh)."""
    title, after = doc.find(j, "title"), word_at(doc, j + 1)
    if title is None or title.end > j + 1 or title.proclitics or before.given_count < _FEW or before.definite:
        return False
    return after is None or bool(after.function_class) or name_likelihood(after) < UNKNOWN


def _surname_too(doc: Document, j: int, word: Word, before: Word) -> bool:
    """A noun that is a surname as well, after a word that is a name and nothing else."""
    named = (
        not before.pos and not before.verbs and not before.nisbas and before.given_count >= before.surname_count // 2
    )
    named &= before.given_count > 0
    borne = word.surname_count >= (_RARE if foreign_given(before) and not doc.hits.get(j) else _BORNE)
    return named and borne and not word.verbs and not word.text.endswith(ALEF)


def _foreign_in_f(doc: Document, j: int, word: Word) -> bool:
    """An unseen word that may be so- and a verb, after a foreign first name (Itari Feri)."""
    return foreign_at(doc, j - 1) and not word.zipf and word.text[0] == FEH and all(v.conjunction for v in word.verbs)


def _foreign_before_object(doc: Document, j: int, word: Word) -> bool:
    """An unlisted word that may be so- and something (Visser), between a given name that means nothing else and a noun,
    the object of the verb (discussed with his counterpart N N the prices of gas)."""
    before, after = doc.words[j - 1], word_at(doc, j + 1)
    if after is None or word.is_listed_form or word.text[0] != FEH or doc.hits.get(j) or any(word.nisbas):
        return False
    given = before.given_count >= _BORNE and not before.pos and not before.verbs and not before.definite
    return given and "n" in after.pos and after.is_listed_form and not after.definite and not after.function_class


def _apposed(doc: Document, j: int, word: Word) -> bool:
    """The second of two words between commas, after a foreign first name: the ambassador, N N, said."""
    first = doc.words[j - 1]
    if j < 2 or doc.texts[j - 2] != "," or not closed_before(doc, j + 1) or doc.texts[j + 1 : j + 2] == [":"]:
        return False
    foreign = not first.pos and not first.verbs and first.given_count >= first.surname_count and not first.definite
    return foreign and not word.verbs and not word.text.endswith(ALEF) and j not in doc.in_date


def finite_verb(doc: Document, j: int, word: Word) -> bool:
    """Whether word `j` after a title is a verb in the imperfect that few bear as a name, by the indefinite noun after
    it, its object: (the president) attaches importance."""
    after = word_at(doc, j + 1)
    if word.text[0] != YEH or word.given_count + word.surname_count >= _FEW or after is None:
        return False
    if word.verbs and (after.function_class == "prep" or after.text in Words.THAT):
        return True  # (the secretary-general) expresses his worry
    return (
        plain(after) and "n" in after.pos and not after.definite and not after.function_class and after.is_listed_form
    )


def governed_noun(doc: Document, j: int, word: Word) -> bool:
    """Whether word `j` is a common noun and the definite post after it what it is of (the efforts of the secretary)."""
    bearers = word.given_count + word.surname_count
    role = doc.find(j + 1, "role")
    noun = not bearers and "n" in word.pos and word.is_listed_form
    return noun and role is not None and not role.proclitics and doc.words[j + 1].definite
