"""Python values for the terms of RDF: numbers, dates, strings, and things with a label and an IRI."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from mithaq.language.partial_date import PartialDate
from mithaq.queries import shorten_iri
from mithaq.rdf import DCTERMS, PREFIXES, RDFS
from mithaq.store import Store

__all__ = ["Thing", "Value", "ValueReader"]


class Thing(str):
    """A named thing in an answer: a string, the thing's label, that also carries its IRI.

    The label of an individual is its Arabic name, that of an article is its identifier. A term of the ontology or its
    vocabularies is labelled with its local name (`memorandum`), as in `Facts`. Anything else is labelled with its
    shortened IRI. Things compare and hash as their labels do; compare `iri` to tell namesakes apart. Given as a query
    parameter or to `Graph.explain`, a thing means its IRI, so it is never ambiguous.
    """

    __slots__ = ("iri",)

    iri: str
    """The thing's IRI in the merged graph."""

    def __new__(cls, label: str, iri: str) -> Thing:
        """Make a thing of a label and an IRI."""
        made = super().__new__(cls, label)
        made.iri = iri
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.iri

    def __repr__(self) -> str:
        return f"Thing({str(self)!r}, {self.iri!r})"


Value = Thing | str | int | float | bool | datetime.date | PartialDate | None
"""What a cell of an answer can be. A date known only to its month or year is a `PartialDate`; unbound is None."""


def _date(text: str) -> datetime.date | PartialDate:
    partial = PartialDate.parse(text)
    return partial.first if partial.day else partial


def _instant(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


_READERS: Final[dict[NamedNode, Callable[[str], Value]]] = {
    **{
        NamedNode(PREFIXES["xsd"] + name): int
        for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger")
    },
    **{NamedNode(PREFIXES["xsd"] + name): float for name in ("decimal", "double", "float")},
    **{NamedNode(PREFIXES["xsd"] + name): _date for name in ("date", "gYearMonth", "gYear")},
    NamedNode(PREFIXES["xsd"] + "boolean"): lambda text: text in ("true", "1"),
    NamedNode(PREFIXES["xsd"] + "dateTime"): _instant,
}

_LABELS = (RDFS.label, DCTERMS.identifier)
_KEPT = 1 << 16
"""Labels held in memory at most."""


class ValueReader:
    """Turns terms into values; labels come from the merged graph of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._label = lru_cache(maxsize=_KEPT)(self._look_up)

    def value(self, term: NamedNode | BlankNode | Literal | Triple | None) -> Value:
        """The Python value of a term."""
        if term is None:
            return None
        if isinstance(term, NamedNode):
            return self.thing(term.value)
        if not isinstance(term, Literal):
            return str(term)
        reader = _READERS.get(term.datatype)
        try:
            return reader(term.value) if reader is not None else term.value
        except ValueError:  # a literal outside the range of Python's type
            return term.value

    def thing(self, iri: str) -> Thing:
        """The thing with this IRI, with its label."""
        return Thing(self._label(iri), iri)

    def text(self, written: str) -> Value:
        """The thing, when the text is the IRI of one that has a name or a shortened form; otherwise the text."""
        if not written.startswith(("http://", "https://")) or any(character.isspace() for character in written):
            return written
        return self.thing(written)

    def _look_up(self, iri: str) -> str:
        if iri.startswith(PREFIXES["mq"]):
            return shorten_iri(iri).removeprefix("mq:")
        for predicate in _LABELS:
            found = [q.object for q in self._store.quads(NamedNode(iri), predicate, None, DefaultGraph())]
            labels = [label for label in found if isinstance(label, Literal)]
            if labels:
                return min(labels, key=lambda label: (label.language != "ar", label.value)).value
        return shorten_iri(iri)
