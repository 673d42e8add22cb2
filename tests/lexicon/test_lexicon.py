"""The compiled lexicon: readings of words and phrases in press spelling, with clitics attached."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.language.fold import fold, normalize
from mithaq.language.tokens import normalize_token, token_spans
from mithaq.lexicon import LexicalEntry, Lexicon, Word, lexicon, strip_article
from mithaq.lexicon.groups import group
from mithaq.lexicon.lexicon import split
from mithaq.lexicon.word_groups import OneWord, Words

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ"


def words(text: str) -> list[Word]:
    """The words of a phrase as in a document."""
    folded = fold(text)
    return [lexicon().word(normalize_token(folded[a:b])) for a, b in token_spans(folded)]


def phrases(text: str) -> list[tuple[str, LexicalEntry]]:
    """The entries that cover the whole text, each with its proclitics."""
    found = words(text)
    return [(proclitics, entry) for end, proclitics, _, _, entry in lexicon().phrases(found, 0) if end == len(found)]


def categories(text: str) -> set[str]:
    return {entry.category for _, entry in phrases(text)}


def states_named(text: str) -> set[str]:
    return {entry.value for _, entry in phrases(text) if entry.category == "state"}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("قطر", "state"), ("وقطر", "state"), ("بقطر", "state"), ("لقطر", "state"), ("ولقطر", "state"),
        ("الأردن", "state"), ("والأردن", "state"), ("بالأردن", "state"), ("للأردن", "state"),
        ("الولايات المتحدة", "state"), ("والولايات المتحدة الأمريكية", "state"), ("للولايات المتحدة", "state"),
        ("الدوحة", "capital"), ("بالدوحة", "capital"), ("وبالدوحة", "capital"),
        ("الأمم المتحدة", "organization"), ("للأمم المتحدة", "organization"), ("والناتو", "organization"),
        ("وزير", "role"), ("ووزير", "role"), ("لوزير", "role"), ("الأمين العام", "role"), ("وزراء", "plural"),
        ("معالي", "title"), ("ومعالي", "title"), ("اتفاقية", "agreement"), ("للاتفاقية", "agreement"),
        ("ومذكرة تفاهم", "agreement"), ("القمة", "forum"), ("للمؤتمر", "forum"), ("وزارة", "body"), ("لوزارة", "body"),
    ],
)  # fmt: skip
def test_a_phrase_is_found_with_what_is_written_on_to_it(text: str, category: str) -> None:
    assert category in categories(text)


@pytest.mark.parametrize("text", ["الوزيرة السابقة", "قطرات", "باب", "والد", "كلام", "لجنة المطر"])
def test_words_that_only_begin_like_a_phrase_are_none(text: str) -> None:
    assert categories(text) & {"state", "capital", "organization", "title"} == set()


@pytest.mark.parametrize(
    ("text", "proclitics"),
    [("قطر", ""), ("وقطر", "و"), ("ولقطر", "ول"), ("للأردن", "ل"), ("وبالدوحة", "وب"), ("فالأمم المتحدة", "ف")],
)
def test_proclitics_are_told(text: str, proclitics: str) -> None:
    assert proclitics in {found for found, _ in phrases(text)}


def test_a_phrase_is_found_in_every_spelling_that_folds_alike() -> None:
    for one, two in (("الإمارات", "الامارات"), ("إيران", "ايران"), ("أمريكا", "امريكا"), ("ليبيا", "لِيبْيا")):
        assert states_named(one) == states_named(two) != set()


def test_the_longest_phrase_does_not_hide_the_shorter() -> None:
    found = words("الولايات المتحدة الأمريكية")
    ends = {end for end, *_, entry in lexicon().phrases(found, 0) if entry.category == "state"}
    assert ends == {2, 3}


@pytest.mark.parametrize(
    ("word", "frame", "tense"),
    [
        ("التقى", "meet", "past"), ("والتقى", "meet", "past"), ("يلتقي", "meet", "present"),
        ("سيلتقي", "meet", "present"), ("وسيلتقي", "meet", "present"), ("التقاه", "meet", "past"),
        ("استقبل", "receive", "past"), ("استقبلها", "receive", "past"), ("وقعت", "sign", "past"),
        ("ووقعتا", "sign", "past"), ("يزور", "visit", "present"), ("اتهم", "accuse", "past"),
        ("واتهمت", "accuse", "past"), ("تتهم", "accuse", "present"), ("أدانت", "condemn", "past"),
    ],
)  # fmt: skip
def test_a_verb_is_known_in_its_forms(word: str, frame: str, tense: str) -> None:
    assert (frame, tense) in {(verb.event_class, verb.tense) for verb in words(word)[0].verbs}


@pytest.mark.parametrize(
    ("word", "future", "object_"), [("التقى", False, False), ("سيلتقي", True, False), ("التقاه", False, True)]
)
def test_what_hangs_on_a_verb_is_told(word: str, future: bool, object_: bool) -> None:
    assert (future, object_) in {(v.future, v.object) for v in words(word)[0].verbs if v.event_class == "meet"}


@pytest.mark.parametrize(
    ("word", "code", "number", "definite"),
    [
        ("القطري", "QA", "s", True), ("قطرية", "QA", "s", False), ("والسعودي", "SA", "s", True),
        ("الأميركيين", "US", "p", True), ("أمريكيون", "US", "p", False), ("المصريان", "EG", "d", True),
        ("للعراقيين", "IQ", "p", True), ("بالمغربي", "MA", "s", True),
    ],
)  # fmt: skip
def test_a_nisba_is_known_in_its_forms(word: str, code: str, number: str, definite: bool) -> None:
    readings = words(word)[0].nisbas
    assert any(n.code == code and number in n.number.split("|") and n.definite is definite for n in readings)


@pytest.mark.parametrize(
    ("word", "kind"), [("وزير", "word"), ("2017", "number"), ("٣٤", "number"), ("NATO", "latin"), ("،", "sign")]
)
def test_words_numbers_and_signs_are_told_apart(word: str, kind: str) -> None:
    assert words(word)[0].kind == kind


def test_names_count_their_bearers() -> None:
    mohamed, ministry = words("محمد وزارة")
    assert mohamed.given_count > 1000
    assert ministry.given_count + ministry.surname_count < 5


def test_a_word_is_looked_up_once() -> None:
    assert words("وزير")[0] is words("وزير")[0]


def test_the_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache of words is bounded: a long load keeps meeting new words (names, misspellings)."""
    monkeypatch.setattr(sys.modules[Lexicon.__module__], "_CACHE", 100)
    small = Lexicon()
    before = _entries(small)
    for number in range(1_000):
        small.word(f"ك{number}ب")
    assert _entries(small) <= before + 100


