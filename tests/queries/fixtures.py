"""A small store on disk, made once a session, for the tests of queries, exports and the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mithaq.queries import NameResolver
from mithaq.store import Store

from tests.queries.corpus import build


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read only: a test that changes a store makes its own with `build`."""
    folder = tmp_path_factory.mktemp("corpus") / "store"
    build(folder)
    return folder


@pytest.fixture
def store(store_folder: Path) -> Iterator[Store]:
    with Store.open(store_folder) as opened:
        yield opened


@pytest.fixture
def names(store: Store) -> NameResolver:
    return NameResolver(store)
