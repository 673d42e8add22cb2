"""Papers and sites that a report names as its source in quotation marks, with no noun for bodies before them."""

from __future__ import annotations

from pyarabic.araby import FEH, LAM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.body_patterns import OrganizationPhrase
from mithaq.extraction.mentions.name_context import foreign_at
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.particles import AN
from mithaq.lexicon.word_groups import Words

__all__ = ["quoted_source"]

_LONGEST = 4  # words of the name of a source at most, with the quotation mark after it


def quoted_source(doc: Document, i: int) -> OrganizationPhrase | None:
    """The source that word `i` or the quotation mark there leads to: "X" after a verb of reporting and before `from`,
    after `according to`, after li- and before that-; the site "X", or a foreign name, after such a verb."""
    site = doc.texts[i] in Words.SITE
    if not site and doc.texts[i] != '"':
        return None
    k = i + site
    if doc.find(k, "organization") or doc.find(k + 1, "organization", "body"):
        return None
    told = _told_before(doc, i)
    low, high = doc.sentences[doc.sentence(i)]
    if site and told and k < high and foreign_at(doc, k):
        return OrganizationPhrase(k, k + 1 + (k + 1 < high and foreign_at(doc, k + 1)), "media")
    close = _close(doc, k, high) if i > low else None
    if close is None or not ((site and told) or _leads(doc, i, close, told=told)):
        return None
    return OrganizationPhrase(k + 1, close, "media")


def _told_before(doc: Document, i: int) -> bool:
    """Whether a verb of saying stands right before word `i`."""
    return i > 0 and any(verb.event_class == "say" for verb in doc.words[i - 1].verbs)


def _close(doc: Document, k: int, high: int) -> int | None:
    """The quotation mark that closes the one at word `k`, where they hold a few words that are not a person's name nor
    a clause."""
    if k + 2 >= high or doc.texts[k] != '"':
        return None
    close = next((n for n in range(k + 2, min(k + 2 + _LONGEST, high)) if doc.texts[n] == '"'), None)
    if close is None or any(word.verbs or word.function_class for word in doc.words[k + 1 : close]):
        return None
    return None if name_end(doc, k + 1, titled=False) > k + 1 else close


def _leads(doc: Document, i: int, close: int, *, told: bool) -> bool:
    """Whether what stands before and behind quotation marks makes a source of what they hold."""
    after = doc.texts[close + 1] if close + 1 < len(doc.texts) else ""
    if told and after == AN:
        return True
    before = doc.texts[i - 1 - (doc.texts[i - 1] == LAM)]
    return before.lstrip(WAW) in Words.ACCORDING_TO or (doc.texts[i - 1] == LAM and after.lstrip(FEH) in Words.THAT)
