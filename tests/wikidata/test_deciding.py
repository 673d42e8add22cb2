"""Ambiguous names: what is linked without asking, and what is not."""

from __future__ import annotations

import pytest
from mithaq.language.partial_date import PartialDate
from mithaq.wikidata import Candidate, Decision, KnownItems, LinkJudgement, Subject, decide, rank
from mithaq.wikidata.model import HeldPost, ItemPost, Kind

AUTHORITY = KnownItems()


def subject(kind: Kind, *names: str, states: str = "", near: str = "", posts: tuple[HeldPost, ...] = ()) -> Subject:
    return Subject(
        f"x:{names}", kind, names, states=frozenset(states.split()), near=frozenset(near.split()), posts=posts
    )


def decided(thing: Subject, *candidates: Candidate) -> Decision:
    return decide(thing, candidates or AUTHORITY.candidates(thing))


def person(qid: str, name: str, states: str, *posts: ItemPost, kind: Kind = "official", links: int = 0) -> Candidate:
    return Candidate(qid, kind, name, "", (name,), states=frozenset(states.split()), posts=posts, sitelinks=links)


@pytest.mark.parametrize(
    ("kind", "name", "states", "qid"),
    [
        ("state", "عمان", "OM", "Q842"),
        ("place", "عمان", "JO", "Q3805"),
        ("place", "عمان", "OM", "Q842"),
        ("place", "عمان", "", None),
        ("state", "الكويت", "KW", "Q817"),
        ("place", "مدينة الكويت", "KW", "Q35178"),
        ("state", "تونس", "TN", "Q948"),
        ("place", "تونس العاصمة", "TN", "Q3572"),
        ("place", "تونس", "TN", None),
        ("place", "الجزائر", "DZ", None),
        ("state", "جورجيا", "GE", "Q230"),
        ("place", "جورجيا", "US", None),
        ("place", "جورجيا", "", None),
        ("place", "القدس", "", None),
        ("organization", "وزارة الدفاع", "SA", "Q6866094"),
        ("organization", "وزارة الدفاع", "US", "Q11209"),
        ("organization", "وزارة الدفاع", "SD", None),
        ("organization", "وزارة الدفاع", "", None),
        ("organization", "وزارة العدل", "EG", "Q4294857"),
        ("organization", "وزارة العدل", "DZ", "Q3315293"),
        ("organization", "وزارة العدل", "", None),
        ("organization", "وزارة الخارجية الأميركية", "", "Q789915"),
        ("organization", "مجلس الأمن الروسي", "RU", None),
        ("organization", "الأمم المتحدة", "", "Q1065"),
        ("organization", "مجلس الأمم المتحدة", "", None),
        ("organization", "الاتحاد الأوروبي", "", "Q458"),
        ("organization", "مجلس الاتحاد الأوروبي الجديد", "", None),
        ("official", "الملك", "", None),
        ("official", "المالكي", "IQ", None),
        ("forum", "الأمم المتحدة", "", "Q1065"),
        ("forum", "القمة العربية", "", "Q20389574"),
        ("edition", "القمة العربية", "", None),
        ("forum", "قمة شرم الشيخ", "", None),
        ("agreement", "الاتفاق النووي مع إيران", "IR", "Q17001802"),
        ("agreement", "الاتفاق النووي", "KP", None),
        ("agreement", "الاتفاق النووي", "", None),
        ("agreement", "معاهدة منع انتشار الأسلحة النووية", "IR", "Q186444"),
        ("agreement", "اتفاقية لوزان", "", None),
        ("agreement", "اتفاق باريس", "FR", None),
        ("agreement", "اتفاقية كامب ديفيد", "", "Q309204"),
    ],
)  # fmt: skip
def test_names_of_several_things(kind: Kind, name: str, states: str, qid: str | None) -> None:
    assert decided(subject(kind, name, states=states)).qid == qid


