"""Migrate links and Wikidata statements to a rebuilt store (`mithaq.pipeline.rebuild`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mithaq.store import Store
from mithaq.wikidata.applying import relink
from mithaq.wikidata.enriching import copy_statements
from mithaq.wikidata.linker import Judged, own_rejections
from mithaq.wikidata.links import PERSON, Link, in_graph, read_links
from mithaq.wikidata.overruled_links import keep_overruled, read_overruled
from mithaq.wikidata.refused_links import keep_refused, read_refused

__all__ = ["MigratedLinks", "migrate_links"]


@dataclass(frozen=True, slots=True)
class MigratedLinks:
    """Numbers of migrated and of dropped links."""

    links: int = 0
    lost: int = 0


def migrate_links(old: Store, new: Store, judgements: Judged) -> MigratedLinks:
    """Copy valid links and Wikidata statements from an old store to a rebuilt one that is open for writing.

    A link follows the IRI of its thing. If no article uses that IRI any more, it moves to the one thing that has
    the other names; if these are several things or none, the link is dropped. Of several links of one thing the
    most certain is kept. Judgements take precedence. Readers see the result after `new.publish`.

    Raises:
        StoreError: full disk, damaged files.
    """
    before = read_links(old)
    keep_refused(new, read_refused(old), own_rejections(new))
    relink(new, _surest(_still_true(before, old, new, judgements)), judgements)
    overruled = [replace(link, subject=heir) for link in read_overruled(old) if (heir := _heir(old, new, link.subject))]
    keep_overruled(new, overruled, read_links(new), {link.subject for link in overruled})
    copy_statements(old, new)
    now = {(link.subject, link.qid) for link in read_links(new)}
    kept = sum(any((new.canonical(name), link.qid) in now for name in old.members(link.subject)) for link in before)
    return MigratedLinks(kept, len(before) - kept)


def _still_true(links: list[Link], old: Store, new: Store, judgements: Judged) -> Iterator[Link]:
    """Links with IRIs of the new store, without those that a judgement creates again."""
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
    """The IRI in the new store for a thing of the old one; "" if it is unknown."""
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
