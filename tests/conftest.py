"""What all tests share: tables that stay in memory are kept out of garbage collection.

Every store runs a collection when it closes. Going through the tables would take half the time of many tests.
"""

from __future__ import annotations

import gc

import pytest


@pytest.fixture(scope="session", autouse=True)
def _frozen_tables() -> None:
    import mithaq.cli
    from mithaq.extraction import extract
    from mithaq.reading.article import Article, Span
    from mithaq.wikidata.known_items import package_items

    assert mithaq.cli
    extract(Article("a", "-", (Span(0, 1),)))
    package_items()
    gc.collect()
    gc.freeze()
