"""The tables of the lexicon: equal to the output of their scripts, and complete enough for Arabic news."""

from __future__ import annotations

import csv
import functools
import importlib
import re
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.language.fold import normalize
from mithaq.lexicon.authority_tables import officials, organizations, read_table, states, table_names
from mithaq.lexicon.office_holders import tenancies
from mithaq.names import name_words
from mithaq.names.frequency import expected_bearers
from mithaq.wikidata.known_items import package_items

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "loader" / "mithaq" / "lexicon" / "data"
BUILT = ["nisba", "places", "names", "words", "verbs", "portfolio_words"]
BY_HAND = ["venues", "nisba_notes", "foreign_names", "verb_frames", "portfolios", "portfolio_terms"]
AUTHORITY = ["authority/states", "authority/organizations", "authority/officials"]
KNOWN_OFFICIALS = [
    f"authority/known_officials/{name.removesuffix('.csv')}" for name in table_names("authority", "known_officials")
]
ARTICLE = "ال"
MANY_BEARERS = 0.3
"""Expected bearers from which on a name alone tells no official of known_officials."""


def script(name: str) -> ModuleType:
    """A build script as a module."""
    return importlib.import_module(f"scripts.build_{name}")


@functools.cache
def rows(name: str) -> list[dict[str, str]]:
    return list(read_table(*f"{name}.csv".split("/")))


