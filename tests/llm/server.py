"""A stand-in for a server of language models: a real HTTP server on loopback that speaks both protocols.

What it answers is set by a test: texts in their order, or a function of the numbered sentences. Failures are `Reply`
values with a status, headers, a raw body or a delay.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

__all__ = ["NOTHING", "ModelServer", "Reply", "answer_of", "sentences_of"]

NOTHING = '{"facts": []}'


@dataclass(frozen=True)
class Reply:
    """One response: the text of the model, or a raw body. `drop` closes the connection without a response."""

    text: str | None = NOTHING
    finish: str = "stop"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    delay: float = 0.0
    drop: bool = False
    prompt_tokens: int | None = 900
    answer_tokens: int | None = 20


def answer_of(*facts: dict[str, Any]) -> str:
    return json.dumps({"facts": list(facts)}, ensure_ascii=False)


def sentences_of(request: dict[str, Any]) -> dict[int, str]:
    """The numbered sentences that a request asks about."""
    text = request["messages"][-1]["content"]
    return {int(number): words for number, words in re.findall(r"^\[([0-9]+)\] (.*)$", text, re.MULTILINE)}


Script = Callable[[dict[str, Any]], "Reply | str"]


class ModelServer:
    """Serves on a free port until it is left. `requests` has the bodies of all requests, `keys` their keys."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.keys: list[str | None] = []
        self._script: Script = lambda request: Reply()
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def answers(self, script: Script | Iterable[Reply | str]) -> None:
        """Set what is answered from now on; the last of several answers is repeated."""
        if callable(script):
            self._script = script
            return
        queue = list(script)
        self._script = lambda request: queue.pop(0) if len(queue) > 1 else queue[0]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> ModelServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with server._lock:
                    server.requests.append(body)
                    server.paths.append(self.path)
                    server.keys.append(self.headers.get("Authorization"))
                    reply = server._script(body)
                self._respond(Reply(reply) if isinstance(reply, str) else reply)

            def _respond(self, reply: Reply) -> None:
                time.sleep(reply.delay)
                if reply.drop:
                    self.close_connection = True
                    return
                content = reply.raw if reply.raw is not None else _content(self.path, reply)
                try:
                    self.send_response(reply.status)
                    for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                except OSError:  # the client did not wait
                    self.close_connection = True

            def log_message(self, format: str, *arguments: object) -> None:
                """Nothing."""

        return Handler


def _content(path: str, reply: Reply) -> bytes:
    if path.endswith("/api/chat"):
        value: dict[str, Any] = {
            "message": {"role": "assistant", "content": reply.text},
            "done": True,
            "done_reason": reply.finish,
            "prompt_eval_count": reply.prompt_tokens,
            "eval_count": reply.answer_tokens,
        }
    else:
        value = {
            "choices": [
                {"index": 0, "message": {"role": "assistant", "content": reply.text}, "finish_reason": reply.finish}
            ],
            "usage": {"prompt_tokens": reply.prompt_tokens, "completion_tokens": reply.answer_tokens},
        }
    return json.dumps(value).encode()
