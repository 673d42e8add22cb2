"""Read single keys in reviews."""

from __future__ import annotations

import sys

import click

__all__ = ["read_key"]


def read_key() -> str:
    """Read one key from the terminal, or one character of piped input; end of input and Ctrl-C count as `q`."""
    if not sys.stdin.isatty():
        return sys.stdin.read(1) or "q"
    try:
        return click.getchar() or "q"
    except (EOFError, KeyboardInterrupt, click.Abort):
        return "q"
