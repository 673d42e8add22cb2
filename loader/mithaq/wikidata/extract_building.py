"""Build a local extract of Wikidata from a JSON dump or from a query result.

A dump (`latest-all.json`, also packed with gzip or bzip2) is read as a stream, line by line, twice: first the labels of
positions and occupations and the superclasses of classes, then the items. A query result (CSV, TSV, JSON) is small and
read at once.
"""

from __future__ import annotations

import bz2
import gzip
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO, cast

from mithaq.errors import UserError
from mithaq.wikidata.action_api import ActionApi
from mithaq.wikidata.extract import SCHEMA, VERSION, dump_candidate, name_keys
from mithaq.wikidata.items import ItemReader, claims, labels
from mithaq.wikidata.model import Candidate, is_qid
from mithaq.wikidata.updating import parse_source
from mithaq.wikidata.user_table import candidate_of_row

__all__ = ["build_extract"]

_BATCH = 5_000
"""Items written in one transaction."""
_SUPPORT = ("P279", "P1001", "P17")
"""Claims kept of items that describe others (classes, positions)."""


def build_extract(source: Path, target: Path, kind: str = "", progress: Callable[[int], None] = lambda n: None) -> int:
    """Write the extract `target`; returns the number of items. `kind` is that of all items of a query result without
    such a column; `progress` gets the number of items so far.

    Raises:
        UserError: a source that cannot be read or is neither a dump nor a query result; a target that cannot be
            written.
    """
    new = target.with_name(f"{target.name}.new")
    new.unlink(missing_ok=True)
    try:
        base = sqlite3.connect(new)
        try:
            count = _fill(base, _candidates(source, kind), progress)
        finally:
            base.close()
        if not count:
            raise UserError(f"{source}: has no item of Wikidata: give a JSON dump, or a result of its query service")
        new.replace(target)
    except (sqlite3.Error, OSError, EOFError) as problem:
        new.unlink(missing_ok=True)
        raise UserError(f"{target}: cannot be built from {source} ({problem})") from problem
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return count


def _fill(base: sqlite3.Connection, candidates: Iterable[Candidate], progress: Callable[[int], None]) -> int:
    base.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA}")
    base.execute(f"PRAGMA user_version = {VERSION}")
    count = 0
    for candidate in candidates:
        keys = sorted(set(name_keys(candidate.kind, candidate.forms, candidate.latin)))
        if not keys:
            continue
        base.execute("INSERT OR REPLACE INTO item VALUES (?, ?)", (candidate.qid, dump_candidate(candidate)))
        base.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", ((key, candidate.qid) for key in keys))
        count += 1
        if count % _BATCH == 0:
            base.commit()
            progress(count)
    base.commit()
    return count


def _open(source: Path) -> TextIO:
    opener: Any = {".gz": gzip.open, ".bz2": bz2.open}.get(source.suffix, open)
    return cast(TextIO, opener(source, "rt", encoding="utf-8-sig"))


def _candidates(source: Path, kind: str) -> Iterator[Candidate]:
    try:
        with _open(source) as lines:
            start = lines.read(200).lstrip()
    except (OSError, UnicodeDecodeError, EOFError) as problem:
        raise UserError(f"{source}: cannot be read ({problem})") from problem
    if start.startswith("[") or start.startswith('{"type":"item"') or start.startswith('{"id"'):
        yield from _of_dump(source)
        return
    with _open(source) as lines:
        text = lines.read()
    for row in parse_source(text, str(source), kind):
        yield candidate_of_row(row)


def _items(source: Path) -> Iterator[Mapping[str, Any]]:
    """The items of a dump: one JSON object a line, with a comma after it, between brackets."""
    with _open(source) as lines:
        for number, line in enumerate(lines, 1):
            text = line.strip().rstrip(",")
            if text in ("", "[", "]"):
                continue
            try:
                item = json.loads(text)
            except ValueError as problem:
                raise UserError(f"{source}, line {number}: not a line of a JSON dump ({problem})") from problem
            if isinstance(item, dict) and is_qid(item.get("id")):
                yield item


class _Support:
    """Answers `ActionApi.items` from what a dump says of classes, positions and occupations."""

    def __init__(self, source: Path) -> None:
        wanted: set[str] = set()
        for item in _items(source):
            for prop in ("P31", "P279", "P39", "P106"):
                wanted.update(value for value, _ in claims(item, prop) if is_qid(value))
        self._known: dict[str, dict[str, Any]] = {}
        for item in _items(source):
            if item["id"] in wanted:
                self._known[item["id"]] = _trimmed(item)

    def items(self, qids: Iterable[str]) -> dict[str, dict[str, Any] | None]:
        return {qid: self._known[qid] for qid in qids if qid in self._known}


def _trimmed(item: Mapping[str, Any]) -> dict[str, Any]:
    english = labels(item, "en")[:1]
    table = item.get("claims") if isinstance(item.get("claims"), dict) else {}
    return {
        "id": item["id"],
        "labels": {"en": {"value": english[0]}} if english else {},
        "claims": {prop: table[prop] for prop in _SUPPORT if prop in table},  # type: ignore[index,operator]
    }


def _of_dump(source: Path) -> Iterator[Candidate]:
    reader = ItemReader(cast(ActionApi, _Support(source)))
    for item in _items(source):
        candidate = reader.read(item)
        if candidate.kind not in ("", "other") and (candidate.forms or candidate.latin):
            yield candidate
