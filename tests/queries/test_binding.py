"""Values take the place of parameters and of nothing else, and come back as they were, on both engines."""

import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.queries.binding import bind
from mithaq.queries.tokenizer import parameter_names, sparql_tokens
from pyoxigraph import Literal, NamedNode, Store

from tests.terms import rows_of

QUERY = """
PREFIX : <http://example.org/$notThis#>  # nor $thisOne
SELECT ?s ?note WHERE {
  VALUES ?wanted { $wanted }
  ?s :says ?text ; :note "costs $5 or '$wanted'" .
  FILTER(?text = $exact || CONTAINS(?text, $exact))
  { SELECT ?s (COUNT(?x) AS ?note) WHERE { ?s :p ?x . FILTER(?x != $exact) } GROUP BY ?s }
} ORDER BY ?s ?note
"""


def both_engines_read(value: str) -> None:
    asked = bind("SELECT ($x AS ?v) WHERE {}", {"x": [Literal(value)]})
    assert [row["v"].value for row in rows_of(Store().query(asked))] == [value]
    assert [str(row[0]) for row in rows_of(rdflib.Graph().query(asked))] == [value]


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was(value: str) -> None:
    both_engines_read(value)


def test_only_parameters_are_replaced() -> None:
    assert list(parameter_names(QUERY)) == ["wanted", "exact"]
    bound = bind(QUERY, {"wanted": [NamedNode("http://a/"), Literal("b")], "exact": [Literal("c")]})
    assert 'VALUES ?wanted { <http://a/> "b" }' in bound
    assert "\"costs $5 or '$wanted'\"" in bound
    assert "<http://example.org/$notThis#>  # nor $thisOne" in bound


def test_nothing_given_means_any() -> None:
    assert "VALUES ?wanted { UNDEF }" in bind(QUERY, {"wanted": [], "exact": [Literal("c")]})


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("\"'\\#<>$?ax:{}\n .u0")))
def test_tokens_leave_nothing_out(text: str) -> None:
    assert "".join(token.text for token in sparql_tokens(text)) == text
