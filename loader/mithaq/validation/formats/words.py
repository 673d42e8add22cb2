"""Texts of reports by language, shared by all formats."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from mithaq.rdf import PREFIXES
from mithaq.validation.report import ValidationReport
from mithaq.validation.shacl_result import Term

__all__ = ["LANGUAGES", "shown", "summary", "words"]

LANGUAGES = ("en", "ar")


@cache
def words(language: str) -> Mapping[str, str]:
    """The texts of `data/words.toml` in one of `LANGUAGES`."""
    text = files("mithaq.validation").joinpath("data", "words.toml").read_text("utf-8")
    table: Mapping[str, str] = tomllib.loads(text)[language]
    return table


def summary(report: ValidationReport, language: str) -> tuple[str, str]:
    """The verdict and the counts in words."""
    say = words(language)
    verdict = say["conforms" if report.conforms else "refused"]
    return verdict, say["checked"].format(graphs=report.graphs, things=report.things, **report.counts())


def shown(term: Term | None) -> str:
    """A term for display: the text of a literal, a prefixed IRI, the positions of a passage; empty for None."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        if "#char=" in term.value:
            return term.value[term.value.index("#char=") :]
        for prefix, namespace in PREFIXES.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value[len(namespace) :]}"
    return term.value
