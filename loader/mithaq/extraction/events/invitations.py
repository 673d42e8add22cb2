"""Invitations told by a noun: X addressed an invitation to Y; Y came at the invitation of X."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import BEH, LAM, WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.speech_acts import Said
from mithaq.extraction.events.speech_targets import power_at
from mithaq.extraction.events.speech_verbs import to_come
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import ALA, FROM, ILA
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = ["invitations"]

_HOSTS = ("person", "post")
_SPEAKS = ("person", "post", "body", "side", "state")
_FROM = 7  # words after an invitation in which it is told from whom it is
_GIVEN = 15  # words before it in which the verb that gives it stands

Invited = tuple[list[Argument], list[Argument], str]
"""Who invites, whom, and the rule that tells it."""


def invitations(analysis: Analysis) -> Iterator[Said]:
    """The invitations that nouns tell."""
    context = analysis.context
    for t in context.triggers.of("invite"):
        told = _invited(context, t) if t.noun and not context.denied(t.at) else None
        if told is not None and (not t.has_pronoun_suffix or to_come(context, told[1][-1].end)):
            yield Said(t.at, told[0], "invite", told[1], told[2])


def _invited(context: ClauseContext, t: Trigger) -> Invited | None:
    """Who invites whom by the noun `t`."""
    start, high = context.bounds(t.at)
    if t.at - 2 >= start and context.doc.texts[t.at - 2] in Words.FIRST_PERSON:
        return None  # that I addressed an invitation
    right = [it for it in context.following_arguments(t.end) if not it.place]
    first = right[0] if right and right[0].start == t.end and not context.case_marker(right[0]) else None
    second = right[1] if first is not None and len(right) > 1 and right[1].start == first.end else None
    if first is not None and second is not None and not context.case_marker(second) and second.kind in _HOSTS:
        return ([first], [second], "invitation-of") if first.kind in _HOSTS else None  # the invitation by X of Y
    who = context.preceding_argument(t.at)
    if first is not None and who is not None and context.doc.texts[who.start - 1].removeprefix(WAW) in Words.ACCEPTS:
        return [first], [who], "invitation-of"  # X accepted the invitation of Y
    if first is not None and not t.definite and first.kind in _HOSTS and _followed(context, t):
        guest = _guest(context, t, first, first.end, high)  # at the invitation of X, Y came
        return ([first], [guest], "invitation-of") if guest else None
    inviting = _inviting(context, t)
    if inviting is not None:
        to = context.arguments_in(inviting.end, inviting.end + 2)
        if to and context.case_marker(to[0]) in (LAM, ILA) and to[0].kind in _HOSTS:
            return [inviting], context.conjuncts(to, 0), "invitation-to"
        guest = _guest(context, t, inviting, start, t.at)
        return ([inviting], [guest], "at-invitation-of") if guest else None
    return _given(context, t, right)


def _given(context: ClauseContext, t: Trigger, right: list[Argument]) -> Invited | None:
    """X addressed an invitation to Y."""
    to = next((n for n, it in enumerate(right) if context.case_marker(it) in (LAM, ILA)), None)
    if to is None or right[to].kind not in ("person", "post", "state"):
        return None
    start, _ = context.bounds(t.at)
    verbs = context.triggers.of("address", "send", start=max(start, t.at - _GIVEN), end=t.at)
    beside = bool(verbs) and verbs[-1].at == t.at - 1
    speaker = context.preceding_argument(verbs[-1].at) if verbs else None
    speaker = speaker or context.discourse_topic(t.at, far=beside or not verbs)
    return ([speaker], context.conjuncts(right, to), "invitation-to") if speaker else None


def _followed(context: ClauseContext, t: Trigger) -> bool:
    """Whether somebody follows an invitation: at the invitation of, in answer to it, accepted it."""
    before, opens = context.doc.words[t.at - 1], context.doc.texts[t.at][0]
    lead = before.text.removeprefix(WAW)
    accepted = bool(before.verbs) and opens != LAM and not any(v.event_class == "address" for v in before.verbs)
    return opens == BEH or lead in Words.COMPLYING or lead == ALA or accepted


def _inviting(context: ClauseContext, t: Trigger) -> Argument | None:
    """From whom an invitation is: on an (official) invitation from X, one addressed to him by X, a X-ian one."""
    _, high = context.bounds(t.at)
    for k in range(t.end, min(high, t.end + _FROM)):
        from_whom = FROM in context.doc.texts[k - 1 - (context.doc.texts[k - 1] in Words.MEMBERS) : k]
        near = context.arguments_in(k, k + 1) or ([power] if from_whom and (power := power_at(context, k)) else [])
        if near:
            return near[0] if from_whom and near[0].kind in _SPEAKS else None
        states = context.states_in(k, k + 1)
        if states and states[0].kind == "nisba" and not states[0].proclitics:
            return Argument(k, k + 1, Ref("state", states[0].code), "side")
        if context.doc.words[k].kind == "sign":
            return None
    return None


def _guest(context: ClauseContext, t: Trigger, host: Argument, start: int, end: int) -> Argument | None:
    """Who is invited: the first person at words `start` to `end` that nothing governs; where a person invites, also
    whom the text is about."""
    persons = [it for it in context.arguments_in(start, end) if it.ref != host.ref and _may_come(context, it)]
    inside = [it for it in persons if not context.crosses_clause(min(it.start, t.at), max(it.start, t.at))]
    if inside or host.kind not in _HOSTS:
        return inside[-1 if end <= t.at else 0] if inside else None
    guest = persons[0] if persons else context.discourse_topic(t.at)
    return guest if guest is not None and guest.kind == "person" else None


def _may_come(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor may be the one invited: a person that nothing governs, or a body that sends a delegation."""
    of = item.start - 1 - (context.doc.texts[item.start - 1] == FROM)
    sends = item.kind == "body" and context.doc.texts[of] in Words.DELEGATION | Words.A_DELEGATION
    return sends or (item.kind == "person" and not context.case_marker(item))
