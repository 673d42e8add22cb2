"""Names that several things bear: which mentions of several articles are one thing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from mithaq.extraction.facts import Post
from mithaq.store import Store

from tests.identity.told import Told, foreign_minister, labels, put


def _told(id: str, date: str | None, name: str, role: str, phrase: str, state: str | None, near: str = "") -> Told:
    told = Told(id, date)
    told.official(name, Post(phrase, phrase, role, state))
    for code in near.split():
        told.state(code)
    return told


DEFENCE = ("defenceMinister", "وزير الدفاع")


def test_ministers_of_one_common_name_without_a_state_stay_two(store: Store) -> None:
    put(store, [
        _told("1", "2015-03-10", "محمد علي", *DEFENCE, None, "FR"),
        _told("2", "2022-03-10", "محمد علي", *DEFENCE, None, "RU"),
        _told("3", "2022-03-12", "محمد علي", *DEFENCE, None, "FR"),
    ])  # fmt: skip
    assert len(labels(store, "Official")) == 3


@pytest.mark.parametrize(
    ("date", "role", "phrase", "number"),
    [
        ("2016-03-10", "foreignMinister", "وزير الخارجية", 1),
        ("2016-03-10", "director", "مدير شركة النقل", 2),
        ("2024-03-10", "foreignMinister", "وزير الخارجية", 2),
    ],
)
def test_two_men_of_one_common_name_and_state_are_told_by_role_and_period(
    store: Store, date: str, role: str, phrase: str, number: int
) -> None:
    put(store, [
        _told("1", "2015-03-10", "محمد علي", *DEFENCE, "EG"),
        _told("2", date, "محمد علي", role, phrase, "EG"),
    ])  # fmt: skip
    assert len(labels(store, "Official")) == number


def test_one_rare_name_of_a_state_is_one_person_whatever_the_role(store: Store) -> None:
    put(store, [
        _told("1", "2009-03-10", "خميس الجهيناوي", "ambassador", "سفير", "TN"),
        _told("2", "2017-03-10", "خميس الجهيناوي", "foreignMinister", "وزير الخارجية", "TN"),
    ])  # fmt: skip
    assert len(labels(store, "Official")) == 1


def test_a_surname_with_an_office_and_a_date_reaches_its_holder(store: Store) -> None:
    pm = ("headOfGovernment", "رئيس الوزراء")
    put(store, [
        _told("1", "2012-05-10", "نوري المالكي", *pm, "IQ"),
        _told("2", "2012-06-10", "المالكي", *pm, "IQ"),
        _told("3", "2020-06-10", "المالكي", *pm, "IQ"),
    ])  # fmt: skip
    assert len(labels(store, "Official")) == 2


def test_a_bare_surname_beside_a_state_reaches_the_leader_of_that_year(store: Store) -> None:
    named = _told("1", "2022-05-10", "إيمانويل ماكرون", "headOfState", "الرئيس", "FR")
    told = [Told("2", "2022-06-10"), Told("3", "2012-06-10"), Told("4", "2022-06-10")]
    for article, state in zip(told, ("FR", "FR", "EG"), strict=True):
        article.official("ماكرون")
        article.state(state)
    put(store, [named, told[0]])
    assert len(labels(store, "Official")) == 1
    put(store, told[1:])
    assert len(labels(store, "Official")) == 3, "before his time, or where the state is not mentioned"


def test_a_patronymic_that_one_name_leaves_out_joins_nobody(store: Store) -> None:
    put(store, [
        _told("1", "2015-05-10", "سلمان بن عبدالعزيز آل سعود", "monarch", "الملك", "SA"),
        _told("2", "2015-06-10", "سلمان آل سعود", "deputyMinister", "نائب الوزير", "SA"),
        _told("3", "2015-06-11", "سلمان بن سلطان", "deputyMinister", "نائب وزير الدفاع", "SA"),
    ])  # fmt: skip
    assert len(labels(store, "Official")) == 3


def test_spellings_of_a_foreign_name_are_one_person(store: Store) -> None:
    put(store, [
        _told("1", "2017-05-10", "دونالد ترامب", "headOfState", "الرئيس", "US"),
        _told("2", "2017-06-10", "دونالد ترمب", "headOfState", "الرئيس", "US"),
    ])  # fmt: skip
    assert len(labels(store, "Official")) == 1


@pytest.mark.parametrize("name", ["وزارة الداخلية", "القوات المسلحة"])
def test_bare_bodies_of_unknown_states_stay_two(store: Store, name: str) -> None:
    one, other, third = (Told(str(i), "2022-05-10") for i in range(3))
    for told in (one, other, third):
        told.organization(name)
    third.state("EG")
    put(store, [one, other, third])
    assert len(labels(store, "Organization")) == 3


def test_bare_bodies_of_articles_on_one_state_are_its_body(store: Store) -> None:
    one, other, third = (Told(str(i), "2022-05-10") for i in range(3))
    for told in (one, other):
        told.organization("وزارة الداخلية")
        told.state("EG")
    third.organization("وزارة الداخلية المصرية", "EG")
    put(store, [one, other, third])
    assert len(labels(store, "Organization")) == 1


@pytest.mark.parametrize("name", ["رابطة العالم الإسلامي", "إمارة منطقة مكة"])
def test_a_proper_name_without_a_state_is_one_body(store: Store, name: str) -> None:
    one, other = Told("1", "2022-05-10"), Told("2", "2022-05-10")
    for told in (one, other):
        told.organization(name)
    put(store, [one, other])
    assert len(labels(store, "Organization")) == 1


def test_a_known_agreement_is_one_under_all_its_names(store: Store) -> None:
    names = ("خطة العمل الشاملة المشتركة", "الاتفاق النووي الإيراني", "الاتفاق النووي مع إيران")
    told = [Told("1", "2015-08-10"), Told("2"), Told("3", "2018-05-09")]
    for article, name in zip(told, names, strict=True):
        article.agreement(name, "accord", article.state("IR"))
    put(store, told)
    assert len(labels(store, "Agreement")) == 1


def test_one_meeting_told_by_two_undated_articles(store: Store) -> None:
    for id, place in (("1", "الرياض"), ("2", "الرياض"), ("3", "جدة")):
        told = Told(id)
        one = told.official("عادل الجبير", foreign_minister("SA"))
        told.meeting(one, told.official("سيرغي لافروف", foreign_minister("RU")), place=told.place(place, "SA"))
        put(store, [told])
    rows = store.select("SELECT DISTINCT ?x { ?x a <https://w3id.org/mithaq/ontology#Meeting> }")
    assert sum(1 for _ in rows) == 2


def _seen(id: str, date: str, post: Post, body: str = "", with_: str = "") -> Told:
    told = Told(id, date)
    reference = told.organization(body) if body else None
    man = told.official("محمد علي", replace(post, organization=reference))
    if with_:
        told.meeting(man, told.official(with_, Post("الرئيس", "الرئيس", "headOfState", "SD")))
    return told


MANAGER = Post("مدير الإدارة", "مدير الإدارة", "director", "EG")
JUDGE = Post("القاضي", "القاضي", "judge", "EG")
NO_STATE = Post("مدير عام", "مدير عام", "director", None)


@pytest.mark.parametrize(
    ("first", "other", "number"),
    [
        ((MANAGER, "", ""), (JUDGE, "", ""), 2),
        ((MANAGER, "", "عوض الكريم حمدنا الله"), (JUDGE, "", "عوض الكريم حمدنا الله"), 1),
        ((MANAGER, "", "عوض الكريم حمدنا الله"), (JUDGE, "", "نور الدائم هجانة"), 2),
        ((MANAGER, "شركة النيل للطيران", ""), (JUDGE, "شركة النيل للطيران", ""), 1),
        ((MANAGER, "شركة النيل للطيران", ""), (MANAGER, "مصرف السودان الزراعي", ""), 2),
        ((NO_STATE, "شركة النيل للطيران", ""), (NO_STATE, "شركة النيل للطيران", ""), 1),
        ((NO_STATE, "شركة النيل للطيران", ""), (NO_STATE, "مصرف السودان الزراعي", ""), 2),
        ((NO_STATE, "وزارة الداخلية", ""), (NO_STATE, "وزارة الداخلية", ""), 2),
    ],
)
def test_company_tells_whether_two_men_of_one_common_name_are_one(
    store: Store, first: tuple[Post, str, str], other: tuple[Post, str, str], number: int
) -> None:
    put(store, [_seen("1", "2015-03-10", *first), _seen("2", "2015-05-10", *other)])
    assert labels(store, "Official").count("محمد علي") == number


def test_company_of_long_ago_is_no_evidence(store: Store) -> None:
    whom = "عوض الكريم حمدنا الله"
    put(store, [_seen("1", "2005-03-10", MANAGER, with_=whom), _seen("2", "2015-05-10", JUDGE, with_=whom)])
    assert labels(store, "Official").count("محمد علي") == 2
