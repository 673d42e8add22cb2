"""At whom a verb of blame, praise, demand or denial is aimed: its object, or the doer of the deed that is its object.

What stands between the verb and its object and only tells how, where or when it was said (strongly, in a statement on
Monday) is passed over.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, HEH, LAM

from loader.extraction.actors import Item
from loader.extraction.clauses import IDAFA, Scene
from loader.extraction.deeds import DEEDS, deed_at, doers
from loader.extraction.particles import AL, FROM
from loader.lexicon.groups import group

__all__ = ["BI", "past_asides", "targets"]

BI = ("praise", "condemn")
"""Acts whose object bi- governs."""
_DIRECT = ("accuse", "demand", "threaten", "invite", "thank", "warn")
_OCCASION = 14  # words that a statement or a press conference takes at the most


def targets(scene: Scene, act: str, start: int, items: list[Item], *, asking: bool = False) -> list[Item]:
    """Whom an act is aimed at, among the `items` from word `start` on, where its object may begin. `asking` tells a
    verb whose person asked stands after from- (he asked of X)."""
    _, high = scene.bounds(start - 1)
    after = past_asides(scene, start, high)
    rest = [it for it in items if it.start >= after]
    if act in ("praise", "condemn"):
        near = scene.items_in(start, min(start + 9, high))
        if near and not scene.governed(near[0]) and _doer(scene, start, near[0]):
            return scene.run(near, 0)
    if act in DEEDS and after < high:
        found = deed_at(scene, after, act)
        if found is not None and found[0] in ("", BEH) and (of := doers(scene, after, high, act)):
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
        near_enough = governed in ("", BEH, LAM, IDAFA) and len(gap) <= 4
    return scene.run(rest, 0) if near_enough else []


def past_asides(scene: Scene, start: int, high: int) -> int:
    """The first word from `start` on that does not only say how, where or when: past `strongly`, past `in a statement
    on Monday`."""
    doc = scene.doc
    k = start
    while k < high:
        text = doc.texts[k]
        if k in doc.in_date or text in (",", '"', "-", "(", ")") or text in group("manner"):
            k += 1
            continue
        occasion = doc.texts[k + 1].removeprefix(AL) if k + 1 < high else ""
        if text not in group("circumstance") or occasion not in group("occasion"):
            break
        end = _occasion(scene, k + 2, min(high, k + _OCCASION))
        if end < 0:
            break
        k = end
    return k


def _occasion(scene: Scene, start: int, high: int) -> int:
    """Where the phrase of an occasion ends: at a comma, or before the first actor or deed that nothing in it governs;
    -1 where a verb or another event comes first."""
    doc = scene.doc
    k = start
    while k < high:
        if doc.texts[k] == ",":
            return k + 1
        item = next(iter(scene.items_in(k, k + 1)), None)
        if item is not None:
            if k > start and not item.place and scene.governed(item) in ("", IDAFA):
                return k
            k = item.end
            continue
        if k in doc.in_date:
            k += 1
            continue
        told = scene.triggers.of("meet", "receive", "visit", "call", start=k, end=k + 1)
        if scene.opens_clause(k) or any(t.holder for t in told):
            return -1
        if any((found := deed_at(scene, k, act)) and found[0] in ("", BEH) for act in ("condemn", "praise")):
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
        return bool(verb.kind == "word" and not verb.cls) and (
            owns or (item.start == k + 3 and last in group("by it"))
        )
    return False
