"""Where a meeting was that is told around its place, and who goes along on a visit."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

_MET = "جون كاريوكي + كريم الهادي"

PLACES = [
    # a city of the state visited, in the sentence of the meeting or by another journey there
    ("زار وزير النقل التونسي كريم الهادي كينيا، والتقى في نيروبي الوزير الكيني جون كاريوكي.", [f"{_MET} @ نيروبي"]),
    ("وصل وزير النقل التونسي كريم الهادي إلى كينيا. وزيارة الهادي لنيروبي هي الأولى. ومن المقرر أن يلتقي الهادي "
     "نظيره الكيني جون كاريوكي.", [f"{_MET} @ نيروبي planned"]),
    # the state, where the sentence of the meeting names no city
    ("وصل وزير النقل التونسي كريم الهادي إلى كينيا حيث التقى الوزير الكيني جون كاريوكي.", [f"{_MET} @ كينيا"]),
    # a place and a day before what is due
    ("وفي أوسلو من المقرر أن يجتمع وزير النقل التونسي كريم الهادي مع نظيره الكيني جون كاريوكي.",
     [f"{_MET} @ أوسلو planned"]),
    ("ويوم الاثنين من المنتظر أن يلتقي وزير النقل التونسي كريم الهادي الوزير الكيني جون كاريوكي.",
     [f"{_MET} on 2017-09-18 planned"]),
    # where somebody says that two met is not where they met
    ("وفي أوسلو أعلن المتحدث أن وزير النقل التونسي كريم الهادي التقى الوزير الكيني جون كاريوكي.", [_MET]),
    # the talks of a city
    ("اتفق وزير النقل التونسي كريم الهادي والوزير الكيني جون كاريوكي خلال مباحثات أوسلو على فتح الميناء.",
     [f"{_MET} @ أوسلو"]),
    # of two meetings that are joined each has its own place
    ("شكر وزير النقل التونسي كريم الهادي الحضور بعد لقائه الوزير المالطي جورج فيلا في أوسلو، ولقائه الوزير الكيني جون "
     "كاريوكي في جنيف.", [f"{_MET} @ جنيف", "جورج فيلا + كريم الهادي @ أوسلو"]),
    # a city that no list has; a word of time between verb and object
    ("التقى وزير النقل التونسي كريم الهادي الوزير الكيني جون كاريوكي في مدينة زيمبالا الكينية.",
     [f"{_MET} @ زيمبالا"]),
    ("سيلتقي وزير النقل التونسي كريم الهادي هذا الأسبوع نظيره الكيني جون كاريوكي.", [f"{_MET} on 2017-09 planned"]),
    # a third takes part, from a third state; an aide of one of the two does not
    ("التقى وزير النقل التونسي كريم الهادي الوزير الكيني جون كاريوكي بحضور الوزير المالطي جورج فيلا.",
     [_MET, "جورج فيلا + جون كاريوكي", "جورج فيلا + كريم الهادي"]),
    ("وقال المتحدث إن لقاء وزير النقل التونسي كريم الهادي مع الوزير الكيني جون كاريوكي الذي سيشارك فيه أيضا الوزير "
     "المالطي جورج فيلا سيركز على الصيد.", [_MET, "جورج فيلا + جون كاريوكي", "جورج فيلا + كريم الهادي"]),
    ("التقى وزير النقل التونسي كريم الهادي الوزير الكيني جون كاريوكي بحضور وزير السياحة التونسي سامي الزين.", [_MET]),
    # who called is named after the call
    ("وفي اتصال هاتفي مع الوزير الكيني جون كاريوكي، أكد وزير النقل التونسي كريم الهادي أن الطريق آمن.",
     [f"{_MET} by phone"]),
]  # fmt: skip

JOURNEYS = [
    # companions, told in the sentence of the visit or after it
    ("وصل وزير النقل التونسي كريم الهادي إلى نيروبي يرافقه وزير السياحة سامي الزين.",
     ["سامي الزين > KE", "كريم الهادي > KE"]),
    ("وصل وزير النقل التونسي كريم الهادي إلى نيروبي. ويرافق الهادي في هذه الزيارة وزير السياحة سامي الزين.",
     ["سامي الزين > KE", "كريم الهادي > KE"]),
    ("يزور وزير النقل التونسي كريم الهادي كينيا وغانا. وقال وزير السياحة سامي الزين الذي يرافق الوزير في جولته إن "
     "الهدف هو التعاون.", ["سامي الزين > GH", "سامي الزين > KE", "كريم الهادي > GH", "كريم الهادي > KE"]),
    # the host goes along at home
    ("وصل وزير النقل التونسي كريم الهادي إلى نيروبي يرافقه الوزير الكيني جون كاريوكي.", ["كريم الهادي > KE"]),
    # the delegation that went along is not whoever is named next
    ("وصل وزير النقل التونسي كريم الهادي إلى نيروبي. وأشاد بالوفد الذي رافق الهادي الخبير سامي الزين.",
     ["كريم الهادي > KE"]),
    # a visit that will yet be paid, a stop, a departure that has an owner
    ("تأتي تحضيرا للزيارة التي سوف يقوم بها وزير النقل التونسي كريم الهادي إلى نيروبي.", ["كريم الهادي > KE"]),
    ("قال وزير النقل التونسي كريم الهادي خلال توقفه في نيروبي إن الطريق آمن.", ["كريم الهادي > KE"]),
    ("قال وزير النقل التونسي كريم الهادي في كلمة قبل توجهه إلى غانا إن الطريق آمن.", ["كريم الهادي > GH"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meetings"), PLACES)
def test_where_they_met(text: str, meetings: list[str]) -> None:
    assert read(text).meetings_in_full == sorted(meetings)


@pytest.mark.parametrize(("text", "visits"), JOURNEYS)
def test_who_travels_with_whom(text: str, visits: list[str]) -> None:
    assert read(text).visits == sorted(visits)
