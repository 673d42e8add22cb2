"""`mithaq explain`."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from mithaq.cli.load import store_option

if TYPE_CHECKING:
    from mithaq.queries import Attestation, ExplainedFact, Explanation

__all__ = ["explain", "fact_lines"]


@click.command(
    epilog="""\b
Examples:
  mithaq explain 'Istanbul Cooperation Initiative'
  mithaq explain Q846 --limit 5
  mithaq explain meeting/1d1a5e0a1b2c3d4e5f60 --format json
"""
)
@click.argument("name", metavar="IRI|NAME")
@store_option
@click.option(
    "--limit", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="Maximum number of facts."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="Output format.",
)  # fmt: skip
def explain(name: str, directory: str, limit: int, form: str) -> None:
    """Show the facts about a thing with article, rule, confidence and sentence, and why its names were merged.

    NAME is a name in Arabic or English, a Wikidata identifier, or an IRI as printed in tables.
    """
    from mithaq.cli.output import output_to
    from mithaq.queries import NameResolver
    from mithaq.queries import explain as explained
    from mithaq.store import Store

    with Store.open(directory) as store, output_to(None) as out:
        found = explained(store, NameResolver(store).resolve("any", name, name).value, limit=limit)
        if form == "json":
            text = json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2) + "\n"
        else:
            text = "".join(f"{line}\n" for line in _lines(found))
        out.write(text.encode())


def _lines(found: Explanation) -> Iterator[str]:
    from mithaq.queries import isolate_bidi, shorten_iri

    yield from fact_lines(found.thing)
    if len(found.names) > 1:
        yield ""
        yield f"{len(found.names)} names in articles were resolved to one thing:"
        for iri, labels in found.names:
            yield f"  {shorten_iri(iri)}  {', '.join(map(isolate_bidi, labels))}"
        for reason in found.joined:
            yield f"  {shorten_iri(reason.one)} = {shorten_iri(reason.other)}: {'; '.join(reason.because)}"
    for fact in found.facts:
        yield ""
        yield from fact_lines(fact)
    if found.more:
        yield ""
        yield f"and {found.more} more facts: --limit {found.more + len(found.facts)}"


def fact_lines(fact: ExplainedFact) -> Iterator[str]:
    """A fact as text: its class and id, its properties, its articles and their sentences."""
    from mithaq.queries import isolate_bidi, shorten_iri

    yield f"{shorten_iri(fact.kind)}  {shorten_iri(fact.iri)}"
    for predicate, value, name in fact.said:
        shown = f"{isolate_bidi(name)} ({shorten_iri(value)})" if name else isolate_bidi(shorten_iri(value))
        yield f"  {shorten_iri(predicate)}: {shown}"
    for evidence in fact.evidence:
        yield f"  - {_source(evidence)}"
        for sentence in evidence.sentences:
            yield f"    {isolate_bidi(sentence)}"


def _source(evidence: Attestation) -> str:
    from mithaq.queries import isolate_bidi

    parts = [f"article {isolate_bidi(evidence.article)}", evidence.issued]
    parts += [f"rule {evidence.rule}"] if evidence.rule else []
    parts += [f"confidence {evidence.confidence}"] if evidence.confidence else []
    return ", ".join(part for part in parts if part)
