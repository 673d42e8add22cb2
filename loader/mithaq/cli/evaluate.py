"""`mithaq evaluate`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mithaq.errors import UserError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from mithaq.evaluation import EvaluatedGraph, Gold

__all__ = ["evaluate"]

_GOLD = ".gold.json"


@click.command(
    epilog="""\b
Examples:
  mithaq evaluate gold/ articles.jsonl
  mithaq evaluate gold/ articles/ --errors | less
  mithaq evaluate gold/ export.trig --floor core.f1=0.85 --floor official.p=0.95
"""
)
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD_DIR")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLES...")
@click.option("--errors", is_flag=True, help="List false negatives and false positives with sentence and rule.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Output format.",
)
@click.option("--by-rule", is_flag=True, help="Show the reliability of each rule too.")
@click.option(
    "--floor", "floors", multiple=True, metavar="FAMILY.FIGURE=X",
    help="Exit with status 1 if a figure (p, r, f1, known) of a family or of core is below X. May be repeated.",
)  # fmt: skip
def evaluate(
    gold: Path, articles: tuple[str, ...], errors: bool, form: str, by_rule: bool, floors: tuple[str, ...]
) -> None:
    """Score extraction from ARTICLES against gold annotations: files ID.gold.json in GOLD_DIR.

    ARTICLES are inputs of `mithaq load`; they are extracted now, and nothing is stored. To score a whole store with
    its resolved identities, give one export with named graphs (.trig or .nq, may be gzipped) instead.

    P is precision, R recall, F1 their harmonic mean; `core` is the micro-average over the families marked with a
    star. Optional gold items count neither way; `known` is the share of results that the gold lists at all.

    Where articles are extracted now, a second table compares the confidence of facts with the share that is right. See
    `pydoc mithaq.evaluation` for the annotation format.
    """
    from mithaq import evaluation

    limits = [evaluation.parse_floor(floor) for floor in floors]
    golds = evaluation.read_gold(gold)
    problems: list[str] = []
    graph = _graph(articles, golds, problems)
    absent: list[str] = []
    tally = evaluation.evaluate(golds, graph, absent=absent.append)
    problems += [f"{gold}: {identifier}: the input has no such article" for identifier in absent]
    report = tally.report()
    errors_found = evaluation.explain_errors(tally.errors, graph) if errors else None
    found = None if _exports(articles) else evaluation.reliability(evaluation.judged_facts(tally, graph))
    if form == "json":
        shown = evaluation.reliability_json(found, by_rule=by_rule) if found else None
        click.echo(evaluation.as_json(report, len(golds), absent, errors_found, shown))
    else:
        table = evaluation.reliability_lines(found, by_rule=by_rule) if found else ()
        lines = (*evaluation.table_lines(report, len(golds)), *(("", *table) if found else ()))
        for line in (*lines, *evaluation.error_lines(errors_found or ())):
            click.echo(line)
    problems += [
        f"floor {floor} is not met: the figure is {figure:.3f}"
        for floor, figure in evaluation.broken_floors(limits, report)
    ]
    for problem in problems:
        click.echo(f"mithaq: {problem}", err=True)
    sys.exit(1 if problems else 0)


def _exports(paths: tuple[str, ...]) -> list[str]:
    from mithaq.evaluation import EXPORTS

    return [path for path in paths if path.removesuffix(".gz").endswith(EXPORTS)]


def _graph(paths: tuple[str, ...], golds: Iterable[Gold], problems: list[str]) -> EvaluatedGraph:
    from mithaq.evaluation import EvaluatedGraph

    exports = _exports(paths)
    if not exports:
        return EvaluatedGraph.of(_read(paths, {gold.id for gold in golds}, problems))
    if len(paths) > 1:
        raise UserError(f"{exports[0]}: an export contains all articles; give no other input with it")
    return EvaluatedGraph.load(Path(exports[0]))


def _read(paths: tuple[str, ...], wanted: set[str], problems: list[str]) -> Iterator[Quad]:
    """Article graphs of the articles that have annotations."""
    from mithaq.extraction import extract
    from mithaq.rdf import describe
    from mithaq.reading import Article, Note, SkippedInput, read

    for item in read(paths):
        if isinstance(item, Article):
            if item.id in wanted:
                yield from describe(item, extract(item))
        elif not (isinstance(item, SkippedInput | Note) or _GOLD in item.where):  # annotations may be given by name
            problems.append(str(item))
