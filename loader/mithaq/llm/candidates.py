"""From an object in a model's answer to a fact that the article grounds, or the reason why it is dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, Literal

from mithaq.extraction.facts import Evidence, Facts, Official, Place, Ref, State
from mithaq.llm.folded_text import letters
from mithaq.llm.grounding import Grounding, NewPerson, Passage
from mithaq.llm.slots import AskedKind, AskedSlot, Form, asked_kinds, prompt_texts

__all__ = ["Candidate", "Dropped", "Reason", "ground"]

_IN_SENTENCE = 0.6
"""Confidence of a fact all of whose names stand in the quoted sentence. No fact of a model has more."""
_ELSEWHERE = 0.5
"""Confidence of a fact with a name from another sentence."""


_TENSES: Mapping[str, Literal["past", "future"]] = {"held": "past", "planned": "future"}
"""How a date is read that may be past or future, by the status that the model gives."""


class Reason(Enum):
    """Why a fact of a model is not used."""

    FORM = "not of the form asked for"
    EXAMPLE = "repeats an example of the prompt"
    QUOTE = "quotation not in the article"
    NAME = "name not in the article as a mention"
    SLOT = "a needed value that cannot be read in the article"
    KNOWN = "stated by the rules"
    OVERRIDES = "would change what the rules state"
    SHACL = "fails SHACL validation"


class Dropped(Exception):
    """A fact that is not used."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Candidate:
    """A grounded fact: its kind, and `facts` of the article with it and the entities it adds."""

    asked: AskedKind
    fact: Any
    facts: Facts
    quote: str


def ground(raw: Mapping[str, Any], grounding: Grounding, facts: Facts, rule: str) -> Candidate:
    """Find a fact of a model in the article.

    Args:
        raw: The object in the answer.
        grounding: The article.
        facts: The facts of the article so far; references count into them.
        rule: The name of the rule that the fact is marked with.

    Raises:
        Dropped: the fact is not of the form asked for, or the article does not ground it.
    """
    kind_name, quote, number = raw.get("kind"), raw.get("quote"), raw.get("sentence")
    asked = asked_kinds().get(kind_name) if isinstance(kind_name, str) else None
    if asked is None or not isinstance(quote, str):
        raise Dropped(Reason.FORM)
    if _is_invented(raw):
        raise Dropped(Reason.EXAMPLE)
    passage = grounding.passage(quote, number if isinstance(number, int) else 0)
    if passage is None:
        raise Dropped(Reason.QUOTE)
    return _Builder(grounding, passage, facts, rule).candidate(asked, raw, quote)


def _is_invented(raw: Mapping[str, Any]) -> bool:
    """Whether any value has a name that only the examples have."""
    said = [letters(text) for text in _strings(raw.values())]
    return any(name in text for text in said for name in _invented())


@cache
def _invented() -> tuple[str, ...]:
    return tuple(letters(name) for name in prompt_texts()["invented"])


def _strings(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))


