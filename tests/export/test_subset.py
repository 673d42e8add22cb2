"""A part of the graph is what was asked for, whole in itself, and valid."""

from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.errors import UserError
from mithaq.export import Selection, export_to, schema
from mithaq.language.partial_date import PartialDate
from mithaq.rdf import DCTERMS, MQ, PREFIXES, PROV, RDF, RDFS, SCHEMA, Minter
from mithaq.store import Store
from mithaq.validation import validate
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from tests.export.holding import held
from tests.terms import value

QATAR, TURKEY = Minter().state("QA"), Minter().state("TR")
CHOICES = [
    Selection(states=(QATAR,)),
    Selection(states=(TURKEY,), since=PartialDate(2016)),
    Selection(frozenset({"Agreement"}), (QATAR,)),
    Selection(frozenset({"Meeting", "Visit"}), until=PartialDate(2016, 12)),
    Selection(frozenset({"Official"})),
    Selection(frozenset({"ForumEdition"}), since=PartialDate(2016, 11)),
    Selection(frozenset({"Article"}), (TURKEY,)),
    Selection(since=PartialDate(2017), until=PartialDate(2017)),
    Selection(frozenset({"Statement"})),
]


def part(store: Store, choice: Selection, kind: str = "nt") -> set[Quad]:
    out = BytesIO()
    export_to(store, out, kind, selection=choice)
    return set(parse(out.getvalue(), format=RdfFormat.N_QUADS))


def of_class(quads: set[Quad], name: str) -> set[NamedNode]:
    kind = NamedNode(PREFIXES["mq"] + name)
    return {
        q.subject for q in quads if (q.predicate, q.object) == (RDF.type, kind) and isinstance(q.subject, NamedNode)
    }


def labels(quads: set[Quad], nodes: set[NamedNode]) -> set[str]:
    return {
        q.object.value
        for q in quads
        if q.subject in nodes and q.predicate in (RDFS.label, DCTERMS.identifier)
        if isinstance(q.object, Literal) and q.object.language != "en"
    }


def said(quads: set[Quad], predicate: NamedNode) -> set[str]:
    return {value(q.object) for q in quads if q.predicate == predicate}


@pytest.mark.parametrize("choice", CHOICES, ids=lambda c: "-".join(sorted(c.classes)) or "everything")
@pytest.mark.parametrize("kind", ["nt", "nq"])
def test_a_part_is_closed_valid_and_says_nothing_new(store: Store, choice: Selection, kind: str) -> None:
    found, whole = part(store, choice, kind), held(store, graphs=kind == "nq")
    assert found
    assert found < whole
    report = validate(found)
    assert report.things > 0
    assert not report.fails("violation"), report.findings
    subjects, described = {q.subject for q in found}, {q.subject for q in whole}
    assert {q.object for q in found} & described <= subjects


def test_agreements_of_a_state_come_with_their_parties_sentences_and_articles(store: Store) -> None:
    found = part(store, Selection(frozenset({"Agreement"}), (QATAR,)))
    assert labels(found, of_class(found, "Agreement")) == {"مذكرة تفاهم لمكافحة الإرهاب", "اتفاق للتعاون الدفاعي"}
    assert labels(found, of_class(found, "State")) >= {"قطر", "العراق", "تركيا"}
    assert labels(found, of_class(found, "Article")) == {"doha-1", "baghdad-7", "kuwait-3"}
    assert any("مذكرة تفاهم" in text for text in said(found, NamedNode(PREFIXES["oa"] + "exact")))
    assert of_class(found, "Meeting") == of_class(found, "Visit") == set()


def test_what_a_state_takes_part_in_is_also_what_its_people_and_bodies_do(store: Store) -> None:
    found = part(store, Selection(states=(TURKEY,)))
    assert labels(found, of_class(found, "Official")) >= {"أورهان دمير", "هادي صبري اللامي"}
    assert len(of_class(found, "Visit")) == 1  # by its minister
    assert said(found, MQ.act) == {f"{PREFIXES['mq']}accuse"}  # it is the target
    assert labels(found, of_class(found, "Article")) == {"baghdad-7", "kuwait-3", "note"}


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (None, "2015", {"2015-11-05"}),
        ("2016-11-05", None, {"2016-11-05"}),
        ("2016-11", "2016-11", {"2016-11-05"}),
        ("2016-11-06", None, set()),
        ("2015-11-05", "2016", {"2015-11-05", "2016-11-05"}),
    ],
)
def test_dates_are_as_wide_as_they_are_written(
    store: Store, since: str | None, until: str | None, days: set[str]
) -> None:
    borders = [PartialDate.parse(text) if text else None for text in (since, until)]
    found = part(store, Selection(frozenset({"ForumEdition"}), (), *borders))
    assert said(found, MQ.date) == days


