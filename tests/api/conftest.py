"""The seeds loaded through the API, once for all tests that only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import mithaq
import pytest

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read only: a test that changes a graph loads its own."""
    folder = tmp_path_factory.mktemp("api") / "store"
    with mithaq.open(folder) as graph:
        assert graph.load(SEEDS).stored == 5
    return folder


@pytest.fixture
def graph(seeded: Path) -> Iterator[mithaq.Graph]:
    with mithaq.open(seeded) as opened:
        yield opened
