"""Show a cluster at work: load articles on a local Dask cluster, kill a worker meanwhile, compare with one process.

    python scripts/cluster_demo.py [PATH...] [--workers N]

Starts a scheduler and worker processes on this machine, makes a batch of PATH (default: seeds/) by way of shards, and
kills one of the workers as soon as the first shard is there. Then it loads the same files in this process alone, and
compares the two exports byte by byte. Needs the extra `cluster`.
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from mithaq import export, pipeline
from mithaq.cluster import SHARDS, STORE, batch
from mithaq.store import Store

ROOT = Path(__file__).resolve().parent.parent

__all__ = ["main"]


def _kill_a_worker(cluster: Any, shards: Path) -> None:
    """Wait for the first shard, and kill the process of a worker."""
    while not list(shards.glob("*.jsonl.gz")):
        time.sleep(0.05)
    worker = next(iter(cluster.workers.values()))
    os.kill(worker.process.process.pid, signal.SIGKILL)
    print(f"killed: the worker with process {worker.process.process.pid}", flush=True)


def _exported(store: Path, target: Path) -> bytes:
    with Store.open(store) as graph:
        export.export(graph, target)
    return target.read_bytes()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT / "seeds"], metavar="PATH")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    distributed: Any = importlib.import_module("distributed")
    with (
        tempfile.TemporaryDirectory() as folder,
        distributed.LocalCluster(
            n_workers=arguments.workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
    ):
        out, alone = Path(folder, "out"), Path(folder, "alone")
        print(f"scheduler: {cluster.scheduler_address}, workers: {arguments.workers}", flush=True)
        killer = threading.Thread(target=_kill_a_worker, args=(cluster, out / SHARDS), daemon=True)
        killer.start()
        started = time.perf_counter()
        report = batch(arguments.paths, out, scheduler=cluster.scheduler_address, size=1)
        print(f"cluster: {report.stored} articles in {time.perf_counter() - started:.1f} s", flush=True)
        killer.join()
        started = time.perf_counter()
        with Store.open(alone, write=True, create=True) as store:
            report = pipeline.load(arguments.paths, store, workers=1)
        print(f"one process: {report.stored} articles in {time.perf_counter() - started:.1f} s", flush=True)
        one, other = _exported(out / STORE, Path(folder, "1.ttl")), _exported(alone, Path(folder, "2.ttl"))
    same = one == other
    print(f"exports: {len(one):,} bytes, {'identical' if same else 'NOT identical'}")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
