"""From the API's JSON of an item to a candidate: what it is, where it belongs, which posts its person
held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, cast

from mithaq.lexicon.authority_tables import states
from mithaq.wikidata.data_files import read_data
from mithaq.wikidata.model import Candidate, ItemPost, Kind, is_qid
from mithaq.wikidata.positions import role_of

if TYPE_CHECKING:
    from mithaq.wikidata.action_api import ActionApi

__all__ = ["ItemReader", "claims", "labels", "year"]

Json = Mapping[str, Any]
ItemKind = Kind | Literal["", "other"]

_CLASSES_UP = 5
"""Steps from a class to its superclasses that are looked at."""
_FORMS = 30
"""Names of one item that are compared; some cities have hundreds."""


def labels(item: Json, language: str) -> list[str]:
    """An item's label and aliases in a language, the label first."""
    found = [_value(item.get("labels", {}), language)] if isinstance(item.get("labels"), dict) else []
    aliases = item.get("aliases")
    if isinstance(aliases, dict) and isinstance(aliases.get(language), list):
        found += [alias.get("value", "") for alias in aliases[language] if isinstance(alias, dict)]
    return [text for text in dict.fromkeys(found) if isinstance(text, str) and text.strip()][:_FORMS]


def _value(table: object, language: str) -> str:
    entry = table.get(language) if isinstance(table, dict) else None
    text = entry.get("value") if isinstance(entry, dict) else None
    return text if isinstance(text, str) else ""


def claims(item: Json, prop: str) -> Iterator[tuple[Any, Json]]:
    """The values of a property with their statements: the preferred ones where there are such, no deprecated
    ones, no unknown values. Dates and coordinates are dictionaries, items their identifiers."""
    table = item.get("claims")
    found = table.get(prop) if isinstance(table, dict) else None
    statements = [s for s in found if isinstance(s, dict)] if isinstance(found, list) else []
    preferred = [s for s in statements if s.get("rank") == "preferred"]
    for statement in statements if prop == "P39" else preferred or statements:
        if statement.get("rank") != "deprecated":
            value = _snak(statement.get("mainsnak"))
            if value is not None:
                yield value, statement


def _snak(snak: object) -> Any | None:
    if not isinstance(snak, dict) or snak.get("snaktype") != "value":
        return None
    value = snak.get("datavalue", {}).get("value") if isinstance(snak.get("datavalue"), dict) else None
    if isinstance(value, dict) and "id" in value:
        return value["id"] if is_qid(value["id"]) else None
    return value


def qualifier(statement: Json, prop: str) -> Any | None:
    """The first value of a statement's qualifier."""
    table = statement.get("qualifiers")
    snaks = table.get(prop) if isinstance(table, dict) else None
    return _snak(snaks[0]) if isinstance(snaks, list) and snaks else None


def year(value: object) -> int | None:
    """The year of a date (`+2018-10-01T00:00:00Z`); None for dates less precise than a year."""
    if not isinstance(value, dict) or not isinstance(value.get("time"), str) or value.get("precision", 11) < 9:
        return None
    found = re.match(r"([+-][0-9]{4,})-", value["time"])
    return int(found[1]) if found else None


def _qids(item: Json, prop: str) -> list[str]:
    return [value for value, _ in claims(item, prop) if is_qid(value)]


@lru_cache(maxsize=1)
def _kinds() -> dict[str, ItemKind]:
    return {row["qid"]: cast(ItemKind, row["kind"]) for row in read_data("types.csv")}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {state.qid: code for code, state in states().items()}


