"""What the pages of corrections show: a fact with its slots, names of a thing, links, recorded corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from mithaq.corrections import KINDS, Kind
from mithaq.errors import UserError
from mithaq.explorer.snapshot import Snapshot
from mithaq.explorer.things import FACTS, JUDGED_BY_NAME, Fact, Label, fact, label_of
from mithaq.identity import IdentityJudgement, read_judgements
from mithaq.pipeline import RecordedCorrection, recorded_corrections
from mithaq.queries import DoubtfulFact, doubtful_facts, explain, fact_iri
from mithaq.rdf import typed_iri
from mithaq.wikidata import Link, LinkJudgement, LinkJudgementLog, read_links

__all__ = [
    "FactForm",
    "LinkRow",
    "NameRow",
    "SlotField",
    "changes_of",
    "fact_form",
    "link_judgements",
    "links_to_review",
    "names_of_thing",
    "recorded",
    "slot_fields",
    "waiting",
]

_MOST_LINKS = 50
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class SlotField:
    """A field of a form for one slot; `values` are the present ones, `choices` all that one value can be. Of a merged
    fact a slot may have several values: then it is no list."""

    name: str
    several: bool
    required: bool
    may_be_empty: bool
    values: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactForm:
    """A fact with the fields of its slots; no fields where its kind cannot be amended."""

    fact: Fact
    fields: tuple[SlotField, ...]


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name that articles use for a thing."""

    iri: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link with the name of its thing."""

    link: Link
    label: Label


def slot_fields(kind: Kind, values: Mapping[str, Sequence[str]] | None = None) -> tuple[SlotField, ...]:
    """The fields of a form for a fact of a kind."""
    known = values or {}
    return tuple(
        SlotField(
            slot.name, slot.several, slot.required, slot.may_be_empty, tuple(known.get(slot.name, ())),
            slot.choices if not slot.several and len(known.get(slot.name, ())) < _SEVERAL else (),
        )
        for slot in kind.slots.values()
    )  # fmt: skip


def fact_form(snapshot: Snapshot, typed: str) -> FactForm | None:
    """A fact with its form; None if the graph has no such fact.

    Args:
        snapshot: The state of the store.
        typed: The fact's IRI, or the part after the base.
    """
    try:
        iri = snapshot.store.canonical(fact_iri(snapshot.store, typed))
        found = fact(snapshot, NamedNode(iri))
    except (UserError, ValueError):
        return None
    if found.kind not in FACTS:
        return None
    kind = next((known for known in KINDS if known.name == found.kind), None)
    return FactForm(found, slot_fields(kind, _values(kind, found)) if kind is not None else ())


def _values(kind: Kind, found: Fact) -> dict[str, list[str]]:
    """The values that the graph shows, by slot."""
    values: dict[str, list[str]] = {}
    for name, labels in found.slots:
        try:
            values.setdefault(kind.slot(name).name, []).extend(label.text for label in labels)
        except UserError:
            continue  # a property that is no slot
    return values


def changes_of(form: FactForm, given: Mapping[str, str], cleared: frozenset[str]) -> dict[str, list[str]]:
    """The slots that a person changed in a form: what differs from the present values. One value a line."""
    changes: dict[str, list[str]] = {}
    for field in form.fields:
        if field.name in cleared:
            changes[field.name] = []
            continue
        typed = [line.strip() for line in given.get(field.name, "").split("\n") if line.strip()]
        if typed and sorted(typed) != sorted(field.values):
            changes[field.name] = typed
    return changes


def waiting(snapshot: Snapshot, below: float) -> list[DoubtfulFact]:
    """The facts to review: contradictions, then the least certain."""
    return snapshot.once(("doubtful", below), lambda: doubtful_facts(snapshot.store, below))


def names_of_thing(snapshot: Snapshot, iri: str) -> list[NameRow]:
    """The names that articles use for a thing; empty if there is no such thing.

    Raises:
        UserError: it is of a kind whose names nobody judges.
    """
    full = typed_iri(iri, snapshot.store.base)
    kind = label_of(snapshot, NamedNode(snapshot.store.canonical(full))).kind if full else ""
    if kind and kind not in JUDGED_BY_NAME:
        raise UserError(f"{iri}: names of things of this kind are not judged: correct a fact about it instead")
    try:
        found = explain(snapshot.store, iri, limit=0)
    except (UserError, ValueError):
        return []
    return [NameRow(name, labels) for name, labels in found.names]


def links_to_review(snapshot: Snapshot) -> list[LinkRow]:
    """Links that no person decided on, the least certain first."""
    links = [link for link in read_links(snapshot.store) if link.method != "person"]
    links.sort(key=lambda link: (link.score, link.subject, link.qid))
    return [LinkRow(link, label_of(snapshot, NamedNode(link.subject))) for link in links[:_MOST_LINKS]]


def link_judgements(snapshot: Snapshot) -> list[LinkJudgement]:
    """The judgements on links."""
    known = LinkJudgementLog(snapshot.store.judgements).read()
    return [judgement for mine in known.values() for judgement in mine.values()]


def recorded(snapshot: Snapshot) -> tuple[list[RecordedCorrection], list[IdentityJudgement]]:
    """Corrections of facts that are not undone, the newest first, and the judgements on identity."""
    corrections = [one for one in recorded_corrections(snapshot.store) if not one.undone]
    return corrections[::-1], list(read_judgements(snapshot.store.judgements).values())[::-1]
