"""What identity knows about roles."""

from __future__ import annotations

import pytest
from mithaq.identity.roles import ROLES
from mithaq.resources import resource
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

MQ = "https://w3id.org/mithaq/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"


@pytest.fixture(scope="module")
def vocabulary() -> Store:
    store = Store()
    store.load(path=str(resource("ontology", "vocabulary.ttl")), format=RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize("role", ROLES)
def test_every_role_in_the_table_is_a_concept_of_the_vocabulary(vocabulary: Store, role: str) -> None:
    labels = vocabulary.quads_for_pattern(NamedNode(MQ + role), NamedNode(f"{SKOS}prefLabel"), None)
    assert any(isinstance(quad.object, Literal) for quad in labels), role
