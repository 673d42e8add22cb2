"""Known items from the authority tables of the package and of the user."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from mithaq.lexicon.authority_tables import officials, organizations, read_table, states
from mithaq.names import blocking_keys, name_words
from mithaq.wikidata.model import Candidate, ItemPost, Kind, Subject
from mithaq.wikidata.name_matching import label_signature
from mithaq.wikidata.positions import parse_post

__all__ = ["KnownItems", "package_items"]


@lru_cache(maxsize=1)
def package_items() -> tuple[Candidate, ...]:
    """All items of the package's authority tables."""
    return (*_states(), *_places(), *_organizations(), *_officials(), *_posts(), *_forums(), *_agreements())


def _states() -> Iterator[Candidate]:
    for code, state in states().items():
        yield Candidate(
            state.qid, "state", state.name_ar, state.name_en, state.forms, state.ambiguous, frozenset({code}),
            code=code, latin=(state.name_en,),
        )  # fmt: skip


def _places() -> Iterator[Candidate]:
    for row in read_table("authority", "places.csv"):
        forms = (row["name_ar"], *filter(None, row["aliases"].split("|")))
        vague, home = frozenset(row["ambiguous"].split("|")), frozenset(filter(None, [row["state"]]))
        yield Candidate(
            row["qid"], "place", row["name_ar"], row["name_en"], forms, vague, home, latin=(row["name_en"],),
        )  # fmt: skip


def _posts() -> Iterator[Candidate]:
    """Posts, identified by role and state because their wording varies."""
    for row in read_table("authority", "posts.csv"):
        post = ItemPost(row["role"], row["state"], label=row["name_en"])
        yield Candidate(row["qid"], "post", "", row["name_en"], states=frozenset({row["state"]}), posts=(post,))


def _forums() -> Iterator[Candidate]:
    for row in read_table("authority", "forums.csv"):
        yield _named(row, "forum")


def _agreements() -> Iterator[Candidate]:
    for row in read_table("authority", "agreements.csv"):
        yield _named(row, "agreement", frozenset(filter(None, row["states"].split("|"))))


def _named(row: dict[str, str], kind: Kind, home: frozenset[str] = frozenset()) -> Candidate:
    forms = (row["name_ar"], *filter(None, row["aliases"].split("|")))
    vague = frozenset(filter(None, row["ambiguous"].split("|")))
    return Candidate(row["qid"], kind, row["name_ar"], row["name_en"], forms, vague, home, latin=(row["name_en"],))


def _organizations() -> Iterator[Candidate]:
    for body in (entry for entry in organizations() if entry.qid):
        home = frozenset({body.state} if body.state else ())
        yield Candidate(
            body.qid, "organization", body.name_ar, body.name_en, body.forms, body.ambiguous, home,
            latin=(body.name_en,),
        )  # fmt: skip


def _officials() -> Iterator[Candidate]:
    for person in (entry for entry in officials() if entry.qid):
        yield Candidate(
            person.qid, "official", person.name_ar, person.name_en, person.forms, person.ambiguous,
            frozenset(person.states), tuple(parse_post(line, weak=person.weak_years) for line in person.posts),
            latin=(person.name_en,),
        )  # fmt: skip


class KnownItems:
    """Index of known items by name. Building it takes a few tenths of a second, so share one instance."""

    name = "authority"

    def __init__(self, items: Iterable[Candidate] | None = None) -> None:
        self.items: tuple[Candidate, ...] = tuple(package_items() if items is None else items)
        self._by_code: dict[str, list[Candidate]] = defaultdict(list)
        self._people: dict[str, list[Candidate]] = defaultdict(list)
        self._by_words: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
        self._latin: dict[str, list[Candidate]] = defaultdict(list)
        self._roles: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        for item in self.items:
            self._add(item)

    def _add(self, item: Candidate) -> None:
        if item.code:
            self._by_code[item.code].append(item)
        if item.kind == "post":
            for post in item.posts:
                self._roles[post.role, post.state or ""].append(item)
        for form in item.latin:
            self._latin[" ".join(form.casefold().split())].append(item)
        for form in item.forms:
            if item.kind == "official":
                words = name_words(form)
                for key in blocking_keys(words) or words[:1]:
                    self._people[key].append(item)
            else:
                parsed = label_signature(form)
                for words in {parsed.words, parsed.core, parsed.headless}:
                    self._by_words[words].append(item)

    def candidates(self, subject: Subject) -> list[Candidate]:
        """The items that share a name with the subject, in table order.

        Forums of the tables are series, so editions do not match them.
        """
        found: dict[int, Candidate] = {}
        for item in self._sharing(subject):
            if not (item.kind == "forum" and subject.kind == "edition"):
                found[id(item)] = item
        return list(found.values())

    def _sharing(self, subject: Subject) -> Iterator[Candidate]:
        if subject.kind == "state":
            for code in subject.states:
                yield from self._by_code.get(code, ())
            return
        if subject.kind == "post":
            for held in subject.posts:
                for code in held.states:
                    yield from self._roles.get((held.role, code), ())
        for name in subject.latin:
            yield from self._latin.get(" ".join(name.casefold().split()), ())
        for name in subject.names:
            if subject.kind == "official":
                words = name_words(name)
                for key in blocking_keys(words) or words[:1]:
                    yield from self._people.get(key, ())
            else:
                parsed = label_signature(name)
                for words in dict.fromkeys((parsed.words, parsed.core, parsed.headless)):
                    yield from self._by_words.get(words, ())
