"""The SPARQL editor and the review of doubtful facts in a real browser, by keyboard."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.explorer_services.servers import Explorer, running

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("MITHAQ_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt-get install chromium, or MITHAQ_CHROMIUM")


@pytest.fixture
def page() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda problem: problems.append(str(problem)))
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        yield page
        browser.close()
        assert not problems
        assert all(url.startswith(("http://127.0.0.1:", "data:", "blob:")) for url in asked)


def test_the_editor_runs_shows_and_downloads(explorer: Explorer, page: Any) -> None:
    page.goto(f"{explorer.url}/query?query=SELECT ?s {{ ?s a mq:State }} ORDER BY ?s")
    page.locator("#query-text").press("Control+Enter")
    page.wait_for_selector("#query-result table")
    rows = page.locator("#query-result tbody tr").count()
    assert rows > 5
    assert str(rows) in page.inner_text("#query-status")
    page.select_option("#query-format", "text/csv")
    with page.expect_download() as download:
        page.click("#query-download")
    assert download.value.suggested_filename == "result.csv"
    assert len(Path(download.value.path()).read_text("utf-8").splitlines()) == rows + 1
    page.fill("#query-text", "CONSTRUCT { ?s a mq:State } { ?s a mq:State }")
    page.click("#sparql button[type=submit]")
    page.wait_for_selector("#query-result pre")
    assert "mq:State" in page.inner_text("#query-result pre")
    page.fill("#query-text", "SELECT nonsense")
    page.click("#sparql button[type=submit]")
    page.wait_for_selector("#query-status[role=alert]")
    assert "does not parse" in page.inner_text("#query-status")
    page.fill("#query-text", "SELECT (<javascript:alert(1)> AS ?a) ('<img src=x onerror=alert(1)>' AS ?b) {}")
    page.click("#sparql button[type=submit]")
    page.wait_for_selector("#query-result table")
    assert page.locator("#query-result a, #query-result img").count() == 0
    assert "<img" in page.inner_text("#query-result")


def test_a_row_leads_to_the_page_of_its_thing(explorer: Explorer, page: Any) -> None:
    page.goto(f"{explorer.url}/query?query=SELECT ?s {{ ?s a mq:State ; mq:iso3166 'QA' }}")
    page.locator("#query-text").press("Control+Enter")
    page.click("#query-result table a")
    page.wait_for_url("**/id/state/QA")
    assert page.locator("h1").count() == 1


def test_review_by_keyboard(copied: Callable[[], Path], page: Any) -> None:
    folder = copied()
    with running(folder, "--edit") as server:
        page.goto(f"{server.url}/edit/review?below=0.99")
        page.keyboard.press("s")
        page.wait_for_url("**at=1*")
        who = page.locator("input[name=who]").first
        who.fill("")
        who.press_sequentially("sny")
        assert page.url.endswith("at=1"), "keys that are typed into a field do nothing else"
        page.locator("h1").click()
        page.keyboard.press("n")
        page.wait_for_url("**undo=*")
        assert (folder / "judgements.jsonl").read_text("utf-8").count('"reject"') == 1
        page.keyboard.press("u")
        page.wait_for_function("!location.search.includes('undo')")
        assert (folder / "judgements.jsonl").read_text("utf-8").count('"undo"') == 1
