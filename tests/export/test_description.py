"""A description says what the exported file holds, and a context beside JSON-LD says what its words mean."""

import gzip
import hashlib
import json
from pathlib import Path

import rdflib
from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.errors import UserError
from rdflib import DCAT, DCTERMS, RDF, VOID, XSD, URIRef
from rdflib.term import Node

from tests.export.reading import by_oxigraph, by_rdflib
from tests.terms import literal

MQ = rdflib.Namespace("https://w3id.org/mithaq/ontology#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DATASET = URIRef("https://w3id.org/mithaq/id/dataset/graph")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def run(store: Path, *call: str) -> Exception | None:
    result = CliRunner().invoke(cli, ["export", "--store", str(store), *call])
    return result.exception if isinstance(result.exception, UserError) else None


def number(graph: rdflib.Graph, node: Node, name: str) -> int:
    return int(literal(graph.value(node, VOID[name])))


def test_the_counts_are_those_of_the_file(store_folder: Path, tmp_path: Path) -> None:
    out, target = tmp_path / "graph.nt.gz", tmp_path / "void.ttl"
    assert run(store_folder, str(out), "--describe", str(target), "--licence", LICENCE) is None
    data = rdflib.Graph().parse(data=gzip.decompress(out.read_bytes()), format="nt")
    about = rdflib.Graph().parse(target)
    assert {VOID.Dataset, DCAT.Dataset} == set(about.objects(DATASET, RDF.type))
    assert number(about, DATASET, "triples") == len(data)
    assert number(about, DATASET, "distinctSubjects") == len(set(data.subjects()))
    parts = {about.value(part, VOID["class"]): part for part in about.objects(DATASET, VOID.classPartition)}
    assert set(parts) == set(data.objects(None, RDF.type))
    for kind, part in parts.items():
        assert number(about, part, "entities") == len(set(data.subjects(RDF.type, kind)))
    properties = {about.value(p, VOID.property): p for p in about.objects(DATASET, VOID.propertyPartition)}
    for predicate in set(data.predicates()):
        assert number(about, properties[predicate], "triples") == len(list(data.triples((None, predicate, None))))
    assert str(MQ) in set(map(str, about.objects(DATASET, VOID.vocabulary)))


def test_it_names_licence_version_period_and_the_file(store_folder: Path, tmp_path: Path) -> None:
    out, target = tmp_path / "graph.trig", tmp_path / "void.ttl"
    assert run(store_folder, str(out), "--describe", str(target), "--licence", LICENCE) is None
    about = rdflib.Graph().parse(target)
    assert about.value(DATASET, DCTERMS.license) == URIRef(LICENCE)
    assert about.value(DATASET, DCTERMS.conformsTo) == URIRef("https://w3id.org/mithaq/ontology/0.1.0")
    assert {literal(title).language for title in about.objects(DATASET, DCTERMS.title)} == {"ar", "en"}
    assert number(about, DATASET, "documents") == 9
    period = about.value(DATASET, DCTERMS.temporal)
    assert literal(about.value(period, DCAT.startDate)).n3() == '"2015-11-05"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert literal(about.value(period, DCAT.endDate)).n3() == '"2018-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    file = about.value(DATASET, DCAT.distribution)
    assert literal(about.value(file, DCAT.byteSize)).toPython() == out.stat().st_size
    mark = literal(about.value(about.value(file, SPDX.checksum), SPDX.checksumValue))
    assert mark.datatype == XSD.hexBinary
    assert str(mark).lower() == hashlib.sha256(out.read_bytes()).hexdigest()
    assert not [term for triple in about for term in triple if isinstance(term, rdflib.BNode)]


def test_equal_exports_have_equal_descriptions_without_a_clock(store_folder: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        out = str(tmp_path / name / "graph.ttl.gz")
        assert run(store_folder, out, "--describe", str(tmp_path / name / "void.ttl"), "--licence", "CC BY") is None
    assert (tmp_path / "one" / "void.ttl").read_bytes() == (tmp_path / "two" / "void.ttl").read_bytes()
    assert 'dcterms:license "CC BY"' in (tmp_path / "one" / "void.ttl").read_text()


def test_a_part_is_counted_by_itself_and_named_after_its_file(store_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "void.ttl"
    call = (str(tmp_path / "قطر 1.ttl"), "--state", "QA", "--class", "Agreement", "--describe", str(target))
    assert run(store_folder, *call) is None
    about = rdflib.Graph().parse(target)
    node = URIRef("https://w3id.org/mithaq/id/dataset/%D9%82%D8%B7%D8%B1%201")
    assert number(about, node, "triples") == len(rdflib.Graph().parse(tmp_path / "قطر 1.ttl"))


def test_a_licence_that_is_no_iri_is_refused(store_folder: Path, tmp_path: Path) -> None:
    call = (str(tmp_path / "g.ttl"), "--describe", str(tmp_path / "v.ttl"), "--licence", "https://x.example/a b")
    assert "not a valid IRI" in str(run(store_folder, *call))
    assert list(tmp_path.iterdir()) == []


def test_a_document_may_refer_to_its_context_beside_it(store_folder: Path, tmp_path: Path) -> None:
    plain, lean = tmp_path / "plain.jsonld", tmp_path / "lean.jsonld"
    assert run(store_folder, str(plain)) is None
    assert run(store_folder, str(lean), "--context", "context.jsonld") is None
    document = json.loads(lean.read_text())
    assert document["@context"] == "context.jsonld"
    context = json.loads((tmp_path / "context.jsonld").read_text())["@context"]
    assert context == json.loads(plain.read_text())["@context"]
    assert context["mq:party"] == {"@id": "mq:party", "@type": "@id"}
    put_in = json.dumps({**document, "@context": context}).encode()
    assert by_oxigraph(put_in, "jsonld") == by_oxigraph(plain.read_bytes(), "jsonld")
    graph = rdflib.Dataset().parse(lean, format="json-ld")  # finds the context beside the document
    assert len(list(graph)) == len(by_rdflib(plain.read_bytes(), "jsonld"))


def test_an_absolute_context_is_written_under_its_last_part_and_never_over_the_document(
    store_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "graph.jsonld"
    assert run(store_folder, str(out), "--context", "https://example.org/kb/mithaq.jsonld") is None
    assert "@context" in json.loads((tmp_path / "mithaq.jsonld").read_text())
    before = out.read_bytes()
    for wrong in ("graph.jsonld", "https://example.org/", ".."):
        message = str(run(store_folder, str(out), "--context", wrong))
        assert "must end in a file name other than those of the export" in message
    assert "is not an IRI" in str(run(store_folder, str(out), "--context", "not an iri"))
    assert out.read_bytes() == before


def test_no_part_of_an_export_is_written_over_another(store_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.jsonld"
    assert run(store_folder, str(out)) is None
    before = out.read_bytes()
    for same in (out, tmp_path / "x" / ".." / out.name):
        assert "is the file of the export: name another" in str(run(store_folder, str(out), "--describe", str(same)))
    both = ("--describe", str(tmp_path / "about.ttl"), "--context", "about.ttl")
    assert "other than those of the export" in str(run(store_folder, str(out), *both))
    assert out.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [out.name]


def test_a_distribution_says_where_it_is(store_folder: Path, tmp_path: Path) -> None:
    out, target, url = tmp_path / "graph.nt", tmp_path / "void.ttl", "https://example.org/data/graph.nt"
    assert run(store_folder, str(out), "--describe", str(target)) is None
    about = rdflib.Graph().parse(target)
    (part,) = about.objects(DATASET, DCAT.distribution)
    assert list(about.objects(part, DCAT.accessURL)) == [DATASET]
    assert list(about.objects(part, DCAT.downloadURL)) == []
    assert run(store_folder, str(out), "--describe", str(target), "--published-at", url) is None
    about = rdflib.Graph().parse(target)
    assert {*about.objects(part, DCAT.accessURL), *about.objects(part, DCAT.downloadURL)} == {URIRef(url)}
    assert "add --describe FILE" in str(run(store_folder, str(out), "--published-at", url))
    wrong = run(store_folder, str(out), "--describe", str(target), "--published-at", "graph.nt")
    assert "begins with http:// or https://" in str(wrong)
