"""The tests of the SPARQL 1.1 Protocol that the W3C publishes, as a table of requests and of what must be answered.

Source: https://w3c.github.io/rdf-tests/sparql/sparql11/protocol/, all 34 tests, by their names there. The tests of
updates that the suite expects to succeed are here with a refusal: the explorer's endpoint only reads, and the protocol
leaves it to a service whether it takes updates.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["DATA", "TESTS", "Expected", "Test"]

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
DATA = tuple(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in range(4))
"""The graphs that the tests name; in the graphs 1 to 3 each is stated to be a foaf:Document."""


class Expected(StrEnum):
    """What is answered."""

    TRUE = "a boolean, which is true"
    BOOLEAN = "a boolean"
    ROWS = "rows"
    GRAPH = "a graph"
    CLIENT_ERROR = "an error of the client"
    REFUSED = "a refusal of the update"


@dataclass(frozen=True)
class Test:
    """A request."""

    name: str
    expected: Expected
    method: str = "POST"
    parameters: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    content_type: str = ""

    __test__ = False


def default_graphs(*numbers: int) -> tuple[tuple[str, str], ...]:
    return tuple(("default-graph-uri", DATA[number]) for number in numbers)


def named_graphs(*numbers: int) -> tuple[tuple[str, str], ...]:
    return tuple(("named-graph-uri", DATA[number]) for number in numbers)


def direct(name: str, expected: Expected, query: str, parameters: tuple[tuple[str, str], ...] = ()) -> Test:
    return Test(name, expected, "POST", parameters, query.encode(), QUERY)


def update(name: str, text: str, *parameters: tuple[str, str]) -> Test:
    return Test(name, Expected.REFUSED, "POST", parameters, text.encode(), UPDATE)


def using(*numbers: int) -> list[tuple[str, str]]:
    return [("using-graph-uri", DATA[number]) for number in numbers]


def using_named(*numbers: int) -> list[tuple[str, str]]:
    return [("using-named-graph-uri", DATA[number]) for number in numbers]


BOTH = f"ASK {{ <{DATA[1]}> a ?type . <{DATA[2]}> a ?type . }}"
IN_GRAPHS = f"{{ GRAPH ?g1 {{ <{DATA[1]}> a ?type }} GRAPH ?g2 {{ <{DATA[2]}> a ?type }} }}"
FULL = f"ASK {{ <{DATA[3]}> a ?type {IN_GRAPHS[1:]}"
INSERT = (
    "INSERT { GRAPH <http://example.org/test/> { ?s a <http://purl.org/dc/terms/BibliographicResource> } } "
    "WHERE { ?s a <http://xmlns.com/foaf/0.1/Document> }"
)
ANY = default_graphs(0)

TESTS = [
    Test("query_post_form", Expected.TRUE, "POST", ANY, b"query=ASK%20%7B%7D", FORM),
    Test("query_dataset_default_graphs_get", Expected.TRUE, "GET", (("query", BOTH), *default_graphs(1, 2))),
    direct("query_dataset_default_graphs_post", Expected.TRUE, BOTH, default_graphs(1, 2)),
    direct("query_dataset_named_graphs_post", Expected.TRUE, f"ASK {IN_GRAPHS}", named_graphs(1, 2)),
    Test("query_dataset_named_graphs_get", Expected.TRUE, "GET", (("query", f"ASK {IN_GRAPHS}"), *named_graphs(1, 2))),
    direct("query_dataset_full", Expected.TRUE, FULL, (*default_graphs(3), *named_graphs(1, 2))),
    direct("query_multiple_dataset", Expected.TRUE, f"ASK FROM <{DATA[3]}> {IN_GRAPHS}", named_graphs(1, 2)),
    Test("query_get", Expected.TRUE, "GET", (("query", "ASK {}"), *ANY)),
    direct("query_content_type_select", Expected.ROWS, "SELECT (1 AS ?value) {}", ANY),
    direct("query_content_type_ask", Expected.BOOLEAN, "ASK {}", ANY),
    direct("query_content_type_describe", Expected.GRAPH, "DESCRIBE <http://example.org/>", ANY),
    direct("query_content_type_construct", Expected.GRAPH, "CONSTRUCT { <s> <p> 1 } WHERE {}", ANY),
    update("update_dataset_default_graph", INSERT, *using(1)),
    update("update_dataset_default_graphs", INSERT, *using(1, 2)),
    update("update_dataset_named_graphs", INSERT, *using_named(1, 2)),
    update("update_dataset_full", INSERT, *using(1), *using_named(2)),
    Test("update_post_form", Expected.REFUSED, "POST", (), b"update=CLEAR+ALL", FORM),
    update("update_post_direct", "CLEAR ALL"),
    update("update_base_uri", "INSERT DATA { GRAPH <http://example.org/test/> { <http://example.org/s> <p> <test> } }"),
    direct("query_post_direct", Expected.TRUE, "ASK {}"),
    Test("bad_query_method", Expected.CLIENT_ERROR, "PUT", (("query", "ASK {}"), *ANY), b"", FORM),
    Test("bad_multiple_queries", Expected.CLIENT_ERROR, "GET", (("query", "ASK {}"), ("query", "SELECT * {}"))),
    Test("bad_query_wrong_media_type", Expected.CLIENT_ERROR, "POST", (), b"ASK {}", "text/plain"),
    Test("bad_query_missing_form_type", Expected.CLIENT_ERROR, "POST", (), b"query=ASK%20%7B%7D"),
    Test("bad_query_missing_direct_type", Expected.CLIENT_ERROR, "POST", (), b"ASK {}"),
    Test("bad_query_non_utf8", Expected.CLIENT_ERROR, "POST", (), "ASK {}".encode("utf-16"),
         f"{QUERY}; charset=UTF-16"),
    Test("bad_query_syntax", Expected.CLIENT_ERROR, "GET", (("query", "ASK {"),)),
    Test("bad_update_get", Expected.CLIENT_ERROR, "GET", (("update", "CLEAR ALL"),)),
    Test("bad_multiple_updates", Expected.CLIENT_ERROR, "POST", (),
         b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM),
    Test("bad_update_wrong_media_type", Expected.CLIENT_ERROR, "POST", (), b"CLEAR NAMED", "text/plain"),
    Test("bad_update_missing_form_type", Expected.CLIENT_ERROR, "POST", (), b"update=CLEAR%20NAMED"),
    Test("bad_update_non_utf8", Expected.CLIENT_ERROR, "POST", (), "CLEAR NAMED".encode("utf-16"),
         f"{UPDATE}; charset=UTF-16"),
    Test("bad_update_syntax", Expected.CLIENT_ERROR, "POST", (), b"update=CLEAR%20XYZ", FORM),
    Test("bad_update_dataset_conflict", Expected.CLIENT_ERROR, "POST",
         (("using-named-graph-uri", "http://example/people"),),
         b"WITH <http://example/addresses> DELETE { ?p ?n 'Bill' } INSERT { ?p ?n 'William' } WHERE { ?p ?n 'Bill' }",
         UPDATE),
]  # fmt: skip
