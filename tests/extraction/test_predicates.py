"""Predicates and their arguments: which phrase fills which slot, in the word orders of the press."""

from __future__ import annotations

import pytest
from mithaq.extraction.analysis import Analysis
from mithaq.extraction.syntax.predicates import Binding, Predicate
from mithaq.lexicon import lexicon
from mithaq.lexicon.frames import OBJECT, SUBJECT, Filling, Flag, frames
from mithaq.reading import Article, Span


def analyse(text: str) -> Analysis:
    return Analysis(Article("case", text, (Span(0, len(text)),)), lexicon())


def slots(analysis: Analysis, predicate: Predicate) -> dict[str, tuple[list[str], Binding]]:
    """The words in each slot, as the text has them, and how it was bound."""
    doc = analysis.doc
    return {
        name: (
            [doc.text(it.start, it.end) for it in filler.arguments]
            + [doc.text(n.start, n.end) for n in filler.nominals],
            filler.binding,
        )
        for name, filler in predicate.slots.items()
    }


@pytest.mark.parametrize(
    ("text", "frame", "expected"),
    [
        (
            "التقى وزير الدفاع الكيني جون كاريوكي نظيره النيبالي رام ثابا في مومباسا.",
            "meet",
            {"agent": ("كاريوكي", Binding.SUBJECT), "partner": ("ثابا", Binding.OBJECT)},
        ),
        (
            "وزير الدفاع الكيني جون كاريوكي التقى وزيرة النقل البيروفية كارلا روخاس.",
            "meet",
            {"agent": ("كاريوكي", Binding.TOPIC), "partner": ("روخاس", Binding.OBJECT)},
        ),
        (
            "اجتمع وزير الدفاع الكيني جون كاريوكي أمس في مومباسا مع وزيرة النقل البيروفية كارلا روخاس.",
            "meet",
            {"agent": ("كاريوكي", Binding.SUBJECT), "partner": ("روخاس", Binding.PREPOSITION)},
        ),
        (
            "أبرمت الكويت وفيتنام أمس اتفاقية للتعاون في النقل البري.",
            "sign",
            {"agent": ("فيتنام", Binding.SUBJECT), "theme": ("للتعاون", Binding.OBJECT)},
        ),
        (
            "حضر منتدى أوسلو للمحيطات وزير البيئة الغاني كواسي بواتنغ.",
            "attend",
            {"agent": ("بواتنغ", Binding.SUBJECT), "theme": ("للمحيطات", Binding.OBJECT)},
        ),
    ],
)
def test_slots_are_filled_in_any_word_order(text: str, frame: str, expected: dict[str, tuple[str, Binding]]) -> None:
    analysis = analyse(text)
    (predicate,) = analysis.predicates.of(frame)
    found = slots(analysis, predicate)
    for slot, (ending, binding) in expected.items():
        words, how = found[slot]
        assert words[-1].endswith(ending), found
        assert how is binding


def test_coordinated_arguments_fill_one_slot() -> None:
    analysis = analyse("وقعت تونس والسنغال ومالي معاهدة للصيد البحري.")
    (predicate,) = analysis.predicates.of("sign")
    assert [it.ref.key for it in predicate.arguments("agent")] == ["TN", "SN", "ML"]


def test_a_dropped_subject_is_not_invented_where_no_object_is_there() -> None:
    analysis = analyse("زار الوزير الكيني جون كاريوكي الميناء. واستقبل بحفاوة كبيرة.")
    receive = [p for p in analysis.predicates.of("receive") if not p.trigger.noun]
    assert all("agent" not in p.slots for p in receive)


def test_an_eulogy_between_subject_and_object_is_passed_over() -> None:
    analysis = analyse("التقى أمير الكويت الشيخ مشعل الأحمد الصباح - حفظه الله - رئيس البرلمان الكيني جون كاريوكي.")
    (predicate,) = analysis.predicates.of("meet")
    (partner,) = predicate.arguments("partner")
    assert analysis.doc.text(partner.start, partner.end).endswith("كاريوكي")


def test_every_frame_declares_sound_slots() -> None:
    for frame in frames().values():
        names = [slot.name for slot in frame.slots]
        assert len(names) == len(set(names)), frame.name
        assert all(slot.cases for slot in frame.slots)
        assert frame.slot_of(SUBJECT, Filling.ACTOR) or frame.slot_of(OBJECT, Filling.ACTOR), frame.name
    assert Flag.OBJECTIVE in frames()["sign"].flags
