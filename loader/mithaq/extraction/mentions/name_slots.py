"""Names read from the place they stand in: between a post and what closes its phrase, or before a post in apposition.

What stands there is a name whatever its words mean otherwise, as long as one of them does as a name and none is common.
"""

from __future__ import annotations

from functools import lru_cache

from pyarabic.araby import ALEF, FATHATAN, HEH, MEEM, TEH, WAW, YEH

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_last_name
from mithaq.extraction.mentions.name_context import boundary_before, foreign_at, of_something
from mithaq.extraction.mentions.name_words import UNKNOWN, bearers, given_only, is_known, name_likelihood, object_noun
from mithaq.extraction.mentions.names import name_end
from mithaq.language.numbers import cardinal
from mithaq.lexicon import Lexicon, Word
from mithaq.lexicon.word_groups import Words

__all__ = ["apposed_name_end", "may_be_apposed", "quoted_name_end", "slot_end"]

_RARE = 3.6  # on the Zipf scale: the first word of a name at most, where it is a common noun as well
_RARE_BEFORE_THAT = 4.5  # the same where the that- of a clause closes the phrase
_SELDOM = 3.2  # the same of a word that only its place makes a name
_NOT_COMMON = 3.8  # the same of a word before one that is foreign for sure
_BORNE_AS_POST = 10  # bearers of a given name that is a post as well (Musaid)
_BORNE = 3  # bearers of a given name that may be and- with another word by its letters
_LONGEST = 3
_HERS = 4  # letters at most of a name that ends like a feminine noun with his (Goethe)
_NOT_IN_NAMES = frozenset({"state", "organization", "body", "role", "title", "plural", "capital", "region"})


def slot_end(doc: Document, k: int, end: int) -> int:
    """One past a name of two or three words at word `k`, right after a post, where the phrase ends after it; `k` where
    there is none."""
    behind_comma = k > 0 and doc.texts[k - 1] == ","
    stop = _run(doc, k, end, apart=behind_comma)
    if not 2 <= stop - k <= _LONGEST or (stop < end and not boundary_before(doc, stop)):
        return k
    first, closing = doc.words[k], doc.texts[stop] if stop < end else ""
    that = closing in Words.THAT
    expected = that or (behind_comma and closing == ",") or first.zipf < _SELDOM
    if not _name_like(first) and (not expected or of_something(first, doc.lexicon)):
        return k  # an object
    limit = _RARE_BEFORE_THAT if that else _RARE
    return stop if all(_rare(doc, j, limit) for j in range(k, stop)) else k


def _rare(doc: Document, j: int, limit: float) -> bool:
    """Whether word `j` is like a name, or rarer than a limit, or a common surname."""
    word = doc.words[j]
    return _name_like(word) or word.zipf < limit or _common_surname(doc, j, word)


def quoted_name_end(doc: Document, k: int, end: int) -> int:
    """One past a name at word `k` that fills quotation marks to their end, after a title; `k` where there is none."""
    for stop in (min(name_end(doc, k, titled=True), end), _run(doc, k, end)):
        if k < stop < end and doc.texts[stop] == '"':
            return stop
    return k


def apposed_name_end(doc: Document, i: int, end: int, *, cut: int, comma: bool) -> int:
    """One past a name of two or three words at word `i` that a post follows in apposition, with no title before it; `i`
    where there is none. `cut`: the letters of and- at its start; `comma`: the post may stand after one."""
    stop = _run(doc, i, end, cut=cut)
    if not 2 <= stop - i <= _LONGEST or stop >= end:
        return i
    quoted = i > 0 and doc.texts[i - 1] == doc.texts[stop] == '"'
    after = stop + quoted
    role = doc.find(after + (comma and doc.texts[after : after + 1] == [","]), "role")
    if role is None or role.proclitics:
        return i
    words = [_without(doc, i, cut), *doc.words[i + 1 : stop]]
    if comma and stop == i + 2 and foreign_at(doc, i + 1) and not cut and words[0].zipf < _NOT_COMMON:
        return stop  # after a verb, before a word of no Arabic
    return stop if all(_name_like(w) or w.zipf < _SELDOM for w in words) else i


