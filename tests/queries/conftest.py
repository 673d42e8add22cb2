"""A small store on disk, made once for the tests of queries, exports and the command line."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from loader.queries import Names
from loader.store import Store
from tests.queries.corpus import build


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("queries") / "store"
    build(folder)
    return folder


@pytest.fixture
def store(store_folder: Path) -> Iterator[Store]:
    with Store.open(store_folder) as opened:
        yield opened


@pytest.fixture
def names(store: Store) -> Names:
    return Names(store)
