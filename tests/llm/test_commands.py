"""The commands with a language model: load, rebuild, fact, evaluate."""

from __future__ import annotations

import json
from pathlib import Path

import mithaq
import pytest
from click.testing import CliRunner, Result
from mithaq.cli import cli
from mithaq.errors import UserError
from mithaq.llm import LanguageModelExtractor
from mithaq.store import Store

from tests.llm.articles import ANSWER, MEDIATION, TEXT, a_model, news, records, settings
from tests.llm.server import NOTHING, ModelServer, Reply, answer_of


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, [str(a) for a in arguments], terminal_width=200)
    if result.exception is not None and not isinstance(result.exception, SystemExit | UserError):
        raise result.exception
    return result


def load(server: ModelServer, store: Path, articles: Path, *more: object) -> Result:
    model = ("--reader", "rules+llm", "--llm-url", server.url, "--llm-model", "tiny", "--workers", 1)
    return run("load", articles, "--store", store, *model, *more)


def exported(store: Path) -> bytes:
    path = store.with_suffix(".nq")
    assert run("export", path, "--store", store).exit_code == 0
    return path.read_bytes()


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return records(tmp_path / "news.jsonl", 3)


@pytest.fixture
def by_rules(tmp_path: Path, articles: Path) -> bytes:
    """The export of what the rules alone read."""
    assert run("load", articles, "--store", tmp_path / "rules").exit_code == 0
    return exported(tmp_path / "rules")


def test_facts_of_the_model_are_in_the_graph_with_rule_confidence_and_sentence(
    server: ModelServer, tmp_path: Path, articles: Path
) -> None:
    a_model(server)
    result = load(server, tmp_path / "store", articles)
    assert result.exit_code == 0, result.stderr
    lines = result.stderr.splitlines()
    assert lines[0] == f"mithaq: the text of articles is sent to {server.url}/v1/chat/completions (model tiny)"
    assert any("3 requests, 0 answers from the cache, 2,700 tokens read, 60 written" in line for line in lines)
    assert any("3 articles, 0 of them in part; 3 facts added" in line for line in lines)
    assert any("dropped: 3 quotation not in the article; 3 stated by the rules" in line for line in lines)
    query = "SELECT ?c ?text { ?f mq:rule 'llm:tiny'; mq:confidence ?c; prov:wasDerivedFrom/oa:exact ?text }"
    with mithaq.open(tmp_path / "store") as graph:
        found = [(float(row["c"]), row["text"]) for row in graph.sparql(query)]
    assert set(found) == {(0.6, TEXT.split("\n\n")[1])}


