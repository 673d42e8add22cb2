"""How well names are grouped: pairwise precision and recall against `identity_gold.csv`.

    python benchmarks/identity.py ANNOTATIONS_DIR... --articles PATH... [--errors]

ANNOTATIONS_DIR holds `ARTICLE.gold.json` files, PATH the articles. Loads the articles into a new store and finds each
annotated name in its article's graph by its label. A pair of names is `same` when the gold gives both one word, and
`different` when they are of one kind, share a word of four letters or more, and the gold gives them different things;
other pairs are too easy to count. Names that extraction missed are counted apart: identity cannot group them.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from mithaq.names import name_words
from mithaq.pipeline import load
from mithaq.rdf import MQ, RDF, RDFS, SKOS, folded_name
from mithaq.store import Store
from pyoxigraph import Literal
from rapidfuzz import fuzz

GOLD = Path(__file__).with_name("identity_gold.csv")
CLASSES = {
    "official": [MQ.Official], "organization": [MQ.Organization], "agreement": [MQ.Agreement],
    "forum": [MQ.Forum, MQ.ForumEdition],
}  # fmt: skip
LISTS = {"official": "officials", "organization": "organizations", "agreement": "agreements", "forum": "forums"}
LIKE = 88
"""From this likeness of word sets (0-100) on, a label is taken for the annotated name."""


def mentions(folders: list[Path]) -> list[tuple[str, str, list[str], str]]:
    """(kind, article, the forms of its name, the thing) of each row of the gold."""
    found = []
    with GOLD.open(encoding="utf-8") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            for folder in folders:
                path = folder / f"{row['article']}.gold.json"
                if path.exists():
                    item = json.loads(path.read_text("utf-8"))[LISTS[row["kind"]]][int(row["item"])]
                    forms = [folded_name(form) for form in (item["name"], *item.get("alt", ()))]
                    thing = row["thing"] or f"{row['article']} {row['item']}"
                    found.append((row["kind"], row["article"], forms, f"{row['kind']} {thing}"))
    return found


def node_of(store: Store, kind: str, article: str, forms: list[str]) -> str | None:
    """The IRI that the article's graph has for the name, if it has one."""
    graph = store.article_graph(article)
    classes = CLASSES[kind]
    nodes = {q.subject for q in graph if q.predicate == RDF.type and q.object in classes}
    best, node = LIKE - 1.0, None
    for quad in graph:
        if quad.predicate in (RDFS.label, SKOS.altLabel) and quad.subject in nodes and isinstance(quad.object, Literal):
            label = folded_name(quad.object.value)
            likeness = max(fuzz.ratio(label.replace(" ", ""), form.replace(" ", "")) for form in forms)
            if likeness > best:
                best, node = likeness, str(quad.subject).strip("<>")
    return node


def hard(one: list[str], other: list[str]) -> bool:
    """Whether two names share a word that counts."""
    words, others = ({w for form in forms for w in name_words(form) if len(w) > 3} for forms in (one, other))
    return bool(words & others)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("annotations", nargs="+", type=Path)
    parser.add_argument("--articles", nargs="+", required=True)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    tally: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    gold = mentions(arguments.annotations)
    if not gold:
        sys.exit("no annotations of the gold's articles there")
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "store", write=True, create=True) as store,
    ):
        load(arguments.articles, store, workers=1)
        nodes = [node_of(store, kind, article, forms) for kind, article, forms, _ in gold]
        canonical = [store.canonical(node) if node else None for node in nodes]
    for (i, one), (j, other) in combinations(enumerate(gold), 2):
        if one[0] != other[0] or one[1] == other[1]:
            continue
        same = one[3] == other[3]
        if not same and not hard(one[2], other[2]):
            continue
        count = tally[one[0]]
        count["same" if same else "different"] += 1
        if canonical[i] is None or canonical[j] is None:
            count["missed same" if same else "missed different"] += 1
            continue
        joined = canonical[i] == canonical[j]
        count["true" if same == joined else "false apart" if same else "false joined"] += 1
        count["joined"] += joined
        count["rightly joined"] += joined and same
        if arguments.errors and same != joined:
            print("joined" if joined else "apart", one[0], one[2][0], "|", other[2][0], one[1], other[1])
    print(f"{'kind':<14}{'same':>6}{'diff.':>7}{'unread':>8}{'P':>8}{'R':>8}{'R of all':>10}")
    for kind in (*tally, "all"):
        counts = [tally[kind]] if kind != "all" else list(tally.values())
        total: dict[str, int] = defaultdict(int)
        for counted in counts:
            for name, number in counted.items():
                total[name] += number
        read = total["same"] - total["missed same"]
        print(
            f"{kind:<14}{total['same']:>6}{total['different']:>7}"
            f"{total['missed same'] + total['missed different']:>8}"
            f"{total['rightly joined'] / max(1, total['joined']):>8.3f}"
            f"{total['rightly joined'] / max(1, read):>8.3f}"
            f"{total['rightly joined'] / max(1, total['same']):>10.3f}"
        )


if __name__ == "__main__":
    main()
