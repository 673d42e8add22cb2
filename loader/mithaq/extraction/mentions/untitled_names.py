"""Names of persons that no title leads to: sure names, and names that a post follows."""

from __future__ import annotations

from functools import lru_cache

from pyarabic.araby import BEH, FEH, KAF, LAM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_last_name
from mithaq.extraction.mentions.name_fit import has_article
from mithaq.extraction.mentions.name_words import LIKELY, SURE, UNKNOWN, is_known, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.post_sequences import with_posts
from mithaq.lexicon import Lexicon, Word
from mithaq.lexicon.word_groups import Words

__all__ = ["led_to", "may_hold", "may_open", "name_before_post", "untitled_name"]

_COMMA = ","
_NEAR = 50  # mentions looked back at
_SHORTEST = 3  # letters of a name with and- at least
_FOREIGN = 5
"""Bearers of a foreign given name that is a word as well."""
_FEW = 3
"""Bearers of a given name that opens a name by itself."""


def untitled_name(doc: Document, i: int, end: int, before: list[Mention]) -> Mention | None:
    """A name without a title: two sure words at least, or one that the authority table has."""
    if i not in doc.hits and not may_open(doc.words[i], doc.lexicon):
        return None
    opening = doc.words[i]
    word, cut = _compound(doc, opening, i + 1), 0
    known = doc.find(i, "official")
    if known is not None and len(known.proclitics) < 2 and known.end - i > 1:  # N, and-N
        cut = len(known.proclitics)
        first = doc.lexicon.word(word.text[1:]) if cut else word
        stop = max(known.end, name_end(doc, i, titled=False, first=first))
        return with_posts(doc, Mention(i, stop, i, stop, [], (), known.proclitics, cut, rule="name"), end)
    if doc.find(i, "role") and word.given_count < 60:
        return None
    if has_article(doc, i, word) and i and doc.words[i - 1].definite and not doc.words[i - 1].verbs:
        return None  # its adjective (the Pacific Ocean)
    if (name_likelihood(word) < LIKELY or not word.given_count) and not (
        word.function_class == "prep" and name_end(doc, i, titled=False) > i + 1
    ):
        if word.text[0] not in WAW + FEH + LAM + BEH + KAF or len(word.text) < 4:
            return None
        opening = doc.lexicon.word(doc.texts[i][1:])
        inner = _compound(doc, opening, i + 1)
        sure = inner.given_count >= 60 and i + 1 < end and name_likelihood(doc.words[i + 1]) >= LIKELY
        if (
            name_likelihood(inner) < SURE
            or not inner.given_count
            or word.function_class
            or ((word.pos or word.verbs) and not sure)
        ):
            return None
        cut = 1
    stop = min(name_end(doc, i, titled=False, first=opening), end)
    if stop - i < 2 or _surname_said(doc, i, stop, before):
        return None
    proclitics = doc.words[i].text[:cut]
    mention = Mention(i, stop, i, stop, [], (), proclitics, cut, rule="name")
    return with_posts(doc, mention, end)


