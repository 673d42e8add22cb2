"""Catalogue of stored queries: the package's in `queries/`, and the user's in other folders."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mithaq.errors import UserError
from mithaq.queries.header import Header, HeaderError, read_header
from mithaq.queries.query_checks import check_text, form_of
from mithaq.resources import resource

__all__ = ["Catalogue", "StoredQuery", "read_query"]

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A stored query. `name` is the file's stem; `text` is the whole file, including the header comments."""

    name: str
    path: Path
    text: str
    header: Header

    @property
    def form(self) -> str:
        """SELECT or CONSTRUCT."""
        return form_of(self.text)

    def check(self) -> None:
        """Check all rules that need parsing; raises HeaderError with file and line for the first violation."""
        check_text(self.text, self.header, self.path)


def read_query(path: Path) -> StoredQuery:
    """Read one `.rq` file and its header; `StoredQuery.check` checks the query itself.

    Raises:
        HeaderError: the header breaks a rule.
        UserError: the file cannot be read, or its name cannot be a query's name.
    """
    if path.suffix != ".rq" or not _NAME.fullmatch(path.stem):
        raise UserError(f"{path}: a stored query is a file like agreements-of-state.rq: small letters and hyphens")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise HeaderError(path, error.object.count(b"\n", 0, error.start) + 1, "not UTF-8") from None
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from None
    return StoredQuery(path.stem, path, text, read_header(text, path))


class Catalogue(Mapping[str, StoredQuery]):
    """Mapping of stored queries by name, sorted by name.

    `folders` are the user's folders, read after the package's. An invalid header is an error in any file.
    Queries in user folders are checked completely on first access; the package's are checked by its tests.

    Raises:
        UserError: a missing folder, an invalid file, or two queries with the same name.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._ours = resource("queries")
        self._queries: dict[str, StoredQuery] = {}
        for folder in (self._ours, *folders):
            if not folder.is_dir():
                raise UserError(f"{folder}: not a folder of queries")
            for path in sorted(folder.glob("*.rq")):
                query = read_query(path)
                if query.name in self._queries:
                    other = self._queries[query.name].path
                    raise UserError(f"{path}: a query named {query.name} exists already ({other}): rename this one")
                self._queries[query.name] = query
        self._queries = dict(sorted(self._queries.items()))
        self._checked: set[str] = set()

    def __getitem__(self, name: str) -> StoredQuery:
        query = self._queries[name]
        if query.path.parent != self._ours and name not in self._checked:
            query.check()
            self._checked.add(name)
        return query

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)

    def find(self, name: str) -> StoredQuery:
        """The query with this name; raises UserError with similar names if there is none."""
        if name in self._queries:
            return self[name]
        near = difflib.get_close_matches(name, self._queries, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "see: mithaq query list"
        raise UserError(f"no stored query named {name!r}; {hint}")

    def tagged(self, tags: Sequence[str] = ()) -> list[StoredQuery]:
        """The queries that have all of `tags`."""
        return [query for query in self._queries.values() if set(tags) <= set(query.header.tags)]
