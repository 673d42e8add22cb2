"""Values that try to be more than values, and what holds a query to its shape."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import rdflib
from mithaq.queries.binding import Term, bind
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib.plugins.sparql import prepareQuery

from tests.terms import rows_of

__all__ = ["HOSTILE", "assert_shape_kept", "hostile_for"]

BREAKOUTS = (
    '"', "'", '"""', "'''", "\\", "\\\\", '\\"', "}", "} #", '" } #', "' } #", '"} DROP ALL #',
    '" } ; DROP ALL ; {"', "> } #", "> .", "}}", "{{", "<http://x>", "?s", "$exact", "$wanted", "#", "# x\n}",
    "/* x */", "{ SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", '" SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } #',
    "\\u0022 } #", "\\u0022", "\\U00000022", "\\\\u0022", "\\u005C\\u0022", "\n", "\r\n", "\t", "\u2028",
    "\u202e} LLA PORD", "\u2066x\u2069", "\u200f", "\ufeff", "\ufffe", "\U0010ffff", "\x85", '"@ar',
    '"^^<http://x>', "UNDEF", "UNDEF } {", ") } #", "NaN", "1e999", "-1", "ب\"} ;", "%22", "&quot;", "${wanted}",
    "{{wanted}}", "\0", "a\0b", "\x1b[31m", "\ud800", '"\udcff} #', "", " ",
)  # fmt: skip
_PAIRS = (a + b for a, b in itertools.islice(itertools.permutations(BREAKOUTS, 2), 0, None, 17))
HOSTILE: Sequence[str] = (
    *itertools.islice(dict.fromkeys([*BREAKOUTS, *_PAIRS]), 230), '"} DROP ALL #\\u0022\n' * 52_000, "x" * 1_000_000,
)  # fmt: skip
"""Two of them a megabyte long."""

_PLAUSIBLE = {
    "date": "2017-07-11", "year": "2017", "integer": "7", "iri": "http://example.org/a", "role": "interiorMinister",
    "kind": "memorandum", "topic": "trade", "act": "accuse", "class": "Meeting", "state": "QA", "actor": "QA",
}  # fmt: skip


def hostile_for(kind: str) -> Iterator[str]:
    """All hostile values, and each behind what the type takes: `2017" } #`."""
    yield from HOSTILE
    if kind in _PLAUSIBLE:
        yield from (_PLAUSIBLE[kind] + value for value in BREAKOUTS)


QUERY = """
PREFIX : <http://example.org/$notThis#>  # nor $thisOne
SELECT ?s ?wanted ?note WHERE {
  VALUES ?wanted { $wanted }
  ?s :says ?wanted ; :note "costs $5 or '$wanted'" .
  { SELECT ?s (COUNT(?x) AS ?note) WHERE { ?s :says ?x . FILTER(?x IN ($wanted, "canary")) } GROUP BY ?s }
  MINUS { ?s :secret ?secret }
} ORDER BY ?s ?note
"""
"""A parameter in a data block, in an expression and in a sub-select, with more of the query behind it."""

_SAYS, _NOTE, _SECRET = (NamedNode(f"http://example.org/$notThis#{name}") for name in ("says", "note", "secret"))


def assert_shape_kept(terms: Sequence[Term]) -> None:
    """Every term, bound, is one term, and the query around it is what it was: by rdflib's algebra for all of
    them at once, and on Oxigraph, which shows no algebra, by the answer for each of them."""
    assert _shape(terms) == _shape([Literal(f"harmless {i}") for i in range(len(terms))])
    for term in terms:
        store = Store()
        for name, value in (("open", term), ("open", Literal("canary")), ("closed", term)):
            store.add(_quad(name, _SAYS, value))
            store.add(_quad(name, _NOTE, Literal("costs $5 or '$wanted'")))
        store.add(_quad("closed", _SECRET, Literal("s")))
        before = set(store)
        found = [tuple(row) for row in rows_of(store.query(bind(QUERY, {"wanted": [term]})))]
        assert [(s, wanted, note.value) for s, wanted, note in found] == [(NamedNode("urn:open"), term, "2")]
        assert set(store) == before


def _quad(name: str, predicate: NamedNode, value: Term) -> Quad:
    return Quad(NamedNode(f"urn:{name}"), predicate, value)


def _shape(terms: Sequence[Term]) -> object:
    """The algebra of a query with all the terms in a data block and in an expression, their places marked."""
    names = [f"p{i}" for i in range(len(terms))]
    text = (
        "SELECT ?s { ?s ?p ?x VALUES ?wanted { $all } "
        f"FILTER(?x IN ({', '.join(f'${name}' for name in names)})) MINUS {{ ?s ?p ?wanted }} }} ORDER BY ?s"
    )
    values = {name: [term] for name, term in zip(names, terms, strict=True)}
    known = {_of_rdflib(term) for term in terms}
    return _marked(prepareQuery(bind(text, {"all": terms, **values})).algebra, known)


def _of_rdflib(term: Term) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    plain = term.datatype.value == str(rdflib.XSD.string)
    return rdflib.Literal(term.value, datatype=None if plain else term.datatype.value)


def _marked(node: Any, known: set[rdflib.term.Node]) -> object:
    if isinstance(node, dict):
        return getattr(node, "name", ""), {str(k): _marked(v, known) for k, v in node.items()}
    if isinstance(node, list | tuple):
        return [_marked(child, known) for child in node]
    if isinstance(node, set | frozenset):
        return sorted(map(str, node))
    return "VALUE" if isinstance(node, rdflib.term.Node) and node in known else str(node)
