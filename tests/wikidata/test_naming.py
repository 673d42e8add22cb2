"""Names compared, and written in Latin letters."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.names import blocking_keys, name_words
from mithaq.wikidata.latin import latin_name, transliterate
from mithaq.wikidata.name_matching import label_signature, likeness

LETTERS = st.text(
    alphabet=st.sampled_from([*map(chr, range(0x621, 0x63B)), *map(chr, range(0x641, 0x64B)), " "]),
    max_size=30,
)


def compare(one: str, other: str) -> str | None:
    return likeness(name_words(one), name_words(other))


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("عبد العزيز بن سعود آل سعود", "عبدالعزيز بن سعود آل سعود", "exact"),
        ("الملك سلمان بن عبدالعزيز", "سلمان بن عبد العزيز", "exact"),
        ("الأمير فيصل بن فرحان", "فيصل بن فرحان", "exact"),
        ("مصطفى الكاظمى", "مصطفى الكاظمي", "exact"),
        ("فيصل بن فرحان", "فيصل بن فرحان آل سعود", "beginning"),
        ("عثمان الغانمي", "عثمان علي الغانمي", "shortened"),
        ("ينس ستولتنبرغ", "ينس ستولتنبرج", "respelled"),
        ("ريكس تيلرسون", "ريكس تيليرسون", "respelled"),
        ("المالكي", "نوري المالكي", "single"),
        ("محمد بن علي كومان", "محمد بن سالم كومان", None),
        ("سالم الخالدي", "سليم الخالدي", None),
        ("قاسم الخالدي", "جاسم الخالدي", None),
    ],
)
def test_personal_names(one: str, other: str, how: str | None) -> None:
    assert compare(one, other) == how
    assert compare(other, one) == how


@pytest.mark.parametrize(
    ("one", "other"),
    [("طارق", "تارق"), ("حامد", "هامد"), ("صالح", "سالح"), ("ضاهر", "داهر"), ("ظافر", "زافر")],
)
def test_letters_that_latin_confuses_stay_apart(one: str, other: str) -> None:
    assert compare(f"{one} الخالدي", f"{other} الخالدي") is None
    assert transliterate(one) != transliterate(other)


@given(LETTERS, LETTERS)
def test_likeness_is_symmetric_and_blocked_together(one: str, other: str) -> None:
    a, b = name_words(one), name_words(other)
    how = likeness(a, b)
    assert how == likeness(b, a)
    if how not in (None, "single"):
        assert set(blocking_keys(a)) & set(blocking_keys(b))


@given(LETTERS)
def test_a_name_of_two_words_is_like_itself(name: str) -> None:
    words = name_words(name)
    assert likeness(words, words) == (None if not words else "single" if len(words) == 1 else "exact")


def test_distinct_consonants_have_distinct_latin() -> None:
    letters = [
        c
        for c in map(chr, range(0x628, 0x649))
        if c.isalpha() and c not in "\u0629\u0640\u063b\u063c\u063d\u063e\u063f"
    ]
    written = {letter: transliterate(letter) for letter in letters}
    for one, other in itertools.combinations(letters, 2):
        assert written[one] != written[other], (one, other)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("محمد بن سلمان", "Mohamed bin Salman"),
        ("مصطفى الكاظمي", "Mustafa Al-Kadhimi"),
        ("Rex تيلرسون", "Rex Tilrsun"),
    ],
)
def test_names_in_latin_letters(name: str, latin: str) -> None:
    assert latin_name(name) == latin


def test_adjectives_of_states_are_told_from_the_name() -> None:
    found = label_signature("وزارة الخارجية الكويتية")
    assert found.states == {"KW"}
    assert found.core == label_signature("وزارة الخارجية").words
    assert label_signature("منظمة التعاون").headless == label_signature("التعاون").words
    assert label_signature("مجلس التعاون").headless == label_signature("مجلس التعاون").words
