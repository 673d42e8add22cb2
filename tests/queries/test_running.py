"""Each stored query answers what its summary says, and the same on Oxigraph and on rdflib."""

from collections import Counter
from pathlib import Path

import pytest
import rdflib
from mithaq.errors import UserError
from mithaq.export import export
from mithaq.queries import Catalogue, NameResolver, example, prepare, refuse_update, shorten_iri
from mithaq.store import Store
from pyoxigraph import QuerySolutions, QueryTriples

from tests.queries.corpus import ARTICLES, build
from tests.terms import rows_of

CATALOGUE = Catalogue()
HOST, GUEST, LATER = "خالد بن حمد الدوسري", "كاظم جواد الربيعي", "ناصر عبد الأمير الشمري"
MEMO, ACCORD, SERIES = "مذكرة تفاهم لمكافحة الإرهاب", "اتفاق للتعاون الدفاعي", "ملتقى الدوحة الأمني"
GIVEN = {
    "state": "قطر", "other": "العراق", "official": GUEST, "role": "وزير الداخلية", "kind": "memorandum",
    "topic": "counterTerrorism", "forum": SERIES, "place": "الدوحة", "article": "doha-1", "thing": GUEST,
}  # fmt: skip
IRAQ = {"successions", "holders-of-post"}


def given(name: str, **more: str) -> dict[str, list[str]]:
    """Values for the parameters that must be given, from this corpus."""
    values = {key: GIVEN.get(key, typed[0]) for key, typed in example(CATALOGUE[name]).items()}
    if name in IRAQ and "state" in CATALOGUE[name].header.parameters:
        values["state"] = "العراق"
    return {key: [value] for key, value in {**values, **more}.items()}


def answer(store: Store, name: str, *columns: str, **more: str) -> list[tuple[str, ...]]:
    """The columns asked for, in order of rows; IRIs short, "" for unbound."""
    solutions = store.raw.query(prepare(CATALOGUE.find(name), given(name, **more), NameResolver(store)))
    assert isinstance(solutions, QuerySolutions)
    return [tuple(shorten_iri(row[c].value) if row[c] else "" for c in columns) for row in solutions]


def test_agreements(store: Store) -> None:
    told = [(MEMO, "mq:memorandum", "2016-03-10", "3")]
    columns = ("agreementLabel", "kind", "signedOn", "articles")
    assert answer(store, "agreements-between", *columns) == told
    assert answer(store, "agreements-between", *columns, other="تركيا") == [(ACCORD, "mq:accord", "", "1")]
    assert answer(store, "agreements-between", *columns, other="السعودية") == []
    assert answer(store, "agreements-of-state", *columns) == [(ACCORD, "mq:accord", "", "1"), *told]
    assert answer(store, "agreements-of-state", *columns, kind="memorandum") == told
    assert answer(store, "agreements-of-state", *columns, since="2016-03-10") == told
    assert answer(store, "agreements-of-state", *columns, since="2016-04") == []
    assert answer(store, "agreements-of-state", *columns, until="2016") == told
    assert answer(store, "agreements-by-topic", *columns) == told
    assert answer(store, "agreements-by-kind", "partyLabel", "agreementLabel") == [
        ("العراق", MEMO),
        ("قطر", MEMO),
    ]
    assert answer(store, "agreements-by-year", "year", "kind", "agreements") == [("2016", "mq:memorandum", "1")]
    assert answer(store, "agreements-by-year", "year", state="تركيا") == []
    assert answer(store, "agreements-undated", "agreementLabel", "status") == [(ACCORD, "mq:negotiated")]
    assert answer(store, "agreements-undated", "agreementLabel", state="العراق") == []


def test_days_between_signing_and_meeting(store: Store) -> None:
    columns = ("partnerLabel", "signedOn", "metOn", "apart")
    same, next_day = ("العراق", "2016-03-09", "2016-03-09", "0"), ("العراق", "2016-03-10", "2016-03-09", "1")
    assert answer(store, "agreements-near-meetings", *columns) == [same, next_day]
    assert answer(store, "agreements-near-meetings", *columns, days="0") == [same]


