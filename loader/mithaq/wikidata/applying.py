"""Apply reviewers' decisions to links, and merge things that are linked to the same item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from mithaq import identity
from mithaq.identity import IdentityJudgement as Same
from mithaq.identity import append_judgement, read_judgements
from mithaq.store import Store
from mithaq.wikidata.checking import ItemChange
from mithaq.wikidata.link_judgements import JudgementFile
from mithaq.wikidata.linker import Judged, canonical_judgements, rejected_of
from mithaq.wikidata.links import PERSON, Link, in_graph, read_links, write_links

__all__ = ["apply_item_changes", "apply_judgements", "join_by_item", "relink"]


def apply_judgements(store: Store, judgement_file: JudgementFile) -> None:
    """Apply judgements to the links of a store open for writing and publish the result.

    Other decisions stay unchanged.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
        UserError: a malformed line in the judgements.
    """
    join_by_item(store, judgement_file)
    relink(store, read_links(store), judgement_file.read())
    store.publish()


def relink(store: Store, links: Iterable[Link], judgements: Judged) -> None:
    """Set the links of a store open for writing: `links` filtered by the judgements, and the accepted links.

    Only links of things in the store are written. Readers see them after `store.publish`.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    judged = canonical_judgements(judgements, store)
    rejected = rejected_of(judged)
    wanted = {
        (link.subject, link.qid): link
        for link in links
        if link.subject not in judged or (link.method != PERSON and not rejected[link.subject] & {"", link.qid})
    }
    for subject, mine in judged.items():
        for qid, judgement in mine.items():
            if qid and judgement.verdict == "accepted" and in_graph(store, subject):
                for key in [key for key in wanted if key[0] == subject]:
                    del wanted[key]
                wanted[subject, qid] = Link(subject, qid, PERSON, 1.0, judgement.when, judgement.who, judgement.why)
    write_links(store, wanted.values(), rejected)


def join_by_item(store: Store, judgement_file: JudgementFile) -> int:
    """Merge things with the same accepted item by identity judgements; returns the number of new pairs.

    Existing identity judgements are not changed.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
        UserError: a malformed line in either table of judgements.
    """
    bearers: dict[str, list[str]] = defaultdict(list)
    accepted = {
        (subject, qid): judgement
        for subject, mine in judgement_file.read().items()
        for qid, judgement in mine.items()
        if qid and judgement.verdict == "accepted"
    }
    for subject, qid in sorted(accepted):
        bearers[qid].append(subject)
    known, new = read_judgements(store.judgements), 0
    for qid, subjects in sorted(bearers.items()):
        for one, other in pairwise(subjects):
            said = accepted[other, qid]
            pair = Same("same", one, other, said.who, said.when, f"both were judged to be the Wikidata item {qid}")
            if pair.pair not in known and store.canonical(one) != store.canonical(other):
                append_judgement(store.judgements, pair)
                new += 1
    if new:
        identity.resolve(store)
    return new


def apply_item_changes(store: Store, findings: Iterable[ItemChange]) -> None:
    """Redirect links from merged items to their targets, and remove links to deleted items.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    found = {finding.qid: finding for finding in findings}
    links = {}
    for link in read_links(store):
        finding = found.get(link.qid)
        if finding is None or finding.what == "merged":
            kept = replace(link, qid=finding.target) if finding else link
            links[kept.subject, kept.qid] = kept
    write_links(store, links.values())