def test_without_the_model_the_export_is_the_same_to_the_byte(
    server: ModelServer, tmp_path: Path, articles: Path, by_rules: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITHAQ_LLM_URL", server.url)
    monkeypatch.setenv("MITHAQ_LLM_MODEL", "tiny")
    assert run("load", articles, "--store", tmp_path / "off").stderr == ""
    assert exported(tmp_path / "off") == by_rules
    assert server.requests == []


def test_a_model_that_finds_nothing_changes_no_byte(
    server: ModelServer, tmp_path: Path, articles: Path, by_rules: bytes
) -> None:
    server.answers([NOTHING])
    load(server, tmp_path / "silent", articles)
    assert exported(tmp_path / "silent") == by_rules


def test_min_confidence_removes_the_facts_of_the_model(server: ModelServer, tmp_path: Path, articles: Path) -> None:
    a_model(server)
    run("load", articles, "--store", tmp_path / "sure", "--min-confidence", 0.61)
    load(server, tmp_path / "both", articles, "--min-confidence", 0.61)
    assert exported(tmp_path / "both") == exported(tmp_path / "sure")


def test_an_article_read_in_part_is_marked_and_read_again_by_the_next_load(
    server: ModelServer, tmp_path: Path, articles: Path
) -> None:
    store = tmp_path / "store"
    server.answers([ANSWER, Reply(status=400, raw=b"odd request"), ANSWER])
    result = load(server, store, articles)
    assert result.exit_code == 0
    assert "n2: read in part: sentences 1 to 4: HTTP 400: odd request" in result.stderr
    marked = [line for line in exported(store).splitlines() if b"ontology#readInPart" in line]
    assert {line.split()[0] for line in marked} == {b"<https://w3id.org/mithaq/id/article/n2>"}
    again = load(server, store, articles)
    assert "1 stored, 1 of them replaced, 2 unchanged" in again.stdout
    assert len(server.requests) == 4
    assert b"ontology#readInPart" not in exported(store)


def test_a_budget_ends_a_load_that_the_next_run_goes_on_with(
    server: ModelServer, tmp_path: Path, articles: Path
) -> None:
    a_model(server)
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    first = load(server, parts, articles, "--llm-max-requests", 2)
    assert first.exit_code == 1
    assert "2 stored" in first.stdout
    assert first.stderr.splitlines()[-1] == (
        "mithaq: the budget of 2 requests (--llm-max-requests) is used up: run the command again to go on"
    )
    second = load(server, parts, articles, "--llm-max-requests", 2)
    assert second.exit_code == 0
    assert len(server.requests) == 3
    load(server, whole, articles)
    assert len(server.requests) == 3
    assert exported(parts) == exported(whole)


def test_a_load_that_stops_forgets_no_article(server: ModelServer, tmp_path: Path) -> None:
    a_model(server)
    folder = tmp_path / "folder"
    folder.mkdir()
    for k in range(3):
        records(folder / f"{k}.jsonl", 1)
        (folder / f"{k}.jsonl").write_text((folder / f"{k}.jsonl").read_text("utf-8").replace("n1", f"n{k}"), "utf-8")
    assert load(server, tmp_path / "store", folder, "--sync").exit_code == 0
    result = load(server, tmp_path / "store", folder, "--sync", "--llm-max-tokens", 999, "--llm-max-requests", 0)
    assert result.exit_code == 0, result.output  # the answers are known
    Path(folder / "0.jsonl").unlink()
    (folder / "1.jsonl").write_text((folder / "1.jsonl").read_text("utf-8").replace("رقم", "العدد"), "utf-8")
    result = load(server, tmp_path / "store", folder, "--sync", "--llm-max-requests", 0)
    assert result.exit_code == 1
    with Store.open(tmp_path / "store") as store:
        assert sorted(store.article_ids()) == ["n0", "n1", "n2"]


def test_workers_share_the_cache_the_budget_and_the_counts(server: ModelServer, tmp_path: Path) -> None:
    """More articles than one process reads by itself."""
    a_model(server)
    articles = records(tmp_path / "many.jsonl", 20)
    result = load(server, tmp_path / "two", articles, "--workers", 2, "--llm-max-requests", 20)
    assert result.exit_code == 0, result.stderr
    assert "20 requests, 0 answers from the cache" in result.stderr
    assert "20 facts added" in result.stderr
    load(server, tmp_path / "one", articles)
    assert len(server.requests) == 20
    assert exported(tmp_path / "one") == exported(tmp_path / "two")


def test_a_rebuild_takes_the_answers_from_the_cache(server: ModelServer, tmp_path: Path, articles: Path) -> None:
    a_model(server)
    store = tmp_path / "store"
    load(server, store, articles)
    before = exported(store)
    model = ("--reader", "rules+llm", "--llm-url", server.url, "--llm-model", "tiny", "--workers", 1)
    assert run("rebuild", "--store", store, *model).exit_code == 0
    assert exported(store) == before
    assert len(server.requests) == 3
    result = run("rebuild", "--store", store, *model[:-2], "--workers", 1, "--llm-cache", tmp_path / "new",
                 "--llm-max-requests", 1)  # fmt: skip
    assert isinstance(result.exception, UserError)
    assert str(result.exception).endswith(f"{store} is unchanged")
    assert exported(store) == before


def test_a_person_may_reject_a_fact_of_the_model(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_model(server)
    store = tmp_path / "store"
    load(server, store, records(tmp_path / "one.jsonl", 1))
    with mithaq.open(store) as graph:
        (row,) = graph.sparql("SELECT ?f { ?f a mq:Mediation; mq:rule 'llm:tiny' }")
    iri = str(row["f"].iri)
    refused = run("fact", "reject", iri, "--store", store)
    assert isinstance(refused.exception, UserError)
    for name, value in {"READER": "rules+llm", "LLM_URL": server.url, "LLM_MODEL": "tiny"}.items():
        monkeypatch.setenv(f"MITHAQ_{name}", value)
    done = run("fact", "reject", iri, "--store", store)
    assert done.exit_code == 0, done.exception
    with mithaq.open(store) as graph:
        assert not list(graph.sparql("SELECT ?f { ?f a mq:Mediation }"))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--reader", "rules+llm"), "--reader rules+llm needs --llm-url URL and --llm-model NAME"),
        (("--reader", "rules+llm", "--llm-url", "x", "--llm-model", "y"), "give the address of the server"),
    ],
)
def test_missing_options_are_a_line(tmp_path: Path, articles: Path, options: tuple[str, ...], says: str) -> None:
    result = run("load", articles, "--store", tmp_path / "store", *options)
    assert isinstance(result.exception, UserError)
    assert says in str(result.exception)
    assert not (tmp_path / "store").exists()


