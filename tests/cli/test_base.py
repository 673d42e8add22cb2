"""The base IRI as a setting of the store: every command follows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mithaq.cli import cli
from mithaq.errors import UserError
from mithaq.rdf import BASE
from mithaq.resources import resource
from mithaq.store import Store

OTHER = "https://data.example.org/pacts/"


def _call(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The seeds under the default base and under another one."""
    folder = tmp_path_factory.mktemp("stores")
    default, other = folder / "default", folder / "other"
    for store, options in ((default, ()), (other, ("--base", OTHER))):
        result = _call("load", resource("seeds"), "--workers", 1, "--store", store, *options)
        assert result.exit_code == 0, result.output
    return default, other


def _exported(store: Path, path: Path) -> str:
    assert _call("export", path, "--store", store).exit_code == 0
    return path.read_text("utf-8")


@pytest.mark.parametrize("extension", ["nq", "ttl", "jsonld"])
def test_an_export_differs_by_the_base_alone(stores: tuple[Path, Path], tmp_path: Path, extension: str) -> None:
    default, other = (_exported(store, tmp_path / f"{store.name}.{extension}") for store in stores)
    assert OTHER in other
    assert sorted(other.replace(OTHER, BASE).splitlines()) == sorted(default.splitlines())


def test_queries_take_names_codes_and_short_iris_under_the_base(stores: tuple[Path, Path]) -> None:
    _, other = stores
    call = ("query", "run", "agreements-between", "-p", "other=US", "--format", "json", "--store", other)
    answers = [_call(*call, "-p", f"state={typed}").output for typed in ("قطر", "QA", "state/QA", f"{OTHER}state/QA")]
    assert f"{OTHER}agreement/" in answers[0]
    assert len(set(answers)) == 1
    assert json.loads(answers[0])


def test_links_and_explanations_are_under_the_base(stores: tuple[Path, Path]) -> None:
    _, other = stores
    assert _call("link", "--store", other).exit_code == 0
    assert _call("link", "accept", "id/state/QA", "Q846", "--store", other).exit_code == 0
    with Store.open(other) as store:
        assert store.base == OTHER
        found = [str(quad) for quad in store.quads() if f"<{BASE}" in str(quad).rpartition(" ")[0]]
    assert found == [], "only names of graphs may be under the default base"
    assert "state/QA" in _call("explain", "قطر", "--store", other).output


def test_later_loads_keep_the_base_and_refuse_another(tmp_path: Path) -> None:
    store = tmp_path / "store"
    article = resource("seeds") / next(path.name for path in sorted(resource("seeds").glob("*.txt")))
    assert _call("load", article, "--store", store, "--base", OTHER).exit_code == 0
    assert _call("load", article, "--store", store).output == f"{store}: 0 stored, 1 unchanged\n"
    assert _call("load", article, "--store", store, "--base", OTHER).exit_code == 0
    refused = _call("load", article, "--store", store, "--base", BASE)
    assert isinstance(refused.exception, UserError)
    message = str(refused.exception)
    assert message == (
        f"{store}: this store uses the base IRI {OTHER} and cannot change to {BASE}: "
        "leave out --base, or name a new store with --store"
    )
    assert _call("rebuild", "--workers", 1, "--store", store).exit_code == 0
    assert OTHER in _exported(store, tmp_path / "graph.ttl")
    assert BASE not in _exported(store, tmp_path / "graph.ttl")


@pytest.mark.parametrize("base", ["state", "https://example.org/kb", "https://example.org/kb#", "https://مثال.org/"])
def test_a_base_that_is_not_an_absolute_iri_ending_in_a_slash_is_refused(tmp_path: Path, base: str) -> None:
    refused = _call("load", resource("seeds"), "--store", tmp_path / "store", "--base", base)
    assert isinstance(refused.exception, UserError)
    assert "absolute ASCII IRI that ends with /" in str(refused.exception)
