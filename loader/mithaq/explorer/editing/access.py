"""Who may correct the graph: people at the computer itself, or, where there is a token, those who know it.

A form carries a token against cross-site request forgery, which belongs to a signed cookie. Without a token the server
also asks that it is addressed by a name of the loopback interface: a page of another site whose name was made to lead
to 127.0.0.1 has its own name in the header `Host`.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from mithaq.explorer.http_requests import RefusedRequestError

__all__ = ["EditingAccess", "Session"]

COOKIE: Final = "mithaq-edit"
_SESSION_SECONDS: Final = 12 * 3600
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


@dataclass(frozen=True, slots=True)
class Session:
    """A person's visit: the value of the cookie and the token of its forms."""

    cookie: str
    csrf: str


class EditingAccess:
    """Decides which requests may change the graph.

    Args:
        token: The secret word that everyone must know; without one, only requests from this computer are let in.
    """

    def __init__(self, token: str = "") -> None:
        self._token = token.encode()
        self._secret = secrets.token_bytes(32)

    @property
    def needs_token(self) -> bool:
        """Whether people have to give a token."""
        return bool(self._token)

    def knows_token(self, typed: str) -> bool:
        """Whether a text is the token."""
        return self.needs_token and hmac.compare_digest(typed.encode("utf-8", "replace"), self._token)

    def new_session(self) -> Session:
        """A session for a person who is let in."""
        nonce = secrets.token_urlsafe(24)
        return self._session(f"{nonce}.{self._sign('session', nonce)}")

    def session(self, request: Request) -> Session | None:
        """The session of a request that shows a form; None if the person has yet to give the token.

        Raises:
            RefusedRequestError: 403, the request comes from another computer and there is no token.
        """
        known = self._known(request.cookies.get(COOKIE, ""))
        if self.needs_token:
            return known
        self._must_be_local(request)
        return known or self.new_session()

    def check_change(self, request: Request, csrf: str) -> None:
        """Let a request change the graph, or raise.

        Args:
            request: The request, a POST.
            csrf: The token of its form.

        Raises:
            RefusedRequestError: 403, it comes from another computer, without the token, or from another site.
        """
        if self._has_bearer(request):
            return
        if not self.needs_token:
            self._must_be_local(request)
        self.check_origin(request)
        session = self._known(request.cookies.get(COOKIE, ""))
        if session is None:
            raise RefusedRequestError(403, "corrections need a session: open the page of corrections and try again")
        if not hmac.compare_digest(csrf.encode("utf-8", "replace"), session.csrf.encode()):
            raise RefusedRequestError(403, "the form is not from this session: open the page again")

    @staticmethod
    def check_origin(request: Request) -> None:
        """Refuse a form that a page of another site sends.

        Raises:
            RefusedRequestError: 403.
        """
        site = request.headers.get("sec-fetch-site", "same-origin")
        origin = request.headers.get("origin")
        same = origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
        if not same or site not in ("same-origin", "none"):
            raise RefusedRequestError(403, "the form comes from another site")

    def remember(self, request: Request, response: Response, session: Session) -> None:
        """Give the cookie of a session to the browser."""
        response.set_cookie(
            COOKIE, session.cookie, max_age=_SESSION_SECONDS, httponly=True, samesite="strict",
            secure=request.url.scheme == "https",
        )  # fmt: skip

    def _has_bearer(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self.knows_token(given.strip())

    def _must_be_local(self, request: Request) -> None:
        client = request.client.host if request.client is not None else ""
        forwarded = any(name in request.headers for name in _FORWARDED)
        if forwarded or not _is_loopback(client) or not _is_loopback(_host(request)):
            raise RefusedRequestError(
                403, "corrections are only for this computer: start the server with --token to let others in"
            )

    def _known(self, cookie: str) -> Session | None:
        nonce, _, signature = cookie.partition(".")
        good = hmac.compare_digest(signature.encode("utf-8", "replace"), self._sign("session", nonce).encode())
        return self._session(cookie) if nonce and good else None

    def _session(self, cookie: str) -> Session:
        return Session(cookie, self._sign("csrf", cookie))

    def _sign(self, purpose: str, text: str) -> str:
        message = f"{purpose}\x1f{text}".encode("utf-8", "replace")
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()


def _host(request: Request) -> str:
    """The name that the client addresses the server by, without the port."""
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback
