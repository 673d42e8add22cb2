"""Reviewers' judgements about which names are the same entity, in the file of all judgements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, cast

from mithaq.identity.judged_mentions import mentions_in
from mithaq.judgements import Judgement, JudgementLog, UnsignedJudgement
from mithaq.rdf import SeparateMention

__all__ = ["IdentityJudgement", "append_judgement", "identities", "read_judgements"]


@dataclass(frozen=True, slots=True)
class IdentityJudgement:
    """A reviewer's decision that two names are the same entity or different ones.

    `one` and `other` are IRIs used in articles (`mithaq explain` shows them); `different` keeps their whole groups
    separate. `mentions` are those of one article that have one of the two as their own IRI."""

    verdict: Literal["same", "different"]
    one: str
    other: str
    who: str = ""
    when: str = ""
    why: str = ""
    mentions: tuple[SeparateMention, ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        return min(self.one, self.other), max(self.one, self.other)

    def unsigned(self, because: tuple[str, ...] = ()) -> UnsignedJudgement:
        """The judgement without who, when and why; `because` are the ids of judgements that it follows from."""
        content: dict[str, object] = {"one": self.one, "other": self.other}
        if self.mentions:
            content["mentions"] = [asdict(mention) for mention in self.mentions]
        return UnsignedJudgement("identity", self.verdict, content, because)


def read_judgements(path: Path) -> dict[tuple[str, str], IdentityJudgement]:
    """Read the judgements in force, by pair of names; empty if the file does not exist.

    Raises:
        UserError: an invalid line (the message gives its number); no permission to read.
    """
    return identities(JudgementLog(path).standing().in_force)


def identities(lines: Iterable[Judgement]) -> dict[tuple[str, str], IdentityJudgement]:
    """The judgements about identity among lines in force, by pair of names."""
    found: dict[tuple[str, str], IdentityJudgement] = {}
    for line in lines:
        if line.about == "identity":
            verdict = cast(Literal["same", "different"], line.verdict)
            names = line.content["one"], line.content["other"]
            judgement = IdentityJudgement(verdict, *names, line.who, line.when, line.why, mentions_in(line))
            found[judgement.pair] = judgement
    return found


def append_judgement(path: Path, judgement: IdentityJudgement, because: tuple[str, ...] = ()) -> None:
    """Add a judgement to the file. It replaces an earlier one about the same two names.

    Raises:
        UserError: the file is malformed or cannot be written.
    """
    log = JudgementLog(path)
    log.add([judgement.unsigned(because)], who=judgement.who, when=judgement.when, why=judgement.why)
