"""Results of SHACL engines as values."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

__all__ = ["ShaclResult", "Term"]

Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class ShaclResult:
    """One validation result: the violated shape, the focus node and the constraint component.

    `shape` and `component` are plain IRIs.
    """

    shape: str
    component: str
    focus: Term
    path: NamedNode | None = None
    value: Term | None = None
