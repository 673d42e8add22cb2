"""Judge that two articles mean two things by one name."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode

from mithaq import identity
from mithaq.errors import UserError
from mithaq.identity import IdentityJudgement
from mithaq.judgements import JudgementLog, contradiction_with
from mithaq.pipeline import Corrector, Signature
from mithaq.queries import describe_candidates
from mithaq.rdf import MQ, RDF, RDFS, Minter, SeparateMention, local_name
from mithaq.store import Store
from mithaq.wikidata.applying import keep_link_judgements

__all__ = ["judge_mentions_different", "mention_in_article"]

_SEPARABLE = {MQ.Official: Minter.official, MQ.Organization: Minter.organization}


def judge_mentions_different(
    store: Store, corrector: Corrector, one: str, other: str, articles: tuple[str, str], signature: Signature
) -> tuple[str, str]:
    """Judge that `other`, as the second article uses it, is not what `one` is in the first; returns their IRIs.

    The mention in the second article gets an IRI of its own, also in later loads and rebuilds. Other articles' mentions
    stay with the first.

    Raises:
        UserError: an unknown article; an article does not mention the name, or several things of that name; not persons
            or organisations; another judgement contradicts.
    """
    first, second = (_known_article(store, typed) for typed in articles)
    if first == second:
        raise UserError(f"article {first}: give two articles: one name in one article is one thing")
    names = mention_in_article(store, one, first), mention_in_article(store, other, second)
    if store.canonical(names[0]) != store.canonical(names[1]):
        judgement = IdentityJudgement(
            "different", *names, signature.who, signature.when, signature.why
        )  # they are two already: keep them so
        identity.judge(store, judgement, keep_link_judgements)
        return names
    log = JudgementLog(store.judgements)
    in_force = log.standing().in_force
    mention = _mention(store, names[1], second)
    known = {one.iri: one for line in in_force for one in identity.mentions_in(line)}
    first_mention = known.get(names[0]) or replace(_mention(store, names[0], first), iri=names[0])
    judgement = IdentityJudgement(
        "different", names[0], mention.iri, signature.who, signature.when, signature.why, (mention, first_mention)
    )
    conflict = contradiction_with(in_force, judgement.unsigned())
    if conflict is not None:
        raise UserError(identity.refusal(conflict.lines, judgement))
    signed = signature.who, signature.when, signature.why
    lines, _ = log.with_judgement(log.read(), judgement.unsigned(), *signed)
    corrector.replace_lines(lines)
    identity.resolve(store)
    keep_link_judgements(store)
    store.publish()
    return names[0], mention.iri


def mention_in_article(store: Store, typed: str, article: str) -> str:
    """The IRI that an article uses for a name, typed as a label or an IRI.

    Raises:
        UserError: nothing has this name; the article does not mention it, or several things of that name.
    """
    found = identity.find(store, typed)
    if not found:
        raise UserError(
            f"{typed}: nothing in the store has this name: find names with `mithaq explain` and `mithaq query`"
        )
    used = {quad.subject.value for quad in store.article_graph(article) if isinstance(quad.subject, NamedNode)}
    here = [iri for iri in found if iri in used]
    if not here:
        here = sorted(used & _all_names(store, found))
    if not here:
        raise UserError(f"{typed}: article {article} does not mention it: `mithaq explain` lists the articles that do")
    if len(here) > 1:
        raise UserError(f"{typed} is ambiguous: {describe_candidates(store, here)}; give one of these ids")
    return here[0]


def _all_names(store: Store, found: list[str]) -> set[str]:
    """All names of the things that have these names."""
    return {name for iri in found for name in store.members(store.canonical(iri))}


def _known_article(store: Store, typed: str) -> str:
    article = store.article_id(typed)
    if store.article_iri(article) is None:
        raise UserError(f"article {typed}: the store has no such article")
    return article


def _mention(store: Store, iri: str, article: str) -> SeparateMention:
    """The mention of a name in an article, with an IRI of its own."""
    graph = [quad for quad in store.article_graph(article) if quad.subject == NamedNode(iri)]
    mint = next(
        (mint for kind, mint in _SEPARABLE.items() for q in graph if (q.predicate, q.object) == (RDF.type, kind)), None
    )
    if mint is None:
        raise UserError(
            f"{'/'.join(local_name(iri))}: only persons and organisations are told apart by article: "
            "reject or amend the fact with `mithaq fact`"
        )
    labels = [
        quad.object.value
        for quad in graph
        if quad.predicate == RDFS.label and isinstance(quad.object, Text) and quad.object.language == "ar"
    ]
    name = min(labels, default=local_name(iri)[1])
    return SeparateMention(article, name, iri, mint(Minter(store.base), name, None, article).value)
