"""Who accuses, condemns, threatens, invites, praises, demands or denies, and at whom it is aimed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyarabic.araby import ALEF, BEH, HEH, LAM, NOON, WAW

from mithaq.extraction.discourse.anaphora import (
    definite_antecedent,
    feminine_topic,
    officials_of,
    speaker_before,
    the_two,
)
from mithaq.extraction.events.direct_speech import direct_speech
from mithaq.extraction.events.nominal_speech_acts import is_voiced, nominal_speech_act
from mithaq.extraction.events.obligations import obligations
from mithaq.extraction.events.speech_targets import BI, targets
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import AL, ALA, FROM, ILA
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.predicates import paired
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["Said", "find_statements"]

_ACTS = ("accuse", "condemn", "criticize", "threaten", "warn", "invite", "praise", "demand", "deny", "reject", "thank")
_TOLD = {"criticize": "condemn", "warn": "threaten", "thank": "praise", "reject": "deny"}
"""Frames with the acts of the vocabulary that they tell."""
_PARTICIPLES = {
    "praising": "praise",
    "thanking": "thank",
    "condemning": "condemn",
    "accusing": "accuse",
    "demanding": "demand",
    "threatening": "threaten",
    "warning": "warn",
    "denying": "deny",
}
"""Frames of participles (he spoke, praising X) with the acts they tell."""
_HOSTS = ("person", "post")
_SPEAKS = ("person", "post", "body", "side", "state")
_INVITATION = 7  # words after an invitation in which it is told from whom it is
_SET_OFF = 20  # words between the commas around an occasion at the most
_PURPOSE = 5  # words after whom one invites in which what he is invited to stands
_REPRISAL = 25  # words after a warning in which one's own answer is announced
_DIRECT = frozenset({"accuse", "condemn", "threaten", "demand", "invite", "warn"})


@dataclass(frozen=True, slots=True)
class _Told:
    """Who says something by one trigger, and of whom."""

    speakers: list[Argument]
    targets: list[Argument]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Said:
    """A speech act: one speaker, an act of the vocabulary, its targets."""

    speaker: Argument
    act: str
    targets: tuple[Argument, ...]
    at: int
    rule: str
    confidence: float = 0.85


def find_statements(context: ClauseContext) -> Iterator[Said]:
    last: _Told | None = None
    sentence = -1
    for t in context.triggers.of(*_ACTS):
        made = t.noun and t.event_class == "accuse"  # by one, whatever another says of it
        if (context.denied(t.at) and not made) or _carries(context, t) or (not t.noun and _not_yet(context, t)):
            continue
        if sentence != context.doc.sentence(t.at):
            last, sentence = None, context.doc.sentence(t.at)
        told = _noun(context, t) if t.noun else _verb(context, t) or _again(context, t, last)
        if told is None:
            continue
        last = told
        act = _TOLD.get(t.event_class, t.event_class)
        if act == "invite" and not t.noun and not _to_come(context, told.targets[-1].end):
            act = "demand"  # called on (the sides) to do something
        yield from _all(context, told, act, t)
    for t in context.triggers.of(*_PARTICIPLES, "thanks"):
        if context.denied(t.at):
            continue
        frame = _PARTICIPLES.get(t.event_class, "thank")
        told = (
            _thanks(context, t)
            if t.event_class == "thanks"
            else _participle(context, replace(t, event_class=frame, noun=False))
        )
        if told is not None:
            yield from _all(context, told, _TOLD.get(frame, frame), t)
    for at in range(len(context.doc.words)):
        said = nominal_speech_act(context, at) if is_voiced(context, at) else None
        if said is not None and (aimed := _others(context, said.speaker, said.targets)):
            yield Said(said.speaker, said.act, aimed, said.at, "nominal-speech-act", 0.8)

    for at, speaker, act in direct_speech(context):
        right = [
            it
            for it in context.following_arguments(at + 1)
            if not it.place or (act in BI and it.proclitics.endswith(BEH))
        ]
        if aimed := _others(context, speaker, targets(context, act, at + 1, right)):
            yield Said(speaker, act, aimed, at, "direct-speech", 0.8)
    for at, speaker, obliged in obligations(context):
        if aimed := _others(context, speaker, obliged):
            yield Said(speaker, "demand", aimed, at, "obligation", 0.75)


def _doubted(context: ClauseContext, at: int) -> bool:
    """Whether the clause of word `at` is what somebody claims or expects, not tells: X alleges that Y accused."""
    low, _ = context.bounds(at)
    texts, words = context.doc.texts, context.doc.words
    that = next((k for k in range(at - 1, max(low, at - 15) - 1, -1) if texts[k] in Words.THAT), low)
    said = (v for k in range(max(low, that - 12), that) for v in words[k].verbs)
    return any(normalize(v.lemma) in Words.DOUBTING for v in said)


def _again(context: ClauseContext, t: Trigger, last: _Told | None) -> _Told | None:
    """And-accused it of: the speaker of the act before in the sentence, and the one it was aimed at, whom the pronoun
    on the verb agrees with."""
    if (
        last is None
        or not (t.has_pronoun_suffix and t.conjunction)
        or t.event_class not in _DIRECT
        or len(last.targets) != 1
    ):
        return None
    text, kind = context.doc.texts[t.at], last.targets[0].kind
    agrees = kind in ("state", "side", "body") if text.endswith(HEH + ALEF) else text.endswith(HEH) and kind == "person"
    free = not context.arguments_in(t.end, t.end + 1)
    return replace(last, rule="pronoun-target", confidence=0.8) if agrees and free else None


def _all(context: ClauseContext, told: _Told, act: str, t: Trigger) -> Iterator[Said]:
    """What each of the speakers says by the trigger `t`."""
    for speaker in told.speakers:
        if act == "condemn" and context.doc.texts[speaker.start].removeprefix(AL) in Words.LAW_COURT:
            continue  # it finds guilty
        if aimed := _others(context, speaker, told.targets):
            yield Said(speaker, act, aimed, t.at, told.rule, told.confidence)


def _not_yet(context: ClauseContext, t: Trigger) -> bool:
    """Whether a verb tells what is yet to be said, may be said or should be: he will condemn, may accuse, (asked) to
    condemn."""
    if t.future or _doubted(context, t.at):
        return True
    texts = context.doc.texts
    before = t.at - 1
    if t.conjunction:  # that it should move, and call on
        before -= 2 if texts[before] == "," else 1
    return t.present and before >= 0 and texts[before] in Words.MODAL


def _carries(context: ClauseContext, t: Trigger) -> bool:
    """Whether a verb that blames does no more than carry: nobody is charged with a responsibility."""
    texts = context.doc.texts
    _, high = context.bounds(t.at)
    charges = any(w.removeprefix(BEH) in Words.RESPONSIBILITY for w in texts[t.at + 1 : min(high, t.at + 20)])
    return t.event_class == "accuse" and OneWord.CARRY in texts[t.at] and not charges


def _to_come(context: ClauseContext, k: int) -> bool:
    """Whether word `k` says what somebody is invited to: to visit, to attend, to a meeting."""
    doc = context.doc
    near = doc.texts[k : k + _PURPOSE]
    return any(w.removeprefix(LAM).removeprefix(BEH).removeprefix(AL) in Words.INVITED_TO for w in near)


def _others(context: ClauseContext, speaker: Argument, aimed: list[Argument]) -> tuple[Argument, ...]:
    """The targets that are not the speaker's own side: what is said of one's own state is aimed at nobody."""
    home = context.states_of.get(speaker.ref)
    own = (speaker.ref, Ref("state", home) if home else None)
    return tuple(it for it in aimed if it.ref not in own)


def _participle(context: ClauseContext, t: Trigger) -> _Told | None:
    """X spoke, praising Y: X is whom the sentence is about."""
    start, _ = context.bounds(t.at)
    text = context.doc.texts[t.at]
    set_off = t.at > start and (context.doc.texts[t.at - 1] in (",", '"') or text.endswith(ALEF))
    if t.at == start or not (set_off or t.conjunction):
        return None
    speaker = speaker_before(context, t.at, feminine=text.endswith(HEH))
    if speaker is None:
        return None
    right = [it for it in context.following_arguments(t.end) if _free(context, it, t)]
    aimed = _aimed(context, t, t.end, right)
    return _Told([speaker], aimed, "participle", 0.8) if aimed else None


def _free(context: ClauseContext, item: Argument, t: Trigger) -> bool:
    """Whether an actor may speak or be spoken of: no place, but one praises bi-Qatar, asks from-Oman, and each from-A
    and B speaks."""
    each = item.start > 1 and context.doc.texts[item.start - 2] in Words.EACH
    return (
        not item.place or each or (t.event_class in BI and item.proclitics.endswith(BEH)) or t.event_class == "demand"
    )


def _aimed(context: ClauseContext, t: Trigger, start: int, items: list[Argument]) -> list[Argument]:
    act = _TOLD.get(t.event_class, t.event_class) if t.event_class not in ("thank", "warn") else t.event_class
    asks = t.event_class == "demand" and context.doc.texts[t.at].removeprefix(t.conjunction) in Words.ASKS
    found = targets(context, act, start, items, asking=asks) or _past_occasion(context, t, start)
    return [] if t.event_class == "warn" and found and not _of_reprisal(context, found) else found


def _past_occasion(context: ClauseContext, t: Trigger, start: int) -> list[Argument]:
    """Whom a verb is aimed at right after what is set off by commas, where that has a clause of its own: X blamed, at a
    press conference that he held yesterday, Y."""
    texts = context.doc.texts
    _, high = context.bounds(t.at)
    if t.event_class not in _DIRECT or start >= high or texts[start] != ",":
        return []
    if texts[start + 1] not in Words.CIRCUMSTANCE:
        return []
    close = next((k for k in range(start + 1, min(high, start + _SET_OFF)) if texts[k] == ","), high)
    near = context.arguments_in(close + 1, min(close + 2, high))
    return context.conjuncts(near, 0) if near and not context.case_marker(near[0]) and not near[0].proclitics else []


def _of_reprisal(context: ClauseContext, found: list[Argument]) -> bool:
    """Whether a warning is a threat: it announces one's own answer, rather than a danger that comes from others."""
    after = found[-1].end
    _, high = context.bounds(after - 1)
    return any(w in Words.REPRISAL for w in context.doc.texts[after : min(high, after + _REPRISAL)])


