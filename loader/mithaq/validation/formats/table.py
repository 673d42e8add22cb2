"""Reports as tables in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from mithaq.validation.formats.words import shown, summary, words
from mithaq.validation.report import Finding, ValidationReport

__all__ = ["print_table"]

_COLOURS = {"violation": "red", "warning": "yellow", "info": "cyan"}
_SENTENCE = 160


def print_table(report: ValidationReport, console: Console, *, language: str = "en", rows: int = 10) -> None:
    """Print a table for each rule with at most `rows` findings (0: all), the most severe first."""
    say = words(language)
    for rule, findings in report.groups():
        word = rule.severity.word
        title = f"[{_COLOURS[word]}]{escape(say[word])}[/] {escape(rule.name)} ({len(findings)}): "
        console.print(f"{title}{escape(_isolated(rule.message[language]))}")
        console.print(f"{escape(say['fix'])}: {escape(_isolated(rule.fix[language]))}", style="dim")
        shown_rows = findings[:rows] if rows else findings
        console.print(_table(shown_rows, language))
        for command in dict.fromkeys(finding.command for finding in shown_rows if finding.command):
            console.print(Text(f"  {command}", style="dim"), soft_wrap=True)
        if len(findings) > len(shown_rows):
            console.print(escape(say["more"].format(count=len(findings) - len(shown_rows))), style="dim")
        console.print()
    verdict, counts = summary(report, language)
    console.print(f"[bold]{escape(verdict)}[/] {escape(counts)}")


def _table(findings: list[Finding], language: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("label", "article", "value", "sentence"):
        table.add_column(words(language)[column], overflow="fold")
    for finding in findings:
        sentence = " ".join((finding.sentence or "").split())
        if len(sentence) > _SENTENCE:
            sentence = f"{sentence[:_SENTENCE]}…"
        cells = (finding.label or shown(finding.thing), finding.article or "", shown(finding.offending_value), sentence)
        table.add_row(*(Text(_isolated(" ".join(cell.split()))) for cell in cells))
    return table


def _isolated(text: str) -> str:
    """Isolate a right-to-left text from its neighbours with FIRST STRONG ISOLATE."""
    return f"\u2068{text}\u2069" if text else ""