def test_officials_and_posts(store: Store) -> None:
    assert answer(store, "posts-of-official", "postLabel", "stateLabel", "firstSeen", "lastSeen", "articles") == [
        ("وزير الداخلية العراقي", "العراق", "2016-03-10", "2016-03-11", "2")
    ]
    holders = answer(store, "holders-of-post", "officialLabel", "firstSeen")
    assert {label for label, _ in holders} == {GUEST, "الربيعي", LATER, "فاضل حسن العبيدي"}
    assert answer(store, "holders-of-post", "officialLabel", state="QA") == [(HOST,)]
    assert answer(store, "officials-of-state", "officialLabel") == [(HOST,)]
    assert answer(store, "officials-of-state", "officialLabel", role="وزير الخارجية") == []
    assert answer(store, "colleagues-of-official", "colleagueLabel", "year") == [
        ("الربيعي", "2016"), ("هادي صبري اللامي", "2016"),
    ]  # fmt: skip
    assert answer(store, "counterparts-of-official", "counterpartLabel", "meetings") == [(HOST, "1")]
    assert answer(store, "counterparts-of-official", "counterpartLabel", "meetings", official="فاضل حسن العبيدي") == []
    assert answer(store, "official-sightings", "officialLabel", "articles", "firstSeen", "lastSeen")[0] == (
        HOST, "3", "2016-03-10", "2017-02-01",
    )  # fmt: skip
    assert answer(store, "visits-of-official", "destinationLabel", "date") == [("قطر", "2016-03-09")]


def test_successions_name_only_who_came_next(store: Store) -> None:
    pairs = answer(store, "successions", "beforeLabel", "afterLabel", "firstSeenAfter")
    assert (GUEST, LATER, "2017-02-01") not in pairs
    assert ("الربيعي", LATER, "2017-02-01") in pairs


def test_meetings_count_for_a_state_through_the_posts_of_those_who_met(store: Store) -> None:
    columns = ("whoLabel", "whomLabel", "placeLabel", "mode", "date", "article")
    assert answer(store, "meetings-between-states", *columns) == [
        (HOST, LATER, "", "mq:byPhone", "", "article/doha-2"),
        (HOST, GUEST, "الدوحة", "mq:inPerson", "2016-03-09", "article/doha-1"),
        (HOST, GUEST, "الدوحة", "mq:inPerson", "2016-03-09", "article/baghdad-7"),
    ]
    assert answer(store, "meetings-between-states", "whoLabel", other="تركيا") == []
    assert answer(store, "meetings-between-states", "whoLabel", since="2017") == [(HOST,)]
    assert answer(store, "meetings-of-official", "counterpartLabel", "article") == [
        (HOST, "article/doha-1"), (HOST, "article/baghdad-7"),
    ]  # fmt: skip
    assert answer(store, "lonely-meetings", "participantLabel") == [("فاضل حسن العبيدي",)]


def test_networks(store: Store) -> None:
    edges = answer(store, "meeting-edges", "SourceLabel", "TargetLabel", "Weight")
    assert {(frozenset(edge[:2]), edge[2]) for edge in edges} == {
        (frozenset({HOST, GUEST}), "1"), (frozenset({HOST, LATER}), "1"),
    }  # fmt: skip
    ranked = answer(store, "partners-of-state", "partnerLabel", "events", "agreements", "meetings", "visits")
    assert ranked == [("العراق", "4", "1", "2", "1"), ("تركيا", "2", "1", "0", "1")]
    network = answer(store, "cooperation-network", "year", "oneLabel", "twoLabel", "agreements", "meetings")
    assert network[:2] == [("2016", "العراق", "قطر", "1", "1"), ("2016", "العراق", "الكويت", "0", "0")]
    assert ("2017", "العراق", "قطر", "0", "1") in network
    assert answer(store, "cooperation-network", "year", since="2017-02", until="2017-02") == [("2017",)]
    assert answer(store, "visitors-to-state", "visitorLabel", "visits") == [
        ("أورهان دمير", "1"),
        (GUEST, "1"),
    ]
    assert answer(store, "visitors-to-state", "visitorLabel", state="الكويت") == []  # only planned
    assert answer(store, "organizations-of-state", "organizationLabel") == [("الهيئة الوطنية للأمن",)]


def test_forums(store: Store) -> None:
    first, second = f"{SERIES} الأول", f"{SERIES} الثاني"
    assert answer(store, "forum-editions", "editionLabel", "number", "date", "placeLabel", "participants") == [
        (first, "1", "2015-11-05", "الدوحة", "3"), (second, "2", "2016-11-05", "الدوحة", "3"),
    ]  # fmt: skip
    assert answer(store, "forum-regulars", "participantLabel") == [("سالم راشد المهيري",), ("قطر",)]
    assert {p for p, in answer(store, "forum-participants", "participantLabel")} == {
        "سالم راشد المهيري", "قطر", "الكويت", "أورهان دمير",
    }  # fmt: skip
    assert {p for p, in answer(store, "forum-participants", "participantLabel", forum=first)} == {
        "سالم راشد المهيري", "قطر", "الكويت",
    }  # fmt: skip
    assert answer(store, "forums-by-place", "forumLabel") == [(first,), (second,)]
    assert answer(store, "forums-by-place", "forumLabel", place="قطر") == [(first,), (second,)]
    assert answer(store, "forums-by-place", "forumLabel", place="العراق") == []
    assert {f for (f,) in answer(store, "common-forums", "forumLabel", other="الكويت")} == {SERIES, first}


