"""The command line. It knows every room; no room knows it.

Commands are imported when they are called, so that `mithaq --help` does not pay for rdflib.
"""

from __future__ import annotations

import importlib
import os
import sys

import click

from loader import __version__
from loader.errors import UserError

__all__ = ["main"]

_COMMANDS = {
    "load": "loader.cli.load:load",
    "validate": "loader.cli.validate:validate",
    "query": "loader.cli.query:query",
    "sparql": "loader.cli.query:sparql",
    "export": "loader.cli.export:export",
    "diff": "loader.cli.diff:diff",
    "push": "loader.cli.push:push",
    "explain": "loader.cli.explain:explain",
    "stats": "loader.cli.stats:stats",
    "forget": "loader.cli.load:forget",
    "same": "loader.cli.judge:same",
    "different": "loader.cli.judge:different",
    "rebuild": "loader.cli.rebuild:rebuild",
    "backup": "loader.cli.load:backup",
    "link": "loader.cli.link:link",
    "authority": "loader.cli.authority:authority",
    "evaluate": "loader.cli.evaluate:evaluate",
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="mithaq")
def cli() -> None:
    """Arabic news about diplomacy and security cooperation, read into a checked knowledge graph.

    \b
    Exit status: 0 all well; 1 the work was done but something was refused, quarantined or does not
    conform; 2 the call could not be carried out.
    """


def main() -> None:
    """Run the command line; a `UserError` from any room becomes one line and exit status 2."""
    if "_MITHAQ_COMPLETE" in os.environ:
        importlib.import_module("loader.cli.bash").install()
    try:
        cli(prog_name="mithaq")
    except UserError as problem:
        click.echo(f"mithaq: {problem}", err=True)
        sys.exit(2)
    except BrokenPipeError:  # the reader (`| head`) has gone: nothing to say, and nobody to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
