"""Files in buckets, parts and components."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.shuffle import (
    FINE,
    Components,
    PartArticle,
    article_graphs,
    bucket_of,
    bucket_range,
    entries,
    entry,
    key_hash,
    load_values,
    read_buckets,
    write_atomically,
    write_buckets,
    write_part,
    write_values,
)

EDGES = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=20)


@given(EDGES, st.randoms(use_true_random=False))
def test_components_do_not_depend_on_the_order_of_edges(edges: list[tuple[int, int]], random) -> None:  # type: ignore[no-untyped-def]
    first, second = Components(), Components()
    first.join_all(edges)
    random.shuffle(edges)
    second.join_all(edges)
    labels = first.labels()
    assert labels == second.labels()
    assert all(labels.get(a, a) == labels.get(b, b) for a, b in edges)
    for node, label in labels.items():
        assert label == min(other for other in labels if labels[other] == label)
        assert node == label or any(node in edge for edge in edges)


def test_each_bucket_is_read_on_its_own(tmp_path: Path) -> None:
    written: list[list[object]] = [[("a", 1)], [], ["\ud800", frozenset({1})], [b"x"]]
    size = write_buckets(tmp_path / "file", written)
    assert size == (tmp_path / "file").stat().st_size
    assert [list(read_buckets(tmp_path / "file", number)) for number in range(4)] == written
    assert list(read_buckets(tmp_path / "file", 1, 4)) == [*written[2], *written[3]]


@pytest.mark.parametrize("buckets", [1, 3, 7, FINE])
def test_ranges_cover_all_fine_buckets_once(buckets: int) -> None:
    ranges = [bucket_range(bucket, buckets) for bucket in range(buckets)]
    assert [number for first, end in ranges for number in range(first, end)] == list(range(FINE))


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    def blocks() -> Iterator[bytes]:
        yield b"half"
        raise OSError("full")

    write_atomically(tmp_path / "file", [b"whole"])
    with pytest.raises(OSError, match="full"):
        write_atomically(tmp_path / "file", blocks())
    assert (tmp_path / "file").read_bytes() == b"whole"


def test_a_part_gives_back_its_articles(tmp_path: Path) -> None:
    articles = [
        PartArticle(f"urn:{n}", b"g%d\n" % n * n, b"b%d\n" % n, {f"name {n}": "{}"}, (f"key {n % 2}",), ((0, n),))
        for n in range(5)
    ]
    part = write_part(tmp_path / "part-0", articles)
    assert list(article_graphs(part)) == [article.graph for article in articles]
    assert [(place.iri, place.body) for place in entries(part)] == [(a.iri, a.body) for a in articles]
    assert [entry(part, number) for number in range(5)] == entries(part)
    assert part.file("records.nq").read_bytes() == b"".join(article.records for article in articles)
    bucket = bucket_of("key 1", FINE)
    assert [entry for entry in read_buckets(part.file("bands"), bucket) if entry[0] == "key 1"] == [
        ("key 1", number, key_hash("key 1")) for number in (1, 3)
    ]
    assert sorted(name for name, _ in read_buckets(part.file("profiles"), 0, FINE)) == [f"name {n}" for n in range(5)]


def test_values_that_were_replaced_are_read_again(tmp_path: Path) -> None:
    for values in (["first"], ["other"]):
        write_values(tmp_path / "values", values)
        assert load_values(tmp_path / "values") == values
