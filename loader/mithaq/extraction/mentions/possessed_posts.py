"""Posts with a pronoun for those whose they are: its leader N, its foreign minister N, its secretary-general N."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from pyarabic.araby import ALEF, HAMZA, HEH, MEEM, NOON, TEH, TEH_MARBUTA, YEH, YEH_HAMZA

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.phrase_lookups import entry_of
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.positions import trailing_status
from mithaq.extraction.particles import AL
from mithaq.lexicon import LexicalEntry, Lexicon, Word
from mithaq.lexicon.word_groups import Words

__all__ = ["HER", "OUR", "parse_possessed"]

HER, OUR = HEH + ALEF, NOON + ALEF
_PRONOUNS = (HER, HEH + MEEM + ALEF, HEH + MEEM, HEH, OUR)  # its or her, of the two, their, his, our
_LAST_LETTERS = ALEF + MEEM + HEH
_SHORTEST = 3
"""Letters of a noun without its pronoun at least."""


def parse_possessed(doc: Document, i: int) -> PositionMention | None:
    """The post with a pronoun that starts at word `i`, or None."""
    word = doc.words[i]
    if word.kind == "word" and word.text[-1] in _LAST_LETTERS and (found := _of_one_word(doc, i)):
        return found
    role = doc.find(i, "role") if i in doc.role_starts else None
    if role is None:
        return None
    return _of_two_words(doc, role) or _of_three_words(doc, role) or _in_its_name(doc, role)


def _in_its_name(doc: Document, role: LexiconMatch) -> PositionMention | None:
    """The spokesman in its name: the pronoun is with the noun before which what he speaks for would stand."""
    if role.entry.value[0] != "spokesperson" or not role.article:
        return None
    pronoun = next((p for p in _PRONOUNS if doc.texts[role.end].endswith(p)), "")
    if doc.texts[role.end] not in Words.IN_ITS_NAME or not pronoun:
        return None
    return _post(doc, role.start, role.end + 1 - role.start, role.entry, role.proclitics, pronoun)


def _of_one_word(doc: Document, i: int) -> PositionMention | None:
    """its leader; its secretary-general, whose adjective says that the head is definite."""
    word = doc.words[i]
    if not may_be_possessed(word, doc.lexicon):
        return None
    if not doc.text(i, i + 1).endswith((ALEF, MEEM, HEH)) or doc.find(i, "plural", "state", "organization"):
        return None
    for pro, stem, article in word.stems:
        if article:
            continue
        for noun, pronoun in _without_pronoun(stem):
            general = entry_of(doc.lexicon, [AL + noun, doc.texts[i + 1]], "role")
            entry = general or entry_of(doc.lexicon, [noun], "role")
            if entry is None or entry.value[0] == "minister":
                continue
            surface = _noun_label(doc.label(i, i + 1, len(pro)), pronoun)
            head, size = (AL + surface, 2) if general else (surface, 1)
            return _post(doc, i, size, entry, pro, pronoun, head=head)
    return None


@lru_cache(maxsize=50_000)
def may_be_possessed(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word without a pronoun at its end opens some phrase of the lexicon."""
    nouns = (noun for _, stem, article in word.stems if not article for noun, _ in _without_pronoun(stem))
    return any(lexicon.word(noun).nodes or lexicon.word(AL + noun).nodes for noun in nouns)


def _of_two_words(doc: Document, role: LexiconMatch) -> PositionMention | None:
    """Its foreign minister, its head of government: the pronoun is with the noun that the head governs."""
    i = role.start
    if role.article or role.end > i + 2 or doc.words[i + 1].kind != "word":
        return None
    word = doc.words[i + 1]
    if word.definite or not doc.text(i + 1, i + 2).endswith((ALEF, MEEM, HEH)):
        return None
    head = doc.texts[i][len(role.proclitics) :]
    for noun, pronoun in _without_pronoun(word.text):
        entry = entry_of(doc.lexicon, [head, noun], "role")
        concept = doc.lexicon.portfolios.get(noun) if role.entry.value[0] == "minister" else None
        if entry is None and concept is None:
            continue
        tail = AL + _noun_label(doc.label(i + 1, i + 2), pronoun)
        post = _post(doc, i, 2, entry or role.entry, role.proclitics, pronoun, tail=tail)
        return post if concept is None else replace(post, concept=concept)
    return None


def _of_three_words(doc: Document, role: LexiconMatch) -> PositionMention | None:
    """The chief of staff of its army: the pronoun is with the body that a head of two words governs."""
    i = role.start
    if role.article or role.end != i + 2 or doc.words[role.end - 1].definite:
        return None
    word = doc.words[role.end]
    if word.kind != "word" or word.definite or not doc.text(role.end, role.end + 1).endswith((ALEF, MEEM, HEH)):
        return None
    for noun, pronoun in _without_pronoun(word.text):
        if noun in Words.NATIONAL:
            tail = AL + _noun_label(doc.label(role.end, role.end + 1), pronoun)
            return _post(doc, i, 3, role.entry, role.proclitics, pronoun, tail=tail)
    return None


def _post(
    doc: Document, i: int, size: int, entry: LexicalEntry, proclitics: str, pronoun: str, head: str = "", tail: str = ""
) -> PositionMention:
    """The post of an entry at `size` words from word `i` on, with `head` and `tail` as they are without a pronoun."""
    concept, kind, state = entry.value
    served = _served_at(doc, i + size) if kind == "envoy" else i + size
    status, end = trailing_status(doc, served, concept)
    return PositionMention(
        i, end, concept, kind, tuple(range(i, served)), proclitics, state, status=status, head=head, tail=tail,
        owner=pronoun,
    )  # fmt: skip


def _served_at(doc: Document, j: int) -> int:
    """One past in + place at word `j`, where an envoy serves; `j` where there is none."""
    if doc.texts[j] in Words.ENVOY_PREPOSITION:
        place = doc.find(j + 1, "state", "organization", "capital", "place")
        if place is not None and not place.proclitics:
            return place.end
    return j


def _without_pronoun(text: str) -> Iterator[tuple[str, str]]:
    """The noun that a folded word with a pronoun may be of, and the pronoun."""
    for pronoun in _PRONOUNS:
        stem = text.removesuffix(pronoun)
        if stem == text or len(stem) < _SHORTEST:
            continue
        yield stem, pronoun
        if stem.endswith(TEH):
            yield stem[:-1] + HEH, pronoun
        if stem.endswith(ALEF + YEH):
            yield stem[:-1], pronoun  # a hamza on its own is folded away
        return


def _noun_label(surface: str, pronoun: str) -> str:
    """The noun as written without its pronoun."""
    stem: str = surface.removesuffix(pronoun)
    if stem.endswith(TEH):
        return stem[:-1] + str(TEH_MARBUTA)
    return stem[:-1] + str(HAMZA) if stem.endswith((YEH_HAMZA, ALEF + YEH)) else stem
