"""How well a word continues a personal name, after the words that the name has so far."""

from __future__ import annotations

from pyarabic.araby import ALEF, HEH, NOON, YEH

from mithaq.extraction.mentions.known_officials import is_last_name
from mithaq.extraction.mentions.name_context import (
    Candidate,
    Rules,
    boundary_before,
    closed_before,
    decided_by,
    ends_before,
    ends_phrase,
    foreign_at,
    prepositional_noun,
    with_his,
)
from mithaq.extraction.mentions.name_words import (
    LIKELY,
    NEVER,
    SURE,
    UNKNOWN,
    UNLIKELY,
    foreign_given,
    given_only,
    indefinite,
    name_likelihood,
    plain,
)
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import Words

__all__ = ["continues_name"]

_BORNE = 10  # bearers of a name that is a post as well
_FEW = 5  # bearers of a surname that would be a preposition and a place by its letters (Barak)


def continues_name(at: Candidate) -> int:
    """How well a word continues a name."""
    if (decided := decided_by(_RULES, at)) is not None:
        return decided
    rank, word, end = at.rank, at.word, at.j + 1
    common = at.rank == UNLIKELY and not word.function_class and not word.definite
    if common and (boundary_before(at.doc, end) or closed_before(at.doc, end)):
        rank = _common_last(at)
    return NEVER if rank < SURE and at.doc.find(at.j, "role", "title", "body") else rank


def _finite(at: Candidate) -> bool:
    """(He said that N) met."""
    return at.borne < 20 and any(not v.ambiguous and not v.object for v in at.word.verbs)


def _after_last_name(at: Candidate) -> bool:
    """A definite word after a last name that all the press knows: (he regards) N as the bridge."""
    return at.parts == 1 and at.word.definite and not at.before.given_count and is_last_name(at.before.text)


def _definite_surname(at: Candidate) -> bool:
    """A surname with the article: a nisba after a given name, as a post's stands before the name."""
    doc, j, word, parts = at.doc, at.j, at.word, at.parts
    if parts > 3 or not word.definite or word.has_conjunction or _first_word(at).given_count < 20:
        return False
    if doc.find(j, "role", "body") or (word.nisbas and at.before.definite):
        return False
    if parts == 1 and word.text not in Words.NO_NAME_ADJECTIVE and _said_or_apposed(at):
        return True  # nobody is called by a post and a first name alone
    return bool(word.nisbas) or _relative_surname(at)


def _first_word(at: Candidate) -> Word:
    """The first word of a name by the number of its parts, of which the last may be ibn and a word."""
    if at.parts == 1:
        return at.before
    return at.doc.words[at.j - at.parts - (at.doc.texts[at.j - 2] in Words.FATHER)]


def _relative_surname(at: Candidate) -> bool:
    """Whether a phrase ends after a word in the letter of adjectives of relation, or after the surname of a long name
    that is not a noun."""
    word, ended = at.word, boundary_before(at.doc, at.j + 1)
    if word.text.endswith(YEH) and (ended or closed_before(at.doc, at.j + 1)):
        return True
    return ended and at.parts > 1 and word.surname_count > 0 and {"n", "m", "a"}.isdisjoint(word.pos)


def _said_or_apposed(at: Candidate) -> bool:
    """Whether the that- of what somebody said, or his post, stands after a word."""
    after, role = at.after, at.doc.find(at.j + 1, "role")
    return (after is not None and after.text in Words.THAT) or (role is not None and not role.proclitics)


def _before_surname(at: Candidate) -> bool:
    """A given name that is a post as well (Sultan) before a surname with the article."""
    after = at.after
    if after is None or at.word.given_count < _BORNE or at.word.definite or at.doc.find(at.j, "role") is None:
        return False
    return after.definite and after.surname_count >= _BORNE and not after.pos and not at.doc.hits.get(at.j + 1)


def _preposed(at: Candidate) -> bool:
    """A preposition and a noun (with the efforts of), which few are called."""
    if at.borne >= 20 or not prepositional_noun(at.word, at.doc.lexicon):
        return False
    known = given_only(at.before) or (at.word.is_listed_form and at.borne >= _FEW)
    return not (at.second and at.word.surname_count > 0 and not at.word.pos and known)


def _nisba_as_surname(at: Candidate) -> bool:
    """An adjective of a state that somebody bears: of a definite noun only a definite one can be said, so after a first
    name an indefinite one is a surname (Kennedy)."""
    if not at.word.nisbas or at.parts != 1 or at.borne < 3 or any(n.proclitics for n in at.word.nisbas):
        return False
    return at.word.definite or _after_first_name(at)


def _after_first_name(at: Candidate) -> bool:
    return at.second and (at.before.given_count >= 20 or foreign_given(at.before))


def _nisba(at: Candidate) -> bool:
    """Any other adjective of a state."""
    return bool(at.word.nisbas)


def _definite_noun(at: Candidate) -> bool:
    """A common noun with the article that is a surname, after a first name."""
    word = at.word
    surname = at.rank == UNLIKELY and word.definite and word.surname_count and at.parts == 1
    after = at.after
    inner = after is not None and after.definite and not after.pos and name_likelihood(after) >= LIKELY
    return bool(surname) and word.zipf < (5.2 if inner else 4.6) + word.surname_count / 40


