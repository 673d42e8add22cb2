"""Hostile data and hostile clients: nothing is executed, nothing leaves its folder, nobody stops others."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import mithaq
import pytest
import requests

from tests.explorer.hostile import MARK, SEEDS, faults, read, record, texts
from tests.explorer.servers import Explorer, serving

TEXTS = texts()
SEED_COUNT = len(SEEDS)
HEADERS = {"Accept": "text/html"}
T = TypeVar("T")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """A server with `--edit` over 200 articles whose ids, titles, sources, names and addresses are attacks."""
    folder = tmp_path_factory.mktemp("hostile") / "store"
    records = [record(number, text) for number, text in enumerate(TEXTS)]
    with mithaq.open(folder) as graph:
        assert graph.load(records, extractor=mithaq.FunctionExtractor(read, "1")).stored == len(TEXTS)
    with serving(folder, "--edit") as server:
        server.until("/search?q=قطر", "/id/")
        yield server


def look(answer: requests.Response, *statuses: int) -> str:
    """Check an answer: no failure of the server, no traceback, and if it is HTML, nothing that runs."""
    assert answer.status_code < 500, (answer.request.url, answer.status_code, answer.text[:300])
    assert not statuses or answer.status_code in statuses, (answer.request.url, answer.status_code)
    assert "Traceback" not in answer.text
    assert "Set-Cookie: " + MARK not in str(answer.headers)
    assert MARK not in str(set(answer.headers))
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        found = list(faults(answer.text))
        assert not found, (answer.request.url, found[:5])
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy or "default-src 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    return answer.text


def in_turn(number: int, *ways: T) -> Sequence[T]:
    """The ways in which a text is tried: the texts that were written all of them, each variation one, by turns."""
    return ways if number < SEED_COUNT else (ways[number % len(ways)],)


def everything(server: Explorer) -> dict[str, list[str]]:
    """The IRIs of all things by class."""
    found: dict[str, list[str]] = {}
    answer = server.get("/sparql", params={"query": "SELECT ?s ?c { ?s a ?c FILTER(STRSTARTS(STR(?c), STR(mq:))) }"})
    for row in answer.json()["results"]["bindings"]:
        found.setdefault(row["c"]["value"].rpartition("#")[2], []).append(row["s"]["value"])
    return found


BASE = "https://w3id.org/mithaq/id/"


def test_the_look_at_html_sees_attacks() -> None:
    """A test that cannot fail would be worth nothing: the raw texts are full of faults."""
    seen = sum(bool(list(faults(f'<p title="{text}">{text}</p>'))) for text in TEXTS)
    assert seen > len(TEXTS) / 2


def test_pages_of_hostile_articles(hostile: Explorer) -> None:
    articles = everything(hostile)["Article"]
    assert len(articles) == len(TEXTS)
    for number, iri in enumerate(articles):
        path = "/id/" + iri.removeprefix(BASE)
        html = look(hostile.get(path, headers=HEADERS), 200)
        assert "<article" in html, path
        for form in in_turn(number, "ttl", "jsonld", "rdf"):
            assert hostile.get(f"/data/{iri.removeprefix(BASE)}.{form}").status_code == 200


def test_pages_of_hostile_names(hostile: Explorer) -> None:
    found = everything(hostile)
    things = found["Official"] + found["Organization"][::2] + found["Visit"][::3]
    assert len(things) > 300
    for iri in things:
        look(hostile.get("/id/" + iri.removeprefix(BASE), headers=HEADERS), 200)
    look(hostile.get("/id/state/QA", headers=HEADERS), 200)
    look(hostile.get("/id/state/QA", params={"lang": "ar", "page": "2"}, headers=HEADERS), 200)


def test_search_and_its_results(hostile: Explorer) -> None:
    for number, text in enumerate(TEXTS):
        ways = ({"q": text}, {"q": "قطر", "kind": text, "year": text}, {"source": text, "page": text})
        for parameters in in_turn(number, *ways):
            look(hostile.get("/search", params=parameters), 200)
        found = hostile.get("/suggest", params={"q": text, "kinds": text})
        assert found.headers["Content-Type"] == "application/json"
        assert isinstance(found.json(), list)
    assert MARK in look(hostile.get("/search", params={"source": TEXTS[0]}), 200)


def test_queries_and_the_editor(hostile: Explorer) -> None:
    for number, text in enumerate(TEXTS):
        ways: Sequence[tuple[str, dict[str, str], tuple[int, ...]]] = (
            ("/query", {"query": text, "example": text}, (200,)),
            ("/query", {"query": text, "editor": "plain"}, (200,)),
            ("/queries/agreements-between", {"state": text, "other": text, "format": text}, (200, 422)),
            (f"/queries/{quote(text, safe='')}", {}, (404,)),
        )
        for path, parameters, statuses in in_turn(number, *ways):
            look(hostile.get(path, params=parameters), *statuses)
        answer = hostile.post("/sparql", data={"query": text, "default-graph-uri": text})
        assert 400 <= answer.status_code < 500
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_reconciliation(hostile: Explorer) -> None:
    queries = {
        f"q{n}": {"query": text[:900], "type": text, "properties": [{"pid": text, "v": text}]}
        for n, text in enumerate(TEXTS)
    }
    answer = hostile.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    free = {f"q{n}": {"query": text[:900]} for n, text in enumerate(TEXTS)}
    results = hostile.post("/reconcile", data={"queries": json.dumps(free)}).json()
    assert sum(bool(one["result"]) for one in results.values()) > 100
    ids = sorted({one["id"] for found in results.values() for one in found["result"]})
    for id in ids[::2]:
        look(hostile.get("/reconcile/preview", params={"id": id}), 200)
    extended = hostile.post(
        "/reconcile",
        data={"extend": json.dumps({"ids": ids[:100] + TEXTS, "properties": [{"id": t} for t in TEXTS[:40]]})},
    )
    assert extended.status_code == 200
    for number, text in enumerate(TEXTS):
        ways: Sequence[tuple[str, dict[str, str], int]] = (
            ("suggest/entity", {"prefix": text, "cursor": text}, 200),
            ("suggest/type", {"prefix": text, "cursor": text}, 200),
            ("suggest/property", {"prefix": text, "cursor": text}, 200),
            ("preview", {"id": text}, 404),
            ("properties", {"type": text, "limit": text}, 200),
        )
        for path, parameters, status in in_turn(number, *ways):
            look(hostile.get(f"/reconcile/{path}", params=parameters), status)


FORMS: list[tuple[str, dict[str, str]]] = [
    ("fact", {"action": "reject"}),
    ("fact", {"action": "amend"}),
    ("add", {}),
    ("identity", {"verdict": "same"}),
    ("links", {"verdict": "accepted"}),
    ("undo", {"what": "fact"}),
    ("undo", {"what": "identity"}),
    ("undo", {"what": "link"}),
]


def test_pages_of_corrections(hostile: Explorer) -> None:
    found = everything(hostile)
    browser = requests.Session()
    for iri in found["Visit"][::8]:
        html = look(browser.get(f"{hostile.url}/edit/fact", params={"iri": iri}, timeout=60), 200)
        assert 'name="csrf"' in html
    for iri in found["Official"][::8] + found["Organization"][::10]:
        look(browser.get(f"{hostile.url}/edit/identity", params={"iri": iri}, timeout=60), 200)
    for at in range(0, 200, 20):
        look(browser.get(f"{hostile.url}/edit/review", params={"below": "0.9", "at": str(at)}, timeout=60), 200)
    page = browser.get(f"{hostile.url}/edit/identity", timeout=60).text
    csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
    for number, text in enumerate(TEXTS):
        get = {"iri": text, "article": text, "kind": text, "below": text, "at": text, "undo": text}
        added = {"article": record(number, text)["id"], "kind": "visit", "passage": text}
        ways: Sequence[tuple[str, dict[str, str], tuple[int, ...]]] = (
            ("fact", get, (404,)),
            ("add", get, (404,)),
            ("identity", get, (200,)),
            ("review", get, (200,)),
            ("add", added, (200, 404)),
        )
        for path, parameters, statuses in in_turn(number, *ways):
            look(browser.get(f"{hostile.url}/edit/{path}", params=parameters, timeout=60), *statuses)
    fields = ("why", "fact", "article", "kind", "passage", "one", "other", "link", "ids", "next", "slot.visitor")
    for number in range(40):  # each text in several fields of several forms
        own = [TEXTS[(number * 13 + place) % len(TEXTS)] for place in range(13)]
        every = dict(zip(fields, own, strict=False)) | {"who": f"{own[11]}w", own[12]: own[12], "csrf": csrf}
        every["other"] = every["one"]  # two names that things have are no error
        path, what = FORMS[number % len(FORMS)]
        look(browser.post(f"{hostile.url}/edit/{path}", data={**every, **what}, timeout=60), 422)


def test_hostile_notes_are_shown_as_texts(own_store: Path) -> None:
    with serving(own_store, "--edit") as server:
        browser = requests.Session()
        rows = server.get("/sparql", params={"query": "SELECT ?f { ?f a mq:Meeting } ORDER BY ?f LIMIT 2"}).json()
        for row, text in zip(rows["results"]["bindings"], (TEXTS[0], TEXTS[1]), strict=True):
            fact = row["f"]["value"]
            page = browser.get(f"{server.url}/edit/fact", params={"iri": fact}, timeout=60).text
            csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
            data = {"csrf": csrf, "fact": fact, "action": "reject", "who": text, "why": text * 5}
            look(browser.post(f"{server.url}/edit/fact", data=data, timeout=60), 200)
        html = look(browser.get(f"{server.url}/edit", timeout=60), 200)
        assert html.count(MARK) > 4
        assert (server.store / "judgements.jsonl").read_text("utf-8").count("\n") == 2


def test_headers_are_no_way_in(hostile: Explorer) -> None:
    for number, text in enumerate(TEXTS):
        value = "".join(c for c in text if 0x20 <= ord(c) < 0x7F).strip()
        names = ("Accept", "Accept-Language", "Cookie", "Referer", "User-Agent", "Authorization")
        headers = dict.fromkeys(names, value)
        for path in in_turn(number, "/", "/sparql", "/edit", "/reconcile", "/.well-known/void", "/id/state/QA"):
            answer = hostile.get(path, headers=headers)
            assert answer.status_code in (200, 406), (path, value)
            assert MARK not in answer.text or path in ("/", "/id/state/QA")


@pytest.mark.parametrize("host", ["evil.example", "[::1", "a b", "<script>", "x/y", "127.0.0.1:99999", "\u00e9"])
@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void", "/reconcile", "/", "/edit"])
def test_the_name_of_the_host_is_not_trusted(hostile: Explorer, host: str, path: str) -> None:
    status, body = raw(hostile, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("latin-1"))
    assert status < 500
    assert b"<script>" not in body
    assert b"Traceback" not in body
    if path == "/edit" and not host.startswith("127.0.0.1"):
        assert status in (400, 403)


def raw(server: Explorer, request: bytes) -> tuple[int, bytes]:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        line.sendall(request)
        answer = http.client.HTTPResponse(line)
        answer.begin()
        return answer.status, answer.read()


OUTSIDE = [
    f"{start}{up}{what}"
    for start in ("/static/", "/static", "/id/", "/id/article/", "/data/", "/data/article/", "/queries/", "/", "//")
    for up in ("../" * 9, "..%2f" * 9, "%2e%2e/" * 9, "%2e%2e%2f" * 9, "..%5c" * 9, "%252e%252f" * 9, "....//" * 9, "")
    for what in ("etc/passwd", "etc%2fpasswd%00.css", "%00", "etc/passwd%00.ttl", "%ff%fe", "a%0d%0aSet-Cookie:%20x=1")
]  # fmt: skip


def test_no_path_leads_out_of_its_folder(explorer: Explorer) -> None:
    for path in OUTSIDE:
        line = http.client.HTTPConnection("127.0.0.1", explorer.port, timeout=30)
        line.putrequest("GET", path, skip_host=False)
        line.endheaders()
        answer = line.getresponse()
        body = answer.read()
        assert answer.status in (301, 303, 307, 400, 404, 405), (path, answer.status)
        assert b"root:" not in body
        assert b"Traceback" not in body
        assert "x=1" not in str(answer.headers.get("Set-Cookie"))
        location = answer.headers.get("Location", "/")
        assert location.startswith("/") or location.startswith(explorer.url), (path, location)
        assert not location.startswith("//"), (path, location)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            assert not list(faults(body.decode())), path
            assert b'href="//' not in body
        line.close()


def test_static_files_are_only_those_of_the_package(explorer: Explorer) -> None:
    for name in ("explorer.css", "explorer.js", "query.js", "edit.js", "services.css"):
        assert explorer.get(f"/static/{name}").status_code == 200
    for name in ("../app.py", "..%2fapp.py", "%2e%2e/app.py", "../templates/base.html", ".", "", "%00explorer.css"):
        status, body = raw(explorer, f"GET /static/{name} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert status in (400, 404), name
        assert b"import" not in body


UPDATES = [
    "INSERT DATA { <http://e/a> <http://e/b> <http://e/c> }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP ALL",
    "LOAD <http://127.0.0.1/x>", "CREATE GRAPH <http://e/g>", "COPY DEFAULT TO <http://e/g>", "ADD DEFAULT TO <http://e/g>",
    "MOVE DEFAULT TO <http://e/g>", "WITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "PREFIX e: <http://e/> INSERT { e:a e:b e:c } WHERE {}", "ASK {} ; CLEAR ALL", "SELECT * {} ; DROP ALL",
    "#\nclear all", "BASE <http://e/> DeLeTe DATA { <a> <b> <c> }", "C\\u004cEAR ALL",
]  # fmt: skip


def test_updates_are_refused_in_every_form(explorer: Explorer) -> None:
    before = graph_of(explorer.store)
    url, session = f"{explorer.url}/sparql", requests.Session()
    for text in UPDATES:
        for answer in (
            session.get(url, params={"query": text}, timeout=60),
            session.get(url, params={"update": text}, timeout=60),
            session.post(url, data={"query": text}, timeout=60),
            session.post(url, data={"update": text}, timeout=60),
            session.post(url, data=text, headers={"Content-Type": "application/sparql-update"}, timeout=60),
            session.post(url, data=text, headers={"Content-Type": "application/sparql-query"}, timeout=60),
            session.put(url, data=text, headers={"Content-Type": "text/turtle"}, timeout=60),
            session.delete(url, params={"graph": "http://e/g"}, timeout=60),
        ):
            assert 400 <= answer.status_code < 500, text
    assert graph_of(explorer.store) == before


def graph_of(folder: Path) -> list[str]:
    with mithaq.open(folder) as graph:
        rows: Any = graph.sparql("SELECT ?s ?p ?o { ?s ?p ?o }")
        return sorted(str(row) for row in rows)


# ---------------------------------------------------------------- many and slow clients


def test_a_thousand_idle_connections_do_not_stop_others(impatient: Explorer) -> None:
    paths = ("/", "/id/state/QA", "/search?q=قطر", "/sparql?query=ASK{}")
    lines = []
    begun = time.monotonic()
    for path in paths:
        impatient.get(path)
    alone = time.monotonic() - begun
    try:
        for number in range(1000):
            line = socket.create_connection(("127.0.0.1", impatient.port), timeout=30)
            if number % 2:
                line.sendall(b"GET /search?q=a HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            lines.append(line)
        begun = time.monotonic()
        for path in paths:
            assert impatient.get(path).status_code == 200
        assert time.monotonic() - begun < 3 + 5 * alone
        deadline = time.monotonic() + 25
        open_ = list(lines)
        while open_ and time.monotonic() < deadline:
            open_ = [line for line in open_ if not closed(line)]
            time.sleep(0.05)
        assert not open_, f"{len(open_)} connections that say nothing stay open"
    finally:
        for line in lines:
            line.close()


def closed(line: socket.socket) -> bool:
    line.settimeout(0.001)
    try:
        return line.recv(4096) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


def test_a_process_that_may_open_few_files_opens_what_it_can(explorer: Explorer) -> None:
    """The limit of files is raised at the start: the usual 1,024 are too few for 1,000 connections and a store."""
    limits = Path(f"/proc/{explorer.pid}/limits")
    if not limits.exists():
        pytest.skip("no /proc here")
    (line,) = (line for line in limits.read_text().splitlines() if line.startswith("Max open files"))
    soft, hard = line.split()[3:5]
    assert hard == "unlimited" or int(soft) >= min(16_384, int(hard))


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: b\r\n" * 20_000 + b"\r\n",
        b"GET /?" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"\r\n\r\n\r\n",
    ],
)
def test_malformed_requests_leave_the_server_well(explorer: Explorer, request_: bytes) -> None:
    with socket.create_connection(("127.0.0.1", explorer.port), timeout=15) as line:
        try:
            line.sendall(request_)
            answer = line.recv(10_000)
        except OSError:
            answer = b""
    assert b"Traceback" not in answer
    assert b" 500 " not in answer[:20]
    assert explorer.get("/").status_code == 200
