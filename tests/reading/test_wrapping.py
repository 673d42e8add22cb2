"""Paragraphs that a program broke at a width are read as one; what stands in lines of its own stays so."""

from __future__ import annotations

import json
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.extraction import extract
from mithaq.reading import Article, read
from mithaq.reading.wrapping import unwrapped_lines

TITLE = "وزير الخارجية العماني يستقبل نظيره الياباني"
FIRST = (
    "استقبل وزير الخارجية العماني سالم بن حمد الراشدي في مسقط اليوم نظيره الياباني كينجي موراتا، وبحث معه العلاقات "
    "بين البلدين الصديقين وسبل تعزيزها في مجالات الملاحة والطاقة والتعليم، بحضور عدد من كبار المسؤولين في الجانبين."
)
SECOND = (
    "وقال الراشدي في تصريح للصحفيين عقب اللقاء إن السلطنة تولي علاقاتها مع اليابان أهمية كبيرة، مشيرا إلى أن حجم "
    "التبادل التجاري بين البلدين نما خلال العام الماضي، وأن الجانبين اتفقا على عقد اجتماع اللجنة المشتركة قريبا."
)


def _wrapped(width: int, *paragraphs: str) -> list[str]:
    return [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, width, break_long_words=False)]


def _lines(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in unwrapped_lines(text) if text[start:end].strip()]


@pytest.mark.parametrize("width", [40, 60, 72, 100, 130])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_paragraph_broken_at_a_width_is_one_line(width: int, gap: str) -> None:
    paragraphs = [TITLE, f"{FIRST} {SECOND}", f"{SECOND} {FIRST}"]
    text = gap.join("\n".join(_wrapped(width, paragraph)) for paragraph in paragraphs)
    if gap == "\n\n":
        assert _lines(text) == paragraphs
    else:  # a paragraph may end where a line is full
        assert " ".join(_lines(text)) == " ".join(paragraphs)
        assert len(_lines(text)) <= len(paragraphs)


def test_lines_of_a_page_that_vary_in_width_are_one_paragraph() -> None:
    rest, lines = f"{FIRST} {SECOND}", []
    for width in (66, 72, 64, 70, 67, 71):
        lines.append(textwrap.wrap(rest, width)[0])
        rest = rest[len(lines[-1]) :].lstrip()
    assert rest
    assert _lines("\n".join([*lines, rest])) == [f"{FIRST} {SECOND}"]


@pytest.mark.parametrize(
    "lines",
    [
        [FIRST, SECOND],
        [TITLE, "مسقط - العمانية", FIRST, SECOND],
        ["الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة", "اتصل بنا"],
        [
            "سالم بن حمد الراشدي وزير الخارجية",
            "علي بن ناصر الحبسي وزير الدفاع",
            "مريم بنت سعيد الوهيبي وزيرة التعليم",
            "خالد بن حمود البوسعيدي وزير المالية",
            "هلال بن أحمد السيابي محافظ مسقط",
            "ناصر بن سيف الكندي سفير السلطنة",
        ],
        [
            "وزير الخارجية العماني يستقبل نظيره الياباني في مسقط اليوم",
            "اليابان تتعهد بدعم التعليم التقني في عمان خلال عامين",
            "وفد اقتصادي من طوكيو يزور صلالة لبحث فرص الاستثمار",
            "توقيع مذكرة تفاهم في الملاحة البحرية بين البلدين غدا",
            "السفير الياباني يشيد بمستوى العلاقات مع سلطنة عمان",
        ],
        ["استقبل الوزير السفير الياباني.", "وحضر اللقاء وكيل الوزارة.", "ثم عقد مؤتمر صحفي قصير.", "وغادر الوفد مساء."],
        [
            TITLE,
            "اليابان تتعهد بدعم التعليم",
            "وفد من طوكيو يزور صلالة",
            "مسقط",
            "توقيع مذكرة تفاهم في الملاحة البحرية",
        ],
    ],
)
def test_lines_that_are_not_full_or_end_sentences_stay(lines: list[str]) -> None:
    assert _lines("\n".join(lines)) == lines


def test_the_lines_of_a_list_begin_anew_in_wrapped_text() -> None:
    items = ["- " + FIRST, "- " + SECOND, "أولا: " + FIRST, "ب) " + SECOND]
    assert _lines("\n".join(_wrapped(60, *items))) == items


@given(st.text(alphabet="ابتثم .،-\n", max_size=400), st.integers(0, 5))
def test_every_character_is_in_one_line_and_in_order(text: str, start: int) -> None:
    spans = unwrapped_lines(text, min(start, len(text)))
    assert spans[0][0] == min(start, len(text))
    assert spans[-1][1] == len(text)
    assert all(text[end:begin] == "\n" for (_, end), (begin, _) in pairwise(spans))


@pytest.mark.parametrize("form", ["record", "text file"])
def test_what_a_broken_line_says_is_found(tmp_path: Path, form: str) -> None:
    text = "\n".join(_wrapped(60, FIRST, SECOND))
    if form == "record":
        path = tmp_path / "a.jsonl"
        path.write_text(json.dumps({"id": "a", "title": TITLE, "date": "2017-05-02", "text": text}), encoding="utf-8")
    else:
        path = tmp_path / "a.txt"
        path.write_text(f"{TITLE}\n\n{text}\n", encoding="utf-8")
    (article,) = read([str(path)])
    assert isinstance(article, Article)
    found = extract(article)
    names = {official.name for official in found.officials}
    assert {"سالم بن حمد الراشدي", "كينجي موراتا"} <= names
    assert [len(meeting.participants) for meeting in found.meetings] == [2]
