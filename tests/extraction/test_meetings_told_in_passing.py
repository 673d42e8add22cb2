"""Meetings and visits told in passing: among others, on the way on, by the host, by presence; and what is no visit."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

MEETINGS = [
    # those named among others
    (
        "التقى وزير الخارجية الكيني جون كاريوكي كبار المسؤولين وبينهم الرئيس التونسي قيس الهادي.",
        ["جون كاريوكي + قيس الهادي"],
    ),
    ("وكان للرئيس الكيني ويليام روتو لقاءات مع عدة قادة منهم الرئيس المالطي جورج فيلا.", ["جورج فيلا + ويليام روتو"]),
    # to whom a report goes is not whom he met
    (
        "وصل المبعوث الكيني جون كاريوكي إلى دمشق حيث التقى وزير الخارجية سامي الخوري وأطلعه على مشاوراته قبل أيام من "
        "رفع تقرير إلى مجلس الأمن.",
        ["جون كاريوكي + سامي الخوري"],
    ),
    # the unnamed head of a party stands for the party
    (
        "التقى وزير الخارجية الكيني جون كاريوكي الأمين العام لحزب المؤتمر الشعبي العام.",
        ["جون كاريوكي + حزب المؤتمر الشعبي العام"],
    ),
    # who speaks follows without a comma
    (
        "وبعد محادثات مع الوزير المالطي إيان بورغ أعلن وزير الخارجية الكيني جون كاريوكي دعمه.",
        ["إيان بورغ + جون كاريوكي"],
    ),
]

VISITS = [
    ("سيتوجه وزير الخارجية الكيني جون كاريوكي بعد زيارته لمصر إلى سلطنة عمان ومنها إلى الرياض.", {"EG", "OM", "SA"}),
    ("وصل وزير الخارجية الكيني جون كاريوكي إلى مسقط قادما من طرابلس.", {"OM", "LY"}),
    ("استضافت العاصمة الروسية وزير الخارجية الكيني جون كاريوكي.", {"RU"}),
    ("ألقى وزير الخارجية الكيني جون كاريوكي خطابا خلال وجوده في تونس.", {"TN"}),
    ("وخلال تواجده في تونس التقى وزير الخارجية الكيني جون كاريوكي رئيس الحكومة.", {"TN"}),
    ("زار فريق من منظمة حظر الأسلحة الكيميائية دمشق أمس.", {"SY"}),
    ("حط وزير الخارجية الكيني جون كاريوكي رحاله في بيروت.", {"LB"}),
    # no visits
    ("قدم وزير الخارجية الكيني جون كاريوكي تقريرا حول الاتفاق إلى إيران.", set()),
    ("ندد وزير الخارجية الكيني جون كاريوكي بترسيخ إيران وجودها في سوريا.", set()),
    ("وصل محافظ لحج خلال النهار إلى المدينة للمرة الأولى.", set()),
]


@pytest.mark.parametrize(("text", "meetings"), MEETINGS)
def test_who_met_whom(text: str, meetings: list[str]) -> None:
    assert [line.split(" @ ")[0] for line in read(text).meetings] == meetings


@pytest.mark.parametrize(("text", "states"), VISITS)
def test_where_somebody_went(text: str, states: set[str]) -> None:
    assert {visit.destination for visit in read(text).facts.visits} == states
