"""Names read from the place they stand in: between a post and what closes its phrase, or before a post in apposition.

What stands there is a name whatever its words mean otherwise, as long as one of them does as a name and none is common.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, FATHATAN, HEH, MEEM, TEH, YEH

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_last_name
from mithaq.extraction.mentions.name_context import boundary_before, prepositional_noun, word_at
from mithaq.extraction.mentions.name_words import UNKNOWN, given_only, is_known, name_likelihood, object_noun
from mithaq.extraction.mentions.names import name_end
from mithaq.language.numbers import cardinal
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import Words

__all__ = ["apposed_name_end", "quoted_name_end", "slot_end"]

_RARE = 3.6
"""On the Zipf scale: the first word of a name at most, where it is a common noun as well."""
_RARE_BEFORE_THAT = 4.5
"""The same where the that- of a clause closes the phrase."""
_SELDOM = 3.2
"""The same of a word that only its place makes a name."""
_BORNE_AS_POST = 10
"""Bearers of a given name that is a post as well (Musaid)."""
_BORNE = 3
"""Bearers of a given name that may be and- with another word by its letters."""
_LONGEST = 3
_HERS = 4
"""Letters at most of a name that ends like a feminine noun with his (Goethe)."""
_NOT_IN_NAMES = frozenset({"state", "organization", "body", "role", "title", "plural", "capital", "region"})


def slot_end(doc: Document, k: int, end: int) -> int:
    """One past a name of two or three words at word `k`, right after a post, where the phrase ends after it; `k` where
    there is none."""
    apart = k > 0 and doc.texts[k - 1] == ","
    stop = _run(doc, k, end, None, apart=apart)
    apart = apart and stop < end and doc.texts[stop] == ","
    if not 2 <= stop - k <= _LONGEST or not _closed(doc, stop, end):
        return k
    that = stop < end and doc.texts[stop] in Words.THAT
    first = doc.words[k]
    if not _name_like(first) and (
        not (that or apart or first.zipf < _SELDOM) or first.text in Words.MEMORIAL or prepositional_noun(doc, first)
    ):
        return k  # an object: the tournament of X, a film of X
    limit = _RARE_BEFORE_THAT if that else _RARE
    rare = (_name_like(w) or w.zipf < limit or _common_surname(doc, j, w) for j, w in enumerate(doc.words[k:stop], k))
    return stop if all(rare) else k


def quoted_name_end(doc: Document, k: int, end: int) -> int:
    """One past a name at word `k` that fills quotation marks to their end, after a title; `k` where there is none."""
    for stop in (min(name_end(doc, k, titled=True), end), _run(doc, k, end, None)):
        if k < stop < end and doc.texts[stop] == '"':
            return stop
    return k


def apposed_name_end(doc: Document, i: int, end: int, first: Word | None, *, comma: bool) -> int:
    """One past a name of two or three words at word `i` that a post follows in apposition, with no title before it; `i`
    where there is none. `first` stands in for word `i` where and- was taken off it; `comma`: the post may stand after
    one."""
    stop = _run(doc, i, end, first)
    if not 2 <= stop - i <= _LONGEST or stop >= end:
        return i
    quoted = i > 0 and doc.texts[i - 1] == doc.texts[stop] == '"'
    after = stop + quoted
    role = doc.find(after + (comma and doc.texts[after : after + 1] == [","]), "role")
    if role is None or role.proclitics:
        return i
    words = [first or doc.words[i], *doc.words[i + 1 : stop]]
    return stop if all(_name_like(w) or w.zipf < _SELDOM for w in words) else i


def _run(doc: Document, k: int, end: int, first: Word | None, *, apart: bool = False) -> int:
    """One past the words from `k` on that may make up a name, one of them at least being like one; `apart`: or all of
    them rare, behind a comma."""
    j, named = k, False
    while j < end and j - k <= _LONGEST:
        word = first if first is not None and j == k else doc.words[j]
        if not (_may_stand(doc, j, word, opens=j == k) or (j == k + 1 and _common_surname(doc, j, word))):
            break
        named |= _name_like(word)
        j += 1
    rare = apart and all(w.zipf < _SELDOM and not w.definite for w in doc.words[k:j])
    return j if named or rare else k


def _not_two_words(doc: Document, word: Word, *, opens: bool) -> bool:
    """Whether a word that may be and-something is a name: it is borne as one, or nothing is known of the rest."""
    if not word.has_conjunction or word.given_count >= _BORNE:
        return True
    rest = doc.lexicon.word(word.text[1:])
    if word.text.endswith((HEH, HEH + MEEM, HEH + ALEF)):
        return False  # and his wife
    if not is_known(rest):
        return word.zipf < _RARE
    return rest.zipf < _SELDOM and (word.given_count > 0 if opens else word.zipf < _SELDOM)


def _name_like(word: Word) -> bool:
    return name_likelihood(word) >= UNKNOWN or word.given_count >= 3


def _may_stand(doc: Document, j: int, word: Word, *, opens: bool) -> bool:
    """Whether word `j` may be part of a name by its form and by what the tables say of it."""
    if word.kind != "word" or len(word.text) < 2 or word.function_class or j in doc.in_date or j in doc.blocked:
        return False
    if word.nisbas or word.verbs or FATHATAN in doc.text(j, j + 1) or cardinal([word.text]) is not None:
        return False
    if doc.text(j, j + 1).endswith(TEH + HEH) and len(word.text) > _HERS and not word.given_count:
        return False  # something feminine that is his (his suit)
    borne = opens and word.given_count >= _BORNE_AS_POST
    if any(
        h.entry.category in _NOT_IN_NAMES and not (borne and h.entry.category == "role") for h in doc.hits.get(j, ())
    ):
        return False
    if word.has_conjunction and not opens:
        return _not_two_words(doc, word, opens=False)
    if word.definite:
        return not opens and name_likelihood(word) >= UNKNOWN
    if word.text.endswith(ALEF) and word.zipf and not word.given_count + word.surname_count:
        return False
    if opens:
        return _not_two_words(doc, word, opens=True) and ("m" not in word.pos or borne)
    return not object_noun(word) and (_verb_by_letters(word) or not boundary_before(doc, j))


def _verb_by_letters(word: Word) -> bool:
    """Whether a word might be a form of some verb that newspapers seldom use, and of none that tells of an act."""
    return (
        word.pos == "v" and not word.verbs and word.text[0] != YEH and (word.zipf < _SELDOM or not word.is_listed_form)
    )


def _common_surname(doc: Document, j: int, word: Word) -> bool:
    """Whether a common noun with the article is the last name after a first name (Sami al-Nisf): nobody is called by a
    post and a first name alone."""
    noun = (
        word.definite
        and "n" in word.pos
        and "m" not in word.pos
        and not (word.nisbas or word.verbs or word.text in Words.NO_NAME_ADJECTIVE)
    )
    first = doc.words[j - 1]
    named = given_only(first) and not first.definite and not is_last_name(first.text)
    return noun and named and not doc.hits.get(j) and _closed(doc, j + 1, len(doc.words))


def _closed(doc: Document, j: int, end: int) -> bool:
    """Whether a phrase ends before word `j`, other than at the further genitive of a noun."""
    word = word_at(doc, j)
    return j >= end or word is None or word.kind != "word" or boundary_before(doc, j)
