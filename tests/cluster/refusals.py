"""What commands say when they refuse."""

from __future__ import annotations

from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.errors import UserError


def refusal_of_batch(*arguments: str) -> str:
    """What `mithaq batch` says when it cannot run: one line."""
    done = CliRunner().invoke(cli, ["batch", *arguments])
    assert isinstance(done.exception, UserError), done.output
    (line,) = str(done.exception).splitlines()
    return line
