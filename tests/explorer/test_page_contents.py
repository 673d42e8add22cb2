"""What the pages of the explorer show: things, facts with their sentences, articles, search, stored queries, data."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import mithaq
import pytest

from tests.explorer.servers import Explorer, serving


class _Page(HTMLParser):
    """The text, the links and the elements of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.links, self.tags = "", [], []  # type: ignore[var-annotated]
        self.root: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if tag == "html":
            self.root = given
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])

    def handle_data(self, data: str) -> None:
        self.text += data


def page(explorer: Explorer, path: str, **arguments: object) -> _Page:
    answer = explorer.get(path, **arguments)
    assert answer.status_code == 200, (path, answer.status_code, answer.text[:300])
    return _Page(answer.text)


def test_home_counts_what_the_store_holds(explorer: Explorer) -> None:
    home = page(explorer, "/")
    assert "5 Articles" in " ".join(home.text.split())
    assert "/kind/state" in home.links


@pytest.mark.parametrize(("language", "direction", "word"), [("en", "ltr", "Facts"), ("ar", "rtl", "الوقائع")])
def test_every_page_is_in_both_languages(explorer: Explorer, language: str, direction: str, word: str) -> None:
    shown = page(explorer, f"/id/state/QA?lang={language}")
    assert (shown.root["lang"], shown.root["dir"]) == (language, direction)
    assert word in shown.text
    assert any(f"lang={'ar' if language == 'en' else 'en'}" in link for link in shown.links)


def test_a_thing_shows_its_facts_with_sentence_article_rule_and_confidence(explorer: Explorer) -> None:
    shown = page(explorer, "/id/state/QA?facts=agreement")
    assert "مذكرة التفاهم" in shown.text
    assert "2017-07-11" in shown.text
    assert "Confidence" in shown.text
    assert [link for link in shown.links if link.startswith("/id/article/")]


def test_terms_of_the_vocabulary_are_shown_by_their_labels(explorer: Explorer) -> None:
    assert "memorandum" in page(explorer, "/id/state/QA?facts=agreement&lang=en").text.casefold()
    assert "مذكرة تفاهم" in page(explorer, "/id/state/QA?facts=agreement&lang=ar").text


def test_an_article_marks_what_states_a_fact(explorer: Explorer) -> None:
    found = page(explorer, "/search?q=&kind=article")
    article = next(link for link in found.links if link.startswith("/id/article/"))
    shown = page(explorer, article)
    assert "mark" in shown.tags
    assert "details" in shown.tags


def test_names_in_an_article_lead_to_what_they_name(explorer: Explorer) -> None:
    text = explorer.get("/id/article/001_c4b3c52198612638").text
    text = text[text.index("<article") : text.index("</article")]
    assert '<a class="mention" href="/id/state/IQ">العراق</a>' in text
    assert ' ب<a class="mention" href="/id/state/IQ">جمهورية العراق</a>' in text  # the particle stays outside
    assert '">عبدالعزيز بن سعود آل سعود</a>' in text  # the longest name, not the first word of it
    assert re.search('href="/id/place/[^"]*">بغداد</a>', text)
    assert not re.search(r"\w</a>\w", text)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("قطر", "قطر"),
        ("القحطاني", "القحطاني"),
        ("والقحطاني", "القحطاني"),  # typed with `and`
        ("قحطان", "القحطاني"),  # the beginning, without the article
        ("Qatar", "قطر"),
    ],
)
def test_search_finds_names_in_every_form(explorer: Explorer, typed: str, label: str) -> None:
    assert label in page(explorer, f"/search?q={typed}").text


def test_search_is_narrowed_by_facets(explorer: Explorer) -> None:
    everything = page(explorer, "/search?q=قطر").text
    articles = page(explorer, "/search?q=قطر&kind=article").text
    assert len(articles) < len(everything)
    assert "Nothing found" in page(explorer, "/search?q=قطر&year=1901").text


@pytest.mark.parametrize(
    "typed", ['"', "(", "*", "a AND", "NEAR(", "-", "%", "'; DROP TABLE doc; --", "\u0000", "ـ" * 300]
)
def test_search_takes_whatever_is_typed(explorer: Explorer, typed: str) -> None:
    assert explorer.get("/search", params={"q": typed}).status_code == 200


