"""What words inside the name of a body say: adjectives of states, nouns that portfolios are of, words that agree."""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, HEH, LAM, NOON, TEH, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.adjectives import is_adjective, status_word
from mithaq.extraction.particles import AL
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import Words

__all__ = [
    "agrees",
    "indefinite_adjective",
    "is_counted",
    "is_field",
    "is_free",
    "is_name_adjective",
    "joined_noun",
    "of_portfolio",
    "of_portfolio_of_state",
    "of_ruler",
    "read_nisbas",
    "state_adjective",
    "with_preposition",
]


_NAMED = 5
"""Bearers of a word as a name from which on it is no adjective."""


def read_nisbas(doc: Document, j: int, state: str | None) -> tuple[int, str | None, tuple[int, ...]]:
    """State adjectives after a body, with what joins two of them (Saudi – Iraqi)."""
    found: list[int] = []
    while j not in doc.blocked:
        nisba = state_adjective(doc.words[j], doc)
        if nisba is not None:
            if state and nisba and nisba != state and not found:
                break
            state = state or nisba or None
            found.append(j)
        elif not found or doc.texts[j] != "-" or state_adjective(doc.words[j + 1]) is None:
            break
        j += 1
    if len(found) > 1:  # of two states: a joint body of neither
        return j, None, ()
    return j, state, tuple(found)


def state_adjective(word: Word, doc: Document | None = None) -> str | None:
    """The code of the state whose definite adjective this is ("" for one of several states), else None.

    With an article given, an adjective that means something else as well (financial, Malian) is a state's only where
    the article speaks of that state in other words.
    """
    for nisba in word.nisbas:
        if nisba.definite and not nisba.proclitics and nisba.number == "s":
            if doc is not None and nisba.ambiguous and word.text in doc.lexicon.portfolio_words:
                return nisba.code if nisba.code in doc.named else None
            return nisba.code
    return None


def indefinite_adjective(doc: Document, head: Word, word: Word) -> bool:
    """Whether a word says what kind of body a feminine noun means (an armed group) rather than whose."""
    feminine = head.text.endswith((HEH, ALEF + TEH)) and word.text.endswith(HEH) and not word.definite
    return feminine and "a" in word.pos and "m" not in word.pos and not _is_portfolio(doc, word.text)


def is_counted(doc: Document, head: LexiconMatch) -> bool:
    """Whether what stands before an indefinite noun makes it one of many (13 companies, the biggest company), or a noun
    of another meaning (in the shape of)."""
    if head.article or head.proclitics:
        return False
    before = doc.words[head.start - 1]
    if before.kind == "number" and head.start - 1 not in doc.in_date:
        return True
    return before.text in Words.ONE_OF_MANY or f"{before.text} {doc.texts[head.start]}" in Words.IN_THE_SHAPE_OF


def is_free(doc: Document, head: LexiconMatch) -> bool:
    """Whether the word before does not govern a noun (minister of, ministry of, affairs of)."""
    if BEH in head.proclitics or LAM in head.proclitics:
        return True
    i = head.start
    before = doc.words[i - 1]
    if before.definite and before.pos and not before.verbs:
        return False  # its adjective: (the domestic) arena
    return not (doc.find(i - 1, "role", "body") or before.text in doc.lexicon.portfolio_words)


def of_ruler(doc: Document, j: int) -> bool:
    """Whether word `j` is li- and a post (the forces loyal) to the president."""
    return any(h.entry.category == "role" and h.proclitics == LAM and h.article for h in doc.hits.get(j, ()))


def with_preposition(doc: Document, word: Word) -> bool:
    """Whether a word is read as li- or bi- and a noun."""
    if word.is_listed_form or not word.text.startswith((LAM, BEH)):
        return False
    nouns = (doc.lexicon.word(stem) for pro, stem, _ in word.stems[1:] if pro in (LAM, BEH) and len(stem) > 2)
    return any(set("nm") & set(noun.pos) for noun in nouns)


def agrees(head: Word, adjective: Word) -> bool:
    """Whether an adjective has the gender of the noun: feminine with ta marbuta or as a comparative, else masculine."""
    if head.text.endswith(ALEF + TEH):
        return True
    if head.text.endswith(HEH):
        return adjective.text.endswith(HEH) or adjective.text in Words.FEMININE_COMPARATIVE
    return not adjective.text.endswith((HEH, YEH + NOON))


def is_name_adjective(doc: Document, j: int, complement: bool) -> bool:
    """A definite adjective inside a name."""
    word = doc.words[j]
    if not word.definite or word.text.startswith(WAW) or doc.find(j, "title", "role"):
        return False
    if status_word(word) is not None or word.text in Words.NO_NAME_ADJECTIVE:
        return False
    return is_adjective(word) or _may_be_adjective(word, complement)


def _may_be_adjective(word: Word, complement: bool) -> bool:
    """Whether a definite word is an adjective by the dictionary or by its ending, after a complement by its ending."""
    if word.verbs or word.pos == "v" or not set(word.pos or "a") & set("na"):
        return False
    stem = strip_article(word.text)
    if len(stem) < 3 or stem == word.text:
        return False
    relative = stem.endswith((YEH, YEH + HEH, YEH + YEH + NOON))
    named = word.given_count + word.surname_count >= _NAMED
    return any(n.definite for n in word.nisbas) or (not named and (relative or (not complement and "a" in word.pos)))


def of_portfolio(doc: Document, word: Word) -> bool:
    """Whether a definite noun is one of those that ministries and councils are of (peace, security)."""
    return word.definite and _is_portfolio(doc, word.text)


def _is_portfolio(doc: Document, text: str) -> bool:
    words = doc.lexicon.portfolio_words
    return text in words or strip_article(text) in words or AL + text in words


def is_field(doc: Document, noun: str) -> bool:
    """Whether a noun after li- is a field that offices and institutes are for (security, studies)."""
    return noun in Words.RESEARCH or _is_portfolio(doc, noun)


def joined_noun(doc: Document, j: int) -> bool:
    """A definite noun joined by `and` inside a name."""
    word = doc.words[j]
    if not word.text.startswith(WAW + AL):
        return False
    if doc.find(j, "role", "title", "body", "organization", "state"):
        return False
    return not any(n.definite for n in word.nisbas) and _is_portfolio(doc, word.text.removeprefix(WAW + AL))


def of_portfolio_of_state(doc: Document, j: int) -> tuple[int, bool, str | None] | None:
    """A portfolio without the article at word `j` and the state whose ministry it is (the foreign ministry of Cyprus):
    the index after them, that nothing is owed, and the state."""
    word = doc.words[j]
    portfolio = not word.definite and AL + word.text in doc.lexicon.portfolio_words
    state = doc.find(j + 1, "state") if portfolio else None
    return (state.end, False, state.entry.value) if state is not None and not state.proclitics else None
