"""Facts below a wanted confidence, and what hangs on them."""

from __future__ import annotations

from mithaq.extraction.facts import (
    Agreement,
    BareTitle,
    Evidence,
    Facts,
    Forum,
    Meeting,
    Official,
    Organization,
    Post,
    Ref,
    Statement,
    Tenure,
    Visit,
)  # fmt: skip
from mithaq.pipeline.confidence import filter_by_confidence
from mithaq.reading.article import Span

HERE = (Span(0, 1),)
SURE, UNSURE = Evidence(HERE, "rule", 0.9), Evidence(HERE, "rule", 0.4)
POST = Post("وزير", "وزير", organization=Ref("organization", "0"))


def _official(name: str, evidence: Evidence) -> Official:
    return Official(name, (), evidence)


FACTS = Facts(
    "a",
    officials=(_official("أ", UNSURE), _official("ب", SURE), _official("ج", SURE)),
    organizations=(Organization("د", (), UNSURE), Organization("ه", (), SURE)),
    agreements=(
        Agreement("و", (), "accord", UNSURE),
        Agreement("ز", (), "accord", SURE, (Ref("organization", "1"), Ref("organization", "0"))),
    ),
    forums=(Forum("ح", (), SURE, participants=(Ref("official", "0"), Ref("official", "2"))),),
    tenures=(
        Tenure(Ref("official", "0"), POST, SURE),
        Tenure(Ref("official", "1"), POST, SURE),
        Tenure(Ref("official", "2"), POST, UNSURE),
    ),
    meetings=(
        Meeting((Ref("official", "0"), Ref("official", "1")), SURE),
        Meeting((Ref("official", "0"), Ref("official", "1"), Ref("official", "2")), SURE),
        Meeting((Ref("official", "1"), Ref("official", "2")), UNSURE),
    ),
    visits=(Visit(Ref("official", "0"), "QA", SURE), Visit(Ref("official", "2"), "QA", SURE)),
    statements=(
        Statement(Ref("official", "1"), "accuse", (Ref("official", "0"),), SURE),
        Statement(Ref("official", "1"), "accuse", (Ref("official", "0"), Ref("state", "QA")), SURE),
    ),
)


def test_nothing_is_left_out_unless_it_is_wanted() -> None:
    assert filter_by_confidence(FACTS, 0) is FACTS
    assert filter_by_confidence(FACTS, 0.4) is FACTS


def test_unsure_facts_and_what_hangs_on_them_are_left_out() -> None:
    kept = filter_by_confidence(FACTS, 0.5)
    assert [o.name for o in kept.officials] == ["ب", "ج"]
    assert [(t.holder.key, t.post.organization) for t in kept.tenures] == [("0", None)]
    assert [a.parties for a in kept.agreements] == [(Ref("organization", "0"),)]
    assert [f.participants for f in kept.forums] == [(Ref("official", "1"),)]
    assert [m.participants for m in kept.meetings] == [(Ref("official", "0"), Ref("official", "1"))]
    assert [v.visitor for v in kept.visits] == [Ref("official", "1")]
    assert [s.targets for s in kept.statements] == [(Ref("state", "QA"),)]


def test_unsure_titles_are_left_out() -> None:
    facts = Facts("a", titles=(BareTitle("monarch", "QA", UNSURE), BareTitle("monarch", "KW", SURE)))
    assert [title.state for title in filter_by_confidence(facts, 0.5).titles] == ["KW"]
