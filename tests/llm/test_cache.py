"""The cache of answers, as several processes use it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mithaq.llm.cache import AnswerCache

WORKERS = 4


def test_workers_that_start_at_once_all_open_a_new_cache(tmp_path: Path) -> None:
    together = threading.Barrier(WORKERS)

    def count(path: Path) -> None:
        together.wait()
        cache = AnswerCache(path)
        cache.add("run", "requests")
        cache.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        for number in range(60):
            path = tmp_path / f"{number}.sqlite"
            list(pool.map(count, [path] * WORKERS))
            assert AnswerCache(path).counts("run") == {"requests": WORKERS}
