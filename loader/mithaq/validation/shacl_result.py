"""What any engine gives: the results of a SHACL validation report, as values."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

__all__ = ["ShaclResult", "Term"]

Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class ShaclResult:
    """One result of an engine: which shape was broken where, and by which kind of constraint.

    `shape` and `component` are plain IRIs.
    """

    shape: str
    component: str
    focus: Term
    path: NamedNode | None = None
    value: Term | None = None
