"""Broken data for the tests of this room, each made from the good article by one change."""

from __future__ import annotations

from mithaq.rdf import MQ, XSD, concept, describe
from pyoxigraph import Literal, NamedNode, Quad

from tests.rdf.samples import ARTICLE, FACTS, Tables

__all__ = ["good", "late_signing", "one_participant", "strange_kind"]


def good() -> list[Quad]:
    return describe(ARTICLE, FACTS, reference=Tables())


def _replace(predicate: NamedNode, value: NamedNode | Literal) -> list[Quad]:
    (old,) = (q for q in good() if q.predicate == predicate)
    return [q for q in good() if q != old] + [Quad(old.subject, predicate, value, old.graph_name)]


def strange_kind() -> list[Quad]:
    """A violation: an agreement of a kind that the vocabulary lacks."""
    return _replace(MQ.agreementKind, concept("pact"))


def late_signing() -> list[Quad]:
    """A violation that a SPARQL constraint finds: signed after the article."""
    return _replace(MQ.signedOn, Literal("2018-01-01", datatype=XSD.date))


def one_participant() -> list[Quad]:
    """A warning: a meeting of one."""
    meeting = next(q.subject for q in good() if q.object == MQ.Meeting)
    others = [q for q in good() if q.subject == meeting and q.predicate == MQ.participant][1:]
    return [q for q in good() if q not in others]
