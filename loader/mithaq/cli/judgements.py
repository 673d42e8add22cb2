"""`mithaq judgements`: list, undo, merge and export judgements of all kinds."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mithaq.cli.fact import signed
from mithaq.cli.language import in_language, say
from mithaq.cli.load import store_option
from mithaq.errors import UserError

if TYPE_CHECKING:
    from mithaq.api.judging import Judge, RecordedJudgement
    from mithaq.judgements import Conflict, Judgement, Side

__all__ = ["judgements"]

_about = click.option("--about", type=click.Choice(["fact", "identity", "link"]), help="Only judgements of this kind.")


@click.group()
def judgements() -> None:
    """List, undo, merge and export people's judgements about facts, names and links.

    All judgements of a store are lines of its `judgements.jsonl`, which you can keep under version control. Commands
    that record them: `mithaq fact`, `mithaq same`, `mithaq different`, `mithaq link accept`, `mithaq link reject`, and
    the reviews.
    """


@judgements.command(
    "list",
    epilog="""\b
Examples:
  mithaq judgements list
  mithaq judgements list --about identity --all
""",
)
@store_option
@_about
@click.option("--all", "everything", is_flag=True, help="Also those that are undone or replaced.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format."
)
def list_(directory: str, about: str | None, everything: bool, form: str) -> None:
    """List judgements with their ids, and what became of them.

    Two people's judgements on one matter that contradict each other are `in conflict`: neither is in force until one is
    undone.
    """
    from mithaq.api.judging import recorded_judgements

    found = [
        one
        for one in recorded_judgements(_file(directory))
        if (about is None or one.judgement.about == about) and (everything or one.state in ("in force", "in conflict"))
    ]
    if form == "json":
        click.echo(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2))
        return
    with _names(directory) as name_of:
        for one in found:
            click.echo(_line(one, name_of))
    conflicts = sum(one.state == "in conflict" for one in found)
    say(f"{directory}: {len(found)} judgements{f', {conflicts} in conflict' if conflicts else ''}")


@judgements.command(epilog="\b\nExamples:\n  mithaq judgements undo 3f2a9c01de")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@signed
def undo(ids: tuple[str, ...], directory: str, who: str | None, today: str, why: str) -> None:
    """Undo judgements by the ids that `mithaq judgements list` prints; the graph is then as it was without them.

    The undone line stays in the file, and a line is added that neutralises it.
    """
    from mithaq.api.judging import describe

    with _judging(directory, who, today, why) as judge:
        for line in judge.undo(ids):
            say(f"{directory}: {line.id} undone: {describe(line)}")


@judgements.command(
    epilog="""\b
Examples:
  mithaq judgements merge ../theirs/judgements.jsonl
  mithaq judgements merge links.sssom.tsv --prefer mine
"""
)
@click.argument("file", metavar="FILE")
@click.option(
    "--prefer", type=click.Choice(["mine", "theirs"]),
    help="Settle contradictions: undo the judgements of the other side.",
)  # fmt: skip
@signed
def merge(file: str, prefer: Side | None, directory: str, who: str | None, today: str, why: str) -> None:
    """Merge the judgements in FILE into the store: another person's file, an SSSOM table, or a store.

    All lines are kept, and the same judgement of two people counts once. Each contradiction is named on a line: two
    verdicts on one fact, pair of names or link, and two names that are different and that others join. Judgements in
    FILE that take part in one are not merged, and the exit status is 1, unless --prefer settles it.
    """
    with _judging(directory, who, today, why) as judge:
        merged = judge.merge(Path(file), prefer)
    known = {line.id for line in (*merged.added, *merged.same)}
    for conflict in merged.conflicts:
        own = {line.id for line in merged.lines} - known
        say(f"conflict: {_conflict(conflict, own)}")
    counts = [f"{len(merged.added)} added", f"{merged.known} there already"]
    counts += [f"{len(merged.conflicts)} conflicts"] if merged.conflicts else []
    counts += [f"{len(merged.settled)} undone in favour of {prefer}"] if merged.settled else []
    say(f"{directory}: {', '.join(counts)}")
    if merged.conflicts and prefer is None:
        sys.exit(1)


@judgements.command(epilog="\b\nExamples:\n  mithaq judgements export > judgements.jsonl")
@store_option
@_about
@click.option("--output", "-o", metavar="FILE", help="Write to this file instead of standard output.")
def export(directory: str, about: str | None, output: str | None) -> None:
    """Write all lines, also undone ones, in their order: equal judgements give equal bytes."""
    from mithaq.cli.link import write_out
    from mithaq.judgements import JudgementLog

    lines = [line for line in JudgementLog(_file(directory)).read() if about is None or line.about == about]
    write_out("".join(f"{line.to_json()}\n" for line in lines).encode(), output)


@contextmanager
def _judging(directory: str, who: str | None, today: str, why: str) -> Iterator[Judge]:
    import getpass

    from mithaq import pipeline
    from mithaq.api.judging import Judge
    from mithaq.cli.reader_options import reader_from_environment
    from mithaq.store import Store

    signature = pipeline.Signature(who or getpass.getuser(), today, why)
    with Store.open(directory, write=True) as store:
        yield Judge(store, reader_from_environment(), pipeline.shacl_errors, signature)


def _file(directory: str) -> Path:
    from mithaq.judgements import JUDGEMENTS

    if not Path(directory).is_dir():
        raise UserError(f"{directory}: there is no store: name one with --store")
    return Path(directory) / JUDGEMENTS


@contextmanager
def _names(directory: str) -> Iterator[Callable[[str], str] | None]:
    """What gives the name for an IRI, from the store; None where there are judgements alone."""
    from mithaq.api.judging import name_as_written
    from mithaq.queries import isolate_bidi
    from mithaq.store import Store, StoreError

    try:
        store = Store.open(directory)
    except StoreError:
        yield None
        return
    with store:
        yield lambda iri: isolate_bidi(name_as_written(store, iri))


def _line(one: RecordedJudgement, name_of: Callable[[str], str] | None) -> str:
    from mithaq.api.judging import describe
    from mithaq.queries import isolate_bidi

    line = one.judgement
    state = in_language(f"{one.state} by {one.by}" if one.by else one.state)
    signed = ", ".join(filter(None, (line.who, line.when, isolate_bidi(line.why) if line.why else "")))
    head = f"{line.id}  {in_language(line.about)}  {state}\n  {in_language(describe(line, name_of))}"
    return f"{head}\n  {signed}" if signed else head


def _record(one: RecordedJudgement) -> dict[str, Any]:
    return {**json.loads(one.judgement.to_json()), "state": one.state, "by": one.by}


def _conflict(conflict: Conflict, own: set[str]) -> str:
    return " \u00d7 ".join(_side(line, own) for line in conflict.lines)


def _side(line: Judgement, own: set[str]) -> str:
    from mithaq.api.judging import describe

    signed = ", ".join(filter(None, (line.id, line.who, line.when)))
    whose = in_language("mine" if line.id in own else "theirs")
    return f"{whose} {in_language(describe(line))} ({signed})"
