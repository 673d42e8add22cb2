"""Requests and responses of the two protocols: the OpenAI chat completions API, and Ollama's own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from mithaq.llm.prompt import answer_schema
from mithaq.llm.settings import ModelSettings, Protocol

__all__ = ["Constraint", "MalformedResponse", "Reply", "error_text", "parse_response", "request_body"]

_SEED = 1
DONE = "stop"


class Constraint(IntEnum):
    """How firmly the form of the answer is asked for. Servers that refuse one are asked with the next."""

    SCHEMA = 0
    JSON = 1
    NONE = 2


class MalformedResponse(Exception):
    """A response that does not have the form of the protocol."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a response says: the text, why the model stopped, and the tokens, None where they are not counted."""

    text: str
    finish: str
    prompt_tokens: int | None
    answer_tokens: int | None


def request_body(settings: ModelSettings, messages: list[dict[str, str]], constraint: Constraint) -> dict[str, Any]:
    """The JSON body of a request, at temperature 0."""
    body: dict[str, Any] = {"model": settings.model, "messages": messages, "stream": False}
    if settings.speaks is Protocol.OLLAMA:
        body["options"] = {
            "temperature": 0, "seed": _SEED, "num_ctx": settings.context, "num_predict": settings.max_tokens
        }  # fmt: skip
        if constraint is Constraint.SCHEMA:
            body["format"] = answer_schema()
        elif constraint is Constraint.JSON:
            body["format"] = "json"
        return body
    body |= {"temperature": 0, "seed": _SEED, "max_tokens": settings.max_tokens}
    if constraint is Constraint.SCHEMA:
        schema = {"name": "facts", "strict": True, "schema": answer_schema()}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif constraint is Constraint.JSON:
        body["response_format"] = {"type": "json_object"}
    return body


def parse_response(content: bytes, protocol: Protocol) -> Reply:
    """Read a response, also one that is streamed although it was not asked for.

    Raises:
        MalformedResponse: not JSON, or not of the protocol's form.
    """
    try:
        pieces = list(_pieces(content.decode("utf-8-sig", "replace")))
        replies = [_ollama(piece) if protocol is Protocol.OLLAMA else _openai(piece) for piece in pieces]
    except (ValueError, RecursionError, AttributeError, LookupError, TypeError) as problem:
        start = content[:60].decode("ascii", "replace")
        raise MalformedResponse(f"the response is not that of a language model (it begins with {start!r})") from problem
    if not replies:
        raise MalformedResponse("the response is empty")
    text = "".join(reply.text for reply in replies).encode("utf-8", "replace").decode()
    return Reply(
        text,
        next((reply.finish for reply in reversed(replies) if reply.finish), ""),
        _last(reply.prompt_tokens for reply in replies),
        _last(reply.answer_tokens for reply in replies),
    )


def error_text(content: bytes) -> str:
    """The message of an error response, else its text."""
    text = content.decode("utf-8", "replace")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    for name in ("error", "message", "detail"):
        found = value.get(name) if isinstance(value, dict) else None
        if isinstance(found, dict):
            found = found.get("message") or found.get("code")
        if isinstance(found, str):
            return found
    return text


def _last(counts: Iterable[int | None]) -> int | None:
    return next((count for count in reversed(list(counts)) if count is not None), None)


def _pieces(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a response: one, or one a line, as events or plain."""
    try:
        yield json.loads(text)
        return
    except ValueError:
        pass
    for line in text.splitlines():
        data = line.removeprefix("data:").strip()
        if data and data != "[DONE]" and not line.startswith((":", "event:", "id:", "retry:")):
            yield json.loads(data)


def _openai(piece: dict[str, Any]) -> Reply:
    choices = piece["choices"]
    usage = piece.get("usage") or {}
    tokens = _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))
    if not choices:  # the last event of a stream may have only the usage
        return Reply("", "", *tokens)
    message = choices[0].get("message") or choices[0].get("delta") or {}
    if message.get("refusal"):
        return Reply("", "refusal", *tokens)
    return Reply(_text(message.get("content")), str(choices[0].get("finish_reason") or ""), *tokens)


def _ollama(piece: dict[str, Any]) -> Reply:
    if isinstance(piece.get("error"), str):
        return Reply("", f"error: {piece['error']}", None, None)
    message = piece["message"]
    finish = str(piece.get("done_reason") or DONE) if piece.get("done") else ""
    return Reply(
        _text(message.get("content")), finish, _count(piece.get("prompt_eval_count")), _count(piece.get("eval_count"))
    )


def _text(content: object) -> str:
    """The text of a message, which may come in parts."""
    if isinstance(content, list):
        return "".join(part.get("text") or "" for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
