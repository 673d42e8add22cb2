"""Judgements on links in the file of all judgements of a store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from mithaq.judgements import Judgement, JudgementLog, UnsignedJudgement
from mithaq.wikidata.link_judgements import LinkJudgement, Verdict

__all__ = ["LinkJudgementLog", "LinkJudgements"]

_NO_ITEM = "none"
_VERDICTS: dict[str, Verdict] = {"accept": "accepted", "reject": "rejected", "unsure": "unsure"}
_WORDS = {verdict: word for word, verdict in _VERDICTS.items()}


class LinkJudgements(Protocol):
    """Where judgements on links are kept: the file of a store, or an SSSOM table."""

    path: Path

    def read(self) -> dict[str, dict[str, LinkJudgement]]:
        """The judgements in force: by subject, then by item ("" for "Wikidata has none").

        Raises:
            UserError: a malformed line, with its number; no permission.
        """

    def add(self, *judgements: LinkJudgement) -> None:
        """Record judgements; each replaces an earlier one on the same thing and item. Accepting an item also replaces
        the acceptance of another.

        Raises:
            UserError: the file cannot be read or written.
        """

    def replace(self, subject: str, judgements: Iterable[LinkJudgement]) -> None:
        """Let exactly these be the judgements on a subject.

        Raises:
            UserError: the file cannot be read or written.
        """

    def ids(self) -> dict[tuple[str, str], str]:
        """The ids of the judgements in force by subject and item, where the file has ids."""


class LinkJudgementLog:
    """The judgements on links in a file of judgements; lines that are undone or replaced stay in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._log = JudgementLog(path)

    def read(self) -> dict[str, dict[str, LinkJudgement]]:
        """The judgements in force: by subject, then by item ("" for "Wikidata has none").

        Raises:
            UserError: a malformed line, with its number; no permission.
        """
        found: dict[str, dict[str, LinkJudgement]] = {}
        for line in self._in_force():
            judgement = _judgement(line)
            found.setdefault(judgement.subject, {})[judgement.qid] = judgement
        return found

    def ids(self) -> dict[tuple[str, str], str]:
        """The ids of the judgements in force by subject and item."""
        return {_judgement(line).key: line.id for line in self._in_force()}

    def add(self, *judgements: LinkJudgement) -> None:
        """Record judgements; each replaces an earlier one on the same thing and item. Accepting an item also replaces
        the acceptance of another.

        Raises:
            UserError: the file cannot be read or written.
        """
        for one in judgements:
            self._log.add([_unsigned(one)], who=one.who, when=one.when, why=one.why)

    def replace(self, subject: str, judgements: Iterable[LinkJudgement]) -> None:
        """Let exactly these be the judgements on a subject: undo others, and record those that are missing.

        Raises:
            UserError: the file cannot be read or written.
        """
        wanted = {judgement.qid: judgement for judgement in judgements}
        while wrong := [line for line in self._in_force() if _is_wrong(line, subject, wanted)]:
            self._log.undo([line.id for line in wrong], who=wrong[-1].who, when=wrong[-1].when)
        known = self.read().get(subject, {})
        self.add(*(judgement for qid, judgement in wanted.items() if qid not in known))

    def _in_force(self) -> list[Judgement]:
        return [line for line in self._log.standing().in_force if line.about == "link"]


def _is_wrong(line: Judgement, subject: str, wanted: dict[str, LinkJudgement]) -> bool:
    judgement = _judgement(line)
    return judgement.subject == subject and wanted.get(judgement.qid) != judgement


def _judgement(line: Judgement) -> LinkJudgement:
    content = line.content
    qid = "" if content["item"] == _NO_ITEM else content["item"]
    return LinkJudgement(
        content["thing"], qid, _VERDICTS[line.verdict], line.who, line.when, line.why,
        content.get("label", ""), content.get("item_label", ""),
    )  # fmt: skip


def _unsigned(one: LinkJudgement) -> UnsignedJudgement:
    content = {
        "thing": one.subject, "item": one.qid or _NO_ITEM, "label": one.label, "item_label": one.item_label,
    }  # fmt: skip
    return UnsignedJudgement("link", _WORDS[one.verdict], {name: text for name, text in content.items() if text})
