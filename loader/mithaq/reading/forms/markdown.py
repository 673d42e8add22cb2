"""Markdown: one article, with an optional head of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mithaq.reading.drafts import Draft
from mithaq.reading.fields import guess_columns
from mithaq.reading.forms.form import Item
from mithaq.reading.options import ReadOptions
from mithaq.reading.sources import Source

__all__ = ["read_markdown"]

_FIELD = re.compile(r"([^\s:#][^:\n]{0,60}):[ \t]*(.*)")
_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_TITLE = re.compile(r"#[ \t]+([^\n]+)")
_LINE_START = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)", re.M)
_MARKS = re.compile(r"\*\*|__|`|^[ \t]*(?:[-*_][ \t]?){3,}$|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", re.M)
_MOST_FIELDS = 100


def read_markdown(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a Markdown file, without its marks. Fields in a head between lines of `---` give title, date,
    source and address; without a title there, the first heading is it."""
    text = source.text().lstrip("\ufeff")
    fields, text = _head(text)
    columns = guess_columns(fields, options.mapping)
    given = {field: fields[column] or None for field, column in columns.items()}
    title = given.get("title")
    text = text.strip()
    heading = _TITLE.match(text)
    if heading:
        title = title or _plain(heading[1]).strip("# ")
        text = text[heading.end() :]
    yield Draft(
        source.where, _plain(text).strip(), id=given.get("id") or source.stem, title=title, date=given.get("date"),
        source=given.get("source"), url=given.get("url"),
    )  # fmt: skip


def _head(text: str) -> tuple[dict[str, str], str]:
    lines = text.split("\n", _MOST_FIELDS)
    if lines[0].strip() != "---":
        return {}, text
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), None)
    if end is None:
        return {}, text
    found = (_FIELD.fullmatch(line.strip()) for line in lines[1:end])
    return {field[1].strip(): field[2].strip(" \t\"'") for field in found if field}, "\n".join(lines[end + 1 :])


def _plain(text: str) -> str:
    text = _LINK.sub(lambda found: "" if found[1] else found[2], text)
    return _MARKS.sub("", _LINE_START.sub("", text))
