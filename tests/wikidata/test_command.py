"""`mithaq link` as people call it: asking, being killed, judging, checking, enriching, publishing."""

from __future__ import annotations

import itertools
import random
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import mithaq
import pytest
from click.testing import CliRunner, Result
from mithaq.cli import cli
from mithaq.errors import UserError
from mithaq.rdf import WD
from mithaq.store import Store
from mithaq.wikidata import LinkJudgementLog, read_links, read_subjects
from mithaq.wikidata.wikidata_source import searchable_name

from tests.terms import value
from tests.wikidata.api_server import item, serving
from tests.wikidata.samples import OMAN, world

MITHAQ = [sys.executable, "-c", "from mithaq.cli import main; main()"]
DAY = ("--date", "2024-05-01")


def call(*words: object, **more: Any) -> Result:
    """A command in this process; a `UserError` is the line that `main` would print."""
    result = CliRunner().invoke(cli, [str(word) for word in words], **more)
    if result.exception is not None and not isinstance(result.exception, SystemExit | UserError):
        raise result.exception
    return result


def online(store: Path, url: str, *more: object) -> list[str]:
    where = ("--store", store, "--wikidata-api", url, "--cache", store.parent / "cache.sqlite", *DAY)
    return [str(w) for w in ("link", "--online", "--contact", "t@example.org", "--gap", "0.001", *where, *more)]


def items(store: Path) -> dict[str, str]:
    with Store.open(store) as opened:
        names = {subject.iri: subject.name for subject in read_subjects(opened)}
        return {names[link.subject]: link.qid for link in read_links(opened)}


def test_asking_links_what_the_tables_do_not_hold(news: Path) -> None:
    service = world()
    with serving(service) as url:
        assert "الهنائي" not in " ".join(items(news))
        call("link", "--store", news, *DAY)
        assert "سالم بن راشد الهنائي" not in items(news)
        result = call(*online(news, url))
        assert result.exit_code == 0, result.output
        assert re.search(r"[1-9][0-9]* requests sent", result.output)
        assert items(news)["سالم بن راشد الهنائي"] == "Q90000001"
        assert items(news)["عمان"] == OMAN
        sent = len(service.log)
        assert "requests sent" not in call(*online(news, url)).output
    assert len(service.log) == sent


def test_kept_answers_serve_without_asking(news: Path) -> None:
    with serving(world()) as url:
        call(*online(news, url))
    with Store.open(news, write=True) as store:
        from mithaq.wikidata.links import write_links

        write_links(store, [])
        store.publish()
    cache = ("--cache", news.parent / "cache.sqlite", "--wikidata-api", url)
    call("link", "--store", news, *cache, *DAY)
    assert items(news)["سالم بن راشد الهنائي"] == "Q90000001"


def test_a_dry_run_asks_and_changes_nothing(news: Path) -> None:
    service = world()
    with serving(service) as url:
        result = call(*online(news, url, "--dry-run"))
    assert result.exit_code == 0
    assert "would send: wbsearchentities language=ar search=سالم بن راشد الهنائي" in result.output
    assert service.log == []
    assert items(news) == {}
    assert not (news.parent / "cache.sqlite").exists()


def test_the_budget_is_kept_and_runs_go_on(news: Path) -> None:
    service = world()
    with serving(service) as url:
        for round_ in itertools.count(1):
            before = len(service.log)
            result = call(*online(news, url, "--max-requests", 2))
            assert result.exit_code == 0
            assert len(service.log) - before <= 2
            if "is used up" not in result.output:
                break
            assert round_ < 20
    assert items(news)["سالم بن راشد الهنائي"] == "Q90000001"
    asked = [tuple(sorted(question.items())) for question in service.questions()]
    assert len(asked) == len(set(asked))


def test_a_service_that_is_down_fails_the_run_also_where_retries_use_up_the_budget(news: Path) -> None:
    with serving(world()) as url:
        pass  # nobody listens there any more
    result = call(*online(news, url, "--max-requests", 2))
    assert "no answer" in result.output
    assert result.exit_code == 1


