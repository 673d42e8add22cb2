"""An article in newswire style with facts of every class, told by hand; other tests mutate it."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.extraction.facts import (
    Agreement,
    BareTitle,
    Evidence,
    Facts,
    Forum,
    Mediation,
    Meeting,
    Official,
    Organization,
    Place,
    Post,
    Ref,
    Sanction,
    State,
    Statement,
    Tenure,
    Visit,
)  # fmt: skip
from mithaq.language.partial_date import PartialDate
from mithaq.reading.article import Article, Span

SENTENCES = (
    "الدوحة 12 يوليو - وقعت دولة قطر والولايات المتحدة أمس الثلاثاء مذكرة تفاهم لمكافحة تمويل الإرهاب.",
    "ووقع المذكرة وزير الخارجية القطري الشيخ محمد بن عبد الرحمن آل ثاني ونظيره الأمريكي ريكس تيلرسون.",
    "واجتمع الوزيران في الدوحة على هامش الدورة الثالثة من منتدى الخليج للأمن بحضور ممثل لمجلس التعاون.",
    "ويزور تيلرسون الكويت اليوم، فيما اتهمت وزارة الخارجية القطرية السعودية بانتهاك سيادتها.",
)
CONTENT = "\n".join(SENTENCES)
ARTICLE = Article(
    id="2017-07-12 مذكرة",
    content=CONTENT,
    body=(Span(0, len(CONTENT)),),
    title="قطر وأمريكا توقعان مذكرة تفاهم",
    date=PartialDate(2017, 7, 12),
    source="وكالة الأنباء",
    url="https://news.example/2017/07/12?id=7",
)


@dataclass(frozen=True)
class Known:
    name_ar: str
    name_en: str
    qid: str
    forms: tuple[str, ...]


class Tables:
    """An authority that knows two states and one body."""

    def state(self, code: str) -> Known | None:
        return {
            "QA": Known("قطر", "Qatar", "Q846", ("قطر", "دولة قطر")),
            "US": Known("الولايات المتحدة", "United States", "Q30", ("الولايات المتحدة", "أمريكا")),
        }.get(code)

    def organization(self, qid: str) -> Known | None:
        gcc = Known("مجلس التعاون الخليجي", "Gulf Cooperation Council", "Q217172", ("مجلس التعاون",))
        return {"Q217172": gcc}.get(qid)


def said(*sentences: int, rule: str = "told", confidence: float = 0.9) -> Evidence:
    """Evidence in the sentences with these numbers."""
    spans = []
    for number in sentences:
        start = CONTENT.index(SENTENCES[number])
        spans.append(Span(start, start + len(SENTENCES[number])))
    return Evidence(tuple(spans), rule, confidence)


QATAR, AMERICA, KUWAIT, SAUDI = (Ref("state", code) for code in ("QA", "US", "KW", "SA"))
MINISTER, SECRETARY = Ref("official", "0"), Ref("official", "1")
COUNCIL, MINISTRY = Ref("organization", "0"), Ref("organization", "1")
DOHA, FORUM = Ref("place", "0"), Ref("forum", "0")
DAY = PartialDate(2017, 7, 11)

FACTS = Facts(
    article_id=ARTICLE.id,
    states=(
        State("QA", ("دولة قطر", "القطري"), said(0, 1)),
        State("US", ("الولايات المتحدة", "الأمريكي"), said(0, 1)),
        State("KW", ("الكويت",), said(3)),
        State("SA", ("السعودية",), said(3)),
    ),
    officials=(
        Official("محمد بن عبد الرحمن آل ثاني", ("محمد بن عبد الرحمن آل ثاني",), said(1)),
        Official("ريكس تيلرسون", ("ريكس تيلرسون", "تيلرسون"), said(1, 3)),
    ),
    organizations=(
        Organization("مجلس التعاون", ("مجلس التعاون",), said(2), qid="Q217172"),
        Organization("وزارة الخارجية القطرية", (), said(3), state="QA"),
    ),
    places=(Place("الدوحة", "QA"),),
    agreements=(
        Agreement(
            "مذكرة تفاهم لمكافحة تمويل الإرهاب", ("المذكرة",), "memorandum", said(0, 1),
            parties=(QATAR, AMERICA), signatories=(MINISTER, SECRETARY), signed=DAY, status="signed",
            topics=("counterTerrorism", "terrorismFinancing"),
        ),
    ),
    forums=(
        Forum(
            "الدورة الثالثة من منتدى الخليج للأمن", (), said(2), series="منتدى الخليج للأمن", edition=3,
            place=DOHA, date=PartialDate(2017, 7), participants=(MINISTER, COUNCIL), members=(QATAR, KUWAIT),
        ),
    ),
    tenures=(
        Tenure(MINISTER, Post("وزير الخارجية القطري", "وزير الخارجية", "foreignMinister", "QA"), said(1)),
        Tenure(SECRETARY, Post("نظيره الأمريكي", "وزير الخارجية", "foreignMinister", "US"), said(1),
               "former"),
        Tenure(SECRETARY, Post("مبعوث مجلس التعاون", "مبعوث مجلس التعاون", "envoy", None, COUNCIL), said(1)),
    ),
    meetings=(Meeting((MINISTER, SECRETARY), said(2), DOHA, DAY, sidelines_of=FORUM),),
    visits=(Visit(SECRETARY, "KW", said(3), date=PartialDate(2017, 7, 12), status="planned"),),
    statements=(Statement(MINISTRY, "accuse", (SAUDI,), said(3)),),
    sanctions=(Sanction(MINISTRY, "summons", (SAUDI,), said(3)),),
    mediations=(Mediation(Ref("state", "KW"), said(3), (SAUDI, Ref("state", "QA")), "الخلاف"),),
    titles=(BareTitle("monarch", "KW", said(3)),),
)  # fmt: skip
