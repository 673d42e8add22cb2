"""How well one word opens a personal name or continues it, by what it means and what stands around it."""

from __future__ import annotations

from pyarabic.araby import (
    ALEF,
    ALEF_HAMZA_ABOVE,
    ALEF_HAMZA_BELOW,
    ALEF_MADDA,
    BEH,
    FATHATAN,
    HEH,
    KAF,
    LAM,
    NOON,
    SEEN,
    TEH,
    WAW,
    YEH,
    strip_tashkeel,
)

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_last_name
from mithaq.extraction.mentions.name_context import (
    boundary_before,
    ends_before,
    ends_phrase,
    foreign_at,
    name_particles,
    prepositional_noun,
    rare_word,
    said_alone,
    word_at,
)
from mithaq.extraction.mentions.name_continuation import continues_name
from mithaq.extraction.mentions.name_endings import closes_name, finite_verb, governed_noun
from mithaq.extraction.mentions.name_words import (
    LIKELY,
    NEVER,
    SURE,
    UNKNOWN,
    UNLIKELY,
    clitic,
    foreign_given,
    given_only,
    is_known,
    name_likelihood,
    odd,
    relative,
)
from mithaq.extraction.particles import AL, WAL
from mithaq.language.numbers import cardinal
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["has_article", "rank_in_name"]


_SHORT = 3
"""Letters of a foreign middle name at most, where it is a common word as well."""
_COMMON = 4.2
"""On the Zipf scale: a noun that every newspaper has, and that is no foreign given name by its letters."""
_HEARD = 3.5
"""The same, of what a proclitic may well stand before."""
_FEW = 3
"""Bearers of a last name that is a common noun as well, after a name that is a preposition by its letters."""
_FUTURE = tuple(SEEN + letter for letter in (YEH, TEH, NOON, ALEF))  # will-


def rank_in_name(doc: Document, j: int, word: Word, parts: int, titled: bool) -> int:
    """How well word `j` fits as the next word of a name with `parts` so far: a value of `name_likelihood`, or NEVER."""
    rank, bearers = name_likelihood(word), word.given_count + word.surname_count
    if rank == NEVER:
        return _preposition_or_name(doc, j, parts, titled)
    if cardinal([word.text]) is not None:
        return NEVER
    if parts and not bearers and _to_another(doc, word):
        return NEVER
    if FATHATAN in doc.text(j, j + 1):
        return NEVER  # nunation: an adverb or an object, never a name in a newspaper
    if titled and parts == 1 and (_last_name(doc, j, word) or _middle_name(doc, j, word)):
        return UNKNOWN
    if titled and parts == 1 and closes_name(doc, j, word):
        return LIKELY
    if (titled and not parts and finite_verb(doc, j, word)) or (parts and governed_noun(doc, j, word)):
        return NEVER
    if (_cliticized(doc, j, word, parts) and not (titled and _place_like(doc, j, parts))) or (
        doc.find(j, "state") and not word.given_count
    ):
        return NEVER
    body = doc.find(j, "organization")
    if body is not None and not body.proclitics and not bearers:
        return NEVER
    if parts and word.has_conjunction and not (titled and foreign_given(word) and word.is_listed_form):
        return UNKNOWN if titled and parts == 1 and _foreign_in_w(doc, j, word) else NEVER
    if doc.find(j, "plural") or (word.text.startswith(WAL) and word.given_count < 20):
        return NEVER
    return continues_name(doc, j, word, parts, titled, rank) if parts else _first(doc, j, word, titled, rank)


def _cliticized(doc: Document, j: int, word: Word, parts: int) -> bool:
    """Whether word `j` is a proclitic and a phrase of the lexicon; one of which a rare one begins may be a last name
    (Faki)."""
    whole = any(n.proclitics for n in word.nisbas) or any(h.proclitics for h in doc.hits.get(j, ()))
    rest = doc.lexicon.word(word.text[1:])
    return clitic(word) and (parts != 1 or whole or rest.zipf >= _HEARD)


