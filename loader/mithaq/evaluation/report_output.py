"""Write figures and errors as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from mithaq.evaluation.error_context import ErrorContext
from mithaq.evaluation.error_counts import CORE, Figures

__all__ = ["as_json", "error_lines", "table_lines"]

_LONGEST = 300
"""Maximum number of characters shown of a passage."""


def table_lines(report: Mapping[str, Figures], articles: int) -> Iterator[str]:
    """One line per family; families in `core` are marked with a star."""
    heads = ("right", "wrong", "missed", "P", "R", "F1", "opt", "known")
    yield f"{f'{articles} articles':20}" + "".join(f"{head:>8}" for head in heads)
    for family, figures in report.items():
        mark = "*" if family in CORE else " "
        counts = "".join(f"{n:8}" for n in (figures.tp, figures.fp, figures.fn))
        shares = "".join(f"{share:8.3f}" for share in (figures.p, figures.r, figures.f1))
        yield f"{mark}{family:19}{counts}{shares}{figures.optional:8}{figures.known:8.3f}"


def error_lines(errors: Iterable[ErrorContext]) -> Iterator[str]:
    """Two lines or more a slip: what it is and which rule made it, then the passages. Arabic is set apart from what
    stands beside it, so that terminals keep the order."""
    for explained in errors:
        error, source = explained.error, explained.source
        why = f"  ({', '.join(source.rules)} {source.confidence})" if source.rules else ""
        yield f"{error.kind:6} {error.family}  {error.article}  {_apart(error.what)}{why}"
        for passage in source.passages:
            yield f"       {_apart(_short(passage))}"


def _apart(text: str) -> str:
    return f"\u2068{text}\u2069"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "\u2026"


def as_json(
    report: Mapping[str, Figures],
    articles: int,
    absent: Iterable[str],
    errors: Iterable[ErrorContext] | None,
    confidence: Mapping[str, object] | None = None,
) -> str:
    """Figures and errors as one JSON object; `errors` and `confidence` are omitted if None."""
    families = {
        family: {
            "tp": f.tp, "fp": f.fp, "fn": f.fn, "p": f.p, "r": f.r, "f1": f.f1, "optional": f.optional,
            "known": f.known,
        }
        for family, f in report.items()
    }  # fmt: skip
    value: dict[str, object] = {"articles": articles, "absent": list(absent), "families": families}
    if confidence is not None:
        value["reliability"] = confidence
    if errors is not None:
        value["errors"] = list(map(_record, errors))
    return json.dumps(value, ensure_ascii=False, indent=1)


def _record(explained: ErrorContext) -> dict[str, object]:
    error, source = explained.error, explained.source
    return {
        "kind": error.kind, "family": error.family, "article": error.article, "what": error.what,
        "rules": list(source.rules), "confidence": source.confidence or None, "passages": list(source.passages),
    }  # fmt: skip
