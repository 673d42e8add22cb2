"""Write comparisons as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from mithaq.diff.changes import Comparison, NodeChange, text_of
from mithaq.diff.phrasing import ChangePhrasing, Language
from mithaq.export import Literal
from mithaq.language.visible import visible

__all__ = ["FORMATS", "render"]

FORMATS: Final = ("text", "md", "json")
_ISOLATED = ("\u2068", "\u2069")


def render(
    comparison: Comparison, form: str, before: str, after: str, language: Language | None = None
) -> Iterator[str]:
    """Render a comparison in one of `FORMATS`, line by line, with line ends; `before` and `after` name the sides.

    Text and Markdown are in English, or in a `language`; JSON has the names of the ontology.

    Text and Markdown only count changed passages; JSON lists everything.
    """
    if form == "json":
        return _json(comparison, before, after)
    spoken = language or Language()
    if form == "text":
        return _lines_of(comparison, ChangePhrasing(comparison.labels, _ISOLATED, spoken), _TEXT, before, after)
    return _lines_of(comparison, ChangePhrasing(comparison.labels, language=spoken), _MARKDOWN, before, after)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Format strings. `title` takes both sides and the summary, `change` the kind of change and the heading."""

    title: str
    group: str
    change: str
    fact: str
    shown: Callable[[str], str]


def _lines_of(
    comparison: Comparison, wording: ChangePhrasing, layout: _Layout, before: str, after: str
) -> Iterator[str]:
    phrase = wording.language.phrase
    yield layout.title.format(layout.shown(before), layout.shown(after), phrase(_summary(comparison)))
    group = ""
    for change in comparison:
        if change.passage:
            continue
        if wording.group(change) != group:
            group = wording.group(change)
            yield layout.group.format(layout.shown(group))
        yield layout.change.format(phrase(change.kind), layout.shown(wording.heading(change)))
        for fact in wording.facts(change):
            yield layout.fact.format(layout.shown(fact))


def _plain(text: str) -> str:
    """Escape Markdown's special characters, and what would control a terminal."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|" else c for c in visible(text))


_TEXT = _Layout("{} → {}: {}\n", "\n{}\n", "  {:8} {}\n", "           {}\n", visible)
_MARKDOWN = _Layout("# {} → {}\n\n{}\n", "\n## {}\n\n", "- **{}** {}\n", "  - {}\n", _plain)


def _summary(comparison: Comparison) -> str:
    if comparison.same:
        return "no difference"
    things, passages = comparison.things, comparison.passages
    said = ", ".join(f"{things[kind]:,} {kind}" for kind in ("added", "removed", "changed"))
    counts = (f"{passages[kind]:,} {kind}" for kind in ("added", "removed", "changed") if passages[kind])
    of_passages = ", ".join(counts)
    statements = f"statements: {comparison.added:,} added, {comparison.removed:,} removed"
    return f"things: {said}{f'; passages: {of_passages}' if of_passages else ''}; {statements}"


def _json(comparison: Comparison, before: str, after: str) -> Iterator[str]:
    """One change per line, so that long comparisons can be streamed."""
    wording = ChangePhrasing(comparison.labels)
    head = {
        "before": before, "after": after, "same": comparison.same,
        "added": comparison.added, "removed": comparison.removed,
        "things": dict(sorted(comparison.things.items())), "passages": dict(sorted(comparison.passages.items())),
    }  # fmt: skip
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "changes": ['
    separator = "\n"
    for change in comparison:
        yield separator + json.dumps(_change(change, wording, comparison), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _change(change: NodeChange, wording: ChangePhrasing, comparison: Comparison) -> dict[str, object]:
    return {
        "change": change.kind,
        "class": text_of(change.type) or None,
        "iri": text_of(change.subject),
        "label": change.label or None,
        "facts": [
            {
                "property": text_of(fact.property),
                "name": wording.name(fact.property),
                "removed": [_value(term, comparison) for term in fact.removed],
                "added": [_value(term, comparison) for term in fact.added],
            }
            for fact in change.facts
        ],
    }


def _value(term: bytes, comparison: Comparison) -> dict[str, str]:
    if not term.startswith(b'"'):
        label = comparison.labels.get(term)
        return {"iri": text_of(term), **({} if label is None else {"label": text_of(label)})}
    literal = Literal(term)
    more = {"language": literal.language, "datatype": literal.datatype}
    return {"value": literal.text, **{name: text for name, text in more.items() if text}}
