"""How the command line ends, whatever happens to its output, and what hostile texts do to a terminal: nothing."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest
from mithaq.cli import main
from mithaq.pipeline import load
from mithaq.store import Store

Run = Callable[..., tuple[int, bytes, str]]

TEXT = (
    "\u0627\u0644\u062a\u0642\u0649 \u0648\u0632\u064a\u0631 \u0627\u0644\u062e\u0627\u0631\u062c\u064a\u0629 "
    "\u0627\u0644\u0633\u0639\u0648\u062f\u064a \u0639\u0627\u062f\u0644 \u0627\u0644\u062c\u0628\u064a\u0631 "
    "\u0646\u0638\u064a\u0631\u0647 \u0627\u0644\u0645\u0635\u0631\u064a \u0633\u0627\u0645\u062d "
    "\u0634\u0643\u0631\u064a \x1b]0;own\x07 \u0641\u064a \u0627\u0644\u0642\u0627\u0647\u0631\u0629."
)
ESCAPES = "\x1b[31mRED\x1b]0;own\x07 \x9b2J \u202egnp.exe"
TITLES = ["=1+1" + ESCAPES, "@SUM(1)", "-2+3", "+1", "\u202eabc", 'said "=1"', "-5"]
CONTROL = [*map(chr, range(32)), "\x7f", *map(chr, range(0x80, 0xA0)), "\u202e"]
TITLE_QUERY = "SELECT ?title { ?article dcterms:title ?title } ORDER BY ?title"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of articles with texts that terminals, spreadsheets and XML parsers take for commands."""
    folder = tmp_path_factory.mktemp("hostile")
    records = [
        {"id": f"a{n} {ESCAPES}", "title": title, "text": f"{TEXT} {n}", "source": title, "date": "2015-08-10"}
        for n, title in enumerate(TITLES)
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    with Store.open(folder / "store", write=True, create=True) as store:
        assert load([folder / "news.jsonl"], store, workers=1).stored == len(TITLES)
    return folder / "store"


@pytest.fixture
def run(hostile: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def mithaq(*words: str) -> tuple[int, bytes, str]:
        monkeypatch.setenv("MITHAQ_STORE", str(hostile))
        monkeypatch.setattr(sys, "argv", ["mithaq", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfdbinary.readouterr()
        return int(ended.value.code or 0), out, err.decode()

    return mithaq


@pytest.mark.parametrize("form", ["table", "md", "html"])
def test_tables_for_people_show_control_characters_escaped(run: Run, form: str) -> None:
    status, out, _ = run("sparql", TITLE_QUERY, "--format", form)
    text = out.decode()
    assert status == 0
    assert not [repr(c) for c in CONTROL if c != "\n" and c in text]
    assert "x1b" in text
    assert "u202e" in text


def test_explain_shows_control_characters_escaped(run: Run) -> None:
    status, out, _ = run("explain", "\u0633\u0627\u0645\u062d \u0634\u0643\u0631\u064a")
    assert status == 0
    assert not [repr(c) for c in CONTROL if c != "\n" and c in out.decode()]
    assert "\\x1b]0;own" in out.decode()


def test_messages_show_control_characters_escaped(run: Run, tmp_path: Path) -> None:
    record = {"id": f"b {ESCAPES}", "text": "English only"}
    (tmp_path / "bad.jsonl").write_text(json.dumps(record), "utf-8")
    for words in (("load", str(tmp_path / "bad.jsonl"), "--store", str(tmp_path / "s")), ("explain", ESCAPES)):
        status, out, err = run(*words)
        assert status in (1, 2)
        assert not [repr(c) for c in CONTROL if c != "\n" and c in out.decode() + err]


def test_csv_has_no_formulas_and_keeps_numbers(run: Run) -> None:
    status, out, _ = run("sparql", TITLE_QUERY, "--format", "csv")
    cells = [row[0] for row in csv.reader(io.StringIO(out.decode(), newline=""))]
    assert (status, cells[0]) == (0, "title")
    formulas = {title for title in TITLES if title[0] in "=@+-"} - {"+1", "-5"}
    assert sorted(cells[1:]) == sorted(f"'{title}" if title in formulas else title for title in TITLES)


@pytest.mark.parametrize("limit", [[], ["--limit", "20"]])
def test_xml_is_well_formed(run: Run, limit: list[str]) -> None:
    _, out, _ = run("sparql", "SELECT * { ?s ?p ?o }", "--format", "xml", *limit)
    assert ElementTree.fromstring(out).tag.endswith("sparql")


def test_service_is_refused_unless_it_is_allowed(run: Run) -> None:
    text = "SELECT * { SERVICE <http://localhost:9/sparql> { ?s ?p ?o } }"
    status, _, err = run("sparql", text)
    assert (status, "add --allow-service" in err) == (2, True)
    status, _, err = run("sparql", text, "--allow-service")
    assert status == 2
    assert err.startswith("mithaq: the query fails: ")
    assert len(err.splitlines()) == 1


def test_a_full_disk_on_standard_output_is_one_line(hostile: Path) -> None:
    environment = {**os.environ, "MITHAQ_STORE": str(hostile)}
    call = [sys.executable, "-c", "from mithaq.cli import main; main()"]
    for words in (["--help"], ["stats"], ["sparql", TITLE_QUERY, "--format", "csv"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([*call, *words], stdout=full, stderr=subprocess.PIPE, text=True, env=environment)
        assert done.returncode == 2
        assert done.stderr == "mithaq: standard output: cannot be written (No space left on device)\n"


def test_an_internal_error_is_a_line_that_names_its_report(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(store: Store) -> None:
        raise KeyError("a \x1b[31m key")

    monkeypatch.setattr("mithaq.store.statistics.count_things", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    status, _, err = run("stats")
    (report,) = tmp_path.glob("mithaq-error-*.txt")
    assert status == 70
    assert len(err.splitlines()) == 1
    assert str(report) in err
    assert "\x1b" not in err
    written = report.read_text("utf-8")
    assert "stats" in written
    assert "Traceback" in written
    assert "in fail" in written
