"""What is installed works wherever it is called from, and the metadata agree with each other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from mithaq import __version__

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COMMAND = Path(sys.executable).parent / "mithaq"


@pytest.mark.parametrize(
    "call",
    [
        [sys.executable, "-c", "import mithaq; print(mithaq.__version__)"],
        [sys.executable, "-m", "mithaq", "--version"],
        [str(COMMAND), "--version"],
        [str(COMMAND), "stats", "--help"],
    ],
)
def test_it_runs_beside_a_users_own_loader_module(tmp_path: Path, call: list[str]) -> None:
    (tmp_path / "loader.py").write_text("raise SystemExit('the wrong loader')\n", encoding="utf-8")
    done = subprocess.run(call, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")


def test_no_installed_module_is_called_loader() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", "import importlib.util as u; print(u.find_spec('loader'))"],
        cwd=Path(sys.executable).parent,
        env={name: kept for name, kept in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "None\n"


def test_the_installed_version_is_the_projects() -> None:
    assert PROJECT["version"] == __version__


def test_the_citation_gives_the_projects_title_version_and_licence() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    fields = dict(re.findall(r"^([a-z-]+): *\"?([^\"\n]+)\"?$", citation, re.MULTILINE))
    assert fields["cff-version"] == "1.2.0"
    assert fields["title"].startswith("Mithaq")
    assert fields["version"] == PROJECT["version"]
    assert fields["license"] == PROJECT["license"]
    assert [author["name"] for author in PROJECT["authors"]] == re.findall(r"^  - name: \"?([^\"\n]+)", citation, re.M)


def test_every_dependency_is_locked() -> None:
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M))
    extras = PROJECT["optional-dependencies"]
    wanted = {
        re.sub(r"[-_.]+", "-", match[0]).lower()
        for requirement in [*PROJECT["dependencies"], *(one for extra in extras.values() for one in extra)]
        if (match := re.match(r"[A-Za-z0-9._-]+", requirement)) and match[0] != PROJECT["name"]
    }
    assert wanted <= locked
