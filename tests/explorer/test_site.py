"""The explorer as static files: every link leads to a file, and nothing is overwritten that is not a site."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mithaq.explorer.site import MARKER

from scripts.check_site import broken_links, invalid_markup
from tests.explorer.servers import Explorer, mithaq


def test_every_link_leads_to_a_file_of_the_site(static_site: Path) -> None:
    assert len(list(static_site.rglob("*.html"))) > 200
    assert list(broken_links(static_site)) == []


def test_pages_are_valid_html(static_site: Path) -> None:
    assert list(invalid_markup(static_site, every=12)) == []


def test_the_check_of_a_site_sees_what_is_wrong(static_site: Path, tmp_path: Path) -> None:
    page = (static_site / "en" / "index.html").read_text(encoding="utf-8")
    (tmp_path / "static").symlink_to(static_site / "static")
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "index.html").write_text(
        page.replace(
            "<main", '<a href="../../x.html">a</a><a href="none.html">b</a><p id="content"><table><b>x</table><main'
        )
    )
    problems = "\n".join([*broken_links(tmp_path), *invalid_markup(tmp_path)])
    for seen in ("leads out of the site", "none.html leads to no file", "id content 2 times", "is not closed"):
        assert seen in problems
    assert "unexpected" in problems


def test_both_languages_have_the_same_pages(static_site: Path) -> None:
    english, arabic = (
        {p.relative_to(static_site / c) for p in (static_site / c).rglob("*.html")} for c in ("en", "ar")
    )
    assert english == arabic


def test_the_search_index_leads_to_pages(static_site: Path) -> None:
    script = (static_site / "static" / "search-index.js").read_text(encoding="utf-8")
    index = json.loads(script.removeprefix("window.mithaqIndex = ").rstrip().removesuffix(";"))
    assert {kind for kind, *_ in index["entries"]} >= {"state", "official", "article", "agreement"}
    assert [file for _, _, file, _ in index["entries"] if not (static_site / "en" / file).is_file()] == []


def files_of(site: Path) -> dict[Path, bytes]:
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def hostile_site(hostile_article: Explorer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hostile-site") / "public"
    mithaq("site", out, "--store", hostile_article.store)
    return out


def test_a_site_is_replaced_and_other_folders_are_left_alone(
    hostile_site: Path, hostile_article: Explorer, tmp_path: Path
) -> None:
    out, store = tmp_path / "public", hostile_article.store
    shutil.copytree(hostile_site, out)
    (out / "en" / "old.html").write_text("old", encoding="utf-8")
    mithaq("site", out, "--store", store)
    assert files_of(out) == files_of(hostile_site), "the same store gives the same site"
    (out / MARKER).unlink()
    command = [sys.executable, "-m", "mithaq", "site", str(out), "--store", str(store)]
    refused = subprocess.run(command, capture_output=True, text=True)
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"mithaq: {out}: has files that are not of a site")
    assert (out / "en" / "index.html").exists()


def test_a_site_is_not_written_into_its_store(hostile_article: Explorer) -> None:
    for out in (hostile_article.store, hostile_article.store / "pages" / "public"):
        command = [sys.executable, "-m", "mithaq", "site", str(out), "--store", str(hostile_article.store)]
        refused = subprocess.run(command, capture_output=True, text=True)
        assert refused.returncode == 2
        assert refused.stderr == (f"mithaq: {out}: is in the store {hostile_article.store}: name a folder outside it\n")
    assert not (hostile_article.store / "pages").exists()


def test_a_store_with_hostile_names_stays_within_the_folder(hostile_site: Path) -> None:
    assert sorted(path.name for path in hostile_site.parent.iterdir()) == ["public"]
    assert len(list(hostile_site.rglob("*.html"))) > 10
    for path in hostile_site.rglob("*.html"):
        assert "<script>document" not in path.read_text(encoding="utf-8")
