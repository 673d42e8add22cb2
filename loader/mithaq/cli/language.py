"""The language of what the command line prints: English, or Arabic with `--language ar` or `MITHAQ_LANGUAGE=ar`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Final

import click

__all__ = ["ARABIC", "VARIABLE", "choose", "in_language", "is_arabic", "said", "say"]

ARABIC: Final = "ar"
VARIABLE: Final = "MITHAQ_LANGUAGE"
_OPTION: Final = "--language"
_chosen: ContextVar[str] = ContextVar("language", default="")


def choose(arguments: Sequence[str]) -> None:
    """Choose the language that the arguments before the command name, else that of the environment."""
    language = os.environ.get(VARIABLE, "")
    waiting = iter(arguments)
    for argument in waiting:
        if not argument.startswith("-"):
            break
        name, equals, value = argument.partition("=")
        if name == _OPTION:
            language = value if equals else next(waiting, "")
    _chosen.set(language)


def is_arabic() -> bool:
    """Whether to print Arabic."""
    return (_chosen.get() or os.environ.get(VARIABLE, "")) == ARABIC


def in_language(text: str) -> str:
    """A message in the chosen language."""
    if not is_arabic():
        return text
    from mithaq.messages import in_arabic

    return in_arabic(text)


def said(key: str, english: str) -> str:
    """A word of the command line in the chosen language; `key` is that of its Arabic in `data/arabic.csv`."""
    if not is_arabic():
        return english
    from mithaq.cli.arabic import arabic

    return arabic(f"say {key}") or english


def say(text: str, *, err: bool = False) -> None:
    """Print a message in the chosen language."""
    click.echo(in_language(text), err=err)
