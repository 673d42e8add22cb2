"""What a check found, as values: any format is made from these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from mithaq.validation.rules import Rule, Severity
from mithaq.validation.shacl_result import Term

__all__ = ["FAIL_ON", "Finding", "ValidationReport"]

FAIL_ON: dict[str, Severity | None] = {
    "violation": Severity.VIOLATION,
    "warning": Severity.WARNING,
    "none": None,
}
"""From which severity on a report fails, by the word of the command line; None: never."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where data breaks a rule.

    `focus`, `path`, `value` and `component` are the engine's. The rest says it to a person: `thing` is what
    the finding is about and `label` its Arabic name; `article` the identifier of the article that tells it,
    `passage` and `sentence` where. None where the data does not say.
    """

    rule: Rule
    component: str
    focus: Term
    path: NamedNode | None
    value: Term | None
    thing: Term
    label: str | None = None
    article: str | None = None
    passage: str | None = None
    sentence: str | None = None

    @property
    def offending_value(self) -> Term | None:
        """The offending value; None when nothing is there, or when the value is the thing itself."""
        return None if self.value == self.thing else self.value


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What checking `graphs` graphs with `things` things in them found, the worst first."""

    findings: tuple[Finding, ...] = ()
    graphs: int = 1
    things: int = 0

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings and information do not count."""
        return not self.fails("violation")

    def fails(self, on: str) -> bool:
        """Whether the report fails a call that fails on `on`: violation, warning or none."""
        least = FAIL_ON[on]
        return least is not None and any(f.rule.severity >= least for f in self.findings)

    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, the worst first, the absent ones too."""
        found = Counter(f.rule.severity for f in self.findings)
        return {s.word: found[s] for s in sorted(Severity, reverse=True)}

    def groups(self) -> Iterator[tuple[Rule, list[Finding]]]:
        """The findings by severity, the worst first, and by rule."""
        for rule, findings in groupby(self.findings, key=lambda f: f.rule):
            yield rule, list(findings)

    def messages(self, language: str = "en") -> list[str]:
        """One line a finding: severity, rule in words, what it is about, where, how to mend it."""
        return [_line(finding, language) for finding in self.findings]

    @classmethod
    def join(cls, reports: Iterable[ValidationReport]) -> ValidationReport:
        """One report of many."""
        found: list[Finding] = []
        graphs = things = 0
        for report in reports:
            found += report.findings
            graphs += report.graphs
            things += report.things
        return cls(tuple(sorted(found, key=_order)), graphs, things)


def _order(finding: Finding) -> tuple[int, str, str, str, str]:
    return (
        -finding.rule.severity,
        finding.rule.name,
        finding.article or "",
        str(finding.thing),
        f"{finding.value} {finding.component}",
    )


def _line(finding: Finding, language: str) -> str:
    rule = finding.rule
    about = finding.label or getattr(finding.thing, "value", "")
    where = [f"article {finding.article}"] if finding.article is not None else []
    if finding.sentence is not None:
        where.append(f"«{' '.join(finding.sentence.split())}»")
    at = f" ({', '.join(where)})" if where else ""
    return f"{rule.severity.word} {rule.name}: {about}{at}: {rule.message[language]} {rule.fix[language]}"
