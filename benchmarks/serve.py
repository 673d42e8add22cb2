#!/usr/bin/env python3
"""How fast the explorer answers many readers at once.

    python -m benchmarks.serve [--articles 10000] [--clients 20] [--seconds 20] [--store DIR] [--json]

Generates articles (`corpus.py`) into a store, starts `mithaq serve` over it, and lets clients ask without a pause, each
over a connection of its own: first for pages of the busiest and of random things, then for searches for their names.
Prints, for each, the requests a second and the 50th and 95th percentiles of the seconds to the last byte; before that
the seconds from the start of the process to its first page, and to a finished search index; at the end the most memory
that the server took. Clients and server share the machine. A store that `--store` names is made there when it is not,
and kept.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from mithaq.rdf import DCTERMS, PREFIXES
from mithaq.store import Store
from mithaq.store.terms import ARTICLES
from pyoxigraph import DefaultGraph, Quad

from benchmarks.corpus import build

_KINDS = ("State", "Official", "Organization", "Agreement")
_OF_EACH_KIND = 50
_BUSIEST = 10
_WAIT = 600.0
"""Seconds in which the search index must be finished."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20, help="how long each kind of request is asked")
    parser.add_argument("--store", type=Path, help="where the store is, or is to be made and kept")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mithaq-benchmark-") as made:
        folder = options.store or Path(made) / "store"
        if not folder.exists():
            build(folder, options.articles)
            _list_articles(folder)
        figures = measure(folder, options.clients, options.seconds)
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        for name, value in figures.items():
            print(f"{name:24} {value:10.3f}")


def _list_articles(store: Path) -> None:
    """Enter the articles in the store's list, as a load does, so that their texts are searched too."""
    with Store.open(store, write=True) as known:
        described = known.quads(None, DCTERMS.identifier, None, DefaultGraph())
        known.raw.extend(Quad(one.subject, DCTERMS.identifier, one.object, ARTICLES) for one in described)
        known.publish()


def measure(store: Path, clients: int, seconds: float) -> dict[str, float]:
    """The figures of one store, by name."""
    things, names = _asked(store)
    figures: dict[str, float] = {}
    with _serving(store) as (port, process, started):
        _get(port, "/")
        figures["first page s"] = time.perf_counter() - started
        _index_finished(port)
        figures["search index s"] = time.perf_counter() - started
        for name, paths in (("thing", things), ("search", [f"/search?q={quote(known)}" for known in names])):
            taken = _load(port, paths, clients, seconds)
            figures[f"{name} requests/s"] = len(taken) / seconds
            figures[f"{name} p50 s"] = statistics.median(taken)
            figures[f"{name} p95 s"] = statistics.quantiles(taken, n=20)[18]
        figures["memory MB"] = _peak_memory(process.pid)
    return figures


def _asked(store: Path) -> tuple[list[str], list[str]]:
    """Addresses of things and names to search for: the busiest states, and random things of each kind."""
    dice = random.Random(1)
    paths, names = [], []
    with Store.open(store) as known:
        counted: Counter[str] = Counter()
        for row in known.select(f"SELECT ?it {{ ?event ?p ?it . ?it a <{PREFIXES['mq']}State> }}"):
            counted[row["it"].value] += 1
        base = known.base
        paths += [f"/id/{iri.removeprefix(base)}" for iri, _ in counted.most_common(_BUSIEST)]
        for kind in _KINDS:
            label = f"<{PREFIXES['rdfs']}label>"
            rows = known.select(
                f"SELECT ?it ?name {{ ?it a <{PREFIXES['mq']}{kind}> ; {label} ?name }} ORDER BY ?it ?name"
            )
            found = [(row["it"].value, row["name"].value) for row in rows]
            for iri, name in dice.sample(found, min(_OF_EACH_KIND, len(found))):
                paths.append(f"/id/{iri.removeprefix(base)}")
                names.append(name)
    return paths, names


@contextmanager
def _serving(store: Path) -> Iterator[tuple[int, subprocess.Popen[str], float]]:
    """A server at a free port: the port, the process and the time of its start."""
    command = [sys.executable, "-u", "-m", "mithaq", "serve", "--store", str(store), "--port", "0"]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://[^ ]+:(\d+)", process.stdout.readline())
            if found is None:
                raise SystemExit("the server did not start")
            yield int(found[1]), process, started
        finally:
            process.terminate()
            process.wait(30)


def _get(port: int, path: str, connection: http.client.HTTPConnection | None = None) -> bytes:
    connection = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.client.OK:
        raise SystemExit(f"{path}: status {answer.status}")
    return body


def _index_finished(port: int) -> None:
    end = time.perf_counter() + _WAIT
    while b'role="status"' in _get(port, "/?lang=en"):
        if time.perf_counter() > end:
            raise SystemExit("the search index was not finished in time")
        time.sleep(0.1)


def _load(port: int, paths: Sequence[str], clients: int, seconds: float) -> list[float]:
    """The seconds that each request took."""
    taken: list[list[float]] = [[] for _ in range(clients)]
    end = time.perf_counter() + seconds

    def ask(number: int) -> None:
        dice = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() < end:
            began = time.perf_counter()
            _get(port, dice.choice(paths), connection)
            taken[number].append(time.perf_counter() - began)
        connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [one for each in taken for one in each]


def _peak_memory(pid: int) -> float:
    """The most memory a process has taken, in MB; 0 where the system does not say."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1000 if found else 0.0


if __name__ == "__main__":
    main()
