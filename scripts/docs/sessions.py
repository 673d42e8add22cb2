"""Runs the sessions and Python examples of a Markdown page, in order, in a folder of their own.

A `console` block is run command by command and its output compared; `...` on a line of its own stands for any lines. A
`pycon` block is a doctest. A `python` block is executed. A block with a title is a file, written before what follows.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mithaq.cli import main

from scripts.docs.blocks import Block, blocks, calls_in

__all__ = ["MISMATCH", "Mismatch", "run_page"]

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 300
"""No command of a session takes longer."""
MISMATCH = "the page shows other output than the program gives"

_ISOLATES = {0x2068: None, 0x2069: None}
"""Marks around right-to-left names. They are invisible, and pages leave them out."""
_PASSED_ON = ("PATH", "PYTHONPATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
_EXPORT = re.compile(r"export (?P<rest>.+)")


class Mismatch(AssertionError):
    """A page shows what does not happen."""


def run_page(page: str, folder: Path, *, replaced: Mapping[str, str] | None = None, update: bool = False) -> str:
    """Run a page in an empty folder, into which the sample articles are copied as `seeds`.

    `replaced` maps addresses that the page names to those that are there; output is mapped back. With `update` the
    outputs of `console` blocks are replaced by the real ones, but for outputs that contain a line `...` and match.

    Returns:
        The page, which is another one only with `update`.

    Raises:
        Mismatch: an output differs, an example fails.
    """
    shutil.copytree(ROOT / "seeds", folder / "seeds", dirs_exist_ok=True)
    runner = _Runner(folder, dict(replaced or {}), update)
    new, last = [], 0
    for block in blocks(page):
        new += [page[last : block.start], runner.run(block)]
        last = block.end
    return "".join([*new, page[last:]])


class _Runner:
    def __init__(self, folder: Path, replaced: dict[str, str], update: bool) -> None:
        self._folder = folder
        self._replaced = replaced
        self._update = update
        self._names: dict[str, Any] = {"__name__": "__docs__"}
        scripts = sysconfig.get_path("scripts")
        self._environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | {
            "PATH": os.pathsep.join([scripts, os.environ.get("PATH", os.defpath)]),
            "HOME": str(folder), "XDG_CACHE_HOME": str(folder / ".cache"), "XDG_DATA_HOME": str(folder / ".data"),
            "LANG": "C.UTF-8", "PYTHONUTF8": "1", "COLUMNS": "110", "USER": "you", "LOGNAME": "you",
        }  # fmt: skip
        self._how: dict[str, Callable[[Block], str]] = {
            "console": self._session, "python": self._python, "pycon": self._doctest
        }  # fmt: skip

    def run(self, block: Block) -> str:
        """Run one block; returns its text, which is another one only when outputs are updated."""
        if block.title:
            path = self._folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
            return block.text
        return self._how[block.language](block) if block.language in self._how else block.text

    def _session(self, block: Block) -> str:
        lines = []
        for call in calls_in(block.text):
            output = self._output(call.command)
            if not _matches(call.output, output):
                if not self._update:
                    where = f"line {block.line}: $ {call.command}"
                    raise Mismatch(f"{where}\n{MISMATCH}:\n{output}\nwhere the page has:\n{call.output}")
                shown = output
            else:
                shown = call.output
            lines.append("$ " + call.command.replace("\n", "\n> ") + "\n" + shown)
        return "".join(lines)

    def _output(self, command: str) -> str:
        if (given := _EXPORT.fullmatch(command)) is not None:
            for pair in shlex.split(given["rest"]):
                name, _, value = pair.partition("=")
                self._environment[name] = value
            return ""
        for shown, real in self._replaced.items():
            command = command.replace(shown, real)
        words = _plain_call(command)
        data = self._called(words) if words else self._in_shell(command)
        output = data.decode().replace("\r\n", "\n").translate(_ISOLATES)
        for shown, real in self._replaced.items():
            output = output.replace(real, shown)
        if "Traceback (most recent call last)" in output:
            raise Mismatch(f"$ {command}\n{output}")
        return output if not output or output.endswith("\n") else output + "\n"

    def _in_shell(self, command: str) -> bytes:
        return subprocess.run(
            ["bash", "-c", command], cwd=self._folder, env=self._environment, timeout=SECONDS,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ).stdout  # fmt: skip

    def _called(self, words: list[str]) -> bytes:
        """What a call of `mithaq` prints, made in this process: starting one for each would take most of the time."""
        data = io.BytesIO()
        stream = io.TextIOWrapper(data, encoding="utf-8", write_through=True)
        before = sys.argv
        sys.argv = words
        try:
            with self._there(), contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
                main()
        except SystemExit:
            pass
        finally:
            sys.argv = before
        stream.flush()
        return data.getvalue()

    def _python(self, block: Block) -> str:
        with self._there():
            try:
                exec(compile(block.text, f"<line {block.line}>", "exec"), self._names)
            except Exception as problem:
                raise Mismatch(f"line {block.line}: {type(problem).__name__}: {problem}\n{block.text}") from problem
        return block.text

    def _doctest(self, block: Block) -> str:
        parsed = doctest.DocTestParser().get_doctest(block.text, self._names, "page", None, block.line)
        told: list[str] = []
        with self._there():
            flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
            found = doctest.DocTestRunner(optionflags=flags, verbose=False).run(
                parsed, out=told.append, clear_globs=False
            )
        self._names.update(parsed.globs)
        if found.failed:
            raise Mismatch("".join(told))
        return block.text

    @contextmanager
    def _there(self) -> Iterator[None]:
        """In the page's folder, with its modules to be imported and its environment."""
        before = dict(os.environ)
        sys.path.insert(0, str(self._folder))
        os.environ.update(self._environment)
        try:
            with contextlib.chdir(self._folder):
                yield
        finally:
            sys.path.remove(str(self._folder))
            os.environ.clear()
            os.environ.update(before)


def _plain_call(command: str) -> list[str]:
    """The words of a call of `mithaq` that asks nothing else of the shell; none for any other command."""
    reader = shlex.shlex(command, posix=True, punctuation_chars=True)
    reader.whitespace_split = True
    reader.commenters = ""
    words = list(reader)
    unquoted = re.sub(r"'[^']*'", "", command)
    return words if words[:1] == ["mithaq"] and not re.search(r"[|&;<>$`*()\\\n]", unquoted) else []


def _matches(shown: str, output: str) -> bool:
    """Whether the output is the one shown, where a line `...` stands for any lines."""
    parts = [re.escape(part) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*".join(parts), output) is not None
