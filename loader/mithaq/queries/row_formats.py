"""Write rows as terminal table, Markdown, HTML or JSON Lines."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import IO

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rich import box
from rich.console import Console
from rich.table import Table

from mithaq.language.visible import visible
from mithaq.queries.display_text import isolate_bidi, shorten_iri
from mithaq.queries.network import network
from mithaq.queries.results import Cell, Rows
from mithaq.rdf import PREFIXES

__all__ = ["RENDERERS", "Renderer", "shown_columns"]

_NUMBERS = {f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "boolean")}
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_BAR = "\u2502"
_LONGEST_CELL = 160

Renderer = Callable[[Rows, IO[str], Mapping[str, str], int | None], bool]
"""Writes rows to a text stream, given column meanings and the terminal width (None: unlimited); returns whether
there were any rows."""


def table(rows: Rows, out: IO[str], meanings: Mapping[str, str], width: int | None) -> bool:
    """Write a table for a terminal.

    IRI columns with a label column are omitted and long texts are cut; all other formats are complete. Arabic
    cells are isolated, because terminals swap adjacent right-to-left cells; the marks have no width, so they are
    inserted after the layout.
    """
    first = next(rows.rows, None)
    if first is None:
        return False
    keep = shown_columns(rows.columns)
    grid = Table(box=box.MINIMAL, show_edge=False, pad_edge=False)
    for i in keep:
        grid.add_column(_heading(rows.columns[i], meanings), overflow="fold")
    for row in chain([first], rows.rows):
        grid.add_row(*(_cut(_plain(row[i])).replace(_BAR, "|") for i in keep))
    text = io.StringIO()
    console = Console(file=text, width=width or 10_000, color_system=None, markup=False, highlight=False)
    console.print(grid)
    for line in text.getvalue().strip("\n").split("\n"):
        out.write(_BAR.join(map(_isolate, line.split(_BAR))).rstrip() + "\n")
    return True


def records(rows: Rows, out: IO[str], meanings: Mapping[str, str], width: int | None) -> bool:
    """Write each row as lines of name and value, with an empty line between rows; for narrow terminals.

    IRI columns with a label column and empty cells are omitted. Texts are complete; the terminal wraps them.
    """
    keep = shown_columns(rows.columns)
    found = False
    for row in rows.rows:
        out.write("\n" if found else "")
        found = True
        for i in keep:
            if value := _plain(row[i]):
                out.write(f"{_heading(rows.columns[i], meanings)}: {isolate_bidi(value)}\n")
    return found


def shown_columns(columns: Sequence[str]) -> list[int]:
    """The places of the columns that a terminal shows: without IRIs that have a label column."""
    return [i for i, name in enumerate(columns) if f"{name}Label" not in columns]


def _heading(column: str, meanings: Mapping[str, str]) -> str:
    return meanings.get(f"{column}#heading", "") or column.removesuffix("Label")


def markdown(rows: Rows, out: IO[str], meanings: Mapping[str, str], width: int | None) -> bool:
    """Write a GitHub Markdown table."""
    heads = (meanings.get(f"{name}#heading", name) for name in rows.columns)
    out.write(f"| {' | '.join(heads)} |\n|{' --- |' * len(rows.columns)}\n")
    return _each(rows, out, lambda row: f"| {' | '.join(map(_markdown, row))} |\n")


def page(rows: Rows, out: IO[str], meanings: Mapping[str, str], width: int | None) -> bool:
    """Write one self-contained HTML page; each cell takes its direction from its text."""
    heads = (
        f'<th title="{html.escape(meanings.get(name, ""))}">{html.escape(meanings.get(f"{name}#heading", name))}</th>'
        for name in rows.columns
    )
    title = html.escape(meanings.get("", "Mithaq"))
    out.write(
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>'
        f"{title}</title>\n<style>table{{border-collapse:collapse}}"
        "th,td{border:1px solid #bbb;padding:.3em .5em;vertical-align:top}</style></head>\n"
        f"<body>\n<h1>{title}</h1>\n<table>\n<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>\n"
    )
    found = _each(rows, out, lambda row: f"<tr>{''.join(map(_html, row))}</tr>\n")
    out.write("</tbody>\n</table>\n</body>\n</html>\n")
    return found


def json_lines(rows: Rows, out: IO[str], meanings: Mapping[str, str], width: int | None) -> bool:
    """Write one JSON object per row: texts and IRIs as strings, numbers as numbers, unbound cells as null."""
    return _each(rows, out, lambda row: json.dumps(dict(_pairs(rows.columns, row)), ensure_ascii=False) + "\n")


RENDERERS: Mapping[str, Renderer] = {
    "table": table, "record": records, "md": markdown, "html": page, "jsonl": json_lines, "graphml": network,
}  # fmt: skip


def _each(rows: Rows, out: IO[str], written: Callable[[tuple[Cell, ...]], str]) -> bool:
    found = False
    for row in rows.rows:
        out.write(written(row))
        found = True
    return found


def _pairs(columns: list[str], row: tuple[Cell, ...]) -> Iterator[tuple[str, object]]:
    for name, cell in zip(columns, row, strict=True):
        if isinstance(cell, Literal) and cell.datatype.value in _NUMBERS:
            yield name, _number(cell.value)
        else:
            yield name, None if cell is None else _value(cell)


def _number(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:  # +1, 1., INF are valid in XML Schema but not in JSON
        return text


def _value(cell: NamedNode | BlankNode | Literal | Triple) -> str:
    return str(cell) if isinstance(cell, Triple | BlankNode) else cell.value


def _plain(cell: Cell) -> str:
    if isinstance(cell, NamedNode):
        return shorten_iri(cell.value)
    return "" if cell is None else visible(" ".join(_value(cell).split()))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1].rstrip() + "\u2026"


def _isolate(piece: str) -> str:
    if not _RIGHT_TO_LEFT.search(piece):
        return piece
    text = piece.strip(" ")
    left = len(piece) - len(piece.lstrip(" "))
    return " " * left + isolate_bidi(text) + " " * (len(piece) - left - len(text))


def _markdown(cell: Cell) -> str:
    text = "" if cell is None else visible(_value(cell))
    for sign in "\\|<`*_[":
        text = text.replace(sign, f"\\{sign}") if isinstance(cell, Literal) else text
    return "<br>".join(text.splitlines())


def _html(cell: Cell) -> str:
    if cell is None:
        return "<td></td>"
    text = html.escape(visible(_value(cell)))
    if isinstance(cell, NamedNode) and cell.value.startswith(("http://", "https://")):
        return f'<td><a href="{text}">{html.escape(shorten_iri(cell.value))}</a></td>'
    return f'<td dir="auto">{text}</td>'
