"""HTML pages, with trafilatura and without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.language.partial_date import PartialDate
from mithaq.reading import Article, html, read

FIRST = (
    "وقع وزير الداخلية الكويتي خالد المطيري ونظيره الأردني سلامة العبادي في عمان مذكرة تفاهم للتعاون في مكافحة الجريمة."
)
SECOND = "وقال المطيري عقب المراسم إن المذكرة تفتح بابا جديدا للتعاون بين البلدين الشقيقين وتشمل أمن الحدود."
THIRD = "وأوضح العبادي أن لجنة مشتركة ستجتمع مرتين كل عام لمتابعة التنفيذ وتقييم النتائج."
TITLE = "الكويت والأردن يوقعان مذكرة تفاهم أمنية"
HEAD = f"""<title>{TITLE} | موقع النهار الجديد</title><meta property="og:title" content="{TITLE}">
<meta property="og:site_name" content="النهار الجديد">
<link rel="canonical" href="https://example.org/news/77">
<meta property="article:published_time" content="2019-05-14T21:10:00+03:00">
<script>var x = "<p>{SECOND}</p>";</script>"""
PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head>{head}</head><body>
<nav><ul><li><a href="/">الرئيسية</a></li>
<li><a href="/s">سياسة</a></li><li><a href="/e">اقتصاد</a></li></ul></nav>
<header><h1>{title}</h1></header>
<article><p>{first}</p>
<figure><img src="a.jpg"><figcaption>الوزيران خلال التوقيع (رويترز)</figcaption></figure>
<p>{second}</p><p>{third}</p></article>
<aside><h3>قد يعجبك أيضا</h3>
<p>استدعت باريس سفيرها لدى باماكو للتشاور بعد تصريحات رئيس الوزراء المالي.</p></aside>
<section id="comments"><h3>التعليقات</h3><form><label>أضف تعليقا</label><textarea></textarea></form></section>
<footer>جميع الحقوق محفوظة 2019</footer></body></html>"""


@pytest.fixture(params=["trafilatura", "own"])
def _reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "own":
        monkeypatch.setattr(html, "_trafilatura", lambda page: None)


def page(head: str = HEAD, title: str = TITLE) -> str:
    return PAGE.format(head=head, title=title, first=FIRST, second=SECOND, third=THIRD)


def one(folder: Path, content: str | bytes) -> Article:
    path = folder / "page.html"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (article,) = read([path])
    assert isinstance(article, Article), article
    return article


@pytest.mark.usefixtures("_reader")
def test_the_article_of_a_page_and_what_the_page_says_of_it(tmp_path: Path) -> None:
    article = one(tmp_path, page())
    assert article.content == "\n\n".join([TITLE, FIRST, SECOND, THIRD])
    assert [span.of(article.content) for span in article.body] == [TITLE, FIRST, SECOND, THIRD]
    assert article.headline is not None
    assert article.headline.of(article.content) == article.title == TITLE
    assert (article.id, article.date) == ("page", PartialDate(2019, 5, 14))
    assert (article.source, article.url) == ("النهار الجديد", "https://example.org/news/77")


@pytest.mark.usefixtures("_reader")
def test_a_page_that_says_nothing_of_itself_invents_nothing(tmp_path: Path) -> None:
    article = one(tmp_path, page(head="").replace("وأوضح", "وفي 11 يوليو 2017 أوضح"))
    assert article.title == TITLE
    assert (article.date, article.source, article.url) == (None, None, None)


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta name="pubdate" content="2019-05-14">', "2019-05-14"),
        ('<meta itemprop="datePublished" content="2019-05-14T08:00:00Z">', "2019-05-14"),
        ('<meta name="DC.date.issued" content="2019-05-14">', "2019-05-14"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", '
            '"headline": "x", "datePublished": "2019-05-14T08:00:00Z"}]}</script>',
            "2019-05-14",
        ),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<meta name="date" content="14/05/2019">', None),
        ('<meta name="date" content="yesterday">', None),
        ('<meta property="article:modified_time" content="2020-01-01">', None),
    ],
)
def test_the_day_comes_from_where_pages_state_it(tmp_path: Path, head: str, date: str | None) -> None:
    found = one(tmp_path, page(head=head)).date
    assert (found and str(found)) == date


@pytest.mark.usefixtures("_reader")
def test_a_declared_encoding_counts_when_it_fits(tmp_path: Path) -> None:
    for declared, real in (
        ("windows-1256", "windows-1256"),
        ("windows-1256", "utf-8"),
        ("nonsense", "windows-1256"),
    ):
        content = page(head=f'<meta charset="{declared}">').encode(real)
        assert FIRST in one(tmp_path, content).content


def test_a_site_name_after_the_title_is_no_part_of_it(tmp_path: Path) -> None:
    for tail in (" | موقع النهار", " - النهار الجديد"):
        head = f'<title>{TITLE}{tail}</title><meta property="og:site_name" content="النهار الجديد">'
        assert one(tmp_path, page(head=head, title="")).title == TITLE


def test_without_trafilatura_teasers_marked_as_articles_do_not_hide_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "_trafilatura", lambda page: None)
    teaser = "<article><h3>فرنسا تستدعي سفيرها</h3></article>"
    body = f"<h1>{TITLE}</h1><div><p>{FIRST}<p>{SECOND}<p>{THIRD}</div>{teaser}"
    article = one(tmp_path, f"<html><body>{body}</body></html>")
    assert [span.of(article.content) for span in article.body] == [TITLE, FIRST, SECOND, THIRD]


@settings(deadline=None)  # the first page imports trafilatura
@given(st.lists(st.sampled_from(["<p>", "</p>", "<nav>", "</article>", "<form", "<!--", "-->", "<![CDATA[",
"&amp", "&#x;",
                                 "<script>", "</script>", "<a href='", "<h1>", "<title>", FIRST, "\x0b",
                                 "<meta name=date"]),
                max_size=30))  # fmt: skip
def test_any_mixture_of_tags_is_read(pieces: list[str]) -> None:
    found = html.page_of("".join(pieces))
    assert isinstance(found.text, str)
