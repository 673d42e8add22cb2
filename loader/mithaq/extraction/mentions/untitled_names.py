"""Names of persons that no title leads to: sure names, and names that a post follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pyarabic.araby import BEH, FEH, KAF, LAM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_last_name
from mithaq.extraction.mentions.name_context import has_article, name_particles
from mithaq.extraction.mentions.name_words import (
    LIKELY,
    SURE,
    UNKNOWN,
    bearers,
    foreign_given,
    is_known,
    mostly_given,
    name_likelihood,
)
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.post_sequences import with_posts
from mithaq.lexicon import Lexicon, Word
from mithaq.lexicon.word_groups import Words

__all__ = ["led_to", "may_hold", "may_open", "name_before_post", "untitled_name"]

_NEAR = 50  # mentions looked back at
_SHORTEST = 3  # letters of a name with and- at least
_CLITICS = WAW + FEH + LAM + BEH + KAF
_FOREIGN = 5  # bearers of a foreign given name that is a word as well
_NAMES_TOO = frozenset({"place", "capital", "official"})
"""Categories of phrases that a foreign given name may be as well."""
_BORNE = 10  # bearers of a given name that is a common noun as well
_FEW = 3  # bearers of a given name that opens a name by itself
_RARE = 20  # bearers of a given name that is a verb as well
_EVERYBODY = 100  # bearers of a given name that is a preposition by its letters


def untitled_name(doc: Document, i: int, end: int, before: list[Mention]) -> Mention | None:
    """A name without a title: two sure words at least, or one that the authority table has."""
    known = doc.find(i, "official") if i in doc.hits else None
    if known is None and not may_open(doc.words[i], doc.lexicon):
        return None
    word = _compound(doc, doc.words[i], i + 1)
    if known is not None and len(known.proclitics) < 2 and known.end - i > 1:  # N, and-N
        stop = max(known.end, name_end(doc, i, titled=False, cut=len(known.proclitics)))
        return with_posts(doc, Mention.of_name(i, stop, proclitics=known.proclitics), end)
    if _post_or_adjective(doc, i, word) or _verb_before(doc, i, word):
        return None
    clitic = not _opens(doc, i, word)
    if clitic and not _opens_after_clitic(doc, i, end, word):
        return None
    stop = min(name_end(doc, i, titled=False, cut=clitic), end)
    if stop - i < 2 or _surname_said(doc, i, stop, before):
        return None
    return with_posts(doc, Mention.of_name(i, stop, proclitics=doc.words[i].text[:clitic]), end)


def _post_or_adjective(doc: Document, i: int, word: Word) -> bool:
    """Whether word `i` is a post that few are called by, or the adjective of a noun before it (the Pacific Ocean)."""
    if word.given_count < 60 and doc.find(i, "role"):
        return True
    return has_article(doc, i, word) and i > 0 and doc.words[i - 1].definite and not doc.words[i - 1].verbs


def _verb_before(doc: Document, i: int, word: Word) -> bool:
    """Whether word `i` is a verb as well and a foreign first name follows, its agent."""
    return bool(word.verbs) and i + 1 < len(doc.words) and foreign_given(doc.words[i + 1]) and not foreign_given(word)


def _opens(doc: Document, i: int, word: Word) -> bool:
    """Whether word `i` opens a name as it stands: `word`, or that with the next, is sure enough, or is a preposition
    that a name is read from (Ali)."""
    if name_likelihood(word) >= LIKELY and word.given_count:
        return True
    return word.function_class == "prep" and name_end(doc, i, titled=False) > i + 1


def _opens_after_clitic(doc: Document, i: int, end: int, word: Word) -> bool:
    """Whether the rest of word `i` after its first letter, a proclitic, opens a name."""
    if word.text[0] not in _CLITICS or len(word.text) <= _SHORTEST or word.function_class:
        return False
    rest = _compound(doc, doc.lexicon.word(doc.texts[i][1:]), i + 1)
    if rest.function_class == "prep":
        return name_end(doc, i, titled=False, cut=1) > i + 1  # and-Ali N
    if name_likelihood(rest) < SURE or not rest.given_count:
        return False
    sure = rest.given_count >= 60 and i + 1 < end and name_likelihood(doc.words[i + 1]) >= LIKELY
    return sure or not (word.pos or word.verbs)


@lru_cache(maxsize=50_000)
def may_open(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word by itself, or without its first letter, is sure enough to open a name that no title leads to."""
    if word.text in Words.COMPOUND_FIRST:
        return True
    if word.function_class == "prep" and (bearers(word) >= _EVERYBODY or word.text in name_particles()):
        return True
    if word.given_count and name_likelihood(word) >= LIKELY:
        return True
    if word.text[0] not in _CLITICS or len(word.text) <= _SHORTEST or word.function_class:
        return False
    inner = lexicon.word(word.text[1:])
    if inner.function_class == "prep" and inner.given_count:
        return True
    return inner.text in Words.COMPOUND_FIRST or (inner.given_count > 0 and name_likelihood(inner) >= SURE)


