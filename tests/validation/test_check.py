"""What a report says about data that breaks a rule, and that no data can break the check."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mithaq.rdf import DCTERMS, MQ, OA, PREFIXES, RDF, RDFS, XSD, Minter, describe
from mithaq.validation import Severity, ValidationReport, check, validate
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from tests.rdf.samples import ARTICLE, FACTS, SENTENCES, Tables
from tests.validation.breaking import good, late_signing, one_participant, strange_kind


def test_a_described_article_conforms() -> None:
    report = check(good())
    assert report.conforms
    assert report.findings == ()
    assert report.messages() == []


def test_a_violation_names_the_thing_the_article_the_sentence_the_rule_and_the_mending() -> None:
    report = check(strange_kind())
    (finding,) = report.findings
    assert not report.conforms
    assert finding.rule.severity is Severity.VIOLATION
    assert finding.label == "مذكرة تفاهم لمكافحة تمويل الإرهاب"
    assert finding.article == ARTICLE.id
    assert finding.sentence == SENTENCES[0]
    assert finding.offending_value == NamedNode(f"{PREFIXES['mq']}pact")
    (line,) = report.messages()
    for part in (
        "violation agreementKind",
        finding.label,
        ARTICLE.id,
        SENTENCES[0],
        "a kind from the vocabulary",
    ):
        assert part in line
    assert "ontology/vocabulary.ttl" in line
    assert "للاتفاقية نوع" in report.messages("ar")[0]


def test_a_check_that_runs_once_an_article_still_names_the_fact() -> None:
    (finding,) = check(late_signing()).findings
    assert finding.rule.name == "SigningDateShape"
    assert finding.label == "مذكرة تفاهم لمكافحة تمويل الإرهاب"
    assert finding.offending_value is None
    assert finding.sentence == SENTENCES[0]


def test_a_warning_leaves_the_data_conforming() -> None:
    report = check(one_participant())
    assert [f.rule.name for f in report.findings] == ["meetingParticipants"]
    assert report.conforms
    assert [report.fails(on) for on in ("violation", "warning", "none")] == [False, True, False]


def test_an_information_fails_nothing() -> None:
    alone = dataclasses.replace(FACTS, agreements=(dataclasses.replace(FACTS.agreements[0], parties=()),))
    report = check(describe(ARTICLE, alone, reference=Tables()))
    assert report.counts() == {"violation": 0, "warning": 0, "info": 1}
    assert not report.fails("warning")


def test_an_event_goes_by_the_names_of_those_it_joins() -> None:
    (finding,) = check(one_participant()).findings
    assert finding.label is not None
    assert "الدوحة" in finding.label
    assert finding.sentence == SENTENCES[2]


def test_a_post_or_a_place_is_found_in_the_sentence_of_what_speaks_of_it() -> None:
    place = next(q.subject for q in good() if q.object == MQ.Place)
    other = Quad(place, RDFS.label, Literal("Dawha", language="de"), DefaultGraph())
    report = check([*good(), other])
    assert {(f.rule.name, f.sentence) for f in report.findings} == {("nameLabel", SENTENCES[2])}


def test_the_worst_comes_first_and_the_order_never_changes() -> None:
    start = next(q for q in good() if q.predicate == OA.start)
    data = [q for q in strange_kind() if q != start and q.predicate != MQ.visitor]
    meeting = next(q for q in data if q.predicate == MQ.participant and "meeting/" in str(q.subject))
    data.remove(meeting)
    report = check(data)
    severities = [f.rule.severity for f in report.findings]
    assert severities == sorted(severities, reverse=True)
    assert {"agreementKind", "passageStart", "visitVisitor", "meetingParticipants"} <= {
        f.rule.name for f in report.findings
    }
    assert check(data[::-1]) == report


def test_groups_hold_every_finding_once() -> None:
    data = [q for q in good() if q.predicate not in (MQ.rule, OA.end)]
    report = check(data)
    groups = list(report.groups())
    assert len({rule.iri for rule, _ in groups}) == len(groups)
    assert sum(len(findings) for _, findings in groups) == len(report.findings) > 10


def test_each_graph_is_checked_by_itself() -> None:
    """Two articles may call one state by two names; each by itself is right."""
    second = dataclasses.replace(ARTICLE, id="other")
    facts = dataclasses.replace(FACTS, article_id="other")

    class Elsewhere(Tables):
        def state(self, code: str) -> None:
            return None

    quads = good() + describe(second, facts, reference=Elsewhere())
    report = validate(quads)
    assert report.graphs == 2
    assert report.findings == ()
    assert {f.rule.name for f in check(quads).findings} == {"nameLabel"}


def test_no_graphs_conform() -> None:
    assert validate([]) == ValidationReport.join([]) == ValidationReport((), 0, 0)


def test_a_finding_without_article_or_name_says_what_it_can() -> None:
    node = NamedNode("https://kg.example/x")
    report = check([Quad(node, RDF.type, MQ.Visit)])
    assert report.findings
    for finding in report.findings:
        assert (finding.label, finding.article, finding.sentence) == (None, None, None)
    assert all("https://kg.example/x" in line for line in report.messages())


ODD: st.SearchStrategy[NamedNode | BlankNode | Literal] = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=20).map(Literal),
    st.text(st.characters(codec="utf-8"), max_size=8).map(lambda t: Literal(t, language="ar")),
    st.tuples(st.text("0-9tx.:", max_size=8), st.sampled_from([XSD.integer, XSD.date, XSD.decimal, XSD.gYear])).map(
        lambda pair: Literal(pair[0], datatype=pair[1])
    ),
    st.sampled_from([BlankNode("b"), MQ.State, NamedNode("urn:x:y")]),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_stands_in_place_of_a_value_gives_a_report(data: st.DataObject) -> None:
    quads = good()
    index = data.draw(st.integers(0, len(quads) - 1))
    old = quads[index]
    quads[index] = Quad(old.subject, old.predicate, data.draw(ODD), old.graph_name)
    report = check(quads)
    assert check(quads) == report
    assert report.messages("ar") is not None


@pytest.mark.parametrize("offset", [OA.start, OA.end])
def test_a_blank_node_for_an_offset_is_a_finding(offset: NamedNode) -> None:
    passage = next(q.subject for q in good() if q.predicate == offset)
    quads = [q for q in good() if (q.subject, q.predicate) != (passage, offset)]
    report = check([*quads, Quad(passage, offset, BlankNode("b"))])
    assert BlankNode("b") in {finding.value for finding in report.findings}


def test_ill_typed_values_are_reported_and_not_shouted_about(capfd: pytest.CaptureFixture[str]) -> None:
    quads = [q for q in good() if q.predicate not in (OA.start, DCTERMS.issued)]
    passage = next(q.subject for q in good() if q.predicate == OA.start)
    quads.append(Quad(passage, OA.start, Literal("seven", datatype=XSD.integer)))
    quads.append(Quad(Minter().article(ARTICLE.id), DCTERMS.issued, Literal("2017-13-45", datatype=XSD.date)))
    names = {f.rule.name for f in check(quads).findings}
    assert {"passageStart", "articleIssued"} <= names
    assert capfd.readouterr() == ("", "")
