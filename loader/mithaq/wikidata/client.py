"""Asking a service politely: one request at a time, at a bounded rate, with patience, and never more than
allowed.

The rules are Wikimedia's (foundation.wikimedia.org/wiki/Policy:User-Agent_policy,
mediawiki.org/wiki/API:Etiquette): a User-Agent that names the program and a way to reach its user; requests
one after the other; `Retry-After` obeyed, and a growing pause with jitter where there is none. urllib3's
Retry is not used, because the service tells some of its troubles inside a good-looking answer, and because a
drip of bytes must not hold a run up for ever."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import requests
import urllib3

from mithaq import __version__
from mithaq.errors import UserError
from mithaq.http_client import (
    NoAuth,
    RequestLimits,
    ResponseTooLarge,
    RetryableError,
    call_within,
    has_credentials,
    one_line,
    read_body,
    retry_after,
)
from mithaq.wikidata.request_slots import RequestSlots

__all__ = [
    "BudgetExhausted",
    "NoAnswer",
    "RateLimits",
    "ServiceClient",
    "ServiceRefused",
    "ServiceReply",
    "ServiceRequest",
    "user_agent",
]

HOME = "https://w3id.org/mithaq"
_LONG = 2_000
"""Characters of a URL from which on a question is POSTed."""
_RETRIED = frozenset({429, 500, 502, 503, 504})


class NoAnswer(Exception):
    """A question got no usable answer, however often it was asked. Another question may fare better."""


class ServiceRefused(Exception):
    """The service will not talk to us, or not now: asking on makes no sense in this run."""


class BudgetExhausted(Exception):
    """The run's budget of requests is used up."""


def user_agent(contact: str) -> str:
    """The User-Agent of every request.

    Raises:
        UserError: `contact` is neither a mail address nor a URL.
    """
    contact = contact.strip()
    if not re.fullmatch(r"[!-~]+@[!-~]+\.[!-~]+|https?://[!-~]+", contact) or set(contact) & set("();"):
        raise UserError(
            f"--contact {contact!r}: Wikimedia asks for a way to reach you: give a mail address or the URL of a page"
        )
    return f"mithaq/{__version__} ({HOME}; {contact}) python-requests/{version('requests')}"


@dataclass(frozen=True, slots=True)
class RateLimits(RequestLimits):
    """How a client behaves towards a service that is free to all. `gap`: seconds between an answer and the next
    request; `max_failures`: questions in a row without an answer, after which the service is given up for this run. The
    pause before another try grows up to `max_delay`."""

    tries: int = 6
    read: float = 30.0
    deadline: float = 60.0
    size: int = 32 * 1024 * 1024
    gap: float = 0.5
    max_failures: int = 3


@dataclass(slots=True)
class Budget:
    """How many requests a run may send, retries counted; None is any number. Clients may share one."""

    limit: int | None = None
    spent: int = 0

    def take(self) -> None:
        """Raises Spent when nothing is left."""
        if self.limit is not None and self.spent >= self.limit:
            raise BudgetExhausted(f"the budget of {self.limit} requests is used up: run again to go on")
        self.spent += 1


@dataclass(frozen=True, slots=True)
class ServiceRequest:
    """What to ask: `params` in the URL, or as a form when that would be long (or `post`); `body` as JSON
    instead."""

    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    post: bool = False
    body: Any = None
    accept: str = "application/json"
    plain: bool = False
    """The answer is a text; no JSON is looked for in it."""


@dataclass(frozen=True, slots=True)
class ServiceReply:
    """A JSON answer and its headers."""

    data: Any
    headers: Mapping[str, str]


