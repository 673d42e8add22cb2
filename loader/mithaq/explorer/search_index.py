"""Full-text search over names, titles and sentences in SQLite (FTS5), kept in step with the store.

Arabic words are indexed as they are written, folded (`mithaq.language.fold`), and again without the particles and the
article that are written with them, so that a search for a name finds it after `and`, `to` or `with the`. A search word
matches the beginning of a word. Things come before articles, articles before sentences; within each, the better match
first (BM25).
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode

from mithaq.explorer.snapshot import Snapshot
from mithaq.language.fold import normalize
from mithaq.language.tokens import proclitics
from mithaq.lexicon import strip_article
from mithaq.rdf import CLASSES, DCTERMS, MQ, OA, RDF, RDFS, SKOS, is_state
from mithaq.store import Store

__all__ = ["NAMED", "Facets", "Found", "SearchIndex", "forms"]

_FORMAT = "2"
_NAMED_CLASSES = ("State", "Official", "Organization", "Place", "Post", "Agreement", "Forum", "ForumEdition")
NAMED = tuple(known for known in CLASSES if known.name in _NAMED_CLASSES)
"""The classes of things that are searched by name."""
_SHORTEST = 2
"""Letters of the shortest word that is also searched without what may be a particle."""
_MOST_WORDS = 12
_MOST_VALUES = 40
"""Values of one facet that are counted."""
_FACETS = ("kind", "state", "year", "source")
_COLUMNS = "kind, iri, label, text, article, state, year, source"
_SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE doc (
    id INTEGER PRIMARY KEY, rank INTEGER, kind TEXT, iri TEXT, label TEXT, text TEXT,
    article TEXT, state TEXT, year TEXT, source TEXT
);
CREATE INDEX doc_article ON doc (article);
CREATE VIRTUAL TABLE words USING fts5 (forms, tokenize="unicode61 remove_diacritics 0");
CREATE TABLE read (article TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One result: a thing (`kind` as in the ontology's classes, in lower case), an `article` or a `sentence`."""

    kind: str
    iri: str
    label: str
    text: str
    article: str
    state: str
    year: str
    source: str


@dataclass(frozen=True, slots=True)
class Facets:
    """How many results there are of each kind, state, year and source."""

    kind: dict[str, int]
    state: dict[str, int]
    year: dict[str, int]
    source: dict[str, int]

    @property
    def total(self) -> int:
        """How many results there are: each is of one kind."""
        return sum(self.kind.values())


def forms(text: str) -> str:
    """The words of a text as they are indexed: each folded, and without proclitics and article."""
    out: list[str] = []
    for word in normalize(text).split():
        out.append(word)
        if len(word) > _SHORTEST:
            out += {stem for _, stem, _ in proclitics(word) if stem != word and len(stem) >= _SHORTEST}
    return " ".join(out)


def _query(text: str) -> str | None:
    """The FTS5 query for what a person typed: every word must occur, in any of its forms, as a beginning."""
    words = [w for w in normalize(text).split() if any(c.isalnum() for c in w)][:_MOST_WORDS]
    if not words:
        return None
    return " AND ".join(
        "("
        + " OR ".join(f'"{form.replace(chr(34), chr(34) * 2)}"*' for form in dict.fromkeys((w, strip_article(w))))
        + ")"
        for w in words
    )


