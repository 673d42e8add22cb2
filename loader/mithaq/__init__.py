"""Read Arabic news about diplomacy and security cooperation into a validated knowledge graph.

Names are imported on first use, so that `import mithaq` is fast. `mithaq.api` documents them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mithaq.api import (
        Agreement,
        Article,
        BareTitle,
        Conflict,
        Correction,
        Evidence,
        ExplainedFact,
        Explanation,
        Facts,
        Forum,
        FunctionExtractor,
        Graph,
        Judgement,
        LoadResult,
        Mediation,
        Meeting,
        Merge,
        Official,
        Organization,
        PartialDate,
        Place,
        Post,
        QueryResult,
        Quotation,
        RecordedCorrection,
        RecordedJudgement,
        Ref,
        Sanction,
        Source,
        Span,
        State,
        Statement,
        Tenure,
        Term,
        Thing,
        UserError,
        Value,
        Visit,
        article,
        extract,
        open,
    )  # fmt: skip

    __version__: str

__all__ = [
    "Agreement", "Article", "BareTitle", "Conflict", "Correction", "Evidence", "ExplainedFact", "Explanation", "Facts",
    "Forum",
    "FunctionExtractor", "Graph", "Judgement", "LoadResult", "Mediation", "Meeting", "Merge", "Official",
    "Organization", "PartialDate", "Place", "Post", "QueryResult", "Quotation", "RecordedCorrection",
    "RecordedJudgement", "Ref", "Sanction", "Source", "Span", "State", "Statement", "Tenure", "Term", "Thing",
    "UserError", "Value", "Visit", "__version__", "article", "extract", "open",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name == "__version__":
        value: object = _version()
    elif name in __all__:
        value = getattr(importlib.import_module("mithaq.api"), name)
    else:
        raise AttributeError(f"module 'mithaq' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("mithaq")
    except PackageNotFoundError:  # a checkout that was never installed
        return "0+unknown"