def cells(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def nisba(form: str) -> list[dict[str, str]]:
    return [row for row in rows("nisba") if row["form"] == form]


def place(form: str) -> dict[str, str]:
    wanted = normalize(form)
    found = [r for r in rows("places") if wanted in map(normalize, (r["name"], *cells(r["aliases"])))]
    assert len(found) == 1, (form, found)
    return found[0]


def verb(form: str) -> set[tuple[str, str, str, str]]:
    """Readings of a form in newspaper spelling: (frame, tense, number, gender)."""
    found = [row for row in rows("verbs") if row["form"] == normalize(form)]
    return {(row["frame"], row["tense"], row["number"], row["gender"]) for row in found}


@pytest.mark.parametrize("name", BUILT + BY_HAND + AUTHORITY + KNOWN_OFFICIALS)
def test_a_table_says_where_it_comes_from_and_is_well_formed(name: str) -> None:
    path = DATA / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    assert text.startswith(head), "the comments stand first"
    if name in BUILT:
        assert f"scripts/build_{name}.py" in head
    else:
        assert "by hand" in head
    assert len(text.encode()) <= 900_000
    lines = list(csv.reader(text[len(head) :].splitlines()))
    assert {len(line) for line in lines} == {len(lines[0])}, "a row lacks a cell or has one too many"
    assert len(lines) > 3
    for line in lines:
        assert all(cell == cell.strip() and "||" not in cell for cell in line), line


@pytest.mark.parametrize("name", ["names", "words", "verbs", "portfolio_words"])
def test_forms_to_look_up_are_folded_and_sorted(name: str) -> None:
    forms = [row["form"] for row in rows(name)]
    assert forms == sorted(forms)
    assert all(form == normalize(form) for form in forms)


# states, organisations, officials


def test_a_state_has_its_codes_item_names_and_capital() -> None:
    qatar = states()["QA"]
    assert (qatar.iso3, qatar.qid, qatar.name_en, qatar.name_ar) == ("QAT", "Q846", "Qatar", "قطر")
    assert "دولة قطر" in qatar.forms
    assert qatar.capitals_ar == ("الدوحة",)
    assert len(states()) == 198
    with pytest.raises(TypeError):
        states()["QA"] = states()["AE"]  # type: ignore[index]


def test_identifiers_are_unique_and_well_formed() -> None:
    for table in (states().values(), organizations(), officials()):
        qids = [entry.qid for entry in table if entry.qid]
        assert len(qids) == len(set(qids))
        assert all(re.fullmatch("Q[1-9][0-9]*", qid) for qid in qids)
    assert all(re.fullmatch("[A-Z]{2} [A-Z]{3}", f"{s.code} {s.iso3}") for s in states().values())
    known = set(states())
    assert {o.state for o in organizations()} - {None} <= known
    assert {code for o in officials() for code in o.states} <= known


def test_rows_without_an_item_serve_recognition_and_are_never_linked() -> None:
    fidan = next(entry for entry in officials() if entry.name_en == "Hakan Fidan")
    assert (fidan.qid, fidan.key, fidan.weak_years) == ("", "هاكان فيدان", True)
    assert "foreignMinister" in {tenancy.role for tenancy in tenancies(fidan.key)}
    assert all(item.qid for item in package_items())


@pytest.mark.parametrize("name", KNOWN_OFFICIALS)
def test_officials_known_without_an_item_have_full_names_and_posts_of_their_states(name: str) -> None:
    for row in rows(name):
        names = (row["name_ar"], *cells(row["aliases"]))
        assert all(len(form.split()) > 1 and re.fullmatch("[ء-ي' -]+", form) for form in names), row
        assert all(re.fullmatch("[A-Z]{2}", code) for code in cells(row["states"])), row
        assert all(
            "(" not in post or re.search(r" \([A-Z]{2}\)( \d{4}–(\d{4})?| –\d{4})?$", post)
            for post in cells(row["posts"])
        ), row


@pytest.mark.parametrize("name", KNOWN_OFFICIALS)
def test_a_name_that_many_people_bear_tells_no_official(name: str) -> None:
    forms = [form for row in rows(name) for form in (row["name_ar"], *cells(row["aliases"]))]
    assert [form for form in forms if expected_bearers(name_words(form)) >= MANY_BEARERS] == []


def test_the_office_of_an_official_without_an_item_is_known() -> None:
    arce = next(entry for entry in officials() if entry.name_en == "Luis Arce")
    assert ("headOfState", "BO") in {(tenancy.role, tenancy.state) for tenancy in tenancies(arce.key)}


def test_every_year_of_a_post_is_a_span() -> None:
    assert not [line for o in officials() for line in o.posts if re.search(r" \d{4}$", line) and "–" not in line]


def test_the_head_of_a_body_is_not_the_head_of_state() -> None:
    muqrin = next(entry for entry in officials() if entry.name_en == "Muqrin bin Abdulaziz Al Saud")
    assert {tenancy.role for tenancy in tenancies(muqrin.key)} == {"crownPrince", "intelligenceChief"}


def test_a_name_that_several_officials_bear_is_marked_for_all_of_them() -> None:
    bearers = defaultdict(set)
    for official in officials():
        for form in official.forms:
            bearers[normalize(form)].add(official.key)
    unmarked = [
        (official.key, form) for official in officials() for form in official.forms
        if len(bearers[normalize(form)]) > 1 and form not in official.ambiguous
    ]  # fmt: skip
    assert not unmarked


def test_a_name_of_two_states_is_marked_unless_it_stands_for_both() -> None:
    named = defaultdict(set)
    for state in states().values():
        for form in state.forms:
            if form not in state.ambiguous:
                named[normalize(form)].add(state.code)
    shared = {form: codes for form, codes in named.items() if len(codes) > 1}
    assert shared == {normalize("الكوريتان"): {"KP", "KR"}, normalize("الكوريتين"): {"KP", "KR"}}


def test_ambiguous_forms_are_forms_of_their_entry() -> None:
    for state in states().values():
        assert state.ambiguous <= {*state.forms, *state.capitals_ar}, state.code
    for organization in organizations():
        assert organization.ambiguous <= set(organization.forms), organization.qid
    for official in officials():
        assert official.ambiguous <= set(official.forms), official.qid


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("سورية", "SY"), ("أميركا", "US"), ("الولايات المتحدة الأميركية", "US"), ("البوسنة", "BA"),
        ("المجر", "HU"), ("هنغاريا", "HU"), ("كوت ديفوار", "CI"), ("روسيا البيضاء", "BY"),
        ("يوغندا", "UG"),
        ("المملكة المغربية", "MA"), ("الجمهورية الإسلامية الموريتانية", "MR"), ("سلطنة عمان", "OM"),
    ],
)  # fmt: skip
def test_the_press_names_of_a_state(form: str, code: str) -> None:
    assert [s.code for s in states().values() if normalize(form) in {normalize(f) for f in s.forms}] == [code]


