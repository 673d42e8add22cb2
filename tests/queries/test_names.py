"""What people type finds the thing they mean, or a message that helps them."""

import re
from pathlib import Path

import pytest
from mithaq.errors import UserError
from mithaq.lexicon import authority_tables
from mithaq.queries import NameResolver, Parameter, english_names, resolve_parameter
from mithaq.store import Store, Transaction
from pyoxigraph import Literal, NamedNode, Quad

ID = "https://w3id.org/mithaq/id/"
MQ = "https://w3id.org/mithaq/ontology#"


def found(names: NameResolver, kind: str, typed: str) -> str:
    term = resolve_parameter(Parameter("x", kind, {"en": "x"}), typed, names)
    return term.value.removeprefix(ID).removeprefix(MQ)


@pytest.mark.parametrize(
    "typed",
    ["قطر", "دولة قطر", "Qatar", "qatar", "QA", "qa", "QAT", "الدوحة", "Doha", "wd:Q846", "Q846",
     f"{ID}state/QA", f"<{ID}state/QA>", "state/QA", " قطر ", "قَطَر", "http://www.wikidata.org/entity/Q846"],
)  # fmt: skip
def test_a_state_in_every_way_people_write_it(names: NameResolver, typed: str) -> None:
    assert found(names, "state", typed) == "state/QA"


@pytest.mark.parametrize("typed", ["كاظم جواد الربيعي", "كاظم الربيعي", "كاظِم جواد الرّبيعي", "جواد ربيعي"])
def test_an_official_by_any_part_of_the_name_that_tells_them_apart(names: NameResolver, typed: str) -> None:
    assert found(names, "official", typed).startswith("person/kazm-jwad-alrbyay")


def test_the_name_written_exactly_so_comes_before_longer_ones(names: NameResolver) -> None:
    assert found(names, "official", "الربيعي").startswith("person/alrbyay-")


def test_compound_names_with_and_without_space(names: NameResolver) -> None:
    assert found(names, "official", "ناصر عبدالامير الشمري") == found(names, "official", "ناصر عبد الأمير الشمري")


def test_a_place_is_the_city_and_a_state_the_state(names: NameResolver) -> None:
    assert found(names, "place", "الدوحة").startswith("place/")
    assert found(names, "place", "قطر") == "state/QA"


def test_things_of_other_types(names: NameResolver) -> None:
    assert found(names, "organization", "Gulf Cooperation Council") == found(
        names, "organization", "مجلس التعاون الخليجي"
    )
    assert found(names, "forum", "ملتقى الدوحة الأمني").startswith("forum/")
    assert found(names, "forum", "ملتقى الدوحة الأمني الثاني").startswith("edition/")
    assert (
        found(names, "article", "doha-1") == found(names, "article", "مذكرة أمنية بين قطر والعراق") == "article/doha-1"
    )
    assert found(names, "post", "وزير الداخلية القطري").startswith("post/")
    assert found(names, "thing", "اتفاق للتعاون الدفاعي").startswith("agreement/")


@pytest.mark.parametrize(
    ("kind", "typed", "concept"),
    [
        ("role", "interiorMinister", "interiorMinister"), ("role", "وزير الداخلية", "interiorMinister"),
        ("role", "Interior Minister", "interiorMinister"),
        ("role", "mq:interiorMinister", "interiorMinister"),
        ("kind", "memorandum", "memorandum"), ("topic", "counterTerrorism", "counterTerrorism"),
        ("topic", "مكافحة الإرهاب", "counterTerrorism"), ("act", "accuse", "accuse"),
        ("class", "Meeting", "Meeting"),
        ("class", f"{MQ}Meeting", "Meeting"),
    ],
)  # fmt: skip
def test_concepts_in_either_language(names: NameResolver, kind: str, typed: str, concept: str) -> None:
    assert found(names, kind, typed) == concept


