"""Every stored query gives the same rows on the embedded store and on servers of every make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from mithaq.queries import Catalogue, Cell, NameResolver, Results, example, prepare
from mithaq.rdf import PREFIXES
from mithaq.sparql_server import Endpoint
from mithaq.store import Store
from pyoxigraph import Literal, QuerySolutions, QueryTriples

from tests.queries.test_running import given

CATALOGUE = Catalogue()
NUMBERS = {f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "int", "float")}


def plain(cell: Cell) -> object:
    """A term, or the number it stands for: servers write 1.0 as 1, and choose among the types of numbers."""
    if isinstance(cell, Literal) and cell.datatype.value in NUMBERS:
        return Decimal(cell.value).normalize()
    return cell


def told(results: Results) -> Counter[tuple[object, ...]]:
    assert isinstance(results, QuerySolutions | QueryTriples)
    if isinstance(results, QueryTriples):
        return Counter({(t.subject, t.predicate, plain(t.object)) for t in results})
    return Counter(tuple(plain(cell) for cell in row) for row in results)


@pytest.fixture(scope="session", params=["demo", "corpus"])
def both(
    request: pytest.FixtureRequest,
    engine: str,
    folders: Callable[[str], Path],
    published: Callable[[str, str], Endpoint],
) -> Iterator[tuple[str, Store, Endpoint]]:
    """The name of a store, the store, and the server with its graphs."""
    with Store.open(folders(request.param)) as store:
        yield request.param, store, published(engine, request.param)


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_stored_query_finds_the_same_on_a_server(both: tuple[str, Store, Endpoint], engine: str, name: str) -> None:
    data, store, endpoint = both
    query = CATALOGUE[name]
    if data == "corpus":
        calls = [given(name)]
    else:
        every = {n: list(p.example) for n, p in query.header.parameters.items() if p.example}
        calls = [example(query)] if engine == "rdflib" else [example(query), {**example(query), **every}]
    for call in calls:
        text = prepare(query, call, NameResolver(store))
        assert told(endpoint.query(text)) == told(store.raw.query(text))


def test_names_are_found_on_the_server_as_in_the_store(both: tuple[str, Store, Endpoint]) -> None:
    """Names typed, ambiguous and unknown ones too, need no store beside the server."""
    data, store, endpoint = both
    here, there = NameResolver(store), NameResolver(endpoint)
    for kind in ("state", "official", "organization", "agreement", "forum", "place", "post", "article"):
        assert list(here.labels(kind)) == list(there.labels(kind))
    for name, query in CATALOGUE.items():
        call = given(name) if data == "corpus" else example(query)
        assert prepare(query, call, here) == prepare(query, call, there), name
