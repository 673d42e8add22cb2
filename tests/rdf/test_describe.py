"""What an article's graph says, and that it comes back from a store exactly as it went in."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.extraction.facts import Agreement, BareTitle, Evidence, Facts, Forum, Place, Post, Ref, State, Tenure
from mithaq.language.partial_date import PartialDate
from mithaq.rdf import MQ, OA, PREFIXES, PROV, RDF, RDFS, SCHEMA, SKOS, Minter, default_reference_data, describe
from mithaq.reading.article import Article, Span
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from tests.rdf.samples import AMERICA, ARTICLE, CONTENT, DAY, FACTS, QATAR, SENTENCES, Tables, said
from tests.terms import value

mint = Minter()
HERE = mint.article(ARTICLE.id)
CLASSES = {"Article", "State", "Official", "Organization", "Place", "Post", "Tenure", "Agreement", "Forum",
           "ForumEdition", "Meeting", "Visit", "Statement"}  # fmt: skip


def graph(facts: Facts = FACTS, article: Article = ARTICLE) -> Store:
    store = Store()
    store.extend(describe(article, facts, reference=Tables()))
    return store


def ask(store: Store, pattern: str, *names: str) -> set[tuple[str, ...]]:
    found = store.query(f"SELECT * {{ GRAPH ?g {{ {pattern} }} }}", prefixes=PREFIXES)
    return {tuple(row[n].value for n in names) for row in found}  # type: ignore[union-attr]


def test_everything_is_in_the_articles_own_graph_without_blank_nodes() -> None:
    quads = describe(ARTICLE, FACTS, reference=Tables())
    assert {q.graph_name for q in quads} == {HERE}
    assert not any(isinstance(t, BlankNode) for q in quads for t in q.triple)
    assert len(set(quads)) == len(quads)


def test_every_individual_carries_its_class() -> None:
    store = graph()
    typed = {q.subject for q in store.quads_for_pattern(None, RDF.type, None)}
    used = {q.object for q in store if isinstance(q.object, NamedNode)} | {q.subject for q in store}
    individuals = {n for n in used if isinstance(n, NamedNode) and n.value.startswith(mint.base)}
    assert individuals <= typed
    kinds = {value(q.object).partition("#")[2] for q in store.quads_for_pattern(None, RDF.type, None)}
    assert kinds >= CLASSES


def test_the_article_mentions_all_it_names_and_nothing_else() -> None:
    store = graph()
    kinds = {k.rpartition("#")[2] for (k,) in ask(store, "?g schema:mentions ?x . ?x a ?k", "k")}
    assert kinds == {"State", "Official", "Organization", "Agreement", "Forum", "ForumEdition"}
    assert len(ask(store, "?g schema:mentions ?x", "x")) == 4 + 2 + 2 + 1 + 2


@pytest.mark.parametrize(
    ("role", "state", "date", "item"),
    [
        ("monarch", "QA", "2015-05-10", "Q1855372"),
        ("monarch", "QA", "2012-05-10", "Q57360"),
        ("monarch", "QA", "2013-05-10", None),  # two emirs in one year
        ("monarch", "QA", None, None),
        ("foreignMinister", "RU", "2015", "Q58217"),
        ("director", "QA", "2015-05-10", None),
        ("headOfState", "KW", "2015-05-10", None),
    ],
)
def test_a_bare_title_denotes_the_only_holder_of_that_year(
    role: str, state: str, date: str | None, item: str | None
) -> None:
    day = PartialDate.parse(date) if date else None
    facts = Facts(ARTICLE.id, titles=(BareTitle(role, state, said(3)),))
    store = graph(facts, dataclasses.replace(ARTICLE, date=day))
    found = {one.removeprefix(PREFIXES["wd"]) for (one,) in ask(store, "?g mq:mentionsByTitle ?x", "x")}
    assert found == ({item} if item else set())
    assert not ask(store, "?x a mq:Official", "x"), "the article names nobody"


def test_every_fact_and_every_name_leads_to_its_sentence() -> None:
    store = graph()
    facts = ["Tenure", "Agreement", "Forum", "ForumEdition", "Meeting", "Visit", "Statement"]
    for name in facts:
        nodes = set(store.quads_for_pattern(None, RDF.type, getattr(MQ, name)))
        told = ask(
            store,
            f"?f a mq:{name} ; mq:rule 'told' ; mq:confidence 0.9 ; prov:wasDerivedFrom/oa:exact ?s",
            "f",
            "s",
        )
        assert {f for f, _ in told} == {value(q.subject) for q in nodes}, name
        assert {s for _, s in told} <= set(SENTENCES)
    entities = ask(store, "?g schema:mentions ?e", "e")
    assert entities == ask(store, "?g schema:mentions ?e . ?e prov:wasDerivedFrom ?p . ?p dcterms:isPartOf ?g", "e")


def test_what_the_agreement_says() -> None:
    rows = ask(
        graph(),
        "?a a mq:Agreement ; rdfs:label ?l ; mq:party ?p ; mq:signedOn ?d ; mq:agreementKind mq:memorandum ; "
        "mq:agreementStatus mq:signed ; mq:topic mq:terrorismFinancing , mq:counterTerrorism ; "
        "skos:altLabel ?o . "
        "?p mq:iso3166 ?c",
        "l", "o", "d", "c",
    )  # fmt: skip
    name = "مذكرة تفاهم لمكافحة تمويل الإرهاب"
    assert rows == {(name, "المذكرة", "2017-07-11", "QA"), (name, "المذكرة", "2017-07-11", "US")}


def test_tenures_are_observed_on_the_articles_date_and_former_ones_say_so() -> None:
    rows = ask(
        graph(),
        "?t a mq:Tenure ; mq:holder/rdfs:label ?h ; mq:post ?p ; mq:observedOn '2017-07-12'^^xsd:date . "
        "?p rdfs:label ?l . OPTIONAL { ?t mq:status ?s } OPTIONAL { ?p skos:altLabel ?r } "
        "BIND(COALESCE(STRAFTER(STR(?s), '#'), 'current') AS ?status) BIND(COALESCE(?r, '') AS ?role)",
        "h", "l", "role", "status",
    )  # fmt: skip
    assert rows == {
        ("محمد بن عبد الرحمن آل ثاني", "وزير الخارجية القطري", "وزير الخارجية", "current"),
        ("ريكس تيلرسون", "نظيره الأمريكي", "وزير الخارجية", "former"),
        ("ريكس تيلرسون", "مبعوث مجلس التعاون", "", "current"),
    }


def test_an_edition_and_its_standing_forum() -> None:
    rows = ask(
        graph(),
        "?e a mq:ForumEdition ; mq:edition 3 ; rdfs:label ?l ; mq:editionOf ?f ; mq:date ?d ; "
        "mq:place/rdfs:label ?p . "
        "?f a mq:Forum ; rdfs:label ?s ; mq:member/mq:iso3166 ?m . ?e mq:participant/rdfs:label ?w "
        "FILTER(lang(?w) = 'ar')",
        "l", "s", "p", "d", "m", "w",
    )  # fmt: skip
    assert {r[:4] for r in rows} == {
        ("الدورة الثالثة من منتدى الخليج للأمن", "منتدى الخليج للأمن", "الدوحة", "2017-07")
    }
    assert {r[4] for r in rows} == {"QA", "KW"}
    assert {r[5] for r in rows} == {"محمد بن عبد الرحمن آل ثاني", "مجلس التعاون"}


def test_a_forum_that_is_no_edition_stands_alone() -> None:
    facts = dataclasses.replace(FACTS, forums=(Forum("مؤتمر المنامة", (), said(2)),), meetings=())
    assert ask(graph(facts), "?f a ?k ; rdfs:label 'مؤتمر المنامة'@ar", "k") == {(MQ.Forum.value,)}


def test_events_say_who_where_when_and_how() -> None:
    store = graph()
    meeting = "?m a mq:Meeting ; mq:participant/rdfs:label ?w ; mq:place/rdfs:label ?p ; mq:date ?d ; "
    how = "mq:mode mq:inPerson ; mq:eventStatus mq:held ; mq:onSidelinesOf/mq:edition 3"
    assert ask(store, meeting + how, "w", "p", "d") == {
        ("محمد بن عبد الرحمن آل ثاني", "الدوحة", "2017-07-11"),
        ("ريكس تيلرسون", "الدوحة", "2017-07-11"),
    }
    visit = "?v a mq:Visit ; mq:visitor/rdfs:label ?w ; mq:destination/mq:iso3166 ?c ; mq:eventStatus mq:planned"
    assert ask(store, visit, "w", "c") == {("ريكس تيلرسون", "KW")}
    statement = "?s a mq:Statement ; mq:speaker/mq:state/mq:iso3166 ?w ; mq:act mq:accuse ; mq:target/mq:iso3166 ?c"
    assert ask(store, statement, "w", "c") == {("QA", "SA")}


def test_names_and_links_of_the_authority_stand_beside_the_articles() -> None:
    store = graph()
    assert ask(store, "?s mq:iso3166 'QA' ; rdfs:label ?l ; skos:exactMatch wd:Q846", "l") == {
        ("قطر",),
        ("Qatar",),
    }
    assert ask(store, "?s mq:iso3166 'QA' ; skos:altLabel ?l", "l") == {("دولة قطر",)}  # a nisba is no name
    assert ask(store, "?s mq:iso3166 'KW' ; rdfs:label|skos:altLabel ?l", "l") == {("الكويت",)}
    assert ask(store, "?o skos:exactMatch wd:Q217172 ; rdfs:label ?l", "l") == {
        ("مجلس التعاون",), ("Gulf Cooperation Council",)
    }  # fmt: skip


def test_the_tables_of_the_package_are_the_default() -> None:
    quads = describe(ARTICLE, FACTS)
    kuwait = mint.state("KW")
    assert Quad(kuwait, RDFS.label, Literal("Kuwait", language="en"), HERE) in quads
    assert Quad(kuwait, SKOS.exactMatch, NamedNode("http://www.wikidata.org/entity/Q817"), HERE) in quads
    assert default_reference_data().organization("Q0") is None


def test_a_state_only_implied_is_described_but_not_mentioned() -> None:
    facts = Facts(ARTICLE.id, places=(Place("المنامة", "BH"),))
    store = graph(facts)
    assert ask(store, "?p a mq:Place ; mq:state ?s . ?s a mq:State ; mq:iso3166 ?c ; rdfs:label ?l", "c") == {("BH",)}
    assert not ask(store, "?g schema:mentions ?s", "s")


def test_two_facts_that_are_one_node_keep_both_rules_and_the_better_confidence() -> None:
    post = Post("وزير الخارجية القطري", "وزير الخارجية", "foreignMinister", "QA")
    other = dataclasses.replace(post, phrase="وزير خارجية قطر")
    tenures = (Tenure(Ref("official", "0"), post, said(0, rule="a", confidence=0.5)),
               Tenure(Ref("official", "0"), other, said(1, rule="b", confidence=0.75)))  # fmt: skip
    store = graph(dataclasses.replace(FACTS, tenures=tenures))
    rows = ask(store, "?t a mq:Tenure ; mq:rule ?r ; mq:confidence ?c ; mq:post/rdfs:label ?l", "r", "c", "l")
    assert rows == {("a", "0.75", "وزير الخارجية القطري"), ("b", "0.75", "وزير الخارجية القطري")}
    assert ask(store, "?p a mq:Post ; skos:altLabel ?l", "l") == {("وزير الخارجية",), ("وزير خارجية قطر",)}


def test_two_agreements_alike_but_for_their_names_stay_two() -> None:
    alike = [Agreement(f"مذكرة في {what}", (), "memorandum", said(0), (QATAR, AMERICA), signed=DAY)
             for what in ("الصحة", "التعليم")]  # fmt: skip
    store = graph(dataclasses.replace(FACTS, agreements=tuple(alike)))
    assert len(ask(store, "?a a mq:Agreement", "a")) == 2


def test_dates_keep_the_precision_of_the_text() -> None:
    for date, datatype in ((PartialDate(2017), "gYear"), (PartialDate(2017, 7), "gYearMonth"), (DAY, "date")):
        store = graph(article=dataclasses.replace(ARTICLE, date=date))
        rows = ask(store, "?g dcterms:issued ?d BIND(DATATYPE(?d) AS ?t)", "d", "t")
        assert rows == {(str(date), PREFIXES["xsd"] + datatype)}


def test_undated_articles_and_events_claim_no_date() -> None:
    facts = dataclasses.replace(FACTS, meetings=(dataclasses.replace(FACTS.meetings[0], date=None),))
    store = graph(facts, dataclasses.replace(ARTICLE, date=None))
    assert not ask(store, "?x dcterms:issued|mq:observedOn ?d", "d")
    assert not ask(store, "?x a mq:Meeting ; mq:date ?d", "d")


def test_undated_meetings_of_two_articles_are_two_and_dated_ones_one() -> None:
    def meetings(identifier: str, date: PartialDate | None) -> set[tuple[str, ...]]:
        facts = dataclasses.replace(
            FACTS, article_id=identifier, forums=(),
            meetings=(dataclasses.replace(FACTS.meetings[0], date=date, sidelines_of=None),),
        )  # fmt: skip
        return ask(graph(facts, dataclasses.replace(ARTICLE, id=identifier)), "?m a mq:Meeting", "m")

    assert meetings("a", DAY) == meetings("b", DAY)
    assert meetings("a", None) != meetings("b", None)
    assert meetings("a", PartialDate(2017, 7)) != meetings("b", PartialDate(2017, 7))


def test_facts_of_another_article_or_about_something_unlisted_are_refused() -> None:
    with pytest.raises(ValueError, match="facts of article 'x'"):
        describe(ARTICLE, dataclasses.replace(FACTS, article_id="x"), reference=Tables())
    lost = dataclasses.replace(FACTS, visits=(dataclasses.replace(FACTS.visits[0], visitor=Ref("official", "9")),))
    with pytest.raises(ValueError, match="not listed"):
        describe(ARTICLE, lost, reference=Tables())


@given(st.permutations([("headOfState", "الرئيس"), ("headOfGovernment", "الرئيس"), ("speakerOfParliament", "الرئيس"),
                         ("minister", "الوزير"), ("interiorMinister", "الوزير"), (None, "الوزير")]))  # fmt: skip
def test_a_post_has_one_role_whatever_a_phrase_is_said_of(posts: list[tuple[str | None, str]]) -> None:
    tenures = tuple(
        Tenure(Ref("official", "0"), Post(phrase, phrase, concept, "QA"), said(1)) for concept, phrase in posts
    )
    facts = dataclasses.replace(FACTS, tenures=tenures)
    roles = ask(graph(facts), "?p a mq:Post OPTIONAL { ?p mq:role ?r }", "p")
    assert len(roles) == len(posts)
    assert {role for _, role in ask(graph(facts), "?p a mq:Post ; mq:role ?r", "p", "r")} == {
        f"{PREFIXES['mq']}{concept}" for concept, _ in posts if concept
    }
    assert describe(ARTICLE, facts, reference=Tables()) == describe(
        ARTICLE, dataclasses.replace(facts, tenures=tenures[::-1]), reference=Tables()
    )


def test_the_order_of_facts_does_not_matter() -> None:
    turned = dataclasses.replace(
        FACTS, tenures=FACTS.tenures[::-1], states=FACTS.states[::-1], agreements=FACTS.agreements[::-1]
    )
    assert describe(ARTICLE, turned, reference=Tables()) == describe(ARTICLE, FACTS, reference=Tables())


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.data())
def test_content_and_passages_come_back_to_the_last_code_point(content: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(content))))
    article = Article("x", content, (Span(0, len(content)),))
    facts = Facts("x", states=(State("QA", ("قطر",), Evidence((span,), "r", 0.123456)),))
    quads = describe(article, facts, reference=Tables())
    store = Store()
    store.extend(quads)
    dumped = store.dump(format=RdfFormat.N_QUADS)
    assert dumped is not None
    back = set(parse(dumped, format=RdfFormat.N_QUADS))
    assert back == set(quads)
    (text,) = (value(q.object) for q in back if q.predicate == MQ.content)
    (exact,) = (value(q.object) for q in back if q.predicate == OA.exact)
    assert text == content
    assert text[span.start : span.end] == exact


def test_labels_are_clean_and_content_is_not_touched() -> None:
    content = "قــطـر\u200f قَطَر\r\n"
    article = Article("x", content, (Span(0, len(content)),), title=" قطر\u00a0 \n اليوم ")
    facts = Facts("x", states=(State("XX", ("قــطَر\u200f",), Evidence((Span(0, 7),), "r")),))
    store = graph(facts, article)
    assert ask(store, "?s a mq:State ; rdfs:label ?l", "l") == {("قطر",)}
    assert ask(store, "?g mq:content ?c ; dcterms:title ?t", "c", "t") == {(content, "قطر اليوم")}


def test_serialized_twice_it_is_the_same_bytes() -> None:
    once, again = (serialize(describe(ARTICLE, FACTS, reference=Tables()), format=RdfFormat.N_QUADS) for _ in "12")
    assert once == again
    assert once is not None
    assert CONTENT.split("\n")[0].encode() in once
    assert PROV.wasDerivedFrom.value.encode() in once
    assert SCHEMA.mentions.value.encode() in once
