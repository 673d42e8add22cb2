"""`make docs` builds a whole site that works offline and whose links all lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import mithaq
import pytest
from mithaq.queries import Catalogue

ROOT = Path(__file__).parents[2]
LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src"}
"""What a browser fetches by itself; a link with one of these relations only names something."""
NAMED = {"canonical", "prev", "next"}


class Page(HTMLParser):
    """The ids, the links and the loaded files of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.loaded: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and given.get("href"):
            self.links.add(given["href"])
        if (source := given.get(LOADED.get(tag, ""))) and given.get("rel") not in NAMED:
            self.loaded.add(source)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Page]:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return {path: Page(path) for path in folder.rglob("*.html") if path.name != "404.html"}


def test_every_link_leads_to_a_page_and_a_place_on_it(site: dict[Path, Page]) -> None:
    broken = []
    for path, page in site.items():
        for link in page.links | page.loaded:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                broken.append(f"{path.name}: {link}: no such file")
            elif parts.fragment and target in site and unquote(parts.fragment) not in site[target].ids:
                broken.append(f"{path.name}: {link}: no such place")
    assert broken == []


def test_pages_load_nothing_from_other_servers(site: dict[Path, Page]) -> None:
    assert [(path.name, source) for path, page in site.items() for source in page.loaded if "//" in source] == []


def test_the_reference_has_all_of_the_api_the_queries_and_the_ontology(site: dict[Path, Page]) -> None:
    pages = {"/".join(path.parts[-2:]): page for path, page in site.items()}
    shown = {id.rpartition(".")[2] for id in pages["reference/api.html"].ids}
    aliases = {"Value"}  # a union of types
    assert set(mithaq.__all__) - {"__version__"} - aliases - shown == set()
    assert {"query", "to_pandas", "meetings", "passages", "iri"} <= shown
    assert set(Catalogue()) <= pages["reference/queries.html"].ids
    assert {f"ontology/{name}.html" for name in ("index", "ontology", "vocabulary", "shapes")} <= pages.keys()


def test_links_of_the_readme_lead_to_files() -> None:
    for name in ("README.md", "README.ar.md"):
        for link in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8")):
            assert link.startswith("https://") or (ROOT / link.replace("\n", "")).is_file(), f"{name}: {link}"
