"""From the page of a thing to its correction, and what the pages say in Arabic when something cannot be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.explorer.people import BASE, Person
from tests.explorer.servers import Explorer, serving
from tests.explorer.test_browser import ARGUMENTS
from tests.stores import copied_store

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARABIC = re.compile("[\u0621-\u064a]")
TOKEN = "a long secret word"


@pytest.fixture(scope="module")
def editor(seeds_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    with serving(copied_store(seeds_store, tmp_path_factory.mktemp("correcting") / "store"), "--edit") as server:
        yield server


@pytest.fixture
def page(editor: Explorer, chromium: str, tmp_path: Path) -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=chromium, args=ARGUMENTS
        )
        yield context.new_page()
        context.close()


def one(editor: Explorer, kind: str) -> str:
    """The page of a thing of a class."""
    rows = Person(editor).rows(f"SELECT ?t {{ ?t a mq:{kind} }} ORDER BY ?t LIMIT 1")
    return "/id/" + rows[0]["t"].removeprefix(BASE)


def main_part(editor: Explorer, path: str, language: str = "en") -> str:
    return editor.get(path, params={"lang": language}).text.partition("<main")[2]


@pytest.mark.parametrize(
    ("kind", "corrected", "judged"),
    [
        ("Meeting", True, False), ("Tenure", True, False), ("Statement", True, False), ("Agreement", True, True),
        ("Official", False, True), ("Organization", False, True), ("State", False, False), ("Article", False, False),
    ],
)  # fmt: skip
def test_a_page_offers_the_corrections_that_apply(editor: Explorer, kind: str, corrected: bool, judged: bool) -> None:
    path = one(editor, kind)
    aside = main_part(editor, path).partition("<section")[0]
    assert (f"/edit/fact?iri={quote(BASE + path.removeprefix('/id/'), safe='')}" in aside) == corrected
    assert ("/edit/identity?iri=" in aside) == judged


def test_there_is_no_form_of_names_for_what_has_none(editor: Explorer) -> None:
    person = Person(editor)
    iri = BASE + one(editor, "Meeting").removeprefix("/id/")
    refused = person.open("/edit/identity", iri=iri)
    assert refused.status_code == 422
    assert "<form method=" not in refused.text
    assert person.open("/edit/identity").status_code == 200


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_link_leads_to_the_form_which_says_what_is_missing(editor: Explorer, page: Page, language: str) -> None:
    path = one(editor, "Meeting")
    page.goto(f"{editor.url}{path}?lang={language}")
    page.click("aside a[href^='/edit/fact']")
    page.wait_for_url("**/edit/fact?*")
    page.click("details >> summary:has-text('{}')".format({"en": "Amend", "ar": "تعديل"}[language]))
    page.fill("#slot-date", "غدا")
    page.fill("form:has(#slot-date) input[name=who]", "هدى")
    page.click("form:has(#slot-date) button")
    said = page.locator("p[role=alert]").inner_text()
    assert "غدا" in said
    assert bool(ARABIC.search(said.replace("غدا", ""))) == (language == "ar")
    assert "`mithaq" not in said


def test_recorded_corrections_and_judgements_are_named(editor: Explorer) -> None:
    person = Person(editor)
    tenure = BASE + one(editor, "Tenure").removeprefix("/id/")
    assert person.correct(tenure, action="accept").status_code == 200
    names = person.rows("SELECT ?o ?l { ?o a mq:Official ; rdfs:label ?l } ORDER BY ?o LIMIT 2")
    form = person.form(person.open("/edit/identity"), "/edit/identity")
    assert person.send(form, verdict="different", one=names[0]["o"], other=names[1]["o"]).status_code == 200
    text = person.open("/edit", lang="ar").text.partition("<main")[2]
    for row in names:
        assert row["l"] in text
    shown = re.sub(r"<[^>]*>", " ", text)
    assert not re.search(r"\b(current|former|official:|organization:|place:|[a-z]+Minister)\b", shown), shown
    holder = person.rows(f"SELECT ?h {{ <{tenure}> mq:holder ?h }}")[0]["h"]
    for language in ("en", "ar"):
        page = re.sub(r"<[^>]*>", " ", main_part(editor, "/id/" + holder.removeprefix(BASE), language))
        assert not re.search(r"wasAttributedTo|wasGeneratedBy|agent/", page)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("/queries/agreements-of-state?state=XX", "XX"), ("/queries/officials-of-state?state=QA&role=zzz", "zzz"),
        ("/queries/agreements-of-state?state=QA&since=soon", "soon"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_said_in_the_language_of_the_page(editor: Explorer, path: str, wrong: str) -> None:
    answer = editor.get(f"{path}&lang=ar")
    assert answer.status_code == 422
    said = re.search(r'role="alert"[^>]*>(.*?)</p>', answer.text, re.DOTALL)
    assert said is not None
    assert wrong in said[1]
    assert ARABIC.search(said[1])
    assert not re.search(r"\b(named|similar|unknown|parameter|such)\b", said[1]), said[1]


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/network?about=http://x.example", "about=http://x.example"), ("/network?year=soon", "year=soon"),
        ("/compare?one=XX", "one=XX"), ("/compare?a=XX&b=QA", "a=XX"), ("/search?q=قطر&colour=red", "colour=red"),
        ("/kind/meeting?years=2015", "years=2015"), ("/?x=1", "x=1"),
    ],
)  # fmt: skip
def test_what_a_page_does_not_know_is_said(editor: Explorer, path: str, named: str) -> None:
    for language in ("en", "ar"):
        text = main_part(editor, path, language)
        note = re.search(r'<p class="note" role="status">([^<]*)<bdi>([^<]*)</bdi></p>', text)
        assert note is not None, text[:400]
        assert named in note[2]
        assert bool(ARABIC.search(note[1])) == (language == "ar")


def test_known_parameters_are_no_matter(editor: Explorer) -> None:
    for path in (
        "/network?kind=meeting&year=2015",
        "/compare?a=QA&b=US",
        "/search?q=قطر&kind=official",
        "/map?year=٢٠١٥",
    ):
        assert "<bdi>" not in main_part(editor, path).partition("<h1")[0], path


@pytest.mark.parametrize("typed", ["%00", "%FF%FE", "%22%22", "؟؟", "-"])
def test_a_search_without_a_word_finds_nothing(editor: Explorer, typed: str) -> None:
    assert "<h1>0 results</h1>" in editor.get(f"/search?q={typed}&lang=en").text
    assert "<h1>0 results</h1>" not in editor.get("/search?q=&lang=en").text


def test_a_wrong_token_is_said(seeds_store: Path) -> None:
    with serving(seeds_store, "--edit", "--token", TOKEN) as guarded:
        first = guarded.get("/edit", params={"lang": "ar"})
        assert 'role="alert"' not in first.text
        refused = guarded.post("/edit/login", data={"token": "another word"}, headers={"Accept-Language": "ar"})
        assert refused.status_code == 403
        said = re.search(r'role="alert">(.*?)</p>', refused.text)
        assert said is not None
        assert ARABIC.search(said[1])
