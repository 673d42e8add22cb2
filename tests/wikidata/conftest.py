"""Lets the tests of this room import what they share (`tests.wikidata.api_server`), however pytest is
started; and the stores they share."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

ARTICLE = """\
{"id": "a1", "url": "https://example.org/news/1", "date": "2019-03-04", "title": null, "text": \
"استقبل وزير الدفاع العماني سالم بن راشد الهنائي، اليوم في مسقط، وزير الخارجية الأمريكي ريكس تيلرسون."}
"""


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Stores loaded once a session: of the seeds, and of one made-up article."""
    from mithaq import pipeline
    from mithaq.resources import resource
    from mithaq.store import Store

    folder = tmp_path_factory.mktemp("stores")
    (folder / "article.jsonl").write_text(ARTICLE, "utf-8")

    def get(name: str) -> Path:
        store = folder / name
        if not store.exists():
            source = resource("seeds") if name == "seeds" else folder / "article.jsonl"
            with Store.open(store, write=True, create=True) as opened:
                pipeline.load([source], opened, workers=1)
        return store

    return get


@pytest.fixture
def seeds(loaded: Callable[[str], Path], tmp_path: Path) -> Path:
    """A store of the seeds, to be changed at will."""
    return Path(shutil.copytree(loaded("seeds"), tmp_path / "store"))


@pytest.fixture
def news(loaded: Callable[[str], Path], tmp_path: Path) -> Path:
    """A store of one made-up article about a minister of Oman."""
    return Path(shutil.copytree(loaded("article"), tmp_path / "store"))
