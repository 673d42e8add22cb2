#!/usr/bin/env python3
"""How fast articles are read into facts, beside the least that any reader with this lexicon has to do.

    benchmarks/extraction.py [PATH ...] [--rounds N] [--json]

Reads articles (default: the seeds) and measures, on one core and in one process, with as few passes of the garbage
collector as during a load:

- the lexicon: seconds to build it from its tables;
- extraction: articles, sentences and megabytes (UTF-8) a second, the first time (words met for the first
  time are looked up) and again (they are remembered, as in the middle of a load); the best of `--rounds`;
- the floor: folding, and one Aho-Corasick pass (pyahocorasick) over the same text with every Arabic form of
  the same lexicon. No reader that folds and looks for these phrases can be faster, and it finds no facts;
- the ratio of the two, and the most memory the process took.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import resource
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import ahocorasick
from mithaq.extraction import extract
from mithaq.extraction.document import Document
from mithaq.language.fold import fold, normalize
from mithaq.lexicon import Lexicon, lexicon
from mithaq.lexicon.authority_tables import read_table
from mithaq.reading import Article, read

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ARABIC = re.compile("[\u0620-\u064a]")
COLLECTIONS = (50_000, 20, 20)
"""The collector's thresholds of `mithaq.pipeline.garbage`, which is not imported: it would count as memory."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", default=[SEEDS], help="articles, as `mithaq load` takes them")
    parser.add_argument("--rounds", type=int, default=5, help="how often; the best counts")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = parser.parse_args()
    articles = [item for item in read(args.paths) if isinstance(item, Article)]
    if not articles:
        sys.exit("extraction: no articles")
    gc.set_threshold(*COLLECTIONS)
    figures = measure(articles, args.rounds)
    if args.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name:34}{value:>14,.3f}" if isinstance(value, float) else f"{name:34}{value:>14,}")


def measure(articles: list[Article], rounds: int) -> dict[str, float | int]:
    """All figures, in the order they are printed."""
    texts = [article.content for article in articles]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    started = time.perf_counter()
    words = lexicon()
    loading = time.perf_counter() - started
    first = seconds(lambda: [extract(article) for article in articles], 1)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # before there is an automaton
    again = seconds(lambda: [extract(article) for article in articles], rounds)
    automaton = compiled(forms())
    floor = seconds(lambda: [deque(automaton.iter(fold(text)), maxlen=0) for text in texts], rounds)
    sentences = count_sentences(articles, words)
    return {
        "articles": len(articles),
        "sentences": sentences,
        "megabytes": megabytes,
        "lexicon, seconds": loading,
        "first time, articles a second": len(articles) / first,
        "first time, megabytes a second": megabytes / first,
        "articles a second": len(articles) / again,
        "sentences a second": sentences / again,
        "megabytes a second": megabytes / again,
        "floor, phrases": len(automaton),
        "floor, megabytes a second": megabytes / floor,
        "times the floor, first time": first / floor,
        "times the floor": again / floor,
        "peak memory, MB": memory,
    }


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The shortest of several runs."""
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


def count_sentences(articles: Iterable[Article], words: Lexicon) -> int:
    return sum(len(Document(article, words).sentences) for article in articles)


def forms() -> Iterator[str]:
    """Every Arabic form in the lexicon's tables, folded."""
    for table in tables(files("mithaq.lexicon").joinpath("data")):
        for row in read_table(*table):
            for cell in row.values():
                if ARABIC.search(cell):
                    yield from filter(ARABIC.search, map(normalize, cell.split("|")))


def tables(folder: Traversable, *above: str) -> Iterator[tuple[str, ...]]:
    """The path of each table, in parts, as `read_table` takes it."""
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from tables(entry, *above, entry.name)
        elif entry.name.endswith(".csv"):
            yield (*above, entry.name)


def compiled(phrases: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for phrase in phrases:
        automaton.add_word(phrase, len(phrase))
    automaton.make_automaton()
    return automaton


if __name__ == "__main__":
    main()
