"""Edit the facts of an article: entities by name, slots by text, removal without dangling references."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, get_args

from mithaq.corrections.post_phrase import read_post
from mithaq.corrections.slots import Kind, Slot, Slots, SlotType
from mithaq.extraction.facts import Evidence, Facts, Official, Organization, Place, Post, Ref, State
from mithaq.extraction.facts import Kind as EntityKind
from mithaq.language.fold import normalize
from mithaq.language.partial_date import PartialDate

__all__ = ["FactEditor", "find_entity", "remove_fact"]

_OPTIONAL_REFS = ("place", "sidelines_of", "organization")
"""References that a fact may lack."""


def find_entity(token: str, facts: Facts) -> Ref | None:
    """The entity that `KIND:NAME` denotes among those of the article, by its name or another form; states by code."""
    kind, _, name = token.partition(":")
    if kind not in get_args(EntityKind):
        return None
    if kind == "state":
        return Ref("state", name)
    wanted = normalize(name)
    entities = getattr(facts, f"{kind}s")
    for names in (lambda e: (e.name,), lambda e: getattr(e, "forms", ())):
        for index, entity in enumerate(entities):
            if wanted in map(normalize, names(entity)):
                return Ref(kind, str(index))  # type: ignore[arg-type]
    return None


class FactEditor:
    """Adds and changes facts; entities that the article does not list yet are added with the given evidence."""

    def __init__(self, facts: Facts, evidence: Evidence) -> None:
        self.facts = facts
        self._evidence = evidence

    def change(self, kind: Kind, index: int, changes: Slots) -> None:
        """Give the fact at `index` new values and this evidence.

        Raises:
            ValueError: a value that its slot cannot have.
        """
        listed = list(getattr(self.facts, kind.field))
        values, post = self._values(kind, changes)
        if "phrase" in post:  # the rest of the old post described the old phrase
            read = self._read_post(post["phrase"], values.get("holder", listed[index].holder))
            values = {**read.pop("tenure", {}), **values}
            post = {"role": post["phrase"], "concept": None, **post, **read, **_without(post, "phrase")}
        if post:
            values["post"] = replace(listed[index].post, **post)
        changed = replace(listed[index], **values, evidence=self._evidence)
        listed = list(getattr(self.facts, kind.field))
        listed[index] = changed
        self.facts = _with_list(self.facts, kind.field, listed)

    def add(self, kind: Kind, slots: Slots) -> None:
        """Append a fact.

        Raises:
            ValueError: a value that its slot cannot have; a missing slot.
        """
        values, post = self._values(kind, slots)
        if post:
            read = self._read_post(post.get("phrase", ""), values.get("holder"))
            values = {**read.pop("tenure", {}), **values}
            values["post"] = Post(**{"role": post.get("phrase", ""), **post, **read, **_without(post, "phrase")})
        if "forms" in {field.name for field in fields(kind.fact_type)}:
            values.setdefault("forms", (values.get("name", ""),))
        try:
            fact = kind.fact_type(**values, evidence=self._evidence)
        except TypeError as problem:
            raise ValueError(str(problem)) from problem
        self.facts = _with_list(self.facts, kind.field, (*getattr(self.facts, kind.field), fact))

    def _read_post(self, phrase: str, holder: Ref | None) -> dict[str, Any]:
        """The fields of a post that its words say, and under `tenure` those of the tenure; empty if they are not read
        as a post. A state is left out if they name neither one nor a body."""
        name = self.facts.officials[int(holder.key)].name if holder is not None and holder.kind == "official" else ""
        reading = read_post(phrase, name) if phrase and name else None
        if reading is None:
            return {}
        found: dict[str, Any] = {"role": reading.post.role, "concept": reading.post.concept, "organization": None}
        if reading.post.state is not None or reading.organization is not None:
            found["state"] = reading.post.state
        if (body := reading.organization) is not None:
            if find_entity(token := f"organization:{body.name}", self.facts) is None:
                new = replace(body, evidence=self._evidence)
                self.facts = replace(self.facts, organizations=(*self.facts.organizations, new))
            found["organization"] = find_entity(token, self.facts)
        if reading.status != "current":
            found |= {"phrase": reading.post.phrase, "tenure": {"status": reading.status}}
        return found

    def _values(self, kind: Kind, slots: Slots) -> tuple[dict[str, Any], dict[str, Any]]:
        values: dict[str, Any] = {}
        post: dict[str, Any] = {}
        for name, texts in slots.items():
            if name not in kind.slots:
                raise ValueError(f"{kind.with_article} has no slot {name!r}")
            slot = kind.slots[name]
            read = tuple(self._value(slot, text) for text in texts)
            (post if slot.post_field else values)[slot.post_field or name] = (
                read if slot.several else read[0] if read else None
            )
        return values, post

    def _value(self, slot: Slot, text: str) -> Any:
        match slot.type:
            case SlotType.REFERENCE:
                return self._entity(text)
            case SlotType.DATE:
                return PartialDate.parse(text)
            case SlotType.NUMBER:
                return int(text)
            case _:
                return text

    def _entity(self, token: str) -> Ref:
        kind, _, name = token.partition(":")
        found = find_entity(token, self.facts)
        if found is not None:
            if kind == "state" and all(state.code != name for state in self.facts.states):
                self.facts = replace(self.facts, states=(*self.facts.states, State(name, (), self._evidence)))
            return found
        new: Official | Organization | Place
        match kind:
            case "official":
                new = Official(name, (name,), self._evidence)
            case "organization":
                new = Organization(name, (name,), self._evidence)
            case "place":
                new = Place(name)
            case _:
                raise ValueError(f"the article has no {kind or 'entity'} named {name}")
        field = f"{kind}s"
        listed = getattr(self.facts, field)
        self.facts = _with_list(self.facts, field, (*listed, new))
        return Ref(kind, str(len(listed)))


def remove_fact(facts: Facts, kind: Kind, index: int) -> Facts:
    """The facts without one; references to a removed agreement or forum go too, and later ones are renumbered."""
    listed = getattr(facts, kind.field)
    kept = _with_list(facts, kind.field, (*listed[:index], *listed[index + 1 :]))
    if kind.name not in get_args(EntityKind):
        return kept

    def moved(ref: Ref) -> Ref | None:
        if ref.kind != kind.name or int(ref.key) < index:
            return ref
        return None if int(ref.key) == index else Ref(ref.kind, str(int(ref.key) - 1))

    for field in fields(kept):
        items = getattr(kept, field.name)
        if isinstance(items, tuple):
            kept = _with_list(kept, field.name, (fact for item in items if (fact := _moved(item, moved)) is not None))
    return kept


def _without(values: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != name}


def _with_list(facts: Facts, field: str, items: Iterable[Any]) -> Facts:
    changed: dict[str, Any] = {field: tuple(items)}
    return replace(facts, **changed)


def _moved(fact: Any, moved: Any) -> Any | None:
    """The fact with moved references; None if it cannot be stated without a removed one."""
    changed: dict[str, Any] = {}
    for field in fields(fact):
        value = getattr(fact, field.name)
        if isinstance(value, Ref):
            changed[field.name] = moved(value)
            if changed[field.name] is None and field.name not in _OPTIONAL_REFS:
                return None
        elif isinstance(value, tuple) and value and isinstance(value[0], Ref):
            changed[field.name] = tuple(ref for ref in map(moved, value) if ref is not None)
    return replace(fact, **changed)
