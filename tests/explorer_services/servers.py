"""The explorer as a process of its own on loopback, over a real store."""

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


@dataclass
class Explorer:
    """A running server."""

    url: str
    port: int
    pid: int
    store: Path

    def get(self, path: str, **arguments: object) -> requests.Response:
        return requests.get(self.url + path, timeout=60, **arguments)  # type: ignore[arg-type]

    def post(self, path: str, **arguments: object) -> requests.Response:
        return requests.post(self.url + path, timeout=60, **arguments)  # type: ignore[arg-type]


@contextmanager
def running(store: Path, *options: str, environment: dict[str, str] | None = None) -> Iterator[Explorer]:
    """`mithaq serve` at a free port until the block ends."""
    command = [sys.executable, "-m", "mithaq", "serve", "--store", str(store), "--port", "0", *options]
    known = {**os.environ, "PYTHONPATH": str(ROOT / "loader"), "PYTHONUNBUFFERED": "1", **(environment or {})}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=known) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://[^:/]+:(\d+)/", process.stdout.readline())
            assert found, "the server did not say where it listens"
            yield Explorer(f"http://127.0.0.1:{found[1]}", int(found[1]), process.pid, store)
        finally:
            process.terminate()
            process.wait(30)