def _too_long(at: Candidate) -> bool:
    """An unknown word after as many words as names have."""
    return at.rank == UNKNOWN and at.parts >= (2 if with_his(at.doc, at.j) else 4)


def _before_what_is_said(at: Candidate) -> bool:
    """A further word of a name right before the that- of a clause: what stands between a name and it is part of the
    name, unless it is a verb, or an adverb in the accusative."""
    word, after = at.word, at.after
    named = at.before.given_count >= 3 or not at.before.pos if at.second else name_likelihood(at.before) >= UNKNOWN
    if not at.titled or at.parts > 2 or not named or after is None:
        return False
    if not indefinite(word) or not word.is_listed_form:
        return False
    adverb = word.text.endswith((ALEF, HEH)) or word.pos == "v"
    return not adverb and after.text in Words.THAT and after.text[0] == ALEF and after.text[-1] == NOON


def _place(at: Candidate) -> bool:
    """Where the person went, or whom he accused."""
    place = at.doc.find(at.j, "state", "capital", "place")
    if place is None or place.proclitics or place.entry.ambiguous or _before_set_off_post(at):
        return False
    return place.article == place.entry.definite and at.word.surname_count < 40


def _before_set_off_post(at: Candidate) -> bool:
    """Whether a word that some are called closes a name of two words, before a comma and a post."""
    doc, k = at.doc, at.j + 1
    set_off = at.parts == 1 and at.borne > 0 and foreign_given(at.before) and doc.texts[k : k + 1] == [","]
    role = doc.find(k + 1, "role") if set_off else None
    return role is not None and not role.proclitics


def _post(at: Candidate) -> bool:
    """A post of somebody: the secretary general, king of Jordan, keeper of the seal."""
    role, after = at.doc.find(at.j, "role"), at.after
    if role is None:
        return False
    owned = after is not None and after.definite and plain(after) and not after.surname_count
    return role.end > at.j + 1 or owned or (at.parts > 1 and at.doc.find(at.j + 1, "state") is not None)


def _second_given(at: Candidate) -> bool:
    """A second given name that is a word too (Noel) before a surname."""
    word, after = at.word, at.after
    second = (
        at.rank == UNLIKELY and at.second and at.before.given_count >= 20 and word.given_count >= 3 and not word.verbs
    )
    if not second or after is None or after.definite:
        return False
    if foreign_at(at.doc, at.j + 1) and ends_phrase(at.doc, at.j + 2):
        return True
    return (word.zipf < 4.2 or word.given_count >= 100) and name_likelihood(after) >= LIKELY


def _last_of_two(at: Candidate) -> bool:
    """The word after a title and a first name: nobody is called by these alone."""
    word = at.word
    if not (at.rank == UNLIKELY and at.second and at.borne and given_only(at.before)):
        return False
    if (word.definite and word.surname_count <= 2) or word.text.endswith(ALEF) or word.verbs:
        return False
    prepositional = at.after is not None and at.after.function_class == "prep"
    return ends_before(at.doc, at.j + 1) or (word.surname_count >= 10 and not at.before.nisbas and prepositional)


_RULES: Rules = (
    (_finite, NEVER),
    (_after_last_name, NEVER),
    (_definite_surname, LIKELY),
    (_before_surname, LIKELY),
    (_preposed, NEVER),
    (_nisba_as_surname, None),
    (_nisba, NEVER),
    (_definite_noun, LIKELY),
    (_too_long, NEVER),
    (_before_what_is_said, UNKNOWN),
    (_place, NEVER),
    (_post, NEVER),
    (_second_given, LIKELY),
    (_last_of_two, LIKELY),
)
"""What decides about a further word of a name, in the order in which it is tried."""


def _common_last(at: Candidate) -> int:
    """How well an indefinite common word closes a name where a phrase ends after it."""
    word, closed = at.word, closed_before(at.doc, at.j + 1)
    if closed and not word.verbs and word.zipf < 3.3 and _after_first_name(at):
        return UNKNOWN  # a rare word between a titled first name and a sign: no verb ends its clause at once
    if _said_of_name(at):
        return NEVER
    if at.titled and word.given_count >= 5 and all(map(foreign_given, at.doc.words[at.j - at.parts : at.j])):
        return UNKNOWN  # the last syllable of a Korean name
    if not at.titled and at.parts == 1:
        return UNLIKELY
    common = 4.8 if at.parts == 1 and at.before.given_count >= 5 and closed else 3.7
    return UNKNOWN if word.zipf < common else UNLIKELY


def _said_of_name(at: Candidate) -> bool:
    """Whether a word may be a verb, or a noun in the accusative or with his, that nobody is called."""
    word = at.word
    if any(not v.passive for v in word.verbs) or (word.pos == "v" and (word.is_listed_form or word.zipf >= 2.5)):
        return True
    return bool(word.pos) and word.text.endswith((ALEF, HEH)) and not (at.borne > 1 and foreign_at(at.doc, at.j - 1))
