"""Read articles from files of all formats, one at a time."""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from mithaq.reading.article import Article
from mithaq.reading.decoding import NotTextError, decode
from mithaq.reading.html import declared_encoding, page_of
from mithaq.reading.inputs import InputFile, check_paths, detect_format, input_files
from mithaq.reading.layout import segment
from mithaq.reading.limits import MAX_BYTES, TOO_LARGE
from mithaq.reading.problem import Problem, SkippedInput
from mithaq.reading.records import article_of, json_lines, json_values
from mithaq.reading.script import is_arabic

__all__ = ["read"]


def read(
    paths: Iterable[str | os.PathLike[str]], *, stdin: BinaryIO | None = None
) -> Iterator[Article | Problem | SkippedInput]:
    """The articles of files, of folders with all below them, and of standard input (`-`), in a fixed order.

    Articles are read lazily. `.txt`, `.html`, `.htm`, `.json`, `.jsonl`,
    `.ndjson`, each also with `.gz`. Unreadable inputs yield a `Problem`, and reading continues; annotation files in
    folders yield a `SkippedInput`. An article that occurs twice with the same text is yielded once; the same id with
    another text is a problem.

    Raises:
        UserError: at once, when a path does not exist.
    """
    checked = check_paths(paths)
    return _read(input_files(checked), stdin)


def _read(
    found: Iterable[InputFile | Problem | SkippedInput], stdin: BinaryIO | None
) -> Iterator[Article | Problem | SkippedInput]:
    seen: dict[str, tuple[bytes, str]] = {}
    for source in found:
        if isinstance(source, Problem | SkippedInput):
            yield source
            continue
        for where, item in _items(source, stdin):
            if isinstance(item, Problem):
                yield item
                continue
            digest = hashlib.blake2b(item.content.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            before = seen.setdefault(item.id, (digest, where))
            if before[1] is where:
                yield item
            elif before[0] != digest:
                what = f"the id {item.id!r} was given to another text in {before[1]}"
                yield Problem(where, what, "give every article an id of its own")


def _items(source: InputFile, stdin: BinaryIO | None) -> Iterator[tuple[str, Article | Problem]]:
    """What one source holds, each with where it stands."""
    try:
        with source.open(stdin) as stream:
            if not stream.peek(1):
                yield source.where, Problem(source.where, "is empty", "leave it out")
                return
            form = source.format or detect_format(stream.peek(4096))
            if form in ("text", "html"):
                yield source.where, _single_article(source, stream, form)
                return
            records = (json_lines if form == "jsonl" else json_values)(stream, source.where)
            empty = True
            for record in records:
                empty = False
                if isinstance(record, Problem):
                    yield record.where, record
                else:
                    yield f"{source.where}:{record.line}", article_of(record, source.where)
            if empty:
                yield source.where, Problem(source.where, "is empty", "leave it out")
    except (OSError, EOFError, zlib.error) as error:
        yield source.where, _unreadable(source, error)


def _unreadable(source: InputFile, error: Exception) -> Problem:
    reason = getattr(error, "strerror", None)
    if source.compressed and not reason:
        return Problem(source.where, f"is a corrupt gzip file ({error})", "compress it again")
    return Problem(source.where, f"cannot be read ({reason or error})", "check its permissions")


def _single_article(source: InputFile, stream: io.BufferedReader, form: str) -> Article | Problem:
    """The one article of a text or HTML file."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return Problem(source.where, *TOO_LARGE)
    try:
        text = decode(data, declared_encoding(data) if form == "html" else None).text
    except NotTextError as error:
        return Problem(source.where, f"is not text ({error})", "save it as UTF-8 text")
    if not text.strip():
        return Problem(source.where, "is empty", "leave it out")
    page = page_of(text) if form == "html" else None
    content = text if page is None else page.text
    if not content.strip():
        return Problem(source.where, "holds no article", "check that the page has text of its own")
    layout = segment(content, title=None if page is None else page.title)
    if not is_arabic("\n".join(span.of(content) for span in layout.body)):
        return Problem(source.where, "is not in Arabic", "leave it out")
    title = page.title if page and page.title else layout.headline.of(content) if layout.headline else None
    return Article(
        id=source.stem,
        content=content,
        body=layout.body,
        headline=layout.headline,
        title=title,
        date=(page.date if page else None) or layout.date,
        source=page.source if page else None,
        url=page.url if page else None,
    )