class ItemReader:
    """Makes candidates of items, asking for the classes and positions they name as need be."""

    def __init__(self, api: ActionApi) -> None:
        self._api = api
        self._above: dict[str, tuple[str, ...]] = {}

    def candidates(self, qids: Iterable[str]) -> dict[str, Candidate | None]:
        """Candidates by the identifier asked for: None for what was deleted; what was merged comes with the
        identifier of its target. What got no answer is left out.

        Raises:
            Refused, Spent: no more answers in this run.
        """
        answers = self._api.items(qids)
        items = {qid: item for qid, item in answers.items() if item}
        self._climb({c for item in items.values() for c in _qids(item, "P31")})
        positions = self._positions(items.values())
        return {qid: self._candidate(item, positions) if item else None for qid, item in answers.items()}

    def read(self, item: Json) -> Candidate:
        """The candidate of one item whose JSON is at hand."""
        self._climb(set(_qids(item, "P31")))
        return self._candidate(item, self._positions([item]))

    def _climb(self, classes: set[str]) -> None:
        known = _kinds()
        for _ in range(_CLASSES_UP):
            classes = {c for c in classes if c not in self._above and c not in known}
            if not classes:
                return
            found = self._api.items(sorted(classes))
            for name, item in found.items():
                self._above[name] = tuple(_qids(item, "P279")) if item else ()
            classes = {above for name in found for above in self._above[name]}

    def _positions(self, items: Iterable[Json]) -> dict[str, Json]:
        wanted = sorted({qid for item in items for prop in ("P39", "P106") for qid in _qids(item, prop)})
        return {qid: item for qid, item in self._api.items(wanted).items() if item}

    def kind(self, item: Json) -> ItemKind:
        """What an item is, by the nearest of its classes that the table of types knows. A class that is never
        linked wins over all others; without a known class, the kind is not known."""
        table, level = _kinds(), _qids(item, "P31")
        if any(table.get(qid) == "other" for qid in level):
            return "other"
        order = list(dict.fromkeys(table.values()))
        seen: set[str] = set()
        for _ in range(_CLASSES_UP + 1):
            found = {table[qid] for qid in level if qid in table} - {"other"}
            if found:
                return min(found, key=order.index)
            seen.update(level)
            level = [above for qid in level for above in self._above.get(qid, ()) if above not in seen]
        return ""

    def _candidate(self, item: Json, positions: Mapping[str, Json]) -> Candidate:
        kind = self.kind(item)
        arabic, english = labels(item, "ar"), labels(item, "en")
        posts = tuple(_posts(item, positions)) if kind == "official" else ()
        homes = {_codes()[qid] for prop in ("P27", "P17", "P1001") for qid in _qids(item, prop) if qid in _codes()}
        if kind == "official":
            homes |= {post.state for post in posts if post.state}
        code = next((v for v, _ in claims(item, "P297") if isinstance(v, str) and v in states()), "")
        if kind == "state" and code:
            homes = {code}
        description = _value(item.get("descriptions"), "en") or _value(item.get("descriptions"), "ar")
        sitelinks = item.get("sitelinks")
        return Candidate(
            qid=str(item.get("id", "")),
            kind=kind,
            name_ar=next(iter(arabic), ""),
            name_en=next(iter(english), ""),
            forms=tuple(arabic),
            states=frozenset(homes),
            posts=posts,
            description=description,
            sitelinks=len(sitelinks) if isinstance(sitelinks, dict) else 0,
            origin="wikidata",
            code=code,
            latin=tuple(english),
            born=_year_of(item, "P569"),
            died=_year_of(item, "P570"),
            occupations=tuple(_occupations(item, positions)) if kind == "official" else (),
        )


def _year_of(item: Json, prop: str) -> int | None:
    return next((found for value, _ in claims(item, prop) if (found := year(value)) is not None), None)


def _occupations(item: Json, named: Mapping[str, Json]) -> Iterator[str]:
    for qid in _qids(item, "P106"):
        yield from labels(named[qid], "en")[:1] if qid in named else ()


def _posts(item: Json, positions: Mapping[str, Json]) -> Iterator[ItemPost]:
    for qid, statement in claims(item, "P39"):
        position = positions.get(qid) if isinstance(qid, str) else None
        if position is None:
            continue
        label = next(iter(labels(position, "en")), "")
        homes = [_codes()[q] for prop in ("P1001", "P17") for q in _qids(position, prop) if q in _codes()]
        if not homes:
            lowered = label.casefold()
            homes = [code for code, state in states().items() if f"of {state.name_en.casefold()}" in lowered]
        start, end = year(qualifier(statement, "P580")), year(qualifier(statement, "P582"))
        yield ItemPost(role_of(label), next(iter(homes), None), start, end, label)
