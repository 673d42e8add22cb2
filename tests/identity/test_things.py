"""Which organisations, posts, agreements, forums and events of several articles are one."""

from __future__ import annotations

import pytest
from mithaq.extraction.facts import Post
from mithaq.identity import forget
from mithaq.rdf import RDFS, SKOS, Minter
from mithaq.store import Store, Transaction
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from tests.identity.told import Told, everything, foreign_minister, labels, merged, put

MQ = "https://w3id.org/mithaq/ontology#"


def _count(store: Store, kind: str) -> int:
    return sum(1 for _ in store.select(f"SELECT DISTINCT ?x {{ ?x a <{MQ}{kind}> }}"))


def _values(store: Store, kind: str, name: str) -> list[str]:
    rows = store.select(f"SELECT ?v {{ ?x a <{MQ}{kind}> ; <{MQ}{name}> ?v }} ORDER BY ?v")
    return [row["v"].value.removeprefix(MQ) for row in rows]


def _pact(id: str, name: str, kind: str = "memorandum", signed: str | None = None, states: str = "QA US") -> Told:
    told = Told(id, "2017-09-18")
    told.agreement(name, kind, *map(told.state, states.split()), signed=signed)
    return told


def test_one_signing_told_by_two_articles_is_one_agreement_with_both_passages(store: Store) -> None:
    put(store, [
        _pact("1", "مذكرة التفاهم الخاصة بمحاربة الإرهاب", signed="2017-07-11"),
        _pact("2", "مذكرة التفاهم للتعاون في مجال مكافحة الإرهاب", signed="2017-07-11"),
    ])  # fmt: skip
    assert _count(store, "Agreement") == 1
    rows = store.select(
        f"SELECT ?article {{ ?x a <{MQ}Agreement> ; <http://www.w3.org/ns/prov#wasDerivedFrom>/"
        "<http://purl.org/dc/terms/isPartOf> ?article }"
    )
    assert len({row["article"].value for row in rows}) == 2


def test_the_more_precise_date_of_signing_is_kept(store: Store) -> None:
    put(store, [
        _pact("1", "مذكرة التفاهم لمكافحة الإرهاب وتمويله", signed="2017-07"),
        _pact("2", "مذكرة التفاهم لمكافحة الإرهاب وتمويله", signed="2017-07-11"),
    ])  # fmt: skip
    assert _values(store, "Agreement", "signedOn") == ["2017-07-11"]


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"signed": "2018-01-30"}, "another day"),
        ({"signed": "2017-07-11", "states": "QA FR"}, "other parties"),
        ({"signed": None}, "no date, and a name that many bear"),
    ],
)
def test_agreements_stay_apart(store: Store, other: dict[str, str], what: str) -> None:
    put(store, [_pact("1", "مذكرة التفاهم", signed="2017-07-11"), _pact("2", "مذكرة التفاهم", **other)])
    assert _count(store, "Agreement") == 2, what


def test_an_undated_agreement_joins_one_of_its_distinctive_name_and_parties(store: Store) -> None:
    name = "اتفاقية الدفاع الجوي والصاروخي المشترك"
    put(store, [
        _pact("1", name, "accord", signed="2019-05-02"),
        _pact("2", name, "accord"),
        _pact("3", name, "accord", states="QA FR"),
    ])  # fmt: skip
    assert _count(store, "Agreement") == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إعلان تونس الوزاري لدعم التسوية السياسية الشاملة في ليبيا", "إعلان تونس للتسوية السياسية الشاملة في ليبيا"),
        ("قرار مجلس الأمن الدولي رقم 2216", "القرار رقم 2216"),
    ],
)
def test_a_name_that_says_enough_needs_no_parties(store: Store, one: str, other: str) -> None:
    put(store, [_pact("1", one, "declaration", states=""), _pact("2", other, "declaration", states="")])
    assert _count(store, "Agreement") == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قرار مجلس الأمن الدولي رقم 2216", "قرار مجلس الأمن الدولي رقم 2140"),
        ("إعلان تونس للتسوية السياسية الشاملة في ليبيا", "إعلان تونس للتسوية السياسية الشاملة في سوريا"),
        ("مذكرة تفاهم في مجال مكافحة الإرهاب وتمويله", "مذكرة التفاهم في مكافحة الإرهاب وتمويله"),
    ],
)
def test_names_without_parties_that_stay_apart(store: Store, one: str, other: str) -> None:
    put(store, [_pact("1", one, "declaration", states=""), _pact("2", other, "declaration", states="")])
    assert _count(store, "Agreement") == 2


