"""What a user sees of trafilatura when it is installed broken, and when it is not installed."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

PAGE = "<html><body><h1>عنوان</h1><p>استقبل وزير الخارجية القطري نظيره الكويتي في الدوحة.</p></body></html>"


def load(folder: Path, trafilatura: str) -> str:
    """Load two pages where `import trafilatura` runs the given code; returns what is written to stderr."""
    modules, pages = folder / "modules", folder / "pages"
    modules.mkdir()
    pages.mkdir()
    (modules / "trafilatura.py").write_text(trafilatura, encoding="utf-8")
    for name in ("one.html", "two.html"):
        (pages / name).write_text(PAGE.replace("عنوان", name), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mithaq", "load", str(pages), "--store", str(folder / "store")],
        env=os.environ | {"PYTHONPATH": str(modules)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "2 stored" in done.stdout
    return done.stderr


def test_a_trafilatura_that_cannot_be_imported_is_reported_in_one_line(tmp_path: Path) -> None:
    error = "raise ImportError('lxml.html.clean is now a separate project.\\nInstall lxml_html_clean.')"
    (line,) = load(tmp_path, error).splitlines()
    assert line.startswith("mithaq: trafilatura is installed but cannot be imported (lxml.html.clean is now a separate")
    assert "pip install 'mithaq[html]'" in line


def test_a_module_that_trafilatura_misses_is_named(tmp_path: Path) -> None:
    (line,) = load(tmp_path, "import module_that_nobody_has").splitlines()
    assert "module_that_nobody_has" in line


def test_nothing_is_said_where_trafilatura_is_not_installed(tmp_path: Path) -> None:
    assert load(tmp_path, "raise ModuleNotFoundError(name='trafilatura')") == ""


def test_the_extra_html_brings_all_that_trafilatura_needs() -> None:
    assert callable(importlib.import_module("trafilatura").extract)
