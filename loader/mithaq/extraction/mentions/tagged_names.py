"""Where the rules of names consult the tagger: a post without a holder, and a name that no rule reads as one."""

from __future__ import annotations

from pyarabic.araby import WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.name_tagger import tagged_end
from mithaq.extraction.mentions.name_words import UNKNOWN, clitic, name_likelihood
from mithaq.lexicon import Word

__all__ = ["tagged_holder", "tagged_name"]

_HOLDER = 0.5  # least probability of a name right after a title or post
_UNTITLED = 0.85  # least probability of a name of two words or more without a title before it
_SHORTEST = 3  # letters of the first word of a name at least


def tagged_holder(doc: Document, k: int, end: int) -> int:
    """One past a name right after a post or title, where the rules find none; `k` when there is none."""
    word = doc.words[k]
    if not _may_begin(word) or word.nisbas or not _may_be_name(word):
        return k
    if doc.find(k, "state", "organization", "role", "title", "plural"):
        return k
    return min(tagged_end(doc, k, _HOLDER), end)


def tagged_name(doc: Document, i: int, end: int) -> int:
    """One past a name of two words or more at word `i` without a title before it; `i` when there is none."""
    word = doc.words[i]
    if name_likelihood(word) < UNKNOWN or word.verbs or i + 1 >= end or i in doc.hits or not _may_begin(word):
        return i
    if not _may_be_name(doc.words[i + 1]) or doc.find(i + 1, "role") is not None:
        return i  # a name of one word before a post
    stop = min(tagged_end(doc, i, _UNTITLED), end)
    return stop if stop - i > 1 else i


def _may_begin(word: Word) -> bool:
    """Whether a word may be the first of a name by its form: no article, no conjunction, of an open class."""
    plain = word.kind == "word" and not word.definite and not word.function_class and word.text[0] != WAW
    return plain and len(word.text) >= _SHORTEST and not clitic(word)


def _may_be_name(word: Word) -> bool:
    """Whether a word is unknown, or somebody bears it as a name."""
    if word.kind != "word":
        return False
    return name_likelihood(word) >= UNKNOWN or bool(word.given_count + word.surname_count)