def test_councils_of_two_states_with_one_state_in_common_are_two(store: Store) -> None:
    told = [Told(str(i)) for i in range(3)]
    told[0].organization("لجنة المتابعة التونسية الجزائرية")
    told[1].organization("لجنة المتابعة التونسية الفرنسية")
    told[2].organization("لجنة المتابعة الجزائرية التونسية")
    put(store, told)
    assert _count(store, "Organization") == 2


def test_a_forum_by_the_adjectives_and_by_the_names_of_its_states(store: Store) -> None:
    told = [Told(str(i)) for i in range(3)]
    told[0].forum("الحوار الاستراتيجي المصري الأمريكي")
    told[1].forum("الحوار الاستراتيجي الأخير بين مصر والولايات المتحدة")
    told[2].forum("الحوار الاستراتيجي السعودي الأمريكي")
    put(store, told)
    assert _count(store, "Forum") == 2


def test_a_ministry_with_and_without_its_states_adjective(store: Store) -> None:
    one, other, third = Told("1"), Told("2"), Told("3")
    one.organization("وزارة الداخلية القطرية", "QA")
    other.organization("وزارة الداخلية", "QA")
    third.organization("وزارة الداخلية العراقية", "IQ")
    put(store, [one, other, third])
    assert _count(store, "Organization") == 2


def test_a_ministry_of_no_state_joins_only_where_the_article_speaks_of_one_state(store: Store) -> None:
    stated, clear, unclear = Told("1"), Told("2"), Told("3")
    stated.organization("وزارة العدل القطرية", "QA")
    clear.organization("وزارة العدل")
    clear.state("QA")
    put(store, [stated, clear])
    assert _count(store, "Organization") == 1
    unclear.organization("وزارة العدل")
    unclear.state("US")
    put(store, [unclear])
    assert _count(store, "Organization") == 2


def test_an_authority_item_joins_organisations_of_other_names(store: Store) -> None:
    one, other = Told("1"), Told("2")
    one.organization("مجلس التعاون الخليجي", qid="Q217172")
    other.organization("مجلس التعاون لدول الخليج العربية", qid="Q217172")
    put(store, [one, other])
    assert _count(store, "Organization") == 1


def test_a_post_of_which_a_state_has_one_is_one_however_worded(store: Store) -> None:
    one, other, third = Told("1"), Told("2"), Told("3")
    one.official("سامح شكري", foreign_minister("EG"))
    worded = Post("وزير الشؤون الخارجية المصري", "وزير الشؤون الخارجية", "foreignMinister", "EG")
    other.official("سامح شكري", worded)
    third.official("أيمن الصفدي", foreign_minister("JO"))
    put(store, [one, other, third])
    assert _count(store, "Post") == 2
    assert _count(store, "Tenure") == 2


def test_former_and_current_are_two_tenures_of_one_post(store: Store) -> None:
    one, other = Told("1", "2012-05-01"), Told("2", "2018-05-01")
    one.official("عمرو موسى", foreign_minister("EG"))
    other.official("عمرو موسى", foreign_minister("EG"), status="former")
    put(store, [one, other])
    assert (_count(store, "Tenure"), _count(store, "Post")) == (2, 1)


def _meeting(id: str, date: str | None, name: str, day: str | None = None, place: str | None = None) -> Told:
    told = Told(id, date)
    one = told.official(name, foreign_minister("SA"))
    other = told.official("سيرغي لافروف", foreign_minister("RU"))
    told.meeting(one, other, date=day, **({"place": told.place(place)} if place else {}))
    return told


def test_one_meeting_told_by_two_articles_under_two_forms_of_a_name(store: Store) -> None:
    put(store, [
        _meeting("1", "2015-08-11", "عادل الجبير", "2015-08-11"),
        _meeting("2", "2015-08-12", "عادل بن أحمد الجبير", "2015-08-11", "موسكو"),
    ])  # fmt: skip
    assert _count(store, "Meeting") == 1
    assert _values(store, "Meeting", "date") == ["2015-08-11"]


def test_meetings_on_two_days_or_in_two_places_are_two(store: Store) -> None:
    put(store, [
        _meeting("1", "2015-08-11", "عادل الجبير", "2015-08-11", "موسكو"),
        _meeting("2", "2015-08-11", "عادل الجبير", "2015-08-11", "الرياض"),
        _meeting("3", "2015-08-13", "عادل الجبير", "2015-08-13"),
    ])  # fmt: skip
    assert _count(store, "Meeting") == 3


def test_undated_meetings_are_one_only_when_told_on_one_day(store: Store) -> None:
    put(store, [
        _meeting("1", "2015-08-11", "عادل الجبير"),
        _meeting("2", "2015-08-11", "عادل الجبير"),
        _meeting("3", "2015-09-20", "عادل الجبير"),
    ])  # fmt: skip
    assert _count(store, "Meeting") == 2


