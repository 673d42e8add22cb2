"""The explorer in a real browser (Chromium): what a person does, without an error and without another host."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.explorer_services.servers import Explorer

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Browser:
    """A tab with what went wrong in it."""

    page: Any
    explorer: Explorer
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def open(self, path: str) -> None:
        self.page.goto(self.explorer.url + path)


@pytest.fixture
def browser(explorer: Explorer, tmp_path: Path) -> Iterator[Browser]:
    with sync_api.sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=CHROMIUM, headless=True, args=FLAGS
        )
        tab = Browser(context.new_page(), explorer)
        tab.page.on("console", lambda message: tab.errors.append(message.text) if message.type == "error" else None)
        tab.page.on("pageerror", lambda problem: tab.errors.append(str(problem)))
        tab.page.on("request", lambda request: tab.hosts.add(request.url.split("/")[2]))
        yield tab
        context.close()
        assert tab.errors == []
        assert tab.hosts <= {f"127.0.0.1:{explorer.port}"}


def test_from_a_search_to_a_sentence_in_two_clicks(browser: Browser) -> None:
    browser.open("/?lang=en")
    browser.page.get_by_role("searchbox").fill("القحطاني")
    browser.page.get_by_role("button", name="Search").click()
    browser.page.locator(".results a").first.click()
    browser.page.locator("details.fact summary .kind").first.click()
    assert "القحطاني" in browser.page.locator("details.fact[open] q").first.inner_text()


def test_completion_leads_to_a_thing(browser: Browser) -> None:
    browser.open("/?lang=en")
    browser.page.get_by_role("searchbox").press_sequentially("قطر")
    option = browser.page.get_by_role("option", name="قطر", exact=True).first
    option.wait_for()
    browser.page.get_by_role("searchbox").press("ArrowDown")
    browser.page.get_by_role("searchbox").press("Enter")
    browser.page.wait_for_url("**/id/**")


def test_a_mark_in_an_article_opens_its_facts(browser: Browser) -> None:
    browser.open("/search?kind=article&lang=en")
    browser.page.locator(".results a").first.click()
    browser.page.locator("mark").first.click()
    assert browser.page.locator("details.fact.chosen[open]").count() > 0


def test_a_stored_query_by_its_form(browser: Browser) -> None:
    browser.open("/queries/agreements-between?lang=en")
    browser.page.locator("input[name=state]").fill("Qatar")
    browser.page.locator("input[name=other]").fill("US")
    browser.page.get_by_role("button", name="Run").click()
    assert browser.page.locator("table tbody tr").count() > 0


def test_the_arabic_pages_run_from_right_to_left(browser: Browser) -> None:
    browser.open("/id/state/QA?lang=ar")
    assert browser.page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    heading = browser.page.locator("h1").bounding_box()
    assert heading is not None
    browser.page.get_by_role("link", name="English").click()
    assert browser.page.evaluate("getComputedStyle(document.body).direction") == "ltr"


@pytest.mark.parametrize("path", ["/", "/search?q=قطر", "/id/state/QA", "/queries", "/queries/agreements-between"])
def test_nothing_is_wider_than_a_small_screen(browser: Browser, path: str) -> None:
    browser.page.set_viewport_size({"width": 360, "height": 700})
    browser.open(path)
    assert browser.page.evaluate("document.documentElement.scrollWidth") <= 360
