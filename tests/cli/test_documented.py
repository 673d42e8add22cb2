"""The documentation names commands, options and figures that are right; `tests/docs` runs its sessions and examples."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.queries import Catalogue, catalogue_page, command_for

from scripts.docs.blocks import blocks, named_calls
from scripts.docs.commands import command_page, commands, named_wrongly
from scripts.update_docs import REFERENCE, pages

ROOT = Path(__file__).parents[2]
PAGES = pages()


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# commands


@pytest.mark.parametrize(("path", "command"), [(path, found) for path, found in commands() if len(path) > 1])
def test_every_command_has_help_an_example_and_a_page(path: tuple[str, ...], command: click.Command) -> None:
    call = " ".join(path)
    assert command.help, call
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, (call, parameter.name)
    if not isinstance(command, click.Group):
        assert re.search(rf"Examples?:(.|\n)*{call}", command.epilog or ""), call
        assert any(call in page.read_text("utf-8") for page in PAGES), call


def test_the_reference_of_commands_is_generated_from_them() -> None:
    """`python scripts/update_docs.py` writes it."""
    assert REFERENCE.read_text("utf-8") == command_page()


@pytest.mark.parametrize("page", [*PAGES, REFERENCE], ids=name_of)
def test_pages_name_only_commands_and_options_that_exist(page: Path) -> None:
    assert [wrong for call in named_calls(page.read_text("utf-8")) if (wrong := named_wrongly(call))] == []


@pytest.mark.parametrize(
    ("call", "wrong"),
    [
        ("mithaq export OUT.ttl --state QA --since 2015", ""),
        ("mithaq query run NAME -p name=value", ""),
        ("mithaq link --online --contact you@example.org", ""),
        ("mithaq link accept IRI QID", ""),
        ("mithaq exprot graph.ttl", "no command 'exprot'"),
        ("mithaq query runs NAME", "no command 'runs'"),
        ("mithaq export OUT.ttl --states QA", "no option '--states'"),
        ("mithaq link accept IRI QID --online", "no option '--online'"),
    ],
)
def test_what_does_not_exist_is_noticed(call: str, wrong: str) -> None:
    assert wrong in named_wrongly(call)
    assert bool(wrong) == bool(named_wrongly(call))


# figures


def test_the_figures_of_the_sample_articles_are_those_measured() -> None:
    call = ["evaluate", str(ROOT / "tests" / "data" / "gold-seeds"), str(ROOT / "seeds")]
    lines = CliRunner().invoke(cli, call, catch_exceptions=False).output.splitlines()
    core = next(line.split() for line in lines if line.split()[:1] == ["core"])
    assert core[0] == "core"
    measured = " | ".join(f"{float(figure):.2f}" for figure in core[4:7])
    for page in (ROOT / "README.md", ROOT / "README.ar.md", ROOT / "docs" / "reference" / "figures.md"):
        rows = [line for line in page.read_text("utf-8").splitlines() if line.startswith("|") and "`seeds/`" in line]
        assert len(rows) == 1
        assert rows[0].endswith(f"| {measured} |"), (name_of(page), measured)


def test_turtle_on_pages_is_in_the_export(tmp_path: Path) -> None:
    store, out = str(tmp_path / "store"), tmp_path / "graph.ttl"
    for call in (["load", str(ROOT / "seeds")], ["export", str(out)]):
        assert CliRunner().invoke(cli, [*call, "--store", store], catch_exceptions=False).exit_code == 0
    exported = {line.rstrip(" .;,") for line in out.read_text("utf-8").splitlines()}
    shown = [line for page in PAGES for line in turtle(page)]
    assert shown
    assert [line for line in shown if line.rstrip(" .;,") not in exported] == []


def turtle(page: Path) -> Iterator[str]:
    for block in blocks(page.read_text("utf-8")):
        if block.language == "turtle":
            yield from block.text.splitlines()


# queries, licence, lock


def test_the_page_of_stored_queries_is_the_catalogue() -> None:
    """`mithaq query docs -o queries/README.md` writes it."""
    assert (ROOT / "queries" / "README.md").read_text(encoding="utf-8") == catalogue_page(Catalogue())


def test_examples_of_stored_queries_can_be_typed_as_they_stand() -> None:
    for query in Catalogue().values():
        words = shlex.split(command_for(query))
        assert words[:4] == ["mithaq", "query", "run", query.name]
        assert all("=" in word for word in words[5::2])


def test_the_licence_is_the_one_that_is_declared() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in text[:200]
    assert "Version 3, 29 June 2007" in text[:200]
    assert 'license = "GPL-3.0-or-later"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_lock_pins_every_dependency_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|file:|--index|--find-links|--trusted|/(home|tmp|work|opt|root)/", lock)
    pins = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for name in re.findall(r'^  "([A-Za-z0-9-]+)[>=]=', declared, re.MULTILINE):
        assert name.lower() in pins, name