def test_a_report_within_days_of_a_stated_day_is_about_that_meeting_unless_two_are_possible(store: Store) -> None:
    put(
        store,
        [
            _meeting("1", "2015-08-03", "عادل الجبير", "2015-08-03", "الدوحة"),
            _meeting("2", "2015-08-01", "عادل الجبير"),
        ],
    )
    assert _count(store, "Meeting") == 1
    put(store, [_meeting("3", "2015-08-04", "عادل الجبير", "2015-08-04", "موسكو")])
    assert _count(store, "Meeting") == 3, "the report without a day may now be about either"


@pytest.mark.parametrize(
    ("first", "other", "number"),
    [
        ((None, None, "بغداد"), (None, None, "بغداد"), 1),
        ((None, None, "بغداد"), (None, None, "العراق"), 1),
        ((None, None, "بغداد"), (None, None, None), 2),
        ((None, None, "بغداد"), (None, None, "القاهرة"), 2),
        (("2015-08-04", "2015-08-03", "بغداد"), (None, None, "بغداد"), 1),
        (("2015-08-04", "2015-08-03", "بغداد"), (None, None, None), 2),
        (("2015-08-04", "2015-08-03", "بغداد"), ("2015-08-09", None, "بغداد"), 1),
        (("2015-08-04", "2015-08-03", "بغداد"), ("2015-08-09", None, None), 2),
        (("2015-08-04", "2015-08-03", "بغداد"), ("2015-07-28", None, "بغداد"), 2),
    ],
)
def test_a_place_tells_which_meeting_a_report_without_a_day_is_about(
    store: Store,
    first: tuple[str | None, str | None, str | None],
    other: tuple[str | None, str | None, str | None],
    number: int,
) -> None:
    put(store, [
        _meeting(str(i), date, "عادل الجبير", day, place) for i, (date, day, place) in enumerate((first, other))
    ])  # fmt: skip
    assert _count(store, "Meeting") == number


def test_an_undated_report_joins_neither_of_two_meetings_in_one_place(store: Store) -> None:
    put(store, [
        _meeting("1", "2015-08-04", "عادل الجبير", "2015-08-03", "بغداد"),
        _meeting("2", "2016-08-04", "عادل الجبير", "2016-08-03", "بغداد"),
        _meeting("3", None, "عادل الجبير", None, "بغداد"),
    ])  # fmt: skip
    assert _count(store, "Meeting") == 3


def test_a_report_of_the_day_itself_is_about_that_day_though_another_meeting_is_near(store: Store) -> None:
    put(store, [
        _meeting("1", "2015-08-03", "عادل الجبير", "2015-08-03", "الدوحة"),
        _meeting("2", "2015-08-05", "عادل الجبير", "2015-08-05", "موسكو"),
        _meeting("3", "2015-08-03", "عادل الجبير"),
    ])  # fmt: skip
    assert _count(store, "Meeting") == 2


def test_a_meeting_in_a_stated_month_is_the_only_one_of_that_month(store: Store) -> None:
    put(store, [
        _meeting("1", "2015-08-20", "عادل الجبير", "2015-06-18", "موسكو"),
        _meeting("2", "2015-08-25", "عادل الجبير", "2015-06"),
        _meeting("3", "2015-08-25", "عادل الجبير", "2015-07"),
    ])  # fmt: skip
    assert _count(store, "Meeting") == 2


def test_a_state_named_as_the_place_does_not_contradict_a_city(store: Store) -> None:
    put(store, [
        _meeting("1", "2015-08-03", "عادل الجبير", "2015-08-03", "الدوحة"),
        _meeting("2", "2015-08-03", "عادل الجبير", "2015-08-03", "قطر"),
        _meeting("3", "2015-09-03", "عادل الجبير", "2015-09-03", "مصر"),
        _meeting("4", "2015-09-03", "عادل الجبير", "2015-09-03", "قطر"),
    ])  # fmt: skip
    assert _count(store, "Meeting") == 3


def test_a_forum_that_was_reported_in_a_year_before_is_another_one(store: Store) -> None:
    told = [Told("1", "2015-08-06"), Told("2", "2016-07-25"), Told("3", "2017-01-02")]
    for article, date in zip(told, (None, "2016-07-25", None), strict=True):
        article.forum("القمة العربية", date=date)
    put(store, told[:2])
    assert _count(store, "Forum") == 2
    put(store, told[2:])
    assert _count(store, "Forum") == 2


