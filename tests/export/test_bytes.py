"""The bytes of an export are a promise: files that people keep under version control must not change with a release.

A change here needs a reason that a person who compares exports of two versions would accept.
"""

from io import BytesIO

import pytest
from mithaq.export import write_graph
from mithaq.rdf import MQ, OA, PROV, RDF, RDFS, SKOS, XSD, Minter
from pyoxigraph import Literal, NamedNode, Triple

STATE, PACT = Minter().state("QA"), NamedNode("https://w3id.org/mithaq/id/agreement/memorandum-1")
PASSAGE = NamedNode("https://w3id.org/mithaq/id/article/a%201#char=0,12")
TRIPLES = [
    Triple(PASSAGE, RDF.type, OA.TextQuoteSelector),
    Triple(PASSAGE, RDF.type, OA.TextPositionSelector),
    Triple(PASSAGE, OA.exact, Literal('قال: "نعم"\nثم سكت')),
    Triple(PACT, RDF.type, MQ.Agreement),
    Triple(PACT, RDFS.label, Literal("مذكرة", language="ar")),
    Triple(PACT, MQ.party, STATE),
    Triple(PACT, MQ.confidence, Literal("0.9", datatype=XSD.decimal)),
    Triple(PACT, MQ.signedOn, Literal("2015-06-09", datatype=XSD.date)),
    Triple(PACT, PROV.wasDerivedFrom, PASSAGE),
    Triple(STATE, RDF.type, MQ.State),
    Triple(STATE, RDFS.label, Literal("قطر", language="ar")),
    Triple(STATE, RDFS.label, Literal("Qatar", language="en")),
    Triple(STATE, SKOS.exactMatch, NamedNode("http://www.wikidata.org/entity/Q846")),
]
TURTLE = """
state:QA a mq:State ;
    rdfs:label "Qatar"@en ,
        "قطر"@ar ;
    skos:exactMatch wd:Q846 .

agreement:memorandum-1 a mq:Agreement ;
    rdfs:label "مذكرة"@ar ;
    prov:wasDerivedFrom <https://w3id.org/mithaq/id/article/a%201#char=0,12> ;
    mq:confidence 0.9 ;
    mq:party state:QA ;
    mq:signedOn "2015-06-09"^^xsd:date .

<https://w3id.org/mithaq/id/article/a%201#char=0,12> a oa:TextPositionSelector , oa:TextQuoteSelector ;
    oa:exact "قال: \\"نعم\\"\\nثم سكت" .
"""
JSON_LD = """
{"@id": "state:QA", "@type": ["mq:State"], "rdfs:label": [{"@language": "en", "@value": "Qatar"}, \
{"@language": "ar", "@value": "قطر"}], "skos:exactMatch": "wd:Q846"},
{"@id": "agreement:memorandum-1", "@type": ["mq:Agreement"], "rdfs:label": {"@language": "ar", "@value": "مذكرة"}, \
"prov:wasDerivedFrom": "https://w3id.org/mithaq/id/article/a%201#char=0,12", \
"mq:confidence": {"@type": "xsd:decimal", "@value": "0.9"}, "mq:party": "state:QA", \
"mq:signedOn": {"@type": "xsd:date", "@value": "2015-06-09"}},
{"@id": "https://w3id.org/mithaq/id/article/a%201#char=0,12", \
"@type": ["oa:TextPositionSelector", "oa:TextQuoteSelector"], "oa:exact": "قال: \\"نعم\\"\\nثم سكت"}
]}
"""
RDF_XML = """
  <mq:State rdf:about="https://w3id.org/mithaq/id/state/QA">
    <rdfs:label xml:lang="en">Qatar</rdfs:label>
    <rdfs:label xml:lang="ar">قطر</rdfs:label>
    <skos:exactMatch rdf:resource="http://www.wikidata.org/entity/Q846"/>
  </mq:State>
"""


@pytest.mark.parametrize(
    ("kind", "after", "expected"),
    [
        ("ttl", "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n", TURTLE),
        ("jsonld", '"@graph": [', JSON_LD),
        ("rdf", 'xmlns:xsd="http://www.w3.org/2001/XMLSchema#">', RDF_XML),
    ],
)
def test_the_bytes_stay_as_they_are(kind: str, after: str, expected: str) -> None:
    for triples in (TRIPLES, TRIPLES[::-1]):
        out = BytesIO()
        write_graph(triples, kind, out)
        text = out.getvalue().decode()
        assert text.partition(after)[2].startswith(expected)
