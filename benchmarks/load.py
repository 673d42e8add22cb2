"""Loading generated corpora: articles a second by stage, memory, disk, last tenth against first, one more article.

    python -m benchmarks.load [--sizes 1000 10000 100000] [--workers N] [--ways plain bulk cluster]
                              [--mix PATH...] [--short] [--folder DIR] [--pin]

Each load runs in a process of its own, so that peak memory is its own: of the process that stores, and of it with its
workers. Stages are in milliseconds an article, summed over workers; `cpu` is the processor time of all processes with
the loading of the lexicon. The ways are a plain load, a bulk load, and a plain load on as many workers of a local Dask
cluster. `floor` is the same article graphs written to a bare Oxigraph store in the same batches: what storing costs
before anything is merged. Several workers are compared with as many processes that extract and share nothing, which is
what the machine has to give. The rate of the last tenth is told as a ratio to the first's, by the clock and by the
processor time of the process that stores, which other programs on the machine disturb less; it alone does work that can
grow with the graph. A bulk load stores in bursts, most of it after the last article, which this ratio does not show:
compare `cpu` of two sizes. `peak` is the most that the store's folder takes while it is loaded, with files that are
deleted in the end; temporary files elsewhere are not counted. One worker uses further cores too, while the engine loads
files in threads; with `--pin`, a load has as many cores as workers, so that several workers are compared with one core.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from mithaq.cluster import DaskExecutor
from mithaq.extraction import extract
from mithaq.pipeline import ProgressEvent, cores, load
from mithaq.pipeline.load import BATCH
from mithaq.reading import Article, read
from mithaq.store import Store

from benchmarks.newsroom import articles, record

ROOT = Path(__file__).resolve().parents[1]

ALSO_ALONE = 10_000
"""Up to this size, loads run with one worker too."""
EXTRACTING = 15.0
"""Seconds of extracting that tell how much faster several processes are than one."""
PAUSE = 0.05
"""Seconds without news of a stored article: a batch is being stored. All of a batch are told of at once."""
SAMPLED = 2.0
"""Seconds between measurements of the folder while it is loaded."""
PLAIN, BULK, CLUSTER = WAYS = ("plain", "bulk", "cluster")
STAGES = ("read", "extract", "describe", "check", "commit", "resolve")


def measure(source: str, folder: str, workers: int, way: str, pin: bool) -> dict[str, object]:
    """Load one file in one of the `WAYS` and say how it went; in a fresh process."""
    if pin:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:workers])
    points: list[tuple[int, float, float]] = []
    told = 0

    def tick(event: ProgressEvent) -> None:
        nonlocal told
        told += 1
        now = time.perf_counter()
        if not points or now - points[-1][1] > PAUSE:  # the first article of a batch
            points.append((told, now, time.process_time()))
        if told % 5_000 == 0:
            print(f"  {told:,} articles after {now - started:,.0f} s", file=sys.stderr, flush=True)

    with ExitStack() as stack:
        peak = stack.enter_context(_peak(folder))
        executor = stack.enter_context(_cluster(workers)) if way == CLUSTER else None
        started = time.perf_counter()
        with Store.open(folder, write=True, create=True) as store:
            report = load([source], store, workers=workers, progress=tick, bulk=way == BULK, executor=executor)
        seconds = time.perf_counter() - started
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    first, last = _tenths(points)
    disk = _disk(folder)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if workers > 1 else 0
    return {
        "articles": report.stored,
        "seconds": seconds,
        "cpu": sum(usage.ru_utime + usage.ru_stime for usage in spent),
        "stages": report.seconds,
        "last to first": first[0] / last[0] if last[0] else math.nan,
        "writer last to first": first[1] / last[1] if last[1] else math.nan,
        "writer MB": own // 1024,
        "MB": (own + workers * largest) // 1024,
        "disk": disk,
        "peak": max(disk, *peak),
    }


def _disk(folder: str) -> int:
    """Bytes of the files below a folder; those with several names are counted once, those that vanish not at all."""
    sizes: dict[int, int] = {}
    for at, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                entry = os.stat(os.path.join(at, name))
                sizes[entry.st_ino] = entry.st_size
    return sum(sizes.values())


@contextmanager
def _peak(folder: str) -> Iterator[list[int]]:
    """A list whose one number is the most bytes that a folder has had until the block ends."""
    most, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(SAMPLED):
            most[0] = max(most[0], _disk(folder))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        ended.set()
        watcher.join()


@contextmanager
def _cluster(workers: int) -> Iterator[DaskExecutor]:
    """A scheduler and worker processes on this machine, with their lexicons loaded."""
    distributed: Any = importlib.import_module("distributed")
    with (
        distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        DaskExecutor(cluster.scheduler_address) as executor,
    ):
        yield executor


def _tenths(points: list[tuple[int, float, float]]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Seconds, and the writer's seconds of processor time, that the first and the last tenth of the articles took,
    interpolated between batches. The first batch is left out: workers start and read the lexicon during it."""
    start, end = points[0][0], points[-1][0]
    tenth = (end - start) / 10
    ends = (start, start + tenth), (end - tenth, end)
    first, last = ([_at(points, n, b) - _at(points, n, a) for n in (1, 2)] for a, b in ends)
    return (first[0], first[1]), (last[0], last[1])


