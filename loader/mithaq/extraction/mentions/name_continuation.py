"""How well a word continues a personal name, after the words that the name has so far."""

from __future__ import annotations

from dataclasses import dataclass

from pyarabic.araby import (
    ALEF,
    HEH,
    NOON,
    YEH,
)

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_last_name
from mithaq.extraction.mentions.name_context import (
    boundary_before,
    closed_before,
    ends_before,
    ends_phrase,
    foreign_at,
    prepositional_noun,
    with_his,
    word_at,
)
from mithaq.extraction.mentions.name_words import (
    LIKELY,
    NEVER,
    SURE,
    UNKNOWN,
    UNLIKELY,
    foreign_given,
    given_only,
    name_likelihood,
    plain,
)
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import Words

__all__ = ["continues_name"]

_BORNE = 10
"""Bearers of a name that is a post as well."""
_FEW = 5
"""Bearers of a surname that would be a preposition and a place by its letters (Barak)."""


@dataclass(frozen=True, slots=True)
class _Next:
    """A word that may continue a name: where it stands, how many words the name has, and how likely it is a name."""

    doc: Document
    j: int
    word: Word
    parts: int
    titled: bool
    rank: int

    @property
    def bearers(self) -> int:
        return self.word.given_count + self.word.surname_count

    @property
    def before(self) -> Word:
        return self.doc.words[self.j - 1]

    @property
    def ends_two(self) -> bool:
        """Whether it is the second word after a title."""
        return self.titled and self.parts == 1

    @property
    def common(self) -> bool:
        return self.rank == UNLIKELY


def _finite(at: _Next) -> int | None:
    """(He said that N) met."""
    verb = at.bearers < 20 and any(not v.ambiguous and not v.object for v in at.word.verbs)
    return NEVER if verb else None


def _after_last_name(at: _Next) -> int | None:
    """A definite word after a last name that all the press knows: (he regards) N as the bridge."""
    before = at.before
    known = at.parts == 1 and at.word.definite and not before.given_count and is_last_name(before.text)
    return NEVER if known else None


def _surname_with_article(at: _Next) -> int | None:
    """A surname with the article, or a post that is a given name before one."""
    surname = _definite_surname(at.doc, at.j, at.word, at.parts) or _before_surname(at.doc, at.j, at.word)
    return LIKELY if surname else None


def _preposed(at: _Next) -> int | None:
    """A preposition and a noun (with the efforts of)."""
    known = given_only(at.before) or (at.word.is_listed_form and at.bearers >= _FEW)
    borne = at.ends_two and at.word.surname_count > 0 and not at.word.pos and known
    return NEVER if at.bearers < 20 and not borne and prepositional_noun(at.doc, at.word) else None


def _relational(at: _Next) -> int | None:
    """An adjective of a state: of a definite noun only a definite one can be said, so after a first name an indefinite
    one is a surname (Kennedy)."""
    if not at.word.nisbas:
        return None
    if not at.word.definite and not (at.ends_two and (at.before.given_count >= 20 or foreign_given(at.before))):
        return NEVER
    return at.rank if at.parts == 1 and not any(n.proclitics for n in at.word.nisbas) and at.bearers >= 3 else NEVER


def _definite_noun(at: _Next) -> int | None:
    """A common noun with the article that is a surname, after a first name."""
    word = at.word
    surname = at.common and word.definite and word.surname_count and at.parts == 1
    return LIKELY if surname and word.zipf < 4.6 + word.surname_count / 40 else None


def _too_long(at: _Next) -> int | None:
    """An unknown word after as many words as names have."""
    longest = 2 if with_his(at.doc, at.j) else 4
    return NEVER if at.rank == UNKNOWN and at.parts >= longest else None


def _before_what_is_said(at: _Next) -> int | None:
    """The second word of a name right before that-."""
    named = at.before.given_count >= 3 or not at.before.pos
    return UNKNOWN if at.ends_two and named and _before_that(at.doc, at.j, at.word) else None


def _elsewhere(at: _Next) -> int | None:
    """A place or a post that follows the name."""
    return NEVER if _place_or_post(at.doc, at.j, at.word, at.parts) else None


def _second_given(at: _Next) -> int | None:
    """A second given name that is a word too (Noel) before a surname."""
    word, after = at.word, word_at(at.doc, at.j + 1)
    second = at.common and at.ends_two and at.before.given_count >= 20 and word.given_count >= 3 and not word.verbs
    if not second or after is None or after.definite:
        return None
    if foreign_at(at.doc, at.j + 1) and ends_phrase(at.doc, at.j + 2):
        return LIKELY
    rare = word.zipf < 4.2 or word.given_count >= 100
    return LIKELY if rare and name_likelihood(after) >= LIKELY else None


def _last_of_two(at: _Next) -> int | None:
    """The word after a title and a first name: nobody is called by these alone."""
    word = at.word
    if not (at.common and at.ends_two and at.bearers and given_only(at.before)):
        return None
    if (word.definite and word.surname_count <= 2) or word.text.endswith(ALEF) or word.verbs:
        return None
    surname = word.surname_count >= 10 and not at.before.nisbas and _prepositional_after(at.doc, at.j)
    return LIKELY if ends_before(at.doc, at.j + 1) or surname else None