def test_undated_facts_go_by_the_articles_that_tell_them(store: Store) -> None:
    found = part(store, Selection(frozenset({"Statement"}), since=PartialDate(2017)))
    assert labels(found, of_class(found, "Article")) == {"doha-2"}
    assert len(of_class(found, "Statement")) == 1
    assert "note" not in labels(found, of_class(part(store, Selection(since=PartialDate(1))), "Article"))


def test_a_thing_of_a_period_brings_only_the_passages_of_that_period(store: Store) -> None:
    found = part(store, Selection(frozenset({"State"}), (QATAR,), since=PartialDate(2017)))
    passages = {value(q.object) for q in found if q.subject == QATAR and q.predicate == PROV.wasDerivedFrom}
    assert passages
    assert all("/doha-2#" in passage for passage in passages)


def test_articles_mention_only_what_is_there(store: Store) -> None:
    found = part(store, Selection(frozenset({"Agreement"})))
    assert {q.object for q in found if q.predicate == SCHEMA.mentions} <= {q.subject for q in found}
    assert len(said(found, SCHEMA.mentions)) < len(said(held(store, graphs=False), SCHEMA.mentions))


def test_classes_are_chosen_by_any_of_their_names() -> None:
    for name in ("Agreement", "agreement", "mq:Agreement", "اتفاقية"):
        assert schema().classes(name) == ("Agreement",)
    assert schema().classes("Event") == ("ForumEdition", "Meeting", "Visit", "Statement", "Sanction", "Mediation")
    with pytest.raises(UserError, match=r"unknown class 'Treaty': choose one of Actor Agreement Article"):
        schema().classes("Treaty")
    with pytest.raises(UserError):
        schema().classes("Role")  # a class of concepts, which are not data


def test_a_subset_is_the_same_whatever_was_loaded_first(store: Store, tmp_path: Path) -> None:
    from tests.queries.corpus import ARTICLES, build

    build(tmp_path / "other", tuple(reversed(ARTICLES)))
    one, two = BytesIO(), BytesIO()
    with Store.open(tmp_path / "other") as other:
        for source, out in ((store, one), (other, two)):
            export_to(source, out, "trig", selection=CHOICES[0])
    assert one.getvalue() == two.getvalue()


def run(*call: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["export", *call])
    problem = result.exception
    return result.exit_code, str(problem) if isinstance(problem, UserError) else result.output


def test_the_command_takes_names_of_states_and_dates_as_people_type_them(store_folder: Path, tmp_path: Path) -> None:
    for name in ("قطر", "Qatar", "QA"):
        out = tmp_path / f"{name}.ttl"
        assert run(str(out), "--store", str(store_folder), "--state", name, "--class", "agreement")[0] == 0
        assert out.read_bytes() == (tmp_path / "قطر.ttl").read_bytes()
    code, text = run(str(tmp_path / "x.ttl"), "--store", str(store_folder), "--since", "2030")
    assert (code, "the export is empty" in text) == (0, True)
    assert list(parse(path=str(tmp_path / "x.ttl"))) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--state", "Qatr"), "no state is named"),
        (("--class", "Treaty"), "unknown class"),
        (("--since", "2015-13"), "--since 2015-13: give a date such as"),
        (("--until", "yesterday"), "--until yesterday: give a date such as"),
        (("--bom",), "--bom is for --format csv"),
        (("--context", "c.jsonld"), "--context is for --format jsonld"),
        (("--licence", "CC0"), "add --describe FILE"),
        (("--format", "csv", "--describe", "void.ttl"), "--describe applies to RDF files"),
        (("--format", "csv", "--with-ontology"), "tables cannot include the ontology"),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    store_folder: Path, tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    _, text = run(str(tmp_path / "x.ttl"), "--store", str(store_folder), *options)
    assert message in text
    assert "\n" not in text.strip()
    assert not (tmp_path / "x.ttl").exists()


def test_links_and_what_wikidata_says_come_along(tmp_path: Path) -> None:
    from tests.queries.corpus import build

    build(tmp_path / "s")
    item, held_as = NamedNode(f"{PREFIXES['wd']}Q1"), NamedNode(f"{PREFIXES['wd']}statement/Q1-1")
    with Store.open(tmp_path / "s", write=True) as store:
        for quad in (
            Quad(QATAR, NamedNode(f"{PREFIXES['skos']}exactMatch"), item, DefaultGraph()),
            Quad(item, RDFS.label, Literal("Qatar", language="fr"), DefaultGraph()),
            Quad(item, NamedNode("http://www.wikidata.org/prop/P39"), held_as, DefaultGraph()),
            Quad(held_as, MQ.state, TURKEY, DefaultGraph()),
        ):
            store.raw.add(quad)
        found = part(store, Selection(frozenset({"Place"})))
        assert any(q.subject == item for q in found)
        assert TURKEY in {q.subject for q in found}
