"""Facts as RDF: `describe` makes the quads of one article, `Minter` mints IRIs, `terms` lists the vocabulary.

Everything here is pure: no network, no state between articles.
"""

from mithaq.rdf.classes import CLASS_NAMES, CLASSES, IndividualClass, is_state, local_name
from mithaq.rdf.describe import describe
from mithaq.rdf.fact_nodes import fact_nodes, mark_facts
from mithaq.rdf.iri import BASE, Minter, folded_name
from mithaq.rdf.mention_scope import SeparateMention
from mithaq.rdf.provenance import correction_quads
from mithaq.rdf.reference_data import ReferenceData, ReferenceEntry, default_reference_data
from mithaq.rdf.terms import DCTERMS, MQ, OA, PREFIXES, PROV, RDF, RDFS, SCHEMA, SKOS, WD, XSD, concept
from mithaq.rdf.typed_iri import typed_iri

__all__ = [
    "BASE",
    "CLASSES",
    "CLASS_NAMES",
    "DCTERMS",
    "MQ",
    "OA",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "WD",
    "XSD",
    "IndividualClass",
    "Minter",
    "ReferenceData",
    "ReferenceEntry",
    "SeparateMention",
    "concept",
    "correction_quads",
    "default_reference_data",
    "describe",
    "fact_nodes",
    "folded_name",
    "is_state",
    "local_name",
    "mark_facts",
    "typed_iri",
]  # fmt: skip
