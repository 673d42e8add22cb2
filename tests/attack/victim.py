"""Loaded once by the server of child processes: the command line and the lexicon, but no store."""

from __future__ import annotations

from pathlib import Path

import mithaq.cli.load
import mithaq.cli.query  # noqa: F401
from mithaq.extraction import extract
from mithaq.reading import Article, read

seed = next(iter(read([Path(__file__).parents[2] / "seeds"])))
assert isinstance(seed, Article)
extract(seed)
