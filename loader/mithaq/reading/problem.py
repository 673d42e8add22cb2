"""What could not be read, in one line, and what was not meant to be."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Problem", "SkippedInput"]


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that was refused while the others went on.

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
    """A file among articles that is none and is not meant as one; `what` says what it is, in the plural."""

    where: str
    what: str
