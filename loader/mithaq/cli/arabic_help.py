"""Help of commands in Arabic, from the table `data/arabic.csv`."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import Final

import click

from mithaq.cli.arabic import arabic

__all__ = ["ArabicFormatter", "in_arabic", "option_help"]

_HEADINGS: Final = {"Options": "say options", "Commands": "say commands"}
"""Headings of help → keys of the table."""
_EXAMPLES = "Examples:"
_SETTINGS = re.compile(r"(?:\s*\[(?:env|default): [^\]]*\])+$")
"""The end of the help of an option that names a variable or a default value."""
_HELP_OF_HELP = "Show this message and exit."


class ArabicFormatter(click.HelpFormatter):
    """Writes the headings of help in Arabic, and the line of `--help`."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, f"{arabic('say usage')}: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(arabic(_HEADINGS.get(heading, "")) or heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        translated = [(name, arabic("option --help") or text if text == _HELP_OF_HELP else text) for name, text in rows]
        super().write_dl(translated, col_max, col_spacing)


class _ArabicContext(click.Context):
    formatter_class = ArabicFormatter


def in_arabic(command: click.Command, path: str) -> click.Command:
    """A copy of a command with its help, that of its options, and its subcommands in Arabic. `path` is how the command
    is called, as in `query run`. What the table does not have stays in English."""
    translated = copy.copy(command)
    translated.context_class = _ArabicContext
    if text := arabic(f"help {path}"):
        translated.help, translated.short_help = text, None
    translated.params = [_option(one, path) if isinstance(one, click.Option) else one for one in command.params]
    if translated.epilog:
        translated.epilog = translated.epilog.replace(_EXAMPLES, f"{arabic('say examples')}:")
    if isinstance(translated, click.Group):
        commands = translated.commands.items()
        translated.commands = {name: in_arabic(one, f"{path} {name}") for name, one in commands}
    return translated


def option_help(path: str, name: str) -> str | None:
    """The Arabic help of an option of a command, if the table has it."""
    return arabic(f"option {path} {name}") or arabic(f"option {name}")


def _option(option: click.Option, path: str) -> click.Option:
    text = option_help(path, max(option.opts, key=len))
    if text is None:
        return option
    translated = copy.copy(option)
    settings = _SETTINGS.search(option.help or "")
    translated.help = text + (settings[0] if settings else "")
    return translated