class SearchIndex:
    """The index of one store, in a file.

    Args:
        path: The file; made when missing, made again when it is damaged or of another format.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._version = (-1, "")
        """The file and the state of the store that it had when it was last looked at."""

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read; to an empty index while there is none yet."""
        try:
            db = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)
            try:
                db.execute("SELECT 1 FROM read, doc LIMIT 1")
            except sqlite3.OperationalError:
                db.close()
                raise
        except sqlite3.OperationalError:
            db = sqlite3.connect(":memory:")
            db.executescript(_SCHEMA)
        with closing(db):
            yield db

    def version(self) -> str:
        """The state of the store that the index has, empty if it has none."""
        try:
            file = self.path.stat().st_ino
        except OSError:
            return ""
        if self._version[0] != file:
            self._version = (file, self._read_version())
        return self._version[1]

    def _read_version(self) -> str:
        try:
            with self._reading() as db:
                about = dict(db.execute("SELECT key, value FROM about"))
        except sqlite3.Error:
            return ""
        return about.get("version", "") if about.get("format") == _FORMAT else ""

    def update(self, snapshot: Snapshot) -> None:
        """Update the index to a state of the store: all things, and the articles that changed.

        Raises:
            sqlite3.Error: the file cannot be written.
        """
        with self._lock:
            has = self._read_version()
            if has != snapshot.version:
                self._write(snapshot, fresh=not has)
            self._version = (-1, "")

    def _write(self, snapshot: Snapshot, *, fresh: bool) -> None:
        if fresh:
            for end in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        with closing(sqlite3.connect(self.path)) as db:
            db.execute("PRAGMA journal_mode = WAL")  # readers go on reading what was there before
            with db:
                if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'doc'").fetchone():
                    db.executescript(_SCHEMA)
                _update_things(db, snapshot.store)
                _update_articles(db, snapshot.store)
                db.execute(
                    "INSERT OR REPLACE INTO about VALUES ('format', ?), ('version', ?)", (_FORMAT, snapshot.version)
                )

    def search(self, text: str, *, limit: int = 30, offset: int = 0, **chosen: str) -> tuple[list[Found], Facets]:
        """The results of a search, and their numbers by kind, state, year and source, the most frequent first.

        Args:
            text: What a person typed; empty finds everything, and a text without a word nothing.
            limit: The most results to return.
            offset: How many results to pass over.
            chosen: A value for each of the facets `kind`, `state`, `year` and `source`.
        """
        where, values = _conditions(text, chosen)
        with self._reading() as db:
            order = "doc.rank, bm25(words), doc.label" if "words" in where else "doc.rank, doc.label"
            rows = db.execute(
                f"SELECT {_COLUMNS} FROM {where} ORDER BY {order} LIMIT ? OFFSET ?",
                (*values, limit, offset),
            ).fetchall()
            facets = _facets(db, where, values)
        return [Found(*row) for row in rows], facets

    def suggest(self, text: str, kinds: Iterable[str] = (), *, limit: int = 10) -> list[Found]:
        """Things whose name has what was typed, for completion."""
        wanted = tuple(kinds)
        where, values = _conditions(text, {})
        if wanted:
            where += f" AND kind IN ({', '.join('?' * len(wanted))})"
        with self._reading() as db:
            rows = db.execute(
                f"SELECT {_COLUMNS} FROM {where} AND doc.rank = 0 ORDER BY LENGTH(label), label LIMIT ?",
                (*values, *wanted, limit),
            ).fetchall()
        return [Found(*row) for row in rows]


def _facets(db: sqlite3.Connection, where: str, values: list[str]) -> Facets:
    counted: dict[str, dict[str, int]] = {name: {} for name in _FACETS}
    counts = " UNION ALL ".join(
        f"SELECT * FROM (SELECT '{name}', {name}, COUNT(*) AS n FROM found WHERE {name} != '' GROUP BY {name} "
        f"ORDER BY n DESC, {name} LIMIT {_MOST_VALUES})"
        for name in _FACETS
    )
    rows = db.execute(f"WITH found AS MATERIALIZED (SELECT {', '.join(_FACETS)} FROM {where}) {counts}", values)
    for name, value, n in rows:
        counted[name][value] = n
    return Facets(**counted)


def _conditions(text: str, chosen: dict[str, str]) -> tuple[str, list[str]]:
    """FROM and WHERE of a search, with its values."""
    query = _query(text)
    if query is None:
        where, values = f"doc WHERE {0 if text else 1}", []
    else:
        where, values = "words JOIN doc ON doc.id = words.rowid WHERE words MATCH ?", [query]
    for name, value in chosen.items():
        if name in _FACETS and value:
            where += f" AND doc.{name} = ?"
            values.append(value)
    return where, values


