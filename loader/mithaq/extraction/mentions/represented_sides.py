"""Persons who act for a side that is named beside them: on the Kuwaiti side N, N for the United Nations."""

from __future__ import annotations

from pyarabic.araby import LAM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.organization_phrases import parse_organization
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.particles import AN
from mithaq.lexicon.word_groups import Words

__all__ = ["acts_for_side", "after_sides", "member_of_side"]

_SIDE = 4
"""Words at most of a side before the person who acts for it."""
_ON_BEHALF = frozenset((AN, WAW + AN))


def acts_for_side(doc: Document, mention: Mention) -> bool:
    """Whether a side stands beside a name: after it, or right before it."""
    return _side_after(doc, mention) or _side_before(doc, mention.start)


def member_of_side(doc: Document, i: int, end: int) -> Mention | None:
    """The name of two words at least at word `i`, right after headed by, or `on behalf of` and a side, whatever its
    words mean."""
    led = i > 0 and doc.texts[i - 1] in Words.HEADED_BY
    if not (led or _side_before(doc, i)) or doc.find(i, "role", "title", "plural") is not None or doc.words[i].nisbas:
        return None
    stop = min(name_end(doc, i, titled=True), end)
    whole = stop > i + 1 and not any(text.startswith(LAM + LAM) for text in doc.texts[i:stop])  # (N) for the campaign
    return Mention.of_name(i, stop) if whole else None


def after_sides(doc: Document) -> set[int]:
    """The words where a member of a side may be named: right after headed by, and a few words after `on behalf of`."""
    headed = {k + 1 for k in doc.occurrences(Words.HEADED_BY)}
    return headed.union(k + n for k in doc.occurrences(_ON_BEHALF) for n in range(2, _SIDE + 2))


def _side_after(doc: Document, mention: Mention) -> bool:
    """Whether `on behalf of` and a side follow a name, and no verb that may govern them (N spoke of X) precedes it."""
    k = mention.end + 1
    if k >= len(doc.words) or doc.texts[mention.end] != AN:
        return False
    if doc.texts[k] in Words.SIDE:
        return True
    body = parse_organization(doc, k) if not _governed(doc, mention.start) else None
    return body is not None and not body.proclitics


def _governed(doc: Document, start: int) -> bool:
    """Whether a verb without an object stands right before word `start`."""
    before = doc.words[start - 1] if start else None
    return before is not None and ("v" in before.pos or any(not v.object for v in before.verbs))


def _side_before(doc: Document, start: int) -> bool:
    """Whether `on behalf of` and a side, or the adjective of a state alone, stand right before word `start`."""
    near = doc.occurrences(_ON_BEHALF, max(start - 1 - _SIDE, 0), start - 1)
    if not near or any(word.kind != "word" for word in doc.words[near[-1] + 1 : start - 1]):
        return False
    opens = near[-1] + 1
    word = doc.words[opens]
    if word.text in Words.SIDE or word.text in Words.OWN_SIDE or (word.definite and word.nisbas):
        return all(word.definite for word in doc.words[opens:start])
    side = parse_organization(doc, opens) or doc.find(opens, "state")
    return side is not None and side.end == start and not side.proclitics
