"""Update the merged graph after articles were added or removed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from mithaq.identity.entity_profiles import EntityProfile, EntityProfiles, add_profiles, profiles_of
from mithaq.identity.incremental_resolver import IncrementalResolver
from mithaq.identity.judgements import IdentityJudgement, read_judgements
from mithaq.identity.lookup_cache import LookupCache
from mithaq.identity.merged_graph import merged_graph_changes
from mithaq.identity.pair_verdict import PairVerdicts
from mithaq.identity.resolution_index import ResolutionIndex
from mithaq.identity.terms import DIFFERENT, SAME
from mithaq.identity.verdict import Strength, Verdict
from mithaq.store import Store, Transaction
from mithaq.store.terms import ARTICLES, IDENTITY, PENDING, value

__all__ = ["PreparedGraphs", "forget", "judgement_quads", "judgement_verdicts", "resolve"]

BATCH = 128
"""Articles merged in one transaction: more cost memory, fewer cost time."""


PreparedGraphs = Mapping[str, tuple[bytes, EntityProfiles]]
"""Names of article graphs → the graph as N-Quads, and its `profiles_of`."""


def resolve(
    store: Store,
    *,
    batch: int = BATCH,
    prepared: PreparedGraphs = MappingProxyType({}),
    cache: LookupCache | None = None,
    judgements: Iterable[IdentityJudgement] | None = None,
) -> int:
    """Update the merged graph from the article graphs and the judgements file; returns the number of articles merged.

    Merges pending articles and applies judgements added or withdrawn since. The result depends only on the set of
    articles and judgements, not on order or batches. Each batch is one transaction; after an interruption the next
    call resumes.

    `made` holds graphs and profiles that workers have just computed; others are read from the store. Pass one `cache`
    to all calls of a load. `judgements` are applied in place of those in the file, to see what they would change.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
        UserError: a malformed line in the judgements file.
    """
    said = read_judgements(store.judgements).values() if judgements is None else judgements
    verdicts = judgement_verdicts(said)
    before = _judgements_obeyed(store)
    waiting = store.pending()
    cache = cache or LookupCache(store)
    if verdicts != before:
        _apply_batch(store, cache, [], [], verdicts, before)
    for start in range(0, len(waiting), batch):
        _apply_batch(store, cache, waiting[start : start + batch], [], verdicts, verdicts, prepared=prepared)
    return len(waiting)


def forget(store: Store, ids: Iterable[str], *, batch: int = BATCH, cache: LookupCache | None = None) -> list[str]:
    """Remove articles and all their statements, also from the merged graph; returns the ids that the store had,
    sorted.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    judgements = _judgements_obeyed(store)
    found = {id: iri for id in sorted(set(ids)) if (iri := store.article_iri(id)) is not None}
    pending = set(store.pending())
    graphs = list(found.values())
    cache = cache or LookupCache(store)
    for start in range(0, len(graphs), batch):
        _apply_batch(store, cache, [], graphs[start : start + batch], judgements, judgements, pending)
    return list(found)


def _apply_batch(
    store: Store,
    cache: LookupCache,
    added: Sequence[NamedNode],
    gone: Sequence[NamedNode],
    judgements: PairVerdicts,
    old_judgements: PairVerdicts,
    pending: Collection[NamedNode] = (),
    prepared: PreparedGraphs = MappingProxyType({}),
) -> None:
    """Merge the graphs `added` and drop those `gone`, in one transaction."""
    merged = [graph for graph in gone if graph not in pending]
    index = ResolutionIndex(store, [g.value for g in added], [g.value for g in merged], cache)
    new = [prepared.get(graph.value) or _stored(store, graph) for graph in added]
    old_quads = {graph: store.quads(graph=graph) for graph in merged}
    new_profiles = [profiles for _, profiles in new]
    old_profiles = [profiles_of(graph.value, quads) for graph, quads in old_quads.items()]
    _update_profiles(index, new_profiles, old_profiles)
    resolver = IncrementalResolver(index, judgements, old_judgements)
    resolver.run()
    merged_removals, said, removals = merged_graph_changes(
        index,
        (graph for graph, _ in new),
        (quad for quads in old_quads.values() for quad in quads),
        resolver.moved,
    )
    more_removals, additions = index.change()
    removals += more_removals
    removals += [Quad(graph, PENDING, Literal("true"), ARTICLES) for graph in added]
    for graph in gone:
        removals += store.quads(graph, None, None, ARTICLES)
    removals += judgement_quads(old_judgements.items() - judgements.items())
    additions += judgement_quads(judgements.items() - old_judgements.items())
    store.apply(Transaction(removals, additions, list(gone), merged_removals, said))
    index.remember()


def _stored(store: Store, graph: NamedNode) -> tuple[bytes, EntityProfiles]:
    quads = store.quads(graph=graph)
    return serialize(quads, format=RdfFormat.N_QUADS) or b"", profiles_of(graph.value, quads)


def _update_profiles(index: ResolutionIndex, added: Iterable[EntityProfiles], gone: Iterable[EntityProfiles]) -> None:
    changes: dict[str, tuple[list[EntityProfile], list[EntityProfile]]] = {}
    for side, graphs in enumerate((added, gone)):
        for graph in graphs:
            for iri, profile in graph.items():
                changes.setdefault(iri, ([], []))[side].append(profile)
    for iri, (plus_profiles, minus_profiles) in changes.items():
        profile = add_profiles(index.old_profile(iri), plus_profiles)
        index.set_profile(iri, add_profiles(profile, minus_profiles, -1) if minus_profiles else profile)


def judgement_verdicts(judgements: Iterable[IdentityJudgement]) -> PairVerdicts:
    """The verdicts that judgements amount to, by pair."""
    return {judgement.pair: _verdict(judgement.verdict) for judgement in judgements}


def _verdict(kind: str) -> Verdict:
    return Verdict(Strength.JUDGED if kind == "same" else Strength.DIFFERENT, ("a reviewer judged so",))


def _judgements_obeyed(store: Store) -> PairVerdicts:
    """The judgements applied by the previous pass, as the store records them."""
    found: PairVerdicts = {}
    for predicate, kind in ((SAME, "same"), (DIFFERENT, "different")):
        for quad in store.quads(None, predicate, None, IDENTITY):
            found[value(quad.subject), value(quad.object)] = _verdict(kind)
    return found


def judgement_quads(judgements: Iterable[tuple[tuple[str, str], Verdict]]) -> list[Quad]:
    """The quads by which the store records judgements that are applied."""
    return [
        Quad(
            NamedNode(one),
            DIFFERENT if verdict.strength is Strength.DIFFERENT else SAME,
            NamedNode(other),
            IDENTITY,
        )
        for (one, other), verdict in judgements
    ]
