"""Record a reviewer's judgement about two names, or refuse it before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pyoxigraph import DefaultGraph, NamedNode

from mithaq.errors import UserError
from mithaq.identity.entity_profiles import parse_profile, record_of
from mithaq.identity.judged_mentions import mentions_in
from mithaq.identity.judgements import IdentityJudgement, append_judgement, read_judgements
from mithaq.identity.resolve import resolve
from mithaq.identity.rules import MATCHERS
from mithaq.identity.terms import PROFILE, PROFILES
from mithaq.judgements import Judgement, JudgementLog, contradiction_with
from mithaq.rdf import RDF, SeparateMention, local_name
from mithaq.store import Store
from mithaq.store.terms import value

__all__ = ["judge", "refusal"]


def judge(
    store: Store, judgement: IdentityJudgement, before_publish: Callable[[Store], object] = lambda store: None
) -> None:
    """Record a judgement in a store that is open for writing, and publish the merged graph with it.

    `before_publish` is called when the names are merged or apart, and readers do not see it yet.

    Raises:
        UserError: no article uses one of the names; they are of different kinds; another judgement, or a rule that
            keeps names apart, contradicts it. Then nothing is recorded.
        StoreError: opened for reading; full disk, damaged files.
    """
    kinds = [_kind(store, iri) for iri in judgement.pair]
    if kinds[0] != kinds[1]:
        raise UserError(
            f"{_short(judgement.pair[0])} is of kind {kinds[0]} and {_short(judgement.pair[1])} of kind {kinds[1]}: "
            "names of different kinds are never one"
        )
    in_force = JudgementLog(store.judgements).standing().in_force
    conflict = contradiction_with(in_force, judgement.unsigned())
    if conflict is not None:
        raise UserError(refusal(conflict.lines, judgement))
    known = read_judgements(store.judgements)
    groups = [set(store.members(store.canonical(iri))) for iri in judgement.pair]
    resolve(store, judgements=({**known, judgement.pair: judgement}).values())
    joined = store.canonical(judgement.one) == store.canonical(judgement.other)
    if joined != (judgement.verdict == "same"):
        resolve(store)
        if apart := [line for line in in_force if _separates(line, *groups)]:
            raise UserError(refusal(apart, judgement))
        raise UserError(
            f"{_short(judgement.one)} and {_short(judgement.other)} cannot be one: names that are joined with them are "
            "kept apart by a rule: `mithaq explain` shows the names of each"
        )
    append_judgement(store.judgements, replace(judgement, mentions=_mentions_of(judgement, in_force)))
    resolve(store)
    before_publish(store)
    store.publish()


def _mentions_of(judgement: IdentityJudgement, in_force: Iterable[Judgement]) -> tuple[SeparateMention, ...]:
    """The mentions that other judgements give one of the two names as their own: this one holds without the others."""
    known = {mention.iri: mention for line in in_force for mention in mentions_in(line)}
    return tuple(known[iri] for iri in judgement.pair if iri in known)


def _separates(line: Judgement, one: set[str], other: set[str]) -> bool:
    """Whether a judgement keeps two groups of names apart."""
    if line.about != "identity" or line.verdict != "different":
        return False
    pair = line.content["one"], line.content["other"]
    return any(a in one and b in other for a, b in (pair, pair[::-1]))


def _kind(store: Store, iri: str) -> str:
    """The kind of a name that articles use."""
    for quad in store.quads(NamedNode(iri), PROFILE, None, PROFILES):
        record = record_of(iri, parse_profile(value(quad.object)))
        if record is not None:
            return record.kind
    for quad in store.quads(NamedNode(iri), RDF.type, None, DefaultGraph()):
        name = value(quad.object).rpartition("#")[2]
        raise UserError(f"{_short(iri)}: is of class {name}: only names of {', '.join(MATCHERS)} are judged")
    raise UserError(f"{_short(iri)}: no article uses this name: `mithaq explain` shows the names of a thing")


def refusal(lines: Iterable[Judgement], judgement: IdentityJudgement) -> str:
    """The message that a judgement contradicts lines in force."""
    others = [line for line in lines if line.content != judgement.unsigned().content]
    said = "; ".join(
        f"{line.verdict} {_short(line.content['one'])} {_short(line.content['other'])}"
        f" ({', '.join(filter(None, (line.id, line.who, line.when)))})"
        for line in others
    )
    return (
        f"{judgement.verdict} {_short(judgement.one)} {_short(judgement.other)} contradicts {said}: "
        f"to withdraw: `mithaq judgements undo {others[0].id}`"
    )


def _short(iri: str) -> str:
    return "/".join(local_name(iri))
