"""JSON and JSON Lines: records of Mithaq's own form and of other programs, CSL-JSON and Zotero among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mithaq.reading.forms.form import Item
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import Problem
from mithaq.reading.record_fields import records_in
from mithaq.reading.records import Record, json_lines, json_values
from mithaq.reading.sources import RefusedError, Source

__all__ = ["read_json", "read_json_lines"]


def read_json(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The articles of a JSON file: an object, an array, or objects one after the other."""
    return _drafts(json_values(source.stream, source.where), source, options)


def read_json_lines(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The articles of a file with a JSON object on each line."""
    return _drafts(json_lines(source.stream, source.where), source, options)


def _drafts(values: Iterable[Record | Problem], source: Source, options: ReadOptions) -> Iterator[Item]:
    empty = True
    for value in values:
        empty = False
        if isinstance(value, Problem):
            yield value
        else:
            yield from records_in(value, f"{source.where}:{value.line}", options)
    if empty:
        raise RefusedError("is empty", "leave it out")
