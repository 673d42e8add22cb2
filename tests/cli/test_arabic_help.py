"""Help in Arabic: every command, every option and every heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.cli.arabic import _words, arabic
from mithaq.cli.arabic_help import option_help

ARABIC = re.compile("[\u0621-\u064a]")


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        here = f"{path} {name}".strip()
        yield here, command
        if isinstance(command, click.Group):
            yield from commands(command, here)


COMMANDS = [("mithaq", cli), *commands(cli)]
CODE = re.compile(
    r"`[^`]*`|\[[a-zA-Z+|0-9-]+\]|--?[a-z][\w-]*|\$?[A-Z][A-Z_0-9]+[\w=.|,]*|\w+://\S+|[\w.-]*[./][\w./-]*"
)
"""What is code in help: options, places for values, variables, addresses and files."""
NAMES = {name for path, _ in COMMANDS for name in path.split()} | {
    "Action", "Dask", "Excel", "Graph", "Oxigraph", "Quads", "TriG", "Triples", "Turtle", "Virtuoso", "Wikibase",
    "agreement", "aliases", "ambiguous", "country", "csv", "date", "default", "exactMatch", "forum", "item",
    "itemAltLabel", "itemLabel", "jsonld", "kind", "known", "llm", "meeting", "merged", "name", "official", "place",
    "positionLabel", "posts", "pyshacl", "qid", "rdf", "record", "rudof", "rules", "sanction", "skos", "source",
    "sources", "sssom", "start", "statement", "states", "store", "table", "tenure", "text", "title", "trig", "ttl",
    "url", "violation", "visit",
}  # fmt: skip
"""Names that help mentions: values of options, fields, and programs."""
OPTIONS = [
    (path, max(option.opts, key=len))
    for path, command in COMMANDS
    for option in command.params
    if isinstance(option, click.Option) and not option.hidden
]


def test_every_command_has_arabic_help() -> None:
    assert [path for path, _ in COMMANDS if not arabic(f"help {path}")] == []


def test_every_option_has_arabic_help() -> None:
    assert len(OPTIONS) > 200
    assert [f"option {path} {name}" for path, name in OPTIONS if not option_help(path, name)] == []


def test_the_table_has_no_command_or_option_that_does_not_exist() -> None:
    known = {f"help {path}" for path, _ in COMMANDS} | {"option --help"}
    known |= {key for path, name in OPTIONS for key in (f"option {path} {name}", f"option {name}")}
    assert [key for key in _words() if key.startswith(("help ", "option ")) and key not in known] == []


@pytest.mark.parametrize("path", [path for path, _ in COMMANDS])
def test_no_english_is_left(path: str) -> None:
    """But for names: of commands, options, their values, fields and programs."""
    call = [] if path == "mithaq" else path.split()
    shown = CliRunner().invoke(cli, ["--language", "ar", *call, "--help"], prog_name="mithaq").output
    lines = [line for line in shown.splitlines() if not re.match(r"    \S", line) or ARABIC.search(line)]
    words = re.findall(r"[A-Za-z]{3,}", CODE.sub(" ", "\n".join(lines)))
    assert set(words) <= NAMES | {*path.split()}, shown
    assert any(line.lstrip().startswith("-") for line in lines)
    assert ARABIC.search(lines[-1] if lines[-1].strip() else shown)


def test_help_stays_english_without_the_option() -> None:
    shown = CliRunner().invoke(cli, ["load", "--help"], prog_name="mithaq").output
    assert "Directory of the store." in shown
    assert not ARABIC.search(shown)
