"""Charts of answers: bars for what is counted by one column, a matrix for what is counted by two things."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from mithaq.explorer.labels import Label, label_of
from mithaq.explorer.snapshot import Snapshot

__all__ = ["Bindings", "Matrix", "bars", "cell_label", "matrix"]

Bindings = list[dict[str, dict[str, str]]]
"""The rows of an answer as SPARQL JSON writes them."""

_MOST_BARS = 40
_MOST_LINES = 20
"""Rows and columns of a matrix: the things with the highest counts."""
_SHADES = 4
_UNDIRECTED = "Undirected"
"""A value of an edge list (as Gephi reads it): the row counts in both directions."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts by two things; `lines` has a row's thing with a count and a shade (1 to 4; 0 for nothing) a column.

    `left_out` is the number of things that are not shown.
    """

    columns: tuple[Label, ...]
    lines: tuple[tuple[Label, tuple[tuple[int, int], ...]], ...]
    left_out: int


def cell_label(snapshot: Snapshot, cell: dict[str, str] | None) -> Label | None:
    """The label of a cell; None for an unbound one."""
    if cell is None:
        return None
    if cell["type"] == "uri":
        return label_of(snapshot, NamedNode(cell["value"]))
    return label_of(snapshot, Literal(cell["value"]))


def bars(names: list[str], bindings: Bindings, snapshot: Snapshot) -> tuple[tuple[str, float], ...]:
    """Bars for an answer of two columns whose second is a count: by year, by kind; empty for any other."""
    if len(names) != 2 or not 1 < len(bindings) <= _MOST_BARS:
        return ()
    found = []
    for row in bindings:
        label, count = cell_label(snapshot, row.get(names[0])), row.get(names[1], {}).get("value", "")
        if label is None or not count.isdigit():
            return ()
        found.append((label.text, float(count)))
    return tuple(found)


def matrix(names: list[str], bindings: Bindings, snapshot: Snapshot) -> Matrix | None:
    """A matrix for an answer with two columns of things and one of counts: who with whom; None for any other."""
    things = [name for name in names if _all(bindings, name, "uri") and _are_things(bindings, name, snapshot)]
    counted = [name for name in names if _all(bindings, name, "literal") and _are_counts(bindings, name)]
    if len(bindings) < 2 or len(things) != 2 or len(counted) != 1:
        return None
    counts: Counter[tuple[str, str]] = Counter()
    for row in bindings:
        one, other, n = row[things[0]]["value"], row[things[1]]["value"], int(row[counted[0]]["value"])
        counts[one, other] += n
        if one != other and any(cell["value"] == _UNDIRECTED for cell in row.values()):
            counts[other, one] += n
    rows, columns = Counter[str](), Counter[str]()
    for (one, other), n in counts.items():
        rows[one] += n
        columns[other] += n
    down, across = _largest(rows), _largest(columns)
    most = max(counts[one, other] for one in down for other in across)
    return Matrix(
        tuple(label_of(snapshot, NamedNode(iri)) for iri in across),
        tuple(
            (label_of(snapshot, NamedNode(one)), tuple((n, -(-_SHADES * n // most)) for n in line))
            for one in down
            for line in [[counts[one, other] for other in across]]
        )
        if most
        else (),
        len((rows.keys() | columns.keys()) - {*down, *across}),
    )


def _largest(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda iri: (-counts[iri], iri))[:_MOST_LINES]


def _all(bindings: Bindings, name: str, kind: str) -> bool:
    return all(row.get(name, {}).get("type") == kind for row in bindings)


def _are_things(bindings: Bindings, name: str, snapshot: Snapshot) -> bool:
    return all(row[name]["value"].startswith(snapshot.store.base) for row in bindings)


def _are_counts(bindings: Bindings, name: str) -> bool:
    return all(row[name].get("datatype", "").endswith("#integer") and row[name]["value"].isdigit() for row in bindings)
