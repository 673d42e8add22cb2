#!/usr/bin/env python3
"""What the extractor reaches on each batch of annotated pool articles, beside what it reached before they were read.

    python -m benchmarks.batches POOL [--gold tests/data/gold-pool]

POOL is the file of raw articles that the identifiers point to. The figures of unseen articles come from `unseen.csv`:
each batch was scored before anybody read its errors. Today's are over articles that rules were made from.
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

HELD_OUT = "40"
"""What `unseen.csv` has under `rules` where the six batches held out were scored at the end."""
GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold-pool"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pool", type=Path, help="the raw articles, as `mithaq load` takes them")
    parser.add_argument("--gold", type=Path, default=GOLD, help="the folder of annotations and batches.csv")
    args = parser.parse_args()
    unseen = table(args.gold / "unseen.csv")
    first = {int(row["batch"]): row["f1"] for row in reversed(unseen)}
    print(f"{'batch':>5} {'articles':>8} {'F1 unseen':>10}   {'P':>6} {'R':>6} {'F1':>6} today")
    for batch, golds, core in figures(args.gold, args.pool):
        print(f"{batch:5} {len(golds):8} {first.get(batch, '-'):>10}   {core.p:6.3f} {core.r:6.3f} {core.f1:6.3f}")
    print()
    held_out = {row["batch"] for row in unseen if row["rules"] == HELD_OUT}
    counted = [row for row in unseen if row["right"]]
    for label, rows in (
        ("22 to 42, before any was read", [row for row in counted if row["rules"] != HELD_OUT]),
        ("of these, the six held out", [r for r in counted if r["rules"] != HELD_OUT and r["batch"] in held_out]),
        ("the six, by the rules improved on all others", [row for row in counted if row["rules"] == HELD_OUT]),
    ):
        core = Figures(*(sum(int(row[name]) for row in rows) for name in ("right", "false", "missed")))
        print(f"{label:45} P {core.p:.3f} R {core.r:.3f} F1 {core.f1:.3f}")


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


def table(path: Path) -> list[Mapping[str, str]]:
    """The rows of a table with comments above its header."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


if __name__ == "__main__":
    main()
