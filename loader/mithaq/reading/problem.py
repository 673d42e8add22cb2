"""Inputs that could not be read, and inputs that are not articles."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Problem", "SkippedInput"]


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that was refused; reading continues with the others.

    `where` is the file, with the line for a record (`news.jsonl:17`); `what` says what is wrong with
    it, `hint` what to do. As text it is one line, whatever the file is called.
    """

    where: str
    what: str
    hint: str

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}; {self.hint}"
        return "".join(c if c.isprintable() else "?" for c in line)


@dataclass(frozen=True, slots=True)
class SkippedInput:
    """A file beside articles that is not meant to be read; `what` says what it contains."""

    where: str
    what: str
