#!/usr/bin/env python3
"""What the extractor reaches on each batch of annotated pool articles, beside what it reached before they were read.

    python -m benchmarks.batches POOL [--gold tests/data/gold-pool]

POOL is the file of raw articles that the identifiers point to. The figures of unseen articles come from `unseen.csv`:
each batch was scored before anybody read its errors. Today's are over articles that rules were made from.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from mithaq.evaluation import EvaluatedGraph, Gold, evaluate, read_gold
from mithaq.evaluation.error_counts import Figures
from mithaq.extraction import extract
from mithaq.rdf import describe
from mithaq.reading import Article, read

Batches = dict[str, Mapping[str, str]]
COUNTS = ("right", "false", "missed")
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
    for label, core in together(unseen):
        print(f"{label:62} P {core.p:.3f} R {core.r:.3f} F1 {core.f1:.3f}")


def together(unseen: list[Mapping[str, str]]) -> Iterator[tuple[str, Figures]]:
    """The unseen figures of all batches that the same rules were tried on; and for batches that later rules were tried
    on again, what the rules before reached on these."""
    groups: dict[str, Batches] = {}
    for row in unseen:
        if row["right"]:
            groups.setdefault(row["rules"], {})[row["batch"]] = row
    seen: list[tuple[str, Batches]] = []
    for rules, rows in groups.items():
        for before, others in seen:
            if rows.keys() < others.keys():
                yield _label(rows, before), _summed(others[batch] for batch in rows)
        yield _label(rows, rules), _summed(rows.values())
        seen.append((rules, rows))


def _label(batches: Collection[str], rules: str) -> str:
    names = sorted(map(int, batches))
    run = names == list(range(names[0], names[-1] + 1))
    said = f"{names[0]} to {names[-1]}" if run else ", ".join(map(str, names))
    return f"{said}, by rules improved on {rules}"


def _summed(rows: Iterable[Mapping[str, str]]) -> Figures:
    return Figures(*map(sum, zip(*([int(row[name]) for name in COUNTS] for row in rows), strict=True)))


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