def test_the_python_interface_takes_the_extractor(server: ModelServer, tmp_path: Path) -> None:
    a_model(server)
    with mithaq.open(tmp_path / "store") as graph:
        graph.load(news(), extractor=LanguageModelExtractor(settings(server)))
        assert len(list(graph.sparql("SELECT ?f { ?f a mq:Mediation }"))) == 1
        server.answers([Reply(status=401)])
        with pytest.raises(UserError, match="HTTP 401"):
            graph.load(news("n2", TEXT + " وانتهى."), extractor=LanguageModelExtractor(settings(server)))


# evaluate


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Gold in which the model's mediation is right, and its accusation is not."""
    folder = tmp_path / "gold"
    folder.mkdir()
    annotation = {"id": "n1", "mediations": [{"mediator": "OM", "between": ["QA", "SA"]}]}
    (folder / "n1.gold.json").write_text(json.dumps(annotation), encoding="utf-8")
    return folder


def test_readers_are_compared_side_by_side(server: ModelServer, tmp_path: Path, gold: Path) -> None:
    wrong = {
        "sentence": 3, "quote": "أن تُطلع طهران على ما دار في الدوحة", "kind": "statement", "speaker": "الكويت",
        "act": "accuse", "targets": ["طهران"],
    }  # fmt: skip
    server.answers([answer_of(MEDIATION, wrong)])
    articles = records(tmp_path / "news.jsonl", 1)
    readers = ("--reader", "rules", "--reader", "rules+llm", "--reader", "llm")
    model = ("--llm-url", server.url, "--llm-model", "tiny")
    result = run("evaluate", gold, articles, *readers, *model, "--errors")
    assert result.exit_code == 0, result.output
    assert len(server.requests) == 1
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["1", "articles", "rules", "rules+llm", "llm"]
    row = next(line.split() for line in lines if line.startswith(" mediation"))
    assert row[1:] == ["0.000", "0.000", "0.000", "1.000", "1.000", "1.000", "1.000", "1.000", "1.000"]
    only = [line for line in lines if line.startswith("only ")]
    assert any(line.startswith("only rules+llm  right  mediation  n1") for line in only)
    assert any(line.startswith("only rules  wrong  meeting") for line in only)
    value = json.loads(run("evaluate", gold, articles, *readers, *model, "--format", "json", "--errors").stdout)
    (first, *_) = value["agreement"]
    assert (first["first"], first["second"]) == ("rules", "rules+llm")
    assert first["families"]["mediation"]["second"] == 1
    assert first["families"]["meeting"]["wrong_both"] > 0
    assert len(value["only_one"]) == len(only)


def test_one_reader_is_measured_as_the_rules_are(server: ModelServer, tmp_path: Path, gold: Path) -> None:
    a_model(server)
    articles = records(tmp_path / "news.jsonl", 1)
    options = ("--reader", "rules+llm", "--llm-url", server.url, "--llm-model", "tiny", "--floor", "mediation.f1=1")
    assert run("evaluate", gold, articles, *options).exit_code == 0
    assert run("evaluate", gold, articles, "--floor", "mediation.f1=1").exit_code == 1
