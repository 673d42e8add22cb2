"""Reading answers that are whole, wrapped, cut off or looping."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.llm.answers import parse_answer

FACTS = [{"kind": "visit", "quote": 'a {b} " c', "n": k, "more": {"x": [1, 2]}} for k in range(4)]
WHOLE = json.dumps({"facts": FACTS})


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (WHOLE, True),
        (f"```json\n{WHOLE}\n```", True),
        (f'<think>{{"facts": [{{"kind": "x"}}]}}</think>{WHOLE}', True),
        (f"Here you are:\n{WHOLE}\nAnything else?", True),
        (json.dumps(FACTS), False),
        ("\n".join(map(json.dumps, FACTS)), False),
        (json.dumps({"result": {"events": FACTS}}), False),
    ],
    ids=["plain", "fenced", "thought", "prose", "list", "lines", "other keys"],
)
def test_facts_are_found_in_every_wrapping(text: str, whole: bool) -> None:
    parsed = parse_answer(text)
    assert list(parsed.facts) == FACTS
    assert parsed.whole == whole


@given(st.integers(0, len(WHOLE) - 1))
def test_of_an_answer_that_is_cut_off_every_whole_object_is_kept(cut: int) -> None:
    text = WHOLE[:cut]
    ends = [WHOLE.index(json.dumps(fact)) + len(json.dumps(fact)) for fact in FACTS]
    parsed = parse_answer(text)
    assert list(parsed.facts) == [fact for fact, end in zip(FACTS, ends, strict=True) if end <= cut]
    assert not parsed.whole


def test_a_loop_gives_each_fact_once() -> None:
    text = '{"facts": [' + (json.dumps(FACTS[0]) + ", ") * 500
    assert list(parse_answer(text).facts) == FACTS[:1]


@pytest.mark.parametrize("text", ["", " \n" * 5000, "I cannot help with that.", "null", "[]", '{"facts": "none"}'])
def test_nothing_is_found_in_an_answer_without_facts(text: str) -> None:
    parsed = parse_answer(text)
    assert parsed.facts == ()
    assert not parsed.whole


@pytest.mark.parametrize(
    "text", ["{" * 300_000, '{"a":' * 100_000, "[" * 300_000, '{"facts": [' * 50_000, '"{' * 90_000]
)
def test_a_hostile_answer_takes_no_long_time(text: str) -> None:
    started = time.perf_counter()
    assert parse_answer(text).facts == ()
    assert time.perf_counter() - started < 2
