"""One server over the seeds for all tests that only read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import mithaq
import pytest

from tests.explorer_services.servers import ROOT, Explorer, running
from tests.stores import copied_store


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store with the seeds; only for reading."""
    folder = tmp_path_factory.mktemp("seeded") / "store"
    with mithaq.open(folder) as graph:
        assert graph.load(ROOT / "seeds").stored == 5
    return folder


@pytest.fixture
def copied(seeded: Path, tmp_path: Path) -> Callable[[], Path]:
    """A copy of the store that a test may change."""

    def copy() -> Path:
        return copied_store(seeded, tmp_path / "store")

    return copy


@pytest.fixture(scope="session")
def explorer(seeded: Path) -> Iterator[Explorer]:
    with running(seeded) as server:
        yield server
