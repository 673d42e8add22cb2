"""What an article says: persons and posts, bodies, agreements, forums, meetings, visits and statements.

`extract(article)` is the whole of it. The rules read in this order: mentions of persons (titles, posts, names), bodies,
states, then, around verbs and event nouns, who did what with whom.

The rules are imported on first use: whoever handles facts only does without them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mithaq.extraction.extractor import ExtractionStopped, Extractor, FunctionExtractor, RuleExtractor, extract
    from mithaq.extraction.source_country import outlet_country

__all__ = ["ExtractionStopped", "Extractor", "FunctionExtractor", "RuleExtractor", "extract", "outlet_country"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'mithaq.extraction' has no attribute {name!r}")
    module = "source_country" if name == "outlet_country" else "extractor"
    value: object = getattr(importlib.import_module(f"mithaq.extraction.{module}"), name)
    globals()[name] = value
    return value
