"""Which node describes which fact of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pyoxigraph import Literal, NamedNode

from mithaq.corrections import KINDS
from mithaq.extraction.facts import Facts
from mithaq.rdf.describe import describe
from mithaq.rdf.iri import BASE
from mithaq.rdf.mention_scope import SeparateMention
from mithaq.rdf.terms import MQ
from mithaq.reading.article import Article

__all__ = ["fact_nodes", "mark_facts"]

_SEPARATOR = "#"


def mark_facts(facts: Facts) -> Facts:
    """The facts with a rule each that names the fact: its field and index. Rules are not part of any IRI."""
    marked: dict[str, Any] = {}
    for kind in KINDS:
        marked[kind.field] = tuple(
            replace(fact, evidence=replace(fact.evidence, rule=f"{kind.field}{_SEPARATOR}{index}"))
            for index, fact in enumerate(getattr(facts, kind.field))
        )
    return replace(facts, **marked)


def fact_nodes(
    article: Article, marked: Facts, *, base: str = BASE, separate: Sequence[SeparateMention] = ()
) -> dict[str, list[tuple[str, int]]]:
    """The facts that each node describes, as field of `Facts` and index; `marked` comes from `mark_facts`,
    `separate` is that of `describe`.

    Two facts with one IRI share a node; a forum and its edition are two nodes of one fact.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for quad in describe(article, marked, base=base, separate=separate):
        if quad.predicate == MQ.rule and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            field, _, index = quad.object.value.partition(_SEPARATOR)
            found.setdefault(quad.subject.value, []).append((field, int(index)))
    return found
