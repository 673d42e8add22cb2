"""Score states, officials, organizations and posts, and align nodes with gold items."""

from __future__ import annotations

import re
from collections.abc import Callable

from pyoxigraph import NamedNode

from mithaq.evaluation.error_counts import ErrorCounts
from mithaq.evaluation.evaluated_graph import EvaluatedGraph, ReportedFacts
from mithaq.evaluation.gold import Gold, GoldPost, GoldThing
from mithaq.evaluation.pairing import assign_greedily, best, pair
from mithaq.evaluation.similarity import normalize, organization_similarity, person_similarity, post_similarity
from mithaq.rdf import MQ

__all__ = ["EntityAlignment"]

_ARABIC = re.compile("[\u0600-\u06ff]")


class EntityAlignment:
    """Alignment of an article's nodes with gold items; maps nodes to gold names."""

    def __init__(self, graph: EvaluatedGraph, reported: ReportedFacts, gold: Gold, counts: ErrorCounts) -> None:
        self.reported = reported
        self.gold = gold
        self._counts = counts
        self._names: dict[str, str] = dict(graph.codes)
        self._unlisted: set[str] = set()
        self._forums = {normalize(form) for forum in gold.forums for form in forum.forms}
        self._known: dict[str, str] = {}
        self.optional = {
            thing.name for thing in (*gold.officials, *gold.organizations) if thing.optional
        }  # fmt: skip

    def score(self) -> None:
        """Score states, officials, organizations and posts, and record their gold names for `name`."""
        self._states()
        persons = self._things("official", MQ.Official, self.gold.officials, person_similarity)
        self._things("organization", MQ.Organization, self.gold.organizations, organization_similarity)
        self._posts(persons)
        for thing in (*self.gold.organizations, *self.gold.officials):
            self._known.update((normalize(form), thing.name) for form in thing.forms)
        actors = [actor for forum in self.gold.forums for actor in (*forum.participants, *forum.members)]
        actors += [actor for meeting in self.gold.meetings for actor in meeting.participants]
        for actor in actors:
            self._known.setdefault(normalize(actor), actor)

    def name(self, node: str) -> str:
        """The gold name of a node; for an unlisted node, a question mark and its name in the article."""
        if node in self._names:
            return self._names[node]
        labels = self.reported.names(node)
        if node not in self._unlisted:
            for label in labels:
                if normalize(label) in self._known:
                    return self._known[normalize(label)]
        return f"?{labels[0]}"

    def rename(self, node: str, name: str) -> None:
        """Set the name that `name` returns for a node."""
        self._names[node] = name

    def _states(self) -> None:
        nodes: dict[str, list[str]] = {}
        for node in self.reported.mentioned(MQ.State):
            if code := self.reported.code(node):
                nodes.setdefault(code, []).append(node)
        for code in sorted(self.gold.states | set(nodes)):
            if code in self.gold.states and code in nodes:
                self._counts.hit("state")
            elif code in self.gold.states:
                self._counts.miss("state", code)
            elif code not in self.gold.states_optional:
                self._counts.false("state", code, *nodes[code])

    def _things(
        self,
        family: str,
        kind: NamedNode,
        items: tuple[GoldThing, ...],
        rank: Callable[[str, str], float],
    ) -> dict[int, str]:
        """Align the items with the article's nodes of a class, and count them.

        A second node for a listed thing is a false positive. A council that the gold lists both as an
        organization and as a forum may be either in the graph.
        """
        reported = self.reported
        nodes = {node: reported.names(node) for node in reported.mentioned(kind)}
        forums = (
            {
                normalize(label)
                for c in (MQ.Forum, MQ.ForumEdition)
                for n in reported.mentioned(c)
                for label in reported.names(n)
            }
            & self._forums
            if family == "organization"
            else set()
        )
        pairs = pair(items, nodes, best(rank))
        for i, item in enumerate(items):
            if i in pairs:
                self._names[pairs[i]] = item.name
                self._counts.hit(family, pairs[i], optional=item.optional)
            elif not item.optional and not forums & set(map(normalize, item.forms)):
                self._counts.miss(family, item.name, *item.forms)
        for node in nodes.keys() - set(pairs.values()):
            either = self._forums if family == "organization" else set()
            if not either & set(map(normalize, nodes[node])):
                self._counts.false(family, nodes[node][0], node)
            if node not in self._names:
                self._unlisted.add(node)
        return pairs

    def _posts(self, persons: dict[int, str]) -> None:
        reported = self.reported
        tenures: dict[tuple[str, str], list[str]] = {}
        for tenure in reported.nodes(MQ.Tenure):
            for holder in reported.values(tenure, MQ.holder):
                for post in reported.values(tenure, MQ.post):
                    tenures.setdefault((holder, post), []).append(tenure)
        right: set[tuple[str, str]] = set()
        for i, item in enumerate(self.gold.officials):
            held = [post for holder, post in tenures if holder == persons.get(i)]
            ranks = (
                (-rank, wanted.optional, k, post)
                for k, wanted in enumerate(item.posts)
                for post in held
                if (rank := self._post(wanted, post))
            )
            pairs = assign_greedily(ranks)
            for k, wanted in enumerate(item.posts):
                optional = wanted.optional or item.optional
                if k in pairs:
                    right_one = (persons[i], pairs[k])
                    right.add(right_one)
                    self._counts.hit("post", *tenures[right_one], optional=optional)
                elif not optional:
                    what = f"{item.name}: {wanted.role} {wanted.state or ''}".rstrip()
                    self._counts.miss("post", what, *wanted.forms, *item.forms)
        free = {persons[i] for i, item in enumerate(self.gold.officials) if item.optional and i in persons}
        for (holder, post), nodes in tenures.items():
            if (holder, post) not in right and holder not in free:
                what = f"{self.name(holder).lstrip('?')}: {reported.names(post)[0]}"
                self._counts.false("post", what, *nodes)

    def _post(self, wanted: GoldPost, post: str) -> float:
        """Similarity of a post in the graph to the gold post; 0 for a node with the labels of many posts."""
        if wanted.state and wanted.state not in self.reported.post_codes(post):
            return 0
        labels = [label for label in self.reported.names(post) if _ARABIC.search(label)]
        ranks = [max(post_similarity(form, label) for form in wanted.forms) for label in labels]
        return max(ranks, default=0) if 3 * sum(map(bool, ranks)) >= max(1, len(ranks)) else 0
