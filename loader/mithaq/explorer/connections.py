"""Connections that send nothing do not stay: the HTTP protocol of the server with a deadline for each request's head.

uvicorn closes a connection that is idle after an answer, but waits without end for the first request, and for the rest
of a request's head. Many such connections would use up the files that the process may open.
"""

from __future__ import annotations

import asyncio
import resource
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["DeadlineProtocol", "raise_file_limit"]

HEAD_SECONDS: Final = 10.0
"""How long a client may take from connecting, or from the last answer, to the end of a request's head."""
_FILES: Final = 16_384
"""Files and connections that the process would like to have open at once."""


class DeadlineProtocol(H11Protocol):
    """HTTP/1.1 with a deadline for the head of each request."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not self._waits_for_head():
            self._cancel()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        self._cancel()
        super().connection_lost(exc)

    def _waits_for_head(self) -> bool:
        return bool(self.conn.their_state is h11.IDLE)

    def _cancel(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if self._waits_for_head() and not self.transport.is_closing():
            self.transport.close()


def raise_file_limit() -> None:
    """Let the process open as many files as it may, up to a bound."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
