"""Loads of the same articles by one process, by local workers and by a Dask cluster: same bytes, and what each costs.

    python -m benchmarks.cluster [--articles N] [--workers N] [--inputs PATH...] [--url URL] [--folder DIR]
                                 [--for ARTICLES] [--machines N] [--cores N]

Loads generated articles, seeds/ and PATHs (folders with real articles) in three ways, each in a process of its own:
`load --bulk` by one process, `batch` with plain local workers, and `batch` over a local Dask cluster of as many. Ends
with status 1 if their exports differ by a byte. Prints for each way seconds by the clock, processor time of all
processes, seconds of each phase by the clock (workers make shards; shards become parts; identities are resolved; the
rest of loading files and publishing), and milliseconds an article of each stage, summed over processes. Then the
overhead of the engine: the cluster's figures as a ratio to the plain workers'. With --url, the cluster's shards are
there.

From what it measured it reckons, on paper, a batch of many articles on a cluster, and prints what it assumes.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import importlib
import json
import multiprocessing
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from mithaq import copies, export
from mithaq.cluster import STORE, batch
from mithaq.cluster.full_merge import FullMerge
from mithaq.pipeline import LoadReport, load
from mithaq.pipeline.full_store import FullStore
from mithaq.store import Store

from benchmarks.newsroom import record

ROOT = Path(__file__).resolve().parents[1]

ONE, LOCAL, CLUSTER = WAYS = ("one process", "local workers", "cluster")
PHASES = ("shards", "parts", "identity", "publish")
STAGES = ("read", "extract", "describe", "check", "resolve", "commit")
SHARD_ARTICLES = 1000
"""Most articles of a generated file, which is a partition."""
FILES_PER_WORKER = 4
"""Least generated files for each worker, so that both are busy to the end."""
LOADERS = 4
"""Threads that load files into the database at once, at most (`mithaq.pipeline.full_store`)."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one way took. Times are in seconds; `own`, `workers` and `loading` (files into the database, where nothing
    else goes on meanwhile) are processor time."""

    articles: int
    seconds: float
    start: float
    own: float
    workers: float
    loading: float
    phases: dict[str, float] = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)
    digest: str = ""

    @property
    def cpu(self) -> float:
        return self.own + self.workers


def measure(way: str, inputs: list[str], folder: str, workers: int, url: str | None) -> Cost:
    """Load the inputs in one of the `WAYS`; in a fresh process."""
    clock = _Clock()
    begun = time.perf_counter()
    with _cluster(workers if way == CLUSTER else 0) as scheduler:
        started = time.perf_counter()
        with clock.running():
            report, store = _load(way, inputs, Path(folder), workers, url, scheduler)
        seconds = time.perf_counter() - started
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Cost(
        report.stored,
        seconds,
        started - begun,
        own.ru_utime + own.ru_stime,
        children.ru_utime + children.ru_stime,
        clock.loading,
        clock.phases,
        report.seconds,
        _exported(store, Path(folder) / "export.ttl"),
    )


def _load(
    way: str, inputs: list[str], folder: Path, workers: int, url: str | None, scheduler: str | None
) -> tuple[LoadReport, Path]:
    if way != ONE:
        store = folder / STORE
        out = url if url is not None and way == CLUSTER else folder
        return batch(inputs, out, store=store, shared_store=True, scheduler=scheduler, workers=workers, size=1), store
    with Store.open(folder / STORE, write=True, create=True) as opened:
        return load(inputs, opened, workers=1, bulk=True), folder / STORE


@contextmanager
def _cluster(workers: int) -> Iterator[str | None]:
    """The address of a local cluster of worker processes; none of no workers."""
    if not workers:
        yield None
        return
    distributed: Any = importlib.import_module("distributed")
    with distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


class _Clock:
    """Seconds of the phases. They begin and end with calls that this process makes."""

    def __init__(self) -> None:
        self.phases = dict.fromkeys(PHASES, 0.0)
        self.loading = 0.0
        """Processor time of loading files, also that of other threads meanwhile."""
        self._phase, self._since = PHASES[0], 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Keep time, while the calls at which a phase begins are replaced by ones that note it."""
        self._since = time.perf_counter()
        begins: list[tuple[Any, str, str]] = [
            (FullMerge, "run", "parts"),
            (FullStore, "finish", "identity"),
            (Store, "publish", "publish"),
        ]
        ends: list[tuple[Any, str, str]] = [(copies, "copies_in_parts", "publish")]
        load_files = Store.load_files
        before = [(owner, name, getattr(owner, name)) for owner, name, _ in (*begins, *ends)]
        before.append((Store, "load_files", load_files))

        def load_timed(store: Store, paths: Iterable[Path]) -> None:
            started = time.process_time()
            load_files(store, paths)
            self.loading += time.process_time() - started

        for owner, name, phase in begins:
            setattr(owner, name, self._noted(getattr(owner, name), phase, ""))
        for owner, name, phase in ends:
            setattr(owner, name, self._noted(getattr(owner, name), "", phase))
        setattr(Store, "load_files", load_timed)  # noqa: B010 (mypy takes no assignment to a method)
        try:
            yield
        finally:
            self._turn(PHASES[-1])
            for owner, name, function in before:
                setattr(owner, name, function)

    def _noted(self, function: Callable[..., Any], before: str, after: str) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(*arguments: Any, **options: Any) -> Any:
            if before:
                self._turn(before)
            found = function(*arguments, **options)
            if after:
                self._turn(after)
            return found

        return call

    def _turn(self, phase: str) -> None:
        now = time.perf_counter()
        self.phases[self._phase] += now - self._since
        self._phase, self._since = phase, now


