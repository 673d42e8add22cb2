"""Answer a server's authentication challenge: Digest (RFC 7616) or Basic (RFC 7617).

The Digest of `requests` is not used: it takes a challenge apart by substring, fails without a realm, cannot send a
user name outside Latin-1, and keeps its state per thread.
"""

from __future__ import annotations

import base64
import hashlib
import os
import threading
from collections.abc import Callable, Mapping
from urllib.parse import quote, urlsplit

import requests
from requests.auth import AuthBase

from mithaq.http_client import parse_challenges

__all__ = ["answer_challenge"]

_HASHES: Mapping[str, Callable[[bytes], str]] = {
    "md5": lambda data: hashlib.md5(data, usedforsecurity=False).hexdigest(),
    "sha-256": lambda data: hashlib.sha256(data).hexdigest(),
    "sha-512-256": lambda data: hashlib.new("sha512_256", data).hexdigest(),
}
_SESSION = "-sess"


def answer_challenge(header: str, user: str, password: str) -> AuthBase | None:
    """The authentication for the first challenge that can be answered, Digest before Basic; None if there is none."""
    challenges = parse_challenges(header)
    for challenge in challenges:
        if challenge.scheme == "digest" and _can_answer(challenge.parameters):
            return _DigestAuth(challenge.parameters, user, password)
    if any(challenge.scheme == "basic" for challenge in challenges):
        return _BasicAuth(user, password)
    return None


def _can_answer(challenge: Mapping[str, str]) -> bool:
    algorithm = challenge.get("algorithm", "MD5").lower().removesuffix(_SESSION)
    offered = {word.strip().lower() for word in challenge.get("qop", "auth").split(",")}
    return algorithm in _HASHES and "auth" in offered and bool(challenge.get("nonce"))


class _BasicAuth(AuthBase):
    def __init__(self, user: str, password: str) -> None:
        self._header = f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = self._header
        return request


class _DigestAuth(AuthBase):
    """Digest authentication with one nonce; the server asks again when the nonce has expired."""

    def __init__(self, challenge: Mapping[str, str], user: str, password: str) -> None:
        self._challenge, self._user, self._password = challenge, user, password
        self._count = 0
        self._turn = threading.Lock()

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        with self._turn:
            self._count += 1
            count = f"{self._count:08x}"
        request.headers["Authorization"] = self._header(request.method or "GET", request.url or "", count)
        return request

    def _header(self, method: str, url: str, count: str) -> str:
        given = self._challenge
        parts = urlsplit(url)
        uri = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        algorithm = given.get("algorithm", "MD5")
        digest = _HASHES[algorithm.lower().removesuffix(_SESSION)]
        realm, nonce, client_nonce = given.get("realm", ""), given["nonce"], os.urandom(16).hex()
        secret = digest(f"{self._user}:{realm}:{self._password}".encode())
        if algorithm.lower().endswith(_SESSION):
            secret = digest(f"{secret}:{nonce}:{client_nonce}".encode())
        action = digest(f"{method}:{uri}".encode())
        middle = f"{nonce}:{count}:{client_nonce}:auth" if "qop" in given else nonce
        fields = {
            **_user_field(self._user),
            "realm": _quoted(realm),
            "nonce": _quoted(nonce),
            "uri": _quoted(uri),
            "response": _quoted(digest(f"{secret}:{middle}:{action}".encode())),
        }
        if "algorithm" in given:
            fields["algorithm"] = algorithm
        if "opaque" in given:
            fields["opaque"] = _quoted(given["opaque"])
        if "qop" in given:
            fields |= {"qop": "auth", "nc": count, "cnonce": _quoted(client_nonce)}
        return "Digest " + ", ".join(f"{name}={value}" for name, value in fields.items())


def _user_field(user: str) -> dict[str, str]:
    """`username`, or `username*` for a name outside ASCII (RFC 7616, 3.4)."""
    return {"username": _quoted(user)} if user.isascii() else {"username*": f"UTF-8''{quote(user, safe='')}"}


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
