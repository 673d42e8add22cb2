"""Bring the generated parts of the documentation up to date: the reference of commands, and the outputs of sessions.

    python scripts/update_docs.py [PAGE.md...]

Without arguments all pages are run. Needs the extra `test`. Read the difference before you commit it.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the parts of this script import one another from the checkout

from scripts.docs.commands import command_page  # noqa: E402
from scripts.docs.sessions import Mismatch, run_page  # noqa: E402
from tests.sparql_server.servers import oxigraph  # noqa: E402

__all__ = ["SERVER", "pages", "update"]

REFERENCE = ROOT / "docs" / "reference" / "commands.md"
SERVER = "http://localhost:7878"
"""Where pages have a server; Oxigraph stands for it."""


def pages() -> list[Path]:
    """All pages with examples: the two README files and the documentation, without what is generated."""
    return [*sorted(ROOT.glob("README*.md")), *(p for p in sorted((ROOT / "docs").rglob("*.md")) if p != REFERENCE)]


def update(path: Path) -> None:
    """Run one page and write it with its real outputs."""
    text = path.read_text(encoding="utf-8")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        replaced = {}
        if SERVER in text:
            replaced[SERVER] = stack.enter_context(oxigraph()).query.removesuffix("/query")
        path.write_text(run_page(text, folder, replaced=replaced, update=True), encoding="utf-8")


if __name__ == "__main__":
    REFERENCE.write_text(command_page(), encoding="utf-8")
    failed = False
    for path in [Path(name).resolve() for name in sys.argv[1:]] or pages():
        print(path.relative_to(ROOT))
        try:
            update(path)
        except Mismatch as problem:  # of an example in Python, or a traceback: to be corrected by hand
            print(problem)
            failed = True
    sys.exit(failed)
