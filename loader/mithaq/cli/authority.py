"""`mithaq authority`: the user's own table of items beside the package's."""

from __future__ import annotations

from pathlib import Path

import click

from mithaq.errors import UserError

__all__ = ["authority"]


@click.group()
def authority() -> None:
    """The tables of known items that linking looks into first."""


@authority.command(
    epilog="""\b
Examples:
  mithaq authority update --from ministries.csv
  mithaq authority update --from result.json --kind organization
  mithaq authority update --from https://example.org/officials.csv --contact you@example.org
"""
)
@click.option("--from", "source", required=True, metavar="FILE|URL", help="A table, or the result of a query.")
@click.option("--kind", default="", help="What the items are, where the source does not say (official, place, …).")
@click.option("--into", metavar="FILE", show_default="$MITHAQ_AUTHORITY, else in the user's data folder",
              help="The user's table.")  # fmt: skip
@click.option("--contact", default="", envvar="MITHAQ_CONTACT", metavar="MAIL|URL",
              help="How the owner of the URL can reach you.")  # fmt: skip
def update(source: str, kind: str, into: str | None, contact: str) -> None:
    """Merge a table of yours, or a result of Wikidata's query service, into your authority table.

    A table is CSV with the columns qid, kind, name_ar, name_en, aliases, ambiguous, states, posts, sources
    (lists in a cell separated by |). A result is SPARQL JSON, CSV or TSV with the variable item, and
    itemLabel, itemAltLabel, country, positionLabel, start, end as far as there are. Nothing known is lost.
    """
    from mithaq.wikidata.updating import merge_rows, parse_source
    from mithaq.wikidata.user_table import default_table, read_table_text, write_table

    table = Path(into) if into else default_table()
    rows = parse_source(_read(source, contact), source, kind)
    old = [row for _, row in read_table_text(table.read_text("utf-8-sig"), str(table))] if table.exists() else []
    merged, added, changed = merge_rows(old, rows, source)
    try:
        table.parent.mkdir(parents=True, exist_ok=True)
        new = table.with_name(f"{table.name}.new")
        new.write_text(write_table(merged), "utf-8")
        new.replace(table)
    except OSError as problem:
        raise UserError(f"{table}: cannot be written ({problem.strerror})") from problem
    click.echo(f"{table}: {len(merged)} items, {added} new, {changed} changed")


def _read(source: str, contact: str) -> str:
    if source.startswith(("http://", "https://")):
        return _fetch(source, contact)
    try:
        return Path(source).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(f"{source}: cannot be read ({problem})") from problem


def _fetch(url: str, contact: str) -> str:
    from mithaq.wikidata.client import NoAnswer, ServiceClient, ServiceRefused, ServiceRequest

    client = ServiceClient(contact)
    try:
        return client.text(ServiceRequest(url, accept="application/sparql-results+json, text/csv, text/plain"))
    except (ServiceRefused, NoAnswer) as problem:
        raise UserError(f"{url}: {problem}") from problem
    finally:
        client.close()
