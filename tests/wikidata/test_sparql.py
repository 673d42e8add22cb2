"""A SPARQL endpoint with Wikidata's data, over a real engine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from mithaq.wikidata import KnownItems, Subject, decide_all
from mithaq.wikidata.cache import Cache
from mithaq.wikidata.client import ServiceClient
from mithaq.wikidata.sparql import SparqlSource
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

from tests.wikidata.samples import BODY, MINISTER, QUICK

DATA = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> .
@prefix s: <http://www.wikidata.org/entity/statement/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
wd:Q90000001 rdfs:label "سالم بن راشد الهنائي"@ar, "Salim al-Hinai"@en ; wdt:P31 wd:Q5 ; wdt:P27 wd:Q842 ; p:P39 s:one .
s:one ps:P39 wd:Q90000011 ; pq:P580 "2018-01-01T00:00:00Z"^^xsd:dateTime ;
  pq:P582 "2021-01-01T00:00:00Z"^^xsd:dateTime .
wd:Q90000011 rdfs:label "Minister of Defence of Oman"@en ; wdt:P1001 wd:Q842 .
wd:Q90000002 rdfs:label "لاعب"@ar ; skos:altLabel "سالم بن راشد الهنائي"@ar ; wdt:P31 wd:Q5 ; wdt:P27 wd:Q805 .
wd:Q90000003 rdfs:label "الهيئة العمانية للأرصاد البحرية"@ar ; wdt:P31 wd:Q90000021 ; wdt:P17 wd:Q842 .
wd:Q90000021 wdt:P279 wd:Q43229 .
"""


class _Endpoint(BaseHTTPRequestHandler):
    engine: Store
    asked: list[str]

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        query = parse_qs(text)["query"][0]
        self.asked.append(query)
        found = self.engine.query(query)
        assert isinstance(found, QuerySolutions)
        data: Any = found.serialize(format=QueryResultsFormat.JSON)
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *stated: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[tuple[str, list[str]]]:
    engine, asked = Store(), []  # type: ignore[var-annotated]
    engine.load(DATA.encode(), format=RdfFormat.TURTLE)
    handler = type("Handler", (_Endpoint,), {"engine": engine, "asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql", asked
    server.shutdown()
    server.server_close()


def source(url: str, folder: Path) -> SparqlSource:
    return SparqlSource(url, Cache(folder / "cache.sqlite"), ServiceClient("tests@example.org", QUICK))


def test_an_endpoint_gives_candidates_with_posts_and_types(endpoint: tuple[str, list[str]], tmp_path: Path) -> None:
    report = decide_all([MINISTER, BODY], KnownItems([]), [source(endpoint[0], tmp_path)])
    assert [decision.qid for decision in report.decisions] == ["Q90000001", "Q90000003"]
    best = report.decisions[0].best
    assert best is not None
    assert {"state", "post"} <= {feature.name for feature in best.features}


def test_a_second_run_asks_nothing(endpoint: tuple[str, list[str]], tmp_path: Path) -> None:
    url, asked = endpoint
    for _ in range(2):
        source(url, tmp_path).candidates([MINISTER, BODY])
    assert len(asked) == 1


@pytest.mark.parametrize("name", ['علي" } DROP ALL #', "علي\\", "علي\nمحمد", 'علي"@ar } #', "علي\u202e محمد"])
def test_a_name_cannot_change_the_query(name: str, endpoint: tuple[str, list[str]], tmp_path: Path) -> None:
    hostile = Subject("x:1", "organization", (name,))
    assert source(endpoint[0], tmp_path).candidates([hostile]) == {"x:1": []}
    assert endpoint[1][0].count("VALUES ?name") == 1
