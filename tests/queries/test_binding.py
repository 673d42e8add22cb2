"""Whatever a value holds, a bound query has the shape it was checked with, on both engines."""

import itertools

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store
from rdflib.plugins.sparql import prepareQuery

from loader.errors import UserError
from loader.queries import Catalogue, Names, Parameter, prepare, resolve
from loader.queries.binding import bind, written
from loader.queries.tokens import parameter_names, tokens

QUERY = """
PREFIX : <http://example.org/$notThis#>  # nor $thisOne
SELECT ?s ?note WHERE {
  VALUES ?wanted { $wanted }
  ?s :says ?text ; :note "costs $5 or '$wanted'" .
  FILTER(?text = $exact || CONTAINS(?text, $exact))
  { SELECT ?s (COUNT(?x) AS ?note) WHERE { ?s :p ?x . FILTER(?x != $exact) } GROUP BY ?s }
} ORDER BY ?s ?note
"""
BREAKOUTS = (
    '"', "'", '"""', "'''", "\\", "\\\\", '\\"', "}", "} #", '" } #', "' } #", '"} DROP ALL #',
    '" } ; DROP ALL ; {"', "> } #", "<http://x>", "?s", "$exact", "$wanted", "#", "# x\n}", "/* x */",
    "{ SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", "\\u0022 } #", "\\u0022", "\\U00000022", "\\\\u0022",
    "\\u005C\\u0022", "\n", "\r\n", "\t", "\u2028", "\u202e} LLA PORD", "\u2066x\u2069", "\u200f", "\ufeff",
    "\ufffe", "\U0010ffff", "\x85", '"@ar', '"^^<http://x>', "UNDEF", "UNDEF } {", ") } #", "NaN", "1e999",
    "-1", "ب\"} ;", "%22", "&quot;", "${wanted}", "{{wanted}}",
)  # fmt: skip
HOSTILE = [
    *BREAKOUTS,
    *(a + b for a, b in itertools.islice(itertools.permutations(BREAKOUTS, 2), 0, None, 16)),
][:220]


def shape(text: str, value: object) -> str:
    """The query's algebra as rdflib sees it, with the value taken out."""
    algebra = repr(prepareQuery(text).algebra)
    for form in (rdflib.Literal(value), rdflib.Literal(value, datatype=rdflib.XSD.string)):
        algebra = algebra.replace(repr(form), "VALUE")
    return algebra


def test_there_are_enough_hostile_values() -> None:
    assert len(set(HOSTILE)) >= 200


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_changes_neither_shape_nor_value(value: str) -> None:
    plain = bind(QUERY, {"wanted": [Literal("plain")], "exact": [Literal("plain")]})
    bound = bind(QUERY, {"wanted": [Literal(value)], "exact": [Literal(value)]})
    assert shape(bound, value) == shape(plain, "plain")
    both_engines_read(value)


def both_engines_read(value: str) -> None:
    asked = bind("SELECT ($x AS ?v) WHERE {}", {"x": [Literal(value)]})
    assert [row["v"].value for row in Store().query(asked)] == [value]
    assert [str(row[0]) for row in rdflib.Graph().query(asked)] == [value]


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was(value: str) -> None:
    both_engines_read(value)


def test_a_megabyte_is_one_value() -> None:
    value = '"} DROP ALL #\\u0022\n' * 50_000
    asked = bind("SELECT ($x AS ?v) WHERE {}", {"x": [Literal(value)]})
    assert [row["v"].value for row in Store().query(asked)] == [value]


HOSTILE_NAMES = [*HOSTILE, "x" * 1_000_000, "\0", "a\0b", "\x1b[31m", "\ud800", "", " "]


@pytest.mark.parametrize(
    "kind",
    ["state", "actor", "official", "organization", "agreement", "forum", "place", "post", "article", "thing", "role",
     "kind", "topic", "act", "class", "date", "year", "integer", "text", "iri"],
)  # fmt: skip
def test_no_hostile_value_of_any_type_reaches_a_query_as_anything_but_one_term(
    kind: str, names: Names
) -> None:
    parameter = Parameter("x", kind, {"en": "x"})
    refused: set[str] = set()
    messages: list[str] = []
    for value in HOSTILE_NAMES:
        try:
            term = resolve(parameter, value, names)
        except UserError as problem:
            refused.add(value)
            messages.append(str(problem))
        else:
            assert isinstance(term, NamedNode | Literal)
            (only,) = Store().query(f"SELECT ({written(term)} AS ?v) WHERE {{}}")
            assert only["v"] == term
    assert all(message.startswith("parameter x: ") for message in messages)
    if kind == "text":
        assert all(
            any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in v) for v in refused
        )
    else:
        assert len(refused) > 200


@pytest.mark.parametrize("given_", ['"} DROP ALL #', "} INSERT DATA { <a:a> <a:b> <a:c> } #"])
def test_a_break_out_through_a_stored_query_is_a_message(given_: str, names: Names) -> None:
    query = Catalogue().find("agreements-between")
    with pytest.raises(UserError, match="no state, body or official is called"):
        prepare(query, {"state": [given_], "other": ["QA"]}, names)


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
    assert "".join(token.text for token in tokens(text)) == text
