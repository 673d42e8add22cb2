#!/usr/bin/env python3
"""What the extractor reaches on each batch of annotated pool articles, beside what it reached before they were read.

    python -m benchmarks.batches POOL [--gold tests/data/gold-pool]

POOL is the file of raw articles that the identifiers point to. The first columns come from `unseen.csv`: each batch was
scored once before anybody read its errors. The last columns are today's, over articles that rules were made from.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from mithaq.evaluation import EvaluatedGraph, Gold, evaluate, read_gold
from mithaq.evaluation.error_counts import Figures
from mithaq.extraction import extract
from mithaq.rdf import describe
from mithaq.reading import Article, read

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold-pool"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pool", type=Path, help="the raw articles, as `mithaq load` takes them")
    parser.add_argument("--gold", type=Path, default=GOLD, help="the folder of annotations and batches.csv")
    args = parser.parse_args()
    unseen = {int(row["batch"]): row for row in table(args.gold / "unseen.csv")}
    print(f"{'batch':>5} {'articles':>8}   {'P':>6} {'R':>6} {'F1':>6} unseen   {'P':>6} {'R':>6} {'F1':>6} today")
    for batch, golds, core in figures(args.gold, args.pool):
        before = unseen.get(batch, {})
        then = " ".join(f"{before.get(name) or '-':>6}" for name in ("precision", "recall", "f1"))
        print(f"{batch:5} {len(golds):8}   {then}          {core.p:6.3f} {core.r:6.3f} {core.f1:6.3f}")


def figures(folder: Path, pool: Path) -> Iterator[tuple[int, list[Gold], Figures]]:
    """Each batch with its annotations and what the extractor reaches on them today."""
    golds = {gold.id: gold for gold in read_gold(folder)}
    batches: dict[int, list[Gold]] = {}
    for row in table(folder / "batches.csv"):
        batches.setdefault(int(row["batch"]), []).append(golds[row["article"]])
    articles = {a.id: a for a in read([str(pool)]) if isinstance(a, Article) and a.id in golds}
    for batch, members in sorted(batches.items()):
        found = [articles[gold.id] for gold in members if gold.id in articles]
        graph = EvaluatedGraph.of(quad for article in found for quad in describe(article, extract(article)))
        yield batch, members, evaluate(members, graph).report()["core"]


def table(path: Path) -> Iterator[Mapping[str, str]]:
    """The rows of a table with comments above its header."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


if __name__ == "__main__":
    main()
