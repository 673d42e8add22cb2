"""A person's judgements about who is who."""

from __future__ import annotations

from pathlib import Path

import pytest
from mithaq.errors import UserError
from mithaq.identity import IdentityJudgement, append_judgement, forget, read_judgements, resolve, why
from mithaq.rdf import MQ, Minter
from mithaq.store import Store

from tests.identity.told import Told, foreign_minister, labels, put


def names(store: Store) -> tuple[str, str]:
    """The two names that articles use for the one official."""
    rows = store.select(f"SELECT ?o {{ ?o a <{MQ.Official.value}> }}")
    (official,) = {row["o"].value for row in rows}
    one, other = store.members(official)
    return one, other


def _told(id: str, name: str) -> Told:
    told = Told(id)
    told.official(name, foreign_minister("QA"))
    return told


@pytest.fixture
def both(store: Store) -> Store:
    put(store, [_told("1", "خالد العطية"), _told("2", "خالد بن محمد العطية")])
    assert len(labels(store, "Official")) == 1
    return store


def test_different_parts_what_the_evidence_joins(both: Store) -> None:
    append_judgement(both.judgements, IdentityJudgement("different", *names(both), "huda", "2024-05-01", "cousins"))
    resolve(both)
    assert len(labels(both, "Official")) == 2


def test_a_later_judgement_replaces_an_earlier_one(both: Store) -> None:
    one, other = names(both)
    append_judgement(both.judgements, IdentityJudgement("different", one, other))
    append_judgement(both.judgements, IdentityJudgement("same", other, one))
    resolve(both)
    assert len(labels(both, "Official")) == 1
    assert [reason.because for reason in why(both, one)] == [("a reviewer judged so",)]


def test_same_joins_what_the_evidence_does_not_also_for_articles_to_come(store: Store) -> None:
    one = Minter().official("عبدالله الفرحان", "SA", "foreignMinister").value
    other = Minter().official("فيصل بن فرحان", "SA").value
    append_judgement(store.judgements, IdentityJudgement("same", one, other))
    for id, name in (("1", "عبدالله الفرحان"), ("2", "فيصل بن فرحان")):
        told = Told(id)
        told.official(name, foreign_minister("SA"))
        put(store, [told])
    assert len(labels(store, "Official")) == 1
    forget(store, ["1"])
    assert labels(store, "Official") == ["فيصل بن فرحان"]


@pytest.mark.parametrize(
    "line",
    [
        "same a b",
        '["same"]',
        '{"verdict": "equal", "one": "a", "other": "b"}',
        '{"verdict": "same", "one": "a"}',
        '{"verdict": "same", "one": "a", "other": "a"}',
        '{"verdict": "same", "one": "a", "other": 5}',
    ],
)
def test_a_line_that_is_no_judgement_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "judgements.jsonl"
    append_judgement(path, IdentityJudgement("same", "a", "b"))
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    with pytest.raises(UserError, match=r"judgements\.jsonl, line 3: not a valid judgement") as caught:
        read_judgements(path)
    assert "\n" not in str(caught.value)
