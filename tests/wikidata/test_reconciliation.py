"""Reconciliation services: a real one (csv-reconcile, serving our authority table), and both shapes of the
protocol.

csv-reconcile pins old versions of what it needs, so it runs in a virtual environment of its own, made once
and kept in pytest's cache folder."""

from __future__ import annotations

import csv
import json
import socket
import subprocess
import threading
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from mithaq.errors import UserError
from mithaq.wikidata import KnownItems, SourceStopped, Subject, decide_all
from mithaq.wikidata.cache import Cache
from mithaq.wikidata.client import ServiceClient
from mithaq.wikidata.known_items import package_items
from mithaq.wikidata.reconciliation import ReconciliationSource

from tests.wikidata.samples import QUICK

RUN = (
    "import sys; from csv_reconcile import create_app; create_app(instance_path=sys.argv[1]).run(port=int(sys.argv[2]))"
)
MAKE = (
    "import sys; import csv_reconcile as c; app = c.create_app('', instance_path=sys.argv[1], scorerOption='dice'); "
    "ctx = app.app_context(); ctx.push(); c.initdb.init_db_with_context(sys.argv[2], 'qid', 'name')"
)


@pytest.fixture(scope="session")
def csv_reconcile(request: pytest.FixtureRequest) -> Path:
    """The interpreter of an environment with csv-reconcile."""
    assert request.config.cache is not None
    folder = Path(request.config.cache.mkdir("csv-reconcile"))
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "csv-reconcile==0.3.2"]
        subprocess.run(install, check=True, capture_output=True, timeout=500)
        (folder / "ready").touch()
    return python