def _add(db: sqlite3.Connection, rank: int, found: Found, indexed: str) -> None:
    row = db.execute(
        "INSERT INTO doc (rank, kind, iri, label, text, article, state, year, source) VALUES (?,?,?,?,?,?,?,?,?)",
        (rank, found.kind, found.iri, found.label, found.text, found.article, found.state, found.year, found.source),
    )
    db.execute("INSERT INTO words (rowid, forms) VALUES (?, ?)", (row.lastrowid, forms(indexed)))


def _remove(db: sqlite3.Connection, where: str, *values: str) -> None:
    db.execute(f"DELETE FROM words WHERE rowid IN (SELECT id FROM doc WHERE {where})", values)
    db.execute(f"DELETE FROM doc WHERE {where}", values)


def _update_things(db: sqlite3.Connection, store: Store) -> None:
    _remove(db, "rank = 0")
    merged = DefaultGraph()
    for known in NAMED:
        for quad in store.quads(None, RDF.type, known.node, merged):
            thing = quad.subject
            assert isinstance(thing, NamedNode)
            names = [
                q.object for p in (RDFS.label, SKOS.altLabel) for q in store.quads(thing, p, None, merged)
                if isinstance(q.object, Literal)
            ]  # fmt: skip
            if not names:
                continue
            label = min(names, key=lambda n: n.language != "ar").value
            state = _state(store, thing)
            others = " · ".join(sorted({n.value for n in names} - {label}))
            found = Found(known.kind, thing.value, label, others, "", state, "", "")
            _add(db, 0, found, " ".join({n.value for n in names}))


def _state(store: Store, thing: NamedNode) -> str:
    """The code of the state of a thing: its own, or of a person that of most of the posts held; empty if unknown."""
    if is_state(thing.value):
        return _code(thing)
    merged = DefaultGraph()
    own = [_code(q.object) for q in store.quads(thing, MQ.state, None, merged)]
    for tenure in store.quads(None, MQ.holder, thing, merged):
        for post in store.quads(tenure.subject, MQ.post, None, merged):  # type: ignore[arg-type]
            own += [_code(q.object) for q in store.quads(post.object, MQ.state, None, merged)]  # type: ignore[arg-type]
    return min(own, key=lambda code: (-own.count(code), code), default="")


def _code(node: object) -> str:
    return node.value.rpartition("/")[2] if isinstance(node, NamedNode) else ""


def _update_articles(db: sqlite3.Connection, store: Store) -> None:
    had = dict(db.execute("SELECT article, digest FROM read"))
    now = {entry.id: entry.digest for id in store.article_ids() if (entry := store.entry(id)) is not None}
    for id in sorted(had.keys() | now.keys()):
        if had.get(id) == now.get(id):
            continue
        _remove(db, "article = ?", id)
        db.execute("DELETE FROM read WHERE article = ?", (id,))
        if id in now:
            for rank, found, indexed in _documents(store, id):
                _add(db, rank, found, indexed)
            db.execute("INSERT INTO read VALUES (?, ?)", (id, now[id]))


def _documents(store: Store, id: str) -> Iterator[tuple[int, Found, str]]:
    """An article and the sentences of it that state something."""
    graph = store.article_iri(id)
    assert graph is not None
    about = {
        q.predicate: q.object.value for q in store.quads(graph, None, None, graph) if isinstance(q.object, Literal)
    }
    year, source = about.get(DCTERMS.issued, "")[:4], about.get(DCTERMS.source, "")
    content = about.get(MQ.content, "")
    title = about.get(DCTERMS.title) or content[:80].partition("\n")[0]
    yield 1, Found("article", graph.value, title, content[:200], id, "", year, source), f"{title} {content}"
    sentences = {q.object.value for q in store.quads(None, OA.exact, None, graph) if isinstance(q.object, Literal)}
    for sentence in sorted(sentences):
        yield 2, Found("sentence", graph.value, title, sentence, id, "", year, source), sentence
