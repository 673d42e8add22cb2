"""Describe changes in words: names of properties and display of values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mithaq.diff.changes import NodeChange, PropertyChange, text_of
from mithaq.diff.labels import Labels
from mithaq.export import LABEL, Literal, schema
from mithaq.queries import shorten_iri
from mithaq.rdf import CLASS_NAMES, DCTERMS, MQ, OA, PREFIXES, PROV, RDF, SCHEMA, SKOS

__all__ = ["ChangePhrasing", "Language"]

_NAMES = {
    LABEL[1:-1].decode(): "name",
    SKOS.altLabel.value: "other name",
    SKOS.exactMatch.value: "same as",
    PROV.wasDerivedFrom.value: "source passage",
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
"""Properties not listed for added things: they are in the heading or describe the extraction."""
_SHOWN = 6
"""Maximum number of values shown."""
_LONGEST = 100
_MQ = PREFIXES["mq"]


@dataclass(frozen=True, slots=True)
class Language:
    """Another language than English: `phrase` translates a phrase, `term` names a term of the ontology by its IRI."""

    phrase: Callable[[str], str] = lambda text: text
    term: Callable[[str], str | None] = lambda iri: None


_ENGLISH = Language()


class ChangePhrasing:
    """Describe changes in words. `mark` encloses non-ASCII text, so that Arabic keeps its order in a terminal."""

    def __init__(self, labels: Labels, mark: tuple[str, str] = ("", ""), language: Language = _ENGLISH) -> None:
        self._labels = labels
        self._mark = mark
        self.language = language

    def heading(self, change: NodeChange) -> str:
        """The label of a thing and its shortened IRI."""
        iri = shorten_iri(text_of(change.subject))
        return f"{self._marked(change.label)} {iri}" if change.label else iri

    def group(self, change: NodeChange) -> str:
        """The name of the class: the ontology's label for Mithaq's classes, else the IRI."""
        if not change.type:
            return self.language.phrase("Without a class")
        iri = text_of(change.type)
        name = iri.removeprefix(_MQ)
        if (named := self.language.term(iri)) is not None:
            return named
        return schema().labels[name][0] if name in CLASS_NAMES else shorten_iri(iri)

    def facts(self, change: NodeChange) -> list[str]:
        """One line per changed property; all properties of an added thing; none of a removed one."""
        if change.kind == "removed":
            return []
        return [
            f"{self.name(fact.property)}: {self._said(fact, change.kind)}"
            for fact in change.facts
            if change.kind == "changed" or text_of(fact.property) not in _OMITTED
        ]

    def name(self, term: bytes) -> str:
        """The name of a property."""
        iri = text_of(term)
        if (named := self.language.term(iri)) is not None:
            return named
        if iri in _NAMES:
            return self.language.phrase(_NAMES[iri])
        return schema().property_labels.get(iri.removeprefix(_MQ)) or shorten_iri(iri)

    def value(self, term: bytes) -> str:
        """A value for display: a name, a date or a shortened IRI."""
        if term.startswith(b'"'):
            text = " ".join(Literal(term).text.split())
            return self._marked(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
        label = self._labels.get(term)
        if label is not None:
            return self._marked(text_of(label))
        iri = text_of(term)
        if (named := self.language.term(iri)) is not None:
            return named
        return iri.removeprefix(_MQ) if iri.startswith(_MQ) else shorten_iri(iri)

    def _said(self, fact: PropertyChange, kind: str) -> str:
        if kind == "added":
            return self._listed(fact.added)
        if len(fact.removed) == 1 == len(fact.added):
            return f"{self.value(fact.removed[0])} → {self.value(fact.added[0])}"
        lists = (("−", fact.removed), ("+", fact.added))
        return "; ".join(f"{sign} {self._listed(terms)}" for sign, terms in lists if terms)

    def _listed(self, terms: tuple[bytes, ...]) -> str:
        values = list(dict.fromkeys(self.value(term) for term in terms))
        shown = ", ".join(values[:_SHOWN])
        more = len(values) - _SHOWN
        return f"{shown} {self.language.phrase(f'and {more} more')}" if more > 0 else shown

    def _marked(self, text: str) -> str:
        return text if text.isascii() else f"{self._mark[0]}{text}{self._mark[1]}"
