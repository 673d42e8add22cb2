"""Lets these tests, and processes they start, import what tests share; every test has a cache of its own."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATHS = (str(ROOT), str(ROOT / "loader"))
sys.path[:0] = PATHS
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (*PATHS, os.environ.get("PYTHONPATH"))))

from tests.llm.server import ModelServer  # noqa: E402


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache of answers of a test."""
    path = tmp_path / "cache" / "llm.sqlite"
    monkeypatch.setenv("MITHAQ_LLM_CACHE", str(path))
    monkeypatch.delenv("MITHAQ_LLM_KEY", raising=False)
    return path
