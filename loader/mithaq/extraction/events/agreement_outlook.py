"""Whether what is done to an agreement is told as a fact: not where it is refused, put off, called for or hoped for."""

from __future__ import annotations

from enum import Enum

from pyarabic.araby import BEH, FEH, LAM, WAW

from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = ["Outlook", "outlook"]

_REACH = 24
"""Words before a signing in which the verb or noun that governs it stands, with names."""
_STEPS = 6
"""Words that are no names between what governs a signing and the signing."""
_AFTER = 10
"""Words after an agreement in which its signing may be said to have come to nothing."""
_AGAINST = (
    "reject", "forgo", "aspire", "postpone", "deny", "demand", "ask", "invite", "threaten", "warn",
    "denying", "demanding", "threatening", "warning",
)  # fmt: skip
"""Frames of verbs and nouns that govern what is not, or not yet."""
_OPEN = Words.UNDONE | Words.WISHING | Words.TO_REACH
"""Words that say the same of what they govern."""
_AHEAD = Words.PLANNED | Words.PREPARING | Words.AUTHORISES
_ENDING = ("end", "finish")
_LIGHT = Words.CAME_ABOUT | {word + letter for word in (WAW, FEH) for letter in Words.CAME_ABOUT}


class Outlook(Enum):
    """How the signing, ratifying or ending of an agreement is spoken of."""

    DONE = "done"
    PLANNED = "planned"
    OPEN = "open"  # refused, put off, failed, called for, hoped for, possible


def outlook(context: ClauseContext, t: Trigger, end: int) -> Outlook:
    """How what a trigger says of an agreement, which is named up to word `end`, is spoken of."""
    low, high = context.bounds(t.at)
    if _negated(context, low, t.at) or (t.event_class in _ENDING and _of_a_signing(context, t, end)):
        return Outlook.OPEN
    if not t.noun:
        lead = context.doc.texts[t.at - 1] if t.at > low else ""
        if not t.present or lead not in Words.THAT:
            return Outlook.OPEN if t.present and lead in Words.MAY else Outlook.DONE
    governed = _governed(context, low, t.at)
    if governed is None and t.noun and end > t.at and _came_to_nothing(context, end, high):
        return Outlook.OPEN
    return governed or Outlook.DONE


def _of_a_signing(context: ClauseContext, t: Trigger, end: int) -> bool:
    """Whether what a verb ends is the signing of an agreement, not the agreement: (called off) the signing."""
    return bool([s for s in context.triggers.of("sign", "initial", "ratify", start=t.end, end=end) if s.noun])


def _negated(context: ClauseContext, low: int, at: int) -> bool:
    """Whether a negation stands right before word `at`."""
    near = context.doc.words[max(low, at - 2) : at]
    return any(word.function_class == "neg" or word.text in Words.WITHOUT for word in near)


def _came_to_nothing(context: ClauseContext, start: int, high: int) -> bool:
    """Whether the verb of which a signing is the subject, from word `start` on, says that it did not happen."""
    doc = context.doc
    for k in range(start, min(high, start + _AFTER)):
        if doc.words[k].kind == "sign" or doc.texts[k] in Words.RELATIVE:
            return False
        if doc.texts[k] in Words.STALLED:
            return True
        if doc.words[k].function_class == "neg":
            return not Words.CAME_ABOUT.isdisjoint(doc.texts[k + 1 : k + 2])
        verbs = context.triggers.of(*_AGAINST, start=k, end=k + 1)
        if verbs or any(verb.future for verb in doc.words[k].verbs):
            return bool(verbs) and not verbs[0].noun
    return False


def _governed(context: ClauseContext, low: int, at: int) -> Outlook | None:
    """The outlook that the verb or noun gives which governs the masdar or that-clause at word `at`: (refused) to sign,
    (asked A) to sign, (intends) to sign; None where there is none."""
    doc = context.doc
    near = context.arguments_in(max(low, at - _REACH), at)
    named = {k for it in near for k in range(it.start, it.end)}
    steps = 0
    for k in range(at - 1, max(low, at - _REACH) - 1, -1):
        if k in named or k in doc.in_date or doc.texts[k] == '"':
            continue
        found = _said_by(context, low, k)
        steps += 1
        if found is not None:
            return found
        if doc.texts[k] in Words.AFTER and _negated(context, low, k):
            return Outlook.OPEN  # has not yet been signed
        if steps > _STEPS or doc.words[k].kind == "sign" or doc.texts[k] in Words.MEANWHILE:
            break
    return None


def _said_by(context: ClauseContext, low: int, k: int) -> Outlook | None:
    """The outlook that word `k` gives to what it governs; None where it governs nothing."""
    word = context.doc.words[k]
    text = word.text
    bare = text.lstrip(WAW + FEH + BEH + LAM) if not word.is_listed_form else text
    if text in _LIGHT:
        return Outlook.OPEN if _negated(context, low, k) else None
    if context.triggers.of("intend", start=k, end=k + 1) or text in _AHEAD:
        return Outlook.PLANNED
    if context.triggers.of(*_AGAINST, start=k, end=k + 1) or not _OPEN.isdisjoint((text, text.removeprefix(WAW), bare)):
        return Outlook.OPEN
    if word.function_class == "neg":
        return Outlook.OPEN
    return Outlook.DONE if any(not verb.ambiguous for verb in word.verbs) else None