def _thanks(context: ClauseContext, t: Trigger) -> _Told | None:
    """X expressed his thanks to Y, his appreciation for what Y does."""
    if not t.has_pronoun_suffix:
        return None
    right = [it for it in context.following_arguments(t.end) if not it.place]
    speaker = speaker_before(context, t.at)
    if speaker is None or not right or right[0].start - t.end > 3:
        return None
    lead = context.doc.words[t.end] if right[0].start > t.end else None
    to = right[0].proclitics.endswith(LAM) or (lead is not None and lead.text.startswith(LAM))
    return _Told([speaker], context.conjuncts(right, 0), "thanks", 0.8) if to else None


def _verb(context: ClauseContext, t: Trigger) -> _Told | None:
    if t.passive:
        return None
    right = [it for it in context.following_arguments(t.end) if _free(context, it, t)]
    left = context.preceding_argument(t.at)
    start = t.end
    own = bool(t.conjunction and right and right[0].start == t.end and not context.case_marker(right[0]))
    own |= bool(
        t.conjunction and left is not None and context.case_marker(left)
    )  # and-praised: it is in another clause
    doing = context.clause_subject(t.at) if t.conjunction else None
    own |= left is not None and doing is not None and doing.ref != left.ref  # he met X, and praised
    own |= left is not None and (_source(context, left) or _governed(context, left, t))
    own |= context.doc.texts[t.at - 1] == "," and len(right) > 1 and _two_after(context, t, right)
    if t.end < len(context.doc.texts) and context.doc.texts[t.end] in Words.IN_WHICH:
        return _in_which(context, t, right)
    related = context.doc.texts[t.at - 1] in Words.RELATIVE
    if left is not None and not own and (related or not left.place) and left.kind in _SPEAKS:
        speakers, rule = [*paired(context, left, t), left], "speaker-verb"
    elif context.unnamed_before(t) and not (t.event_class in BI and right and _at_once(context, t, right[0])):
        return None
    elif (several := _collective(context, t)) is not None:
        speakers, start, rule = several[0], several[1], "collective-speaker"
    elif right and _at_once(context, t, right[0]):
        speakers, rule = context.conjuncts(right, 0), "verb-speaker"
        start = speakers[-1].end
        subject = context.clause_subject(t.at)
        joined = t.event_class in _DIRECT and len(right) == len(speakers)
        joined &= bool(t.conjunction) or (t.gender == "m" and _feminine(context, speakers[0]))
        if joined and subject is not None and _object(t, subject, speakers[0]):
            speakers, start = [subject], t.end
    elif (again := definite_antecedent(context, t.end) if t.end < len(context.doc.words) else None) is not None:
        speakers, start, rule = [again], t.end + 1, "definite_antecedent-speaker"
    else:
        spoken = feminine_topic(context, t.at) if t.gender == "f" and t.number == "s" else None
        topic = context.clause_subject(t.at) or spoken or context.discourse_topic(t.at)
        if topic is None or _unnamed_subject(context, t):
            return None
        speakers, rule = [topic], "dropped-speaker"
    aimed = _aimed(context, t, start, [it for it in right if it.start >= start])
    return _Told(speakers, aimed, rule, 0.85) if aimed else None


