"""HTML pages: the article's text, and what the page's metadata say of it.

The text comes from trafilatura where it is installed (the extra `html`), else from a modest reader of
paragraphs. Metadata are read here in both cases, and only from where pages state them: trafilatura
would also guess a date from running text.
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from mithaq.language.partial_date import PartialDate
from mithaq.reading.tags import StartTag, Text, scan

__all__ = ["Page", "declared_encoding", "page_of", "plain_text"]

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "button", "select", "option",
     "label", "textarea", "figure", "figcaption", "iframe", "head", "dialog", "menu")
)  # fmt: skip
_BLOCKS = frozenset(
    ("p", "div", "article", "section", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "br",
     "tr", "td", "table", "blockquote", "pre", "header", "body", "html", "dd", "dt", "hr")
)  # fmt: skip
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_MOST_WORK = 2_000_000
"""steps beyond which a page is not given to trafilatura, which builds a tree; a large news page takes some 100,000"""
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "publish-date", "publish_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dcterms.created", "parsely-pub-date", "sailthru.date", "article.published",
    "cxenseparse:recs:publishtime",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: its article's text, and title, day, site and address where it states them."""

    text: str
    title: str | None = None
    date: PartialDate | None = None
    source: str | None = None
    url: str | None = None


def declared_encoding(data: bytes) -> str | None:
    """The encoding an HTML document declares in its head."""
    found = _DECLARED.search(data[:4096])
    return found[1].decode("ascii") if found else None


@dataclass(slots=True)
class _Found:
    metas: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    canonical: str | None = None
    scripts: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    in_article: list[str] = field(default_factory=list)


class _Reader:
    """One pass over the tags of a page. Nothing in a page can make this fail."""

    def __init__(self) -> None:
        self.found = _Found()
        self.work = 0
        """steps that a tree builder may take for this page: for every end tag the number of open elements, for every
        start tag the pairs of its attributes"""
        self._open = 0
        self._skip: list[str] = []
        self._skipping: Counter[str] = Counter()
        self._articles = 0
        self._caught: str | None = None
        self._text: list[str] = []
        self._block: list[str] = []

    def read(self, page: str) -> _Found:
        for token in scan(page):
            if isinstance(token, Text):
                self._data(token.text)
            elif isinstance(token, StartTag):
                self._start(token.name, token.attributes)
            else:
                self._end(token.name)
        self._close_block()
        return self.found

    def _start(self, tag: str, given: dict[str, str]) -> None:
        self.work += 1 + len(given) ** 2
        self._open += tag not in _VOID
        self._metadata(tag, given)
        if tag in _BLOCKS:
            self._close_block()
        if tag == "article":
            self._articles += 1
        if tag in _SKIPPED:
            self._skip.append(tag)
            self._skipping[tag] += 1

    def _metadata(self, tag: str, given: dict[str, str]) -> None:
        if tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            if name and given.get("content", "").strip():
                self.found.metas.setdefault(name, given["content"].strip())
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.found.canonical = self.found.canonical or given.get("href", "").strip() or None
        elif tag == "time" and given.get("datetime"):
            self.found.times.append(given["datetime"])
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self._caught, self._text = "ld", []
        elif tag in ("title", "h1") and tag not in self.found.titles:
            self._caught, self._text = tag, []

    def _end(self, tag: str) -> None:
        self.work += self._open
        self._open -= self._open > 0
        if self._caught is not None and tag == ("script" if self._caught == "ld" else self._caught):
            text = "".join(self._text)
            if self._caught == "ld":
                self.found.scripts.append(text)
            elif _SPACES.sub(" ", text).strip():
                self.found.titles[self._caught] = _SPACES.sub(" ", text).strip()
            self._caught = None
        if tag in _BLOCKS:
            self._close_block()
        if tag == "article" and self._articles:
            self._articles -= 1
        if self._skipping[tag]:
            closed = ""
            while closed != tag:
                closed = self._skip.pop()
                self._skipping[closed] -= 1

    def _data(self, data: str) -> None:
        if self._caught is not None:
            self._text.append(data)
        if not self._skip:
            self._block.append(data)

    def _close_block(self) -> None:
        if not self._block:
            return
        text = _SPACES.sub(" ", "".join(self._block)).strip()
        self._block = []
        if text:
            self.found.blocks.append(text)
            if self._articles:
                self.found.in_article.append(text)


