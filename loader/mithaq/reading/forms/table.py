"""Tables: CSV and TSV files, and the sheets of XLSX workbooks. Each row is an article."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from mithaq.language.partial_date import PartialDate
from mithaq.reading.decoding import NotTextError, decode
from mithaq.reading.drafts import Draft
from mithaq.reading.fields import guess_columns
from mithaq.reading.forms.form import Item, library
from mithaq.reading.forms.packed import check_zip
from mithaq.reading.limits import MAX_BYTES, MAX_CELLS
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import Note, Problem
from mithaq.reading.sources import RefusedError, Source

__all__ = ["DELIMITERS", "read_csv", "read_xlsx"]

DELIMITERS = ",;\t|"
_SAMPLE = 65_536
_MOST_SHOWN = 12
_MOST_BAD_ROWS = 1000
_OWN_COLUMNS = ({"articles", "article_ids"}, {"identifier", "issued", "mentions_iri"}, {"article", "start", "exact"})
"""Columns by which tables that Mithaq exported are known: those of a class, of the articles, and of the passages."""
Row = tuple[int, Sequence[Any]]


def read_csv(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The rows of a CSV or TSV file. The delimiter is found from the first line; the encoding from the first bytes."""
    try:
        encoding = decode(source.stream.peek(_SAMPLE)[:_SAMPLE]).encoding
    except NotTextError as error:
        raise RefusedError(f"is not text ({error})", "save it as CSV in UTF-8") from error
    csv.field_size_limit(MAX_BYTES)
    lines = _Bounded(io.TextIOWrapper(source.stream, "utf-8-sig" if encoding == "utf-8" else encoding, "replace", ""))
    first = next((line for line in lines if line.strip("\ufeff\r\n,;\t| ")), "").removeprefix("\ufeff")
    delimiter = max(DELIMITERS, key=lambda sign: (first.count(sign), -DELIMITERS.index(sign)))
    reader = csv.reader(itertools.chain([first], lines), delimiter=delimiter, strict=True)
    yield from _articles(source.where, _rows(reader, source.where), options)


class _Bounded:
    """Lines, none longer than an article may be."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def __iter__(self) -> _Bounded:
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_BYTES)
        if len(line) >= MAX_BYTES:
            raise RefusedError("has a line longer than an article can be (16 MB)", "check that it is a table")
        if not line:
            raise StopIteration
        return line


def _rows(reader: Any, where: str) -> Iterator[Row | Problem]:
    bad = 0
    while True:
        start = reader.line_num + 1
        try:
            yield start, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(f"{where}:{start}", f"is not a row of a table ({error})", "check the quotation marks")
            bad += 1
            if bad == _MOST_BAD_ROWS:
                raise RefusedError("has too many rows that cannot be read", "check that it is a table") from error


def _articles(where: str, rows: Iterator[Row | Problem], options: ReadOptions) -> Iterator[Item]:
    """The articles of a table: the first row names the columns."""
    head = next((row for row in rows if isinstance(row, Problem) or any(_cell(cell) for cell in row[1])), None)
    if head is None:
        raise RefusedError("is empty", "leave it out")
    if isinstance(head, Problem):
        yield head
        return
    names = [_cell(cell) for cell in head[1]]
    if _is_own_export(names):
        raise RefusedError(
            "is a table of mithaq export, not of articles", "leave it out, or use mithaq query to read it"
        )
    columns = guess_columns(names, options.mapping)
    if "text" not in columns:
        shown = ", ".join(filter(None, names[:_MOST_SHOWN])) or "none"
        raise RefusedError(f"no column is known to hold the text (columns: {shown})", "give --map text=COLUMN")
    yield Note(where, "columns: " + ", ".join(f"{field}={column}" for field, column in columns.items()))
    places = {field: names.index(column) for field, column in columns.items()}
    for row in rows:
        if isinstance(row, Problem):
            yield row
        elif any(_cell(cell) for cell in row[1]):
            yield _draft(f"{where}:{row[0]}", row[1], places)


def _is_own_export(names: list[str]) -> bool:
    """Whether the columns are those of a table that `mithaq export --format csv` writes."""
    return names[:1] == ["iri"] and any(known <= set(names) for known in _OWN_COLUMNS)


def _draft(where: str, cells: Sequence[Any], places: dict[str, int]) -> Draft:
    given = {field: cells[place] for field, place in places.items() if place < len(cells)}
    date = given.get("date")
    if isinstance(date, datetime.date):
        date = PartialDate(date.year, date.month, date.day)
    texts = {field: _cell(cell) or None for field, cell in given.items()}
    return Draft(
        where, texts.get("text") or "", id=texts.get("id"), title=texts.get("title"),
        date=date if isinstance(date, PartialDate) else texts.get("date"), source=texts.get("source"),
        url=texts.get("url"),
    )  # fmt: skip


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def read_xlsx(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The rows of every sheet that has a column of texts."""
    openpyxl = library("openpyxl", "openpyxl")
    warnings.filterwarnings("ignore", module="openpyxl")  # of styles and extensions, which hold no text
    data = check_zip(source)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    refused: list[RefusedError] = []
    sheets = book.worksheets
    for sheet in sheets:
        where = source.where if len(sheets) == 1 else f"{source.where}[{sheet.title}]"
        try:
            yield from _articles(where, _numbered(sheet), options)
        except RefusedError as error:
            refused.append(error)
            if len(sheets) > 1 and error.what != "is empty":
                yield Problem(where, error.what, error.hint)
    if len(refused) == len(sheets) and (len(sheets) == 1 or all(error.what == "is empty" for error in refused)):
        raise refused[0] if refused else RefusedError("has no sheet of cells", "leave it out")


def _numbered(sheet: Any) -> Iterator[Row | Problem]:
    """The rows of a sheet; it may claim to have more rows and columns than it has."""
    sheet.reset_dimensions()
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells += 1 + len(row)
        if cells > MAX_CELLS:
            raise RefusedError(f"has a sheet of more than {MAX_CELLS:,} cells", "save the rows as CSV")
        yield number, row
