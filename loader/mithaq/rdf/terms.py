"""The vocabulary of the data as constants, so that the type checker finds misspelt terms.

The `MQ` terms are defined in `ontology/mithaq.ttl`; a test holds the two equal. Concepts of the vocabularies
(roles, kinds, acts, topics) are data, not terms: `concept` makes their IRIs.
"""

from __future__ import annotations

from urllib.parse import quote

from pyoxigraph import NamedNode

__all__ = [
    "DCTERMS", "MQ", "OA", "OWL", "PREFIXES", "PROV", "RDF", "RDFS", "SCHEMA", "SH", "SKOS", "WD", "XSD",
    "concept",
]  # fmt: skip

PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "mq": "https://w3id.org/mithaq/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of all namespaces in the data, the ontology and the shapes."""

WD = PREFIXES["wd"]


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


_RENAMED = {"member": "bodyMember"}
"""Concepts whose local name in facts is that of a property here (`mq:member`)."""


def concept(name: str) -> NamedNode:
    """The IRI of a vocabulary's concept by its local name (`foreignMinister`).

    Whether the vocabulary has such a concept is for the shapes to say: an extractor may be wrong, and then
    the article's report says so.
    """
    return NamedNode(PREFIXES["mq"] + quote(_RENAMED.get(name, name), safe=""))


class MQ:
    """Mithaq's own classes and properties."""

    Agreement = _term("mq", "Agreement")
    Article = _term("mq", "Article")
    Forum = _term("mq", "Forum")
    ForumEdition = _term("mq", "ForumEdition")
    Mediation = _term("mq", "Mediation")
    Meeting = _term("mq", "Meeting")
    Official = _term("mq", "Official")
    Organization = _term("mq", "Organization")
    Place = _term("mq", "Place")
    Post = _term("mq", "Post")
    Sanction = _term("mq", "Sanction")
    State = _term("mq", "State")
    Statement = _term("mq", "Statement")
    Tenure = _term("mq", "Tenure")
    Visit = _term("mq", "Visit")

    act = _term("mq", "act")
    agreementKind = _term("mq", "agreementKind")
    agreementStatus = _term("mq", "agreementStatus")
    between = _term("mq", "between")
    confidence = _term("mq", "confidence")
    content = _term("mq", "content")
    copyOf = _term("mq", "copyOf")
    readInPart = _term("mq", "readInPart")
    date = _term("mq", "date")
    destination = _term("mq", "destination")
    dispute = _term("mq", "dispute")
    edition = _term("mq", "edition")
    editionOf = _term("mq", "editionOf")
    eventStatus = _term("mq", "eventStatus")
    holder = _term("mq", "holder")
    imposer = _term("mq", "imposer")
    iso3166 = _term("mq", "iso3166")
    measure = _term("mq", "measure")
    mediator = _term("mq", "mediator")
    mentionsByTitle = _term("mq", "mentionsByTitle")
    member = _term("mq", "member")
    mode = _term("mq", "mode")
    observedOn = _term("mq", "observedOn")
    onSidelinesOf = _term("mq", "onSidelinesOf")
    organization = _term("mq", "organization")
    participant = _term("mq", "participant")
    party = _term("mq", "party")
    place = _term("mq", "place")
    post = _term("mq", "post")
    role = _term("mq", "role")
    rule = _term("mq", "rule")
    signatory = _term("mq", "signatory")
    signedOn = _term("mq", "signedOn")
    speaker = _term("mq", "speaker")
    state = _term("mq", "state")
    status = _term("mq", "status")
    target = _term("mq", "target")
    topic = _term("mq", "topic")
    visitor = _term("mq", "visitor")


class RDF:
    type = _term("rdf", "type")


class RDFS:
    label = _term("rdfs", "label")
    subClassOf = _term("rdfs", "subClassOf")


class OWL:
    sameAs = _term("owl", "sameAs")


class SKOS:
    altLabel = _term("skos", "altLabel")
    definition = _term("skos", "definition")
    exactMatch = _term("skos", "exactMatch")
    inScheme = _term("skos", "inScheme")
    prefLabel = _term("skos", "prefLabel")


class DCTERMS:
    created = _term("dcterms", "created")
    description = _term("dcterms", "description")
    identifier = _term("dcterms", "identifier")
    isPartOf = _term("dcterms", "isPartOf")
    issued = _term("dcterms", "issued")
    source = _term("dcterms", "source")
    title = _term("dcterms", "title")


class SCHEMA:
    mentions = _term("schema", "mentions")
    name = _term("schema", "name")
    url = _term("schema", "url")


class PROV:
    Activity = _term("prov", "Activity")
    Agent = _term("prov", "Agent")
    used = _term("prov", "used")
    wasAssociatedWith = _term("prov", "wasAssociatedWith")
    wasAttributedTo = _term("prov", "wasAttributedTo")
    wasDerivedFrom = _term("prov", "wasDerivedFrom")
    wasGeneratedBy = _term("prov", "wasGeneratedBy")
    wasInvalidatedBy = _term("prov", "wasInvalidatedBy")


class OA:
    """Web Annotation: a passage is a selector by position and by quotation."""

    TextPositionSelector = _term("oa", "TextPositionSelector")
    TextQuoteSelector = _term("oa", "TextQuoteSelector")
    end = _term("oa", "end")
    exact = _term("oa", "exact")
    start = _term("oa", "start")


class SH:
    """What the validation report is read by."""

    Info = _term("sh", "Info")
    Violation = _term("sh", "Violation")
    Warning = _term("sh", "Warning")


class XSD:
    anyURI = _term("xsd", "anyURI")
    boolean = _term("xsd", "boolean")
    date = _term("xsd", "date")
    decimal = _term("xsd", "decimal")
    gYear = _term("xsd", "gYear")
    gYearMonth = _term("xsd", "gYearMonth")
    integer = _term("xsd", "integer")
    string = _term("xsd", "string")
