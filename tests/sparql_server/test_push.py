"""Publishing: the graphs on the server are those of the store, whatever was there and whatever went wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mithaq.cli import main
from mithaq.export import export
from mithaq.sparql_server import (
    DEFAULT,
    MERGED,
    Connection,
    Credentials,
    PushResult,
    RemoteError,
    RequestLimits,
    plan_push,
    push,
)
from mithaq.sparql_server import graphs as graphs_module
from mithaq.store import Store
from pyoxigraph import DefaultGraph, RdfFormat, parse
from requests.auth import HTTPDigestAuth

from tests.queries.corpus import ARTICLES, Told, build
from tests.sparql_server.conftest import publish
from tests.sparql_server.gate import Gate, gate
from tests.sparql_server.servers import VIRTUOSO, Server

ROOT = Path(__file__).parents[2]
QUICK = RequestLimits(tries=3, delay=0.001)
LEDGER = "https://w3id.org/mithaq/id/graph/published"
Quads = dict[str, set[tuple[str, ...]]]


def send(folder: Path, url: str, **options: Any) -> PushResult:
    with Store.open(folder) as store, closing(Connection(url, limits=QUICK)) as connection:
        return push(store, connection, plan_push(store, connection, **options))


@pytest.fixture
def through(servers: Callable[[str], Server]) -> Iterator[Gate]:
    """A gate before an Oxigraph with nothing in it."""
    server = servers("oxigraph")
    requests.delete(server.graphs, timeout=30).raise_for_status()
    with gate(Gate(server.graphs)) as setup:
        yield setup


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Stores of some of the articles: all, all but the first, three, and one."""
    made = []
    for articles in (ARTICLES, ARTICLES[1:], ARTICLES[2:5], ARTICLES[7:8]):
        made.append(tmp_path_factory.mktemp("some") / "store")
        build(made[-1], articles)
    return made


def exported(folder: Path, path: Path, merged: str = MERGED) -> Quads:
    """What an export of the store says, by graph."""
    with Store.open(folder) as store:
        export(store, path, "nq")
    return by_graph(path.read_bytes(), merged)


def on_server(url: str) -> Quads:
    """What an Oxigraph holds, by graph."""
    dump = requests.get(url, headers={"Accept": "application/n-quads"}, timeout=30)
    return by_graph(dump.content, "default")


def by_graph(text: bytes, default: str) -> Quads:
    graphs: Quads = defaultdict(set)
    for quad in parse(text, format=RdfFormat.N_QUADS):
        name = default if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
        graphs[name].add((str(quad.subject), str(quad.predicate), str(quad.object)))
    return dict(graphs)


def test_a_server_gets_what_an_export_has_and_then_only_changes(
    stores: list[Path], through: Gate, tmp_path: Path
) -> None:
    url = through.url("/store")
    whole, less = stores[0], stores[1]
    first = send(whole, url)
    assert (first.sent, first.deleted, first.kept) == (10, 0, 0)
    expected = exported(whole, tmp_path / "whole.nq")
    assert first.statements == sum(map(len, expected.values()))
    found = on_server(url)
    assert found.pop(LEDGER)
    assert found == expected

    through.log.clear()
    again = send(whole, url)
    assert (again.sent, again.statements, again.deleted, again.kept) == (0, 0, 0, 10)
    assert {asked.method for asked in through.log} == {"GET"}

    change = send(less, url)
    assert change.deleted == 1
    assert 1 <= change.sent < 5
    found = on_server(url)
    del found[LEDGER]
    assert found == exported(less, tmp_path / "less.nq")
    assert send(less, url, everything=True).sent == 9


def test_the_merged_graph_goes_where_it_is_wanted(stores: list[Path], through: Gate, tmp_path: Path) -> None:
    url = through.url("/store")
    for where, name in ((DEFAULT, "default"), ("urn:x:mine", "urn:x:mine"), (None, MERGED)):
        send(stores[2], url, graph=where)
        found = on_server(url)
        del found[LEDGER]
        assert found == exported(stores[2], tmp_path / "some.nq", name)


def test_a_server_that_lost_its_data_gets_all_of_it_again(stores: list[Path], through: Gate) -> None:
    url = through.url("/store")
    send(stores[2], url)
    requests.delete(through.upstream, timeout=30).raise_for_status()
    assert send(stores[2], url).sent == 4


