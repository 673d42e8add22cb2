"""Fixtures of the identity tests. The path lets tests import what rooms share (`tests.identity.told`),
however pytest is started."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from mithaq.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store", write=True, create=True) as opened:
        yield opened
