"""What is kept out of the graph is kept all the same: its text comes back when it passes, whatever happens between."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.errors import UserError
from mithaq.pipeline import LoadReport, forget, load, quarantine, rebuild
from mithaq.reading.article import Article, Span
from mithaq.store import Store
from pyoxigraph import Quad

from tests.pipeline.newswire import dump, lenient, record, strict, write

FORBIDDEN = "كلمة محظورة"


def fussy(quads: list[Quad]) -> str:
    """Complains about a text with certain words, as shapes of another version might."""
    return "violation Content: forbidden words" if any(FORBIDDEN in str(quad.object) for quad in quads) else ""


def _load(folder: Path, articles: Path, checker: Callable[[list[Quad]], str] = lenient) -> LoadReport:
    with Store.open(folder, write=True, create=True) as store:
        return load([articles], store, workers=1, checker=checker)


def _rebuild(folder: Path, checker: Callable[[list[Quad]], str] = lenient) -> LoadReport:
    return rebuild(folder, workers=1, checker=checker)


def _dump(folder: Path) -> list[str]:
    with Store.open(folder) as store:
        return dump(store)


def _reports(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "quarantine").glob("*"))


def _kept(folder: Path) -> list[str]:
    with Store.open(folder) as store:
        return [article.id for article, _ in quarantine.articles(store)]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write(tmp_path / "articles.jsonl", range(6))


@pytest.fixture
def whole(tmp_path: Path, articles: Path) -> list[str]:
    """What a store of all articles has."""
    _load(tmp_path / "whole", articles)
    return _dump(tmp_path / "whole")


def test_new_rules_keep_an_article_out_and_mended_ones_take_it_up_again(
    tmp_path: Path, articles: Path, whole: list[str]
) -> None:
    store = tmp_path / "store"
    _load(store, articles)
    for _ in range(2):
        report = _rebuild(store, strict)
        assert (report.stored, report.quarantined, report.clean) == (5, 1, False)
        assert _reports(store) == ["article-0003.txt"]
        assert "violation Title: no title\nfix it" in (store / "quarantine/article-0003.txt").read_text("utf-8")
    assert not [quad for quad in _dump(store) if "article-0003" in quad]
    with Store.open(store) as opened:
        opened.backup(tmp_path / "copy")
    for folder in (store, tmp_path / "copy"):
        report = _rebuild(folder)
        assert (report.stored, report.clean) == (6, True)
        assert (_dump(folder), _reports(folder), _kept(folder)) == (whole, [], [])
    assert _load(store, articles).skipped == 6, "it is the article that was read from the file"


def test_a_load_keeps_what_it_keeps_out(tmp_path: Path, articles: Path, whole: list[str]) -> None:
    _load(tmp_path / "store", articles, strict)
    assert (_rebuild(tmp_path / "store").stored, _dump(tmp_path / "store")) == (6, whole)


@pytest.mark.parametrize(("before", "after"), [(strict, lenient), (lenient, strict)])
def test_a_rebuild_that_is_given_up_at_its_end_changes_nothing(
    tmp_path: Path,
    articles: Path,
    whole: list[str],
    before: Callable[[list[Quad]], str],
    after: Callable[[list[Quad]], str],
) -> None:
    def give_up(old: Store, new: Store) -> None:
        raise UserError("enough")

    store = tmp_path / "store"
    _load(store, articles, before)
    seen = _dump(store), _reports(store), _kept(store)
    with pytest.raises(UserError, match="enough"):
        rebuild(store, workers=1, checker=after, migrate=give_up)
    assert (_dump(store), _reports(store), _kept(store)) == seen
    _rebuild(store)
    assert _dump(store) == whole


def _changed(path: Path) -> Path:
    """The articles, one of them with a new text, of which `fussy` complains."""
    records = [record(number) for number in range(6)]
    records[3]["text"] += f"\nوقال الوزير إن في البيان {FORBIDDEN}."
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), "utf-8")
    return path


def test_a_new_version_that_does_not_pass_waits_beside_the_old_one(
    tmp_path: Path, articles: Path, whole: list[str]
) -> None:
    store, changed = tmp_path / "store", _changed(tmp_path / "changed.jsonl")
    _load(store, articles)
    report = _load(store, changed, fussy)
    assert (report.skipped, report.quarantined) == (5, 1)
    for _ in range(2):
        assert (_dump(store), _kept(store), _reports(store)) == (whole, ["article-0003"], ["article-0003.txt"])
        _rebuild(store, fussy)
    _rebuild(store)
    _load(tmp_path / "fresh", changed)
    assert (_dump(store), _kept(store), _reports(store)) == (_dump(tmp_path / "fresh"), [], [])


def test_loading_the_old_version_again_takes_the_new_one_back(tmp_path: Path, articles: Path, whole: list[str]) -> None:
    store = tmp_path / "store"
    _load(store, articles)
    _load(store, _changed(tmp_path / "changed.jsonl"), fussy)
    assert _load(store, articles).skipped == 6
    assert (_kept(store), _reports(store)) == ([], [])
    _rebuild(store)
    assert _dump(store) == whole


def test_what_is_forgotten_does_not_come_back(tmp_path: Path, articles: Path) -> None:
    store = tmp_path / "store"
    _load(store, articles, strict)
    with Store.open(store, write=True) as opened:
        assert forget(opened, ["article-0003", "article-0005", "nobody"]) == ["article-0003", "article-0005"]
    assert (_kept(store), _reports(store)) == ([], [])
    assert _rebuild(store).stored == 4


def test_long_ids_that_begin_alike_have_reports_of_their_own(tmp_path: Path) -> None:
    ids = ["مقال" * 40 + end for end in ("أ", "ب")]
    for name, these in (("both", ids), ("one", ids[:1])):
        lines = [json.dumps(record(3) | {"id": id, "text": f"{record(3)['text']}\n{FORBIDDEN} {id}"}) for id in these]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), "utf-8")
    store = tmp_path / "store"
    assert _load(store, tmp_path / "both.jsonl", fussy).quarantined == 2
    assert len(_reports(store)) == 2
    _load(store, tmp_path / "one.jsonl")
    assert (len(_reports(store)), _kept(store)) == (1, ids[1:])
    assert (_rebuild(store).stored, _reports(store)) == (2, [])


ANYTHING = st.text(st.characters(), max_size=40)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("empty"), write=True, create=True) as store:
        yield store


@settings(deadline=None, max_examples=50)
@given(ANYTHING, ANYTHING, st.none() | ANYTHING, ANYTHING)
def test_every_article_is_given_back_as_it_was(
    empty: Store, id: str, content: str, title: str | None, complaint: str
) -> None:
    """Halves of characters too, which a caller of the library may hand in and no RDF can hold."""
    article = Article(id, content, (Span(0, len(content)),), title=title, source=title)
    newer = dataclasses.replace(article, content=f"{content}.")
    quarantine.add(empty, article, complaint)
    quarantine.add(empty, newer, complaint)
    assert list(quarantine.articles(empty)) == [(newer, complaint)]
    quarantine.write_report(empty, newer, complaint)
    assert quarantine.report_path(empty, id).parent == empty.quarantine
    assert (quarantine.remove_report(empty, id), quarantine.release(empty, id)) == (True, True)
    assert (quarantine.remove_report(empty, id), quarantine.release(empty, id)) == (False, False)
    assert list(quarantine.articles(empty)) == []