def test_timelines(store: Store) -> None:
    kinds = Counter(kind for (kind,) in answer(store, "timeline-of-state", "eventKind"))
    assert kinds["mq:Agreement"] >= 3
    assert kinds["mq:ForumEdition"] == 2
    assert kinds["mq:Statement"] == 1
    dates = [when for (when,) in answer(store, "timeline-of-state", "when")]
    assert dates == sorted(dates)
    assert answer(store, "timeline-of-state", "when", since="2018") == []
    assert {kind for kind, in answer(store, "timeline-of-person", "eventKind")} == {
        "mq:Agreement", "mq:Meeting", "mq:Visit",
    }  # fmt: skip
    assert {kind for (kind,) in answer(store, "timeline-of-pair", "eventKind", other="السعودية")} == {"mq:Statement"}


def test_statements(store: Store) -> None:
    both = [("هادي صبري اللامي", "تركيا"), ("الهيئة الوطنية للأمن", "السعودية")]
    assert answer(store, "accusations", "speakerLabel", "targetLabel") == both
    assert answer(store, "accusations", "speakerLabel", "targetLabel", target="السعودية") == both[1:]
    assert answer(store, "accusations", "speakerLabel", "targetLabel", speaker="العراق") == both[:1]
    assert answer(store, "accusations", "speakerLabel", act="praise") == []
    assert answer(store, "statement-matrix", "fromLabel", "act", "toLabel", "statements") == [
        ("العراق", "mq:accuse", "تركيا", "1"), ("قطر", "mq:accuse", "السعودية", "1"),
    ]  # fmt: skip


def test_provenance_and_quality(store: Store) -> None:
    assert answer(store, "articles-mentioning", "article", "issued", thing="السعودية") == [
        ("article/doha-2", "2017-02-01")
    ]
    facts = answer(store, "article-facts", "class", "property", "valueLabel")
    assert ("mq:Meeting", "mq:participant", HOST) in facts
    assert not {"oa:TextQuoteSelector", "mq:Article"} & {kind for kind, *_ in facts}
    assert answer(store, "facts-told-often", "name", "articles", **{"class": "Agreement"}) == [(MEMO, "3")]
    assert answer(store, "facts-told-often", "name", least="4", **{"class": "Agreement"}) == []
    once = {name for (name,) in answer(store, "facts-told-once", "name", **{"class": "Agreement"})}
    assert once == {ACCORD}
    assert answer(store, "contradicting-dates", "agreementLabel", "one", "two", "twoArticle") == [
        (MEMO, "2016-03-09", "2016-03-10", "article/kuwait-3")
    ]
    assert answer(store, "contradicting-holders", "postLabel", "date") == [("وزير الداخلية العراقي", "2017-02-01")]
    assert ("سالم راشد المهيري", "الأمين العام لمجلس التعاون") in answer(
        store, "officials-without-state", "officialLabel", "postLabel"
    )
    assert answer(store, "unlinked-things", "thingLabel", **{"class": "State"}) == []
    assert (HOST,) in answer(store, "unlinked-things", "thingLabel", **{"class": "Official"})
    assert ("قطر", "wd:Q846") in answer(store, "wikidata-links", "thingLabel", "item")
    (row, *_) = answer(store, "evidence", "article", "sentence", thing="السعودية")
    assert row == ("article/doha-2", f"تلقى وزير الداخلية القطري {HOST} اتصالا من نظيره العراقي {LATER}.")


def test_graphs(store: Store) -> None:
    def triples(name: str, **more: str) -> set[tuple[str, str, str]]:
        made = store.raw.query(prepare(CATALOGUE.find(name), given(name, **more), NameResolver(store)))
        assert isinstance(made, QueryTriples)
        return {(t.subject.value, shorten_iri(t.predicate.value), t.object.value) for t in made}

    around = triples("neighbourhood")
    people = {iri for label, iri in NameResolver(store).labels("official") if label in (HOST, GUEST)}
    assert {o for _, p, o in around if p == "mq:participant"} == people
    assert {o for _, p, o in around if p == "rdfs:label"} >= {GUEST, HOST, "وزير الداخلية العراقي"}
    assert (
        len([1 for _, p, _ in triples("acquaintances") if p == "https://schema.org/knows" or p == "schema:knows"]) == 4
    )
    assert triples("memberships", state="تركيا") < triples("memberships")


