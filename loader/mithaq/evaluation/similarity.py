"""Similarity of two names of persons, posts, organizations or other things.

Names are compared as normalized words without the article. A similarity of 1 means the same name, a lower value a
longer, shorter or differently inflected name, and 0 a different thing. Ignored words are in `data/words.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import dropwhile

import pyarabic.araby as araby

__all__ = [
    "normalize",
    "organization_similarity",
    "person_similarity",
    "phrase_similarity",
    "post_similarity",
    "same_dispute",
    "tokens",
]

_FOLDED = str.maketrans(
    {
        araby.ALEF_HAMZA_ABOVE: araby.ALEF, araby.ALEF_HAMZA_BELOW: araby.ALEF, araby.ALEF_MADDA: araby.ALEF,
        araby.ALEF_WASLA: araby.ALEF, araby.ALEF_MAKSURA: araby.YEH, araby.TEH_MARBUTA: araby.HEH,
        araby.WAW_HAMZA: araby.WAW, araby.YEH_HAMZA: araby.YEH, araby.HAMZA: "", araby.TATWEEL: "",
        "\u06af": araby.KAF, "\u06a9": araby.KAF, "\u06cc": araby.YEH, "\u06a4": araby.FEH, "\u067e": araby.BEH,
        "\u0686": araby.JEEM,
    }
)  # fmt: skip
_ARTICLE = araby.ALEF + araby.LAM
_DRESSED = (
    # beginning of a word with the article, its minimum length in letters, and the replacement
    (_ARTICLE, 4, ""),
    (araby.WAW + _ARTICLE, 6, araby.WAW),
    (araby.LAM + araby.LAM, 5, ""),
    (araby.BEH + _ARTICLE, 6, ""),
)
_PROCLITICS = frozenset((araby.LAM, araby.BEH, araby.WAW))
_SHORT = 4
"""Words up to this length keep their prefixes."""


@dataclass(frozen=True, slots=True)
class _ComparisonWords:
    titles: frozenset[str]
    courtesies: frozenset[str]
    kinds: frozenset[str]
    deputies: frozenset[str]
    of_disputes: frozenset[str]
    compound: re.Pattern[str]
    tail: re.Pattern[str]


@cache
def _words() -> _ComparisonWords:
    table = tomllib.loads(files(__package__).joinpath("data", "words.toml").read_text(encoding="utf-8"))

    def folded(name: str) -> frozenset[str]:
        return frozenset(_fold(word) for word in table[name])

    heads = "|".join(sorted(folded("heads")))
    before_article = "|".join(sorted(folded("heads_before_article")))
    return _ComparisonWords(
        folded("titles"),
        folded("courtesies"),
        folded("kinds"),
        folded("deputies"),
        folded("of_disputes"),
        re.compile(rf"\b((?:{before_article})(?=\s+{_ARTICLE})|(?:{heads}))\s+"),
        re.compile(rf"\s+(?=(?:{'|'.join(table['tails'])})\b)"),
    )


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    return "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf"))


@lru_cache(maxsize=50_000)
def tokens(text: str) -> tuple[str, ...]:
    """The normalized words of a phrase without the article; a compound name is one word with or without a space."""
    return tuple(_bare(word) for word in re.findall(r"\w+", _words().compound.sub(r"\1", _fold(text)).lower()))


def _bare(word: str) -> str:
    for beginning, least, left in _DRESSED:
        if word.startswith(beginning) and len(word) >= least:
            return left + word[len(beginning) :]
    return word


@lru_cache(maxsize=50_000)
def normalize(text: str) -> str:
    """Normalize a phrase: remove spelling variants, spaces and the article."""
    return "".join(tokens(_words().tail.sub("", text)))


@lru_cache(maxsize=50_000)
def _stems(text: str) -> tuple[str, ...]:
    """The words of a phrase without one-letter proclitics."""
    return tuple(map(_stem, tokens(text)))


def _stem(word: str) -> str:
    while len(word) > _SHORT and word[0] in _PROCLITICS:
        word = word[1:]
    return word


def _undressed(words: Iterable[str], titles: frozenset[str]) -> tuple[str, ...]:
    """The words after those in `titles`; all of them where no other follows."""
    whole = tuple(words)
    return tuple(dropwhile(titles.__contains__, whole)) or whole


_UNLIKE = 0.9
"""Maximum similarity of two different names, such as the same words in another order."""


def person_similarity(gold: str, got: str) -> float:
    """Similarity of two person names: same given name, and one has all words of the other."""
    if tokens(gold) == tokens(got) or normalize(gold) == normalize(got):
        return 1
    titles = _words().titles
    one, two = _undressed(tokens(gold), titles), _undressed(tokens(got), titles)
    if one and "".join(one) == "".join(two):
        return 0.95
    short, long = sorted((len(one), len(two)))
    if short < 2 or one[0] != two[0] or long - short > 8:
        return 0
    if set(one) <= set(two) or set(two) <= set(one):
        return _UNLIKE * short / long
    return 0


def phrase_similarity(gold: str, got: str, *, overlap: float = 0.7, spare: int = 15) -> float:
    """Similarity of two phrases: one has all words of the other and at most `spare` more, or the share of common
    words is at least `overlap`."""
    if normalize(gold) and normalize(gold) == normalize(got):
        return 1
    one, two = set(_stems(gold)), set(_stems(got))
    if not one or not two:
        return 0
    common = len(one & two)
    short, long = sorted((len(one), len(two)))
    covers = common == short and short >= 2 and long - short <= spare
    shared = 2 * common / (short + long)
    return _UNLIKE * shared if covers or shared >= overlap else 0


def same_dispute(gold: str, got: str) -> bool:
    """Whether two phrases tell the same dispute: half the words of the shorter one are in the other. Particles and what
    any dispute is called do not count, unless one has no other words."""
    generic = _words().of_disputes
    full = set(_stems(gold)), set(_stems(got))
    one, two = (words - generic for words in full)
    if not one or not two:
        one, two = full
    return bool(one) and bool(two) and 2 * len(one & two) >= min(len(one), len(two))


def organization_similarity(gold: str, got: str) -> float:
    """Like `phrase_similarity`, but stricter; a one-word name may gain one word (the state's adjective, the kind)."""
    one, two = set(_stems(gold)), set(_stems(got))
    if sorted((len(one), len(two))) == [1, 2] and (one & two) - _words().kinds:
        return 0.6
    return phrase_similarity(gold, got, overlap=0.8, spare=6)


def post_similarity(gold: str, got: str) -> float:
    """Similarity of two post names: same head noun; one may name the state or omit one or two words."""
    words = _words()
    one, two = (_undressed(tokens(text), words.courtesies) for text in (gold, got))
    if not one or not two:
        return 0
    one, two = ((_masculine(phrase[0]), *phrase[1:]) for phrase in (one, two))
    one, two = tuple(map(_stem, one)), tuple(map(_stem, two))
    if one == two:
        return 1
    if one[0] != two[0]:
        return 0
    wanted, found = set(one), set(two)
    if (wanted ^ found) & words.deputies and two[: len(one)] != one:
        return 0
    rank = _UNLIKE * 2 * len(wanted & found) / (len(wanted) + len(found))
    if wanted <= found:
        more = found - wanted
        return 0 if len(more) > 4 or (len(wanted) == 1 and more & words.kinds) else rank
    return rank if found <= wanted and len(found) >= 0.6 * len(wanted) else 0


def _masculine(head: str) -> str:
    return head[:-1] if len(head) > _SHORT and head.endswith(araby.HEH) else head
