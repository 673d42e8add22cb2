"""A local extract of Wikidata as a source of candidates: an SQLite file with an index by name.

Tables: `item` holds one row for each item (its candidate as JSON), `name` its names by key. The key of a person's name
is a blocking key of `mithaq.names`, that of any other name its folded words without articles. The file is opened
read-only; memory does not grow with its size.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from mithaq.errors import UserError
from mithaq.names import blocking_keys, name_words
from mithaq.wikidata.model import Candidate, ItemPost, Subject
from mithaq.wikidata.name_matching import label_signature

__all__ = ["SCHEMA", "VERSION", "ExtractSource", "dump_candidate", "name_keys"]

VERSION: Final = 1
"""Version of the file format, in `PRAGMA user_version`."""
SCHEMA: Final = """
CREATE TABLE item (qid TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE name (key TEXT NOT NULL, qid TEXT NOT NULL, PRIMARY KEY (key, qid)) WITHOUT ROWID;
"""
_MOST = 200
"""Items of one key that are looked at: a key with more tells nothing."""
_PERSON, _OTHER, _LATIN = "p", "o", "l"


def name_keys(kind: str, names: Iterable[str], latin: Iterable[str] = ()) -> Iterator[str]:
    """The keys of names of a thing or item of a kind."""
    for name in names:
        if kind in ("official", ""):
            yield from (f"{_PERSON} {key}" for key in blocking_keys(name_words(name)))
        if kind != "official":
            parsed = label_signature(name)
            yield from (
                f"{_OTHER} {' '.join(words)}" for words in {parsed.words, parsed.core, parsed.headless} if words
            )
    for name in latin:
        yield f"{_LATIN} {' '.join(name.casefold().split())}"


def dump_candidate(candidate: Candidate) -> str:
    """A candidate as JSON, without empty fields."""
    posts = [[p.role, p.state, p.start, p.end, p.label] for p in candidate.posts]
    fields: dict[str, Any] = {
        "k": candidate.kind, "ar": candidate.name_ar, "en": candidate.name_en, "f": candidate.forms,
        "s": sorted(candidate.states), "p": posts, "d": candidate.description, "n": candidate.sitelinks,
        "c": candidate.code, "l": candidate.latin, "b": candidate.born, "x": candidate.died,
        "o": candidate.occupations,
    }  # fmt: skip
    return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False)


def _load_candidate(qid: str, text: str) -> Candidate:
    data = json.loads(text)
    return Candidate(
        qid, data.get("k", ""), data.get("ar", ""), data.get("en", ""), tuple(data.get("f", ())),
        states=frozenset(data.get("s", ())), posts=tuple(ItemPost(*post) for post in data.get("p", ())),
        description=data.get("d", ""), sitelinks=data.get("n", 0), origin="extract", code=data.get("c", ""),
        latin=tuple(data.get("l", ())), born=data.get("b"), died=data.get("x"), occupations=tuple(data.get("o", ())),
    )  # fmt: skip


class ExtractSource:
    """A source of candidates (see `linker.CandidateSource`) over an extract. It sends no request.

    Raises:
        UserError: the file is missing, or not an extract of this version.
    """

    name = "extract"

    def __init__(self, path: Path) -> None:
        self.wanted: list[str] = []
        try:
            self._base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            (version,) = self._base.execute("PRAGMA user_version").fetchone()
            self._base.execute("SELECT key FROM name LIMIT 1").fetchone()
        except sqlite3.Error as problem:
            raise UserError(f"{path}: not an extract: make one with `mithaq authority build` ({problem})") from problem
        if version != VERSION:
            raise UserError(f"{path}: an extract of version {version}: build it again with `mithaq authority build`")

    def candidates(self, subjects: Sequence[Subject]) -> dict[str, list[Candidate]]:
        """Candidates by subject's IRI: the items that share a key with one of its names."""
        return {subject.iri: found for subject in subjects if (found := self._of(subject))}

    def _of(self, subject: Subject) -> list[Candidate]:
        qids: dict[str, None] = {}
        for key in sorted(set(name_keys(subject.kind, subject.names, subject.latin))):
            rows = self._base.execute("SELECT qid FROM name WHERE key = ? LIMIT ?", (key, _MOST + 1)).fetchall()
            if len(rows) <= _MOST:
                qids.update((qid, None) for (qid,) in rows)
        return [_load_candidate(qid, self._data(qid)) for qid in qids]

    def _data(self, qid: str) -> str:
        (text,) = self._base.execute("SELECT data FROM item WHERE qid = ?", (qid,)).fetchone()
        return str(text)

    def go_offline(self) -> None:
        """Nothing to stop: no request is sent."""

    def close(self) -> None:
        """Close the file."""
        self._base.close()
