"""The tab key in a real Bash: parameters, and names with spaces, quotes or none around them."""

import os
import pty
import select
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


class Terminal:
    """An interactive Bash in which `mithaq` is the real command with its completion."""

    def __init__(self, folder: Path, store: Path) -> None:
        command = folder / "mithaq"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from mithaq.cli import main; main()" "$@"\n')
        command.chmod(0o755)
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            path = f"{folder}{os.pathsep}{os.environ['PATH']}"
            ours = {"PYTHONPATH": str(ROOT / "loader"), "MITHAQ_STORE": str(store), "PATH": path}
            plain = {"LC_ALL": "C.UTF-8", "TERM": "dumb", "PS1": "$ "}
            os.execvpe("bash", ["bash", "--norc", "--noprofile", "-i"], {**os.environ, **ours, **plain})
        self.send('eval "$(_MITHAQ_COMPLETE=bash_source mithaq)"; echo rea""dy\n', "ready")

    def send(self, typed: str, expected: str) -> str:
        """Type, and wait until the terminal shows what is expected; gives all that it showed."""
        os.write(self.end, typed.encode())
        shown, until = b"", time.monotonic() + 30
        while expected not in shown.decode(errors="replace"):
            assert time.monotonic() < until, shown.decode(errors="replace")
            if select.select([self.end], [], [], 0.1)[0]:
                shown += os.read(self.end, 65536)
        return shown.decode(errors="replace")

    def close(self) -> None:
        os.close(self.end)
        os.waitpid(self.pid, 0)


@pytest.fixture(scope="module")
def terminal(store_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path_factory.mktemp("bin"), store_folder)
    yield terminal
    terminal.close()


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("query run agreements-betw", "query run agreements-between "),
        ("query run agreements-between -p ot", "-p other="),
        ("query run agreements-between -p state=الس", "-p state=السعودية "),
        ("query run posts-of-official -p official=أور", "-p official=أورهان\\ دمير "),
        ("query run posts-of-official -p official=أورهان\\ د", "-p official=أورهان\\ دمير "),
        ('query run posts-of-official -p "official=أور', '-p "official=أورهان دمير" '),
        ("query run posts-of-official -p official='أور", "-p official='أورهان دمير' "),
        ("query list --tag wiki", "--tag wikidata "),
    ],
)
def test_the_tab_key_completes_what_can_be_typed_on(terminal: Terminal, typed: str, completed: str) -> None:
    terminal.send(f"mithaq {typed}\t", completed)
    terminal.send("\x15\n", "$ ")
