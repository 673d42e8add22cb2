"""The catalogue and its entries as text for people."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from mithaq.queries.catalogue import StoredQuery
from mithaq.queries.header import Parameter
from mithaq.queries.preparing import example

__all__ = ["catalogue_page", "command_for", "describe_query"]

_HEAD = """\
# Stored queries

Made by `mithaq query docs`; change the headers of the `.rq` files, not this page. Run one with
`mithaq query run NAME -p parameter=value`; a parameter takes a name in Arabic or English, a code or an IRI.
"""


def command_for(query: StoredQuery) -> str:
    """A call that runs as it stands, with the examples of all parameters that must be given."""
    pairs = [f"-p {shlex.quote(f'{name}={v}')}" for name, values in example(query).items() for v in values]
    return " ".join(["mithaq query run", query.name, *pairs])


def describe_query(query: StoredQuery) -> str:
    """Everything the header says, as plain text."""
    header = query.header
    lines = [query.name, ""]
    for language in ("en", "ar"):
        lines += [f"  {header.summary[language]}", f"  {header.description[language]}", ""]
    if header.tags:
        lines += [f"  tags: {', '.join(header.tags)}", ""]
    if header.parameters:
        lines += ["Parameters", *(f"  {_line(p)}" for p in header.parameters.values()), ""]
    if header.columns:
        lines += ["Columns", *(f"  {name}: {_both(texts)}" for name, texts in header.columns.items()), ""]
    return "\n".join([*lines, "Example", f"  {command_for(query)}", ""])


def catalogue_page(queries: Mapping[str, StoredQuery]) -> str:
    """The whole catalogue as one page of Markdown."""
    parts = [_HEAD]
    for name in queries:
        query = queries[name]
        header = query.header
        parts.append(
            f"## {name}\n\n**{header.summary['en']}** · {header.summary['ar']}\n\n"
            f"{header.description['en']}\n\n{header.description['ar']}\n"
        )
        if header.parameters:
            parts.append("".join(f"- parameter {_line(p, code='`')}\n" for p in header.parameters.values()))
        if header.columns:
            parts.append("".join(f"- column `{n}`: {_both(texts)}\n" for n, texts in header.columns.items()))
        tags = f"Tags: {', '.join(header.tags)}. " if header.tags else ""
        parts.append(f"{tags}Form: {query.form}.\n\n    {command_for(query)}\n")
    return "\n".join(parts)


def _line(parameter: Parameter, code: str = "") -> str:
    facts = [parameter.type]
    facts += ["optional"] if parameter.optional else []
    facts += ["repeatable"] if parameter.repeatable else []
    facts += [f"default {', '.join(parameter.default)}"] if parameter.default else []
    facts += [f"for example {', '.join(parameter.example)}"] if parameter.example else []
    return f"{code}{parameter.name}{code} ({'; '.join(facts)}): {_both(parameter.meaning)}"


def _both(texts: Mapping[str, str]) -> str:
    return " · ".join(texts[language] for language in ("en", "ar") if language in texts)
