"""Run queries that people write in processes of their own, so that one that does not end is ended.

The engine cannot stop a query, so each runs in a worker process, which is ended when the time is up and replaced. A
worker keeps the state of the store open that its last query read, and opens the newest one for the next.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import queue
import resource
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from mithaq.errors import UserError
from mithaq.queries import refuse_service, syntax_problem
from mithaq.store import Store

__all__ = ["Answer", "QueryTimeoutError", "QueryWorkers", "Question"]

_LARGEST = 64 * 1024 * 1024
"""Bytes of the largest answer."""
_MEMORY = 2 * 1024**3
"""Bytes that a worker may allocate, by default."""


class QueryTimeoutError(UserError):
    """A query took longer than allowed and was ended."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the graphs it is about; no graphs at all stand for the store's dataset.

    `rows` and `graph` are the formats (keys of `mithaq.queries.FORMATS`, for a graph also `nt`) for either kind of
    answer.
    """

    text: str
    rows: str = "json"
    graph: str = "ttl"
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer as bytes, and whether it is a graph rather than rows."""

    body: bytes
    is_graph: bool


class QueryWorkers:
    """A fixed number of worker processes for the queries over one store.

    Args:
        path: The store's directory.
        count: How many queries run at once; more wait.
        seconds: How long one may take.
        memory: Bytes that a worker may allocate; the system ends one that takes more.
    """

    def __init__(self, path: Path, *, count: int = 2, seconds: float = 20.0, memory: int = _MEMORY) -> None:
        self._path, self._seconds, self._memory = path, seconds, memory
        self.count = count
        self._idle: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        for _ in range(count):
            self._idle.put(None)  # started when it is first needed

    def ask(self, question: Question) -> Answer:
        """The answer to a query.

        Raises:
            UserError: the query does not parse, is an update, uses SERVICE, or its answer is too large.
            QueryTimeoutError: the time is up, or no worker became free in this time.
        """
        refuse_service(question.text, "this endpoint answers from its own data and asks no other host")
        try:
            worker = self._idle.get(timeout=self._seconds)
        except queue.Empty:
            raise QueryTimeoutError("other queries are running: try again later") from None
        answer: Answer | str | None = None
        try:
            if worker is None or not worker.process.is_alive():
                worker = _Worker(self._path, self._memory)
            answer = worker.ask(question, self._seconds)
        finally:
            if answer is None and worker is not None:
                worker.end()
            self._idle.put(worker if answer is not None else None)
        if answer is None:
            raise UserError("the query ended its process: it may have needed too much memory")
        if isinstance(answer, str):
            raise UserError(answer)
        return answer

    def close(self) -> None:
        """End the workers that are idle."""
        while not self._idle.empty():
            worker = self._idle.get()
            if worker is not None:
                worker.end()


class _Worker:
    def __init__(self, path: Path, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, path, memory), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, question: Question, seconds: float) -> Answer | str | None:
        """The answer, or why there is none; None if the process ended."""
        try:
            self._pipe.send(question)
            if self._pipe.poll(seconds):
                answer = self._pipe.recv()
                assert isinstance(answer, Answer | str)
                return answer
        except (EOFError, OSError):
            return None
        raise QueryTimeoutError(f"the query took longer than {seconds:g} seconds and was stopped")

    def end(self) -> None:
        self.process.kill()
        self.process.join()


def _work(pipe: Connection, path: Path, memory: int) -> None:
    """The loop of a worker process: read a question, send the answer or why there is none."""
    from mithaq.explorer.snapshot import Snapshots

    _limit_memory(memory)
    snapshots = Snapshots(path)
    while True:
        try:
            question = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            with snapshots.use() as snapshot:
                pipe.send(_answer(question, snapshot.store))
        except UserError as problem:
            pipe.send(str(problem))
        except SyntaxError as problem:
            pipe.send(syntax_problem(question.text, problem))
        except (ValueError, OSError) as problem:
            pipe.send(f"the query fails: {' '.join(str(problem).split())[:200]}")


def _limit_memory(memory: int) -> None:
    """Bound the memory that the process allocates; files that are mapped into it do not count."""
    with contextlib.suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _answer(question: Question, store: Store) -> Answer:
    """The answer of a store. Relative IRIs in the query are those of its things, such as `<state/QA>`."""
    from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryTriples

    from mithaq.export import write_graph
    from mithaq.queries import refuse_update
    from mithaq.queries.output import write_results
    from mithaq.queries.results import triples_of
    from mithaq.rdf import PREFIXES

    refuse_update(question.text)
    default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in question.default_graphs]
    named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in question.named_graphs]
    results = store.raw.query(
        question.text,
        base_iri=store.base,
        prefixes=PREFIXES,
        default_graph=default if default or named else None,
        named_graphs=named if default or named else None,
    )
    out = _Bounded()
    if isinstance(results, QueryTriples) and question.graph == "nt":
        write_graph(triples_of(results), "nt", out)
    else:
        write_results(results, question.graph if isinstance(results, QueryTriples) else question.rows, out)
    return Answer(out.getvalue(), isinstance(results, QueryTriples))


class _Bounded(io.BytesIO):
    def write(self, data: object) -> int:
        if self.tell() > _LARGEST:
            raise UserError(f"the answer is larger than {_LARGEST // 2**20} MB: add a LIMIT to the query")
        return super().write(data)  # type: ignore[arg-type]
