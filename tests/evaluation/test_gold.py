"""Reading gold annotations: what is right is read, and what is wrong is one line that says where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mithaq.errors import UserError
from mithaq.evaluation import read_gold

SEEDS = Path(__file__).parents[1] / "data" / "gold-seeds"


def write(folder: Path, value: object, name: str = "a.gold.json") -> Path:
    (folder / name).write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return folder


def test_the_gold_of_the_seeds_is_read() -> None:
    golds = read_gold(SEEDS)
    assert [gold.id[:3] for gold in golds] == ["000", "001", "002", "003", "004"]
    third = golds[2]
    assert third.states == {"QA", "US"}
    assert third.states_optional == {"SA"}
    assert third.officials[0].forms == ("عبد العزيز الأنصاري", "الأنصاري")
    assert [post.state for post in third.officials[0].posts] == ["QA"]
    assert (third.agreements[0].kind, third.agreements[0].signed) == ("memorandum", "2017-07-11")
    assert [item.optional for item in third.meetings] == [True]


def test_what_is_left_out_lists_nothing(tmp_path: Path) -> None:
    [gold] = read_gold(write(tmp_path, {"id": "a", "_note": "asked a colleague", "date": None}))
    assert (gold.states, gold.officials, gold.forums) == (frozenset(), (), ())


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("{", "a.gold.json, line 1: is not valid JSON"),
        ([], "a.gold.json: must be an object"),
        ({}, "a.gold.json: id must be a text"),
        ({"id": " "}, "a.gold.json: id must be a text"),
        ({"id": "a", "states": "QA"}, "a.gold.json: states must be a list of texts"),
        ({"id": "a", "officials": [{"name": "x"}, {}]}, "a.gold.json: officials[1] name must be a text"),
        (
            {"id": "a", "officials": [{"name": "x", "posts": [{"role": 3}]}]},
            "a.gold.json: officials[0].posts[0] role must be a text",
        ),
        ({"id": "a", "forums": [{"name": "x", "edition": "3"}]}, "forums[0] edition must be a whole number"),
        ({"id": "a", "forums": [{"name": "x", "date": "last May"}]}, "forums[0] date must be a date: YYYY"),
        ({"id": "a", "visits": [{"visitor": "x", "to": "QA", "optional": 1}]}, "visits[0] optional must be true"),
        ({"id": "a", "meetings": [{"participants": []}]}, "meetings[0] participants must be a list of 1 or more"),
        ({"id": "a", "meetings": [{"participant": ["x"]}]}, "meetings[0] participants must be a list of 1"),
        ({"id": "a", "forum": []}, "'forum' is not a key of the format; known keys: agreements, date, forums"),
        (
            {"id": "a", "officials": [{"name": "x", "aliases": []}]},
            "officials[0] 'aliases' is not a key of the format; known keys: alt, name, optional, posts",
        ),
        ({"id": "a", "date": "2017-02-31"}, "a.gold.json: date must be a date"),
    ],
)
def test_a_slip_of_the_pen_is_told_in_one_line(tmp_path: Path, value: object, complaint: str) -> None:
    with pytest.raises(UserError) as problem:
        read_gold(write(tmp_path, value))
    assert complaint in str(problem.value)
    assert "\n" not in str(problem.value)


def test_two_annotations_of_one_article_are_refused(tmp_path: Path) -> None:
    write(tmp_path, {"id": "a"})
    with pytest.raises(UserError, match=r"b\.gold\.json: annotates 'a', which .*a\.gold\.json annotates too"):
        read_gold(write(tmp_path, {"id": "a"}, "b.gold.json"))


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_a_folder_without_annotations_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="contains no gold annotations"):
        read_gold(tmp_path / name)


def test_annotations_must_be_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.gold.json").write_bytes('{"id": "قطر"}'.encode("windows-1256"))
    with pytest.raises(UserError, match="is not UTF-8"):
        read_gold(tmp_path)
