"""What of a model's answer becomes a fact: only what the article has, and never in place of the rules."""

from __future__ import annotations

import random
from collections import Counter
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.extraction import RuleExtractor, extract
from mithaq.extraction.facts import Facts
from mithaq.extraction.mentions.people import People
from mithaq.llm.candidates import Reason
from mithaq.llm.folded_text import letters
from mithaq.llm.grounding import Grounding, NewPerson
from mithaq.llm.merging import Merged, merge
from mithaq.llm.slots import AskedSlot, Form, asked_kinds, prompt_texts
from mithaq.pipeline import shacl_errors
from mithaq.rdf import describe
from mithaq.reading import Article, read

from tests.llm.articles import INVENTED, MEDIATION, MEETING, news

SEEDS = Path(__file__).parents[2] / "seeds"


@cache
def analyzed(article: Article) -> tuple[Facts, Grounding]:
    analysis = RuleExtractor().analyze(article)
    return RuleExtractor().project(analysis), Grounding(analysis)


def merged(article: Article, *answers: dict[str, Any]) -> Merged:
    facts, grounding = analyzed(article)
    return merge(article, facts, answers, grounding, "llm:tiny", shacl_errors)


def about(sentence: str, **fact: Any) -> Merged:
    """An article with this sentence after the usual ones, and a fact quoted from it."""
    article = news(text=f"{news().content}\n\n{sentence}")
    return merged(article, {"sentence": 4, "quote": sentence, **fact})


def new(found: Merged, field: str) -> list[Any]:
    return [fact for fact in getattr(found.facts, field) if fact.evidence.rule == "llm:tiny"]


def names(facts: Facts, refs: tuple[Any, ...]) -> list[str]:
    return [ref.key if ref.kind == "state" else getattr(facts, f"{ref.kind}s")[int(ref.key)].name for ref in refs]


def test_a_short_form_of_a_name_is_the_person_that_the_rules_found() -> None:
    sentence = "وخلال الرحلة نسق تيلرسون مع الوزير محمد بن عبدالرحمن حملة ضد إيران في 3 مارس 2016."
    fact = {"kind": "meeting", "participants": ["تيلرسون", "محمد بن عبدالرحمن"], "date": "3 مارس 2016"}
    found = about(sentence, **fact)
    (meeting,) = new(found, "meetings")
    assert set(names(found.facts, meeting.participants)) == {"محمد بن عبدالرحمن آل ثاني", "ريكس تيلرسون"}
    assert len(found.facts.officials) == 2


@pytest.mark.parametrize(("before", "added"), [("السيد", True), ("رئيس الوزراء", True), ("كتاب", False), ("", False)])
def test_a_name_that_the_rules_miss_is_a_person_only_after_a_title_or_post(before: str, added: bool) -> None:
    sentence = f"ومدحت إيران {before} شروق نعمان."
    analysis = RuleExtractor().analyze(news(text=f"{news().content}\n\n{sentence}"))
    analysis.people = People([], [])
    grounding = Grounding(analysis)
    passage = grounding.passage(sentence, 4)
    assert passage is not None
    assert grounding.name("شروق نعمان", passage) == ((NewPerson("شروق نعمان"), True) if added else None)


def test_a_name_without_mention_and_title_is_dropped() -> None:
    sentence = "وأضاف أن العمل مستمر كما قال جمهور الحاضرين عن قطر."
    found = about(sentence, kind="statement", speaker="جمهور الحاضرين", act="praise", targets=["قطر"])
    assert found.dropped == Counter({Reason.NAME: 1})


def test_a_date_is_read_by_our_reader_and_only_in_the_sentence() -> None:
    sentence = "وتدير الجزائر منذ 3 مارس 2016 حوارا بين مصر والسودان بعيدا عن الأضواء."
    fact = {"kind": "mediation", "mediator": "الجزائر", "between": ["مصر", "السودان"]}
    (dated,) = new(about(sentence, **fact, date="3 مارس 2016"), "mediations")
    assert str(dated.date) == "2016-03-03"
    for wrong in ("2016-03-03", "4 مارس 2016", "أمس", "الخميس"):
        (undated,) = new(about(sentence, **fact, date=wrong), "mediations")
        assert undated.date is None


def test_states_come_from_the_lexicon_only() -> None:
    sentence = "وانتقل ريكس تيلرسون بعدها إلى محافظة شنتورا في مهمة."
    assert about(sentence, kind="visit", visitor="ريكس تيلرسون", destination="شنتورا").dropped == {Reason.SLOT: 1}
    assert about(sentence, kind="visit", visitor="ريكس تيلرسون", destination="KW").dropped == {Reason.SLOT: 1}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "جهودا حثيثة تضطلع بها سلطنة عمان لرأب الصدع بين قطر والإمارات"}, Reason.QUOTE),
        ({"quote": "بين قطر"}, None),
        ({"quote": "قطر"}, Reason.QUOTE),
        ({"quote": ""}, Reason.QUOTE),
        ({"quote": news().content}, Reason.QUOTE),
        ({"sentence": 3}, None),
        ({"sentence": None}, None),
        ({"mediator": "قطر"}, Reason.SLOT),
        ({"between": ["قطر"]}, None),
        ({"between": ["فنلندا"]}, Reason.NAME),
        ({"between": [None, 7]}, Reason.NAME),
        ({"between": []}, Reason.NAME),
        ({"between": [], "dispute": "لرأب الصدع"}, None),
        ({"between": [], "dispute": "أزمة الحدود"}, Reason.NAME),
        ({"mediator": ["سلطنة عمان"]}, None),
        ({"kind": "treaty"}, Reason.FORM),
        ({"kind": ["mediation"]}, Reason.FORM),
        ({"mediator": prompt_texts()["invented"][0]}, Reason.EXAMPLE),
    ],
)
def test_each_part_of_a_fact_must_be_in_the_article(change: dict[str, Any], reason: Reason | None) -> None:
    found = merged(news(), {**MEDIATION, **change})
    assert found.dropped == ({reason: 1} if reason else {})
    assert len(new(found, "mediations")) == (reason is None)


