"""Comparisons written for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from mithaq.diff.changes import Comparison, NodeChange, text_of
from mithaq.diff.phrasing import ChangePhrasing
from mithaq.export import Literal

__all__ = ["FORMATS", "render"]

FORMATS: Final = ("text", "md", "json")
_ISOLATED = ("\u2068", "\u2069")


def render(comparison: Comparison, form: str, before: str, after: str) -> Iterator[str]:
    """A comparison in one of `FORMATS`, line by line, with line ends. `before` and `after` name the sides.

    Texts and Markdown count the passages that tell what is new or gone, and do not list them; JSON holds everything.
    """
    if form == "json":
        return _json(comparison, before, after)
    if form == "text":
        return _lines_of(comparison, ChangePhrasing(comparison.labels, _ISOLATED), _TEXT, before, after)
    return _lines_of(comparison, ChangePhrasing(comparison.labels), _MARKDOWN, before, after)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a comparison looks. `title` takes both sides and the summary, `change` the kind of change and the heading."""

    title: str
    group: str
    change: str
    fact: str
    shown: Callable[[str], str]


def _lines_of(
    comparison: Comparison, wording: ChangePhrasing, layout: _Layout, before: str, after: str
) -> Iterator[str]:
    yield layout.title.format(layout.shown(before), layout.shown(after), _summary(comparison))
    group = ""
    for change in comparison:
        if change.passage:
            continue
        if wording.group(change) != group:
            group = wording.group(change)
            yield layout.group.format(layout.shown(group))
        yield layout.change.format(change.kind, layout.shown(wording.heading(change)))
        for fact in wording.facts(change):
            yield layout.fact.format(layout.shown(fact))


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|" else c for c in text)


_TEXT = _Layout("{} → {}: {}\n", "\n{}\n", "  {:8} {}\n", "           {}\n", str)
_MARKDOWN = _Layout("# {} → {}\n\n{}\n", "\n## {}\n\n", "- **{}** {}\n", "  - {}\n", _plain)


def _summary(comparison: Comparison) -> str:
    if comparison.same:
        return "the same statements"
    things, passages = comparison.things, comparison.passages
    said = ", ".join(f"{things[kind]:,} {kind}" for kind in ("new", "gone", "changed"))
    told = ", ".join(f"{passages[kind]:,} {kind}" for kind in ("new", "gone", "changed") if passages[kind])
    statements = f"{comparison.come:,} statements came and {comparison.gone:,} went"
    return f"{said}{f'; of passages {told}' if told else ''}; {statements}"


def _json(comparison: Comparison, before: str, after: str) -> Iterator[str]:
    """One change a line, so that a long comparison can be read as it comes."""
    wording = ChangePhrasing(comparison.labels)
    head = {
        "before": before, "after": after, "same": comparison.same, "come": comparison.come, "gone": comparison.gone,
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
                "gone": [_value(term, comparison) for term in fact.gone],
                "come": [_value(term, comparison) for term in fact.come],
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
