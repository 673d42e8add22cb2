"""Which mentions may begin at a word by its form alone: where the rules that look for them start."""

from __future__ import annotations

from functools import cache, lru_cache

from pyarabic.araby import WAW

from mithaq.extraction.mentions.body_lists import dual_of
from mithaq.extraction.mentions.name_slots import may_be_apposed
from mithaq.extraction.mentions.name_words import UNKNOWN, name_likelihood
from mithaq.extraction.mentions.possessed_posts import may_be_possessed
from mithaq.extraction.mentions.untitled_names import may_hold, may_open
from mithaq.language.fold import normalize
from mithaq.lexicon import Lexicon, Word, strip_article
from mithaq.lexicon.authority_tables import states
from mithaq.lexicon.word_groups import Words

__all__ = ["openings", "realms"]


@lru_cache(maxsize=50_000)
def openings(word: Word, lexicon: Lexicon) -> tuple[str, ...]:
    """The mentions (person, state, body; `apposed`, a person whose post follows) that may begin at a word of which the
    lexicon has no phrase."""
    may_begin = {
        "person": _person(word, lexicon),
        "apposed": word.kind == "word" and may_be_apposed(word, lexicon),
        "state": bool(word.nisbas) or any(article and stem in realms() for _, stem, article in word.stems),
        "body": word.text == '"' or word.text in Words.SITE or dual_of(word, lexicon) is not None,
    }
    return tuple(kind for kind, may in may_begin.items() if may)


def _person(word: Word, lexicon: Lexicon) -> bool:
    """Whether somebody may be mentioned from a word on that begins no post, title or name of an official."""
    if word.kind != "word":
        return False
    if name_likelihood(word) >= UNKNOWN or word.text in Words.LED_BY | Words.CHAIRED_BY | Words.HEADS:
        return True
    if any(nisba.definite or nisba.proclitics == WAW for nisba in word.nisbas):
        return True  # and the same post of another state
    return may_open(word, lexicon) or may_hold(word, lexicon) or may_be_possessed(word, lexicon)


@cache
def realms() -> dict[str, frozenset[str]]:
    """Words for kinds of states (kingdom, sultanate ...) with the codes of those that are called so."""
    found: dict[str, set[str]] = {}
    for code, state in states().items():
        for form in state.forms:
            first, *rest = normalize(form).split()
            if rest:
                found.setdefault(strip_article(first), set()).add(code)
    return {word: frozenset(codes) for word, codes in found.items() if word in Words.REALM}
