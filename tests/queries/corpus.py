"""Nine short articles in newswire style, invented, with their facts told by hand, and a store made of them.

They agree, contradict one another and leave things open where the stored queries look for just that.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mithaq.extraction.facts import (
    Agreement,
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
from mithaq.identity import IdentityJudgement, append_judgement, resolve
from mithaq.language.partial_date import PartialDate
from mithaq.rdf import Minter, describe
from mithaq.reading.article import Article, Span
from mithaq.store import ArticleRecord, Store
from pyoxigraph import Quad, RdfFormat, serialize

from tests.terms import value

__all__ = ["ARTICLES", "build", "quads_of"]

QA, IQ, TR, KW, SA = (Ref("state", code) for code in ("QA", "IQ", "TR", "KW", "SA"))
STATE_NAMES = {"QA": "قطر", "IQ": "العراق", "TR": "تركيا", "KW": "الكويت", "SA": "السعودية"}


class Told:
    """An article under construction: sentences first, then what each says; references come back for
    later use."""

    def __init__(self, id: str, date: str | None, title: str, *sentences: str, source: str | None = None) -> None:
        self.id, self.sentences = id, sentences
        self.content = "\n".join((title, *sentences))
        self.article = Article(
            id=id,
            content=self.content,
            body=(Span(0, len(self.content)),),
            headline=Span(0, len(title)),
            title=title,
            date=PartialDate.parse(date) if date else None,
            source=source,
        )
        self.found: dict[str, list[object]] = {}

    def said(self, *numbers: int, rule: str = "told", confidence: float = 0.9) -> Evidence:
        starts = [(self.content.index(self.sentences[n]), self.sentences[n]) for n in numbers]
        return Evidence(tuple(Span(at, at + len(text)) for at, text in starts), rule, confidence)

    def _add(self, kind: str, thing: object) -> Ref:
        self.found.setdefault(kind, []).append(thing)
        return Ref(kind.removesuffix("s"), str(len(self.found[kind]) - 1))  # type: ignore[arg-type]

    def states(self, at: int, *codes: str) -> None:
        for code in codes:
            self._add("states", State(code, (STATE_NAMES[code],), self.said(at)))

    def person(self, name: str, at: int, *posts: Post, status: str = "current") -> Ref:
        ref = self._add("officials", Official(name, (name,), self.said(at)))
        for post in posts:
            self._add("tenures", Tenure(ref, post, self.said(at, rule="title-name"), status))  # type: ignore[arg-type]
        return ref

    def body(self, name: str, at: int, state: str | None = None, qid: str | None = None) -> Ref:
        return self._add("organizations", Organization(name, (name,), self.said(at), state, qid))

    def place(self, name: str, state: str | None = None) -> Ref:
        return self._add("places", Place(name, state))

    def agreement(self, name: str, kind: str, at: int, parties: Sequence[Ref], **more: object) -> Ref:
        told = Agreement(name, (name,), kind, self.said(at, rule="signing"), tuple(parties), **more)  # type: ignore[arg-type]
        return self._add("agreements", told)

    def forum(self, name: str, at: int, **more: object) -> Ref:
        return self._add("forums", Forum(name, (name,), self.said(at, rule="forum"), **more))  # type: ignore[arg-type]

    def meeting(self, at: int, *who: Ref, **more: object) -> None:
        self._add("meetings", Meeting(who, self.said(at, rule="meet-verb", confidence=0.8), **more))  # type: ignore[arg-type]

    def visit(self, at: int, who: Ref, destination: str, **more: object) -> None:
        self._add("visits", Visit(who, destination, self.said(at, rule="visit-verb"), **more))  # type: ignore[arg-type]

    def statement(self, at: int, who: Ref, act: str, *targets: Ref) -> None:
        self._add("statements", Statement(who, act, targets, self.said(at, rule="speech-act")))

    def sanction(self, at: int, imposer: Ref, measure: str, *targets: Ref) -> None:
        self._add("sanctions", Sanction(imposer, measure, targets, self.said(at, rule="sanction")))

    def mediation(self, at: int, mediator: Ref, *between: Ref, dispute: str | None = None) -> None:
        self._add("mediations", Mediation(mediator, self.said(at, rule="mediation"), between, dispute))

    @property
    def facts(self) -> Facts:
        return Facts(self.id, **{kind: tuple(things) for kind, things in self.found.items()})  # type: ignore[arg-type]


def interior(state: str, nisba: str) -> Post:
    return Post(f"وزير الداخلية {nisba}", "وزير الداخلية", "interiorMinister", state)


def _first() -> Told:
    told = Told(
        "doha-1", "2016-03-10", "مذكرة أمنية بين قطر والعراق",
        "وقعت قطر والعراق في الدوحة أمس مذكرة تفاهم لمكافحة الإرهاب.",
        "واجتمع وزير الداخلية القطري خالد بن حمد الدوسري مع نظيره العراقي كاظم جواد الربيعي الزائر للدوحة.",
        'وقال "الدوسري": اللقاء \\ مهم.',
        source="وكالة الخليج",
    )  # fmt: skip
    told.states(0, "QA", "IQ")
    host = told.person("خالد بن حمد الدوسري", 1, interior("QA", "القطري"))
    guest = told.person("كاظم جواد الربيعي", 1, interior("IQ", "العراقي"))
    doha, day = told.place("الدوحة", "QA"), PartialDate(2016, 3, 9)
    told.agreement(
        "مذكرة تفاهم لمكافحة الإرهاب", "memorandum", 0, (QA, IQ), signed=day, status="signed",
        signatories=(host, guest), topics=("counterTerrorism",),
    )  # fmt: skip
    told.meeting(1, host, guest, place=doha, date=day)
    told.visit(1, guest, "QA", place=doha, date=day)
    return told


def _second() -> Told:
    told = Told(
        "baghdad-7", "2016-03-11", "بغداد والدوحة توقعان مذكرة",
        "وقع العراق وقطر يوم 9 مارس 2016 مذكرة تفاهم لمكافحة الإرهاب.",
        "وكان وزير الداخلية العراقي كاظم جواد الربيعي قد التقى نظيره القطري خالد بن حمد الدوسري في الدوحة.",
        "واتهم النائب العراقي هادي صبري اللامي تركيا بدعم جماعات مسلحة.",
        source="صحيفة الرافدين",
    )  # fmt: skip
    told.states(0, "IQ", "QA", "TR")
    guest = told.person("كاظم جواد الربيعي", 1, interior("IQ", "العراقي"))
    host = told.person("خالد بن حمد الدوسري", 1, interior("QA", "القطري"))
    deputy = told.person("هادي صبري اللامي", 2, Post("النائب العراقي", "النائب", "memberOfParliament", "IQ"))
    day = PartialDate(2016, 3, 9)
    told.agreement("مذكرة تفاهم لمكافحة الإرهاب", "memorandum", 0, (IQ, QA), signed=day, status="signed")
    told.meeting(1, guest, host, place=told.place("الدوحة", "QA"), date=day)
    told.statement(2, deputy, "accuse", TR)
    return told


def _third() -> Told:
    told = Told(
        "kuwait-3", "2016-05", "اتفاق لم يؤرخ",
        "وبحثت قطر وتركيا اتفاقا للتعاون الدفاعي.",
        "وقعت قطر والعراق مذكرة التفاهم الأمنية في 10 مارس 2016.",
        "ومن المقرر أن يزور الربيعي الكويت.",
    )  # fmt: skip
    told.states(0, "QA", "TR", "IQ", "KW")
    told.agreement("اتفاق للتعاون الدفاعي", "accord", 0, (QA, TR), status="negotiated")
    told.agreement("مذكرة التفاهم الأمنية", "memorandum", 1, (QA, IQ), signed=PartialDate(2016, 3, 10))
    guest = told.person("الربيعي", 2, interior("IQ", "العراقي"))
    told.visit(2, guest, "KW", status="planned")
    return told


def _fourth() -> Told:
    told = Told(
        "doha-2", "2017-02-01", "اتصال هاتفي",
        "تلقى وزير الداخلية القطري خالد بن حمد الدوسري اتصالا من نظيره العراقي ناصر عبد الأمير الشمري.",
        "وأدانت الهيئة الوطنية للأمن القطرية الهجوم، واتهمت السعودية بالتقصير.",
        "واستدعت السعودية السفير القطري، وتتوسط الكويت بين قطر والسعودية.",
    )  # fmt: skip
    told.states(0, "QA", "IQ", "SA")
    told.states(2, "KW")
    host = told.person("خالد بن حمد الدوسري", 0, interior("QA", "القطري"))
    caller = told.person("ناصر عبد الأمير الشمري", 0, interior("IQ", "العراقي"))
    told.meeting(0, host, caller, mode="byPhone")
    told.statement(1, told.body("الهيئة الوطنية للأمن", 1, "QA"), "accuse", SA)
    told.sanction(2, SA, "summons", QA)
    told.mediation(2, KW, QA, SA)
    return told


def _fifth() -> Told:
    told = Told(
        "baghdad-8", "2017-02-01", "وزير آخر",
        "قال وزير الداخلية العراقي فاضل حسن العبيدي إن اللقاء سيعقد الأسبوع المقبل.",
    )  # fmt: skip
    told.states(0, "IQ")
    minister = told.person("فاضل حسن العبيدي", 0, interior("IQ", "العراقي"))
    told.meeting(0, minister, status="planned")
    return told


def _edition(number: int, year: int, ordinal: str, guests: Sequence[Ref | str]) -> Told:
    name = f"ملتقى الدوحة الأمني {ordinal}"
    told = Told(
        f"forum-{number}", f"{year}-11-05", name,
        f"انطلقت في الدوحة أعمال {name} بمشاركة قطر والأمين العام لمجلس التعاون سالم راشد المهيري.",
    )  # fmt: skip
    told.states(0, "QA")
    council = told.body("مجلس التعاون الخليجي", 0, qid="Q217172")
    secretary = told.person(
        "سالم راشد المهيري", 0,
        Post("الأمين العام لمجلس التعاون", "الأمين العام", "secretaryGeneral", None, council),
    )  # fmt: skip
    others = [guest if isinstance(guest, Ref) else told.person(guest, 0) for guest in guests]
    told.forum(
        name, 0, series="ملتقى الدوحة الأمني", edition=number, place=told.place("الدوحة", "QA"),
        date=PartialDate(year, 11, 5), participants=(QA, secretary, *others), members=(QA, KW),
    )  # fmt: skip
    return told


def _undated() -> Told:
    told = Told("note", None, "خبر بلا تاريخ", "زار وزير الخارجية التركي أورهان دمير قطر.")
    told.states(0, "TR", "QA")
    guest = told.person("أورهان دمير", 0, Post("وزير الخارجية التركي", "وزير الخارجية", "foreignMinister", "TR"))
    told.visit(0, guest, "QA")
    return told


ARTICLES = (
    _first(), _second(), _third(), _fourth(), _fifth(),
    _edition(1, 2015, "الأول", (KW,)), _edition(2, 2016, "الثاني", ("أورهان دمير",)), _undated(),
    Told("empty", "2018-01-01", "خبر بلا وقائع", "لا شيء هنا."),
)  # fmt: skip


def quads_of(told: Told) -> list[Quad]:
    return describe(told.article, told.facts)


def _n_quads(told: Told) -> bytes:
    return serialize(quads_of(told), format=RdfFormat.N_QUADS) or b""


def build(folder: Path, articles: Sequence[Told] = ARTICLES) -> None:
    """Make a store of the articles; a judgement says that the memorandum of doha-1 and kuwait-3 is one."""
    with Store.open(folder, write=True, create=True) as store:
        store.put(
            (ArticleRecord(told.id, Minter().article(told.id).value, "digest"), _n_quads(told)) for told in articles
        )
        pacts = sorted(
            {
                value(q.subject)
                for told in articles if told.id in ("doha-1", "kuwait-3")
                for q in quads_of(told)
                if q.predicate.value.endswith("#agreementKind") and value(q.object).endswith("#memorandum")
            }
        )  # fmt: skip
        if len(pacts) == 2:
            one, other = pacts
            append_judgement(store.judgements, IdentityJudgement("same", one, other, who="test"))
        resolve(store)
        store.publish()