def test_a_service_that_is_down_costs_no_link(news: Path) -> None:
    with serving(world(faults=lambda number, params: "forbidden")) as url:
        result = call(*online(news, url))
    assert result.exit_code == 1
    assert "wikidata: the service refuses requests (HTTP 403)" in result.output
    assert items(news)["عمان"] == OMAN


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        (("--online",), "--contact"),
        (("--online", "--contact", "nobody"), "--contact"),
        (("--date", "tomorrow"), "--date tomorrow"),
    ],
)
def test_what_is_wrong_with_a_call_is_one_line(news: Path, words: tuple[str, ...], stated: str) -> None:
    result = call("link", "--store", news, *words)
    assert isinstance(result.exception, UserError)
    assert stated in str(result.exception)
    assert "\n" not in str(result.exception)


def test_nothing_but_names_leaves_the_house(seeds: Path) -> None:
    service = world()
    with Store.open(seeds) as store:
        names = {searchable_name(subject) for subject in read_subjects(store)}
        texts = [value(q.object) for id in store.article_ids() for q in store.article_graph(id) if "#exact" in str(q)]
    with serving(service) as url:
        call(*online(seeds, url))
    sent = [asked.params.get("search", "") for asked in service.log if asked.params.get("language") == "ar"]
    sent += [title for asked in service.log for title in asked.params.get("titles", "").split("|")]
    assert set(sent) - {""} <= names
    assert not [text for text in sent if any(len(whole) > 60 and whole in text for whole in texts)]


def test_killed_at_any_moment_it_asks_nothing_twice_and_loses_no_judgement(seeds: Path) -> None:
    service = world(slow=0.01)
    moments = random.Random(7)
    judgement_file = LinkJudgementLog(seeds / "judgements.jsonl")
    kills = 0
    with serving(service) as url:
        call("link", "accept", "id/state/YE", "Q805", "--store", seeds, *DAY)
        said = judgement_file.path.read_text("utf-8")
        command = [*MITHAQ, *online(seeds, url)]
        for _ in range(6):
            before = len(service.log)
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            aim = before + moments.randrange(1, 12)
            while process.poll() is None and len(service.log) < aim:
                time.sleep(0.001)
            time.sleep(moments.random() * 0.01)
            process.send_signal(signal.SIGKILL)
            kills += process.wait() == -signal.SIGKILL
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
        sent = len(service.log)
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
        assert len(service.log) == sent
    assert kills >= 5
    asked = [tuple(sorted(question.items())) for question in service.questions()]
    assert len(asked) - len(set(asked)) <= kills  # an answer that was on its way when the process died
    assert judgement_file.path.read_text("utf-8") == said
    assert items(seeds)["اليمن"] == "Q805"


def test_two_runs_at_once_keep_the_gap_between_their_requests(seeds: Path) -> None:
    service, gap = world(slow=0.005), 0.02
    with serving(service) as url:
        command = [*MITHAQ, *online(seeds, url, "--gap", gap)]
        runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        stated = [run.communicate(timeout=120) for run in runs]
    # at the end both want to write, and the store has one writer at a time: the other is told so
    assert {run.returncode for run in runs} <= {0, 2}, stated
    assert 0 in {run.returncode for run in runs}
    log = sorted(service.log, key=lambda asked: asked.came)
    assert log[-1].came - log[0].came >= gap * (len(log) - 1) * 0.9


def test_the_store_can_be_read_while_a_service_is_asked(news: Path) -> None:
    service = world(slow=0.2)
    with serving(service) as url:
        run = threading.Thread(target=call, args=online(news, url))
        run.start()
        while not service.log:
            time.sleep(0.01)
        with Store.open(news, write=True):
            pass
        run.join()
    assert items(news)["سالم بن راشد الهنائي"] == "Q90000001"