@pytest.mark.parametrize(
    ("kind", "typed", "term"),
    [
        ("date", "2017-07-11", '"2017-07-11"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("date", "٢٠١٧-٠٧", '"2017-07"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        ("year", "2017", '"2017"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("integer", "٣٠", '"30"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("integer", "-007", '"-7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("text", ' as "it" is ', '" as \\"it\\" is "'),
        ("iri", "mq:held", f"<{MQ}held>"),
    ],
)  # fmt: skip
def test_values(names: NameResolver, kind: str, typed: str, term: str) -> None:
    assert str(resolve_parameter(Parameter("x", kind, {"en": "x"}), typed, names)) == term


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        ("state", "العرق", "no state is named .العرق.; similar: .العراق."),
        ("state", "Qattar", "no state is named .Qattar.; similar: .Qatar."),
        ("actor", "العرق", "no state, organization or official is named .العرق.; similar: .العراق."),
        ("actor", "الدوصري", "similar: .خالد بن حمد الدوسري."),
        ("official", "الدوصري", "similar: .خالد بن حمد الدوسري."),
        ("official", "Dosari", "similar: .خالد بن حمد الدوسري."),
        ("official", "الملك", "no official is named"),
        ("official", "حسن العبيدي الشمري", "no official is named"),
        ("state", f"{ID}article/doha-1", "is of class Article, not State"),
        ("iri", "not an iri", "is not an IRI"),
        ("role", "forein minister", "similar: foreignMinister"),
        ("date", "2017-13-01", "is not a date such as"),
        ("date", "yesterday", "is not a date such as"),
        ("year", "2017-07", "is not a year such as"),
        ("integer", "7.5", "is not a whole number"),
        ("integer", "9" * 30, "is not a whole number"),
        ("text", "a\0b", r"U\+0000"),
        ("state", "", "give a name"),
        ("state", "x" * 1000, "give a name of 1 to 500"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_told_in_one_line(names: NameResolver, kind: str, typed: str, message: str) -> None:
    with pytest.raises(UserError, match=message) as caught:
        resolve_parameter(Parameter("x", kind, {"en": "x"}), typed, names)
    assert str(caught.value).startswith("parameter x: ")
    assert "\n" not in str(caught.value)


def test_a_number_alone_is_no_part_of_a_name(tmp_path: Path) -> None:
    body, label = NamedNode(f"{ID}organization/mjmwat"), Literal("مجموعة 5+1", language="ar")
    with Store.open(tmp_path / "store", write=True, create=True) as store:
        named = Quad(body, NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), label)
        kind = Quad(body, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), NamedNode(f"{MQ}Organization"))
        store.apply(Transaction([], [named, kind]))
        store.publish()
    with Store.open(tmp_path / "store") as store:
        names = NameResolver(store)
        assert found(names, "organization", "مجموعة 5") == "organization/mjmwat"
        for typed in ("-1", "1", "5"):
            with pytest.raises(UserError, match="no organization is named"):
                found(names, "organization", typed)


def test_a_state_is_meant_where_a_place_has_its_name(tmp_path: Path) -> None:
    label, kind = (
        NamedNode(iri)
        for iri in ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    )
    with Store.open(tmp_path / "store", write=True, create=True) as store:
        things = {"state/DJ": "State", "place/jybwty": "Place", "place/jybwty-2": "Place"}
        quads = [Quad(NamedNode(ID + iri), label, Literal("جيبوتي", language="ar")) for iri in things]
        quads += [Quad(NamedNode(ID + iri), kind, NamedNode(MQ + name)) for iri, name in things.items()]
        store.apply(Transaction([], quads))
        store.publish()
    with Store.open(tmp_path / "store") as store:
        assert found(NameResolver(store), "any", "جيبوتي") == "state/DJ"


def test_an_ambiguous_name_lists_the_candidates_as_they_can_be_typed(names: NameResolver) -> None:
    with pytest.raises(UserError, match="is ambiguous") as caught:
        found(names, "forum", "ملتقى أمني")
    message = str(caught.value)
    assert message.count("ملتقى الدوحة الأمني") == 3
    assert message.endswith("give the full name or the IRI")
    (first, *_) = [word.rstrip(",:") for word in message.split() if word.startswith(("forum/", "edition/"))]
    assert found(names, "forum", first) == first


def test_a_state_that_no_article_tells_of_is_no_mistake(names: NameResolver) -> None:
    assert found(names, "state", "Norway") == "state/NO"


def test_guinea_is_not_equatorial_guinea(names: NameResolver) -> None:
    assert found(names, "state", "Guinea") == "state/GN"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("UAE", "AE"), ("U.A.E.", "AE"), ("Emirates", "AE"), ("Turkey", "TR"), ("Turkiye", "TR"), ("Türkiye", "TR"),
        ("KSA", "SA"), ("UK", "GB"), ("Great Britain", "GB"), ("DRC", "CD"), ("Ivory Coast", "CI"),
        ("Côte d'Ivoire", "CI"), ("USA", "US"), ("United States of America", "US"), ("Czech Republic", "CZ"),
        ("South Korea", "KR"), ("DPRK", "KP"), ("Russian Federation", "RU"), ("Syrian Arab Republic", "SY"),
        ("Myanmar", "MM"), ("Sao Tome and Principe", "ST"), ("state of qatar", "QA"), ("Holy See", "VA"),
    ],
)  # fmt: skip
def test_states_by_english_names_and_abbreviations(names: NameResolver, typed: str, code: str) -> None:
    assert found(names, "state", typed) == found(names, "actor", typed) == f"state/{code}"


def test_every_state_has_an_english_name_of_its_own(names: NameResolver) -> None:
    for code, entry in authority_tables.states().items():
        for typed in (entry.name_en, entry.iso3, entry.name_en.replace("&", "and")):
            assert found(names, "state", typed) == f"state/{code}"
    assert set(authority_tables.states()) <= {key for key, _ in english_names._rows()}


def test_no_english_name_is_of_two_things() -> None:
    keys: dict[str, str] = {}
    for key, name in english_names._rows():
        assert keys.setdefault(english_names.normalized(name), key) == key
        known = english_names.state_codes().get(english_names.normalized(name), key)
        assert known == key or name in ("AU", "EC", "SCO"), name  # codes of states come first


def test_an_organization_by_its_abbreviation(names: NameResolver) -> None:
    assert found(names, "actor", "GCC") == found(names, "organization", "مجلس التعاون الخليجي")
    with pytest.raises(UserError, match="is an organization, and a state is asked for"):
        found(names, "state", "EU")


@pytest.mark.parametrize("typed", ["EU", "E.U.", "European Union", "الاتحاد الأوروبي", "الإتحاد الاوروبي"])
def test_a_known_organization_that_no_article_mentions_has_no_results_as_a_state_has(
    names: NameResolver, typed: str
) -> None:
    assert found(names, "actor", typed).startswith("organization/alathad-alawrwby-")
    with pytest.raises(UserError, match="is an organization, and a state is asked for"):
        found(names, "state", typed)


def test_an_ambiguous_name_is_no_known_organization(names: NameResolver) -> None:
    with pytest.raises(UserError, match="no state, organization or official is named"):
        found(names, "actor", "الأوروبي")


def test_candidates_are_told_apart(names: NameResolver) -> None:
    with pytest.raises(UserError, match="is ambiguous") as caught:
        found(names, "forum", "ملتقى أمني")
    assert "(Forum; " in str(caught.value)
    assert "(ForumEdition; " in str(caught.value)
    assert re.search(r"[0-9]+ articles?, [0-9]{4}", str(caught.value))
