"""Read articles from files of all forms, one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from mithaq.reading.article import Article
from mithaq.reading.file_items import Located, ReadItem, read_files
from mithaq.reading.inputs import check_paths, input_files
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import Problem
from mithaq.reading.repeats import Repeats, content_digest
from mithaq.reading.watched import NO_WATCH, Watch, watched_files

__all__ = [
    "Located", "ReadItem", "Repeats", "content_digest", "read", "read_files", "read_located", "without_repeats",
]  # fmt: skip

_DEFAULT = ReadOptions()


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    options: ReadOptions = _DEFAULT,
    watch: Watch = NO_WATCH,
) -> Iterator[ReadItem]:
    """The articles of files, of folders with all below them, and of standard input (`-`), in a fixed order.

    Articles are read lazily, from every form in `mithaq.reading.forms.registry.FORMS`, each also with `.gz`.
    Unreadable inputs yield a `Problem`, and reading continues; whatever goes wrong with an input, no exception leaves
    it. A date that cannot be read yields a `DateProblem` before its article. Files that are passed over in folders
    yield a `SkippedInput`. An article that occurs twice with the same text is yielded once; the same id with another
    text is a problem. With a `watch`, an input that takes too long is a problem as well.

    Raises:
        UserError: at once, when a path does not exist.
    """
    return (located.item for located in read_located(paths, stdin=stdin, options=options, watch=watch))


def read_located(
    paths: Iterable[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    options: ReadOptions = _DEFAULT,
    watch: Watch = NO_WATCH,
) -> Iterator[Located]:
    """As `read`, with where each item stands.

    Raises:
        UserError: at once, when a path does not exist.
    """
    checked = check_paths(paths)
    return without_repeats(watched_files(input_files(checked), stdin, options, watch))


def without_repeats(items: Iterable[Located]) -> Iterator[Located]:
    """The items, each article once; the same id with another text becomes a `Problem`."""
    repeats = Repeats()
    for located in items:
        item = located.item
        if not isinstance(item, Article):
            yield located
            continue
        before = repeats.look(item.id, content_digest(item.content), located.where)
        if before is None:
            yield located
        elif isinstance(before, Problem):
            yield Located(before, located.where, located.file)
