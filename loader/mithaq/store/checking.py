"""Check that the files of a store are whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from mithaq.errors import UserError
from mithaq.judgements import JUDGEMENTS, JudgementLog
from mithaq.store import layout
from mithaq.store.errors import StoreError, engine_errors

__all__ = ["check_store"]

_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_ACTIVITY = ox.NamedNode("http://www.w3.org/ns/prov#Activity")


def check_store(path: Path, *, deep: bool = False) -> Iterator[str]:
    """What is wrong with the store in a directory: one line each, with what to do.

    Checked are the manifest, the sizes of all files of the published state and the checksums of small ones, the file of
    judgements, and `sync.json`. With `deep` every byte of the published state is compared with its checksum, and the
    published state and the writer's database are read as a whole.

    Raises:
        StoreError: there is no store.
    """
    layout.check_path(path)
    if path.is_dir() and not (path / layout.MANIFEST).exists() and not any(path.glob("view-*")):
        raise StoreError(f"{path}: there is no store here")
    try:
        manifest = layout.read_manifest(path)
    except StoreError as problem:
        yield str(problem)
        return
    if manifest is None:
        raise StoreError(f"{path}: there is no store here")
    try:
        layout.check_view(path, manifest, deep=deep)
        _read(path / manifest.view, deep, "restore a backup")
    except StoreError as problem:
        yield str(problem)
    graph = path / manifest.graph
    if deep and graph.is_dir():
        try:
            _read(graph, deep, "remove this folder: it is restored from the last published state")
        except StoreError as problem:
            yield str(problem)
    try:
        known = {line.id for line in JudgementLog(path / JUDGEMENTS).read()}
    except UserError as problem:
        yield str(problem)
    else:
        yield from _lost_corrections(path, path / manifest.view, known)
    yield from _bad_json(path / layout.SYNCED)


def _read(folder: Path, deep: bool, fix: str) -> None:
    """Open a database, and with `deep` read all of it."""
    with engine_errors(folder, fix):
        raw = ox.Store.read_only(str(folder))
        if deep:
            for _ in raw:
                pass


def _lost_corrections(path: Path, view: Path, known: set[str]) -> Iterator[str]:
    """What is wrong if the graph shows corrections that the file of judgements has no line for: the next load would
    take them back."""
    try:
        with engine_errors(view):
            quads = list(ox.Store.read_only(str(view)).quads_for_pattern(None, _TYPE, _ACTIVITY, None))
    except StoreError:
        return  # said already
    shown = {
        str(quad.subject.value).partition("/correction/")[2] for quad in quads if isinstance(quad.subject, ox.NamedNode)
    }
    if lost := {id for id in shown - known if id}:
        what = f"lacks {len(lost)} corrections that the graph shows, and the next load takes them back"
        yield f"{path / JUDGEMENTS}: {what}: restore this file from a backup"


def _bad_json(path: Path) -> Iterator[str]:
    try:
        json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return
    except (OSError, ValueError) as problem:
        yield f"{path}: cannot be read ({problem}): delete it to start again; nothing is forgotten"
