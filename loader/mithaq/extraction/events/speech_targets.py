"""At whom a verb of blame, praise, demand or denial is aimed: its object, or the doer of the deed that is its object.

What stands between the verb and its object and only tells how, where or when it was said (strongly, in a statement on
Monday) is passed over.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, HEH, LAM

from mithaq.extraction.discourse.anaphora import definite_antecedent
from mithaq.extraction.events.attributed_acts import DEEDS, agents_of, deed_at, what_at
from mithaq.extraction.particles import AL, ALA, FROM, IN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.lexicon.word_groups import Words

__all__ = ["BI", "past_asides", "targets"]

BI = ("praise", "condemn")
"""Acts whose object bi- governs."""
_DIRECT = ("accuse", "demand", "threaten", "invite", "thank", "warn")
_BLOW = 4  # words from a verb of threatening to whom the deed threatened is done to
_EVENTS = ("meet", "receive", "visit", "call")
_OCCASION = 14  # words that a statement or a press conference takes at the most


def targets(
    context: ClauseContext, act: str, start: int, items: list[Argument], *, asking: bool = False
) -> list[Argument]:
    """Whom an act is aimed at, among the `items` from word `start` on, where its object may begin. `asking` tells a
    verb whose person asked stands after from- (he asked of X)."""
    _, high = context.bounds(start - 1)
    after = past_asides(context, start, high, marked=act in BI)
    upon = act == "praise" and after < high and context.doc.texts[after] == ALA  # praised (lit. upon) the role of
    after += upon
    if after + 1 < high and context.doc.texts[after] in Words.EACH and context.doc.texts[after + 1] == FROM:
        after += 2  # each of X and Y
    rest = [it for it in items if it.start >= after]
    if act in ("praise", "condemn"):
        near = context.arguments_in(start, min(start + 9, high))
        if near and not context.case_marker(near[0]) and _doer(context, start, near[0]):
            return context.conjuncts(near, 0)
    if act in DEEDS and after < high and (of := _of_deed(context, act, after, high)):
        return of
    if act in _DIRECT and after < high and (again := definite_antecedent(context, after)) is not None:
        return [again]
    if not rest or act == "deny":
        return []
    item, governed = rest[0], context.case_marker(rest[0])
    gap = [k for k in range(after, item.start) if k not in context.doc.in_date and context.doc.words[k].kind == "word"]
    if act == "threaten" and gap and _struck(context, gap, governed):
        return context.conjuncts(rest, 0)
    if act in _DIRECT:
        asked = asking and governed == FROM and gap == [item.start - 1]
        near_enough = asked or (governed in ("", IDAFA) and not gap and not item.place)
        near_enough |= governed == IDAFA and len(gap) == 1 and context.doc.texts[gap[0]] in Words.MEMBERS
        near_enough |= act == "thank" and governed == LAM and not gap
    elif act == "condemn":
        near_enough = governed in ("", BEH) and not gap
    else:
        related = any(context.doc.texts[k].removeprefix(BEH) in Words.RELATION for k in gap)  # of two, no merit of one
        of_his = governed in ("", LAM, IDAFA) or governed.startswith(BEH)  # bi-Qatar, the presence of Qatar
        near_enough = (of_his or (upon and not gap)) and len(gap) <= 4 and not related
    return context.conjuncts(rest, 0) if near_enough else []


def _struck(context: ClauseContext, gap: list[int], governed: str) -> bool:
    """Whether what is threatened, told by the words of `gap` after bi-, strikes the actor after them: threatened to
    bomb X, to impose sanctions on X."""
    words = context.doc.words
    opens = words[gap[0]].text.startswith(BEH) and len(gap) <= _BLOW
    nouns = all("n" in words[k].pos and not words[k].verbs for k in gap[1:] if words[k].text != ALA)
    return opens and nouns and governed in ("", IDAFA, ALA)


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
        if any((found := deed_at(context, k, act)) and found[0] in marks for act in BI):
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
