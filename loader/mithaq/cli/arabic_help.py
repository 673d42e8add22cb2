"""Help of commands in Arabic, from the table `data/arabic.csv`."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import Final

import click

from mithaq.cli.arabic import arabic
from mithaq.messages import in_arabic as message

__all__ = ["ArabicFormatter", "in_arabic", "option_help"]

_HEADINGS: Final = {"Options": "say options", "Commands": "say commands"}
"""Headings of help → keys of the table."""
_EXAMPLES, _EXAMPLE = "Examples:", "Example:"
_PROGRAM = "mithaq"
_SETTINGS = re.compile(r"(?:\s*\[(?:env|default): [^\]]*\])+$")
"""The end of the help of an option that names a variable or a default value."""
_SETTING = re.compile(r"\[([^\]]*)\]")
_HELP_OF_HELP = "Show this message and exit."
_EXTRA = re.compile(r"\[((?:default|required|env var)\b[^\[\]]*|[x0-9.<=]+[^\[\]]*)\]$")
"""What click writes behind the help of an option: its default, its range, and whether it is required."""
_DEFAULT: Final = "default: "
_SEMICOLON = "\u061b "
_BETWEEN = re.compile(r"; (?![^(]*\))")
"""What separates such statements; a default in words is in parentheses."""
_PARAGRAPH = re.compile(r" *\u00b6 *")
"""The sign between paragraphs in the table."""


class ArabicFormatter(click.HelpFormatter):
    """Writes the headings of help in Arabic, and the line of `--help`."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, f"{arabic('say usage')}: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(arabic(_HEADINGS.get(heading, "")) or heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _in_a_list(text)) for name, text in rows], col_max, col_spacing)


class _ArabicContext(click.Context):
    formatter_class = ArabicFormatter


def _in_a_list(text: str) -> str:
    """The help of an option in a list of them: of `--help` itself, and with the default and the like in Arabic."""
    if text == _HELP_OF_HELP:
        return arabic("option --help") or text
    return _EXTRA.sub(lambda found: f"[{_SEMICOLON.join(map(_statement, _BETWEEN.split(found[1])))}]", text)


def _statement(text: str) -> str:
    """A default and the like. A default of one word is what is typed, and stays; one in words is in parentheses."""
    default = text.removeprefix(_DEFAULT)
    if default == text or not default.isalnum():
        return message(text)
    return message(f"{_DEFAULT}0").replace("0", default)


def in_arabic(command: click.Command, path: str) -> click.Command:
    """A copy of a command with its help, that of its options, and its subcommands in Arabic. `path` is how the command
    is called, as in `query run`. What the table does not have stays in English."""
    translated = copy.copy(command)
    translated.context_class = _ArabicContext
    if text := arabic(f"help {path}"):
        translated.help, translated.short_help = _PARAGRAPH.sub("\n\n", text), None
    translated.params = [_option(one, path) if isinstance(one, click.Option) else one for one in command.params]
    if translated.epilog:
        translated.epilog = _epilog(translated.epilog)
    if isinstance(command, click.Group) and isinstance(translated, click.Group) and path != _PROGRAM:
        context = click.Context(command)
        found = ((name, command.get_command(context, name)) for name in command.list_commands(context))
        translated.commands = {name: in_arabic(one, f"{path} {name}") for name, one in found if one is not None}
        translated.__class__ = click.Group  # what it imports on first use is among the commands now
    return translated


def _epilog(text: str) -> str:
    """What follows the options: examples, and the exit statuses of a command."""
    lines = text.replace(_EXAMPLES, f"{arabic('say examples')}:").replace(_EXAMPLE, f"{arabic('say examples')}:")
    return "\n".join(line if line.startswith("  ") else message(line) for line in lines.split("\n"))


def option_help(path: str, name: str) -> str | None:
    """The Arabic help of an option of a command, if the table has it."""
    return arabic(f"option {path} {name}") or arabic(f"option {name}")


def _option(option: click.Option, path: str) -> click.Option:
    text = option_help(path, max(option.opts, key=len))
    if text is None:
        return option
    translated = copy.copy(option)
    settings = _SETTINGS.search(option.help or "")
    translated.help = text + (_SETTING.sub(lambda one: f"[{message(one[1])}]", settings[0]) if settings else "")
    return translated