def _collective(context: ClauseContext, t: Trigger) -> tuple[list[Argument], int] | None:
    """Who speaks, and where that ends, where it is two spoken of as such (the two ministers, or a verb in the dual) or
    the officials of a state."""
    k = t.end
    if k >= len(context.doc.words):
        return None
    if context.doc.texts[k] in Words.TWO_PERSONS | Words.SIDES:
        two = the_two(context, k)
        return (two, k + 1) if two else None
    if (officials := officials_of(context, k)) is not None:
        return [officials], officials.end
    dual = t.conjunction and t.number == "d" and not context.doc.words[k].verbs
    two = the_two(context, t.at) if dual else []
    return (two, k) if two else None


def _in_which(context: ClauseContext, t: Trigger, right: list[Argument]) -> _Told | None:
    """X issued a statement in which (he) accuses Y; in which X accuses Y."""
    start = t.end + 1
    first = right[0] if right and right[0].start == start and not context.case_marker(right[0]) else None
    object_follows = t.event_class in BI or (len(right) > 1 and first is not None and right[1].start == first.end)
    if first is not None and object_follows:
        speaker: Argument | None = first
        start = first.end
    elif context.doc.texts[t.at - 1] in Words.RELATIVE:
        speaker = context.preceding_argument(t.at)
    else:
        named = (
            definite_antecedent(context, k) for k in range(t.at - 2, max(t.at - 5, context.bounds(t.at)[0] - 1), -1)
        )
        speaker = next((it for it in named if it is not None), None)
        speaker = (
            speaker or context.clause_subject(t.at) or context.discourse_topic(t.at, far=False) or context.subject(t.at)
        )
    aimed = _aimed(context, t, start, [it for it in right if it.start >= start]) if speaker else []
    return _Told([speaker], aimed, "in-which", 0.8) if speaker and aimed else None


