"""Invitations told by a noun: X addressed an invitation to Y; Y came at the invitation of X."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import ALEF, BEH, LAM, WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.attributed_acts import adjective_at, power_at
from mithaq.extraction.events.speakers import voice
from mithaq.extraction.events.speech_acts import Said
from mithaq.extraction.events.speech_verbs import to_come
from mithaq.extraction.particles import FROM, ILA
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.predicates import Predicate, Predicates
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = ["invitations", "to_a_place"]

_GUESTS = ("person", "post", "state")
_HOSTS = ("person", "post")
_FROM = 7  # most words between an invitation and the name of who invites
_GIVEN = 15  # words before it in which the verb that gives it stands


def invitations(analysis: Analysis) -> Iterator[Said]:
    """The invitations that nouns tell."""
    context = analysis.context
    for p in analysis.predicates.of("invite"):
        t = p.trigger
        mine = context.doc.texts[t.at - 2] in Words.FIRST_PERSON  # that I addressed an invitation
        if not t.noun or mine or context.denied(t.at):
            continue
        hosts, guests, rule = _invited(analysis.predicates, p)
        if hosts and guests and (not t.has_pronoun_suffix or to_come(context, guests[-1].end)):
            yield Said(t.at, hosts, "invite", guests, rule)


def _invited(predicates: Predicates, p: Predicate) -> tuple[list[Argument], list[Argument], str]:
    """Who invites, whom, and the rule that tells it."""
    t, context = p.trigger, predicates.context
    start, _ = context.bounds(t.at)
    right = [it for it in context.following_arguments(t.end) if not it.place or _sent_for(context, it)]
    to = next((n for n, it in enumerate(right) if context.case_marker(it) in (LAM, ILA)), len(right))
    aimed = context.conjuncts(right, to) if right[to : to + 1] and right[to].kind in _GUESTS else []
    host = _inviting(context, t)
    if host is not None:  # from X
        beside = bool(aimed) and aimed[0].start <= host.end + 1 and aimed[0].kind in _HOSTS
        return [host], aimed if beside else _guest(context, t, host, start, t.at), "at-invitation-of"
    if right and right[0].start == t.end and context.doc.texts[t.at - 1] in Words.TAKING_UP:
        return right[:1], _guest(context, t, right[0], start, t.at), "invitation-of"  # in answer to the invitation of X
    if right and (guests := _guests_of(context, t, right)):
        return right[:1], guests, "invitation-of"
    if right and (carried_out := _carried_out(context, t, right[0])) is not None:
        return [carried_out], right[:1], "invitation-of"
    if context.doc.texts[t.at - 1] in Words.TO_HIM:
        return *_given_to_him(predicates, t), "invitation-to"
    giving = predicates.of("address", "send", start=max(start, t.at - _GIVEN), end=t.at) if aimed else []
    givers = [it for verb in giving[-1:] for it in verb.arguments("agent")]
    return givers[:1], aimed, "invitation-to"


def _sent_for(context: ClauseContext, item: Argument) -> bool:
    """Whether a state after to- is who is invited, as what follows says to what: an invitation to X to attend."""
    return item.kind in ("state", "side") and context.case_marker(item) == ILA and to_come(context, item.end)


def _carried_out(context: ClauseContext, t: Trigger, guest: Argument) -> Argument | None:
    """Who carried out the inviting of the one right after it: X went about bi-inviting Y."""
    host = context.preceding_argument(t.at)
    if host is None or host.end != t.at or guest.start != t.end or context.case_marker(guest) not in ("", IDAFA):
        return None
    does = host.start > 0 and context.doc.texts[host.start - 1].removeprefix(WAW) in Words.GOES_ABOUT
    return host if does and not host.proclitics and context.doc.texts[t.at].startswith(BEH) else None


def _given_to_him(predicates: Predicates, t: Trigger) -> tuple[list[Argument], list[Argument]]:
    """Who gave an invitation to him, by the verb right before the pronoun, and the last person before who is another
    than the giver."""
    context = predicates.context
    gives = next(iter(predicates.of("address", "send", "hand", start=t.at - 2, end=t.at - 1)), None)
    given = voice(context, gives) if gives is not None and not context.denied(gives.at) else None
    if given is None or gives is None or len(given.speakers) != 1:
        return [], []
    if not context.agrees(given.speakers[0], gives.trigger.gender):
        return [], []
    giver, gender = given.speakers[0], "f" if context.doc.texts[t.at - 1].endswith(ALEF) else "m"
    low = context.doc.sentences[max(0, context.doc.sentence(t.at) - 1)][0]
    persons = (it for it in reversed(context.arguments_in(low, gives.at)) if it.kind == "person" and not it.place)
    guest = next((it for it in persons if it.ref != giver.ref and context.agrees(it, gender)), None)
    return [giver], [guest] if guest is not None and giver.kind == "person" else []


def _guests_of(context: ClauseContext, t: Trigger, right: list[Argument]) -> list[Argument]:
    """Whom the first of the actors after an invitation's noun invites, as its genitive: the invitation of X to Y;
    (Y accepted) the invitation of X."""
    host, beside = right[0], right[1:2]
    if host.start != t.end or host.kind not in _HOSTS or context.case_marker(host):
        return []
    if beside and beside[0].start == host.end and beside[0].kind in _HOSTS:
        case = context.case_marker(beside[0])
        if not case or (case == LAM and to_a_place(context, beside[0])):
            return beside
    who = context.preceding_argument(t.at)
    accepts = who is not None and context.doc.texts[who.start - 1].removeprefix(WAW) in Words.ACCEPTS
    return [who] if who is not None and accepts else []


def _inviting(context: ClauseContext, t: Trigger) -> Argument | None:
    """From whom an invitation is: on an (official) invitation from X, one addressed to him by X, a X-ian one."""
    _, high = context.bounds(t.at)
    for k in range(t.end, min(high, t.end + _FROM)):
        from_whom = FROM in context.doc.texts[k - 1 - (context.doc.texts[k - 1] in Words.MEMBERS) : k]
        near = context.arguments_in(k, k + 1) or ([power] if from_whom and (power := power_at(context, k)) else [])
        if near:
            return near[0] if from_whom else None
        state = adjective_at(context, k)
        if state is not None and not state.proclitics:
            return state
        if context.doc.words[k].kind == "sign":
            return None
    return None


def _guest(context: ClauseContext, t: Trigger, host: Argument, start: int, end: int) -> list[Argument]:
    """Who is invited: the first person at words `start` to `end` that nothing governs; where a person invites, also
    whom the text is about."""
    persons = [it for it in context.arguments_in(start, end) if it.ref != host.ref and _may_come(context, it)]
    inside = [it for it in persons if not context.crosses_clause(min(it.start, t.at), max(it.start, t.at))]
    if inside or host.kind not in _HOSTS:
        return inside[-1:] if end <= t.at else inside[:1]
    guest = persons[0] if persons else context.discourse_topic(t.at)
    return [guest] if guest is not None and guest.kind == "person" else []


def to_a_place(context: ClauseContext, guest: Argument) -> bool:
    """Whether what follows who is invited says where or to what: to visit, to A."""
    doc = context.doc
    there = doc.texts[guest.end : guest.end + 1] == [ILA] and doc.find(guest.end + 1, "capital", "place", "state")
    return bool(there) or to_come(context, guest.end)


def _may_come(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor may be the one invited: a person that nothing governs, or a body that sends a delegation."""
    of = item.start - 1 - (context.doc.texts[item.start - 1] == FROM)
    sends = item.kind == "body" and context.doc.texts[of] in Words.DELEGATION | Words.A_DELEGATION
    return sends or (item.kind == "person" and not context.case_marker(item))
