"""Labels of the terms of the ontology and its vocabularies, in the languages of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from mithaq.rdf import PREFIXES, RDFS, SKOS
from mithaq.resources import resource

__all__ = ["term_label", "term_labels"]


@cache
def term_labels(language: str) -> Mapping[str, str]:
    """Local name → label, of all classes, properties and concepts of the namespace `mq`."""
    found: dict[str, str] = {}
    for name in ("mithaq.ttl", "vocabulary.ttl"):
        for quad in parse(path=resource("ontology", name), format=RdfFormat.TURTLE):
            label = quad.object
            if not isinstance(quad.subject, NamedNode) or not isinstance(label, Literal) or label.language != language:
                continue
            if quad.predicate in (RDFS.label, SKOS.prefLabel) and quad.subject.value.startswith(PREFIXES["mq"]):
                found[quad.subject.value.removeprefix(PREFIXES["mq"])] = label.value
    return MappingProxyType(found)


def term_label(name: str, language: str) -> str:
    """The label of a term, given its local name or its IRI; a term without a label is its own name."""
    local = name.removeprefix(PREFIXES["mq"])
    return term_labels(language).get(local, local)
