"""A report as JSON, for programs."""

from __future__ import annotations

import json

from mithaq.validation.report import Finding, ValidationReport

__all__ = ["as_json"]


def as_json(report: ValidationReport, language: str, fail_on: str) -> str:
    """One object: `conforms`, `graphs`, `things`, `counts` by severity, and `findings`, the most severe first.

    Every finding has the same keys; missing values are null.
    """
    document = {
        "conforms": report.conforms,
        "graphs": report.graphs,
        "things": report.things,
        "counts": report.counts(),
        "findings": [_finding(finding, language) for finding in report.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding, language: str) -> dict[str, str | None]:
    return {
        "severity": finding.rule.severity.word,
        "shape": finding.rule.iri,
        "rule": finding.rule.message[language],
        "fix": finding.rule.fix[language],
        "command": finding.command,
        "thing": getattr(finding.thing, "value", None),
        "label": finding.label,
        "path": finding.path.value if finding.path else None,
        "value": getattr(finding.offending_value, "value", None),
        "component": finding.component,
        "article": finding.article,
        "passage": finding.passage,
        "sentence": finding.sentence,
    }
