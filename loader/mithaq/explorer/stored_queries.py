"""Stored queries as forms: fields from their headers, answers as tables, and the same answers to download."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from mithaq.explorer.charts import Matrix, bars, cell_label, matrix
from mithaq.explorer.labels import Label
from mithaq.explorer.query_workers import QueryWorkers, Question
from mithaq.explorer.snapshot import Snapshot
from mithaq.queries import StoredQuery, prepare
from mithaq.queries.concepts import CONCEPT_TYPES, concept_names

__all__ = ["DOWNLOADS", "Field", "Table", "answer_table", "download", "fields_of"]

DOWNLOADS: Final = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "json": ("application/sparql-results+json", "json"),
    "xml": ("application/sparql-results+xml", "xml"),
    "ttl": ("text/turtle; charset=utf-8", "ttl"),
    "jsonld": ("application/ld+json", "json"),
    "graphml": ("application/graphml+xml", "graphml"),
}
"""Forms of an answer: media type, and format of `mithaq.queries`. The last three are for graphs."""

_COMPLETED = {
    "state": "state",
    "actor": "state,official,organization",
    "official": "official",
    "organization": "organization",
    "agreement": "agreement",
    "forum": "forum,edition",
    "place": "place,state",
    "post": "post",
    "article": "article",
    "thing": "state,official,organization,agreement,forum,place",
}
"""Type of a parameter → the kinds that its names are completed from."""
_ROWS_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: `kind` is text, date, number or choice; `kinds` are what a name is completed from."""

    name: str
    meaning: str
    kind: str
    value: str
    required: bool
    example: str
    kinds: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: columns with their meanings, rows of labels, and a chart where it counts something by one or two."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Label | None, ...], ...]
    total: int
    bars: tuple[tuple[str, float], ...] = ()
    matrix: Matrix | None = None


def fields_of(query: StoredQuery, given: dict[str, list[str]], language: str) -> list[Field]:
    """The fields of a query's form, filled with what was given."""
    fields = []
    for name, parameter in query.header.parameters.items():
        value = "، ".join(given.get(name, ())) if parameter.repeatable else next(iter(given.get(name, ())), "")
        kind = {"date": "date", "integer": "number", "year": "number"}.get(parameter.type, "text")
        choices: tuple[str, ...] = ()
        if parameter.type in CONCEPT_TYPES:
            kind, choices = "choice", tuple(_choices(parameter.type))
        fields.append(
            Field(
                name,
                parameter.meaning.get(language) or parameter.meaning.get("en", name),
                kind,
                value,
                parameter.required,
                next(iter(parameter.example), ""),
                _COMPLETED.get(parameter.type, ""),
                choices,
            )
        )
    return fields


def _choices(kind: str) -> list[str]:
    return sorted({iri.rpartition("#")[2] for iri in concept_names(kind).values()})


def answer_table(
    snapshot: Snapshot, workers: QueryWorkers, query: StoredQuery, given: dict[str, list[str]], language: str
) -> Table:
    """The answer to a stored query.

    Raises:
        UserError: a parameter is missing or wrong; the query took too long.
    """
    text = prepare(query, given, snapshot.names)
    answer = workers.ask(Question(text, "json", "ttl"))
    if answer.is_graph:
        return Table((), (), 0)
    found = json.loads(answer.body)
    names = found["head"]["vars"]
    bindings = found["results"]["bindings"]
    rows = tuple(tuple(cell_label(snapshot, row.get(name)) for name in names) for row in bindings[:_ROWS_SHOWN])
    meanings = query.header.columns
    columns = tuple((n, meanings.get(n, {}).get(language) or meanings.get(n, {}).get("en", n)) for n in names)
    return Table(columns, rows, len(bindings), bars(names, bindings, snapshot), matrix(names, bindings, snapshot))


def download(
    snapshot: Snapshot, workers: QueryWorkers, query: StoredQuery, given: dict[str, list[str]], form: str
) -> tuple[bytes, str]:
    """The whole answer in one of `DOWNLOADS`, with its media type.

    Raises:
        UserError: as `answer_table`; the answer is not a graph, or not a network.
    """
    media, written = DOWNLOADS[form]
    answer = workers.ask(Question(prepare(query, given, snapshot.names), written, written))
    return answer.body, media