@pytest.mark.parametrize(
    ("kind", "name", "states", "near", "qid"),
    [
        ("place", "طرابلس", "LY", "", "Q3579"),
        ("place", "طرابلس", "LB", "LB LY", None),
        ("place", "طرابلس", "", "LB", None),
        ("place", "طرابلس", "", "LB LY", None),
        ("place", "طرابلس", "", "", None),
        ("place", "الكويت العاصمة", "KW", "", "Q35178"),
        ("place", "دولة الكويت", "KW", "", "Q817"),
        ("place", "الكويت", "KW", "KW", None),
        ("organization", "فيفا", "", "SA", "Q253414"),
        ("organization", "الفيفا", "", "", "Q253414"),
        ("organization", "فيفاء", "", "", None),
        ("organization", "فيفاء", "SA", "SA", None),
        ("place", "فيفاء", "SA", "SA", None),
        ("organization", "منظمة الفاو", "", "", "Q82151"),
        ("organization", "الفاو", "", "IQ", None),
        ("organization", "الفاو", "", "", None),
        ("place", "الفاو", "IQ", "IQ", None),
        ("organization", "مجلس التعاون", "", "SA QA", "Q217172"),
        ("organization", "مجلس التعاون لدول الخليج", "", "", "Q217172"),
        ("organization", "مجلس التعاون رفيع المستوى", "", "TR DZ", None),
        ("organization", "مجلس التعاون الاستراتيجي رفيع المستوى", "TR", "TR QA", None),
        ("organization", "مجلس التعاون", "TR", "TR DZ", None),
        ("forum", "مجلس التعاون", "", "TR DZ", None),
    ],
)  # fmt: skip
def test_short_names_need_evidence_of_what_they_mean(
    kind: Kind, name: str, states: str, near: str, qid: str | None
) -> None:
    assert decided(subject(kind, name, states=states, near=near)).qid == qid


@pytest.mark.parametrize(
    ("name", "role", "states", "year", "near", "qid"),
    [
        ("ماكرون", "", "", 2022, "FR EG", "Q3052772"),
        ("ماكرون", "", "", 2012, "FR", None),
        ("ماكرون", "", "", None, "FR", None),
        ("ماكرون", "", "", 2022, "EG", None),
        ("ماكرون", "headOfState", "FR", 2022, "", "Q3052772"),
        ("ماكرون", "headOfGovernment", "FR", 2022, "FR", None),
        ("ماكرون", "director", "FR", 2022, "FR", None),
        ("المالكي", "headOfGovernment", "IQ", 2012, "", "Q57673"),
        ("المالكي", "headOfGovernment", "IQ", 2020, "", None),
        ("المالكي", "", "", 2012, "IQ PS", None),
        ("سلمان", "", "", 2016, "SA", None),
    ],
)
def test_a_surname_is_linked_to_the_one_holder_of_the_office_at_that_time(
    name: str, role: str, states: str, year: int | None, near: str, qid: str | None
) -> None:
    date = PartialDate(year) if year else None
    held = (HeldPost(role, frozenset({states}), date),) if role else ()
    thing = Subject(
        "x:1", "official", (name,), states=frozenset(states.split()), near=frozenset(near.split()), posts=held,
        years=frozenset({year} if year else ()),
    )  # fmt: skip
    assert decided(thing).qid == qid


@pytest.mark.parametrize(
    ("role", "state", "qid"),
    [
        ("interiorMinister", "QA", "Q110182528"),
        ("interiorMinister", "SA", None),
        ("headOfState", "EG", "Q15618993"),
        ("minister", "EG", None),
        ("speakerOfParliament", "SY", None),
    ],
)
def test_a_post_is_told_by_its_role_and_state(role: str, state: str, qid: str | None) -> None:
    post = subject("post", "بأي صيغة كانت", states=state, posts=(HeldPost(role, frozenset({state})),))
    assert decided(post).qid == qid


MINISTER = ItemPost("defenceMinister", "YE", 2014, 2015, "Minister of Defence")
ENVOY = ItemPost("ambassador", "YE", 2001, 2005, "Ambassador")


def test_two_persons_of_one_name_are_told_by_state() -> None:
    one, other = person("Q1", "صالح المقدم", "YE"), person("Q2", "صالح المقدم", "SD")
    assert decided(subject("official", "صالح المقدم", states="SD"), one, other).qid == "Q2"
    assert decided(subject("official", "صالح المقدم"), one, other).qid is None
    assert decided(subject("official", "صالح المقدم", states="EG"), one, other).qid is None


