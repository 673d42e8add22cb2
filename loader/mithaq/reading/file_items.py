"""Read what files hold: every exception is a problem of the one input that raised it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from mithaq.reading.article import Article
from mithaq.reading.drafts import Draft, finish
from mithaq.reading.forms.registry import form_of
from mithaq.reading.inputs import InputFile, passed_over, unpacked
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import DateProblem, Note, Problem, SkippedInput
from mithaq.reading.sources import RefusedError, Source
from mithaq.reading.time_limit import Interrupted

__all__ = ["STUCK", "Located", "ReadItem", "read_files"]

ReadItem = Article | Problem | DateProblem | SkippedInput | Note
"""What reading yields."""

STUCK = "leave it out, and report this as a defect of Mithaq"
"""The hint of an input that took too long to read."""
_HEAD = 1 << 16
_DEFECT = "check that it is whole; if it is, report this as a defect of Mithaq"


@dataclass(frozen=True, slots=True)
class Located:
    """An item, where it stands (a file, a line of it, a member of an archive), and the file given or found."""

    item: ReadItem
    where: str
    file: str


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


def _items_of_file(file: InputFile, stdin: BinaryIO | None, options: ReadOptions) -> Iterator[tuple[str, ReadItem]]:
    try:
        source = file.open(stdin)
        if options.path_ids:
            source = replace(source, folders=file.folders)
        with source.stream:
            yield from _items(source, options, file.compressed)
    except (Exception, Interrupted) as error:
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
    except (Exception, Interrupted) as error:
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
    except (Exception, Interrupted) as error:
        yield draft.where, _problem(draft.where, error, False)


def _problem(where: str, error: BaseException, compressed: bool) -> Problem:
    """What an exception says of the input. Libraries raise whatever they like for damaged files."""
    if isinstance(error, RefusedError):
        return Problem(where, error.what, error.hint)
    if isinstance(error, Interrupted):
        return Problem(where, str(error), STUCK)
    if isinstance(error, OSError | EOFError | zlib.error):
        reason = getattr(error, "strerror", None)
        if compressed and not reason:
            return Problem(where, f"is a corrupt gzip file ({error})", "compress it again")
        return Problem(where, f"cannot be read ({reason or error})", "check its permissions")
    said = str(error).strip().partition("\n")[0][:200]
    return Problem(where, f"cannot be read ({type(error).__name__}{f': {said}' if said else ''})", _DEFECT)
