"""The gate says that a graph conforms only where pySHACL finds no violation, and says so of whatever a load makes."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mithaq.extraction import extract
from mithaq.pipeline import shacl_errors
from mithaq.rdf import MQ, OA, XSD, concept, describe
from mithaq.reading import Article, read
from mithaq.validation import check, shapes
from mithaq.validation.gate import UnsupportedConstraintError, compile_shapes, conforms
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib import URIRef

from tests.ontology.test_shapes import BREAK, MQS, OF_BOTH, SHAPES, Data, constraints
from tests.validation.breaking import good, late_signing, one_participant, strange_kind

SEEDS = str(Path(__file__).parents[2] / "seeds")
GRAPHS = [[*describe(a, extract(a))] for a in read([SEEDS]) if isinstance(a, Article)] + [good()]


def test_articles_pass() -> None:
    assert all(map(conforms, GRAPHS))


def test_a_warning_does_not_count() -> None:
    assert conforms(one_participant())


@pytest.mark.parametrize("make", [strange_kind, late_signing])
def test_a_violation_does_not_pass(make) -> None:  # type: ignore[no-untyped-def]
    assert not conforms(make())


def test_whatever_breaks_a_constraint_does_not_pass() -> None:
    for shape, constraint, node in constraints():
        kind = URIRef(constraint)
        data = Data.of(shape, node)
        BREAK[OF_BOTH.get(kind, kind)](data, SHAPES.value(MQS[shape], kind))
        if not check(data.triples).conforms:
            assert not conforms(data.triples), (shape, constraint, node)


OBJECTS = st.one_of(
    st.sampled_from([NamedNode("urn:x:y"), BlankNode("b"), MQ.State, concept("planned"), concept("held")]),
    st.builds(Literal, st.sampled_from(["", "x", "EG", "0", "-1", "2", "0.5", "01", "1e3"])),
    st.builds(lambda t: Literal(t, datatype=XSD.integer), st.sampled_from(["0", "1", "-1", "+3", "007", "x", "99999"])),
    st.builds(lambda t: Literal(t, datatype=XSD.decimal), st.sampled_from(["0", "0.0", "1", "1.5", ".5", "x"])),
    st.builds(
        lambda t: Literal(t, datatype=XSD.date),
        st.sampled_from(["2017-02-30", "2017-01-01", "2999-12-31", "20170101", "2017-01-01Z", ""]),
    ),
    st.builds(lambda t: Literal(t, language="ar"), st.sampled_from(["", "اسم", "12"])),
    st.builds(lambda t: Literal(t, language="fr"), st.just("nom")),
)


@st.composite
def mutated(draw: st.DrawFn) -> list[Quad]:
    """The graph of an article with up to three statements taken out, changed, doubled or given to another thing."""
    graph = list(draw(st.sampled_from(GRAPHS)))
    for _ in range(draw(st.integers(1, 3))):
        one = draw(st.sampled_from(graph))
        how = draw(st.sampled_from(["without", "instead", "besides", "elsewhere"]))
        if how in ("without", "instead"):
            graph = [quad for quad in graph if quad != one]
        if how in ("instead", "besides"):
            other = draw(st.one_of(OBJECTS, st.sampled_from(graph or [one]).map(lambda quad: quad.object)))
            graph.append(Quad(one.subject, one.predicate, other, one.graph_name))
        if how == "elsewhere":
            subject = draw(st.sampled_from(graph)).subject
            graph.append(Quad(subject, one.predicate, one.object, one.graph_name))
    return graph


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
@given(mutated())
def test_what_passes_has_no_violation(graph: list[Quad]) -> None:
    if conforms(graph):
        assert check(graph).conforms


def test_no_constraint_of_the_shapes_needs_a_query() -> None:
    """A changed text of a SPARQL constraint needs a test of its own, or loading takes half as long again."""
    compiled = compile_shapes(shapes().graph, shapes().subclasses)
    assert len(compiled.whole) == 3
    assert not compiled.queries


@pytest.mark.parametrize("moved", [OA.start, OA.end])
@pytest.mark.parametrize("by", [1, -1, 100_000])
def test_a_passage_that_is_not_the_text_at_its_place_does_not_pass(moved: NamedNode, by: int) -> None:
    graph = good()
    one = next(quad for quad in graph if quad.predicate == moved)
    position = Literal(str(int(one.object.value) + by), datatype=XSD.integer)  # type: ignore[union-attr]
    wrong = [quad for quad in graph if quad != one] + [Quad(one.subject, moved, position, one.graph_name)]
    assert not check(wrong).conforms
    assert not conforms(wrong)


def test_a_planned_agreement_may_be_signed_later() -> None:
    graph = late_signing()
    (late,) = (quad for quad in graph if quad.predicate == MQ.signedOn)
    status = Quad(late.subject, MQ.agreementStatus, concept("planned"), late.graph_name)
    others = [q for q in graph if (q.subject, q.predicate) != (late.subject, MQ.agreementStatus)]
    assert conforms([*others, status]) is check([*others, status]).conforms is True


def test_the_report_of_a_load_is_that_of_the_full_check() -> None:
    assert shacl_errors(good()) == ""
    assert shacl_errors(strange_kind()) == "\n".join(check(strange_kind()).messages())


def test_classes_that_the_data_declares_are_left_to_the_full_check() -> None:
    quad = Quad(NamedNode("urn:x:A"), NamedNode(str(rdflib.RDFS.subClassOf)), MQ.State)
    assert not conforms([*good(), quad])


@pytest.mark.parametrize(
    "constraint",
    ["sh:equals mq:b", "sh:not [ sh:nodeKind sh:IRI ]", "sh:nodeKind sh:IRIOrLiteral", "sh:datatype xsd:duration"],
)
def test_a_constraint_without_a_test_is_refused(constraint: str) -> None:
    turtle = f"""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix mq: <https://w3id.org/mithaq/ontology#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        [] a sh:NodeShape ; sh:targetClass mq:State ; sh:property [ sh:path mq:a ; {constraint} ] ."""
    with pytest.raises(UnsupportedConstraintError):
        compile_shapes(rdflib.Graph().parse(data=turtle, format="turtle"), shapes().subclasses)
