"""What servers of language models do wrong, over a real connection, in both protocols."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mithaq.errors import UserError
from mithaq.extraction import ExtractionStopped, extract
from mithaq.extraction.facts import Facts
from mithaq.llm import LanguageModelExtractor, ModelSettings, Protocol, usage

from tests.llm.articles import ANSWER, INVENTED, MEDIATION, MEETING, TEXT, a_model, news, settings
from tests.llm.server import NOTHING, ModelServer, Reply, answer_of, sentences_of

BOTH = pytest.mark.parametrize("protocol", list(Protocol))
CUT = ANSWER[: ANSWER.index(', {"sentence": 2, "quote": "توسطت')]
"""The answer without its last object and its end."""


def paragraphs(count: int) -> str:
    return "\n\n".join(f"زار الوزير في اليوم {k} الدولة رقم {k} وبحث فيها أمورا كثيرة ذات شأن." for k in range(count))


def read(server: ModelServer, **more: object) -> Facts:
    return LanguageModelExtractor(settings(server, **more))(news())


def added(facts: Facts) -> int:
    return sum(mediation.evidence.rule == "llm:tiny" for mediation in facts.mediations)


def read_all(facts: Facts) -> bool:
    """Whether the fact that only the model has is there, and nothing was left unread."""
    return added(facts) == 1 and not facts.unread


@BOTH
def test_a_fact_that_the_rules_miss_is_added_and_marked(server: ModelServer, protocol: Protocol) -> None:
    a_model(server)
    facts = read(server, protocol=protocol)
    assert read_all(facts)
    (mediation,) = facts.mediations
    assert mediation.evidence.confidence <= 0.6
    assert [span.of(TEXT) for span in mediation.evidence.passages] == [TEXT.split("\n\n")[1]]
    assert facts.meetings == extract(news()).meetings
    assert server.paths == ["/api/chat" if protocol is Protocol.OLLAMA else "/v1/chat/completions"]


def test_the_requests_keep_to_the_protocols(server: ModelServer, tmp_path: Path) -> None:
    a_model(server)
    for protocol in Protocol:
        read(server, protocol=protocol, context=5000, max_tokens=300, cache=tmp_path / protocol.value)
    openai, ollama = server.requests
    assert (openai["temperature"], openai["max_tokens"], openai["stream"]) == (0, 300, False)
    assert openai["response_format"]["json_schema"]["strict"] is True
    assert openai["response_format"]["json_schema"]["schema"] == ollama["format"]
    options = ollama["options"]
    assert (options["temperature"], options["num_ctx"], options["num_predict"]) == (0, 5000, 300)
    assert openai["messages"] == ollama["messages"]
    assert list(sentences_of(openai)) == [1, 2, 3]


@BOTH
@pytest.mark.parametrize(
    "failure",
    [
        Reply(status=429, headers={"Retry-After": "0"}),
        Reply(status=503, raw=b"loading model"),
        Reply(status=500, raw=b'{"error": {"message": "slot unavailable"}}'),
        Reply(drop=True),
        Reply(raw=b"<html>busy</html>"),
        Reply(raw=b"{}"),
        Reply(raw=b""),
        Reply(text=""),
        Reply(text=None),
        Reply(text=" \n\t "),
    ],
    ids=["429", "503", "500", "dropped", "html", "no message", "no body", "empty", "null", "blank"],
)
def test_a_passing_failure_is_tried_again(server: ModelServer, protocol: Protocol, failure: Reply) -> None:
    server.answers([failure, failure, ANSWER])
    assert read_all(read(server, protocol=protocol))
    assert len(server.requests) == 3


def test_a_slow_answer_is_tried_again(server: ModelServer) -> None:
    server.answers([Reply(ANSWER, delay=0.6), ANSWER])
    assert read_all(read(server, timeout=0.3))


@BOTH
def test_of_an_answer_that_is_cut_off_whole_facts_are_kept_and_the_article_is_marked(
    server: ModelServer, protocol: Protocol
) -> None:
    server.answers([Reply(CUT, finish="length")])
    facts = read(server, protocol=protocol)
    assert added(facts) == 1
    assert facts.unread == (
        "sentences 1 to 3: the answer was cut off after 2048 tokens (--llm-max-tokens); 2 facts in it were kept",
    )


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(" \n" * 3000, finish="length"), "cut off"),
        (Reply(ANSWER, finish="content_filter"), "content_filter"),
        (Reply("I cannot help with that."), "not the JSON"),
        (Reply('{"facts": [{"kind": "meeting", "quote'), "not the JSON"),
        (Reply(ANSWER, finish=""), "unknown"),
    ],
    ids=["white space", "filter", "prose", "broken", "no reason"],
)
def test_an_answer_that_is_not_whole_marks_the_article(server: ModelServer, reply: Reply, why: str) -> None:
    server.answers([reply])
    (reason,) = read(server).unread
    assert why in reason


def test_a_context_window_that_is_full_marks_the_article(server: ModelServer) -> None:
    server.answers([Reply(ANSWER, prompt_tokens=4000, answer_tokens=1000)])
    facts = read(server, protocol=Protocol.OLLAMA, context=5000)
    assert "context window full" in facts.unread[0]


def test_a_server_that_cuts_the_prompt_is_found_out(server: ModelServer) -> None:
    """It answers as if all was well, but counts fewer tokens than the article can have."""
    server.answers([Reply(ANSWER, prompt_tokens=3)])
    facts = read(server)
    assert added(facts) == 0
    assert len(facts.unread) == 3
    assert all("read only 3 tokens" in reason for reason in facts.unread)


@pytest.mark.parametrize("status", [400, 413])
def test_an_article_that_is_too_long_is_split_at_paragraphs(server: ModelServer, status: int) -> None:
    def script(request: dict[str, object]) -> Reply | str:
        if len(sentences_of(request)) > 3:
            message = {"error": {"message": "the request exceeds the available context size"}}
            return Reply(status=status, raw=json.dumps(message).encode())
        return NOTHING

    server.answers(script)
    facts = LanguageModelExtractor(settings(server))(news(text=paragraphs(10)))
    assert facts.unread == ()
    read_numbers = [n for r in server.requests if len(sentences_of(r)) <= 3 for n in sentences_of(r)]
    assert read_numbers == list(range(1, 11))


def test_a_long_article_is_sent_in_parts_and_no_sentence_is_lost(server: ModelServer) -> None:
    facts = LanguageModelExtractor(settings(server, context=5000, max_tokens=1000))(news(text=paragraphs(120)))
    parts = [sentences_of(request) for request in server.requests]
    assert len(parts) > 1
    assert [n for part in parts for n in part] == list(range(1, 121))
    assert facts.unread == ()


@BOTH
@pytest.mark.parametrize("known", [1, 2], ids=["knows JSON", "knows no form"])
def test_a_server_that_refuses_the_schema_is_asked_without(server: ModelServer, protocol: Protocol, known: int) -> None:
    def form(request: dict[str, object]) -> object:
        wanted = request.get("response_format", request.get("format"))
        return wanted.get("type") if isinstance(wanted, dict) and protocol is Protocol.OPENAI else wanted

    def script(request: dict[str, object]) -> Reply | str:
        allowed = (None,) if known == 2 else ("json_object", "json", None)
        return ANSWER if form(request) in allowed else Reply(status=400, raw=b'{"error": "response_format: no schema"}')

    server.answers(script)
    assert read_all(read(server, protocol=protocol))
    assert len(server.requests) == known + 1


def test_an_answer_that_the_server_finds_broken_is_asked_for_without_a_form(server: ModelServer) -> None:
    """llama.cpp throws such an answer away, and it would be the same again; without a form its whole facts are kept."""
    broken = b'{"error": {"code": 500, "message": "The model produced output that does not match the expected format"}}'
    server.answers(lambda r: Reply(status=500, raw=broken) if "response_format" in r else Reply(CUT, finish="length"))
    facts = read(server)
    assert added(facts) == 1
    assert "cut off" in facts.unread[0]
    assert ["response_format" in request for request in server.requests] == [True, True, False]


def test_an_answer_that_ignores_the_schema_is_still_read(server: ModelServer) -> None:
    loose = {**MEDIATION, "sentence": "two", "between": "قطر", "extra": 1}
    odd = [loose, {"kind": 7}, {"kind": "meeting"}, {**MEETING, "participants": {"a": 1}}, {**MEDIATION, "quote": None}]
    server.answers([f"Sure!\n```json\n{answer_of(*odd, MEDIATION)}\n```"])
    facts = read(server)
    assert read_all(facts)


@BOTH
def test_a_streamed_answer_is_put_together(server: ModelServer, protocol: Protocol) -> None:
    halves = ANSWER[:200], ANSWER[200:]
    if protocol is Protocol.OLLAMA:
        lines: list[dict[str, object]] = [{"message": {"content": half}, "done": False} for half in halves]
        lines.append({"message": {"content": ""}, "done": True, "done_reason": "stop", "eval_count": 9})
        raw = "\n".join(map(json.dumps, lines))
    else:
        events: list[dict[str, object]] = [
            {"choices": [{"delta": {"content": half}, "finish_reason": None}]} for half in halves
        ]
        events.append({"choices": [{"delta": {}, "finish_reason": "stop"}]})
        raw = "".join(f"data: {json.dumps(event)}\n\n" for event in events) + "data: [DONE]\n\n"
    server.answers([Reply(raw=raw.encode())])
    assert read_all(read(server, protocol=protocol))


def test_a_request_without_answer_marks_the_article_and_is_sent_again_by_the_next_run(server: ModelServer) -> None:
    server.answers([Reply(status=500)])
    facts = read(server, tries=2)
    assert "no answer after 2 tries: HTTP 500" in facts.unread[0]
    a_model(server)
    assert read_all(read(server))


def test_failures_in_a_row_end_the_run(server: ModelServer) -> None:
    server.answers([Reply(status=500)])
    extractor = LanguageModelExtractor(settings(server, tries=1))
    assert extractor(news("n1")).unread
    assert extractor(news("n2", TEXT + " وانتهى.")).unread
    with pytest.raises(ExtractionStopped, match="3 requests in a row had no answer"):
        extractor(news("n3", TEXT + " وتم."))


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (
            Reply(status=401, raw=b'{"error": {"message": "bad key"}}'),
            "HTTP 401: bad key: set the key in MITHAQ_LLM_KEY",
        ),
        (Reply(status=404, raw=b'{"error": "model \'tiny\' not found"}'), "model 'tiny' not found: check --llm-url"),
        (Reply(status=307, headers={"Location": "http://127.0.0.1:9/v1"}), "redirects elsewhere"),
        (Reply(status=429, headers={"Retry-After": "3600"}), "left alone for 3600 seconds"),
    ],
)
def test_a_server_that_refuses_ends_the_run_with_the_reason(server: ModelServer, reply: Reply, says: str) -> None:
    server.answers([reply])
    with pytest.raises(ExtractionStopped, match=says):
        read(server)
    assert len(server.requests) == 1


def test_a_server_that_does_not_run_ends_the_run(server: ModelServer) -> None:
    nowhere = ModelSettings("http://127.0.0.1:9", "tiny", delay=0.0)
    with pytest.raises(ExtractionStopped, match=r"127\.0\.0\.1:9.*cannot be reached.*is the server running"):
        LanguageModelExtractor(nowhere)(news())


def test_the_key_goes_to_the_server_and_nowhere_else(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch, cache: Path, tmp_path: Path
) -> None:
    """Neither a proxy nor ~/.netrc is used, and the key is not kept."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password other", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    a_model(server)
    read(server)
    monkeypatch.setenv("MITHAQ_LLM_KEY", "secret-7")
    read(server, cache=tmp_path / "other.sqlite")
    assert server.keys == [None, "Bearer secret-7"]
    assert not any(b"secret-7" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_answers_are_kept_by_text_model_and_prompt(server: ModelServer) -> None:
    a_model(server)
    first, again = settings(server), settings(server)
    assert LanguageModelExtractor(first)(news("n1")) == LanguageModelExtractor(again)(news("n1"))
    assert added(LanguageModelExtractor(again)(news("n2"))) == 1
    assert len(server.requests) == 1
    assert usage(again)["cached"] == 2
    LanguageModelExtractor(settings(server))(news("n3", TEXT + " وانتهى."))
    assert len(server.requests) == 2


def test_an_answer_that_was_cut_off_is_asked_for_again_with_a_higher_limit(server: ModelServer) -> None:
    server.answers([Reply(CUT, finish="length"), ANSWER])
    assert read(server, max_tokens=500).unread
    assert read(server, max_tokens=500).unread
    assert len(server.requests) == 1
    assert not read(server, max_tokens=1000).unread


def test_a_run_sends_no_more_requests_than_it_may(server: ModelServer) -> None:
    server.answers([Reply(status=503)])
    extractor = LanguageModelExtractor(settings(server, max_requests=2))
    with pytest.raises(ExtractionStopped, match=r"budget of 2 requests .*is used up"):
        extractor(news())
    assert len(server.requests) == 2


def test_dropped_facts_are_counted_by_reason(server: ModelServer) -> None:
    example = {**MEDIATION, "between": ["سلماريا", "قطر"]}
    stranger = {**MEDIATION, "mediator": "منظمة لا ذكر لها"}
    server.answers([answer_of(MEETING, MEDIATION, MEDIATION, INVENTED, example, stranger, {"kind": "war"})])
    chosen = settings(server)
    LanguageModelExtractor(chosen)(news())
    counts = usage(chosen)
    assert {name: n for name, n in counts.items() if name.startswith("dropped")} == {
        "dropped: stated by the rules": 1,
        "dropped: quotation not in the article": 1,
        "dropped: repeats an example of the prompt": 1,
        "dropped: name not in the article as a mention": 1,
        "dropped: not of the form asked for": 1,
    }
    assert counts["facts added"] == 1


@pytest.mark.parametrize(
    ("url", "protocol", "address"),
    [
        ("http://localhost:11434", None, "http://localhost:11434/api/chat"),
        ("http://localhost:11434/", None, "http://localhost:11434/api/chat"),
        ("http://gpu:9000/api", None, "http://gpu:9000/api/chat"),
        ("http://gpu:9000/ollama", Protocol.OLLAMA, "http://gpu:9000/ollama/api/chat"),
        ("http://localhost:11434/v1", None, "http://localhost:11434/v1/chat/completions"),
        ("http://localhost:8080", None, "http://localhost:8080/v1/chat/completions"),
        ("https://example.org/openai/v1/chat/completions", None, "https://example.org/openai/v1/chat/completions"),
    ],
)
def test_the_address_follows_from_the_url(url: str, protocol: Protocol | None, address: str) -> None:
    assert ModelSettings(url, "m", protocol).address == address


@pytest.mark.parametrize(
    ("url", "model", "more", "says"),
    [
        ("localhost:11434", "m", {}, "give the address of the server"),
        ("ftp://h/", "m", {}, "give the address of the server"),
        ("http://h:99999", "m", {}, "give the address of the server"),
        ("http://me:pw@h/v1", "m", {}, "MITHAQ_LLM_KEY"),
        ("http://h/v1?key=pw", "m", {}, "MITHAQ_LLM_KEY"),
        ("http://h", " ", {}, "--llm-model"),
        ("http://h", "m", {"context": 2048}, "--llm-context 2048"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(url: str, model: str, more: dict[str, int], says: str) -> None:
    with pytest.raises(UserError, match=says) as problem:
        ModelSettings(url, model, **more)  # type: ignore[arg-type]
    assert "pw" not in str(problem.value)


def test_a_cache_that_is_not_one_is_a_line(server: ModelServer, tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_text("no database" * 500, encoding="utf-8")
    with pytest.raises(UserError, match="cache of answers cannot be used"):
        read(server, cache=path)
