"""Short articles in newswire style for tests of loading: names, days and states vary, and come again."""

from __future__ import annotations

import json
import signal
from pathlib import Path

from mithaq.extraction import ExtractionStopped, FunctionExtractor, extract
from mithaq.extraction.facts import Facts
from mithaq.reading.article import Article
from mithaq.store import Store, is_internal_graph
from mithaq.store.terms import PUBLISHED
from pyoxigraph import Quad

MINISTERS = [
    ("وزير الخارجية القطري", "الشيخ محمد بن عبدالرحمن آل ثاني"),
    ("وزير الخارجية السعودي", "عادل بن أحمد الجبير"),
    ("وزير الخارجية السعودي", "عادل الجبير"),
    ("وزير الخارجية الروسي", "سيرغي لافروف"),
    ("وزير الخارجية الروسي", "سيرجي لافروف"),
    ("وزير الداخلية العراقي", "محمد سالم الغبان"),
    ("وزير الخارجية المصري", "سامح شكري"),
]
CITIES = ["الدوحة", "الرياض", "موسكو", "بغداد", "القاهرة"]
PAIRS = ["قطر والولايات المتحدة", "السعودية وروسيا", "مصر والعراق"]
MATTERS = ["مكافحة الإرهاب وتمويله", "أمن الحدود", "الطاقة النووية السلمية"]


def record(number: int) -> dict[str, str]:
    """Article `number`, as a line of JSON Lines has it; the same number, the same article."""
    host, guest = MINISTERS[number % 7], MINISTERS[(number * 3 + 1 + number // 7) % 7]
    day = 1 + number % 27
    lines = [
        f"{CITIES[number % 5]} {day} يناير 2018",
        f"التقى {host[0]} {host[1]} اليوم في {CITIES[number % 5]} {guest[0]} {guest[1]}.",
        f"ووقعت {PAIRS[number % 3]} في {1 + number % 9} مايو 2017 مذكرة تفاهم في مجال {MATTERS[number % 3]}.",
    ]
    return {
        "id": f"article-{number:04}",
        "title": f"لقاء في {CITIES[number % 5]}",
        "text": "\n".join(lines),
        "date": f"2018-01-{day:02}",
        "source": "وكالة الأنباء",
    }


def write(path: Path, numbers: range) -> Path:
    """A JSON Lines file of articles."""
    lines = (json.dumps(record(n), ensure_ascii=False) for n in numbers)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def dump(store: Store) -> list[str]:
    """All quads but the books', sorted: what an export writes."""
    return sorted(str(quad) for quad in store.quads() if not is_internal_graph(quad.graph_name))


def everything(folder: Path) -> list[str]:
    """All quads of a store but the number of the view, also those of internal graphs."""
    with Store.open(folder) as reader:
        return sorted(str(quad) for quad in reader.quads() if quad.graph_name != PUBLISHED)


# Extractors and checkers that fail or find nothing. Their functions stand in a module, so that workers can import them.


def _choking(article: Article) -> Facts:
    """Raises on article 3."""
    if article.id == "article-0003":
        raise ValueError("a rule went wrong")
    return extract(article)


def _dying(article: Article) -> Facts:
    """Kills its process at article 40."""
    if article.id == "article-0040":
        signal.raise_signal(signal.SIGKILL)
    return extract(article)


def _endless(article: Article) -> Facts:
    """Finds nothing, and does not come to an end with article 3."""
    while article.id == "article-0003":
        sum(range(1000))
    return Facts(article.id)


def _partial(article: Article) -> Facts:
    """Reads article 3 in part."""
    return Facts(article.id, unread=("an answer was cut short",) if article.id == "article-0003" else ())


def _stopping(article: Article) -> Facts:
    """Can read no article from article 1 on."""
    if article.id != "article-0000":
        raise ExtractionStopped("the quota is used up")
    return Facts(article.id)


choking = FunctionExtractor(_choking, "choking 1")
dying = FunctionExtractor(_dying, "dying 1")
endless = FunctionExtractor(_endless, "endless 1")
partial = FunctionExtractor(_partial, "partial 1")
stopping = FunctionExtractor(_stopping, "stopping 1")


def _nothing(article: Article) -> Facts:
    return Facts(article.id)


silent = FunctionExtractor(_nothing, "silent 1")
"""Finds no facts."""


def lenient(quads: list[Quad]) -> str:
    """Complains about nothing, and takes no time."""
    return ""


def strict(quads: list[Quad]) -> str:
    """Complains about article 3."""
    return "violation Title: no title\nfix it" if "article-0003" in str(quads[0].graph_name) else ""


def consistent(store: Store) -> int:
    """How many articles a reader sees, after seeing that the merged graph speaks of all of them and no other."""
    ids = list(store.article_ids())
    rows = store.select(
        "SELECT ?id { ?article a <https://w3id.org/mithaq/ontology#Article> ;"
        " <http://purl.org/dc/terms/identifier> ?id } ORDER BY ?id"
    )
    assert [row["id"].value for row in rows] == ids
    assert store.pending() == []
    return len(ids)