@lru_cache(maxsize=50_000)
def may_hold(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word by itself, or without and- or so-, may open the name of a holder whose post follows."""
    if word.text[0] in WAW + FEH and len(word.text) > _SHORTEST:
        return _may_be_given(word) or _may_be_given(lexicon.word(word.text[1:]))
    return not word.verbs and _may_be_given(word)


def _may_be_given(word: Word) -> bool:
    """Whether a word may be a given name, though hardly known as one."""
    if word.function_class or (word.verbs and word.given_count < _RARE) or (word.pos and word.given_count < _FOREIGN):
        return False
    return word.given_count >= _FEW or name_likelihood(word) >= UNKNOWN


def _compound(doc: Document, word: Word, j: int) -> Word:
    """The first word of a name, joined to the definite one at word `j` where it asks for it: Abd al-X."""
    joined = word.text in Words.COMPOUND_FIRST and j < len(doc.words) and doc.words[j].definite
    return doc.lexicon.word(word.text + doc.texts[j]) if joined else word


def _surname_said(doc: Document, i: int, stop: int, before: list[Mention]) -> bool:
    """Whether word `i` is the surname of somebody named before, and the one word after it, which the dictionary has,
    not more of the name: to Aoun greetings."""
    after = doc.words[i + 1]
    if stop != i + 2 or not after.pos or name_likelihood(after) >= SURE:
        return False
    return any(m.name_end - m.name_start > 1 and doc.texts[m.name_end - 1] == doc.texts[i] for m in before[-_NEAR:])


def _listed(doc: Document, i: int, before: list[Mention]) -> bool:
    """Whether word `i` is and- with the next name of a list: after a comma, or right after a person."""
    word = doc.words[i]
    if word.text[0] == FEH and i and doc.texts[i - 1] == "," and not word.given_count:
        return foreign_given(doc.lexicon.word(word.text[1:]))  # so N
    if word.text[0] != WAW or len(word.text) <= _SHORTEST or not i:
        return False
    follows = bool(before) and before[-1].end == i
    comma = doc.texts[i - 1] == ","
    return (word.has_conjunction and comma) or ((comma or follows) and not word.given_count and not word.pos)


def led_to(doc: Document, i: int) -> bool:
    """Whether a person may well be named at word `i`: after a verb in the singular, with its definite object or without
    one, with, between, or a sign."""
    if not i:
        return True
    before = doc.words[i - 1]
    if before.definite and before.pos and i > 1 and any(v.number == "s" for v in doc.words[i - 2].verbs):
        return True  # (signed) the accord N
    if any(v.number == "s" for v in before.verbs):
        return True
    return before.text in Words.WITH or before.text in Words.BETWEEN or before.kind == "sign"


@dataclass(slots=True)
class _Opening:
    """A word that may open a name before a post: what stands for it without and-, and the word after it."""

    doc: Document
    i: int
    word: Word
    after: Word
    led: bool
    """Whether a person may well be named there."""

    @property
    def before_unseen(self) -> bool:
        return name_likelihood(self.after) == UNKNOWN and not self.after.zipf

    @property
    def foreign(self) -> bool:
        """A foreign given name before an unseen word, be it a word or a place as well (Victoria Nuland)."""
        return mostly_given(self.word) and self.before_unseen

    @property
    def expected(self) -> bool:
        """A noun that is a given name too, right after a verb and before a sure name (said Amal N, the minister)."""
        sure = self.after.given_count >= 60 and name_likelihood(self.after) >= SURE
        return self.led and self.word.given_count >= _BORNE and sure

    @property
    def rare(self) -> bool:
        """A given name right after a verb and before an unseen word, be it a verb as well."""
        return self.led and self.word.given_count >= _RARE and self.before_unseen

    @property
    def chinese(self) -> bool:
        """A given name before a word that is nothing but a given name."""
        return self.word.given_count >= _BORNE and self.after.given_count >= 5 and not self.after.surname_count

    def means_else(self) -> bool:
        """Whether the word means something else here: a phrase of the lexicon, a noun, a verb, or and- with a word."""
        doc, word, foreign = self.doc, self.word, self.foreign
        if any(not (foreign and hit.entry.category in _NAMES_TOO) for hit in doc.hits.get(self.i, ())):
            return True
        if has_article(doc, self.i, word) or word.function_class or (word.verbs and not self.rare):
            return True
        if word.pos and not (foreign or self.chinese or self.expected):
            return True
        return word.has_conjunction and (not self.led or is_known(doc.lexicon.word(word.text[1:])))

    def likely(self, *, listed: bool) -> bool:
        """Whether the word is likely to open a name; after a verb or in a list less is asked of it."""
        led, rank = listed or self.led, name_likelihood(self.word)
        if (rank >= UNKNOWN) if led else (rank >= LIKELY and self.word.given_count >= _FEW):
            return True
        return self.foreign or self.expected or self.rare


def name_before_post(doc: Document, i: int, end: int, before: list[Mention]) -> Mention | None:
    """A name of which only the first word is known for one (Joseph Votel), or none after a verb, where a post follows
    it in apposition."""
    word = _compound(doc, doc.words[i], i + 1)
    if i + 1 >= end or not may_hold(word, doc.lexicon):
        return None
    listed = _listed(doc, i, before)  # and-N, P, in a list
    word = doc.lexicon.word(word.text[1:]) if listed else word
    opening = _Opening(doc, i, word, doc.words[i + 1], led_to(doc, i))
    if opening.means_else() or not opening.likely(listed=listed):
        return None
    stop = min(name_end(doc, i, titled=True, cut=listed), end)
    if stop - i < 2 or _surname_said(doc, i, stop, before) or (word.given_count < 20 and is_last_name(word.text)):
        return None
    mention = with_posts(doc, Mention.of_name(i, stop, proclitics=doc.words[i].text[:listed]), end)
    return mention if mention.posts else None
