"""Whose officials an article means where it names no state."""

from __future__ import annotations

from functools import cache

from mithaq.extraction.document import Document
from mithaq.language.fold import normalize
from mithaq.lexicon import Lexicon
from mithaq.reading.article import Article

__all__ = ["document_country", "outlet_country"]

_ARAB = frozenset(
    {"AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY"}
    | {"MA", "MR", "OM", "PS", "QA", "SA", "SD", "SO", "SY", "TN", "YE"}
)
"""The members of the League of Arab States, by ISO 3166-1 alpha-2."""

_OUTLET = 4
"""Words at most of the name of an outlet in a dateline."""


def outlet_country(article: Article, words: Lexicon) -> str | None:
    """The state whose officials an article means when it names none: that of its outlet, by the table of outlets or
    by a country in brackets in the source's name."""
    if not article.source:
        return None
    name = article.source.strip()
    spellings = (name, name.split("(")[0], name.replace("-", "").casefold())  # Al-Weeam is alweeam
    known = next((code for s in spellings if (code := words.outlets.get(normalize(s)))), None)
    if known:
        return known
    inside = name.partition("(")[2].partition(")")[0].strip().casefold()
    if inside:
        for code, state in words.states.items():
            if inside in (state.name_en.casefold(), code.casefold(), state.iso3.casefold(), normalize(state.name_ar)):
                return code
    return _named_after(name, words)


def _named_after(name: str, words: Lexicon) -> str | None:
    """Find the Arab state in an outlet's name: by name (News Network of Iraq), adjective (the Bahraini Nation), capital
    (Voice of Beirut) or English name (Kuwait Times).

    Outlets of other states speak to all Arabs (Russia Today), and mean no state where they name none.
    """
    found = set()
    known = [words.word(w) for w in normalize(name).split()]
    for i, word in enumerate(known):
        found |= {n.code for n in word.nisbas if n.definite and not n.ambiguous}
        for _, _, _, _, entry in words.phrases(known, i):
            if entry.category in ("state", "capital") and not entry.ambiguous:
                found.add(entry.value)
    spaced = f" {name.casefold()} "
    found |= {code for code, state in words.states.items() if f" {state.name_en.casefold()} " in spaced}
    return found.pop() if len(found) == 1 and found <= _ARAB else None


def document_country(doc: Document) -> str | None:
    """The outlet's state, unless the article is from another capital, speaks of that state, and never of the
    outlet's."""
    home = outlet_country(doc.article, doc.lexicon) or _dateline_home(doc)
    for start, end in doc.sentences[:3]:
        for hit in doc.hits.get(start, ()):
            after = doc.texts[hit.end] if hit.end < end else ""
            if hit.entry.category != "capital" or after not in (":", "-", "(", ",", "/"):
                continue
            there = hit.entry.value
            named = [h.entry.value for hits in doc.hits.values() for h in hits[:1] if h.entry.category == "state"]
            named += [n.code for w in doc.words for n in w.nisbas if n.definite]
            if there != home and named.count(there) >= 3 and home not in named:
                return str(there)
    return home


def _dateline_home(doc: Document) -> str | None:
    """The outlet named in the first line of the body (city, date, agency), with a date or in the capital of its
    state before it."""
    for start, end in doc.sentences[:3]:
        for i in range(start + 1, min(end, start + 25)):
            code = _outlet_at(doc, i, end)
            if code and (_in_capital(doc, i, code) or any(k in doc.in_date for k in range(start, i))):
                return code
    return None


@cache
def _first_words(lexicon: Lexicon) -> frozenset[str]:
    """The words with which the names of outlets start."""
    return frozenset(name.partition(" ")[0] for name in lexicon.outlets)


def _outlet_at(doc: Document, i: int, end: int) -> str | None:
    """The state of the outlet whose name stands at word `i` before a sign or the end of the line."""
    if doc.texts[i] not in _first_words(doc.lexicon):
        return None
    stops = range(i + 1, min(i + _OUTLET, end) + 1)
    closed = (k for k in stops if k >= end or doc.texts[k] in ("\n", ".", ":", "-", ")", "/"))
    stop = next(closed, 0)
    return doc.lexicon.outlets.get(" ".join(doc.texts[i:stop])) if stop else None


def _in_capital(doc: Document, i: int, code: str) -> bool:
    """Whether the capital of a state, or a city of its name, and a sign stand before word `i`: A / agency /."""
    named = ("capital", "state")
    capitals = (h for k in (i - 2, i - 3) if k >= 0 for h in doc.hits.get(k, ()) if h.entry.category in named)
    return doc.words[i - 1].kind == "sign" and any(h.entry.value == code and h.end == i - 1 for h in capitals)
