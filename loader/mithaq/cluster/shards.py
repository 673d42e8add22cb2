"""Shards: the processed articles of one partition as two files on storage that all workers share.

`part-000000.nq.gz` holds the article graphs as N-Quads, for any bulk loader. `part-000000.jsonl.gz` holds a line for
each item that was read, in order; its first line says from what and by what version the shard was made. A shard is
complete when the second file is there. One with articles that were read in part has no version: it is made again by the
next run, as the next load reads such articles again.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from mithaq.identity.entity_profiles import dump_profile, parse_profile
from mithaq.pipeline import ProcessedArticle, article_serialization
from mithaq.reading import Article, DateProblem, Located, Note, Problem, SkippedInput

__all__ = ["Shard", "remove_unfinished"]

_KINDS: dict[str, type[Problem | DateProblem | SkippedInput | Note]] = {
    kind.__name__: kind for kind in (Problem, DateProblem, SkippedInput, Note)
}
_LEVEL = 1
"""Of compression: a higher one takes longer than extraction."""


class Shard:
    """The shard of partition `number` in a folder."""

    def __init__(self, folder: Path, number: int) -> None:
        self._graphs = folder / f"part-{number:06}.nq.gz"
        self._items = folder / f"part-{number:06}.jsonl.gz"

    def is_made_from(self, key: str) -> bool:
        """Whether the shard is complete and has this key."""
        try:
            with gzip.open(self._items, "rt", encoding="utf-8") as lines:
                return bool(json.loads(lines.readline()) == {"key": key})
        except (OSError, EOFError, ValueError):
            return False

    def write(self, key: str, items: Iterable[tuple[Located, ProcessedArticle | None]]) -> None:
        """Write the shard; articles come with their results. It is not `is_made_from` the key if an article was read in
        part.

        Raises:
            OSError: full disk, no permission.
        """
        task = secrets.token_hex(4)  # the same process number may exist on several machines
        graphs, lines = (path.with_name(f"{path.name}.{task}.new") for path in (self._graphs, self._items))
        records = []
        with gzip.open(graphs, "wb", compresslevel=_LEVEL) as quads:
            for located, result in items:
                records.append(_line(_item(located) if result is None else _article(located, result)))
                if result is not None:
                    quads.write(result.quads)
                    key = "" if result.unread else key
        with gzip.open(lines, "wt", encoding="utf-8", errors="surrogatepass", compresslevel=_LEVEL) as text:
            text.write(_line({"key": key}))
            text.writelines(records)
        os.replace(graphs, self._graphs)
        os.replace(lines, self._items)

    def read(self) -> Iterator[tuple[Located, ProcessedArticle | None]]:
        """The items in order, articles with their results.

        Raises:
            OSError, EOFError, ValueError: the files are damaged.
        """
        with (
            gzip.open(self._graphs, "rb") as quads,
            gzip.open(self._items, "rt", encoding="utf-8", errors="surrogatepass", newline="\n") as lines,
        ):
            next(lines)
            for line in lines:
                record = json.loads(line)
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
                result = ProcessedArticle(graph, profiles, record["errors"], record["seconds"], bands, unread)
                yield Located(article, where, file), result


def remove_unfinished(folder: Path) -> None:
    """Remove what tasks that were killed left in a folder of shards. No other batch may be using it."""
    for path in folder.glob("part-*.new"):
        with suppress(OSError):
            path.unlink()


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


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
        "seconds": result.seconds,
        "bands": result.bands,
        "unread": result.unread,
    }
