"""Take back identity judgements: remove their lines from the store's file of judgements."""

from __future__ import annotations

import json
import os
from pathlib import Path

from mithaq.errors import UserError
from mithaq.identity import read_judgements

__all__ = ["withdraw_judgement"]


def withdraw_judgement(path: Path, pair: tuple[str, str]) -> None:
    """Remove the last line about two names. The file is replaced as a whole.

    Args:
        path: The file.
        pair: The two names, in the order of their code points.

    Raises:
        UserError: no line is about them; the file cannot be read or written.
    """
    if pair not in read_judgements(path):
        raise UserError("there is no judgement on these two names")
    lines = path.read_text("utf-8").splitlines()
    last = max(number for number, line in enumerate(lines) if line.strip() and _pair(line) == pair)
    del lines[last]
    new = path.with_name(f"{path.name}.new")
    try:
        with open(new, "w", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
    except OSError as problem:
        raise UserError(f"{path}: cannot be written ({problem.strerror})") from problem


def _pair(line: str) -> tuple[str, str]:
    judgement = json.loads(line)
    return min(judgement["one"], judgement["other"]), max(judgement["one"], judgement["other"])
