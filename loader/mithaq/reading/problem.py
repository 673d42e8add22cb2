"""What reading yields besides articles: refused inputs, unreadable dates, inputs passed over, and notes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DateProblem", "Note", "Problem", "SkippedInput"]


def _line(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)


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
        return _line(f"{self.where}: {self.what}; {self.hint}")


@dataclass(frozen=True, slots=True)
class DateProblem:
    """A date that cannot be read. The article is read all the same, without a date."""

    where: str
    what: str
    hint: str

    def __str__(self) -> str:
        return _line(f"{self.where}: {self.what}: read without a date; {self.hint}")


@dataclass(frozen=True, slots=True)
class SkippedInput:
    """A file that was passed over; `what` says what it contains, `suffix` is the end of its name, in lower case.

    `expected` is true for files that belong beside articles, such as annotations."""

    where: str
    what: str
    suffix: str = ""
    expected: bool = False

    def __str__(self) -> str:
        return _line(f"{self.where}: {self.what}, not an article")


@dataclass(frozen=True, slots=True)
class Note:
    """How an input is read, where Mithaq had to choose, such as the columns of a table."""

    where: str
    what: str

    def __str__(self) -> str:
        return _line(f"{self.where}: {self.what}")
