"""`mithaq rebuild` as people call it: what it tells of links, of quarantine, and of judgements that are malformed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mithaq.cli import cli
from mithaq.errors import UserError
from mithaq.resources import resource
from mithaq.store import Store
from mithaq.wikidata import read_links


def _call(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A store of the seeds with links to Wikidata."""
    store = tmp_path / "store"
    for words in (("load", resource("seeds"), "--workers", 1), ("link", "--date", "2024-05-01")):
        assert _call(*words, "--store", store).exit_code == 0
    return store


def test_links_and_exports_are_the_same_after_it(linked: Path, tmp_path: Path) -> None:
    with Store.open(linked) as store:
        count = len(read_links(store))
    _call("export", tmp_path / "before.nq", "--store", linked)
    result = _call("rebuild", "--workers", 1, "--store", linked)
    assert result.output == f"{linked}: {count} links to Wikidata kept\n{linked}: 5 stored\n"
    _call("export", tmp_path / "after.nq", "--store", linked)
    assert (tmp_path / "after.nq").read_text("utf-8") == (tmp_path / "before.nq").read_text("utf-8")


def test_judgements_may_lie_elsewhere_and_have_the_last_word(linked: Path, tmp_path: Path) -> None:
    book = tmp_path / "mine.tsv"
    qatar = "https://w3id.org/mithaq/id/state/QA"
    assert _call("link", "reject", qatar, "Q846", "--store", linked, "--judgements", book).exit_code == 0
    _call("link", "--store", linked)
    with Store.open(linked) as store:
        assert qatar in {link.subject for link in read_links(store)}
    result = _call("rebuild", "--workers", 1, "--store", linked, "--judgements", book)
    assert "1 dropped" in result.output
    with Store.open(linked) as store:
        assert qatar not in {link.subject for link in read_links(store)}


def test_malformed_judgements_stop_it_before_it_begins(linked: Path) -> None:
    manifest = (linked / "mithaq.json").read_text()
    (linked / "links.sssom.tsv").write_text("subject_id\tobject_id\nx\ty\n")
    result = _call("rebuild", "--store", linked)
    assert isinstance(result.exception, UserError)
    assert "links.sssom.tsv" in str(result.exception)
    assert (linked / "mithaq.json").read_text() == manifest