def _exported(store: Path, target: Path) -> str:
    """The digest of the export of a store."""
    with Store.open(store) as graph:
        export.export(graph, target)
    return hashlib.sha256(target.read_bytes()).hexdigest()


def apart(*arguments: Any) -> Cost:
    """`measure` in a fresh process, so that processor time is that of the one way."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, *arguments).result()


def write_articles(folder: Path, count: int, workers: int) -> Path:
    """Generated articles as files of about equal size."""
    folder.mkdir()
    size = max(1, min(SHARD_ARTICLES, count // (FILES_PER_WORKER * workers) or 1))
    numbers = iter(range(count))
    for number, chunk in enumerate(iter(lambda: list(islice(numbers, size)), [])):
        lines = (json.dumps({k: v for k, v in record(n).items() if v}, ensure_ascii=False) for n in chunk)
        (folder / f"{number:05}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def print_costs(costs: dict[str, Cost]) -> None:
    print(f"{'':>14}{'articles':>9}{'seconds':>9}{'cpu':>8}" + "".join(f"{phase:>9}" for phase in PHASES))
    for way, cost in costs.items():
        phases = "".join(f"{cost.phases[phase]:>9.1f}" for phase in PHASES)
        print(f"{way:>14}{cost.articles:>9,}{cost.seconds:>9.1f}{cost.cpu:>8.1f}{phases}")
    print("milliseconds an article, summed over processes:")
    print(f"{'':>14}" + "".join(f"{stage:>9}" for stage in STAGES))
    for way, cost in costs.items():
        each = (1000 * cost.stages.get(stage, 0.0) / cost.articles for stage in STAGES)
        print(f"{way:>14}" + "".join(f"{milliseconds:>9.2f}" for milliseconds in each))


def print_overhead(costs: dict[str, Cost], firsts: dict[str, Cost]) -> float:
    """Print what the engine costs; returns the ratio of processor time without the start of processes."""
    local, cluster = costs[LOCAL], costs[CLUSTER]
    ratio = (cluster.cpu - firsts[CLUSTER].cpu) / (local.cpu - firsts[LOCAL].cpu)
    print(
        f"the engine against plain workers: {cluster.seconds / local.seconds:.2f} by the clock "
        f"({(cluster.seconds + cluster.start) / local.seconds:.2f} with the start of the cluster), "
        f"{cluster.cpu / local.cpu:.2f} by processor time, {ratio:.2f} without the start of processes"
    )
    return ratio


def print_estimate(
    costs: dict[str, Cost], first: Cost, engine: float, articles: int, machines: int, cores: int
) -> None:
    """Reckon a batch of many articles. `first` is what plain workers take for an article each: the start of
    processes. `engine` is the ratio of processor time by which a cluster takes more."""
    local, one = costs[LOCAL], costs[ONE]
    count = local.articles - first.articles
    parallel = max(local.workers - first.workers, 0.0) / count
    loading = one.loading / one.articles
    storing = max((local.own - first.own) / count - loading, 0.0)
    hours = articles / 3600
    spread = parallel * max(engine, 1.0) * hours / (machines * cores)
    serial, least, most = storing * hours, loading * hours / LOADERS, loading * hours
    print(f"on paper, from processor time: {articles:,} articles on {machines} machines of {cores} cores:")
    print(f"  parallel: {1000 * parallel:.2f} ms an article x {max(engine, 1.0):.2f}: {60 * spread:.0f} minutes")
    print(f"  by one process: {1000 * storing:.2f} ms an article: {serial:.1f} hours")
    print(f"  loading files, by one process: {1000 * loading:.2f} ms an article: {least:.1f} to {most:.1f} hours")
    print(f"  together: {spread + max(serial, least):.1f} to {spread + serial + most:.1f} hours")
    print(
        "  assumed: cores and articles as here; what an article takes does not grow with their number; storage and\n"
        "  network keep pace with all workers; the cluster is running; partitions are many and of about equal size.\n"
        f"  Least: {LOADERS} threads load {LOADERS} times as fast as one, while the process does the rest; most: one "
        "thread after the other"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000, help="generated articles")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--inputs", nargs="*", default=[], metavar="PATH", help="real articles besides seeds/")
    parser.add_argument("--url", help="where the cluster keeps its shards (fsspec); it must be empty")
    parser.add_argument("--folder", type=Path, help="where to put stores; kept when given")
    parser.add_argument("--for", dest="many", type=int, default=10_000_000, help="articles of the estimate")
    parser.add_argument("--machines", type=int, default=16)
    parser.add_argument("--cores", type=int, default=8, help="of each machine")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = arguments.folder or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(home / "news", ignore_errors=True)
        news = write_articles(home / "news", arguments.articles, arguments.workers)
        inputs = [str(path) for path in (news, ROOT / "seeds", *arguments.inputs)]
        costs = {}
        for way in WAYS:
            folder = home / way.replace(" ", "-")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            costs[way] = apart(way, inputs, str(folder), arguments.workers, arguments.url)
            print(
                f"  {way}: {costs[way].articles:,} articles in {costs[way].seconds:.0f} s", file=sys.stderr, flush=True
            )
        seeds = sorted(str(path) for path in (ROOT / "seeds").iterdir())[: arguments.workers]
        firsts = {}
        for way in (LOCAL, CLUSTER):
            folder = home / f"first-{way.replace(' ', '-')}"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            firsts[way] = apart(way, seeds, str(folder), arguments.workers, None)
    same = len({cost.digest for cost in costs.values()}) == 1
    print_costs(costs)
    print(f"exports: {'identical' if same else 'NOT identical'}")
    engine = print_overhead(costs, firsts)
    print_estimate(costs, firsts[LOCAL], engine, arguments.many, arguments.machines, arguments.cores)
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
