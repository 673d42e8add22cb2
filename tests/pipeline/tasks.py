"""Tasks for workers that go wrong in one way each. They stand in a module, so that workers can import them."""

from __future__ import annotations

import os
import re
import signal

from mithaq.errors import UserError


def loop_at_seven(number: int) -> int:
    """Never returns for 7, and catches whatever it can."""
    while number == 7:
        try:
            sum(range(1000))
        except Exception:
            continue
    return number


def backtrack(text: str) -> bool:
    """Takes time that doubles with each letter."""
    return re.fullmatch("(a|a)*b", text) is not None


def die(number: int) -> None:
    """Kills its process."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_at_seven(number: int) -> int:
    """Kills its process at 7."""
    if number == 7:
        die(number)
    return number


def refuse(number: int) -> None:
    """Raises an error that concerns every task."""
    raise UserError("the model does not answer")
