"""How well one word opens a personal name or continues it, by what it means and what stands around it."""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, FATHATAN, FEH, LAM, NOON, SEEN, TEH, YEH

from mithaq.extraction.document import Document
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
    name_particles,
    part_before,
    rare_word,
    said_alone,
    word_at,
)
from mithaq.extraction.mentions.name_continuation import continues_name
from mithaq.extraction.mentions.name_openings import named_by_closed_class, opens_name
from mithaq.extraction.mentions.name_words import (
    LIKELY,
    NEVER,
    SURE,
    UNKNOWN,
    bearers,
    clitic,
    foreign_given,
    given_only,
    indefinite,
    mostly_given,
    name_likelihood,
    odd,
    plain,
)
from mithaq.extraction.particles import WAL
from mithaq.language.numbers import cardinal
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import Words

__all__ = ["finite_verb", "rank_in_name"]


_SHORT = 3  # letters of a foreign middle name at most, where it is a common word as well
_HEARD = 3.5  # on the Zipf scale: a noun that a proclitic may well stand before
_FUTURE = tuple(SEEN + letter for letter in (YEH, TEH, NOON, ALEF))  # will-
_HARDLY = 2.6  # on the Zipf scale: a name that newspapers hardly ever have
_SELDOM_VERB = 4.0  # on the Zipf scale: a verb that is a foreign last name by its letters (North, Hart)
_BORNE = 10  # bearers of a surname that is a common word as well
_RARE = 5  # the same after a first name that is nothing else
_FEW = 20  # bearers below which a word is seldom a name


def rank_in_name(doc: Document, j: int, word: Word, parts: int, titled: bool) -> int:
    """How well word `j` fits as the next word of a name with `parts` so far: a value of `name_likelihood`, or NEVER."""
    at = Candidate(doc, j, word, parts, titled, name_likelihood(word))
    if at.rank == NEVER:
        return SURE if named_by_closed_class(at) else NEVER
    if (decided := decided_by(_RULES, at)) is not None:
        return decided
    return continues_name(at) if parts else opens_name(at)


def _number_or_adverb(at: Candidate) -> bool:
    """A number, or a word with nunation: an adverb or an object, never a name in a newspaper."""
    return cardinal([at.word.text]) is not None or FATHATAN in at.surface


def _to_another(at: Candidate) -> bool:
    """A preposition and the last name of somebody else after a name: (said) to Stoltenberg."""
    text, rest = at.word.text, at.word.text[1:]
    if not at.parts or at.borne or text[0] not in LAM + BEH or at.word.is_listed_form or len(rest) < 4:
        return False
    return is_last_name(rest) or said_alone(at.doc, rest)


def _last_name(at: Candidate) -> bool:
    """Whether a word, or what it begins, is all that stands between a foreign first name and a sign: a surname,
    whatever else it means (and-he is blamed, like weakness)."""
    doc, word = at.doc, at.word
    if not at.second or not _foreign(at.before) or word.function_class or word.definite or word.has_conjunction:
        return False
    if len(word.text) < 3 or any(not v.conjunction for v in word.verbs):
        return False
    if doc.find(at.j, "state", "organization", "role", "title", "plural"):
        return False
    end = at.j + 1 + foreign_at(doc, at.j + 1)
    if rare_word(word) and (ends_phrase(doc, end) or (odd(word) and boundary_before(doc, end))):
        return True
    return ends_before(doc, end) and doc.texts[end : end + 1] != [":"]


def _foreign(word: Word) -> bool:
    """Whether a word means nothing, and is borne as a first name rather than a last one or not at all."""
    if word.definite:
        return False
    means = word.pos or word.verbs or word.nisbas or word.function_class
    if not means and word.given_count > (5 * word.surname_count if word.zipf >= _HARDLY else word.surname_count):
        return True
    return name_likelihood(word) == UNKNOWN and not word.zipf


def _middle_name(at: Candidate) -> bool:
    """Whether a word between a given name and a foreign word is a middle name that only looks like Arabic."""
    doc, j, word, after = at.doc, at.j, at.word, at.after
    if not at.second or not indefinite(word) or doc.hits.get(j):
        return False
    rare = rare_word(word) and given_only(at.before)
    short = len(word.text) <= _SHORT and foreign_given(at.before)
    if after is not None and name_particles().get(after.text) == "foreign":
        return short and foreign_at(doc, j + 2)
    if foreign_at(doc, j + 1):
        return rare or short or _seldom(at)
    return rare and not word.is_listed_form and after is not None and _surname_only(after)


