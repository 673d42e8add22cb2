"""The explorer in a real Chromium: what a person does with it, and what the browser must not do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mithaq.explorer.browser_libraries import Library, at_hand

from tests.explorer.servers import Explorer, serving

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Dialog, Page

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDE = {"width": 1200, "height": 900}
_OWN = ("http://127.0.0.1:", "data:", "file:", "blob:")
PERSON = "/id/person/mstfy-alkazmy-ed45d14094"
ARTICLE = "/id/article/001_c4b3c52198612638"
PAGES = [
    "/", "/search?q=قطر", "/search?kind=official", "/id/state/QA", PERSON, ARTICLE, "/kind/meeting", "/kind/official",
    "/network", "/network/state/QA", "/compare", "/compare?a=QA&b=US", "/queries", "/queries/agreements-by-year?run=1",
    "/queries/officials-of-state?state=IQ", "/id/state/ZZ", "/map", "/query", "/query?editor=plain",
]  # fmt: skip
NARROW = {"width": 360, "height": 740}
with_yasgui, with_cytoscape = (
    pytest.mark.skipif(not at_hand(one), reason=f"{one} is not there: python -m scripts.web_assets") for one in Library
)


@dataclass
class Watched:
    """A tab of the browser with what it wrote to its console and asked other hosts for.

    Answers with the status `refused` may be written to the console.
    """

    page: Page
    url: str
    refused: str = "404"
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, path: str, language: str = "en") -> None:
        mark = "&" if "?" in path else "?"
        self.page.goto(f"{self.url}{path}{mark}lang={language}")


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        folder = str(tmp_path_factory.mktemp("chromium"))
        context = playwright.chromium.launch_persistent_context(folder, executable_path=chromium, args=ARGUMENTS)
        yield context
        context.close()


@pytest.fixture
def tab(browser: BrowserContext, explorer: Explorer) -> Iterator[Watched]:
    page = browser.new_page()
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    watched = Watched(page, explorer.url)
    page.on("console", lambda message: watched.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith(_OWN) else watched.foreign.append(request.url),
    )
    yield watched
    page.close()
    assert watched.foreign == []
    assert [line for line in watched.complaints if watched.refused not in line] == []


def test_from_a_search_to_the_sentence_in_two_clicks(tab: Watched) -> None:
    tab.open("/")
    tab.page.fill("header input[name=q]", "الكاظمي")
    tab.page.press("header input[name=q]", "Enter")
    tab.page.click(".results a:has-text('الكاظم')")
    tab.page.click(".fact:has-text('Meeting') summary")
    sentence = tab.page.locator("details[open] q").first
    assert sentence.is_visible()
    assert "استقبل رئيس الوزراء العراقي" in sentence.inner_text()


def test_completion_of_names_opens_a_page_with_the_keyboard(tab: Watched) -> None:
    tab.open("/")
    tab.page.locator("header input[name=q]").press_sequentially("قطر")
    tab.page.wait_for_selector(".suggestions li:has-text('قطر')")
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/id/**")


def test_a_stored_query_is_asked_by_its_form(tab: Watched) -> None:
    tab.open("/queries")
    tab.page.click("a[href='/queries/officials-of-state']")
    tab.page.fill("input[name=state]", "IQ")
    tab.page.click("button[name=run]")
    assert tab.page.locator("tbody tr").count() > 1
    assert "الكاظم" in tab.page.locator("tbody").inner_text()


def test_the_network_opens_and_leads_to_things(tab: Watched) -> None:
    tab.open("/network")
    assert tab.page.locator("svg.network a.node").count() > 10
    assert tab.page.locator("svg.network line").count() > 10
    tab.page.locator("svg.network a.node[href='/id/state/QA']").focus()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/id/state/QA")


def test_filters_of_the_network_show_fewer_links(tab: Watched) -> None:
    tab.open("/network")
    everything = tab.page.locator("svg.network line").count()
    tab.page.select_option("select[name=kind]", "agreement")
    tab.page.click("form.filters button")
    assert 0 < tab.page.locator("svg.network line").count() < everything


def test_a_mark_in_an_article_opens_its_facts(tab: Watched) -> None:
    tab.open(ARTICLE)
    tab.page.locator("article mark").first.focus()
    tab.page.keyboard.press("Enter")
    assert tab.page.locator("aside .fact.chosen details[open]").count() > 0


def test_arabic_is_laid_out_from_right_to_left(tab: Watched) -> None:
    tab.open("/id/state/QA", "ar")
    assert tab.page.evaluate("[document.documentElement.lang, getComputedStyle(document.body).direction]") == [
        "ar",
        "rtl",
    ]
    brand, language = (tab.page.locator(name).bounding_box() for name in ("a.brand", "header nav a[hreflang]"))
    assert brand is not None
    assert language is not None
    assert brand["x"] > language["x"]
    tab.page.click("header nav a[hreflang=en]")
    assert tab.page.evaluate("document.documentElement.dir") == "ltr"
    assert tab.page.inner_text("h1") == "Qatar"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_are_accessible_and_fit_a_narrow_screen(tab: Watched, path: str, language: str) -> None:
    tab.open(path, language)
    check_accessible(tab)
    tab.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_headings_of_a_comparison_are_not_broken_on_a_narrow_screen(tab: Watched) -> None:
    tab.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    tab.open("/compare?a=IQ&b=SA", "ar")
    assert tab.page.locator("th a").count() > 1
    lines = "found => found.map((link) => link.getClientRects().length)"
    assert set(tab.page.locator("th a").evaluate_all(lines)) == {1}


def check_accessible(tab: Watched) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tab.page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def test_a_hostile_title_is_shown_and_not_run(
    browser: BrowserContext, hostile_article: Explorer, hostile_title: str
) -> None:
    page = browser.new_page()
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    for path in ("/", "/search?q=script", "/kind/article", "/id/state/QA"):
        page.goto(hostile_article.url + path)
        assert hostile_title in page.inner_text("main"), path
        assert page.title() != "run"
    assert dialogs == []
    page.close()


def test_the_static_site_is_searched_without_a_server(tab: Watched, static_site: Path) -> None:
    tab.page.goto((static_site / "en" / "index.html").as_uri())
    tab.page.fill("header input[name=q]", "والكاظمي")
    with tab.page.expect_navigation():
        tab.page.press("header input[name=q]", "Enter")
    tab.page.fill("header input[name=q]", "الكاظمي")
    tab.page.click("#search-results a:has-text('الكاظم')")
    assert "الكاظم" in tab.page.inner_text("h1")
    tab.page.click("header nav a[hreflang=ar]")
    assert tab.page.evaluate("document.documentElement.dir") == "rtl"
    assert "الكاظم" in tab.page.inner_text("h1")


def test_the_plain_editor_runs_shows_and_downloads(tab: Watched) -> None:
    tab.page.goto(f"{tab.url}/query?editor=plain&query=SELECT ?s {{ ?s a mq:State }} ORDER BY ?s")
    tab.page.locator("#query-text").press("Control+Enter")
    tab.page.wait_for_selector("#query-result table")
    rows = tab.page.locator("#query-result tbody tr").count()
    assert rows > 5
    assert str(rows) in tab.page.inner_text("#query-status")
    tab.page.select_option("#query-format", "text/csv")
    with tab.page.expect_download() as download:
        tab.page.click("#query-download")
    assert download.value.suggested_filename == "result.csv"
    assert len(Path(download.value.path()).read_text("utf-8").splitlines()) == rows + 1
    tab.page.fill("#query-text", "CONSTRUCT { ?s a mq:State } { ?s a mq:State }")
    tab.page.click("#sparql button[type=submit]")
    tab.page.wait_for_selector("#query-result pre")
    assert "mq:State" in tab.page.inner_text("#query-result pre")
    tab.refused = "400"
    tab.page.fill("#query-text", "SELECT nonsense")
    tab.page.click("#sparql button[type=submit]")
    tab.page.wait_for_selector("#query-status[role=alert]")
    assert "does not parse" in tab.page.inner_text("#query-status")
    tab.page.fill("#query-text", "SELECT (<javascript:alert(1)> AS ?a) ('<img src=x onerror=alert(1)>' AS ?b) {}")
    tab.page.click("#sparql button[type=submit]")
    tab.page.wait_for_selector("#query-result table")
    assert tab.page.locator("#query-result a, #query-result img").count() == 0
    assert "<img" in tab.page.inner_text("#query-result")


def test_a_row_leads_to_the_page_of_its_thing(tab: Watched) -> None:
    tab.page.goto(f"{tab.url}/query?editor=plain&query=SELECT ?s {{ ?s a mq:State ; mq:iso3166 'QA' }}")
    tab.page.locator("#query-text").press("Control+Enter")
    tab.page.click("#query-result table a")
    tab.page.wait_for_url("**/id/state/QA")
    assert tab.page.locator("h1").count() == 1


STATES = "SELECT ?s ?n { ?s a mq:State ; rdfs:label ?n FILTER(lang(?n) = 'ar') } ORDER BY ?s"
HOSTILE = "SELECT (<javascript:alert(1)> AS ?a) ('&<img src=x onerror=alert(1)>' AS ?b) ('<b>x</b>' AS ?c) {}"


def ask(tab: Watched, query: str, shown: str) -> None:
    """Write a query into YASGUI, run it, and wait for what it shows."""
    tab.page.evaluate("text => window.mithaqEditor.setValue(text)", query)
    tab.page.click("#yasqe .yasqe_queryButton")
    tab.page.wait_for_selector(f"#yasr {shown}")


@with_yasgui
@pytest.mark.parametrize("language", ["en", "ar"])
def test_yasgui_shows_rows_that_lead_to_pages(tab: Watched, language: str) -> None:
    tab.open(f"/query?query={STATES}", language)
    assert "PREFIX mq:" in tab.page.evaluate("window.mithaqEditor.getValue()"), "the query also runs elsewhere"
    tab.page.locator("#yasqe textarea").press("Control+Enter")
    tab.page.wait_for_selector("#yasr tbody tr:has-text('قطر')")
    assert tab.page.locator("#yasr tbody tr").count() > 5
    check_accessible(tab)
    assert "mq%3AState" in str(tab.page.get_attribute("#query-link", "href"))
    tab.page.click("#yasr tbody a[href='/id/state/QA']")
    tab.page.wait_for_url("**/id/state/QA")


@with_yasgui
def test_yasgui_shows_graphs_truths_and_errors(tab: Watched) -> None:
    tab.open("/query")
    ask(tab, "CONSTRUCT { ?s a mq:State } { ?s a mq:State }", "tbody tr:has-text('mq:State')")
    ask(tab, "ASK { ?s a mq:State }", ".booleanResult")
    tab.refused = "400"
    ask(tab, "SELECT nonsense", ".errorResult")
    assert "does not parse" in tab.page.inner_text("#yasr")
    check_accessible(tab)
    with tab.page.expect_download() as download:
        ask(tab, "SELECT ?s { ?s a mq:State }", "tbody tr")
        tab.page.select_option("#query-format", "text/csv")
        tab.page.click("#query-download")
    assert len(Path(download.value.path()).read_text("utf-8").splitlines()) > 5


@with_yasgui
def test_yasgui_runs_nothing_of_what_it_shows(tab: Watched) -> None:
    tab.open("/query")
    ask(tab, HOSTILE, "tbody tr")
    assert tab.page.locator("#yasr tbody :is(a[href], img, b)").count() == 0
    assert "<img src=x" in tab.page.inner_text("#yasr tbody")
    tab.page.fill("#yasr .tableFilter", "onerror")
    tab.page.wait_for_timeout(300)
    assert tab.page.locator("#yasr tbody tr:has-text('<img')").count() == 1


@with_yasgui
def test_yasgui_completes_terms_of_the_ontology(tab: Watched) -> None:
    tab.open("/query")
    tab.page.evaluate("window.mithaqEditor.setValue('')")
    text = tab.page.locator("#yasqe textarea")
    text.press_sequentially("PREFIX mq: <https://w3id.org/mithaq/ontology#> SELECT * { ?s a mq:Sta")
    text.press("Control+Space")
    tab.page.click(".CodeMirror-hints li:has-text('mq:State')")
    assert tab.page.evaluate("window.mithaqEditor.getValue()").endswith("?s a mq:State")


@with_cytoscape
def test_the_network_is_moved_and_leads_to_things(tab: Watched) -> None:
    tab.open("/network")
    lines = tab.page.locator("svg.network line").count()
    tab.page.click("#network-move")
    assert tab.page.evaluate("window.mithaqNetwork.edges().length") == lines
    assert not tab.page.locator("svg.network").is_visible()
    check_accessible(tab)
    tab.page.click("#network-move")
    assert tab.page.locator("svg.network").is_visible()
    tab.page.click("#network-move")
    x, y = tab.page.evaluate(
        """() => {
            const at = window.mithaqNetwork.nodes("[path = '/id/state/QA']").renderedPosition();
            const place = document.querySelector(".moving").getBoundingClientRect();
            return [place.x + at.x, place.y + at.y];
        }"""
    )
    tab.page.mouse.click(x, y)
    tab.page.wait_for_url("**/id/state/QA")


def test_review_by_keyboard(own_store: Path, tab: Watched) -> None:
    with serving(own_store, "--edit") as server:
        tab.page.goto(f"{server.url}/edit/review?below=0.99")
        tab.page.keyboard.press("s")
        tab.page.wait_for_url("**at=1*")
        who = tab.page.locator("input[name=who]").first
        who.fill("")
        who.press_sequentially("sny")
        assert tab.page.url.endswith("at=1"), "keys that are typed into a field do nothing else"
        tab.page.locator("h1").click()
        tab.page.keyboard.press("n")
        tab.page.wait_for_url("**undo=*")
        assert (own_store / "judgements.jsonl").read_text("utf-8").count('"reject"') == 1
        tab.page.keyboard.press("u")
        tab.page.wait_for_url(lambda address: "undo" not in address)
        assert (own_store / "judgements.jsonl").read_text("utf-8").count('"undo"') == 1
