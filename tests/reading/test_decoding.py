"""Bytes become text in whatever encoding they were written."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.reading.decoding import NotTextError, decode

TEXT = (
    "استقبل وزير الخارجية العماني بدر البوسعيدي في مسقط نظيره الإيراني، وبحثا سبل تعزيز "
    "العلاقات الثنائية بين البلدين.\n"
    "وقال البيان إن الجانبين أكدا أهمية الحوار في المنطقة.\r\n"
)
SHORT = "بحث الوزيران التعاون الأمني في الدوحة"


@pytest.mark.parametrize("text", [TEXT, SHORT])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1256", "iso8859_6"],
)
def test_no_declaration_is_needed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_byte_order_mark_is_no_part_of_the_text(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decode(mark + TEXT.encode(encoding)).text == TEXT
    assert decode(codecs.BOM_UTF8 + TEXT.encode()).text == TEXT


@given(st.integers(0, len(TEXT.encode())))
def test_a_text_cut_within_a_letter_is_still_utf_8(cut: int) -> None:
    text = decode(TEXT.encode()[cut:]).text
    assert text.lstrip("\ufffd") == TEXT.encode()[cut:].decode("utf-8", "ignore")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Length 9 >>\nx\nx\x9c\x00\x01\x02\xff\xfe endstream",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00",
        bytes(range(256)) * 8,
        b"\0" * 500,
        b"\x01\x02\x03\x04\x05\x06" * 50,
    ],
)
def test_what_is_no_text_is_told(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)


def test_what_a_page_declares_is_believed_when_it_is_not_utf_8() -> None:
    page = "<p>Le président a reçu l'émir à Paris, où ils ont parlé de sécurité.</p>"
    assert decode(page.encode("latin-1"), "iso-8859-1").text == page
    assert decode(TEXT.encode("utf-8"), "windows-1256").text == TEXT
    assert decode(TEXT.encode("windows-1256"), "no-such-encoding").text == TEXT


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_are_told_to_be_none(data: bytes) -> None:
    try:
        decode(data).text.encode("utf-8")
    except NotTextError:
        return
