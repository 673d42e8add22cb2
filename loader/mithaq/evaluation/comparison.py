"""Compare readers on the same gold: figures side by side, agreement, and what only one reader found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from mithaq.evaluation.error_counts import CORE, FAMILIES, ErrorCounts

__all__ = ["Agreement", "OnlyOne", "agreement", "comparison_json", "comparison_lines", "only_lines", "only_one"]

_Item = tuple[str, str, str]
"""Family, article, and what it says."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree in a family.

    both, first, second: gold items that both found, or only one of them.
    wrong_both, wrong_first, wrong_second: the same of items that the gold does not have.
    """

    both: int = 0
    first: int = 0
    second: int = 0
    wrong_both: int = 0
    wrong_first: int = 0
    wrong_second: int = 0

    @property
    def share(self) -> float:
        """The share of items found by both among those found by either, right or wrong (Jaccard index)."""
        common = self.both + self.wrong_both
        found = common + self.first + self.second + self.wrong_first + self.wrong_second
        return common / found if found else 0.0


@dataclass(frozen=True, slots=True)
class OnlyOne:
    """An item that one reader found and another one did not."""

    reader: str
    right: bool
    family: str
    article: str
    what: str


def agreement(first: ErrorCounts, second: ErrorCounts, *families: str) -> Agreement:
    """Compare the counts of two readers over the same gold."""
    missed = _items(first, "miss", families), _items(second, "miss", families)
    wrong = _items(first, "false", families), _items(second, "false", families)
    gold = sum(first.right[family] for family in families) + missed[0].total()
    return Agreement(
        gold - (missed[0] | missed[1]).total(),
        (missed[1] - missed[0]).total(),
        (missed[0] - missed[1]).total(),
        (wrong[0] & wrong[1]).total(),
        (wrong[0] - wrong[1]).total(),
        (wrong[1] - wrong[0]).total(),
    )


def only_one(tallies: Mapping[str, ErrorCounts]) -> list[OnlyOne]:
    """What one of two readers found and the other did not, for each pair of readers; right items first."""
    found: dict[OnlyOne, None] = {}
    for (one, first), (other, second) in combinations(tallies.items(), 2):
        missed = _items(first, "miss", FAMILIES), _items(second, "miss", FAMILIES)
        wrong = _items(first, "false", FAMILIES), _items(second, "false", FAMILIES)
        for reader, right, items in (
            (one, True, missed[1] - missed[0]), (other, True, missed[0] - missed[1]),
            (one, False, wrong[0] - wrong[1]), (other, False, wrong[1] - wrong[0]),
        ):  # fmt: skip
            found |= dict.fromkeys(OnlyOne(reader, right, *item) for item in sorted(items))
    return sorted(found, key=lambda item: not item.right)


def _items(counts: ErrorCounts, kind: str, families: tuple[str, ...]) -> Counter[_Item]:
    return Counter((e.family, e.article, e.what) for e in counts.errors if e.kind == kind and e.family in families)


def comparison_lines(tallies: Mapping[str, ErrorCounts], articles: int) -> Iterator[str]:
    """Precision, recall and F1 of each reader, one line per family; then the agreement of each pair of readers."""
    width = max(24, *(len(name) + 2 for name in tallies))
    yield f"{f'{articles} articles':20}" + "".join(f"{name:>{width}}" for name in tallies)
    yield f"{'':20}" + "".join(f"{'P':>{width - 16}}{'R':>8}{'F1':>8}" for _ in tallies)
    for family, families in _rows():
        figures = [tally.figures(*families) for tally in tallies.values()]
        mark = "*" if family in CORE else " "
        yield f"{mark}{family:19}" + "".join(f"{f.p:{width - 16}.3f}{f.r:8.3f}{f.f1:8.3f}" for f in figures)
    for (one, first), (other, second) in combinations(tallies.items(), 2):
        yield ""
        yield f"{one} and {other}"
        heads = ("both", "first", "second", "wrong:", "both", "first", "second", "agreement")
        yield f"{'':20}" + "".join(f"{head:>10}" for head in heads)
        for family, families in _rows():
            a = agreement(first, second, *families)
            right = "".join(f"{n:10}" for n in (a.both, a.first, a.second))
            wrong = "".join(f"{n:10}" for n in (a.wrong_both, a.wrong_first, a.wrong_second))
            yield f" {family:19}{right}{'':10}{wrong}{a.share:10.3f}"


def _rows() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((family, (family,)) for family in FAMILIES)
    yield "core", CORE


def only_lines(items: list[OnlyOne]) -> Iterator[str]:
    """One line for each item that only one of two readers found. Arabic is isolated, so that terminals keep the
    order."""
    for item in items:
        verdict = "right" if item.right else "wrong"
        yield f"only {item.reader}  {verdict}  {item.family}  {item.article}  \u2068{item.what}\u2069"


def comparison_json(tallies: Mapping[str, ErrorCounts], articles: int, items: list[OnlyOne] | None) -> str:
    """Figures, agreement and, if given, the items that only one reader found, as one JSON object."""
    readers = {
        name: {
            family: {"tp": f.tp, "fp": f.fp, "fn": f.fn, "p": f.p, "r": f.r, "f1": f.f1}
            for family, f in tally.report().items()
        }
        for name, tally in tallies.items()
    }
    pairs = []
    for (one, first), (other, second) in combinations(tallies.items(), 2):
        families = {}
        for family, members in _rows():
            a = agreement(first, second, *members)
            families[family] = {
                "both": a.both, "first": a.first, "second": a.second, "wrong_both": a.wrong_both,
                "wrong_first": a.wrong_first, "wrong_second": a.wrong_second, "agreement": a.share,
            }  # fmt: skip
        pairs.append({"first": one, "second": other, "families": families})
    value: dict[str, object] = {"articles": articles, "readers": readers, "agreement": pairs}
    if items is not None:
        value["only_one"] = [
            {"reader": i.reader, "right": i.right, "family": i.family, "article": i.article, "what": i.what}
            for i in items
        ]
    return json.dumps(value, ensure_ascii=False, indent=1)
