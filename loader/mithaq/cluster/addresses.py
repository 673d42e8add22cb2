"""URLs of storage: what is one, and what messages may show of it."""

from __future__ import annotations

import re
from urllib.parse import unquote

from mithaq.errors import UserError

__all__ = ["concealed", "is_url", "parent_joined", "without_credentials"]

_URL = re.compile(r"[a-z][a-z0-9+.-]+(?:://|::)", re.IGNORECASE)
_ONE_SLASH = re.compile(r"([a-z][a-z0-9+.-]+):/(?!/)", re.IGNORECASE)
_USER = re.compile(r"(?<=//)[^/\s]*@")
_QUERY = re.compile(r"\?[^\s'\")]*")
_PASSWORD = re.compile(r"//[^/:@]*:([^/]*)@")


def is_url(text: str) -> bool:
    """Whether a place is a URL, also one of several protocols (`simplecache::s3://bucket/folder`), and not a path.

    Raises:
        UserError: it looks like a URL with one slash.
    """
    if one_slash := _ONE_SLASH.match(text):
        scheme = one_slash[1]
        raise UserError(
            f"{without_credentials(text)}: not a URL: write {scheme}:// (a folder of this name: ./{scheme}:/)"
        )
    return _URL.match(text) is not None


def parent_joined(url: str, name: str) -> str:
    """The URL of a folder below that of a URL; a query stays at its end."""
    address, mark, query = url.partition("?")
    return f"{address.rstrip('/')}/{name}{mark}{query}"


def without_credentials(url: str) -> str:
    """A URL without user, password and query, for messages."""
    return _QUERY.sub("", _USER.sub("", url))


def concealed(text: str, url: str) -> str:
    """A text without the credentials of a URL, and without those of any URL in it."""
    for password in _PASSWORD.findall(url):
        for form in {password, unquote(password)} - {""}:
            text = text.replace(form, "***")
    return without_credentials(text)
