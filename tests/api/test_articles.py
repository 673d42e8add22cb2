"""Facts from a text in memory."""

import datetime
import subprocess
import sys
from pathlib import Path

import mithaq
import pytest
from mithaq.extraction import extract as extract_article
from mithaq.reading import Article, read

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "استقبل وزير الخارجية القطري محمد بن عبدالرحمن آل ثاني، أمس، وزير الخارجية الأمريكي ريكس تيلرسون في الدوحة."


def test_importing_the_package_imports_nothing_heavy() -> None:
    script = "import sys, mithaq; print({'rdflib', 'pyoxigraph', 'mithaq.api', 'pandas'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_the_package_offers_every_name_of_the_api() -> None:
    from mithaq import api

    assert set(api.__all__) | {"__version__"} == set(mithaq.__all__)
    assert all(getattr(mithaq, name) is getattr(api, name) for name in api.__all__)
    with pytest.raises(AttributeError, match="no attribute 'extrct'"):
        mithaq.extrct  # noqa: B018


def test_relative_dates_are_resolved_against_the_date_given() -> None:
    facts = mithaq.extract(TEXT, date="2017-07-11")
    assert [meeting.date for meeting in facts.meetings] == [mithaq.PartialDate(2017, 7, 10)]
    assert {official.name for official in facts.officials} >= {"ريكس تيلرسون"}
    assert mithaq.extract(TEXT, date=datetime.date(2017, 7, 11)) == facts
    assert mithaq.extract(TEXT, date=datetime.datetime(2017, 7, 11, 23, 59)) == facts
    assert mithaq.extract(TEXT, date=mithaq.PartialDate(2017, 7, 11)) == facts


def test_passages_lead_to_the_sentence_also_with_a_title() -> None:
    article = mithaq.article(TEXT, title="تيلرسون في الدوحة", date="2017-07-11")
    (meeting,) = mithaq.extract(article).meetings
    assert meeting.evidence.passages[0].of(article.content).startswith("استقبل وزير الخارجية القطري")


def test_the_outlet_tells_whose_minister_is_meant() -> None:
    text = "أكد وزير الداخلية محمد الغانم أهمية التعاون الأمني."
    plain, placed = mithaq.extract(text), mithaq.extract(text, source="وكالة الأنباء القطرية")
    assert [tenure.post.state for tenure in plain.tenures] == [None]
    assert [tenure.post.state for tenure in placed.tenures] == ["QA"]


def test_an_article_read_from_a_file_gives_the_same_facts() -> None:
    for item in read([SEEDS]):
        assert isinstance(item, Article)
        assert mithaq.extract(item) == extract_article(item)


def test_the_same_text_always_has_the_same_identifier() -> None:
    assert mithaq.article(TEXT, date="2017").id == mithaq.article(TEXT).id != mithaq.article(TEXT + " ").id
    assert mithaq.article(TEXT, id="mine").id == "mine"


@pytest.mark.parametrize(
    ("text", "date", "message"),
    [
        ("", None, "has no text"),
        ("An English text about Qatar.", None, "not in Arabic"),
        (TEXT, "11/7/2017", "write YYYY-MM-DD"),
        (TEXT, "2017-13-01", "there is no day"),
    ],
)
def test_what_cannot_be_an_article_is_refused_in_one_line(text: str, date: str | None, message: str) -> None:
    with pytest.raises(mithaq.UserError, match=message) as refused:
        mithaq.extract(text, date=date)
    assert "\n" not in str(refused.value)


def test_an_article_does_not_take_a_second_date() -> None:
    with pytest.raises(mithaq.UserError, match="leave these arguments out"):
        mithaq.extract(mithaq.article(TEXT), date="2017")
