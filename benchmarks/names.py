"""How well personal names are compared: pairs of names against rapidfuzz.

    python benchmarks/names.py [--errors]

Pairs that are the same: `names_gold.csv`, written by hand (spelling variants of the Arabic press), and the full names
that the authority table of officials gives one person. Pairs that are different: those of `names_gold.csv`, and full
names of two officials that share a word and look alike (token sort ratio of 75 and more). A pair counts as joined when
`mithaq.names.compare` finds the same name, a variant, or a name with parts left out. Beside it, rapidfuzz's token sort
ratio at its best threshold for F1 over the same pairs.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

from mithaq.language.fold import normalize
from mithaq.lexicon.authority_tables import officials
from mithaq.names import Relation, compare, name_words
from rapidfuzz import fuzz

GOLD = Path(__file__).with_name("names_gold.csv")
JOINING = (Relation.EQUAL, Relation.VARIANT, Relation.SHORTER, Relation.PREFIX, Relation.HOUSE)
ALIKE = 75
"""Token sort ratio (0-100) from which on two names of two people are a hard pair."""

Pairs = list[tuple[str, str, bool]]


def written() -> Pairs:
    """The pairs written by hand."""
    with GOLD.open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return [(row["one"], row["other"], row["verdict"] == "same") for row in rows]


def of_the_tables() -> Pairs:
    """Pairs of full names of one official, and hard pairs of two."""
    people = [[f for f in o.forms if len(name_words(f)) > 1 and f not in o.ambiguous] for o in officials()]
    found = [(a, b, True) for forms in people for a, b in combinations(forms, 2) if normalize(a) != normalize(b)]
    sharing: dict[str, set[int]] = defaultdict(set)
    for i, forms in enumerate(people):
        for form in forms:
            for word in name_words(form):
                sharing[word].add(i)
    pairs = {pair for some in sharing.values() for pair in combinations(sorted(some), 2)}
    for i, j in sorted(pairs):
        for a in people[i][:1]:
            for b in people[j][:1]:
                if fuzz.token_sort_ratio(normalize(a), normalize(b)) >= ALIKE:
                    found.append((a, b, False))
    return found


def measure(pairs: Pairs, joins: Callable[[str, str], bool]) -> tuple[float, float, Pairs]:
    """Precision, recall, and the pairs decided wrongly."""
    right = wrong = 0
    errors: Pairs = []
    for one, other, same in pairs:
        joined = joins(one, other)
        right += joined and same
        wrong += joined and not same
        if joined != same:
            errors.append((one, other, same))
    return right / max(1, right + wrong), right / max(1, sum(same for *_, same in pairs)), errors


def best_threshold(pairs: Pairs) -> tuple[int, float, float]:
    """The threshold of rapidfuzz with the best F1, and its precision and recall."""

    def at(threshold: int) -> tuple[float, int, float, float]:
        precision, recall, _ = measure(
            pairs, lambda a, b: fuzz.token_sort_ratio(normalize(a), normalize(b)) >= threshold
        )
        return 2 * precision * recall / max(1e-9, precision + recall), threshold, precision, recall

    _, threshold, precision, recall = max(map(at, range(50, 101)))
    return threshold, precision, recall


def show(title: str, pairs: Pairs, errors: bool) -> None:
    began = time.perf_counter()
    precision, recall, wrong = measure(pairs, lambda a, b: compare(a, b) in JOINING)
    spent = time.perf_counter() - began
    threshold, their_precision, their_recall = best_threshold(pairs)
    same = sum(same for *_, same in pairs)
    print(
        f"{title:<14}{same:>6} same {len(pairs) - same:>6} different   mithaq.names P {precision:.3f} R {recall:.3f} "
        f"({len(pairs) / spent:,.0f} pairs/s)   rapidfuzz at {threshold} P {their_precision:.3f} R {their_recall:.3f}"
    )
    for one, other, same_ in wrong if errors else ():
        print(f"  {'apart' if same_ else 'joined'}: {one} | {other} ({compare(one, other).value})")


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(arguments if arguments is None else list(arguments))
    compare(*written()[0][:2])  # read the tables before the clock starts
    show("by hand", written(), options.errors)
    show("of the tables", of_the_tables(), options.errors)


if __name__ == "__main__":
    main()
