"""The explorer as a process of its own on loopback, and a store of articles written here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"


@dataclass(frozen=True)
class Explorer:
    """A running server."""

    url: str
    store: Path

    def get(self, path: str, **arguments: object) -> requests.Response:
        return requests.get(self.url + path, timeout=60, **arguments)  # type: ignore[arg-type]

    def until(self, path: str, wanted: str, tries: int = 200) -> str:
        """The page once it contains a text: the search index follows a load."""
        text = ""
        for _ in range(tries):
            text = self.get(path).text
            if wanted in text:
                return text
        raise AssertionError(f"{path} never contained {wanted!r}")


def mithaq(*arguments: str | Path) -> None:
    """Run the command line in a process of its own."""
    known = {**os.environ, "PYTHONPATH": str(ROOT / "loader")}
    done = subprocess.run([sys.executable, "-m", "mithaq", *map(str, arguments)], env=known, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


@contextmanager
def serving(store: Path) -> Iterator[Explorer]:
    """`mithaq serve` at a free port until the block ends."""
    command = [sys.executable, "-m", "mithaq", "serve", "--store", str(store), "--port", "0"]
    known = {**os.environ, "PYTHONPATH": str(ROOT / "loader"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=known) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://[^ ]+:\d+", process.stdout.readline())
            assert found, "the server did not say where it listens"
            yield Explorer(found[0], store)
        finally:
            process.terminate()
            process.wait(30)
