"""Whose officials an article means where it names no state."""

from __future__ import annotations

from loader.extraction.document import Document
from loader.language.fold import key
from loader.lexicon import Lexicon
from loader.reading.article import Article

__all__ = ["home_of", "home_state"]


def home_state(article: Article, words: Lexicon) -> str | None:
    """The state whose officials an article means when it names none: that of its outlet, by the table of outlets or
    by a country in brackets in the source's name."""
    if not article.source:
        return None
    name = article.source.strip()
    known = words.outlets.get(key(name)) or words.outlets.get(key(name.split("(")[0]))
    if known:
        return known
    inside = name.partition("(")[2].partition(")")[0].strip().casefold()
    if inside:
        for code, state in words.states.items():
            if inside in (state.name_en.casefold(), code.casefold(), state.iso3.casefold(), key(state.name_ar)):
                return code
    return None


def home_of(doc: Document) -> str | None:
    """The outlet's state, unless the article is from another capital, speaks of that state, and never of the
    outlet's."""
    home = home_state(doc.article, doc.lexicon) or _dateline_home(doc)
    for start, end in doc.sentences[:3]:
        for hit in doc.hits.get(start, ()):
            after = doc.texts[hit.end] if hit.end < end else ""
            if hit.entry.category != "capital" or after not in (":", "-", "(", ","):
                continue
            there = hit.entry.value
            named = [h.entry.value for hits in doc.hits.values() for h in hits[:1] if h.entry.category == "state"]
            named += [n.code for w in doc.words for n in w.nisbas if n.definite]
            if there != home and named.count(there) >= 3 and home not in named:
                return str(there)
    return home


def _dateline_home(doc: Document) -> str | None:
    """The outlet named in the first line of the body (city, date, agency)."""
    for start, end in doc.sentences[:3]:
        for i in range(start, min(end, start + 25)):
            code = doc.lexicon.outlets.get(doc.texts[i])
            if (
                code
                and (i + 1 >= end or doc.texts[i + 1] in ("\n", ".", ":", "-", ")", "/"))
                and i > 0
                and any(k in doc.in_date for k in range(start, i))
            ):
                return code
    return None
