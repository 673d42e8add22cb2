"""Resolve what users type (a name, a code, a Wikidata identifier or an IRI) to things of the graph.

A name is looked up in four steps; the first step with a match decides: an identical label; a label with the
same normalized form; for a Latin name, its Arabic names in the authority tables; a label that contains all its
words. Exactly one match is the result; several matches, or none with similar names, are reported as an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Literal, NamedNode, QuerySolutions
from rapidfuzz import fuzz, process

from mithaq.errors import UserError
from mithaq.language.fold import clean_label
from mithaq.lexicon import authority_tables
from mithaq.queries.candidate_details import candidate_details
from mithaq.queries.display_text import consonants, isolate_bidi, shorten_iri, without_article
from mithaq.queries.english_names import normalized, organization_item, state_codes
from mithaq.queries.values import checked_text, looks_like_iri, parse_iri
from mithaq.rdf import MQ, PREFIXES, WD, Minter, folded_name, local_name, typed_iri

__all__ = ["CLASSES", "NameResolver", "QueryableGraph", "describe_candidates", "fact_iri"]

CLASSES: Mapping[str, tuple[str, ...]] = {
    "state": ("State",),
    "actor": ("State", "Official", "Organization"),
    "official": ("Official",),
    "organization": ("Organization",),
    "agreement": ("Agreement",),
    "forum": ("Forum", "ForumEdition"),
    "place": ("Place", "State"),
    "post": ("Post",),
    "article": ("Article",),
    "any": (
        "State",
        "Official",
        "Organization",
        "Agreement",
        "Forum",
        "ForumEdition",
        "Place",
        "Post",
        "Article",
    ),
    "thing": ("State", "Official", "Organization", "Agreement", "Forum", "ForumEdition", "Place", "Post"),
}
"""Ontology classes that each parameter type can denote, most likely first."""

_LONGEST = 500
_LISTED = 4
"""Things of one name that a message lists."""


class QueryableGraph(Protocol):
    """The part of a store that name resolution needs."""

    @property
    def base(self) -> str: ...
    def select(self, query: str) -> QuerySolutions: ...
    def canonical(self, parse_iri: str) -> str: ...


@dataclass(frozen=True, slots=True)
class _Label:
    thing: str
    text: str
    folded: str
    best: bool  # rdfs:label rather than skos:altLabel


class NameResolver:
    """Resolve names in one graph. Labels are read once per type, on first use."""

    def __init__(self, graph: QueryableGraph) -> None:
        self._graph = graph
        self._read: dict[str, list[_Label]] = {}

    def resolve(self, kind: str, text: str, what: str) -> NamedNode:
        """Resolve `text` to the thing of type `kind` (a key of `CLASSES`); `what` names the parameter in messages.

        Raises:
            UserError: no thing or several things match, or the IRI denotes a thing of another class.
        """
        typed = checked_text(text, what).strip()
        if not typed or len(typed) > _LONGEST:
            raise UserError(f"{what}: give a name of 1 to {_LONGEST} characters")
        typed = typed_iri(typed, self._graph.base) or typed
        if looks_like_iri(typed):
            node = parse_iri(typed, what)
            if not node.value.startswith(WD):
                return self._of_class(kind, node, what)
            typed = node.value.removeprefix(WD)
        found = self._state_before_place(list(dict.fromkeys(self._candidates(kind, typed))))
        if len(found) == 1:
            return NamedNode(found[0])
        if found:
            raise UserError(f"{what}: {self._ambiguous(kind, typed, found)}")
        raise UserError(f"{what}: {self._unknown(kind, typed)}")

    def _state_before_place(self, found: list[str]) -> list[str]:
        """Without places where states have the name too: a state is meant."""
        base = self._graph.base
        if not any(iri.startswith(f"{base}state/") for iri in found):
            return found
        return [iri for iri in found if not iri.startswith(f"{base}place/")]

    def acting_for(self, actor: NamedNode) -> list[NamedNode]:
        """The actor itself, and for a state its organizations and the holders of its posts, sorted."""
        post = f"?post <{MQ.state.value}> {actor} . ?tenure <{MQ.post.value}> ?post ; <{MQ.holder.value}> ?who"
        body = f"?who <{MQ.state.value}> {actor} ; a <{MQ.Organization.value}>"
        found = self._graph.select(f"SELECT DISTINCT ?who {{ {{ {body} }} UNION {{ {post} }} }}")
        return [actor, *map(NamedNode, sorted(row["who"].value for row in found))]

    def labels(self, kind: str) -> Iterator[tuple[str, str]]:
        """All (name, IRI) pairs of a type, sorted; used for shell completion."""
        yield from sorted({(label.text, label.thing) for label in self._labels(kind)})

    def _candidates(self, kind: str, typed: str) -> list[str]:
        """The matches of the first lookup step that has any."""
        code = state_codes().get(normalized(typed)) if "State" in CLASSES[kind] else None
        if kind in ("state", "actor") and code:  # if no article mentions it, the query has no results
            return self._by_code(code, kind) or [Minter(self._graph.base).state(code).value]
        found = (
            self._by_identifier(kind, typed)
            or self._exact(kind, typed)
            or self._best(label for label in self._labels(kind) if label.folded == folded_name(typed))
            or (self._by_code(code, kind) if code else [])
            or self._by_abbreviation(kind, typed)
            or self._by_authority(kind, typed)
            or self._by_words(kind, typed)
        )
        if kind == "actor" and not found and (entry := _known_organization(typed)):  # as for a state
            return [Minter(self._graph.base).organization(entry.name_ar, entry.state).value]
        return found

    def _by_code(self, code: str, kind: str) -> list[str]:
        return self._things(f"?thing <{MQ.iso3166.value}> {Literal(code)}", kind)

    def _by_identifier(self, kind: str, typed: str) -> list[str]:
        """Look up an article by its id, other things by their Wikidata item."""
        if "Article" in CLASSES[kind]:
            pattern = f"?thing <{PREFIXES['dcterms']}identifier> {Literal(typed)}"
            if found := self._things(pattern, kind):
                return found
        if typed[:1] in "Qq" and typed[1:].isascii() and typed[1:].isdigit():
            return self._things(f"?thing <{PREFIXES['skos']}exactMatch> <{WD}Q{typed[1:]}>", kind)
        return []

    def _exact(self, kind: str, typed: str) -> list[str]:
        name = clean_label(typed)
        written = " ".join(str(Literal(name, language=tag)) for tag in ("ar", "en")) + f" {Literal(name)}"
        path = f"<{PREFIXES['rdfs']}label>|<{PREFIXES['dcterms']}title>"
        return self._things(f"VALUES ?label {{ {written} }} ?thing {path} ?label", kind)

    def _by_abbreviation(self, kind: str, typed: str) -> list[str]:
        """Look up an organization by its English name or abbreviation, through its Arabic names."""
        entry = _known_organization(typed) if "Organization" in CLASSES[kind] else None
        forms = {folded_name(form) for form in entry.forms} if entry else set()
        return self._best(label for label in self._labels(kind) if label.folded in forms)

    def _by_authority(self, kind: str, typed: str) -> list[str]:
        """Look up a Latin name through the Arabic names of the same entity in the authority tables."""
        if not typed.isascii():
            return []
        words = set(folded_name(typed).split())
        tables: list[Iterable[authority_tables.OfficialEntry | authority_tables.OrganizationEntry]] = []
        if "Official" in CLASSES[kind]:
            tables.append(authority_tables.officials())
        if "Organization" in CLASSES[kind]:
            tables.append(authority_tables.organizations())
        forms = {
            folded_name(form)
            for table in tables
            for entry in table
            if words and words <= set(folded_name(entry.name_en).split())
            for form in entry.forms
        }
        return self._best(label for label in self._labels(kind) if label.folded in forms)

    def _by_words(self, kind: str, typed: str) -> list[str]:
        words = set(without_article(typed).split())
        if not any(map(str.isalpha, "".join(words))):  # a number alone names nothing
            return []
        return self._best(label for label in self._labels(kind) if words <= set(without_article(label.text).split()))

    @staticmethod
    def _best(labels: Iterable[_Label]) -> list[str]:
        """The things with these labels; only those with a preferred label if there are any."""
        found = sorted(labels, key=lambda label: label.thing)
        return [label.thing for label in found if label.best] or [label.thing for label in found]

    def _of_class(self, kind: str, node: NamedNode, what: str) -> NamedNode:
        """The canonical IRI; raises UserError if the thing has a class that the type does not allow."""
        canonical = NamedNode(self._graph.canonical(node.value))
        kinds = [row["kind"].value for row in self._graph.select(f"SELECT ?kind {{ {canonical} a ?kind }}")]
        allowed = [PREFIXES["mq"] + name for name in CLASSES[kind]]
        if kinds and kind not in ("thing", "any") and not set(kinds) & set(allowed):
            is_a = kinds[0].removeprefix(PREFIXES["mq"])
            raise UserError(f"{what}: {canonical.value} is of class {is_a}, not {CLASSES[kind][0]}")
        return canonical

    def _things(self, pattern: str, kind: str) -> list[str]:
        classes = ", ".join(f"<{PREFIXES['mq']}{name}>" for name in CLASSES[kind])
        query = f"SELECT DISTINCT ?thing {{ {pattern} . ?thing a ?kind FILTER(?kind IN ({classes})) }}"
        return sorted(row["thing"].value for row in self._graph.select(query))

    def _labels(self, kind: str) -> list[_Label]:
        if kind not in self._read:
            classes = " ".join(f"<{PREFIXES['mq']}{name}>" for name in CLASSES[kind])
            best = (f"{PREFIXES['rdfs']}label", f"{PREFIXES['dcterms']}title")
            query = (
                f"SELECT DISTINCT ?thing ?name ?label {{ VALUES ?kind {{ {classes} }} "
                f"VALUES ?name {{ <{best[0]}> <{best[1]}> <{PREFIXES['skos']}altLabel> }} "
                "?thing a ?kind ; ?name ?label }"
            )
            self._read[kind] = [
                _Label(thing.value, label.value, folded_name(label.value), name.value in best)
                for thing, name, label in self._graph.select(query)
            ]
        return self._read[kind]

    def _ambiguous(self, kind: str, typed: str, found: list[str]) -> str:
        names = {label.thing: label.text for label in reversed(self._labels(kind)) if label.best}
        listed = ", ".join(self._candidate(thing, names.get(thing, thing)) for thing in found[:_LISTED])
        more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        return f"{isolate_bidi(typed)} is ambiguous: {listed}{more}; give the full name or the IRI"

    def _candidate(self, thing: str, name: str) -> str:
        details = candidate_details(self._graph.select, thing)
        return f"{isolate_bidi(name)} {shorten_iri(thing)}{f' ({details})' if details else ''}"

    def _unknown(self, kind: str, typed: str) -> str:
        near = ", ".join(map(isolate_bidi, self._nearest(kind, typed)))
        hint = f"similar: {near}" if near else "there is no similar name"
        noun = {"any": "thing", "actor": "state, organization or official"}.get(kind, kind)
        if kind == "state" and _known_organization(typed):
            name = isolate_bidi(typed)
            return f"{name} is an organization, and a state is asked for: `mithaq explain` shows the facts about it"
        return f"no {noun} is named {isolate_bidi(typed)}; {hint}"

    def _nearest(self, kind: str, typed: str) -> list[str]:
        """Up to three similar names; Latin names are compared by their consonants."""
        if kind in ("state", "actor") and (states := self._nearest_states(typed)):
            return states
        labels = self._labels(kind)
        if typed.isascii():
            wanted, choices = consonants(typed), {i: consonants(label.text) for i, label in enumerate(labels)}
        else:
            wanted, choices = folded_name(typed), {i: label.folded for i, label in enumerate(labels)}
        found = process.extract(wanted, choices, scorer=fuzz.partial_ratio, limit=12, score_cutoff=70)
        best_names = {label.thing: label.text for label in reversed(labels) if label.best}
        things = dict.fromkeys(labels[i].thing for _, _, i in sorted(found, key=lambda hit: (-hit[1], hit[2])))
        return [best_names.get(thing, thing) for thing in things][:3]

    def _nearest_states(self, typed: str) -> list[str]:
        codes = state_codes()
        near = process.extract(folded_name(typed), list(codes), scorer=fuzz.ratio, limit=3, score_cutoff=70)
        entries = dict.fromkeys(authority_tables.states()[codes[name]] for name, _, _ in near)
        return [entry.name_en if typed.isascii() else entry.name_ar for entry in entries]


def _known_organization(typed: str) -> authority_tables.OrganizationEntry | None:
    """The entry of the authority tables with this English name or abbreviation, or this unambiguous Arabic name."""
    known = authority_tables.organizations()
    if item := organization_item(typed):
        return next((entry for entry in known if entry.qid == item), None)
    name = folded_name(typed)
    return next((e for e in known if any(folded_name(f) == name for f in e.forms if f not in e.ambiguous)), None)


def describe_candidates(graph: QueryableGraph, iris: Iterable[str]) -> str:
    """The ids of things or names in one line, each with its label in the merged graph."""
    listed = list(iris)
    said = []
    for iri in listed[:_LISTED]:
        node = NamedNode(graph.canonical(iri))
        rows = graph.select(f"SELECT ?label {{ {node} <{PREFIXES['rdfs']}label> ?label }} ORDER BY LANG(?label) ?label")
        label = next((row["label"].value for row in rows), "")
        said.append(" ".join(filter(None, (isolate_bidi(label) if label else "", "/".join(local_name(iri))))))
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    return ", ".join(said) + more


def fact_iri(graph: QueryableGraph, typed: str) -> str:
    """The IRI of a fact from any form that is printed: `meeting/1d1a5e0a1b2c3d4e5f60`, `meeting:...`, the whole IRI.

    Raises:
        UserError: it has another form.
    """
    found = typed_iri(typed, graph.base)
    if found is not None:
        return parse_iri(found, typed).value
    raise UserError(f"{typed}: is not the id of a fact: give one that `mithaq explain` prints, such as meeting/1d1a5e")