class ServiceClient:
    """Asks questions of one service. Clients with the same `lock` file share the request rate.

    `sleep`, `now` and `jitter` (a number from 0 up to 1) are parameters so that tests need not wait.
    """

    def __init__(
        self,
        contact: str,
        rate_limits: RateLimits | None = None,
        *,
        budget: Budget | None = None,
        lock: Path | None = None,
        jitter: Callable[[], float] = lambda: 0.5,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rate_limits = rate_limits or RateLimits()
        self.budget = budget or Budget()
        self._jitter, self._sleep, self._now = jitter, sleep, now
        self._slots = RequestSlots(lock, self.rate_limits.gap, sleep=sleep) if lock is not None else None
        self._last = float("-inf")
        self._failed = 0
        self._session = requests.Session()
        self._session.headers["User-Agent"] = user_agent(contact)
        self._session.auth = NoAuth()  # the proxies of the environment are used, the passwords of ~/.netrc are not

    def close(self) -> None:
        self._session.close()

    def ask(self, question: ServiceRequest, check: Callable[[ServiceReply], None] = lambda reply: None) -> ServiceReply:
        """Ask until there is an answer that `check` has nothing against (it may raise `RetryableError`).

        Raises:
            NoAnswer: every try failed. ServiceRefused: the service refuses, asks for a longer pause than is
            allowed, or has failed several questions in a row. BudgetExhausted: the budget is used up."""
        why = ""
        for attempt in range(self.rate_limits.tries):
            try:
                reply = self._send(question)
                check(reply)
            except RetryableError as problem:
                why = str(problem)
                if attempt + 1 < self.rate_limits.tries:
                    self._sleep(self._delay(attempt, problem.after))
                continue
            except ServiceRefused:
                raise
            except BudgetExhausted as problem:
                if not why:
                    raise
                raise ServiceRefused(
                    f"no answer ({why}), and the budget of requests ended with the retries"
                ) from problem
            except NoAnswer:
                self._count_failure("")
                raise
            self._failed = 0
            return reply
        self._count_failure(why)
        raise NoAnswer(f"no answer after {self.rate_limits.tries} tries ({why})")

    def text(self, question: ServiceRequest) -> str:
        """Like `ask`, for an answer that is any text in UTF-8.

        Raises:
            NoAnswer, ServiceRefused, BudgetExhausted: as `ask`.
        """
        return str(self.ask(replace(question, plain=True)).data)

    def _count_failure(self, why: str) -> None:
        self._failed += 1
        if self._failed >= self.rate_limits.max_failures:
            raise ServiceRefused(f"{self._failed} questions in a row went unanswered ({why}): run again later to go on")

    def _delay(self, attempt: int, after: float | None) -> float:
        grown = min(self.rate_limits.max_delay, self.rate_limits.delay * 2.0**attempt) * (0.5 + self._jitter() / 2)
        if after is None:
            return grown
        if after > self.rate_limits.max_delay:
            raise ServiceRefused(f"the service asks to be left alone for {after:.0f} seconds: run again then")
        return max(after, grown)

    def _send(self, question: ServiceRequest) -> ServiceReply:
        if has_credentials(question.url):
            raise ServiceRefused("credentials in a URL can be read by others: give the URL without user and password")
        self.budget.take()
        wait = self._last + self.rate_limits.gap - self._now()
        if wait > 0:
            self._sleep(wait)
        if self._slots is not None:
            self._slots.wait()
        try:
            return call_within(self.rate_limits.deadline, lambda: self._exchange(question))
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as problem:
            raise RetryableError(_wording(problem, question.url)) from problem
        finally:
            self._last = self._now()

    def _exchange(self, question: ServiceRequest) -> ServiceReply:
        url, data, body = _address(question)
        limits, started = (self.rate_limits.connect, self.rate_limits.read), self._now()
        with self._session.request(
            "GET" if data is None and body is None else "POST",
            url,
            data=data,
            json=body,
            headers={"Accept": question.accept},
            timeout=limits,
            stream=True,
            allow_redirects=False,
        ) as response:
            self._judge(response, url)
            try:
                content = read_body(response, self.rate_limits, started, self._now)
            except ResponseTooLarge as problem:
                raise NoAnswer(str(problem)) from problem
            return ServiceReply(_text(content) if question.plain else _json(content), dict(response.headers))

    def _judge(self, response: requests.Response, url: str) -> None:
        status = response.status_code
        if status in _RETRIED:
            raise RetryableError(f"HTTP {status}", retry_after(response.headers))
        if status in (401, 403, 407, 451):
            raise ServiceRefused(
                f"the service refuses requests (HTTP {status}): check --contact, and whether you are blocked"
            )
        if 300 <= status < 400:
            target = urljoin(url, response.headers.get("Location", ""))
            where = urlsplit(target).netloc or "nowhere"
            raise ServiceRefused(f"the service has moved (to {where}): names are sent to no other place than was given")
        if status != 200:
            raise NoAnswer(f"HTTP {status}")


def _address(question: ServiceRequest) -> tuple[str, dict[str, str] | None, Any]:
    if question.body is not None:
        return question.url, None, question.body
    if not question.params:
        return question.url, None, None
    whole = f"{question.url}{'&' if '?' in question.url else '?'}{urlencode(question.params)}"
    if question.post or len(whole) > _LONG:
        return question.url, dict(question.params), None
    return whole, None, None


def _json(content: bytes) -> Any:
    """JSON is UTF-8 (RFC 8259), whatever the header says."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as problem:
        start = content[:40].decode("ascii", "replace")
        raise RetryableError(f"the response is not JSON (it begins with {start!r})") from problem


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise NoAnswer("the response is not UTF-8 text") from problem


def _wording(problem: Exception, url: str) -> str:
    """What went wrong with a request, in words; a host that does not answer is named."""
    if isinstance(problem, requests.ConnectionError) and not isinstance(problem, requests.Timeout):
        causes = [str(cause) for cause in (problem, problem.__cause__, problem.__context__) if cause is not None]
        reason = next((match[1] for cause in causes if (match := _REASON.search(cause))), "")
        where = urlsplit(url).netloc.rpartition("@")[2]
        return f"no connection to {where}" + (f": {reason}" if reason else "")
    return f"{type(problem).__name__}: {one_line(str(problem), 160)}"


_REASON = re.compile(r"""\[Errno -?\d+\] ([^'")\]]+)""")
"""The system's words for why a connection failed, within the message of a library."""
