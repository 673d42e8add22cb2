"""Every format says the same, and nothing is lost on the way to it."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
import rdflib
from mithaq.errors import UserError
from mithaq.queries import FORMATS, write_results
from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

from tests.terms import rows_of

ODD = 'قال: "نعم" | ثم\nسكت \\ <b>&amp;</b> `x` [y](z)'
DATA = Store()
DATA.load(
    f"""
    @prefix : <https://example.org/> .
    :a :says {json.dumps(ODD, ensure_ascii=False)}@ar ; :n 3 ; :d 0.5 ; :t true .
    :b :says "قصير"@ar ; :n 12 .
    """,
    format=RdfFormat.TURTLE,
)
SELECT = """PREFIX : <https://example.org/>
SELECT ?s ?says ?n ?d { ?s :says ?says ; :n ?n OPTIONAL { ?s :d ?d } } ORDER BY ?s"""
CONSTRUCT = "PREFIX : <https://example.org/> CONSTRUCT { ?s :said ?o } WHERE { ?s :says ?o }"
NOTHING = "SELECT ?s { ?s <urn:none> ?o }"


def written(query: str, kind: str, **options: object) -> tuple[bool, str]:
    out = io.BytesIO()
    found = write_results(DATA.query(query), kind, out, **options)  # type: ignore[arg-type]
    assert not out.closed
    return found, out.getvalue().decode()


def test_csv_tsv_json_xml_are_what_standard_readers_read() -> None:
    rows = list(csv.reader(io.StringIO(written(SELECT, "csv")[1], newline="")))
    assert rows == [["s", "says", "n", "d"], ["https://example.org/a", ODD, "3", "0.5"],
                    ["https://example.org/b", "قصير", "12", ""]]  # fmt: skip
    bindings = json.loads(written(SELECT, "json")[1])["results"]["bindings"]
    assert bindings[0]["says"] == {"type": "literal", "value": ODD, "xml:lang": "ar"}
    assert "d" not in bindings[1]
    for kind, form in (("xml", QueryResultsFormat.XML), ("tsv", QueryResultsFormat.TSV)):
        back = rows_of(parse_query_results(written(SELECT, kind)[1].encode(), format=form))
        assert [row["says"].value for row in back] == [ODD, "قصير"]
    assert len(rdflib.query.Result.parse(io.BytesIO(written(SELECT, "json")[1].encode()), format="json")) == 2


TERMS = """SELECT ?a ?b ?c ?d ?e {
  VALUES (?a ?b ?c ?d ?e) { (<http://e/x> "q\\"t,\\n\\tz" "قطر"@ar 5 UNDEF) } }"""
XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def test_each_format_is_to_the_letter_what_the_w3c_says() -> None:
    """CSV and TSV of SPARQL 1.1 (with RFC 4180's line ends; TSV's terms are Turtle's), JSON, XML."""
    assert written(TERMS, "csv")[1] == 'a,b,c,d,e\r\nhttp://e/x,"q""t,\n\tz",قطر,5,\r\n'
    assert written(TERMS, "tsv")[1] == '?a\t?b\t?c\t?d\t?e\n<http://e/x>\t"q\\"t,\\n\\tz"\t"قطر"@ar\t5\t\n'
    assert json.loads(written(TERMS, "json")[1]) == {
        "head": {"vars": ["a", "b", "c", "d", "e"]},
        "results": {"bindings": [{
            "a": {"type": "uri", "value": "http://e/x"}, "b": {"type": "literal", "value": 'q"t,\n\tz'},
            "c": {"type": "literal", "value": "قطر", "xml:lang": "ar"},
            "d": {"type": "literal", "value": "5", "datatype": XSD_INTEGER},
        }]},
    }  # fmt: skip
    space = "{http://www.w3.org/2005/sparql-results#}"
    root = ElementTree.fromstring(written(TERMS, "xml")[1])
    assert [element.tag.removeprefix(space) for element in root] == ["head", "results"]
    assert [variable.get("name") for variable in root[0]] == ["a", "b", "c", "d", "e"]
    told = [(b.get("name"), b[0].tag.removeprefix(space), dict(b[0].attrib), b[0].text) for b in root[1][0]]
    assert told == [
        ("a", "uri", {}, "http://e/x"), ("b", "literal", {}, 'q"t,\n\tz'),
        ("c", "literal", {"{http://www.w3.org/XML/1998/namespace}lang": "ar"}, "قطر"),
        ("d", "literal", {"datatype": XSD_INTEGER}, "5"),
    ]  # fmt: skip
    assert json.loads(written("ASK {}", "json")[1]) == {"head": {}, "boolean": True}
    (answer,) = ElementTree.fromstring(written("ASK {}", "xml")[1]).iter(f"{space}boolean")
    assert answer.text == "true"


@pytest.mark.parametrize("kind", ["csv", "tsv", "json", "xml"])
def test_a_part_is_written_as_the_whole_would_be(kind: str) -> None:
    assert written(SELECT, kind, limit=10) == written(SELECT, kind)
    second = written(SELECT, kind, offset=1)[1]
    assert "قصير" in second
    assert "example.org/a" not in second
    assert written(SELECT, kind, limit=1)[1] != second


def test_json_lines_have_one_object_a_row_with_numbers_as_numbers() -> None:
    rows = [json.loads(line) for line in written(SELECT, "jsonl")[1].splitlines()]
    assert rows[0] == {"s": "https://example.org/a", "says": ODD, "n": 3, "d": 0.5}
    assert rows[1]["d"] is None


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td":
            self.cells.append("")
            self.open = True

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag != "td"

    def handle_data(self, data: str) -> None:
        if self.open:
            self.cells[-1] += data


def test_html_holds_the_text_and_not_its_markup() -> None:
    page = written(SELECT, "html", meanings={"": "A <title>", "n": 'the "n"'})[1]
    reader = Cells()
    reader.feed(page)
    assert reader.cells == [
        "https://example.org/a",
        ODD,
        "3",
        "0.5",
        "https://example.org/b",
        "قصير",
        "12",
        "",
    ]
    assert "<h1>A &lt;title&gt;</h1>" in page
    assert 'title="the &quot;n&quot;"' in page
    assert '<td dir="auto">' in page


def test_markdown_keeps_a_row_on_a_line_and_escapes_its_signs() -> None:
    lines = written(SELECT, "md")[1].splitlines()
    assert len(lines) == 4
    assert r"\| ثم<br>سكت \\ \<b>" in lines[2]


def test_a_table_isolates_each_piece_of_arabic_between_its_bars() -> None:
    text = written(SELECT, "table", width=40)[1]
    for line in text.splitlines():
        for piece in line.split("\u2502"):
            if re.search("[\u0600-\u06ff]", piece):
                assert re.fullmatch(r" *\u2068[^\u2068\u2069]+\u2069 *", piece)
            else:
                assert "\u2068" not in piece
    assert max(map(len, re.sub("[\u2068\u2069]", "", text).splitlines())) <= 40


def test_a_table_leaves_out_an_iri_that_has_its_name_beside_it() -> None:
    query = 'SELECT ?x ?xLabel ?y { VALUES (?x ?xLabel ?y) { (<http://a/> "named" <http://b/>) } }'
    text = written(query, "table")[1]
    assert "http://a/" not in text
    assert "named" in text
    assert "http://b/" in text


def test_a_long_text_is_cut_in_a_table_only() -> None:
    query = f'SELECT ?x {{ VALUES ?x {{ "{"word " * 200}" }} }}'
    assert "\u2026" in written(query, "table", width=80)[1]
    assert "\u2026" not in written(query, "md")[1]


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind not in ("ttl", "graphml")])
def test_nothing_found_is_told_apart(kind: str) -> None:
    assert written(SELECT, kind)[0] is True
    assert written(SELECT, kind, limit=0)[0] is False
    assert written(NOTHING, kind)[0] is False
    assert written(CONSTRUCT, kind)[0] is True


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind not in ("ttl", "graphml")])
def test_yes_and_no(kind: str) -> None:
    found, text = written("ASK { ?s <https://example.org/n> 3 }", kind)
    assert found
    assert "true" in text
    found, text = written("ASK { ?s <https://example.org/n> 4 }", kind)
    assert not found
    assert "false" in text


