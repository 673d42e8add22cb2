"""HTML as nested calls: `tag("p", "a < b")` escapes what is text, and keeps what is markup already."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

__all__ = ["Markup", "bilingual", "joined", "page", "tag"]

_EMPTY = frozenset({"link", "meta", "br"})


class Markup(str):
    """Text that is HTML."""


def tag(name: str, /, *children: str, **attributes: str) -> Markup:
    """An element. An attribute may end in `_` where Python keeps its name for itself (`class_`)."""
    given = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    if name in _EMPTY:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(children)}</{name}>")


def joined(children: Iterable[str], between: str = "") -> Markup:
    return Markup(between.join(child if isinstance(child, Markup) else escape(child) for child in children))


def bilingual(name: str, /, texts: dict[str, str], **attributes: str) -> Markup:
    """One element for each language, English first; Arabic runs from right to left."""
    order = sorted(texts, key=lambda language: (language != "en", language))
    said = (tag(name, texts[lang], lang=lang, dir="rtl" if lang == "ar" else "ltr", **attributes) for lang in order)
    return joined(said, " ")


def page(title: str, *body: str) -> str:
    """A whole page in the style of all of them."""
    head = (
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("link", rel="stylesheet", href="style.css"),
    )
    links = joined(
        (tag("a", name, href=f"{name.lower()}.html") for name in ("Ontology", "Vocabulary", "Shapes")), " · "
    )
    content = tag("body", tag("nav", tag("a", "Mithaq", href="index.html"), Markup(" · "), links), *body)
    return f"<!DOCTYPE html>\n{tag('html', tag('head', *head), content, lang='en')}\n"
