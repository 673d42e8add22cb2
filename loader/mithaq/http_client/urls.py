"""URLs that users give for servers: what is accepted, and what may be shown or stored."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase

__all__ = ["NoAuth", "has_credentials", "without_secrets"]

_SECRET = re.compile(
    r"(?i)([?&;](?:access_?token|token|api_?key|key|auth|password|passwd|pwd|secret|signature|sig|x-amz-[a-z-]+)=)[^&;#]*"
)
"""Parameters of a query string that hold a secret by their name."""


class NoAuth(AuthBase):
    """Send no credentials. Without an authentication object, requests sends those of ~/.netrc."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def has_credentials(url: str) -> bool:
    """Whether a URL contains a user or a password, which others can read in logs and process lists."""
    try:
        parts = urlsplit(url)
        return parts.username is not None or parts.password is not None
    except ValueError:  # an invalid URL
        return "@" in url.partition("://")[2].partition("/")[0]


def without_secrets(url: str) -> str:
    """The URL without its fragment and with the values of secret parameters replaced by `...`."""
    return _SECRET.sub(r"\1...", url.partition("#")[0])
