"""One exchange with a SPARQL server after the other, with patience; every fault is one line.

The user and password come from the environment, and are shown only after the server has asked for them, by
Digest (RFC 7616; Virtuoso's way) where it offers that and by Basic (RFC 7617) else. They, and what is asked or
published, go to the address that was given and to no other: a redirect is a fault.
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
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from mithaq import __version__
from mithaq.errors import UserError
from mithaq.http_client import (
    DeadlineExceeded,
    RequestLimits,
    ResponseTooLarge,
    RetryableError,
    one_line,
    read_body,
    retry_after,
)

__all__ = ["PASSWORD", "USER", "Connection", "Credentials", "RemoteError", "ServerResponse"]

USER, PASSWORD = "MITHAQ_ENDPOINT_USER", "MITHAQ_ENDPOINT_PASSWORD"

_BUSY = frozenset({429, 502, 503, 504})


class RemoteError(UserError):
    """A server that cannot be reached, refuses, or answers what is no answer; one line. `status` is the HTTP
    status, 0 where there was none."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks."""

    user: str
    password: str

    @classmethod
    def from_environment(cls) -> Credentials | None:
        """What MITHAQ_ENDPOINT_USER and MITHAQ_ENDPOINT_PASSWORD say; None without a user."""
        user = os.environ.get(USER, "")
        return cls(user, os.environ.get(PASSWORD, "")) if user else None


@dataclass(frozen=True, slots=True)
class ServerResponse:
    """What came back; `headers` by their names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in small letters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Connection:
    """Speaks to the server at one address. `sleep` is a parameter so that tests need not wait.

    Raises:
        RemoteError: the address is none of HTTP, or holds a password.
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
        self._session.auth = _NoAuth()

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
        """Send a request, which must be one that does no harm when it is sent twice; `form` is a body of
        names and values. Answers of the statuses `accept` are returned.

        Raises:
            RemoteError: any other answer, or none.
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
        raise AssertionError("the last try ends the loop")

    def _wait(self, attempt: int, problem: RetryableError) -> None:
        if attempt + 1 == self.limits.tries:
            raise RemoteError(f"{self.url}: {problem}, {self.limits.tries} tries long: run again later to go on")
        if problem.after is not None and problem.after > self.limits.max_delay:
            raise RemoteError(f"{self.url}: asks to be left alone for {problem.after:.0f} seconds: run again then")
        self._sleep(max(problem.after or 0.0, self.limits.delay * 2.0**attempt))

    def _exchange(
        self, method: str, parameters: Sequence[tuple[str, str]], body: bytes, headers: Mapping[str, str]
    ) -> ServerResponse:
        limits = self.limits
        started = time.monotonic()
        try:
            with self._session.request(
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
        except (ResponseTooLarge, DeadlineExceeded) as problem:
            raise RemoteError(f"{self.url}: {problem}") from problem
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as problem:
            raise RemoteError(f"{self.url}: is no address of a server") from problem
        except requests.exceptions.SSLError as problem:
            raise RemoteError(f"{self.url}: its certificate does not hold: {one_line(str(problem))}") from problem
        except requests.exceptions.ConnectTimeout as problem:
            raise RemoteError(f"{self.url}: cannot be reached within {limits.connect:g} seconds") from problem
        except (requests.exceptions.ReadTimeout, urllib3.exceptions.ReadTimeoutError) as problem:
            waited = time.monotonic() - started
            raise RemoteError(f"{self.url}: did not answer within {waited:.1f} seconds") from problem
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as problem:
            if not self._reached and _refused(problem):
                raise RemoteError(
                    f"{self.url}: cannot be reached ({_cause(problem)}): is the server running, and the address right?"
                ) from problem
            raise RetryableError(f"broke off ({_cause(problem)})") from problem

    def _meet(self, answer: ServerResponse) -> bool:
        """Take up the server's challenge; False when it cannot be met, or was met before."""
        if self._credentials is None or not isinstance(self._session.auth, _NoAuth):
            return False
        schemes = answer.headers.get("www-authenticate", "").lower()
        user, password = self._credentials.user, self._credentials.password
        if "digest" in schemes:
            self._session.auth = HTTPDigestAuth(user, password)
        elif "basic" in schemes:
            self._session.auth = HTTPBasicAuth(user.encode(), password.encode())
        else:
            return False
        return True

    def _refusal(self, answer: ServerResponse) -> str:
        status, said = answer.status, _said(answer)
        if 300 <= status < 400:
            target = urljoin(self.url, answer.headers.get("location", ""))
            return f"the server sends us on to {one_line(target)}: give that address if it is right"
        if status == 401 and self._credentials is None:
            return f"asks for a user and a password: set {USER} and {PASSWORD}"
        if status == 401:
            return f"does not know the user and password in {USER} and {PASSWORD}"
        if status == 403:
            return f"refuses this to us (HTTP 403{said}): set {USER} and {PASSWORD}, or ask for the right to do it"
        if status in (404, 410):
            return f"there is nothing at this address (HTTP {status})"
        if status in (405, 501):
            return f"does not offer what was asked (HTTP {status}): is it the right address of the server?"
        if status == 413:
            return "takes no body as large as this (HTTP 413)"
        what = "does not understand the request" if status < 500 else "has failed"
        return f"{what} (HTTP {status}{said})"


class _NoAuth(AuthBase):
    """Sends no credentials: without it, requests takes some from ~/.netrc."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        (parts.hostname or "").encode("idna")
    except ValueError:  # also what no name of a host can be
        good = False
    if not good or not url.isprintable() or " " in url:
        raise RemoteError(f"{one_line(url)}: is no address of a server: write http://… or https://…")
    if parts.username is not None or parts.password is not None:
        raise RemoteError(f"an address with a user in it can be read by others: set {USER} and {PASSWORD} instead")


def _said(answer: ServerResponse) -> str:
    """`: ` and the beginning of what an answer says, without the tags of a page; "" when that is nothing."""
    text = answer.body[:20_000].decode("utf-8", "replace")
    if "<" in text[:200] and "html" in answer.media_type:
        text = re.sub(r"(?is)<(head|style|script)\b.*?</\1>", " ", text)
        text = html.unescape(re.sub(r"<[^<>]*>", " ", text))
    text = one_line(text.partition("SPARQL query:")[0])
    return f": {text}" if text else ""


def _refused(problem: BaseException) -> bool:
    """Whether the server was never reached."""
    return any(isinstance(cause, urllib3.exceptions.NewConnectionError) for cause in _causes(problem))


def _cause(problem: BaseException) -> str:
    """What went wrong at the bottom, in the system's words."""
    for cause in _causes(problem):
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror.lower()
    return "the answer is incomplete"


def _causes(problem: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    queue = [problem]
    while queue:
        one = queue.pop(0)
        if one is None or one in found:
            continue
        found.append(one)
        inner = [arg for arg in getattr(one, "args", ()) if isinstance(arg, BaseException)]
        queue += [getattr(one, "reason", None), one.__cause__, one.__context__, *inner]
    return [one for one in found if isinstance(one, BaseException)]
