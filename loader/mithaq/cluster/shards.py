"""Shards: the processed articles of one partition as two files on storage that all workers share.

The bytes of a shard depend on its partition, the lexicon and the options alone, wherever and whenever it is written.
`part-000000.nq.gz` holds the article graphs as N-Quads, for any bulk loader. `part-000000.jsonl.gz` holds a line for
each item that was read, in order; its first line says from what and by what version the shard was made. A shard is
complete when the second file is there. One with articles that were read in part has no version: it is made again by the
next run, as the next load reads such articles again. So is one with an input at a URL that could not be read. One with
articles that took too long is made again by a run that gives them more time.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from mithaq.cluster.storage import Storage, VanishedError
from mithaq.cluster.url_inputs import UNREAD
from mithaq.cluster.url_systems import unnamed_file
from mithaq.errors import UserError
from mithaq.identity.entity_profiles import dump_profile, parse_profile
from mithaq.pipeline import ProcessedArticle, article_serialization
from mithaq.pipeline.workers import Failure
from mithaq.reading import Article, DateProblem, Located, Note, Problem, SkippedInput
from mithaq.reading.file_items import STUCK

__all__ = ["Shard"]

_KINDS: dict[str, type[Problem | DateProblem | SkippedInput | Note]] = {
    kind.__name__: kind for kind in (Problem, DateProblem, SkippedInput, Note)
}
_LEVEL = 1
"""Of compression: a higher one takes longer than extraction."""
_HEAD = 4096
"""Bytes of the second file in which its first line is."""
_LIMIT = "seconds"
"""What the first line has, besides the key, if something took too long: how long it might take."""
_GZIP_MARK = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
"""How zlib is asked to read a gzip file."""


class Shard:
    """The shard of partition `number` in a storage."""

    def __init__(self, storage: Storage, number: int) -> None:
        self._storage, self._number = storage, number
        self._graphs, self._items = f"part-{number:06}.nq.gz", f"part-{number:06}.jsonl.gz"

    def is_made_from(self, key: str, seconds: float | None) -> bool:
        """Whether the shard is complete and has this key, and nothing in it would be read with a limit of so many
        `seconds` that was not with the limit before.

        Raises:
            UserError: the storage does not answer, or refuses.
        """
        start = self._storage.head(self._items, _HEAD)
        if start is None:
            return False
        try:
            line, end, _ = zlib.decompressobj(_GZIP).decompress(start).partition(b"\n")
            found = json.loads(line) if end else {}
            made = found["key"] == key and (_LIMIT not in found or (seconds is not None and seconds <= found[_LIMIT]))
        except (zlib.error, ValueError, LookupError, TypeError):
            return False
        return bool(made) and self._storage.head(self._graphs, len(_GZIP_MARK)) == _GZIP_MARK

    def write(
        self, key: str, items: Iterable[tuple[Located, ProcessedArticle | Failure | None]], seconds: float | None
    ) -> None:
        """Write the shard; articles come with their results, or with why they have none. It is not `is_made_from` the
        key if an article was read in part, nor with more `seconds` than these if one took too long.

        Raises:
            OSError: full disk of this machine.
            UserError: full storage, no permission.
        """
        first: dict[str, object] = {"key": key}
        records = []
        with unnamed_file() as (graphs, graphs_path), unnamed_file() as (lines, lines_path):
            with _compressed(graphs) as quads:
                for located, found in items:
                    if isinstance(found, Failure) or (isinstance(located.item, Problem) and located.item.hint == STUCK):
                        first[_LIMIT] = seconds
                    result = ProcessedArticle(b"", errors=found.reason) if isinstance(found, Failure) else found
                    if isinstance(located.item, Problem) and located.item.hint.endswith(UNREAD):
                        first["key"] = ""
                    records.append(_line(_item(located) if result is None else _article(located, result)))
                    if result is not None:
                        quads.write(result.quads)
                        first["key"] = "" if result.unread else first["key"]
            with _compressed(lines) as text:
                text.write(_line(first))
                text.writelines(records)
            for name, file, path in ((self._graphs, graphs, graphs_path), (self._items, lines, lines_path)):
                file.flush()
                self._storage.put(name, path)

    def read(self) -> Iterator[tuple[Located, ProcessedArticle | None]]:
        """The items in order, articles with their results.

        Raises:
            UserError: the files are damaged, or not there any more; the storage does not answer, or refuses.
        """
        where = f"{self._storage.where}: shard {self._number}"
        try:
            yield from self._read()
        except VanishedError as problem:
            raise UserError(f"{where} is not there any more: run the command again, which makes it again") from problem
        except (OSError, EOFError, ValueError, LookupError, zlib.error) as problem:
            files = f"{self._graphs} and {self._items}"
            raise UserError(f"{where} is damaged ({problem}): remove {files} and run the command again") from problem

    def _read(self) -> Iterator[tuple[Located, ProcessedArticle | None]]:
        with (
            self._storage.opened(self._graphs) as packed_quads,
            self._storage.opened(self._items) as packed_lines,
            gzip.open(packed_quads, "rb") as quads,
            gzip.open(packed_lines, "rb") as lines,
        ):
            next(lines)
            for line in lines:
                record = json.loads(line.decode("utf-8", "surrogatepass"))
                where, file = record["where"], record["file"]
                if "kind" in record:
                    yield Located(_KINDS[record["kind"]](**record["values"]), where, file), None
                    continue
                article = article_serialization.restore(record["id"], record["content"], record["reading"])
                graph = quads.read(record["bytes"])
                if len(graph) != record["bytes"]:
                    raise EOFError("the article graphs are incomplete")
                profiles = {iri: parse_profile(text) for iri, text in record["profiles"].items()}
                bands, unread = tuple(record["bands"]), tuple(record.get("unread", ()))
                result = ProcessedArticle(graph, profiles, record["errors"], {}, bands, unread)
                yield Located(article, where, file), result


def _compressed(file: IO[bytes]) -> gzip.GzipFile:
    """Compresses into a file, always to the same bytes: without its name and the time."""
    return gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=file, mtime=0)


def _line(record: dict[str, object]) -> bytes:
    return (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def _item(located: Located) -> dict[str, object]:
    assert not isinstance(located.item, Article)
    kind, values = type(located.item).__name__, dataclasses.asdict(located.item)
    return {"where": located.where, "file": located.file, "kind": kind, "values": values}


def _article(located: Located, result: ProcessedArticle) -> dict[str, object]:
    article = located.item
    assert isinstance(article, Article)
    return {
        "where": located.where,
        "file": located.file,
        "id": article.id,
        "content": article.content,
        "reading": article_serialization.to_json(article),
        "bytes": len(result.quads),
        "profiles": {iri: dump_profile(profile) for iri, profile in result.profiles.items()},
        "errors": result.errors,
        "bands": result.bands,
        "unread": result.unread,
    }