@pytest.mark.parametrize("kind", ["json", "xml", "csv", "tsv", "jsonl", "table"])
def test_rows_that_look_like_the_end_of_a_result_are_rows(kind: str) -> None:
    for value in ("]", "</results>", ""):
        assert written(f'SELECT ?x {{ VALUES ?x {{ "{value}" }} }}', kind)[0] is True


@pytest.mark.parametrize(
    ("kind", "form"), [("ttl", RdfFormat.TURTLE), ("json", RdfFormat.JSON_LD), ("xml", RdfFormat.RDF_XML)]
)
def test_a_graph_is_written_as_rdf(kind: str, form: RdfFormat) -> None:
    found, text = written(CONSTRUCT, kind)
    assert found
    assert {(q.subject.value, q.object.value) for q in parse(text.encode(), format=form)} == {
        ("https://example.org/a", ODD), ("https://example.org/b", "قصير"),
    }  # fmt: skip


def test_a_graph_as_rows_for_spreadsheets() -> None:
    rows = list(csv.reader(io.StringIO(written(CONSTRUCT, "csv", limit=1)[1], newline="")))
    assert rows == [
        ["subject", "predicate", "object"],
        ["https://example.org/a", "https://example.org/said", ODD],
    ]


def test_rows_are_no_turtle() -> None:
    with pytest.raises(UserError, match="only CONSTRUCT"):
        written(SELECT, "ttl")