def _at_once(context: ClauseContext, t: Trigger, item: Argument) -> bool:
    """Whether an actor is the subject that follows a verb: right after it, after `each of` or `a report of`."""
    text = context.doc.texts[t.end]
    if item.start == t.end + 1 and text in Words.PAPER:
        return item.kind == "body"  # (accused) a report of
    near = item.start == t.end or (item.start == t.end + 2 and text in Words.EACH)
    near |= item.start == t.end + 1 and text == '"'
    return near and not context.case_marker(item)


def _two_after(context: ClauseContext, t: Trigger, right: list[Argument]) -> bool:
    """Whether subject and object both stand right after a verb, so that who stands before it is in another clause."""
    first, second = right[:2]
    return (
        first.start == t.end
        and second.start == first.end
        and not (context.case_marker(first) or context.case_marker(second))
    )


def _governed(context: ClauseContext, left: Argument, t: Trigger) -> bool:
    """Whether an actor before a verb belongs to a phrase of its own: (the talks with) X."""
    marked = context.case_marker(left) not in ("", IDAFA)
    return marked and context.doc.texts[t.at - 1] not in Words.RELATIVE


def _source(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor before a verb is only the source of the report: according to X."""
    return item.start > 0 and context.doc.texts[item.start - 1].removeprefix(WAW) in Words.ACCORDING_TO


def _feminine(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor is a state with which a verb in the masculine does not agree, so that it is the object."""
    return item.kind == "state" and context.doc.texts[item.start] not in Words.MASCULINE_STATES


def _object(t: Trigger, subject: Argument, item: Argument) -> bool:
    """Whether the one actor after `and-accused` is whom it accuses rather than its subject: a state, after a verb in
    the masculine, or after another state did something in the same sentence."""
    if item.kind == "person" or item.ref == subject.ref:
        return False
    return (t.gender == "m") == (subject.kind == "person")


def _unnamed_subject(context: ClauseContext, t: Trigger) -> bool:
    """Whether the verb has a subject that is nobody here: a noun in the nominative plural (the participants praised),
    or, where the verb governs by a preposition, any noun with the article right after it."""
    word = context.doc.words[t.end] if t.end < len(context.doc.words) else None
    if word is None or not word.definite:
        return False
    return t.event_class == "praise" or word.text.endswith(WAW + NOON)


def _noun(context: ClauseContext, t: Trigger) -> _Told | None:
    right = [it for it in context.following_arguments(t.end) if not it.place]
    if t.event_class == "invite":
        return _invitation(context, t, right)
    if t.definite or t.has_pronoun_suffix:
        return _made(context, t) if t.event_class == "accuse" else None
    first = right[0] if right and right[0].start == t.end else None
    if first is None or first.proclitics:
        return None
    if t.event_class == "accuse":  # accusations of X against Y
        n = next((n for n, it in enumerate(right) if n and context.case_marker(it) == LAM), None)
        if n is not None:
            return _Told([first], context.conjuncts(right, n), "accusations-of", 0.8)
        at_him = first.end < len(context.doc.texts) and context.doc.texts[first.end] in Words.TO_HIM
        whom = (context.clause_subject(t.at) or context.subject(t.at)) if at_him else None
        return _Told([first], [whom], "accusations-of", 0.75) if whom is not None and whom.ref != first.ref else None
    if first.kind not in ("person", "body") or not _told_of(context, t):
        return None
    aimed = _aimed(context, t, first.end, right[1:])  # the condemnation by X of the attacks of Y
    return _Told([first], aimed, "masdar", 0.75) if aimed else None


def _told_of(context: ClauseContext, t: Trigger) -> bool:
    """Whether a masdar is told as done, by a verb of saying just before it: it reported the condemnation by X of Y."""
    low, _ = context.bounds(t.at)
    return bool(context.triggers.of("say", start=max(low, t.at - 3), end=t.at)) and modality(context, t).real


def _made(context: ClauseContext, t: Trigger) -> _Told | None:
    """The accusations that X addressed to Y."""
    texts, k = context.doc.texts, t.end
    if k + 2 >= len(texts) or texts[k] not in Words.RELATIVE:
        return None
    near = context.arguments_in(k + 2, k + 3)
    if not near or context.case_marker(near[0]) or not context.triggers.of("address", start=k + 1, end=k + 2):
        return None
    after = context.arguments_in(near[0].end, near[0].end + 2)
    to = context.conjuncts(after, 0) if after and context.case_marker(after[0]) in (LAM, ILA) else []
    return _Told(near[:1], to, "accusations-of", 0.8) if to else None


def _invitation(context: ClauseContext, t: Trigger, right: list[Argument]) -> _Told | None:
    """X addressed an invitation to Y; (came) at the invitation of X, on an invitation from X."""
    doc = context.doc
    start, high = context.bounds(t.at)
    before = doc.words[t.at - 1] if t.at > start else None
    gave = before is not None and any(v.event_class == "address" for v in before.verbs)
    if t.at - 2 >= start and doc.texts[t.at - 2] in Words.FIRST_PERSON:
        return None  # that I addressed an invitation
    if len(right) > 1 and right[0].kind in _HOSTS and right[1].kind in _HOSTS and _two_after(context, t, right):
        return _Told([right[0]], [right[1]], "invitation-of", 0.8)  # the invitation by X of Y
    first = right[0] if right and right[0].start == t.end and not context.case_marker(right[0]) else None
    if first is not None and not t.definite and first.kind in _HOSTS and _followed(context, t, gave):
        guest = _guest(context, t, first, first.end, high)  # at the invitation of X, Y came
        return _Told([first], [guest], "invitation-of", 0.8) if guest else None
    inviting = _inviting(context, t)
    if inviting is not None:
        guest = _guest(context, t, inviting, start, t.at)
        return _Told([inviting], [guest], "at-invitation-of", 0.8) if guest else None
    to = next((n for n, it in enumerate(right) if context.case_marker(it) in (LAM, ILA)), None)
    if to is None or right[to].kind not in ("person", "post", "state"):
        return None
    verbs = context.triggers.of("address", "send", start=max(start, t.at - 15), end=t.at)
    giver = t.at - 1 if gave else verbs[-1].at if verbs else None
    speaker = context.preceding_argument(giver) if giver is not None else None
    speaker = speaker or context.discourse_topic(t.at, far=gave or not verbs)
    return _Told([speaker], context.conjuncts(right, to), "invitation-to", 0.8) if speaker else None


def _followed(context: ClauseContext, t: Trigger, gave: bool) -> bool:
    """Whether somebody follows an invitation: at the invitation of, in answer to it, accepted it."""
    before = context.doc.words[t.at - 1]
    lead = before.text.removeprefix(WAW)
    opens = context.doc.texts[t.at][0]
    accepted = bool(before.verbs) and not gave and opens != LAM
    return opens == BEH or lead in Words.COMPLYING or lead == ALA or accepted


def _inviting(context: ClauseContext, t: Trigger) -> Argument | None:
    """From whom an invitation is: on an (official) invitation from X, one addressed to him by X, a X-ian one."""
    _, high = context.bounds(t.at)
    for k in range(t.end, min(high, t.end + _INVITATION)):
        near = context.arguments_in(k, k + 1)
        if near:
            return near[0] if context.doc.texts[k - 1] == FROM and near[0].kind in _SPEAKS else None
        states = context.states_in(k, k + 1)
        if states and states[0].kind == "nisba" and not states[0].proclitics:
            return Argument(k, k + 1, Ref("state", states[0].code), "side")
        if context.doc.words[k].kind == "sign":
            return None
    return None


def _may_come(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor may be the one invited: a person that nothing governs, or a body that sends a delegation."""
    sends = item.kind == "body" and context.doc.texts[item.start - 1].removeprefix(WAW) in Words.DELEGATION
    return sends or (item.kind == "person" and not context.case_marker(item))


def _guest(context: ClauseContext, t: Trigger, host: Argument, start: int, end: int) -> Argument | None:
    """Who is invited: the first person at words `start` to `end` that nothing governs; where a person invites, also
    whom the text is about."""
    persons = [it for it in context.arguments_in(start, end) if it.ref != host.ref and _may_come(context, it)]
    inside = [it for it in persons if not context.crosses_clause(min(it.start, t.at), max(it.start, t.at))]
    if inside or host.kind not in _HOSTS:
        return inside[-1 if end <= t.at else 0] if inside else None
    guest = persons[0] if persons else context.discourse_topic(t.at)
    return guest if guest is not None and guest.kind == "person" else None
