"""Turn a stored query and typed parameter values into executable SPARQL."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from mithaq.errors import UserError
from mithaq.queries.binding import Term, bind
from mithaq.queries.catalogue import StoredQuery
from mithaq.queries.concepts import CONCEPT_TYPES, resolve_concept
from mithaq.queries.header import Parameter
from mithaq.queries.name_resolution import NameResolver
from mithaq.queries.query_checks import UPDATES, form_of
from mithaq.queries.values import VALUE_TYPES, read_value

__all__ = ["example", "prepare", "refuse_update", "resolve_parameter"]

_LONGEST = 1000
"""Maximum length of names, numbers, dates and IRIs; texts may be longer."""


def prepare(query: StoredQuery, given: Mapping[str, Sequence[str]], names: NameResolver) -> str:
    """Bind the parameters of a query. `given` holds the typed values by parameter; `names` resolves names.

    Raises:
        UserError: an unknown, missing or repeated parameter, or an invalid value.
    """
    parameters = query.header.parameters
    for name in given:
        if name not in parameters:
            known = ", ".join(parameters) or "none"
            raise UserError(f"query {query.name} has no parameter {name!r}; it takes: {known}")
    return bind(query.text, {n: _terms(query, p, given.get(n, ()), names) for n, p in parameters.items()})


def resolve_parameter(parameter: Parameter, text: str, names: NameResolver) -> Term:
    """The RDF term for one typed value; raises UserError if the value is unknown or ambiguous."""
    what = f"parameter {parameter.name}"
    if parameter.type != "text" and len(text) > _LONGEST:
        raise UserError(f"{what}: give a value of at most {_LONGEST:,} characters, not {len(text):,}")
    if parameter.type in VALUE_TYPES:
        return read_value(parameter.type, text, what)
    if parameter.type in CONCEPT_TYPES:
        return resolve_concept(parameter.type, text, what)
    return names.resolve(parameter.type, text, what)


def example(query: StoredQuery) -> dict[str, list[str]]:
    """The example values of all required parameters."""
    return {name: list(p.example) for name, p in query.header.parameters.items() if p.required}


def refuse_update(text: str) -> None:
    """Raise UserError if a query is an update."""
    if (form := form_of(text)) in UPDATES:
        raise UserError(
            f"{form} is an update, and updates are refused: only load and forget change the graph, so that every "
            "statement is traceable to an article"
        )


def _terms(query: StoredQuery, parameter: Parameter, typed: Sequence[str], names: NameResolver) -> list[Term]:
    typed = [text for text in typed if text.strip()] or parameter.default
    if not typed and not parameter.optional:
        shown = "-p " + shlex.quote(f"{parameter.name}={parameter.example[0]}")
        raise UserError(f"query {query.name} needs the parameter {parameter.name}, for example {shown}")
    if len(typed) > 1 and not parameter.repeatable:
        raise UserError(f"query {query.name}: parameter {parameter.name} is given {len(typed)} times, and takes one")
    terms = [resolve_parameter(parameter, text, names) for text in typed]
    if parameter.type == "actor":
        terms = [who for term in terms if isinstance(term, NamedNode) for who in names.acting_for(term)]
    return list(dict.fromkeys(terms))
