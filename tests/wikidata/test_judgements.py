"""The table of judgements: SSSOM that comes back as it was written, whoever writes at the same time."""

from __future__ import annotations

import csv
import multiprocessing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mithaq.errors import UserError
from mithaq.wikidata import JudgementFile, LinkJudgement
from mithaq.wikidata.link_judgements import COLUMNS, compact, expand

ID = "https://w3id.org/mithaq/id/"
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20).map(
    lambda text: " ".join(text.split())
)
JUDGEMENTS = st.builds(
    LinkJudgement,
    subject=st.sampled_from([f"{ID}person/one", f"{ID}state/QA", "https://example.org/id/x"]),
    qid=st.sampled_from(["Q1", "Q22", "Q57298"]),
    verdict=st.sampled_from(["accepted", "rejected", "unsure"]),
    who=TEXT.filter(lambda text: not text.startswith("orcid:")) | st.just("orcid:0000-0002-1825-0097"),
    when=st.sampled_from(["", "2024-05-01"]),
    why=TEXT,
    label=TEXT,
    item_label=TEXT,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(JUDGEMENTS)
def test_what_is_written_comes_back(tmp_path: Path, judgement: LinkJudgement) -> None:
    path = tmp_path / "links.sssom.tsv"
    path.unlink(missing_ok=True)
    judgement_file = JudgementFile(path)
    judgement_file.add(judgement)
    assert judgement_file.read() == {judgement.subject: {judgement.qid: judgement}}
    before = path.read_text("utf-8")
    judgement_file.add(judgement)
    assert path.read_text("utf-8") == before


def test_the_file_is_sssom(tmp_path: Path) -> None:
    judgement_file = JudgementFile(tmp_path / "links.sssom.tsv")
    judgement_file.add(LinkJudgement(f"{ID}state/QA", "Q846", "accepted", "huda", "2024-05-01", "clear"))
    judgement_file.add(LinkJudgement(f"{ID}person/x", "", "accepted", "orcid:0000-0002-1825-0097", "2024-05-01"))
    lines = judgement_file.path.read_text("utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert "#mapping_set_id: https://w3id.org/mithaq/id/graph/links" in head
    assert any(line.startswith("#license:") for line in head)
    rows = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    assert tuple(rows[0]) == COLUMNS
    assert [row["subject_id"] for row in rows] == ["mqid:person/x", "mqid:state/QA"]
    assert rows[0]["object_id"] == "sssom:NoTermFound"
    assert rows[0]["author_id"] == "orcid:0000-0002-1825-0097"
    assert rows[1]["predicate_id"] == "skos:exactMatch"
    assert rows[1]["mapping_justification"] == "semapv:ManualMappingCuration"
    assert {row["object_id"].partition(":")[0] for row in rows} == {"wd", "sssom"}


def test_one_thing_is_one_item(tmp_path: Path) -> None:
    judgement_file = JudgementFile(tmp_path / "x.tsv")
    judgement_file.add(LinkJudgement("a:x", "Q1", "accepted"), LinkJudgement("a:x", "Q3", "rejected"))
    judgement_file.add(LinkJudgement("a:x", "Q2", "accepted"))
    assert set(judgement_file.read()["a:x"]) == {"Q2", "Q3"}
    judgement_file.add(LinkJudgement("a:x", "", "accepted"))
    assert set(judgement_file.read()["a:x"]) == {"", "Q3"}


def _judge(path: Path, start: int) -> None:
    for n in range(start, start + 20):
        JudgementFile(path).add(LinkJudgement(f"a:{n}", f"Q{n + 1}", "accepted"))


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    both = [multiprocessing.Process(target=_judge, args=(path, start)) for start in (0, 100)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert len(JudgementFile(path).read()) == 40


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("what is this", "line 1"),
        ("subject_id\tobject_id\na:x\twd:Q0\n", "line 2"),
        ("#x\nsubject_id\tobject_id\na:x\tQ١\n", "line 3"),
        ("subject_id\tobject_id\n\twd:Q1\n", "line 2"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, text: str, stated: str) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(UserError, match=stated):
        JudgementFile(path).read()


def test_columns_may_come_in_any_order_and_with_others(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("object_id\textra\tsubject_id\r\nwd:Q846\tx\tmqid:state/QA\r\n", "utf-8")
    assert JudgementFile(path).read() == {f"{ID}state/QA": {"Q846": LinkJudgement(f"{ID}state/QA", "Q846", "accepted")}}


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        JudgementFile(tmp_path / "no" / "such" / "folder.tsv").add(LinkJudgement("a:x", "Q1", "accepted"))


def test_iris_of_another_base_stay_whole() -> None:
    assert compact("https://example.org/id/person/x") == "https://example.org/id/person/x"
    assert expand(compact(f"{ID}person/x")) == f"{ID}person/x"
