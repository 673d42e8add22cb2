"""Shell completion of query names, tags, parameters and parameter values."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from click import Context, Parameter
from click.shell_completion import CompletionItem

from mithaq.errors import UserError

if TYPE_CHECKING:
    from mithaq.queries import Catalogue

__all__ = ["complete_class", "complete_parameter", "complete_query", "complete_tag"]

_MOST = 50


def complete_query(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem]:
    found = _catalogue(ctx)
    return [
        CompletionItem(q.name, help=q.header.summary["en"])
        for q in (found.tagged() if found else [])
        if q.name.startswith(incomplete)
    ]


def complete_tag(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem]:
    found = _catalogue(ctx)
    tags = {tag for q in (found.tagged() if found else []) for tag in q.header.tags}
    return [CompletionItem(tag) for tag in sorted(tags) if tag.startswith(incomplete)]


def complete_class(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the classes of the ontology that individuals can have."""
    from mithaq.export import schema

    labels = schema().labels
    return [
        CompletionItem(name, help=labels[name][0])
        for name in sorted(labels)
        if name.casefold().startswith(incomplete.casefold())
    ]


def complete_parameter(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete `NAME=` for the query's parameters, then matching names from the store."""
    found = _catalogue(ctx)
    try:
        query = ctx.params.get("name") or "".join(ctx.args[:1])  # click has not parsed this word yet
        parameters = found.find(query).header.parameters if found else {}
        name, sign, typed = incomplete.partition("=")
        if not sign:
            return [
                CompletionItem(f"{p.name}=", help=p.meaning["en"])
                for p in parameters.values()
                if p.name.startswith(name)
            ]
        values = _values(ctx, parameters[name].type) if name in parameters else iter(())
        fitting = sorted({value for value in values if value.startswith(typed)})
        return [CompletionItem(f"{name}={value}") for value in fitting[:_MOST]]
    except UserError:  # no store or no such query: nothing to complete
        return []


def _values(ctx: Context, kind: str) -> Iterator[str]:
    from mithaq.queries import CLASSES, CONCEPT_TYPES, NameResolver, concept_names
    from mithaq.store import Store, default_directory

    if kind in CONCEPT_TYPES:
        yield from (iri.rpartition("#")[2] for iri in concept_names(kind).values())
    elif kind in CLASSES:
        with Store.open(ctx.params.get("directory") or default_directory()) as store:
            yield from (label for label, _ in NameResolver(store).labels(kind))


def _catalogue(ctx: Context) -> Catalogue | None:
    from mithaq.queries import Catalogue

    folders = ctx.params.get("folders") or os.environ.get("MITHAQ_QUERIES", "").split(os.pathsep)
    try:
        return Catalogue([Path(folder) for folder in folders if folder])
    except UserError:
        return None
