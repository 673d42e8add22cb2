"""How well a word opens a personal name, and given names that are closed-class words as well."""

from __future__ import annotations

from pyarabic.araby import ALEF, ALEF_HAMZA_ABOVE, ALEF_MADDA, BEH, HEH, KAF, LAM, NOON, WAW, YEH
from pyarabic.araby import strip_tashkeel as without_vowels

from mithaq.extraction.mentions.name_context import (
    Candidate,
    Rules,
    boundary_before,
    decided_by,
    ends_before,
    ends_phrase,
    foreign_at,
    has_article,
    name_particles,
    of_something,
    rare_word,
    said_alone,
    word_at,
)
from mithaq.extraction.mentions.name_words import (
    LIKELY,
    NEVER,
    SURE,
    UNKNOWN,
    UNLIKELY,
    bearers,
    foreign_given,
    given_only,
    is_known,
    name_likelihood,
    odd,
)
from mithaq.extraction.particles import AL
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import OneWord

__all__ = ["named_by_closed_class", "opens_name"]

_BIN = BEH + NOON  # son of, between two names
_COMMON = 4.2  # on the Zipf scale: a noun that every newspaper has, and that is not a foreign given name by its letters
_EVERYBODY = 100  # bearers of a given name that is a preposition by its letters
_BORNE = 10  # bearers of the name after it, where it may be and- with the preposition
_FEW = 3  # bearers of a last name that is a common noun as well, after a name that is a preposition by its letters


def opens_name(at: Candidate) -> int:
    """How well a word opens a name."""
    if (decided := decided_by(_RULES, at)) is not None:
        return decided
    if _titled_noun(at):
        return _noun_as_name(at)
    if _two_names(at):
        return LIKELY
    return NEVER if _unnamed(at) else at.rank


def _with_proclitic(at: Candidate) -> bool:
    """A word that is rather a proclitic and a word: with the match, like the first."""
    word, lexicon = at.word, at.doc.lexicon
    few = word.text[0] == LAM and word.given_count < (10 if at.titled else 20)
    if (few or word.has_conjunction) and is_known(lexicon.word(word.text[1:])):
        return True
    if at.borne < 3 and word.text.startswith((BEH + ALEF + LAM, KAF + ALEF + LAM)):
        return True
    clitic_letter = not at.borne and not word.is_listed_form and word.text[0] in WAW + BEH + LAM + KAF
    return clitic_letter and said_alone(at.doc, word.text[1:])  # what the article says without it as well


def _before_ibn(at: Candidate) -> bool:
    """Any word right after a title and before ibn."""
    word, after = at.word, at.after
    open_class = at.titled and not word.function_class and not word.definite
    return open_class and after is not None and name_particles().get(after.text) == "link"


def _phrase(at: Candidate) -> bool:
    """A place of several words (Khan Yunis), or in the name of, where no name follows (Bassem)."""
    doc, j, after = at.doc, at.j, at.after
    if at.word.text == OneWord.IN_THE_NAME_OF and (after is None or name_likelihood(after) < LIKELY):
        return True
    place = doc.find(j, "place", "capital") or (doc.find(j, "region") if at.word.given_count < 20 else None)
    return place is not None and place.entry.words > 1 and not place.proclitics


def _other_form(at: Candidate) -> bool:
    """A word that few are called and that is an adverb of state (praising, affirming) or a noun with his."""
    word, surface = at.word, at.surface
    if at.borne >= 20:
        return False
    if len(word.text) < 3 or ("a" in word.pos and word.text.endswith(ALEF) and not foreign_at(at.doc, at.j + 1)):
        return True
    his = surface.endswith(HEH) and len(surface) > 4 and not word.given_count
    return his and not (at.titled and word.text[0] != WAW and foreign_at(at.doc, at.j))


def _imperfect(at: Candidate) -> bool:
    """A verb in a headline: (the king) consoles the president."""
    word, after = at.word, at.after
    if not at.titled or at.borne or not word.text.startswith(YEH) or after is None:
        return False
    noun = after.definite and after.text.startswith(AL) and "n" in after.pos
    return noun or at.doc.find(at.j + 1, "role", "title") is not None


def _adjective_or_place(at: Candidate) -> bool:
    """An adjective of relation, a surname alone, or a place, that is not the first name of many."""
    return at.word.given_count < 60 and (_relative(at) or _lone(at) or _somewhere(at))


def _relative(at: Candidate) -> bool:
    """An indefinite adjective of relation (military, televised), unless between a title and a foreign name."""
    if "a" not in at.word.pos or not at.word.text.endswith(YEH) or at.word.definite:
        return False
    return not (at.titled and foreign_at(at.doc, at.j + 1) and ends_phrase(at.doc, at.j + 2))


def _lone(at: Candidate) -> bool:
    """A word with the article that opens a name and is not a known surname, where no further part of a name follows."""
    word, after = at.word, at.after
    relative = word.text.endswith(YEH) and word.zipf >= 3.4 + at.borne / 20  # an adjective as well
    if not has_article(at.doc, at.j, word) or (at.borne >= 10 and word.zipf < 4.3 and not relative):
        return False
    if after is None or at.j + 1 in at.doc.in_date:
        return True
    return name_likelihood(after) < UNKNOWN and after.text not in name_particles()


def _somewhere(at: Candidate) -> bool:
    """A place and not the first name of somebody (Florence) whose surname follows a title."""
    if at.doc.find(at.j, "place", "capital") is None:
        return False
    if at.doc.words[at.j].definite or at.doc.find(at.j + 1, "place", "capital") is not None:
        return True
    return not (at.titled and at.after is not None and _unknown_or_name(at.after))


