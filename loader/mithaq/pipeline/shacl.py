"""The default checker: SHACL validation, by way of the fast gate."""

from __future__ import annotations

from pyoxigraph import Quad

from mithaq.validation import check, conforms

__all__ = ["shacl_errors"]


def shacl_errors(quads: list[Quad]) -> str:
    """The violations in the graph of an article, one per line; empty if it conforms. Warnings do not count."""
    if conforms(quads):
        return ""
    report = check(quads)
    return "" if report.conforms else "\n".join(report.messages())
