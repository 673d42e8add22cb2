"""Hostile values for every type of parameter: none changes what a query is, on either engine."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from mithaq.errors import UserError
from mithaq.language.fold import clean_label
from mithaq.queries import (
    CLASSES,
    Catalogue,
    NameResolver,
    Parameter,
    binding,
    name_resolution,
    prepare,
    resolve_parameter,
)
from mithaq.queries.binding import Term
from mithaq.queries.header import TYPES
from mithaq.queries.values import looks_like_iri
from mithaq.rdf import BASE, PREFIXES, RDF, RDFS
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store
from rdflib.plugins.sparql import prepareQuery

from tests.queries.hostile import HOSTILE, assert_shape_kept, hostile_for


class Watched:
    """A graph with things that are called what attackers type, which keeps the queries it is asked."""

    def __init__(self, kind: str) -> None:
        self.store, self.asked, self.base = Store(), dict[str, None](), BASE
        self.things: dict[str, NamedNode] = {}
        for number, value in enumerate(HOSTILE):
            name = clean_label(value).strip()
            if name and len(name) <= 500 and name not in self.things and writable(value):
                self.things[name] = NamedNode(f"urn:thing:{number}")
                self._add(self.things[name], kind, name)
        self._add(NamedNode("urn:thing:bystander"), kind, "bystander")

    def _add(self, node: NamedNode, kind: str, name: str) -> None:
        self.store.add(Quad(node, RDF.type, NamedNode(PREFIXES["mq"] + CLASSES[kind][-1])))
        label = NamedNode(f"{PREFIXES['dcterms']}title") if kind == "article" else RDFS.label
        self.store.add(Quad(node, label, Literal(name, language="ar")))

    def select(self, query: str) -> QuerySolutions:
        self.asked[query] = None
        found = self.store.query(query)
        assert isinstance(found, QuerySolutions)
        return found

    def canonical(self, iri: str) -> str:
        return iri


def writable(value: str) -> bool:
    return all(unicodedata.category(c) not in ("Cc", "Cs") or c in "\t\n" for c in value)


def resolved(kind: str, graph: Any) -> dict[str, Term]:
    """What each hostile value of a type is taken for; one that is refused is told so in one line."""
    found: dict[str, Term] = {}
    messages: list[str] = []
    lookup = NameResolver(graph)
    for value in hostile_for(kind):
        try:
            found[value] = resolve_parameter(Parameter("x", kind, {"en": "x"}), value, lookup)
        except UserError as problem:
            messages.append(str(problem))
    assert all(told.startswith("parameter x: ") and len(told) < 1500 for told in messages)
    return found


def test_there_are_enough_hostile_values() -> None:
    assert len(HOSTILE) >= 200
    assert sum(len(value) >= 1_000_000 for value in HOSTILE) >= 2


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind not in CLASSES])
def test_a_hostile_value_is_one_term_or_is_refused(kind: str) -> None:
    found = resolved(kind, Watched("thing"))
    if kind == "text":
        assert found == {value: Literal(value) for value in HOSTILE if writable(value)}
        assert len(found) >= 180
    assert_shape_kept(list(dict.fromkeys(found.values())))


@pytest.mark.parametrize("kind", [kind for kind in CLASSES if kind != "any"])
def test_a_thing_with_a_hostile_name_is_found_by_it_and_nothing_else_is(kind: str) -> None:
    graph = Watched(kind)
    before = set(graph.store)
    found = resolved(kind, graph)
    for value, term in found.items():
        if looks_like_iri(value.strip()):
            assert term == NamedNode(value.strip().strip("<>"))
        elif not (kind in ("state", "actor") and term.value.startswith(f"{BASE}state/")):  # `"@ar` is AR, folded
            assert term == graph.things[clean_label(value).strip()]
    assert sum(term in graph.things.values() for term in found.values()) >= 100
    assert set(graph.store) == before
    assert_shape_kept(list(dict.fromkeys(found.values())))
    asked = list(graph.asked)
    assert len({shape(query) for query in (*asked[:3], *asked[3 :: len(asked) // 20])}) <= 4


def shape(query: str) -> str:
    """The algebra of a query that looks a name up, without its literals."""
    return str(_bare(prepareQuery(query).algebra))


def _bare(node: Any) -> object:
    if isinstance(node, dict):
        return getattr(node, "name", ""), sorted((str(k), str(_bare(v))) for k, v in node.items())
    if isinstance(node, list | tuple):
        return [_bare(child) for child in node]
    return type(node).__name__


NAIVE: dict[str, Callable[[str], str]] = {
    "plain quotes": lambda text: f'"{text}"',
    "other quotes": lambda text: f"'''{text}'''",
    "quotes escaped and backslashes not": lambda text: '"' + text.replace('"', '\\"') + '"',
    "code point escapes let through": lambda text: (
        '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r") + '"'
    ),
}


@pytest.mark.parametrize("way", NAIVE)
def test_a_binder_that_quotes_badly_is_caught(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """That the tests above can fail: they do, on ways of binding that are often seen."""

    def careless(term: Term) -> str:
        return NAIVE[way](term.value) if isinstance(term, Literal) else str(term)

    monkeypatch.setattr(binding, "to_sparql", careless)
    caught = 0
    for value in filter(writable, HOSTILE[:90]):
        try:
            assert_shape_kept([Literal(value)])
        except Exception:  # a parser's error, or an assertion
            caught += 1
    assert caught >= 9


def test_a_lookup_that_quotes_badly_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    class Careless:
        def __init__(self, value: str, language: str = "") -> None:
            self.text = f'"{value}"@{language}' if language else f'"{value}"'

        def __str__(self) -> str:
            return self.text

    monkeypatch.setattr(name_resolution, "Literal", Careless)
    with pytest.raises(SyntaxError):
        resolved("official", Watched("official"))


@pytest.mark.parametrize("typed", ['"} DROP ALL #', "} INSERT DATA { <a:a> <a:b> <a:c> } #"])
def test_a_break_out_through_a_stored_query_is_a_message(typed: str, names: NameResolver) -> None:
    query = Catalogue().find("agreements-between")
    with pytest.raises(UserError, match="no state, organization or official is named"):
        prepare(query, {"state": [typed], "other": ["QA"]}, names)
