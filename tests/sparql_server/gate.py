"""A gate on loopback before a real server: it passes requests on, keeps a log of them, asks for a password if it
is told to, and misbehaves when told to."""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

__all__ = ["Asked", "Gate", "gate"]

_NO_ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'
_JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in; `fault` is how it was answered, "" for well."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    fault: str


@dataclass
class Gate:
    """How to behave: `faults` is asked for every request, by its number from 1 on, its method and its path.
    `scheme` is the way to ask for a password. Where there is nothing behind the gate, `reply` answers."""

    upstream: str = ""
    faults: Callable[[int, str, str], str] = lambda number, method, path: ""
    scheme: str = ""
    user: str = "sálim"
    password: str = "كلمة السر"
    log: list[Asked] = field(default_factory=list)
    turn: threading.Lock = field(default_factory=threading.Lock)
    base: str = ""
    reply: Callable[[bytes], tuple[int, bytes, str]] = lambda body: (200, _NO_ROWS, _JSON)
    headers: dict[str, str] = field(default_factory=dict)
    challenge: str = ""
    """The `WWW-Authenticate` to send instead of the usual one of `scheme`."""

    def url(self, path: str) -> str:
        return self.base + path

    def done(self, method: str) -> list[Asked]:
        """The requests of a method that were passed on."""
        return [asked for asked in self.log if asked.method == method and not asked.fault]


@contextmanager
def gate(setup: Gate) -> Iterator[Gate]:
    handler = type("Handler", (_Handler,), {"gate": setup})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    setup.base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield setup
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    gate: Gate

    def _any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with self.gate.turn:
            number = len(self.gate.log) + 1
            fault = self.gate.faults(number, self.command, self.path) or self._unknown()
            self.gate.log.append(Asked(self.command, self.path, dict(self.headers.items()), body, fault))
        with suppress(BrokenPipeError, ConnectionResetError):
            if fault:
                getattr(self, f"_{fault}")(body)
            else:
                status, answer, kind = self._upstream(body)
                self._send(status, answer, kind, **self.gate.headers)

    do_GET = do_PUT = do_POST = do_DELETE = _any

    def _upstream(self, body: bytes) -> tuple[int, bytes, str]:
        if not self.gate.upstream:
            return self.gate.reply(body)
        wanted = {n: self.headers[n] for n in ("Content-Type", "Accept") if n in self.headers}
        line = http.client.HTTPConnection(urlsplit(self.gate.upstream).netloc, timeout=60)
        line.request(self.command, self.path, body, wanted)
        reply = line.getresponse()
        content = reply.read()
        line.close()
        return reply.status, content, reply.headers.get("Content-Type", "text/plain")

    def _send(self, status: int, body: bytes, kind: str = "text/plain", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if status != 204:
            self.wfile.write(body)

    # ---------------------------------------------------------------- passwords

    def _unknown(self) -> str:
        """The fault with which one who gives no password, or a wrong one, is sent away."""
        if not self.gate.scheme:
            return ""
        given = self.headers.get("Authorization", "")
        return "" if getattr(self, f"_knows_{self.gate.scheme}")(given) else f"ask_{self.gate.scheme}"

    def _knows_basic(self, given: str) -> bool:
        secret = f"{self.gate.user}:{self.gate.password}".encode()
        return given == f"Basic {base64.b64encode(secret).decode()}"

    def _knows_digest(self, given: str) -> bool:
        said = dict(re.findall(r'([\w*]+)="?([^",]*)"?', given))
        one = _md5(f"{self.gate.user}:{said.get('realm')}:{self.gate.password}")
        two = _md5(f"{self.command}:{self.path}")
        wanted = _md5(f"{one}:abc:{said.get('nc')}:{said.get('cnonce')}:auth:{two}")
        return given.startswith("Digest ") and said.get("response") == wanted

    def _ask_basic(self, body: bytes) -> None:
        self._send(401, b"", WWW_Authenticate=self.gate.challenge or 'Basic realm="gate", charset="UTF-8"')

    def _ask_digest(self, body: bytes) -> None:
        usual = 'Digest realm="gate", nonce="abc", qop="auth", algorithm=MD5'
        self._send(401, b"", WWW_Authenticate=self.gate.challenge or usual)

    # ------------------------------------------------------------------- faults

    def _busy(self, body: bytes) -> None:
        self._send(503, b"later", Retry_After="0")

    def _busy_two_seconds(self, body: bytes) -> None:
        self._send(429, b"later", Retry_After="2")

    def _busy_for_an_hour(self, body: bytes) -> None:
        self._send(429, b"later", Retry_After="3600")

    def _moved(self, body: bytes) -> None:
        self._send(302, b"", Location="https://elsewhere.example/sparql")

    def _forbidden(self, body: bytes) -> None:
        self._send(403, b"not for you")

    def _absent(self, body: bytes) -> None:
        self._send(404, b"<html><body>no such page</body></html>", "text/html")

    def _refused(self, body: bytes) -> None:
        self._send(400, b"Virtuoso 37000 Error SP030: syntax error at '}'\n\nSPARQL query:\nSELECT")

    def _broken(self, body: bytes) -> None:
        page = b"<html><head><title>Oh</title></head><body><h1>Out of\n memory</h1>\x1b[31m</body></html>"
        self._send(500, page, "text/html; charset=utf-8")

    def _page(self, body: bytes) -> None:
        self._send(200, "<!DOCTYPE html><html><body>اكتب استعلامك</body></html>".encode(), "text/html")

    def _image(self, body: bytes) -> None:
        self._send(200, b"\x89PNG", "image/png")

    def _cut(self, body: bytes) -> None:
        document = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"a"}},{"x":'
        self._send(200, document, _JSON)

    def _nonsense(self, body: bytes) -> None:
        self._send(200, b'{"head": 7}', _JSON)

    def _short(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", _JSON)
        self.send_header("Content-Length", "500")
        self.end_headers()
        self.wfile.write(b'{"head":')
        self.close_connection = True

    def _partial(self, body: bytes) -> None:
        self._send(200, _NO_ROWS, _JSON, X_SQL_State="S1TAT")

    def _large(self, body: bytes) -> None:
        self._send(200, b" " * 200_000, _JSON)

    def _drip(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)
        self.close_connection = True

    def _dripping_headers(self, body: bytes) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        for _ in range(60):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)
        self.close_connection = True

    def _silent(self, body: bytes) -> None:
        time.sleep(1.5)
        self.close_connection = True

    def _hung_up(self, body: bytes) -> None:
        self.close_connection = True

    def _method(self, body: bytes) -> None:
        self._send(405, b"", Allow="GET")

    def _too_much(self, body: bytes) -> None:
        self._send(413, b"")

    def log_message(self, *told: object) -> None:
        pass


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()
