"""Corrections as pure functions: quotations in changed texts, the file, and facts that a later extractor finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from mithaq.corrections import (
    Correction,
    CorrectionLog,
    Quotation,
    apply,
    find_passage,
    kind_named,
    read_slots,
)
from mithaq.errors import UserError
from mithaq.extraction.facts import Ref
from mithaq.language.partial_date import PartialDate

from tests.rdf.samples import ARTICLE, CONTENT, FACTS, FORUM, SENTENCES

MEETING = kind_named("meeting")
REJECT = Correction(
    "1",
    "reject",
    ARTICLE.id,
    "meeting",
    (Quotation(SENTENCES[2], CONTENT.index(SENTENCES[2])),),
    read_slots(MEETING, FACTS.meetings[0], FACTS),
    who="huda",
)

# quotations


@pytest.mark.parametrize(
    "content",
    [
        CONTENT,
        f"خبر عاجل\n\n{CONTENT}",
        CONTENT.replace("الدورة", "الدّورة").replace("على هامش", "على\nهامش"),
        CONTENT.replace("واجتمع الوزيران", "واجتمع أيضا الوزيران"),
    ],
    ids=["same", "shifted", "respelled", "edited"],
)
def test_a_quotation_is_found_in_a_changed_text(content: str) -> None:
    span = find_passage(REJECT.passages[0], content)
    assert span is not None
    assert span.of(content).startswith("واجتمع")
    assert "منتدى الخليج للأمن" in span.of(content)


def test_of_two_places_the_nearer_one_is_taken_and_a_text_that_is_gone_is_not_found() -> None:
    twice = f"{CONTENT}\n{SENTENCES[2]}"
    second = twice.rindex(SENTENCES[2])
    found = find_passage(Quotation(SENTENCES[2], second + 3), twice)
    assert found is not None
    assert found.start == second
    assert find_passage(REJECT.passages[0], "\n".join(SENTENCES[:2])) is None


# applying


def test_a_rejected_fact_is_removed_and_nothing_else() -> None:
    done = apply(ARTICLE, FACTS, [REJECT])
    assert done.facts == replace(FACTS, meetings=())
    assert done.unmatched == ()


def test_a_rejected_forum_leaves_no_dangling_reference() -> None:
    kind = kind_named("forum")
    slots = read_slots(kind, FACTS.forums[0], FACTS)
    done = apply(ARTICLE, FACTS, [replace(REJECT, kind="forum", slots=slots)])
    assert done.facts.forums == ()
    assert done.facts.meetings[0].sidelines_of is None
    assert FACTS.meetings[0].sidelines_of == FORUM


def test_a_longer_name_and_another_date_do_not_hide_the_fact() -> None:
    person = FACTS.officials[1]
    better = replace(
        FACTS,
        officials=(FACTS.officials[0], replace(person, name="ريكس واين تيلرسون", forms=(person.name, *person.forms))),
        meetings=(replace(FACTS.meetings[0], date=PartialDate(2017, 7)),),
    )
    assert apply(ARTICLE, better, [REJECT]).facts.meetings == ()


def test_a_meeting_of_others_in_the_same_sentence_is_not_the_rejected_one() -> None:
    other = replace(
        FACTS, meetings=(replace(FACTS.meetings[0], participants=(Ref("state", "KW"), Ref("state", "SA"))),)
    )
    done = apply(ARTICLE, other, [REJECT])
    assert done.facts == other
    assert [one.reason for one in done.unmatched] == ["the article no longer states this fact"]


def test_amending_twice_keeps_both_names_and_the_later_value() -> None:
    first = replace(REJECT, id="1", action="amend", changes={"date": ("2017-07-10",)})
    second = replace(first, id="2", changes={"date": ("2017-07-09",), "place": ()})
    (meeting,) = apply(ARTICLE, FACTS, [first, second]).facts.meetings
    assert (meeting.date, meeting.place) == (PartialDate(2017, 7, 9), None)
    assert (meeting.evidence.rule, meeting.evidence.confidence) == ("correction:1, correction:2", 1)
    assert meeting.participants == FACTS.meetings[0].participants


def test_an_amendment_that_the_extractor_has_caught_up_with_still_applies() -> None:
    amend = replace(REJECT, action="amend", changes={"participants": ("state:KW", "state:QA")})
    caught_up = apply(ARTICLE, FACTS, [amend]).facts
    done = apply(ARTICLE, caught_up, [replace(amend, id="2")])
    assert done.unmatched == ()
    assert done.facts.meetings[0].participants == (Ref("state", "KW"), Ref("state", "QA"))


def test_an_added_fact_brings_the_names_that_the_article_lacks() -> None:
    add = replace(
        REJECT,
        action="add",
        kind="visit",
        slots={"visitor": ("official:زيد بن عمرو",), "destination": ("QA",), "place": ("place:الدوحة",)},
    )
    done = apply(ARTICLE, FACTS, [add]).facts
    assert done.officials[-1].name == "زيد بن عمرو"
    assert done.visits[-1].visitor == Ref("official", str(len(FACTS.officials)))
    assert done.places == FACTS.places
    assert apply(ARTICLE, done, [replace(add, id="2")]).facts.visits[:-1] == done.visits[:-1]


@pytest.mark.parametrize("field", ["tenures", "agreements", "statements", "sanctions", "mediations", "visits"])
def test_every_kind_of_fact_can_be_rejected(field: str) -> None:
    from mithaq.corrections import kind_of_field

    kind = kind_of_field(field)
    for index, fact in enumerate(getattr(FACTS, field)):
        quotations = tuple(Quotation(s.of(CONTENT), s.start) for s in fact.evidence.passages)
        line = replace(REJECT, kind=kind.name, passages=quotations, slots=read_slots(kind, fact, FACTS))
        left = getattr(apply(ARTICLE, FACTS, [Correction.from_json(line.to_json())]).facts, field)
        assert left == (*getattr(FACTS, field)[:index], *getattr(FACTS, field)[index + 1 :])


# the file


def _record(log: CorrectionLog, *corrections: Correction) -> list[Correction]:
    made, _ = log.plan(corrections)
    log.log.append(made)
    return [Correction.of(line) for line in made]


def test_lines_are_appended_and_end_in_a_line_feed_only(tmp_path: Path) -> None:
    log = CorrectionLog(tmp_path / "judgements.jsonl")
    first = _record(log, replace(REJECT, why="a\u2028b\r\nc"))
    written = log.log.path.read_bytes()
    other = _record(log, replace(REJECT, article="another"))
    assert log.log.path.read_bytes().startswith(written)
    assert log.log.path.read_bytes().count(b"\n") == 2
    assert b"\r" not in log.log.path.read_bytes()
    assert log.read() == [*first, *other]


def test_the_files_of_two_people_are_merged_by_joining_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    log = CorrectionLog(path)
    mine, theirs = replace(REJECT, id="1", who="a"), replace(REJECT, id="2", who="b")
    undo = Correction("3", "undo", undoes="2")
    path.write_text("".join(f"{c.to_json()}\n" for c in (mine, theirs, mine, undo)), encoding="utf-8")
    assert log.read() == [mine, theirs, undo]
    assert log.in_force() == {ARTICLE.id: (mine,)}


def test_the_same_correction_made_again_after_an_undo_has_another_id(tmp_path: Path) -> None:
    log = CorrectionLog(tmp_path / "judgements.jsonl")
    (first,) = _record(log, REJECT)
    assert _record(log, REJECT) == [first], "it is there already"
    _record(log, Correction("", "undo", undoes=first.id))
    (again,) = _record(log, REJECT)
    assert again.id != first.id
    assert log.in_force() == {ARTICLE.id: (again,)}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("reject", "Expecting value"),
        ("[]", "not an object"),
        ('{"id": "a", "action": "delete"}', "the verdict is one of accept, reject, amend, add, undo"),
        ('{"id": "a", "action": "undo"}', "undo needs 'undoes'"),
        ('{"id": "a", "action": "reject", "article": "x", "kind": "meeting"}', "reject needs 'passages'"),
        ('{"id": "a", "action": "undo", "undoes": "b", "when": "soon"}', "soon"),
        ('{"id": "a", "action": "undo", "undoes": 5}', "not a string"),
        ('{"id": "a", "action": "undo", "undoes": "b", "note": "x"}', "unknown field 'note'"),
    ],
)
def test_a_malformed_line_is_reported_with_its_number_and_nothing_is_appended(
    tmp_path: Path, line: str, why: str
) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_text(f"{REJECT.to_json()}\n\n{line}\n", "utf-8")
    before = path.read_bytes()
    with pytest.raises(UserError, match=r"corrections\.jsonl, line 3: not a valid judgement") as caught:
        _record(CorrectionLog(path), replace(REJECT, id="2"))
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before