def _first(doc: Document, j: int, word: Word, titled: bool, rank: int) -> int:
    """How well a word opens a name."""
    bearers = word.given_count + word.surname_count
    if _with_proclitic(doc, word, titled):
        return NEVER
    after = word_at(doc, j + 1)
    following = doc.texts[j + 1] if after is not None else ""
    if titled and not word.function_class and name_particles().get(following) == "link" and not word.definite:
        return SURE  # any word right after a title and before ibn is a name
    place = doc.find(j, "place", "capital") or (doc.find(j, "region") if word.given_count < 20 else None)
    if place is not None and place.entry.words > 1 and not place.proclitics:
        return NEVER  # a city of two words (Khan Yunis)
    if _other_form(doc, j, word, titled):
        return NEVER
    if word.text == OneWord.IN_THE_NAME_OF and (after is None or name_likelihood(after) < LIKELY):
        return NEVER
    adjective = relative(word) and not (titled and foreign_at(doc, j + 1) and ends_phrase(doc, j + 2))
    if word.given_count < 60 and (adjective or _lone(doc, j, word) or _somewhere(doc, j, titled)):
        return NEVER
    if rank == UNLIKELY and titled and not has_article(doc, j, word) and not word.verbs and not word.function_class:
        return _titled_noun(doc, j, word)
    if (
        rank == UNLIKELY
        and bearers >= 10
        and after is not None
        and after.given_count >= 10
        and name_likelihood(after) >= LIKELY
    ):
        return LIKELY
    if rank == UNKNOWN and not titled:
        return NEVER
    return NEVER if word.nisbas and word.definite else rank


def _with_proclitic(doc: Document, word: Word, titled: bool) -> bool:
    """Whether a word that may open a name is rather a proclitic and a word: with the match, like the first."""
    bearers = word.given_count + word.surname_count
    rest_known = word.text[0] in WAW + LAM and is_known(doc.lexicon.word(word.text[1:]))
    if rest_known and (word.has_conjunction or (word.text[0] == LAM and word.given_count < (10 if titled else 20))):
        return True
    if bearers < 3 and word.text.startswith((BEH + ALEF + LAM, KAF + ALEF + LAM)):
        return True
    clitic_letter = not bearers and not word.is_listed_form and word.text[0] in WAW + BEH + LAM + KAF
    return clitic_letter and said_alone(doc, word.text[1:])  # what the article says without it as well


def _other_form(doc: Document, j: int, word: Word, titled: bool) -> bool:
    """Whether a word that few are called is an adverb of state, a noun with his, or an imperfect in a headline."""
    bearers, after = word.given_count + word.surname_count, word_at(doc, j + 1)
    if bearers >= 20:
        return False
    if len(word.text) < 3 or ("a" in word.pos and word.text.endswith(ALEF) and not foreign_at(doc, j + 1)):
        return True  # praising, affirming
    foreign = titled and foreign_at(doc, j) and word.text[0] != WAW
    surface = doc.text(j, j + 1)
    if surface.endswith(HEH) and len(surface) > 4 and not word.given_count and not foreign:
        return True
    if not titled or bearers or not word.text.startswith(YEH) or after is None:
        return False
    noun = after.definite and after.text.startswith(AL) and "n" in after.pos
    return noun or doc.find(j + 1, "role", "title") is not None  # (the king) consoles the president


def _titled_noun(doc: Document, j: int, word: Word) -> int:
    """A titled common noun is a name when a sure name follows (happy, generous, pious are words as well)."""
    bearers, after = word.given_count + word.surname_count, word_at(doc, j + 1)
    if after is None or after.kind != "word":
        return NEVER
    if not bearers and (word.text in Words.MEMORIAL or prepositional_noun(doc, word)):
        return NEVER  # the prize of X, a film of X
    foreign = (name_likelihood(after) >= UNKNOWN and not after.definite) or (odd(after) and ends_phrase(doc, j + 2))
    if not word.is_listed_form and word.zipf < 3 and foreign:
        return UNKNOWN  # a foreign name that only looks like a form of some verb
    if not bearers and "n" in word.pos and "v" not in word.pos and word.zipf >= _COMMON:
        return NEVER  # (the president visits) the province of X
    unknown = name_likelihood(after) == UNKNOWN and after.zipf == 0  # a surname with the article
    named = bearers and (name_likelihood(after) >= LIKELY or (after.definite and unknown and bearers >= 3))
    return LIKELY if named or foreign_at(doc, j + 1) else NEVER


