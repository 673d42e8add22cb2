"""Look-ups of phrases and verbs that several rules share."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.lexicon import LexicalEntry, Lexicon, Word

__all__ = ["any_verb", "body_kind", "ending_at", "entry_of", "spelt"]


def entry_of(lexicon: Lexicon, texts: Sequence[str], category: str) -> LexicalEntry | None:
    """The entry of a category that is just these words, without proclitics."""
    words = [lexicon.word(text) for text in texts]
    found = (h for h in lexicon.phrases(words, 0) if h[0] == len(words) and h[4].category == category and not h[1])
    return next((h[4] for h in found), None)


def body_kind(hit: LexiconMatch | None) -> str:
    """The kind of body that a name of a body, or a noun for bodies, is of; empty for no phrase."""
    if hit is None:
        return ""
    return str(hit.entry.value.kind if hit.entry.category == "organization" else hit.entry.value[0])


def spelt(hits: Iterable[LexiconMatch], *categories: str) -> LexiconMatch | None:
    """The first of the phrases that is of one of these categories and has the article just if its entry has it."""
    return next((h for h in hits if h.entry.category in categories and h.article == h.entry.definite), None)


def any_verb(words: Iterable[Word], classes: Container[str], gender: str = "") -> bool:
    """Whether one of the words may be a verb of one of the event classes, and of a gender where one is given."""
    return any(verb.event_class in classes and gender in ("", verb.gender) for word in words for verb in word.verbs)


def ending_at(doc: Document, end: int, longest: int) -> Iterator[LexiconMatch]:
    """The phrases of so many words at the most that end before word `end`."""
    return (h for k in range(max(0, end - longest), end) for h in doc.hits.get(k, ()) if h.end == end)
