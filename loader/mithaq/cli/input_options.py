"""Options of `mithaq load` that say how inputs are read, and its dry run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mithaq.cli.language import in_language, say
from mithaq.cli.repeated_messages import RepeatedMessages

if TYPE_CHECKING:
    from mithaq.pipeline import LoadReport
    from mithaq.reading import ReadOptions

__all__ = ["changes", "dry_run", "input_options", "passed_over_line", "path_ids_option", "read_options"]

_F = TypeVar("_F", bound=Callable[..., Any])

path_ids_option = click.option(
    "--path-ids", is_flag=True, help="Make ids from the folders of a file too, not from its name alone."
)
_OPTIONS = (
    click.option(
        "--map",
        "mapping",
        multiple=True,
        metavar="FIELD=COLUMN,...",
        help="Columns or JSON fields that hold id, text, title, date, source, url, where their names do not tell.",
    ),
    click.option(
        "--date-order",
        type=click.Choice(["dmy", "mdy"]),
        help="Order of day and month in dates such as 5/6/2022, which are not read without it.",
    ),
    click.option("--epoch", is_flag=True, help="Read dates that are numbers as seconds or milliseconds since 1970."),
    path_ids_option,
    click.option("--crawl-date", is_flag=True, help="Date pages of a WARC file that state no date by their crawl."),
)


def input_options(command: _F) -> _F:
    """Add the options to a command; pass their values to `read_options`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_options(
    mapping: Sequence[str], date_order: Any, epoch: bool, *, path_ids: bool, crawl_date: bool
) -> ReadOptions:
    """The options as `mithaq.reading` takes them.

    Raises:
        UserError: `mapping` is malformed.
    """
    from mithaq.reading import ReadOptions
    from mithaq.reading.options import parse_mapping

    return ReadOptions(parse_mapping(mapping), date_order, epoch, crawl_date=crawl_date, path_ids=path_ids)


def dry_run(paths: Sequence[str], options: ReadOptions, seconds: float) -> LoadReport:
    """Print a line for each article that would be read, and for everything else why not. Nothing is stored."""
    from mithaq.pipeline import LoadReport, event_of
    from mithaq.reading import Article, Watch, read_located

    report, messages = LoadReport(), RepeatedMessages()
    for located in read_located(paths, options=options, watch=Watch(seconds)):
        if isinstance(located.item, Article):
            article = located.item
            said = [
                article.id,
                str(article.date or in_language("no date")),
                article.source or in_language("no source"),
                article.title or in_language("no title"),
            ]
            line = f"{located.where}: {' | '.join(said)}"
            click.echo("".join(c if c.isprintable() else "?" for c in line))
            report.stored += 1
            continue
        event = event_of(located.item)
        report.count(event)
        if messages.is_printed(event.text):
            say(f"mithaq: {event.text}", err=True)
    for line in messages.rest():
        say(f"mithaq: {line}", err=True)
    return report


def passed_over_line(report: LoadReport) -> str:
    """The files that were passed over, by suffix and reason: `2 .jpg (not a form that is read), 1 (a hidden file)`."""
    listed = sorted(report.passed_over.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count} {suffix + ' ' if suffix else ''}({reason})" for (suffix, reason), count in listed)


def changes(paths: Sequence[str], *, interval: float, sleep: Callable[[float], bool | None]) -> Iterator[None]:
    """Yield once at the start, and then each time that files under `paths` have changed and are at rest. Ends when
    `sleep`, which waits between two looks, returns True."""
    seen: object = None
    before: object = None
    while True:
        now = _state(paths)
        if now != seen and (seen is None or now == before):
            seen = now
            yield
        before = now
        if sleep(interval):
            return


def _state(paths: Sequence[str]) -> frozenset[tuple[str, int, int]]:
    """Every file under `paths` with its time of change and size, without those of stores: a load changes its own."""
    found: set[tuple[str, int, int]] = set()
    for path in paths:
        for name in _files_under(path) if os.path.isdir(path) else (path,):
            try:
                status = os.stat(name)
            except OSError:
                continue
            found.add((name, status.st_mtime_ns, status.st_size))
    return frozenset(found)


def _files_under(folder: str) -> Iterator[str]:
    from mithaq.reading.inputs import made_by_mithaq

    for at, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not made_by_mithaq(Path(at, name))]
        yield from (os.path.join(at, name) for name in files)
