"""What an address asks of a page, and what of it the page does not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from starlette.requests import Request

from mithaq.explorer.listing import KINDS
from mithaq.language.fold import fold

__all__ = ["page_asked", "passed_over", "year_asked"]

_PARAMETERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "home.html": (),
        "listing.html": ("year", "page"),
        "network.html": ("kind", "year"),
        "map.html": ("kind", "year"),
        "compare.html": ("a", "b"),
        "search.html": ("q", "kind", "state", "year", "source", "page"),
        "thing.html": ("facts", "year", "page"),
        "article.html": (),
        "queries.html": (),
    }
)
"""Template → the parameters that its page takes, beside the language."""
_LANGUAGE: Final = "lang"
_LONGEST: Final = 60
"""Characters of a parameter that the page repeats."""


def year_asked(request: Request) -> str:
    """The year that a page is narrowed to, in ASCII digits; empty for none, or for what is no year."""
    typed = fold(request.query_params.get("year", "")).strip()
    return typed if re.fullmatch("[0-9]{4}", typed) else ""


def page_asked(request: Request) -> int:
    """Which page of a list is asked for, from 1."""
    typed = fold(request.query_params.get("page", "1")).strip()
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


def passed_over(request: Request, template: str, states: frozenset[str] | None = None) -> list[str]:
    """The parameters of an address that a page does not take, or with values that it does not know.

    Args:
        request: The request.
        template: The template of its page.
        states: The codes of the states that can be compared, for the page that does.
    """
    known = _PARAMETERS.get(template)
    if known is None:
        return []
    given = [(name, value) for name, value in request.query_params.multi_items() if name != _LANGUAGE and value]
    unknown = (f"{name}={value}" for name, value in given if name not in known or not _is_known(name, value, states))
    return [text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in unknown]


def _is_known(name: str, value: str, states: frozenset[str] | None) -> bool:
    match name:
        case "year":
            return re.fullmatch("[0-9]{4}", fold(value).strip()) is not None
        case "kind" | "facts":
            return value in KINDS or value in ("article", "sentence")
        case "a" | "b":
            return states is None or value.upper() in states
        case _:
            return True
