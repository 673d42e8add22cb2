"""What somebody says that others must do: X said that it is on Y to do it; that Y must do it."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import WAW

from mithaq.extraction.discourse.anaphora import reporter
from mithaq.extraction.mentions.adjectives import is_adjective
from mithaq.extraction.particles import AL, ALA, AN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.lexicon.word_groups import Words

__all__ = ["obligations"]

_NAMED = ("state", "side", "body", "person", "post")
_OPENS = (":", '"')


def obligations(context: ClauseContext) -> Iterator[tuple[int, Argument, list[Argument]]]:
    """The obligations that somebody tells: at which word, who tells it, who is obliged."""
    texts = context.doc.texts
    for k, text in enumerate(texts):
        found = None
        if text == ALA:
            found = _upon(context, k)
        elif text in Words.OBLIGATION and k + 1 < len(texts):
            found = _must(context, k)
        if found is None:
            continue
        opens, obliged = found
        speaker = reporter(context, opens)
        if speaker is not None and obliged[0].ref != speaker.ref:
            yield k, speaker, obliged


def _upon(context: ClauseContext, k: int) -> tuple[int, list[Argument]] | None:
    """Where a clause opens in which something is on the one named after word `k`, and who that is."""
    low, high = context.bounds(k)
    near = context.arguments_in(k + 1, k + 2)
    if not near or near[0].proclitics or near[0].kind not in _NAMED or k == low:
        return None
    obliged = context.conjuncts(context.arguments_in(k + 1, high), 0)
    opens = k - 1
    if context.doc.texts[opens] in Words.OBLIGATION:
        if opens > low and context.doc.words[opens - 1].function_class == "neg":
            return None
        opens -= 1
    elif not _deed(context, obliged[-1].end, high):
        return None
    return (opens, obliged) if opens >= low and _opens(context, opens) else None


def _must(context: ClauseContext, k: int) -> tuple[int, list[Argument]] | None:
    """Where a clause opens whose topic, right before the verb at word `k`, must do something (that Y must)."""
    low, _ = context.bounds(k)
    topic = context.preceding_argument(k)
    if topic is None or topic.end != k or topic.start == low or topic.kind not in _NAMED or topic.proclitics:
        return None
    must = context.doc.texts[k + 1] in Words.THAT or context.doc.texts[k + 1].startswith(ALA)
    return (topic.start - 1, [topic]) if must and _opens(context, topic.start - 1) else None


def _opens(context: ClauseContext, k: int) -> bool:
    """Whether word `k` opens what is reported: that, a colon, a quotation mark."""
    return context.doc.texts[k] in Words.THAT or context.doc.texts[k] in _OPENS


def _deed(context: ClauseContext, k: int, high: int) -> bool:
    """Whether word `k` tells what is to be done: to do, or a definite masdar that is no adjective."""
    if k >= high:
        return False
    word = context.doc.words[k]
    if word.text in Words.TO_DO:
        return True
    masdar = word.text.startswith(AL) and not word.text.startswith(WAW) and not word.function_class and not word.nisbas
    return masdar and not is_adjective(word) and "n" in word.pos and word.text != AN
