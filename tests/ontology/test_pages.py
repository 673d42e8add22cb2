"""`make docs` tells of every term and every shape in both languages, with links that lead somewhere."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, SKOS, Graph, Namespace, URIRef
from rdflib.namespace import OWL

from scripts.build_docs import build
from scripts.docs.markup import tag
from tests.terms import literal

ONTOLOGY = Path(__file__).parents[2] / "ontology"
MQ = Namespace("https://w3id.org/mithaq/ontology#")
VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """Text, ids and links of a page; fails on elements that do not nest."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        link = given.get("href") or given.get("xlink:href")
        self.links |= {link} if link else set()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(" ".join(data.split()))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    folder = tmp_path_factory.mktemp("docs")
    return {path.name: Page(path) for path in build(folder) if path.suffix == ".html"}


def graph(name: str) -> Graph:
    return Graph().parse(ONTOLOGY / f"{name}.ttl")


def ours(data: Graph, *kinds: URIRef) -> set[URIRef]:
    found = {node for kind in kinds for node in data.subjects(RDF.type, kind) if isinstance(node, URIRef)}
    return {iri for iri in found if iri.startswith("https://w3id.org/mithaq/")}


@pytest.mark.parametrize(
    ("page", "kinds", "told"),
    [
        ("ontology", (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype),
         (RDFS.label, SKOS.definition)),
        ("vocabulary", (SKOS.ConceptScheme, SKOS.Concept), (SKOS.prefLabel, SKOS.definition)),
        ("shapes", (SH.NodeShape, SH.PropertyShape), (SH.message, MQ.mend)),
    ],
)  # fmt: skip
def test_every_term_is_told_of_in_both_languages(
    pages: dict[str, Page], page: str, kinds: tuple[URIRef, ...], told: tuple[URIRef, ...]
) -> None:
    data = graph("mithaq" if page == "ontology" else page)
    terms, found = ours(data, *kinds), pages[f"{page}.html"]
    assert len(terms) > 30
    text = set(found.text)
    for term in terms:
        assert str(term).rpartition("#")[2] in found.ids
        said = [o for predicate in told for o in data.objects(term, predicate)]
        assert said or page == "shapes", term
        assert {literal(o).language for o in said} in ({"ar", "en"}, set())
        for words in said:
            assert " ".join(str(words).split()) in text, (term, words)


def test_shapes_name_the_classes_that_they_hold_for_in_both_languages(pages: dict[str, Page]) -> None:
    text = pages["shapes.html"].text
    for target in set(graph("shapes").objects(None, SH.targetClass)) & ours(graph("mithaq"), OWL.Class):
        for label in graph("mithaq").objects(target, RDFS.label):
            assert str(label) in text


def test_links_lead_to_what_is_there_and_ids_are_unique(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            file, _, anchor = link.partition("#")
            if not re.match("https?:", link) and file != "style.css":
                assert not anchor or anchor in pages[file or name].ids, (name, link)


def test_classes_are_drawn_with_both_labels(pages: dict[str, Page], tmp_path: Path) -> None:
    build(tmp_path)
    drawings = re.findall("<svg.*?</svg>", (tmp_path / "ontology.html").read_text(encoding="utf-8"), re.DOTALL)
    assert len(drawings) > 10
    for label in ("Agreement", "اتفاقية", "Forum", "ملتقى", "Fact", "واقعة"):
        assert f">{label}</text>" in drawings[0]
    assert any(">signatory</text>" in drawing for drawing in drawings)


def test_texts_are_escaped_and_markup_is_not() -> None:
    assert tag("p", "a < b & c", tag("b", "d"), title='"') == '<p title="&quot;">a &lt; b &amp; c<b>d</b></p>'


def test_the_same_files_give_the_same_pages(tmp_path: Path) -> None:
    for name in ("one", "two"):
        build(tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