def _titled_noun(at: Candidate) -> bool:
    """A common noun after a title."""
    noun = at.rank == UNLIKELY and at.titled and not at.word.verbs and not at.word.function_class
    return noun and not has_article(at.doc, at.j, at.word)


def _noun_as_name(at: Candidate) -> int:
    """How well a common noun after a title opens a name: a sure name has to follow (happy, generous, pious)."""
    word, after = at.word, at.after
    if after is None or after.kind != "word":
        return NEVER
    if not at.borne and of_something(word, at.doc.lexicon):
        return NEVER
    if not word.is_listed_form and word.zipf < 3 and _before_foreign(at, after):
        return UNKNOWN  # a foreign name that only looks like a form of some verb
    if not at.borne and "n" in word.pos and "v" not in word.pos and word.zipf >= _COMMON:
        return NEVER  # (the president visits) the province of X
    return LIKELY if foreign_at(at.doc, at.j + 1) or _before_surname(at, after) else NEVER


def _before_foreign(at: Candidate, after: Word) -> bool:
    return _unknown_or_name(after) or (odd(after) and ends_phrase(at.doc, at.j + 2))


def _before_surname(at: Candidate, after: Word) -> bool:
    """Whether a noun that some are called stands before a name, or before an unknown word with the article."""
    unknown = after.definite and name_likelihood(after) == UNKNOWN and after.zipf == 0
    if at.word.pos == "v" and after.surname_count >= 10 and after.surname_count > 5 * after.given_count:
        return boundary_before(at.doc, at.j + 2)  # a verb by its letters (General Ashfaq N)
    return at.borne > 0 and (name_likelihood(after) >= LIKELY or (unknown and at.borne >= 3))


def _two_names(at: Candidate) -> bool:
    """A common word that some are called, before a given name."""
    after = at.after
    named = after is not None and after.given_count >= 10 and name_likelihood(after) >= LIKELY
    return at.rank == UNLIKELY and at.borne >= 10 and named


def _unnamed(at: Candidate) -> bool:
    """A word unknown to all tables without a title, or the adjective of a state with the article."""
    return (at.rank == UNKNOWN and not at.titled) or (bool(at.word.nisbas) and at.word.definite)


def _unknown_or_name(word: Word) -> bool:
    """Whether an indefinite word may be a surname."""
    return name_likelihood(word) >= UNKNOWN and not word.definite


_RULES: Rules = (
    (_with_proclitic, NEVER),
    (_before_ibn, SURE),
    (_phrase, NEVER),
    (_other_form, NEVER),
    (_imperfect, NEVER),
    (_adjective_or_place, NEVER),
)
"""What decides about the first word of a name, in the order in which it is tried."""


def named_by_closed_class(at: Candidate) -> bool:
    """Whether a closed-class word is part of a name: Ali and `on`, if spelt with ya and among names; others where a
    title and a name stand before and a name or the end behind (Sabah, Khalaf, Ban)."""
    if at.word is not at.doc.words[at.j]:  # and-Ali, with no doubt about the next word
        after = at.after
        sure = after is not None and bearers(after) >= _BORNE and name_likelihood(after) >= LIKELY
        return sure and at.word.given_count >= _EVERYBODY and _ali(at)
    if at.titled:
        named = _goes_on(at) if at.parts else _begins_before(at)
        if named is not None:
            return named
    return at.word.given_count >= _EVERYBODY and at.word.function_class == "prep" and _ali(at)


def _past_hyphen(at: Candidate) -> Word | None:
    """The word after a closed-class word, past a hyphen: Anne- Marie."""
    return word_at(at.doc, at.j + 2) if at.after is not None and at.after.text == "-" else at.after


def _goes_on(at: Candidate) -> bool | None:
    """Whether the word goes on a name after a title; None where only its letters can say."""
    if not given_only(at.before):
        return None
    if len(without_vowels(at.surface)) + 2 <= len(at.surface):
        return True  # vowels are written where nobody knows the word: a foreign name (Hill)
    after = _past_hyphen(at)
    named = after is not None and after.surname_count >= 5 and name_likelihood(after) >= LIKELY
    closed = at.j + 1 not in at.doc.in_date and (named or ends_before(at.doc, at.j + 1))
    return True if at.borne >= 40 and closed else None


def _begins_before(at: Candidate) -> bool | None:
    """Whether the word opens a name after a title by its spelling and the next word; None where they do not say."""
    word, after = at.word, _past_hyphen(at)
    if word.given_count < 5:
        return None
    if ALEF_MADDA in at.surface and after is not None:  # Anne is not that
        return name_likelihood(after) >= UNKNOWN or rare_word(after)
    if word.function_class == "conj" and foreign_at(at.doc, at.j + 1):
        return ALEF_HAMZA_ABOVE not in at.surface
    return True if word.given_count >= 20 and after is not None and foreign_given(after) else None


def _ali(at: Candidate) -> bool:
    """Whether a preposition that many are called is a name, by its last letter and its neighbours."""
    after, spelt = _past_hyphen(at), at.surface.endswith(YEH)
    if after is None:
        return spelt and at.parts > 0
    named = after.text in name_particles() or _open_class(after, UNKNOWN)
    if not spelt:
        if after.text == _BIN:
            return True  # Ali bin N, where the outlet writes no dots
        return at.parts > 0 and named and name_likelihood(after) >= LIKELY
    if at.parts or named or not at.titled:
        return at.parts > 0 or named
    if after.definite:  # Ali al-N, whose last name is a common noun
        return after.surname_count >= _FEW and boundary_before(at.doc, at.j + 2)
    last = word_at(at.doc, at.j + 2)
    return last is not None and _open_class(last, LIKELY)  # Ali Akbar N


def _open_class(word: Word, least: int) -> bool:
    return name_likelihood(word) >= least and not word.function_class
