"""Reports as one self-contained HTML page."""

from __future__ import annotations

from html import escape

from mithaq.validation.formats.words import shown, summary, words
from mithaq.validation.report import Finding, ValidationReport
from mithaq.validation.rules import Rule

__all__ = ["as_html"]

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
section { border-inline-start: .3rem solid #888; margin: 1.5rem 0; padding-inline-start: 1rem; }
section.violation { border-color: #b00020; } section.warning { border-color: #b36b00; }
table { border-collapse: collapse; width: 100%; } th { text-align: start; }
td, th { border-bottom: 1px solid #ccc; padding: .3rem .6rem; vertical-align: top; }
code { font-size: .85em; overflow-wrap: anywhere; }
"""


def as_html(report: ValidationReport, language: str, fail_on: str) -> str:
    """A page in `language`, right to left for Arabic, with a section for each rule. Text from the data is escaped."""
    say = words(language)
    verdict, counts = summary(report, language)
    sections = "".join(_section(rule, findings, language) for rule, findings in report.groups())
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{say["direction"]}">\n'
        f'<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(say['title'])}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(say['title'])}</h1>\n<p><strong>{escape(verdict)}</strong> {escape(counts)}</p>\n"
        f"{sections}</body>\n</html>\n"
    )


def _section(rule: Rule, findings: list[Finding], language: str) -> str:
    say = words(language)
    word = rule.severity.word
    heads = "".join(f"<th>{escape(say[c])}</th>" for c in ("label", "article", "value", "sentence"))
    rows = "".join(_row(finding) for finding in findings)
    return (
        f'<section class="{word}">\n'
        f"<h2>{escape(say[word])} <code>{escape(rule.name)}</code> ({len(findings)})</h2>\n"
        f"<p>{escape(rule.message[language])}</p>\n"
        f"<p><em>{escape(say['fix'])}:</em> {escape(rule.fix[language])}</p>\n"
        f"<table>\n<tr>{heads}</tr>\n{rows}</table>\n</section>\n"
    )


def _row(finding: Finding) -> str:
    iri = f"<br><code>{escape(shown(finding.thing))}</code>"
    if finding.command is not None:
        iri += f'<br><code dir="ltr">{escape(finding.command)}</code>'
    cells = (
        f"<bdi>{escape(finding.label or '')}</bdi>{iri}",
        f"<bdi>{escape(finding.article or '')}</bdi>",
        f"<bdi>{escape(shown(finding.offending_value))}</bdi>",
        f"<bdi>{escape(finding.sentence or '')}</bdi>",
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
