"""Partitions of the inputs: consecutive files that one task reads."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mithaq.cluster.addresses import is_url
from mithaq.cluster.url_inputs import UrlFile, url_files
from mithaq.reading.inputs import InputFile, check_paths, input_files
from mithaq.reading.problem import Problem, SkippedInput

__all__ = ["PARTITION_BYTES", "InputFiles", "Partition", "partitions"]

PARTITION_BYTES = 2_000_000
"""Files are put together up to this size: about a thousand articles of plain text."""

InputFiles = tuple[InputFile | Problem | SkippedInput, ...]


@dataclass(frozen=True, slots=True)
class Partition:
    """Consecutive inputs in the order of reading. A file is never divided."""

    number: int
    files: InputFiles


def partitions(paths: Iterable[str | os.PathLike[str]], size: int = PARTITION_BYTES) -> Iterator[Partition]:
    """Divide the files of `paths`, and of folders with all below them, into partitions of about `size` bytes. Paths may
    be URLs.

    Raises:
        UserError: a path does not exist, or there is none; as `url_files` raises.
    """
    number, total = 0, 0
    inside: list[InputFile | Problem | SkippedInput] = []
    for found in _inputs([os.fspath(path) for path in paths]):
        inside.append(found)
        total += _size(found)
        if total >= size:
            yield Partition(number, tuple(inside))
            number, total, inside = number + 1, 0, []
    if inside:
        yield Partition(number, tuple(inside))


def _inputs(paths: list[str]) -> Iterator[InputFile | Problem | SkippedInput]:
    local = [path for path in paths if not is_url(path)]
    if local or not paths:
        check_paths(local)
    for path in paths:
        yield from url_files(path) if is_url(path) else input_files([Path(path)])


def _size(found: InputFile | Problem | SkippedInput) -> int:
    if isinstance(found, UrlFile):
        return found.size
    if not isinstance(found, InputFile) or found.path is None:
        return 0
    try:
        return found.path.stat().st_size
    except OSError:
        return 0
