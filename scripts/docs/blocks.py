"""The fenced blocks of a Markdown page: sessions, examples, files, and the commands named in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Block", "Call", "blocks", "calls_in", "named_calls"]

_FENCE = re.compile(r"^```(?P<language>[\w-]*)(?P<rest>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r'title="([^"]+)"')
_INLINE = re.compile(r"(?<!`)`(mithaq [^`\n]+)`(?!`)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, text, and title. A block with a title is a file of that name. `start` and `end`
    delimit the text in the page; `line` is the number of its first line."""

    language: str
    text: str
    title: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Call:
    """A command of a session, and the output that the page shows for it."""

    command: str
    output: str


def blocks(page: str) -> list[Block]:
    """All fenced blocks of a page, in order."""
    found = []
    for match in _FENCE.finditer(page):
        title = _TITLE.search(match["rest"])
        start, end = match.span("text")
        found.append(
            Block(
                match["language"], match["text"], title[1] if title else "", start, end, page.count("\n", 0, start) + 1
            )
        )
    return found


def calls_in(session: str) -> list[Call]:
    """The commands of a `console` block: lines that begin with `$ `, continued by lines that begin with `> `."""
    calls: list[tuple[list[str], list[str]]] = []
    for line in session.splitlines(keepends=True):
        if line.startswith("$ "):
            calls.append(([line[2:]], []))
        elif line.startswith("> ") and calls and not calls[-1][1]:
            calls[-1][0].append(line[2:])
        else:
            if not calls:
                raise ValueError(f"a session begins with a command, not with {line!r}")
            calls[-1][1].append(line)
    return [Call("".join(command).strip(), "".join(output)) for command, output in calls]


def named_calls(page: str) -> Iterator[str]:
    """Every call of `mithaq` on a page: in prose, in sessions, and in blocks of shell commands."""
    yield from (match[1] for match in _INLINE.finditer(_FENCE.sub("", page)))
    for block in blocks(page):
        if block.language == "console":
            lines = [call.command for call in calls_in(block.text)]
        elif block.language in ("sh", "bash"):
            lines = block.text.replace("\\\n", " ").splitlines()
        else:
            continue
        for line in lines:
            yield from re.findall(r"(?<![\w/.'-])(mithaq [^|;\n]+)", line)