def test_two_persons_of_one_name_and_state_are_told_by_post_and_year() -> None:
    held = (HeldPost("defenceMinister", frozenset({"YE"}), PartialDate(2014)),)
    one, other = person("Q1", "صالح المقدم", "YE", MINISTER), person("Q2", "صالح المقدم", "YE", ENVOY)
    assert decided(subject("official", "صالح المقدم", states="YE", posts=held), one, other).qid == "Q1"
    assert decided(subject("official", "صالح المقدم", states="YE"), one, other).outcome == "review"


def test_father_and_son_in_one_post_are_told_by_the_year() -> None:
    father = person("Q1", "صالح المقدم", "YE", ItemPost("defenceMinister", "YE", 1980, 1990, "Minister of Defence"))
    son = person("Q2", "صالح المقدم", "YE", MINISTER)
    held = (HeldPost("defenceMinister", frozenset({"YE"}), PartialDate(2015)),)
    assert decided(subject("official", "صالح المقدم", states="YE", posts=held), father, son).qid == "Q2"


def test_fame_breaks_ties_and_no_more() -> None:
    one, other = person("Q1", "صالح المقدم", "YE", links=2), person("Q2", "صالح المقدم", "YE", links=200)
    found = decided(subject("official", "صالح المقدم", states="YE"), one, other)
    assert found.outcome == "review"
    assert found.ranked[0].candidate.qid == "Q2"


def test_a_person_is_never_linked_to_a_place_of_that_name() -> None:
    city = person("Q1", "صالح المقدم", "YE", kind="place")
    found = decided(subject("official", "صالح المقدم", states="YE"), city)
    assert found.qid is None
    assert "type_conflict" in rank(subject("official", "صالح المقدم", states="YE"), [city])[0].why


@pytest.mark.parametrize("kind", ["", "other", "place", "organization", "state", "agreement"])
def test_no_type_but_the_right_one_is_linked_without_asking(kind: Kind) -> None:
    odd = Candidate(
        "Q1",
        kind,
        "نايف بن مرزوق الشامخ",
        "",
        ("نايف بن مرزوق الشامخ",),
        states=frozenset({"SA"}),
        sitelinks=300,
    )
    held = (HeldPost("defenceMinister", frozenset({"SA"}), PartialDate(2014)),)
    assert decided(subject("official", "نايف بن مرزوق الشامخ", states="SA", posts=held), odd).qid is None


def test_another_item_in_the_articles_own_graph_is_for_a_person_to_settle() -> None:
    thing = subject("organization", "الأمم المتحدة")
    odd = Subject(thing.iri, thing.kind, thing.names, items=frozenset({"Q7172"}))
    assert decided(thing).outcome == "automatic"
    assert decided(odd).outcome == "review"


def test_judgements_rule() -> None:
    thing = subject("organization", "الأمم المتحدة")
    candidates = AUTHORITY.candidates(thing)

    def with_word(qid: str, verdict: str) -> Decision:
        return decide(thing, candidates, {qid: LinkJudgement(thing.iri, qid, verdict)})  # type: ignore[arg-type]

    assert with_word("Q1065", "rejected").qid is None
    assert with_word("Q7172", "accepted").qid == "Q7172"
    assert with_word("", "accepted").outcome == "none"
    assert with_word("", "accepted").settled
    assert with_word("Q42", "rejected").qid == "Q1065"


def test_unsure_is_not_asked_about_again() -> None:
    thing = subject("organization", "القاعدة")
    candidates = AUTHORITY.candidates(thing)
    assert decide(thing, candidates).outcome == "review"
    word = {"Q34490": LinkJudgement(thing.iri, "Q34490", "unsure")}
    assert decide(thing, candidates, word).settled


def test_a_score_is_the_sum_of_its_evidence() -> None:
    thing = subject("official", "ريكس تيليرسون", states="US")
    best = rank(thing, AUTHORITY.candidates(thing))[0]
    assert best.total == pytest.approx(sum(feature.value for feature in best.features))
    assert 0 <= best.score <= 1
    assert best.why.startswith("exact +0.70")


def test_the_order_of_candidates_does_not_matter() -> None:
    thing = subject("organization", "وزارة العدل")
    candidates = AUTHORITY.candidates(thing)
    assert len(candidates) > 1
    assert rank(thing, candidates) == rank(thing, candidates[::-1])
