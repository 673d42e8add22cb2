"""The review, and its screen."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from mithaq.cli.link import link
from mithaq.store import Store
from mithaq.wikidata import Candidate, JudgementFile, LinkJudgementLog, Subject, decide, read_links
from mithaq.wikidata.review import Review, sentences

from tests.terms import value

FORMS = ("صالح المقدم",)


def waiting(count: int) -> list[Subject]:
    return [Subject(f"a:{n}", "official", FORMS) for n in range(count)]


def session(tmp_path: Path, count: int = 3) -> Review:
    rivals = [Candidate(f"Q{n}", "official", FORMS[0], "", FORMS) for n in (1, 2, 3)]
    decisions = [decide(subject, rivals) for subject in waiting(count)]
    assert all(decision.outcome == "review" for decision in decisions)
    return Review(decisions, JudgementFile(tmp_path / "links.tsv"), "huda", "2024-05-01")


def kept(tmp_path: Path) -> dict[str, dict[str, str]]:
    judgement_file = JudgementFile(tmp_path / "links.tsv").read()
    return {subject: {qid: j.verdict for qid, j in mine.items()} for subject, mine in judgement_file.items() if mine}


def test_each_answer_is_kept_at_once(tmp_path: Path) -> None:
    review = session(tmp_path, 5)
    review.accept(1)
    assert kept(tmp_path) == {"a:0": {"Q2": "accepted"}}
    review.none_of_these()
    assert kept(tmp_path)["a:1"] == {"": "accepted"}
    review.unsure()
    assert kept(tmp_path)["a:2"] == {"Q1": "unsure"}
    review.skip()
    assert "a:3" not in kept(tmp_path)
    review.reject(0)
    assert [s.candidate.qid for s in review.candidates] == ["Q2", "Q3"]
    review.reject(0)
    review.reject(0)
    assert kept(tmp_path)["a:4"] == {"Q1": "rejected", "Q2": "rejected", "Q3": "rejected"}
    assert review.current is None
    assert review.judged == 6
    said = JudgementFile(tmp_path / "links.tsv").read()["a:0"]["Q2"]
    assert (said.who, said.when, said.label) == ("huda", "2024-05-01", FORMS[0])
    assert said.why.startswith("exact")


def test_every_answer_can_be_taken_back(tmp_path: Path) -> None:
    review = session(tmp_path)
    review.reject(0)
    review.accept(0)
    review.skip()
    review.unsure()
    for _ in range(4):
        assert review.undo()
    assert not review.undo()
    assert kept(tmp_path) == {}
    assert review.place == 0
    assert review.judged == 0
    assert len(review.candidates) == 3


def test_undo_gives_back_what_was_rejected_before(tmp_path: Path) -> None:
    review = session(tmp_path)
    review.reject(0)
    review.accept(0)
    review.undo()
    assert [s.candidate.qid for s in review.candidates] == ["Q2", "Q3"]
    assert kept(tmp_path) == {"a:0": {"Q1": "rejected"}}


def test_what_was_judged_is_not_asked_again(seeds: Path) -> None:
    runner = CliRunner()
    first = runner.invoke(link, ["review", "--store", str(seeds), "--date", "2024-05-01"], input="n?1q")
    assert first.exit_code == 0, first.output
    judgement_file = LinkJudgementLog(seeds / "judgements.jsonl").read()
    again = runner.invoke(link, ["review", "--store", str(seeds)], input="q")
    for subject, mine in judgement_file.items():
        assert mine
        assert f"\n{subject}\n" not in again.output


def test_the_screen_isolates_every_line_of_arabic(seeds: Path) -> None:
    result = CliRunner().invoke(link, ["review", "--store", str(seeds)], input="sssssssssssss", env={"COLUMNS": "160"})
    assert result.exit_code == 0, result.output
    assert "Q" in result.output
    for line in result.output.splitlines():
        inside = 0
        for letter in line:
            inside += {"\u2068": 1, "\u2069": -1}.get(letter, 0)
            assert inside in (0, 1)
            if unicodedata.bidirectional(letter) in ("R", "AL"):
                assert inside == 1, line
        assert inside == 0, line


def test_keys_without_meaning_change_nothing(seeds: Path) -> None:
    result = CliRunner().invoke(link, ["review", "--store", str(seeds)], input="x9r9 0\u0669uq")
    assert result.exit_code == 0
    assert not (seeds / "links.sssom.tsv").exists()


def test_accepting_makes_a_link(seeds: Path) -> None:
    CliRunner().invoke(link, ["review", "--store", str(seeds), "--author", "huda"], input="1q")
    subject, mine = next(iter(LinkJudgementLog(seeds / "judgements.jsonl").read().items()))
    with Store.open(seeds) as store:
        made = {one.subject: one for one in read_links(store)}[subject]
    assert made.qid in mine
    assert (made.method, made.who) == ("person", "huda")


@pytest.mark.parametrize("limit", [1, 3])
def test_sentences_are_those_of_the_articles(seeds: Path, limit: int) -> None:
    with Store.open(seeds) as store:
        stated = sentences(store, "https://w3id.org/mithaq/id/state/QA", limit)
        assert len(stated) == limit
        whole = " ".join(
            " ".join(value(quad.object).split())
            for id in store.article_ids()
            for quad in store.article_graph(id)
            if quad.predicate.value.endswith("#content")
        )
    assert all(text in whole for text in stated)
