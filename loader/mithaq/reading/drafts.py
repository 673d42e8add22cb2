"""Turn what a form of input says of an article into an `Article`, or say why it is none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from mithaq.language.partial_date import PartialDate
from mithaq.reading.article import Article
from mithaq.reading.layout import segment
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import DateProblem, Problem
from mithaq.reading.published import UnreadableDateError, published_on
from mithaq.reading.repair import repair
from mithaq.reading.script import is_arabic

__all__ = ["Draft", "finish", "sound"]


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as an input gives it.

    `where` names it in messages. Without `id`, one is made from `url`, or else from title and text. `date` may be text
    still to be read. `page` says that the text is a whole page, with furniture around the article; `titled` that the
    text begins with the title already.
    """

    where: str
    text: str
    id: str | None = None
    title: str | None = None
    date: PartialDate | str | None = None
    source: str | None = None
    url: str | None = None
    page: bool = False
    titled: bool = False


def finish(draft: Draft, options: ReadOptions) -> Iterator[Article | Problem | DateProblem]:
    """The article of a draft, before it a problem if its date cannot be read; or the reason why it is no article."""
    text = sound(repair(draft.text)).strip("\ufeff")
    title = " ".join(sound(repair(draft.title or "")).split()) or None
    if not text.strip():
        yield Problem(draft.where, "has no text", "give the article's text")
        return
    content = f"{title}\n\n{text}" if title and not (draft.titled or draft.page) else text
    if not draft.page and not is_arabic(text):
        yield Problem(draft.where, "is not in Arabic", "leave it out")
        return
    layout = segment(content, page=draft.page, title=title)
    if draft.page and not is_arabic("\n".join(span.of(content) for span in layout.body)):
        yield Problem(draft.where, "is not in Arabic", "leave it out")
        return
    date, problem = _date(draft, options)
    if problem is not None:
        yield problem
    yield Article(
        id=_id(draft, title, text),
        content=content,
        body=layout.body,
        headline=layout.headline,
        title=title or (layout.headline.of(content) if draft.page and layout.headline else None),
        date=date or layout.date,
        source=_plain(repair(draft.source or "")),
        url=_plain(draft.url),
    )


def _date(draft: Draft, options: ReadOptions) -> tuple[PartialDate | None, DateProblem | None]:
    if not isinstance(draft.date, str):
        return draft.date, None
    try:
        return published_on(draft.date, options), None
    except UnreadableDateError as error:
        return None, DateProblem(draft.where, str(error), error.hint)


def _id(draft: Draft, title: str | None, text: str) -> str:
    given = sound(draft.id or "")
    if given.strip():
        return given
    if draft.url and draft.url.strip():
        return f"url-{_hash(draft.url.strip())}"
    return "text-" + _hash(f"{title or ''}\n\n{text}")


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _plain(text: str | None) -> str | None:
    return sound(text).strip("\ufeff") or None if text else None


def sound(text: str) -> str:
    """The text without what no file can hold: halves of characters, and zero."""
    if text.isascii() and "\0" not in text:
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "\ufffd")