class _Builder:
    """Builds one fact; entities that it needs and the article does not list yet are added to `facts`."""

    def __init__(self, grounding: Grounding, passage: Passage, facts: Facts, rule: str) -> None:
        self._grounding = grounding
        self._passage = passage
        self._facts = facts
        self._rule = rule
        self._here = 0
        self._elsewhere = 0
        self._tense: Literal["past", "future"] | None = None
        self._readers: Mapping[Form, Callable[[AskedSlot, Any], Any]] = {
            Form.NAME: self._one_name,
            Form.NAMES: self._names,
            Form.STATE: self._state,
            Form.PLACE: self._place,
            Form.DATE: self._date,
            Form.CHOICE: self._choice,
        }

    def candidate(self, asked: AskedKind, raw: Mapping[str, Any], quote: str) -> Candidate:
        self._tense = _TENSES.get(str(raw.get("status")))
        values: dict[str, Any] = {}
        for slot in asked.slots:
            if slot.form is Form.TEXT:
                given = raw.get(slot.name)
                values |= self._text(asked, given) if slot.least else self._phrase(slot, given)
                continue
            value = self._readers[slot.form](slot, raw.get(slot.name))
            if value not in (None, ()):
                values[slot.name] = value
        if any(it.instead and not (values.get(it.name) or values.get(it.instead)) for it in asked.slots):
            raise Dropped(Reason.NAME)
        if not self._here and self._elsewhere:
            raise Dropped(Reason.NAME)
        evidence = self._evidence(_ELSEWHERE if self._elsewhere else _IN_SENTENCE)
        _check_distinct(asked, values)
        fact = asked.kind.fact_type(**values, evidence=evidence)
        listed: dict[str, Any] = {asked.kind.field: (*getattr(self._facts, asked.kind.field), fact)}
        return Candidate(asked, fact, replace(self._facts, **listed), quote)

    def _evidence(self, confidence: float) -> Evidence:
        return Evidence(self._passage.spans, self._rule, confidence)

    # one reader for each form of slot

    def _one_name(self, slot: AskedSlot, value: Any) -> Ref | None:
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        ref = self._ref(value) if isinstance(value, str) and value.strip() else None
        if ref is None and slot.least:
            raise Dropped(Reason.NAME)
        return ref

    def _names(self, slot: AskedSlot, value: Any) -> tuple[Ref, ...]:
        names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        refs = (self._ref(name) for name in names if isinstance(name, str) and name.strip())
        found = tuple(dict.fromkeys(ref for ref in refs if ref is not None))
        if len(found) < slot.least and not slot.instead:
            raise Dropped(Reason.NAME)
        return found

    def _state(self, slot: AskedSlot, value: Any) -> str | None:
        found = self._grounding.state(value, self._passage) if isinstance(value, str) else None
        if found is None:
            if slot.least:
                raise Dropped(Reason.SLOT)
            return None
        code, here = found
        self._count(here)
        self._list_state(code)
        return code

    def _place(self, slot: AskedSlot, value: Any) -> Ref | None:
        found = self._grounding.place(value, self._passage) if isinstance(value, str) else None
        if found is None:
            return None
        place = Place(*found)
        places = self._facts.places
        if place not in places:
            self._facts = replace(self._facts, places=(*places, place))
        return Ref("place", str(self._facts.places.index(place)))

    def _date(self, slot: AskedSlot, value: Any) -> Any:
        if not isinstance(value, str):
            return None
        return self._grounding.date(value, self._passage, self._tense)

    def _choice(self, slot: AskedSlot, value: Any) -> str | None:
        if value in slot.choices:
            return str(value)
        if slot.least:
            raise Dropped(Reason.FORM)
        return None

    def _text(self, asked: AskedKind, value: Any) -> dict[str, Any]:
        """The fields of the fact that words of the article give: a post, or the name of an agreement or forum."""
        if not isinstance(value, str):
            raise Dropped(Reason.FORM)
        if asked.name == "tenure":
            post = self._grounding.post(value, self._passage)
            if post is None:
                raise Dropped(Reason.SLOT)
            if post.state is not None:
                self._list_state(post.state)
            return {"post": post}
        found = self._grounding.noun_phrase(value, self._passage, asked.name)
        if found is None:
            raise Dropped(Reason.SLOT)
        self._count(here=True)
        name, noun = found
        named: dict[str, Any] = {"name": name, "forms": (name,)}
        if asked.name == "agreement":
            named["kind"], number = noun
            if number != "s":
                raise Dropped(Reason.SLOT)
        return named

    def _phrase(self, slot: AskedSlot, value: Any) -> dict[str, Any]:
        """Words of the sentence that a fact may have, as they stand there."""
        found = self._grounding.phrase(value, self._passage) if isinstance(value, str) and value.strip() else None
        return {slot.name: found} if found is not None else {}

    # entities

    def _ref(self, name: str) -> Ref | None:
        found = self._grounding.name(name, self._passage)
        if found is None:
            return None
        what, here = found
        self._count(here)
        if isinstance(what, Ref):
            if what.kind == "state":
                self._list_state(what.key)
            return what
        return self._person(what)

    def _count(self, here: bool) -> None:
        self._here += here
        self._elsewhere += not here

    def _person(self, person: NewPerson) -> Ref:
        officials = self._facts.officials
        known = next((i for i, o in enumerate(officials) if letters(o.name) == letters(person.name)), None)
        if known is None:
            known = len(officials)
            new = Official(person.name, (person.name,), self._evidence(_IN_SENTENCE))
            self._facts = replace(self._facts, officials=(*officials, new))
        return Ref("official", str(known))

    def _list_state(self, code: str) -> None:
        if all(state.code != code for state in self._facts.states):
            new = State(code, (), self._evidence(_IN_SENTENCE))
            self._facts = replace(self._facts, states=(*self._facts.states, new))


def _check_distinct(asked: AskedKind, values: Mapping[str, Any]) -> None:
    """Refuse a fact whose one party is among the other ones: a state that accuses itself."""
    single = {values.get(slot.name) for slot in asked.slots if slot.form is Form.NAME}
    if any(single & set(values.get(slot.name, ())) for slot in asked.slots if slot.form is Form.NAMES):
        raise Dropped(Reason.SLOT)