@lru_cache(maxsize=50_000)
def may_be_apposed(word: Word, lexicon: Lexicon) -> bool:
    """Whether a name before a post in apposition may open with a word, wherever it stands, or with what follows the
    and- at its start."""
    rest = lexicon.word(word.text[1:]) if word.text[0] == WAW else word
    open_class = (w for w in (word, rest) if not (w.function_class or w.nisbas or w.verbs or w.definite))
    return any(_name_like(w) or w.zipf < _NOT_COMMON for w in open_class)


def _run(doc: Document, k: int, end: int, *, cut: int = 0, apart: bool = False) -> int:
    """One past the words from `k` on that may make up a name, one of them at least being like one; `apart`: or all of
    them rare, behind a comma."""
    j, named = k, False
    while j < end and j - k <= _LONGEST:
        word = _without(doc, k, cut) if j == k else doc.words[j]
        if not (_may_stand(doc, j, word, opens=j == k) or (j == k + 1 and _common_surname(doc, j, word))):
            break
        named |= _name_like(word)
        j += 1
    rare = apart and all(w.zipf < _SELDOM and not w.definite for w in doc.words[k:j])
    return j if named or rare else k


def _without(doc: Document, k: int, cut: int) -> Word:
    """Word `k` without its first `cut` letters."""
    return doc.lexicon.word(doc.texts[k][cut:]) if cut else doc.words[k]


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
    if _inflected(doc.text(j, j + 1), word) or _means_else(doc, j, word, opens=opens):
        return False
    if word.has_conjunction and not opens:
        return _not_two_words(doc, word, opens=False)
    if word.definite and not opens:
        return name_likelihood(word) >= UNKNOWN
    if word.definite or _accusative(doc, word):
        return False
    if opens:
        doing = "m" in word.pos and word.given_count < _BORNE_AS_POST
        return not doing and _not_two_words(doc, word, opens=True)
    return not _object(doc, word) and (_verb_by_letters(word) or not boundary_before(doc, j))


def _object(doc: Document, word: Word) -> bool:
    """Whether a word is the object of a verb, and not a name that only ends like one."""
    return object_noun(word) and (not word.text.endswith(ALEF) or _accusative(doc, word))


def _accusative(doc: Document, word: Word) -> bool:
    """Whether a word that nobody is called ends like a noun in the accusative: without the alef it is a word too."""
    if not word.text.endswith(ALEF) or not word.zipf or bearers(word):
        return False
    stem = doc.lexicon.word(word.text[:-1])
    return bool(stem.pos) or stem.zipf >= _NOT_COMMON


def _inflected(surface: str, word: Word) -> bool:
    """Whether a word has nunation, or ends like something feminine that is his (his suit)."""
    his = surface.endswith(TEH + HEH) and len(word.text) > _HERS and not word.given_count
    return his or FATHATAN in surface


def _means_else(doc: Document, j: int, word: Word, *, opens: bool) -> bool:
    """Whether word `j` is a sign, of a closed class, a number, a verb, an adjective of a state, in a date, or begins a
    phrase of the lexicon that is not a name; a post may open one that many are called by."""
    if word.kind != "word" or len(word.text) < 2 or j in doc.in_date or j in doc.blocked:
        return True
    if word.function_class or word.nisbas or word.verbs or cardinal([word.text]) is not None:
        return True
    categories = {h.entry.category for h in doc.hits.get(j, ())}
    if opens and word.given_count >= _BORNE_AS_POST:
        categories.discard("role")
    return not categories.isdisjoint(_NOT_IN_NAMES)


def _verb_by_letters(word: Word) -> bool:
    """Whether a word might be a form of some verb that newspapers seldom use, and of none that tells of an act."""
    return (
        word.pos == "v" and not word.verbs and word.text[0] != YEH and (word.zipf < _SELDOM or not word.is_listed_form)
    )


def _common_surname(doc: Document, j: int, word: Word) -> bool:
    """Whether a common noun with the article is the last name after a first name (Sami al-Nisf): nobody is called by a
    post and a first name alone."""
    if not word.definite or "n" not in word.pos or "m" in word.pos or word.nisbas or word.verbs:
        return False
    first = doc.words[j - 1]
    named = given_only(first) and not first.definite and not is_last_name(first.text)
    return named and word.text not in Words.NO_NAME_ADJECTIVE and not doc.hits.get(j) and boundary_before(doc, j + 1)
