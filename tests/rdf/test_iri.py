"""IRIs: the same for the same thing, others for other things, ASCII, under the base that is set."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.errors import UserError
from mithaq.language.partial_date import PartialDate
from mithaq.rdf import Minter
from mithaq.reading.article import Span
from pyoxigraph import NamedNode

mint = Minter()
NAMES = st.text(st.characters(codec="utf-8"), min_size=1)
DAY = PartialDate(2017, 7, 11)
QATAR, AMERICA = mint.state("QA"), mint.state("US")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("عبد العزيز الأنصاري", "عبدالعزيز الانصاري"),
        ("أبو بكر نور الدين", "ابوبكر نورالدين"),
        ("هبة الله علي", "هبه الله على"),
        ("مُحَمَّد بن زايد", "محمد بن زايد"),
        ("وزارة «الداخلية»", "وزارة الداخلية"),
        ("سعد\u200f الجبري", "سعد  الجبري"),
    ],
)
def test_spelling_variants_are_one_thing(one: str, other: str) -> None:
    assert mint.official(one, "QA") == mint.official(other, "QA")
    assert mint.organization(one) == mint.organization(other)
    assert mint.post(one, "QA") == mint.post(other, "QA")


def test_what_differs_in_name_or_state_is_two_things() -> None:
    minister = mint.organization("وزارة الداخلية", "QA"), mint.organization("وزارة الداخلية", "IQ")
    assert len({mint.official(n, s) for n in ("علي حسن", "حسن علي") for s in (None, "QA", "IQ")}) == 6
    assert minister[0] != minister[1]
    assert mint.post("المدير", None, minister[0]) != mint.post("المدير", None, minister[1])


def test_names_without_letters_stay_apart() -> None:
    assert mint.place("***") != mint.place("///")


@given(NAMES, NAMES)
def test_every_iri_is_ascii_and_a_valid_iri(name: str, identifier: str) -> None:
    article = mint.article(identifier)
    for node in (
        article,
        mint.passage(article, Span(0, 5)),
        mint.state(name),
        mint.official(name, identifier),
        mint.post(name, identifier, mint.organization(name)),
        mint.agreement(name, [QATAR, AMERICA], DAY, name, within=identifier),
        mint.edition(mint.forum(name), None, None, None, within=identifier),
        mint.event("statement", name, [QATAR, AMERICA], article),
    ):
        assert node.value.isascii()
        assert NamedNode(node.value).value.count("#") <= 1


@given(st.lists(NAMES, unique_by=lambda n: mint.article(n).value))
def test_article_iris_are_one_segment_and_reversible(identifiers: list[str]) -> None:
    for identifier in identifiers:
        segment = mint.article(identifier).value.removeprefix(mint.base + "article/")
        assert "/" not in segment
        assert segment not in (".", "..")


def test_one_signing_in_two_articles_is_one_agreement() -> None:
    first = mint.agreement("memorandum", [QATAR, AMERICA], DAY, "مذكرة تفاهم", within="002")
    second = mint.agreement("memorandum", [AMERICA, QATAR], DAY, "مذكرة الدوحة", within="003")
    assert first == second


@pytest.mark.parametrize(
    ("parties", "signed"),
    [([QATAR], DAY), ([QATAR, QATAR], DAY), ([QATAR, AMERICA], None), ([QATAR, AMERICA], PartialDate(2017))],
)
def test_too_little_known_keeps_the_agreements_of_two_articles_apart(
    parties: list[NamedNode], signed: PartialDate | None
) -> None:
    made = {mint.agreement("memorandum", parties, signed, "مذكرة تفاهم", within=w) for w in ("002", "003")}
    assert len(made) == 2


def test_two_memoranda_of_one_day_are_two() -> None:
    made = {
        mint.agreement("memorandum", [QATAR, AMERICA], DAY, name, within="1", alone=False)
        for name in ("مذكرة في الصحة", "مذكرة في التعليم")
    }
    assert len(made) == 2


def test_a_forum_held_once_is_told_by_year_and_place_and_a_standing_one_by_name() -> None:
    summit = [mint.forum("القمة الطارئة", place=mint.place(city), date=PartialDate(year))
              for city, year in (("مكة", 2015), ("مكة", 2019), ("الرياض", 2019))]  # fmt: skip
    assert len(set(summit)) == 3
    assert mint.forum("منتدى الدوحة") == mint.forum("منتدي الدوحه")


def test_an_edition_is_told_by_its_number_else_by_place_and_year_else_by_article() -> None:
    series, place = mint.forum("مؤتمر ميونيخ"), mint.place("ميونيخ")
    numbered = {mint.edition(series, 51, p, d, within=w) for p in (place, None) for d in (DAY, None) for w in "ab"}
    dated = {mint.edition(series, None, place, d, within=w) for d in (DAY, PartialDate(2017)) for w in "ab"}
    bare = {mint.edition(series, None, place, None, within=w) for w in "ab"}
    assert (len(numbered), len(dated), len(bare)) == (1, 1, 2)
    assert len(numbered | dated | bare) == 4


def test_the_order_of_participants_does_not_matter_and_their_parts_do() -> None:
    assert mint.event("meeting", [QATAR, AMERICA], "x") == mint.event("meeting", [AMERICA, QATAR], "x")
    assert mint.event("visit", QATAR, AMERICA) != mint.event("visit", AMERICA, QATAR)


def test_another_base_changes_the_base_and_nothing_else() -> None:
    other = Minter("http://kg.example/x/")
    makers: list[Callable[[Minter], NamedNode]] = [
        lambda m: m.post("مدير", "QA", m.organization("هيئة")),
        lambda m: m.agreement("treaty", [m.state("QA"), m.state("US")], DAY, "معاهدة", within="1"),
        lambda m: m.edition(m.forum("ق"), None, m.place("مكة"), DAY, within="1"),
        lambda m: m.event("meeting", [m.state("QA"), m.state("US")], "x"),
    ]
    for make in makers:
        assert make(other).value.removeprefix(other.base) == make(mint).value.removeprefix(mint.base)


@pytest.mark.parametrize(
    "base", ["", "no-iri/", "http://x.example/a b/", "http://x.example/#", "http://x.example", "http://س/"]
)
def test_a_base_that_cannot_be_one_is_refused_in_one_line(base: str) -> None:
    with pytest.raises(UserError, match="absolute ASCII IRI"):
        Minter(base)
