"""At whom a verb of blame, praise, demand or denial is aimed: its object, or the doer of the deed that is its object.

What stands between the verb and its object and only tells how, where or when it was said (strongly, in a statement on
Monday) is passed over.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, HEH, LAM

from mithaq.extraction.actors import Item
from mithaq.extraction.clauses import IDAFA, Scene
from mithaq.extraction.deeds import DEEDS, deed_at, doers, what_at
from mithaq.extraction.particles import AL, ALA, FROM
from mithaq.lexicon.groups import group

__all__ = ["BI", "past_asides", "targets"]

BI = ("praise", "condemn")
"""Acts whose object bi- governs."""
_DIRECT = ("accuse", "demand", "threaten", "invite", "thank", "warn")
_EVENTS = ("meet", "receive", "visit", "call")
_OCCASION = 14  # words that a statement or a press conference takes at the most


def targets(scene: Scene, act: str, start: int, items: list[Item], *, asking: bool = False) -> list[Item]:
    """Whom an act is aimed at, among the `items` from word `start` on, where its object may begin. `asking` tells a
    verb whose person asked stands after from- (he asked of X)."""
    _, high = scene.bounds(start - 1)
    after = past_asides(scene, start, high, marked=act in BI)
    upon = act == "praise" and after < high and scene.doc.texts[after] == ALA  # praised (lit. upon) the role of
    after += upon
    if after + 1 < high and scene.doc.texts[after] in group("each") and scene.doc.texts[after + 1] == FROM:
        after += 2  # each of X and Y
    rest = [it for it in items if it.start >= after]
    if act in ("praise", "condemn"):
        near = scene.items_in(start, min(start + 9, high))
        if near and not scene.governed(near[0]) and _doer(scene, start, near[0]):
            return scene.run(near, 0)
    if act in DEEDS and after < high and (of := _of_deed(scene, act, after, high)):
        return of
    if not rest or act == "deny":
        return []
    item, governed = rest[0], scene.governed(rest[0])
    gap = [k for k in range(after, item.start) if k not in scene.doc.in_date and scene.doc.words[k].kind == "word"]
    if act in _DIRECT:
        asked = asking and governed == FROM and gap == [item.start - 1]
        near_enough = asked or (governed in ("", IDAFA) and not gap and not item.place)
    elif act == "condemn":
        near_enough = governed in ("", BEH) and not gap
    else:
        related = any(scene.doc.texts[k].removeprefix(BEH) in group("relation") for k in gap)  # of two, no merit of one
        of_his = governed in ("", LAM, IDAFA) or governed.startswith(BEH)  # bi-Qatar, the presence of Qatar
        near_enough = (of_his or (upon and not gap)) and len(gap) <= 4 and not related
    return scene.run(rest, 0) if near_enough else []


def _of_deed(scene: Scene, act: str, k: int, high: int) -> list[Item]:
    """The doers of the deed at word `k`, which stands alone or after bi-."""
    found = deed_at(scene, k, act)
    bare = found is not None and found[0] in ("", BEH)
    return doers(scene, k, high, act) if bare or what_at(scene, k) in ("", BEH) else []


def past_asides(scene: Scene, start: int, high: int, *, marked: bool = False) -> int:
    """The first word from `start` on that does not only say how, where or when: past `strongly`, past `in a statement
    on Monday`; where bi- may have `marked` the object, past `in his meeting with X` too."""
    doc = scene.doc
    k = start
    while k < high:
        text = doc.texts[k]
        if k in doc.in_date or text in (",", '"', "-", "(", ")") or text in group("manner"):
            k += 1
            continue
        occasion = doc.texts[k + 1].removeprefix(AL) if k + 1 < high else ""
        met = marked and bool(scene.triggers.of(*_EVENTS, start=k + 1, end=k + 2))
        if text not in group("circumstance") or not (met or occasion in group("occasion")):
            break
        end = _occasion(scene, k + 2, min(high, k + _OCCASION), met)
        if end < 0:
            break
        k = end
    return k


def _occasion(scene: Scene, start: int, high: int, met: bool) -> int:
    """Where the phrase of an occasion ends: at a comma, or before the first actor or deed that nothing in it governs;
    after a meeting (`met`) only before what bi- marks, past whom it was with; -1 where a verb or another event comes
    first."""
    doc = scene.doc
    k = start
    if met:
        with_whom = next(iter(scene.items_in(k, k + 2)), None)
        k = with_whom.end if with_whom is not None else k
    while k < high:
        if doc.texts[k] == "," and not met:
            return k + 1
        item = next(iter(scene.items_in(k, k + 1)), None)
        if item is not None:
            if met and item.proclitics.endswith(BEH) and item.kind != "body":
                return k
            if not met and k > start and not item.place and scene.governed(item) in ("", IDAFA):
                return k
            k = item.end
            continue
        if k in doc.in_date:
            k += 1
            continue
        told = scene.triggers.of(*_EVENTS, start=k, end=k + 1)
        if scene.opens_clause(k) or any(t.holder for t in told):
            return -1
        if met and doc.texts[k] == ALA and k + 1 < high and deed_at(scene, k + 1, "praise"):
            return k
        marks = (BEH,) if met else ("", BEH)
        if any((found := deed_at(scene, k, act)) and found[0] in marks for act in BI):
            return k
        k += 1
    return -1


def _doer(scene: Scene, start: int, item: Item) -> bool:
    """Whether an item is the subject of a relative clause about the thing praised or condemned, which starts within
    four words of `start` and has its pronoun: the role that Qatar plays (lit. which it plays it, Qatar)."""
    doc = scene.doc
    for k in range(start, min(start + 5, item.start - 1)):
        if doc.texts[k] not in group("relative"):
            continue
        verb, last = doc.words[k + 1], doc.texts[item.start - 1]
        bare = last.removesuffix(HEH + ALEF).removesuffix(HEH)
        owns = item.start == k + 2 and last.endswith((HEH, HEH + ALEF)) and len(last) > 3
        owns &= bare not in group("undergoes")
        return bool(verb.kind == "word" and not verb.function_class) and (
            owns or (item.start == k + 3 and last in group("by it"))
        )
    return False
