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
@click.option(
    "--language", type=click.Choice(["en", "ar"]), default="en", show_default=True,
    help="Language of classes, properties and headings in text.",
)  # fmt: skip
def explain(name: str, directory: str, limit: int, form: str, language: str) -> None:
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
            text = "".join(f"{line}\n" for line in _lines(found, language))
        out.write(text.encode())


def _lines(found: Explanation, language: str) -> Iterator[str]:
    from mithaq.queries import isolate_bidi, shorten_iri

    yield from fact_lines(found.thing, language)
    if len(found.names) > 1:
        yield ""
        names = "names in articles were resolved to one thing"
        yield f"{len(found.names)} {_word('names', language, names)}:"
        for iri, labels in found.names:
            yield f"  {shorten_iri(iri)}  {', '.join(map(isolate_bidi, labels))}"
        for reason in found.joined:
            yield f"  {shorten_iri(reason.one)} = {shorten_iri(reason.other)}: {'; '.join(reason.because)}"
    for fact in found.facts:
        yield ""
        yield from fact_lines(fact, language)
    if found.more:
        yield ""
        limit = f"--limit {found.more + len(found.facts)}"
        yield (
            f"{_word('more', language, 'more')} {found.more}: {limit}"
            if language == "ar"
            else (f"and {found.more} more facts: {limit}")
        )


def fact_lines(fact: ExplainedFact, language: str = "en") -> Iterator[str]:
    """A fact as text: its class and id, its properties, its articles and their sentences."""
    from mithaq.queries import isolate_bidi, shorten_iri

    yield f"{_term(fact.kind, language)}  {shorten_iri(fact.iri)}"
    for predicate, value, name in fact.said:
        plain = isolate_bidi(_term(value, language))
        yield f"  {_property(predicate, language)}: {f'{isolate_bidi(name)} ({shorten_iri(value)})' if name else plain}"
    for evidence in fact.evidence:
        yield f"  - {_source(evidence, language)}"
        for sentence in evidence.sentences:
            yield f"    {isolate_bidi(sentence)}"


def _source(evidence: Attestation, language: str) -> str:
    from mithaq.queries import isolate_bidi

    parts = [f"{_word('article', language)} {isolate_bidi(evidence.article)}", evidence.issued]
    parts += [f"{_word('rule', language)} {evidence.rule}"] if evidence.rule else []
    parts += [f"{_word('confidence', language)} {evidence.confidence}"] if evidence.confidence else []
    return ", ".join(part for part in parts if part)


def _word(key: str, language: str, english: str = "") -> str:
    from mithaq.cli.arabic import arabic

    return (arabic(f"say {key}") if language == "ar" else None) or english or key


def _term(iri: str, language: str) -> str:
    from mithaq.cli.arabic import term_name
    from mithaq.queries import shorten_iri

    return (term_name(iri) if language == "ar" else None) or shorten_iri(iri)


def _property(iri: str, language: str) -> str:
    from mithaq.cli.arabic import property_name
    from mithaq.queries import shorten_iri

    return property_name(iri) if language == "ar" else shorten_iri(iri)
