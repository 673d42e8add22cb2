"""What stands near a word: the words of a group, the actors, the persons of a clause."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.lexicon.word import Word
from mithaq.lexicon.word_groups import Words

__all__ = [
    "actor_at", "antecedent", "both_named", "city_at", "distinct", "first_of", "first_ungoverned", "has_any",
    "is_person", "known", "last_of", "may_be_finite", "persons", "ungoverned_person",
]  # fmt: skip

_Item = TypeVar("_Item")
_OF_BOTH = 4  # words from `the two ministers of` to `both countries` at the most


def first_of(doc: Document, group: Collection[str], start: int, end: int) -> int | None:
    """The first of words `start` to `end` that is in a group."""
    return next((k for k in range(start, min(end, len(doc.texts))) if doc.texts[k] in group), None)


def last_of(doc: Document, group: Collection[str], start: int, end: int) -> int | None:
    """The last of words `start` to `end` that is in a group."""
    return next((k for k in range(end - 1, start - 1, -1) if doc.texts[k] in group), None)


def has_any(doc: Document, group: frozenset[str], start: int, end: int) -> bool:
    """Whether one of words `start` to `end` is in a group."""
    return not group.isdisjoint(doc.texts[max(0, start) : end])


def city_at(doc: Document, k: int) -> LexiconMatch | None:
    """The city that word `k` names, and nothing else; of a state named like its capital, the state."""
    hit = doc.find(k, "capital", "place") or _named_like_its_capital(doc, k)
    sure = hit is not None and not (hit.proclitics or hit.entry.ambiguous) and hit.article == hit.entry.definite
    return hit if sure else None


def _named_like_its_capital(doc: Document, k: int) -> LexiconMatch | None:
    """The state that word `k` names, where its capital has the same name: Kuwait, Mexico."""
    hit = doc.find(k, "state")
    capitals = doc.lexicon.states[str(hit.entry.value)].capitals_ar if hit is not None else ()
    alike = hit is not None and any(normalize(hit.entry.form) in normalize(form).split() for form in capitals)
    return hit if alike else None


def actor_at(context: ClauseContext, k: int) -> Argument | None:
    """The actor that starts at word `k`."""
    return context.argument_at(k)


def known(*items: _Item | None) -> list[_Item]:
    """Those of `items` that are not None."""
    return [it for it in items if it is not None]


def is_person(item: Argument) -> bool:
    """Whether an actor is a person, named or known by his post."""
    return item.kind in ("person", "post")


def is_mission(context: ClauseContext, item: Argument) -> bool:
    """Whether a body is an embassy or another office of a state abroad."""
    words = context.doc.words[item.start : item.end] if item.kind == "body" else []
    return any(stem in Words.MISSIONS for word in words for _, stem, _ in word.stems)


def persons(items: list[Argument]) -> bool:
    """Whether there are actors, all of them persons."""
    return bool(items) and all(map(is_person, items))


def ungoverned_person(context: ClauseContext, item: Argument | None) -> Argument | None:
    """`item` if it is a person whom no preposition governs."""
    return item if item is not None and item.kind == "person" and not context.case_marker(item) else None


def first_ungoverned(context: ClauseContext, items: Iterable[Argument]) -> Argument | None:
    """The first of `items` that is a person, named or known by his post, and that no preposition governs."""
    return next((it for it in items if is_person(it) and not context.case_marker(it)), None)


def may_be_finite(word: Word) -> bool:
    """Whether a word may be a finite verb."""
    return bool(word.verbs) or "v" in word.pos


def distinct(items: Iterable[Argument]) -> list[Argument]:
    """The actors, each once, as named last, in the order in which they are named first."""
    return list({it.ref: it for it in items}.values())


def antecedent(context: ClauseContext, at: int, reach: int) -> Argument | None:
    """Whom a relative clause speaks of that opens at most `reach` words before word `at`, past `and his delegation`:
    (A), who is on (a visit)."""
    doc, (low, _) = context.doc, context.bounds(at)
    relative = last_of(doc, Words.RELATIVE, max(low, at - reach), at)
    before = [it for it in context.arguments_in(low, relative) if it.end <= relative] if relative is not None else []
    if relative is None or not before:
        return None
    gap = range(before[-1].end, relative)
    party = bool(gap) and doc.texts[gap[0]] in Words.DELEGATION  # and the military delegation with him
    near = all(
        doc.words[k].kind == "sign" or doc.texts[k] in Words.DELEGATION or (party and doc.words[k].definite)
        for k in gap
    )
    return before[-1] if near else None


def both_named(context: ClauseContext, t: Trigger) -> bool:
    """Whether `the two ministers`, or `the two ministers of both countries`, is the subject of a verb: right before or
    after it."""
    texts = context.doc.texts
    before = t.at - 1 - (texts[t.at - 1] in Words.MAY)
    if any(texts[k] in Words.TWO_PERSONS for k in (before, t.end) if 0 <= k < len(texts)):
        return True
    return (
        texts[t.end : t.end + 1] != []
        and texts[t.end] in Words.THE_TWO_OF
        and has_any(context.doc, Words.SIDES, t.end + 1, min(context.bounds(t.at)[1], t.end + _OF_BOTH))
    )
