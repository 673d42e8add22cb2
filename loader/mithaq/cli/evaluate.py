"""`mithaq evaluate`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from mithaq.cli.input_options import path_ids_option
from mithaq.cli.language import say
from mithaq.cli.reader_options import (
    MODEL_ALONE,
    RULES,
    RULES_AND_MODEL,
    extractor_named,
    model_options,
    report_usage,
)  # fmt: skip
from mithaq.errors import UserError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from mithaq.evaluation import ErrorCounts, EvaluatedGraph, Floor, Gold
    from mithaq.extraction import Extractor

__all__ = ["evaluate"]

_GOLD = ".gold.json"
_MOST_ABSENT = 5
"""Annotations without an article that are named."""


@click.command(
    epilog="""\b
Examples:
  mithaq evaluate gold/ articles.jsonl
  mithaq evaluate gold/ articles/ --errors | less
  mithaq evaluate gold/ export.trig --floor core.f1=0.85 --floor official.p=0.95
  mithaq evaluate gold/ articles/ --reader rules --reader rules+llm --llm-url http://localhost:11434 --llm-model NAME
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
@path_ids_option
@click.option(
    "--reader", "readers", multiple=True, type=click.Choice([RULES, RULES_AND_MODEL, MODEL_ALONE]),
    help="What reads the articles. May be repeated, to compare readers; `llm` is the model alone.  [default: rules]",
)  # fmt: skip
@model_options
def evaluate(
    gold: Path, articles: tuple[str, ...], errors: bool, form: str, by_rule: bool, floors: tuple[str, ...],
    path_ids: bool, readers: tuple[str, ...], **model: Any,
) -> None:  # fmt: skip
    """Score extraction from ARTICLES against gold annotations: files ID.gold.json in GOLD_DIR.

    ARTICLES are inputs of `mithaq load`; they are extracted now, and nothing is stored. To score a whole store with
    its resolved identities, give one export with named graphs (.trig or .nq, may be gzipped) instead.

    P is precision, R recall, F1 their harmonic mean; `core` is the micro-average over the families marked with a
    star. Optional gold items count neither way; `known` is the share of results that the gold lists at all.

    Several readers are compared side by side: their figures, how far each two agree, and with `--errors` the items that
    only one of two found. Floors then apply to the last reader.

    Where articles are extracted now, a second table compares the confidence of facts with the share that is right. See
    `pydoc mithaq.evaluation` for the annotation format.
    """
    from mithaq import evaluation

    limits = [evaluation.parse_floor(floor) for floor in floors]
    golds = evaluation.read_gold(gold)
    problems: list[str] = []
    if _exports(articles) and readers:
        raise UserError(f"{_exports(articles)[0]}: an export was read already: leave out --reader")
    chosen = {name: extractor_named(name, model) for name in dict.fromkeys(readers or (RULES,))}
    if len(chosen) > 1:
        tallies = _compare(golds, articles, path_ids, chosen, errors, form, problems, gold)
        _finish(problems, limits, tallies[-1])
    (extractor,) = chosen.values()
    graph = _graph(articles, path_ids, golds, problems, extractor)
    absent: list[str] = []
    tally = evaluation.evaluate(golds, graph, absent=absent.append)
    problems += _said_absent(absent, golds, gold)
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
    report_usage(extractor)
    _finish(problems, limits, tally)


def _said_absent(absent: list[str], golds: list[Gold], folder: Path) -> list[str]:
    """What to say of annotations without an article in the input.

    Raises:
        UserError: none of them has one.
    """
    if absent and len(absent) == len(golds):
        raise UserError(
            f"{folder}: the input has none of the {len(golds)} articles annotated there: give these articles"
        )
    said = [f"{folder}: {identifier}: the input has no such article" for identifier in absent[:_MOST_ABSENT]]
    more = len(absent) - len(said)
    return [*said, f"{folder}: and {more} more that the input does not have"] if more else said


def _finish(problems: list[str], limits: list[Floor], tally: ErrorCounts) -> NoReturn:
    """Print the problems, those with floors too, and exit with the matching status."""
    from mithaq import evaluation

    problems += [
        f"floor {floor} is not met: the figure is {figure:.3f}"
        for floor, figure in evaluation.broken_floors(limits, tally.report())
    ]
    for problem in problems:
        say(f"mithaq: {problem}", err=True)
    sys.exit(1 if problems else 0)


def _compare(
    golds: list[Gold], articles: tuple[str, ...], path_ids: bool, readers: Mapping[str, Extractor], errors: bool,
    form: str, problems: list[str], gold: Path,
) -> list[ErrorCounts]:  # fmt: skip
    """Read the articles with each reader and print the comparison; returns the counts of each."""
    from mithaq import evaluation

    tallies = {}
    for name, extractor in readers.items():
        said: list[str] = []
        absent: list[str] = []
        graph = _graph(articles, path_ids, golds, said, extractor)
        tallies[name] = evaluation.evaluate(golds, graph, absent=absent.append)
        report_usage(extractor)
    problems += [*said, *_said_absent(absent, golds, gold)]
    items = evaluation.only_one(tallies) if errors else None
    if form == "json":
        click.echo(evaluation.comparison_json(tallies, len(golds), items))
    else:
        for line in (*evaluation.comparison_lines(tallies, len(golds)), *evaluation.only_lines(items or [])):
            click.echo(line)
    return list(tallies.values())


def _exports(paths: tuple[str, ...]) -> list[str]:
    from mithaq.evaluation import EXPORTS

    return [path for path in paths if path.removesuffix(".gz").endswith(EXPORTS)]


def _graph(
    paths: tuple[str, ...], path_ids: bool, golds: Iterable[Gold], problems: list[str], extractor: Extractor
) -> EvaluatedGraph:
    from mithaq.evaluation import EvaluatedGraph

    exports = _exports(paths)
    if not exports:
        return EvaluatedGraph.of(_read(paths, path_ids, {gold.id for gold in golds}, problems, extractor))
    if len(paths) > 1:
        raise UserError(f"{exports[0]}: an export contains all articles; give no other input with it")
    return EvaluatedGraph.load(Path(exports[0]))


def _read(
    paths: tuple[str, ...], path_ids: bool, wanted: set[str], problems: list[str], extractor: Extractor
) -> Iterator[Quad]:
    """Article graphs of the articles that have annotations."""
    from mithaq.rdf import describe
    from mithaq.reading import Article, Note, ReadOptions, SkippedInput, read

    for item in read(paths, options=ReadOptions(path_ids=path_ids)):
        if isinstance(item, Article):
            if item.id in wanted:
                facts = extractor(item)
                problems += [f"{item.id}: read in part: {reason}" for reason in facts.unread]
                yield from describe(item, facts)
        elif not (isinstance(item, SkippedInput | Note) or _GOLD in item.where):  # annotations may be given by name
            problems.append(str(item))
