"""Loads: what gets into the store, what stays out, and what is told about it."""

from __future__ import annotations

import json
import os
import signal
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from mithaq.pipeline import LoadReport, ProgressEvent, forget, load, rebuild
from mithaq.store import Store, StoreError

from tests.pipeline.newswire import choking, dump, dying, endless, lenient, record, silent, strict, write

SEEDS = Path(__file__).parents[2] / "seeds"


def _load(folder: Path, *paths: Path, **more: object) -> tuple[LoadReport, list[ProgressEvent]]:
    told: list[ProgressEvent] = []
    with Store.open(folder, write=True, create=True) as store:
        report = load(paths, store, progress=told.append, **{"workers": 1, **more})  # type: ignore[arg-type]
    assert Counter(event.outcome for event in told) == Counter(
        stored=report.stored, skipped=report.skipped, quarantined=report.quarantined, refused=report.refused
    )
    return report, told


def _dump(folder: Path) -> list[str]:
    with Store.open(folder) as store:
        return dump(store)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write(tmp_path / "articles.jsonl", range(30))


def test_the_seeds_load_and_one_agreement_and_one_person_come_of_two_articles(tmp_path: Path) -> None:
    report, _ = _load(tmp_path / "store", SEEDS)
    assert (report.stored, report.clean) == (5, True)
    with Store.open(tmp_path / "store") as store:
        mq = "https://w3id.org/mithaq/ontology#"
        rows = store.select(
            f"SELECT ?pact (COUNT(DISTINCT ?article) AS ?n) {{ ?pact a <{mq}Agreement> ; "
            f"<{mq}signedOn> '2017-07-11'^^<http://www.w3.org/2001/XMLSchema#date> . "
            "?article <https://schema.org/mentions> ?pact } GROUP BY ?pact"
        )
        assert [row["n"].value for row in rows] == ["2"]
        rows = store.select(
            f"SELECT DISTINCT ?who {{ ?who a <{mq}Official> ; "
            "(<http://www.w3.org/2000/01/rdf-schema#label>|<http://www.w3.org/2004/02/skos/core#altLabel>) ?l "
            "FILTER(CONTAINS(?l, 'الأنصاري')) }"
        )
        assert len(list(rows)) == 1


def test_a_second_load_skips_what_is_there_and_says_so(tmp_path: Path, articles: Path) -> None:
    _load(tmp_path / "store", articles)
    before = _dump(tmp_path / "store")
    report, told = _load(tmp_path / "store", articles)
    assert (report.stored, report.skipped, report.clean) == (0, 30, True)
    assert [event.id for event in told] == [f"article-{n:04}" for n in range(30)]
    assert not {"extract", "check"} & set(report.seconds), "skipping costs no extraction"
    assert _dump(tmp_path / "store") == before


def test_a_changed_article_replaces_its_graph(tmp_path: Path, articles: Path) -> None:
    _load(tmp_path / "store", articles)
    changed = [record(n) for n in range(30)]
    changed[4] |= {"text": record(11)["text"]}
    changed[5] |= {"date": "2019-02-01"}
    articles.write_text("\n".join(json.dumps(r) for r in changed), encoding="utf-8")
    report, _ = _load(tmp_path / "store", articles)
    assert (report.stored, report.replaced, report.skipped) == (2, 2, 28)
    _load(tmp_path / "fresh", articles)
    assert _dump(tmp_path / "store") == _dump(tmp_path / "fresh")


