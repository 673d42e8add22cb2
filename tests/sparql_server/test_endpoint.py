"""Asking a server: what goes wrong is one line, what goes right is what the store says."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from mithaq.cli import main
from mithaq.sparql_server import DEFAULT, Connection, Credentials, Endpoint, RemoteError, RequestLimits
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from tests.sparql_server.conftest import publish
from tests.sparql_server.gate import Gate, gate
from tests.sparql_server.servers import VIRTUOSO, Server

QUICK = RequestLimits(tries=3, delay=0.001, connect=5, read=0.5, deadline=1.0, size=100_000)
COUNT = "SELECT (COUNT(?s) AS ?n) { ?s a mq:State }"


@pytest.fixture
def faulty() -> Iterator[Gate]:
    with gate(Gate()) as setup:
        yield setup


@pytest.fixture(scope="module")
def corpus_server(folders: Callable[[str], Path], servers: Callable[[str], Server]) -> Server:
    publish(folders("corpus"), servers("oxigraph"))
    return servers("oxigraph")


def ask(url: str, text: str = COUNT, limits: RequestLimits = QUICK, graph: str | None = DEFAULT) -> Any:
    with closing(Connection(url, limits=limits)) as connection:
        return Endpoint(connection, graph).query(text)


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        ("moved", "server redirects to https://elsewhere.example/sparql"),
        ("ask_basic", "requires a user and a password: set MITHAQ_ENDPOINT_USER and MITHAQ_ENDPOINT_PASSWORD"),
        ("forbidden", "denies access (HTTP 403: not for you)"),
        ("absent", "not found at this URL (HTTP 404): give the URL of the SPARQL endpoint"),
        ("refused", "rejects the query: it does not understand the request (HTTP 400: Virtuoso 37000"),
        ("broken", "has failed (HTTP 500: Out of memory [31m)"),
        ("page", "returned a web page: give the URL of the SPARQL endpoint"),
        ("image", "returned image/png instead of SPARQL results"),
        ("cut", "the response is incomplete or damaged"),
        ("nonsense", "the response is incomplete or damaged"),
        ("short", "connection broke (the answer is incomplete) after 3 attempts"),
        ("partial", "reached the server's time limit and returned a partial result"),
        ("large", "the answer is larger than 100,000 bytes"),
        ("drip", "the answer took longer than 1 seconds"),
        ("dripping_headers", "the answer took longer than 1 seconds"),
        ("silent", "did not answer within 0.5 seconds"),
        ("hung_up", "connection broke (the answer is incomplete) after 3 attempts"),
        ("busy", "is busy (HTTP 503) after 3 attempts: run again later"),
        ("busy_for_an_hour", "asks to wait 3600 seconds"),
    ],
)
def test_each_fault_is_one_line(faulty: Gate, fault: str, line: str) -> None:
    faulty.faults = lambda number, method, path: fault
    url = faulty.url("/sparql")
    with pytest.raises(RemoteError) as told:
        ask(url)
    assert str(told.value).startswith(f"{url}: ")
    assert line in str(told.value)
    assert str(told.value).isprintable()
    assert "SPARQL query:" not in str(told.value)


def test_nobody_there(faulty: Gate) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unheard.getsockname()[1]}/sparql"
        with pytest.raises(RemoteError, match=r"cannot be reached \(connection refused\): is the server running"):
            ask(url)
    with pytest.raises(RemoteError, match="cannot be reached"):
        ask("http://nowhere.invalid/sparql")


@pytest.mark.parametrize(
    "url",
    [
        "sparql",
        "ftp://example.org/x",
        "http://",
        "http://a:b@example.org/",
        "http://x:99999/",
        "http://a b/",
        "http://a..b/",
    ],
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(RemoteError, match=r"is not a server URL|credentials in a URL"):
        ask(url)


def test_a_server_that_was_busy_is_asked_again_when_it_says(faulty: Gate) -> None:
    faulty.faults = lambda number, method, path: ["", "busy_two_seconds", "hung_up", ""][number] if number < 4 else ""
    waits: list[float] = []
    with closing(Connection(faulty.url("/"), limits=QUICK, sleep=waits.append)) as connection:
        assert isinstance(Endpoint(connection, DEFAULT).query(COUNT), QuerySolutions)
    assert len(faulty.log) == 3
    assert waits == [2.0, 0.002]


@pytest.mark.parametrize(
    ("scheme", "challenge"),
    [
        ("basic", 'Basic realm="digest of the news"'),
        ("basic", 'Negotiate YWJj, Basic realm="x, Digest y", charset="UTF-8"'),
        ("basic", 'Digest realm="old", nonce="abc", qop="auth", algorithm=UNKNOWN, Basic realm="new"'),
        ("basic", "BASIC"),
        ("digest", 'Digest nonce="abc", qop="auth"'),
        ("digest", 'Basic realm="gate", Digest realm="basic", nonce="abc", qop="auth-int,auth"'),
    ],
)
def test_a_challenge_is_read_by_its_grammar(faulty: Gate, scheme: str, challenge: str) -> None:
    faulty.scheme, faulty.challenge = scheme, challenge
    with closing(Connection(faulty.url("/"), Credentials(faulty.user, faulty.password), QUICK)) as connection:
        Endpoint(connection, DEFAULT).query(COUNT)
    assert len(faulty.done("POST")) == 1


def test_a_nonce_that_has_expired_is_replaced(faulty: Gate) -> None:
    faulty.scheme = "digest"
    with closing(Connection(faulty.url("/"), Credentials("سالم", faulty.password), QUICK)) as connection:
        faulty.user = "سالم"
        endpoint = Endpoint(connection, DEFAULT)
        endpoint.query(COUNT)
        faulty.faults = lambda number, method, path: "ask_digest" if number == 3 else ""
        endpoint.query(COUNT)
    assert [asked.fault for asked in faulty.log] == ["ask_digest", "", "ask_digest", ""]
    assert "username*=UTF-8''%D8%B3" in faulty.log[1].headers["Authorization"]


def test_an_authentication_that_is_not_supported_is_named(faulty: Gate) -> None:
    faulty.scheme, faulty.challenge = "basic", "Negotiate, Bearer realm=basic"
    with (
        closing(Connection(faulty.url("/"), Credentials("a", "b"), QUICK)) as connection,
        pytest.raises(RemoteError, match=r"not supported \(negotiate, bearer\)"),
    ):
        Endpoint(connection, DEFAULT).query(COUNT)


@pytest.mark.parametrize("scheme", ["basic", "digest"])
def test_a_password_is_given_when_asked_for(faulty: Gate, scheme: str) -> None:
    faulty.scheme = scheme
    with closing(Connection(faulty.url("/a?b=c"), Credentials(faulty.user, faulty.password), QUICK)) as connection:
        endpoint = Endpoint(connection, DEFAULT)
        endpoint.query(COUNT)
        endpoint.query(COUNT)
    assert "Authorization" not in faulty.log[0].headers
    assert len(faulty.done("POST")) == 2
    with (
        closing(Connection(faulty.url("/"), Credentials(faulty.user, "wrong"), QUICK)) as connection,
        pytest.raises(RemoteError, match="rejects the user and password in MITHAQ_ENDPOINT_USER"),
    ):
        Endpoint(connection, DEFAULT).query(COUNT)


def test_no_password_is_taken_from_elsewhere(faulty: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login dba password dba\n", encoding="ascii")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    ask(faulty.url("/sparql"))
    assert all("Authorization" not in asked.headers for asked in faulty.log)


def test_queries_are_sent_as_forms_with_the_prefixes_they_use(faulty: Gate) -> None:
    ask(faulty.url("/sparql"), 'PREFIX skos: <urn:x#> SELECT * { ?s mq:act skos:a ; rdfs:label "dcterms:no" } # oa:no')
    (asked,) = faulty.log
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    (query,) = dict(parse_qsl(asked.body.decode())).values()
    assert query.startswith("PREFIX mq: <https://w3id.org/mithaq/ontology#> PREFIX rdfs: <")
    assert query.count("PREFIX skos:") == 1
    assert "PREFIX dcterms:" not in query
    assert "PREFIX oa:" not in query


# ----------------------------------------------------------------- which graph


def test_the_merged_graph_is_found_wherever_it_is(
    folders: Callable[[str], Path], servers: Callable[[str], Server]
) -> None:
    server = servers("oxigraph")
    for where in (None, DEFAULT, "urn:x:mine"):
        publish(folders("corpus"), server, where)
        for given in {where, None} if where in (None, DEFAULT) else {where}:
            (row,) = ask(server.query, COUNT, RequestLimits(), given)
            assert row["n"].value == "5", (where, given)
    publish(folders("corpus"), server)
    (row,) = ask(server.query, COUNT, RequestLimits(), DEFAULT)
    assert row["n"].value == "0"


def test_graph_by_name_and_all_graphs(corpus_server: Server) -> None:
    every = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    assert [row["g"].value.rpartition("/")[2] for row in ask(corpus_server.query, every, RequestLimits(), None)] == [
        "baghdad-7", "baghdad-8", "doha-1", "doha-2", "empty", "forum-1", "forum-2", "kuwait-3", "note",
    ]  # fmt: skip
    for name in ("<https://w3id.org/mithaq/id/article/doha-1>", "art:doha-1"):
        known = "PREFIX art: <https://w3id.org/mithaq/id/article/>"
        text = f"{known} ASK {{ GRAPH {name} {{ ?s a mq:Article }} ?x a mq:Tenure }}"
        answer = ask(corpus_server.query, text, RequestLimits(), None)
        assert isinstance(answer, QueryBoolean)
        assert answer


def test_a_server_that_ignores_the_choice_of_graph_is_found_out(faulty: Gate) -> None:
    """It says yes to whatever it is asked, as one that does not know `default-graph-uri` would."""
    yes = json.dumps({"head": {}, "boolean": True}).encode()
    faulty.reply = lambda body: (200, yes, "application/sparql-results+json")
    with pytest.raises(RemoteError, match="does not support default-graph-uri"):
        ask(faulty.url("/"), graph=None)


# ------------------------------------------------------------------------ cuts


def test_what_virtuoso_cuts_is_fetched_in_pages(faulty: Gate) -> None:
    rows = [{"x": {"type": "literal", "value": str(n)}} for n in range(25)]

    def reply(body: bytes) -> tuple[int, bytes, str]:
        query = dict(parse_qsl(body.decode()))["query"]
        limit, offset = 10, 0
        if query.startswith("SELECT * { { SELECT ?x"):
            limit, offset = (int(word) for word in query.split()[-3::2])
        found = {"head": {"vars": ["x"]}, "results": {"bindings": rows[offset : offset + limit]}}
        return 200, json.dumps(found).encode(), "application/sparql-results+json"

    faulty.reply = reply
    faulty.headers = {"X-SPARQL-MaxRows": "10"}
    solutions = ask(faulty.url("/"), "SELECT ?x { ?s ?p ?x } ORDER BY ?x # all")
    assert isinstance(solutions, QuerySolutions)
    assert [row["x"].value for row in solutions] == [str(n) for n in range(25)]
    with pytest.raises(RemoteError, match="returns at most 10 rows"):
        ask(faulty.url("/"), "SELECT ?x FROM <urn:g> { ?s ?p ?x }")


def test_a_graph_that_virtuoso_may_have_cut_is_made_from_its_solutions(faulty: Gate) -> None:
    """The server gives 1,000 triples of 2,500 for the graph, and pages of 1,000 rows for the solutions."""
    names = [f"http://example.org/{n}" for n in range(2_500)]
    asked = '# a note {\nCONSTRUCT { ?s a mq:State . ?s mq:iso3166 "}" } WHERE { ?s ?p ?o } ORDER BY ?s'

    def reply(body: bytes) -> tuple[int, bytes, str]:
        query = dict(parse_qsl(body.decode()))["query"]
        if "CONSTRUCT" in query:
            lines = "".join(f"<{name}> <urn:p> <urn:o> .\n" for name in names[:1_000])
            return 200, lines.encode(), "application/n-triples"
        offset = int(query.split()[-1]) if "OFFSET" in query else 0
        rows = [{"s": {"type": "uri", "value": name}} for name in names[offset : offset + 1_000]]
        found = {"head": {"vars": ["s"]}, "results": {"bindings": rows}}
        return 200, json.dumps(found).encode(), "application/sparql-results+json"

    faulty.reply = reply
    faulty.headers = {"Server": "Virtuoso/07", "X-SPARQL-MaxRows": "1000"}
    graph = ask(faulty.url("/"), asked, replace(QUICK, size=1_000_000))
    assert isinstance(graph, QueryTriples)
    assert len(set(graph)) == 5_000
    with pytest.raises(RemoteError, match="may have truncated the graph"):
        ask(faulty.url("/"), "CONSTRUCT WHERE { ?s ?p ?o }", replace(QUICK, size=1_000_000))


if VIRTUOSO:

    def test_virtuoso_gives_more_rows_than_it_is_set_to(servers: Callable[[str], Server]) -> None:
        server = servers("virtuoso")
        label = "http://www.w3.org/2000/01/rdf-schema#label"
        graph = "".join(f'<http://example.org/{n}> <{label}> "{n:05}" .\n' for n in range(11_000))
        with closing(Connection(server.graphs, Credentials(server.user, server.password))) as connection:
            turtle = {"Content-Type": "text/turtle"}
            connection.send("PUT", [("graph", "urn:x:large")], body=graph.encode(), headers=turtle)
        rows = ask(server.query, "SELECT ?n { ?s rdfs:label ?n } ORDER BY DESC(?n)", RequestLimits(), "urn:x:large")
        assert isinstance(rows, QuerySolutions)
        assert [row["n"].value for row in rows] == [f"{n:05}" for n in reversed(range(11_000))]
        text = "CONSTRUCT { ?s rdfs:comment ?n } WHERE { ?s rdfs:label ?n }"
        made = ask(server.query, text, RequestLimits(), "urn:x:large")
        assert isinstance(made, QueryTriples)
        assert len(set(made)) == 11_000


# ----------------------------------------------------------------- the command


@pytest.fixture
def mithaq(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., tuple[int, str, str]]:
    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["mithaq", *words])
        status = 0
        try:
            main()
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


def test_the_command_answers_alike_with_and_without_a_server(
    mithaq: Callable[..., tuple[int, str, str]], corpus_server: Server, folders: Callable[[str], Path]
) -> None:
    calls = [
        ["query", "run", "agreements-between", "-p", "state=قطر", "-p", "other=IQ"],
        ["query", "run", "neighbourhood", "-p", "thing=كاظم جواد الربيعي"],
        ["query", "run", "accusations", "--limit", "1", "--format", "xml"],
        ["query", "run", "visits-of-official", "-p", "official=من لا يعرفه أحد"],
        ["query", "run", "agreements-between", "-p", "state=SA", "-p", "other=KW", "--fail-if-none"],
        ["sparql", "ASK { ?s a mq:Visit }", "--format", "json"],
        ["sparql", "DELETE WHERE { ?s ?p ?o }"],
    ]
    for call in calls:
        here = mithaq(*call, "--store", str(folders("corpus")))
        there = mithaq(*call, "--store", "/nonexistent", "--endpoint", corpus_server.query)
        assert here == there, call


def test_what_cannot_be_asked_of_a_server(mithaq: Callable[..., tuple[int, str, str]], corpus_server: Server) -> None:
    call = ["query", "run", "accusations"]
    for words, line in (
        ([*call, "--endpoint", corpus_server.query, "--as-of", "2016"], "--as-of resolves identities again"),
        ([*call, "--graph", "default"], "use it with --endpoint"),
        ([*call, "--endpoint", corpus_server.query, "--graph", "no IRI"], "--graph: 'no IRI' is not an IRI"),
        (["sparql", "SELECT ?s { ?s ?p", "--endpoint", corpus_server.query], "rejects the query: "),
    ):
        status, out, err = mithaq(*words)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("mithaq: ")
        assert line in err


ROW = {"n": {"type": "literal", "value": "7", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}}


@pytest.mark.parametrize(
    "answer",
    [
        # QLever's
        {
            "head": {"vars": ["n"]},
            "results": {"bindings": [ROW]},
            "meta": {"query-time-ms": 4, "result-size-total": 1},
        },
        # Comunica's
        {"head": {"vars": ["n"]}, "results": {"bindings": [ROW]}, "metadata": {"httpRequests": 2}},
        # Virtuoso's
        {"head": {"link": [], "vars": ["n"]}, "results": {"distinct": False, "ordered": True, "bindings": [ROW]}},
        # members before those of the standard
        {"warnings": ["slow"], "results": {"bindings": [ROW], "x": None}, "head": {"vars": ["n"], "y": [{}]}},
    ],
)
def test_members_that_the_standard_does_not_know_are_passed_over(faulty: Gate, answer: dict[str, object]) -> None:
    faulty.reply = lambda body: (200, json.dumps(answer).encode(), "application/sparql-results+json")
    assert [row["n"].value for row in ask(faulty.url("/sparql"))] == ["7"]


def test_a_boolean_with_members_of_the_servers_own(faulty: Gate) -> None:
    body = json.dumps({"meta": {}, "head": {}, "boolean": True}).encode()
    faulty.reply = lambda _: (200, body, "application/sparql-results+json")
    assert bool(ask(faulty.url("/sparql"), "ASK { ?s ?p ?o }"))


@pytest.mark.parametrize(
    "body", ["[]", '{"error": "x"}', '{"head": 1, "results": 2}', '{"head": {"vars": ["n"]}, "resu']
)
def test_json_that_holds_no_results_is_damaged(faulty: Gate, body: str) -> None:
    faulty.reply = lambda _: (200, body.encode(), "application/sparql-results+json")
    with pytest.raises(RemoteError, match="incomplete or damaged"):
        ask(faulty.url("/sparql"))
