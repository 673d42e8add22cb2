"""`mithaq validate`: check a store, an article or RDF files against the shapes."""

from __future__ import annotations

import bz2
import gzip
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, cast

import click
import pyoxigraph as ox
from rich.console import Console
from rich.progress import track

from mithaq.cli.console import OutputConsole
from mithaq.cli.output import form_of_output
from mithaq.errors import UserError
from mithaq.store import Store, StoreError, default_directory, is_internal_graph
from mithaq.validation import (
    ENGINES,
    FAIL_ON,
    FORMATS,
    LANGUAGES,
    ValidationReport,
    check,
    non_empty_graphs,
    print_table,
    render,
)

__all__ = ["validate"]

_WIDE = 160
_GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
_PACKED: dict[str, Callable[[Path], gzip.GzipFile | bz2.BZ2File]] = {
    ".gz": gzip.GzipFile,
    ".bz2": bz2.BZ2File,
}
_BY_EXTENSION = {"txt": "table", "json": "json", "ttl": "ttl", "html": "html", "htm": "html", "xml": "junit"}
_READ = ("ttl", "nt", "nq", "trig", "rdf", "jsonld", "n3")


@click.command(
    epilog="""\b
Examples:
  mithaq validate --store /data/mithaq
  mithaq validate --article 002_a4ad2e80db29f023 --language ar
  mithaq validate mine.ttl --format junit --output report.xml --fail-on warning

\b
Exit status: 0 the data conforms; 1 it does not; 2 the validation could not run.
"""
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option(
    "--store",
    "directory",
    show_default="$MITHAQ_STORE, else ./mithaq-store",
    metavar="DIR",
    help="Directory of the store.",
)
@click.option("--article", metavar="ID", help="Check one article of the store.")
@click.option("--merged", is_flag=True, help="Also check the merged graph; slow on large stores.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    show_default="table",
    help="Format of the report.",
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of the messages."
)
@click.option(
    "--fail-on",
    type=click.Choice(tuple(FAIL_ON)),
    default="violation",
    show_default=True,
    help="Lowest severity that sets exit status 1.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="pyshacl",
    show_default=True,
    help="SHACL engine; rudof is optional.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="Rows per rule in a table; 0 shows all.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False),
              help="Write the report to this file; its extension selects the format.")  # fmt: skip
def validate(
    files: tuple[Path, ...],
    directory: str | None,
    article: str | None,
    merged: bool,
    form: str | None,
    language: str,
    fail_on: str,
    engine: str,
    rows: int,
    output: Path | None,
) -> None:
    """Validate a store or RDF FILES against the SHACL shapes, and say how to fix violations.

    Each named graph is validated separately, because each article graph uses its own IRIs. FILES are Turtle,
    N-Triples, N-Quads, TriG, RDF/XML, JSON-LD or N3; format from the file name; may be compressed (.gz, .bz2).
    """
    if files and (directory or article or merged):
        raise UserError("validate: give FILES or a store, not both")
    form = form_of_output(form, str(output) if output else None, _BY_EXTENSION, "table")
    report = _check_files(files, engine) if files else _check_store(directory, article, merged, engine)
    if output is not None:
        _write(output, report, form, language, fail_on, rows)
    elif form == "table":
        print_table(report, _terminal(), language=language, rows=rows)
    else:
        click.echo(render(report, form, language=language, fail_on=fail_on), nl=False)
    sys.exit(1 if report.fails(fail_on) else 0)


def _check_store(directory: str | None, article: str | None, merged: bool, engine: str) -> ValidationReport:
    path = directory or default_directory()
    with Store.open(path) as store:
        if article is not None:
            quads = store.article_graph(store.article_id(article))
            if not quads:
                raise UserError(f"{path}: has no article {article!r}: `mithaq stats --store {path}` counts what it has")
            return check(quads, engine=engine)
        names = [
            g for g in non_empty_graphs(store.raw) if not is_internal_graph(g) and (merged or g != ox.DefaultGraph())
        ]
        try:
            return ValidationReport.join(
                check(store.raw.quads_for_pattern(None, None, None, name), engine=engine) for name in _progress(names)
            )
        except OSError as problem:
            raise StoreError(f"{path}: cannot be read ({problem})") from problem


def _check_files(files: Iterable[Path], engine: str) -> ValidationReport:
    reports = []
    for path in files:
        data = _read(path)
        report = ValidationReport.join(
            check(data.quads_for_pattern(None, None, None, name), engine=engine)
            for name in _progress([g for g in non_empty_graphs(data) if not is_internal_graph(g)])
        )
        if not report.things:
            raise UserError(f"{path}: contains no instance of a Mithaq class: check its prefixes and types")
        reports.append(report)
    return ValidationReport.join(reports)


def _read(path: Path) -> ox.Store:
    packed = _PACKED.get(path.suffix.lower())
    ending = (path.with_suffix("") if packed else path).suffix.lower().lstrip(".")
    form = ox.RdfFormat.from_extension(ending) if ending else None
    if form is None:
        raise UserError(f"{path}: unknown RDF file extension: use one of .{', .'.join(_READ)}")
    store = ox.Store()
    try:
        with packed(path) if packed else path.open("rb") as file:
            store.bulk_load(cast(IO[bytes], file), form, base_iri=path.resolve().as_uri())
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(f"{path}: there is no such file") from None
    except (OSError, EOFError) as problem:
        raise UserError(f"{path}: cannot be read ({getattr(problem, 'strerror', None) or problem})") from problem
    except (SyntaxError, ValueError) as problem:
        line = getattr(problem, "lineno", None)
        where = f", line {line}" if line else ""
        said = " ".join(str(getattr(problem, "msg", None) or problem).split())
        raise UserError(f"{path}{where}: is not valid {form.name} ({said})") from problem
    return store


def _progress(names: list[_GraphName]) -> Iterator[_GraphName]:
    """Show a progress bar on a terminal's standard error while many graphs are checked."""
    console = Console(stderr=True)
    yield from track(names, "Checking", console=console, disable=len(names) < 100 or not console.is_terminal)


def _terminal() -> Console:
    """Console for standard output; wide enough for tables if it is not a terminal."""
    console = OutputConsole()
    return console if console.is_terminal else OutputConsole(width=_WIDE)


def _write(output: Path, report: ValidationReport, form: str, language: str, fail_on: str, rows: int) -> None:
    from mithaq.export import check_target

    check_target(output)
    try:
        with output.open("w", encoding="utf-8") as file:
            if form == "table":
                print_table(report, Console(file=file, width=_WIDE), language=language, rows=rows)
            else:
                file.write(render(report, form, language=language, fail_on=fail_on))
    except OSError as problem:
        raise UserError(f"{output}: cannot be written ({problem.strerror})") from problem
