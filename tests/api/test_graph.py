"""A graph on disk through the Python API."""

from __future__ import annotations

import copy
import datetime
import pickle
import sys
from pathlib import Path

import mithaq
import pytest
import rdflib
from click.testing import CliRunner
from mithaq.cli import cli

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "استقبل وزير الخارجية القطري محمد بن عبدالرحمن آل ثاني، أمس، وزير الخارجية الأمريكي ريكس تيلرسون في الدوحة."


def nothing(article: mithaq.Article) -> mithaq.Facts:
    """An extractor that finds nothing."""
    return mithaq.Facts(article.id)


def endless(article: mithaq.Article) -> mithaq.Facts:
    """An extractor that does not come to an end."""
    while article:
        sum(range(1000))
    raise AssertionError


# loading


def test_files_records_and_articles_can_be_loaded_together(tmp_path: Path) -> None:
    with mithaq.open(tmp_path / "store") as graph:
        done = graph.load(
            [
                SEEDS / "000_5ba9b4793ce8c6bb.txt",
                mithaq.article(TEXT, id="mine", date="2017-07-11"),
                {"id": "record", "text": TEXT, "date": datetime.date(2018, 7, 11)},
            ]
        )
        assert (done.stored, done.clean, done.problems) == (3, True, ())
        assert graph.stats()["articles"] == 3
        rows = graph.query("meetings-between-states", state="QA", other="US")
        assert [row["date"] for row in rows] == [datetime.date(2017, 7, 10), datetime.date(2018, 7, 10)]


def test_loading_again_skips_and_a_change_replaces(tmp_path: Path) -> None:
    with mithaq.open(tmp_path / "store") as graph:
        graph.load({"id": "a", "text": TEXT, "date": "2017-07-11"})
        assert graph.load({"id": "a", "text": TEXT, "date": "2017-07-11"}).skipped == 1
        assert graph.load({"id": "a", "text": TEXT, "date": "2017-08-11"}).replaced == 1


def test_what_is_refused_is_reported_and_the_rest_is_loaded(tmp_path: Path) -> None:
    with mithaq.open(tmp_path / "store") as graph:
        done = graph.load([{"text": "English"}, {"text": TEXT, "author": "x"}, {"text": TEXT}])
    assert (done.stored, done.refused, done.clean) == (1, 2, False)
    assert done.problems[0] == "record 1: is not in Arabic; leave it out"
    assert done.problems[1].startswith("record 2: has the unknown field 'author'; use ")


def test_files_and_records_are_read_with_the_options_of_the_command(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "news.csv").write_text(f'key,words,day\none,"{TEXT}",5/6/2018\n', "utf-8")
    (folder / "chart.png").write_bytes(b"\x89PNG")
    columns = {"id": "key", "text": "words", "date": "day"}
    record = {"key": "two", "words": TEXT, "day": "7/6/2018"}
    with mithaq.open(tmp_path / "store") as graph:
        done = graph.load([folder, record], mapping=columns, date_order="dmy", strict=True)
        assert (done.stored, done.ignored, done.clean) == (2, 1, False)
        assert [problem.partition(": ")[0] for problem in done.problems] == [str(folder / "chart.png")]
        assert graph.load([folder, record], mapping=columns, date_order="dmy").clean
        rows = graph.query("meetings-between-states", state="QA", other="US")
        assert {row["date"] for row in rows} == {datetime.date(2018, 6, 4), datetime.date(2018, 6, 6)}
        with pytest.raises(mithaq.UserError, match="mapping: 'body' is not a field of an article"):
            graph.load(record, mapping={"body": "words"})
        with pytest.raises(mithaq.UserError, match="uses the base IRI"):
            graph.load(record, mapping=columns, base="https://example.org/id/")


def test_an_article_without_end_does_not_hold_a_load_up(tmp_path: Path) -> None:
    with mithaq.open(tmp_path / "store") as graph:
        done = graph.load(
            {"id": "a", "text": TEXT}, extractor=mithaq.FunctionExtractor(endless, "1"), article_timeout=0.5
        )
    assert (done.stored, done.quarantined) == (0, 1)
    assert "did not come to an end in 0.5 seconds" in done.problems[0]


def test_another_extractor_can_be_used(tmp_path: Path) -> None:
    with mithaq.open(tmp_path / "store") as graph:
        graph.load({"text": TEXT}, extractor=mithaq.FunctionExtractor(nothing, "nothing 1"))
        assert (graph.stats()["articles"], graph.stats()["officials"]) == (1, 0)


def test_forgotten_articles_are_gone(tmp_path: Path) -> None:
    with mithaq.open(tmp_path / "store") as graph:
        graph.load([{"id": "a", "text": TEXT}, SEEDS / "000_5ba9b4793ce8c6bb.txt"])
        assert graph.forget("a", "b") == ["a"]
        assert graph.stats()["articles"] == 1


