"""The stored queries on the five articles that come with the project, as `make demo` loads them: what they
answer is kept as a file, and rdflib answers the same."""

import json
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import rdflib
from mithaq.export import export
from mithaq.queries import Catalogue, NameResolver, example, prepare
from mithaq.store import Store

from tests.queries.golden import GOLDEN, answers, build_demo
from tests.terms import rows_of

KEPT = json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("demo") / "store"
    build_demo(folder)
    with Store.open(folder) as store:
        yield store


@pytest.fixture(scope="module")
def by_rdflib(demo: Store, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Dataset:
    path = tmp_path_factory.mktemp("demo") / "demo.nq"
    export(demo, path)
    data = rdflib.Dataset()
    data.parse(path, format="nquads")
    return data


def test_every_query_is_kept_and_most_find_something() -> None:
    """`python -m tests.queries.golden` makes the file anew."""
    assert list(KEPT) == list(Catalogue())
    heads = {name: query.form == "SELECT" for name, query in Catalogue().items()}
    found = [name for name, kept in KEPT.items() if len(kept["answer"]) > heads[name]]
    assert len(found) >= 35, sorted(set(KEPT) - set(found))


@pytest.mark.parametrize("name", list(Catalogue()))
def test_the_answer_is_the_one_that_was_kept(name: str, demo: Store) -> None:
    assert KEPT[name]["asked"] == example(Catalogue()[name])
    assert answers(demo, name) == list(map(tuple, KEPT[name]["answer"]))


@pytest.mark.parametrize("name", list(Catalogue()))
def test_rdflib_gives_the_same_rows(name: str, demo: Store, by_rdflib: rdflib.Dataset) -> None:
    query = Catalogue()[name]
    theirs = by_rdflib.query(prepare(query, example(query), NameResolver(demo)))
    rows = [tuple(map(written, row)) for row in rows_of(theirs)]
    kept = [tuple(row) for row in KEPT[name]["answer"]]
    if query.form == "CONSTRUCT":
        assert sorted(set(rows)) == kept
    else:
        assert [row for row in rows if any(row)] == kept[1:]  # rdflib returns one empty group for no rows


def written(term: rdflib.term.Node | None) -> str:
    """A term of rdflib's as N-Triples writes it."""
    if not isinstance(term, rdflib.Literal):
        return "" if term is None else f"<{term}>"
    if term.language or term.datatype in (None, rdflib.XSD.string):
        return str(ox.Literal(term, language=term.language))
    return str(ox.Literal(term, datatype=ox.NamedNode(term.datatype)))


def test_the_agreement_of_two_articles_is_one_with_its_day(demo: Store) -> None:
    text = prepare(Catalogue()["agreements-between"], {"state": ["قطر"], "other": ["US"]}, NameResolver(demo))
    (row,) = rows_of(demo.raw.query(text))
    assert (row["signedOn"].value, row["articles"].value) == ("2017-07-11", "2")


def test_the_two_spellings_of_a_name_are_one_person(demo: Store) -> None:
    names = NameResolver(demo)
    one, two = (names.resolve("official", name, "x") for name in ("عبد العزيز الأنصاري", "عبدالعزيز عبدالله الأنصاري"))
    assert one == two
    text = prepare(Catalogue()["posts-of-official"], {"official": ["الأنصاري"]}, names)
    assert {row["stateLabel"].value for row in rows_of(demo.raw.query(text)) if row["stateLabel"]} == {"قطر"}
