"""`mithaq export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import click

from mithaq.cli.completion import complete_class
from mithaq.cli.language import say
from mithaq.cli.load import store_option
from mithaq.errors import UserError
from mithaq.export import CSV, FORMATS

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from mithaq.export import ExportResult, GraphStatistics, Selection
    from mithaq.language.partial_date import PartialDate
    from mithaq.store import Store

__all__ = ["export", "parse_date"]


@click.command(
    epilog="""\b
Examples:
  mithaq export graph.ttl
  mithaq export graph.nq.gz --store /data/mithaq
  mithaq export qatar.ttl --state Qatar --since 2015 --class Agreement
  mithaq export tables/ --format csv --bom
  mithaq export graph.ttl.gz --describe void.ttl --licence https://creativecommons.org/licenses/by/4.0/
  mithaq export - --format nt | wc -l
"""
)
@click.argument("out", type=click.Path(allow_dash=True), metavar="OUT")
@store_option
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, CSV]),
    show_default="from OUT's extension",
    help="Output format; csv writes one table per class into the directory OUT.",
)
@click.option(
    "--state", "states", multiple=True, metavar="NAME",
    help="Only things that involve this state (Arabic or English name, or ISO code); may be repeated.",
)  # fmt: skip
@click.option(
    "--class", "classes", multiple=True, metavar="CLASS", shell_complete=complete_class,
    help="Only things of this class of the ontology, and the facts about them; may be repeated.",
)  # fmt: skip
@click.option("--since", metavar="DATE", help="Only things dated on or after DATE: 2015, 2015-06 or 2015-06-09.")
@click.option("--until", metavar="DATE", help="Only things dated on or before DATE.")
@click.option("--with-ontology", is_flag=True, help="Include the ontology and its vocabularies.")
@click.option(
    "--context", metavar="IRI",
    help="For jsonld: reference the context by this IRI, and write it next to OUT under the IRI's last segment.",
)  # fmt: skip
@click.option(
    "--describe", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Also describe the export in VoID and DCAT, as Turtle.",
)  # fmt: skip
@click.option("--licence", default="", metavar="IRI", help="Licence stated in the description: an IRI or a name.")
@click.option("--published-at", metavar="URL", help="URL of the published file, stated in the description.")
@click.option("--bom", is_flag=True, help="For csv: start with a byte order mark (for Excel).")
def export(
    out: str, directory: str, form: str | None, states: tuple[str, ...], classes: tuple[str, ...],
    since: str | None, until: str | None, with_ontology: bool, context: str | None, describe: Path | None,
    licence: str, published_at: str | None, bom: bool,
) -> None:  # fmt: skip
    """Write the graph, or a self-contained subset, to a file or (with `-`) to standard output.

    ttl, nt and rdf contain the merged graph; trig, nq and jsonld also contain each article's graph, with the same
    IRIs. A file name ending in .gz is compressed. Output is deterministic: the same graph gives the same bytes.

    --state, --class, --since and --until together select a subset. It includes the facts about the selected things,
    the things these refer to, the source sentences and their articles. Undated things take their articles' dates.
    """
    from mithaq.export import GraphStatistics, describe_export, format_of, licence_term
    from mithaq.store import Store

    if out == "-" and form is None:
        raise UserError("export to standard output needs a --format")
    if form != "csv" and out != "-" and Path(out).is_dir():
        raise UserError(f"{out}: is a directory: give a file name, or add --format csv for tables")
    kind = form or format_of(Path(out))
    _check(
        kind, out, with_ontology=with_ontology, context=context, describe=describe, bom=bom, licence=licence,
        published_at=published_at,
    )  # fmt: skip
    terms, published = licence_term(licence), _published(published_at)
    with Store.open(directory) as store:
        choice = _choice(store, states, classes, since, until)
        if kind == "csv":
            _tables(store, Path(out), choice, bom)
            return
        tally = GraphStatistics() if describe else None
        done = _write(store, out, kind, choice, with_ontology, context, tally)
        if describe and tally is not None:
            base = store.base
            describe_export(
                describe, Path(out), kind, tally, licence=terms, base=base, graphs=done.graphs, published=published
            )
    _say(out, done, empty=bool(choice) and not done.statements)


def _check(kind: str, out: str, **given: object) -> None:
    """Refuse options that do not apply to this format."""
    csv, alone = kind == "csv", out == "-"
    for option, unfit, why in (
        ("with_ontology", csv, "tables cannot include the ontology: omit --with-ontology"),
        ("describe", csv, "--describe applies to RDF files: omit it"),
        ("describe", alone, "--describe needs a file: give a file name instead of -"),
        ("context", kind != "jsonld", "--context is for --format jsonld"),
        ("bom", not csv, "--bom is for --format csv"),
        ("licence", not given["describe"], "--licence is part of a description: add --describe FILE"),
        ("published_at", not given["describe"], "--published-at is part of a description: add --describe FILE"),
    ):
        if unfit and given[option]:
            raise UserError(why)
    if given["describe"] and _same_file(str(given["describe"]), out):
        raise UserError(f"--describe {given['describe']}: is the file of the export: name another")
    if given["context"]:
        _check_context(str(given["context"]), out, given["describe"])
    if csv and alone:
        raise UserError("csv writes one file per class: give a directory instead of -")


def _check_context(context: str, out: str, describe: object) -> None:
    """Refuse a context that is no IRI reference, or whose file would be another of the export."""
    from pyoxigraph import NamedNode

    try:
        NamedNode(urljoin("https://example.org/", context))
    except ValueError:
        raise UserError(f"--context {context}: is not an IRI: give one such as context.jsonld") from None
    name = context.rpartition("/")[2]
    others = [other for other in (out, describe) if other and out != "-"]
    if out != "-" and (
        name in ("", ".", "..") or any(_same_file(str(Path(out).with_name(name)), str(other)) for other in others)
    ):
        raise UserError(f"--context {context}: must end in a file name other than those of the export")


def _same_file(one: str, other: str) -> bool:
    """Whether two names lead to one file: by its number, or, where there is none yet, by its path."""
    try:
        return Path(one).samefile(other)
    except OSError:
        return Path(one).resolve() == Path(other).resolve()


def _published(url: str | None) -> NamedNode | None:
    from mithaq.queries import parse_iri

    if url is None:
        return None
    if not url.startswith(("http://", "https://")):
        raise UserError(f"--published-at {url}: give a URL that begins with http:// or https://")
    return parse_iri(url, "--published-at")


def _choice(
    store: Store, states: tuple[str, ...], classes: tuple[str, ...], since: str | None, until: str | None
) -> Selection:
    from mithaq.export import Selection, schema
    from mithaq.queries import NameResolver

    names = NameResolver(store)
    return Selection(
        frozenset(leaf for name in classes for leaf in schema().classes(name)),
        tuple(names.resolve("state", state, "--state") for state in states),
        parse_date("--since", since),
        parse_date("--until", until),
    )


def parse_date(option: str, text: str | None) -> PartialDate | None:
    """The date given to an option; raises UserError if it is not one."""
    from mithaq.language.partial_date import PartialDate

    try:
        return None if text is None else PartialDate.typed(text)
    except ValueError:
        shown = text if text is None or text.isprintable() else repr(text)
        raise UserError(f"{option} {shown}: give a date such as 2017-07-11, 2017-07 or 2017") from None


def _write(
    store: Store,
    out: str,
    kind: str,
    choice: Selection,
    with_ontology: bool,
    context: str | None,
    tally: GraphStatistics | None,
) -> ExportResult:
    from mithaq.cli.output import output_to
    from mithaq.export import atomic_write, context_document, export_to, prefixes_for
    from mithaq.export import export as write

    if out == "-":
        with output_to(None) as stream:
            return export_to(store, stream, kind, selection=choice, with_ontology=with_ontology, context=context)
    if context is not None:
        with atomic_write(Path(out).with_name(context.rpartition("/")[2])) as file:
            file.write(context_document(prefixes_for(store.base)))
    return write(
        store, Path(out), kind, selection=choice, with_ontology=with_ontology, context=context, statistics=tally
    )


def _tables(store: Store, folder: Path, choice: Selection, bom: bool) -> None:
    from mithaq.export import export_tables

    rows = export_tables(store, folder, selection=choice, bom=bom)
    for table, count in rows.items():
        say(f"{folder / table}.csv: {count:,} rows", err=True)


def _say(out: str, done: ExportResult, *, empty: bool) -> None:
    graphs = f" in the merged graph and {done.graphs} article graphs" if done.graphs else ""
    say(f"{out}: {done.statements:,} statements{graphs}", err=True)
    if empty:
        say("mithaq: nothing in the graph matches: the export is empty", err=True)
    for note in done.notes:
        say(f"mithaq: {out}: {note}", err=True)
    if done.notes:
        sys.exit(1)
