"""Slips in their context: the sentence that was misread, or the one that was passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mithaq.evaluation.graph import Graph, Source, Told
from mithaq.evaluation.tally import Slip
from mithaq.language.fold import fold
from mithaq.lexicon.authority_tables import states

__all__ = ["Explained", "explain"]

_SENTENCE = re.compile(r"(?:[^.?!\n]|\.(?=\S))+[.?!]?")
_PROCLITICS = r"\w{0,3}"
"""What may be written on to a name: and, for, the."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A slip with why: of what was invented, the passages, rules and confidence that the graph gives; of what was
    missed, the sentence that names it, where the text has its words."""

    slip: Slip
    source: Source


def explain(slips: Iterable[Slip], graph: Graph) -> Iterator[Explained]:
    """Look up the context of slips that come from `graph`."""
    texts: dict[str, _Text] = {}
    for slip in slips:
        told = graph.article(slip.article)
        if told is None:
            yield Explained(slip, Source())
        elif slip.kind == "false":
            yield Explained(slip, _joined(told, slip.nodes))
        else:
            text = texts.get(slip.article) or texts.setdefault(slip.article, _Text(told.content))
            sentence = text.naming(slip.names or (slip.what,))
            yield Explained(slip, Source((sentence,) if sentence else ()))


def _joined(told: Told, nodes: Iterable[str]) -> Source:
    sources = [told.source(node) for node in nodes]
    return Source(
        tuple(dict.fromkeys(passage for source in sources for passage in source.passages)),
        tuple(dict.fromkeys(rule for source in sources for rule in source.rules)),
        max((source.confidence for source in sources), default=""),
    )


class _Text:
    """The sentences of an article, to be asked for names."""

    def __init__(self, content: str) -> None:
        folded = fold(content)
        spans = [match.span() for match in _SENTENCE.finditer(folded)]
        self._sentences = [(folded[start:end], content[start:end]) for start, end in spans]

    def naming(self, names: Iterable[str]) -> str:
        """The first sentence with most of the names; empty when none has any."""
        patterns = [_pattern(name) for name in names]
        best, most = "", 0
        for folded, sentence in self._sentences:
            count = sum(1 for pattern in patterns if pattern.search(folded))
            if count > most:
                best, most = sentence.strip(), count
        return best


def _pattern(name: str) -> re.Pattern[str]:
    """A name, or any name or adjective of the state whose code it is."""
    state = states().get(name)
    forms = (*state.forms, *state.nisba) if state else (name,)
    spelt = (r"\s+".join(map(re.escape, fold(form).split())) for form in forms)
    return re.compile(rf"(?<!\w){_PROCLITICS}(?:{'|'.join(spelt)})(?!\w)")
