"""Comunica, a SPARQL engine in JavaScript, over the endpoint and over the linked data of the explorer.

It is an npm package, `npm install @comunica/query-sparql@4`; the tests run where `comunica-sparql` is on the PATH or
named by MITHAQ_COMUNICA.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from tests.explorer.servers import Explorer

COMMAND = shutil.which(os.environ.get("MITHAQ_COMUNICA") or "comunica-sparql")
MQ = "https://w3id.org/mithaq/ontology#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

pytestmark = pytest.mark.skipif(COMMAND is None, reason="no comunica-sparql on the PATH, nor named by MITHAQ_COMUNICA")


def rows_of(text: str) -> list[dict[str, str]]:
    return [{name: cell["value"] for name, cell in row.items()} for row in json.loads(text)["results"]["bindings"]]


def comunica(source: str, query: str) -> list[dict[str, str]]:
    assert COMMAND is not None
    call = [COMMAND, source, query, "-t", "application/sparql-results+json"]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    return rows_of(done.stdout)


def test_the_endpoint_is_recognized_and_answers_as_to_any_client(explorer: Explorer) -> None:
    query = f"SELECT ?s ?l {{ ?s a <{MQ}State> ; <{LABEL}> ?l FILTER(lang(?l) = 'ar') }} ORDER BY ?s"
    own = rows_of(explorer.get("/sparql", params={"query": query}).text)
    assert len(own) > 5
    assert comunica(f"{explorer.url}/sparql", query) == own


def test_pages_are_read_as_linked_data(explorer: Explorer) -> None:
    found = comunica(f"{explorer.url}/id/state/QA", f"SELECT ?c {{ ?s <{MQ}iso3166> 'QA' ; a ?c }}")
    assert {row["c"] for row in found} >= {f"{MQ}State"}
