"""Publish a store's graphs to a server with the SPARQL 1.1 Graph Store HTTP Protocol.

Only graphs that the server's ledger does not list as current are sent. The ledger is written before the first
change and after every batch, so that an interrupted push resumes. A graph is replaced with PUT; further parts of
a large graph follow with POST, and the graph is incomplete until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mithaq.rdf import PREFIXES
from mithaq.sparql_server.connection import Connection, RemoteError, ServerResponse
from mithaq.sparql_server.endpoint import DEFAULT
from mithaq.sparql_server.graphs import GraphDigest, PublishedGraphs
from mithaq.sparql_server.ledger import Ledger, graph_line, lines_as_statements, part_line
from mithaq.sparql_server.result_parsing import GRAPH_TYPES, read_graph
from mithaq.store import Store

__all__ = ["PushPlan", "PushResult", "PushStep", "plan_push", "push"]

_TYPE = {"Content-Type": "text/turtle; charset=utf-8"}
_HEAD = f"@prefix mq: <{PREFIXES['mq']}> .\n".encode()
"""Prefix of every body: without it Virtuoso does not recognize Turtle that begins with a long literal."""
_BATCH = 50
_BATCH_STATEMENTS = 100_000
"""Maximum size of a batch of several graphs. The ledger is written after each batch."""

Progress = Callable[[int, int], None]
"""Called with the number of completed steps and the total."""


@dataclass(frozen=True, slots=True)
class PushStep:
    """A graph to send (with its number of statements) or to delete (None)."""

    name: str
    statements: int | None


@dataclass(frozen=True, slots=True)
class PushPlan:
    """The graphs to send (in this order) and to delete, and the server's current ledger."""

    ledger_name: str
    ledger: Ledger
    sizes: Mapping[str, GraphDigest]
    send: tuple[str, ...]
    delete: tuple[str, ...]

    @property
    def kept(self) -> int:
        """Number of unchanged graphs."""
        return len(self.sizes) - len(self.send)

    def steps(self) -> list[PushStep]:
        sent = [PushStep(name, self.sizes[name].statements) for name in self.send]
        return [*sent, *(PushStep(name, None) for name in self.delete)]


@dataclass(frozen=True, slots=True)
class PushResult:
    """Result of a push: numbers of graphs and statements."""

    sent: int
    statements: int
    deleted: int
    kept: int


def plan_push(store: Store, connection: Connection, *, graph: str | None = None, everything: bool = False) -> PushPlan:
    """Compare a store with the server's ledger.

    `graph` is the name of the merged graph: an IRI, `DEFAULT`, or None for `graph/merged` under the base IRI.
    With `everything`, all graphs are sent.

    Raises:
        RemoteError: the server cannot be reached, refuses, or fails; the store is empty.
    """
    base = PublishedGraphs.base(store)
    graphs = PublishedGraphs(store, graph or f"{base}graph/merged")
    if len(graphs.names()) == 1:
        raise RemoteError(
            f"{store.path}: the store has no articles; publishing it would delete all graphs on the server"
        )
    ledger_name = f"{base}graph/published"
    ledger = _read_ledger(connection, ledger_name)
    if everything:
        ledger = Ledger(dict.fromkeys(ledger.graphs, ""))
    sizes = {name: graphs.size(name) for name in graphs.names()}
    return PushPlan(
        ledger_name=ledger_name,
        ledger=ledger,
        sizes=sizes,
        send=tuple(name for name, size in sizes.items() if ledger.graphs.get(name) != size.digest),
        delete=tuple(sorted(ledger.graphs.keys() - sizes.keys())),
    )


def push(
    store: Store, connection: Connection, todo: PushPlan, progress: Progress = lambda done, of: None
) -> PushResult:
    """Carry out a plan made for this store and server; an empty plan sends nothing.

    Raises:
        RemoteError: the server cannot be reached, refuses, or fails. Completed steps are kept and recorded.
    """
    if todo.send or todo.delete:
        _Push(store, connection, todo, progress).run()
    statements = sum(todo.sizes[name].statements for name in todo.send)
    return PushResult(len(todo.send), statements, len(todo.delete), todo.kept)