def _at(points: list[tuple[int, float, float]], column: int, count: float) -> float:
    """The time in a column when so many articles were stored."""
    for before, after in pairwise(points):
        if count <= after[0]:
            share = (count - before[0]) / (after[0] - before[0])
            return before[column] + share * (after[column] - before[column])
    return points[-1][column]


def one_more(folder: str, sources: list[str]) -> float:
    """Seconds to add one article, from opening the store to the readers' seeing it, the median of several; in a fresh
    process that has its lexicon and shapes ready."""
    _load_seconds(str(Path(folder) / "warm"), sources[0])
    return statistics.median(_load_seconds(str(Path(folder) / "store"), source) for source in sources)


def _load_seconds(folder: str, source: str) -> float:
    started = time.perf_counter()
    with Store.open(folder, write=True, create=True) as store:
        load([source], store, workers=1)
    return time.perf_counter() - started


def floor(folder: str, target: str) -> float:
    """Milliseconds an article to write article graphs of a store, in the same batches, to a bare store."""
    with Store.open(folder) as store:
        bare, seconds = ox.Store(target), 0.0
        ids = list(islice(store.article_ids(), 5000))
        for start in range(0, len(ids), BATCH):
            graphs = (store.article_graph(id) for id in ids[start : start + BATCH])
            batch = b"".join(ox.serialize(graph, format=ox.RdfFormat.N_QUADS) or b"" for graph in graphs)
            started = time.perf_counter()
            bare.load(batch, format=ox.RdfFormat.N_QUADS)
            bare.flush()
            seconds += time.perf_counter() - started
    return 1000 * seconds / len(ids)


def rate(source: str, seconds: float) -> float:
    """Articles a second that one process extracts; in a fresh process."""
    found = [item for item in islice(read([source]), 500) if isinstance(item, Article)]
    extract(found[0])
    count, started = 0, time.perf_counter()
    while (taken := time.perf_counter() - started) < seconds:
        extract(found[count % len(found)])
        count += 1
    return count / taken


def machine(source: Path, processes: int) -> float:
    """How many times as fast as one process several are that share nothing: what the machine has to give."""

    def rates(count: int) -> float:
        with ThreadPoolExecutor(count) as pool:
            return sum(pool.map(lambda _: _number("rate", str(source), EXTRACTING), range(count)))

    return rates(processes) / rates(1)


def elsewhere(*call: object) -> object:
    """The result of one of the functions above in a fresh interpreter."""
    name, *arguments = call
    code = f"import json, benchmarks.load as b; print('RESULT ' + json.dumps(b.{name}(*{arguments!r})))\n"
    with tempfile.NamedTemporaryFile("w", suffix=".py") as script:
        script.write(f"if __name__ == '__main__':\n    {code}")
        script.flush()
        path = os.pathsep.join(filter(None, (str(ROOT), str(ROOT / "loader"), os.environ.get("PYTHONPATH"))))
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
    parser.add_argument("--short", action="store_true", help="articles of one sentence")
    parser.add_argument("--folder", type=Path, help="where to put corpora and stores; kept when given")
    parser.add_argument("--pin", action="store_true", help="hold a load to as many cores as it has workers")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=[PLAIN], help="how to load them")
    arguments = parser.parse_args()
    mix = [item for item in read(arguments.mix) if isinstance(item, Article)] if arguments.mix else []
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="mithaq-load-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _run(arguments.sizes, arguments.workers, mix, folder, arguments.ways, arguments.short, arguments.pin)
    finally:
        if arguments.folder is None:
            shutil.rmtree(folder)