_NEXT = (
    _finite, _after_last_name, _surname_with_article, _preposed, _relational, _definite_noun, _too_long,
    _before_what_is_said, _elsewhere, _second_given, _last_of_two,
)  # fmt: skip
"""What decides about a further word of a name, in the order in which it is tried."""


def continues_name(doc: Document, j: int, word: Word, parts: int, titled: bool, rank: int) -> int:
    """How well a word continues a name."""
    at = _Next(doc, j, word, parts, titled, rank)
    for step in _NEXT:
        if (decided := step(at)) is not None:
            return decided
    closed = boundary_before(doc, j + 1) or closed_before(doc, j + 1)
    if at.common and not word.function_class and not word.definite and closed:
        rank = _common_last(doc, j, word, parts, titled)
    return NEVER if rank < SURE and doc.find(j, "role", "title", "body", "plural") else rank


def _definite_surname(doc: Document, j: int, word: Word, parts: int) -> bool:
    """Whether a word with the article is a surname: a nisba after a given name, as a post's stands before the name."""
    if parts > 3 or not word.definite or word.has_conjunction or doc.words[j - parts].given_count < 20:
        return False
    if doc.find(j, "role", "body") or (word.nisbas and doc.words[j - 1].definite):
        return False
    ended = boundary_before(doc, j + 1)
    if parts == 1 and word.text not in Words.NO_NAME_ADJECTIVE and _said_or_apposed(doc, j + 1):
        return True  # nobody is called by a post and a first name alone
    if word.nisbas or (word.text.endswith(YEH) and (ended or closed_before(doc, j + 1))):
        return True
    return parts > 1 and word.surname_count > 0 and not set(word.pos) & set("nma") and ended


def _before_surname(doc: Document, j: int, word: Word) -> bool:
    """Whether a given name that is a post as well (Sultan) stands before a surname with the article."""
    after = word_at(doc, j + 1)
    if after is None or word.given_count < _BORNE or word.definite or doc.find(j, "role") is None:
        return False
    return after.definite and after.surname_count >= _BORNE and not after.pos and not doc.hits.get(j + 1)


def _said_or_apposed(doc: Document, j: int) -> bool:
    """Whether the that- of what somebody said, or his post, stands at word `j`."""
    after, role = word_at(doc, j), doc.find(j, "role")
    return (after is not None and after.text in Words.THAT) or (role is not None and not role.proclitics)


def _place_or_post(doc: Document, j: int, word: Word, parts: int) -> bool:
    """Whether a word after a name is where the person went or whom he accused, or a post of somebody (the secretary
    general, king of Jordan, keeper of the seal)."""
    place = doc.find(j, "state", "capital", "place")
    named = place is not None and not place.proclitics and not place.entry.ambiguous
    if place and named and place.article == place.entry.definite and word.surname_count < 40:
        return True
    role, after = doc.find(j, "role"), word_at(doc, j + 1)
    if role is None:
        return False
    owned = after is not None and after.definite and plain(after) and not after.surname_count
    return role.end > j + 1 or owned or (parts > 1 and doc.find(j + 1, "state") is not None)


def _common_last(doc: Document, j: int, word: Word, parts: int, titled: bool) -> int:
    """How well an indefinite common word closes a name where a phrase ends after it."""
    before, closed = doc.words[j - 1], closed_before(doc, j + 1)
    rare = titled and parts == 1 and not word.verbs and word.zipf < 3.3 and closed
    if rare and (before.given_count >= 20 or foreign_given(before)):
        return UNKNOWN  # a rare word between a titled first name and a sign: no verb ends its clause at once
    verb = word.pos == "v" and (word.is_listed_form or word.zipf >= 2.5)
    borne = word.given_count + word.surname_count > 1 and foreign_at(doc, j - 1)
    noun = word.text.endswith((ALEF, HEH)) and word.pos and not borne
    if verb or noun or any(not v.passive for v in word.verbs):
        return NEVER
    if titled and word.given_count >= 5 and all(foreign_given(w) for w in doc.words[j - parts : j]):
        return UNKNOWN  # the last syllable of a Korean name
    common = 4.8 if parts == 1 and before.given_count >= 5 and closed else 3.7
    return UNKNOWN if word.zipf < common and (titled or parts > 1) else UNLIKELY


def _prepositional_after(doc: Document, j: int) -> bool:
    after = word_at(doc, j + 1)
    return after is not None and after.function_class == "prep"


def _before_that(doc: Document, j: int, word: Word) -> bool:
    """Whether word `j` stands right before the that- of a clause: what stands between a name and it is part of the
    name, unless it is a verb, or an adverb in the accusative."""
    if (
        word.verbs
        or word.function_class
        or word.definite
        or not word.is_listed_form
        or word.text.endswith((ALEF, HEH))
        or word.pos == "v"
    ):
        return False
    after = word_at(doc, j + 1)
    return after is not None and after.text in Words.THAT and after.text[0] == ALEF and after.text[-1] == NOON
