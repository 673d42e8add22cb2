"""HTTP connection to a SPARQL server, with retries and one-line error messages.

Credentials come from the environment and are only sent after the server asks for them: with Digest
authentication (RFC 7616; used by Virtuoso) if offered, else with Basic (RFC 7617). Credentials and data are
only sent to the given URL: a redirect is an error.
"""

from __future__ import annotations

import html
import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

import requests
import urllib3

from mithaq import __version__
from mithaq.errors import UserError
from mithaq.http_client import (
    DeadlineExceeded,
    NoAuth,
    RequestLimits,
    ResponseTooLarge,
    RetryableError,
    call_within,
    cause_of,
    causes_of,
    has_credentials,
    one_line,
    parse_challenges,
    read_body,
    retry_after,
)
from mithaq.sparql_server.authentication import answer_challenge

__all__ = ["PASSWORD", "USER", "Connection", "Credentials", "RemoteError", "ServerResponse"]

USER, PASSWORD = "MITHAQ_ENDPOINT_USER", "MITHAQ_ENDPOINT_PASSWORD"

_BUSY = frozenset({429, 502, 503, 504})


class RemoteError(UserError):
    """The server cannot be reached, refuses, or returns an invalid response; the message is one line.

    `status` is the HTTP status, 0 if there was none.
    """

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Credentials:
    """User name and password for a server."""

    user: str
    password: str

    @classmethod
    def from_environment(cls) -> Credentials | None:
        """Read MITHAQ_ENDPOINT_USER and MITHAQ_ENDPOINT_PASSWORD; None without a user."""
        user = os.environ.get(USER, "")
        return cls(user, os.environ.get(PASSWORD, "")) if user else None


