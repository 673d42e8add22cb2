"""Every format, read back by independent parsers, gives the same statements, whatever characters are in them."""

from io import BytesIO
from pathlib import Path

import pytest
from mithaq.export import FORMATS, export, write_graph
from mithaq.store import Store
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from tests.export.holding import held
from tests.export.reading import WITH_GRAPHS, by_oxigraph, by_raptor, by_rdflib
from tests.terms import value

PREDICATE = NamedNode("https://w3id.org/mithaq/ontology#rule")
XSD = "http://www.w3.org/2001/XMLSchema#"
TEXTS = (
    "مذكرة \"تفاهم\" و'تعاون' \\ بين «البلدين»",
    "سطر أول\nسطر ثان\r\nثالث\tمع جدولة\r",
    "\u200fقطر\u200e \u2067العراق\u2069 \u202bالكويت\u202c \u202eمعكوس\u202c",
    "وُقِّعَتِ الاتّفاقيّةُ ﷺ ﻻ ـــ",
    "\U0001f91d \U00010a6f e\u0301 \u00e9 \u0640\u200d\u200c\ufeff \u2028 \u2029 \x85 \xa0",
    '"""\'\'\'""" \\u0041 \\" <a&b> ]]> &amp; {} %41 @ar ^^',
    "",
    " أوله فراغ وآخره ",
)
TRIPLES = [
    Triple(NamedNode(f"https://w3id.org/mithaq/id/statement/{n}"), PREDICATE, value)
    for n, text in enumerate(TEXTS)
    for value in (Literal(text), Literal(text, language="ar"), Literal(text, datatype=NamedNode("urn:x:text")))
] + [
    Triple(NamedNode("https://w3id.org/mithaq/id/article/%D8%AE%D8%A8%D8%B1"), PREDICATE, value)
    for value in (
        Literal("2017", datatype=NamedNode(f"{XSD}gYear")),
        Literal("2017-07", datatype=NamedNode(f"{XSD}gYearMonth")),
        Literal("007", datatype=NamedNode(f"{XSD}integer")),
        Literal("0.90", datatype=NamedNode(f"{XSD}decimal")),
        Literal("https://example.org/?q=خبر&x=1", datatype=NamedNode(f"{XSD}anyURI")),
        NamedNode("https://example.org/خبر?q='()"),
        NamedNode("https://w3id.org/mithaq/id/article/a#char=1,20"),
    )
]


@pytest.mark.parametrize("kind", FORMATS)
def test_odd_characters_come_back_from_every_format(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"odd.{kind}"
    with path.open("wb") as out:
        write_graph(TRIPLES, kind, out)
    expected = {Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in TRIPLES}
    data = path.read_bytes()
    assert by_oxigraph(data, kind) == expected
    assert by_rdflib(data, kind) == expected
    assert by_raptor(path, kind) in (None, expected)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_store_comes_back_from_every_format(store: Store, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"out.{kind}"
    export(store, path)
    expected = held(store, graphs=kind in WITH_GRAPHS)
    assert len(expected) > 400
    data = path.read_bytes()
    assert by_oxigraph(data, kind) == expected
    assert by_rdflib(data, kind) == expected
    assert by_raptor(path, kind) in (None, expected)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_ontology_comes_along_when_asked_for(store: Store, tmp_path: Path, kind: str) -> None:
    plain, both = BytesIO(), tmp_path / f"both.{kind}"
    from mithaq.export import export_to

    export_to(store, plain, kind)
    export(store, both, with_ontology=True)
    more = by_oxigraph(both.read_bytes(), kind) - by_oxigraph(plain.getvalue(), kind)
    said = {(value(q.subject), q.predicate.value.rpartition("#")[2], value(q.object)) for q in more}
    mq = "https://w3id.org/mithaq/ontology#"
    assert (f"{mq}Agreement", "label", "اتفاقية") in said
    assert (f"{mq}foreignMinister", "prefLabel", "foreign minister") in said
    assert by_rdflib(both.read_bytes(), kind) >= by_oxigraph(plain.getvalue(), kind)
    again = tmp_path / f"again.{kind}"
    export(store, again, with_ontology=True)
    assert again.read_bytes() == both.read_bytes()
