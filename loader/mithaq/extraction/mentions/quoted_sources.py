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

_LONGEST = 4
"""Words of the name of a source at most, with the quotation mark after it."""


def quoted_source(doc: Document, i: int) -> OrganizationPhrase | None:
    """The source that word `i` or the quotation mark there leads to: "X" after a verb of reporting and before `from`,
    after `according to`, after li- and before that-; the site "X", or a foreign name, after such a verb."""
    site = doc.texts[i] in Words.SITE
    if not site and doc.texts[i] != '"':
        return None
    k = i + site
    if doc.find(k, "organization") or (k + 1 < len(doc.words) and doc.find(k + 1, "organization", "body")):
        return None
    told = i > 0 and any(v.event_class == "say" for v in doc.words[i - 1].verbs)
    low, high = doc.sentences[doc.sentence(i)]
    if site and k < high and foreign_at(doc, k) and told:
        end = k + 1 + (k + 1 < high and foreign_at(doc, k + 1))
        return OrganizationPhrase(k, end, "media")
    if k + 2 >= high or doc.texts[k] != '"' or i == low:
        return None
    close = next((n for n in range(k + 2, min(k + 2 + _LONGEST, high)) if doc.texts[n] == '"'), None)
    if close is None or (not (site and told) and not _leads(doc, i, close, told=told)):
        return None
    person = name_end(doc, k + 1, titled=False) > k + 1
    clause = any(doc.words[n].verbs or doc.words[n].function_class for n in range(k + 1, close))
    return None if person or clause else OrganizationPhrase(k + 1, close, "media")


def _leads(doc: Document, i: int, close: int, *, told: bool) -> bool:
    """Whether what stands before and behind quotation marks makes a source of what they hold."""
    after = doc.texts[close + 1] if close + 1 < len(doc.texts) else ""
    if told and after == AN:
        return True
    before = doc.texts[i - 1 - (doc.texts[i - 1] == LAM)]
    return before.lstrip(WAW) in Words.ACCORDING_TO or (doc.texts[i - 1] == LAM and after.lstrip(FEH) in Words.THAT)
