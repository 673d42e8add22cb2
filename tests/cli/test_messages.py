"""What the command says when something is wrong, as the real command in a process of its own, in both languages."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARABIC = re.compile("[\u0621-\u064a]")
ARTICLES = [
    {
        "id": "n1", "date": "2020-01-05",
        "text": "التقى وزير الخارجية القطري سعد المرزوقي وزير الخارجية المصري هاني الدرديري في الدوحة.",
    },
    {
        "id": "n2", "date": "2021-02-05",
        "text": "زار وزير الداخلية الكويتي فهد الجابري بغداد والتقى وزير الداخلية العراقي عثمان الغنيمي.",
    },
]  # fmt: skip


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line of standard error."""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        return self.err.rstrip("\n")


Mithaq = Callable[..., Ran]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("messages")
    (folder / "news.jsonl").write_text("".join(json.dumps(one) + "\n" for one in ARTICLES), "utf-8")
    done = _mithaq(folder, "load", "news.jsonl", "--store", "store", "--workers", "1")
    assert done.status == 0, done
    return folder / "store"


@pytest.fixture
def mithaq(loaded: Path, tmp_path: Path) -> Mithaq:
    """Runs the command in a folder with a store, `store`, that the test may change."""
    shutil.copytree(loaded, tmp_path / "store")
    shutil.copy(loaded.parent / "news.jsonl", tmp_path)
    return lambda *words, **environment: _mithaq(tmp_path, *words, **environment)


def _mithaq(folder: Path, *words: str, **environment: str) -> Ran:
    call = [sys.executable, "-m", "mithaq", *words]
    known = {**os.environ, "PYTHONPATH": str(ROOT / "loader"), "MITHAQ_STORE": "store", "COLUMNS": "200", **environment}
    done = subprocess.run(call, cwd=folder, env=known, capture_output=True, text=True, timeout=300, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


# what and what to do


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("sparql 'SELEC * {}'", "SELEC begins no query"), ("sparql ''", "the query is empty"),
        ("sparql 'SELECT * { ?s ?p }'", "line 1, column 19 after SELECT * { ?s ?p }"),
        ("query run officials-of-state -p state=QA -o ''", "--output: is empty"),
        ("judgements export -o store", "is a directory: give a file name"),
        ("query run officials-of-state -p state=EU", "`mithaq explain` shows the facts about it"),
        ("export store/judgements.jsonl --format nt", "is in the store"),
        ("query run officials-of-state -p state=QA -o store/x.csv", "is in the store"),
        ("judgements export -o store/judgements.jsonl", "is in the store"),
        ("judgements merge .", "is neither a store nor has it judgements.jsonl"),
        ("fact amend meeting/x participant=official:", "the graph has no such fact"),
        ("authority build news.jsonl items.sqlite", "has no item of Wikidata"),
        ("serve --edit --token ''", "--token: is empty"),
        ("query run agreements-of-state -p state=QA --timeout 0.0000001", "stopped after 0.0000001 seconds"),
    ],
)  # fmt: skip
def test_one_line_says_what_is_wrong_and_what_to_do(mithaq: Mithaq, call: str, said: str) -> None:
    for language in ("en", "ar"):
        ran = mithaq(*shlex.split(call), MITHAQ_LANGUAGE=language)
        assert ran.status == 2, ran
        if language == "en":
            assert said in ran.line
        else:
            assert ARABIC.search(ran.line)
            assert not re.search(r"\b(is|no|the|give|such|after|directory|seconds)\b", ran.line), ran.line


def test_a_list_of_values_is_short(mithaq: Mithaq) -> None:
    ran = mithaq("query", "run", "officials-of-state", "-p", "state=QA", "-p", "role=zzz")
    assert len(ran.line) < 300
    assert re.search(r"and \d+ more", ran.line)


def test_a_corrected_fact_names_the_command_that_takes_it_back(mithaq: Mithaq) -> None:
    found = re.search(r"meeting/[0-9a-f]+", mithaq("explain", "هاني الدرديري").out)
    assert found is not None
    assert mithaq("fact", "amend", found[0], "date=٢٠٢٠-٠١-٠٤").status == 0
    refused = mithaq("fact", "reject", found[0])
    command = re.search("`mithaq ([^`]*)`", refused.line)
    assert command is not None
    assert mithaq(*command[1].split()).status == 0
    assert found[0] in mithaq("explain", "هاني الدرديري").out
    emptied = mithaq("fact", "amend", found[0], "participant=official:")
    assert "write a name behind the colon" in emptied.line


