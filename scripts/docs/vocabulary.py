"""The page of the vocabularies: each concept scheme as a tree of its concepts."""

from __future__ import annotations

from rdflib import RDF, SKOS, URIRef

from scripts.docs.markup import Markup, bilingual, page, tag
from scripts.docs.ontology import rows, title_of
from scripts.docs.reading import MQ, Source, local

__all__ = ["vocabulary_page"]


def vocabulary_page(source: Source) -> str:
    """One section a scheme; a concept stands below each concept that is broader than it, and is told of once."""
    schemes = source.of_type(SKOS.ConceptScheme, within=MQ)
    told: set[URIRef] = set()
    return page(
        "Mithaq vocabularies",
        *title_of(source, URIRef("https://w3id.org/mithaq/vocabulary")),
        tag("ul", *(tag("li", tag("a", _english(source, node), href=f"#{local(node)}")) for node in schemes)),
        *(part for scheme in schemes for part in _scheme(source, scheme, told)),
    )


def _scheme(source: Source, scheme: URIRef, told: set[URIRef]) -> list[Markup]:
    concepts = [
        node for node in source.of_type(SKOS.Concept, within=MQ) if (node, SKOS.inScheme, scheme) in source.graph
    ]
    top = [node for node in concepts if not list(source.graph.objects(node, SKOS.broader))]
    kinds = sorted({local(k) for node in concepts for k in source.graph.objects(node, RDF.type) if k != SKOS.Concept})
    return [
        tag("h2", bilingual("span", source.label(scheme)), id=local(scheme)),
        bilingual("p", source.texts(scheme, SKOS.definition)),
        rows([("concepts", str(len(concepts))), ("class", _classes(kinds))]),
        _tree(source, top, told),
    ]


def _classes(names: list[str]) -> Markup:
    return Markup(", ".join(tag("a", name, href=f"ontology.html#{name}") for name in names))


def _tree(source: Source, nodes: list[URIRef], told: set[URIRef]) -> Markup:
    return tag("ul", *(tag("li", _concept(source, node, told)) for node in nodes), class_="tree")


def _concept(source: Source, node: URIRef, told: set[URIRef]) -> Markup:
    if node in told:
        return tag("p", "see ", tag("a", _english(source, node), href=f"#{local(node)}"))
    told.add(node)
    narrower = source.sorted(source.graph.subjects(SKOS.broader, node))
    others = source.every_text(node, SKOS.altLabel)
    return tag(
        "section",
        tag("h3", bilingual("span", source.label(node)), id=local(node)),
        tag("p", tag("code", str(node))),
        bilingual("p", source.texts(node, SKOS.definition)),
        rows([("also called", bilingual("span", others))] if others else []),
        _tree(source, narrower, told) if narrower else Markup(""),
    )


def _english(source: Source, node: URIRef) -> str:
    return source.label(node).get("en", local(node))
