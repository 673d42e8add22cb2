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


@pytest.mark.parametrize("path", ["", "load", "query run", "link", "export"])
def test_no_english_sentence_is_left(path: str) -> None:
    shown = CliRunner().invoke(cli, ["--language", "ar", *path.split(), "--help"], prog_name="mithaq").output
    assert not re.search(r"\b(Options|Commands|Usage|Examples|Show|Only|Directory|Write)\b", shown), shown
    lines = [line for line in shown.splitlines() if re.match(r"  -", line)]
    assert len(lines) >= 2
    assert "--help" in lines[-1]
    assert ARABIC.search(lines[-1])


def test_help_stays_english_without_the_option() -> None:
    shown = CliRunner().invoke(cli, ["load", "--help"], prog_name="mithaq").output
    assert "Directory of the store." in shown
    assert not ARABIC.search(shown)
