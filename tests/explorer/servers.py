"""The explorer as a process of its own on loopback, over a real store."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path

import requests
from click.testing import CliRunner
from mithaq.cli import cli

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
IMPATIENT = """
from mithaq.explorer import connections, http_requests
connections.HEAD_SECONDS = http_requests._BODY_SECONDS = 3
"""
"""Python that shortens the deadlines for slow clients from ten seconds to three."""
_PATIENCE = 30.0
"""Seconds in which a page must contain what is waited for."""


def _without_cookies() -> requests.Session:
    """Connections that are kept open, so that thousands of requests are quick; no request depends on an earlier one."""
    session = requests.Session()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return session


@dataclass(frozen=True)
class Explorer:
    """A running server."""

    url: str
    port: int
    pid: int
    store: Path
    _session: requests.Session = field(default_factory=_without_cookies)

    def get(self, path: str, **arguments: object) -> requests.Response:
        return self._session.get(self.url + path, timeout=60, **arguments)  # type: ignore[arg-type]

    def post(self, path: str, **arguments: object) -> requests.Response:
        return self._session.post(self.url + path, timeout=60, **arguments)  # type: ignore[arg-type]

    def until(self, path: str, wanted: str) -> str:
        """The page once it contains a text: the search index follows a load."""
        end = time.monotonic() + _PATIENCE
        while wanted not in (text := self.get(path).text):
            assert time.monotonic() < end, f"{path} never contained {wanted!r}"
            time.sleep(0.02)
        return text


def mithaq(*arguments: str | Path) -> None:
    """Run a command that must succeed, in a thread of its own: the event loop of a browser may be running in this."""
    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(CliRunner().invoke, cli, [str(argument) for argument in arguments]).result()
    assert done.exit_code == 0, done.output


@contextmanager
def serving(
    store: Path, *options: str, environment: dict[str, str] | None = None, first: str = "pass"
) -> Iterator[Explorer]:
    """`mithaq serve` at a free port until the block ends.

    Args:
        store: The store's directory.
        options: Further options of the command.
        environment: Variables to add to the environment.
        first: Python that the process runs before the command.
    """
    command = [sys.executable, "-c", f"{first}\nfrom mithaq.cli import main\nmain()"]
    command += ["serve", "--store", str(store), "--port", "0", *options]
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
