"""Papers and sites that a report names as its source in quotation marks, with no noun for bodies before them."""

from __future__ import annotations

from functools import cache

from pyarabic.araby import FEH, LAM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.body_patterns import OrganizationPhrase
from mithaq.extraction.mentions.name_context import foreign_at
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.particles import AN
from mithaq.lexicon import lexicon
from mithaq.lexicon.word_groups import Words

__all__ = ["quoted_source"]

_LONGEST = 4  # words of the name of a source at most, with the quotation mark after it


def quoted_source(doc: Document, i: int) -> OrganizationPhrase | None:
    """The source that word `i` or the quotation mark there leads to: "X" after a verb of reporting and before `from`,
    or before that- if the verb is in the feminine, after as-for and before such a verb, after `according to`, after li-
    and before that-; the site "X", or a foreign name, after such a verb."""
    site = doc.texts[i] in Words.SITE
    if not site and doc.texts[i] != '"':
        return None
    k = i + site
    if (paper := _paper(doc, i)) is not None:
        return paper
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


def _paper(doc: Document, i: int) -> OrganizationPhrase | None:
    """A paper that the table of outlets has, by its name alone in the quotation marks that open at word `i`, as the
    subject of a verb in the feminine before them or after as-for: "X" took aim at; as for "X", it reported."""
    close = next((k for k in range(i + 2, min(i + 2 + _LONGEST, len(doc.texts))) if doc.texts[k] == '"'), None)
    if not i or close is None or doc.find(i + 1, "body") or " ".join(doc.texts[i + 1 : close]) not in _papers():
        return None
    acts = any(v.gender == "f" and v.number == "s" for v in doc.words[i - 1].verbs)
    return OrganizationPhrase(i + 1, close, "media") if acts or doc.texts[i - 1] in Words.AS_FOR else None


@cache
def _papers() -> frozenset[str]:
    """The names of outlets, also without the adjective of the state that tells two of one name apart."""
    words = lexicon()
    told = (name.split() for name in words.outlets)
    return frozenset(" ".join(name[: len(name) - bool(words.word(name[-1]).nisbas)]) for name in told if name)


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
    feminine = any(v.event_class == "say" and v.gender == "f" and v.number == "s" for v in doc.words[i - 1].verbs)
    if told and feminine and after in Words.THAT:
        return True  # "X" reported that
    turn = doc.words[close + 1].verbs if doc.texts[i - 1] in Words.AS_FOR and close + 1 < len(doc.words) else ()
    if any(v.event_class == "say" and v.gender == "f" and v.conjunction == FEH for v in turn):
        return True  # as for "X", it reported
    before = doc.texts[i - 1 - (doc.texts[i - 1] == LAM)]
    return before.lstrip(WAW) in Words.ACCORDING_TO or (doc.texts[i - 1] == LAM and after.lstrip(FEH) in Words.THAT)