def _run(
    sizes: list[int], workers: int, mix: list[Article], folder: Path, ways: list[str], short: bool, pin: bool
) -> None:
    head = f"{'articles':>9} {'way':>7} {'workers':>7} {'a/s':>7} {'cpu':>7} "
    head += f"{'last/first 10%':>15} {'writer':>7} {'MB':>6} {'writer':>7} "
    head += f"{'disk KB/a':>9} {'peak':>6}"
    print(head + "".join(f"{stage:>9}" for stage in STAGES) + f"{'floor':>7} {'resolve':>8}")
    more = _further(folder, 0, short)
    empty = _fresh(folder / "empty")
    alone = _one_more(empty, more[:1])
    memory: dict[tuple[str, int], int] = {}
    for number, size in enumerate(sizes):
        source = folder / f"{size}.jsonl"
        _write(source, articles(size, mix, short))
        for way in ways:
            seconds: dict[int, float] = {}
            for count in _worker_counts(size, workers, way):
                home = _fresh(folder / f"{size}-{count}-{way}")
                found = elsewhere("measure", str(source), str(home / "store"), count, way, pin)
                assert isinstance(found, dict)
                _tell(found, way, count, elsewhere("floor", str(home / "store"), str(home / "bare")))
                shutil.rmtree(home / "bare")
                seconds[count], memory[way, size] = found["seconds"], found["MB"]
            added = _one_more(home, more)
            ratios = [f"one more article takes {added / alone:.2f} times as long as in an empty store ({added:.2f} s)"]
            if len(seconds) > 1:
                ratios.append(f"{workers} workers {seconds[1] / seconds[workers]:.2f} times as fast as one")
                ratios.append(f"{machine(source, workers):.2f} would be processes that share nothing")
            if number:
                again = _further(folder, number, short)
                first = _one_more(folder / f"{sizes[0]}-{workers}-{way}", again)
                slower = _one_more(home, again) / first
                ratios.append(f"{slower:.2f} times as long as in the store of {sizes[0]:,}, in turn")
                before = sizes[number - 1]
                ratios.append(f"memory {memory[way, size] / memory[way, before]:.2f} times that of {before:,}")
            print(f"{size:>9,} {way}: {'; '.join(ratios)}", flush=True)


def _worker_counts(size: int, workers: int, way: str) -> list[int]:
    return sorted({1, workers}) if size <= ALSO_ALONE and way != CLUSTER else [workers]


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _further(folder: Path, round: int, short: bool) -> list[Path]:
    """Files of one more article each, others in each round."""
    paths = [folder / f"more{round}-{number}.jsonl" for number in range(5)]
    for number, path in enumerate(paths):
        _write(path, [record(10_000_000 + 1_000 * round + 3 * number, short)])
    return paths


def _one_more(home: Path, sources: list[Path]) -> float:
    return _number("one_more", str(home), [str(path) for path in sources])


def _number(*call: object) -> float:
    found = elsewhere(*call)
    assert isinstance(found, float)
    return found


def _write(path: Path, records) -> None:  # type: ignore[no-untyped-def]
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps({k: v for k, v in record.items() if v}, ensure_ascii=False) + "\n")


def _tell(found: dict[str, Any], way: str, workers: int, bare: object) -> None:
    count, stages = found["articles"], found["stages"]
    print(
        f"{count:>9,} {way:>7} {workers:>7} {count / found['seconds']:>7.1f} {1000 * found['cpu'] / count:>7.2f} "
        f"{found['last to first']:>15.2f} "
        f"{found['writer last to first']:>7.2f} {found['MB']:>6} {found['writer MB']:>7} "
        f"{found['disk'] / count / 1024:>9.1f} {found['peak'] / count / 1024:>6.1f}"
        + "".join(f"{1000 * stages.get(stage, 0) / count:>9.2f}" for stage in STAGES)
        + f"{bare:>7.2f} {stages.get('resolve', 0) / sum(stages.values()):>8.1%}",
        flush=True,
    )


if __name__ == "__main__":
    main()
