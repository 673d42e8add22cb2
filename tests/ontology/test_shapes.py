"""The shapes: a described article meets every one, and each single constraint refuses what breaks it.

The data that fails is made from the data that passes: `BREAK` says, for each kind of constraint, which small
change breaks it. A new kind of constraint in the shapes fails here until it has its change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

import pyshacl
import pytest
from mithaq.rdf import PREFIXES, Minter, describe
from mithaq.resources import resource
from mithaq.validation import check
from mithaq.validation.gate import conforms
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import OWL, RDF, SH, SKOS, XSD, Graph, Namespace, URIRef

from tests.rdf.samples import ARTICLE, FACTS, Tables

MQ, MQS = Namespace(PREFIXES["mq"]), Namespace("https://w3id.org/mithaq/shapes#")
TYPE = NamedNode(str(RDF.type))
NOBODY = NamedNode(f"{PREFIXES['mq']}nobody")
SHAPES = Graph().parse(resource("ontology", "shapes.ttl"))


@cache
def good() -> tuple[Triple, ...]:
    """A described article, and one branch of the vocabulary, which `ConceptShape` is about."""
    article = [q.triple for q in describe(ARTICLE, replace(FACTS, unread=("a part",)), reference=Tables())]
    branch = {f"{MQ}{name}" for name in ("foreignMinister", "minister")}
    vocabulary = parse(path=str(resource("ontology", "vocabulary.ttl")), format=RdfFormat.TURTLE)
    return (*article, *(q.triple for q in vocabulary if getattr(q.subject, "value", None) in branch))


def paths(shape: URIRef) -> list[NamedNode]:
    """The property that a property shape speaks of, or each of several."""
    path = SHAPES.value(shape, SH.path)
    choice = SHAPES.value(path, SH.alternativePath)
    return [NamedNode(str(one)) for one in ([path] if choice is None else SHAPES.items(choice))]


@dataclass
class Data:
    """Good data to break: `node` is the focus, `path` the property in question, `others` those that may stand for
    it."""

    node: NamedNode
    path: NamedNode
    others: tuple[NamedNode, ...] = ()
    triples: set[Triple] = field(default_factory=lambda: set(good()))

    @classmethod
    def of(cls, shape: str, node: str) -> Data:
        """The good data, to break where a property shape looks."""
        path, *others = paths(MQS[shape])
        return cls(NamedNode(node), path, tuple(others))

    def values(self) -> list[Triple]:
        return [t for t in self.triples if t.subject == self.node and t.predicate in (self.path, *self.others)]

    def drop(self, keep: Callable[[Triple], bool] = lambda _: False) -> None:
        self.triples -= {t for t in self.values() if not keep(t)}

    def add(self, value: NamedNode | Literal) -> None:
        self.triples.add(Triple(self.node, self.path, value))

    def add_all(self, *values: NamedNode | Literal) -> None:
        for value in values:
            self.add(value)

    def only(self, value: NamedNode | Literal) -> None:
        self.drop()
        self.add(value)

    def twice(self) -> None:
        """Two values of the right kind, or the first one and a stranger."""
        for value in (NOBODY, Literal("1", datatype=_xsd("integer")), Literal("2")):
            self.add(value)


def _xsd(name: str) -> NamedNode:
    return NamedNode(PREFIXES["xsd"] + name)


def _start_at_end(data: Data) -> None:
    (end,) = (t.object for t in data.triples if t.subject == data.node and t.predicate.value.endswith("#end"))
    data.only(end)  # type: ignore[arg-type]


def _not_that_kind(data: Data, kind: object) -> None:
    data.only(NOBODY if kind == SH.Literal else Literal("nobody"))


def _not_that_datatype(data: Data, datatype: object) -> None:
    data.only(Literal("true", datatype=_xsd("string" if datatype == XSD.boolean else "boolean")))


BREAK: dict[URIRef, Callable[[Data, object], None]] = {
    SH.minCount: lambda data, least: data.drop(lambda t: str(least) == "2" and t == min(data.values(), key=str)),
    SH.maxCount: lambda data, _: data.twice(),
    SH.datatype: _not_that_datatype,
    SH["class"]: lambda data, _: data.only(NOBODY),
    SH["in"]: lambda data, _: data.only(NOBODY),
    SH["or"]: lambda data, _: data.only(NOBODY),
    SH.nodeKind: _not_that_kind,
    SH.pattern: lambda data, _: data.only(Literal("12", language="ar")),
    SH.minLength: lambda data, _: data.only(Literal("")),
    SH.minInclusive: lambda data, _: data.only(Literal("-1", datatype=_xsd("integer"))),
    SH.minExclusive: lambda data, _: data.only(Literal("0", datatype=_xsd("decimal"))),
    SH.maxInclusive: lambda data, _: data.only(Literal("1.01", datatype=_xsd("decimal"))),
    SH.lessThan: lambda data, _: _start_at_end(data),
    SH.uniqueLang: lambda data, _: data.add_all(*(Literal(x, language="ar") for x in ("اسم", "اسم آخر"))),
    SH.languageIn: lambda data, _: data.only(Literal("nom", language="fr")),
    SH.qualifiedMinCount: lambda data, _: data.only(Literal("name", language="en")),
}
OF_BOTH = {SH.qualifiedValueShape: SH.qualifiedMinCount}  # two words for one constraint
NO_CONSTRAINT = {RDF.type, SH.path, SH.message, SH.severity, MQ.mend}


def targets(owner: URIRef) -> Iterator[NamedNode]:
    """A node of the good data for each target of a node shape."""
    for kind in SHAPES.objects(owner, SH.targetClass):
        (*_, node) = sorted(t.subject.value for t in good() if t.predicate == TYPE and t.object == NamedNode(str(kind)))  # type: ignore[union-attr]
        yield NamedNode(node)
    for path in SHAPES.objects(owner, SH.targetObjectsOf):
        yield min((t.object for t in good() if t.predicate == NamedNode(str(path))), key=str)  # type: ignore[misc]


def constraints() -> list[tuple[str, str, str]]:
    """Every constraint of every property shape, and every target of its node shape, in turn."""
    cases = []
    for owner, shape in sorted(SHAPES.subject_objects(SH.property)):
        own = sorted({str(p) for p in SHAPES.predicates(shape) if p not in NO_CONSTRAINT})
        nodes = [node.value for node in targets(owner)]  # type: ignore[arg-type]
        for turn in range(max(len(own), len(nodes))):
            cases.append((str(shape).removeprefix(MQS), own[turn % len(own)], nodes[turn % len(nodes)]))
    return cases


def broken(triples: set[Triple]) -> set[tuple[str, str]]:
    return {(f.rule.name, f.component.rpartition("#")[2].lower()) for f in check(triples).findings}


def test_the_shapes_are_well_formed_by_the_shapes_of_shacl_itself() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text


def test_a_described_article_meets_every_shape() -> None:
    report = check(good())
    assert report.findings == ()
    assert report.things > 20


def test_every_property_that_a_shape_speaks_of_is_in_the_data_that_passes() -> None:
    known = {path.value for shape in SHAPES.subjects(SH.path) for path in paths(shape)}  # type: ignore[arg-type]
    assert known <= {t.predicate.value for t in good()}


@pytest.mark.parametrize(("shape", "constraint", "node"), constraints(), ids=lambda text: text.rpartition("/")[2])
def test_every_constraint_refuses_data_that_breaks_it(shape: str, constraint: str, node: str) -> None:
    kind = URIRef(constraint)
    data = Data.of(shape, node)
    BREAK[OF_BOTH.get(kind, kind)](data, SHAPES.value(MQS[shape], kind))
    component = f"{OF_BOTH.get(kind, kind).rpartition('#')[2]}constraintcomponent".lower()
    assert (shape, component) in broken(data.triples)


def changed(subject: NamedNode, predicate: str, *values: NamedNode | Literal, drop: str = "") -> set[tuple[str, str]]:
    """What is broken when `predicate` of `subject` has these values instead, and `drop` none."""
    gone = {NamedNode(predicate), NamedNode(drop or predicate)}
    kept = {t for t in good() if t.subject != subject or t.predicate not in gone}
    return broken(kept | {Triple(subject, NamedNode(predicate), value) for value in values})


def date(text: str) -> Literal:
    return Literal(text, datatype=_xsd(("gYear", "gYearMonth", "date")[text.count("-")]))


def first(kind: str) -> NamedNode:
    return sorted((t.subject for t in good() if t.predicate == TYPE and t.object == NamedNode(kind)), key=str)[0]  # type: ignore[return-value]


def test_a_passage_needs_both_types() -> None:
    passage = first(f"{PREFIXES['oa']}TextPositionSelector")
    types = changed(passage, str(RDF.type), NamedNode(f"{PREFIXES['oa']}TextQuoteSelector"))
    assert ("PassageShape", "classconstraintcomponent") in types


@pytest.mark.parametrize("text", ["الدوحة", "", "x" * 105])
def test_a_passage_that_does_not_quote_the_content_is_refused(text: str) -> None:
    passage = first(f"{PREFIXES['oa']}TextQuoteSelector")
    assert ("PassageTextShape", "sparqlconstraintcomponent") in changed(
        passage, f"{PREFIXES['oa']}exact", Literal(text)
    )


def test_a_passage_counts_code_points_beyond_the_basic_plane() -> None:
    content = "😀 قطر 🇶🇦"
    start, end = content.index("ق"), len(content)
    article, oa = Minter().article("x"), PREFIXES["oa"]
    passage = NamedNode(f"{article.value}#char={start},{end}")
    data = {
        Triple(article, TYPE, NamedNode(str(MQ.Article))),
        Triple(article, NamedNode(f"{PREFIXES['dcterms']}identifier"), Literal("x")),
        Triple(article, NamedNode(str(MQ.content)), Literal(content)),
        Triple(passage, TYPE, NamedNode(f"{oa}TextQuoteSelector")),
        Triple(passage, TYPE, NamedNode(f"{oa}TextPositionSelector")),
        Triple(passage, NamedNode(f"{PREFIXES['dcterms']}isPartOf"), article),
        Triple(passage, NamedNode(f"{oa}start"), Literal(start)),
        Triple(passage, NamedNode(f"{oa}end"), Literal(end)),
    }
    exact = NamedNode(f"{oa}exact")
    assert broken(data | {Triple(passage, exact, Literal(content[start:end]))}) == set()
    assert broken(data | {Triple(passage, exact, Literal(content[start : end - 1]))}) != set()


DATES = [
    ("2017-07-12", True), ("2017-07-13", False), ("2017-07", True), ("2017-08", False), ("2017", True),
    ("2018", False), ("2016-12-31", True), ("2027-01-01", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fine"), DATES)
def test_a_signing_is_not_after_the_article(text: str, fine: bool) -> None:
    agreement = first(str(MQ.Agreement))
    found = changed(agreement, str(MQ.signedOn), date(text))
    assert (("SigningDateShape", "sparqlconstraintcomponent") not in found) is fine
    planned = {t for t in good() if t.subject != agreement or t.predicate.value != str(MQ.signedOn)}
    planned |= {Triple(agreement, NamedNode(str(MQ.signedOn)), date(text))}
    planned |= {Triple(agreement, NamedNode(str(MQ.agreementStatus)), NamedNode(str(MQ.planned)))}
    assert broken(planned) == set()


@pytest.mark.parametrize(("text", "fine"), DATES)
def test_what_was_held_is_not_after_the_article_and_what_is_planned_may_be(text: str, fine: bool) -> None:
    report = changed(first(str(MQ.Meeting)), str(MQ.date), date(text))
    assert (("EventDateShape", "sparqlconstraintcomponent") not in report) is fine
    assert changed(first(str(MQ.Visit)), str(MQ.date), date(text)) == set()  # the visit is planned


def test_articles_dated_by_a_year_take_signings_of_that_year() -> None:
    article = first(str(MQ.Article))
    issued = f"{PREFIXES['dcterms']}issued"
    assert changed(article, issued, date("2017")) == set()
    assert ("SigningDateShape", "sparqlconstraintcomponent") in changed(article, issued, date("2016"))
    assert changed(article, issued) == set()


def test_the_closed_lists_are_the_vocabularies() -> None:
    vocabulary = Graph().parse(resource("ontology", "vocabulary.ttl"))
    schemes = {
        frozenset(vocabulary.subjects(SKOS.inScheme, s)) for s in vocabulary.subjects(RDF.type, SKOS.ConceptScheme)
    }
    listed = {frozenset(SHAPES.items(head)) for head in SHAPES.objects(None, SH["in"])}
    assert listed == schemes


def test_every_class_that_data_uses_has_a_shape() -> None:
    used = {t.object.value for t in good() if t.predicate == TYPE}  # type: ignore[union-attr]
    targeted = {str(c) for c in SHAPES.objects(None, SH.targetClass)}
    assert {c for c in used if c.startswith(MQ)} - targeted <= {f"{MQ}Role"}


def test_every_rule_speaks_both_languages_and_says_how_to_mend() -> None:
    shapes = set(SHAPES.subjects(RDF.type, SH.PropertyShape)) | set(SHAPES.subjects(SH.sparql))
    assert len(shapes) > 50
    for shape in shapes:
        for predicate in (SH.message, MQ.mend):
            assert sorted(str(o.language) for o in SHAPES.objects(shape, predicate)) == ["ar", "en"], shape  # type: ignore[attr-defined]


def test_the_shapes_do_not_mind_which_graphs_the_data_is_in() -> None:
    store = Store()
    store.extend(
        Quad(t.subject, t.predicate, t.object, DefaultGraph() if i % 2 else NOBODY) for i, t in enumerate(good())
    )
    assert check(store).findings == ()


def test_a_state_is_not_an_official_too() -> None:
    state = first(str(MQ.State))
    found = changed(state, str(RDF.type), NamedNode(str(MQ.State)), NamedNode(str(MQ.Official)))
    assert ("thingClass", "maxcountconstraintcomponent") in found


def test_things_are_not_blank() -> None:
    blank = BlankNode("somebody")
    label = NamedNode(PREFIXES["rdfs"] + "label")
    somebody = {Triple(blank, TYPE, NamedNode(str(MQ.Official))), Triple(blank, label, Literal("سالم", language="ar"))}
    assert broken(set(good()) | somebody) == {("ThingShape", "nodekindconstraintcomponent")}
    assert not conforms(set(good()) | somebody)


@pytest.mark.parametrize("property", ["participants", "Participant", "holder2"])
def test_unknown_properties_of_the_namespace_are_refused(property: str) -> None:
    data = set(good()) | {Triple(first(str(MQ.Meeting)), NamedNode(MQ + property), first(str(MQ.Official)))}
    (finding,) = check(data).findings
    assert (finding.rule.name, finding.thing) == ("TermShape", NamedNode(MQ + property))
    assert not conforms(data)


def test_unknown_classes_of_the_namespace_are_refused_and_others_are_not_our_concern() -> None:
    thing = NamedNode("https://example.org/thing")
    assert ("TermShape", "sparqlconstraintcomponent") in broken(
        set(good()) | {Triple(thing, TYPE, NamedNode(str(MQ.Treaty)))}
    )
    own = NamedNode("https://example.org/Treaty")
    assert broken(set(good()) | {Triple(thing, TYPE, own), Triple(thing, NamedNode(f"{own.value}#by"), thing)}) == set()


def test_the_known_terms_are_those_of_the_ontology() -> None:
    ontology = Graph().parse(resource("ontology", "mithaq.ttl"))
    (select,) = [str(text) for text in SHAPES.objects(None, SH.select) if "NOT IN" in str(text)]
    listed = [set(re.findall(r"mq:(\w+)", part)) for part in re.findall(r"NOT IN \((.*?)\)", select, re.DOTALL)]
    properties = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    for kinds, names in zip((properties, (OWL.Class,)), listed, strict=True):
        defined = {str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind)}
        assert names == {name.removeprefix(MQ) for name in defined if name.startswith(MQ)}