def _entries(of: Lexicon) -> int:
    return sum(len(value) for value in vars(of).values() if isinstance(value, dict))


@given(st.lists(st.text(LETTERS + "0٣aZ.،(", min_size=1, max_size=8), min_size=1, max_size=6))
def test_any_words_can_be_asked_for(texts: list[str]) -> None:
    found = [lexicon().word(normalize(text)) for text in texts if normalize(text)]
    for i, word in enumerate(found):
        assert all(stem and word.text.startswith(proclitics) for proclitics, stem, _ in word.stems)
        for end, proclitics, _, letters, entry in lexicon().phrases(found, i):
            assert i < end <= len(found)
            assert end - i == entry.words
            assert word.text.startswith(proclitics)
            assert 0 < letters <= len(word.text)


@pytest.mark.parametrize(
    ("word", "expected"), [("الدوحه", "دوحه"), ("اليمن", "يمن"), ("الله", "الله"), ("الي", "الي"), ("قطر", "قطر")]
)
def test_the_article_comes_off_all_but_short_words(word: str, expected: str) -> None:
    assert strip_article(word) == expected


def test_cells_hold_lists() -> None:
    assert split("a|b||c") == ["a", "b", "c"]
    assert split("") == []


def test_groups_of_words_go_by_name() -> None:
    assert all(word == normalize(word) for word in Words.SIDES)
    assert OneWord.WITH in Words.WITH
    with pytest.raises(KeyError):
        group("no such group")
