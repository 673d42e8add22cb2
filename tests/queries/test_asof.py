"""The graph as it was: only articles up to a date, with names joined from these alone."""

from pathlib import Path

import pytest
from mithaq.export import export
from mithaq.language.partial_date import PartialDate
from mithaq.queries import as_of
from mithaq.store import Store

from tests.queries.corpus import ARTICLES, build


@pytest.mark.parametrize(
    ("date", "ids"),
    [
        ("2016-03-10", {"doha-1", "forum-1"}),
        ("2016-03-11", {"doha-1", "forum-1", "baghdad-7"}),
        ("2016-05-30", {"doha-1", "forum-1", "baghdad-7"}),  # kuwait-3 is of some day in May
        ("2016-05", {"doha-1", "forum-1", "baghdad-7", "kuwait-3"}),
        ("2016", {"doha-1", "forum-1", "baghdad-7", "kuwait-3", "forum-2"}),
        ("2014", set()),
    ],
)
def test_it_is_the_graph_that_only_those_articles_make(store: Store, tmp_path: Path, date: str, ids: set[str]) -> None:
    build(tmp_path / "only", [told for told in ARTICLES if told.id in ids])
    with (
        as_of(store, PartialDate.parse(date), tmp_path / "past") as past,
        Store.open(tmp_path / "only") as only,
    ):
        assert set(past.article_ids()) == ids
        export(past, tmp_path / "past.nq")
        export(only, tmp_path / "only.nq")
    assert (tmp_path / "past.nq").read_bytes() == (tmp_path / "only.nq").read_bytes()