def test_mediations_without_parties_differ_by_their_disputes() -> None:
    fact = {**MEDIATION, "between": []}
    found = merged(news(), {**fact, "dispute": "لرأب الصدع"}, {**fact, "dispute": "بين قطر والسعودية"})
    assert [it.dispute for it in new(found, "mediations")] == ["لرأب الصدع", "بين قطر والسعودية"]


def test_a_quotation_outside_the_body_grounds_nothing() -> None:
    page = next(item for item in read([SEEDS]) if isinstance(item, Article))
    outside = [
        line
        for line in page.content.splitlines()
        if len(letters(line)) > 12 and page.content.count(line) == 1
        and not any(span.start <= page.content.index(line) < span.end for span in page.body)
    ]  # fmt: skip
    grounding = Grounding(RuleExtractor().analyze(page))
    assert all(grounding.passage(line, 1) is None for line in outside)
    assert grounding.passage(grounding.sentences[0].text, 1) is not None


def test_the_rules_win_where_both_state_a_fact() -> None:
    found = merged(news(), MEETING, {**MEETING, "place": None, "date": None}, {**MEETING, "status": "planned"})
    assert found.facts == extract(news())
    assert found.dropped == Counter({Reason.KNOWN: 3})


def test_a_fact_is_added_once() -> None:
    found = merged(news(), MEDIATION, {**MEDIATION, "sentence": 9}, INVENTED)
    assert len(new(found, "mediations")) == 1
    assert found.dropped == Counter({Reason.KNOWN: 1, Reason.QUOTE: 1})


def test_a_fact_that_would_break_the_shapes_is_dropped_alone() -> None:
    """The article is not quarantined for it."""

    def refuses_mediations(quads: list[Any]) -> str:
        return "no" if any("Mediation" in str(quad) for quad in quads) else ""

    analysis = RuleExtractor().analyze(news())
    facts = RuleExtractor().project(analysis)
    found = merge(news(), facts, [MEDIATION], Grounding(analysis), "llm:tiny", refuses_mediations)
    assert found.facts == facts
    assert found.dropped == Counter({Reason.SHACL: 1})


# properties: whatever the model says

ARTICLES = [news(), *(item for item in read([SEEDS]) if isinstance(item, Article))]


def spoken(article: Article, chance: random.Random) -> list[dict[str, Any]]:
    """Answers that are half right: names, sentences and quotations of the article, mixed up, changed or made up."""
    grounding = Grounding(RuleExtractor().analyze(article))
    facts = extract(article)
    known = [
        form for listed in (facts.officials, facts.organizations, facts.states) for e in listed for form in e.forms
    ]
    invented: list[str] = prompt_texts()["invented"]
    words = article.content.split()

    def run(least: int, most: int) -> str:
        start = chance.randrange(len(words))
        return " ".join(words[start : start + chance.randint(least, most)])

    def name(sentence: str) -> str:
        here = [form for form in known if letters(form) in letters(sentence)] or known
        odd = [*known, run(1, 3), *invented]
        return chance.choice(here if chance.random() < 0.85 else odd)

    def value(slot: AskedSlot, sentence: str) -> Any:
        match slot.form:
            case Form.NAMES:
                return [name(sentence) for _ in range(chance.randint(0, 3))]
            case Form.CHOICE:
                return chance.choice([*slot.choices, *slot.choices, "other"])
            case Form.DATE | Form.TEXT:
                return chance.choice([run(1, 5), None, "2017-01-01"])
            case _:
                return name(sentence)

    def quote(sentence: str) -> str:
        kinds = [sentence] * 4 + [sentence[3:-3], f"{sentence} {run(1, 2)}", run(3, 12)]
        return chance.choice(kinds)

    answers = []
    for _ in range(25):
        sentence = chance.choice(grounding.sentences)
        kind = chance.choice(list(asked_kinds().values()))
        answer = {"sentence": sentence.number, "kind": kind.name, "quote": quote(sentence.text)}
        answers.append(answer | {slot.name: value(slot, sentence.text) for slot in kind.slots})
    return answers


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(range(len(ARTICLES))))
def test_no_fact_is_in_the_graph_whose_quotation_is_not_in_the_text(seed: int, number: int) -> None:
    article = ARTICLES[number]
    answers = spoken(article, random.Random(seed))
    found = merged(article, *deepcopy(answers))
    by_rules = describe(article, analyzed(article)[0])
    graph = describe(article, found.facts)
    assert set(by_rules) <= set(graph)
    assert not shacl_errors(graph) or shacl_errors(by_rules)
    text = letters(article.content)
    assert all(letters(str(raw["quote"])) in text for raw in found.added)
    assert len(found.added) + found.dropped.total() == len(answers)
    read_by_model = [
        fact.evidence
        for kind in asked_kinds().values()
        for fact in getattr(found.facts, kind.kind.field)
        if fact.evidence.rule == "llm:tiny"
    ]
    assert len(read_by_model) == len(found.added)
    for evidence, raw in zip(read_by_model, sorted_like(found), strict=True):
        assert evidence.confidence <= 0.6
        stated = letters(" ".join(span.of(article.content) for span in evidence.passages))
        assert letters(str(raw["quote"])) in stated


def sorted_like(found: Merged) -> list[Any]:
    """The added objects in the order in which the facts are listed."""
    order = list(asked_kinds())
    return sorted(found.added, key=lambda raw: order.index(raw["kind"]))
