"""The commands with a language model: load, rebuild, fact, evaluate."""

from __future__ import annotations

import json
import pickle
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mithaq
import pytest
from click.testing import CliRunner, Result
from mithaq.api.values import Thing
from mithaq.cli import cli
from mithaq.errors import UserError
from mithaq.extraction import ExtractionStopped, RuleExtractor
from mithaq.llm import LanguageModelExtractor, usage
from mithaq.llm.client import ModelClient
from mithaq.llm.prompt import Chunk, Sentence
from mithaq.pipeline import ArticleProcessor, shacl_errors
from mithaq.reading.article import Span
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


@dataclass(frozen=True)
class Loaded:
    """A store of three articles that was loaded once, with the answers of the model and what the commands printed."""

    store: Path
    export: bytes
    cache: Path
    result: Result
    address: str

    def copy(self, store: Path, cache: Path) -> None:
        shutil.copytree(self.store, store)
        cache.parent.mkdir(parents=True)
        for path in self.cache.parent.glob(f"{self.cache.name}*"):  # the log that SQLite keeps beside it too
            shutil.copy(path, cache.parent)


@pytest.fixture(scope="module")
def by_rules(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The export of what the rules alone read."""
    folder = tmp_path_factory.mktemp("rules")
    assert run("load", records(folder / "news.jsonl", 3), "--store", folder / "rules").exit_code == 0
    return exported(folder / "rules")


@pytest.fixture(scope="module")
def by_model(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """What the rules and the model read."""
    folder = tmp_path_factory.mktemp("model")
    store, cache = folder / "store", folder / "llm.sqlite"
    with ModelServer() as server:
        a_model(server)
        result = load(server, store, records(folder / "news.jsonl", 3), "--llm-cache", cache)
    return Loaded(store, exported(store), cache, result, f"{server.url}/v1/chat/completions")


def test_facts_of_the_model_are_in_the_graph_with_rule_confidence_and_sentence(by_model: Loaded) -> None:
    assert by_model.result.exit_code == 0, by_model.result.stderr
    lines = by_model.result.stderr.splitlines()
    assert lines[0] == f"mithaq: the text of articles is sent to {by_model.address} (model tiny)"
    assert any("3 requests, 0 answers from the cache, 2,700 tokens read, 60 written" in line for line in lines)
    assert any("3 articles, 0 of them in part; 3 facts added" in line for line in lines)
    assert any("dropped: 3 quotation not in the article; 3 stated by the rules" in line for line in lines)
    query = "SELECT ?c ?text { ?f mq:rule 'llm:tiny'; mq:confidence ?c; prov:wasDerivedFrom/oa:exact ?text }"
    with mithaq.open(by_model.store) as graph:
        found = [(float(str(row["c"])), row["text"]) for row in graph.sparql(query)]
    assert set(found) == {(0.6, TEXT.split("\n\n")[1])}


def test_the_address_is_printed_before_the_first_request(
    server: ModelServer, gold: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr("click.echo", lambda text, **more: printed.append(str(text)))

    def script(request: dict[str, Any]) -> str:
        assert server.url in printed[0]
        return NOTHING

    server.answers(script)
    run("evaluate", gold, articles, "--reader", "llm", "--llm-url", server.url, "--llm-model", "tiny")
    assert len(server.requests) == 1


def test_without_the_model_the_export_is_the_same_to_the_byte(
    server: ModelServer, tmp_path: Path, articles: Path, by_rules: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITHAQ_LLM_URL", server.url)
    monkeypatch.setenv("MITHAQ_LLM_MODEL", "tiny")
    assert run("load", articles, "--store", tmp_path / "off").stderr == ""
    assert exported(tmp_path / "off") == by_rules
    assert server.requests == []


def test_a_model_that_finds_nothing_changes_no_byte(server: ModelServer) -> None:
    server.answers([NOTHING])
    by_rules, both = (
        ArticleProcessor(extractor, shacl_errors)(news()).quads
        for extractor in (RuleExtractor(), LanguageModelExtractor(settings(server)))
    )
    assert both == by_rules
    assert len(server.requests) == 1


@pytest.mark.parametrize(("least", "same"), [(0.61, True), (0.0, False)])
def test_min_confidence_removes_the_facts_of_the_model(server: ModelServer, least: float, same: bool) -> None:
    a_model(server)
    read = [
        ArticleProcessor(extractor, shacl_errors, least)(news()).quads
        for extractor in (RuleExtractor(), LanguageModelExtractor(settings(server)))
    ]
    assert (read[0] == read[1]) == same


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
    server: ModelServer, tmp_path: Path, articles: Path, by_model: Loaded
) -> None:
    a_model(server)
    first = load(server, tmp_path / "store", articles, "--llm-max-requests", 2)
    assert first.exit_code == 1
    assert "2 stored" in first.stdout
    assert first.stderr.splitlines()[-1] == (
        "mithaq: the budget of 2 requests (--llm-max-requests) is used up: run the command again to go on"
    )
    second = load(server, tmp_path / "store", articles, "--llm-max-requests", 2)
    assert second.exit_code == 0
    assert len(server.requests) == 3
    assert exported(tmp_path / "store") == by_model.export


def test_a_load_that_stops_forgets_no_article(server: ModelServer, tmp_path: Path) -> None:
    folder, store = tmp_path / "folder", tmp_path / "store"
    folder.mkdir()
    for k in range(3):
        (folder / f"n{k}.txt").write_text(f"{TEXT}\n\nالتقرير رقم {k}.", "utf-8")
    assert run("load", folder, "--store", store, "--sync").exit_code == 0
    (folder / "n0.txt").unlink()
    result = load(server, store, folder, "--sync", "--llm-max-requests", 0)
    assert result.exit_code == 1
    assert server.requests == []
    with Store.open(store) as opened:
        assert len(list(opened.article_ids())) == 3


def test_processes_share_the_cache_the_budget_and_the_counts(server: ModelServer) -> None:
    """An extractor that came to another process has a client of its own, and the file in common."""
    server.answers(lambda request: Reply(ANSWER, delay=0.05))
    shared = settings(server, max_requests=6)
    sent = pickle.loads(pickle.dumps(LanguageModelExtractor(shared)))
    assert sent.version == LanguageModelExtractor(shared).version

    def work(first: int) -> list[str]:
        client = ModelClient(sent.settings)
        said = []
        for k in range(first, first + 5):
            try:
                said.append(client.ask(Chunk((Sentence(1, Span(0, 1), f"text {k}", 0),))).finish)
            except ExtractionStopped:
                said.append("stopped")
        client.close()
        return said

    with ThreadPoolExecutor(2) as pool:
        said = [word for words in pool.map(work, (0, 100)) for word in words]
    assert Counter(said) == {"stop": 6, "stopped": 4}
    assert len(server.requests) == usage(shared)["requests"] == 6


def test_a_rebuild_takes_the_answers_from_the_cache(
    server: ModelServer, tmp_path: Path, by_model: Loaded, cache: Path
) -> None:
    store = tmp_path / "store"
    by_model.copy(store, cache)
    model = ("--reader", "rules+llm", "--llm-url", server.url, "--llm-model", "tiny", "--workers", 1)
    unknown = run("rebuild", "--store", store, *model, "--llm-cache", tmp_path / "new", "--llm-max-requests", 1)
    assert isinstance(unknown.exception, UserError)
    assert str(unknown.exception).endswith(f"{store} is unchanged")
    assert len(server.requests) == 1
    assert run("rebuild", "--store", store, *model).exit_code == 0
    assert exported(store) == by_model.export
    assert len(server.requests) == 1


def test_a_person_may_reject_a_fact_of_the_model(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_model: Loaded, cache: Path
) -> None:
    store = tmp_path / "store"
    by_model.copy(store, cache)
    with mithaq.open(store) as graph:
        rows = graph.sparql("SELECT ?f { ?f mq:rule 'llm:tiny' }")
        iri = next(row["f"].iri for row in rows if isinstance(row["f"], Thing))
    refused = run("fact", "reject", iri, "--store", store)
    assert isinstance(refused.exception, UserError)
    for name, value in {"READER": "rules+llm", "LLM_URL": server.url, "LLM_MODEL": "tiny"}.items():
        monkeypatch.setenv(f"MITHAQ_{name}", value)
    done = run("fact", "reject", iri, "--store", store)
    assert done.exit_code == 0, done.exception
    with mithaq.open(store) as graph:
        assert not list(graph.sparql(f"SELECT ?p {{ <{iri}> a mq:Mediation }}"))
    assert server.requests == []


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
    server.answers([ANSWER, Reply(status=401)])
    articles = [news(), news("n2", TEXT + " وانتهى.")]
    with mithaq.open(tmp_path / "store") as graph:
        with pytest.raises(UserError, match="HTTP 401"):
            graph.load(articles, extractor=LanguageModelExtractor(settings(server)))
        assert len(list(graph.sparql("SELECT ?f { ?f a mq:Mediation }"))) == 1  # what was read before is stored


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
    assert first["families"]["mediation"]["second"] == 2  # parties
    assert first["families"]["meeting"]["wrong_both"] > 0
    assert len(value["only_one"]) == len(only)


def test_one_reader_is_measured_as_the_rules_are(server: ModelServer, tmp_path: Path, gold: Path) -> None:
    a_model(server)
    articles = records(tmp_path / "news.jsonl", 1)
    options = ("--reader", "rules+llm", "--llm-url", server.url, "--llm-model", "tiny", "--floor", "mediation.f1=1")
    assert run("evaluate", gold, articles, *options).exit_code == 0
    assert run("evaluate", gold, articles, "--floor", "mediation.f1=1").exit_code == 1
