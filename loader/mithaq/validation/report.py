"""Validation reports as values; all formats are made from these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from mithaq.validation.advice import correction_command
from mithaq.validation.rules import Rule, Severity
from mithaq.validation.shacl_result import Term

__all__ = ["FAIL_ON", "Finding", "ValidationReport"]

FAIL_ON: dict[str, Severity | None] = {
    "violation": Severity.VIOLATION,
    "warning": Severity.WARNING,
    "none": None,
}
"""Command line option → minimum severity that fails a report; None: never."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One violation, warning or remark.

    `focus`, `path`, `value` and `component` come from the engine. The rest is for people: `thing` is what the finding
    is about, `label` its Arabic name, `article` the identifier of the article, `passage` and `sentence` its source.
    None if the data does not say.
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
        """The offending value; None if it is missing or the thing itself."""
        return None if self.value == self.thing else self.value

    @property
    def command(self) -> str | None:
        """The command that corrects the thing in a store; None if there is none."""
        return correction_command(self.thing, self.path, self.article)


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """The findings in `graphs` graphs with `things` individuals, the most severe first."""

    findings: tuple[Finding, ...] = ()
    graphs: int = 1
    things: int = 0

    @property
    def conforms(self) -> bool:
        """Whether there are no violations; warnings and remarks do not count."""
        return not self.fails("violation")

    def fails(self, on: str) -> bool:
        """Whether there are findings of at least severity `on`: violation, warning or none."""
        least = FAIL_ON[on]
        return least is not None and any(f.rule.severity >= least for f in self.findings)

    def counts(self) -> dict[str, int]:
        """The number of findings of each severity, the most severe first, including zeros."""
        found = Counter(f.rule.severity for f in self.findings)
        return {s.word: found[s] for s in sorted(Severity, reverse=True)}

    def groups(self) -> Iterator[tuple[Rule, list[Finding]]]:
        """The findings grouped by rule, the most severe first."""
        for rule, findings in groupby(self.findings, key=lambda f: f.rule):
            yield rule, list(findings)

    def messages(self, language: str = "en") -> list[str]:
        """One line per finding: severity, rule, thing, source, message, how to fix it."""
        return [_line(finding, language) for finding in self.findings]

    @classmethod
    def join(cls, reports: Iterable[ValidationReport]) -> ValidationReport:
        """Merge reports."""
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
