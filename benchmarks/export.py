"""How fast and how small Turtle is written, beside pyoxigraph's own dump and rdflib's serializer.

    python benchmarks/export.py [--triples 100000 1000000] [--rdflib-triples 1000000] [--repeat 3] [--json]

For each size a store on disk is made, whose merged graph holds about so many triples: generated facts, described as a
load describes them and put there without being read from texts or merged. Each way runs in a process of its own, so
that time and peak memory are its own; of several runs the fastest counts. All three run on one core, and the ratios
are of processor time, which other programs on the machine disturb less than the clock.

- mithaq: `mithaq.export.export`, which sorts, groups and shortens, so that equal graphs give equal bytes;
- dump: the engine writes the same graph from the same store as Turtle, as it finds it, with the same prefixes;
- rdflib: its Turtle serializer, once the graph is in its memory; reading is not counted, and only done up to
  `--rdflib-triples`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from mithaq.export import export, prefixes_for
from mithaq.store import Store
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from benchmarks.corpus import quads

PER_ARTICLE = 35
"""At least so many triples of an article are new to the merged graph."""


def build(folder: Path, triples: int) -> None:
    """A store whose merged graph has so many triples, give or take some that two articles tell."""
    merged = (
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in quads(triples // PER_ARTICLE)
        if quad.graph_name == DefaultGraph()
    )
    with Store.open(folder, write=True, create=True) as store:
        store.raw.bulk_extend(islice(merged, int(triples * 1.15)))
        store.raw.optimize()
        store.publish()


def write(way: str, folder: Path) -> dict[str, float]:
    """Write the merged graph once; seconds by the clock and of the processor, and peak memory in MB."""
    out = folder / f"{way}.ttl"
    if way == "rdflib":
        import rdflib

        graph = rdflib.Graph().parse(folder / "mithaq.ttl")
        clock, processor = time.perf_counter(), time.process_time()
        graph.serialize(out, format="turtle")
        return _figures(clock, processor)
    with Store.open(folder / "store") as store:
        clock, processor = time.perf_counter(), time.process_time()
        if way == "mithaq":
            export(store, out)
        else:
            store.raw.dump(str(out), RdfFormat.TURTLE, from_graph=DefaultGraph(), prefixes=dict(prefixes_for()))
        return _figures(clock, processor)


def _figures(clock: float, processor: float) -> dict[str, float]:
    """What passed since then, and the peak memory of this process alone; `getrusage` would count the parent's from
    before the exec."""
    found = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    return {
        "seconds": time.perf_counter() - clock,
        "processor": time.process_time() - processor,
        "memory": int(found[1]) / 1024 if found else float("nan"),
    }


def _apart(*call: str) -> dict[str, float]:
    """Run this script for one step, in a process of its own."""
    run = subprocess.run([sys.executable, __file__, "--step", *call], check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(run.stdout)
    return figures


def _measured(triples: int, ways: tuple[str, ...], repeat: int) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory(prefix="mithaq-benchmark-") as folder:
        _apart("build", folder, str(triples))
        found = {}
        for way in ways:
            runs = [_apart(way, folder, "0") for _ in range(1 if way == "rdflib" else repeat)]
            found[way] = {name: min(run[name] for run in runs) for name in runs[0]}
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--triples", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--rdflib-triples", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.step:
        step, folder, triples = args.step
        if step == "build":
            build(Path(folder) / "store", int(triples))
        print(json.dumps({} if step == "build" else write(step, Path(folder))))
        return
    figures = {}
    for triples in args.triples:
        ways = ("mithaq", "dump", "rdflib") if triples <= args.rdflib_triples else ("mithaq", "dump")
        figures[triples] = _measured(triples, ways, args.repeat)
    if args.json:
        print(json.dumps(figures, indent=1))
        return
    print(f"{'triples':>12}  {'way':8}{'seconds':>10}{'processor':>11}{'to mithaq':>11}{'peak MB':>9}")
    for triples, rows in figures.items():
        for way, row in rows.items():
            ratio = row["processor"] / rows["mithaq"]["processor"]
            numbers = f"{row['seconds']:10.2f}{row['processor']:11.2f}{ratio:10.2f}x{row['memory']:9.0f}"
            print(f"{triples:12,}  {way:8}{numbers}")
    first, *_, last = figures.values()
    for way in ("mithaq", "dump"):
        growth = last[way]["memory"] / first[way]["memory"]
        print(f"peak memory of {way}, largest to smallest: {growth:.2f}x")


if __name__ == "__main__":
    main()
