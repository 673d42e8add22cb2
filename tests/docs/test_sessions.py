"""Every session and every example of the documentation runs and gives what the page shows."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from scripts.docs.blocks import Call, blocks, calls_in
from scripts.docs.sessions import MISMATCH, Mismatch, run_page
from scripts.update_docs import SERVER, pages
from tests.sparql_server.servers import oxigraph

ROOT = Path(__file__).parents[2]
PAGES = pages()
RUNNING = [
    page for page in PAGES if {block.language for block in blocks(page.read_text("utf-8"))} & {"console", "pycon"}
]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_page_of_the_documentation_is_looked_at() -> None:
    assert {"README.md", "README.ar.md", "docs/tutorial.md", "docs/ar/tutorial.md"} <= {name_of(p) for p in RUNNING}
    assert len(RUNNING) >= 14


@pytest.mark.parametrize("page", RUNNING, ids=name_of)
def test_sessions_and_examples_run_as_shown(page: Path, tmp_path: Path) -> None:
    """`python scripts/update_docs.py` writes real outputs into the pages."""
    text = page.read_text("utf-8")
    with ExitStack() as stack:
        replaced = {}
        if SERVER in text:
            replaced[SERVER] = stack.enter_context(oxigraph()).query.removesuffix("/query")
        run_page(text, tmp_path, replaced=replaced)


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ("console\n$ echo one; echo two\n...\ntwo\n", None),
        ("console\n$ export A=1\n$ echo $A\n1\n", None),
        ("console\n$ echo one\ntwo\n", MISMATCH),
        ("console\n$ echo one\n", MISMATCH),
        ("console\n$ mithaq stats\nmithaq: mithaq-store: there is no store\n", MISMATCH),
        ("pycon\n>>> 1 + 1\n2\n", None),
        ("pycon\n>>> 1 + 1\n3\n", "Expected"),
        ("python\nimport mithaq\nmithaq.open('x').stats()\n", "there is no store here"),
        ('python title="mine.py"\nVALUE = 1\n```\n\n```pycon\n>>> import mine\n>>> mine.VALUE\n1\n', None),
    ],
)
def test_a_page_that_shows_what_does_not_happen_is_noticed(block: str, problem: str | None, tmp_path: Path) -> None:
    page = f"# Page\n\n```{block}```\n"
    if problem is None:
        assert run_page(page, tmp_path) == page
    else:
        with pytest.raises(Mismatch, match=problem):
            run_page(page, tmp_path)


def test_updating_a_page_writes_the_real_output_and_nothing_else(tmp_path: Path) -> None:
    page = "Before\n\n```console\n$ echo new\nold\n$ seq 9\n1\n...\n9\n```\n\nAfter\n"
    assert run_page(page, tmp_path, update=True) == page.replace("old", "new")


def test_commands_of_a_session_may_go_over_lines() -> None:
    assert calls_in("$ echo a \\\n> b\na b\n$ true\n") == [Call("echo a \\\nb", "a b\n"), Call("true", "")]
