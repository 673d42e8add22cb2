"""The formats of a report, each read back by what reads that format."""

from __future__ import annotations

import io
import json
import shlex
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from mithaq.rdf import MQ, RDFS
from mithaq.validation import FORMATS, LANGUAGES, ValidationReport, check, print_table, render, shapes
from pyoxigraph import Literal, Quad
from rdflib import RDF, SH, Graph
from rich.console import Console

from tests.rdf.samples import ARTICLE, SENTENCES
from tests.validation.breaking import good, late_signing, one_participant, strange_kind

HOSTILE = '<script>alert("قطر")</script> & \u202e\x07[bold]x[/bold]'


@pytest.fixture(scope="module")
def report() -> ValidationReport:
    return ValidationReport.join([check(strange_kind()), check(late_signing()), check(one_participant())])


def hostile() -> ValidationReport:
    node = next(q.subject for q in good() if q.object == MQ.Official)
    quads = [q for q in good() if not (q.subject == node and q.predicate == RDFS.label)]
    return check([*quads, Quad(node, RDFS.label, Literal(HOSTILE, language="fr"))])


def table(report: ValidationReport, language: str = "en", rows: int = 10, width: int = 250) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_table(report, console, language=language, rows=rows)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_json_has_every_finding_with_the_same_keys(report: ValidationReport) -> None:
    document = json.loads(render(report, "json"))
    assert document["conforms"] is False
    assert document["counts"] == {"violation": 2, "warning": 1, "info": 0}
    assert (document["graphs"], document["things"]) == (report.graphs, report.things)
    assert len({frozenset(f) for f in document["findings"]}) == 1
    by_shape = {f["shape"].rpartition("#")[2]: f for f in document["findings"]}
    kind = by_shape["agreementKind"]
    assert (kind["article"], kind["sentence"], kind["value"]) == (
        ARTICLE.id,
        SENTENCES[0],
        f"{shapes_mq()}pact",
    )
    assert by_shape["meetingParticipants"]["severity"] == "warning"
    thing = kind["thing"].partition("/id/")[2]
    assert kind["command"] == f"mithaq fact amend {thing} kind=VALUE --article {shlex.quote(ARTICLE.id)}"
    arabic = json.loads(render(report, "json", language="ar"))
    assert {f["rule"] for f in arabic["findings"]}.isdisjoint({f["rule"] for f in document["findings"]})


def test_the_table_names_the_command_for_each_finding(report: ValidationReport) -> None:
    text = table(report, width=80)
    for finding in report.findings:
        assert finding.command is not None
        assert f"\n  {finding.command}\n" in text


def shapes_mq() -> str:
    return MQ.Article.value.removesuffix("Article")


def test_turtle_is_a_validation_report_of_the_w3c(report: ValidationReport) -> None:
    graph = Graph().parse(data=render(report, "ttl"), format="turtle")
    (head,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(head, SH.conforms).toPython() is False  # type: ignore[union-attr]
    results = set(graph.objects(head, SH.result))
    assert len(results) == 3
    for result in results:
        assert (result, RDF.type, SH.ValidationResult) in graph
        for required in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape):
            assert graph.value(result, required) is not None
        assert {m.language for m in graph.objects(result, SH.resultMessage)} == {"en", "ar"}  # type: ignore[attr-defined]
    clean = Graph().parse(data=render(check(good()), "ttl"), format="turtle")
    assert [o.toPython() for o in clean.objects(None, SH.conforms)] == [True]  # type: ignore[attr-defined]


def test_junit_has_a_case_for_every_rule_and_fails_by_severity(report: ValidationReport) -> None:
    for fail_on, failures in (("violation", 2), ("warning", 3), ("none", 0)):
        suite = ElementTree.fromstring(render(report, "junit", fail_on=fail_on))
        assert len(suite.findall("testcase")) == int(suite.get("tests", "")) == len(shapes().rules)
        assert len(suite.findall("testcase/failure")) == int(suite.get("failures", "")) == failures
        told = [c for c in suite.findall("testcase") if len(c)]
        assert {c.get("name") for c in told} == {"agreementKind", "SigningDateShape", "meetingParticipants"}


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.root: dict[str, str | None] = {}
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "html":
            self.root = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_html_is_one_page_in_its_direction(report: ValidationReport, language: str, direction: str) -> None:
    page = _Page(render(report, "html", language=language))
    assert (page.root["lang"], page.root["dir"]) == (language, direction)
    assert page.tags.count("section") == 3
    assert SENTENCES[0] in page.text
    for finding in report.findings:
        assert finding.rule.message[language] in page.text
        assert finding.rule.fix[language] in page.text


def test_what_the_data_says_cannot_break_out_of_a_format() -> None:
    found = hostile()
    page = _Page(render(found, "html"))
    assert "script" not in page.tags
    assert '<script>alert("قطر")</script>' in page.text
    values = [f["value"] for f in json.loads(render(found, "json"))["findings"]]
    assert HOSTILE in values
    suite = ElementTree.fromstring(render(found, "junit"))
    assert any("<script>" in (f.text or "") and "\ufffd" in (f.text or "") for f in suite.iter("failure"))
    graph = Graph().parse(data=render(found, "ttl"), format="turtle")
    assert HOSTILE in {str(v) for v in graph.objects(None, SH.value)}
    assert "[bold]x[/bold]" in table(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_says_all_and_isolates_what_runs_from_right_to_left(report: ValidationReport, language: str) -> None:
    text = table(report, language)
    assert "\u2068مذكرة تفاهم لمكافحة تمويل الإرهاب\u2069" in text
    assert text.count("\u2068") == text.count("\u2069")
    for finding in report.findings:
        assert finding.rule.name in text
        assert finding.rule.message[language] in text
    order = [text.index(f.rule.name) for f in report.findings]
    assert order == sorted(order)


def test_a_table_stops_after_so_many_rows_and_says_how_many_are_left() -> None:
    found = check([q for q in good() if q.predicate != MQ.rule])
    count = len(found.findings)
    assert f"and {count - 2} more" in table(found, rows=2)
    assert "more" not in table(found, rows=0)
    assert len(table(found, rows=0)) > len(table(found, rows=2))


def test_conforming_data_gives_a_report_in_every_format() -> None:
    found = check(good())
    assert "The data conforms." in table(found)
    assert "البيانات مطابقة" in table(found, "ar")
    for form in FORMATS:
        if form != "table":
            assert render(found, form)


def test_the_same_report_is_the_same_text(report: ValidationReport) -> None:
    for form in FORMATS:
        if form != "table":
            assert render(report, form) == render(report, form)
