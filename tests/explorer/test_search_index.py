"""The full-text index over a real store: Arabic words with their clitics, beginnings of words, facets, damage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from mithaq.explorer.search_index import Facets, SearchIndex
from mithaq.explorer.snapshot import Snapshots


@pytest.fixture
def states(own_store: Path) -> Iterator[Snapshots]:
    found = Snapshots(own_store)
    yield found
    found.close()


@pytest.fixture
def index(states: Snapshots, tmp_path: Path) -> SearchIndex:
    made = SearchIndex(tmp_path / "odd ?#% name.sqlite")
    with states.use() as snapshot:
        made.update(snapshot)
    return made


def labels(index: SearchIndex, text: str, kind: str = "") -> list[str]:
    return [found.label for found in index.search(text, limit=200, kind=kind)[0]]


@pytest.mark.parametrize("typed", ["الكاظمي", "كاظمي", "الكاظم", "الكاظمى", "الكَاظِمِي", "مصطفى الكاظمي", "  الكاظمي "])
def test_a_person_is_found_by_any_writing_of_the_name(index: SearchIndex, typed: str) -> None:
    assert any("الكاظم" in label for label in labels(index, typed, kind="official"))


def test_a_word_is_found_behind_particles_and_article(index: SearchIndex) -> None:
    sentences = [found.text for found in index.search("واشنطن", limit=200, kind="sentence")[0]]
    assert any("لواشنطن" in text or "بواشنطن" in text or "واشنطن" in text for text in sentences)
    assert labels(index, "دوحة") == labels(index, "الدوحة")


def test_all_words_must_occur(index: SearchIndex) -> None:
    assert labels(index, "الكاظمي زيمبابوي") == []


def test_things_come_before_articles_and_articles_before_sentences(index: SearchIndex) -> None:
    kinds = [found.kind for found in index.search("قطر", limit=500)[0]]
    ranks = [{"article": 1, "sentence": 2}.get(kind, 0) for kind in kinds]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}


def test_facets_count_what_choosing_them_shows(index: SearchIndex) -> None:
    _, facets = index.search("قطر")
    for name in ("kind", "state", "year", "source"):
        for value, number in getattr(facets, name).items():
            assert len(index.search("قطر", limit=1000, **{name: value})[0]) == number


@pytest.mark.parametrize(
    "typed", ['"', "*", "AND", "NEAR(", "a OR", "()", "قطر*", '"قطر', "'; DROP TABLE doc; --", "-قطر"]
)
def test_operators_of_the_engine_are_words(index: SearchIndex, typed: str) -> None:
    index.search(typed)
    assert labels(index, "قطر")


def test_completion_offers_things_of_the_kinds_asked_for(index: SearchIndex) -> None:
    found = index.suggest("قطر", ["state"])
    assert [one.label for one in found] == ["قطر"]
    assert {one.kind for one in index.suggest("وزير", ["post"])} == {"post"}


def test_pages_of_results_follow_each_other(index: SearchIndex) -> None:
    everything, facets = index.search("", limit=1000)
    total = facets.total
    assert len(everything) == total
    parts = [one for start in range(0, total, 30) for one in index.search("", limit=30, offset=start)[0]]
    assert parts == everything


def test_an_index_that_does_not_exist_yet_is_empty(tmp_path: Path) -> None:
    missing = SearchIndex(tmp_path / "none.sqlite")
    assert missing.version() == ""
    assert missing.search("قطر") == ([], Facets({}, {}, {}, {}))
    assert missing.suggest("قطر") == []


def test_a_damaged_index_is_made_again(states: Snapshots, tmp_path: Path) -> None:
    path = tmp_path / "damaged.sqlite"
    path.write_bytes(b"not a database" * 500)
    index = SearchIndex(path)
    with states.use() as snapshot:
        index.update(snapshot)
    assert "قطر" in labels(index, "قطر")


def test_a_search_during_an_update_finds_what_was_there_before(index: SearchIndex) -> None:
    before = index.search("قطر")
    writer = sqlite3.connect(index.path)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM doc")
    assert index.search("قطر") == before
    writer.rollback()
    writer.close()