def test_corrections_that_were_lost_are_noticed(mithaq: Mithaq, tmp_path: Path) -> None:
    found = re.search(r"meeting/[0-9a-f]+", mithaq("explain", "هاني الدرديري").out)
    assert found is not None
    assert mithaq("fact", "reject", found[0]).status == 0
    assert mithaq("check").status == 0
    (tmp_path / "store" / "judgements.jsonl").unlink()
    ran = mithaq("check")
    assert ran.status == 1
    assert "lacks 1 corrections" in ran.out


def test_a_merge_says_how_many_judgements_were_there(mithaq: Mithaq, tmp_path: Path) -> None:
    assert mithaq("different", "سعد المرزوقي", "هاني الدرديري").status == 0
    assert mithaq("judgements", "export", "-o", "mine.jsonl").status == 0
    assert "0 added, 1 there already" in mithaq("judgements", "merge", "mine.jsonl").out
    assert mithaq("judgements", "undo", json.loads((tmp_path / "mine.jsonl").read_text("utf-8"))["id"]).status == 0


def test_a_judged_name_is_listed_by_name(mithaq: Mithaq) -> None:
    assert mithaq("different", "سعد المرزوقي", "هاني الدرديري").status == 0
    listed = mithaq("judgements", "list").out
    assert "سعد المرزوقي" in listed
    assert "person/" in listed
    arabic = mithaq("judgements", "list", MITHAQ_LANGUAGE="ar").out
    assert not re.search(r"\b(in force|identity|different|judgements)\b", arabic)


def test_an_item_may_be_written_in_small_letters(mithaq: Mithaq) -> None:
    assert mithaq("link", "accept", "قطر", "q846").out == "قطر: accepted Q846\n"


def test_an_article_that_takes_the_place_of_another_is_named(mithaq: Mithaq, tmp_path: Path) -> None:
    for number, text in enumerate((ARTICLES[0]["text"], ARTICLES[1]["text"])):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "001.txt").write_text(text, "utf-8")
    assert mithaq("load", "0", "--store", "two").err == ""
    assert "001: replaces another text of this id" in mithaq("load", "1", "--store", "two").err
    (tmp_path / "1" / "001.txt").write_text(ARTICLES[1]["text"].replace("بغداد", "البصرة"), "utf-8")
    assert mithaq("load", "1", "--store", "two").err == "", "a changed article"


def test_names_of_one_file_are_noticed(mithaq: Mithaq, tmp_path: Path) -> None:
    (tmp_path / "out.ttl").write_text("")
    (tmp_path / "link.ttl").hardlink_to(tmp_path / "out.ttl")
    ran = mithaq("export", "out.ttl", "--describe", "link.ttl")
    assert ran.status == 2
    assert "--describe link.ttl: is the file of the export" in ran.line


