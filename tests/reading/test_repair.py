"""Texts that came through programs that damaged their characters are read as they were written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.reading import Article, read
from mithaq.reading.repair import repair

TEXT = "استقبل وزير الخارجية العماني «سالم الراشدي»، أمس، نظيره الياباني في مسقط؛ وبحثا معا العلاقات بين البلدين."


def _misread(text: str, encoding: str) -> str:
    """The text as a program shows it that reads its bytes as Windows-1252."""
    data = text.encode(encoding)
    return "".join(bytes([b]).decode("cp1252") if b not in b"\x81\x8d\x8f\x90\x9d" else chr(b) for b in data)


@pytest.mark.parametrize(
    "damaged",
    [
        TEXT.replace("«", "&laquo;").replace("»", "&raquo;").replace("،", "&#1548;"),
        TEXT.replace("«", "&amp;laquo;").replace("»", "&#xBB;"),
        TEXT.encode("ascii", "xmlcharrefreplace").decode(),
        json.dumps(TEXT)[1:-1],
        _misread(TEXT, "utf-8"),
        _misread(TEXT, "cp1256"),
        TEXT.encode().decode("latin-1"),
        TEXT.encode().decode("cp1256"),
    ],
)
def test_a_text_is_read_as_it_was_written(tmp_path: Path, damaged: str) -> None:
    assert repair(damaged) == TEXT
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "title": damaged, "text": damaged}), encoding="utf-8")
    (tmp_path / "b.txt").write_text(damaged, encoding="utf-8")
    for article in read([str(tmp_path)]):
        assert isinstance(article, Article)
        assert TEXT in article.content
    (record, _) = read([str(tmp_path)])
    assert isinstance(record, Article)
    assert record.title == TEXT


def test_escaped_line_ends_are_line_ends() -> None:
    assert repair(f"{TEXT}\\r\\n\\n{TEXT}\\n\\t{TEXT}") == f"{TEXT}\r\n\n{TEXT}\n\t{TEXT}"


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Été",
        "https://example.org/?a=1&copy;=2",
        "المجلد C:\\reports\\n1 على الحاسوب",
        "À l'occasion de la visite du ministre, le président a reçu l'émir.",
        "Größe und Übung ‖ Straße",
        "زار الوفد شركة AT&T ومعرض R&D في دبي",
        "المجلد C:\\new\\table على الحاسوب",
        "&بلا معنى; &; &#;",
        "",
    ],
)
def test_what_is_not_damaged_stays(text: str) -> None:
    assert repair(text) == text


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة،؛؟ .\n0123456789", max_size=200))
def test_arabic_text_stays(text: str) -> None:
    assert repair(text) == text


@pytest.mark.parametrize(
    "marked",
    [
        f'<p>{TEXT}</p><p>وقال <a href="https://example.org/tag/7">الوزير</a> إن&nbsp;اللقاء كان مثمرا.</p>',
        f"{TEXT.replace('العماني', '<b>العماني</b>')}<br/>وقال الوزير إن اللقاء كان مثمرا.",
        f'<img src="https://example.org/href.jpg" alt="">{TEXT}',
        f'<p dir="rtl">{TEXT}',
        f"&lt;p&gt;{TEXT}&lt;/p&gt;",
    ],
)
def test_tags_in_the_text_of_a_record_are_taken_out(tmp_path: Path, marked: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": marked}), encoding="utf-8")
    (article,) = read([str(tmp_path)])
    assert isinstance(article, Article)
    assert "<" not in article.content
    assert "href" not in article.content
    assert TEXT in article.content
