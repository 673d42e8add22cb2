"""The names of all things that can be matched, folded and in one list for fast fuzzy comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode
from rapidfuzz import fuzz, process

from mithaq.explorer.snapshot import Snapshot
from mithaq.rdf import CLASSES, RDF, RDFS, SKOS, IndividualClass, folded_name

__all__ = ["TYPES", "Entity", "NameTable", "fold", "names_of"]

_NAMED = ("State", "Official", "Organization", "Place", "Post", "Agreement", "Forum", "ForumEdition")
TYPES: Final = {known.name: known for known in CLASSES if known.name in _NAMED}
"""The types that can be matched, by id."""

_MOST = 60
"""Names that a query is compared with in full."""
_LEAST_SIMILAR = 55.0
"""Names below this similarity (0 to 100) are no candidates."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that can be matched. `names` are its labels in all languages, `name` the one that is shown."""

    iri: str
    type: IndividualClass
    name: str
    names: tuple[str, ...]

    @property
    def description(self) -> str:
        """Its other names."""
        return " · ".join(sorted(set(self.names) - {self.name})[:3])


class NameTable:
    """The entities of one state of a store, by IRI and by name."""

    def __init__(self, entities: list[Entity]) -> None:
        self.entities = {entity.iri: entity for entity in entities}
        pairs = [(fold(name), entity.iri) for entity in entities for name in entity.names]
        self._folded = [folded for folded, _ in pairs]
        self._iris = [iri for _, iri in pairs]

    def similar(self, text: str, types: frozenset[str]) -> dict[str, float]:
        """Entities with a name like `text`, with the similarity of the closest name (0 to 100).

        Args:
            text: What was typed.
            types: Ids of types; only entities of these. Empty for all.
        """
        wanted = fold(text)
        if not wanted:
            return {}
        found: dict[str, float] = {}
        names = self._folded if not types else [
            folded if self.entities[iri].type.name in types else ""
            for folded, iri in zip(self._folded, self._iris, strict=True)
        ]  # fmt: skip
        for _, similarity, place in process.extract(
            wanted, names, scorer=fuzz.token_sort_ratio, processor=None, limit=_MOST, score_cutoff=_LEAST_SIMILAR
        ):
            iri = self._iris[place]
            found[iri] = max(found.get(iri, 0.0), similarity)
        words = set(wanted.split())
        for place, name in enumerate(names):
            if name and words <= set(name.split()):
                found.setdefault(self._iris[place], _LEAST_SIMILAR)
                if len(found) > 2 * _MOST:
                    break
        return found

    def beginning(self, prefix: str, types: frozenset[str], limit: int) -> list[Entity]:
        """Entities with a name that has a word beginning with each word of `prefix`, the shortest name first."""
        words = fold(prefix).split()
        found: dict[str, int] = {}
        for folded, iri in zip(self._folded, self._iris, strict=True):
            if types and self.entities[iri].type.name not in types:
                continue
            parts = folded.split()
            if all(any(part.startswith(word) for part in parts) for word in words):
                found[iri] = min(found.get(iri, len(folded)), len(folded))
        ordered = sorted(found, key=lambda iri: (found[iri], self.entities[iri].name, iri))
        return [self.entities[iri] for iri in ordered[:limit]]


def fold(text: str) -> str:
    """A name as it is compared."""
    return folded_name(text).casefold()


def names_of(snapshot: Snapshot) -> NameTable:
    """The names in a state of the store, read once for it."""
    return snapshot.once("reconciliation names", lambda: NameTable(_entities(snapshot)))


def _entities(snapshot: Snapshot) -> list[Entity]:
    merged, store = DefaultGraph(), snapshot.store
    names: dict[str, list[tuple[int, Literal]]] = {}
    for place, predicate in enumerate((RDFS.label, SKOS.altLabel)):
        for quad in store.quads(None, predicate, None, merged):
            if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
                names.setdefault(quad.subject.value, []).append((place, quad.object))
    found = []
    for known in TYPES.values():
        for quad in store.quads(None, RDF.type, known.node, merged):
            assert isinstance(quad.subject, NamedNode)
            mine = names.get(quad.subject.value)
            if mine:
                shown = min(mine, key=lambda one: (one[0], one[1].language != "ar", one[1].value))[1].value
                every = tuple(sorted({name.value for _, name in mine}))
                found.append(Entity(quad.subject.value, known, shown, every))
    return sorted(found, key=lambda entity: entity.iri)
