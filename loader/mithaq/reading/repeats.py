"""Articles that come twice. A large load has millions of ids: each takes some fifty to a hundred bytes."""

from __future__ import annotations

import hashlib
import struct
from array import array
from typing import Literal

from mithaq.reading.problem import Problem

__all__ = ["Repeats", "content_digest"]

_DIGEST = struct.Struct("<Q")
_KEY = struct.Struct("<2Q")
_WIDTH = 4
"""Numbers of an entry: two of the hash of the id, the digest of the text, and the place."""
_PLACE = 3
"""Which of them is the place; 0 if the entry is free."""
_FIRST_ENTRIES = 1024
_LINE_BITS = 32
"""Bits of a place that hold the line; the others are the number of the file."""
_WHOLE = 1
"""The line of an article that is a whole file. Other lines are counted from 2."""


def content_digest(content: str) -> bytes:
    """A short hash of a text, by which `Repeats` knows it again."""
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=_DIGEST.size).digest()


class Repeats:
    """The ids of the articles that were read, with digests of their texts: a hash table with open addressing."""

    def __init__(self) -> None:
        self._table = _entries(_FIRST_ENTRIES)
        self._count = 0
        self._files: list[str] = []

    def look(self, id: str, digest: bytes, where: str) -> Problem | Literal[True] | None:
        """Note an article. Returns None if the id is new, True if the article was read before, and a problem if
        another text was."""
        one, other = _KEY.unpack(hashlib.blake2b(id.encode("utf-8", "surrogatepass"), digest_size=_KEY.size).digest())
        (text,) = _DIGEST.unpack(digest)
        at = _find(self._table, one, other)
        if not self._table[at + _PLACE]:
            self._table[at : at + _WIDTH] = array("Q", (one, other, text, self._place(where)))
            self._count += 1
            if 3 * self._count > 2 * (len(self._table) // _WIDTH):
                self._grow()
            return None
        if self._table[at + 2] == text:
            return True
        what = f"the id {id!r} was given to another text in {self._where(self._table[at + _PLACE])}"
        return Problem(where, what, "give every article an id of its own, or load folders with --path-ids")

    def _grow(self) -> None:
        before = self._table
        table = self._table = _entries(2 * (len(before) // _WIDTH))
        for start in range(0, len(before), _WIDTH):
            if before[start + _PLACE]:
                at = _find(table, before[start], before[start + 1])
                table[at : at + _WIDTH] = before[start : start + _WIDTH]

    def _place(self, where: str) -> int:
        """A number for `FILE:LINE` or anything else."""
        file, _, tail = where.rpartition(":")
        line = int(tail) if tail.isdecimal() and len(tail) < 12 else -1
        if f"{file}:{line}" != where or line + _WHOLE + 1 >= 1 << _LINE_BITS:
            file, line = where, -1
        if not self._files or self._files[-1] != file:
            self._files.append(file)
        return len(self._files) - 1 << _LINE_BITS | (_WHOLE if line < 0 else line + _WHOLE + 1)

    def _where(self, place: int) -> str:
        file, line = self._files[place >> _LINE_BITS], place & (1 << _LINE_BITS) - 1
        return file if line == _WHOLE else f"{file}:{line - _WHOLE - 1}"


def _entries(count: int) -> array[int]:
    return array("Q", bytes(count * _WIDTH * 8))


def _find(table: array[int], one: int, other: int) -> int:
    """Where an id with this hash is in a table, or the free entry for it."""
    at = one * _WIDTH % len(table)
    while table[at + _PLACE] and (table[at] != one or table[at + 1] != other):
        at = (at + _WIDTH) % len(table)
    return at