@pytest.fixture(scope="module")
def dataset(store_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Dataset:
    path = tmp_path_factory.mktemp("rdflib") / "all.nq"
    with Store.open(store_folder) as store:
        export(store, path)
    data = rdflib.Dataset()
    data.parse(path, format="nquads")
    return data


@pytest.mark.parametrize("name", list(CATALOGUE))
def test_rdflib_answers_alike(name: str, store: Store, names: NameResolver, dataset: rdflib.Dataset) -> None:
    optional = {k: p for k, p in CATALOGUE[name].header.parameters.items() if p.optional}
    more = {"since": "2015", "until": "2018"} if "since" in optional else {}
    text = prepare(CATALOGUE.find(name), given(name, **more), names)
    ours, theirs = store.raw.query(text), rows_of(dataset.query(text))
    if isinstance(ours, QueryTriples):
        assert {tuple(map(_text, t)) for t in ours} == {tuple(map(_text, t)) for t in theirs}
    else:
        found = [tuple(map(_text, row)) for row in rows_of(ours)]
        assert found == [tuple(map(_text, row)) for row in theirs]
        assert found or name in (
            "common-forums",
            "contradicting-wikidata",  # needs what Wikidata says
            "copies",  # no two articles have the same text
            "mentioned-by-title",  # every person is named; tests/docs runs it on articles where one is not
        )


def _text(term: object) -> str:
    """A term's text; "" for unbound, which rdflib's MIN and MAX of nothing write as the literal None."""
    if isinstance(term, rdflib.Literal) and str(term) == "None":
        return ""
    if isinstance(term, rdflib.term.Node):
        return str(term)
    return "" if term is None else str(getattr(term, "value", term))


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("agreements-between", {"state": ["QA"]}, "needs the parameter other"),
        ("agreements-between", {"state": ["QA"], "other": [" "]}, "needs the parameter other"),
        ("agreements-between", {"state": ["QA", "IQ"], "other": ["TR"]}, "given 2 times"),
        ("agreements-between", {"stat": ["QA"]}, "no parameter 'stat'; it takes: state, other"),
        ("contradicting-dates", {"state": ["QA"]}, "it takes: none"),
    ],
)
def test_parameters_that_do_not_fit(names: NameResolver, name: str, typed: dict[str, list[str]], message: str) -> None:
    with pytest.raises(UserError, match=message):
        prepare(CATALOGUE.find(name), typed, names)


def test_an_actor_that_is_a_state_brings_in_those_who_act_for_it(store: Store, names: NameResolver) -> None:
    (qatar, *others) = names.acting_for(names.resolve("state", "QA", "x"))
    labels = {iri: label for label, iri in names.labels("actor")}
    assert {labels[who.value] for who in others} == {HOST, "الهيئة الوطنية للأمن"}
    text = prepare(CATALOGUE.find("timeline-of-state"), {"state": ["قطر"]}, names)
    assert f"VALUES ?actor {{ {qatar} {' '.join(map(str, others))} }}" in text
    alone = prepare(CATALOGUE.find("timeline-of-state"), {"state": ["الهيئة الوطنية للأمن"]}, names)
    assert [row["eventKind"].value.rpartition("#")[2] for row in rows_of(store.raw.query(alone))] == ["Statement"]


def test_a_repeatable_parameter_takes_several(store: Store) -> None:
    typed = {"role": ["interiorMinister"], "state": ["QA", "IQ"]}
    found = rows_of(store.raw.query(prepare(CATALOGUE.find("holders-of-post"), typed, NameResolver(store))))
    assert {row["stateLabel"].value for row in found} == {"قطر", "العراق"}


@pytest.mark.parametrize("text", ["DELETE WHERE { ?s ?p ?o }", "# SELECT\nprefix a: <b:c> insert data { a:a a:a 1 }",
                                  "CLEAR ALL", "WITH <x:y> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"])  # fmt: skip
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="updates are refused"):
        refuse_update(text)


def test_a_query_that_only_speaks_of_updates_is_none() -> None:
    refuse_update('PREFIX drop: <x:> SELECT ?insert { ?insert drop:clear "DELETE" } # LOAD')


def test_the_order_of_loading_changes_no_answer(tmp_path: Path, store: Store) -> None:
    build(tmp_path / "other", tuple(reversed(ARTICLES)))
    with Store.open(tmp_path / "other") as other:
        for name in CATALOGUE:
            one, two = (prepare(CATALOGUE.find(name), given(name), NameResolver(s)) for s in (store, other))
            assert one == two
            if CATALOGUE[name].form == "SELECT":
                assert [str(row) for row in rows_of(store.raw.query(one))] == [
                    str(row) for row in rows_of(other.raw.query(two))
                ]
