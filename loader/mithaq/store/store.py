"""The store on disk: article graphs, the merged graph and internal graphs."""

from __future__ import annotations

import gc
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from mithaq.errors import UserError
from mithaq.judgements import JUDGEMENTS, migrate
from mithaq.rdf import BASE, Minter, typed_iri
from mithaq.reading.article import normal_id
from mithaq.store import layout
from mithaq.store.article_record import ArticleRecord, record_quads
from mithaq.store.bulk import bulk_load_files, is_worth_a_run
from mithaq.store.checksums import checksums_of
from mithaq.store.database_state import REMOVE, check_database, last_state
from mithaq.store.errors import StoreError, engine_errors
from mithaq.store.terms import (
    ARTICLES,
    CANONICAL,
    CONTENT,
    DIGEST,
    IDENTIFIER,
    IDENTITY,
    PENDING,
    PUBLISHED,
    READING,
    value,
)  # fmt: skip
from mithaq.store.transaction import Transaction

__all__ = ["Store"]

_YES = Literal("true")
_MOST_UNWRITTEN = 300_000
"""Maximum number of quads in the engine's buffers. After a crash it replays them at 40,000 per second. Smaller
buffers make smaller files, which are costly to compact: with 100,000, compaction takes a third of the engine's
time."""


class Store:
    """An RDF store in a directory. Open it with `Store.open`, in a `with` statement.

    Readers (`write=False`; any number) see the state after the last finished load, whatever a writer does meanwhile.
    The writer sees its own changes; readers see them after `publish`.
    """

    def __init__(
        self, path: Path, raw: ox.Store, manifest: layout.Manifest, writer_lock: layout.WriterLock | None, held: int
    ) -> None:
        """Use `Store.open` instead."""
        self.path = path
        self.raw = raw
        self._manifest = manifest
        self._writer_lock = writer_lock
        self._held = held
        self._unwritten = 0
        self._is_published = False
        self._is_new = False
        self.seconds_writing = 0.0
        """Total time spent writing, in seconds."""

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, write: bool = False, create: bool = False) -> Store:
        """Open the store in directory `path`; `create` (with `write`) creates a missing one.

        Raises:
            StoreError: the store is missing or damaged, has another format, or is being written by another process;
            `path` is a file or a foreign directory; no permission.
        """
        directory = Path(path)
        layout.check_path(directory)
        if write:
            return cls._open_writer(directory, create)
        held = layout.hold_view(directory)
        if held is None:
            raise StoreError(_missing(directory))
        manifest, descriptor = held
        try:
            layout.check_view(directory, manifest)
            with engine_errors(directory):
                raw = ox.Store.read_only(str(directory / manifest.view))
        except StoreError:
            os.close(descriptor)
            raise
        return cls(directory, raw, manifest, None, descriptor)

    @classmethod
    def _open_writer(cls, directory: Path, create: bool) -> Store:
        manifest = layout.read_manifest(directory)
        if manifest is None:
            if not create:
                raise StoreError(_missing(directory))
            with engine_errors(directory):
                directory.mkdir(parents=True, exist_ok=True)
        writer_lock = layout.WriterLock(directory)
        try:
            found = layout.read_manifest(directory)
            is_new, manifest = found is None, found or layout.create(directory)
            layout.clear_old(directory, manifest)
            layout.restore_graph(directory, manifest)
            with engine_errors(directory / manifest.graph, REMOVE):
                raw = ox.Store(str(directory / manifest.graph))
                check_database(directory, manifest, raw)
        except BaseException:
            writer_lock.end()
            raise
        migrate(directory / JUDGEMENTS)
        opened = cls(directory, raw, manifest, writer_lock, -1)
        opened._is_new = is_new
        return opened

    @classmethod
    def renew(cls, path: str | os.PathLike[str], lexicon: str) -> tuple[Store, Store]:
        """Open a store of any version for a rebuild; returns the old state for reading and an empty one for writing.

        The new state replaces the old one when it is published. If it never is, nothing has changed.

        Raises:
            StoreError: as `open` does.
        """
        directory = Path(path)
        if layout.read_manifest(directory, any_format=True) is None:
            raise StoreError(_missing(directory))
        writer_lock = layout.WriterLock(directory)
        try:
            manifest = layout.read_manifest(directory, any_format=True)
            assert manifest is not None
            layout.clear_old(directory, manifest)
            old = last_state(directory, manifest)
            with engine_errors(directory / manifest.next_graph):
                new = ox.Store(str(directory / manifest.next_graph))
        except BaseException:
            writer_lock.end()
            raise
        migrate(directory / JUDGEMENTS)
        renewed = replace(manifest, lexicon=lexicon, graph=manifest.next_graph, format=layout.FORMAT)
        return cls(directory, old, manifest, None, -1), cls(directory, new, renewed, writer_lock, -1)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        mistaken = isinstance(problem, UserError) and not isinstance(problem, StoreError)
        withdrawn = self._is_new and mistaken and self.is_empty()
        self.close(withdrawn=withdrawn)

    def close(self, *, withdrawn: bool = False) -> None:
        """Release files and locks. Unpublished changes remain for the next writer, if the methods of the store made
        them. A new store that is `withdrawn` is removed: the command that made it could not be carried out."""
        if hasattr(self, "raw"):
            del self.raw
            gc.collect()  # the engine closes its files with the last iterator over them
            if self._writer_lock is not None and self._is_published:
                layout.share_view(self.path, self._manifest)
            if self._writer_lock is not None and not self._unwritten:
                layout.drop_log(self.path / self._manifest.graph)
        if self._held >= 0:
            os.close(self._held)
            self._held = -1
        if self._writer_lock is not None:
            if withdrawn:
                layout.remove(self.path, self._manifest)
            self._writer_lock.end()
            self._writer_lock = None

    @property
    def state(self) -> str:
        """Names the published state; two states with the same name hold the same."""
        return self._manifest.state

    @property
    def lexicon(self) -> str:
        """The version of the lexicon with which all articles were processed."""
        return self._manifest.lexicon

    def use_lexicon(self, version: str) -> None:
        """Set the version of the lexicon. The first load sets it; later loads must agree.

        Raises:
            StoreError: the store was loaded with another version.
        """
        self._must_write()
        if not self.lexicon:
            self._manifest = replace(self._manifest, lexicon=version)
            layout.write_manifest(self.path, self._manifest)
        elif self.lexicon != version:
            raise StoreError(
                f"{self.path}: was loaded with lexicon {self.lexicon}, but this mithaq has {version}: "
                f"run `mithaq rebuild --store {self.path}` to rebuild it from the articles it holds"
            )

    @property
    def base(self) -> str:
        """The base IRI of the store's individuals."""
        return self._manifest.base or BASE

    def use_base(self, base: str | None) -> None:
        """Set the base IRI of individuals. The first load sets it, by default to `BASE`; later loads must agree.

        None accepts whatever base the store has.

        Raises:
            StoreError: the store has another base.
            UserError: `base` is not an absolute IRI that ends with `/`.
        """
        self._must_write()
        if base is not None:
            Minter(base)
        if not self._manifest.base and not self.lexicon:
            self._manifest = replace(self._manifest, base=base or BASE)
            layout.write_manifest(self.path, self._manifest)
        elif base is not None and base != self.base:
            raise StoreError(
                f"{self.path}: this store uses the base IRI {self.base} and cannot change to {base}: "
                "leave out --base, or name a new store with --store"
            )

    def is_empty(self) -> bool:
        """Whether there is nothing in the store: no article, not even in the quarantine, and no link.

        Raises:
            StoreError: damaged files.
        """
        return all(quad.graph_name == PUBLISHED for quad in self.quads(most=2))

    def start_bulk(self) -> None:
        """Write everything up to the next `publish` into a database of its own: nothing of it is kept if the process
        is killed before. The store must be empty.

        Raises:
            StoreError: the store has articles, quarantined articles or links; opened for reading; full disk.
        """
        self._must_write()
        if not self.is_empty():
            raise StoreError(
                f"{self.path}: a bulk load needs an empty store, and this one has articles: "
                "leave out --bulk, or name a new store with --store"
            )
        manifest = replace(self._manifest, graph=self._manifest.next_graph)
        with engine_errors(self.path):
            shutil.rmtree(self.path / manifest.graph, ignore_errors=True)
            self.raw = ox.Store(str(self.path / manifest.graph))
        self._manifest = manifest

    @property
    def spool(self) -> Path:
        """The folder for files of a bulk load, on the disk of the store; the next writer removes it."""
        return self.path / layout.SPOOL

    @property
    def quarantine(self) -> Path:
        """The folder of reports about quarantined articles; it may not exist."""
        return self.path / layout.QUARANTINE

    @property
    def judgements(self) -> Path:
        """The file of people's judgements about facts, identity and links (`mithaq.judgements`); it may not exist."""
        return self.path / JUDGEMENTS

    # ----------------------------------------------------------------- reading

    def select(
        self, query: str, substitutions: Mapping[ox.Variable, NamedNode | Literal] | None = None
    ) -> ox.QuerySolutions:
        """Run a SELECT query over the merged graph (use `GRAPH` for article graphs).

        Raises:
            SyntaxError: the query's text.
            StoreError: damaged files.
        """
        with engine_errors(self.path):
            result = self.raw.query(query, substitutions=dict(substitutions) if substitutions else None)
        if not isinstance(result, ox.QuerySolutions):
            raise TypeError("select() takes SELECT queries")
        return result

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        obj: NamedNode | Literal | None = None,
        graph: NamedNode | ox.DefaultGraph | None = None,
        *,
        most: int | None = None,
    ) -> list[Quad]:
        """The quads that match a pattern, from all graphs (also internal ones) if `graph` is None; at most `most`, in
        any order.

        Raises:
            StoreError: damaged files.
        """
        try:
            return list(islice(self.raw.quads_for_pattern(subject, predicate, obj, graph), most))
        except BaseException as problem:  # a context manager would take as long as the lookup
            with engine_errors(self.path):
                raise problem

    def article_ids(self) -> Iterator[str]:
        """The ids of all articles, sorted by code point."""
        return iter(sorted(value(q.object) for q in self.quads(None, IDENTIFIER, None, ARTICLES)))

    def article_iri(self, id: str) -> NamedNode | None:
        """The name of the article's graph; None if there is no such article. Ids are compared in NFC."""
        for quad in self.quads(None, IDENTIFIER, Literal(normal_id(id)), ARTICLES):
            assert isinstance(quad.subject, NamedNode)
            return quad.subject
        return None

    def article_id(self, typed: str) -> str:
        """The id of the article that a person named by its id, or by its IRI in any printed form; otherwise `typed`."""
        iri = typed_iri(typed, self.base)
        if iri is None or self.article_iri(typed) is not None:
            return typed
        return next((value(quad.object) for quad in self.quads(NamedNode(iri), IDENTIFIER, None, ARTICLES)), typed)

    def article_graph(self, id: str) -> list[Quad]:
        """All quads of the article's graph, in any order; empty if there is no such article."""
        graph = self.article_iri(id)
        return self.quads(None, None, None, graph) if graph is not None else []

    def entry(self, id: str) -> ArticleRecord | None:
        """The record of an article; None if there is no such article."""
        iri = self.article_iri(id)
        if iri is None:
            return None
        known = {q.predicate: value(q.object) for q in self.quads(iri, None, None, ARTICLES)}
        return ArticleRecord(id, iri.value, known.get(DIGEST, ""), known.get(READING, "{}"))

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """Id, text and `ArticleRecord.reading` of every article, by id: all that is needed to process it again. All
        store formats keep these in the same way."""
        for id in self.article_ids():
            entry = self.entry(id)
            assert entry is not None
            node = NamedNode(entry.iri)
            for quad in self.quads(node, CONTENT, None, node):
                yield id, value(quad.object), entry.reading

    def canonical(self, iri: str) -> str:
        """The canonical IRI of an IRI used in articles."""
        for quad in self.quads(NamedNode(iri), CANONICAL, None, IDENTITY):
            return value(quad.object)
        return iri

    def members(self, iri: str) -> list[str]:
        """All IRIs used in articles for the entity with this canonical IRI, sorted."""
        node = NamedNode(iri)
        names = {value(q.subject) for q in self.quads(None, CANONICAL, node, IDENTITY)}
        if not self.quads(node, CANONICAL, None, IDENTITY):
            names.add(iri)
        return sorted(names)

    def pending(self) -> list[NamedNode]:
        """Names of article graphs that are stored but not merged yet, sorted."""
        return sorted(
            (q.subject for q in self.quads(None, PENDING, None, ARTICLES) if isinstance(q.subject, NamedNode)),
            key=lambda node: node.value,
        )

    # ----------------------------------------------------------------- writing

    def put(self, batch: Iterable[tuple[ArticleRecord, bytes]]) -> None:
        """Store new articles with their graphs as N-Quads in one transaction. `mithaq.identity.resolve` merges them
        later.

        Articles already in the store must be removed first (`mithaq.identity.forget`).

        Raises:
            StoreError: opened for reading; full disk, damaged files.
            SyntaxError: invalid N-Quads.
        """
        self._must_write()
        books: list[Quad] = []
        texts: list[bytes] = []
        for entry, text in batch:
            texts.append(text)
            books += (*record_quads(entry), Quad(NamedNode(entry.iri), PENDING, _YES, ARTICLES))
        if texts:
            texts.append(ox.serialize(books, format=ox.RdfFormat.N_QUADS) or b"")
            with self._writing():
                text = b"".join(texts)
                if is_worth_a_run(len(text), self.path / self._manifest.graph):
                    self.raw.bulk_load(text, format=ox.RdfFormat.N_QUADS)
                else:
                    self.raw.load(text, format=ox.RdfFormat.N_QUADS)
                    self._unwritten += text.count(b"\n")
            self._wrote(0)

    def apply(self, change: Transaction) -> None:
        """Apply a transaction atomically.

        It survives a crash of the process immediately, and a crash of the machine after the next `publish`.

        Raises:
            StoreError: opened for reading; full disk, damaged files.
        """
        self._must_write()
        if not change:
            return
        with self._writing():
            if len(change.additions) == len(change) and not change.drops:
                self.raw.extend(change.additions)
            else:
                self.raw.update(change.update())
        self._wrote(len(change))

    def load_files(self, files: Iterable[Path]) -> None:
        """Add the quads of files of N-Quads, which need not be sorted and may be compressed with gzip. Several threads
        may load at once. A crash loses a part: use it after `start_bulk`.

        Raises:
            StoreError: opened for reading; full disk, damaged files.
            SyntaxError: invalid N-Quads.
        """
        self._must_write()
        with self._writing():
            bulk_load_files(self.raw, files)

    def publish(self) -> None:
        """Make the writer's state visible to readers atomically.

        Raises:
            StoreError: opened for reading; full disk.
        """
        self._must_write()
        following = self._manifest.next_view
        number = Literal(following.rpartition("-")[2])
        with self._writing():
            self.raw.remove_graph(PUBLISHED)
            self.raw.add(Quad(PUBLISHED, PUBLISHED, number, PUBLISHED))
            self.raw.flush()
            self._unwritten = 0
            shutil.rmtree(self.path / following, ignore_errors=True)
            self.raw.backup(str(self.path / following))
            folder = self.path / following
            layout.drop_log(folder)
            sums = checksums_of(folder, self.path / self._manifest.view, self._manifest.checksums)
            manifest = replace(self._manifest, view=following, sizes=layout.sizes_of(folder), checksums=sums)
        layout.write_manifest(self.path, manifest)
        self._manifest = manifest
        self._is_published = True
        layout.clear_old(self.path, manifest)

    def backup(self, target: str | os.PathLike[str]) -> None:
        """Copy the state that this reader sees into the new directory `target`, which is a complete store.

        Raises:
            StoreError: opened for writing; `target` exists or is in the store; a file of the store is damaged; full
                disk.
        """
        if self._held < 0:
            raise StoreError(f"{self.path}: must be opened for reading to back it up")
        folder = Path(target)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreError(f"{folder}: exists already: choose a new directory")
        if self.path.resolve() in folder.resolve().parents:
            raise StoreError(f"{folder}: is in the store {self.path}: choose a directory outside it")
        layout.copy_view(self.path, self._manifest, folder)

    def _wrote(self, quads: int) -> None:
        """Flush the engine's buffers from time to time."""
        self._unwritten += quads
        if self._unwritten >= _MOST_UNWRITTEN:
            with self._writing():
                self.raw.flush()
            self._unwritten = 0

    @contextmanager
    def _writing(self) -> Iterator[None]:
        started = time.perf_counter()
        self._is_published = False
        with engine_errors(self.path):
            yield
        self.seconds_writing += time.perf_counter() - started

    def _must_write(self) -> None:
        if self._writer_lock is None:
            raise StoreError(f"{self.path}: was opened for reading")


def _missing(directory: Path) -> str:
    return f"{directory}: there is no store here: create one with `mithaq load ARTICLES --store {directory}`"
