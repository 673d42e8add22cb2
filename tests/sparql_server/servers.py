"""Real SPARQL servers on loopback, each in a process of its own and with its data in a folder of the test's."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

__all__ = ["VIRTUOSO", "Server", "oxigraph", "rdflib_endpoint", "virtuoso"]

VIRTUOSO = shutil.which("virtuoso-t")
PASSWORD = "secret-1"

_VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ThreadsPerQuery = 2
CheckpointInterval = 0
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 10000
"""

_RDFLIB = """\
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
data = Dataset()
data.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=data), host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""


@dataclass(frozen=True, slots=True)
class Server:
    """Where to ask, where to publish ("" where that is not offered), and as whom."""

    query: str
    graphs: str = ""
    user: str = ""
    password: str = ""


@contextmanager
def oxigraph() -> Iterator[Server]:
    """Oxigraph, with its data in memory."""
    (port,) = _free_ports(1)
    binary = Path(sysconfig.get_path("scripts")) / "oxigraph"
    with _running([str(binary), "serve", "--bind", f"127.0.0.1:{port}"], f"http://127.0.0.1:{port}/query"):
        yield Server(f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/store")


@contextmanager
def rdflib_endpoint(data: Path) -> Iterator[Server]:
    """rdflib behind a SPARQL endpoint that only reads, with the N-Quads of a file."""
    (port,) = _free_ports(1)
    url = f"http://127.0.0.1:{port}/"
    with _running([sys.executable, "-W", "ignore", "-c", _RDFLIB, str(data), str(port)], url):
        yield Server(url)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """A new Virtuoso with a password, in a folder that must not exist."""
    assert VIRTUOSO is not None
    folder.mkdir()
    sql, http = _free_ports(2)
    (folder / "virtuoso.ini").write_text(_VIRTUOSO_INI.format(sql=sql, http=http), encoding="ascii")
    call = [VIRTUOSO, "+configfile", "virtuoso.ini", "+foreground"]
    subprocess.run(
        [*call, "+pwdold", "dba", "+pwddba", PASSWORD], cwd=folder, check=True, capture_output=True, timeout=120
    )
    url = f"http://127.0.0.1:{http}/sparql"
    with _running(call, url, cwd=folder):
        yield Server(url, f"{url}-graph-crud-auth", "dba", PASSWORD)


@contextmanager
def _running(call: Sequence[str], url: str, cwd: Path | None = None) -> Iterator[None]:
    """A process that answers at `url` soon, and is ended afterwards."""
    process = subprocess.Popen(call, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 120
        while True:
            with contextlib.suppress(requests.RequestException):
                requests.get(url, timeout=10)
                break
            assert process.poll() is None, f"{call[0]} ended with {process.returncode}"
            assert time.monotonic() < until, f"{call[0]} does not answer"
            time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait(30)


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
