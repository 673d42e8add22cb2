"""One server over the seeds for all tests that only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import mithaq
import pytest

from tests.explorer_services.servers import ROOT, Explorer, running


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store with the seeds; only for reading."""
    folder = tmp_path_factory.mktemp("explorer") / "store"
    with mithaq.open(folder) as graph:
        assert graph.load(ROOT / "seeds").stored == 5
    return folder


@pytest.fixture(scope="session")
def explorer(seeded: Path) -> Iterator[Explorer]:
    with running(seeded) as server:
        yield server
