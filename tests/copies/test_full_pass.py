"""Copies among all articles at once: the groups are those of all pairs compared, in memory that pairs do not fill."""

from __future__ import annotations

import random
import tracemalloc
import zlib
from itertools import combinations
from pathlib import Path

import pytest
from mithaq.copies import MIN_SIMILARITY, band_keys, copies_in_parts, shingles, similarity
from mithaq.copies.shingle_cache import ShingleCache
from mithaq.copies.signature import MIN_SHARED_BANDS
from mithaq.shuffle import Components, Part, PartArticle, in_this_process, write_part
from mithaq.store.terms import CONTENT
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

WORDS = [
    "وزير", "الخارجية", "القطري", "بحث", "التعاون", "الأمني", "بين", "البلدين",
    "آخر", "التطورات", "في", "المنطقة", "ذات", "الاهتمام", "المشترك",
]  # fmt: skip


def _article(number: int, text: str) -> PartArticle:
    iri = NamedNode(f"urn:article:{number:05}")
    graph = serialize([Quad(iri, CONTENT, Literal(text), iri)], format=RdfFormat.N_QUADS) or b""
    return PartArticle(iri.value, graph, bands=band_keys(text), body=((0, len(text)),))


def _parts(folder: Path, texts: list[str], size: int) -> list[Part]:
    articles = [_article(number, text) for number, text in enumerate(texts)]
    return [write_part(folder / f"part-{n}", articles[n : n + size]) for n in range(0, len(articles), size)]


def _pairs(path: Path) -> set[tuple[str, str]]:
    """Each copy with the first article of its group."""
    return {(str(quad.subject), str(quad.object)) for quad in parse(path=path, format=RdfFormat.N_QUADS)}


def compared(texts: list[str]) -> set[tuple[str, str]]:
    """The same from comparing every text with every other."""
    keys, words = [set(band_keys(text)) for text in texts], [shingles(text) for text in texts]
    components = Components()
    for one, other in combinations(range(len(texts)), 2):
        if len(keys[one] & keys[other]) >= MIN_SHARED_BANDS and similarity(words[one], words[other]) >= MIN_SIMILARITY:
            components.join(one, other)
    return {
        (f"<urn:article:{number:05}>", f"<urn:article:{first:05}>")
        for number, first in components.labels().items()
        if number != first
    }


def texts_with_changes() -> list[str]:
    """Texts with ever more changed words: copies, copies of copies, and texts that are only near."""
    choice = random.Random(5)
    texts = []
    for _ in range(6):
        text = choice.choices(WORDS, k=40) + [str(choice.random()) for _ in range(8)]
        for _ in range(12):
            text = list(text)
            for _ in range(choice.choice((0, 1, 3))):
                text[choice.randrange(len(text))] = str(choice.random())
            texts.append(" ".join(text))
    choice.shuffle(texts)
    return texts


@pytest.mark.parametrize("large", [0, 3, 32])
@pytest.mark.parametrize("buckets", [1, 3])
def test_groups_are_those_of_all_pairs(
    tmp_path: Path, buckets: int, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mithaq.copies.full_pass._LARGE", large)
    texts = texts_with_changes()
    wanted = compared(texts)
    assert 20 < len(wanted) < len(texts) - 6
    parts = _parts(tmp_path, texts, 10)
    assert _pairs(copies_in_parts(parts, tmp_path, buckets=buckets, execute=in_this_process)) == wanted


@pytest.mark.parametrize("same", [True, False], ids=["same text", "another number in each"])
def test_many_copies_of_a_text_do_not_fill_the_memory(tmp_path: Path, same: bool) -> None:
    texts = [f"{' '.join(WORDS * 3)} {0 if same else number}" for number in range(1200)]
    parts = _parts(tmp_path, texts, 400)
    tracemalloc.start()
    try:
        path = copies_in_parts(parts, tmp_path, buckets=1, execute=in_this_process)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert {original for _, original in _pairs(path)} == {"<urn:article:00000>"}
    assert most < 30_000_000


def test_short_texts_of_one_form_are_read_a_few_times_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that share a phrase and are no copies: all are compared with one another, and none is read for each."""
    choice, phrase = random.Random(7), " ".join(WORDS[:10])
    texts = [f"{phrase} {' '.join(str(choice.randrange(10**9)) for _ in range(6))}" for _ in range(600)]
    parts = _parts(tmp_path, texts, 100)
    reads = 0

    def counted(data: bytes) -> bytes:
        nonlocal reads
        reads += 1
        return zlib.decompress(data, wbits=31)

    monkeypatch.setattr("mithaq.copies.full_pass.gzip.decompress", counted)
    path = copies_in_parts(parts, tmp_path, buckets=2, execute=in_this_process)
    assert _pairs(path) == compared(texts)
    assert len(texts) / 2 < reads < 3 * len(texts)


def test_what_is_kept_of_texts_is_limited_by_their_length() -> None:
    reads: list[int] = []

    def read(number: int) -> frozenset[str]:
        reads.append(number)
        return frozenset(f"{number} {place}" for place in range(10))

    cache = ShingleCache(read, kept=35)
    for number in (1, 2, 3, 1, 4, 1, 2):
        assert cache(number) == {f"{number} {place}" for place in range(10)}
    assert reads == [1, 2, 3, 4, 2]
    alone = ShingleCache(read, kept=5)
    assert len(alone(9)) == 10
    assert alone(9) is alone(9)
