#!/usr/bin/env python3
"""How fast stored queries answer, beside the bare engine and beside rdflib in the same run.

    python -m benchmarks.query [--articles 10000] [--peer-articles 100] [--rounds 3] [--limit 20] [--store DIR] [--json]

Generates articles (`corpus.py`; 10,000 make about 1.6 million quads) into a store on disk and asks each stored query
about the busiest state, official, forum and so on, by name:

- mithaq: what `mithaq query run --format json` does between opening the store and closing it: finding the names,
  binding, asking, writing;
- engine: pyoxigraph alone, given the bound query, writing the same JSON;
- the ratio of the two: what parameters by name cost.

Then the engine and rdflib on a graph of `--peer-articles`, because on the large one rdflib takes minutes to hours
for a query; even so it is stopped after `--limit` seconds a query. Times are seconds of processor time, the best of
`--rounds`: all of it is work of one thread, and other programs do not count. A store that `--store` names is made
there when it is not, and kept.
"""

from __future__ import annotations

import argparse
import io
import json
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import rdflib
from mithaq.errors import UserError
from mithaq.export import export
from mithaq.queries import Catalogue, NameResolver, StoredQuery, example, prepare, write_results
from mithaq.rdf import PREFIXES
from mithaq.store import Store
from pyoxigraph import QuerySolutions

from benchmarks.corpus import build

_BUSIEST = {
    "state": "?event mq:party ?it", "actor": "?event mq:party ?it",
    "official": "?event mq:participant ?it . ?it a mq:Official", "forum": "?event mq:editionOf ?it",
    "place": "?event mq:place ?it . ?event a mq:ForumEdition", "article": "?it a mq:Article",
    "thing": "?event mq:visitor ?it",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--peer-articles", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=20, help="seconds that rdflib has for a query")
    parser.add_argument("--store", type=Path, help="where the large store is, or is to be made and kept")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mithaq-benchmark-") as made:
        folder = Path(made)
        large = options.store or folder / "large"
        if not large.exists():
            build(large, options.articles)
        build(folder / "small", options.peer_articles)
        with Store.open(large) as store:
            quads = len(store.raw)
            figures = against_engine(store, options.rounds)
        with Store.open(folder / "small") as store:
            for name, peers in against_rdflib(store, folder, options.rounds, options.limit).items():
                figures[name] |= peers
    if options.json:
        print(json.dumps({"quads": quads, "queries": figures}, indent=1))
    else:
        show(figures, f"{quads:,} quads; rdflib on {options.peer_articles:,} articles", options.limit)


def show(figures: dict[str, dict[str, float]], title: str, limit: int) -> None:
    print(f"{title}; seconds\n\n{'query':28}{'mithaq':>9}{'engine':>9}{'ratio':>7}{'small':>9}{'rdflib':>9}")
    for name, row in figures.items():
        ratio = row["mithaq"] / row["engine"]
        theirs = f"{row['rdflib']:9.4f}" if row["rdflib"] < limit else f"{'> ' + str(limit):>9}"
        print(f"{name:28}{row['mithaq']:9.4f}{row['engine']:9.4f}{ratio:7.2f}{row['small']:9.4f}{theirs}")
    ratios = [row["mithaq"] / row["engine"] for row in figures.values()]
    faster = [row["rdflib"] / row["small"] for row in figures.values()]
    slowest = max(figures, key=lambda name: figures[name]["mithaq"])
    print(f"\nratio to the engine, median: {statistics.median(ratios):.2f}")
    print(f"slowest: {slowest}, {figures[slowest]['mithaq']:.2f} s")
    print(f"rdflib takes, median: {statistics.median(faster):.0f} times as long")


def against_engine(store: Store, rounds: int) -> dict[str, dict[str, float]]:
    """Seconds a query through `mithaq` and on the bare engine."""
    figures = {}
    for name, query in Catalogue().items():
        given = values(store, query)
        bound = prepare(query, given, NameResolver(store))

        def ours(query: StoredQuery = query, given: dict[str, list[str]] = given) -> None:
            text = prepare(query, given, NameResolver(store))
            write_results(store.raw.query(text), "json", io.BytesIO())

        def engine(text: str = bound) -> None:
            write_results(store.raw.query(text), "json", io.BytesIO())

        figures[name] = {"engine": best(engine, rounds), "mithaq": best(ours, rounds)}
    return figures


def against_rdflib(store: Store, folder: Path, rounds: int, limit: int) -> dict[str, dict[str, float]]:
    """Seconds a query on the engine and on rdflib, which gets `limit` where it is stopped."""
    export(store, folder / "small.nq")
    data = rdflib.Dataset()
    data.parse(folder / "small.nq", format="nquads")
    figures = {}
    for name, query in Catalogue().items():
        bound = prepare(query, values(store, query), NameResolver(store))
        figures[name] = {
            "small": best(lambda text=bound: list(store.raw.query(text)), rounds),  # type: ignore[misc,arg-type]
            "rdflib": limited(lambda text=bound: list(data.query(text)), limit),  # type: ignore[misc]
        }
    return figures


def values(store: Store, query: StoredQuery) -> dict[str, list[str]]:
    """What the query is asked about: the thing of each type that is named most often, by name where one name is
    enough."""
    given = example(query)
    names = NameResolver(store)
    for parameter in given:
        kind = query.header.parameters[parameter].type
        busiest = _busiest(store, kind)
        if not busiest:
            continue
        iri, label = busiest[-1 if parameter == "other" else 0]
        try:
            given[parameter] = [label if names.resolve(kind, label, "it").value == iri else iri]
        except UserError:  # several things are called so
            given[parameter] = [iri]
    return given


def _busiest(store: Store, kind: str) -> list[tuple[str, str]]:
    if kind not in _BUSIEST:
        return []
    asked = (
        f"SELECT ?it (MIN(?name) AS ?label) {{ {_BUSIEST[kind]} . ?it rdfs:label | dcterms:identifier ?name }} "
        "GROUP BY ?it ORDER BY DESC(COUNT(?it)) ?it LIMIT 2"
    )
    found = store.raw.query(asked, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    return [(row["it"].value, row["label"].value) for row in found]


def best(call: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        call()
        times.append(time.process_time() - begun)
    return min(times)


def limited(call: Callable[[], object], seconds: int) -> float:
    """How long the call takes, or `seconds` when it is stopped then."""

    def stop(number: int, frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        return best(call, 1)
    except TimeoutError:
        return float(seconds)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


if __name__ == "__main__":
    main()
