"""Options that the `mithaq link` commands share, and the objects that they stand for."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from mithaq.cli.load import store_option
from mithaq.cli.numbers import Number, Seconds
from mithaq.errors import UserError

if TYPE_CHECKING:
    from mithaq.wikidata import LinkJudgements
    from mithaq.wikidata.client_settings import ClientSettings

__all__ = [
    "author_option",
    "client_options",
    "date_option",
    "judgement_options",
    "judgements_option",
    "open_judgements",
    "settings_of",
]

JUDGEMENT_FILE = "judgements.jsonl"


def _today() -> str:
    return datetime.date.today().isoformat()


def _day(text: str) -> str:
    """A day that a person typed, in ISO 8601.

    Raises:
        UserError: it is not one.
    """
    from mithaq.language.fold import fold

    try:
        return datetime.date.fromisoformat(fold(text).strip()).isoformat()
    except ValueError:
        raise UserError(f"--date {text}: write it as 2024-05-01") from None


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # the user id has no name
        return ""


judgements_option = click.option(
    "--judgements", "judgement_path", metavar="FILE", envvar="MITHAQ_LINKS",
    show_default=f"{JUDGEMENT_FILE} in the store",
    help="Other file of judgements about links (.jsonl, or an SSSOM table .tsv).",
)  # fmt: skip
date_option = click.option(
    "--date", "today", default=_today, show_default="today", metavar="YYYY-MM-DD", help="Date to record.",
    callback=lambda context, option, text: _day(text),
)  # fmt: skip
author_option = click.option(
    "--author", default=_me, envvar="MITHAQ_AUTHOR", show_default="the user's name",
    help="Reviewer: a name, or an ORCID (orcid:0000-…).",
)  # fmt: skip


def client_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that select the services to query, and their limits."""
    options = (
        click.option("--online", is_flag=True, help="Query Wikidata for things that the tables do not decide."),
        click.option("--contact", default="", envvar="MITHAQ_CONTACT", metavar="MAIL|URL",
                     help="Contact address for Wikimedia; required with --online."),
        click.option("--extract", metavar="FILE", envvar="MITHAQ_EXTRACT",
                     help="Local extract of Wikidata (see `mithaq authority build`); no request is sent for it."),
        click.option("--reconcile", default="", metavar="URL", help="Also query this reconciliation service."),
        click.option("--wikidata-sparql", "sparql", default="", metavar="URL",
                     help="Also query this SPARQL endpoint with Wikidata's data."),
        click.option("--wikidata-api", "api", default="", metavar="URL", show_default="Wikidata's",
                     help="Action API of another Wikibase."),
        click.option("--max-requests", type=click.IntRange(0), metavar="N", help="Maximum number of requests."),
        click.option("--gap", type=Seconds(0), default=0.5, show_default=True, metavar="SECONDS",
                     help="Time between a response and the next request."),
        click.option("--cache", metavar="FILE", show_default="$MITHAQ_CACHE, else in the user's cache folder",
                     help="Cache file for responses."),
        click.option("--cache-days", "days", type=Number(0), default=30, show_default=True,
                     help="Days after which a cached response expires."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def judgement_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands that record judgements."""
    for option in (author_option, date_option, judgements_option, store_option):
        command = option(command)
    return command


def open_judgements(directory: str, path: str | None, *, new: bool = False) -> LinkJudgements:
    """The judgements on links in the file `path` (a file of judgements, or an SSSOM table), or those of a store.

    Raises:
        UserError: a file named on the command line does not exist, and the command makes no `new` one: without its
            judgements, links would be taken back.
    """
    from mithaq.wikidata import JudgementFile, LinkJudgementLog

    if path is None:
        return LinkJudgementLog(Path(directory) / JUDGEMENT_FILE)
    typed = click.get_current_context().get_parameter_source("judgement_path") is ParameterSource.COMMANDLINE
    if typed and not new and not Path(path).exists():
        raise UserError(f"{path}: does not exist: name the file of judgements with --judgements")
    return LinkJudgementLog(Path(path)) if Path(path).suffix == ".jsonl" else JudgementFile(Path(path))


def settings_of(options: Mapping[str, Any], *, dry: bool = False) -> ClientSettings:
    """Client settings from the values of `client_options`."""
    from mithaq.wikidata.client_settings import ClientSettings

    settings = ClientSettings(
        online=options["online"],
        contact=options["contact"],
        reconcile=options["reconcile"],
        sparql=options["sparql"],
        cache=Path(options["cache"]) if options["cache"] else None,
        days=options["days"],
        max_requests=options["max_requests"],
        gap=options["gap"],
        dry=dry,
        extract=Path(options["extract"]) if options["extract"] else None,
    )
    return replace(settings, api=options["api"]) if options["api"] else settings
