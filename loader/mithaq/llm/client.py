"""Ask a language model: cached answers, retries, a budget of requests, and failures that end a run."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import NoReturn

import requests
import urllib3

from mithaq import __version__
from mithaq.extraction import ExtractionStopped
from mithaq.http_client import (
    RequestLimits,
    ResponseTooLarge,
    RetryableError,
    cause_of,
    one_line,
    read_body,
    retry_after,
)
from mithaq.llm.cache import Answer, AnswerCache
from mithaq.llm.prompt import Chunk, messages, prompt_hash
from mithaq.llm.protocols import Constraint, MalformedResponse, error_text, parse_response, request_body
from mithaq.llm.settings import KEY_VARIABLE, ModelSettings, Protocol

__all__ = ["ContextExceeded", "ModelClient", "NoModelAnswer"]

_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_REFUSED = frozenset({401, 402, 403, 404, 405, 407, 451})
_MOST_FAILURES = 3
"""Requests in a row without an answer, after which a run ends."""
_LARGEST = 16 * 1024 * 1024
"""Bytes of a response at most."""
_LONGEST_PAUSE = 120.0
_LONG_WORDS = 10
"""Letters of an article for each token of its prompt, above which the server cannot have read the whole prompt."""
_TOO_LONG = ("context", "too long", "too many tokens", "maximum length")
"""What servers say of a prompt that exceeds the context window."""
_FORM_WORDS = ("response_format", "json_schema", "schema", "format", "grammar", "strict")
"""What servers say that do not know how to constrain an answer."""


_INTERNAL = 500
_BROKEN_FORM = "does not match the expected"
"""What llama.cpp says of an answer that breaks off before it has the form asked for."""


class NoModelAnswer(Exception):
    """A request got no answer. Other requests may fare better."""


class ContextExceeded(Exception):
    """The prompt does not fit into the context window of the server."""


class _ConstraintRefused(Exception):
    """The server does not know the form that was asked for; not `lasting` if only this answer failed it."""

    def __init__(self, why: str, *, lasting: bool) -> None:
        super().__init__(why)
        self.lasting = lasting


class ModelClient:
    """Asks one model. `sleep` and `now` are parameters so that tests need not wait."""

    def __init__(
        self,
        settings: ModelSettings,
        *,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings = settings
        self.cache = AnswerCache(settings.cache)
        self._sleep, self._now = sleep, now
        self._limits = RequestLimits(
            tries=settings.tries, delay=settings.delay, max_delay=_LONGEST_PAUSE, read=settings.timeout,
            deadline=settings.timeout, size=_LARGEST,
        )  # fmt: skip
        self._constraint = Constraint.SCHEMA
        self._failures = 0
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy and no ~/.netrc: the text goes to the given address only
        self._session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
        self._session.headers["User-Agent"] = f"mithaq/{__version__}"
        if key := os.environ.get(KEY_VARIABLE, "").strip():
            if not key.isascii() or not key.isprintable():
                raise ExtractionStopped(f"{KEY_VARIABLE}: a key has only printable ASCII characters")
            self._session.headers["Authorization"] = f"Bearer {key}"

    def close(self) -> None:
        self._session.close()
        self.cache.close()

    def count(self, name: str, amount: float = 1) -> float:
        """Add to a count of this run; returns the count."""
        return self.cache.add(self.settings.run, name, amount)

    def ask(self, chunk: Chunk) -> Answer:
        """The model's answer about some sentences, from the cache if it is there.

        An answer that was cut off is asked for again only with a higher limit.

        Raises:
            ContextExceeded: the sentences do not fit into the context window.
            NoModelAnswer: the request failed, or the answer was empty, however often it was sent.
            ExtractionStopped: the budget is used up; the server cannot be reached, refuses the request, or has failed
                several requests in a row.
        """
        question = self._question(chunk)
        known = self.cache.get(question)
        if known is not None and not self._outgrown(known):
            self.count("cached")
            return known
        try:
            answer = self._ask(chunk)
        except NoModelAnswer as problem:
            self._failures += 1
            if self._failures >= _MOST_FAILURES:
                raise ExtractionStopped(
                    f"{self.settings.address}: {self._failures} requests in a row had no answer ({problem}): "
                    "run the command again later to go on"
                ) from problem
            raise
        self._failures = 0
        self.cache.put(question, self.settings.model, answer)
        return answer

    def _question(self, chunk: Chunk) -> str:
        parts = (self.settings.speaks.value, self.settings.model, prompt_hash(), chunk.text)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def _outgrown(self, known: Answer) -> bool:
        grown = self.settings.max_tokens > known.max_tokens or self.settings.context > known.context
        return known.finish != "stop" and grown

    def _ask(self, chunk: Chunk) -> Answer:
        constraint = self._constraint
        while True:
            try:
                return self._retried(chunk, constraint)
            except _ConstraintRefused as problem:
                constraint = Constraint(constraint + 1)
                if problem.lasting:
                    self._constraint = constraint

    def _retried(self, chunk: Chunk, constraint: Constraint) -> Answer:
        why: Exception | None = None
        for attempt in range(self._limits.tries):
            if attempt:
                self._sleep(self._pause(attempt, why))
            try:
                return self._send(chunk, constraint)
            except RetryableError as problem:
                why = problem
        if isinstance(why, _Unreachable):
            raise ExtractionStopped(f"{self.settings.address}: cannot be reached ({why}): is the server running?")
        raise NoModelAnswer(f"no answer after {self._limits.tries} tries: {why}")

    def _pause(self, attempt: int, why: Exception | None) -> float:
        grown = min(self._limits.max_delay, self._limits.delay * 2.0 ** (attempt - 1))
        after = why.after if isinstance(why, RetryableError) else None
        if after is not None and after > self._limits.max_delay:
            raise ExtractionStopped(
                f"{self.settings.address}: asks to be left alone for {after:.0f} seconds: run the command again then"
            )
        return max(grown, after or 0.0)

    def _send(self, chunk: Chunk, constraint: Constraint) -> Answer:
        limit = self.settings.max_requests
        if limit is not None and self.count("budget") > limit:
            raise ExtractionStopped(
                f"the budget of {limit} requests (--llm-max-requests) is used up: run the command again to go on"
            )
        self.count("requests")
        started = self._now()
        try:
            status, headers, content = self._exchange(request_body(self.settings, messages(chunk), constraint))
        except requests.exceptions.ConnectTimeout as problem:
            raise _Unreachable("it does not answer") from problem
        except requests.Timeout as problem:
            raise RetryableError(f"no answer within {self._limits.read:g} seconds") from problem
        except requests.exceptions.ConnectionError as problem:
            kind = RetryableError if "Connection aborted" in str(problem) else _Unreachable
            raise kind(cause_of(problem, one_line(str(problem), 160))) from problem
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as problem:
            raise RetryableError(f"{type(problem).__name__}: {one_line(str(problem), 160)}") from problem
        except ResponseTooLarge as problem:
            raise NoModelAnswer(str(problem)) from problem
        finally:
            self.count("seconds", self._now() - started)
        if status != 200:
            self._refuse(status, headers, content, constraint)
        return self._answer(chunk, content, self._now() - started)

    def _exchange(self, body: dict[str, object]) -> tuple[int, requests.structures.CaseInsensitiveDict[str], bytes]:
        started = self._now()
        with self._session.post(
            self.settings.address,
            data=json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
            headers={"Content-Type": "application/json", "Accept": "application/json"},
            timeout=(self._limits.connect, self._limits.read),
            stream=True,
            allow_redirects=False,
        ) as response:
            return response.status_code, response.headers, read_body(response, self._limits, started, self._now)

    def _refuse(
        self, status: int, headers: requests.structures.CaseInsensitiveDict[str], content: bytes, constraint: Constraint
    ) -> NoReturn:
        """Raise what a status other than 200 means."""
        said = one_line(error_text(content), 160)
        if status == _INTERNAL and constraint < Constraint.NONE and _BROKEN_FORM in said:
            raise _ConstraintRefused(said, lasting=False)
        if status in _BUSY:
            raise RetryableError(f"HTTP {status}: {said}", retry_after(headers))
        if status in _REFUSED:
            hint = f"set the key in {KEY_VARIABLE}" if status in (401, 403) else "check --llm-url and --llm-model"
            raise ExtractionStopped(f"{self.settings.address}: HTTP {status}: {said}: {hint}")
        if 300 <= status < 400:
            raise ExtractionStopped(
                f"{self.settings.address}: redirects elsewhere: articles are sent to no other address than the one "
                "given: check --llm-url"
            )
        lower = said.casefold()
        if status == 413 or any(words in lower for words in _TOO_LONG):
            raise ContextExceeded(f"HTTP {status}: {said}")
        if constraint < Constraint.NONE and any(word in lower for word in _FORM_WORDS):
            raise _ConstraintRefused(said, lasting=True)
        raise NoModelAnswer(f"HTTP {status}: {said}")

    def _answer(self, chunk: Chunk, content: bytes, seconds: float) -> Answer:
        try:
            reply = parse_response(content, self.settings.speaks)
        except MalformedResponse as problem:
            raise RetryableError(str(problem)) from problem
        self.count("tokens read", reply.prompt_tokens or 0)
        self.count("tokens written", reply.answer_tokens or 0)
        if reply.prompt_tokens and reply.prompt_tokens * _LONG_WORDS < len(chunk.text):
            raise ContextExceeded(f"the server read only {reply.prompt_tokens} tokens of the prompt")
        if reply.finish.startswith("error: "):
            raise RetryableError(one_line(reply.finish, 160))
        if not reply.text.strip() and reply.finish in ("stop", ""):
            raise RetryableError("the answer is empty")
        answer = Answer(
            reply.text, reply.finish or "unknown", self.settings.max_tokens, self.settings.context,
            reply.prompt_tokens, reply.answer_tokens, seconds,
        )  # fmt: skip
        return self._filled(answer)

    def _filled(self, answer: Answer) -> Answer:
        """An answer of Ollama that ended because the context window was full, which Ollama does not always say."""
        read, written = answer.prompt_tokens, answer.answer_tokens
        full = read is not None and written is not None and read + written >= self.settings.context
        if full and self.settings.speaks is Protocol.OLLAMA and answer.finish == "stop":
            return replace(answer, finish="context window full")
        return answer


class _Unreachable(RetryableError):
    """No connection to the server."""
