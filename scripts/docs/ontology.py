"""The page of the ontology: classes, properties, and how they relate to those of others."""

from __future__ import annotations

from rdflib import RDF, RDFS, SKOS, URIRef
from rdflib.namespace import OWL
from rdflib.term import Node

from scripts.docs.diagrams import hierarchy, relations
from scripts.docs.markup import Markup, bilingual, joined, page, tag
from scripts.docs.reading import MQ, Source, local

__all__ = ["ontology_page", "rows", "title_of"]

_KINDS = {
    OWL.ObjectProperty: "leads to a thing",
    OWL.DatatypeProperty: "has a literal value",
    OWL.AnnotationProperty: "annotates the ontology itself",
    OWL.FunctionalProperty: "at most one value",
    OWL.AsymmetricProperty: "never both ways",
    OWL.IrreflexiveProperty: "never to itself",
}
_DCTERMS = "http://purl.org/dc/terms/"


def ontology_page(source: Source, alignments: Source) -> str:
    """One section a class and a property, anchored by their local names."""
    classes = source.of_type(OWL.Class, within=MQ)
    properties = source.of_type(OWL.ObjectProperty, OWL.DatatypeProperty, within=MQ)
    notes = source.of_type(OWL.AnnotationProperty, within=MQ)
    datatypes = source.of_type(RDFS.Datatype, within=MQ)
    concepts = [node for node in classes if SKOS.Concept in source.graph.transitive_objects(node, RDFS.subClassOf)]
    data = [node for node in classes if node not in concepts]
    return page(
        "Mithaq ontology",
        *title_of(source, URIRef("https://w3id.org/mithaq/ontology")),
        hierarchy(source, data),
        tag("h2", "Classes"),
        _index(source, classes),
        *(_class(source, alignments, node, properties, drawn=node in data) for node in classes),
        tag("h2", "Properties"),
        _index(source, [*properties, *notes]),
        *(_property(source, alignments, node) for node in [*properties, *notes]),
        tag("h2", "Datatypes"),
        *(_section(source, node, []) for node in datatypes),
        tag("h2", "Terms of others that the data uses"),
        tag("ul", *(tag("li", tag("code", str(node))) for node in _foreign(source))),
    )


def title_of(source: Source, node: URIRef) -> list[Markup]:
    """The head of a page: what an ontology says of itself."""

    def of(name: str) -> URIRef:
        return URIRef(f"{_DCTERMS}{name}")

    said = [
        ("IRI", tag("code", str(node))),
        ("version", str(source.graph.value(node, OWL.versionInfo))),
        ("licence", _links(source, list(source.graph.objects(node, of("license"))))),
    ]
    head = [tag("h1", bilingual("span", source.texts(node, of("title"))))]
    return [*head, bilingual("p", source.texts(node, of("description"))), rows(said)]


def rows(said: list[tuple[str, str]]) -> Markup:
    """A table of what is known; nothing for what is not."""
    return tag("table", *(tag("tr", tag("th", name), tag("td", value)) for name, value in said if value))


def _class(source: Source, alignments: Source, node: URIRef, properties: list[URIRef], *, drawn: bool) -> Markup:
    graph = source.graph
    supers = set(graph.transitive_objects(node, RDFS.subClassOf))
    own = [prop for prop in properties if supers & set(source.range_of(prop, RDFS.domain))]
    union = [member for node in graph.objects(node, OWL.equivalentClass) for member in source.classes(node)]
    into = [prop for prop in properties if node in source.range_of(prop, RDFS.range)]
    said = [
        ("is a", _links(source, source.sorted(graph.objects(node, RDFS.subClassOf)))),
        ("comprises", _links(source, union or source.sorted(graph.subjects(RDFS.subClassOf, node)))),
        ("has", _links(source, own)),
        ("is led to by", _links(source, into)),
        *_aligned(source, alignments, node),
    ]
    return _section(source, node, said, relations(source, node, own) if drawn and own else Markup(""))


def _property(source: Source, alignments: Source, node: URIRef) -> Markup:
    kinds = [words for kind, words in _KINDS.items() if (node, RDF.type, kind) in source.graph]
    said = [
        ("of", _links(source, source.range_of(node, RDFS.domain))),
        ("to", _links(source, source.range_of(node, RDFS.range))),
        ("kind", ", ".join(kinds)),
        *_aligned(source, alignments, node),
    ]
    return _section(source, node, said)


def _aligned(source: Source, alignments: Source, node: URIRef) -> list[tuple[str, str]]:
    """How others' terms relate to this one."""
    found: list[tuple[str, str]] = []
    for name, predicate in (
        ("falls under", RDFS.subClassOf), ("falls under", RDFS.subPropertyOf), ("see also", RDFS.seeAlso),
        ("PLOVER event type", MQ.ploverEventType),
    ):  # fmt: skip
        others = alignments.sorted(alignments.graph.objects(node, predicate))
        found.append((name, joined((_named(alignments, other) for other in others), ", ")))
    return found


def _section(source: Source, node: URIRef, said: list[tuple[str, str]], drawing: str = "") -> Markup:
    return tag(
        "section",
        tag("h3", bilingual("span", source.label(node)), id=local(node)),
        tag("p", tag("code", str(node))),
        bilingual("p", source.texts(node, SKOS.definition)),
        rows(said),
        drawing,
    )


def _index(source: Source, nodes: list[URIRef]) -> Markup:
    return tag("ul", *(tag("li", _links(source, [node])) for node in nodes), class_="index")


def _links(source: Source, nodes: list[URIRef] | list[Node]) -> Markup:
    return joined((_link(source, node) for node in nodes), ", ")


def _link(source: Source, node: Node) -> Markup:
    labels = source.label(node)
    if node.startswith(MQ) and labels:  # type: ignore[attr-defined]
        return tag("a", labels.get("en", local(node)), href=f"#{local(node)}")
    return tag("a", str(node), href=str(node))


def _named(source: Source, node: URIRef) -> Markup:
    return tag("a", source.label(node).get("en", str(node)), href=str(node))


def _foreign(source: Source) -> list[URIRef]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    found = {node for kind in kinds for node in source.graph.subjects(RDF.type, kind) if isinstance(node, URIRef)}
    return sorted(node for node in found if not node.startswith(MQ))
