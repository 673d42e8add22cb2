"""`mithaq authority`: manage the user's own table of known items."""

from __future__ import annotations

from pathlib import Path

import click

from mithaq.cli.language import say
from mithaq.errors import UserError

__all__ = ["authority"]


@click.group()
def authority() -> None:
    """Manage the authority tables: known items that linking consults first."""


@authority.command(
    epilog="""\b
Examples:
  mithaq authority update --from ministries.csv
  mithaq authority update --from result.json --kind organization
  mithaq authority update --from https://example.org/officials.csv --contact you@example.org
"""
)
@click.option("--from", "source", required=True, metavar="FILE|URL", help="A CSV table or a query result.")
@click.option("--kind", default="", help="Kind of the items if the source has no kind column (official, place, …).")
@click.option("--into", metavar="FILE", show_default="$MITHAQ_AUTHORITY, else in the user's data folder",
              help="The authority table to update.")  # fmt: skip
@click.option("--contact", default="", envvar="MITHAQ_CONTACT", metavar="MAIL|URL",
              help="Contact address sent to the owner of the URL.")  # fmt: skip
def update(source: str, kind: str, into: str | None, contact: str) -> None:
    """Merge your own table, or a result of the Wikidata Query Service, into your authority table.

    A table is CSV with the columns qid, kind, name_ar, name_en, aliases, ambiguous, states, posts, sources
    (values in a cell are separated by |). A query result is SPARQL JSON, CSV or TSV with the variable item
    and, optionally, itemLabel, itemAltLabel, country, positionLabel, start, end. Existing values are kept.
    """
    from mithaq.wikidata.updating import merge_rows, parse_source
    from mithaq.wikidata.user_table import default_table, read_table_text, write_table

    table = Path(into) if into else default_table()
    text, source = _read(source, contact)
    rows = parse_source(text, source, kind)
    old = [row for _, row in read_table_text(table.read_text("utf-8-sig"), str(table))] if table.exists() else []
    merged, added, changed = merge_rows(old, rows, source)
    try:
        table.parent.mkdir(parents=True, exist_ok=True)
        new = table.with_name(f"{table.name}.new")
        new.write_text(write_table(merged), "utf-8")
        new.replace(table)
    except OSError as problem:
        raise UserError(f"{table}: cannot be written ({problem.strerror})") from problem
    say(f"{table}: {len(merged)} items, {added} new, {changed} changed")


@authority.command(
    epilog="""\b
Examples:
  mithaq authority build latest-all.json.bz2 wikidata.sqlite
  mithaq authority build result.json wikidata.sqlite --kind official
  mithaq link --extract wikidata.sqlite
"""
)
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUTPUT", type=click.Path(path_type=Path))
@click.option("--kind", default="", help="Kind of the items if a query result has no kind column (official, place, …).")
def build(source: Path, target: Path, kind: str) -> None:
    """Build a local extract of Wikidata, from which things are linked without a request.

    INPUT is a JSON dump of Wikidata (also .gz or .bz2), read as a stream, or a result of the Wikidata Query Service
    (SPARQL JSON, CSV or TSV). OUTPUT is an SQLite file with an index by name.
    """
    from mithaq.wikidata.extract_building import build_extract

    count = build_extract(source, target, kind)
    say(f"{target}: {count} items")


def _read(source: str, contact: str) -> tuple[str, str]:
    """The text of a source, and how messages and the table name it."""
    from mithaq.http_client import without_secrets

    if source.lower().startswith(("http://", "https://")):
        return _fetch(source, contact), without_secrets(source)
    try:
        return Path(source).read_text("utf-8-sig"), source
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(f"{source}: cannot be read ({problem})") from problem


def _fetch(url: str, contact: str) -> str:
    from mithaq.http_client import has_credentials, without_secrets
    from mithaq.wikidata.client import NoAnswer, ServiceClient, ServiceRefused, ServiceRequest

    if has_credentials(url):
        raise UserError(
            "--from: credentials in a URL can be read by others, and would be stored in the table: "
            "download the file yourself, and give its name"
        )
    client = ServiceClient(contact)
    try:
        return client.text(ServiceRequest(url, accept="application/sparql-results+json, text/csv, text/plain"))
    except (ServiceRefused, NoAnswer) as problem:
        raise UserError(f"{without_secrets(url)}: {problem}") from problem
    finally:
        client.close()
