"""What somebody says in so many words: X said: "we condemn ..."."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import NOON, WAW, YEH

from mithaq.extraction.discourse.anaphora import definite_antecedent
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext

__all__ = ["direct_speech"]

_FRAMES = {"condemn": "condemn", "accuse": "accuse", "demand": "demand", "invite": "demand", "thank": "thank"}
"""Frames of verbs that do what they say in the first person, with those by which the target is read."""
_OPENS = ('"', ":")


def direct_speech(context: ClauseContext) -> Iterator[tuple[int, Argument, str]]:
    """The verbs in the first person plural that open what somebody is quoted with, or go on with and-: where each
    stands, who speaks, the frame."""
    doc = context.doc
    going_on: tuple[int, Argument] | None = None  # the sentence, and who speaks in it
    for k, word in enumerate(doc.words):
        if k < 2 or not (frame := _first_person(context, k)) or context.denied(k):
            continue
        sentence = doc.sentence(k)
        if doc.texts[k - 1] in _OPENS:
            speaker = _speaker(context, k)
            going_on = (sentence, speaker) if speaker is not None else None
        elif going_on is None or going_on[0] != sentence or not word.text.startswith(WAW):
            continue
        if going_on is not None:
            yield k, going_on[1], _FRAMES[frame]


def _first_person(context: ClauseContext, k: int) -> str:
    """The frame of the verb at word `k`, where it is in the first person plural of the present: n- for y-."""
    text = context.doc.texts[k].removeprefix(WAW)
    if not text.startswith(NOON) or len(text) < 4:
        return ""
    he = context.doc.lexicon.word(YEH + text[1:]).verbs
    return next(
        (v.event_class for v in he if v.tense == "present" and v.number == "s" and v.event_class in _FRAMES), ""
    )


def _speaker(context: ClauseContext, k: int) -> Argument | None:
    """The subject of the verb of saying before the quotation that opens before word `k`."""
    low, _ = context.bounds(k)
    for at in range(k - 2, low - 1, -1):
        if any(v.event_class == "say" and not v.passive for v in context.doc.words[at].verbs):
            near = context.arguments_in(at + 1, k)
            if near and near[0].start == at + 1 and not near[0].place:
                return None if context.case_marker(near[0]) else near[0]
            again = definite_antecedent(context, at + 1)
            return again or (context.discourse_topic(at) if context.doc.texts[at + 1] in _OPENS else None)
    return None
