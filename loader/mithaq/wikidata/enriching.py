"""What Wikidata says of linked items, in a graph of its own: labels in other languages, coordinates, posts
with their years. It is never mixed with what articles say; stored queries hold the two against each other.

Posts keep Wikidata's vocabulary (`p:P39`, `ps:P39`, `pq:P580`, `pq:P582`) and get role and state in ours
beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from mithaq.lexicon.authority_tables import states
from mithaq.rdf import BASE, MQ, PREFIXES, RDFS, SKOS, WD, XSD, Minter, concept
from mithaq.store import Store, Transaction
from mithaq.wikidata.items import claims, labels, qualifier
from mithaq.wikidata.model import is_qid
from mithaq.wikidata.positions import role_of

if TYPE_CHECKING:
    from mithaq.wikidata.action_api import ActionApi

__all__ = ["WIKIDATA_GRAPH", "copy_statements", "enrich", "prune", "statements_of"]

WIKIDATA_GRAPH: Final = NamedNode(f"{BASE}graph/wikidata")
"""The name of the graph of what Wikidata says."""

_WDS = f"{WD}statement/"
_PROP = "http://www.wikidata.org/prop/"
_HELD = NamedNode(f"{_PROP}P39")
_POST = NamedNode(f"{_PROP}statement/P39")
_START = NamedNode(f"{_PROP}qualifier/P580")
_END = NamedNode(f"{_PROP}qualifier/P582")
_GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
_DEFAULT = DefaultGraph()
_BATCH = 5_000

Json = Mapping[str, Any]


def enrich(store: Store, api: ActionApi, qids: Iterable[str], languages: Sequence[str]) -> int:
    """Replace what the store holds of Wikidata by what `api` says of these items; returns for how many it had
    an answer. Items without one keep what an earlier call found, as long as they are still among `qids`.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
        Refused, Spent: no more answers in this run; the store is unchanged.
    """
    wanted = sorted(set(qids))
    items = {qid: item for qid, item in api.items(wanted).items() if item}
    positions = api.items(sorted({p for item in items.values() for p, _ in claims(item, "P39") if is_qid(p)}))
    new = {quad for qid, item in items.items() for quad in statements_of(qid, item, positions, languages, store.base)}
    old = set(store.quads(None, None, None, WIKIDATA_GRAPH))
    keep = {WD + qid for qid in wanted if qid not in items}
    nodes = {q.object for q in old if q.predicate == _HELD and getattr(q.subject, "value", "") in keep}
    new |= {q for q in old if getattr(q.subject, "value", "") in keep or q.subject in nodes}
    gone, come = sorted(old - new, key=str), sorted(new - old, key=str)
    for start in range(0, max(len(gone), len(come)), _BATCH):
        removals = [copy for quad in gone[start : start + _BATCH] for copy in (quad, _merged(quad))]
        additions = [copy for quad in come[start : start + _BATCH] for copy in (quad, _merged(quad))]
        store.apply(Transaction(removals, additions))
    store.publish()
    return len(items)


def prune(store: Store) -> int:
    """Drop what the store holds of Wikidata about items that nothing is linked to any more, because the articles that
    named it are forgotten; returns how many statements that were.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    old = store.quads(None, None, None, WIKIDATA_GRAPH)
    if not old:
        return 0
    reached = {quad.object for quad in store.quads(None, SKOS.exactMatch)}
    for predicate in (_HELD, _POST):  # from a person to the post held, from there to the position
        reached |= {quad.object for quad in old if quad.predicate == predicate and quad.subject in reached}
    gone = sorted((quad for quad in old if quad.subject not in reached), key=str)
    for start in range(0, len(gone), _BATCH):
        store.apply(Transaction([copy for quad in gone[start : start + _BATCH] for copy in (quad, _merged(quad))]))
    return len(gone)


def copy_statements(source: Store, target: Store) -> None:
    """Give a store that is open for writing what another holds of Wikidata about items that its things are linked to.

    Raises:
        StoreError: full disk, damaged files.
    """
    quads = sorted(source.quads(None, None, None, WIKIDATA_GRAPH), key=str)
    for start in range(0, len(quads), _BATCH):
        batch = quads[start : start + _BATCH]
        target.apply(Transaction(additions=[copy for quad in batch for copy in (quad, _merged(quad))]))
    prune(target)


def _merged(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)


def statements_of(
    qid: str, item: Json, positions: Mapping[str, Json | None], languages: Sequence[str], base: str = BASE
) -> Iterator[Quad]:
    """What an item says, as quads of the graph; nothing that it does not say plainly."""
    node = NamedNode(WD + qid)
    for language in languages:
        for label in labels(item, language)[:1]:
            yield Quad(node, RDFS.label, Literal(label, language=language), WIKIDATA_GRAPH)
    for value, _ in claims(item, "P625"):
        if isinstance(value, dict) and all(isinstance(value.get(k), int | float) for k in ("latitude", "longitude")):
            for name, key in (("lat", "latitude"), ("long", "longitude")):
                number = Literal(_decimal(value[key]), datatype=XSD.decimal)
                yield Quad(node, NamedNode(_GEO + name), number, WIKIDATA_GRAPH)
            break
    for position, statement in claims(item, "P39"):
        name = str(statement.get("id", ""))
        if is_qid(position) and name.startswith(f"{qid}$"):
            yield from _post(node, NamedNode(_WDS + name.replace("$", "-")), position, statement, positions, base)


def _post(
    person: NamedNode, held: NamedNode, qid: str, statement: Json, positions: Mapping[str, Json | None], base: str
) -> Iterator[Quad]:
    yield Quad(person, _HELD, held, WIKIDATA_GRAPH)
    yield Quad(held, _POST, NamedNode(WD + qid), WIKIDATA_GRAPH)
    for predicate, prop in ((_START, "P580"), (_END, "P582")):
        date = _date(qualifier(statement, prop))
        if date is not None:
            yield Quad(held, predicate, date, WIKIDATA_GRAPH)
    position = positions.get(qid)
    if position is None:
        return
    label = next(iter(labels(position, "en")), "")
    if label:
        yield Quad(NamedNode(WD + qid), RDFS.label, Literal(label, language="en"), WIKIDATA_GRAPH)
    if role := role_of(label):
        yield Quad(held, MQ.role, concept(role), WIKIDATA_GRAPH)
    codes = {state.qid: code for code, state in states().items()}
    for home in sorted({codes[v] for v, _ in claims(position, "P1001") if v in codes}):
        yield Quad(held, MQ.state, Minter(base).state(home), WIKIDATA_GRAPH)


def _date(value: object) -> Literal | None:
    """A date of Wikidata with the datatype of its precision; days and months it does not know are written as
    zero."""
    if not isinstance(value, dict) or not isinstance(value.get("time"), str):
        return None
    text, precision = value["time"].removeprefix("+")[:10], value.get("precision", 11)
    kind = {11: (10, "date"), 10: (7, "gYearMonth"), 9: (4, "gYear")}.get(precision)
    if kind is None or text.startswith("-"):
        return None
    return Literal(text[: kind[0]], datatype=NamedNode(PREFIXES["xsd"] + kind[1]))


def _decimal(number: float) -> str:
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return text if text not in ("-0", "") else "0"