@lru_cache(maxsize=50_000)
def may_open(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word by itself, or without its first letter, is sure enough to open a name that no title leads to."""
    if word.text in Words.COMPOUND_FIRST or word.function_class == "prep":
        return True
    if word.given_count and name_likelihood(word) >= LIKELY:
        return True
    if word.text[0] not in WAW + FEH + LAM + BEH + KAF or len(word.text) <= _SHORTEST or word.function_class:
        return False
    inner = lexicon.word(word.text[1:])
    return inner.text in Words.COMPOUND_FIRST or (inner.given_count > 0 and name_likelihood(inner) >= SURE)


@lru_cache(maxsize=50_000)
def may_hold(word: Word) -> bool:
    """Whether a word by itself may open the name of a holder whose post follows."""
    if word.text[0] == WAW and len(word.text) > _SHORTEST:
        return True
    if word.function_class or word.verbs or (word.pos and word.given_count < _FOREIGN):
        return False
    return word.given_count >= _FEW or name_likelihood(word) >= UNKNOWN


def _compound(doc: Document, word: Word, j: int) -> Word:
    """The first word of a name, joined to the definite one at word `j` where it asks for it: Abd al-X."""
    joined = word.text in Words.COMPOUND_FIRST and j < len(doc.words) and doc.words[j].definite
    return doc.lexicon.word(word.text + doc.texts[j]) if joined else word


def _surname_said(doc: Document, i: int, stop: int, before: list[Mention]) -> bool:
    """Whether word `i` is the surname of somebody named before, and the one word after it, which the dictionary has,
    no more of a name: to Aoun greetings."""
    after = doc.words[i + 1]
    if stop != i + 2 or not after.pos or name_likelihood(after) >= SURE:
        return False
    return any(m.name_end - m.name_start > 1 and doc.texts[m.name_end - 1] == doc.texts[i] for m in before[-_NEAR:])


def _listed(doc: Document, i: int, before: list[Mention]) -> bool:
    """Whether word `i` is and- with the next name of a list: after a comma, or right after a person."""
    word = doc.words[i]
    if word.text[0] != WAW or len(word.text) < 4 or not i:
        return False
    follows = bool(before) and before[-1].end == i
    comma = doc.texts[i - 1] == _COMMA
    return (word.has_conjunction and comma) or ((comma or follows) and not word.given_count and not word.pos)


def led_to(doc: Document, i: int) -> bool:
    """Whether a person may well be named at word `i`: after a verb in the singular, with, between, or a sign."""
    if not i:
        return True
    before = doc.words[i - 1]
    if any(v.number == "s" for v in before.verbs):
        return True
    return before.text in Words.WITH or before.text in Words.BETWEEN or before.kind == "sign"


def name_before_post(doc: Document, i: int, end: int, before: list[Mention]) -> Mention | None:
    """A name of which only the first word is known for one (Joseph Votel), be it a place as well (Victoria Nuland), or
    none after a verb, where a post follows it in apposition."""
    word, cut = _compound(doc, doc.words[i], i + 1), 0
    if not may_hold(word):
        return None
    if _listed(doc, i, before):  # and-N, P, in a list
        word, cut = doc.lexicon.word(word.text[1:]), 1
    chinese = (
        word.given_count >= 10
        and i + 1 < end
        and doc.words[i + 1].given_count >= 5
        and not doc.words[i + 1].surname_count
    )
    after = doc.words[i + 1] if i + 1 < end else word
    foreign = (
        word.given_count >= _FOREIGN
        and word.given_count > 5 * word.surname_count
        and name_likelihood(after) == UNKNOWN
        and not after.zipf
    )
    # a noun that is a given name too, right after a verb and before a sure name (said Amal N, the minister)
    borne = word.given_count >= 10 and led_to(doc, i) and after.given_count >= 60 and name_likelihood(after) >= SURE
    rare = word.given_count >= 20 and led_to(doc, i) and name_likelihood(after) == UNKNOWN and not after.zipf
    if any(not (foreign and hit.entry.category in ("place", "capital", "official")) for hit in doc.hits.get(i, ())):
        return None
    if (
        has_article(doc, i, word)
        or (word.pos and not (chinese or foreign or borne))
        or word.function_class
        or (word.verbs and not rare)
        or (word.has_conjunction and (not led_to(doc, i) or is_known(doc.lexicon.word(word.text[1:]))))
    ):
        return None
    after_verb = cut > 0 or led_to(doc, i)
    known = name_likelihood(word) >= (UNKNOWN if after_verb else LIKELY) and (word.given_count >= _FEW or after_verb)
    known |= borne or rare
    stop = min(name_end(doc, i, titled=True, first=word if cut else None), end) if known or foreign else i
    if stop - i < 2 or _surname_said(doc, i, stop, before) or (word.given_count < 20 and is_last_name(word.text)):
        return None
    mention = with_posts(doc, Mention(i, stop, i, stop, [], (), doc.words[i].text[:cut], cut, rule="name"), end)
    return mention if mention.posts else None
