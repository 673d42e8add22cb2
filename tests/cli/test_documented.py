"""Every command and every stored query is documented, and the pages say what the program does."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from mithaq.cli import cli
from mithaq.queries import Catalogue, catalogue_page, command_for

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if not isinstance(command, click.Group):
        yield path, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None, name
        yield from commands(found, (*path, name))


@pytest.mark.parametrize("name", cli.list_commands(click.Context(cli)))
def test_every_command_has_help_an_example_and_a_place_in_the_readme(name: str) -> None:
    top = cli.get_command(click.Context(cli), name)
    assert top is not None
    for path, command in commands(top, (name,)):
        call = f"mithaq {' '.join(path)}"
        assert command.help, call
        assert re.search(rf"Examples?:(.|\n)*{call}", command.epilog or ""), call
        assert call in README, call
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, (call, parameter.name)


def test_the_page_of_stored_queries_is_the_catalogue() -> None:
    """`mithaq query docs -o queries/README.md` makes it anew."""
    assert (ROOT / "queries" / "README.md").read_text(encoding="utf-8") == catalogue_page(Catalogue())


def test_the_readme_names_every_stored_query() -> None:
    for name in Catalogue():
        assert f"`{name}`" in README, name


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
