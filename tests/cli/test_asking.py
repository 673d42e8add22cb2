"""`mithaq query`, `sparql`, `export` and `explain` as a shell sees them: output, messages, exit status."""

import contextlib
import csv
import io
import json
import os
import pty
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from mithaq.cli import main
from mithaq.cli.arabic import arabic_headings
from mithaq.queries import Catalogue
from pyoxigraph import RdfFormat, parse

ROOT = Path(__file__).parents[2]
GUEST = "كاظم جواد الربيعي"


@dataclass
class Ran:
    status: int
    out: str
    err: str


Mithaq = Callable[..., Ran]


@pytest.fixture
def mithaq(store_folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Mithaq:
    """Runs the command in this process, on the shared store."""

    def run(*words: str) -> Ran:
        monkeypatch.setenv("MITHAQ_STORE", str(store_folder))
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.setattr(sys, "argv", ["mithaq", *words])
        status = 0
        try:
            main()
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        out, err = capfdbinary.readouterr()
        return Ran(status, out.decode(), err.decode())

    return run


def in_a_shell(store_folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a shell command in which `mithaq` is the real command in a process of its own."""
    call = f"{sys.executable} -c 'from mithaq.cli import main; main()'"
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; mithaq() {{ {call} \"$@\"; }}; {command}"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "loader"), "MITHAQ_STORE": str(store_folder), **environment},
        capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip


def test_a_query_as_a_table_and_for_programs(mithaq: Mithaq) -> None:
    call = ("query", "run", "agreements-between", "-p", "state=قطر", "-p", "other=IQ")
    table = mithaq(*call)
    assert table.status == 0
    assert "مذكرة تفاهم لمكافحة الإرهاب" in table.out
    assert table.err == ""
    rows = list(csv.DictReader(io.StringIO(mithaq(*call, "--format", "csv").out)))
    assert [row["signedOn"] for row in rows] == ["2016-03-10"]
    assert mithaq(*call, "--format", "csv", "--bom").out.startswith("\ufeffagreement,")
    assert json.loads(mithaq(*call, "--format", "jsonl").out)["articles"] == 3


def test_finding_nothing_is_said_and_is_no_failure(mithaq: Mithaq) -> None:
    call = ("query", "run", "agreements-between", "-p", "state=SA", "-p", "other=KW")
    ran = mithaq(*call)
    assert (ran.status, ran.out, ran.err) == (0, "", "mithaq: no results\n")
    assert mithaq(*call, "--fail-if-none").status == 1
    assert mithaq(*call, "--fail-if-any").status == 0
    assert mithaq("query", "run", "contradicting-holders", "--fail-if-any").status == 1
    assert mithaq("query", "run", "contradicting-holders", "--fail-if-none").status == 0


def test_limit_and_offset(mithaq: Mithaq) -> None:
    call = ("query", "run", "timeline-of-state", "-p", "state=QA", "--format", "tsv")
    lines = mithaq(*call).out.splitlines()
    assert mithaq(*call, "--limit", "2", "--offset", "1").out.splitlines() == [lines[0], *lines[2:4]]


def test_an_output_file_chooses_the_format_and_appears_whole(mithaq: Mithaq, tmp_path: Path) -> None:
    call = ("query", "run", "holders-of-post", "-p", "role=interiorMinister")
    for name, beginning in (
        ("a.csv", "official,"),
        ("a.json", '{"head"'),
        ("a.html", "<!DOCTYPE"),
        ("a.md", "| off"),
    ):
        assert mithaq(*call, "-o", str(tmp_path / name)).out == ""
        assert (tmp_path / name).read_text().startswith(beginning)
    refused = mithaq(*call, "-o", str(tmp_path / "absent" / "a.csv"))
    assert refused.status == 2
    assert refused.err.startswith("mithaq: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.html", "a.json", "a.md"]


def test_a_graph_query_gives_turtle(mithaq: Mithaq) -> None:
    ran = mithaq("query", "run", "neighbourhood", "-p", f"thing={GUEST}")
    assert ran.status == 0
    assert len(list(parse(ran.out.encode(), format=RdfFormat.TURTLE))) > 20
    assert "mq:participant" in ran.out


def test_as_of_a_date(mithaq: Mithaq) -> None:
    call = ("query", "run", "meeting-edges", "--format", "jsonl")
    assert len(mithaq(*call).out.splitlines()) == 2
    assert len(mithaq(*call, "--as-of", "2016-12").out.splitlines()) == 1
    assert mithaq(*call, "--as-of", "2010").err == "mithaq: no results\n"
    assert "--as-of" in mithaq(*call, "--as-of", "soon").err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["query", "run", "agreements-between", "-p", "state=QA"], "needs the parameter other"),
        (["query", "run", "agreements-between", "-p", "state"], "write a parameter as name=value"),
        (["query", "run", "agreements-between", "-p", 'state="} DROP ALL #', "-p", "other=QA"], "official is named"),
        (["query", "run", "agreements-betwen"], "did you mean agreements-between"),
        (["query", "run", "accusations", "--queries", "/nonexistent"], "not a folder of queries"),
        (["query", "run", "agreements-between", "-p", "land=QA"], "no parameter 'land'"),
        (["query", "run", "agreements-near-meetings", "-p", "state=QA", "-p", "days=ten"], "not a whole number"),
        (["query", "run", "accusations", "--format", "ttl"], "only CONSTRUCT"),
        (["query", "show", "nothing-like-it"], "no stored query named"),
        (["query", "check", "/nonexistent/a.rq"], "cannot be read"),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], "updates are refused"),
        (["sparql", "SELECT ?s { ?s ?p"], "does not parse: line 1, column 18 after"),
        (["sparql", "no-such-file.rq"], "neither a file nor a SPARQL query"),
        (["sparql", "SELECT ?s { ?s ?p ?o }", "--store", "/nonexistent"], "there is no store here"),
        (["export", "graph.doc"], "unknown RDF file extension"),
        (["export", "-"], "needs a --format"),
        (["explain", "من لا يعرفه أحد"], "no thing is named"),
        (["explain", "https://w3id.org/mithaq/id/person/nobody"], "has no statement about"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line_and_status_2(mithaq: Mithaq, words: list[str], message: str) -> None:
    ran = mithaq(*words)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.startswith("mithaq: ")
    assert message in ran.err
    assert ran.err.count("\n") == 1


def test_sparql_from_the_line_a_file_and_standard_input(mithaq: Mithaq, store_folder: Path, tmp_path: Path) -> None:
    query = "SELECT (COUNT(?s) AS ?n) { ?s a mq:State }"
    assert mithaq("sparql", query, "--format", "csv").out == "n\r\n5\r\n"
    (tmp_path / "mine.rq").write_text(f"\ufeff# with my own prefix\nPREFIX mq: <urn:none#>\n{query}", encoding="utf-8")
    assert mithaq("sparql", str(tmp_path / "mine.rq"), "--format", "csv").out == "n\r\n0\r\n"
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe")
    assert "UTF-8" in mithaq("sparql", str(tmp_path / "bad.rq")).err
    ran = in_a_shell(store_folder, f"echo '{query}' | mithaq sparql - --format csv")
    assert ran.stdout == "n\n5\n"  # the shell's reader makes one line end of CR LF
    said = mithaq("sparql", "SELECT ?g { GRAPH ?g { ?a a mq:Article } } ORDER BY ?g", "--format", "csv").out
    assert said.count("id/article/") == 9


def test_sparql_prints_what_was_bound(mithaq: Mithaq) -> None:
    text = mithaq("query", "run", "agreements-between", "-p", "state=قطر", "-p", "other=العراق", "--sparql").out
    assert "VALUES ?one { <https://w3id.org/mithaq/id/state/QA> " in text
    assert mithaq("sparql", text, "--format", "jsonl").out.count("\n") == 1


@pytest.mark.parametrize(
    "endless",
    [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
        "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        'SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), "(.*x){9}z")) }',
    ],
    ids=["join", "sort", "graph", "filter"],
)
def test_a_time_limit_really_stops_a_query(store_folder: Path, tmp_path: Path, endless: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "temporary").mkdir()
    begun = time.monotonic()
    ran = in_a_shell(
        store_folder, f"mithaq sparql '{endless}' --as-of 2030 --timeout 1.5 -o {tmp_path}/out/answer.csv",
        TMPDIR=str(tmp_path / "temporary"),
    )  # fmt: skip
    assert time.monotonic() - begun < 20
    assert ran.returncode == 2
    assert ran.stderr == "mithaq: stopped after 1.5 seconds: narrow the query or raise --timeout\n"
    assert list((tmp_path / "out").iterdir()) == list((tmp_path / "temporary").iterdir()) == []


def test_in_time_is_in_time(store_folder: Path) -> None:
    assert in_a_shell(store_folder, "mithaq query run accusations --timeout 60 --format csv").returncode == 0


def on_a_terminal(store_folder: Path, command: str, **environment: str) -> tuple[int, str]:
    """Runs `mithaq` with a terminal for its output; gives the exit status and what the terminal showed."""
    ours, theirs = pty.openpty()
    call = [sys.executable, "-c", "from mithaq.cli import main; main()", *shlex.split(command)]
    variables = {"PYTHONPATH": str(ROOT / "loader"), "MITHAQ_STORE": str(store_folder), "COLUMNS": "200", **environment}
    process = subprocess.Popen(call, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, **variables})
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    return process.wait(60), shown.decode()


def test_an_answer_on_a_terminal_goes_through_a_pager(store_folder: Path, tmp_path: Path) -> None:
    run = "query run accusations --format csv"
    status, shown = on_a_terminal(store_folder, run, PAGER="sed s/^/page:/")
    assert status == 0
    assert shown.startswith("page:statement,")
    assert shown.count("page:") == 3
    assert "page:" in on_a_terminal(store_folder, run, PAGER="cat", MITHAQ_PAGER="sed s/^/page:/")[1]
    for without in ({"PAGER": "cat"}, {"PAGER": ""}, {"PAGER": "no-such-pager"}):
        assert on_a_terminal(store_folder, run, **without)[1].startswith("statement,")
    assert "page:" not in in_a_shell(store_folder, f"mithaq {run}", PAGER="sed s/^/page:/").stdout
    assert on_a_terminal(store_folder, f"{run} -o {tmp_path}/a.csv", PAGER="sed s/^/page:/") == (0, "")


def test_a_pager_that_is_left_ends_the_command(store_folder: Path) -> None:
    status, shown = on_a_terminal(
        store_folder, "sparql 'SELECT * { ?a ?b ?c . ?d ?e ?f }' --format tsv", PAGER="head -n 1"
    )
    assert (status, len(shown.splitlines())) == (0, 1)
    endless = "sparql 'SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c' --timeout 1.5"
    status, shown = on_a_terminal(store_folder, endless, PAGER="sort")
    assert status == 2
    assert "stopped after 1.5 seconds" in shown


@pytest.mark.parametrize(
    "command",
    [
        "mithaq export - --format nt", "mithaq explain QA --limit 1000",
        "mithaq sparql 'SELECT * { ?s ?p ?o . ?x ?y ?z }' --format csv",
        "mithaq sparql 'SELECT * { ?s ?p ?o . ?x ?y ?z } LIMIT 20000' --format jsonl", "mithaq query show accusations",
    ],
)  # fmt: skip
def test_a_reader_that_goes_away_ends_the_command_as_it_ends_others(store_folder: Path, command: str) -> None:
    ran = in_a_shell(store_folder, f"{command} | head -c 1 > /dev/null")
    assert ran.stderr in ("", "mithaq: no results\n")
    others = in_a_shell(store_folder, "yes | head -c 1 > /dev/null").returncode
    assert others == 141
    fits_the_pipe = "sparql" not in command
    assert ran.returncode in ((0, others) if fits_the_pipe else (others,))


def test_a_plain_locale_shows_arabic_all_the_same(store_folder: Path) -> None:
    command = "mithaq explain QA | head -5; mithaq query run accusations; mithaq query list --language ar"
    for utf8 in ("0", "1"):
        ran = in_a_shell(store_folder, command, LC_ALL="C", PYTHONUTF8=utf8, PYTHONCOERCECLOCALE="0")
        assert "قطر" in ran.stdout
        assert ran.stderr == ""


def test_export_writes_what_it_says(mithaq: Mithaq, tmp_path: Path) -> None:
    ran = mithaq("export", str(tmp_path / "graph.ttl"))
    assert ran.status == 0
    statements = len(list(parse(path=str(tmp_path / "graph.ttl"), format=RdfFormat.TURTLE)))
    assert ran.err == f"{tmp_path / 'graph.ttl'}: {statements:,} statements\n"
    assert "9 article graphs" in mithaq("export", str(tmp_path / "graph.trig")).err
    piped = mithaq("export", "-", "--format", "ttl")
    assert piped.out == (tmp_path / "graph.ttl").read_text(encoding="utf-8")


def test_explain_shows_sentence_rule_and_confidence(mithaq: Mithaq) -> None:
    text = mithaq("explain", GUEST).out
    assert "article \u2068doha-1\u2069, 2016-03-10, rule meet-verb, confidence 0.8" in text
    assert "\u2068واجتمع وزير الداخلية القطري خالد بن حمد الدوسري مع نظيره العراقي" in text
    assert "person/kazm-jwad-alrbyay" in text
    limited = mithaq("explain", GUEST, "--limit", "1").out
    assert limited.splitlines()[-1] == "and 3 more facts: --limit 4"
    printed = next(word for word in text.split() if word.startswith("meeting/"))
    assert "mq:Meeting" in mithaq("explain", printed).out.splitlines()[0]
    told = json.loads(mithaq("explain", "مذكرة تفاهم لمكافحة الإرهاب", "--format", "json").out)
    assert len(told["names"]) == 2
    assert told["joined"][0]["because"]


def test_names_of_one_s_own_folder_from_the_environment(
    mithaq: Mithaq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (ROOT / "queries" / "lonely-meetings.rq").read_text(encoding="utf-8")
    (tmp_path / "my-lonely-meetings.rq").write_text(source, encoding="utf-8")
    monkeypatch.setenv("MITHAQ_QUERIES", str(tmp_path))
    assert "my-lonely-meetings" in mithaq("query", "list").out
    assert mithaq("query", "run", "my-lonely-meetings", "--format", "csv").out.count("\n") == 2
    (tmp_path / "broken.rq").write_text(source.replace("#+ tags", "#+ tag"), encoding="utf-8")
    assert "broken.rq:1: " in mithaq("query", "list").err


def test_check_tells_every_file_and_fails_for_one_that_is_broken(mithaq: Mithaq, tmp_path: Path) -> None:
    good = ROOT / "queries" / "accusations.rq"
    bad = tmp_path / "bad.rq"
    bad.write_text(good.read_text(encoding="utf-8").replace("ORDER BY", "LIMIT 3 #"), encoding="utf-8")
    ran = mithaq("query", "check", str(good), str(bad))
    assert ran.status == 1
    assert ran.out.splitlines()[0] == f"{good}: ok"
    assert ran.out.splitlines()[1].startswith(f"{bad}:")
    assert mithaq("query", "check", str(good)).status == 0


def test_list_by_tag_and_for_programs(mithaq: Mithaq) -> None:
    rows = json.loads(mithaq("query", "list", "--tag", "quality", "--format", "json").out)
    assert {"contradicting-dates", "lonely-meetings"} <= {row["name"] for row in rows}
    assert all("quality" in row["tags"] and set(row["summary"]) == {"en", "ar"} for row in rows)
    assert "\u2068اتفاقات دولة\u2069" in mithaq("query", "list", "--language", "ar").out
    assert "no stored query has these tags" in mithaq("query", "list", "--tag", "nonsense").err


def test_completion_of_queries_parameters_and_names(store_folder: Path) -> None:
    def completed(*words: str) -> list[str]:
        line = " ".join(["mithaq", *words])
        ran = in_a_shell(
            store_folder, "mithaq", _MITHAQ_COMPLETE="zsh_complete", COMP_WORDS=line, COMP_CWORD=str(len(words)),
        )  # fmt: skip
        return ran.stdout.splitlines()[1::3]

    assert "agreements-between" in completed("query", "run", "agreements-b")
    assert {"state=", "other="} <= set(completed("query", "run", "agreements-between", "-p", ""))
    assert completed("query", "run", "agreements-between", "-p", "state=Qa") == ["state=Qatar"]
    assert completed("query", "run", "holders-of-post", "-p", "role=interior") == ["role=interiorMinister"]
    assert completed("query", "list", "--tag", "wiki") == ["wikidata"]
    assert completed("query", "run", "no-such-query", "-p", "") == []


MEETINGS = ("query", "run", "meetings-of-official", "-p", f"official={GUEST}")


def test_columns_are_chosen_and_ordered(mithaq: Mithaq) -> None:
    for form in ("csv", "jsonl", "table"):
        ran = mithaq(*MEETINGS, "--format", form, "--columns", "date, counterpartLabel,meeting")
        assert ran.status == 0, ran.err
        first = ran.out.splitlines()[0]
        assert first.index("date") < first.index("counterpart") < first.index("meeting")
        assert "sentence" not in first
    ran = mithaq(*MEETINGS, "--columns", "date,day")
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "no column 'day': choose from meeting, date, counterpart" in ran.err
    assert "does not return rows" in mithaq("sparql", "CONSTRUCT WHERE { ?s ?p ?o }", "--columns", "s").err


def test_since_and_until_limit_every_query(mithaq: Mithaq) -> None:
    between = ("query", "run", "agreements-between", "-p", "state=QA", "-p", "other=IQ")  # it has no such parameters
    for call, columns in ((MEETINGS, ("date", "issued")), (between, ("signedOn",))):
        rows = csv.DictReader(io.StringIO(mithaq(*call, "--format", "csv").out))
        dates = [next((row[name] for name in columns if row[name]), "") for row in rows]
        year = max(dates)[:4]
        kept = mithaq(*call, "--since", year, "--format", "csv").out
        assert kept.count("\n") - 1 == sum(date[:4] >= year for date in dates) > 0
        assert mithaq(*call, "--since", "2099", "--format", "csv").out.count("\n") == 1
        assert mithaq(*call, "--until", "1950", "--format", "csv").out.count("\n") == 1
    assert "give a date such as" in mithaq(*MEETINGS, "--since", "soon").err
    assert "give one of them" in mithaq(*MEETINGS, "--since", "2015", "-p", "since=2014").err
    assert "has no dates" in mithaq("query", "run", "officials-without-state", "--since", "2015").err
    assert "apply to rows" in mithaq("query", "run", "neighbourhood", "-p", "thing=قطر", "--since", "2015").err


def test_a_narrow_terminal_gets_records(mithaq: Mithaq) -> None:
    wide = mithaq(*MEETINGS, "--format", "record").out
    blocks = wide.split("\n\n")
    assert len(blocks) > 1
    assert all("sentence: " in block and "counterpart: " in block for block in blocks)
    assert "\u2026" not in wide


def test_records_are_chosen_by_the_width(store_folder: Path) -> None:
    call = f"mithaq query run meetings-of-official -p official='{GUEST}'"
    assert in_a_shell(store_folder, call, COLUMNS="60").stdout.splitlines()[0].startswith("meeting: ")
    assert "\u2502" in in_a_shell(store_folder, f"{call} --format table", COLUMNS="60").stdout.splitlines()[0]


def test_a_timeline_says_who_met_whom(mithaq: Mithaq) -> None:
    ran = mithaq("query", "run", "timeline-of-person", "-p", f"official={GUEST}", "--format", "csv")
    meetings = [row for row in csv.DictReader(io.StringIO(ran.out)) if row["eventKind"].endswith("#Meeting")]
    assert meetings
    assert all(row["who"] and row["whom"] and row["who"] != row["whom"] for row in meetings)
    assert all(GUEST in (row["who"], row["whom"]) for row in meetings)


def test_arabic_headings_explanations_and_help(mithaq: Mithaq) -> None:
    english = mithaq("explain", "قطر")
    arabic = mithaq("explain", "قطر", "--language", "ar")
    assert english.out.startswith("mq:State  state/QA")
    assert not arabic.out.startswith("mq:")
    assert "mq:" not in "".join(line.partition(":")[0] for line in arabic.out.splitlines() if line.startswith("  "))
    assert mithaq("--language", "ar", "explain", "قطر").out == arabic.out
    heads = mithaq(*MEETINGS, "--language", "ar", "--format", "table").out.splitlines()[0]
    assert "المكان" in heads
    assert "sentence" not in heads
    assert mithaq(*MEETINGS, "--format", "csv").out == mithaq(*MEETINGS, "--language", "ar", "--format", "csv").out
    help_page = mithaq("--language", "ar", "--help").out
    assert "بناء رسم معرفي" in help_page
    commands = [line for line in help_page.splitlines() if re.match(r"  [a-z]+  ", line)]
    assert len(commands) > 20
    assert all(re.search("[\u0621-\u064a]", line) for line in commands)
    assert "تشغيل استعلام محفوظ" in mithaq("--language", "ar", "query", "run", "--help").out
    assert "Run a stored query" in mithaq("query", "run", "--help").out


def test_every_column_has_an_arabic_heading() -> None:
    headings = arabic_headings()
    columns = {name for query in Catalogue([]).values() for name in query.header.columns}
    english_by_design = {"Source", "SourceLabel", "Target", "TargetLabel", "Type", "Weight"}  # names that Gephi reads
    assert not [name for name in columns - english_by_design if f"{name}#heading" not in headings]