@dataclass(frozen=True, slots=True)
class ServerResponse:
    """An HTTP response; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The content type without parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Connection:
    """Connection to the server at one URL. `sleep` is a parameter so that tests need not wait.

    Raises:
        RemoteError: the URL is not an HTTP URL, or contains credentials.
    """

    def __init__(
        self,
        url: str,
        credentials: Credentials | None = None,
        limits: RequestLimits | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = url
        self.limits = limits or RequestLimits()
        self._credentials = credentials
        self._sleep = sleep
        self._reached = False
        _check(url)
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"mithaq/{__version__}"
        self._session.auth = NoAuth()

    def close(self) -> None:
        self._session.close()

    def send(
        self,
        method: str,
        parameters: Sequence[tuple[str, str]] = (),
        *,
        form: Sequence[tuple[str, str]] | None = None,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        accept: Sequence[int] = (200, 201, 204),
    ) -> ServerResponse:
        """Send a request and return the response if its status is in `accept`.

        The request must be idempotent, because it may be repeated. `form` is a body of names and values.

        Raises:
            RemoteError: any other status, or no response.
        """
        headers = dict(headers or {})
        if form is not None:
            body, headers["Content-Type"] = (
                urlencode(form).encode("ascii"),
                "application/x-www-form-urlencoded",
            )
        for attempt in range(self.limits.tries):
            try:
                answer = self._exchange(method, parameters, body, headers)
                if answer.status == 401 and self._meet(answer):
                    answer = self._exchange(method, parameters, body, headers)
                if answer.status in _BUSY and answer.status not in accept:
                    raise RetryableError(f"is busy (HTTP {answer.status})", retry_after(answer.headers))
            except RetryableError as problem:
                self._wait(attempt, problem)
                continue
            self._reached = True
            if answer.status not in accept:
                raise RemoteError(f"{self.url}: {self._refusal(answer)}", answer.status)
            return answer
        raise AssertionError("the last attempt ends the loop")

    def _wait(self, attempt: int, problem: RetryableError) -> None:
        if attempt + 1 == self.limits.tries:
            raise RemoteError(f"{self.url}: {problem} after {self.limits.tries} attempts: run again later to resume")
        if problem.after is not None and problem.after > self.limits.max_delay:
            raise RemoteError(f"{self.url}: asks to wait {problem.after:.0f} seconds: run again then")
        self._sleep(max(problem.after or 0.0, self.limits.delay * 2.0**attempt))

    def _exchange(
        self, method: str, parameters: Sequence[tuple[str, str]], body: bytes, headers: Mapping[str, str]
    ) -> ServerResponse:
        limits, session = self.limits, self._session
        started = time.monotonic()

        def exchange() -> ServerResponse:
            with session.request(
                method,
                self.url,
                params=list(parameters),
                data=body or None,
                headers=headers,
                timeout=(limits.connect, limits.read),
                stream=True,
                allow_redirects=False,
            ) as response:
                content = read_body(response, limits, started)
                known = {name.lower(): value for name, value in response.headers.items()}
                return ServerResponse(response.status_code, known, content)

        try:
            return call_within(limits.deadline, exchange)
        except (ResponseTooLarge, DeadlineExceeded) as problem:
            raise RemoteError(f"{self.url}: {problem}") from problem
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as problem:
            raise RemoteError(f"{self.url}: is not a server URL") from problem
        except requests.exceptions.SSLError as problem:
            raise RemoteError(f"{self.url}: its certificate is not valid: {one_line(str(problem))}") from problem
        except requests.exceptions.ConnectTimeout as problem:
            raise RemoteError(f"{self.url}: cannot be reached within {limits.connect:g} seconds") from problem
        except (requests.exceptions.ReadTimeout, urllib3.exceptions.ReadTimeoutError) as problem:
            waited = time.monotonic() - started
            raise RemoteError(f"{self.url}: did not answer within {waited:.1f} seconds") from problem
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as problem:
            if not self._reached and _refused(problem):
                raise RemoteError(
                    f"{self.url}: cannot be reached ({cause_of(problem)}): "
                    "is the server running, and is the URL correct?"
                ) from problem
            raise RetryableError(f"connection broke ({cause_of(problem)})") from problem

    def _meet(self, answer: ServerResponse) -> bool:
        """Answer the server's authentication challenge; False if that is impossible."""
        if self._credentials is None:
            return False
        challenge = answer.headers.get("www-authenticate", "")
        auth = answer_challenge(challenge, self._credentials.user, self._credentials.password)
        if auth is None:
            return False
        self._session.auth = auth
        return True

    def _refusal(self, answer: ServerResponse) -> str:
        status, said = answer.status, _said(answer)
        if 300 <= status < 400:
            target = urljoin(self.url, answer.headers.get("location", ""))
            return f"the server redirects to {one_line(target)}: use that URL if it is correct"
        if status == 401 and self._credentials is None:
            return f"requires a user and a password: set {USER} and {PASSWORD}"
        if status == 401 and (unknown := _unsupported(answer)):
            return f"requires an authentication that is not supported ({unknown}): Digest and Basic are"
        if status == 401:
            return f"rejects the user and password in {USER} and {PASSWORD}"
        if status == 403:
            return f"denies access (HTTP 403{said}): set {USER} and {PASSWORD}, or ask for permission"
        if status in (404, 410):
            return f"not found at this URL (HTTP {status})"
        if status in (405, 501):
            return f"does not support this request (HTTP {status}): is the URL correct?"
        if status == 413:
            return "rejects a body of this size (HTTP 413)"
        what = "does not understand the request" if status < 500 else "has failed"
        return f"{what} (HTTP {status}{said})"


def _unsupported(answer: ServerResponse) -> str:
    """The schemes of a challenge, if none of them can be answered."""
    header = answer.headers.get("www-authenticate", "")
    if answer_challenge(header, "", "") is not None:
        return ""
    return one_line(", ".join(challenge.scheme for challenge in parse_challenges(header)), 60)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        (parts.hostname or "").encode("idna")
    except ValueError:  # includes invalid host names
        good = False
    if not good or not url.isprintable() or " " in url:
        raise RemoteError(f"{one_line(url)}: is not a server URL: write http://… or https://…")
    if has_credentials(url):
        raise RemoteError(f"credentials in a URL can be read by others: set {USER} and {PASSWORD} instead")


def _said(answer: ServerResponse) -> str:
    """`: ` and the start of a response's text without HTML tags; "" if it is empty."""
    text = answer.body[:20_000].decode("utf-8", "replace")
    if "<" in text[:200] and "html" in answer.media_type:
        text = re.sub(r"(?is)<(head|style|script)\b.*?</\1>", " ", text)
        text = html.unescape(re.sub(r"<[^<>]*>", " ", text))
    text = one_line(text.partition("SPARQL query:")[0])
    return f": {text}" if text else ""


def _refused(problem: BaseException) -> bool:
    """Whether the server was never reached."""
    return any(isinstance(cause, urllib3.exceptions.NewConnectionError) for cause in causes_of(problem))
