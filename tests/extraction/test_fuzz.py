"""Nothing that can be written makes extraction fail, or say what it cannot show."""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.extraction import extract
from mithaq.extraction.facts import Evidence, Facts
from mithaq.language.partial_date import PartialDate
from mithaq.rdf import describe
from mithaq.reading import Article, Span, read

ROOT = Path(__file__).parents[2]
SEEDS = [item for item in read([ROOT / "seeds"]) if isinstance(item, Article)]
TEXTS = [article.content for article in SEEDS]
WORDS = sorted({word for text in TEXTS for word in text.split()})
BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c\u200d\ufeff\u00ad\u061c\u0640"
FOREIGN = ["NATO", "5+1", "12-13", "٣٤", "2017", "Ὀδυσσεύς", "北京", "Ёлка", "😀", "\u0301", "ﷺ", "ﻻ", "x\u0000y"]
SIGNS = [*"()«»\"'،؛:.؟!-/–—…[]{}", "\n", "\t", "\r\n", "\u2028"]

LONE = [*"وفبلكس", "ال", "وال", "لل"]
"""Proclitics, and the article, that stand alone."""

words = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(FOREIGN),
    st.sampled_from(SIGNS),
    st.sampled_from(LONE),
    st.text(max_size=4),
)
days = st.one_of(
    st.none(), st.dates().map(PartialDate.of),
    st.sampled_from([PartialDate(1, 1, 1), PartialDate(9999, 12, 31), PartialDate(2017), PartialDate(2017, 2)]),
)  # fmt: skip


@pytest.mark.parametrize("lone", LONE)
@pytest.mark.parametrize("before", ["قال وزير الخارجية", "التقى رئيس الوزراء", "عقد مجلس الأمن", "اتفاق بين مصر"])
def test_proclitic_alone(before: str, lone: str) -> None:
    for after in ("، يوم الثلاثاء", "", " (", "\nيوم الثلاثاء", " محمد علي"):
        holds(f"{before} {lone}{after}")


def holds(text: str, date: PartialDate | None = None, body: tuple[Span, ...] | None = None) -> Facts:
    """Read a text, put it into a graph, and look at every passage."""
    article = Article("x", text, (Span(0, len(text)),) if body is None else body, date=date, source=text[:20])
    facts = extract(article)
    for found in evidence(facts):
        assert found.passages
        assert 0 < found.confidence <= 1
        for span in found.passages:
            assert 0 <= span.start < span.end <= len(text)
    if not re.search("[\ud800-\udfff]", text):  # no file and no record can hold half a character
        describe(article, facts)
    return facts


class Stated(Protocol):
    """A fact with the passages that state it."""

    @property
    def evidence(self) -> Evidence: ...


def evidence(facts: Facts) -> list[Evidence]:
    lists: tuple[tuple[Stated, ...], ...] = (
        facts.states, facts.officials, facts.organizations, facts.agreements, facts.forums, facts.tenures,
        facts.meetings, facts.visits, facts.statements,
    )  # fmt: skip
    return [item.evidence for item in itertools.chain(*lists)]


@settings(max_examples=150, deadline=None)
@given(st.lists(words, max_size=60).map(" ".join), days)
def test_words_in_any_order(text: str, date: PartialDate | None) -> None:
    holds(text, date)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), days)
def test_any_characters(text: str, date: PartialDate | None) -> None:
    holds(text, date)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TEXTS), st.lists(st.integers(0, 5000), min_size=2, max_size=8, unique=True))
def test_any_part_of_a_text_may_be_its_body(text: str, cuts: list[int]) -> None:
    """Facts come from the body alone."""
    ends = sorted({min(cut, len(text)) for cut in cuts})
    body = tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b)
    facts = holds(text, body=body)
    for found in evidence(facts):
        for span in found.passages:
            assert any(part.start <= span.start and span.end <= part.end for part in body)


@pytest.mark.parametrize("seed", range(4))
def test_files_cut_at_any_byte(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for number, text in enumerate(TEXTS):
        data = text.encode()
        start, end = sorted(chance.sample(range(len(data)), 2))
        (tmp_path / f"{number}.txt").write_bytes(data[start:end])
    for item in read([tmp_path]):
        if isinstance(item, Article):
            describe(item, extract(item))


@pytest.mark.parametrize("seed", range(3))
def test_marks_strewn_between_letters(seed: int) -> None:
    chance = random.Random(seed)
    for text in TEXTS:
        holds("".join(c + (chance.choice(BIDI) if chance.random() < 0.1 else "") for c in text))


@pytest.mark.parametrize("seed", range(3))
def test_lines_and_words_shuffled_and_repeated(seed: int) -> None:
    chance = random.Random(seed)
    for text in TEXTS:
        lines, tokens = text.splitlines(), text.split(" ")
        holds("\n".join(chance.choices(lines, k=30)))
        chance.shuffle(tokens)
        holds(" ".join(tokens))
        holds(" ".join(chance.choice(FOREIGN + SIGNS) if chance.random() < 0.2 else t for t in tokens))


def test_a_megabyte_without_punctuation() -> None:
    text = " ".join(re.findall(r"\w+", " ".join(TEXTS)))
    while len(text.encode()) < 1_000_000:
        text = f"{text} {text}"
    assert holds(text.encode()[:1_000_000].decode(errors="ignore")).officials


@pytest.mark.parametrize(
    "text",
    ["(" * 10_000 + " وزير الخارجية القطري " + ")" * 10_000, "( وزير " * 10_000 + ")" * 10_000,
     "«" * 10_000, "ا" * 100_000, "و" * 20_000, "بن " * 10_000, "\n" * 10_000, "١" * 10_000, "." * 10_000],
    ids=["around", "within", "open", "one word", "and", "son of", "lines", "digits", "stops"],
)  # fmt: skip
def test_depth_and_length(text: str) -> None:
    holds(text, PartialDate(2017, 9, 18))


def test_a_known_sentence_is_read_amid_anything() -> None:
    sentence = "التقى وزير الخارجية القطري خالد بن محمد العطية نظيره التركي مولود جاويش أوغلو في الدوحة."
    alone = {official.name for official in holds(sentence).officials}
    for noise in ("(" * 5_000, "ء" * 5_000, "lorem ipsum " * 500, "؟!" * 2_000):
        found = {official.name for official in holds(f"{noise}\n{sentence}\n{noise}").officials}
        assert alone <= found