def _middle_name(doc: Document, j: int, word: Word) -> bool:
    """Whether word `j`, between a given name and a foreign word, is a middle name that only looks like Arabic."""
    if word.definite or word.verbs or word.function_class or doc.hits.get(j):
        return False
    before = doc.words[j - 1]
    short = len(word.text) <= _SHORT and foreign_given(before)
    if name_particles().get(doc.texts[j + 1] if j + 1 < len(doc.words) else "") == "foreign":
        return short and foreign_at(doc, j + 2)
    after = word_at(doc, j + 1)
    surname = after is not None and after.surname_count > after.given_count and not (after.pos or after.definite)
    rare = rare_word(word) and given_only(before)
    return (foreign_at(doc, j + 1) and (rare or short)) or (surname and rare and not word.is_listed_form)


def _foreign_in_w(doc: Document, j: int, word: Word) -> bool:
    """Whether a word that may be and-something is a foreign name in w-: nothing is known of the rest, and it closes the
    name after a given name."""
    before, after = doc.words[j - 1], word_at(doc, j + 1)
    family_first = before.text in Words.FAMILY_NAME_FIRST
    quoted = after is not None and after.text in Words.THAT
    given = before.given_count >= 5 and (before.given_count >= 5 * before.surname_count or quoted)
    if word.zipf or not (given or family_first) or not boundary_before(doc, j + 1):
        return False
    if word.text[1:3] in _FUTURE:
        return False
    if any(h.entry.category != "place" for h in doc.hits.get(j, ())):
        return False
    rest = doc.lexicon.word(word.text[1:])
    return name_likelihood(rest) == UNKNOWN and not rest.zipf and not rest.definite


def _place_like(doc: Document, j: int, parts: int) -> bool:
    """Whether a foreign surname after a given name is the preposition bi- and a far place by its letters alone."""
    before = doc.words[j - 1]
    before = doc.lexicon.word(before.text[1:]) if before.has_conjunction else before
    far = all(h.entry.category == "place" and not h.article for h in doc.hits.get(j, ()))
    return (
        parts == 1
        and before.given_count >= 5
        and before.given_count > 5 * before.surname_count
        and far
        and doc.words[j].zipf < 2.5
    )


def _last_name(doc: Document, j: int, word: Word) -> bool:
    """Whether word `j`, or what it begins, is all that stands between a foreign first name and a sign: a surname,
    whatever else it means (and-he is blamed, like weakness)."""
    before = doc.words[j - 1]
    if (
        not (_foreign(before) or (name_likelihood(before) == UNKNOWN and not before.zipf and not before.definite))
        or word.function_class
        or word.definite
        or word.has_conjunction
        or len(word.text) < 3
    ):
        return False
    if any(not v.conjunction for v in word.verbs) or doc.find(j, "state", "organization", "role", "title", "plural"):
        return False
    end = j + 1 + foreign_at(doc, j + 1)
    if rare_word(word) and (ends_phrase(doc, end) or (odd(word) and boundary_before(doc, end))):
        return True
    return ends_before(doc, end) and doc.texts[end : end + 1] != [":"]


def _foreign(word: Word) -> bool:
    """Whether a word is borne as a first name rather than a last one, by however few, and means nothing else."""
    means = word.pos or word.verbs or word.nisbas or word.function_class or word.definite
    return not means and word.given_count > 5 * word.surname_count


def _to_another(doc: Document, word: Word) -> bool:
    """Whether a word after a name is a preposition and the last name of somebody else: (said) to Stoltenberg."""
    rest = word.text[1:]
    if word.text[0] not in LAM + BEH or word.is_listed_form or len(rest) < 4:
        return False
    return is_last_name(rest) or said_alone(doc, rest)