NETWORK = """SELECT ?Source ?SourceLabel ?Target ?Weight ?note {
  VALUES (?Source ?SourceLabel ?Target ?Weight ?note) {
    (<https://example.org/a> "ألف & <باء>"@ar <https://example.org/b> 3 "سطر\\nآخر")
    (<https://example.org/b> UNDEF <https://example.org/a> 4 UNDEF)
    (<https://example.org/b> UNDEF UNDEF 5 UNDEF)
  } }"""


class Network:
    """GraphML as a reader of it sees it."""

    def __init__(self, text: str) -> None:
        space = "{http://graphml.graphdrawing.org/xmlns}"
        root = ElementTree.fromstring(text)
        keys = {key.get("id"): (key.get("attr.name"), key.get("attr.type")) for key in root.iter(f"{space}key")}
        self.types = dict(keys.values())
        (self.graph,) = root.iter(f"{space}graph")

        def data(element: ElementTree.Element) -> dict[str | None, str | None]:
            return {keys[one.get("key")][0]: one.text for one in element}

        self.nodes = {node.get("id"): data(node) for node in root.iter(f"{space}node")}
        self.edges = [(e.get("source"), e.get("target"), data(e)) for e in root.iter(f"{space}edge")]


def test_rows_with_two_ends_are_a_network() -> None:
    found, text = written(NETWORK, "graphml")
    read = Network(text)
    assert found
    assert read.graph.get("edgedefault") == "undirected"
    assert read.nodes == {
        "https://example.org/a": {"label": "ألف & <باء>"},
        "https://example.org/b": {"label": "https://example.org/b"},
    }
    assert read.edges == [
        ("https://example.org/a", "https://example.org/b", {"weight": "3", "note": "سطر\nآخر"}),
        ("https://example.org/b", "https://example.org/a", {"weight": "4"}),
    ]
    assert read.types == {"label": "string", "weight": "long", "note": "string"}
    assert written(NETWORK, "graphml", limit=0)[0] is False


def test_a_graph_is_a_network_of_what_it_links() -> None:
    query = """PREFIX schema: <https://schema.org/>
    CONSTRUCT { <urn:a:a> a schema:Person ; schema:name "أ"@ar , "A"@en ; schema:knows <urn:a:b> }
    WHERE {}"""
    read = Network(written(query, "graphml")[1])
    assert read.nodes["urn:a:a"] == {"label": "أ", "class": "schema:Person"}
    assert read.edges == [("urn:a:a", "urn:a:b", {"property": "schema:knows"})]
    assert read.graph.get("edgedefault") == "directed"


def test_what_is_no_network_is_told_how_to_be_one() -> None:
    with pytest.raises(UserError, match="two columns named Source/Target"):
        written(SELECT, "graphml")
