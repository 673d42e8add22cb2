"""Every entity and every fact leads back to a real passage of the article."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Iterator
from typing import Protocol

import pytest
from mithaq.extraction import extract
from mithaq.extraction.facts import Evidence, Facts
from mithaq.language.fold import normalize

from tests.extraction.saying import read

TABLES = ("names", "posts", "organizations", "states", "agreements", "forums", "meetings", "visits", "statements")


def sentences() -> Iterator[str]:
    """The sentences of all tables of this room."""
    for table in TABLES:
        module = importlib.import_module(f"tests.extraction.test_{table}")
        for name, cases in vars(module).items():
            if name.isupper() and isinstance(cases, list):
                for case in cases:
                    yield case if isinstance(case, str) else case[0]


class Stated(Protocol):
    """A fact with the passages that state it."""

    @property
    def evidence(self) -> Evidence: ...


def evidence(facts: Facts) -> Iterator[Evidence]:
    lists: tuple[tuple[Stated, ...], ...] = (
        facts.states, facts.officials, facts.organizations, facts.agreements, facts.forums, facts.tenures,
        facts.meetings, facts.visits, facts.statements,
    )  # fmt: skip
    for item in itertools.chain(*lists):
        yield item.evidence


def test_every_passage_lies_in_the_article_and_holds_words() -> None:
    count = 0
    for text in sentences():
        for found in evidence(read(text).facts):
            assert found.passages
            assert found.rule
            assert 0 < found.confidence <= 1
            for span in found.passages:
                assert 0 <= span.start < span.end <= len(text)
                passage = text[span.start : span.end]
                assert passage == span.of(text) == passage.strip()
                count += 1
    assert count > 500


def test_the_passage_of_an_entity_holds_its_name() -> None:
    for text in sentences():
        facts = read(text).facts
        for person in facts.officials:
            passages = " ".join(normalize(span.of(text)) for span in person.evidence.passages)
            assert any(normalize(form) in passages for form in person.forms), (person, text)


def test_the_passage_is_the_sentence_that_says_it() -> None:
    first = "قال وزير الخارجية التركي مولود جاويش أوغلو إن أنقرة مستعدة للحوار."
    second = "والتقى وزير الخارجية القطري محمد بن عبد الرحمن آل ثاني وزير الخارجية الروسي سيرغي لافروف في سوتشي."
    text = f"{first} {second}\nوكانت الزيارة مقررة منذ شهر."
    facts = read(text).facts
    assert [span.of(text) for meeting in facts.meetings for span in meeting.evidence.passages] == [second]
    assert [span.of(text) for span in facts.officials[0].evidence.passages] == [first]


@pytest.mark.parametrize("noise", ["\u200f", "\u0640", "\u064e", "\u00ad"])
def test_offsets_hold_where_marks_stand_between_letters(noise: str) -> None:
    plain = "التقى وزير الخارجية القطري خالد بن محمد العطية نظيره التركي مولود جاويش أوغلو في الدوحة."
    text = plain.replace("ا", f"ا{noise}").replace("ل", f"ل{noise}")
    found = read(text)
    assert found.names == read(plain).names
    assert found.meetings == read(plain).meetings
    for item in evidence(found.facts):
        for span in item.passages:
            assert text[span.start : span.end].replace(noise, "") in plain


def test_reading_twice_gives_the_same() -> None:
    text = " ".join(itertools.islice(sentences(), 40))
    article = read(text).article
    assert extract(article) == extract(article)
