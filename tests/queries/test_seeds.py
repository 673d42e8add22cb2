"""The stored queries on the five articles that come with the project, as `make demo` loads them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loader import pipeline
from loader.queries import Catalogue, Names, example, prepare
from loader.store import Store

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("demo") / "store"
    with Store.open(folder, write=True, create=True) as store:
        pipeline.load([str(SEEDS)], store, workers=1)
    with Store.open(folder) as store:
        yield store


def test_every_example_can_be_asked_and_most_find_something(demo: Store) -> None:
    names, found = Names(demo), {}
    for name, query in Catalogue().items():
        found[name] = len(list(demo.raw.query(prepare(query, example(query), names))))
    assert sum(rows > 0 for rows in found.values()) >= 30, found


def test_the_agreement_of_two_articles_is_one_with_its_day(demo: Store) -> None:
    text = prepare(Catalogue()["agreements-between"], {"state": ["قطر"], "other": ["US"]}, Names(demo))
    (row,) = demo.raw.query(text)
    assert (row["signedOn"].value, row["articles"].value) == ("2017-07-11", "2")


def test_the_two_spellings_of_a_name_are_one_person(demo: Store) -> None:
    names = Names(demo)
    one, two = (
        names.resolve("official", name, "x") for name in ("عبد العزيز الأنصاري", "عبدالعزيز عبدالله الأنصاري")
    )
    assert one == two
    text = prepare(Catalogue()["posts-of-official"], {"official": ["الأنصاري"]}, names)
    assert {row["stateLabel"].value for row in demo.raw.query(text) if row["stateLabel"]} == {"قطر"}
