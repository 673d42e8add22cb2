"""Read articles from files of all forms, one at a time."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from mithaq.reading.article import Article
from mithaq.reading.drafts import Draft, finish
from mithaq.reading.forms.registry import form_of
from mithaq.reading.inputs import InputFile, check_paths, input_files, passed_over, unpacked
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import DateProblem, Note, Problem, SkippedInput
from mithaq.reading.sources import RefusedError, Source

__all__ = ["Located", "ReadItem", "read", "read_files", "read_located", "without_repeats"]

ReadItem = Article | Problem | DateProblem | SkippedInput | Note
"""What reading yields."""

_DEFAULT = ReadOptions()
_HEAD = 1 << 16
_DEFECT = "check that it is whole; if it is, report this as a defect of Mithaq"


@dataclass(frozen=True, slots=True)
class Located:
    """An item, where it stands (a file, a line of it, a member of an archive), and the file given or found."""

    item: ReadItem
    where: str
    file: str


def read(
    paths: Iterable[str | os.PathLike[str]], *, stdin: BinaryIO | None = None, options: ReadOptions = _DEFAULT
) -> Iterator[ReadItem]:
    """The articles of files, of folders with all below them, and of standard input (`-`), in a fixed order.

    Articles are read lazily, from every form in `mithaq.reading.forms.registry.FORMS`, each also with `.gz`.
    Unreadable inputs yield a `Problem`, and reading continues; whatever goes wrong with an input, no exception leaves
    it. A date that cannot be read yields a `DateProblem` before its article. Files that are passed over in folders
    yield a `SkippedInput`. An article that occurs twice with the same text is yielded once; the same id with another
    text is a problem.

    Raises:
        UserError: at once, when a path does not exist.
    """
    return (located.item for located in read_located(paths, stdin=stdin, options=options))


def read_located(
    paths: Iterable[str | os.PathLike[str]], *, stdin: BinaryIO | None = None, options: ReadOptions = _DEFAULT
) -> Iterator[Located]:
    """As `read`, with where each item stands.

    Raises:
        UserError: at once, when a path does not exist.
    """
    checked = check_paths(paths)
    return _read(input_files(checked), stdin, options)


def _read(
    found: Iterable[InputFile | Problem | SkippedInput], stdin: BinaryIO | None, options: ReadOptions
) -> Iterator[Located]:
    return without_repeats(read_files(found, stdin, options))


def read_files(
    found: Iterable[InputFile | Problem | SkippedInput], stdin: BinaryIO | None, options: ReadOptions
) -> Iterator[Located]:
    """What the inputs hold, repeated articles too; `without_repeats` drops those."""
    for file in found:
        if not isinstance(file, InputFile):
            yield Located(file, file.where, file.where)
            continue
        for where, item in _items_of_file(file, stdin, options):
            yield Located(item, where, file.where)


def without_repeats(items: Iterable[Located]) -> Iterator[Located]:
    """The items, each article once; the same id with another text becomes a `Problem`."""
    seen: dict[str, tuple[bytes, str]] = {}
    for located in items:
        item = located.item
        if not isinstance(item, Article):
            yield located
            continue
        digest = hashlib.blake2b(item.content.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        before = seen.get(item.id)
        if before is None:
            seen[item.id] = digest, located.where
            yield located
        elif before[0] != digest:
            what = f"the id {item.id!r} was given to another text in {before[1]}"
            problem = Problem(located.where, what, "give every article an id of its own")
            yield Located(problem, located.where, located.file)


def _items_of_file(file: InputFile, stdin: BinaryIO | None, options: ReadOptions) -> Iterator[tuple[str, ReadItem]]:
    try:
        source = file.open(stdin)
        with source.stream:
            yield from _items(source, options, file.compressed)
    except Exception as error:
        yield file.where, _problem(file.where, error, file.compressed)


def _items(source: Source, options: ReadOptions, compressed: bool) -> Iterator[tuple[str, ReadItem]]:
    """What one source holds, each with where it stands."""
    try:
        if not source.stream.peek(1):
            raise RefusedError("is empty", "leave it out")
        for item in form_of(source.name, source.stream.peek(_HEAD)[:_HEAD]).read(source, options):
            if isinstance(item, Source):
                yield from _member(item, options)
            elif isinstance(item, Draft):
                yield from _finished(item, options)
            else:
                yield item.where, item
    except Exception as error:
        yield source.where, _problem(source.where, error, compressed)


def _member(member: Source, options: ReadOptions) -> Iterator[tuple[str, ReadItem]]:
    skipped = passed_over(member.where, member.name)
    if skipped is not None:
        yield member.where, skipped
        return
    inner = unpacked(member)
    yield from _items(inner, options, inner is not member)


def _finished(draft: Draft, options: ReadOptions) -> Iterator[tuple[str, ReadItem]]:
    try:
        for item in finish(draft, options):
            yield draft.where, item
    except Exception as error:
        yield draft.where, _problem(draft.where, error, False)


def _problem(where: str, error: Exception, compressed: bool) -> Problem:
    """What an exception says of the input. Libraries raise whatever they like for damaged files."""
    if isinstance(error, RefusedError):
        return Problem(where, error.what, error.hint)
    if isinstance(error, OSError | EOFError | zlib.error):
        reason = getattr(error, "strerror", None)
        if compressed and not reason:
            return Problem(where, f"is a corrupt gzip file ({error})", "compress it again")
        return Problem(where, f"cannot be read ({reason or error})", "check its permissions")
    said = str(error).strip().partition("\n")[0][:200]
    return Problem(where, f"cannot be read ({type(error).__name__}{f': {said}' if said else ''})", _DEFECT)
