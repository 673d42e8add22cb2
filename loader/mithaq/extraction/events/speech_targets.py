"""At whom a verb of blame, praise, demand or denial is aimed: its object, or the doer of the deed that is its object.

What stands between the verb and its object and only tells how, where or when it was said (strongly, in a statement on
Monday) is passed over. Which prepositions may govern the target is told by the slot `target` in `frames.csv`.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, HEH, LAM, NOON, YEH

from mithaq.extraction.discourse.anaphora import definite_antecedent
from mithaq.extraction.events.attributed_acts import agents_of, deed_at, what_at
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import AL, ALA, FROM, ILA, IN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.lexicon.frames import OBJECT, frames
from mithaq.lexicon.word_groups import Words

__all__ = ["ACTS", "DIRECT", "VOICED", "past_asides", "power_at", "remarks_at", "targets"]

ACTS = {
    "accuse": "accuse",
    "condemn": "condemn",
    "criticize": "condemn",
    "describe": "condemn",
    "threaten": "threaten",
    "warn": "threaten",
    "invite": "invite",
    "praise": "praise",
    "thank": "praise",
    "demand": "demand",
    "ask": "demand",
    "deny": "deny",
    "reject": "deny",
}
"""Frames of speech with the acts of the vocabulary that they tell."""
VOICED = {
    "accusations": "accuse",
    "criticism": "condemn",
    "warnings": "threaten",
    "attack": "condemn",
    "blame": "accuse",
    "appeal": "demand",
    "gratitude": "praise",
    "condemnation": "condemn",
    "refusal": "condemn",
}
"""The same of nouns that a verb voices or addresses."""
DIRECT = frozenset({"accuse", "demand", "ask", "threaten", "invite", "thank", "warn", "describe"})
"""Frames of which the target is the object itself; of the others it may be the doer of a deed."""
_BI = ("praise", "condemn")
_ADDRESSED = DIRECT | {"accusations", "criticism", "warnings", "attack", "blame", "gratitude", "appeal"}
_BLOW = 4  # words from a verb of threatening to whom the deed threatened is done to
_EVENTS = ("meet", "receive", "visit", "call")
_OCCASION = 14  # words that a statement or a press conference takes at the most
_MERIT = 4  # words between a verb of praising and the one praised


def targets(context: ClauseContext, frame: str, start: int) -> list[Argument]:
    """Whom a speech act of a frame is aimed at, where what is said begins at word `start`."""
    act, texts = ACTS.get(frame) or VOICED[frame], context.doc.texts
    marks = frames()[frame].cases_of("target") if frame in frames() else ()
    _, high = context.bounds(start - 1)
    after = past_asides(context, start, high, marked=act in _BI and frame in ACTS)
    upon = (
        frame not in VOICED and ALA in marks and after < high and texts[after] == ALA
    )  # praised (lit. upon) the role of
    after += upon
    if after + 1 < high and texts[after] in Words.EACH and texts[after + 1] == FROM:
        after += 2  # each of X and Y
    if after >= high:
        return []
    if frame in _ADDRESSED and (found := _direct(context, frame, after, marks)):
        return found
    if frame in VOICED:
        return _deed_voiced(context, frame, after, high, marks)
    if frame in DIRECT:
        return []
    near = context.arguments_in(start, min(start + 9, high))
    if act != "deny" and near and not context.case_marker(near[0]) and _doer(context, start, near[0]):
        return context.conjuncts(near, 0)
    return _of_deed(context, act, after, high) or ([] if act == "deny" else _thing(context, act, after, upon))


def _direct(context: ClauseContext, frame: str, after: int, marks: tuple[str, ...]) -> list[Argument]:
    """The object of a verb, or what one of its prepositions governs, right at word `after`."""
    texts = context.doc.texts
    if OBJECT in marks and (again := definite_antecedent(context, after) or power_at(context, after)) is not None:
        return [again]
    placed = {FROM, ILA} & set(marks) or frame == "threaten"
    rest = [it for it in context.following_arguments(after) if placed or not it.place]
    if not rest:
        return []
    governed, gap = context.case_marker(rest[0]), _gap(context, after, rest[0])
    if frame == "threaten" and gap and _struck(context, gap, governed):
        return context.conjuncts(rest, 0)
    plain = OBJECT in marks and governed in ("", IDAFA) and not rest[0].place
    near = plain and (not gap or (governed == IDAFA and len(gap) == 1 and texts[gap[0]] in Words.MEMBERS))
    near |= governed in marks and all(texts[k] == governed for k in gap)
    return context.conjuncts(rest, 0) if near else []


def _deed_voiced(context: ClauseContext, frame: str, k: int, high: int, marks: tuple[str, ...]) -> list[Argument]:
    """The doer of what is thanked for, blamed, condemned or refused, which stands alone or after a preposition."""
    k += context.doc.texts[k] in marks
    if k >= high:
        return []
    for act in (
        ("deny", "condemn") if frame == "refusal" else (VOICED[frame] if VOICED[frame] == "praise" else "condemn",)
    ):
        found = deed_at(context, k, act)
        told = found[0] if found else what_at(context, k)
        if told not in ("", LAM):
            continue
        if frame != "refusal" or act == "deny" or _grave(context, k):
            return agents_of(context, k, high, act)
    return []


def remarks_at(context: ClauseContext, k: int) -> bool:
    """Whether word `k` names remarks, which one condemns by refusing them; accusations one denies."""
    return any(stem in Words.REMARKS for _, stem, _ in context.doc.words[k].stems)


def _grave(context: ClauseContext, k: int) -> bool:
    return any(stem in Words.GRAVE_WRONGS for _, stem, _ in context.doc.words[k].stems)


def _thing(context: ClauseContext, act: str, after: int, upon: bool) -> list[Argument]:
    """The actor that is blamed or praised as such, or in something that is in its genitive."""
    rest = [it for it in context.following_arguments(after) if not it.place or it.proclitics.endswith(BEH)]
    if not rest:
        return []
    governed, gap = context.case_marker(rest[0]), _gap(context, after, rest[0])
    if act == "condemn":
        near = governed in ("", BEH) and not gap
    else:
        related = any(context.doc.texts[k].removeprefix(BEH) in Words.RELATION for k in gap)  # of two, no merit of one
        of_his = governed in ("", LAM, IDAFA) or governed.startswith(BEH)  # bi-Qatar, the presence of Qatar
        near = (of_his or (upon and not gap)) and len(gap) <= _MERIT and not related
    return context.conjuncts(rest, 0) if near else []


def power_at(context: ClauseContext, k: int) -> Argument | None:
    """The state of the capital or the people at word `k`, where they are addressed: what is said to Damascus, to the
    Syrians, is said to Syria."""
    found = context.states_in(k, k + 1)
    if not found or found[0].proclitics or context.arguments_in(k, k + 1):
        return None
    if found[0].kind != "capital" and not (
        found[0].kind == "nisba" and context.doc.texts[k].endswith(YEH + YEH + NOON)
    ):
        return None
    return Argument(k, found[0].end, Ref("state", found[0].code), "state")


def _gap(context: ClauseContext, start: int, item: Argument) -> list[int]:
    """The words between word `start` and an actor, without dates and signs."""
    return [k for k in range(start, item.start) if k not in context.doc.in_date and context.doc.words[k].kind == "word"]


def _struck(context: ClauseContext, gap: list[int], governed: str) -> bool:
    """Whether what is threatened, told by the words of `gap` after bi-, strikes the actor after them: threatened to
    bomb X, to impose sanctions on X."""
    words = context.doc.words
    opens = words[gap[0]].text.startswith(BEH) and len(gap) <= _BLOW
    nouns = all("n" in words[k].pos and not words[k].verbs for k in gap[1:] if words[k].text not in (ALA, FROM))
    avenges = governed == FROM and words[gap[0]].text.removeprefix(BEH) in Words.REPRISAL
    return opens and nouns and (avenges or governed in ("", IDAFA, ALA))


def _of_deed(context: ClauseContext, act: str, k: int, high: int) -> list[Argument]:
    """The agents_of of the deed at word `k`, which stands alone or after bi-."""
    found = deed_at(context, k, act)
    bare = found is not None and found[0] in ("", BEH)
    return agents_of(context, k, high, act) if bare or what_at(context, k) in ("", BEH) else []


def past_asides(context: ClauseContext, start: int, high: int, *, marked: bool = False) -> int:
    """The first word from `start` on that does not only say how, where or when: past `strongly`, past `in a statement
    on Monday`; where bi- may have `marked` the object, past `in his meeting with X` too."""
    doc = context.doc
    k = start
    while k < high:
        text = doc.texts[k]
        if k in doc.in_date or text in (",", '"', "-", "(", ")", BEH) or text in Words.MANNER:
            k += 1
            continue
        if text in Words.TIME_UNIT and k + 1 < high and doc.texts[k + 1] in Words.GONE_BY:
            k += 2  # last week
            continue
        if what_at(context, k) is not None and k + 1 < high and doc.texts[k + 1] in Words.SO_CALLED:
            k += 2  # what he called
            continue
        occasion = doc.texts[k + 1].removeprefix(AL) if k + 1 < high else ""
        met = marked and bool(context.triggers.of(*_EVENTS, start=k + 1, end=k + 2))
        seat = doc.find(k + 1, "capital", "place", "state") if text == IN and k + 1 < high else None
        if seat is not None and not seat.proclitics:
            k = seat.end
            continue
        if text not in Words.CIRCUMSTANCE or not (met or occasion in Words.OCCASION):
            break
        end = _occasion(context, k + 2, min(high, k + _OCCASION), met)
        if end < 0:
            break
        k = end
    return k


def _occasion(context: ClauseContext, start: int, high: int, met: bool) -> int:
    """Where the phrase of an occasion ends: at a comma, or before the first actor or deed that nothing in it governs;
    after a meeting (`met`) only before what bi- marks, past whom it was with; -1 where a verb or another event comes
    first."""
    doc = context.doc
    k = start
    if met:
        with_whom = next(iter(context.arguments_in(k, k + 2)), None)
        k = with_whom.end if with_whom is not None else k
    while k < high:
        if doc.texts[k] == "," and not met:
            return k + 1
        if doc.texts[k] == ILA and not met and k > start:
            return k  # what one calls for
        item = next(iter(context.arguments_in(k, k + 1)), None)
        if item is not None:
            if met and item.proclitics.endswith(BEH) and item.kind != "body":
                return k
            if not met and k > start and not item.place and context.case_marker(item) in ("", IDAFA):
                return k
            k = item.end
            continue
        if k in doc.in_date:
            k += 1
            continue
        told = context.triggers.of(*_EVENTS, start=k, end=k + 1)
        if context.opens_clause(k) or any(t.has_pronoun_suffix for t in told):
            return -1
        if met and doc.texts[k] == ALA and k + 1 < high and deed_at(context, k + 1, "praise"):
            return k
        marks = (BEH,) if met else ("", BEH)
        if any((found := deed_at(context, k, act)) and found[0] in marks for act in _BI):
            return k
        k += 1
    return -1


def _doer(context: ClauseContext, start: int, item: Argument) -> bool:
    """Whether an item is the subject of a relative clause about the thing praised or condemned, which starts within
    four words of `start` and has its pronoun: the role that Qatar plays (lit. which it plays it, Qatar)."""
    doc = context.doc
    for k in range(start, min(start + 5, item.start - 1)):
        if doc.texts[k] in Words.CIRCUMSTANCE:
            return False  # (in his speech) that X gave
        if doc.texts[k] not in Words.RELATIVE:
            continue
        verb, last = doc.words[k + 1], doc.texts[item.start - 1]
        bare = last.removesuffix(HEH + ALEF).removesuffix(HEH)
        owns = item.start == k + 2 and last.endswith((HEH, HEH + ALEF)) and len(last) > 3
        owns &= bare not in Words.UNDERGOES
        return bool(verb.kind == "word" and not verb.function_class) and (
            owns or (item.start == k + 3 and last in Words.BY_IT)
        )
    return False
