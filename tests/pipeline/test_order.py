"""Real articles and made ones: any order, any split over loads, any detour give byte-identical exports."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.export import export
from mithaq.extraction import FunctionExtractor, extract
from mithaq.extraction.facts import Facts
from mithaq.pipeline import ArticleProcessor, forget, store_articles
from mithaq.reading import Article, read
from mithaq.store import Store

from tests.pipeline.newswire import write as write_news

SEEDS = Path(__file__).parents[2] / "seeds"


def _unchecked(quads: object) -> str:
    """Checking is not at stake here, and takes longest."""
    return ""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Article]:
    """The five seeds, and two dozen made articles that tell one another's events."""
    made = write_news(tmp_path_factory.mktemp("news") / "news.jsonl", range(24))
    return [item for item in read([SEEDS, made]) if isinstance(item, Article)]


@pytest.fixture(scope="module")
def processor(articles: list[Article]) -> ArticleProcessor:
    """Reads each article once, however often it is loaded."""
    facts = cache(lambda id: extract(next(a for a in articles if a.id == id)))

    def known(article: Article) -> Facts:
        return facts(article.id)

    return ArticleProcessor(FunctionExtractor(known, "known 1"), _unchecked)


def _export(store: Store, folder: Path, form: str) -> bytes:
    store.publish()
    path = folder / f"export.{form}"
    with Store.open(store.path) as reader:
        export(reader, path)
    return path.read_bytes()


@pytest.fixture(scope="module")
def at_once(
    articles: list[Article], processor: ArticleProcessor, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("at-once")
    with Store.open(folder / "store", write=True, create=True) as store:
        store_articles(articles, store, processor)
        return {form: _export(store, folder, form) for form in ("ttl", "nq")}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("in-parts") / "store", write=True, create=True) as store:
        yield store


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_any_order_split_and_detour_gives_the_same_bytes(
    store: Store,
    articles: list[Article],
    processor: ArticleProcessor,
    at_once: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
) -> None:
    chance = random.Random(seed)
    forget(store, list(store.article_ids()))
    left = chance.sample(articles, len(articles))
    while left:
        size = chance.randint(1, 20)
        part, left = left[:size], left[size:]
        store_articles(part, store, processor, batch=chance.choice((1, 3, 128)))
        if chance.random() < 0.3:
            back = chance.sample(part, chance.randint(1, len(part)))
            forget(store, [article.id for article in back])
            left += back
    folder = tmp_path_factory.mktemp("export")
    assert {form: _export(store, folder, form) for form in at_once} == at_once
