#!/usr/bin/env python3
"""How sure each rule of extraction is, measured on annotated articles.

    benchmarks/calibration.py GOLD_DIR ... [--articles PATH ...] [--write] [--thresholds]

Extracts the annotated articles (inputs of `mithaq load`; default: the gold folders themselves), judges every fact by
the alignment of `mithaq evaluate`, and counts by family and rule. Facts of optional items are left out. `--write`
writes rule_confidence.csv of the lexicon. `--thresholds` prints precision and recall of core by least confidence.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from mithaq.evaluation import ErrorCounts, EvaluatedGraph, Gold, evaluate, judged_facts, read_gold
from mithaq.extraction import extract
from mithaq.extraction.facts import Facts
from mithaq.lexicon.rule_confidence import official_family, post_family
from mithaq.pipeline.confidence import filter_by_confidence
from mithaq.rdf import MQ, describe
from mithaq.reading import Article, read

TABLE = Path(__file__).resolve().parent.parent / "loader/mithaq/lexicon/data/rule_confidence.csv"
PRIOR_RIGHT, PRIOR_WRONG = 4.0, 1.0
"""The prior: five facts of which four are right, about what a rule does before it is measured."""
THRESHOLDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95)
HEAD = f"""\
# How often the facts of each rule of extraction were right on annotated articles. Do not edit.
# Source: written by benchmarks/calibration.py from gold annotations of news articles; no text of theirs is here.
# Counted on batches 22 to 57 of tests/data/gold-pool, with the rules as they stood before anybody had read the errors
# in these articles. A rule that has no row keeps the confidence that its code states.
# family  family of `mithaq evaluate` (meeting: pairs of participants); post is a tenure of a post of a state,
# post-short one in one or two words, post-stateless one without a state; official-word is an official
# known by a single word
# rule  the name of the rule, as facts carry it
# facts, right  judged facts, and those of them that the gold has; facts of optional items are left out
# confidence  (right + {PRIOR_RIGHT:g}) / (facts + {PRIOR_RIGHT + PRIOR_WRONG:g}): the mean of a beta distribution with\
 the prior ({PRIOR_RIGHT:g} right, {PRIOR_WRONG:g} wrong)
"""
Found = list[tuple[Article, Facts]]
RuleKey = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path, help="folders with ID.gold.json")
    parser.add_argument("--articles", nargs="+", help="articles, as `mithaq load` takes them")
    parser.add_argument("--write", action="store_true", help="write the table of the lexicon")
    parser.add_argument("--thresholds", action="store_true", help="print core by least confidence")
    args = parser.parse_args()
    golds = list({gold.id: gold for folder in args.gold for gold in read_gold(folder)}.values())
    wanted = {gold.id for gold in golds}
    items = read(args.articles or list(map(str, args.gold)))
    articles = {item.id: item for item in items if isinstance(item, Article) and item.id in wanted}
    if missing := len(wanted - articles.keys()):
        sys.exit(f"calibration: {missing} annotated articles are not in the input; name it by --articles")
    found = [(article, extract(article)) for article in articles.values()]
    if args.thresholds:
        print(f"{'least':>6}{'P':>8}{'R':>8}{'F1':>8}")
        for least in THRESHOLDS:
            core = judge(golds, found, least)[0].report()["core"]
            print(f"{least:6.2f}{core.p:8.3f}{core.r:8.3f}{core.f1:8.3f}")
        return
    write(rows(*judge(golds, found), found), TABLE if args.write else None)


def judge(golds: Iterable[Gold], found: Found, least: float = 0.0) -> tuple[ErrorCounts, EvaluatedGraph]:
    """Score the facts with a confidence of at least `least`."""
    quads = (quad for article, facts in found for quad in describe(article, filter_by_confidence(facts, least)))
    graph = EvaluatedGraph.of(quads)
    return evaluate(golds, graph), graph


def rows(counts: ErrorCounts, graph: EvaluatedGraph, found: Found) -> Iterator[tuple[str, str, int, int, str]]:
    """Rows of the table, sorted by family and rule."""
    number: Counter[RuleKey] = Counter()
    right: Counter[RuleKey] = Counter()
    for fact in judged_facts(counts, graph):
        if fact.family == "post":
            continue  # counted below, by kinds of posts
        for rule in fact.rules:
            number[fact.family, rule] += 1
            right[fact.family, rule] += fact.right
    for key, correct in (*named_things(counts, graph, found), *held_posts(counts, graph, found)):
        number[key] += 1
        right[key] += correct
    for (family, rule), facts in sorted(number.items()):
        good = right[family, rule]
        confidence = (good + PRIOR_RIGHT) / (facts + PRIOR_RIGHT + PRIOR_WRONG)
        yield family, rule, facts, good, f"{confidence:.3f}"


def named_things(counts: ErrorCounts, graph: EvaluatedGraph, found: Found) -> Iterator[tuple[RuleKey, bool]]:
    """The rules of officials and organisations, right or wrong. The graph has no rules of them: found by name."""
    rules = {
        (family, article.id, thing.name): (
            official_family(thing.name) if family == "official" else family,
            thing.evidence.rule,
        )
        for article, facts in found
        for family, things in (("official", facts.officials), ("organization", facts.organizations))
        for thing in things
    }
    for family, identifier, nodes, correct in all_judged(counts):
        reported = graph.article(identifier)
        names = (name for node in nodes for name in (reported.names(node) if reported else ()))
        rule = next((rules[key] for name in names if (key := (family, identifier, name)) in rules), None)
        if rule is not None:
            yield rule, correct


def held_posts(counts: ErrorCounts, graph: EvaluatedGraph, found: Found) -> Iterator[tuple[RuleKey, bool]]:
    """The rules of tenures, right or wrong, with the family of the post. Found by the names of holder and post."""
    rules = {
        (article.id, facts.officials[int(t.holder.key)].name, t.post.phrase): (
            post_family(t.post.phrase, t.post.state),
            t.evidence.rule,
        )
        for article, facts in found
        for t in facts.tenures
    }
    for family, identifier, nodes, correct in all_judged(counts):
        reported = graph.article(identifier)
        if family == "post" and reported is not None:
            names = (
                (identifier, name, phrase)
                for node in nodes
                for holder in reported.values(node, MQ.holder)
                for post in reported.values(node, MQ.post)
                for name in reported.names(holder)
                for phrase in reported.names(post)
            )
            if key := next((rules[name] for name in names if name in rules), None):
                yield key, correct


def all_judged(counts: ErrorCounts) -> list[tuple[str, str, tuple[str, ...], bool]]:
    """Family, article and nodes of each judged fact, and whether it is right."""
    judged = [(f.family, f.article, f.nodes, True) for f in counts.found]
    return judged + [(e.family, e.article, e.nodes, False) for e in counts.errors if e.kind == "false"]


def write(table: Iterable[tuple[str, str, int, int, str]], path: Path | None) -> None:
    """Write the table with its head, to standard output if there is no path."""
    with path.open("w", encoding="utf-8", newline="") if path else sys.stdout as stream:
        stream.write(HEAD)
        lines = csv.writer(stream, lineterminator="\n")
        lines.writerow(("family", "rule", "facts", "right", "confidence"))
        lines.writerows(table)


if __name__ == "__main__":
    main()
