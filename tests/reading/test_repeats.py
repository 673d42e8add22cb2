"""Ids that come twice are found among many, with the place where they came first, and in little memory."""

from __future__ import annotations

import tracemalloc

import pytest
from mithaq.reading.problem import Problem
from mithaq.reading.repeats import Repeats, content_digest

TEXT, OTHER = content_digest("text"), content_digest("another text")


def test_every_id_of_many_is_known_again() -> None:
    repeats, ids = Repeats(), [f"article-{number}" for number in range(5_000)]
    for number, id in enumerate(ids):
        assert repeats.look(id, content_digest(id), f"news.jsonl:{number + 1}") is None
    for number, id in enumerate(ids):
        assert repeats.look(id, content_digest(id), "again.jsonl:1") is True
        problem = repeats.look(id, OTHER, f"again.jsonl:{number}")
        assert isinstance(problem, Problem)
        assert problem.what == f"the id {id!r} was given to another text in news.jsonl:{number + 1}"
        assert problem.where == f"again.jsonl:{number}"


@pytest.mark.parametrize(
    "where",
    [
        "a.txt",
        "a.jsonl:1",
        "a.jsonl:0",
        "a.jsonl:007",
        "a:b",
        "a.zip:b",
        "a:٣",
        ":5",
        "5",
        "a:9" + 13 * "9",
        "a.jsonl:4294967295",
        "a:99999999999",
    ],
)
def test_the_first_place_is_named_as_it_was_given(where: str) -> None:
    repeats = Repeats()
    for id, place in (("before", "other.jsonl:1"), ("article", where), ("after", "other.jsonl:2")):
        assert repeats.look(id, TEXT, place) is None
    problem = repeats.look("article", OTHER, "here")
    assert isinstance(problem, Problem)
    assert problem.what == f"the id 'article' was given to another text in {where}"


def test_an_article_takes_no_more_than_a_few_numbers() -> None:
    repeats = Repeats()
    tracemalloc.start()
    for number in range(20_000):
        repeats.look(f"an id that is rather long, as addresses are: {number}", TEXT, f"/a/folder/news.jsonl:{number}")
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size < 110 * 20_000