@pytest.mark.parametrize("form", ["المملكة", "الجمهورية", "الدولة", "السلطنة", "الجمهورية الإسلامية"])
def test_a_word_for_any_state_names_none(form: str) -> None:
    assert not [s.code for s in states().values() if normalize(form) in {normalize(f) for f in s.forms}]


# nisba


def test_every_state_has_an_adjective_in_both_genders_and_all_numbers() -> None:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows("nisba"):
        codes = [row["code"]] if row["code"] else row["note"].split("|")[0].removeprefix("shared:").split(",")
        for code in codes:
            found[code] |= {(row["gender"], number) for number in cells(row["number"])}
    assert {code: kinds for code, kinds in found.items() if len(kinds) < 6} == {}
    assert set(found) == set(states())


@pytest.mark.parametrize(
    ("form", "code", "gender", "number"),
    [
        ("أمريكي", "US", "m", "s"), ("أميركية", "US", "f", "s"), ("أميركيين", "US", "m", "d|p"),
        ("قطريتان", "QA", "f", "d"), ("تونسيون", "TN", "m", "p"), ("مصريات", "EG", "f", "p"),
        ("أتراك", "TR", "m", "p"), ("مغاربة", "MA", "m", "p"), ("روس", "RU", "m", "p"),
        ("هنود", "IN", "m", "p"), ("فرنسيا", "FR", "m", "s"), ("توغولي", "TG", "m", "s"),
        ("إنجليزية", "GB", "f", "s"), ("كورية شمالية", "KP", "f", "s"),
        ("كوريون جنوبيون", "KR", "m", "p"), ("كونغولي ديمقراطي", "CD", "m", "s"),
    ],
)  # fmt: skip
def test_an_inflected_nisba(form: str, code: str, gender: str, number: str) -> None:
    assert [(r["code"], r["gender"], r["number"]) for r in nisba(form)] == [(code, gender, number)]


@pytest.mark.parametrize(
    ("form", "shared"), [("كوري", "KP,KR"), ("كورية", "KP,KR"), ("كونغولي", "CD,CG"), ("غيني", "GN,GQ,GW")]
)
def test_a_nisba_of_several_states_names_none_by_itself(form: str, shared: str) -> None:
    (row,) = nisba(form)
    assert (row["code"], row["note"]) == ("", f"shared:{shared}")


@pytest.mark.parametrize(
    ("form", "note"),
    [("تركي", "given"), ("هندي", "surname"), ("مصري", "surname"), ("مالي", "common"), ("قمرية", "common")],
)
def test_a_nisba_that_means_something_else_is_marked(form: str, note: str) -> None:
    assert note in cells(nisba(form)[0]["note"])


def test_only_the_bare_singular_is_marked_as_a_name() -> None:
    assert nisba("مصريين")[0]["note"] == ""
    assert nisba("أمريكي")[0]["note"] == ""


def test_nisbas_of_several_words_say_how_they_take_the_article() -> None:
    assert nisba("كورية جنوبية")[0]["definite"] == "الكورية الجنوبية"
    assert "الجنوب أفريقية" in cells(nisba("جنوب أفريقية")[0]["definite"])


