"""HermiT and Pellet, which are complete for OWL 2 DL, accept the ontology and the description of an article."""

from __future__ import annotations

import io
import shutil
from importlib.util import find_spec

import pytest
from mithaq.rdf import PREFIXES, describe
from mithaq.resources import resource
from pyoxigraph import RdfFormat, serialize
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace

from tests.rdf.samples import ARTICLE, FACTS, Tables

pytestmark = pytest.mark.skipif(
    shutil.which("java") is None or find_spec("owlready2") is None, reason="needs a Java runtime and the extra owl"
)

MQ = Namespace(PREFIXES["mq"])
PROBES = {MQ.stateAndOfficial: (MQ.State, MQ.Official), MQ.meetingAndAgreement: (MQ.Meeting, MQ.Agreement)}
"""Classes of two disjoint ones, which a reasoner must find: else the test would say nothing."""
DATES = (XSD.date, XSD.gYearMonth, XSD.gYear)
"""Datatypes of the data that OWL 2 DL does not have."""


def graph() -> Graph:
    """The ontology without its imports, the description of an article without dates, and the probes."""
    found = Graph()
    for name in ("mithaq", "vocabulary", "alignments"):
        found.parse(resource("ontology", f"{name}.ttl"))
    quads = describe(ARTICLE, FACTS, reference=Tables())
    found.parse(data=serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES), format="nt")
    for subject, predicate, value in list(found):
        if predicate == OWL.imports or (isinstance(value, Literal) and value.datatype in DATES):
            found.remove((subject, predicate, value))
    for probe, above in PROBES.items():
        found.add((probe, RDF.type, OWL.Class))
        for one in above:
            found.add((probe, RDFS.subClassOf, one))
    return found


@pytest.mark.parametrize("reasoner", ["sync_reasoner_hermit", "sync_reasoner_pellet"])
def test_everything_is_consistent_and_no_class_of_the_ontology_is_empty(reasoner: str) -> None:
    import owlready2

    world = owlready2.World()
    text = graph().serialize(format="nt", encoding="utf-8")
    world.get_ontology(str(MQ)).load(fileobj=io.BytesIO(text))
    getattr(owlready2, reasoner)(world, debug=0)  # raises an error if the data contradict the ontology
    assert len(list(world.classes())) > 50
    empty = {cls.iri for cls in world.inconsistent_classes()} - {str(OWL.Nothing)}
    assert empty == {str(probe) for probe in PROBES}
