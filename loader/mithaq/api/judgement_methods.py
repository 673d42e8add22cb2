"""The methods of `Graph` that judge names and links, and list, undo and merge judgements of all kinds."""

from __future__ import annotations

import datetime
import getpass
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mithaq import pipeline
from mithaq.api.judging import Judge, RecordedJudgement, judge_link, judge_names, recorded_judgements
from mithaq.api.values import Thing
from mithaq.extraction import RuleExtractor
from mithaq.judgements import JUDGEMENTS, Merge, Side
from mithaq.pipeline import Extractor, Signature
from mithaq.store import Store
from mithaq.wikidata import LinkJudgementLog

__all__ = ["JudgementMethods", "signature"]


def signature(who: str | None, why: str) -> Signature:
    """A signature of today; without a name, by the user of the machine."""
    return Signature(getpass.getuser() if who is None else who, datetime.date.today().isoformat(), why)


class JudgementMethods(ABC):
    """A part of `Graph`."""

    path: Path
    """The store's directory."""

    @abstractmethod
    def close(self) -> None:
        """Close the files. A closed graph opens again when it is used."""

    def same(
        self,
        one: str,
        other: str,
        *,
        articles: tuple[str, str] | None = None,
        why: str = "",
        who: str | None = None,
    ) -> None:
        """Judge that two names denote one thing, now and for all later loads.

        Args:
            one: A label, an IRI in any form that is printed, or a `Thing`.
            other: The same for the other name.
            articles: Ids of articles that use `one` and `other`, where several things have a name.
            why: The reason, kept with the judgement.
            who: The person who decides. The default is the login name.

        Raises:
            UserError: a name is unknown or ambiguous, or the names are of different kinds; other judgements or a rule
                contradict. Then nothing is recorded.
        """
        with self._writer() as store:
            judge_names(store, "same", _typed(one), _typed(other), signature(who, why), articles)

    def different(
        self,
        one: str,
        other: str,
        *,
        articles: tuple[str, str] | None = None,
        why: str = "",
        who: str | None = None,
        extractor: Extractor | None = None,
    ) -> None:
        """Judge that two names denote two things; what is joined with either is kept apart too.

        Args:
            one: As for `same`.
            other: As for `same`.
            articles: Ids of two articles. The second means another person or organisation by `other` than the first by
                `one`, even if the names are equal: its mention becomes a thing of its own.
            why: As for `same`.
            who: As for `same`.
            extractor: The extractor that the articles were loaded with, if not the rules.

        Raises:
            UserError: as `same`.
        """
        if articles is not None:
            with self._judge(who, why, extractor) as judge:
                judge.different_in(_typed(one), _typed(other), articles)
            return
        with self._writer() as store:
            judge_names(store, "different", _typed(one), _typed(other), signature(who, why))

    def accept_link(self, thing: str, item: str | None, *, why: str = "", who: str | None = None) -> None:
        """Judge that a thing is a Wikidata item.

        Args:
            thing: A label, an IRI in any form that is printed, or a `Thing`.
            item: The item, such as `"Q846"`; None if Wikidata has none.
            why: As for `same`.
            who: As for `same`.

        Raises:
            UserError: not an item; the thing is unknown, ambiguous, or of a class that is not linked.
        """
        with self._writer() as store:
            links = LinkJudgementLog(store.judgements)
            judge_link(store, links, _typed(thing), item or "none", "accepted", signature(who, why))

    def reject_link(self, thing: str, item: str, *, why: str = "", who: str | None = None) -> None:
        """Judge that a thing is not a Wikidata item, so that it is not proposed again.

        Args:
            thing: As for `accept_link`.
            item: The item, such as `"Q846"`.
            why: As for `same`.
            who: As for `same`.

        Raises:
            UserError: as `accept_link`.
        """
        with self._writer() as store:
            links = LinkJudgementLog(store.judgements)
            judge_link(store, links, _typed(thing), item, "rejected", signature(who, why))

    def judgements(self) -> list[RecordedJudgement]:
        """The judgements about facts, names and links in the order they were made, also undone ones."""
        return recorded_judgements(self.path / JUDGEMENTS)

    def undo(self, *ids: str, why: str = "", who: str | None = None, extractor: Extractor | None = None) -> None:
        """Undo judgements of any kind by their ids. The graph is then as it was without them.

        Args:
            ids: Ids of corrections, or of other judgements.
            why: As for `same`.
            who: As for `same`.
            extractor: The extractor that the articles were loaded with, if not the rules.

        Raises:
            UserError: no such judgement, or it is not in force; another process is writing.
        """
        with self._judge(who, why, extractor) as judge:
            judge.undo(ids)

    def merge_judgements(
        self,
        path: str | os.PathLike[str],
        *,
        prefer: Side | None = None,
        why: str = "",
        who: str | None = None,
        extractor: Extractor | None = None,
    ) -> Merge:
        """Merge the judgements of another person into the graph.

        Args:
            path: Their file of judgements, an SSSOM table (`.tsv`), or the directory of their store.
            prefer: `"mine"` or `"theirs"`: undo the other side's judgements in each contradiction. Without it, their
                judgements that take part in one are left out.
            why: As for `same`.
            who: As for `same`.
            extractor: As for `undo`.

        Returns:
            What was added, what was there already, and the contradictions.

        Raises:
            UserError: there is no such file, or a malformed line in it; another process is writing.
        """
        with self._judge(who, why, extractor) as judge:
            return judge.merge(Path(path), prefer)

    @contextmanager
    def _writer(self) -> Iterator[Store]:
        self.close()
        with Store.open(self.path, write=True) as store:
            yield store

    @contextmanager
    def _judge(self, who: str | None, why: str, extractor: Extractor | None) -> Iterator[Judge]:
        with self._writer() as store:
            yield Judge(store, extractor or RuleExtractor(), pipeline.shacl_errors, signature(who, why))


def _typed(name: str) -> str:
    return name.iri if isinstance(name, Thing) else name
