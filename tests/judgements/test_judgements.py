"""The file of judgements: what is in force, what is migrated, what two people's files make together."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from mithaq.errors import UserError
from mithaq.judgements import Judgement, JudgementLog, UnsignedJudgement, merge, migrate, read_file, standing_of

A, B, C, D = (f"https://w3id.org/mithaq/id/person/{name}" for name in "abcd")
FACT = {
    "article": "n1",
    "kind": "meeting",
    "passages": [{"exact": "They met.", "start": 7}],
    "slots": {"participants": ["state:QA", "state:IQ"], "date": "2020-03-05"},
}


def same(one: str, other: str) -> UnsignedJudgement:
    return UnsignedJudgement("identity", "same", {"one": one, "other": other})


def different(one: str, other: str) -> UnsignedJudgement:
    return UnsignedJudgement("identity", "different", {"one": one, "other": other})


def link(verdict: str, item: str) -> UnsignedJudgement:
    return UnsignedJudgement("link", verdict, {"thing": A, "item": item})


def fact(verdict: str, **changes: str) -> UnsignedJudgement:
    return UnsignedJudgement("fact", verdict, {**FACT, **({"changes": changes} if changes else {})})


def log(path: Path, who: str, *judgements: UnsignedJudgement) -> JudgementLog:
    made = JudgementLog(path)
    for one in judgements:
        made.add([one], who=who, when="2024-05-01")
    return made


def said(lines: tuple[Judgement, ...] | list[Judgement]) -> list[tuple[str, str]]:
    return [(line.verdict, line.who) for line in lines]


def test_every_line_states_its_version_who_when_and_why(tmp_path: Path) -> None:
    made = JudgementLog(tmp_path / "judgements.jsonl")
    made.add([same(A, B)], who="huda", when="2024-05-01", why="cousins")
    record = json.loads(made.path.read_text("utf-8"))
    assert (record["schema"], record["about"], record["verdict"]) == (2, "identity", "same")
    assert (record["who"], record["when"], record["why"]) == ("huda", "2024-05-01", "cousins")


def test_a_later_judgement_replaces_one_on_the_same_matter_and_undo_brings_it_back(tmp_path: Path) -> None:
    made = log(tmp_path / "j.jsonl", "huda", same(A, B))
    before = made.path.read_bytes()
    log(made.path, "ali", different(B, A))
    assert made.path.read_bytes().startswith(before), "lines are only added"
    (now,) = made.standing().in_force
    assert (now.verdict, now.who) == ("different", "ali")
    made.undo([now.id], who="ali")
    assert said(made.standing().in_force) == [("same", "huda")]
    assert len(made.read()) == 3
    with pytest.raises(UserError, match="is undone already"):
        made.undo([now.id])
    with pytest.raises(UserError, match="there is no such judgement"):
        made.undo(["nothing"])


def test_what_is_in_force_does_not_depend_on_the_order_of_lines(tmp_path: Path) -> None:
    made = log(
        tmp_path / "j.jsonl", "huda", same(A, B), different(A, B), link("accept", "Q1"), link("accept", "Q2"),
        link("reject", "Q3"), fact("accept"), fact("reject"), same(C, D),
    )  # fmt: skip
    made.undo([made.read()[-1].id])
    expected = made.standing()
    lines = made.path.read_text("utf-8").splitlines()
    for seed in range(5):
        random.Random(seed).shuffle(lines)
        made.path.write_text("".join(f"{line}\n" for line in [*lines, lines[0]]), "utf-8")
        assert made.standing() == expected
    assert said(expected.in_force) == [
        ("different", "huda"),
        ("accept", "huda"),
        ("reject", "huda"),
        ("reject", "huda"),
    ]


def test_the_three_files_of_the_first_format_become_one_without_loss(tmp_path: Path) -> None:
    identities = [
        {"verdict": "same", "one": A, "other": B, "who": "huda", "when": "2023-01-01", "why": "first"},
        {"verdict": "different", "one": B, "other": A, "who": "ali", "when": "2023-02-01", "why": ""},
        {"verdict": "same", "one": C, "other": D, "who": "", "when": "a Monday", "why": ""},
    ]
    facts = [
        {"id": "0123456789", "action": "reject", **FACT, "who": "huda", "when": "2024-01-01"},
        {"id": "9876543210", "action": "amend", **FACT, "changes": {"date": "2020-03-06"}, "who": "ali"},
        {"id": "1111111111", "action": "undo", "undoes": "9876543210", "who": "ali"},
    ]
    links = (
        "#curie_map:\n#  mqid: https://w3id.org/mithaq/id/\n#  wd: http://www.wikidata.org/entity/\n"
        "subject_id\tsubject_label\tobject_id\tobject_label\tpredicate_modifier\tauthor_label\tmapping_date\tcomment\n"
        "mqid:person/a\tالف\twd:Q1\tone\t\thuda\t2024-05-01\tseen\nmqid:person/b\t\twd:Q2\t\tNot\tali\t\t\n"
        "mqid:person/c\t\tsssom:NoTermFound\t\t\t\t\t\n"
    )
    path = tmp_path / "judgements.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in identities), "utf-8")
    (tmp_path / "corrections.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in facts), "utf-8")
    (tmp_path / "links.sssom.tsv").write_text(links, "utf-8")
    before = JudgementLog(path).read()
    assert migrate(path)
    assert [file.name for file in tmp_path.iterdir() if not file.name.startswith(".")] == ["judgements.jsonl"]
    assert JudgementLog(path).read() == before
    assert not migrate(path)
    assert len(before) == 9
    assert {line.id for line in before} >= {"0123456789", "9876543210", "1111111111"}
    in_force = {(line.about, line.verdict, line.who): line for line in standing_of(before).in_force}
    assert set(in_force) == {
        ("identity", "different", "ali"), ("identity", "same", ""), ("fact", "reject", "huda"),
        ("link", "accept", "huda"), ("link", "reject", "ali"), ("link", "accept", ""),
    }  # fmt: skip
    assert in_force["link", "accept", "huda"].content == {
        "thing": A, "item": "Q1", "label": "الف", "item_label": "one",
    }  # fmt: skip
    assert in_force["link", "accept", ""].content["item"] == "none"


def test_a_migration_that_was_interrupted_is_finished_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    old = {"id": "0123456789", "action": "reject", **FACT, "who": "huda"}
    (tmp_path / "corrections.jsonl").write_text(f"{json.dumps(old)}\n", "utf-8")
    migrate(path)
    (tmp_path / "corrections.jsonl").write_text(f"{json.dumps(old)}\n", "utf-8")
    assert len(JudgementLog(path).read()) == 1
    assert migrate(path)
    assert len(JudgementLog(path).read()) == 1


def test_malformed_files_of_the_first_format_stay_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "corrections.jsonl").write_text("nonsense\n", "utf-8")
    assert not migrate(tmp_path / "judgements.jsonl")
    assert (tmp_path / "corrections.jsonl").read_text("utf-8") == "nonsense\n"
    with pytest.raises(UserError, match=r"corrections\.jsonl, line 1: not a valid judgement"):
        JudgementLog(tmp_path / "judgements.jsonl").read()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"schema": 3}', "its schema version is 3, and this mithaq reads 2"),
        ('{"schema": 2, "about": "taste"}', "`about` is one of fact, identity, link"),
        ('{"schema": 2, "id": "a", "n": 0, "about": "link", "verdict": "accept"}', "`n` is a number from 1"),
        ('{"schema": 2, "id": "a", "n": 1, "about": "link", "verdict": "accept", "thing": "x"}', "accept needs 'item'"),
        ('{"schema": 2, "id": "a", "n": 1, "about": "link", "verdict": "same"}', "the verdict is one of accept"),
        ('{"schema": 2, "id": "a", "n": 1, "about": "link", "verdict": "undo"}', "undo needs 'undoes'"),
        ('{"schema": 2, "id": "a", "n": 1, "about": "link", "mood": "good"}', "unknown field 'mood'"),
        ("<<<<<<< HEAD", "has a conflict marker"),
    ],
)
def test_a_malformed_line_is_named_in_one_line(tmp_path: Path, line: str, why: str) -> None:
    made = log(tmp_path / "judgements.jsonl", "huda", same(A, B))
    before = made.path.read_text("utf-8") + f"{line}\n"
    made.path.write_text(before, "utf-8")
    with pytest.raises(UserError, match=r"judgements\.jsonl, line 2: ") as caught:
        made.add([same(C, D)])
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)
    assert made.path.read_text("utf-8") == before


# merging


def test_the_same_judgement_of_two_people_counts_once_and_both_ways_give_the_same_bytes(tmp_path: Path) -> None:
    mine = log(tmp_path / "mine.jsonl", "huda", same(A, B), link("accept", "Q1"), fact("reject"))
    theirs = log(tmp_path / "theirs.jsonl", "ali", same(C, D), fact("reject"), link("reject", "Q2"))
    one, other = merge(mine.read(), theirs.read()), merge(theirs.read(), mine.read())
    assert one.lines == other.lines
    assert (len(one.lines), len(one.added), one.conflicts) == (5, 2, ())
    assert merge(one.lines, theirs.read()).lines == one.lines


@pytest.mark.parametrize(
    ("ours", "others"),
    [
        ([same(A, B)], [different(B, A)]),
        ([same(A, B), same(B, C)], [different(A, C)]),
        ([different(A, C), same(A, B)], [same(C, B)]),
        ([link("accept", "Q1")], [link("reject", "Q1")]),
        ([link("accept", "Q1")], [link("accept", "Q2")]),
        ([link("accept", "none")], [link("accept", "Q2")]),
        ([fact("reject")], [fact("amend", date="2020-03-06")]),
        ([fact("accept")], [fact("reject")]),
        ([fact("amend", date="2020-03-07")], [fact("amend", date="2020-03-06")]),
    ],
)
def test_contradictions_are_named_and_nothing_of_them_is_merged_unless_a_side_is_preferred(
    tmp_path: Path, ours: list[UnsignedJudgement], others: list[UnsignedJudgement]
) -> None:
    mine = log(tmp_path / "mine.jsonl", "huda", *ours).read()
    theirs = log(tmp_path / "theirs.jsonl", "ali", *others, same(C, D)).read()
    merged = merge(mine, theirs)
    (conflict,) = merged.conflicts
    assert {line.who for line in conflict.lines} == {"huda", "ali"}
    assert said(merged.added) == [("same", "ali")]
    assert standing_of(merged.lines).conflicts == ()

    for_me = standing_of(merge(mine, theirs, "mine", who="judge").lines)
    for_them = standing_of(merge(mine, theirs, "theirs", who="judge").lines)
    assert [line.key for line in for_me.in_force] == [line.key for line in standing_of(merged.lines).in_force]
    assert {one.key for one in standing_of(theirs).in_force} <= {line.key for line in for_them.in_force}
    assert for_me.conflicts == for_them.conflicts == ()
    settled = merge(mine, theirs, "theirs", who="judge")
    assert merge(settled.lines, theirs).conflicts == (), "a settled contradiction does not come back"
    assert len(settled.lines) == len(mine) + len(theirs) + len(settled.settled)


def test_what_does_not_contradict_is_merged() -> None:
    path_free = [same(A, B), link("unsure", "Q1"), link("reject", "Q2"), fact("amend", date="2020-03-06")]
    others = [same(B, C), link("accept", "Q1"), link("reject", "Q3"), fact("amend", place="place:x")]
    lines = [
        [Judgement(f"{who}{n}", n + 1, j.about, j.verdict, j.content, who=who) for n, j in enumerate(judgements)]
        for who, judgements in (("a", path_free), ("b", others))
    ]
    merged = merge(lines[0], lines[1])
    assert (len(merged.added), merged.conflicts) == (4, ())


def test_lines_joined_by_a_version_control_system_are_read_and_their_contradictions_apply_on_neither_side(
    tmp_path: Path,
) -> None:
    mine = log(tmp_path / "mine.jsonl", "huda", same(A, B), same(C, D))
    theirs = log(tmp_path / "theirs.jsonl", "ali", different(A, B))
    joined = JudgementLog(tmp_path / "judgements.jsonl")
    joined.path.write_text(mine.path.read_text("utf-8") + theirs.path.read_text("utf-8"), "utf-8")
    standing = joined.standing()
    assert [line.content["one"] for line in standing.in_force] == [C]
    assert len(standing.conflicts) == 1
    joined.undo([standing.conflicts[0].lines[0].id])
    assert joined.standing().conflicts == ()


def test_a_judgement_that_follows_from_another_is_withdrawn_with_it(tmp_path: Path) -> None:
    made = log(tmp_path / "j.jsonl", "huda", link("accept", "Q1"))
    (accepted,) = made.read()
    made.add([UnsignedJudgement("identity", "same", {"one": A, "other": B}, (accepted.id,))])
    assert len(made.standing().in_force) == 2
    made.undo([accepted.id])
    assert made.standing().in_force == ()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("=======", "has a conflict marker"),
        ("mqid:person/a\tskos:exactMatch\twd:Q1\t\tmore", "has 5 cells, and the header has 4"),
        ("mqid:person/a", "has no object_id"),
        ("\tskos:exactMatch\twd:Q1", "has no subject_id"),
        ("mqid:person/a\tskos:closeMatch\twd:Q1", "only skos:exactMatch states a link"),
        ("mqid:person/a\tskos:exactMatch\twd:Q1\tmaybe", "leave it empty, or write Not"),
        ('mqid:person/a\t"skos:exactMatch\twd:Q1', "is not a row of a table"),
        ("mqid:person/a\tskos:exactMatch\tQ٣", "is not a Wikidata item"),
    ],
)
def test_a_row_of_sssom_that_states_no_link_is_named_with_its_line(tmp_path: Path, row: str, why: str) -> None:
    path = tmp_path / "links.sssom.tsv"
    head = "subject_id\tpredicate_id\tobject_id\tpredicate_modifier\r\n"
    good = "mqid:person/b\u2028c\tskos:exactMatch\twd:Q2\r\n"
    path.write_text(f"{head}{good}{row}", "utf-8", newline="")
    with pytest.raises(UserError, match=r"links\.sssom\.tsv, line 3: ") as caught:
        read_file(path)
    assert why in str(caught.value)
    path.write_text(f"{head}{good}", "utf-8", newline="")
    assert [line.content["thing"] for line in read_file(path)] == ["https://w3id.org/mithaq/id/person/b\u2028c"]
