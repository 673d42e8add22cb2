"""The explorer as static files: every link leads to a file, and nothing is overwritten that is not a site."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mithaq.explorer.site import MARKER

from tests.explorer.servers import mithaq

VOID = frozenset({"circle", "input", "line", "link", "meta", "rect"})


class Page(HTMLParser):
    """The links and ids of a page; elements that are not closed in order are noted."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.unclosed: list[str] = []
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.links += [value for name in ("href", "src", "action") if (value := known.get(name))]
        self.ids += [value] if (value := known.get("id")) else []
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self._open or self._open.pop() != tag):
            self.unclosed.append(tag)


def test_every_link_leads_to_a_file_of_the_site(static_site: Path) -> None:
    pages = sorted(static_site.rglob("*.html"))
    assert len(pages) > 200
    known = {path: Page(path) for path in pages}
    dead, markup = [], []
    for path, page in known.items():
        markup += [f"{path}: {tag}" for tag in page.unclosed]
        markup += [f"{path}: id {name} twice" for name in set(page.ids) if page.ids.count(name) > 1]
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "data"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_relative_to(static_site.resolve()), f"{path}: {link}"
            anchors = known[target].ids if target in known else []
            if not target.is_file() or (parts.fragment and parts.fragment not in anchors):
                dead.append(f"{path}: {link}")
    assert dead == []
    assert markup == []


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


def test_the_same_store_gives_the_same_site(static_site: Path, seeds_store: Path, tmp_path: Path) -> None:
    mithaq("site", tmp_path / "again", "--store", seeds_store)
    first, second = (
        {p.relative_to(r): p.read_bytes() for p in r.rglob("*") if p.is_file()}
        for r in (static_site, tmp_path / "again")
    )
    assert first == second


def test_a_site_is_replaced_and_other_folders_are_left_alone(
    static_site: Path, seeds_store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "public"
    shutil.copytree(static_site, out)
    (out / "en" / "old.html").write_text("old", encoding="utf-8")
    mithaq("site", out, "--store", seeds_store)
    assert not (out / "en" / "old.html").exists()
    (out / MARKER).unlink()
    command = [sys.executable, "-m", "mithaq", "site", str(out), "--store", str(seeds_store)]
    refused = subprocess.run(command, capture_output=True, text=True)
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"mithaq: {out}: has files that are not of a site")
    assert (out / "en" / "index.html").exists()


def test_a_store_with_hostile_names_stays_within_the_folder(hostile_article: object, tmp_path: Path) -> None:
    store: Path = hostile_article.store  # type: ignore[attr-defined]
    out = tmp_path / "public"
    mithaq("site", out, "--store", store)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public"]
    for path in out.rglob("*.html"):
        assert "<script>document" not in path.read_text(encoding="utf-8")
