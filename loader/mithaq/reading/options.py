"""Options of reading that a caller may set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from mithaq.errors import UserError

__all__ = ["FIELDS", "DateOrder", "ReadOptions", "checked_mapping", "parse_mapping"]

FIELDS = ("id", "text", "title", "date", "source", "url")
"""The fields of an article that inputs may give."""

DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read inputs.

    `mapping` names the column or JSON field of each field of an article. `date_order` decides dates such as 5/6/2022.
    `epoch` reads bare numbers as seconds or milliseconds since 1970. `crawl_date` lets a page of a WARC file without a
    date of its own take the day it was crawled. `path_ids` makes the id of an article that has none from the folders of
    its file too, not from the file's name alone."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None
    epoch: bool = False
    crawl_date: bool = False
    path_ids: bool = False


def parse_mapping(stated: Iterable[str]) -> dict[str, str]:
    """Parse `text=body,date=published` into a mapping from fields to columns.

    Raises:
        UserError: a part has another form or names no field of an article.
    """
    mapping: dict[str, str] = {}
    for part in ",".join(stated).split(","):
        name, sign, column = (piece.strip() for piece in part.partition("="))
        if not part.strip():
            continue
        if not sign or not column or name not in FIELDS:
            raise UserError(f"--map {part.strip()!r}: write FIELD=COLUMN, where FIELD is one of {', '.join(FIELDS)}")
        mapping[name] = column
    return mapping


def checked_mapping(mapping: Mapping[str, str]) -> dict[str, str]:
    """A copy of a mapping from fields to columns.

    Raises:
        UserError: it names a field that articles do not have.
    """
    for name in mapping:
        if name not in FIELDS:
            raise UserError(f"mapping: {name!r} is not a field of an article: use {', '.join(FIELDS)}")
    return dict(mapping)