def test_no_adjective_names_two_states() -> None:
    codes = defaultdict(set)
    for row in rows("nisba"):
        codes[normalize(row["form"])].add(row["code"])
    assert {form: found for form, found in codes.items() if len(found) > 1} == {}


@given(st.lists(st.text("بتجدرسشعفقكلمن", min_size=2, max_size=6), min_size=1, max_size=3))
def test_an_inflected_stem_keeps_its_words_in_order(stems: list[str]) -> None:
    # of the ways to take the article, the last has it on every word
    stem = " ".join(word + "ي" for word in stems)
    forms = list(script("nisba").inflect(stem))
    assert forms[0][0] == stem
    assert len({form for form, *_ in forms}) == len(forms)
    for form, _, _, definite in forms:
        articled = definite.split("|")[-1].split()
        for bare, with_article, start in zip(form.split(), articled, stems, strict=len(stems) > 1):
            assert with_article == ARTICLE + bare
            assert bare.startswith(start + "ي")


# places


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("أبو ظبي", "AE"), ("نواكشوط", "MR"), ("كييف", "UA"), ("أنقرة", "TR"), ("الصخيرات", "MA"),
        ("شرم الشيخ", "EG"), ("دافوس", "CH"), ("الأستانة", "KZ"), ("نور سلطان", "KZ"), ("ميونخ", "DE"),
        ("سان بطرسبورغ", "RU"), ("لاهاي", "NL"), ("بنغازي", "LY"), ("كربلاء", "IQ"), ("هامبورغ", "DE"),
        ("رام الله", "PS"), ("قطاع غزة", "PS"), ("شيكاغو", "US"), ("إشبيلية", "ES"), ("صفاقس", "TN"),
    ],
)  # fmt: skip
def test_where_a_place_lies(form: str, code: str) -> None:
    assert place(form)["code"] == code


def test_every_capital_is_a_place() -> None:
    known = {normalize(n) for row in rows("places") for n in (row["name"], *cells(row["aliases"]))}
    for state in states().values():
        for capital in state.capitals_ar:  # one that shares its name with the state is found as the state
            assert normalize(capital) in known or normalize(capital) in map(normalize, state.forms), (
                state.code,
                capital,
            )


def test_no_city_is_taken_for_a_state_or_its_people() -> None:
    taken = {normalize(f) for s in states().values() for f in s.forms} | {normalize(r["form"]) for r in rows("nisba")}
    clashes = {r["name"] for r in rows("places") if r["kind"] == "city" and normalize(r["name"]) in taken}
    assert clashes == set()


def test_a_place_written_one_way_lies_in_one_state() -> None:
    codes = defaultdict(set)
    for row in rows("places"):
        for name in (row["name"], *cells(row["aliases"])):
            codes[normalize(name)].add(row["code"])
    assert {name: found for name, found in codes.items() if len(found) > 1} == {}


def test_phrases_that_hold_a_states_name_are_there_to_shield_it() -> None:
    for form in ("المحيط الهندي", "المغرب العربي", "بحر الصين الجنوبي", "خليج عمان", "أمريكا اللاتينية"):
        assert (place(form)["code"], place(form)["note"]) == ("", "block")
    assert place("أيرلندا الشمالية")["code"] == "GB"


def test_places_are_written_in_arabic_letters_and_lie_in_known_states() -> None:
    for row in rows("places"):
        for name in (row["name"], *cells(row["aliases"])):
            assert re.fullmatch("[\u0621-\u063a\u0641-\u065f -]+", name), name
        assert row["code"] in states() or (row["code"] == "" and row["note"] != "venue")
        assert row["kind"] in ("capital", "city", "region")


def test_a_city_named_like_a_person_or_a_common_word_needs_context() -> None:
    for form in ("الخليل", "بورصة", "صور", "كان", "المدينة المنورة"):
        assert ("ambiguous" in cells(place(form)["note"])) == (form != "المدينة المنورة"), form
    assert not [r for r in rows("places") if r["name"] in ("محمد", "عمر", "شارع", "حكومة")]


