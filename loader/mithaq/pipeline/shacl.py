"""The default checker: the shapes of `validation`."""

from __future__ import annotations

from pyoxigraph import Quad

from mithaq.validation import check

__all__ = ["shacl_errors"]


def shacl_errors(quads: list[Quad]) -> str:
    """What breaks the shapes in an article's graph, one line each; empty when it conforms. Warnings pass."""
    report = check(quads)
    return "" if report.conforms else "\n".join(report.messages())
