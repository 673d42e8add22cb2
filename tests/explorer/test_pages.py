"""The explorer's pages over HTTP: what they say, in both languages, for good and bad addresses."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from tests.explorer.servers import Explorer

PERSON = "/id/person/mstfy-alkazmy-ed45d14094"
ARTICLE = "/id/article/001_c4b3c52198612638"
LANGUAGES = ("en", "ar")
BAD = "<script>alert('x')</script>"
LOCAL_NAMES = ("observedOn", "inPerson", "agreementKind", "agreementStatus", "eventStatus", "signedOn", "onSidelinesOf")


def text_of(page: str) -> str:
    """The text of a page as a person reads it."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.partition("<main")[2]).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    ["/", "/search", "/queries", "/network", "/compare", "/compare?a=QA&b=US", "/kind/article", "/kind/tenure",
     "/kind/state", "/id/state/QA", "/network/state/QA", PERSON, ARTICLE],
)  # fmt: skip
def test_every_page_says_its_language_and_shows_no_local_names(explorer: Explorer, path: str, language: str) -> None:
    mark = "&" if "?" in path else "?"
    answer = explorer.get(f"{path}{mark}lang={language}")
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text
    assert [name for name in LOCAL_NAMES if re.search(rf"\b{name}\b", text_of(answer.text))] == []


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/id/state/ZZ", "/id/article/none", "/kind/none", "/network/state/ZZ", "/network/post/none",
     "/queries/none", "/data/state/QA.exe", "/id/state/" + quote(BAD, safe=""), "/kind/" + quote(BAD, safe=""),
     "/static/..%2f..%2fapp.py", "/static/../app.py"],
)  # fmt: skip
def test_what_is_not_there_is_a_page_that_says_so(explorer: Explorer, path: str) -> None:
    answer = explorer.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/search?q={}", "/search?kind={0}&state={0}&year={0}&source={0}&page={0}", "/network?kind={0}&year={0}",
     "/compare?a={0}&b={0}", "/id/state/QA?facts={0}&year={0}&page={0}", "/kind/meeting?year={0}&page={0}",
     "/queries/officials-of-state?state={0}&since={0}", "/?lang={0}", "/suggest?q={0}&kinds={0}"],
)  # fmt: skip
@pytest.mark.parametrize("value", [BAD, "\"' onload=x", "%00", "9" * 400, "\u202e\u0000", "-1", 'AND OR NOT * ( " ^'])
def test_hostile_parameters_are_shown_escaped_or_not_at_all(explorer: Explorer, path: str, value: str) -> None:
    answer = explorer.get(path.format(quote(value)))
    assert answer.status_code in (200, 404, 422)
    assert "<script>alert" not in answer.text
    assert '" onload' not in answer.text


def test_a_fact_shows_its_date_once_and_its_sentence_under_the_title_of_its_article(explorer: Explorer) -> None:
    page = explorer.get(f"{PERSON}?facts=meeting&lang=en").text
    fact = page.partition('id="fact-1"')[2].partition("</details>")[0]
    said, _, evidence = fact.partition("<details")
    assert said.count('<time datetime="2021-09-04" dir="ltr">2021-09-04</time>') == 1
    assert "2021-09-04" not in said.replace('<time datetime="2021-09-04" dir="ltr">2021-09-04</time>', "")
    assert "in person" in said
    assert "استقبل رئيس الوزراء العراقي" in evidence
    assert ">001_c4b3c52198612638<" not in evidence


def test_a_person_has_posts_in_the_order_of_time(explorer: Explorer) -> None:
    page = explorer.get(f"{PERSON}?lang=en").text
    timeline = page.partition('<ol class="timeline">')[2].partition("</ol>")[0]
    assert "رئيس الوزراء العراقي" in timeline
    assert "2021-09-04" in timeline


def test_concepts_and_states_have_names_in_the_language_of_the_page(explorer: Explorer) -> None:
    assert "memorandum of understanding" in explorer.get("/kind/agreement?lang=en").text
    assert "مذكرة تفاهم" in explorer.get("/kind/agreement?lang=ar").text
    english, arabic = (explorer.get(f"/search?kind=official&lang={language}").text for language in LANGUAGES)
    assert re.search(r'state=IQ[^"]*" dir="auto">Iraq</a>', english)
    assert re.search(r'state=IQ[^"]*" dir="auto">العراق</a>', arabic)


def test_home_counts_and_lists_the_latest_articles(explorer: Explorer) -> None:
    page = explorer.get("/?lang=en").text
    assert re.search(r'href="/kind/article"><b>5</b> Articles', page)
    assert page.index("2021-09-04") < page.index("2017-09-18")


def test_two_states_are_compared_by_what_both_take_part_in(explorer: Explorer) -> None:
    page = text_of(explorer.get("/compare?a=QA&b=US&lang=en").text)
    assert "Qatar and United States" in page
    assert "memorandum of understanding" in page
    turned = text_of(explorer.get("/compare?a=us&b=qa&lang=en").text)
    assert page.partition("By year")[2] == turned.partition("By year")[2]
    assert "no fact in which both" in explorer.get("/compare?a=IR&b=KW&lang=en").text
    assert "By year" not in explorer.get("/compare?a=QA&b=QA&lang=en").text


def test_the_network_of_a_thing_has_it_and_its_companions_alone(explorer: Explorer) -> None:
    whole = explorer.get("/network?lang=en").text.count('class="node ')
    around = explorer.get(f"/network{PERSON.removeprefix('/id')}?lang=en").text
    assert f'href="{PERSON}" class="node official"' in around
    assert 1 < around.count('class="node ') < whole
    assert around == explorer.get(f"/network{PERSON.removeprefix('/id')}?lang=en").text
    assert "No two take part" in explorer.get("/network?year=1950&lang=en").text


def test_no_page_may_load_anything_from_elsewhere(explorer: Explorer) -> None:
    policy = explorer.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_hostile_article_stays_text(hostile_article: Explorer) -> None:
    search = hostile_article.get("/search?q=script&lang=en").text
    link = re.search(r'href="(/id/article/[^"]+)"', search)
    assert link
    page = hostile_article.get(link[1]).text
    assert "&lt;script&gt;" in page
    for text in (search, page, hostile_article.get("/").text, hostile_article.get("/kind/article").text):
        assert "<script>document" not in text
        assert "<img src=x" not in text
        assert "javascript:" not in text.replace("javascript:alert(1)</", "")
