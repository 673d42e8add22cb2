"""The file of corrections: one JSON object per line, appended only, suited to version control."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from mithaq.corrections.model import Correction
from mithaq.errors import UserError

__all__ = ["CorrectionLog", "in_force"]


class CorrectionLog:
    """The corrections in one file. Lines end in a line feed only; a later `undo` neutralises an earlier line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[Correction]:
        """All lines in their order, also undone ones; empty if there is no file. Repeated lines count once, so the
        files of two people can be merged by joining their lines.

        Raises:
            UserError: an invalid line (the message gives its number); no permission to read.
        """
        found: dict[str, Correction] = {}
        for number, line in enumerate(self._text().split("\n"), 1):
            if not line.strip():
                continue
            try:
                correction = Correction.from_json(line)
                if found.setdefault(correction.id, correction) != correction:
                    raise ValueError(f"the id {correction.id} is used by another line")
            except (ValueError, TypeError) as problem:
                stated = " ".join(str(problem).split())
                raise UserError(
                    f"{self.path}, line {number}: not a valid correction ({stated}): correct or remove the line"
                ) from problem
        return list(found.values())

    def append(self, corrections: Sequence[Correction]) -> None:
        """Append corrections, all or none.

        Raises:
            UserError: the file is invalid or cannot be written.
        """
        self.read()
        lines = [correction.to_json() for correction in corrections]
        for line in lines:
            Correction.from_json(line)
        text = self._text()
        if text and not text.endswith("\n"):
            text += "\n"
        new = self.path.with_name(f"{self.path.name}.new")
        try:
            with open(new, "w", encoding="utf-8", newline="") as file:
                file.write(text + "".join(f"{line}\n" for line in lines))
                file.flush()
                os.fsync(file.fileno())
            os.replace(new, self.path)
        except (OSError, UnicodeEncodeError) as problem:
            raise UserError(f"{self.path}: cannot be written ({problem})") from problem

    def _text(self) -> str:
        try:
            with open(self.path, encoding="utf-8", newline="") as file:
                return file.read()
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as problem:
            raise UserError(f"{self.path}: cannot be read ({problem})") from problem


def in_force(corrections: Iterable[Correction]) -> dict[str, tuple[Correction, ...]]:
    """The corrections that are not undone, by article."""
    listed = list(corrections)
    undone = {correction.undoes for correction in listed if correction.action == "undo"}
    found: dict[str, list[Correction]] = {}
    for correction in listed:
        if correction.action != "undo" and correction.id not in undone:
            found.setdefault(correction.article, []).append(correction)
    return {article: tuple(mine) for article, mine in found.items()}
