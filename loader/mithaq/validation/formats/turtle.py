"""Reports as a SHACL validation report in Turtle (https://www.w3.org/TR/shacl/#validation-report)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from mithaq.rdf import PREFIXES, RDF, XSD
from mithaq.validation.report import ValidationReport

__all__ = ["as_turtle"]


def as_turtle(report: ValidationReport, language: str, fail_on: str) -> str:
    """The report in the W3C vocabulary, with messages in both languages, in the order of the report."""
    prefixes = {**PREFIXES, "mqs": "https://w3id.org/mithaq/shapes#"}
    text = serialize(_triples(report), format=RdfFormat.TURTLE, prefixes=prefixes)
    assert text is not None  # it is None only when written to a file
    return text.decode()


def _triples(report: ValidationReport) -> Iterator[Triple]:
    head = BlankNode("report")
    yield Triple(head, RDF.type, _sh("ValidationReport"))
    conforms = "false" if report.findings else "true"  # for the W3C a result of any severity counts
    yield Triple(head, _sh("conforms"), Literal(conforms, datatype=NamedNode(f"{PREFIXES['xsd']}boolean")))
    for number, finding in enumerate(report.findings, 1):
        node = BlankNode(f"result{number}")
        yield Triple(head, _sh("result"), node)
        yield Triple(node, RDF.type, _sh("ValidationResult"))
        yield Triple(node, _sh("resultSeverity"), NamedNode(finding.rule.severity.iri))
        yield Triple(node, _sh("sourceShape"), NamedNode(finding.rule.iri))
        yield Triple(node, _sh("sourceConstraintComponent"), NamedNode(finding.component))
        yield Triple(node, _sh("focusNode"), finding.focus)
        if finding.path is not None:
            yield Triple(node, _sh("resultPath"), finding.path)
        if finding.value is not None:
            yield Triple(node, _sh("value"), finding.value)
        for language, text in finding.rule.message.items():
            yield Triple(node, _sh("resultMessage"), Literal(text, language=language))
        if finding.sentence is not None:
            yield Triple(node, NamedNode(f"{PREFIXES['oa']}exact"), Literal(finding.sentence, datatype=XSD.string))


def _sh(name: str) -> NamedNode:
    return NamedNode(PREFIXES["sh"] + name)
