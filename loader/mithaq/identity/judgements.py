"""Reviewers' judgements about which names are the same entity, kept in a JSON Lines file.

Format: one judgement per line. The file can be kept in version control::

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
    """A reviewer's decision that two names are the same entity or different ones.

    `one` and `other` are IRIs used in articles (`mithaq explain` shows them); `different` keeps their whole groups
    separate."""

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
    """Read the judgements in force, by pair of names; empty if the file does not exist.

    Raises:
        UserError: an invalid line (the message gives its number); no permission to read.
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
            f'{where}: not a valid judgement: write {{"verdict": "same" or "different", "one": IRI, "other": IRI}}'
        ) from problem
    return judgement


def append_judgement(path: Path, judgement: IdentityJudgement) -> None:
    """Append a judgement to the file.

    Raises:
        UserError: the file cannot be written.
    """
    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(judgement), ensure_ascii=False) + "\n")
    except OSError as problem:
        raise UserError(f"{path}: cannot be written ({problem.strerror})") from problem
