"""Rules that hold for the repository as a whole."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from mithaq.store import Store
from mithaq.store.layout import MANIFEST

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "loader" / "mithaq"
CODE = sorted(PACKAGE.rglob("*.py"))

ROOMS = (
    "language", "lexicon", "names", "reading", "judgements", "extraction", "corrections", "rdf", "validation", "store",
    "shuffle",
    "copies", "identity", "http_client", "wikidata", "pipeline", "cluster", "export", "queries", "diff", "llm",
    "sparql_server", "evaluation", "api", "messages", "explorer", "cli",
)  # fmt: skip
"""In the order of the data's way: a room may import those before it."""

ENTRY_POINTS = {("__init__.py", "api"), ("__main__.py", "cli")}
"""`import mithaq` offers the API, `python -m mithaq` runs the command line."""

COMMON = {"errors", "resources", "__version__"}
"""What every room may import."""

PARTICLES = {
    "\u0647\u0645\u0627": "their (of two), a suffix",
    "\u0648\u0627\u0644": "and + the article, prefixes",
}
"""What has three letters and is still no word."""

LETTERS = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3]{3,}")
NOT_SOURCE = re.compile(r"\.|__pycache__$|build$|dist$|venv$|.*\.egg-info$")
"""Folders in a checkout that are not a part of it."""

MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked(root: Path) -> list[Path] | None:
    """The files that git tracks; None where there is no git, or where it does not read the checkout."""
    if not (root / ".git").exists() or shutil.which("git") is None:
        return None
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True)
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    return [path for name in names if name and (path := root / name).is_file()] or None


def files(root: Path = ROOT) -> list[Path]:
    """The files of the repository, without what builds and `mithaq load` left in the checkout.

    Without git, as in an unpacked sdist: all files but those in hidden folders, builds and stores.
    """
    if (known := tracked(root)) is not None:
        return known
    found: list[Path] = []
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        folders[:] = [name for name in folders if not NOT_SOURCE.match(name) and not (here / name / MANIFEST).exists()]
        found += [here / name for name in names]
    return sorted(found)


def words(text: str) -> list[str]:
    """The Arabic words of three letters and more in a string; an alphabet (letters in their order) is none."""
    found = LETTERS.findall(MARKS.sub("", text))
    return [word for word in found if word not in PARTICLES and list(word) != sorted(word)]


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module as Python reads them, escapes resolved, with their lines; docstrings too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """The rooms that a module imports, with the lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(path)}:{node.lineno}: write imports in full"
            names = [f"mithaq.{alias.name}" for alias in node.names] if node.module == "mithaq" else [node.module or ""]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "mithaq" and rest:
                assert isinstance(node, ast.stmt)
                yield node.lineno, rest.partition(".")[0]


def test_the_words_of_arabic_are_data_and_not_code() -> None:
    found = [
        f"{place(path)}:{line}: {' '.join(words(text))}"
        for path in CODE
        for line, text in literals(path)
        if words(text)
    ]
    assert not found, "move to a table under data/:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u0648\u0632\u064a\u0631", ["\u0648\u0632\u064a\u0631"]),
        ("\u0648\u064e\u0632\u0650\u064a\u0631", ["\u0648\u0632\u064a\u0631"]),
        ("[\u0648\u0632\u064a\u0631]?", ["\u0648\u0632\u064a\u0631"]),
        ("\u0641\u064a", []),
        ("\u0648 \u0641 \u0628 \u0644", []),
        ("\u0627\u0628\u062a\u062b", []),
        ("[\u0600-\u06ff]", []),
    ],
)
def test_what_counts_as_a_word(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_rooms_import_one_way() -> None:
    wrong = []
    for path in CODE:
        room = path.relative_to(PACKAGE).parts[0]
        if room not in ROOMS:
            assert room.endswith(".py"), f"{room}: give the room its place in the order"
        for line, other in imported(path):
            if other == room or other in COMMON or (room, other) in ENTRY_POINTS:
                continue
            if room not in ROOMS or other not in ROOMS or ROOMS.index(other) > ROOMS.index(room):
                wrong.append(f"{place(path)}:{line}: imports {other}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_it_is_for(room: str) -> None:
    assert ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8")))


@pytest.mark.parametrize("git", [True, False])
def test_a_store_left_in_the_checkout_is_not_a_part_of_it(tmp_path: Path, git: bool) -> None:
    if git and shutil.which("git") is None:
        pytest.skip("git is not installed")
    (tmp_path / "README.md").write_text("text", encoding="utf-8")
    if git:
        for arguments in (("init", "--quiet"), ("add", "README.md")):
            subprocess.run(["git", "-C", tmp_path, *arguments], check=True)
    for name in ("mithaq-store", "of-another-name"):
        with Store.open(tmp_path / name, write=True, create=True):
            assert list((tmp_path / name).rglob("*"))
    assert files(tmp_path) == [tmp_path / "README.md"]


def test_no_file_is_larger_than_a_megabyte() -> None:
    assert [place(path) for path in files() if path.stat().st_size > 1_000_000] == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    machine = re.compile(rb"(?<![\w./])/(?:home|Users|root|work|tmp|mnt|private|var/folders)/\w|\b[A-Z]:\\\\?Users")
    found = [
        f"{place(path)}: {match.group().decode('ascii')}"
        for path in files()
        if path != Path(__file__)
        if (match := machine.search(path.read_bytes()))
    ]
    assert not found, "\n".join(found)


def test_every_data_file_says_what_it_is_and_where_from() -> None:
    tables = [*PACKAGE.glob("**/data/**/*.csv"), *PACKAGE.glob("**/data/**/*.toml"), *(ROOT / "ontology").glob("*.ttl")]
    assert len(tables) > 30
    assert [place(p) for p in tables if not re.match(r"#.{20,}", p.read_text(encoding="utf-8"))] == []


def test_every_stored_query_has_its_head() -> None:
    queries = sorted((ROOT / "queries").glob("*.rq"))
    assert queries
    assert [place(p) for p in queries if not p.read_text(encoding="utf-8").startswith("#+ ")] == []
