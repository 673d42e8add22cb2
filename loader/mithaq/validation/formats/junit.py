"""A report as JUnit XML, which continuous integration shows as tests: one per rule."""

from __future__ import annotations

import re
from xml.etree import ElementTree as xml

from mithaq.validation.formats.words import shown, summary
from mithaq.validation.report import FAIL_ON, Finding, ValidationReport
from mithaq.validation.rules import shapes

__all__ = ["as_junit"]

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot represent."""


def as_junit(report: ValidationReport, language: str, fail_on: str) -> str:
    """A test case for every rule. Findings below `fail_on` are reported, but not as failures."""
    least = FAIL_ON[fail_on]
    found = {rule.iri: findings for rule, findings in report.groups()}
    failures = 0
    suite = xml.Element("testsuite", name="mithaq validate")
    for iri, rule in sorted(shapes().rules.items()):
        case = xml.SubElement(suite, "testcase", classname=rule.owner, name=rule.name)
        if findings := found.get(iri):
            failed = least is not None and rule.severity >= least
            failures += failed
            text = "\n".join(_line(finding) for finding in findings)
            message = f"{rule.message[language]} {rule.fix[language]}"
            if failed:
                node = xml.SubElement(case, "failure", type=rule.severity.word, message=_clean(message))
            else:
                node = xml.SubElement(case, "system-out")
                text = f"{rule.severity.word}: {message}\n{text}"
            node.text = _clean(text)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(failures))
    xml.SubElement(suite, "system-out").text = " ".join(summary(report, language))
    xml.indent(suite)
    return xml.tostring(suite, encoding="unicode", xml_declaration=False) + "\n"


def _line(finding: Finding) -> str:
    parts = (finding.label, shown(finding.thing), finding.article, shown(finding.offending_value), finding.sentence)
    return " | ".join(" ".join(part.split()) for part in parts if part)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
