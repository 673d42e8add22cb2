"""How right and how fast linking is, offline.

    python benchmarks/linking.py [--entities 100000] [--articles FILE]

Quality: precision and recall over the gold links of tests/wikidata/data, first with the gold's own names,
states and posts (linking alone), then over a store loaded from the seeds (linking after extraction;
`--articles` adds the articles of links-dev.csv, which are not part of the repository). A thing that the gold
lists as `none` must get no link; recall counts the things whose item the authority tables hold.

Speed: decisions a second over made-up entities whose names come from the tables, half of them changed in
spelling or cut short, against rapidfuzz's plain `process.extractOne` over the names of the same tables in the
same run."""

from __future__ import annotations

import argparse
import csv
import json
import resource
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from mithaq.language.fold import normalize
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon.authority_tables import states
from mithaq.store import Store
from mithaq.wikidata import KnownItems, Subject, decide_all, link, read_links, read_subjects
from mithaq.wikidata.extract import ExtractSource
from mithaq.wikidata.extract_building import build_extract
from mithaq.wikidata.model import HeldPost, Kind
from pyoxigraph import NamedNode
from rapidfuzz import fuzz, process

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "wikidata" / "data"


def gold(name: str) -> list[dict[str, str]]:
    """The rows of a table of gold links."""
    with (GOLD / f"links-{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def confirmed(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The rows whose item a source outside our tables confirms, with the item that it gives."""
    with (GOLD / "confirmed.csv").open(encoding="utf-8") as lines:
        table = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    items = {(row["kind"], label): row["qid"] for row in table for label in row["labels"].split(";")}
    found = ((row, items.get((row["kind"], row["label"]))) for row in rows)
    return [{**row, "qid": qid} for row, qid in found if qid is not None]


KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}


def split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def subject_of(row: dict[str, str], place: int) -> Subject:
    """A gold row as linking would see it after perfect extraction."""
    states = frozenset(split(row["states"]))
    date = PartialDate.parse(row["date"]) if row["date"] else None
    posts = tuple(HeldPost(role.rstrip("!"), states, date, role.endswith("!")) for role in split(row["roles"]))
    return Subject(
        f"gold:{place}", KINDS[row["kind"]], (row["label"], *split(row["forms"])), states=states,
        near=frozenset(split(row["near"])), posts=posts, years=frozenset({date.year} if date else ()),
    )  # fmt: skip


class Tally:
    """Links against gold."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.missed: list[str] = []
        self.unlisted: list[str] = []

    def add(self, row: dict[str, str], qid: str | None) -> None:
        right = row["qid"] if row["qid"] != "none" else None
        self.counts["held"] += right is not None
        if qid is not None:
            self.counts["right" if qid == right else "wrong"] += 1
        if qid is not None and qid != right:
            self.wrong.append(f"{row['label']} -> {qid}, not {row['qid']} ({row['article']})")
        if right is not None and qid != right:
            self.missed.append(f"{row['kind']} {row['label']} ({row['article']})")

    @property
    def precision(self) -> float:
        return self.counts["right"] / max(1, self.counts["right"] + self.counts["wrong"])

    @property
    def recall(self) -> float:
        return self.counts["right"] / max(1, self.counts["held"])

    def show(self, title: str) -> None:
        c = self.counts
        print(
            f"{title:<44} precision {self.precision:.3f} ({c['right']}/{c['right'] + c['wrong']})   "
            f"recall {self.recall:.3f} ({c['right']}/{c['held']})"
        )
        for line in self.wrong:
            print(f"  wrong:  {line}")
        for line in self.missed:
            print(f"  missed: {line}")
        for line in self.unlisted:
            print(f"  linked, and not in the gold: {line}")


def alone(rows: Sequence[dict[str, str]], authority: KnownItems, kinds: frozenset[str] | None = None) -> Tally:
    """Linking of the gold's own things."""
    chosen = [row for row in rows if kinds is None or row["kind"] in kinds]
    report = decide_all((subject_of(row, place) for place, row in enumerate(chosen)), authority)
    tally = Tally()
    for row, decision in zip(chosen, report.decisions, strict=True):
        tally.add(row, decision.qid if decision.outcome == "automatic" else None)
    return tally


def end_to_end(rows: Sequence[dict[str, str]], paths: Sequence[Path], authority: KnownItems) -> Tally:
    """Linking of what extraction finds in articles. Gold things that it does not find count neither way, nor
    do things that the gold does not list."""
    from mithaq import pipeline

    tally = Tally()
    with tempfile.TemporaryDirectory() as folder, Store.open(folder, write=True, create=True) as store:
        pipeline.load(paths, store, workers=1)
        link(store, authority, [], {}, "2024-05-01")
        linked = {one.subject: one.qid for one in read_links(store)}
        of_article: dict[tuple[str, str, str], str] = {}
        listed: set[str] = set()
        subjects = {subject.iri: subject for subject in read_subjects(store)}
        for id in store.article_ids():
            named = {quad.subject for quad in store.article_graph(id) if isinstance(quad.subject, NamedNode)}
            for iri in {store.canonical(node.value) for node in named}:
                subject = subjects.get(iri)
                if subject is not None and subject.names:
                    of_article[id, subject.kind, normalize(subject.names[0])] = iri
        for row in rows:
            found = (
                of_article.get((row["article"], row["kind"], normalize(n)))
                for n in (row["label"], *split(row["forms"]))
            )
            first = next((iri for iri in found if iri), None)
            if first is not None:
                listed.add(first)
                tally.add(row, linked.get(first))
        tally.unlisted = [
            f"{subjects[iri].kind} {subjects[iri].name} -> {linked[iri]}" for iri in sorted(linked.keys() - listed)
        ]
    return tally


