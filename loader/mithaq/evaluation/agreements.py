"""Agreements: which are found, of which kind, between whom, signed when."""

from __future__ import annotations

from collections.abc import Sequence

from mithaq.evaluation.entities import Cast
from mithaq.evaluation.gold import GoldAgreement
from mithaq.evaluation.pairing import best, pair
from mithaq.evaluation.sets import compare
from mithaq.evaluation.tally import Tally
from mithaq.evaluation.wording import phrase_rank
from mithaq.rdf import MQ

__all__ = ["score_agreements"]


def score_agreements(cast: Cast, tally: Tally) -> None:
    told = cast.told
    nodes = told.mentioned(MQ.Agreement)
    parties = {node: {cast.name(party) for party in told.values(node, MQ.party)} for node in nodes}
    kinds = {node: {_local(kind) for kind in told.values(node, MQ.agreementKind)} for node in nodes}
    by_name = best(phrase_rank)

    def rank(item: GoldAgreement, node: str, labels: Sequence[str]) -> float:
        """An agreement is told by its parties and kind as well as by its name: `the agreement` is called so often."""
        name, wanted, got = by_name(item, node, labels), set(item.parties), parties[node]
        if wanted & got:
            overlap = len(wanted & got) / len(wanted | got)
            kind = kinds[node] == {item.kind}
            return name + overlap + kind if name or (overlap >= 0.5 and kind) else 0
        return name if name == 1 or not got or not wanted else 0

    pairs = pair(cast.gold.agreements, {node: told.names(node) for node in nodes}, rank)
    for i, item in enumerate(cast.gold.agreements):
        node = pairs.get(i)
        if node is not None:
            cast.call(node, item.name)
        if item.optional:
            if node is not None:
                tally.hit("agreement", optional=True)
        elif node is None:
            _missed(item, tally)
        else:
            tally.hit("agreement")
            said = {
                "agreement.party": (item.parties, parties[node]),
                "agreement.kind": ([item.kind], kinds[node]) if item.kind else ([], []),
                "agreement.signed": ([item.signed] if item.signed else [], told.values(node, MQ.signedOn)),
            }
            for family, (wanted, got) in said.items():
                compare(
                    tally, family, [(item.name, value) for value in wanted],
                    {(item.name, value): [node] for value in got}, free=lambda fact: fact[1] in cast.optional,
                )  # fmt: skip
    for node in nodes:
        if node not in pairs.values():
            tally.false("agreement", cast.name(node).lstrip("?"), node)


def _missed(item: GoldAgreement, tally: Tally) -> None:
    """With an agreement its parties and its day are missed."""
    tally.miss("agreement", item.name, *item.forms)
    for party in item.parties:
        tally.miss("agreement.party", f"{item.name}: {party}", *item.forms)
    if item.signed:
        tally.miss("agreement.signed", f"{item.name}: {item.signed}", *item.forms)


def _local(iri: str) -> str:
    return iri.rpartition("/")[2].rpartition("#")[2]
