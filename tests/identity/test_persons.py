"""Which names the merged graph takes for one person."""

from __future__ import annotations

import pytest
from mithaq.extraction.facts import Post
from mithaq.identity import why
from mithaq.rdf import Minter
from mithaq.store import Store

from tests.identity.told import Told, counter_terrorism, foreign_minister, labels, put


def _told(id: str, name: str, *posts: Post, states: tuple[str, ...] = ()) -> Told:
    told = Told(id)
    told.official(name, *posts)
    for state in states:
        told.state(state)
    return told


def test_a_middle_name_left_out_and_a_post_worded_otherwise(store: Store) -> None:
    put(store, [
        _told("1", "عبد العزيز الأنصاري", counter_terrorism("رئيس الهيئة الوطنية القطرية لمكافحة الإرهاب")),
        _told("2", "عبدالعزيز عبدالله الأنصاري", counter_terrorism("رئيس اللجنة الوطنية لمكافحة الإرهاب")),
    ])  # fmt: skip
    assert labels(store, "Official") == ["عبدالعزيز عبدالله الأنصاري"]
    reasons = why(store, Minter().official("عبد العزيز الأنصاري", "QA").value)
    assert [reason.because for reason in reasons] == [
        ("the same first and last name, middle names left out of one", "one state",
         "similarly worded positions (headOfOrganization)"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سيرغي لافروف", "سيرجي لافروف"),
        ("محمد بن سلمان", "محمد بن سلمان بن عبدالعزيز آل سعود"),
        ("عادل الجبير", "عادل بن أحمد الجبير"),
    ],
)
def test_one_state_and_post_join_variants(store: Store, one: str, other: str) -> None:
    put(store, [_told("1", one, foreign_minister("SA")), _told("2", other, foreign_minister("SA"))])
    assert len(labels(store, "Official")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("محمد بن حمد آل ثاني", "محمد بن جاسم آل ثاني"),
        ("محمد علي الغانم", "محمد أحمد الغانم"),
        ("سعد القحطاني", "سعيد القحطاني"),
        ("الأنصاري", "عبدالعزيز الأنصاري"),
    ],
)
def test_names_that_do_not_go_together_stay_two(store: Store, one: str, other: str) -> None:
    put(store, [_told("1", one, foreign_minister("QA")), _told("2", other, foreign_minister("QA"))])
    assert len(labels(store, "Official")) == 2


def test_one_name_in_two_states_is_two_persons(store: Store) -> None:
    put(store, [
        _told("1", "خالد العطية", foreign_minister("QA")),
        _told("2", "خالد العطية", foreign_minister("IQ")),
    ])  # fmt: skip
    assert len(labels(store, "Official")) == 2


def test_an_article_that_names_both_keeps_them_apart(store: Store) -> None:
    both = _told("2", "حمد آل ثاني", foreign_minister("QA"))
    both.official("حمد بن جاسم آل ثاني", foreign_minister("QA"))
    put(store, [both])
    assert len(labels(store, "Official")) == 2


def test_a_short_name_that_fits_two_persons_joins_neither(store: Store) -> None:
    put(store, [
        _told("1", "محمد علي الغانم", foreign_minister("KW")),
        _told("2", "محمد أحمد الغانم", foreign_minister("KW")),
        _told("3", "محمد الغانم", foreign_minister("KW")),
    ])  # fmt: skip
    assert len(labels(store, "Official")) == 3


def test_a_name_without_a_post_joins_the_only_one_of_a_state_its_article_speaks_of(store: Store) -> None:
    minister = _told("1", "عادل بن أحمد الجبير", foreign_minister("SA"))
    put(store, [minister, _told("2", "عادل الجبير", states=("SA", "IR"))])
    assert labels(store, "Official") == ["عادل بن أحمد الجبير"]


def test_a_name_without_a_post_stays_alone_where_nothing_else_speaks_for_it(store: Store) -> None:
    minister = _told("1", "عادل بن أحمد الجبير", foreign_minister("SA"))
    put(store, [minister, _told("2", "عادل الجبير", states=("MA",))])
    assert len(labels(store, "Official")) == 2


def test_the_commonest_form_is_the_label_and_the_others_are_kept(store: Store) -> None:
    put(store, [
        _told("1", "سيرغي لافروف", foreign_minister("RU")),
        _told("2", "سيرجي لافروف", foreign_minister("RU")),
        _told("3", "سيرجي لافروف", foreign_minister("RU")),
    ])  # fmt: skip
    assert labels(store, "Official") == ["سيرجي لافروف"]
    rows = store.select(
        "SELECT ?other { ?who a <https://w3id.org/mithaq/ontology#Official> ;"
        " <http://www.w3.org/2004/02/skos/core#altLabel> ?other }"
    )
    assert [row["other"].value for row in rows] == ["سيرغي لافروف"]
