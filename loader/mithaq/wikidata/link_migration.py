"""Links and what Wikidata says of them, taken over into a store that is made anew (`mithaq.pipeline.rebuild`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mithaq.store import Store
from mithaq.wikidata.applying import relink
from mithaq.wikidata.enriching import copy_statements
from mithaq.wikidata.linker import Judged
from mithaq.wikidata.links import PERSON, Link, in_graph, read_links

__all__ = ["MigratedLinks", "migrate_links"]


@dataclass(frozen=True, slots=True)
class MigratedLinks:
    """How many links of the old store the new one has, and how many fell away."""

    links: int = 0
    lost: int = 0


def migrate_links(old: Store, new: Store, judgements: Judged) -> MigratedLinks:
    """Give the new store, which is open for writing and whose articles are merged, the links of the old one that still
    hold, and what the old one keeps of Wikidata about linked items. Readers see it after `new.publish`.

    A link stays with its thing's name. Where no article says that name any more, it goes to the one thing that has
    the thing's other names; where these are now several things, or none, it falls away. Of links of one thing to
    different items the surest is kept. Judgements in force say the last word, as when they are applied.

    Raises:
        StoreError: full disk, damaged files.
    """
    before = read_links(old)
    relink(new, _surest(_still_true(before, old, new, judgements)), judgements)
    copy_statements(old, new)
    now = {(link.subject, link.qid) for link in read_links(new)}
    kept = sum(any((new.canonical(name), link.qid) in now for name in old.members(link.subject)) for link in before)
    return MigratedLinks(kept, len(before) - kept)


def _still_true(links: list[Link], old: Store, new: Store, judgements: Judged) -> Iterator[Link]:
    """Links under the things' names in the new store, without those that a judgement in force makes again."""
    spoken = {
        (old.canonical(subject), qid)
        for subject, mine in judgements.items()
        if in_graph(new, new.canonical(subject))
        for qid in mine
    }
    for link in links:
        heir = _heir(old, new, link.subject)
        if heir and not (link.method == PERSON and (link.subject, link.qid) in spoken):
            yield replace(link, subject=heir)


def _heir(old: Store, new: Store, iri: str) -> str:
    """What a thing of the old store is called in the new one; "" where that cannot be told."""
    same = new.canonical(iri)
    if in_graph(new, same):
        return same
    heirs = {name for member in old.members(iri) if in_graph(new, name := new.canonical(member))}
    return heirs.pop() if len(heirs) == 1 else ""


def _surest(links: Iterator[Link]) -> list[Link]:
    best: dict[str, Link] = {}
    for link in sorted(links, key=lambda link: (link.method != PERSON, -link.score, link.qid)):
        best.setdefault(link.subject, link)
    return list(best.values())
