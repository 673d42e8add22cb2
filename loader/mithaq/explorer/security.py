"""Headers that keep a page to itself: no script but the explorer's own, no request to another host."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["POLICY_HEADER", "SecurityHeaders", "content_policy"]

POLICY_HEADER = "Content-Security-Policy"


def content_policy(*styles: str) -> str:
    """The policy of a page: everything comes from this host, and no script or style stands in the page itself.

    Args:
        styles: Hashes of style sheets that a library writes into the page, as `sha256-...`.
    """
    sheets = " ".join(["'self'", *(f"'{one}'" for one in styles)])
    return (
        f"default-src 'self'; img-src 'self' data:; style-src {sheets}; script-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    )


_HEADERS = {
    POLICY_HEADER: content_policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds the headers to every response (ASGI middleware)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
