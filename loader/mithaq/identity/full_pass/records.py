"""First pass: profiles of all articles summed by name, and the records that they describe."""

from __future__ import annotations

import marshal
import mmap
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal

from mithaq.identity.entity_profiles import EntityProfile, add_profiles, dump_profile, parse_profile, record_of
from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.full_pass.spool import Spool
from mithaq.identity.rules import LEVELS
from mithaq.identity.terms import PROFILE, PROFILES
from mithaq.shuffle import bucket_range, read_buckets, write_atomically, write_buckets

__all__ = ["LevelRecords", "ProfilePass", "RecordFile", "reference"]

_BITS = 40
"""Bits of the number of a record within its bucket in a reference to it."""
_FORGET_AFTER = 2_000
"""Records read by reference after which the pages of the files are given back: otherwise a task would come to hold the
records of all names."""
_LEVEL_OF = {kind: level for level, kinds in enumerate(LEVELS) for kind in kinds}


def reference(bucket: int, number: int) -> int:
    """A number for a record of a level."""
    return bucket << _BITS | number


class RecordFile:
    """The records of one level in one bucket, each of which can be read on its own.

    Raises:
        OSError: the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        (self._count,) = struct.unpack_from("<Q", self._data)

    @staticmethod
    def write(path: Path, records: list[EntityRecord]) -> None:
        blocks = [marshal.dumps((record.iri, record.kind, record.attributes)) for record in records]
        ends, end = [], 8 * (len(blocks) + 2)
        for block in blocks:
            ends.append(end)
            end += len(block)
        write_atomically(path, [struct.pack(f"<{len(blocks) + 2}Q", len(blocks), *ends, end), *blocks])

    def __getitem__(self, number: int) -> EntityRecord:
        start, end = struct.unpack_from("<2Q", self._data, 8 * (number + 1))
        return EntityRecord(*marshal.loads(self._data[start:end]))

    def __iter__(self) -> Iterator[EntityRecord]:
        return (self[number] for number in range(self._count))

    def forget(self) -> None:
        """Give back the memory of what was read; it can be read again."""
        self._data.madvise(mmap.MADV_DONTNEED)


class LevelRecords:
    """The records of one level by their references. Each file stays open from its first use on."""

    def __init__(self, spool: Spool, level: int) -> None:
        self._spool, self._level = spool, level
        self._files: dict[int, RecordFile] = {}
        self._reads = 0

    def __getitem__(self, found: int) -> EntityRecord:
        bucket = found >> _BITS
        if bucket not in self._files:
            self._files[bucket] = RecordFile(self._spool.file("records", self._level, bucket))
        self._reads += 1
        if self._reads % _FORGET_AFTER == 0:
            for file in self._files.values():
                file.forget()
        return self._files[bucket][found & (1 << _BITS) - 1]


@dataclass(frozen=True, slots=True)
class ProfilePass:
    """Sums the profiles of the names in a bucket, over all parts."""

    spool: Spool

    def __call__(self, bucket: int) -> None:
        quads: list[bytes] = []
        records: list[list[EntityRecord]] = [[] for _ in LEVELS]
        values: list[tuple[str, EntityProfile]] = []
        found = self._texts(bucket)
        for iri in sorted(found):
            text, profile = _summed(found[iri])
            quads.append(f"<{iri}> {PROFILE} {Literal(text)} {PROFILES} .\n".encode())
            record = record_of(iri, profile)
            if record is not None:
                records[_LEVEL_OF[record.kind]].append(record)
            values.append((iri, {key: count for key, count in profile.items() if "@" in key[0] or key[0][0] == "="}))
        write_atomically(self.spool.file("profiles.nq", bucket), quads)
        write_buckets(self.spool.file("values", bucket), [values])
        for level, mine in enumerate(records):
            RecordFile.write(self.spool.file("records", level, bucket), mine)

    def _texts(self, bucket: int) -> dict[str, str | Counter[str]]:
        """The profiles of each name as text, with how often each occurs if there are several."""
        found: dict[str, str | Counter[str]] = {}
        for part in self.spool.parts():
            for iri, text in read_buckets(part.file("profiles"), *bucket_range(bucket, self.spool.buckets)):
                before = found.get(iri)
                if before is None:
                    found[iri] = text
                elif isinstance(before, str):
                    found[iri] = Counter((before, text))
                else:
                    before[text] += 1
        return found


def _summed(texts: str | Counter[str]) -> tuple[str, EntityProfile]:
    if isinstance(texts, str):
        return texts, parse_profile(texts)
    profile: EntityProfile = {}
    for text, count in texts.items():
        profile = add_profiles(profile, [parse_profile(text)], count)
    return dump_profile(profile), profile
