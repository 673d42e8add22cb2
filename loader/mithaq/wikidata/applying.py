"""Judgements made good: links for what was accepted, none for what was rejected, names joined that share an
item."""

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
    """Bring the links of a store that is open for writing into line with a person's judgements, without
    deciding on anything else anew, and let readers see it.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
        UserError: a malformed line in the judgements.
    """
    join_by_item(store, judgement_file)
    relink(store, read_links(store), judgement_file.read())
    store.publish()


def relink(store: Store, links: Iterable[Link], judgements: Judged) -> None:
    """Make these the links of a store that is open for writing, as far as a person's judgements allow, with those that
    the judgements make: links of things that the store has. Readers see it after `store.publish`.

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
    """Tell identity that two things whose accepted item is the same are one; returns how many pairs are new.

    A pair that a person judged otherwise stays as it is.

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
    """Let links to merged items point to what those were merged into, and drop links to deleted ones.

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