def test_completion_gives_names_and_addresses(explorer: Explorer) -> None:
    found = explorer.get("/suggest", params={"q": "قط", "kinds": "state"}).json()
    assert found == [{"label": "قطر", "kind": "state", "path": "/id/state/QA"}]


def test_a_stored_query_is_a_form_with_a_table_and_downloads(explorer: Explorer) -> None:
    form = page(explorer, "/queries/agreements-between")
    assert "input" in form.tags
    answer = page(explorer, "/queries/agreements-between?state=Qatar&other=US")
    assert "مذكرة التفاهم" in answer.text
    download = next(link for link in answer.links if "format=csv" in link)
    csv = explorer.get("/queries/agreements-between" + download)
    assert csv.headers["Content-Type"].startswith("text/csv")
    assert "memorandum" in csv.text


def test_a_wrong_parameter_is_said_on_the_form(explorer: Explorer) -> None:
    answer = explorer.get("/queries/agreements-between?state=xyzzy&other=US")
    assert answer.status_code == 422
    assert "xyzzy" in _Page(answer.text).text


@pytest.mark.parametrize(
    "path", ["/id/state/ZZ", "/id/x/y", "/queries/none", "/data/state/ZZ.ttl", "/nothing", "/id/article/.."]
)
def test_what_is_not_there_is_a_404(explorer: Explorer, path: str) -> None:
    assert explorer.get(path).status_code == 404


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("*/*", "text/html"),
    ],
)
def test_one_address_answers_people_and_programs(explorer: Explorer, accept: str, kind: str) -> None:
    answer = explorer.get("/id/state/QA", headers={"Accept": accept})
    assert answer.headers["Content-Type"].startswith(kind)


def test_pages_show_what_was_loaded_meanwhile_and_markup_in_it_is_text(tmp_path: Path) -> None:
    store = tmp_path / "store"
    hostile = "<script>alert(1)</script><b>عنوان"
    text = "التقى وزير الخارجية الكيني جون كاماو نظيره المالطي جورج بورغ في فاليتا. "
    with mithaq.open(store) as graph, serving_after_load(graph, store, text) as explorer:
        assert explorer.get("/search?q=كاماو").text.count("<script>") == 0
        graph.load(
            {"id": "two", "title": hostile, "text": text.replace("جون كاماو", "بيتر أوتينو"), "date": "2019-05-02"}
        )
        shown = page(explorer, "/id/article/two")
        assert "script" not in [tag for tag in shown.tags if tag == "script"][1:]
        assert hostile in shown.text
        assert hostile.split("<b>")[0] not in explorer.until("/search?q=أوتينو", "أوتينو</a>")
        graph.forget("two")
        assert explorer.get("/id/article/two").status_code == 404


def serving_after_load(graph: mithaq.Graph, store: Path, text: str):  # type: ignore[no-untyped-def]
    graph.load({"id": "one", "text": text, "date": "2019-05-01"})
    return serving(store)


def test_who_with_whom_is_a_matrix_that_is_the_same_from_both_sides(explorer: Explorer) -> None:
    answer = explorer.get("/queries/meeting-edges?lang=en").text
    table = answer.partition('<table class="matrix">')[2].partition("</table>")[0]
    columns = re.findall(r'<th scope="col"><a href="([^"]+)"', table)
    lines = {
        name: [int(n or 0) for n in re.findall(r'<td class="shade-[0-4]">(\d*)</td>', line)]
        for name, line in re.findall(r'<tr><th scope="row"><a href="([^"]+)"(.*?)</tr>', table, re.DOTALL)
    }
    assert set(columns) == lines.keys()
    assert sum(map(sum, lines.values())) > 4
    for name, line in lines.items():
        assert line == [lines[column][columns.index(name)] for column in columns]
        assert line[columns.index(name)] == 0


def test_an_answer_that_counts_nothing_has_no_chart(explorer: Explorer) -> None:
    answer = explorer.get("/queries/officials-of-state?state=IQ").text
    assert "matrix" not in answer
    assert '<ul class="bars">' not in answer
