"""Look up a name typed by a person among the names used in articles."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Literal, NamedNode

from mithaq.identity.entity_profiles import parse_profile
from mithaq.identity.terms import PROFILE, PROFILES
from mithaq.rdf import RDFS, SKOS, folded_name, typed_iri
from mithaq.store import Store
from mithaq.store.terms import value

__all__ = ["find"]


def find(store: Store, text: str) -> list[str]:
    """Find the IRIs used in articles for `text`, sorted: an IRI in any printed form, or a label in any equivalent
    spelling.

    There are several results if several entities, or one entity under several names, have this label.

    Scans all labels of the merged graph unless one matches exactly.
    """
    if (iri := typed_iri(text, store.base)) is not None:
        return [iri] if store.quads(NamedNode(iri), PROFILE, None, PROFILES) else []
    wanted = folded_name(text)
    records = _exactly(store, text) or {
        quad.subject.value
        for predicate in (RDFS.label, SKOS.altLabel)
        for quad in store.quads(None, predicate, None, DefaultGraph())
        if isinstance(quad.subject, NamedNode) and folded_name(value(quad.object)) == wanted
    }
    found = set()
    for record in records:
        for member in store.members(record):
            for quad in store.quads(NamedNode(member), PROFILE, None, PROFILES):
                profile = parse_profile(value(quad.object))
                if any("@" in attribute and folded_name(label) == wanted for attribute, label in profile):
                    found.add(member)
    return sorted(found)


def _exactly(store: Store, text: str) -> set[str]:
    return {
        quad.subject.value
        for predicate in (RDFS.label, SKOS.altLabel)
        for language in ("ar", "en", None)
        for quad in store.quads(None, predicate, Literal(text, language=language), DefaultGraph())
        if isinstance(quad.subject, NamedNode)
    }
