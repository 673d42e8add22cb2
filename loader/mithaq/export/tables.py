"""Tables for spreadsheets: one CSV file per class, one row per individual.

CSV is RFC 4180's: comma, quotes around every cell, CRLF. A spreadsheet takes a cell that begins with `=`, `+`, `-`,
`@`, a tab or a line end for a formula, and text of articles must never be one: such a cell begins with an apostrophe,
as OWASP advises against CSV injection. A cell holds at most what spreadsheets take; of a longer list the first values
stand there, and how many there are.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import IO

from pyoxigraph import DefaultGraph, NamedNode
from pyoxigraph import Literal as Text

from mithaq.errors import UserError
from mithaq.export.atomic_write import atomic_write
from mithaq.export.external_sorter import ExternalSorter
from mithaq.export.nodes import LABEL, Literal, Node
from mithaq.export.schema import schema
from mithaq.rdf import CLASS_NAMES, CLASSES, DCTERMS, OA, PREFIXES, PROV, RDFS, SCHEMA, SKOS
from mithaq.store import Store

__all__ = ["PASSAGES", "columns", "escape_formula", "write_tables"]

PASSAGES = "Passage"
"""The table of the passages that support the other tables."""

_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"  # the last four are full width forms, which some take for the same
_LONGEST = 32_000
"""Characters in a cell; spreadsheets take 32,767."""
_JOIN = " | "
_BOM = b"\xef\xbb\xbf"
_MQ = PREFIXES["mq"]
_LAST = ("rule", "confidence")
"""Properties of every fact, which interest less than its own."""
_NAMES = ("label_ar", "label_en", "other_names")
_ARTICLE = {"identifier": DCTERMS.identifier, "title": DCTERMS.title, "source": DCTERMS.source,
            "issued": DCTERMS.issued, "url": SCHEMA.url}  # fmt: skip
_PASSAGE = {"start": OA.start, "end": OA.end, "exact": OA.exact}


def columns(table: str) -> tuple[str, ...]:
    """The columns of a table, named after a most special class or `PASSAGES`. What points to a thing has two: names,
    and IRIs."""
    if table == PASSAGES:
        return "iri", "article", *_PASSAGE
    if table == "Article":  # without the content, which no cell may hold
        return "iri", *_ARTICLE, "mentions", "mentions_iri"
    known = schema()
    named = table in (*known.leaves["NamedThing"], *known.leaves["Location"], "Post")
    own = sorted(known.properties[table], key=lambda name: name in _LAST)
    stated = [column for name in own for column in ((name, f"{name}_iri") if _refers_to_entity(name) else (name,))]
    return "iri", *(_NAMES if named else ()), *stated, *(("wikidata",) if named else ()), "articles", "article_ids"


def escape_formula(cell: str) -> str:
    """Escape a cell so that spreadsheets do not evaluate it as a formula."""
    return f"'{cell}" if cell.startswith(tuple(_FORMULA)) else cell


def write_tables(store: Store, nodes: Iterable[Node], folder: Path, *, bom: bool = False) -> dict[str, int]:
    """Write a CSV file for each class, and one for the passages, into a folder, which is made when it is not there.

    Tables of an earlier export are replaced. Returns how many rows each table has. `bom` begins each file with a byte
    order mark, by which Excel knows UTF-8.

    Raises:
        UserError: the folder holds anything else; it or a file in it cannot be written.
    """
    tables = (*CLASS_NAMES, PASSAGES)
    kinds = {str(known.node).encode(): rank for rank, known in enumerate(CLASSES)}
    kinds[str(OA.TextQuoteSelector).encode()] = len(CLASSES)
    rows = _Rows(store)
    counts = dict.fromkeys(tables, 0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError(f"{folder}: cannot be made: {problem.strerror or problem}") from problem
    _check_folder(folder, tables)
    with ExternalSorter() as sorter, ExitStack() as open_files:
        for node in nodes:
            rank = min((kinds[kind] for kind in node.types() if kind in kinds), default=None)
            if rank is not None:
                sorter.add((rank, node.label(), node.subject), rows(tables[rank], node))
                counts[tables[rank]] += 1
        files: list[IO[bytes]] = []
        for table in tables:
            files.append(open_files.enter_context(atomic_write(folder / f"{table}.csv")))
            files[-1].write((_BOM if bom else b"") + _line(columns(table)))
        for key, line in sorter:
            assert isinstance(key[0], int)
            files[key[0]].write(line)
    return counts


def _check_folder(folder: Path, tables: Iterable[str]) -> None:
    """Refuse a folder that holds anything but tables: a later load would take them for its articles."""
    own = {f"{table}.csv" for table in tables}
    try:
        others = sorted(path.name for path in folder.iterdir() if path.name not in own and path.name[0] != ".")
    except OSError as problem:
        raise UserError(f"{folder}: cannot be read: {problem.strerror or problem}") from problem
    if others:
        raise UserError(
            f"{folder}: has files that are not tables of an export ({others[0]}{', …' if len(others) > 1 else ''}): "
            "name a new folder, or an empty one"
        )


class _Rows:
    """Makes the row of a node; looks up the names of referenced individuals in the store."""

    def __init__(self, store: Store) -> None:
        self._raw = store.raw
        self._name = lru_cache(maxsize=1 << 15)(self._look_up_name)
        self._identifier = lru_cache(maxsize=1 << 15)(self._look_up_identifier)

    def __call__(self, table: str, node: Node) -> bytes:
        stated: dict[str, list[bytes]] = {}
        for predicate, obj in node.pairs:
            stated.setdefault(predicate[1:-1].decode(), []).append(obj)
        return _line(escape_formula(self._cell(table, column, node, stated)) for column in columns(table))

    def _cell(self, table: str, column: str, node: Node, stated: Mapping[str, list[bytes]]) -> str:
        def of(term: NamedNode, read: Callable[[bytes], str] = _text) -> list[str]:
            return [read(obj) for obj in stated.get(term.value, ())]

        match column:
            case "iri":
                return node.subject[1:-1].decode()
            case "label_ar" | "label_en":
                tag = f"@{column[-2:]}".encode()
                return _join_cell(_text(obj) for obj in stated.get(LABEL[1:-1].decode(), ()) if obj.endswith(tag))
            case "other_names":
                return _join_cell(of(SKOS.altLabel))
            case "wikidata":
                return _join_cell(of(SKOS.exactMatch))
            case "mentions":
                return _join_cell(of(SCHEMA.mentions, self._name))
            case "mentions_iri":
                return _join_cell(of(SCHEMA.mentions))
            case "articles":
                return str(len(self._articles(stated)))
            case "article_ids":
                return _join_cell(map(self._identifier, self._articles(stated)))
            case "article":
                return _join_cell(of(DCTERMS.isPartOf, lambda obj: self._identifier(_text(obj))))
        if table in ("Article", PASSAGES):
            return _join_cell(of({**_ARTICLE, **_PASSAGE}[column]))
        name = column.removesuffix("_iri")
        if name in schema().coded:
            return _join_cell(of(NamedNode(_MQ + name), lambda obj: _text(obj).removeprefix(_MQ)))
        return _join_cell(
            of(NamedNode(_MQ + name), self._name if _refers_to_entity(name) and name == column else _text)
        )

    @staticmethod
    def _articles(stated: Mapping[str, list[bytes]]) -> list[str]:
        """The IRIs of the articles that state an individual; passages are named `ARTICLE#char=START,END`."""
        passages = stated.get(PROV.wasDerivedFrom.value, ())
        return sorted({_text(passage).partition("#char=")[0] for passage in passages})

    def _look_up_name(self, term: bytes) -> str:
        """The name of an individual, preferably in Arabic; its IRI if it has no name."""
        iri = _text(term)
        labels = [
            quad.object
            for quad in self._raw.quads_for_pattern(NamedNode(iri), RDFS.label, None, DefaultGraph())
            if isinstance(quad.object, Text)
        ]
        best = min(labels, key=lambda label: (label.language != "ar", label.value), default=None)
        return best.value if best else iri

    def _look_up_identifier(self, article: str) -> str:
        for quad in self._raw.quads_for_pattern(NamedNode(article), DCTERMS.identifier, None, DefaultGraph()):
            if isinstance(quad.object, Text):
                return quad.object.value
        return article


def _refers_to_entity(name: str) -> bool:
    """Whether the values of a property are individuals, not concepts or literals."""
    return _MQ + name in schema().object_properties and name not in schema().coded


def _text(term: bytes) -> str:
    return Literal(term).text if term.startswith(b'"') else term[1:-1].decode()


def _join_cell(values: Iterable[str]) -> str:
    """Join values in one cell; if they do not fit, the first ones and the number of the others."""
    listed = list(values)
    joined = _JOIN.join(listed)
    if len(joined) <= _LONGEST:
        return joined
    room, shown = _LONGEST - 40, list[str]()
    for value in listed:
        room -= len(value) + len(_JOIN)
        if room < 0:
            break
        shown.append(value)
    if not shown:
        return f"{listed[0][: _LONGEST - 40]}…"
    return f"{_JOIN.join(shown)}{_JOIN}… and {len(listed) - len(shown)} more"


def _line(cells: Iterable[str]) -> bytes:
    line = StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()
