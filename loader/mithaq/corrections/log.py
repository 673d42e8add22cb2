"""The corrections of facts in a file of judgements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from mithaq.corrections.model import Correction
from mithaq.judgements import Judgement, JudgementLog, standing_of

__all__ = ["CorrectionLog", "in_force"]


class CorrectionLog:
    """The corrections in one file of judgements, which may also have judgements of other kinds."""

    def __init__(self, path: Path) -> None:
        self.log = JudgementLog(path)

    def read(self) -> list[Correction]:
        """All corrections in their order, also undone ones and the lines that undo them; empty if there is no file.

        Raises:
            UserError: an invalid line (the message gives its number); no permission to read.
        """
        return [Correction.of(line) for line in self.log.read() if line.about == "fact"]

    def in_force(self) -> dict[str, tuple[Correction, ...]]:
        """The corrections in force, by article.

        Raises:
            UserError: as `read`.
        """
        return in_force(self.log.read())

    def plan(self, corrections: Sequence[Correction]) -> tuple[list[Judgement], list[Judgement]]:
        """The lines that would record corrections, by their order, and all lines of the file with them.

        A correction of an undo needs its `undoes`, others their content; ids are given here.

        Raises:
            UserError: as `read`; what is undone is not in force.
        """
        lines = self.log.read()
        made: list[Judgement] = []
        for one in corrections:
            signature = (one.who, one.when, one.why)
            lines, line = (
                self.log.with_undo(lines, one.undoes, *signature)
                if one.action == "undo"
                else self.log.with_judgement(lines, one.unsigned(), *signature)
            )
            made.append(line)
        return made, lines


def in_force(lines: Iterable[Judgement]) -> dict[str, tuple[Correction, ...]]:
    """The corrections in force among these lines, by article."""
    found: dict[str, list[Correction]] = {}
    for line in standing_of(lines).in_force:
        if line.about == "fact":
            found.setdefault(line.content["article"], []).append(Correction.of(line))
    return {article: tuple(mine) for article, mine in found.items()}
