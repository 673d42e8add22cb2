"""What a person decided about who is who: a JSON Lines file that can live in version control.

One judgement a line::

    {"verdict": "same", "one": "https://…/person/…", "other": "…", "who": "huda", "when": "2024-05-01",
    "why": "…"}

A later line about the same two names replaces an earlier one.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from mithaq.errors import UserError

__all__ = ["IdentityJudgement", "append_judgement", "read_judgements"]


@dataclass(frozen=True, slots=True)
class IdentityJudgement:
    """`one` and `other` are IRIs that articles use (`mithaq explain` shows them); `different` keeps
    their whole groups apart."""

    verdict: Literal["same", "different"]
    one: str
    other: str
    who: str = ""
    when: str = ""
    why: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        return min(self.one, self.other), max(self.one, self.other)


def read_judgements(path: Path) -> dict[tuple[str, str], IdentityJudgement]:
    """The judgements in force, by pair; none when there is no such file.

    Raises:
        UserError: a line that is no judgement, with its number; no permission.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(f"{path}: cannot be read ({problem})") from problem
    found: dict[tuple[str, str], IdentityJudgement] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            judgement = _parse(line, f"{path}, line {number}")
            found[judgement.pair] = judgement
    return found


def _parse(line: str, where: str) -> IdentityJudgement:
    try:
        judgement = IdentityJudgement(**json.loads(line))
        if judgement.verdict not in ("same", "different") or judgement.one == judgement.other:
            raise ValueError
        if not all(isinstance(text, str) for text in asdict(judgement).values()):
            raise ValueError
    except (ValueError, TypeError) as problem:
        raise UserError(
            f'{where}: is no judgement: write {{"verdict": "same" or "different", "one": IRI, "other": IRI}}'
        ) from problem
    return judgement


def append_judgement(path: Path, judgement: IdentityJudgement) -> None:
    """Add one line.

    Raises:
        UserError: the file cannot be written.
    """
    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(judgement), ensure_ascii=False) + "\n")
    except OSError as problem:
        raise UserError(f"{path}: cannot be written ({problem.strerror})") from problem