def _broken_from(end: int, number: int, method: str, path: str) -> str:
    return "broken" if number >= end else ""


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 16)), min_size=1, max_size=3), st.integers(0, 3))
def test_whatever_was_pushed_and_wherever_it_broke_the_last_push_is_whole(
    stores: list[Path], through: Gate, tmp_path: Path, broken: list[tuple[int, int]], last: int
) -> None:
    url = through.url("/store")
    for which, at in broken:
        begun = len(through.log)
        through.faults = partial(_broken_from, begun + at)
        with suppress(RemoteError):
            send(stores[which], url)
    through.faults = lambda number, method, path: ""
    send(stores[last], url)
    found = on_server(url)
    del found[LEDGER]
    assert found == exported(stores[last], tmp_path / "last.nq")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of 120 articles that say nothing."""
    folder = tmp_path_factory.mktemp("many") / "store"
    build(folder, [Told(f"n{n}", "2020-01-01", f"خبر رقم {n}", "لا شيء هنا.") for n in range(120)])
    return folder


def test_a_push_that_was_killed_is_gone_on_with(many: Path, through: Gate, tmp_path: Path) -> None:
    url = through.url("/store")
    call = [sys.executable, "-c", "from mithaq.cli import main; main()", "push", url, "--store", str(many)]
    process = subprocess.Popen(call, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "loader")})

    def kill(number: int, method: str, path: str) -> str:
        if sum(asked.method == "PUT" for asked in through.log) >= 80:
            process.send_signal(signal.SIGKILL)
            return "hung_up"
        return ""

    through.faults = kill
    assert process.wait(60) == -signal.SIGKILL
    through.faults = lambda number, method, path: ""
    assert 0 < len(on_server(url)) < 121
    rest = send(many, url)
    assert (rest.sent, rest.kept) == (71, 50)
    found = on_server(url)
    del found[LEDGER]
    assert found == exported(many, tmp_path / "many.nq")


def test_a_large_graph_goes_in_parts_and_is_gone_on_with(
    stores: list[Path], through: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = through.url("/store")
    monkeypatch.setattr(graphs_module, "_LINES", 50)
    merged = "graph%2Fmerged"

    def parts() -> int:
        return sum(asked.method in ("PUT", "POST") and merged in asked.path for asked in through.log)

    through.faults = lambda number, method, path: "broken" if merged in path and parts() >= 5 else ""
    with pytest.raises(RemoteError, match=r"\(9 of 10 graphs are done: push again to resume\)"):
        send(stores[0], url)
    through.faults = lambda number, method, path: ""
    through.log.clear()
    send(stores[0], url)
    expected = exported(stores[0], tmp_path / "all.nq")
    assert [asked.method for asked in through.log if merged in asked.path] == ["POST"] * (
        -(-len(expected[MERGED]) // 50) - 5
    )
    found = on_server(url)
    del found[LEDGER]
    assert found == expected


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        ("ask_digest", "requires a user and a password: set MITHAQ_ENDPOINT_USER"),
        ("forbidden", "denies access (HTTP 403: not for you)"),
        ("absent", "not found at this URL (HTTP 404)"),
        ("method", "does not support this request (HTTP 405)"),
        ("too_much", "rejects a body of this size (HTTP 413)"),
        ("moved", "server redirects to https://elsewhere.example"),
        ("broken", "has failed (HTTP 500: Out of memory"),
        ("busy", "is busy (HTTP 503) after 3 attempts"),
        ("hung_up", "connection broke (the answer is incomplete) after 3 attempts"),
    ],
)
def test_each_fault_is_one_line(stores: list[Path], through: Gate, fault: str, line: str) -> None:
    through.faults = lambda number, method, path: fault if method != "GET" else ""
    with pytest.raises(RemoteError) as told:
        send(stores[3], through.url("/store"))
    assert line in str(told.value)
    assert "(0 of 2 graphs are done: push again to resume)" in str(told.value)
    assert str(told.value).isprintable()


def test_a_busy_server_is_waited_for(stores: list[Path], through: Gate) -> None:
    through.faults = lambda number, method, path: "busy" if number % 2 else ""
    assert send(stores[3], through.url("/store")).sent == 2


@pytest.mark.parametrize("scheme", ["basic", "digest"])
def test_a_password_is_given_when_asked_for(stores: list[Path], through: Gate, scheme: str) -> None:
    through.scheme = scheme
    known = Credentials(through.user, through.password)
    with Store.open(stores[3]) as store, closing(Connection(through.url("/store"), known, QUICK)) as connection:
        assert push(store, connection, plan_push(store, connection)).sent == 2
    assert len(through.done("PUT")) == 4  # the ledger before and after


def test_an_empty_store_is_not_published(tmp_path: Path, through: Gate) -> None:
    Store.open(tmp_path / "empty", write=True, create=True).close()
    with pytest.raises(RemoteError, match="has no articles; publishing it would delete"):
        send(tmp_path / "empty", through.url("/store"))
    assert through.log == []


@pytest.fixture
def mithaq(
    stores: list[Path], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["mithaq", "push", *words, "--store", str(stores[3])])
        status = 0
        try:
            main()
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        return status, *capfd.readouterr()

    return run


def test_the_command(mithaq: Callable[..., tuple[int, str, str]], through: Gate) -> None:
    url = through.url("/store")
    status, out, err = mithaq(url, "--dry-run")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("would send https://w3id.org/mithaq/id/article/note (")
    assert lines[1].startswith(f"would send {MERGED} (")
    assert lines[2] == "would leave unchanged: 0"
    assert {asked.method for asked in through.log} == {"GET"}
    status, out, err = mithaq(url)
    assert (status, err) == (0, "")
    assert out.startswith(f"{url}: graphs sent: 2 (")
    assert mithaq(url)[1] == f"{url}: graphs sent: 0 (0 statements), deleted: 0, unchanged: 2\n"
    assert mithaq(url, "--all")[1].startswith(f"{url}: graphs sent: 2 (")
    through.scheme = "basic"
    status, out, err = mithaq(url)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"mithaq: {url}: requires a user and a password")


def test_the_command_takes_the_password_from_the_environment(
    mithaq: Callable[..., tuple[int, str, str]], through: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    through.scheme = "digest"
    monkeypatch.setenv("MITHAQ_ENDPOINT_USER", through.user)
    monkeypatch.setenv("MITHAQ_ENDPOINT_PASSWORD", through.password)
    assert mithaq(through.url("/store"))[0] == 0
    monkeypatch.setenv("MITHAQ_ENDPOINT_PASSWORD", "wrong")
    assert "rejects the user and password" in mithaq(through.url("/store"))[2]


if VIRTUOSO:

    def on_virtuoso(server: Server, name: str) -> set[tuple[str, ...]]:
        reply = requests.get(
            server.graphs,
            params={"graph": name},
            headers={"Accept": "application/n-triples"},
            auth=HTTPDigestAuth(server.user, server.password),
            timeout=60,
        )
        return by_graph(reply.content, name)[name]

    def test_virtuoso_holds_what_an_export_has(
        folders: Callable[[str], Path], servers: Callable[[str], Server], tmp_path: Path
    ) -> None:
        """Article by article, after another store was there; and what looks like a page is still a graph."""
        server = servers("virtuoso")
        publish(folders("corpus"), server)
        publish(folders("demo"), server)
        for name, expected in exported(folders("demo"), tmp_path / "demo.nq").items():
            assert on_virtuoso(server, name) == expected
        said = folders("pages")
        publish(said, server)
        assert on_virtuoso(server, MERGED) == exported(said, tmp_path / "pages.nq")[MERGED]
        gone = requests.get(
            server.graphs,
            params={"graph": "https://w3id.org/mithaq/id/article/note"},
            auth=HTTPDigestAuth(server.user, server.password),
            timeout=60,
        )
        assert gone.status_code == 404


@pytest.mark.parametrize("answer", ["absent", "method", "refused", "page"])
def test_the_right_kind_of_url_is_named(stores: list[Path], through: Gate, answer: str) -> None:
    through.faults = lambda number, method, path: answer if method != "GET" or answer == "page" else ""
    with pytest.raises(RemoteError, match=r"give the URL of the server's graph store, not of its query endpoint"):
        send(stores[3], through.url("/store"))