def test_what_was_planned_and_then_held_is_held(store: Store) -> None:
    planned, held = Told("1", "2021-08-20"), Told("2", "2021-08-29")
    for told, status in ((planned, "planned"), (held, "held")):
        told.visit(
            told.official("إيمانويل ماكرون", Post("الرئيس", "الرئيس", "headOfState", "FR")),
            "IQ",
            date="2021-08-28",
            status=status,
        )
    put(store, [planned, held])
    assert _values(store, "Visit", "eventStatus") == ["held"]


def test_an_edition_by_number_and_by_year(store: Store) -> None:
    told = [Told(str(i)) for i in range(4)]
    told[0].forum("القمة الخليجية الحادية والأربعون", series="القمة الخليجية", edition=41, date="2021-01-05")
    told[1].forum("القمة الخليجية", series="القمة الخليجية", edition=41)
    told[2].forum("القمة الخليجية", series="القمة الخليجية", date="2021-01")
    told[3].forum("القمة الخليجية", series="القمة الخليجية", edition=42, date="2021-12-14")
    put(store, told[:3])
    assert (_count(store, "ForumEdition"), _count(store, "Forum")) == (1, 1)
    put(store, told[3:])
    assert _count(store, "ForumEdition") == 3, "the edition without a number may now be either"


def test_a_statement_told_by_two_outlets_of_one_day_is_one(store: Store) -> None:
    told = [Told("1", "2018-01-31"), Told("2", "2018-01-31"), Told("3", "2018-03-01")]
    for article in told:
        article.statement(article.official("نوري المالكي", foreign_minister("IQ")), "accuse", article.state("QA"))
    put(store, told)
    assert _count(store, "Statement") == 2


def test_a_place_whose_state_is_not_told_joins_the_only_one_of_its_name(store: Store) -> None:
    told = [Told("1"), Told("2"), Told("3")]
    told[0].place("طرابلس", "LY")
    told[1].place("طرابلس")
    put(store, told[:2])
    assert labels(store, "Place") == ["طرابلس"]
    told[2].place("طرابلس", "LB")
    put(store, told[2:])
    assert _count(store, "Place") == 3


def test_nothing_of_the_books_is_in_the_merged_graph(store: Store) -> None:
    names = ("عادل الجبير", "عادل بن أحمد الجبير")
    put(store, [_meeting(str(i), "2015-08-11", name) for i, name in enumerate(names)])
    assert "urn:mithaq:" not in merged(store)


def test_links_in_a_graph_of_their_own_follow_the_thing_and_go_with_it(store: Store) -> None:
    links, match = NamedNode("https://w3id.org/mithaq/id/graph/links"), SKOS.exactMatch
    item = NamedNode("http://www.wikidata.org/entity/Q1")
    short, full = Told("1"), Told("2")
    for told, name in ((short, "عادل الجبير"), (full, "عادل بن أحمد الجبير")):
        told.official(name, foreign_minister("SA"))
    put(store, [short])
    one, other = (Minter().official(n, "SA") for n in ("عادل الجبير", "عادل بن أحمد الجبير"))
    reason = NamedNode("https://w3id.org/mithaq/id/link/1")
    source = NamedNode("http://www.w3.org/2002/07/owl#annotatedSource")
    label = Literal("Adel al-Jubeir", language="fr")
    for graph in (links, DefaultGraph()):
        store.apply(Transaction(additions=[Quad(one, match, item, graph), Quad(reason, source, one, graph)]))
        store.apply(Transaction(additions=[Quad(one, RDFS.label, label, graph)]))
    put(store, [full])
    assert store.canonical(one.value) == other.value
    assert {q.subject for q in store.quads(None, match, item, DefaultGraph())} == {other}
    assert {q.subject for q in store.quads(None, RDFS.label, label, DefaultGraph())} == {other}
    assert {q.object for q in store.quads(reason, source, None, DefaultGraph())} == {other}
    forget(store, ["1"])
    assert store.quads(None, match, item) == []
    assert store.quads(reason) == []
    forget(store, ["2"])
    assert everything(store) == ""


def test_mediations_of_one_mediator_are_one_where_their_parties_or_disputes_agree(store: Store) -> None:
    def article(id: str, *parties: str, dispute: str | None = None) -> Told:
        told = Told(id, "2020-05-05")
        told.mediation(told.state("OM"), *(told.state(code) for code in parties), dispute=dispute)
        return told

    put(store, [
        article("a", "QA", "SA"), article("b", "QA", "SA", dispute="الخلاف"), article("c", dispute="الأزمة في السودان"),
        article("d", dispute="الازمة في السودان"), article("e", dispute="أزمة سد النهضة"),
    ])  # fmt: skip
    assert _count(store, "Mediation") == 3