def test_judging_from_the_command_line(seeds: Path) -> None:
    assert call("link", "accept", "id/state/QA", "Q846", "--store", seeds, "--author", "huda", *DAY).exit_code == 0
    assert call("link", "reject", "id/state/YE", "Q805", "--store", seeds, "--why", "test", *DAY).exit_code == 0
    stated = LinkJudgementLog(seeds / "judgements.jsonl").read()
    assert stated["https://w3id.org/mithaq/id/state/QA"]["Q846"].who == "huda"
    assert stated["https://w3id.org/mithaq/id/state/YE"]["Q805"].why == "test"
    assert items(seeds) == {"قطر": "Q846"}
    call("link", "accept", "id/state/QA", "none", "--store", seeds, *DAY)
    assert items(seeds) == {}


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        (("accept", "id/state/QA", "846"), "is not a Wikidata item"),
        (("accept", "id/state/QA", "Q٨٤٦"), "is not a Wikidata item"),
        (("reject", "id/state/QA", "none"), "cannot be rejected"),
        (("accept", "id/state/ZZ", "Q1"), "no such thing"),
        (("accept", "id/st ate/ZZ", "Q1"), "is not an IRI"),
    ],
)
def test_a_judgement_that_means_nothing_is_refused(seeds: Path, words: tuple[str, ...], stated: str) -> None:
    result = call("link", *words, "--store", seeds)
    assert isinstance(result.exception, UserError)
    assert stated in str(result.exception)


def test_status_counts_and_lists(seeds: Path) -> None:
    call("link", "--store", seeds, *DAY)
    result = call("link", "status", "--review", "--store", seeds, env={"COLUMNS": "120"})
    assert result.exit_code == 0
    official = next(line for line in result.output.splitlines() if "Official" in line)
    counts = [int(cell) for cell in re.findall(r"[0-9]+", official)]
    assert counts[1] == len(officials(seeds)) > 5
    assert "⁨" in result.output


def officials(store: Path) -> set[str]:
    with Store.open(store) as opened:
        people = {subject.iri for subject in read_subjects(opened) if subject.kind == "official"}
        return {link.qid for link in read_links(opened) if link.subject in people}


@pytest.mark.parametrize(("form", "begins"), [("sssom", "#curie_map:"), ("ttl", "@prefix")])
def test_links_are_exported(seeds: Path, tmp_path: Path, form: str, begins: str) -> None:
    call("link", "--store", seeds, *DAY)
    out = tmp_path / "out"
    assert call("link", "export", "--store", seeds, "--format", form, "--output", out).exit_code == 0
    text = out.read_text("utf-8")
    assert text.startswith(begins)
    assert "Q846" in text
    assert call("link", "export", "--store", seeds, "--format", form).output == text


def test_proposals_carry_the_article_and_go_to_a_file_only(news: Path, tmp_path: Path) -> None:
    refused = call("link", "export", "--store", news, "--format", "quickstatements")
    assert isinstance(refused.exception, UserError)
    with Store.open(news) as store:
        post = next(s.iri for s in read_subjects(store) if s.kind == "post" and "العماني" in s.name)
        person = next(s.iri for s in read_subjects(store) if s.kind == "official" and "الهنائي" in s.name)
    for thing, qid in ((post, "Q90000011"), (person, "Q90000001")):
        call("link", "accept", thing, qid, "--store", news, *DAY)
    out = tmp_path / "proposals.txt"
    call("link", "export", "--store", news, "--format", "quickstatements", "--output", out)
    assert out.read_text("utf-8") == (
        'Q90000001\tP39\tQ90000011\tS854\t"https://example.org/news/1"\tS577\t+2019-03-04T00:00:00Z/11\n'
    )


@pytest.mark.parametrize(
    ("fields", "reference"),
    [
        ({"url": "https://example.org/a|b?q=\"x\" y"}, 'S854\t"https://example.org/a%7Cb?q=%22x%22%20y"'),
        ({"url": "https://example.org/%D8%A3/#x", "date": "2019"}, 'S854\t"https://example.org/%D8%A3/#x"\tS577\t'
         "+2019-00-00T00:00:00Z/9"),
        ({"url": "http://example.org/\u062e\u0628\u0631", "date": "2019-03"},
         'S854\t"http://example.org/%D8%AE%D8%A8%D8%B1"\tS577\t+2019-03-00T00:00:00Z/10'),
        ({"url": "not an address"}, None),
    ],
)  # fmt: skip
def test_references_escape_the_address_and_date_the_publication(
    tmp_path: Path, fields: dict[str, str], reference: str | None
) -> None:
    text = "التقى وزير الخارجية القطري خالد العطية وزير الخارجية المصري سامح شكري في الدوحة."
    with mithaq.open(tmp_path / "store") as graph:
        graph.load(dict(fields) | {"id": "a", "text": text})
        (row,) = graph.sparql(
            "SELECT ?who ?post { ?t mq:holder ?who ; mq:post ?post . ?who rdfs:label 'خالد العطية'@ar }"
        )
        graph.accept_link(str(getattr(row["who"], "iri", "")), "Q1")
        graph.accept_link(str(getattr(row["post"], "iri", "")), "Q2")
    out = tmp_path / "proposals.txt"
    call("link", "export", "--store", tmp_path / "store", "--format", "quickstatements", "--output", out)
    assert out.read_text("utf-8") == (f"Q1\tP39\tQ2\t{reference}\n" if reference else "")


