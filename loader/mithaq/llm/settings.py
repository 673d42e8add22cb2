"""Which language model to ask, where, and within which limits."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from mithaq.errors import UserError

__all__ = ["KEY_VARIABLE", "ModelSettings", "Protocol", "default_llm_cache"]

KEY_VARIABLE = "MITHAQ_LLM_KEY"
"""The environment variable with the key of the server."""
_OLLAMA_PORT = 11434
_CHAT = "/chat/completions"
_LEAST_ROOM = 1024
"""Tokens of the context that the prompt needs beside the answer at least."""


class Protocol(Enum):
    """What the server speaks."""

    OPENAI = "openai"
    OLLAMA = "ollama"


def default_llm_cache() -> Path:
    """Default cache file: `MITHAQ_LLM_CACHE`, else in the user's cache folder."""
    named = os.environ.get("MITHAQ_LLM_CACHE")
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(home) / "mithaq" / "llm.sqlite"


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A language model and the limits of its use.

    url: address of the server (`http://localhost:11434`), or of its API (`https://example.org/v1`).
    model: the name that the server knows the model by.
    protocol: None decides by the address: port 11434 or a path `/api` is Ollama, anything else speaks the OpenAI API.
    context: size of the context window, in tokens. Ollama is asked for it; other servers have it in their own settings.
    max_tokens: longest answer, in tokens.
    timeout: seconds until an answer must be complete.
    tries, delay: attempts per request, and seconds before the second; the pause doubles each time.
    max_requests: how many requests the run may send, retries counted; None is any number.
    cache: the file that keeps the answers.
    run: names the run; its processes share the budget and the counts.

    Raises:
        UserError: an address that is not HTTP or holds a password; no model; limits that do not fit together.
    """

    url: str
    model: str
    protocol: Protocol | None = None
    context: int = 8192
    max_tokens: int = 2048
    timeout: float = 300.0
    tries: int = 4
    delay: float = 1.0
    max_requests: int | None = None
    cache: Path = field(default_factory=default_llm_cache)
    run: str = field(default_factory=lambda: secrets.token_hex(8))

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            named = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            named = False
        if not named:
            raise UserError(f"--llm-url {self.url!r}: give the address of the server, such as http://localhost:11434")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise UserError(
                f"--llm-url: give the address without user, password and parameters, and the key in {KEY_VARIABLE}"
            )
        if not self.model.strip() or not self.model.isprintable():
            raise UserError("--llm-model: give the name of a model that the server has")
        if self.context < self.max_tokens + _LEAST_ROOM:
            raise UserError(
                f"--llm-context {self.context}: an answer of {self.max_tokens} tokens and the prompt do not fit: "
                f"give at least {self.max_tokens + _LEAST_ROOM}, or a smaller --llm-max-tokens"
            )

    @property
    def speaks(self) -> Protocol:
        """The protocol, given or decided by the address."""
        if self.protocol is not None:
            return self.protocol
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/")
        ollama = path in ("/api", "/api/chat") or (not path and parts.port == _OLLAMA_PORT)
        return Protocol.OLLAMA if ollama else Protocol.OPENAI

    @property
    def address(self) -> str:
        """The one address that requests are sent to."""
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/")
        if self.speaks is Protocol.OLLAMA:
            path = path.removesuffix("/chat").removesuffix("/api") + "/api/chat"
        elif not path.endswith(_CHAT):
            path = (path or "/v1") + _CHAT
        return urlunsplit((parts.scheme, parts.netloc, path, "", ""))
