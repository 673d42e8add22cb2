"""`mithaq review` goes through doubtful facts; each answer is recorded and applied at once."""

from __future__ import annotations

from pathlib import Path

import mithaq
import pytest
from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.queries import doubtful_facts
from mithaq.store import Store

TEXTS = (
    "التقى وزير الداخلية العراقي عثمان علي الغانمي السفير القطري خالد السليطي في بغداد.",
    "أكد وزير الداخلية العراقي محمد سالم الغبان أهمية التعاون.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles of one day that name two holders of one post."""
    with mithaq.open(tmp_path / "store") as graph:
        graph.load([{"id": f"a{n}", "date": "2020-03-05", "text": text} for n, text in enumerate(TEXTS)])
    return tmp_path / "store"


def review(folder: Path, keys: str, *words: str) -> str:
    call = ["review", "--who", "huda", "--date", "2024-05-01", "--store", str(folder), *words]
    result = CliRunner().invoke(cli, call, input=keys, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def actions(folder: Path) -> list[str]:
    with mithaq.open(folder) as graph:
        return [one.correction.action for one in graph.corrections() if not one.undone]


def holders(folder: Path) -> set[str]:
    with mithaq.open(folder) as graph:
        return {str(row["official"]) for row in graph.query("officials-of-state", state="IQ")}


def test_contradictions_are_shown_with_their_sentences_before_low_confidence(folder: Path) -> None:
    shown = review(folder, "q", "--below", "1")
    assert "1 of " in shown
    assert "on the same date the post is held by" in shown
    assert any(text in shown for text in TEXTS)
    assert actions(folder) == []
    with Store.open(folder) as store:
        reasons = [fact.reason for fact in doubtful_facts(store, 1.0)]
    first_low = next(n for n, reason in enumerate(reasons) if reason.startswith("confidence"))
    assert first_low == 2
    assert all(reason.startswith("confidence") for reason in reasons[first_low:])


def test_a_wrong_fact_is_rejected_and_the_contradiction_is_gone(folder: Path) -> None:
    assert len(holders(folder)) == 2
    assert "1 judged" in review(folder, "nq")
    assert actions(folder) == ["reject"]
    assert len(holders(folder)) == 1
    with Store.open(folder) as store:
        assert doubtful_facts(store, 0.0) == []


def test_what_is_right_is_not_asked_again_and_undo_takes_it_back(folder: Path) -> None:
    review(folder, "yq")
    assert actions(folder) == ["accept"]
    with Store.open(folder) as store:
        assert len(doubtful_facts(store, 0.0)) == 1
    assert "0 judged" in review(folder, "yuq", "--below", "1")
    assert actions(folder) == ["accept"]
    assert "0 judged, 0 left" in review(folder, "s")
