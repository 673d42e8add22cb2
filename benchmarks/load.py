"""Loading generated corpora: articles a second by stage, memory, disk, last tenth against first, one more article.

    python benchmarks/load.py [--sizes 1000 10000 100000] [--workers N] [--mix PATH...] [--folder DIR]

Each load runs in a process of its own, so that peak memory is its own. `floor` is the same article graphs written to a
bare Oxigraph store in the same batches: what storing costs before anything is merged.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

from benchmarks.newsroom import articles
from loader.pipeline import News, cores, load
from loader.pipeline.load import BATCH
from loader.reading import Article, read
from loader.store import Store

STAGES = ("read", "extract", "describe", "check", "commit", "resolve")


def measure(source: str, folder: str, workers: int) -> dict[str, object]:
    """Load one file and say how it went; in a fresh process."""
    marks: list[float] = []

    def tick(news: News) -> None:
        marks.append(time.perf_counter())

    started = time.perf_counter()
    with Store.open(folder, write=True, create=True) as store:
        report = load([source], store, workers=workers, progress=tick)
    seconds = time.perf_counter() - started
    tenth = len(marks) // 10
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workers_own = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if workers > 1 else 0
    return {
        "articles": report.stored,
        "seconds": seconds,
        "stages": report.seconds,
        "first tenth": tenth / (marks[tenth] - started),
        "last tenth": tenth / (marks[-1] - marks[-tenth - 1]),
        "memory": (own + workers * workers_own) // 1024,
        "disk": sum(
            size
            for size in {
                (entry.st_ino, entry.st_size)
                for at, _, names in os.walk(folder)
                for entry in (os.stat(os.path.join(at, name)) for name in names)
            }
            for size in size[1:]
        ),
    }


def one_more(folder: str, source: str) -> float:
    """Seconds to add one article, from opening the store to the readers' seeing it; in a fresh process."""
    for _ in load_seconds(str(Path(folder) / "warm"), source):
        pass
    return next(iter(load_seconds(str(Path(folder) / "store"), source)))


def load_seconds(folder: str, source: str):  # type: ignore[no-untyped-def]
    started = time.perf_counter()
    with Store.open(folder, write=True, create=True) as store:
        load([source], store, workers=1)
    yield time.perf_counter() - started


def floor(folder: str, target: str) -> float:
    """Seconds to write the article graphs of a store, in the same batches, to a bare store."""
    with Store.open(folder) as store:
        bare, seconds, batch = ox.Store(target), 0.0, []
        for number, id in enumerate(store.article_ids(), 1):
            batch.append(ox.serialize(store.article_graph(id), format=ox.RdfFormat.N_QUADS))
            if number % BATCH == 0:
                started = time.perf_counter()
                bare.load(b"".join(batch), format=ox.RdfFormat.N_QUADS)
                bare.flush()
                seconds += time.perf_counter() - started
                batch = []
    return seconds


def elsewhere(*call: object) -> object:
    """The result of one of the functions above in a fresh interpreter."""
    name, *arguments = call
    code = (
        f"import json, benchmarks.load as b; print('RESULT ' + json.dumps(b.{name}(*{arguments!r})))\n"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".py") as script:
        script.write(f"if __name__ == '__main__':\n    {code}")
        script.flush()
        path = os.pathsep.join(filter(None, (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH"))))
        done = subprocess.run(
            [sys.executable, script.name], stdout=subprocess.PIPE, text=True, check=True,
            env=os.environ | {"PYTHONPATH": path},
        )  # fmt: skip
    return json.loads(done.stdout.rpartition("RESULT ")[2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10_000])
    parser.add_argument("--workers", type=int, default=cores())
    parser.add_argument("--mix", nargs="*", default=["seeds"], help="real articles to mix in, one in a hundred")
    parser.add_argument("--folder", type=Path, help="where to put corpora and stores; kept when given")
    arguments = parser.parse_args()
    mix = [item for item in read(arguments.mix) if isinstance(item, Article)] if arguments.mix else []
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="mithaq-load-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _run(arguments.sizes, arguments.workers, mix, folder)
    finally:
        if arguments.folder is None:
            shutil.rmtree(folder)


def _run(sizes: list[int], workers: int, mix: list[Article], folder: Path) -> None:
    head = f"{'articles':>9} {'workers':>7} {'a/s':>7} {'1st 10%':>8} {'last 10%':>8} {'MB':>6} {'disk KB/a':>9} "
    print(head + "".join(f"{stage:>9}" for stage in STAGES) + f"{'floor (ms an article)':>24} {'resolve':>8}")
    more = folder / "more.jsonl"
    _write(more, [{"id": "one-more", **{k: v for k, v in next(articles(1)).items() if k != "id"}}])
    for size in sizes:
        source = folder / f"{size}.jsonl"
        _write(source, articles(size, mix))
        for number in sorted({1, workers}) if size == min(sizes) else [workers]:
            home = folder / f"{size}-{number}"
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            found = elsewhere("measure", str(source), str(home / "store"), number)
            assert isinstance(found, dict)
            _tell(found, number, elsewhere("floor", str(home / "store"), str(home / "bare")))
            shutil.rmtree(home / "bare")
        seconds = elsewhere("one_more", str(folder / f"{size}-{workers}"), str(more))
        print(f"{size:>9} one more article: {seconds:.3f} s")
    empty = folder / "empty"
    shutil.rmtree(empty, ignore_errors=True)
    empty.mkdir()
    print(f"{0:>9} one more article: {elsewhere('one_more', str(empty), str(more)):.3f} s")


def _write(path: Path, records) -> None:  # type: ignore[no-untyped-def]
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps({k: v for k, v in record.items() if v}, ensure_ascii=False) + "\n")


def _tell(found: dict[str, object], workers: int, bare: object) -> None:
    count, stages = found["articles"], found["stages"]
    assert isinstance(count, int)
    assert isinstance(stages, dict)
    assert isinstance(bare, float)
    print(
        f"{count:>9} {workers:>7} {count / found['seconds']:>7.1f} {found['first tenth']:>8.1f} "  # type: ignore[operator]
        f"{found['last tenth']:>8.1f} {found['memory']:>6} {found['disk'] / count / 1024:>9.1f}"  # type: ignore[operator]
        + "".join(f"{1000 * stages.get(stage, 0) / count:>9.2f}" for stage in STAGES)
        + f"{1000 * bare / count:>24.2f} {stages.get('resolve', 0) / sum(stages.values()):>8.1%}"
    )


if __name__ == "__main__":
    main()
