"""Check links against the current state of Wikidata: merged and deleted items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from mithaq.wikidata.link_judgements import LinkJudgement
from mithaq.wikidata.link_log import LinkJudgements
from mithaq.wikidata.model import is_qid

if TYPE_CHECKING:
    from mithaq.wikidata.action_api import ActionApi

__all__ = ["ItemChange", "check_items", "repair"]


@dataclass(frozen=True, slots=True, order=True)
class ItemChange:
    """A linked item that Wikidata has merged into `target` or deleted."""

    qid: str
    what: Literal["merged", "deleted"]
    target: str = ""


def check_items(api: ActionApi, qids: Iterable[str]) -> tuple[list[ItemChange], list[str]]:
    """Check items; returns the sorted changes and the items without an answer.

    Use an API whose cache has expired, or the result reflects an earlier state.

    Raises:
        Refused, Spent: no more answers in this run.
    """
    wanted = sorted(set(qids), key=lambda qid: (len(qid), qid))
    answers = api.items(wanted)
    findings = []
    for qid, item in answers.items():
        target = str(item.get("id", "")) if item else ""
        if item is None:
            findings.append(ItemChange(qid, "deleted"))
        elif target != qid and is_qid(target):
            findings.append(ItemChange(qid, "merged", target))
    return sorted(findings), [qid for qid in wanted if qid not in answers]


def repair(judgement_file: LinkJudgements, findings: Iterable[ItemChange], today: str) -> int:
    """Update judgements: redirect merged items to their targets, and reject deleted items.

    Returns the number of changed judgements.

    Raises:
        UserError: the file cannot be read or written.
    """
    found = {finding.qid: finding for finding in findings}
    changed = 0
    for subject, mine in judgement_file.read().items():
        new: dict[str, LinkJudgement] = {}
        for qid, judgement in sorted(mine.items(), key=lambda pair: pair[0] in found):
            mended = _mended(judgement, found.get(qid), today)
            changed += mended != judgement
            new.setdefault(mended.qid, mended)
        if new != mine:
            judgement_file.replace(subject, new.values())
    return changed


def _mended(judgement: LinkJudgement, finding: ItemChange | None, today: str) -> LinkJudgement:
    if finding is None:
        return judgement
    if finding.what == "merged":
        note = f"{finding.qid} was merged into {finding.target}"
        return replace(judgement, qid=finding.target, when=today, why=_joined(judgement.why, note))
    if judgement.verdict == "rejected":
        return judgement
    note = f"{finding.qid} was deleted"
    return replace(judgement, verdict="rejected", when=today, why=_joined(judgement.why, note))


def _joined(why: str, note: str) -> str:
    return f"{why}; {note}" if why else note
