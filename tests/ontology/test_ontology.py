"""The ontology: it parses, speaks both languages, has every term that is used, and contradicts nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import owlrl
import pytest
from mithaq.lexicon.authority_tables import read_table
from mithaq.rdf import PREFIXES, concept, describe
from mithaq.rdf import terms as rdf_terms
from mithaq.resources import resource
from pyoxigraph import NamedNode, RdfFormat, serialize
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

from tests.rdf.samples import ARTICLE, FACTS, Tables
from tests.terms import literal

MQ = Namespace(PREFIXES["mq"])
FILES = ("mithaq", "vocabulary", "shapes", "alignments")
CODE = Path(rdf_terms.__file__).parents[1]
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
OWL_ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")  # what owlrl reports contradictions by
ARABIC = re.compile("[\u0621-\u064a]")


def read(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(resource("ontology", f"{name}.ttl"))
    return graph


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read("mithaq", "vocabulary", "alignments")


def own(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    found = {s for kind in kinds for s in graph.subjects(RDF.type, kind)}
    return sorted(s for s in found if isinstance(s, URIRef) and s.startswith(MQ))


def both(graph: Graph, subject: URIRef, predicate: URIRef) -> bool:
    """Whether there is exactly one text in English and one in Arabic letters."""
    texts = sorted(map(literal, graph.objects(subject, predicate)), key=lambda t: str(t.language))
    return [t.language for t in texts] == ["ar", "en"] and [bool(ARABIC.search(t)) for t in texts] == [
        True,
        False,
    ]


@pytest.mark.parametrize("name", FILES)
def test_each_file_parses_and_has_a_version(name: str) -> None:
    graph = read(name)
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    version = graph.value(header, OWL.versionInfo)
    assert graph.value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")


def test_classes_and_properties_are_named_and_defined_in_both_languages(ontology: Graph) -> None:
    terms = own(ontology, OWL.Class, RDFS.Datatype, OWL.AnnotationProperty, *PROPERTIES)
    assert len(terms) > 50
    assert [t for t in terms if not both(ontology, t, RDFS.label)] == []
    assert [t for t in terms if not both(ontology, t, SKOS.definition)] == []


def test_properties_have_domain_and_range(ontology: Graph) -> None:
    for term in own(ontology, *PROPERTIES):
        assert ontology.value(term, RDFS.domain) is not None, term
        target = ontology.value(term, RDFS.range)
        literal = str(target).startswith(PREFIXES["xsd"]) or target == MQ.PartialDate
        assert literal == ((term, RDF.type, OWL.DatatypeProperty) in ontology), term


def test_concepts_are_named_and_defined_in_both_languages_within_their_scheme(ontology: Graph) -> None:
    for term in own(ontology, SKOS.Concept):
        assert both(ontology, term, SKOS.prefLabel), term
        assert both(ontology, term, SKOS.definition), term
        schemes = set(ontology.objects(term, SKOS.inScheme))
        assert schemes
        assert schemes <= set(ontology.subjects(RDF.type, SKOS.ConceptScheme))


def test_broader_concepts_are_of_the_same_scheme_and_never_go_in_circles(ontology: Graph) -> None:
    for term in own(ontology, SKOS.Concept):
        above = set(ontology.transitive_objects(term, SKOS.broader)) - {term}
        for other in above:
            assert set(ontology.objects(other, SKOS.inScheme)) & set(ontology.objects(term, SKOS.inScheme))
            assert term not in set(ontology.transitive_objects(other, SKOS.broader))


def test_no_two_concepts_of_a_scheme_share_a_preferred_label(ontology: Graph) -> None:
    for scheme in ontology.subjects(RDF.type, SKOS.ConceptScheme):
        labels = [x for c in ontology.subjects(SKOS.inScheme, scheme) for x in ontology.objects(c, SKOS.prefLabel)]
        assert len(labels) == len(set(labels)), scheme


def test_the_constants_are_the_terms_of_the_ontology(ontology: Graph) -> None:
    constants = {name: value for name, value in vars(rdf_terms.MQ).items() if isinstance(value, NamedNode)}
    assert {name: value.value for name, value in constants.items()} == {n: str(MQ[n]) for n in constants}
    defined = {str(t)[len(MQ) :] for t in own(ontology, OWL.Class, *PROPERTIES)}
    assert set(constants) <= defined
    assert {str(p)[len(MQ) :] for p in own(ontology, *PROPERTIES)} <= set(constants)


def test_no_undefined_term_in_the_ontology_the_shapes_and_the_data(ontology: Graph) -> None:
    defined = {s for s in ontology.subjects(RDF.type, None) if isinstance(s, URIRef)}
    data = describe(ARTICLE, FACTS, reference=Tables())
    graph = read(*FILES).parse(data=serialize([q.triple for q in data], format=RdfFormat.N_TRIPLES), format="nt")
    used = {t for triple in graph for t in triple if isinstance(t, URIRef) and t.startswith(MQ)}
    assert used - defined == set()


def test_no_undefined_term_in_queries_and_code(ontology: Graph) -> None:
    defined = {str(s)[len(MQ) :] for s in ontology.subjects(RDF.type, None) if str(s).startswith(MQ)}
    pattern = re.compile(rf"(?:\bmq:|{re.escape(MQ)})([A-Za-z]\w*)")
    files = [*resource("queries").glob("*.rq"), *CODE.rglob("*.py")]
    used = {(name, path.name) for path in files for name in pattern.findall(path.read_text("utf-8"))}
    assert {u for u in used if u[0] not in defined} == set()


@pytest.mark.parametrize(
    ("table", "column", "scheme"),
    [
        ("roles.csv", "concept", "roles"),
        ("topics.csv", "topic", "topics"),
        ("agreements.csv", "kind", "agreementKinds"),
    ],
)
def test_the_lexicon_speaks_of_concepts_that_exist(ontology: Graph, table: str, column: str, scheme: str) -> None:
    names = {row[column] for row in read_table(table)} - {""}
    members = {str(c) for c in ontology.subjects(SKOS.inScheme, MQ[scheme])}
    assert names
    assert {n for n in names if concept(n).value not in members} == set()


def closed(graph: Graph) -> Graph:
    """The graph with all that OWL 2 RL infers from it."""
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def described() -> Graph:
    graph = read("mithaq", "vocabulary", "alignments")
    quads = describe(ARTICLE, FACTS, reference=Tables())
    return graph.parse(data=serialize([q.triple for q in quads], format=RdfFormat.N_TRIPLES), format="nt")


def test_the_ontology_with_a_described_article_is_consistent_under_owl_rl() -> None:
    graph = closed(described())
    assert list(graph.objects(None, OWL_ERROR)) == []
    assert list(graph.subjects(RDF.type, OWL.Nothing)) == []
    same = {(s, o) for s, o in graph.subject_objects(OWL.sameAs) if s != o and isinstance(s, URIRef)}
    assert same == set()
    assert (MQ.State, RDFS.subClassOf, MQ.NamedThing) in graph


@pytest.mark.parametrize("kind", ["Official", "Organization", "Post", "Meeting", "Article"])
def test_a_state_that_is_something_else_too_is_a_contradiction(kind: str) -> None:
    graph = described()
    state = next(graph.subjects(RDF.type, MQ.State))
    graph.add((state, RDF.type, MQ[kind]))
    assert list(closed(graph).objects(None, OWL_ERROR))


def test_reasoning_finds_the_superclasses_that_other_tools_ask_for() -> None:
    graph = closed(described())
    foaf, org, sem = (Namespace(n) for n in (
        "http://xmlns.com/foaf/0.1/", "http://www.w3.org/ns/org#", "http://semanticweb.cs.vu.nl/2009/11/sem/"
    ))  # fmt: skip
    officials = set(graph.subjects(RDF.type, MQ.Official))
    assert officials <= set(graph.subjects(RDF.type, foaf.Person))
    assert set(graph.subjects(RDF.type, MQ.Tenure)) <= set(graph.subjects(RDF.type, org.Membership))
    assert set(graph.subjects(RDF.type, MQ.Meeting)) <= set(graph.subjects(sem.hasActor, None))
    assert set(graph.objects(None, org.member)) == officials


DATATYPE_MAP = {
    RDFS.Literal,
    *(XSD[name] for name in ("string", "decimal", "integer", "boolean", "anyURI", "dateTime")),
}
"""The part of the datatype map of OWL 2 (Structural Specification, section 4) that may be used here."""


def test_the_ontology_keeps_to_owl_2_dl(ontology: Graph) -> None:
    """Every class, datatype and property is declared with one kind, and no datatype is outside the map."""
    built_in = (str(RDF), str(RDFS), str(OWL), str(XSD))
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    for property in set(ontology.predicates()):
        if not str(property).startswith(built_in):
            assert len([kind for kind in kinds if (property, RDF.type, kind) in ontology]) == 1, property
    classes = {*ontology.objects(None, RDF.type), *ontology.objects(None, RDFS.subClassOf)}
    for cls in classes:
        if isinstance(cls, URIRef) and not str(cls).startswith(built_in):
            assert (cls, RDF.type, OWL.Class) in ontology, cls
    used = {t for t in {*ontology.objects(), *ontology.subjects()} if str(t).startswith(str(XSD))}
    assert used <= DATATYPE_MAP
    assert {str(t.datatype) for t in map(literal, filter(is_literal, ontology.objects())) if t.datatype} <= {
        str(name) for name in DATATYPE_MAP
    }


def is_literal(term: object) -> bool:
    return isinstance(term, Literal)


def test_every_term_says_which_file_defines_it() -> None:
    for name in ("mithaq", "vocabulary", "alignments"):
        graph = read(name)
        (header,) = graph.subjects(RDF.type, OWL.Ontology)
        for term in {s for s in graph.subjects(RDF.type, None) if str(s).startswith(MQ)}:
            assert list(graph.objects(term, RDFS.isDefinedBy)) == [header], term


def test_the_files_import_what_they_build_on() -> None:
    base = "https://w3id.org/mithaq/"
    imports = {name: {str(o) for o in read(name).objects(None, OWL.imports)} for name in FILES}
    assert imports["vocabulary"] == {f"{base}ontology"}
    assert imports["alignments"] == {f"{base}ontology", f"{base}vocabulary"}


@pytest.mark.skipif(shutil.which("java") is None, reason="no Java runtime")
def test_hermit_accepts_the_ontology(ontology: Graph, tmp_path: Path) -> None:
    owlready2 = pytest.importorskip("owlready2")
    whole = Graph()
    for triple in ontology:
        if triple[1] != OWL.imports:  # all files are in the graph
            whole.add(triple)
    file = tmp_path / "ontology.nt"
    whole.serialize(file, format="nt", encoding="utf-8")
    world = owlready2.World()
    loaded = world.get_ontology(file.as_uri()).load()
    with loaded:
        owlready2.sync_reasoner_hermit(world, debug=0)
    assert list(world.inconsistent_classes()) == []