def test_articles_without_an_address_give_no_proposals(seeds: Path, tmp_path: Path) -> None:
    call("link", "--store", seeds, *DAY)
    out = tmp_path / "proposals.txt"
    call("link", "export", "--store", seeds, "--format", "quickstatements", "--output", out)
    assert out.read_text("utf-8") == ""


def checked(store: Path, url: str) -> Result:
    where = ("--store", store, "--wikidata-api", url, "--cache", store.parent / "cache.sqlite", *DAY)
    return call("link", "check", "--online", "--contact", "t@example.org", "--gap", "0.001", *where)


def test_check_mends_merged_and_deleted_items(news: Path) -> None:
    service = world()
    call("link", "--store", news, *DAY)
    for qid in {"Q331401", *items(news).values()}:
        service.items[qid] = item(qid, "شيء")
    with serving(service) as url:
        call(*online(news, url))
        assert "0 repaired" in checked(news, url).output
        del service.items["Q331401"]
        service.merged["Q90000001"] = "Q90000777"
        service.items["Q90000777"] = item("Q90000777", "سالم بن راشد الهنائي")
        result = checked(news, url)
    assert result.exit_code == 0, result.output
    assert "Q90000001: merged into Q90000777" in result.output
    assert "Q331401: deleted" in result.output
    assert items(news)["سالم بن راشد الهنائي"] == "Q90000777"
    assert "Q331401" not in items(news).values()


def test_check_tells_what_got_no_answer(news: Path) -> None:
    call("link", "--store", news, *DAY)
    service = world(faults=lambda number, params: "no_such_search")
    with serving(service) as url:
        result = checked(news, url)
    assert result.exit_code == 1
    held = items(news)
    assert f"0 repaired, {len(set(held.values()))} without an answer" in result.output
    assert len(held) > 3


def test_enrichment_lets_a_query_find_contradictions(news: Path) -> None:
    service = world()
    minister = service.items["Q90000001"]
    minister["claims"]["P625"] = [_at(23.6, 58.5)]
    with serving(service) as url:
        result = call(*online(news, url, "--enrich", "ar,fr"))
        assert "items enriched" in result.output, result.output
        assert "contradict" not in result.output
        assert "الهنائي" not in call("query", "run", "contradicting-wikidata", "--store", news).output
        for statement in minister["claims"]["P39"]:
            statement["qualifiers"]["P580"][0]["datavalue"]["value"]["time"] = "+2020-01-01T00:00:00Z"
        result = call(*online(news, url, "--enrich", "ar,fr", "--cache-days", "0"))
        assert result.exit_code == 0, result.output
    rows = call("query", "run", "contradicting-wikidata", "--format", "csv", "--store", news).output
    assert "سالم بن راشد الهنائي" in rows
    assert "2020-01-01" in rows
    with Store.open(news) as store:
        from mithaq.wikidata.enriching import WIKIDATA_GRAPH

        stated = {str(quad.object) for quad in store.quads(None, None, None, WIKIDATA_GRAPH)}
    assert any(text.startswith('"23.6"') for text in stated)
    assert f"<{WD}statement/Q90000001-1>" in stated
    assert not [text for text in stated if "_:" in text]


def _at(latitude: float, longitude: float) -> dict[str, Any]:
    value = {
        "latitude": latitude,
        "longitude": longitude,
        "precision": 0.01,
        "globe": "http://www.wikidata.org/entity/Q2",
    }
    snak = {"snaktype": "value", "property": "P625", "datavalue": {"type": "globecoordinate", "value": value}}
    return {"mainsnak": snak, "rank": "normal", "id": "Q90000001$c"}
