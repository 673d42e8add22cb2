"""Servers that are started once for all tests of the room, and stores to publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path

import pytest
from mithaq import pipeline
from mithaq.export import export
from mithaq.resources import resource
from mithaq.sparql_server import DEFAULT, Connection, Credentials, Endpoint, plan, push
from mithaq.store import Store

from tests.queries.corpus import Told, build
from tests.sparql_server.servers import VIRTUOSO, Server, oxigraph, rdflib_endpoint, virtuoso

ENGINES = ["rdflib", "oxigraph", "oxigraph-default", *(["virtuoso"] if VIRTUOSO else [])]
"""What stored queries are asked on. On `oxigraph-default` the merged graph is the server's default graph."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not VIRTUOSO:
        terminalreporter.write_line(
            "Virtuoso is not installed (apt-get install virtuoso-opensource): servers compared were rdflib and Oxigraph"
        )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", ENGINES, scope="session")


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The stores `demo` (the five articles that come with the project), `corpus` (nine short ones), and `pages`
    (a long one with the text of web pages)."""
    home = tmp_path_factory.mktemp("stores")

    @cache
    def folder(name: str) -> Path:
        if name == "corpus":
            build(home / name)
        elif name == "pages":
            page = '<!DOCTYPE html><html><body>قال "الوزير": \\\\<b> <?xml version="1.0"?>\\t'
            build(home / name, [Told("page", "2020-01-01", page, "كلمة وأخرى " * 20_000)])
        else:
            with Store.open(home / name, write=True, create=True) as store:
                pipeline.load([str(resource("seeds"))], store, workers=1)
        return home / name

    return folder


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    """Oxigraph and Virtuoso by name, running until the tests are over."""
    with ExitStack() as stack:

        @cache
        def server(name: str) -> Server:
            if name == "virtuoso":
                return stack.enter_context(virtuoso(tmp_path_factory.mktemp("virtuoso") / "data"))
            return stack.enter_context(oxigraph())

        yield server


@pytest.fixture(scope="session")
def published(
    folders: Callable[[str], Path], servers: Callable[[str], Server], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, str], Endpoint]]:
    """An endpoint of an engine with the graphs of a store on it."""
    with ExitStack() as stack:

        @cache
        def rdflib_of(name: str) -> Server:
            data = tmp_path_factory.mktemp("rdflib") / "data.nq"
            with Store.open(folders(name)) as store:
                export(store, data)
            return stack.enter_context(rdflib_endpoint(data))

        def endpoint(engine: str, name: str) -> Endpoint:
            if engine == "rdflib":
                return Endpoint(stack.enter_context(closing(Connection(rdflib_of(name).query))))
            where = DEFAULT if engine.endswith("-default") else None
            server = servers(engine)
            publish(folders(name), server, where)
            return Endpoint(stack.enter_context(closing(Connection(server.query))))

        yield endpoint


def publish(folder: Path, server: Server, graph: str | None = None) -> None:
    credentials = Credentials(server.user, server.password) if server.user else None
    with Store.open(folder) as store, closing(Connection(server.graphs, credentials)) as connection:
        push(store, connection, plan(store, connection, graph=graph))