class _Push:
    def __init__(self, store: Store, connection: Connection, todo: PushPlan, progress: Progress) -> None:
        self._todo = todo
        self._connection = connection
        self._progress = progress
        self._graphs = PublishedGraphs(store, list(todo.sizes)[-1])
        self._done = 0

    def run(self) -> None:
        todo = self._todo
        total = len(todo.send) + len(todo.delete)
        try:
            self._announce()
            batch: list[str] = []
            statements = 0
            for name in todo.send:
                self._send(name)
                batch.append(name)
                statements += todo.sizes[name].statements
                if len(batch) >= _BATCH or statements >= _BATCH_STATEMENTS:
                    self._note(graph_line(n, todo.sizes[n].digest) for n in batch)
                    batch, statements = [], 0
                self._step(total)
            for name in todo.delete:
                _send(self._connection, "DELETE", name, accept=(200, 202, 204, 404))
                self._step(total)
            final = Ledger({name: size.digest for name, size in todo.sizes.items()})
            self._write("PUT", final.lines())
        except RemoteError as problem:
            raise RemoteError(
                f"{problem} ({self._done} of {total} graphs are done: push again to resume)", problem.status
            ) from problem

    def _step(self, total: int) -> None:
        self._done += 1
        self._progress(self._done, total)

    def _announce(self) -> None:
        """Record in the ledger, before any change, which graphs are about to change."""
        todo = self._todo
        known = {name: digest for name, digest in todo.ledger.graphs.items() if name not in todo.send}
        for name in (*todo.send, *todo.delete):
            known[name] = ""
        self._write("PUT", Ledger(known, {at: p for at, p in todo.ledger.parts.items() if self._going_on(*at)}).lines())

    def _going_on(self, name: str, whole: str) -> bool:
        return name in self._todo.send and self._todo.sizes[name].digest == whole

    def _send(self, name: str) -> None:
        """Send a graph in one or more requests, without parts already sent for the same content."""
        whole = self._todo.sizes[name].digest
        there = self._todo.ledger.parts.get((name, whole), set())
        parts = self._graphs.parts(name)
        first = next(parts)
        if first.digest == whole:
            self._put("PUT", name, first.text)
            return
        if not there:
            self._put("PUT", name, first.text)
            self._note([part_line(name, whole, first.digest)])
            there = {first.digest}
        for part in (first, *parts):
            if part.digest not in there:
                self._put("POST", name, part.text)
                self._note([part_line(name, whole, part.digest)])

    def _note(self, lines: Iterable[str]) -> None:
        self._write("POST", lines)

    def _write(self, method: str, lines: Iterable[str]) -> None:
        self._put(method, self._todo.ledger_name, lines_as_statements(self._todo.ledger_name, lines))

    def _put(self, method: str, name: str, statements: bytes) -> None:
        _send(self._connection, method, name, body=_HEAD + statements, headers=_TYPE)


def _target(name: str) -> list[tuple[str, str]]:
    return [(DEFAULT, "")] if name == DEFAULT else [("graph", name)]


def _read_ledger(connection: Connection, name: str) -> Ledger:
    answer = _send(connection, "GET", name, headers={"Accept": GRAPH_TYPES}, accept=(200, 204, 404))
    if answer.status == 200 and answer.media_type in _OTHER_SERVICE:
        raise RemoteError(f"{connection.url}: returned {_OTHER_SERVICE[answer.media_type]}: {_WHERE}")
    return Ledger.read(read_graph(answer, connection.url) if answer.status == 200 else ())


_WHERE = (
    "give the URL of the server's graph store, not of its query endpoint: .../store on Oxigraph, .../DATASET/data on "
    "Fuseki, .../sparql-graph-crud-auth on Virtuoso"
)
_WRONG_URL = frozenset({400, 404, 405, 406, 410, 415, 501})
"""Statuses with which a server answers a graph sent to a URL that is not a graph store."""
_OTHER_SERVICE = {
    "text/html": "a web page",
    "application/xhtml+xml": "a web page",
    "application/sparql-results+json": "query results",
    "application/sparql-results+xml": "query results",
}


def _send(
    connection: Connection,
    method: str,
    name: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    accept: Sequence[int] = (200, 201, 204),
) -> ServerResponse:
    """Send a request for one graph; where the status suggests a wrong URL, the error names the right kind."""
    try:
        return connection.send(method, _target(name), body=body, headers=headers, accept=accept)
    except RemoteError as problem:
        if problem.status in _WRONG_URL:
            raise RemoteError(f"{problem}: {_WHERE}", problem.status) from problem
        raise
