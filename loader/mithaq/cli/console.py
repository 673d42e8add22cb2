"""Tables on standard output, whose reader may go away."""

from __future__ import annotations

from rich.console import Console

from mithaq.cli.process import ClosedPipeError

__all__ = ["OutputConsole"]


class OutputConsole(Console):
    """A console of `rich` that ends as other commands do when the reader of standard output has gone.

    `rich` would end the process with status 1, which says that something does not conform.
    """

    def on_broken_pipe(self) -> None:
        raise ClosedPipeError
