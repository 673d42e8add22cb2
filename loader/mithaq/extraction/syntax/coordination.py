"""Coordination: whether two actors are members of one list."""

from __future__ import annotations

from pyarabic.araby import WAW

from mithaq.extraction.document import Document
from mithaq.extraction.particles import ALA, AN, ILA
from mithaq.extraction.syntax.arguments import Argument
from mithaq.lexicon.word_groups import Words

__all__ = ["has_own_verb", "pairs_with"]

_NICKNAME = 2
"""Words of a nickname in brackets at the most."""
_BLESSING = 4
"""Words from a name to God's in the blessing after it, at the most."""


def pairs_with(first: Argument, second: Argument, doc: Document) -> bool:
    """Whether `second` is coordinated with `first`: and-, or a comma and and-, with nothing else between."""
    if second.proclitics.startswith(WAW) and doc.texts[second.start - 1] == "," and has_own_verb(doc, second.end):
        return False
    between = _without_blessing(doc, [k for k in range(first.end, second.start) if k not in doc.in_date])
    between = _without_nickname(doc, between)
    if first.kind == second.kind == "person" and (joined := _by_adjective(doc, between)) is not None:
        return joined
    gap = [doc.texts[k] for k in between]
    joined = second.proclitics.startswith(WAW) or any(w in Words.JOINS and w not in (ILA, ALA, AN) for w in gap)
    return joined and all(w in (",", '"', ")", "-") or w in Words.JOINS for w in gap)


def has_own_verb(doc: Document, end: int) -> bool:
    """Whether the actor that ends before word `end` is the subject of a clause of its own, as a verb in the singular
    follows: (A sanctioned B), and C criticized it. What several do is said in the dual or the plural."""
    after = doc.words[end]
    verbal = bool(after.verbs) and (not after.pos or "v" in after.pos) and not after.definite
    return verbal and all(verb.number == "s" for verb in after.verbs)


def _by_adjective(doc: Document, between: list[int]) -> bool | None:
    """Whether the words between two persons join them by a state's adjective: (the French minister A) and the German
    B; None where no such adjective is there."""
    while len(between) > 1 and doc.texts[between[-1]] in (",", '"'):
        between = between[:-1]  # and the Libyan, A,
    if not between or not doc.texts[between[-1]].startswith(WAW):
        return None
    if not any(nisba.definite and nisba.code for nisba in doc.words[between[-1]].nisbas):
        return None
    return all(doc.texts[k] in (",", '"', ")") for k in between[:-1])


def _without_nickname(doc: Document, between: list[int]) -> list[int]:
    """Words between two actors without one or two words in brackets after the first: A (Abu B)."""
    texts = [doc.texts[k] for k in between[: _NICKNAME + 2]]
    return between[texts.index(")") + 1 :] if texts[:1] == ["("] and ")" in texts else between


def _without_blessing(doc: Document, between: list[int]) -> list[int]:
    """Words between two actors without a blessing on the first (may God keep him)."""
    named = next((n for n, k in enumerate(between[:_BLESSING]) if doc.texts[k] in Words.GOD), -1)
    return between[named + 1 :]
