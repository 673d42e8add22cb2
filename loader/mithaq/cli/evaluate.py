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
@click.option("--errors", is_flag=True, help="List what was missed and invented, with the sentence and the rule.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
@click.option(
    "--floor", "floors", multiple=True, metavar="FAMILY.FIGURE=X",
    help="Exit with 1 when a figure (p, r, f1, known) of a family, or of core, is below X. May be repeated.",
)  # fmt: skip
def evaluate(gold: Path, articles: tuple[str, ...], errors: bool, form: str, floors: tuple[str, ...]) -> None:
    """Compare what is read out of ARTICLES with gold annotations: files ID.gold.json in GOLD_DIR.

    ARTICLES are what `mithaq load` takes; they are read now, and nothing is stored. Or they are one export that keeps
    articles apart (.trig or .nq, also .gz), to measure a whole store, with its merged identities.

    P is precision, R recall, F1 their harmonic mean; `core` is over all families with a star. What is optional in the
    gold counts neither way; `known` is the share of what was found that the gold lists at all. The format of the
    annotations is told in `pydoc mithaq.evaluation`.
    """
    from mithaq import evaluation

    limits = [evaluation.parse_floor(floor) for floor in floors]
    golds = evaluation.read_gold(gold)
    problems: list[str] = []
    graph = _graph(articles, golds, problems)
    absent: list[str] = []
    tally = evaluation.evaluate(golds, graph, absent=absent.append)
    problems += [f"{gold}: {identifier}: no such article was read" for identifier in absent]
    report = tally.report()
    errors_found = evaluation.explain_errors(tally.errors, graph) if errors else None
    if form == "json":
        click.echo(evaluation.as_json(report, len(golds), absent, errors_found))
    else:
        for line in (*evaluation.table_lines(report, len(golds)), *evaluation.error_lines(errors_found or ())):
            click.echo(line)
    problems += [
        f"floor {floor} is not held: it is {figure:.3f}" for floor, figure in evaluation.broken_floors(limits, report)
    ]
    for problem in problems:
        click.echo(f"mithaq: {problem}", err=True)
    sys.exit(1 if problems else 0)


def _graph(paths: tuple[str, ...], golds: Iterable[Gold], problems: list[str]) -> EvaluatedGraph:
    from mithaq.evaluation import EXPORTS, EvaluatedGraph

    exports = [path for path in paths if path.removesuffix(".gz").endswith(EXPORTS)]
    if not exports:
        return EvaluatedGraph.of(_read(paths, {gold.id for gold in golds}, problems))
    if len(paths) > 1:
        raise UserError(f"{exports[0]}: an export holds all articles; name nothing beside it")
    return EvaluatedGraph.load(Path(exports[0]))


def _read(paths: tuple[str, ...], wanted: set[str], problems: list[str]) -> Iterator[Quad]:
    """The graphs of the articles that have annotations."""
    from mithaq.extraction import extract
    from mithaq.rdf import describe
    from mithaq.reading import Article, read

    for item in read(paths):
        if isinstance(item, Article):
            if item.id in wanted:
                yield from describe(item, extract(item))
        elif _GOLD not in item.where:  # annotations may lie beside the texts
            problems.append(str(item))
