"""Lists of arguments: A, B and C; each of A and B; among them A, B and C; as well as D.

One reader for all families. A list goes on over commas, semicolons and the joints in the word group `joins`; a semicolon
does not end it. In a list of officials one member that nobody could read (an unknown name) is passed over, so that the
rest is not lost.
"""

from __future__ import annotations

from pyarabic.araby import WAW

from mithaq.extraction.actors import Item, pairs_with
from mithaq.extraction.clauses import Scene
from mithaq.extraction.particles import FROM
from mithaq.lexicon.groups import group

__all__ = ["conjuncts", "listed_after"]

_MISSED = 9
"""Words of a list member that could not be read."""
_OPENER_REACH = 4
"""Words after a list opener (among them, foremost) before the first member."""
_LONGEST = 60
"""Members of a list at the most."""


def conjuncts(scene: Scene, first: Item, *, tolerant: bool = False) -> list[Item]:
    """An argument and those coordinated with it.

    Args:
        first: where the list begins.
        tolerant: pass over one member that could not be read, where the next one goes on with a comma or and-.
    """
    _, high = scene.bounds(first.start)
    found = [first]
    for item in scene.following(first.end, high)[:_LONGEST]:
        if pairs_with(found[-1], item, scene.doc) or _comma_listed(scene, found[-1], item):
            found.append(item)
        elif tolerant and _passable(scene, found[-1].end, item):
            found.append(item)
        else:
            break
    return found


def listed_after(scene: Scene, k: int) -> list[Item]:
    """The members of the list that an opener at word `k` - 1 announces: (among them) A, B and C."""
    _, high = scene.bounds(k - 1)
    first = next((it for it in scene.following(k, min(high, k + _OPENER_REACH))), None)
    if first is None or any(not _light(scene, j) for j in range(k, first.start)):
        return []
    return conjuncts(scene, first, tolerant=True)


def _light(scene: Scene, k: int) -> bool:
    """Whether word `k` may stand between a list opener and the first member: a sign, each of, a clitic title."""
    text = scene.doc.texts[k]
    return scene.doc.words[k].kind == "sign" or text in group("each") or text == FROM or text in group("states of")


def _comma_listed(scene: Scene, last: Item, item: Item) -> bool:
    """Whether only a comma or a semicolon parts two members of one kind, more of which follow with and-."""
    gap = scene.doc.texts[last.end : item.start]
    if last.kind != item.kind or not gap or any(text not in (",", ";", '"', ")") for text in gap):
        return False
    _, high = scene.bounds(item.start)
    rest = scene.following(item.end, high)[:_LONGEST]
    previous = item
    for following in rest:
        between = scene.doc.texts[previous.end : following.start]
        if any(text not in (",", ";", '"', ")") for text in between):
            return pairs_with(previous, following, scene.doc)
        if following.proclitics.startswith(WAW):
            return True
        previous = following
    return False


def _passable(scene: Scene, start: int, item: Item) -> bool:
    """Whether the words before `item` may be one list member that could not be read."""
    words = scene.doc.words
    joined = item.proclitics.startswith(WAW) or scene.doc.texts[item.start - 1] in (",", ";")
    if not joined or not 0 < item.start - start <= _MISSED:
        return False
    return not any(words[k].verbs and not words[k].pos for k in range(start, item.start))
