"""The explorer follows the store: loads and removals show without a restart, and readers see whole states meanwhile."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.errors import UserError

from tests.explorer.servers import Explorer, mithaq, serving
from tests.stores import copied_store

TITLE = "خبر جديد عن عمان"
TEXT = "استقبل وزير الخارجية العماني بدر البوسعيدي نظيره المصري سامح شكري في مسقط."
ASKED = f"/search?q={quote('البوسعيدي')}&kind=official&lang=en"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"id": "new", "text": TEXT, "title": TITLE, "date": "2022-02-02"}), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def running(seeds_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """A server over a store of its own; each test leaves in the store what was there."""
    with serving(copied_store(seeds_store, tmp_path_factory.mktemp("followed") / "store")) as server:
        server.until(f"/search?q={quote('قطر')}&lang=en", "Agreement")
        yield server


def test_a_load_and_a_removal_show_without_a_restart(running: Explorer, news: Path) -> None:
    assert ">0 results<" in running.get(ASKED).text
    mithaq("load", news, "--store", running.store)
    found = running.until(ASKED, "البوسعيدي</a>")
    assert ">1 results<" in found
    assert TITLE in running.get("/").text
    mithaq("forget", "new", "--store", running.store)
    running.until(ASKED, ">0 results<")
    assert TITLE not in running.get("/").text
    assert running.get("/id/article/new").status_code == 404


def test_a_store_put_back_from_a_backup_shows_what_is_loaded_after(running: Explorer, news: Path) -> None:
    """The state after the next load then has the number that another state had before."""
    kept = copied_store(running.store, news.parent / "kept")
    query = {"query": "SELECT ?l { ?o a mq:Official ; rdfs:label ?l FILTER(CONTAINS(?l, 'البوسعيدي')) }"}
    mithaq("load", news, "--store", running.store)
    running.until(ASKED, "البوسعيدي</a>")
    assert "البوسعيدي" in running.get("/sparql", params=query).text
    shutil.rmtree(running.store)
    copied_store(kept, running.store)
    other = news.with_name("other.jsonl")
    text = TEXT.replace("بدر البوسعيدي", "يوسف بن علوي")
    other.write_text(json.dumps({"id": "other", "text": text, "title": "خبر", "date": "2019-02-02"}), encoding="utf-8")
    mithaq("load", other, "--store", running.store)
    running.until(ASKED, ">0 results<")
    running.until(ASKED.replace(quote("البوسعيدي"), quote("يوسف بن علوي")), "علوي</a>")
    answer = running.get("/sparql", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.json()["results"]["bindings"] == []
    mithaq("forget", "other", "--store", running.store)


def test_readers_are_served_while_a_load_runs(running: Explorer, news: Path) -> None:
    failed: list[str] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            for path in ("/", "/id/state/QA", "/network", f"/search?q={quote('قطر')}"):
                answer = running.get(path)
                if answer.status_code != 200:
                    failed.append(f"{path}: {answer.status_code}")

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(2):
            mithaq("load", news, "--store", running.store)
            mithaq("forget", "new", "--store", running.store)
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert failed == []


@pytest.mark.parametrize("where", ["--port", "--host"])
def test_an_address_where_nobody_can_listen_is_refused_in_one_line(running: Explorer, where: str) -> None:
    address = {"--port": running.url.rpartition(":")[2], "--host": "host.invalid"}
    done = CliRunner().invoke(cli, ["serve", "--store", str(running.store), where, address[where]])
    assert isinstance(done.exception, UserError)
    assert "cannot listen there" in str(done.exception)