# names and words


def test_names_and_words_tell_a_name_from_a_word() -> None:
    names = {row["form"]: row for row in rows("names")}
    words = {row["form"]: row for row in rows("words")}
    for form in ("شكري", "خالد", "فيصل", "كريم", "سعود", "لافروف", "سيرغي", "فرانسوا", "حسين"):
        assert normalize(form) in names, form
        assert normalize(form) not in words, form
    for form in ("اتصال", "اجتماع", "حكومة", "أكدت", "يلتقي", "بعد", "الذي", "مشترك", "قال"):
        assert normalize(form) in words, form
        assert normalize(form) not in names, form
    assert float(names[normalize("وزير")]["common"]) > 5 > float(names[normalize("شكري")]["common"]) + 0.5


def test_given_names_of_two_words_are_found_as_one_word_too() -> None:
    names = {row["form"]: row for row in rows("names")}
    for spaced, joined in (("عبد الله", "عبدالله"), ("عبد العزيز", "عبدالعزيز"), ("نور الدين", "نورالدين")):
        assert names[normalize(spaced)]["given"] == names[normalize(joined)]["given"]
        assert int(names[normalize(spaced)]["given"]) > 100


def test_no_persons_full_name_is_in_the_table_of_names() -> None:
    for row in rows("names"):
        first, _, second = row["form"].partition(" ")
        assert not second or first == "عبد" or second in ("الدين", "الله"), row["form"]
        assert len(first) > 1
        assert int(row["given"]) + int(row["surname"]) > 0


@pytest.mark.parametrize(
    ("form", "kind"),
    [("اتفاقية", "n"), ("استقبال", "m"), ("عسكرية", "a"), ("وقعت", "v"), ("يستقبل", "v"), ("هذا", "p")],
)
def test_what_a_word_may_be(form: str, kind: str) -> None:
    (pos,) = [row["pos"] for row in rows("words") if row["form"] == normalize(form)]
    assert kind in pos


# verbs


@pytest.mark.parametrize(
    ("form", "reading"),
    [
        ("التقى", ("meet", "past", "s", "m")), ("التقت", ("meet", "past", "s", "f")),
        ("يلتقون", ("meet", "present", "p", "m")), ("اجتمعا", ("meet", "past", "d", "m")),
        ("استُقبل", ("receive", "passive_past", "s", "m")), ("وقعتا", ("sign", "past", "d", "f")),
        ("يوقع", ("sign", "present", "s", "m")), ("أكّدوا", ("say", "past", "p", "m")),
        ("قيل", ("say", "passive_past", "s", "m")), ("نوقشت", ("discuss", "passive_past", "s", "f")),
        ("اتهم", ("accuse", "past", "s", "m")), ("يُتهم", ("accuse", "passive_present", "s", "m")),
        ("دعت", ("invite", "past", "s", "f")), ("دعت", ("demand", "past", "s", "f")),
        ("بدأوا", ("begin", "past", "p", "m")), ("بدؤوا", ("begin", "past", "p", "m")),
        ("ترأست", ("chair", "past", "s", "f")), ("يزور", ("visit", "present", "s", "m")),
        ("ينفي", ("deny", "present", "s", "m")), ("عُيّن", ("appoint", "passive_past", "s", "m")),
        ("زيارة", ("visit", "masdar", "", "")), ("لقاء", ("meet", "masdar", "", "")),
        ("توقيع", ("sign", "masdar", "", "")), ("مشيراً", ("say", "participle", "s", "m")),
        ("مؤكدة", ("say", "participle", "s", "f")), ("داعيا", ("demand", "participle", "s", "m")),
    ],
)  # fmt: skip
def test_an_inflected_verb(form: str, reading: tuple[str, str, str, str]) -> None:
    assert reading in verb(form)


