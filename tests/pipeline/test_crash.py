"""A load killed at any moment: the store opens, holds whole articles only, and finishing gives the same graph."""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import time
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from mithaq.store.bulk import MIN_RUN_BYTES

from tests.pipeline.newswire import write
from tests.pipeline.victim import BATCH, inspect, load

ARTICLES = 24
MOMENTS = 30


@pytest.fixture(scope="module")
def server() -> ForkServerContext:
    """Forks children of a process that has loaded everything and opened no store."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.pipeline.victim"])
    return context


Findings = tuple[list[str], list[str], list[str], list[str]]


def _inspect(server: ForkServerContext, folder: Path, articles: Path) -> Findings:
    ours, theirs = server.Pipe()
    process = server.Process(target=inspect, args=(str(folder), str(articles), theirs))
    process.start()
    theirs.close()
    answer = ours.recv()
    process.join()
    return answer  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("news") / "articles.jsonl", range(ARTICLES))


@pytest.fixture(scope="module")
def undisturbed(server: ForkServerContext, articles: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return _inspect(server, Path(folder) / "store", articles)[3]


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_killed_at_any_moment(
    server: ForkServerContext, articles: Path, undisturbed: list[str], tmp_path: Path, moment: int
) -> None:
    """Even moments lie anywhere, odd ones within a transaction: a few milliseconds after one has begun. In every other
    pair of moments, articles are stored as sorted runs."""
    chance = random.Random(moment)
    heard, watcher = server.Pipe(duplex=False)
    least = 0 if moment % 4 > 1 else MIN_RUN_BYTES
    process = server.Process(target=load, args=(str(tmp_path / "store"), str(articles), watcher, least))
    process.start()
    watcher.close()
    heard.recv_bytes()  # it has begun
    if moment % 2:
        for _ in range(chance.randint(0, 2 * ARTICLES // BATCH)):
            heard.recv_bytes()
        time.sleep(chance.random() * 0.03)
    else:
        time.sleep(chance.random() * 1.2)
    process.kill()
    process.join()
    ids, torn, finished, result = _inspect(server, tmp_path / "store", articles)
    assert set(ids) <= set(finished)
    assert torn == []
    assert not list(tmp_path.glob("store/graph-*/bulk-*")), "the engine's unfinished files are removed"
    assert len(finished) == ARTICLES
    assert result == undisturbed