def test_a_reader_sees_the_work_of_another_after_reload(tmp_path: Path) -> None:
    with mithaq.open(tmp_path / "store") as writer, mithaq.open(tmp_path / "store") as reader:
        writer.load({"id": "a", "text": TEXT})
        assert reader.stats()["articles"] == 1
        writer.load({"id": "b", "text": TEXT + " وغادر."})
        assert reader.stats()["articles"] == 1
        reader.reload()
        assert reader.stats()["articles"] == 2


def test_a_folder_without_a_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(mithaq.UserError, match=r"nowhere: there is no store here"):
        mithaq.open(tmp_path / "nowhere").stats()
    with pytest.raises(mithaq.UserError, match=r"articles-of-mine"):
        mithaq.open(tmp_path / "store").load("articles-of-mine")


# querying


def test_rows_hold_python_values(graph: mithaq.Graph) -> None:
    (row,) = graph.query("agreements-between", state="قطر", other="US")
    assert row["agreement"] == row["agreementLabel"] == "مذكرة التفاهم للتعاون في مجال مكافحة الإرهاب بين البلدين"
    assert isinstance(row["agreement"], mithaq.Thing)
    assert row["agreement"].iri == "https://w3id.org/mithaq/id/agreement/memorandum-e6f4e9d9f5"
    assert (row["kind"], row["status"], row["articles"]) == ("memorandum", "signed", 2)
    (meeting,) = graph.query("meetings-of-official", official="الكاظمي")
    assert (meeting["date"], meeting["article"]) == (datetime.date(2021, 9, 4), "001_c4b3c52198612638")


def test_values_are_those_the_command_line_prints(graph: mithaq.Graph) -> None:
    printed = CliRunner().invoke(cli, ["stats", "--format", "csv", "--store", str(graph.path)], catch_exceptions=False)
    assert printed.output.splitlines()[1:] == [f"{what},{count}" for what, count in graph.stats().items()]
    run = ["query", "run", "officials-of-state", "-p", "state=IQ", "--format", "jsonl", "--store", str(graph.path)]
    printed = CliRunner().invoke(cli, run, catch_exceptions=False)
    assert len(printed.output.splitlines()) == len(graph.query("officials-of-state", state="IQ")) > 0


def test_a_thing_from_an_answer_is_a_parameter(graph: mithaq.Graph) -> None:
    (row,) = graph.query("meetings-of-official", official="الكاظمي")
    counterpart = row["counterpart"]
    assert isinstance(counterpart, str)
    met = graph.query("counterparts-of-official", official=counterpart)
    assert "محمد الحلبوسي" in {str(value) for found in met for value in found.values()}
    assert graph.explain(counterpart).subject.thing == counterpart


def test_keywords_lists_and_absent_values(graph: mithaq.Graph) -> None:
    assert {row["class"] for row in graph.query("unlinked-things")} == {"Official"}
    assert {row["class"] for row in graph.query("unlinked-things", class_="Organization")} == {"Organization"}
    assert len(graph.query("agreements-of-state", state=["QA"], since=None)) == 2
    (dated,) = graph.query("agreements-of-state", state="QA", since=datetime.date(2017, 7, 11))
    assert dated["signedOn"] == "2017-07-11"
    assert len(graph.query("agreements-of-state", state="QA", since=2018)) == 0


def test_dates_known_to_the_month_stay_so(tmp_path: Path) -> None:
    text = "وقعت قطر والولايات المتحدة في يوليو 2017 مذكرة تفاهم لمكافحة الإرهاب."
    with mithaq.open(tmp_path / "store") as graph:
        graph.load({"text": text, "date": "2018-01-01"})
        result = graph.sparql("SELECT ?date { ?agreement mq:signedOn ?date }")
        assert [row["date"] for row in result] == [mithaq.PartialDate(2017, 7)]
        assert result.to_pandas()["date"].tolist() == result.to_polars()["date"].to_list() == ["2017-07"]


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("agreement-between", {}, "did you mean agreements-between"),
        ("agreements-between", {"state": "QA"}, "needs the parameter other"),
        ("agreements-between", {"state": "QA", "other": "US", "third": "IQ"}, "no parameter 'third'"),
        ("officials-of-state", {"state": "قطرر"}, "قطر"),
    ],
)
def test_a_call_that_means_nothing_is_explained(
    graph: mithaq.Graph, name: str, given: dict[str, str], message: str
) -> None:
    with pytest.raises(mithaq.UserError, match=message):
        graph.query(name, **given)


def test_sparql_asks_and_never_changes(graph: mithaq.Graph) -> None:
    assert graph.sparql("ASK { ?state a mq:State }")[0] == {"answer": True}
    (row,) = graph.sparql("SELECT ?name ?unbound { ?s mq:iso3166 'QA' ; rdfs:label ?name FILTER(LANG(?name) = 'en') }")
    assert row == {"name": "Qatar", "unbound": None}
    with pytest.raises(mithaq.UserError, match="does not parse"):
        graph.sparql("SELECT ?x { ?x ")
    with pytest.raises(mithaq.UserError, match="updates are refused"):
        graph.sparql("DELETE WHERE { ?s ?p ?o }")


