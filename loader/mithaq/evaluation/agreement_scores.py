"""Score agreements with their kinds, parties and signing dates."""

from __future__ import annotations

from collections.abc import Sequence

from mithaq.evaluation.entities import EntityAlignment
from mithaq.evaluation.error_counts import ErrorCounts
from mithaq.evaluation.fact_sets import count_facts
from mithaq.evaluation.gold import GoldAgreement
from mithaq.evaluation.pairing import best, pair
from mithaq.evaluation.similarity import phrase_similarity
from mithaq.rdf import MQ

__all__ = ["score_agreements"]


def score_agreements(alignment: EntityAlignment, counts: ErrorCounts) -> None:
    reported = alignment.reported
    nodes = reported.mentioned(MQ.Agreement)
    parties = {node: {alignment.name(party) for party in reported.values(node, MQ.party)} for node in nodes}
    kinds = {node: {_local(kind) for kind in reported.values(node, MQ.agreementKind)} for node in nodes}
    by_name = best(phrase_similarity)

    def rank(item: GoldAgreement, node: str, labels: Sequence[str]) -> float:
        """Similarity by parties and kind as well as by name, because many names are as generic as `the agreement`."""
        name, wanted, got = by_name(item, node, labels), set(item.parties), parties[node]
        if wanted & got:
            overlap = len(wanted & got) / len(wanted | got)
            kind = kinds[node] == {item.kind}
            return name + overlap + kind if name or (overlap >= 0.5 and kind) else 0
        return name if name == 1 or not got or not wanted else 0

    pairs = pair(alignment.gold.agreements, {node: reported.names(node) for node in nodes}, rank)
    for i, item in enumerate(alignment.gold.agreements):
        node = pairs.get(i)
        if node is not None:
            alignment.rename(node, item.name)
        if item.optional:
            if node is not None:
                counts.hit("agreement", optional=True)
        elif node is None:
            _missed(item, counts)
        else:
            counts.hit("agreement", node)
            said = {
                "agreement.party": (item.parties, parties[node]),
                "agreement.kind": ([item.kind], kinds[node]) if item.kind else ([], []),
                "agreement.signed": ([item.signed] if item.signed else [], reported.values(node, MQ.signedOn)),
            }
            for family, (wanted, got) in said.items():
                count_facts(
                    counts, family, [(item.name, value) for value in wanted],
                    {(item.name, value): [node] for value in got}, free=lambda fact: fact[1] in alignment.optional,
                )  # fmt: skip
    for node in nodes:
        if node not in pairs.values():
            counts.false("agreement", alignment.name(node).lstrip("?"), node)


def _missed(item: GoldAgreement, counts: ErrorCounts) -> None:
    """Count a missed agreement together with its parties and its signing date."""
    counts.miss("agreement", item.name, *item.forms)
    for party in item.parties:
        counts.miss("agreement.party", f"{item.name}: {party}", *item.forms)
    if item.signed:
        counts.miss("agreement.signed", f"{item.name}: {item.signed}", *item.forms)


def _local(iri: str) -> str:
    return iri.rpartition("/")[2].rpartition("#")[2]
