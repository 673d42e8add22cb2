"""Change the graph as people say: facts through the API, identity and links through their files of judgements.

One change at a time. After each, the search index has it too.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import mithaq
from mithaq import identity, pipeline
from mithaq.corrections import Correction
from mithaq.errors import UserError
from mithaq.explorer.editing.judgement_lines import withdraw_judgement
from mithaq.explorer.search_index import SearchIndex
from mithaq.explorer.snapshot import Snapshots
from mithaq.extraction import RuleExtractor
from mithaq.identity import IdentityJudgement
from mithaq.store import Store
from mithaq.wikidata import JudgementFile, Link, LinkJudgement, is_qid, read_links
from mithaq.wikidata.applying import apply_judgements, relink

__all__ = ["LINK_JUDGEMENTS", "Editor", "Note"]

LINK_JUDGEMENTS: Final = "links.sssom.tsv"
"""The file of link judgements in the store, as `mithaq link` keeps it."""


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
        self._replaced: dict[tuple[str, str], list[Link]] = {}
        """The links that a judgement took away, by thing and item, so that undoing brings them back."""

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
        signature = pipeline.Signature(note.who, _today(), note.why)
        with self._changing(), Store.open(self.path, write=True) as store:
            store.use_lexicon(pipeline.lexicon_version())
            return _ids(pipeline.Corrector(store, RuleExtractor(), pipeline.shacl_errors, signature).accept(fact))

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
        with self._changing(), Store.open(self.path, write=True) as store:
            names = _name(store, one), _name(store, other)
            if names[0] == names[1]:
                raise UserError("these are the same name: give two names")
            judgement = IdentityJudgement(verdict, *names, who=note.who, when=_today(), why=note.why)
            identity.append_judgement(store.judgements, judgement)
            identity.resolve(store)
            store.publish()
            joined = store.canonical(names[0]) == store.canonical(names[1])
        if joined != (verdict == "same"):
            raise UserError("the judgement is recorded, but another one contradicts it: undo one of them")

    def withdraw(self, one: str, other: str) -> None:
        """Take back the judgement on two names; an earlier one about them counts again.

        Raises:
            UserError: there is none.
        """
        with self._changing(), Store.open(self.path, write=True) as store:
            withdraw_judgement(store.judgements, (min(one, other), max(one, other)))
            identity.resolve(store)
            store.publish()

    # links

    def judge_links(
        self, verdict: Literal["accepted", "rejected"], links: Sequence[tuple[str, str]], note: Note
    ) -> None:
        """Accept or reject links, each a thing's IRI and an item's id.

        Raises:
            UserError: not the id of an item; the thing is not in the store.
        """
        with self._changing(), Store.open(self.path, write=True) as store:
            judgements = []
            for subject, item in links:
                subject = store.canonical(subject)
                if not is_qid(item) or not subject.startswith(store.base):
                    raise UserError(f"{subject} {item}: is not a thing of this store and a Wikidata item")
                judgements.append(LinkJudgement(subject, item, verdict, note.who, _today(), note.why))
            for one in judgements:
                self._replaced[one.key] = [link for link in read_links(store) if link.subject == one.subject]
            file = JudgementFile(self.path / LINK_JUDGEMENTS)
            file.add(*judgements)
            apply_judgements(store, file)

    def undo_link(self, subject: str, item: str) -> None:
        """Take back the judgement on a link. What it took away while this server runs comes back.

        Raises:
            UserError: there is none.
        """
        with self._changing(), Store.open(self.path, write=True) as store:
            file = JudgementFile(self.path / LINK_JUDGEMENTS)
            mine = file.read().get(subject, {})
            if item not in mine:
                raise UserError(f"{subject} {item}: there is no such judgement")
            file.replace(subject, [one for qid, one in mine.items() if qid != item])
            subject = store.canonical(subject)
            kept = [link for link in read_links(store) if (link.subject, link.method) != (subject, "person")]
            known = {(link.subject, link.qid) for link in kept}
            before = [one for one in self._replaced.pop((subject, item), []) if (one.subject, one.qid) not in known]
            relink(store, [*kept, *before], file.read())
            store.publish()

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


def _today() -> str:
    return datetime.date.today().isoformat()


def _name(store: Store, typed: str) -> str:
    """The name that articles use for what was typed."""
    typed = typed.strip()
    found = identity.find(store, typed)
    if not found:
        raise UserError(f"{typed or 'an empty text'}: nothing in the store has this name")
    if len({store.canonical(iri) for iri in found}) > 1:
        raise UserError(f"{typed}: several things have this name; give one of these IRIs: {' '.join(found)}")
    return found[0]
