"""Parts: the processed articles of one task, as files that later passes and the store's bulk loader read.

`NAME.graphs.nq.gz` has the article graphs one after the other, each compressed on its own, `NAME.records.nq` what else
the store has of each article.
`NAME.profiles` and `NAME.bands` are divided into fine buckets by entity and by key; in the second, each entry has the
hashes of all keys of its article. `NAME.entries` says where in the first file each article is, one in each bucket.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from mithaq.shuffle.buckets import FINE, bucket_count, bucket_of, read_buckets, write_buckets
from mithaq.shuffle.files import load_values, write_atomically, write_values

__all__ = [
    "COMPRESSION", "Part", "PartArticle", "PartEntry", "article_graphs", "entries", "entry", "key_hash", "read_parts",
    "write_part", "write_parts",
]  # fmt: skip


COMPRESSION = 1
"""The level at which files that are read once or twice are compressed: the fastest."""


@dataclass(frozen=True, slots=True)
class PartArticle:
    """A processed article: the IRI and N-Quads of its graph, other quads, profiles as JSON by name, the keys by which
    copies are found, and the first and last characters of each piece of its body."""

    iri: str
    graph: bytes
    records: bytes = b""
    profiles: Mapping[str, str] = field(default_factory=dict)
    bands: tuple[str, ...] = ()
    body: tuple[tuple[int, int], ...] = ()


class PartEntry(NamedTuple):
    """Where the compressed graph of an article is in the file of graphs, in bytes."""

    start: int
    length: int
    iri: str
    body: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part that was written: `stem` is the path of its files without what follows, sizes are in bytes (of the quads
    without compression)."""

    stem: Path
    quads: int = 0
    profiles: int = 0
    bands: int = 0

    def file(self, suffix: str) -> Path:
        """One of its files: `graphs.nq.gz`, `records.nq`, `profiles`, `bands` or `entries`."""
        return self.stem.with_name(f"{self.stem.name}.{suffix}")


def write_part(stem: Path, articles: Iterable[PartArticle]) -> Part:
    """Write a part.

    Raises:
        OSError: full disk, no permission.
    """
    graphs: list[bytes] = []
    records: list[bytes] = []
    places: list[list[tuple[object, ...]]] = []
    profiles: list[list[tuple[str, str]]] = [[] for _ in range(FINE)]
    bands: list[list[tuple[str, int, bytes]]] = [[] for _ in range(FINE)]
    end, quads = 0, 0
    for number, article in enumerate(articles):
        graphs.append(gzip.compress(article.graph, COMPRESSION, mtime=0))
        places.append([PartEntry(end, len(graphs[-1]), article.iri, article.body)[:]])
        end += len(graphs[-1])
        quads += len(article.graph) + len(article.records)
        records.append(article.records)
        for name, text in article.profiles.items():
            profiles[bucket_of(name, FINE)].append((name, text))
        hashes = b"".join(map(key_hash, article.bands))
        for key in article.bands:
            bands[bucket_of(key, FINE)].append((key, number, hashes))
    part = Part(stem)
    write_atomically(part.file("graphs.nq.gz"), graphs)
    write_atomically(part.file("records.nq"), records)
    write_buckets(part.file("entries"), places)
    return Part(stem, quads, write_buckets(part.file("profiles"), profiles), write_buckets(part.file("bands"), bands))


def key_hash(key: str) -> bytes:
    """A hash of a key by which copies are found, of 8 bytes."""
    return hashlib.blake2b(key.encode(), digest_size=8).digest()


def write_parts(path: Path, parts: Iterable[Part]) -> None:
    """Write a list of parts, for tasks.

    Raises:
        OSError: full disk, no permission.
    """
    write_values(path, [(str(part.stem), part.quads, part.profiles, part.bands) for part in parts])


def read_parts(path: Path) -> list[Part]:
    """The parts of a list.

    Raises:
        OSError: the file cannot be read.
    """
    return [Part(Path(stem), *sizes) for stem, *sizes in load_values(path)]


def entries(part: Part) -> list[PartEntry]:
    """Where the articles of a part are, in order.

    Raises:
        OSError: the file cannot be read.
    """
    path = part.file("entries")
    return [PartEntry(*found) for found in read_buckets(path, 0, bucket_count(path))]


def entry(part: Part, number: int) -> PartEntry:
    """Where an article of a part is, by its number.

    Raises:
        OSError: the file cannot be read.
    """
    return PartEntry(*next(read_buckets(part.file("entries"), number)))


def article_graphs(part: Part) -> Iterator[bytes]:
    """The article graphs of a part, as N-Quads.

    Raises:
        OSError: a file cannot be read.
    """
    with part.file("graphs.nq.gz").open("rb") as file:
        for place in entries(part):
            yield gzip.decompress(file.read(place.length))
