"""Words that a web page or an archive glued together (the space between them lost), taken apart again."""

from __future__ import annotations

from mithaq.extraction.particles import AL
from mithaq.language.tokens import normalize_token
from mithaq.lexicon import Lexicon, Word

__all__ = ["split_offset"]

_LONG = 8  # letters of the shortest word that may be two
_LONGEST = 60  # letters of the longest: some ten words that lost their spaces


def split_offset(token: str, lexicon: Lexicon) -> int:
    """Where a folded token falls into two words, the second with the article (interior|the-Saudi), or 0.

    Only a word that no table knows is taken apart, and only into words that the tables do know. The work is quadratic
    in the articles of the token, which has at most `_LONGEST` letters.
    """
    if not _LONG <= len(token) <= _LONGEST or not token.isalpha() or _known(lexicon.word(normalize_token(token))):
        return 0
    starts = [at for at in range(3, len(token) - 3) if token.startswith(AL, at)]
    first_cut: dict[int, int] = {}  # start of a suffix that no table knows → where it falls into two
    for start in reversed([0, *starts]):
        first_cut[start] = next(
            (
                at
                for at in starts
                if at - start > 2
                and (first_cut.get(at) or _definite(lexicon.word(normalize_token(token[at:])), lexicon))
                and _known(lexicon.word(normalize_token(token[start:at])))
            ),
            0,
        )
    return first_cut[0]


def _definite(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is the article and a word that the tables have, or a surname."""
    return _known(word) and (lexicon.word(word.text[len(AL) :]).is_listed_form or word.surname_count > word.given_count)


def _known(word: Word) -> bool:
    named = word.given_count + word.surname_count
    return bool(word.zipf > 1 or word.pos or word.function_class or word.nodes or word.nisbas or word.verbs or named)
