"""The explorer follows the store: loads and removals show without a restart, and readers see whole states meanwhile."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.explorer.servers import Explorer, mithaq, serving

TITLE = "خبر جديد عن عمان"
TEXT = "استقبل وزير الخارجية العماني بدر البوسعيدي نظيره المصري سامح شكري في مسقط."
ASKED = f"/search?q={quote('البوسعيدي')}&kind=official&lang=en"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"id": "new", "text": TEXT, "title": TITLE, "date": "2022-02-02"}), encoding="utf-8")
    return path


def test_a_load_and_a_removal_show_without_a_restart(own_store: Path, news: Path) -> None:
    with serving(own_store) as running:
        running.until(f"/search?q={quote('قطر')}&lang=en", "Agreement")
        assert ">0 results<" in running.get(ASKED).text
        mithaq("load", news, "--store", own_store)
        found = running.until(ASKED, "البوسعيدي</a>")
        assert ">1 results<" in found
        assert TITLE in running.get("/").text
        mithaq("forget", "new", "--store", own_store)
        running.until(ASKED, ">0 results<")
        assert TITLE not in running.get("/").text
        assert running.get("/id/article/new").status_code == 404


def test_readers_are_served_while_a_load_runs(own_store: Path, news: Path) -> None:
    failed: list[str] = []
    stop = threading.Event()

    def read(running: Explorer) -> None:
        while not stop.is_set():
            for path in ("/", "/id/state/QA", "/network", f"/search?q={quote('قطر')}"):
                answer = running.get(path)
                if answer.status_code != 200:
                    failed.append(f"{path}: {answer.status_code}")

    with serving(own_store) as running:
        readers = [threading.Thread(target=read, args=(running,)) for _ in range(4)]
        for reader in readers:
            reader.start()
        try:
            for _ in range(3):
                mithaq("load", news, "--store", own_store)
                mithaq("forget", "new", "--store", own_store)
        finally:
            stop.set()
            for reader in readers:
                reader.join()
    assert failed == []
