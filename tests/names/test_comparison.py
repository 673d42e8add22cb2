"""Personal names compared by their letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.names import Relation, blocking_keys, compare, name_words

CASES = [
    ("عبد العزيز الأنصاري", "عبدالعزيز الانصارى", Relation.EQUAL),
    ("فيصل بن فرحان", "فيصل فرحان", Relation.EQUAL),
    ("عبد العزيز الأنصاري", "عبدالعزيز عبدالله الأنصاري", Relation.SHORTER),
    ("محمد بن عبدالرحمن آل ثاني", "محمد بن عبد الرحمن بن جاسم آل ثاني", Relation.SHORTER),
    ("محمد بن سلمان", "محمد بن سلمان بن عبدالعزيز آل سعود", Relation.PREFIX),
    ("ينس ستولتنبرغ", "ينس ستولتنبرج", Relation.VARIANT),
    ("ريكس تيلرسون", "ريكس تيليرسون", Relation.VARIANT),
    ("سيرغي لافروف", "سيرجي لافروف", Relation.VARIANT),
    ("جان ايف لودريان", "جون إيف لودريان", Relation.VARIANT),
    ("محمد علي الغانم", "محمد أحمد الغانم", Relation.CLASH),
    ("محمد بن حمد آل ثاني", "محمد بن جاسم آل ثاني", Relation.CLASH),
    ("محمد بن سلمان", "محمد بن سليمان", Relation.UNLIKE),
    ("سعد القحطاني", "سعيد القحطاني", Relation.UNLIKE),
    ("سعد بن محمد القحطاني", "سعيد بن محمد القحطاني", Relation.UNLIKE),
    ("الأنصاري", "عبدالعزيز الأنصاري", Relation.UNLIKE),
    ("حسن روحاني", "حسين أمير", Relation.UNLIKE),
]


@pytest.mark.parametrize(("one", "other", "relation"), CASES)
def test_two_names(one: str, other: str, relation: Relation) -> None:
    assert compare(one, other) is relation
    assert compare(other, one) is relation


@pytest.mark.parametrize(("one", "other"), [(a, b) for a, b, r in CASES if r not in (Relation.UNLIKE, Relation.CLASH)])
def test_related_names_share_a_key(one: str, other: str) -> None:
    assert set(blocking_keys(name_words(one))) & set(blocking_keys(name_words(other)))


def test_a_surname_alone_is_compared_with_nobody() -> None:
    assert blocking_keys(name_words("الأنصاري")) == ()


_PARTS = [
    "محمد", "أحمد", "علي", "سالم", "سليم", "عبد الله", "عبدالله", "الغانم", "غانم", "بن", "آل", "ستولتنبرغ",
    "ستولتنبرج",
]  # fmt: skip
_NAMES = st.lists(st.sampled_from(_PARTS), min_size=1, max_size=5).map(" ".join)


@given(_NAMES, _NAMES)
def test_comparison_is_symmetric_and_found_by_keys(one: str, other: str) -> None:
    relation = compare(one, other)
    assert compare(other, one) is relation
    positive = relation in (Relation.EQUAL, Relation.VARIANT, Relation.SHORTER, Relation.PREFIX)
    if positive and min(len(name_words(one)), len(name_words(other))) > 1:
        assert set(blocking_keys(name_words(one))) & set(blocking_keys(name_words(other)))
