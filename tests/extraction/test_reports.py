"""Short wire reports read as a whole: all that they say of persons and events, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.extraction.saying import Said, read


@dataclass(frozen=True)
class Report:
    """A report and all that it says. What an attribute leaves out, the report does not say."""

    text: str
    states: str
    posts: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    visits: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    date: str = "2017-09-18"
    source: str | None = None


REPORTS = {
    "Gulf: a reception": Report(
        (
            "الدوحة في 18 سبتمبر /قنا/ استقبل سعادة الشيخ عبدالله بن ناصر آل ثاني رئيس مجلس الوزراء "
            "ووزير الداخلية، بمكتبه صباح اليوم، سعادة السيد برات ألبيرق وزير الطاقة والموارد الطبيعية "
            "بالجمهورية التركية والوفد المرافق له.\n"
            "جرى خلال المقابلة استعراض علاقات التعاون بين البلدين وسبل تطويرها."
        ),
        "TR",
        (
            "برات ألبيرق | وزير الطاقة والموارد الطبيعية بالجمهورية التركية | TR",
            "عبدالله بن ناصر آل ثاني | رئيس مجلس الوزراء | QA",
            "عبدالله بن ناصر آل ثاني | وزير الداخلية | QA",
        ),
        ("برات ألبيرق + عبدالله بن ناصر آل ثاني @ الدوحة on 2017-09-18",),
        ("برات ألبيرق > QA @ الدوحة on 2017-09-18",),
        source="وكالة الأنباء القطرية",
    ),
    "Levant: a visit and talks": Report(
        (
            "عمان - وصل وزير الخارجية الألماني زيغمار غابرييل إلى عمان أمس في زيارة رسمية تستمر يومين.\n"
            "وبحث غابرييل مع وزير الخارجية الأردني أيمن الصفدي الأزمة السورية.\n"
            "وأشاد غابرييل بالأردن ودوره في استضافة اللاجئين."
        ),
        "DE JO SY",
        ("أيمن الصفدي | وزير الخارجية | JO", "زيغمار غابرييل | وزير الخارجية | DE"),
        ("أيمن الصفدي + زيغمار غابرييل @ عمان",),
        ("زيغمار غابرييل > JO @ عمان on 2017-09-17",),
        ("زيغمار غابرييل praise JO",),
    ),
    "Maghreb: an agreement": Report(
        (
            "الرباط ـ وقع المغرب وإسبانيا، اليوم الاثنين بالرباط، اتفاقية للتعاون في مجال مكافحة الجريمة "
            "المنظمة.\n"
            "ووقع الاتفاقية وزير الداخلية عبد الوافي لفتيت ونظيره الإسباني خوان إغناسيو زويدو."
        ),
        "MA ES",
        ("خوان إغناسيو زويدو | وزير الداخلية | ES", "عبد الوافي لفتيت | وزير الداخلية | MA"),
        agreements=("accord | ES MA | 2017-09-18 | signed",),
        source="هسبريس",
    ),
    "Mauritania: the first minister": Report(
        (
            "استقبل الوزير الأول الموريتاني يحيى ولد حدمين، اليوم في مكتبه بنواكشوط، السفير الفرنسي في "
            "موريتانيا جويل ماير.\n"
            "وتناول اللقاء علاقات التعاون بين موريتانيا وفرنسا."
        ),
        "MR FR",
        ("جويل ماير | السفير في موريتانيا | FR", "يحيى ولد حدمين | الوزير الأول | MR"),
        ("جويل ماير + يحيى ولد حدمين @ نواكشوط on 2017-09-18",),
    ),
    "Sudan: a delegation to come": Report(
        (
            "الخرطوم (سونا) - أعلن وزير الخارجية السوداني إبراهيم غندور أن نائب وزير الخارجية الأمريكي "
            "جون سوليفان سيزور الخرطوم في نوفمبر المقبل.\n"
            "وأوضح غندور أن المباحثات ستتناول رفع العقوبات."
        ),
        "SD US",
        ("إبراهيم غندور | وزير الخارجية | SD", "جون سوليفان | نائب وزير الخارجية | US"),
        visits=("جون سوليفان > SD @ الخرطوم on 2017-11 planned",),
    ),
    "Lebanon: politics at home": Report(
        (
            "بيروت: التقى رئيس الجمهورية العماد ميشال عون في قصر بعبدا رئيس الحكومة سعد الحريري، وعرض "
            "معه التحضيرات لجلسة مجلس الوزراء.\n"
            "وقال الحريري بعد اللقاء إن الأجواء إيجابية."
        ),
        "",
        ("سعد الحريري | رئيس الحكومة | LB", "ميشال عون | رئيس الجمهورية | LB"),
        ("سعد الحريري + ميشال عون @ قصر بعبدا",),
        source="الوكالة الوطنية للإعلام",
    ),
    "Nothing diplomatic": Report(
        (
            "فاز الفريق الأول بالمباراة بثلاثة أهداف مقابل هدف، وقال المدرب إن اللاعبين قدموا أداء "
            "كبيرا.\n"
            "وسجل الهدف الأول اللاعب الشاب في الدقيقة العاشرة، وغادر الحكم الملعب وسط احتجاجات الجماهير."
        ),
        "",
    ),
    "Weather and prices": Report(
        (
            "ارتفعت أسعار الخضار في الأسواق المحلية خلال شهر رمضان، وعزا التجار ذلك إلى زيادة الطلب "
            "وموجة الحر.\n"
            "ودعت جمعية حماية المستهلك المواطنين إلى عدم التخزين."
        ),
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("title", REPORTS)
def test_states(title: str) -> None:
    report = REPORTS[title]
    assert " ".join(sorted(read_(report).states)) == " ".join(sorted(report.states.split()))


@pytest.mark.parametrize("title", REPORTS)
def test_persons_and_posts(title: str) -> None:
    report = REPORTS[title]
    facts = read_(report)
    assert facts.posts == sorted(report.posts)
    assert set(facts.names) == {line.split(" | ")[0] for line in report.posts}


@pytest.mark.parametrize("title", REPORTS)
def test_events(title: str) -> None:
    report = REPORTS[title]
    facts = read_(report)
    assert facts.meetings_in_full == sorted(report.meetings)
    assert facts.visits_in_full == sorted(report.visits)


@pytest.mark.parametrize("title", REPORTS)
def test_statements_and_agreements(title: str) -> None:
    report = REPORTS[title]
    facts = read_(report)
    assert facts.statements == sorted(report.statements)
    assert [" | ".join((a[0], *a[2:])) for a in (line.split(" | ") for line in facts.agreements)] == list(
        report.agreements
    )


def read_(report: Report) -> Said:
    return read(report.text, date=report.date, source=report.source)
