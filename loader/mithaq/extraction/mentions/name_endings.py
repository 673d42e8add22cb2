"""Words that close a name of two words after a title or post though they mean something else as well, and words that
look like the first of a name but belong to the sentence."""

from __future__ import annotations

from pyarabic.araby import ALEF, FEH, YEH

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.name_context import (
    Candidate,
    boundary_before,
    closed_before,
    foreign_at,
    part_before,
    word_at,
)
from mithaq.extraction.mentions.name_words import UNKNOWN, bearers, foreign_given, name_likelihood, plain
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import Words

__all__ = ["closes_name", "finite_verb", "governed_noun"]

_BORNE = 10
"""Bearers of a surname that is a common word as well."""
_RARE = 5
"""The same after a first name that is nothing else."""
_FEW = 20
"""Bearers below which a word is seldom a name."""


def closes_name(at: Candidate) -> bool:
    """Whether the second word after a title or post is the last name of the person: nobody is called by a post and a
    first name alone."""
    if not at.second or at.word.function_class:
        return False
    before = part_before(at.doc, at.j)
    if before.kind != "word":
        return False
    if not boundary_before(at.doc, at.j + 1):
        return _foreign_before_object(at)
    if at.word.definite:
        return _rank_as_surname(at, before)
    return _surname_too(at, before) or _foreign_in_f(at) or _apposed(at)


def _rank_as_surname(at: Candidate, before: Word) -> bool:
    """A title with the article after a first name and before no other name (Abbas al-Sheikh)."""
    title, after = at.doc.find(at.j, "title"), at.after
    if title is None or title.end > at.j + 1 or title.proclitics or before.given_count < _FEW or before.definite:
        return False
    return after is None or bool(after.function_class) or name_likelihood(after) < UNKNOWN


def _surname_too(at: Candidate, before: Word) -> bool:
    """A noun that is a surname as well, after a word that is a name and nothing else."""
    if before.pos or before.verbs or before.nisbas or before.given_count < max(1, before.surname_count // 2):
        return False
    least = _RARE if foreign_given(before) and not at.doc.hits.get(at.j) else _BORNE
    return at.word.surname_count >= least and not at.word.verbs and not at.word.text.endswith(ALEF)


def _foreign_in_f(at: Candidate) -> bool:
    """An unseen word that may be so- and a verb, after a foreign first name (Itari Feri)."""
    unseen = foreign_at(at.doc, at.j - 1) and not at.word.zipf and at.word.text[0] == FEH
    return unseen and all(v.conjunction for v in at.word.verbs)


def _foreign_before_object(at: Candidate) -> bool:
    """An unlisted word that may be so- and something (Visser), between a given name that means nothing else and a noun,
    the object of the verb (discussed with his counterpart N N the prices of gas)."""
    word, before, after = at.word, at.before, at.after
    if after is None or word.is_listed_form or word.text[0] != FEH or at.doc.hits.get(at.j) or word.nisbas:
        return False
    given = before.given_count >= _BORNE and not before.pos and not before.verbs and not before.definite
    return given and "n" in after.pos and after.is_listed_form and not after.definite and not after.function_class


def _apposed(at: Candidate) -> bool:
    """The second of two words between commas, after a foreign first name: the ambassador, N N, said."""
    doc, j, first = at.doc, at.j, at.before
    if j < 2 or doc.texts[j - 2] != "," or not closed_before(doc, j + 1) or doc.texts[j + 1 : j + 2] == [":"]:
        return False
    foreign = not first.pos and not first.verbs and first.given_count >= first.surname_count and not first.definite
    return foreign and not at.word.verbs and not at.word.text.endswith(ALEF) and j not in doc.in_date


def finite_verb(doc: Document, j: int, word: Word) -> bool:
    """Whether word `j` after a title is a verb in the imperfect that few bear as a name, by the indefinite noun after
    it, its object: (the president) attaches importance."""
    after = word_at(doc, j + 1)
    if word.text[0] != YEH or bearers(word) >= _FEW or after is None:
        return False
    if word.verbs and (after.function_class == "prep" or after.text in Words.THAT):
        return True  # (the secretary-general) expresses his worry
    return (
        plain(after) and "n" in after.pos and not after.definite and not after.function_class and after.is_listed_form
    )


def governed_noun(at: Candidate) -> bool:
    """Whether a word is a common noun and the definite post after it what it is of (the efforts of the secretary)."""
    role = at.doc.find(at.j + 1, "role")
    noun = not at.borne and "n" in at.word.pos and at.word.is_listed_form
    return noun and role is not None and not role.proclitics and at.doc.words[at.j + 1].definite
