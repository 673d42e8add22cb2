"""The merged graph: the statements of all articles, with one IRI for each entity.

The merged graph contains every statement of an article graph, rewritten to canonical IRIs. Labels and single-valued
properties come from the profiles instead: the best value over all articles.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.identity.entity_profiles import LABELS, MERGED, EntityProfile, add_profiles
from mithaq.identity.resolution_index import ResolutionIndex
from mithaq.language.partial_date import PartialDate
from mithaq.rdf import MQ, PREFIXES, RDFS, SKOS, XSD, concept

__all__ = ["NTriple", "best_values", "merged_graph_changes", "profile_statements", "statements"]

NTriple = tuple[str, str, str]
"""Subject, predicate and object in N-Triples syntax; a batch has thousands, and text is the cheapest form."""

Names = Mapping[str, str]
"""IRIs used in articles → canonical IRIs, where they differ; both in angle brackets."""

_FROM_PROFILES = frozenset(LABELS) | frozenset(MERGED)
_FROM_PROFILES_TEXT = frozenset(map(str, _FROM_PROFILES))
_HELD = concept("held").value


def statements(graph: bytes, names: Names) -> set[NTriple]:
    """The statements of a named graph in N-Quads, rewritten to canonical IRIs, without properties taken from
    profiles."""
    lines = graph.decode().split("\n")
    end = lines[0].rfind(" ", 0, -2) - len(lines[0])  # every line ends with the graph's name
    found = set()
    for line in lines:
        if line:
            subject, predicate, obj = line[:end].split(" ", 2)
            if predicate not in _FROM_PROFILES_TEXT:
                found.add((names.get(subject, subject), predicate, names.get(obj, obj)))
    return found


def rewrite(said: NTriple, names: Names) -> NTriple:
    """Rewrite a statement to canonical IRIs. Literals are safe: none looks like an IRI in angle brackets."""
    subject, predicate, obj = said
    return names.get(subject, subject), predicate, names.get(obj, obj)


def merged_graph_changes(
    index: ResolutionIndex, added: Iterable[bytes], gone: Iterable[Quad], moved: Iterable[str]
) -> tuple[list[NTriple], list[NTriple], list[Quad]]:
    """Compute the changes of the merged graph; returns statements to remove, statements to add, and auxiliary quads
    to remove.

    `added` are new article graphs as N-Quads, `gone` the quads of removed ones, `moved` the names with a new
    canonical
    IRI. Auxiliary quads (links) are removed if no article uses the name they are about any more."""
    old, new = _renamed(index.updated(), index.old_canonical), _renamed(index.updated(), index.canonical)
    adds = {said for graph in added for said in statements(graph, new)}
    removes = {rewrite(_text(quad), old): quad for quad in gone if quad.predicate not in _FROM_PROFILES}
    about = index.auxiliary_quads(name for name in index.updated() if not index.profile(name))
    removes |= {rewrite(_text(quad), old): quad for quad in about}
    before, after = _said_of(index, moved, before=True), _said_of(index, moved, before=False) - about
    terms = {term for quad in before | after for term in (quad.subject, quad.object)}
    names = [term.value for term in terms if isinstance(term, NamedNode)]
    old, new = _renamed(names, index.old_canonical), _renamed(names, index.canonical)
    removes |= {rewrite(_text(quad), old): quad for quad in before}
    adds |= {rewrite(_text(quad), new) for quad in after}
    lost = {said for said, quad in removes.items() if said not in adds and not _said(index, said, quad, about)}
    for canonical in _touched(index, moved):
        was = profile_statements(canonical, map(index.old_profile, index.old_members(canonical)))
        is_now = profile_statements(canonical, map(index.profile, index.members(canonical)))
        lost |= was - is_now
        adds |= is_now - was
    return list(lost), list(adds), list(about)


def _renamed(names: Iterable[str], canonical: Callable[[str], str]) -> Names:
    return {f"<{name}>": f"<{best}>" for name in names if (best := canonical(name)) != name}


def _text(quad: Quad) -> NTriple:
    return str(quad.subject), str(quad.predicate), str(quad.object)


def _said_of(index: ResolutionIndex, names: Iterable[str], before: bool) -> set[Quad]:
    """The quads with one of `names` as subject or object, without properties taken from profiles."""
    return {
        quad
        for name in names
        for quad in (*index.stated_quads(name, before=before), *index.stated_quads(obj=NamedNode(name), before=before))
        if quad.predicate not in _FROM_PROFILES or index.is_auxiliary(quad)
    }


def _said(index: ResolutionIndex, said: NTriple, quad: Quad, gone: Collection[Quad]) -> bool:
    """Whether another quad, not in `gone`, still makes the statement that `quad` made."""
    objects: list[NamedNode | Literal]
    if isinstance(quad.object, NamedNode):
        objects = [NamedNode(name) for name in index.names(said[2][1:-1])]
    else:
        assert isinstance(quad.object, Literal)
        objects = [quad.object]
    return any(
        other not in gone
        for subject in index.names(said[0][1:-1])
        for obj in objects
        for other in index.stated_quads(subject, quad.predicate, obj)
    )


def _touched(index: ResolutionIndex, moved: Iterable[str]) -> set[str]:
    """The canonical IRIs of all entities with changed profiles or members."""
    names = {*index.updated(), *moved}
    return {canonical(name) for name in names for canonical in (index.old_canonical, index.canonical)}


def profile_statements(canonical: str, profiles: Iterable[EntityProfile]) -> set[NTriple]:
    """The labels and single values of an entity, from the profiles of all its names."""
    first, *others = [profile for profile in profiles if profile] or [{}]
    if not first:
        return set()
    node = f"<{canonical}>"
    return {(node, str(predicate), str(term)) for predicate, term in best_values(add_profiles(first, others))}


def best_values(profile: EntityProfile) -> set[tuple[NamedNode, NamedNode | Literal]]:
    """The labels and single-valued properties of an entity in the merged graph.

    The preferred label of each language is the one used by most articles, then the longer one, then the first in code
    point order; all others become alternative labels.
    """
    found: set[tuple[NamedNode, NamedNode | Literal]] = set()
    values: dict[str, dict[str, int]] = {}
    for (attribute, text), count in profile.items():
        values.setdefault(attribute, {})[text] = count
    for language in {attribute.partition("@")[2] for attribute in values if "@" in attribute}:
        found |= _labels(values.get(f"label@{language}", {}), values.get(f"alt@{language}", {}), language)
    if "=confidence" in values:
        found.add((MQ.confidence, Literal(max(values["=confidence"], key=Decimal), datatype=XSD.decimal)))
    for attribute, predicate in (("=date", MQ.date), ("=signedOn", MQ.signedOn)):
        for date in _most_precise([PartialDate.parse(text) for text in values.get(attribute, ())]):
            found.add((predicate, Literal(str(date), datatype=NamedNode(PREFIXES["xsd"] + date.datatype))))
    statuses = set(values.get("=eventStatus", ()))
    for status in {_HELD} if _HELD in statuses else statuses:  # a planned event that was held
        found.add((MQ.eventStatus, NamedNode(status)))
    return found


def _labels(first: dict[str, int], others: dict[str, int], language: str) -> set[tuple[NamedNode, NamedNode | Literal]]:
    best = min(first, key=lambda text: (-first[text], -len(text), text), default=None)
    tag = language or None
    found: set[tuple[NamedNode, NamedNode | Literal]] = {
        (SKOS.altLabel, Literal(text, language=tag)) for text in {*first, *others} if text != best
    }
    if best is not None:
        found.add((RDFS.label, Literal(best, language=tag)))
    return found


def _most_precise(dates: list[PartialDate]) -> list[PartialDate]:
    return [date for date in dates if not any(date != other and date.covers(other) for other in dates)]
