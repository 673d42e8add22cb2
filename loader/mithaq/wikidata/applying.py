"""Apply reviewers' decisions to links, and merge things that are linked to the same item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import pairwise

from mithaq import identity
from mithaq.identity import IdentityJudgement as Same
from mithaq.identity import append_judgement, read_judgements
from mithaq.judgements import JudgementLog, contradiction_with
from mithaq.store import Store
from mithaq.wikidata.checking import ItemChange
from mithaq.wikidata.known_items import KnownItems
from mithaq.wikidata.link_log import LinkJudgementLog, LinkJudgements
from mithaq.wikidata.linker import Judged, canonical_judgements, decide_all, links_of, own_rejections, rejected_of
from mithaq.wikidata.links import (
    PERSON,
    Link,
    in_graph,
    links_of_things,
    read_links,
    things_linked_by_people,
    write_links,
)
from mithaq.wikidata.overruled_links import keep_overruled, read_overruled
from mithaq.wikidata.refused_links import keep_refused, merge_rejected, read_refused
from mithaq.wikidata.subjects import read_subjects
from mithaq.wikidata.user_table import user_items

__all__ = [
    "apply_item_changes", "apply_judgements", "join_by_item", "keep_link_judgements", "relink", "withdraw_links",
]  # fmt: skip


def apply_judgements(store: Store, judgement_file: LinkJudgements) -> None:
    """Apply judgements to the links of a store open for writing and publish the result.

    Other decisions stay unchanged.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
        UserError: a malformed line in the judgements.
    """
    join_by_item(store, judgement_file)
    relink(store, read_links(store), judgement_file.read())
    store.publish()


def withdraw_links(store: Store, before: Judged, after: Judged) -> None:
    """Take back links that people accepted, where the judgement is no longer in force, and bring back the automatic
    links that it overruled. Other things with changed judgements are decided again if the store has been linked. A link
    that is made again bears the date of the last linking, so that undoing a judgement leaves no trace. Readers see the
    result after `store.publish`.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    changed = {store.canonical(s) for s in before.keys() | after.keys() if before.get(s, {}) != after.get(s, {})}
    if not changed:
        return
    known, judged = read_links(store), canonical_judgements(after, store)
    kept = [link for link in known if link.subject not in changed]
    kept += [link for link in known if link.subject in changed and link.method != PERSON]
    back = [link for link in read_overruled(store) if link.subject in changed]
    kept += back
    if dates := [link.date for link in (*known, *back) if link.method != PERSON]:
        taken = {(link.subject, link.qid) for link in kept}
        open_ = changed - {link.subject for link in back}
        subjects = (subject for subject in read_subjects(store) if subject.iri in open_)
        decisions = decide_all(subjects, KnownItems([*user_items()]), (), judged).decisions
        kept += [link for link in links_of(decisions, max(dates)) if (link.subject, link.qid) not in taken]
    relink(store, kept, after)


def keep_link_judgements(store: Store) -> None:
    """Apply the judgements on links again after articles were added, removed or merged in a store open for writing:
    an article may state a match that a person rejected or replaced, or bring back the thing of an accepted link.

    Only judged things are looked at. Readers see the change after `store.publish`.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
        UserError: a malformed line in the judgements.
    """
    judgements = LinkJudgementLog(store.judgements).read()
    judged = canonical_judgements(judgements, store).keys() | read_refused(store).keys()
    judged |= things_linked_by_people(store)
    if judged:
        relink(store, links_of_things(store, judged), judgements, judged)


def relink(store: Store, links: Iterable[Link], judgements: Judged, things: Collection[str] | None = None) -> None:
    """Set the links of a store open for writing: `links` filtered by the judgements, and the accepted links.

    Only links of things in the store are written; with `things` (canonical IRIs), only those of these things, and
    `judgements` are those of the store. Rejections that another file of judgements made stay, unless `judgements` are
    about the same thing. Readers see the links after `store.publish`.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    judged, links = canonical_judgements(judgements, store), list(links)
    elsewhere = {thing: items for thing, items in read_refused(store).items() if thing not in judged}
    rejected = merge_rejected(rejected_of(judged), elsewhere)
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
    write_links(store, wanted.values(), rejected, things)
    by_people = {link.subject for link in wanted.values() if link.method == PERSON}
    keep_overruled(store, links, wanted.values(), judged.keys() | elsewhere.keys() | by_people)
    keep_refused(store, rejected, own_rejections(store))


def join_by_item(store: Store, judgement_file: LinkJudgements) -> int:
    """Merge things with the same accepted item by identity judgements; returns the number of new pairs.

    Existing identity judgements are not changed, and none is made that contradicts others.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
        UserError: a malformed line in a file of judgements.
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
    known, ids, new = read_judgements(store.judgements), judgement_file.ids(), 0
    for qid, subjects in sorted(bearers.items()):
        for one, other in pairwise(subjects):
            said = accepted[other, qid]
            pair = Same("same", one, other, said.who, said.when, f"both were judged to be the Wikidata item {qid}")
            if pair.pair in known or store.canonical(one) == store.canonical(other):
                continue
            if contradiction_with(JudgementLog(store.judgements).standing().in_force, pair.unsigned()) is None:
                append_judgement(store.judgements, pair, tuple(ids[key] for key in ((one, qid), (other, qid)) if ids))
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
    write_links(store, links.values(), merge_rejected(own_rejections(store), read_refused(store)))
