#!/usr/bin/env python3
"""What a language model costs as a second reader, and what it adds.

    python -m benchmarks.reader [PATH ...] --llm-url URL --llm-model NAME [--gold FOLDER] [--price-in X --price-out Y]

Reads articles (default: the seeds) one after the other, by the rules and then by the rules and the model, and prints

- seconds per article of each, and of the model alone: median, 95th percentile, sum;
- requests, tokens read and written per article, and what they cost at the given prices per million tokens;
- the facts that the model adds, by kind, and those that are dropped, by reason; articles read in part;
- with `--gold`, precision, recall and F1 of both readers over the families of the figure `core`.

The cache of answers is a new one, unless `--cache` names one, so that every request is sent.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

from mithaq import evaluation
from mithaq.errors import UserError
from mithaq.extraction import Extractor, RuleExtractor
from mithaq.extraction.facts import Facts
from mithaq.llm import RULE_PREFIX, LanguageModelExtractor, ModelSettings, Protocol, usage
from mithaq.rdf import describe
from mithaq.reading import Article, read

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
MILLION = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", default=[SEEDS], help="articles, as `mithaq load` takes them")
    parser.add_argument("--llm-url", required=True, help="address of the server; its key is in MITHAQ_LLM_KEY")
    parser.add_argument("--llm-model", required=True)
    parser.add_argument("--llm-protocol", choices=[protocol.value for protocol in Protocol])
    parser.add_argument("--llm-context", type=int, default=8192)
    parser.add_argument("--llm-max-tokens", type=int, default=2048)
    parser.add_argument("--llm-timeout", type=float, default=300.0)
    parser.add_argument("--gold", type=Path, help="folder of annotations, to measure quality too")
    parser.add_argument("--price-in", type=float, default=0.0, help="price of a million tokens read")
    parser.add_argument("--price-out", type=float, default=0.0, help="price of a million tokens written")
    parser.add_argument("--cache", type=Path, help="file of answers to use and to add to")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = parser.parse_args()
    articles = [item for item in read(args.paths) if isinstance(item, Article)]
    if not articles:
        sys.exit("reader: no articles")
    with tempfile.TemporaryDirectory() as folder:
        settings = ModelSettings(
            args.llm_url, args.llm_model, Protocol(args.llm_protocol) if args.llm_protocol else None,
            context=args.llm_context, max_tokens=args.llm_max_tokens, timeout=args.llm_timeout,
            cache=args.cache or Path(folder) / "answers.sqlite",
        )  # fmt: skip
        print(f"reader: the text of articles is sent to {settings.address}", file=sys.stderr)
        figures = measure(articles, settings, args.gold, args.price_in, args.price_out)
    if args.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name:58}{value:>14,.3f}" if isinstance(value, float) else f"{name:58}{value:>14,}")


def measure(
    articles: list[Article], settings: ModelSettings, gold: Path | None, price_in: float, price_out: float
) -> dict[str, float | int]:
    """All figures, in the order they are printed."""
    by_rules, rule_seconds = read_all(RuleExtractor(), articles)
    by_both, both_seconds = read_all(LanguageModelExtractor(settings), articles)
    counts, number = usage(settings), len(articles)
    read_tokens, written = counts.get("tokens read", 0.0), counts.get("tokens written", 0.0)
    figures: dict[str, float | int] = {"articles": number}
    figures |= spread("rules", rule_seconds) | spread("rules and model", both_seconds)
    figures["seconds of waiting for the model, per article"] = counts.get("seconds", 0.0) / number
    figures["requests per article"] = counts.get("requests", 0.0) / number
    figures["tokens read per article"] = read_tokens / number
    figures["tokens written per article"] = written / number
    figures["cost per thousand articles"] = (read_tokens * price_in + written * price_out) / MILLION / number * 1000
    figures["articles read in part"] = sum(bool(facts.unread) for facts in by_both)
    added = Counter(kind for facts in by_both for kind in kinds_added(facts))
    figures |= {f"added: {kind}": count for kind, count in sorted(added.items())}
    figures |= {name: int(amount) for name, amount in counts.items() if name.startswith("dropped")}
    if gold is not None:
        figures |= quality("rules", articles, by_rules, gold) | quality("rules and model", articles, by_both, gold)
    return figures


def read_all(extractor: Extractor, articles: list[Article]) -> tuple[list[Facts], list[float]]:
    """The facts of each article, and the seconds each took."""
    extractor_seconds: list[float] = []
    found: list[Facts] = []
    RuleExtractor()(articles[0])  # the lexicon is built before the clock starts
    for article in articles:
        started = time.perf_counter()
        found.append(extractor(article))
        extractor_seconds.append(time.perf_counter() - started)
    return found, extractor_seconds


def spread(name: str, seconds: list[float]) -> dict[str, float | int]:
    last = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return {
        f"{name}: seconds per article, median": statistics.median(seconds),
        f"{name}: seconds per article, 95th percentile": last,
        f"{name}: seconds in all": sum(seconds),
    }


def kinds_added(facts: Facts) -> list[str]:
    """The lists of facts in which the model's facts are, once for each fact."""
    found: list[str] = []
    for field in fields(facts):
        items: Any = getattr(facts, field.name)
        if isinstance(items, tuple):
            rules = (item.evidence.rule for item in items if hasattr(item, "evidence"))
            found += [field.name for rule in rules if rule.startswith(RULE_PREFIX)]
    return found


def quality(name: str, articles: list[Article], read_facts: list[Facts], gold: Path) -> dict[str, float | int]:
    golds = evaluation.read_gold(gold)
    pairs = zip(articles, read_facts, strict=True)
    graph = evaluation.EvaluatedGraph.of(quad for article, facts in pairs for quad in describe(article, facts))
    core = evaluation.evaluate(golds, graph).figures(*evaluation.CORE)
    return {f"{name}: precision": core.p, f"{name}: recall": core.r, f"{name}: F1": core.f1}


if __name__ == "__main__":
    try:
        main()
    except UserError as problem:
        sys.exit(f"reader: {problem}")
