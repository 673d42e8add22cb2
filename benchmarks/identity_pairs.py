"""How well names are grouped, without extraction: pairwise precision and recall against `identity_mentions.csv`.

    python benchmarks/identity_pairs.py [--errors]

Each row of the gold is stored as an article that states just this name with its posts, parties, dates and states, and
resolved. A pair is `same` when the gold gives both one thing, and `different` when they are of one kind, look alike
(token set ratio of 75 and more) and are two things; other pairs are too easy to count.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections import defaultdict
from itertools import combinations, zip_longest
from pathlib import Path
from typing import Any

from mithaq.extraction.facts import (
    Agreement,
    Evidence,
    Facts,
    Forum,
    Meeting,
    Official,
    Organization,
    Place,
    Post,
    Ref,
    State,
    Tenure,
)
from mithaq.identity import resolve
from mithaq.language.fold import normalize
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon.authority_tables import states
from mithaq.rdf import MQ, RDF, Minter, describe
from mithaq.reading.article import Article, Span
from mithaq.store import ArticleRecord, Store
from pyoxigraph import RdfFormat, serialize
from rapidfuzz import fuzz

GOLD = Path(__file__).with_name("identity_mentions.csv")
ALIKE = 75
CLASSES = {
    "official": [MQ.Official], "organization": [MQ.Organization], "agreement": [MQ.Agreement],
    "forum": [MQ.ForumEdition, MQ.Forum], "meeting": [MQ.Meeting],
}  # fmt: skip

Row = dict[str, str]


def rows() -> list[Row]:
    with GOLD.open(encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _parties(cell: str, evidence: Evidence) -> tuple[tuple[Ref, ...], dict[str, tuple[Any, ...]]]:
    """The references of a list of states and other names, and the entities they need."""
    refs: list[Ref] = []
    others: list[Organization] = []
    for party in filter(None, cell.split("|")):
        if len(party) == 2 and party.isascii():
            refs.append(Ref("state", party))
        else:
            refs.append(Ref("organization", str(len(others))))
            others.append(Organization(party, (), evidence, None, None))
    return tuple(refs), {"organizations": tuple(others)}


def _state_named(place: str) -> str | None:
    """The code of the state that a place is, as extraction gives it."""
    name = normalize(place)
    return next((code for code, state in states().items() if name in map(normalize, state.forms)), None)


def meeting_of(row: Row, evidence: Evidence, place: Ref | None) -> dict[str, tuple[Any, ...]]:
    """The entities of a meeting: persons with their posts, and states and bodies."""
    people: list[Official] = []
    tenures: list[Tenure] = []
    others: list[str] = []
    columns = (row["name"].split("|"), row["one"].split("|"), row["two"].split("|"))
    for name, state, post in zip_longest(*columns, fillvalue=""):
        role, _, phrase = post.partition(":")
        if not phrase:
            others.append(name)
            continue
        holder = Ref("official", str(len(people)))
        people.append(Official(name, (), evidence))
        tenures.append(Tenure(holder, Post(phrase, phrase, role or None, state or None), evidence))
    refs, more = _parties("|".join(others), evidence)
    who = (*refs, *(Ref("official", str(i)) for i in range(len(people))))
    meeting = Meeting(who, evidence, date=_date(row["day"]), place=place)
    return {"officials": tuple(people), "tenures": tuple(tenures), "meetings": (meeting,), **more}


def facts_of(row: Row, id: str) -> tuple[Article, Facts]:
    """The article that states one row of the gold."""
    content = row["name"]
    evidence = Evidence((Span(0, len(content)),), "gold", 0.9)
    parts: dict[str, tuple[Any, ...]] = {
        "states": tuple(State(code, (code,), evidence) for code in filter(None, row["near"].split("|")))
    }
    place = Ref("place", "0") if row["place"] else None
    if place:
        parts["places"] = (Place(row["place"], _state_named(row["place"])),)
    if row["kind"] == "official":
        state = next(iter(filter(None, row["one"].split("|"))), None)
        posts = [part.partition(":")[::2] for part in filter(None, row["two"].split("|"))]
        parts["officials"] = (Official(row["name"], (), evidence),)
        parts["tenures"] = tuple(
            Tenure(Ref("official", "0"), Post(phrase, phrase, role or None, state), evidence) for role, phrase in posts
        )
    elif row["kind"] == "organization":
        parts["organizations"] = (Organization(row["name"], (), evidence, row["one"] or None, None),)
    elif row["kind"] == "agreement":
        refs, more = _parties(row["one"], evidence)
        parts |= more
        name, *forms = row["name"].split("|")
        parts["agreements"] = (
            Agreement(name, tuple(forms), row["two"] or "accord", evidence, refs, signed=_date(row["day"])),
        )
    elif row["kind"] == "forum":
        edition = int(row["two"]) if row["two"] else None
        parts["forums"] = (
            Forum(row["name"], (), evidence, date=_date(row["day"]), place=place, edition=edition,
                  series=row["one"] or None),
        )  # fmt: skip
    else:
        parts |= meeting_of(row, evidence, place)
    article = Article(id, content, (Span(0, len(content)),), date=_date(row["date"]))
    return article, Facts(id, **parts)


def canonical_iris(gold: list[Row]) -> list[str]:
    """The canonical IRI of each row's thing after all rows were resolved together."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), write=True, create=True) as store:
        nodes, entries = [], []
        for place, row in enumerate(gold):
            article, facts = facts_of(row, f"gold-{place}")
            quads = describe(article, facts)
            wanted = CLASSES[row["kind"]]
            found = [q.subject for kind in wanted for q in quads if q.predicate == RDF.type and q.object == kind]
            nodes.append(found[0].value)  # type: ignore[union-attr]
            record = ArticleRecord(article.id, Minter().article(article.id).value, "digest")
            entries.append((record, serialize(quads, format=RdfFormat.N_QUADS) or b""))
        store.put(entries)
        resolve(store)
        return [store.canonical(node) for node in nodes]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    gold = rows()
    iris = canonical_iris(gold)
    tally: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for i, j in combinations(range(len(gold)), 2):
        one, other = gold[i], gold[j]
        if one["kind"] != other["kind"] or one["article"] == other["article"]:
            continue
        same, joined = one["thing"] == other["thing"], iris[i] == iris[j]
        hard = joined or fuzz.token_set_ratio(normalize(one["name"]), normalize(other["name"])) >= ALIKE
        if not same and not hard:
            continue
        count = tally[one["kind"]]
        count["same" if same else "different"] += 1
        count["joined"] += joined
        count["right"] += joined and same
        if options.errors and same != joined:
            print("joined" if joined else "apart", one["kind"], one["name"], one["one"], one["two"][:30], one["date"],
                  "|", other["name"], other["one"], other["two"][:30], other["date"])  # fmt: skip
    print(f"{'kind':<14}{'same':>7}{'diff.':>7}{'P':>8}{'R':>8}")
    for kind, count in tally.items():
        precision, recall = count["right"] / max(1, count["joined"]), count["right"] / max(1, count["same"])
        print(f"{kind:<14}{count['same']:>7}{count['different']:>7}{precision:>8.3f}{recall:>8.3f}")


if __name__ == "__main__":
    main()
