"""Types of options that take numbers: finite ones, and times that a clock can wait."""

from __future__ import annotations

import math
from typing import Any, Final

import click

__all__ = ["LONGEST_WAIT", "Number", "Seconds"]

LONGEST_WAIT: Final = 100_000_000.0
"""Seconds, about three years; clocks of the operating system overflow at longer times."""


class Number(click.FloatRange):
    """A number in a range, without `nan` and infinity: `nan` is in every range, because no comparison refuses it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            finite = math.isfinite(float(value))
        except (ValueError, OverflowError):
            finite = True  # not a number: the base class says so
        if not finite:
            self.fail(f"{value!r} is not a finite number.", param, ctx)
        return super().convert(value, param, ctx)


class Seconds(Number):
    """A time in seconds that a clock can wait."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        seconds = super().convert(value, param, ctx)
        if seconds > LONGEST_WAIT:
            self.fail(
                f"{value} seconds is more than {LONGEST_WAIT:.0f}, the longest time that can be waited.", param, ctx
            )
        return seconds
