"""The W3C's tests of the SPARQL 1.1 Protocol, against the running endpoint."""

from __future__ import annotations

import pytest
import requests

from tests.explorer.protocol_suite import TESTS, Expected, Test
from tests.explorer.servers import Explorer

ROWS = {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
KINDS = {
    Expected.TRUE: {"application/sparql-results+json", "application/sparql-results+xml"},
    Expected.BOOLEAN: {"application/sparql-results+json", "application/sparql-results+xml"},
    Expected.ROWS: ROWS,
    Expected.GRAPH: {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}


def test_the_table_has_every_test_of_the_suite_once() -> None:
    assert len({test.name for test in TESTS}) == len(TESTS) == 34


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_suite(impatient: Explorer, test: Test) -> None:
    answer = requests.request(
        test.method,
        f"{impatient.url}/sparql",
        params=test.parameters,
        data=test.body,
        headers={"Content-Type": test.content_type} if test.content_type else {},
        timeout=60,
    )
    if test.expected is Expected.REFUSED:
        assert answer.status_code == 403, answer.text
        assert "updates are refused" in answer.text
    elif test.expected is Expected.CLIENT_ERROR:
        assert 400 <= answer.status_code < 500, answer.text
    else:
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Type"].partition(";")[0] in KINDS[test.expected]
        assert test.expected is not Expected.TRUE or answer.json()["boolean"] is True