def entities(count: int, authority: KnownItems) -> Iterator[Subject]:
    """Things with names of the tables: as they stand, without their middle words, with one letter other, or
    with a state; in turn."""
    items = [
        (item, KINDS[item.kind])
        for item in authority.items
        if item.forms and item.kind in KINDS and item.kind != "state"
    ]
    for place in range(count):
        item, kind = items[place % len(items)]
        name = item.forms[place // len(items) % len(item.forms)]
        words = name.split()
        if place % 4 == 1 and len(words) > 2:
            name = f"{words[0]} {words[-1]}"
        elif place % 4 == 2:
            name = name[:-2] + name[-1]
        states = item.states if place % 4 == 3 else frozenset()
        yield Subject(f"made:{place}", kind, (f"{name}",), states=states)


def speed(count: int, authority: KnownItems) -> None:
    made = list(entities(count, authority))
    names = [normalize(form) for item in authority.items for form in item.forms]
    began = time.perf_counter()
    report = decide_all(made, authority)
    ours = count / (time.perf_counter() - began)
    sample = made[:: max(1, count // 500)]
    began = time.perf_counter()
    for subject in sample:
        process.extractOne(normalize(subject.name), names, scorer=fuzz.WRatio)
    theirs = len(sample) / (time.perf_counter() - began)
    print(f"{count:,} entities over {len(authority.items):,} items with {len(names):,} names: {dict(report.counts)}")
    print(f"  mithaq link             {ours:>10,.0f} a second")
    print(
        f"  rapidfuzz extractOne    {theirs:>10,.0f} a second (over {len(sample)} of them)   {ours / theirs:.0f} times"
    )


def made_items(count: int, authority: KnownItems) -> Iterator[str]:
    """Lines of a dump with `count` items: those of the tables, and people with names put together from theirs."""
    people = [item for item in authority.items if item.kind == "official" and item.forms]
    first = sorted({item.forms[0].split()[0] for item in people})
    last = sorted({item.forms[0].split()[-1] for item in people})

    def line(qid: str, name: str, kind: str, state: str) -> str:
        claims = {"P31": kind, **({"P27": states()[state].qid} if state else {})}
        data = {
            "type": "item", "id": qid, "labels": {"ar": {"language": "ar", "value": name}},
            "claims": {
                prop: [{"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": item}}}}]
                for prop, item in claims.items()
            },
        }  # fmt: skip
        return json.dumps(data, ensure_ascii=False) + ",\n"

    known = [item for item in authority.items if item.kind in ("official", "organization") and item.forms]
    for item in known[:count]:
        kind = "Q5" if item.kind == "official" else "Q43229"
        yield line(item.qid, item.forms[0], kind, min(item.states, default=""))
    codes = sorted(states())
    for place in range(len(known), count):
        third = len(first) * len(last)
        name = (
            f"{first[place % len(first)]} {first[place // third % len(first)]} {last[place // len(first) % len(last)]}"
        )
        yield line(f"Q{900_000_000 + place}", name, "Q5", codes[place % len(codes)])


def extract_speed(items: int, count: int, authority: KnownItems) -> None:
    """Linking from a local extract, in memory that does not grow with it."""
    with tempfile.TemporaryDirectory() as folder:
        dump, target = Path(folder) / "dump.json", Path(folder) / "extract.sqlite"
        with dump.open("w", encoding="utf-8") as file:
            file.write("[\n")
            file.writelines(made_items(items, authority))
            file.write("]\n")
        began = time.perf_counter()
        number = build_extract(dump, target)
        built = time.perf_counter() - began
        things = list(entities(count, authority))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        source = ExtractSource(target)
        outcomes: Counter[str] = Counter()
        for start in range(0, count, 1_000):
            report = decide_all(things[start : start + 1_000], KnownItems([]), [source])
            outcomes.update(report.counts)
        ours = count / (time.perf_counter() - began)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with sqlite3.connect(target) as base:
            names = [json.loads(data)["ar"] for (data,) in base.execute("SELECT data FROM item")]
        names = [normalize(name) for name in names]
        sample = things[:: max(1, count // 20)]
        began = time.perf_counter()
        for subject in sample:
            process.extractOne(normalize(subject.name), names, scorer=fuzz.WRatio)
        theirs = len(sample) / (time.perf_counter() - began)
        size = target.stat().st_size / 1e6
    print(f"extract of {number:,} items ({size:,.0f} MB, built at {number / built:,.0f} a second): {dict(outcomes)}")
    print(f"  mithaq link             {ours:>10,.0f} a second, peak memory {(peak - before) / 1024:,.0f} MB more")
    print(f"  rapidfuzz extractOne    {theirs:>10,.1f} a second (over {len(sample)})   {ours / theirs:,.0f} times")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--articles", type=Path, help="the articles of links-dev.csv, as JSON Lines")
    parser.add_argument("--extract", type=int, default=0, metavar="N", help="link from an extract of N items instead")
    options = parser.parse_args()
    authority = KnownItems()
    if options.extract:
        extract_speed(options.extract, options.entities, authority)
        return
    seeds, dev = gold("seeds"), gold("dev")
    alone(gold("pool"), authority).show("pool, linking alone")
    alone(seeds, authority).show("seeds, linking alone")
    alone(dev, authority).show("dev, linking alone")
    named = frozenset({"official", "organization", "place"})
    alone([*seeds, *dev], authority, named).show("both, officials, organisations, places")
    alone(confirmed([*seeds, *dev]), authority).show("both, items confirmed by other sources")
    end_to_end(seeds, [ROOT / "seeds"], authority).show("seeds, after extraction")
    if options.articles:
        end_to_end(dev, [options.articles], authority).show("dev, after extraction")
    speed(options.entities, authority)


if __name__ == "__main__":
    main()