def page_of(html: str) -> Page:
    """Read a page. The text has its title as its first paragraph; paragraphs are apart by an empty line."""
    reader = _Reader()
    found = reader.read(html)
    linked = _linked(found.scripts)
    title = _title(found, linked)
    main = _trafilatura(html) if reader.work <= _MOST_WORK else None
    text = main or "\n\n".join(_blocks(found))
    if title and text:
        first, _, rest = text.partition("\n")
        text = "\n\n".join(filter(None, (title, rest.lstrip("\n") if first.strip() == title else text)))
    return Page(
        text=text,
        title=title,
        date=_date(found, linked),
        source=found.metas.get("og:site_name") or _publisher(linked) or found.metas.get("application-name"),
        url=found.canonical or found.metas.get("og:url"),
    )


def plain_text(html: str) -> str:
    """The text of a page or of a piece of HTML, without looking for an article in it; a line for each block."""
    return "\n\n".join(_Reader().read(html).blocks)


def _blocks(found: _Found) -> list[str]:
    """The blocks of text within `<article>`, unless these are but teasers and the text lies outside."""
    inside = sum(map(len, found.in_article))
    return found.in_article if 2 * inside > sum(map(len, found.blocks)) else found.blocks


@cache
def _extractor() -> Callable[..., object] | None:
    """The function `trafilatura.extract`, or None where it cannot be imported; warns once when it is installed."""
    try:
        from trafilatura import extract
    except ImportError as problem:
        if not (isinstance(problem, ModuleNotFoundError) and problem.name == "trafilatura"):
            reason = str(problem).partition("\n")[0].rstrip(".")
            logging.getLogger(__name__).warning(
                "mithaq: trafilatura is installed but cannot be imported (%s): web pages are read by the plain reader; "
                "install the extra again: pip install 'mithaq[html]'",
                reason,
            )
        return None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it says of pages what `read` says in one line
    return extract


def _trafilatura(html: str) -> str | None:
    """The main text as trafilatura finds it, or None when it is not installed or finds none."""
    extract = _extractor()
    if extract is None:
        return None
    text = extract(
        html,
        include_comments=False,
        include_tables=False,
        include_images=False,
        include_links=False,
        with_metadata=False,
    )
    paragraphs = text.split("\n") if isinstance(text, str) else []
    return "\n\n".join(filter(None, map(str.strip, paragraphs))) or None


def _title(found: _Found, linked: dict[str, Any]) -> str | None:
    headline = linked.get("headline")
    for title in (found.metas.get("og:title"), headline, found.titles.get("h1"), found.titles.get("title")):
        if isinstance(title, str) and title.strip():
            plain = _SPACES.sub(" ", title).strip()
            site = found.metas.get("og:site_name")
            for sign in (" | ", " - ", " – ", " — ", " :: "):
                head, cut, tail = plain.rpartition(sign)
                if cut and head and (tail == site or sign == " | "):
                    plain = head.strip()
            return plain
    return None


def _linked(scripts: list[str]) -> dict[str, Any]:
    """The article among a page's linked data (schema.org in JSON-LD)."""
    for script in scripts:
        try:
            pending = [json.loads(script, strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending:
            value = pending.pop()
            if isinstance(value, list):
                pending.extend(reversed(value))
            elif isinstance(value, dict):
                if "datePublished" in value and ("headline" in value or "articleBody" in value):
                    return value
                graph = value.get("@graph")
                pending.extend(reversed(graph) if isinstance(graph, list) else ())
    return {}


def _publisher(linked: dict[str, Any]) -> str | None:
    publisher = linked.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else None
    return name.strip() or None if isinstance(name, str) else None


def _date(found: _Found, linked: dict[str, Any]) -> PartialDate | None:
    stated = [linked.get("datePublished"), *(found.metas.get(name) for name in _DATES)]
    stated += found.times[:1] if len(found.times) == 1 else []
    for text in stated:
        if isinstance(text, str) and (day := _day(text)) is not None:
            return day
    return None


def _day(text: str) -> PartialDate | None:
    """The day of an ISO 8601 date or time, as the page writes it: in the zone of the page."""
    try:
        day = PartialDate.parse(text.strip()[:10])
    except ValueError:
        return None
    return day if day.day else None
