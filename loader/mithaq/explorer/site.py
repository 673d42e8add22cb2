"""The explorer as static files: every page in both languages with relative links, and a small index to search.

The pages are those of `mithaq.explorer.app`, asked for in the process and followed from the home page. What needs a
server is left out: filters, comparisons, stored queries, SPARQL, data by content negotiation.
"""

from __future__ import annotations

import asyncio
import hashlib
import html
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from mithaq.errors import UserError
from mithaq.explorer.app import create_app
from mithaq.explorer.browser_libraries import Library, at_hand
from mithaq.explorer.in_process import fetch
from mithaq.explorer.languages import LANGUAGES, Words
from mithaq.explorer.site_index import search_entries, write_index
from mithaq.explorer.snapshot import Snapshots

__all__ = ["MARKER", "SiteSize", "write_site"]

MARKER = ".mithaq-site"
"""A file that says that a folder was written by `write_site`, which may then replace it."""
_LINK = re.compile(r'\b(href|src|action)="([^"]*)"')
_SIMPLE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}")
_KEPT_PARAMETERS = frozenset({"page"})
_STATIC = "static"


@dataclass(frozen=True, slots=True)
class SiteSize:
    """What was written: pages of both languages together, and bytes of all files."""

    pages: int
    bytes: int


def write_site(store: Path, out: Path, progress: Callable[[int, int], None] = lambda done, known: None) -> SiteSize:
    """Write the pages of a store into a folder.

    Args:
        store: The store's directory.
        out: The folder: missing, empty, or written by this function before; then it is replaced.
        progress: Called with the number of pages written and of pages known so far.

    Raises:
        UserError: the folder has other files, is in the store, or cannot be written.
        StoreError: there is no store, or it is damaged.
    """
    if out.exists() and not out.is_dir():
        raise UserError(f"{out}: not a folder: name another")
    if store.resolve() in (out.resolve(), *out.resolve().parents):
        raise UserError(f"{out}: is in the store {store}: name a folder outside it")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).exists():
        raise UserError(f"{out}: has files that are not of a site made by Mithaq: name another folder, or empty it")
    fresh = out.with_name(f"{out.name}.new-{os.getpid()}")
    try:
        fresh.mkdir(parents=True)
        (fresh / MARKER).write_text("", encoding="utf-8")
        pages = sum(asyncio.run(_write_language(store, fresh, language, progress)) for language in LANGUAGES)
        _write_shared(fresh, store)
        if out.exists():
            shutil.rmtree(out)
        fresh.replace(out)
    except OSError as problem:
        raise UserError(f"{out}: cannot write the site: {problem.strerror or problem}") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return SiteSize(pages, sum(path.stat().st_size for path in out.rglob("*") if path.is_file()))


async def _write_language(store: Path, out: Path, language: str, progress: Callable[[int, int], None]) -> int:
    app = create_app(store, static=True)
    known = ["/", "/search"]
    place = {address: _file(address) for address in known}
    done = 0
    while done < len(known):
        address = known[done]
        status, _, body = await fetch(app, _with_language(address, language))
        text = body.decode("utf-8")
        if status == 200:
            for target in _targets(text, address):
                if target not in place:
                    place[target] = _file(target)
                    known.append(target)
        done += 1
        path = out / language / place[address]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_relative(text, address, place, language), encoding="utf-8")
        progress(done, len(known))
    return done


def _with_language(address: str, language: str) -> str:
    return address + ("&" if "?" in address else "?") + urlencode({"lang": language})


def _targets(text: str, base: str) -> Iterator[str]:
    """The pages that a page links to, without those that differ in language only."""
    for name, value in _LINK.findall(text):
        target = _page_address(html.unescape(value), base) if name == "href" else None
        if target is not None:
            yield target


def _page_address(link: str, base: str) -> str | None:
    """The address of the page that a link leads to; None for assets, anchors and other hosts."""
    if link.startswith("#") or urlsplit(link).scheme or link.startswith("//"):
        return None
    parts = urlsplit(urljoin(base, link))
    if parts.path.startswith(f"/{_STATIC}/"):
        return None
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name in _KEPT_PARAMETERS and value != "1"]
    return parts.path + (f"?{urlencode(kept)}" if kept else "")


def _file(address: str) -> str:
    """The file of a page. Segments that a file system may refuse or read otherwise are replaced by their hash."""
    parts = urlsplit(address)
    segments = [_segment(unquote(segment)) for segment in parts.path.split("/") if segment]
    number = dict(parse_qsl(parts.query)).get("page", "")
    end = f"-page-{number}.html" if number else ".html"
    return "/".join(segments) + end if segments else f"index{end}"


def _segment(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else hashlib.sha256(text.encode()).hexdigest()[:24]


def _relative(text: str, address: str, place: dict[str, str], language: str) -> str:
    """A page with every link to a page or an asset made relative to its file."""
    here = PurePosixPath(language) / place[address]

    def to(target: PurePosixPath | str) -> str:
        return os.path.relpath(str(target), str(here.parent)).replace(os.sep, "/")

    def replace(match: re.Match[str]) -> str:
        name, link = match[1], html.unescape(match[2])
        parts = urlsplit(link)
        if link.startswith(f"/{_STATIC}/"):
            return f'{name}="{to(link[1:])}"'
        target = _page_address(link, address)
        if target is None or target not in place:
            return match[0]
        in_language = dict(parse_qsl(parts.query)).get("lang", language)
        end = f"#{parts.fragment}" if parts.fragment else ""
        return f'{name}="{html.escape(to(PurePosixPath(in_language) / place[target]) + end)}"'

    return _LINK.sub(replace, text)


def _write_shared(out: Path, store: Path) -> None:
    """The assets, the search index, and a first page that leads to the languages."""
    folder = out / _STATIC
    folder.mkdir()
    names = ["explorer.css", "explorer.js", "site.js", "icon.svg"]
    if at_hand(Library.CYTOSCAPE):
        (folder / "packages").mkdir()
        names += ["network.js", f"packages/{Library.CYTOSCAPE}", "packages/LICENSES.txt"]
    for name in names:
        (folder / name).write_bytes(files("mithaq.explorer").joinpath("static", name).read_bytes())
    snapshots = Snapshots(store)
    try:
        with snapshots.use() as snapshot:
            write_index(folder, search_entries(snapshot, _file))
    finally:
        snapshots.close()
    links = "".join(
        f'<li><a href="{known}/index.html" lang="{known}" hreflang="{known}">{Words(known)("language")}</a></li>'
        for known in LANGUAGES
    )
    (out / "index.html").write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mithaq</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="{_STATIC}/icon.svg"><link rel="stylesheet" href="{_STATIC}/explorer.css"></head>'
        f"<body><main><h1>Mithaq</h1><ul>{links}</ul></main></body></html>\n",
        encoding="utf-8",
    )