def test_annotations_of_other_articles_are_one_line(mithaq: Mithaq, tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    for path in sorted((ROOT / "tests" / "data" / "gold-seeds").glob("*.gold.json"))[:3]:
        shutil.copy(path, tmp_path / "gold")
    ran = mithaq("evaluate", "gold", "news.jsonl")
    assert (ran.status, ran.out) == (2, "")
    assert "has none of the 3 articles annotated there" in ran.line


def test_an_unreachable_scheduler_leaves_no_traceback(mithaq: Mithaq) -> None:
    pytest.importorskip("distributed")
    ran = mithaq("load", "news.jsonl", "--store", "new", "--scheduler", "nowhere")
    assert ran.status == 2
    assert "no Dask scheduler answers there" in ran.line


def test_a_closed_pipe_is_no_result_of_a_validation(mithaq: Mithaq, tmp_path: Path) -> None:
    known = {**os.environ, "PYTHONPATH": str(ROOT / "loader"), "MITHAQ_STORE": "store", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "mithaq", "validate", "--rows", "0"]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(command, cwd=tmp_path, env=known, stdout=pipe, stderr=subprocess.PIPE, check=False)
    assert done.returncode == -signal.SIGPIPE, done.stderr  # a shell says 141


# digits


@pytest.mark.parametrize(
    "call",
    [
        "query run meetings-of-official -p official=MINISTER --since ٢٠٢٠ --until ٢٠٢٠-١٢ --format csv",
        "query run meetings-of-official -p official=MINISTER --as-of ٢٠٢٠-٠٦-٠١ --format csv",
        "query run meetings-of-official -p official=MINISTER --as-of ۲۰۲۰ --format csv",
    ],
)
def test_dates_may_be_typed_in_arabic_digits(mithaq: Mithaq, call: str) -> None:
    words = shlex.split(call.replace("MINISTER", "'هاني الدرديري'"))
    arabic, western = mithaq(*words), mithaq(*(word.translate(_WESTERN) for word in words))
    assert arabic == western
    assert arabic.status == 0
    assert "الدوحة" in arabic.out


_WESTERN = {0x0660 + digit: str(digit) for digit in range(10)} | {0x06F0 + digit: str(digit) for digit in range(10)}


def test_the_day_of_a_judgement_may_be_typed_in_arabic_digits(mithaq: Mithaq, tmp_path: Path) -> None:
    assert mithaq("link", "accept", "قطر", "Q846", "--date", "٢٠٢٤-٠٥-٠١").status == 0
    assert json.loads((tmp_path / "store" / "judgements.jsonl").read_text("utf-8"))["when"] == "2024-05-01"
    assert "write it as 2024-05-01" in mithaq("link", "accept", "قطر", "Q846", "--date", "٢٠٢٤-٩٩").line


# Arabic


@pytest.mark.parametrize(
    "call",
    [
        "bogus", "load", "load --bogus", "load news.jsonl --workers many", "export --format x", "query run",
        "link check --bogus", "fact bogus", "query run officials-of-state extra words", "explain --limit", "check x",
    ],
)  # fmt: skip
def test_errors_of_usage_are_arabic(mithaq: Mithaq, call: str) -> None:
    ran = mithaq("--language", "ar", *call.split())
    assert ran.status == 2
    words = re.findall(r"[A-Za-z]{3,}", re.sub(r"'[^']*'|\[[A-Z]+\]\.*|--?[a-z-]+|\([^)]*\)", " ", ran.err))
    assert set(words) <= {"mithaq", "OPTIONS", "COMMAND", "ARGS", "PATH", "OUT", "NAME", "IRI", *call.split()}, ran.err
    assert ARABIC.search(ran.err.splitlines()[-1])


@pytest.mark.parametrize(
    ("call", "kept"),
    [
        ("stats", ""), ("check", ""), ("check --store nowhere", ""), ("link status", ""), ("fact list", ""),
        ("judgements list", ""), ("load news.jsonl", ""), ("load news.jsonl --dry-run", ""), ("load nowhere", ""),
        ("diff store store", ""), ("query show officials-of-state", "officials-of-state|articles:"),
    ],
)  # fmt: skip
def test_what_commands_print_is_arabic(mithaq: Mithaq, call: str, kept: str) -> None:
    ran = mithaq("--language", "ar", *call.split())
    assert not re.search(
        r"\b(the|is|no|of|are|was|stored|unchanged|articles|things|waiting|class|whole|corrections|source|Columns)\b",
        re.sub(kept or "=", "", ran.out.partition("PREFIX")[0] + ran.err),
    ), ran
    assert ARABIC.search(ran.out + ran.err)


def test_terms_in_tables_are_arabic(mithaq: Mithaq) -> None:
    call = ("query", "run", "meetings-of-official", "-p", "official=هاني الدرديري")
    assert "mq:" in mithaq(*call).out
    for form in ("table", "record", "md"):
        said = mithaq("--language", "ar", *call, "--format", form).out
        assert not re.search(r"mq:|ontology#", said), said
    assert "ontology#" in mithaq("--language", "ar", *call, "--format", "csv").out


def test_a_comparison_is_arabic(mithaq: Mithaq) -> None:
    assert mithaq("load", "news.jsonl", "--store", "other").status == 0
    assert mithaq("forget", "n2", "--store", "other").status == 0
    said = mithaq("diff", "other", "store", MITHAQ_LANGUAGE="ar").out
    assert re.search("^\\s+أضيف", said, re.MULTILINE)
    assert not re.search(r"\b(added|removed|Meeting|things|name|holder|participant|held)\b", said), said