def has_article(doc: Document, j: int, word: Word) -> bool:
    """Whether a word has the article and not just its letters: a hamza on the alef is none of it (Elena, Albert)."""
    at = doc.starts[j] + len(doc.texts[j]) - len(word.text)  # past the proclitics that were taken off it
    return word.definite and doc.content[at] not in ALEF_HAMZA_BELOW + ALEF_HAMZA_ABOVE + ALEF_MADDA


def _somewhere(doc: Document, j: int, titled: bool) -> bool:
    """Whether word `j` is a place and not the first name of somebody (Florence) whose surname follows a title."""
    if doc.find(j, "place", "capital") is None:
        return False
    if doc.words[j].definite or doc.find(j + 1, "place", "capital") is not None:
        return True
    after = doc.words[j + 1] if j + 1 < len(doc.words) else None
    return not (titled and after is not None and name_likelihood(after) >= UNKNOWN and not after.definite)


def _lone(doc: Document, j: int, word: Word) -> bool:
    """A word with the article that opens a name and is no known surname, where no further part of a name follows."""
    bearers = word.surname_count + word.given_count
    relative = word.text.endswith(YEH) and word.zipf >= 3.4 + bearers / 20  # an adjective as well
    if not has_article(doc, j, word) or (bearers >= 10 and word.zipf < 4.3 and not relative):
        return False
    after = doc.words[j + 1] if j + 1 < len(doc.words) and j + 1 not in doc.in_date else None
    return after is None or (name_likelihood(after) < UNKNOWN and after.text not in name_particles())


def _preposition_or_name(doc: Document, j: int, parts: int, titled: bool) -> int:
    """A given name that is a closed-class word as well: Ali and `on`, if spelt with ya and among names; others where a
    title and a name stand before and a name or the end behind (Sabah, Khalaf, Ban)."""
    word, after, surface = doc.words[j], word_at(doc, j + 1), doc.text(j, j + 1)
    after = word_at(doc, j + 2) if after is not None and after.text == "-" else after  # Anne- Marie
    if titled and parts and given_only(doc.words[j - 1]) and len(strip_tashkeel(surface)) + 2 <= len(surface):
        return SURE  # vowels are written where nobody knows the word: a foreign name (Hill)
    if titled and not parts and word.given_count >= 5 and ALEF_MADDA in doc.text(j, j + 1) and after is not None:
        return SURE if name_likelihood(after) >= UNKNOWN or rare_word(after) else NEVER  # Anne is not that
    if titled and not parts and word.given_count >= 5 and word.function_class == "conj" and foreign_at(doc, j + 1):
        return SURE if ALEF_HAMZA_ABOVE not in doc.text(j, j + 1) else NEVER
    if titled and not parts and word.given_count >= 20 and after is not None and foreign_given(after):
        return SURE
    borne = titled and parts and word.given_count + word.surname_count >= 40 and given_only(doc.words[j - 1])
    named = after is not None and after.surname_count >= 5 and name_likelihood(after) >= LIKELY
    if borne and j + 1 not in doc.in_date and (named or ends_before(doc, j + 1)):
        return SURE
    if not (word.given_count >= 100 and word.function_class == "prep"):
        return NEVER
    named = after is not None and (
        (name_likelihood(after) >= UNKNOWN and not after.function_class) or after.text in name_particles()
    )
    if surface.endswith(YEH) and (parts or named):
        return SURE
    last = word_at(doc, j + 2)
    if titled and surface.endswith(YEH) and after is not None and after.definite and after.surname_count >= _FEW:
        return SURE if boundary_before(doc, j + 2) else NEVER  # Ali al-N, whose last name is a common noun
    if titled and surface.endswith(YEH) and after is not None and last is not None and not after.definite:
        return SURE if name_likelihood(last) >= LIKELY and not last.function_class else NEVER  # Ali Akbar N
    return SURE if parts and named and after is not None and name_likelihood(after) >= LIKELY else NEVER
