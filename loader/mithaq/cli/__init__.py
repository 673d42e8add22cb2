"""Command line of Mithaq. It may import every package; no package imports it.

Command modules are imported on first use, so `mithaq --help` does not load rdflib.
"""

from __future__ import annotations

import importlib
import os

import click

from mithaq import __version__
from mithaq.cli import language
from mithaq.cli.process import closed_pipe_passes, run

__all__ = ["main"]

_COMMANDS = {
    "load": "mithaq.cli.load:load",
    "batch": "mithaq.cli.batch:batch",
    "validate": "mithaq.cli.validate:validate",
    "query": "mithaq.cli.query:query",
    "sparql": "mithaq.cli.query:sparql",
    "export": "mithaq.cli.export:export",
    "diff": "mithaq.cli.diff:diff",
    "push": "mithaq.cli.push:push",
    "explain": "mithaq.cli.explain:explain",
    "serve": "mithaq.cli.serve:serve",
    "site": "mithaq.cli.site:site",
    "stats": "mithaq.cli.stats:stats",
    "forget": "mithaq.cli.load:forget",
    "same": "mithaq.cli.judge:same",
    "different": "mithaq.cli.judge:different",
    "fact": "mithaq.cli.fact:fact",
    "review": "mithaq.cli.review:review",
    "judgements": "mithaq.cli.judgements:judgements",
    "rebuild": "mithaq.cli.rebuild:rebuild",
    "backup": "mithaq.cli.backup:backup",
    "restore": "mithaq.cli.backup:restore",
    "check": "mithaq.cli.check:check",
    "link": "mithaq.cli.link:link",
    "authority": "mithaq.cli.authority:authority",
    "evaluate": "mithaq.cli.evaluate:evaluate",
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        language.choose(args)
        if language.is_arabic():
            from mithaq.cli.arabic_help import ArabicFormatter

            ctx.formatter_class = ArabicFormatter
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        with closed_pipe_passes():
            return super().invoke(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        if not language.is_arabic():
            return command
        from mithaq.cli.arabic_help import in_arabic

        return in_arabic(command, cmd_name)

    def get_help(self, ctx: click.Context) -> str:
        if not language.is_arabic():
            return super().get_help(ctx)
        from mithaq.cli.arabic_help import ArabicFormatter, in_arabic

        ctx.formatter_class = ArabicFormatter
        return click.Group.get_help(in_arabic(self, "mithaq"), ctx)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="mithaq")
@click.option(
    "--language", "chosen", type=click.Choice(["en", "ar"]), envvar="MITHAQ_LANGUAGE", show_default="en", is_eager=True,
    help="Language of help, headings and messages. [env: MITHAQ_LANGUAGE]",
)  # fmt: skip
@click.pass_context
def cli(context: click.Context, chosen: str | None) -> None:
    """Build a validated knowledge graph from Arabic news about diplomacy and security cooperation.

    \b
    Exit status: 0 success; 1 the command ran, but some input was refused, quarantined or does not
    conform; 2 the command could not run; 70 internal error; 130 interrupted.
    """
    if chosen is not None:
        choice = {"language": chosen}
        context.default_map = {"explain": choice, "validate": choice, "query": {"list": choice, "run": choice}}


def main() -> None:
    """Run the command line and end the process (see `mithaq.cli.process`)."""
    if "_MITHAQ_COMPLETE" in os.environ:
        importlib.import_module("mithaq.cli.bash").install()
    run(cli)
