"""Change the graph as people say, through the Python API.

One change at a time. After each, the search index has it too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import mithaq
from mithaq.corrections import Correction
from mithaq.errors import UserError
from mithaq.explorer.search_index import SearchIndex
from mithaq.explorer.snapshot import Snapshots
from mithaq.judgements import Judgement

__all__ = ["Editor", "Note"]


@dataclass(frozen=True, slots=True)
class Note:
    """Who decides, and why."""

    who: str
    why: str = ""


class Editor:
    """Makes corrections in the store of `snapshots`."""

    def __init__(self, snapshots: Snapshots, index: SearchIndex) -> None:
        self._snapshots, self._index = snapshots, index
        self._turn = threading.Lock()

    @property
    def path(self) -> Path:
        """The directory of the store."""
        return self._snapshots.path

    # facts

    def reject(self, fact: str, note: Note) -> list[str]:
        """Reject a fact; returns the ids of the corrections. This and the others raise UserError as the API does."""
        with self._changing(), mithaq.open(self.path) as graph:
            return _ids(graph.reject(fact, who=note.who, why=note.why))

    def accept(self, fact: str, note: Note) -> list[str]:
        """Say that a fact is right as it is."""
        with self._changing(), mithaq.open(self.path) as graph:
            return _ids(graph.accept(fact, who=note.who, why=note.why))

    def amend(self, fact: str, slots: Mapping[str, Sequence[str]], note: Note) -> list[str]:
        """Give slots of a fact other values; an empty list empties a slot."""
        given: dict[str, Any] = {f"{name}_": list(values) or "" for name, values in slots.items()}
        with self._changing(), mithaq.open(self.path) as graph:
            return _ids(graph.amend(fact, who=note.who, why=note.why, **given))

    def add(self, kind: str, article: str, passage: str, slots: Mapping[str, Sequence[str]], note: Note) -> list[str]:
        """Add a fact that an article states."""
        given: dict[str, Any] = {f"{name}_": list(values) for name, values in slots.items()}
        with self._changing(), mithaq.open(self.path) as graph:
            made = graph.add(kind, article=article, passage=passage, who=note.who, why=note.why, **given)
            return _ids(made)

    def undo(self, ids: Sequence[str], note: Note) -> None:
        """Undo corrections of facts."""
        with self._changing(), mithaq.open(self.path) as graph:
            graph.undo(*ids, who=note.who, why=note.why)

    # identity

    def judge(self, verdict: Literal["same", "different"], one: str, other: str, note: Note) -> None:
        """Say that two names are one thing or two.

        Args:
            verdict: Which of both.
            one: A name, or an IRI that articles use.
            other: Likewise.
            note: Who and why.

        Raises:
            UserError: nothing has a name, several things do, both are the same name, or another judgement contradicts.
        """
        with self._changing(), mithaq.open(self.path) as graph:
            (graph.same if verdict == "same" else graph.different)(one, other, who=note.who, why=note.why)

    def withdraw(self, one: str, other: str, note: Note) -> None:
        """Take back the judgement on two names; an earlier one about them counts again.

        Raises:
            UserError: there is none.
        """
        self._undo_judgement("identity", {one, other}, note)

    # links

    def judge_links(
        self, verdict: Literal["accepted", "rejected"], links: Sequence[tuple[str, str]], note: Note
    ) -> None:
        """Accept or reject links, each a thing's IRI and an item's id.

        Raises:
            UserError: not the id of an item; the thing is not in the store.
        """
        with self._changing(), mithaq.open(self.path) as graph:
            for thing, item in links:
                (graph.accept_link if verdict == "accepted" else graph.reject_link)(
                    thing, item, who=note.who, why=note.why
                )

    def undo_link(self, subject: str, item: str, note: Note) -> None:
        """Take back the judgement on a link. What it took away comes back.

        Raises:
            UserError: there is none.
        """
        self._undo_judgement("link", {subject, item}, note)

    def _undo_judgement(self, about: str, ends: set[str], note: Note) -> None:
        with self._changing(), mithaq.open(self.path) as graph:
            found = [
                one.judgement.id
                for one in graph.judgements()
                if one.state == "in force" and one.judgement.about == about and ends == _ends(one.judgement)
            ]
            if not found:
                raise UserError(f"there is no judgement on {' and '.join(sorted(ends))}")
            graph.undo(found[-1], who=note.who, why=note.why)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """One change at a time; afterwards, also after one that failed half-way, the search index follows."""
        with self._turn:
            try:
                yield
            finally:
                with self._snapshots.use() as snapshot:
                    self._index.update(snapshot)


def _ids(corrections: Sequence[Correction]) -> list[str]:
    return [correction.id for correction in corrections]


def _ends(judgement: Judgement) -> set[str]:
    """The two that a judgement on identity or a link is about."""
    return {str(judgement.content[name]) for name in ("one", "other", "thing", "item") if name in judgement.content}
