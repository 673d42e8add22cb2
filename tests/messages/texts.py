"""The texts that the code says to people, read from its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from mithaq.messages import in_arabic

PACKAGE = Path(__file__).resolve().parents[2] / "loader" / "mithaq"
SAID_BY = frozenset({
    "UserError", "StoreError", "RemoteError", "RefusedError", "RefusedRequestError", "ServiceRefused", "NoAnswer",
    "RetryableError", "ExtractionStopped", "NotTextError", "UnreadableDateError", "Problem", "DateProblem",
    "SkippedInput", "Note", "BadParameter", "say", "in_language", "fail",
})  # fmt: skip
"""Calls whose texts are shown."""
NAMED = frozenset({"what", "why", "hint", "fix", "where_to", "lost", "more", "_FIX", "_DEFECT", "STUCK", "_TEXT_HINT"})
"""Variables that hold a part of such a text."""
NOT_SHOWN = (
    "explorer/reconciliation/", "explorer/protocol.py", "explorer/service_description.py", "queries/query_checks.py",
    "queries/header.py", "validation/", "evaluation/gold.py", "evaluation/fact_sets.py", "llm/", "lexicon/",
    "extraction/", "language/",
)  # fmt: skip
"""What programs and writers of queries and annotations are told, in English."""
GAP = "\N{PILCROW SIGN}"
KEPT = (
    "web", "rudof", "rules", "core", "gzip", "jsonld", "graphml", "csv", "ttl", "none", "null", "batch", "validate",
    "load", "forget", "push", "qid", "kind", "item", "predicate_modifier", "mapping", "Article", "Dask", "fsspec", "id",
    "text", "dmy", "mdy", "with_ontology", "Wikidata", "Mithaq", "Ctrl-C", "JSON Lines", "Lines", "official",
    "organization", "place", "state", "default-graph-uri", "mithaq query list", r"mithaq \w+", "mithaq",
)  # fmt: skip
"""Names of options' values, commands, fields and programs."""
CODE = re.compile(
    r"`[^`]*`|'[^']*'|pip install \S+|--?[a-z][\w-]*(?: [A-Z]+)?|\$?\b[A-Z][A-Z_0-9]+\b[\w=,.:]*|[a-z]+://\S*"
    rf"|[\w*.-]*[./_=:][\w*./=:+-]+|(?:{'|'.join(KEPT)})\b:?"
)
"""What stays as it is in a text in Arabic."""


def texts() -> Iterator[tuple[str, str]]:
    """Where each text stands, and the text with a mark in place of what varies."""
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if place.startswith(NOT_SHOWN):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for part in _shown(node):
                for text in _alternatives(part):
                    if re.search("[a-z]{3}", text.replace(GAP, "")):
                        yield f"{place}:{part.lineno}", text


def _shown(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        function = node.func
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        if name in SAID_BY:
            yield from node.args
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in NAMED:
        yield node.value


def _alternatives(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can be."""
    match node:
        case ast.Constant(value=str()):
            yield str(node.value)
        case ast.JoinedStr():
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else GAP for part in node.values)
        case ast.BinOp(op=ast.Add()):
            for left in _alternatives(node.left):
                for right in _alternatives(node.right):
                    yield left + right
        case ast.IfExp():
            yield from _alternatives(node.body)
            yield from _alternatives(node.orelse)


def is_translated(text: str) -> bool:
    """Whether nothing but code is left of the English of a text, with a number or a name in its gaps."""
    return any(not re.search("[a-z]{3}", _prose(in_arabic(_filled(text, value)))) for value in ("7", "\u2068X\u2069"))


def _filled(text: str, value: str) -> str:
    """A text with a value in its gaps; a gap right behind a word is for an ending that may be missing."""
    return re.sub(f"(?<=[a-z]){GAP}", "", text).replace(GAP, value)


def _prose(text: str) -> str:
    return CODE.sub(" ", text)
