"""One store of the seeds and one server over it for all tests that only read."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mithaq.rdf import RDF
from mithaq.store import Store
from pyoxigraph import NamedNode, Quad

from tests.explorer.protocol_suite import DATA
from tests.explorer.servers import IMPATIENT, SEEDS, Explorer, mithaq, serving
from tests.stores import copied_store

DOCUMENT = NamedNode("http://xmlns.com/foaf/0.1/Document")
HOSTILE = "<script>document.title='run'</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture(scope="session")
def loaded_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the seeds that nothing opens; it is loaded once for all processes that the tests run in."""
    together = "PYTEST_XDIST_WORKER" in os.environ
    root = tmp_path_factory.getbasetemp().parent if together else tmp_path_factory.getbasetemp()
    store, made = root / "explorer-seeds", root / "explorer-seeds-made"
    with (root / "explorer-seeds-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            mithaq("load", SEEDS, "--store", store)
            made.touch()
    return store


@pytest.fixture(scope="session")
def seeds_store(loaded_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store with the seeds; only for reading."""
    return copied_store(loaded_seeds, tmp_path_factory.mktemp("explorer") / "store")


@pytest.fixture(scope="session")
def explorer(seeds_store: Path) -> Iterator[Explorer]:
    """A server over the seeds, for all tests that only read."""
    with serving(seeds_store) as running:
        running.until("/search?q=%D9%82%D8%B7%D8%B1&lang=en", "Agreement")
        yield running


@pytest.fixture(scope="session")
def impatient(seeds_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """A server that waits three seconds for clients that say nothing, in place of ten.

    Its store also has the graphs that the W3C's tests of the protocol name.
    """
    folder = copied_store(seeds_store, tmp_path_factory.mktemp("impatient") / "store")
    with Store.open(folder, write=True) as store:
        store.raw.extend(Quad(NamedNode(iri), RDF.type, DOCUMENT, NamedNode(iri)) for iri in DATA[1:])
        store.publish()
    with serving(folder, first=IMPATIENT) as server:
        server.until("/search?q=%D9%82%D8%B7%D8%B1&lang=en", "Agreement")
        for path in ("/", "/id/state/QA", "/sparql?query=ASK{}"):
            server.get(path)
        yield server


@pytest.fixture
def own_store(seeds_store: Path, tmp_path: Path) -> Path:
    """A copy of the seeds' store, to change."""
    return copied_store(seeds_store, tmp_path / "store")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium of the system; tests that need one are skipped without it."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    named = os.environ.get("MITHAQ_CHROMIUM", "")
    found = next(filter(None, map(shutil.which, (named, "chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium on the PATH, nor named by MITHAQ_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def hostile_title() -> str:
    return HOSTILE


@pytest.fixture(scope="session")
def hostile_article(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """An explorer over a store with one article, of which title, source, address and identifier are hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    store = folder / "store"
    text = "استقبل وزير الخارجية القطري محمد بن عبد الرحمن آل ثاني نظيره المصري سامح شكري في الدوحة."
    article = {
        "id": "../a b<b>%41", "text": text, "title": HOSTILE, "date": "2021-05-03", "source": HOSTILE,
        "url": "javascript:alert(1)",
    }  # fmt: skip
    (folder / "hostile.jsonl").write_text(json.dumps(article), encoding="utf-8")
    mithaq("load", folder / "hostile.jsonl", "--store", store)
    with serving(store) as running:
        running.until("/search?q=script", "img src")
        yield running


@pytest.fixture(scope="session")
def static_site(seeds_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "public"
    mithaq("site", out, "--store", seeds_store)
    return out
