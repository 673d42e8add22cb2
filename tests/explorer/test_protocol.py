"""The SPARQL 1.1 Protocol, by the cases of the W3C's protocol tests (data-sparql11/protocol) and by SPARQLWrapper."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import requests
from mithaq.errors import UserError
from mithaq.explorer.query_workers import QueryTimeoutError, QueryWorkers, Question
from SPARQLWrapper import CSV, JSON, JSONLD, N3, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from tests.explorer.servers import Explorer, serving

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ASK = "ASK {}"
ARTICLES = "SELECT DISTINCT ?g { GRAPH ?g { ?article a mq:Article } } ORDER BY ?g"
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""A query that ends in no reasonable time."""


@dataclass(frozen=True)
class Case:
    """A request and what the protocol says of the answer. `name` is that of the W3C's test."""

    name: str
    method: str
    status: int
    query: list[tuple[str, str]] = field(default_factory=list)
    body: bytes | None = None
    content_type: str = ""
    accept: str = ""
    kinds: tuple[str, ...] = ()


def form(*fields: tuple[str, str]) -> bytes:
    return urlencode(fields).encode()


ROWS = ("application/sparql-results+json", "application/sparql-results+xml")
GRAPHS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")

CASES = [
    Case("query_get", "GET", 200, [("query", ASK)], kinds=ROWS),
    Case("query_post_form", "POST", 200, body=form(("query", ASK)), content_type=FORM, kinds=ROWS),
    Case("query_post_form with charset", "POST", 200, body=form(("query", ASK)), content_type=f"{FORM}; charset=UTF-8"),
    Case("query_post_direct", "POST", 200, body=ASK.encode(), content_type=QUERY, kinds=ROWS),
    Case("query_post_direct with charset", "POST", 200, body=ASK.encode(), content_type=f'{QUERY};charset="utf-8"'),
    Case("query_content_type_select", "GET", 200, [("query", "SELECT * {}")], kinds=ROWS),
    Case("query_content_type_ask", "GET", 200, [("query", ASK)], kinds=ROWS),
    Case("query_content_type_describe", "GET", 200, [("query", "DESCRIBE <http://example.org/>")], kinds=GRAPHS),
    Case("query_content_type_construct", "GET", 200, [("query", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 3")],
         kinds=GRAPHS),
    Case("bad_query_method", "PUT", 405, [("query", ASK)]),
    Case("bad_query_method", "DELETE", 405, [("query", ASK)]),
    Case("bad_query_method", "PATCH", 405, [("query", ASK)]),
    Case("bad_multiple_queries", "GET", 400, [("query", ASK), ("query", "SELECT * {}")]),
    Case("bad_multiple_queries", "POST", 400, body=form(("query", ASK), ("query", ASK)), content_type=FORM),
    Case("bad_query_wrong_media_type", "POST", 415, body=ASK.encode(), content_type="text/plain"),
    Case("bad_query_missing_form_type", "POST", 415, body=form(("query", ASK))),
    Case("bad_query_missing_direct_type", "POST", 415, body=ASK.encode()),
    Case("bad_query_non_utf8", "POST", 415, body=ASK.encode("utf-16"), content_type=f"{QUERY}; charset=UTF-16"),
    Case("bad_query_non_utf8 undeclared", "POST", 400, body=b"ASK { ?s ?p '\xff' }", content_type=QUERY),
    Case("bad_query_syntax", "GET", 400, [("query", "ASK {")]),
    Case("no query in a form", "POST", 400, body=form(("quer", ASK)), content_type=FORM),
    Case("an empty query", "GET", 400, [("query", "")]),
    Case("a relative graph", "GET", 400, [("query", ASK), ("default-graph-uri", "graph")]),
    Case("update_post_form", "POST", 403, body=form(("update", "CLEAR ALL")), content_type=FORM),
    Case("update_post_direct", "POST", 403, body=b"CLEAR ALL", content_type="application/sparql-update"),
    Case("bad_update_get", "GET", 403, [("update", "CLEAR ALL")]),
    Case("an update as a query", "GET", 400, [("query", "INSERT DATA { <http://a> <http://b> <http://c> }")]),
    Case("an update as a query", "POST", 400, body=b"# \nDROP ALL", content_type=QUERY),
    Case("not acceptable", "GET", 406, [("query", ASK)], accept="image/png"),
    Case("not acceptable for rows", "GET", 406, [("query", ASK)], accept="text/turtle"),
    Case("not acceptable for a graph", "GET", 406, [("query", "DESCRIBE <http://e/>")], accept="text/csv"),
    Case("refused by its weight", "GET", 200, [("query", ASK)],
         accept="application/sparql-results+json;q=0, application/sparql-results+xml", kinds=(ROWS[1],)),
    Case("the most specific range counts", "GET", 200, [("query", ASK)],
         accept="*/*;q=0.9, application/*;q=0.1, text/csv;q=0.5", kinds=("text/tab-separated-values",)),
    Case("too long", "POST", 413, body=b"#" * (1 << 20) + b"\nASK {}", content_type=QUERY),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.method} {case.name}")
def test_protocol(explorer: Explorer, case: Case) -> None:
    headers = {name: text for name, text in (("Content-Type", case.content_type), ("Accept", case.accept)) if text}
    answer = requests.request(
        case.method, f"{explorer.url}/sparql", params=case.query, data=case.body, headers=headers, timeout=60
    )
    assert answer.status_code == case.status, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    kind = answer.headers["Content-Type"].partition(";")[0]
    assert not case.kinds or kind in case.kinds
    if case.status >= 400:
        assert kind == "text/plain"
        assert answer.text.strip()
        assert "Traceback" not in answer.text


def articles_in(answer: requests.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["g"]["value"] for row in answer.json()["results"]["bindings"]]


def asked_by(method: str, explorer: Explorer, query: str, graphs: list[tuple[str, str]]) -> requests.Response:
    accept = {"Accept": ROWS[0]}
    if method == "GET":
        return explorer.get("/sparql", params=[("query", query), *graphs], headers=accept)
    if method == "form":
        return explorer.post("/sparql", data=[("query", query), *graphs], headers=accept)
    return explorer.post("/sparql", params=graphs, data=query.encode(), headers={**accept, "Content-Type": QUERY})


@pytest.mark.parametrize("method", ["GET", "form", "direct"])
def test_datasets_of_the_protocol(explorer: Explorer, method: str) -> None:
    """query_dataset_default_graph(s), query_dataset_named_graphs, query_dataset_full, query_multiple_dataset."""
    one, two, *_ = articles_in(asked_by("GET", explorer, ARTICLES, []))

    def ask(query: str, *graphs: tuple[str, str]) -> bool:
        answer = asked_by(method, explorer, query, list(graphs))
        assert answer.status_code == 200, answer.text
        return bool(answer.json()["boolean"])

    stated = f"{{ <{one}> a mq:Article }}"
    default, named = ("default-graph-uri", one), ("named-graph-uri", one)
    assert ask(f"ASK {stated}", default)
    assert not ask(f"ASK {stated}", ("default-graph-uri", two))
    assert ask(f"ASK {stated}", ("default-graph-uri", two), default)
    assert ask(f"ASK {{ GRAPH ?g {stated} }}", named)
    assert not ask(f"ASK {{ GRAPH ?g {stated} }}", ("named-graph-uri", two))
    assert not ask(f"ASK {stated}", named), "named graphs alone leave the default graph empty"
    assert not ask(f"ASK {{ GRAPH ?g {stated} }}", default), "default graphs alone leave no named graph"
    assert ask(f"ASK {{ <{one}> a mq:Article GRAPH ?g {{ <{two}> a mq:Article }} }}", default, ("named-graph-uri", two))
    assert not ask(f"ASK FROM <{one}> {stated}", ("default-graph-uri", two)), "the protocol's dataset counts"


@pytest.mark.parametrize(
    ("accept", "parse"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
def test_graphs_in_every_format(explorer: Explorer, accept: str, parse: ox.RdfFormat) -> None:
    query = "CONSTRUCT { ?s a ?c ; rdfs:label ?l } { ?s a ?c ; rdfs:label ?l }"
    wanted = explorer.get("/sparql", params={"query": query}, headers={"Accept": "application/n-triples"})
    answer = explorer.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["Content-Type"].partition(";")[0] == accept
    expected = {q.triple for q in ox.parse(wanted.content, format=ox.RdfFormat.N_TRIPLES)}
    assert len(expected) > 50
    assert {q.triple for q in ox.parse(answer.content, format=parse)} == expected


def test_rows_in_every_format(explorer: Explorer) -> None:
    query = "SELECT ?s ?l { ?s a mq:State ; rdfs:label ?l FILTER(lang(?l) = 'ar') } ORDER BY ?s"
    answers = {
        accept: explorer.get("/sparql", params={"query": query}, headers={"Accept": accept})
        for accept in (*ROWS, "text/csv", "text/tab-separated-values")
    }
    count = len(answers[ROWS[0]].json()["results"]["bindings"])
    assert count > 5
    assert answers[ROWS[1]].content.count(b"<result>") == count
    assert len(answers["text/csv"].text.splitlines()) == count + 1
    assert len(answers["text/tab-separated-values"].text.splitlines()) == count + 1
    assert all("charset=utf-8" in answers[kind].headers["Content-Type"] for kind in answers if kind.startswith("text/"))


def test_head_has_the_headers_of_get(explorer: Explorer) -> None:
    url = f"{explorer.url}/sparql"
    got, head = (requests.request(m, url, params={"query": ASK}, timeout=60) for m in ("GET", "HEAD"))
    assert head.status_code == 200
    assert head.headers["Content-Type"] == got.headers["Content-Type"]
    assert head.content == b""
    assert got.json()["boolean"] is True


def test_a_page_elsewhere_may_query(explorer: Explorer) -> None:
    answer = requests.options(
        f"{explorer.url}/sparql",
        headers={
            "Origin": "https://yasgui.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
        timeout=60,
    )
    assert answer.status_code == 204
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "content-type" in answer.headers["Access-Control-Allow-Headers"].lower()


@pytest.mark.parametrize("form_", [JSON, XML, CSV, TSV])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_rows(explorer: Explorer, form_: str, method: str) -> None:
    client = SPARQLWrapper(f"{explorer.url}/sparql")
    client.setReturnFormat(form_)
    client.setMethod(method)
    client.setQuery("SELECT ?state { ?state a mq:State } ORDER BY ?state")
    found: Any = client.queryAndConvert()
    text = json.dumps(found) if form_ == JSON else found.toxml() if form_ == XML else found.decode()
    assert "https://w3id.org/mithaq/id/state/QA" in text


@pytest.mark.parametrize("form_", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_graphs(explorer: Explorer, form_: str) -> None:
    client = SPARQLWrapper(f"{explorer.url}/sparql")
    client.setReturnFormat(form_)
    client.setQuery("CONSTRUCT { ?s a mq:State } { ?s a mq:State }")
    client.setRequestMethod("postdirectly")
    client.setMethod("POST")
    found: Any = client.queryAndConvert()
    text = found.decode() if isinstance(found, bytes) else found.serialize(format="nt")
    assert "mithaq/id/state/QA" in text or "state:QA" in text


def test_sparqlwrapper_ask_and_errors(explorer: Explorer) -> None:
    client = SPARQLWrapper(f"{explorer.url}/sparql", returnFormat=JSON)
    client.setQuery("ASK { ?s a mq:State }")
    found: Any = client.queryAndConvert()
    assert found["boolean"] is True
    client.setQuery("SELECT nothing")
    with pytest.raises(Exception, match="does not parse"):
        client.query()


# ---------------------------------------------------------------- descriptions


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
@pytest.mark.parametrize(
    ("accept", "parse"),
    [
        ("", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_descriptions(explorer: Explorer, path: str, accept: str, parse: ox.RdfFormat) -> None:
    answer = explorer.get(path, headers={"Accept": accept or "*/*"})
    graph = ox.Store()
    graph.extend(ox.parse(answer.content, format=parse))
    prefixes = {"sd": "http://www.w3.org/ns/sparql-service-description#", "void": "http://rdfs.org/ns/void#"}
    endpoint = f"<{explorer.url}/sparql>"
    assert graph.query(f"ASK {{ ?d a void:Dataset ; void:sparqlEndpoint {endpoint} }}", prefixes=prefixes)
    if path == "/sparql":
        described = f"ASK {{ ?s a sd:Service ; sd:endpoint {endpoint} ; sd:supportedLanguage sd:SPARQL11Query }}"
        assert graph.query(described, prefixes=prefixes)
    stated = graph.query("SELECT ?n { ?d void:sparqlEndpoint ?e ; void:triples ?n }", prefixes=prefixes)
    counted = explorer.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    assert isinstance(stated, ox.QuerySolutions)
    assert [row["n"].value for row in stated] == [counted["results"]["bindings"][0]["n"]["value"]]


def test_a_browser_at_the_endpoint_gets_the_editor(explorer: Explorer) -> None:
    answer = explorer.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.url == f"{explorer.url}/query"
    assert "<textarea" in answer.text


# ---------------------------------------------------------------- limits


@contextmanager
def listening() -> Iterator[tuple[int, list[str]]]:
    """A server on loopback that counts who asks it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", ROWS[0])
            self.end_headers()
            self.wfile.write(b'{"head":{"vars":[]},"results":{"bindings":[{}]}}')

        do_GET = do_POST

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        server.server_close()


SERVICES = [
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service silent <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{SERVICE<{url}>{{?s ?p ?o}}}}",
    "SELECT * {{ SERVICESILENT<{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?url {{ <{url}> }} SERVICE ?url {{ ?s ?p ?o }} }}",
    "PREFIX ex: <{url}> SELECT * {{ SERVICEex: {{ ?s ?p ?o }} }}",
    "PREFIX : <{url}> SELECT * {{ SERVICE: {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p trueSERVICE<{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ # a comment\rSERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ FILTER(1<2 && 3>2) SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p <http://e/\\u0023> SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
]


@pytest.mark.parametrize("query", SERVICES)
def test_no_query_makes_the_server_ask_another(explorer: Explorer, query: str) -> None:
    with listening() as (port, asked):
        answer = explorer.get("/sparql", params={"query": query.format(url=f"http://127.0.0.1:{port}/")})
        assert answer.status_code == 400
        assert "SERVICE" in answer.text
        assert not asked


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ('SERVICE <http://e/>' AS ?text) {}",
        "SELECT * { # SERVICE\n ?s a mq:State }",
        "SELECT ?service { ?service a <http://e/SERVICE> }",
        "PREFIX ex: <http://e/> SELECT * { ?s a ex:Service }",
    ],
)
def test_the_word_elsewhere_is_no_service(explorer: Explorer, query: str) -> None:
    assert explorer.get("/sparql", params={"query": query}).status_code == 200


@pytest.fixture
def workers(seeds_store: Path) -> Iterator[Callable[..., QueryWorkers]]:
    made: list[QueryWorkers] = []

    def make(**settings: float) -> QueryWorkers:
        made.append(QueryWorkers(seeds_store, **settings))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_a_query_that_does_not_end_is_ended_with_its_process(workers: Callable[..., QueryWorkers]) -> None:
    some = workers(count=1, seconds=60)
    some.ask(Question(ASK))  # the process runs
    some._seconds = 1
    worker = some._idle.get()
    some._idle.put(worker)
    assert worker is not None
    begun = time.monotonic()
    with pytest.raises(QueryTimeoutError, match="longer than 1 seconds"):
        some.ask(Question(HEAVY))
    assert time.monotonic() - begun < 8
    assert not worker.process.is_alive()
    some._seconds = 60
    assert json.loads(some.ask(Question(ASK)).body)["boolean"] is True


def test_queries_wait_no_longer_than_they_may_take(workers: Callable[..., QueryWorkers]) -> None:
    some = workers(count=1, seconds=60)
    some.ask(Question(ASK))
    some._seconds = 0.5
    taken = some._idle.get()
    begun = time.monotonic()
    with pytest.raises(QueryTimeoutError, match="other queries"):
        some.ask(Question(ASK))
    assert time.monotonic() - begun < 6
    some._idle.put(taken)


def test_long_queries_leave_pages_and_the_server_alone(seeds_store: Path) -> None:
    with serving(seeds_store, "--query-seconds", "3") as server:
        server.get("/")
        answers: list[int] = []

        def ask() -> None:
            answers.append(server.get("/sparql", params={"query": HEAVY}).status_code)

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        begun = time.monotonic()
        for _ in range(5):
            assert server.get("/id/state/QA").status_code == 200
        assert time.monotonic() - begun < 5
        for thread in threads:
            thread.join()
        assert set(answers) == {503}
        server.until("/sparql?query=ASK{}", "true")  # new workers have started


def test_a_query_that_needs_too_much_memory_ends_alone(workers: Callable[..., QueryWorkers]) -> None:
    some = workers(count=1, seconds=60, memory=400 * 1024**2)
    with pytest.raises(UserError, match="too much memory"):
        some.ask(Question("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f LIMIT 1"))
    assert json.loads(some.ask(Question(ASK)).body)["boolean"] is True


def test_a_large_answer_is_refused_with_advice(explorer: Explorer) -> None:
    answer = explorer.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"})
    assert answer.status_code == 400
    assert "LIMIT" in answer.text


def test_a_body_that_does_not_come_is_given_up(impatient: Explorer) -> None:
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=60) as line:
        line.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n")
        line.sendall(b"Content-Length: 100\r\n\r\nASK")
        line.settimeout(45)
        assert b" 408 " in line.recv(1000).splitlines()[0]
