"""Articles from texts in memory, and the facts in them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping

from mithaq.errors import UserError
from mithaq.extraction import extract as extract_facts
from mithaq.extraction.facts import Facts
from mithaq.language.partial_date import PartialDate
from mithaq.reading import Article, DateProblem, Problem, ReadOptions
from mithaq.reading.drafts import finish
from mithaq.reading.options import FIELDS
from mithaq.reading.record_fields import draft_of

__all__ = ["DateLike", "article", "extract", "read_record", "record_items"]

DateLike = str | datetime.date | PartialDate
"""A date as callers give it: `"2017-07-11"`, `"2017-07"`, `"2017"`, or a date object."""

_AS_IS = ReadOptions()


def extract(
    text: str | Article,
    *,
    date: DateLike | None = None,
    title: str | None = None,
    source: str | None = None,
) -> Facts:
    """Extract the facts that one article states.

    The result depends on the arguments alone: no network, no clock, no state between calls. All offsets in the facts
    count code points of the article's content: the title and an empty line, if there is a title, and then the text.
    To look up passages, build the article first with `mithaq.article` and pass it here.

    Args:
        text: The article's text in Arabic, or an `Article`. With an `Article` the other arguments must be left out.
        date: When the article was published. Relative dates in the text ("yesterday") are resolved against it.
        title: The headline.
        source: The outlet's name. It tells which state "the minister" without a country belongs to.

    Returns:
        The facts, as frozen dataclasses.

    Raises:
        UserError: the text is empty or not in Arabic; the date is malformed; an `Article` came with other arguments.
    """
    if isinstance(text, Article):
        if not (date is None and title is None and source is None):
            raise UserError("an Article has its own date, title and source: leave these arguments out")
        return extract_facts(text)
    return extract_facts(article(text, date=date, title=title, source=source))


def article(
    text: str,
    *,
    id: str | None = None,
    date: DateLike | None = None,
    title: str | None = None,
    source: str | None = None,
    url: str | None = None,
) -> Article:
    """Build an article from a text in memory.

    Args:
        text: The article's text in Arabic.
        id: An identifier, unique in a store. The default is derived from title and text, so the same text always gets
            the same identifier.
        date: When the article was published.
        title: The headline. It becomes the first line of the article's content.
        source: The outlet's name.
        url: Where the article was published.

    Returns:
        An article that `mithaq.extract` and `Graph.load` accept.

    Raises:
        UserError: the text is empty or not in Arabic; the date is malformed.
    """
    fields = {"id": id, "text": text, "title": title, "date": _written(date), "source": source, "url": url}
    built = read_record({name: value for name, value in fields.items() if value is not None}, "article")
    if isinstance(built, Problem):
        raise UserError(str(built))
    return built


def read_record(fields: Mapping[str, object], where: str) -> Article | Problem:
    """Build an article from a mapping with the fields of a JSON record: `text`, and optionally `id`, `title`, `date`,
    `source` and `url`. `where` names the mapping in the problem that an unsuitable one gives, also for its date."""
    item = next(record_items(fields, where))
    return Problem(where, item.what, item.hint) if isinstance(item, DateProblem) else item


def record_items(
    fields: Mapping[str, object], where: str, options: ReadOptions = _AS_IS
) -> Iterator[Article | Problem | DateProblem]:
    """As `read_record`, but a date that cannot be read yields a problem of its own before the article. `options` say
    how to read dates, and which other names the fields have."""
    name = {field: options.mapping.get(field, field) for field in FIELDS}
    if unknown := sorted(map(str, fields.keys() - set(name.values()))):
        yield Problem(where, f"has the unknown field {unknown[0]!r}", f"use {', '.join(sorted(name.values()))}")
        return
    given = dict(fields)
    if isinstance(given.get(name["date"]), datetime.date | PartialDate):
        given[name["date"]] = str(given[name["date"]])
    if given.get(name["id"]) is None:
        named = f"{given.get(name['title']) or ''}\n\n{given.get(name['text'])}".encode("utf-8", "surrogatepass")
        given[name["id"]] = f"text-{hashlib.blake2b(named, digest_size=8).hexdigest()}"
    draft = draft_of(given, where, options)
    if isinstance(draft, Problem):
        yield draft
    else:
        yield from finish(draft, options)


def _written(date: DateLike | None) -> str | None:
    if isinstance(date, datetime.datetime):
        return date.date().isoformat()
    return None if date is None else str(date)