def test_what_a_verb_becomes_before_a_pronoun() -> None:
    notes = {(r["form"], r["frame"]): cells(r["note"]) for r in rows("verbs") if "before_suffix" in r["note"]}
    assert "before_suffix" in notes[normalize("التقا"), "meet"]  # as in: he met him
    assert "before_suffix" in notes[normalize("استقبلو"), "receive"]
    assert "before_suffix" in notes["زيارت", "visit"]


@pytest.mark.parametrize(("form", "note"), [("بحث", "noun"), ("رفض", "noun"), ("وقع", "verb"), ("يلتق", "jussive")])
def test_verb_forms_that_mislead_are_marked(form: str, note: str) -> None:
    assert note in {n for r in rows("verbs") if r["form"] == normalize(form) for n in cells(r["note"])}


def test_unmistakable_verb_forms_are_not_marked() -> None:
    for form in ("أعلنت", "التقى", "استقبل", "اتهم", "أدان", "يزور", "أكد"):
        finite = [r for r in rows("verbs") if r["form"] == normalize(form) and r["tense"] in ("past", "present")]
        assert "" in [r["note"] for r in finite], form


def test_every_frame_that_facts_are_read_from_has_its_verbs() -> None:
    lemmas = defaultdict(set)
    for row in rows("verbs"):
        lemmas[row["frame"]].add(row["lemma"])
    for frame, wanted in {
        "say": {"قال", "أكد", "أوضح", "أشار", "أضاف", "صرح", "أعلن"},
        "meet": {"التقى", "اجتمع", "تباحث", "تشاور"},
        "sign": {"وقع", "أبرم"},
        "ratify": {"صدق", "صادق", "أقر"},
        "accuse": {"اتهم"},
        "condemn": {"أدان", "ندد", "استنكر", "شجب"},
        "threaten": {"هدد", "توعد"},
        "praise": {"أشاد", "ثمن", "أثنى"},
        "demand": {"طالب", "دعا"},
        "deny": {"نفى", "أنكر"},
        "resign": {"استقال"},
    }.items():
        assert wanted <= lemmas[frame], frame


# portfolios


def test_portfolios_have_concepts_of_the_role_vocabulary() -> None:
    vocabulary = (ROOT / "ontology" / "vocabulary.ttl").read_text(encoding="utf-8")
    concepts = {row["concept"] for name in ("portfolios", "portfolio_words") for row in rows(name)} - {""}
    assert all(re.search(rf"\bmq:{concept}\b", vocabulary) for concept in concepts)
    assert {code for row in rows("portfolios") for code in cells(row["states"])} <= set(states())
    phrases = [normalize(row["phrase"]) for row in rows("portfolios")]
    assert len(phrases) == len(set(phrases)) >= 150


@pytest.mark.parametrize(
    ("phrase", "concept"),
    [
        ("الشؤون الخارجية والتعاون الإفريقي والمغاربة المقيمين بالخارج", "foreignMinister"),
        ("الطاقة والصناعة والثروة المعدنية", "energyMinister"),
        ("الداخلية واللامركزية", "interiorMinister"),
        ("الخزانة", "financeMinister"),
        ("الأمن الداخلي", "interiorMinister"),
        ("الدولة للشؤون الخارجية", "ministerOfState"),
        ("التسامح", "minister"),
    ],
)
def test_what_a_portfolio_means(phrase: str, concept: str) -> None:
    assert [row["concept"] for row in rows("portfolios") if row["phrase"] == phrase] == [concept]


@pytest.mark.parametrize(
    "phrase",
    ["السياحة والثقافة والصناعات الحربية", "التربية والصحة العمومية", "شؤون الصادرات والطاقة النووية"],
)
def test_the_words_of_a_ministry_nobody_listed_are_known(phrase: str) -> None:
    known = {row["form"] for row in rows("portfolio_words")}
    for word in normalize(phrase).split():
        assert word in known or word.removeprefix("و") in known, word