def test_own_queries_join_the_stored_ones(graph: mithaq.Graph, tmp_path: Path) -> None:
    (tmp_path / "state-names.rq").write_text(
        '#+ [summary]\n#+ en = "States"\n#+ ar = "الدول"\n'
        '#+ [description]\n#+ en = "All states."\n#+ ar = "كل الدول."\n'
        '#+ [columns]\n#+ state = { en = "the state" }\n'
        "PREFIX mq: <https://w3id.org/mithaq/ontology#>\nSELECT ?state { ?state a mq:State } ORDER BY ?state\n",
        encoding="utf-8",
    )
    with mithaq.open(graph.path, queries=[tmp_path]) as own:
        assert own.queries()["state-names"] == "States"
        assert "قطر" in [row["state"] for row in own.query("state-names")]


# frames and graphs


def test_frames_have_the_rows_and_on_request_the_iris(graph: mithaq.Graph) -> None:
    result = graph.query("officials-of-state", state="IQ")
    pandas, polars = result.to_pandas(iris=True), result.to_polars(iris=True)
    assert list(pandas.columns) == polars.columns == [*result._data(True)]
    assert pandas["official"].tolist() == polars["official"].to_list() == [row["official"] for row in result]
    assert pandas["official_iri"].str.startswith("https://w3id.org/mithaq/id/person/").all()
    assert list(result.to_pandas().columns) == result.columns
    assert type(polars["official"][0]) is str


def test_an_empty_answer_keeps_its_columns(graph: mithaq.Graph) -> None:
    result = graph.query("agreements-between", state="QA", other="JP")
    assert len(result) == 0
    assert list(result.to_pandas().columns) == result.to_polars().columns == result.columns != []


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_not_installed_is_named(
    graph: mithaq.Graph, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    result = graph.query("accusations")
    with pytest.raises(mithaq.UserError, match=rf"pip install 'mithaq\[{library}\]'"):
        getattr(result, f"to_{library}")()


def test_the_graph_in_rdflib_is_the_exported_one(graph: mithaq.Graph, tmp_path: Path) -> None:
    written = graph.export(tmp_path / "graph.ttl")
    copied = graph.to_rdflib()
    assert written == len(copied) == graph.stats()["triples"]
    assert set(copied) == set(rdflib.Graph().parse(tmp_path / "graph.ttl"))


def test_only_a_constructed_answer_is_a_graph(graph: mithaq.Graph) -> None:
    result = graph.query("neighbourhood", thing="محمد الحلبوسي")
    assert result.columns == ["subject", "predicate", "object"]
    assert len(result.to_rdflib()) == len(result) > 0
    with pytest.raises(mithaq.UserError, match="only a CONSTRUCT query"):
        graph.query("accusations").to_rdflib()


def test_things_survive_copying_and_pickling(graph: mithaq.Graph) -> None:
    thing = graph.query("officials-of-state", state="IQ")[0]["official"]
    assert isinstance(thing, mithaq.Thing)
    for other in (copy.deepcopy(thing), pickle.loads(pickle.dumps(thing))):
        assert (other, other.iri, type(other)) == (thing, thing.iri, mithaq.Thing)


# explaining and exporting


def test_an_explanation_leads_to_the_sentences(graph: mithaq.Graph) -> None:
    found = graph.explain("محمد الحلبوسي")
    assert (found.subject.thing, found.subject.kind, found.more) == ("محمد الحلبوسي", "Official", 0)
    meeting = next(fact for fact in found.facts if fact.kind == "Meeting")
    assert ("eventStatus", "held") in meeting.properties
    (source,) = meeting.sources
    assert (source.article, source.issued) == ("001_c4b3c52198612638", mithaq.PartialDate(2021, 9, 4))
    assert source.confidence == pytest.approx(0.85)
    assert "التقى الأمير عبدالعزيز بن سعود" in source.sentences[0]
    assert graph.explain("محمد الحلبوسي", limit=0).more == len(found.facts)


def test_a_subset_and_tables_can_be_exported(graph: mithaq.Graph, tmp_path: Path) -> None:
    part = graph.export(tmp_path / "qatar.ttl", states=["Qatar"], classes=["Agreement"], since="2015")
    assert 0 < part < graph.stats()["triples"]
    assert graph.export(tmp_path / "none.ttl", until=datetime.date(1990, 1, 1)) == 0
    assert graph.export(tmp_path / "tables", format="csv") > 0
    assert (tmp_path / "tables" / "Agreement.csv").is_file()
    with pytest.raises(mithaq.UserError, match="since='July'"):
        graph.export(tmp_path / "x.ttl", since="July")
