"""A fact is shown with the articles, rules and sentences it rests on, and names with why they are one."""

import pytest
from mithaq.errors import UserError
from mithaq.queries import NameResolver, explain
from mithaq.store import Store

GUEST = "كاظم جواد الربيعي"
MEMO = "مذكرة تفاهم لمكافحة الإرهاب"


def test_an_official_with_every_fact_and_its_sentences(store: Store, names: NameResolver) -> None:
    found = explain(store, names.resolve("official", GUEST, "x").value)
    kinds = sorted(fact.kind.rpartition("#")[2] for fact in found.facts)
    assert kinds == ["Agreement", "Meeting", "Tenure", "Visit"]
    (meeting,) = [fact for fact in found.facts if fact.kind.endswith("Meeting")]
    assert [(e.article, e.issued, e.rule, e.confidence) for e in meeting.evidence] == [
        ("doha-1", "2016-03-10", "meet-verb", "0.8"), ("baghdad-7", "2016-03-11", "meet-verb", "0.8"),
    ]  # fmt: skip
    assert meeting.evidence[1].sentences == (
        "وكان وزير الداخلية العراقي كاظم جواد الربيعي قد التقى نظيره القطري خالد بن حمد الدوسري في الدوحة.",
    )
    assert GUEST in [name for _, _, name in meeting.said]


def test_facts_come_by_their_first_article_and_can_be_limited(store: Store) -> None:
    whole = explain(store, "https://w3id.org/mithaq/id/state/QA")
    first = [min(e.issued for e in fact.evidence) for fact in whole.facts if all(e.issued for e in fact.evidence)]
    assert first == sorted(first)
    part = explain(store, "https://w3id.org/mithaq/id/state/QA", limit=2)
    assert part.facts == whole.facts[:2]
    assert part.more == len(whole.facts) - 2


def test_names_that_were_joined_and_why(store: Store, names: NameResolver) -> None:
    found = explain(store, names.resolve("agreement", MEMO, "x").value)
    assert len(found.names) == 2
    assert {"مذكرة التفاهم الأمنية", MEMO} <= {label for _, labels in found.names for label in labels}
    assert found.joined
    member = next(iri for iri, _ in found.names if iri != found.thing.iri)
    assert explain(store, member) == found


def test_a_passage_may_serve_several_facts_but_each_keeps_its_own_rule(store: Store, names: NameResolver) -> None:
    found = explain(store, names.resolve("article", "doha-1", "x").value)
    rules = {fact.kind.rpartition("#")[2]: fact.evidence[0].rule for fact in found.facts}
    assert rules == {
        "Agreement": "signing",
        "Meeting": "meet-verb",
        "Tenure": "title-name",
        "Visit": "visit-verb",
    }


def test_what_the_graph_does_not_know(store: Store) -> None:
    with pytest.raises(UserError, match="has no statement about"):
        explain(store, "https://w3id.org/mithaq/id/state/NO")
