"""The reference of commands, as Markdown generated from the command line itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
from mithaq.cli import cli

__all__ = ["command_page", "commands", "named_wrongly"]

_HEAD = """\
# Commands

Generated from the program by `python scripts/update_docs.py`; a test compares the two. `mithaq COMMAND --help` prints
the same in a terminal.

Exit status: 0 success; 1 the work was done, but an article was refused or quarantined, or data does not conform; 2 the
call could not be carried out.
"""


def commands(
    command: click.Command = cli, path: tuple[str, ...] = ("mithaq",)
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command below a command, itself first, each with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None, name
            yield from commands(found, (*path, name))


def command_page() -> str:
    """The whole reference as one page."""
    return "\n".join([_HEAD, *(_section(path, command) for path, command in commands() if len(path) > 1)])


def named_wrongly(call: str) -> str:
    """What is wrong with a call as documentation writes it (`mithaq export OUT.ttl --state QA`): a command or an option
    that does not exist. An empty text when nothing is."""
    words = call.split()[1:]
    command: click.Command = cli
    path = ["mithaq"]
    while words and isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words[0])
        if found is None:
            break
        command = found
        path.append(words.pop(0))
    if isinstance(command, click.Group) and words and re.fullmatch(r"[a-z][a-z-]*", words[0]):
        return f"{call}: {' '.join(path)} has no command {words[0]!r}"
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    known |= {"--help", "-h", "--version"}
    for word in words:
        option = word.partition("=")[0].rstrip(",.)'")
        if re.fullmatch(r"--[a-z][a-z-]*|-[a-z]", option) and option not in known:
            return f"{call}: {' '.join(path)} has no option {option!r}"
    return ""


def _section(path: tuple[str, ...], command: click.Command) -> str:
    context = click.Context(command, info_name=" ".join(path), max_content_width=110)
    usage = " ".join([" ".join(path), *command.collect_usage_pieces(context)])
    parts = [f"{'#' * len(path)} {' '.join(path)}", f"```text\n{usage}\n```", _prose(command.help or "")]
    options = [found for found in command.params if isinstance(found, click.Option)]
    if options:
        rows = "".join(_row(option, context) for option in options)
        parts.append(f"| option | meaning |\n| --- | --- |\n{rows}".rstrip())
    if command.epilog:
        parts.append(_epilog(command.epilog))
    return "\n\n".join(parts) + "\n"


def _row(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    assert record is not None, option.name
    names, meaning = (" ".join(text.split()).replace("|", "\\|") for text in record)
    return f"| `{names}` | {_escaped(meaning)} |\n"


def _prose(text: str) -> str:
    """Help as Markdown: paragraphs, without click's marks and with nothing taken for HTML."""
    paragraphs = [" ".join(part.replace("\b", "").split()) for part in re.split(r"\n\s*\n", text)]
    return "\n\n".join(_escaped(part) for part in paragraphs)


def _escaped(text: str) -> str:
    parts = text.split("`")  # every second one is code
    return "`".join(re.sub(r"[<>*_]", r"\\\g<0>", part) if i % 2 == 0 else part for i, part in enumerate(parts))


def _epilog(text: str) -> str:
    examples, _, rest = text.replace("\b\n", "").partition("\n\n")
    head, _, calls = examples.partition("\n")
    shown = "\n".join(line.strip() for line in calls.splitlines())
    return "\n\n".join([head, f"```sh\n{shown}\n```", *([_prose(rest)] if rest.strip() else [])])
