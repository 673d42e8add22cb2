"""The default checker: SHACL validation."""

from __future__ import annotations

from pyoxigraph import Quad

from mithaq.validation import check

__all__ = ["shacl_errors"]


def shacl_errors(quads: list[Quad]) -> str:
    """The violations in the graph of an article, one per line; empty if it conforms. Warnings do not count."""
    report = check(quads)
    return "" if report.conforms else "\n".join(report.messages())
