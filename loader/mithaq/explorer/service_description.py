"""What the endpoint says of itself: SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/)
and VoID (https://www.w3.org/TR/void/)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from mithaq.explorer.snapshot import Snapshot
from mithaq.export import write_graph
from mithaq.rdf import CLASSES, DCTERMS, PREFIXES, RDF, XSD

__all__ = ["dataset_description", "service_description"]

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip
_TITLE: Final = "Mithaq: a knowledge graph of Arabic news about diplomacy"
_DOCUMENTS: Final = ("Turtle", "JSON-LD", "RDF_XML")


def service_description(snapshot: Snapshot, origin: str, form: str) -> bytes:
    """Describe the endpoint and its dataset.

    Args:
        snapshot: The state of the store.
        origin: The address of the server, with a slash at the end.
        form: A format of `mithaq.export`.
    """
    return _written([*_service(origin), *_dataset(snapshot, origin)], form)


def dataset_description(snapshot: Snapshot, origin: str, form: str) -> bytes:
    """Describe the dataset: what is at `/.well-known/void`. Arguments as for `service_description`."""
    document = NamedNode(f"{origin}.well-known/void")
    about = [
        Triple(document, RDF.type, _void("DatasetDescription")),
        Triple(document, NamedNode(f"{_FOAF}primaryTopic"), _dataset_node(origin)),
    ]
    return _written([*about, *_dataset(snapshot, origin)], form)


def _written(triples: list[Triple], form: str) -> bytes:
    out = io.BytesIO()
    write_graph(triples, form, out, {**PREFIXES, "sd": _SD, "void": _VOID, "foaf": _FOAF, "formats": _FORMATS})
    return out.getvalue()


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)


def _dataset_node(origin: str) -> NamedNode:
    return NamedNode(f"{origin}.well-known/void#dataset")


def _service(origin: str) -> Iterator[Triple]:
    service = NamedNode(f"{origin}sparql")
    dataset = NamedNode(f"{origin}sparql#dataset")
    yield Triple(service, RDF.type, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for name in _RESULTS:
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, RDF.type, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), _dataset_node(origin))
    yield Triple(_dataset_node(origin), RDF.type, _sd("Graph"))


def _dataset(snapshot: Snapshot, origin: str) -> Iterator[Triple]:
    dataset, base = _dataset_node(origin), snapshot.store.base
    yield Triple(dataset, RDF.type, _void("Dataset"))
    yield Triple(dataset, DCTERMS.title, Literal(_TITLE, language="en"))
    yield Triple(dataset, _void("sparqlEndpoint"), NamedNode(f"{origin}sparql"))
    yield Triple(dataset, _void("uriSpace"), Literal(base))
    yield Triple(dataset, _void("vocabulary"), NamedNode(PREFIXES["mq"]))
    for name in _DOCUMENTS:
        yield Triple(dataset, _void("feature"), NamedNode(_FORMATS + name))
    classes, properties, entities, total = snapshot.once("void", lambda: _counts(snapshot))
    yield Triple(dataset, _void("triples"), _number(total))
    yield Triple(dataset, _void("entities"), _number(entities))
    for name, count in classes.items():
        part = NamedNode(f"{dataset.value}-class-{name.rpartition('#')[2]}")
        yield Triple(dataset, _void("classPartition"), part)
        yield Triple(part, _void("class"), NamedNode(name))
        yield Triple(part, _void("entities"), _number(count))
    for place, (name, count) in enumerate(sorted(properties.items()), 1):
        part = NamedNode(f"{dataset.value}-property-{place}")
        yield Triple(dataset, _void("propertyPartition"), part)
        yield Triple(part, _void("property"), NamedNode(name))
        yield Triple(part, _void("triples"), _number(count))


def _number(count: int) -> Literal:
    return Literal(str(count), datatype=XSD.integer)


def _counts(snapshot: Snapshot) -> tuple[dict[str, int], dict[str, int], int, int]:
    """Individuals by class, triples by property, all individuals, all triples of the merged graph."""
    known = {individual.node.value for individual in CLASSES}
    typed = _grouped(snapshot, f"SELECT ?key (COUNT(*) AS ?n) {{ ?thing {RDF.type} ?key }} GROUP BY ?key")
    classes = {name: count for name, count in sorted(typed.items()) if name in known}
    properties = _grouped(snapshot, "SELECT ?key (COUNT(*) AS ?n) { ?thing ?key ?value } GROUP BY ?key")
    return classes, properties, sum(classes.values()), sum(properties.values())


def _grouped(snapshot: Snapshot, query: str) -> dict[str, int]:
    return {row["key"].value: int(row["n"].value) for row in snapshot.store.select(query)}
