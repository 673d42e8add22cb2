"""Articles for tests of identity: what they say, put as facts, and stored the way a load stores it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mithaq.extraction.facts import (
    Agreement,
    Evidence,
    Facts,
    Forum,
    Mediation,
    Meeting,
    Official,
    Organization,
    Place,
    Post,
    Ref,
    State,
    Statement,
    Tenure,
    Visit,
)
from mithaq.identity import resolve
from mithaq.language.partial_date import PartialDate
from mithaq.rdf import Minter, describe
from mithaq.reading.article import Article, Span
from mithaq.store import ArticleRecord, Store
from pyoxigraph import DefaultGraph, Quad, RdfFormat, serialize


@dataclass
class Told:
    """One article under construction. Every name said becomes a passage of its content."""

    id: str
    date: str | None = None
    _parts: dict[str, list[Any]] = field(default_factory=dict)
    _lines: list[str] = field(default_factory=list)

    def _say(self, text: str) -> Evidence:
        start = sum(len(line) + 1 for line in self._lines)
        self._lines.append(text)
        return Evidence((Span(start, start + len(text)),), "test", 0.9)

    def _add(self, kind: str, item: object) -> Ref:
        items = self._parts.setdefault(kind, [])
        items.append(item)
        return Ref(kind.removesuffix("s"), str(len(items) - 1))  # type: ignore[arg-type]

    def state(self, code: str) -> Ref:
        if all(s.code != code for s in self._parts.get("states", ())):
            self._add("states", State(code, (code,), self._say(code)))
        return Ref("state", code)

    def official(self, name: str, *posts: Post, status: str = "current", forms: tuple[str, ...] = ()) -> Ref:
        person = self._add("officials", Official(name, forms, self._say(name)))
        for post in posts:
            self._add("tenures", Tenure(person, post, self._say(f"{post.phrase} {name}"), status))  # type: ignore[arg-type]
        return person

    def organization(self, name: str, state: str | None = None, qid: str | None = None) -> Ref:
        return self._add("organizations", Organization(name, (), self._say(name), state, qid))

    def place(self, name: str, state: str | None = None) -> Ref:
        return self._add("places", Place(name, state))

    def agreement(self, name: str, kind: str, *parties: Ref, signed: str | None = None, **more: object) -> Ref:
        when = PartialDate.parse(signed) if signed else None
        said = self._say(name)
        return self._add("agreements", Agreement(name, (), kind, said, parties, signed=when, **more))  # type: ignore[arg-type]

    def forum(self, name: str, *, date: str | None = None, **more: object) -> Ref:
        when = PartialDate.parse(date) if date else None
        return self._add("forums", Forum(name, (), self._say(name), date=when, **more))  # type: ignore[arg-type]

    def meeting(self, *who: Ref, date: str | None = None, **more: object) -> None:
        when = PartialDate.parse(date) if date else None
        self._add("meetings", Meeting(who, self._say("اجتماع"), date=when, **more))  # type: ignore[arg-type]

    def visit(self, who: Ref, to: str, *, date: str | None = None, **more: object) -> None:
        when = PartialDate.parse(date) if date else None
        self._add("visits", Visit(who, to, self._say("زيارة"), date=when, **more))  # type: ignore[arg-type]

    def statement(self, who: Ref, act: str, *targets: Ref) -> None:
        self._add("statements", Statement(who, act, targets, self._say("تصريح")))

    def mediation(self, who: Ref, *between: Ref, dispute: str | None = None) -> None:
        self._add("mediations", Mediation(who, self._say("تتوسط"), between, dispute))

    def quads(self) -> list[Quad]:
        content = "\n".join(self._lines)
        date = PartialDate.parse(self.date) if self.date else None
        article = Article(self.id, content, (Span(0, len(content)),), date=date)
        return describe(article, Facts(self.id, **{kind: tuple(v) for kind, v in self._parts.items()}))

    @property
    def iri(self) -> str:
        return Minter().article(self.id).value


def put(store: Store, articles: Iterable[Told]) -> None:
    """Store articles and bring the merged graph up to date."""
    entries = [(ArticleRecord(told.id, told.iri, "digest"), told.quads()) for told in articles]
    store.put([(entry, serialize(quads, format=RdfFormat.N_QUADS) or b"") for entry, quads in entries])
    resolve(store)


def merged(store: Store) -> str:
    """The merged graph as sorted text."""
    return "\n".join(sorted(str(q) for q in store.quads(graph=DefaultGraph())))


def everything(store: Store) -> str:
    """All that the store holds, books included, as sorted text."""
    return "\n".join(sorted(str(quad) for quad in store.quads()))


def labels(store: Store, kind: str) -> list[str]:
    """The Arabic labels of the merged graph's things of a class, sorted; one line a thing."""
    rows = store.select(
        "PREFIX mq: <https://w3id.org/mithaq/ontology#> "
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        f"SELECT ?label {{ ?thing a mq:{kind} ; rdfs:label ?label FILTER(LANG(?label) = 'ar') }}"
    )
    return sorted(row["label"].value for row in rows)


def foreign_minister(state: str) -> Post:
    return Post("وزير الخارجية", "وزير الخارجية", "foreignMinister", state)


def counter_terrorism(phrase: str, state: str = "QA") -> Post:
    return Post(phrase, phrase, "headOfOrganization", state)
