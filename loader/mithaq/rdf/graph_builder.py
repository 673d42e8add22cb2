"""Build the graph of one article."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.extraction.facts import Evidence
from mithaq.language.fold import clean_label
from mithaq.language.partial_date import PartialDate
from mithaq.rdf.iri import Minter
from mithaq.rdf.terms import DCTERMS, MQ, OA, PREFIXES, PROV, RDF, RDFS, SKOS, WD, XSD
from mithaq.reading.article import Span

__all__ = ["ArticleGraphBuilder"]


class ArticleGraphBuilder:
    """Collects the statements of one article in its named graph, without duplicates.

    Literals are in the form that Oxigraph returns (`0.9`, not `0.90`), so that a graph is equal before and after
    storing.
    """

    def __init__(self, node: NamedNode, content: str) -> None:
        self.node = node
        self._content = content
        self._quads: set[Quad] = set()
        self._labels: dict[NamedNode, str] = {}
        self._confidence: dict[NamedNode, float] = {}

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self._quads.add(Quad(subject, predicate, value, self.node))

    def text(self, subject: NamedNode, predicate: NamedNode, value: str | None, language: str | None = None) -> None:
        """A literal in NFC on one line; nothing when `value` is None or blank."""
        value = " ".join(unicodedata.normalize("NFC", value or "").split())
        if value:
            self.add(subject, predicate, Literal(value, language=language))

    def verbatim(self, subject: NamedNode, predicate: NamedNode, value: str) -> None:
        """A string that must be preserved exactly."""
        self.add(subject, predicate, Literal(value))

    def integer(self, subject: NamedNode, predicate: NamedNode, value: int) -> None:
        self.add(subject, predicate, Literal(str(value), datatype=XSD.integer))

    def date(self, subject: NamedNode, predicate: NamedNode, value: PartialDate | None) -> None:
        """A date with the datatype of its precision; nothing when there is none."""
        if value is not None:
            datatype = NamedNode(PREFIXES["xsd"] + value.datatype)
            self.add(subject, predicate, Literal(str(value), datatype=datatype))

    def each(self, subject: NamedNode, predicate: NamedNode, values: Iterable[NamedNode]) -> None:
        for value in values:
            self.add(subject, predicate, value)

    def labels(self, subject: NamedNode, best: str, others: Iterable[str] = (), english: str | None = None) -> None:
        """Give `rdfs:label` the best name, once and for all, and `skos:altLabel` every other form, in Arabic;
        beside them an English label where there is one."""
        best = clean_label(best)
        if best and self._labels.setdefault(subject, best) == best:
            self.add(subject, RDFS.label, Literal(best, language="ar"))
        for form in dict.fromkeys((best, *map(clean_label, others))):
            if form and form != self._labels.get(subject):
                self.add(subject, SKOS.altLabel, Literal(form, language="ar"))
        self.text(subject, RDFS.label, english, "en")

    def wikidata(self, subject: NamedNode, qid: str | None) -> None:
        if qid:
            self.add(subject, SKOS.exactMatch, NamedNode(WD + qid))

    def evidence(self, subject: NamedNode, evidence: Evidence, *, fact: bool) -> None:
        """Link `subject` to its passages; a fact also gets its rule and confidence.

        Where two facts of an article are one node, the rules add up and the higher confidence stays.
        """
        for span in evidence.passages:
            self.add(subject, PROV.wasDerivedFrom, self._passage(span))
        if fact:
            self.text(subject, MQ.rule, evidence.rule)
            self._confidence[subject] = max(evidence.confidence, self._confidence.get(subject, 0.0))

    def quads(self) -> Iterator[Quad]:
        """All statements, sorted by their N-Quads."""
        for subject, confidence in self._confidence.items():
            number = f"{confidence:.3f}".rstrip("0").rstrip(".")
            self.add(subject, MQ.confidence, Literal(number, datatype=XSD.decimal))
        yield from sorted(self._quads, key=str)

    def _passage(self, span: Span) -> NamedNode:
        node = Minter.passage(self.node, span)
        self.add(node, RDF.type, OA.TextPositionSelector)
        self.add(node, RDF.type, OA.TextQuoteSelector)
        self.add(node, DCTERMS.isPartOf, self.node)
        self.integer(node, OA.start, span.start)
        self.integer(node, OA.end, span.end)
        self.verbatim(node, OA.exact, span.of(self._content))
        return node