def _seldom(at: Candidate) -> bool:
    """Whether a noun that is not common stands after a foreign first name (José Ramos-Horta)."""
    return at.word.zipf < _SELDOM_VERB and "m" not in at.word.pos and foreign_given(at.before)


def _surname_only(word: Word) -> bool:
    return word.surname_count > word.given_count and not (word.pos or word.definite)


def _verb_or_genitive(at: Candidate) -> bool:
    """A verb right after a title, or a noun after a name and before the post of somebody."""
    if at.parts:
        return _governed_noun(at)
    return at.titled and finite_verb(at.doc, at.j, at.word)


def _cliticized(at: Candidate) -> bool:
    """Whether a word is a proclitic and a phrase of the lexicon; one of which a rare one begins may be a last name
    (Faki)."""
    word, hits = at.word, at.doc.hits.get(at.j, ())
    if not clitic(word) or (at.second and _place_like(at)):
        return False
    whole = any(n.proclitics for n in word.nisbas) or any(h.proclitics for h in hits)
    return at.parts != 1 or whole or at.doc.lexicon.word(word.text[1:]).zipf >= _HEARD


def _place_like(at: Candidate) -> bool:
    """Whether a foreign surname after a given name is the preposition bi- and a far place by its letters alone."""
    lexicon, before = at.doc.lexicon, at.before
    before = lexicon.word(before.text[1:]) if before.has_conjunction else before
    far = all(h.entry.category == "place" and not h.article for h in at.doc.hits.get(at.j, ()))
    return mostly_given(before) and far and at.word.zipf < 2.5


def _phrase_of_lexicon(at: Candidate) -> bool:
    """A state, a body, several holders of a post, or and- with the article, which hardly anybody is called."""
    doc, j, word = at.doc, at.j, at.word
    if (word.text.startswith(WAL) and word.given_count < 20) or doc.find(j, "plural"):
        return True
    if not word.given_count and doc.find(j, "state"):
        return True
    body = doc.find(j, "organization") if not at.borne else None
    return body is not None and not body.proclitics


def _conjoined(at: Candidate) -> bool:
    """A word that may be and-something after a name, and is not known as a foreign first name in w-."""
    known = at.titled and foreign_given(at.word) and at.word.is_listed_form
    return at.parts > 0 and at.word.has_conjunction and not known


def _foreign_in_w(at: Candidate) -> bool:
    """Whether a word that may be and-something is a foreign name in w-: nothing is known of the rest, and it closes the
    name after a given name."""
    word, before, after = at.word, at.before, at.after
    if not at.second or not _conjoined(at) or word.zipf or word.text[1:3] in _FUTURE:
        return False
    quoted = after is not None and after.text in Words.THAT
    given = before.given_count >= 5 and (before.given_count >= 5 * before.surname_count or quoted)
    if not (given or before.text in Words.FAMILY_NAME_FIRST) or not boundary_before(at.doc, at.j + 1):
        return False
    if any(h.entry.category != "place" for h in at.doc.hits.get(at.j, ())):
        return False
    rest = at.doc.lexicon.word(word.text[1:])
    return name_likelihood(rest) == UNKNOWN and not rest.zipf and not rest.definite


def _closes_name(at: Candidate) -> bool:
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
    given = before.given_count >= (_RARE if foreign_given(before) else _FEW)
    if at.word.pos == "v" and given and not at.doc.hits.get(at.j):
        return not at.word.verbs and at.word.zipf < _SELDOM_VERB and at.word.text[0] not in YEH + TEH
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


def _governed_noun(at: Candidate) -> bool:
    """Whether a word is a common noun and the definite post after it what it is of (the efforts of the secretary)."""
    role = at.doc.find(at.j + 1, "role")
    noun = not at.borne and "n" in at.word.pos and at.word.is_listed_form
    return noun and role is not None and not role.proclitics and at.doc.words[at.j + 1].definite


_RULES: Rules = (
    (_number_or_adverb, NEVER),
    (_to_another, NEVER),
    (_last_name, UNKNOWN),
    (_middle_name, UNKNOWN),
    (_closes_name, LIKELY),
    (_verb_or_genitive, NEVER),
    (_cliticized, NEVER),
    (_phrase_of_lexicon, NEVER),
    (_foreign_in_w, UNKNOWN),
    (_conjoined, NEVER),
)
"""What decides about any word of a name, in the order in which it is tried."""
