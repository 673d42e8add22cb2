"""Words that a web page or an archive glued together (the space between them lost), taken apart again."""

from __future__ import annotations

from mithaq.extraction.particles import AL
from mithaq.language.tokens import normalize_token
from mithaq.lexicon import Lexicon, Word

__all__ = ["split_offset"]

_LONG = 8
"""Letters of the shortest word that may be two."""


def split_offset(token: str, lexicon: Lexicon) -> int:
    """Where a folded token falls into two words, the second with the article (interior|the-Saudi), or 0.

    Only a word that no table knows is taken apart, and only into two that the tables do know.
    """
    if len(token) < _LONG or not token.isalpha() or _known(lexicon.word(normalize_token(token))):
        return 0
    at = token.find(AL, 2)
    while 0 < at < len(token) - 3:
        left, right = lexicon.word(normalize_token(token[:at])), lexicon.word(normalize_token(token[at:]))
        if at > 2 and _known(left) and (_known(right) or split_offset(token[at:], lexicon)):
            return at
        at = token.find(AL, at + 1)
    return 0


def _known(word: Word) -> bool:
    return bool(
        word.zipf > 1 or word.pos or word.function_class or word.nodes or word.nisbas or word.verbs or word.given_count
    )
