"""Changes in words: what properties are called, and how values are shown."""

from __future__ import annotations

from mithaq.diff.changes import NodeChange, PropertyChange, text_of
from mithaq.diff.labels import Labels
from mithaq.export import LABEL, Literal, schema
from mithaq.queries import shorten_iri
from mithaq.rdf import CLASS_NAMES, DCTERMS, MQ, OA, PREFIXES, PROV, RDF, SCHEMA, SKOS

__all__ = ["ChangePhrasing"]

_NAMES = {
    LABEL[1:-1].decode(): "name",
    SKOS.altLabel.value: "other name",
    SKOS.exactMatch.value: "same as",
    PROV.wasDerivedFrom.value: "told by",
    SCHEMA.mentions.value: "mentions",
    SCHEMA.url.value: "web address",
    RDF.type.value: "class",
    DCTERMS.identifier.value: "identifier",
    DCTERMS.isPartOf.value: "article",
    DCTERMS.issued.value: "published on",
    DCTERMS.source.value: "source",
    DCTERMS.title.value: "title",
    OA.start.value: "start",
    OA.end.value: "end",
    OA.exact.value: "text",
}
_OMITTED = frozenset({
    MQ.confidence.value, MQ.content.value, MQ.rule.value, PROV.wasDerivedFrom.value, RDF.type.value,
    SCHEMA.mentions.value, LABEL[1:-1].decode(), DCTERMS.title.value,
})  # fmt: skip
"""What is not told of a new thing: it is in its heading, or about how it was read."""
_SHOWN = 6
"""So many values are shown where many went or came."""
_LONGEST = 100
_MQ = PREFIXES["mq"]


class ChangePhrasing:
    """Says changes. `mark` is put around every text of the graph, so that Arabic keeps its order in a terminal."""

    def __init__(self, labels: Labels, mark: tuple[str, str] = ("", "")) -> None:
        self._labels = labels
        self._mark = mark

    def heading(self, change: NodeChange) -> str:
        """What a thing is called, and its IRI as people write it."""
        iri = shorten_iri(text_of(change.subject))
        return f"{self._marked(change.label)} {iri}" if change.label else iri

    def group(self, change: NodeChange) -> str:
        """The class in words: the ontology's label, if it is one of Mithaq's."""
        if not change.type:
            return "Without a class"
        iri = text_of(change.type)
        name = iri.removeprefix(_MQ)
        return schema().labels[name][0] if name in CLASS_NAMES else shorten_iri(iri)

    def facts(self, change: NodeChange) -> list[str]:
        """What became different, a line a property; of what is new, what is told of it; of what is gone, nothing."""
        if change.kind == "gone":
            return []
        return [
            f"{self.name(fact.property)}: {self._said(fact, change.kind)}"
            for fact in change.facts
            if change.kind == "changed" or text_of(fact.property) not in _OMITTED
        ]

    def name(self, term: bytes) -> str:
        """What a property is called in English."""
        iri = text_of(term)
        return _NAMES.get(iri) or schema().property_labels.get(iri.removeprefix(_MQ)) or shorten_iri(iri)

    def value(self, term: bytes) -> str:
        """A value as people read it: a name, a date, the place of a passage."""
        if term.startswith(b'"'):
            text = " ".join(Literal(term).text.split())
            return self._marked(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
        label = self._labels.get(term)
        if label is not None:
            return self._marked(text_of(label))
        iri = text_of(term)
        return iri.removeprefix(_MQ) if iri.startswith(_MQ) else shorten_iri(iri)

    def _said(self, fact: PropertyChange, kind: str) -> str:
        if kind == "new":
            return self._listed(fact.come)
        if len(fact.gone) == 1 == len(fact.come):
            return f"{self.value(fact.gone[0])} → {self.value(fact.come[0])}"
        lists = (("−", fact.gone), ("+", fact.come))
        return "; ".join(f"{sign} {self._listed(terms)}" for sign, terms in lists if terms)

    def _listed(self, terms: tuple[bytes, ...]) -> str:
        values = list(dict.fromkeys(self.value(term) for term in terms))
        shown = ", ".join(values[:_SHOWN])
        return f"{shown} and {len(values) - _SHOWN} more" if len(values) > _SHOWN else shown

    def _marked(self, text: str) -> str:
        return text if text.isascii() else f"{self._mark[0]}{text}{self._mark[1]}"
