"""Loaded once by the server of child processes: the command line, the lexicon and the shapes, but no store."""

from __future__ import annotations

from pathlib import Path

import mithaq.cli.authority
import mithaq.cli.check
import mithaq.cli.explain
import mithaq.cli.export
import mithaq.cli.judgements
import mithaq.cli.load
import mithaq.cli.query
import mithaq.cli.validate  # noqa: F401
from mithaq.extraction import RuleExtractor
from mithaq.pipeline import ArticleProcessor, shacl_errors
from mithaq.queries import Catalogue
from mithaq.reading import Article, read

seed = next(iter(read([Path(__file__).parents[2] / "seeds"])))
assert isinstance(seed, Article)
ArticleProcessor(RuleExtractor(), shacl_errors)(seed)
list(Catalogue([]).values())