def test_workers_order_and_splits_do_not_matter(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.jsonl", range(60))
    parts = [write(tmp_path / f"part{n}.jsonl", range(n, 60, 4)) for n in range(4)]
    _load(tmp_path / "one", whole)
    _load(tmp_path / "two", whole, workers=2)
    for part in reversed(parts):
        _load(tmp_path / "four", part)
    assert _dump(tmp_path / "one") == _dump(tmp_path / "two") == _dump(tmp_path / "four")


def test_what_breaks_the_shapes_is_kept_out_with_a_report_until_it_passes(tmp_path: Path, articles: Path) -> None:
    report, told = _load(tmp_path / "store", articles, checker=strict)
    assert (report.stored, report.quarantined, report.clean) == (29, 1, False)
    path = tmp_path / "store" / "quarantine" / "article-0003.txt"
    assert [n.text for n in told if n.outcome == "quarantined"] == [
        f"article-0003: quarantined: violation Title: no title (see {path})"
    ]
    text = path.read_text("utf-8")
    assert "violation Title: no title\nfix it" in text
    assert "Title: لقاء في بغداد" in text
    with Store.open(tmp_path / "store") as store:
        assert "article-0003" not in "".join(dump(store))
    report, _ = _load(tmp_path / "store", articles)
    assert (report.stored, report.skipped) == (1, 29)
    assert not path.exists()


def test_a_rule_that_goes_wrong_costs_one_article(tmp_path: Path, articles: Path) -> None:
    report, told = _load(tmp_path / "store", articles, extractor=choking)
    assert (report.stored, report.quarantined) == (29, 1)
    assert any("could not be processed (ValueError: a rule went wrong)" in n.text for n in told)


def test_another_extractor_replaces_the_facts_of_every_article(tmp_path: Path, articles: Path) -> None:
    _load(tmp_path / "rules", articles)
    by_rules = _dump(tmp_path / "rules")
    first, _ = _load(tmp_path / "store", articles, extractor=silent)
    assert (first.stored, first.replaced) == (30, 0)
    without_facts = _dump(tmp_path / "store")
    assert not any("ontology#Meeting>" in quad for quad in without_facts)

    same, _ = _load(tmp_path / "store", articles, extractor=silent)
    assert (same.stored, same.skipped) == (0, 30)

    rules, _ = _load(tmp_path / "store", articles)
    assert (rules.stored, rules.replaced, rules.skipped) == (30, 30, 0)
    assert _dump(tmp_path / "store") == by_rules
    again, _ = _load(tmp_path / "store", articles)
    assert (again.stored, again.skipped) == (0, 30)

    back, _ = _load(tmp_path / "store", articles, extractor=silent)
    assert (back.stored, back.replaced) == (30, 30)
    assert _dump(tmp_path / "store") == without_facts


def test_a_new_version_of_an_extractor_replaces_the_facts_too(tmp_path: Path, articles: Path) -> None:
    _load(tmp_path / "store", articles, extractor=silent)
    newer = replace(silent, version="silent 2")
    report, _ = _load(tmp_path / "store", articles, extractor=newer)
    assert (report.stored, report.replaced) == (30, 30)


def test_bad_lines_are_refused_and_the_rest_is_loaded(tmp_path: Path, articles: Path) -> None:
    with open(articles, "a", encoding="utf-8") as file:
        file.write('{"id": "x"}\nno json\n')
        file.write(json.dumps(record(3) | {"text": record(8)["text"]}) + "\n")
    report, told = _load(tmp_path / "store", articles)
    assert (report.stored, report.refused) == (30, 3)
    assert all(n.text.startswith(f"{articles}:") for n in told if n.outcome == "refused")


def test_a_wanted_confidence_leaves_facts_out_and_another_one_loads_again(tmp_path: Path, articles: Path) -> None:
    _load(tmp_path / "store", articles)
    everything = len(_dump(tmp_path / "store"))
    report, _ = _load(tmp_path / "store", articles, min_confidence=1.0)
    assert report.replaced == 30
    assert len(_dump(tmp_path / "store")) < everything


def test_forgetting_leaves_what_a_load_without_the_article_gives(tmp_path: Path) -> None:
    _load(tmp_path / "store", write(tmp_path / "all.jsonl", range(20)))
    with Store.open(tmp_path / "store", write=True) as store:
        assert forget(store, ["article-0019", "nobody", "article-0018"]) == ["article-0018", "article-0019"]
    _load(tmp_path / "fresh", write(tmp_path / "few.jsonl", range(18)))
    assert _dump(tmp_path / "store") == _dump(tmp_path / "fresh")


def test_an_article_that_kills_its_worker_is_quarantined(tmp_path: Path) -> None:
    articles = write(tmp_path / "all.jsonl", range(60))
    report, told = _load(tmp_path / "store", articles, workers=2, extractor=dying)
    assert (report.stored, report.quarantined) == (59, 1)
    assert ["article-0040: quarantined: a worker process died of it twice" in n.text for n in told if n.text] == [True]
    _load(tmp_path / "store", articles, workers=2)
    _load(tmp_path / "fresh", articles)
    assert _dump(tmp_path / "store") == _dump(tmp_path / "fresh")


@pytest.mark.parametrize("count", [6, 20])
def test_an_article_without_end_is_quarantined_and_the_others_are_stored(tmp_path: Path, count: int) -> None:
    articles = write(tmp_path / "all.jsonl", range(count))
    report, told = _load(
        tmp_path / "store", articles, workers=2, extractor=endless, checker=lenient, article_seconds=2.0
    )
    assert (report.stored, report.quarantined) == (count - 1, 1)
    assert ["article-0003: quarantined: did not come to an end in 2 seconds" in n.text for n in told if n.text] == [
        True
    ]
    assert "in 2 seconds" in (tmp_path / "store" / "quarantine" / "article-0003.txt").read_text("utf-8")


def test_an_article_that_costs_too_much_work_is_quarantined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: the same article on any machine."""
    articles = write(tmp_path / "all.jsonl", range(3))
    with monkeypatch.context() as patch:
        patch.setattr("mithaq.extraction.work.MAX_WORDS", 20)
        report, told = _load(tmp_path / "store", articles)
        assert report.quarantined == 3
        assert "costs too much work: it has 48 words, and one article may have 20" in told[0].text
    with monkeypatch.context() as patch:
        patch.setattr("mithaq.extraction.work.LOOKUPS_AT_LEAST", 0)
        patch.setattr("mithaq.extraction.work.LOOKUPS_PER_WORD", 1)
        report, told = _load(tmp_path / "store", articles)
        assert "costs too much work: it took more than 48 lookups" in told[0].text
    with monkeypatch.context() as patch:
        patch.setattr("mithaq.pipeline.processor.MAX_QUADS", 10)
        report, told = _load(tmp_path / "store", articles)
        assert "statements, and one article may have 10" in told[0].text
    report, _ = _load(tmp_path / "store", articles)
    assert (report.stored, report.quarantined) == (3, 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_ends_after_a_whole_batch_and_the_next_load_goes_on(tmp_path: Path, workers: int) -> None:
    articles = write(tmp_path / "all.jsonl", range(180))
    told: list[ProgressEvent] = []

    def interrupt(event: ProgressEvent) -> None:
        told.append(event)
        if len(told) == 1:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)  # the interpreter may call the handler a little later

    with Store.open(tmp_path / "store", write=True, create=True) as store:
        report = load([articles], store, workers=workers, progress=interrupt)
    assert report.interrupted
    assert not report.clean
    assert 128 <= report.stored < 180
    with Store.open(tmp_path / "store") as store:
        assert len(list(store.article_ids())) == report.stored
    again, _ = _load(tmp_path / "store", articles, workers=workers)
    assert (again.skipped, again.stored) == (report.stored, 180 - report.stored)


def test_a_rebuild_that_is_interrupted_leaves_everything_as_it_was(tmp_path: Path) -> None:
    articles = write(tmp_path / "all.jsonl", range(135))
    _load(tmp_path / "store", articles, checker=lenient)
    before = _dump(tmp_path / "store")

    told: list[ProgressEvent] = []

    def interrupt(event: ProgressEvent) -> None:
        told.append(event)
        if len(told) == 1:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)  # the interpreter may call the handler a little later

    report = rebuild(tmp_path / "store", workers=1, progress=interrupt, checker=lenient)
    assert report.interrupted
    assert 0 < report.stored < 135
    assert _dump(tmp_path / "store") == before
    assert _load(tmp_path / "store", articles, checker=lenient)[0].skipped == 135
    assert len([p for p in (tmp_path / "store").iterdir() if p.is_dir()]) == 2, "nothing of it is left"


def test_a_rebuild_gives_what_a_load_gives_and_shows_the_old_until_then(tmp_path: Path, articles: Path) -> None:
    _load(tmp_path / "store", articles, min_confidence=1.0)
    manifest = tmp_path / "store" / "mithaq.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"lexicon": "old", "format": 0}))
    with pytest.raises(StoreError, match="mithaq rebuild"):
        _load(tmp_path / "store", articles)
    report = rebuild(tmp_path / "store", workers=1)
    assert report.stored == 30
    _load(tmp_path / "fresh", articles)
    assert _dump(tmp_path / "store") == _dump(tmp_path / "fresh")
    assert _load(tmp_path / "store", articles)[0].skipped == 30, "and it can be loaded into again"
    assert len([p for p in (tmp_path / "store").iterdir() if p.is_dir()]) == 2, "the old graph is gone"
