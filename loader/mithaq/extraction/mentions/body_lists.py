"""Several bodies after one noun: the ministries of health and education, the movements Fatah and Hamas."""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import ALEF, HEH, TEH, WAW, YEH

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.adjectives import is_adjective
from mithaq.extraction.mentions.body_phrase import OrganizationPhrase
from mithaq.extraction.mentions.phrase_lookups import entry_of, spelt
from mithaq.lexicon import LexicalEntry, Lexicon, Word, strip_article

__all__ = ["dual_of", "parse_body_list"]

_LISTED = frozenset({"ministry", "council"})
_CALLED = frozenset({"company"})
_MOST = 5


def parse_body_list(doc: Document, i: int) -> list[OrganizationPhrase]:
    """The bodies listed after a noun for bodies in the dual at word `i`; empty where there is no list of them.

    Known bodies are taken as they are. Of ministries and councils each has the noun in the singular before its own
    part.
    """
    entry = dual_of(doc.words[i], doc.lexicon)
    if entry is None:
        return []
    found: list[OrganizationPhrase] = []
    j = i + 1
    while j < len(doc.words) and len(found) < _MOST:
        joined = bool(found)
        body = (
            _known(doc, j, joined=joined) or _part(doc, j, entry, joined=joined) or _named(doc, j, entry, joined=joined)
        )
        if body is None:
            break
        found.append(body)
        j = body.end
    if len(found) < 2:
        return []
    return [_of_state(doc, j, body) for body in found]


def dual_of(word: Word, lexicon: Lexicon) -> LexicalEntry | None:
    """The noun for bodies of which a word is the dual before a genitive."""
    for _, stem, article in word.stems:
        if article or len(stem) < 4 or not stem.endswith((ALEF, YEH)):
            continue
        noun = stem[:-1]
        noun = noun[:-1] + HEH if noun.endswith(TEH) else noun
        if entry := entry_of(lexicon, [noun], "body"):
            return entry
    return None


def _known(doc: Document, j: int, *, joined: bool) -> OrganizationPhrase | None:
    """One member that the tables know."""
    hit = spelt((h for h in doc.hits.get(j, ()) if h.proclitics == (WAW if joined else "")), "organization")
    if hit is None:
        return None
    body = hit.entry.value
    return OrganizationPhrase(j, hit.end, body.kind, hit.proclitics, body.state, known=body, head=hit)


def _part(doc: Document, j: int, entry: LexicalEntry, *, joined: bool) -> OrganizationPhrase | None:
    """One member of a list of ministries or councils: a definite noun and its adjectives."""
    kind = entry.value[0]
    word = doc.words[j]
    if kind not in _LISTED or not word.definite or word.text.startswith(WAW) != joined or word.nisbas:
        return None
    noun = word.text[len(WAW) :] if joined else word.text
    portfolios = doc.lexicon.portfolio_words
    if kind == "ministry" and noun not in portfolios and strip_article(noun) not in portfolios:
        return None
    end = j + 1
    while is_adjective(doc.words[end]) and not doc.words[end].nisbas:
        end += 1
    return OrganizationPhrase(j, end, kind, WAW if joined else "", noun=entry.form)


def _named(doc: Document, j: int, entry: LexicalEntry, *, joined: bool) -> OrganizationPhrase | None:
    """One company of a list, called by one word that names nothing else: the companies X and Y."""
    word = doc.words[j]
    if entry.value[0] not in _CALLED or word.kind != "word" or word.text.startswith(WAW) != joined:
        return None
    name = doc.lexicon.word(word.text[len(WAW) :]) if joined else word
    closed = not doc.words[j + 1].definite if j + 1 < len(doc.words) else True
    if name.definite or name.function_class or name.nisbas or not closed or doc.find(j, "state", "role", "title"):
        return None
    return OrganizationPhrase(j, j + 1, entry.value[0], WAW if joined else "", noun=entry.form)


def _of_state(doc: Document, end: int, body: OrganizationPhrase) -> OrganizationPhrase:
    """A body of the state of which the adjective after the list, in the dual, says that all are."""
    nisbas = doc.words[end].nisbas
    code = next((n.code for n in nisbas if n.definite and not n.proclitics and n.code), None)
    return replace(body, state=code) if body.known is None and code is not None else body
