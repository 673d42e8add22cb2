"""Find the context of errors: the sentence with a false positive, or the sentence with a missed item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mithaq.evaluation.error_counts import ErrorCase
from mithaq.evaluation.evaluated_graph import EvaluatedGraph, Provenance, ReportedFacts
from mithaq.language.fold import fold
from mithaq.lexicon.authority_tables import states

__all__ = ["ErrorContext", "explain_errors"]

_SENTENCE = re.compile(r"(?:[^.?!\n]|\.(?=\S))+[.?!]?")
_PROCLITICS = r"\w{0,3}"
"""Prefixes that may be attached to a name: and, for, the."""


@dataclass(frozen=True, slots=True)
class ErrorContext:
    """A slip with why: of what was invented, the passages, rules and confidence that the graph gives; of what was
    missed, the sentence that names it, where the text has its words."""

    error: ErrorCase
    source: Provenance


def explain_errors(errors: Iterable[ErrorCase], graph: EvaluatedGraph) -> Iterator[ErrorContext]:
    """Look up the context of slips that come from `graph`."""
    texts: dict[str, _Text] = {}
    for error in errors:
        reported = graph.article(error.article)
        if reported is None:
            yield ErrorContext(error, Provenance())
        elif error.kind == "false":
            yield ErrorContext(error, _joined(reported, error.nodes))
        else:
            text = texts.get(error.article) or texts.setdefault(error.article, _Text(reported.content))
            sentence = text.naming(error.names or (error.what,))
            yield ErrorContext(error, Provenance((sentence,) if sentence else ()))


def _joined(reported: ReportedFacts, nodes: Iterable[str]) -> Provenance:
    sources = [reported.source(node) for node in nodes]
    return Provenance(
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
