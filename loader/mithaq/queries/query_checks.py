"""Rules for stored queries, checked before they run.

A stored query is a SELECT or CONSTRUCT without updates, DESCRIBE, SERVICE, FROM or LIMIT. Its `$names` are the
declared parameters, its columns are the declared columns, its rows have a total order, and its result is
deterministic. rdflib and Oxigraph must both parse it with every combination of given and missing parameters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from mithaq.queries.binding import Term, bind
from mithaq.queries.header import Header, HeaderError, Parameter
from mithaq.queries.tokenizer import keywords, parameter_names, sparql_tokens

__all__ = ["UPDATES", "check_text", "form_of"]

_FORMS = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")
UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
_REFUSED: Mapping[str, str] = {
    "SERVICE": "a stored query may only query this graph",
    "FROM": "the caller selects the graph",
    "DESCRIBE": "its result differs between engines: use CONSTRUCT",
    "ASK": "use SELECT and --fail-if-any or --fail-if-none",
    "LIMIT": "the caller sets the number of rows: --limit",
    "OFFSET": "the caller sets the first row: --offset",
    "RAND": "the result would not be deterministic",
    "UUID": "the result would not be deterministic",
    "STRUUID": "the result would not be deterministic",
    "NOW": "the result would not be deterministic: declare a date parameter",
    "BNODE": "blank nodes are not deterministic: create an IRI",
    "SAMPLE": "the selected value is undefined: use MIN or MAX",
    "GROUP_CONCAT": "the order of its parts is undefined: return one row each",
    **dict.fromkeys(UPDATES, "a stored query must not change the graph"),
}  # fmt: skip
_PLACEHOLDER: Mapping[str, Term] = {
    "date": Literal("2017-07-11"), "year": Literal("2017"), "integer": Literal(7), "text": Literal("x"),
}  # fmt: skip
_PLACEHOLDER_IRI = NamedNode("urn:mithaq:placeholder")


def form_of(text: str) -> str:
    """The query form (SELECT, CONSTRUCT, ASK, DESCRIBE) or update verb; "" if the text has neither."""
    for word, _ in keywords(text):
        if word in _FORMS or word in UPDATES:
            return word
    return ""


def check_text(text: str, header: Header, path: Path) -> None:
    """Check a stored query against its header.

    Raises:
        HeaderError: the first violated rule, with file and line.
    """

    def fail(offset: int, what: str) -> None:
        raise HeaderError(path, text.count("\n", 0, offset) + 1, what)

    for token in sparql_tokens(text):
        if token.kind == "escape":
            fail(token.start, "a code point escape outside a string or an IRI: write the character")
        if token.kind == "word" and token.text.upper() in _REFUSED:
            fail(token.start, f"{token.text.upper()} is refused: {_REFUSED[token.text.upper()]}")
    used = parameter_names(text)
    for name, offset in used.items():
        if name not in header.parameters:
            fail(offset, f"${name} is not declared: add [parameters.{name}] to the header, or write ?{name}")
    for name in header.parameters:
        if name not in used:
            fail(
                _mention(text, f"parameters.{name}"),
                f"parameter {name} is declared but ${name} is never used",
            )
    for values in _variants(header):
        _parse(text, values, path)
    algebra = _algebra(bind(text, {n: [_placeholder(p)] for n, p in header.parameters.items()}))
    if algebra.name == "SelectQuery":
        _check_select(algebra, header, path, text)
    elif header.columns:
        fail(_mention(text, "columns"), "a CONSTRUCT has no columns")


def _variants(header: Header) -> Iterator[dict[str, list[Term]]]:
    """Parameter combinations to test: each given once, each optional one missing, each repeatable one twice."""
    once = {name: [_placeholder(p)] for name, p in header.parameters.items()}
    yield once
    for name, parameter in header.parameters.items():
        if parameter.optional:
            yield {**once, name: []}
        if parameter.several:
            yield {**once, name: [_placeholder(parameter)] * 2}


def _placeholder(parameter: Parameter) -> Term:
    return _PLACEHOLDER.get(parameter.type, _PLACEHOLDER_IRI)


def _parse(text: str, values: Mapping[str, list[Term]], path: Path) -> None:
    odd = [name for name, given in values.items() if len(given) != 1]
    hint = f" (with {len(values[odd[0]])} values for ${odd[0]}: use it as VALUES ?x {{ ${odd[0]} }})" if odd else ""
    bound = bind(text, values)
    try:
        Store().query(bound)
    except SyntaxError as error:
        line = _line(str(error))
        what = " ".join(str(error).split())[:200]
        raise HeaderError(path, line, f"Oxigraph cannot parse it: {what}{hint}") from None
    try:
        _algebra(bound)
    except Exception as error:  # rdflib raises pyparsing's errors and its own
        what = " ".join(str(error).split())[:200]
        raise HeaderError(path, int(getattr(error, "lineno", 1)), f"rdflib cannot parse it: {what}{hint}") from None


def _algebra(text: str) -> Any:
    from rdflib.plugins.sparql import prepareQuery  # slow to import, only needed for checks

    return prepareQuery(text).algebra


def _check_select(algebra: Any, header: Header, path: Path, text: str) -> None:
    columns = [str(variable) for variable in algebra.PV]
    declared = list(header.columns)
    if set(columns) != set(declared):
        wrong = sorted(set(columns) ^ set(declared))
        raise HeaderError(path, _line_at(text, "columns"), f"columns declared and selected differ: {', '.join(wrong)}")
    node = algebra.p
    while node.name in ("Distinct", "Reduced", "Project", "ToMultiSet"):
        node = node.p
    ordered = {str(v) for condition in (node.expr if node.name == "OrderBy" else ()) for v in _key(condition)}
    missing = [column for column in columns if column not in ordered]
    if missing:
        what = "the order is not total: add " + " ".join(f"?{column}" for column in missing)
        raise HeaderError(path, _line_at(text, "ORDER"), f"{what} to ORDER BY")


def _key(condition: Any) -> Iterator[Any]:
    """The variable that an order condition sorts by: plain, in STR(), or in COALESCE(STR()) if it may be unbound.

    rdflib cannot compare errors, hence COALESCE. Other functions may map different values to the same key.
    """
    from rdflib.term import Variable

    expression = condition.expr
    if getattr(expression, "name", None) == "Builtin_COALESCE":
        expression = expression.arg[0]
    if getattr(expression, "name", None) == "Builtin_STR":
        expression = expression.arg
    if isinstance(expression, Variable):
        yield expression


def _mention(text: str, word: str) -> int:
    return max(text.find(word), 0)


def _line_at(text: str, word: str) -> int:
    return text.count("\n", 0, _mention(text, word)) + 1


def _line(message: str) -> int:
    """The line in Oxigraph's `error at LINE:COLUMN: ...`."""
    number = message.removeprefix("error at ").partition(":")[0]
    return int(number) if number.isdecimal() else 1
