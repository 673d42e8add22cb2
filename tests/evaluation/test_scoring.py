"""What is right, what is missed and what is invented, family by family."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from mithaq.errors import UserError
from mithaq.evaluation import CORE, FAMILIES, ErrorCounts, EvaluatedGraph, Figures, evaluate, explain_errors, read_gold
from mithaq.extraction.facts import Post

from tests.identity.told import Told, foreign_minister

DATA = Path(__file__).parents[1] / "data"

ATTIYAH, ANSARI = "خالد بن محمد العطية", "عبد العزيز الأنصاري"


def scored(tmp_path: Path, gold: Mapping[str, object], told: Told) -> ErrorCounts:
    (tmp_path / "a.gold.json").write_text(json.dumps({"id": "a", **gold}), encoding="utf-8")
    return evaluate(read_gold(tmp_path), EvaluatedGraph.of(told.quads()))


def of_family(counts: ErrorCounts, family: str) -> tuple[int, int, int, int]:
    """Right, invented, missed, optional."""
    figures = counts.figures(family)
    return figures.tp, figures.fp, figures.fn, figures.optional


def test_the_figures_are_those_of_the_reference_scorer() -> None:
    """A graph that was damaged on purpose, and what the scorer that the project is measured with makes of it."""
    graph = EvaluatedGraph.load(DATA / "evaluation" / "damaged.nq")
    report = evaluate(read_gold(DATA / "gold-seeds"), graph).report()
    reference = json.loads((DATA / "evaluation" / "figures.json").read_text(encoding="utf-8"))
    assert set(report) == set(reference) == {*FAMILIES, "core"}
    for family, wanted in reference.items():
        got = report[family]
        found = {"tp": got.tp, "fp": got.fp, "fn": got.fn, "optional": got.optional}
        assert {name: found[name] for name in wanted} == wanted, family


def test_figures_follow_from_counts() -> None:
    figures = Figures(tp=6, fp=2, fn=4, optional=2)
    assert (figures.p, figures.r, figures.known) == (0.75, 0.6, 0.8)
    assert figures.f1 == pytest.approx(2 / 3)
    nothing = Figures()
    assert (nothing.p, nothing.r, nothing.f1, nothing.known) == (0, 0, 0, 0)


def test_core_counts_the_items_of_its_families_alike(tmp_path: Path) -> None:
    told = Told("a")
    told.official(ATTIYAH, foreign_minister("QA"))
    counts = scored(tmp_path, {"officials": [{"name": ATTIYAH}, {"name": ANSARI}], "states": ["QA"]}, told)
    core = counts.report()["core"]
    assert (core.tp, core.fp, core.fn) == (1, 1, 1)  # the state is not of the core, the unasked post is
    assert "state" not in CORE


def test_an_optional_thing_counts_neither_way(tmp_path: Path) -> None:
    gold = {
        "officials": [{"name": ATTIYAH, "optional": True}, {"name": ANSARI, "optional": True}],
        "states": [], "states_optional": ["QA"],
    }  # fmt: skip
    told = Told("a")
    told.official(ATTIYAH, foreign_minister("QA"))
    told.state("QA")
    counts = scored(tmp_path, gold, told)
    assert of_family(counts, "official") == (0, 0, 0, 1)
    assert of_family(counts, "post") == of_family(counts, "state") == (0, 0, 0, 0)


def test_a_second_node_for_one_person_is_invented(tmp_path: Path) -> None:
    told = Told("a")
    told.official(ATTIYAH)
    told.official("خالد العطية")
    counts = scored(tmp_path, {"officials": [{"name": ATTIYAH, "alt": ["خالد العطية"]}]}, told)
    assert of_family(counts, "official") == (1, 1, 0, 0)


def test_a_node_with_the_names_of_many_denotes_none(tmp_path: Path) -> None:
    names = [ATTIYAH, ANSARI, "محمد بن عبد الرحمن آل ثاني"]
    told = Told("a")
    told.official(names[0], forms=tuple(names))
    counts = scored(tmp_path, {"officials": [{"name": name} for name in names]}, told)
    assert of_family(counts, "official") == (0, 1, 3, 0)


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (Post("وزير الخارجية القطري", "وزير الخارجية", "foreignMinister", "QA"), (1, 0, 0, 0)),
        (Post("وزير الخارجية", "وزير الخارجية", "foreignMinister", "US"), (0, 1, 1, 0)),
        (Post("نائب وزير الخارجية", "نائب وزير الخارجية", "deputyMinister", "QA"), (0, 1, 1, 0)),
    ],
)
def test_a_post_is_right_with_its_holder_head_and_state(tmp_path: Path, post: Post, expected: tuple[int, ...]) -> None:
    told = Told("a")
    told.official(ATTIYAH, post)
    gold = {"officials": [{"name": ATTIYAH, "posts": [{"role": "وزير الخارجية", "state": "QA"}]}]}
    assert of_family(scored(tmp_path, gold, told), "post") == expected


def test_a_council_may_be_a_body_or_a_forum(tmp_path: Path) -> None:
    name = "مجلس وزراء الداخلية العرب"
    gold = {"organizations": [{"name": name}], "forums": [{"name": name}]}
    told = Told("a")
    told.forum(name)
    counts = scored(tmp_path, gold, told)
    assert of_family(counts, "organization") == (0, 0, 0, 0)
    assert of_family(counts, "forum") == (1, 0, 0, 0)


def test_an_agreement_is_told_by_its_parties_where_its_name_does_not(tmp_path: Path) -> None:
    gold = {
        "agreements": [
            {"name": "مذكرة التفاهم", "kind": "memorandum", "parties": ["QA", "US"], "signed": "2017-07-11"},
            {"name": "مذكرة تفاهم في مجال الصحة", "kind": "memorandum", "parties": ["QA", "TR"]},
        ]
    }
    told = Told("a")
    qa, us, tr = told.state("QA"), told.state("US"), told.state("TR")
    told.agreement("مذكرة", "memorandum", qa, tr)
    told.agreement("المذكرة المبرمة", "memorandum", qa, us, signed="2017-07-11")
    counts = scored(tmp_path, gold, told)
    assert of_family(counts, "agreement") == (2, 0, 0, 0)
    assert of_family(counts, "agreement.party") == (4, 0, 0, 0)
    assert of_family(counts, "agreement.signed") == (1, 0, 0, 0)


def test_with_an_agreement_its_parties_and_day_are_missed(tmp_path: Path) -> None:
    gold = {"agreements": [{"name": "اتفاقية جدة", "parties": ["QA", "US"], "signed": "2014-09"}]}
    counts = scored(tmp_path, gold, Told("a"))
    assert of_family(counts, "agreement") == (0, 0, 1, 0)
    assert of_family(counts, "agreement.party") == (0, 0, 2, 0)
    assert of_family(counts, "agreement.signed") == (0, 0, 1, 0)


def test_a_forum_and_its_editions_count_as_one(tmp_path: Path) -> None:
    gold = {
        "officials": [{"name": ATTIYAH}],
        "forums": [
            {"name": "الدورة 34 لمجلس وزراء الداخلية العرب", "edition": 34, "place": "تونس", "date": "2017-04-05",
             "participants": [ATTIYAH]}
        ],
    }  # fmt: skip
    told = Told("a")
    person, place = told.official(ATTIYAH), told.place("تونس", "TN")
    told.forum(
        "الدورة الـ34 لمجلس وزراء الداخلية العرب", series="مجلس وزراء الداخلية العرب", edition=34, place=place,
        date="2017-04-05", participants=(person, told.state("TN")),
    )  # fmt: skip
    counts = scored(tmp_path, gold, told)
    assert [of_family(counts, f"forum{x}") for x in ("", ".place", ".date", ".edition", ".participant")] == [
        (1, 0, 0, 0)
    ] * 5


def test_a_meeting_counts_as_pairs_and_states_step_back_behind_persons(tmp_path: Path) -> None:
    third = "ريكس تيلرسون"
    gold = {
        "officials": [{"name": name} for name in (ATTIYAH, ANSARI, third)],
        "meetings": [
            {"participants": [ATTIYAH, third], "place": "الدوحة", "date": "2017-07-11"},
            {"participants": [ANSARI, third], "optional": True},
        ],
    }
    told = Told("a")
    one, two, other = told.official(ATTIYAH), told.official(ANSARI), told.official(third)
    doha = told.place("الدوحة", "QA")
    told.meeting(one, other, told.state("US"), place=doha, date="2017-07-12")
    told.meeting(two, other)
    told.meeting(one, two)
    counts = scored(tmp_path, gold, told)
    assert of_family(counts, "meeting") == (1, 1, 0, 0)
    assert of_family(counts, "meeting.place") == (1, 0, 0, 0)
    assert of_family(counts, "meeting.date") == (0, 1, 1, 0)


def test_visits_and_statements(tmp_path: Path) -> None:
    gold = {
        "officials": [{"name": ATTIYAH}],
        "visits": [{"visitor": ATTIYAH, "to": "TR", "date": "2017-09-14"}, {"visitor": "FR", "to": "QA"}],
        "statements": [
            {"speaker": ATTIYAH, "act": "accuse", "targets": ["IR", "SY"]},
            {"speaker": "FR", "act": "praise", "targets": ["QA"], "optional": True},
        ],
    }
    told = Told("a")
    person, ir, fr, qa = told.official(ATTIYAH), told.state("IR"), told.state("FR"), told.state("QA")
    told.visit(person, "TR", date="2017-09-14")
    told.visit(person, "US")
    told.statement(person, "accuse", ir)
    told.statement(fr, "praise", qa)
    told.statement(person, "praise", qa)
    counts = scored(tmp_path, gold, told)
    assert of_family(counts, "visit") == (1, 1, 1, 0)
    assert of_family(counts, "visit.date") == (1, 0, 0, 0)
    assert of_family(counts, "statement") == (1, 1, 1, 0)


def test_an_article_that_was_not_read_is_all_missed(tmp_path: Path) -> None:
    (tmp_path / "a.gold.json").write_text(json.dumps({"id": "b", "states": ["QA"]}), encoding="utf-8")
    absent: list[str] = []
    counts = evaluate(read_gold(tmp_path), EvaluatedGraph.of([]), absent=absent.append)
    assert absent == ["b"]
    assert of_family(counts, "state") == (0, 0, 1, 0)


def test_what_is_invented_is_explained_by_its_passage_and_rule(tmp_path: Path) -> None:
    told = Told("a")
    told.official(ANSARI, foreign_minister("QA"))
    graph = EvaluatedGraph.of(told.quads())
    counts = scored(tmp_path, {"states": ["QA"]}, told)
    [false] = [e for e in explain_errors(counts.errors, graph) if e.error.family == "post"]
    assert false.source.passages == (f"وزير الخارجية {ANSARI}",)
    assert (false.source.rules, false.source.confidence) == (("test",), "0.9")


def test_what_is_missed_is_shown_in_the_sentence_that_names_it(tmp_path: Path) -> None:
    told = Told("a")
    for line in ("رحب المجلس بالقرار.", f"قال الدكتور {ATTIYAH} إن اللقاء مهم.", "ووصل السفير القطري."):
        told.organization(line)
    graph = EvaluatedGraph.of(told.quads())
    counts = scored(tmp_path, {"officials": [{"name": ATTIYAH}], "states": ["QA", "FR"]}, told)
    missed = {e.error.what: e.source.passages for e in explain_errors(counts.errors, graph) if e.error.kind == "miss"}
    assert missed == {
        ATTIYAH: (f"قال الدكتور {ATTIYAH} إن اللقاء مهم.",),
        "QA": ("ووصل السفير القطري.",),
        "FR": (),
    }


def _mediating(*parties: str, dispute: str | None = None) -> Told:
    told = Told("a")
    told.mediation(told.state("OM"), *(told.state(code) for code in parties), dispute=dispute)
    return told


MEDIATED = {"states": ["OM", "QA", "KW", "EG"]}


@pytest.mark.parametrize(
    ("parties", "dispute", "figures"),
    [
        (("QA", "KW"), None, (2, 0, 0, 0)),
        (("QA",), None, (1, 0, 1, 0)),
        (("QA", "EG"), None, (1, 1, 1, 0)),
        ((), "الخلاف الخليجي", (0, 0, 2, 0)),  # true, and not what is asked for
    ],
)
def test_a_mediation_counts_party_by_party(
    parties: tuple[str, ...], dispute: str | None, figures: tuple[int, ...], tmp_path: Path
) -> None:
    gold = {**MEDIATED, "mediations": [{"mediator": "OM", "between": ["QA", "KW"]}]}
    assert of_family(scored(tmp_path, gold, _mediating(*parties, dispute=dispute)), "mediation") == figures


@pytest.mark.parametrize(
    ("parties", "dispute", "figures"),
    [
        ((), "الأزمة في السودان", (1, 0, 0, 0)),
        ((), "أزمة السودان", (1, 0, 0, 0)),
        ((), "الأزمة", (1, 0, 0, 0)),
        ((), "الأزمة في ليبيا", (0, 1, 1, 0)),
        ((), "تبادل الأسرى", (0, 1, 1, 0)),
        (("QA",), "الأزمة في السودان", (1, 1, 0, 0)),
    ],
)
def test_a_mediation_without_parties_counts_by_its_dispute(
    parties: tuple[str, ...], dispute: str, figures: tuple[int, ...], tmp_path: Path
) -> None:
    gold = {**MEDIATED, "mediations": [{"mediator": "OM", "dispute": "الأزمة في السودان"}]}
    assert of_family(scored(tmp_path, gold, _mediating(*parties, dispute=dispute)), "mediation") == figures


def test_a_mediation_with_neither_party_nor_dispute_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="between must be a list of 1 or more"):
        scored(tmp_path, {**MEDIATED, "mediations": [{"mediator": "OM"}]}, Told("a"))
