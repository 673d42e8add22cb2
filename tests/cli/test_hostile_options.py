"""What people type by mistake: numbers that are none, folders of articles as outputs, endings that say nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from mithaq.cli import main
from mithaq.cli.repeated_messages import MOST_ALIKE
from mithaq.errors import UserError
from mithaq.export import export_tables
from mithaq.extraction import RuleExtractor
from mithaq.pipeline import ArticleProcessor, shacl_errors
from mithaq.reading.inputs import SITE_MARKER, STORE_MANIFEST
from mithaq.store import Store, layout

TEXT = "التقى وزير الخارجية المصري سامح شكري في القاهرة وزير الخارجية التركي هاكان فيدان."


@dataclass
class Ran:
    status: int
    out: str
    err: str


def run(*words: object, **environment: str) -> Ran:
    """The real command in a process of its own."""
    command = [sys.executable, "-c", "from mithaq.cli import main; main()", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "COLUMNS": "200", **environment})
    return Ran(done.returncode, done.stdout, done.stderr)


def one_line(ran: Ran) -> str:
    """What a command that cannot run says: no traceback, and status 2."""
    assert ran.status == 2, ran
    assert "internal error" not in ran.err
    assert "Traceback" not in ran.err
    return ran.err.strip().splitlines()[-1]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.jsonl").write_text(json.dumps({"id": "a7 win", "date": "2024-01-05", "text": TEXT}), "utf-8")
    return folder


@pytest.fixture
def store(articles: Path, tmp_path: Path) -> Path:
    ran = run("load", articles, "--store", tmp_path / "store", "--workers", 1)
    assert ran.status == 0, ran
    return tmp_path / "store"


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999"])
@pytest.mark.parametrize(
    "words",
    [
        ("load", "x", "--min-confidence"),
        ("load", "x", "--article-timeout"),
        ("load", "x", "--llm-timeout"),
        ("batch", "x", "y", "--min-confidence"),
        ("rebuild", "--min-confidence"),
        ("review", "--below"),
        ("serve", "--query-seconds"),
        ("sparql", "ASK {}", "--timeout"),
        ("link", "--gap"),
        ("link", "--cache-days"),
    ],
)
def test_what_is_not_a_finite_number_is_refused(
    words: tuple[str, ...], number: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["mithaq", *words[:-1], f"{words[-1]}={number}"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert f"Invalid value for '{words[-1]}': '{number}' is not a finite number." in capfd.readouterr().err


@pytest.mark.parametrize("confidence", [float("nan"), 1.5, -0.1])
def test_a_confidence_that_is_none_is_refused_in_python_too(confidence: float) -> None:
    with pytest.raises(UserError, match="give a number from 0 to 1"):
        ArticleProcessor(RuleExtractor(), shacl_errors, confidence)


def test_a_time_that_no_clock_can_wait_is_refused(store: Path) -> None:
    said = one_line(run("sparql", "ASK {}", "--timeout", "1e300", "--store", store))
    assert "more than 100000000, the longest time that can be waited" in said


@pytest.mark.parametrize("most", ["99999999999999999999999", str(sys.maxsize), str(sys.maxsize + 1)])
def test_a_limit_larger_than_any_result_gives_all_rows(store: Path, most: str) -> None:
    asked = ("query", "run", "timeline-of-state", "-p", "state=EG", "--format", "csv", "--store", store)
    everything = run(*asked).out.splitlines()
    assert len(everything) > 1
    assert run(*asked, "--limit", most).out.splitlines() == everything
    assert run(*asked, "--limit", most, "--offset", "1").out.splitlines() == [everything[0], *everything[2:]]
    assert run(*asked, "--offset", most).out.splitlines() == everything[:1]
    drawn = ("sparql", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "--format", "ttl", "--store", store)
    assert run(*drawn, "--limit", most).out == run(*drawn).out


def test_tables_are_not_written_among_articles(store: Path, articles: Path, tmp_path: Path) -> None:
    said = one_line(run("export", articles, "--format", "csv", "--store", store))
    what = "has files that are not tables of an export (one.jsonl): name a new folder, or an empty one"
    assert said == f"mithaq: {articles}: {what}"
    assert [path.name for path in articles.iterdir()] == ["one.jsonl"]
    for _ in range(2):  # tables of an earlier export are replaced
        assert run("export", tmp_path / "tables", "--format", "csv", "--store", store).status == 0


def test_tables_that_were_exported_are_not_taken_for_articles(store: Path, tmp_path: Path) -> None:
    with Store.open(store) as opened:
        tables = export_tables(opened, tmp_path / "tables", bom=True)
    ran = run("load", tmp_path / "tables", "--store", tmp_path / "other", "--workers", 1)
    refused = [line for line in ran.err.splitlines() if "is a table of mithaq export, not of articles" in line]
    assert len(refused) == len(tables)
    assert "columns:" not in ran.err
    assert ran.out.startswith(f"{tmp_path / 'other'}: 0 stored")


def test_a_store_or_a_site_among_the_articles_is_passed_over(store: Path, articles: Path) -> None:
    assert STORE_MANIFEST == layout.MANIFEST
    inside = articles / "store"
    for _ in range(2):
        ran = run("load", articles, "--store", inside, "--workers", 1, "--strict")
        assert ran.status == 0, ran
        assert "mithaq.json" not in ran.out + ran.err
        assert ".sst" not in ran.out + ran.err
    assert "1 (a store of Mithaq)" in ran.out + ran.err
    (articles / "site").mkdir()
    (articles / "site" / SITE_MARKER).touch()
    (articles / "site" / "index.html").write_text(f"<p>{TEXT}</p>", "utf-8")
    again = run("load", articles, "--store", inside, "--workers", 1)
    assert "0 stored" in again.out
    assert "1 (a site of Mithaq)" in again.out + again.err
    assert "is a store of Mithaq, not a folder of articles" in run("load", store, "--store", inside).err


def test_a_site_is_known_by_its_marker() -> None:
    from mithaq.explorer.site import MARKER

    assert MARKER == SITE_MARKER


@pytest.mark.parametrize(
    "words",
    [
        ("missing",),
        ("ARTICLES", "--base", "no IRI"),
        ("ARTICLES", "missing"),
        ("ARTICLES/one.jsonl", "--sync"),
        ("ARTICLES", "--scheduler", "tcp://127.0.0.1:9"),
    ],
)
def test_a_load_that_cannot_run_leaves_no_store_behind(articles: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    new = tmp_path / "new"
    one_line(run("load", *(word.replace("ARTICLES", str(articles)) for word in words), "--store", new))
    assert not new.exists()


def test_a_store_that_was_there_stays_when_a_load_cannot_run(store: Path, tmp_path: Path) -> None:
    one_line(run("load", "missing", "--store", store))
    assert "a7 win" in run("explain", "a7 win", "--store", store).out
    empty = tmp_path / "empty"
    with Store.open(empty, write=True, create=True):
        pass
    one_line(run("load", "missing", "--store", empty))
    assert (empty / "mithaq.json").is_file()


def test_refusals_of_one_kind_are_counted_after_some(tmp_path: Path) -> None:
    table = tmp_path / "english.csv"
    table.write_text("text\n" + "".join(f"The minister met his counterpart on day {n}.\n" for n in range(500)), "utf-8")
    for more in ((), ("--dry-run",)):
        ran = run("load", table, "--store", tmp_path / "new", "--workers", 1, *more)
        assert ran.status == 1
        assert "500 refused" in ran.out
        lines = [line for line in ran.err.splitlines() if "english.csv" in line and "columns:" not in line]
        assert len(lines) == MOST_ALIKE
        assert f"mithaq: {500 - MOST_ALIKE} more like this: " in ran.err


@pytest.mark.parametrize("ending", ["xlsx", "foo"])
@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("query", "run", "timeline-of-state", "-p", "state=EG"), ".csv, .tsv, .json"),
        (("sparql", "ASK {}"), ".csv, .tsv, .json"),
        (("diff", "STORE", "STORE"), ".txt, .md, .markdown, .json"),
        (("validate", "--store", "STORE"), ".txt, .json, .ttl"),
        (("link", "export", "--store", "STORE"), ".tsv, .ttl"),
    ],
)
def test_an_output_with_an_unknown_ending_is_refused(
    store: Path, tmp_path: Path, words: tuple[str, ...], known: str, ending: str
) -> None:
    out = tmp_path / f"x.{ending}"
    given = [str(store) if word == "STORE" else word for word in words]
    said = one_line(run(*given, "--output", out, MITHAQ_STORE=str(store)))
    assert said.startswith(f"mithaq: {out}: unknown file extension .{ending}: give one of {known}")
    assert not out.exists()


def test_the_ending_of_an_output_selects_its_format(store: Path, tmp_path: Path) -> None:
    report, changes, links = tmp_path / "report.json", tmp_path / "changes.json", tmp_path / "links.ttl"
    assert run("validate", "--store", store, "--output", report).status == 0
    assert json.loads(report.read_text("utf-8"))
    assert run("diff", store, store, "--output", changes).status == 0
    assert "changes" in json.loads(changes.read_text("utf-8"))
    assert run("link", "--store", store).status == 0
    assert run("link", "export", "--store", store, "--output", links).status == 0
    assert "@prefix" in links.read_text("utf-8")


def test_a_value_of_the_environment_is_named_by_its_variable() -> None:
    said = one_line(run("stats", MITHAQ_LANGUAGE="fr"))
    assert "'fr' is not one of 'en', 'ar'" in said
    assert "environment variable MITHAQ_LANGUAGE" in said
    assert "environment variable MITHAQ_LLM_CONTEXT" in one_line(run("load", "x", MITHAQ_LLM_CONTEXT="many"))
    assert "environment" not in one_line(run("--language", "fr", "stats", MITHAQ_LANGUAGE="ar"))


def test_a_state_is_not_judged_and_the_message_says_why(store: Path) -> None:
    said = one_line(run("same", "سامح شكري", "مصر", "--store", store))
    assert "state/EG: is of class State: only names of official, organization, place" in said


def test_an_article_is_named_by_its_id_with_spaces(store: Path) -> None:
    assert run("explain", "article/a7 win", "--store", store).out == run("explain", "a7 win", "--store", store).out
    assert run("validate", "--article", "article/a7 win", "--store", store).status == 0


def test_relative_iris_in_sparql_are_those_of_the_store(store: Path) -> None:
    asked = "SELECT ?code { <state/EG> mq:iso3166 ?code }"
    assert "EG" in run("sparql", asked, "--format", "csv", "--store", store).out
