"""A clause that follows a comma and and- is no further member of the list before it."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read


@pytest.mark.parametrize("sign", ["،", "؛"])
@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("فرضت واشنطن عقوبات على إيران، وروسيا انتقدت القرار.", "sanctions", ["US sanctions IR"]),
        ("قطعت السعودية علاقاتها مع إيران، والكويت استدعت سفيرها.", "sanctions", ["SA severance IR"]),
        ("اتهم المغرب الجزائر، وتونس دعت إلى الحوار.", "statements", ["MA accuse DZ"]),
        ("زار ماكرون لبنان، والعراق رحب بالزيارة.", "visits", ["ماكرون > LB"]),
        ("زار ماكرون لبنان، والعراق، ومصر.", "visits", ["ماكرون > EG", "ماكرون > IQ", "ماكرون > LB"]),
        ("فرضت واشنطن عقوبات على إيران، وروسيا، وسوريا.", "sanctions",
         ["US sanctions IR", "US sanctions RU", "US sanctions SY"]),
        ("استقبل الملك سلمان الرئيس المصري عبد الفتاح السيسي، والرئيس السوداني عمر البشير غادر البلاد.", "meetings",
         ["سلمان + عبد الفتاح السيسي"]),
    ],
)  # fmt: skip
def test_the_subject_of_the_next_clause_is_not_in_the_list(sign: str, text: str, kind: str, wanted: list[str]) -> None:
    assert getattr(read(text.replace("،", sign)), kind) == wanted
