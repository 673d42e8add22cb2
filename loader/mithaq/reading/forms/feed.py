"""RSS and Atom feeds: each item is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from xml.etree import ElementTree

from mithaq.reading.drafts import Draft
from mithaq.reading.forms.form import Item
from mithaq.reading.forms.packed import local, parse_xml
from mithaq.reading.html import plain_text
from mithaq.reading.options import ReadOptions
from mithaq.reading.sources import RefusedError, Source

__all__ = ["read_feed"]

_ITEMS = frozenset(("item", "entry"))
_TEXTS = ("encoded", "content", "description", "summary")
"""the whole text first, then the summary"""
_DATES = ("pubDate", "published", "issued", "date", "updated", "modified")
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_ROOTS = frozenset(("rss", "feed", "RDF"))


def read_feed(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The items of a feed: title, text, date, address; the source is the feed's title."""
    root = parse_xml(_ENTITY.sub(_number, source.data()).strip())
    items = list(_items(root))
    if local(root) not in _ROOTS or (not items and local(root) == "RDF"):
        raise RefusedError(f"is XML of another kind ({local(root)})", "convert it to JSON Lines or CSV")
    if not items:
        raise RefusedError("is a feed without items", "leave it out")
    channel = next((element for element in root if local(element) == "channel"), root)
    name = _text(channel, "title")
    for number, item in enumerate(items, 1):
        yield _article(f"{source.where}#{number}", item, name)


def _items(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The items, without those within others."""
    pending = [root]
    while pending:
        element = pending.pop()
        if local(element) in _ITEMS:
            yield element
        else:
            pending.extend(reversed(element))


def _number(found: re.Match[bytes]) -> bytes:
    """Entities of HTML, which feeds use and XML does not have, as numbers."""
    if found[1] in _OF_XML:
        return found[0]
    characters = html5.get(found[1].decode("ascii") + ";", "")
    return "".join(f"&#{ord(c)};" for c in characters).encode() or found[0].replace(b"&", b"&amp;")


def _article(where: str, item: ElementTree.Element, feed: str | None) -> Draft:
    html = next(filter(None, (_text(item, name) for name in _TEXTS)), "")
    title = _text(item, "title")
    of = next((element for element in item if local(element) == "source"), None)
    source = (_text(of, "title") or (of.text or "").strip()) if of is not None else None
    return Draft(
        where,
        plain_text(html),
        title=plain_text(title) if title else None,
        date=next(filter(None, (_text(item, name) for name in _DATES)), None),
        source=source or feed,
        url=_link(item),
        id=None if _link(item) else _text(item, "guid") or _text(item, "id"),
    )


def _link(item: ElementTree.Element) -> str | None:
    links = [element for element in item if local(element) == "link"]
    links.sort(key=lambda link: link.get("rel", "alternate") != "alternate")
    return next(filter(None, ((link.text or "").strip() or link.get("href") for link in links)), None)


def _text(of: ElementTree.Element, name: str) -> str | None:
    for element in of:
        if local(element) == name:
            return "".join(element.itertext()).strip() or None
    return None