@pytest.fixture(scope="session")
def service(csv_reconcile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of csv-reconcile with the Arabic names of our organisations and officials."""
    folder = tmp_path_factory.mktemp("service")
    table = folder / "table.tsv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("qid", "name"))
        writer.writerows((i.qid, i.name_ar) for i in package_items() if i.kind in ("organization", "official"))
    made = [str(csv_reconcile), "-c", MAKE, str(folder / "instance"), str(table)]
    subprocess.run(made, check=True, capture_output=True, timeout=120)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = [str(csv_reconcile), "-c", RUN, str(folder / "instance"), str(port)]
    process = subprocess.Popen(started, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/reconcile"
    finally:
        process.terminate()
        process.wait(10)


def source(url: str, folder: Path, **rate_limits: Any) -> ReconciliationSource:
    client = ServiceClient("tests@example.org", replace(QUICK, read=20, deadline=30, **rate_limits))
    return ReconciliationSource(url, Cache(folder / "cache.sqlite"), client)


def body(name: str, **more: Any) -> Subject:
    return Subject(f"x:{name}", "organization", (name,), **more)


def test_a_real_service_gives_candidates(service: str, tmp_path: Path) -> None:
    one = source(service, tmp_path)
    assert one.manifest()["name"] == "CSV Reconcile"
    subjects = [body("منظمة التعاون الإسلامي"), body("حلف شمال الأطلسي")]
    found = one.candidates(subjects)
    assert [found[s.iri][0].qid for s in subjects] == ["Q47543", "Q7184"]
    assert found[subjects[0].iri][0].origin == "reconciliation"


def test_its_candidates_wait_for_a_person_because_their_type_is_not_known(service: str, tmp_path: Path) -> None:
    report = decide_all([body("حلف شمال الأطلسي")], KnownItems([]), [source(service, tmp_path)])
    assert report.decisions[0].outcome == "review"
    assert report.decisions[0].ranked[0].candidate.qid == "Q7184"


def test_a_type_from_elsewhere_makes_them_links(service: str, tmp_path: Path) -> None:
    known = KnownItems()
    report = decide_all([body("حلف شمال الأطلسي")], known, [source(service, tmp_path)])
    assert report.decisions[0].qid == "Q7184"


def test_a_second_run_asks_the_service_nothing(service: str, tmp_path: Path) -> None:
    first = source(service, tmp_path).candidates([body("حلف شمال الأطلسي")])
    gone = source("http://127.0.0.1:9/reconcile", tmp_path)
    gone.url = service
    gone._client = None
    assert gone.candidates([body("حلف شمال الأطلسي")]) == first


class _Service(BaseHTTPRequestHandler):
    versions = ("0.2",)
    asked: list[Any]
    space = "http://www.wikidata.org/entity/"
    manifest: object = None

    def do_GET(self) -> None:
        self._send(self.manifest or {"versions": self.versions, "name": "Fake", "identifierSpace": self.space})

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path.endswith("/match"):
            assert self.headers["Content-Type"] == "application/json"
            queries = json.loads(text)["queries"]
            self.asked.append(queries)
            self._send({"results": [{"candidates": [self._draft(q)]} for q in queries]})
        else:
            queries = json.loads(parse_qs(text)["queries"][0])
            self.asked.append(queries)
            self._send({name: {"result": [self._result(q["query"])]} for name, q in queries.items()})

    def _result(self, name: str) -> dict[str, Any]:
        return {
            "id": "Q90000003",
            "name": name,
            "type": [{"id": "Q43229", "name": "organization"}],
            "score": 99,
            "match": True,
        }

    def _draft(self, query: dict[str, Any]) -> dict[str, Any]:
        name = next(c["propertyValue"] for c in query["conditions"] if c["matchType"] == "name")
        texts = [{"str": "Weather Authority", "lang": "en"}, {"str": name, "lang": "ar"}]
        return {"id": "Q90000003", "name": texts, "type": [{"id": "Q43229"}], "score": 99, "match": True}

    def _send(self, data: object) -> None:
        text = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *stated: object) -> None:
        pass


@contextmanager
def fake(**attributes: Any) -> Iterator[tuple[str, list[Any]]]:
    asked: list[Any] = []
    handler = type("Handler", (_Service,), {"asked": asked, **attributes})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api", asked
    finally:
        server.shutdown()
        server.server_close()


NAME = "الهيئة العمانية للأرصاد البحرية"


@pytest.mark.parametrize("versions", [("0.1", "0.2"), ("0.2", "1.0-draft"), ("1.0-draft",), ()])
def test_both_shapes_of_the_protocol(versions: tuple[str, ...], tmp_path: Path) -> None:
    with fake(versions=versions) as (url, asked):
        report = decide_all([body(NAME, states=frozenset({"OM"}))], KnownItems([]), [source(url, tmp_path)])
    assert report.decisions[0].qid == "Q90000003"
    if versions == ("1.0-draft",):
        assert asked[0][0]["type"] == "Q43229"
        assert {"matchType": "name", "propertyValue": NAME} in asked[0][0]["conditions"]
        assert asked[0][0]["conditions"][1]["propertyValue"] == [{"id": "Q842"}]
    else:
        assert asked[0]["q0"]["query"] == NAME
        assert asked[0]["q0"]["type"] == "Q43229"
        assert asked[0]["q0"]["properties"] == [{"pid": "P17", "v": [{"id": "Q842"}]}]


def test_a_service_over_other_things_is_asked_by_name_alone(tmp_path: Path) -> None:
    with fake(space="https://example.org/ids") as (url, asked):
        source(url, tmp_path).candidates([body(NAME, states=frozenset({"OM"}))])
    assert set(asked[0]["q0"]) == {"query", "limit"}


def test_names_are_sent_in_batches(tmp_path: Path) -> None:
    with fake() as (url, asked):
        found = source(url, tmp_path).candidates([body(f"هيئة رقم {n}") for n in range(45)])
    assert [len(batch) for batch in asked] == [20, 20, 5]
    assert len(found) == 45


def test_what_is_no_service_is_told(tmp_path: Path) -> None:
    with fake(manifest={"hello": 1}) as (url, _), pytest.raises(UserError, match="not a reconciliation service"):
        source(url, tmp_path).candidates([body(NAME)])


def test_a_service_that_is_gone_stops_the_source_only(tmp_path: Path) -> None:
    gone = source("http://127.0.0.1:9/api", tmp_path, tries=1, max_failures=1)
    with pytest.raises(SourceStopped):
        gone.candidates([body(NAME)])
    report = decide_all(
        [body(NAME)], KnownItems([]), [source("http://127.0.0.1:9/api", tmp_path, tries=1, max_failures=1)]
    )
    assert report.stopped["reconciliation"]
    assert report.decisions[0].outcome == "none"
