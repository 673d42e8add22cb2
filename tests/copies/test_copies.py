"""Copies of one text are one witness, in whatever order and batches they come."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import mithaq
import pytest
from mithaq.copies import MIN_SIMILARITY, band_keys, shingles, similarity

MEETING = (
    "التقى وزير الخارجية القطري محمد بن عبدالرحمن آل ثاني وزير الداخلية العراقي عثمان علي الغانمي في الدوحة يوم "
    "الخميس. وبحث الجانبان خلال اللقاء سبل تعزيز التعاون الأمني بين البلدين، إضافة إلى آخر التطورات في المنطقة "
    "والقضايا ذات الاهتمام المشترك. وأكد الوزيران أهمية استمرار التنسيق والتشاور بين البلدين الشقيقين في مختلف "
    "المجالات."
)
OTHER = (
    "استقبل أمير الكويت الشيخ نواف الأحمد الصباح في قصر بيان وزير الخارجية الأردني أيمن الصفدي. وتناول الاستقبال "
    "العلاقات الثنائية وسبل دعمها وتطويرها في شتى الميادين، كما سلم الوزير رسالة خطية من ملك الأردن "
    "تتصل بالعلاقات بين البلدين."
)
RETOLD = (
    "عقد وزير الخارجية القطري محمد بن عبدالرحمن آل ثاني لقاء في الدوحة مع وزير الداخلية العراقي عثمان علي الغانمي. "
    "وقالت الوزارة في بيان إن المباحثات تناولت الحدود والهجرة وتبادل المعلومات وتدريب الشرطة في السنوات المقبلة."
)
EDITED = MEETING.replace("يوم الخميس", "أمس الخميس").replace("إضافة إلى", "فضلا عن")
ARTICLES: list[Mapping[str, object]] = [
    {"id": "agency", "date": "2020-03-05", "source": "وكالة", "text": MEETING},
    {"id": "paper", "date": "2020-03-06", "source": "صحيفة", "text": f"عاجل. {EDITED}"},
    {"id": "site", "date": "2020-03-06", "source": "موقع", "text": MEETING.replace("آل ثاني", "آل ثَاني")},
    {"id": "retold", "date": "2020-03-05", "source": "قناة", "text": RETOLD},
    {"id": "other", "date": "2020-03-05", "source": "وكالة", "text": OTHER},
]


def copies(graph: mithaq.Graph) -> set[tuple[str, str]]:
    return {
        (str(row["o"]), str(row["c"]))
        for row in graph.sparql(
            "SELECT ?o ?c { ?x mq:copyOf ?y . ?x dcterms:identifier ?c . ?y dcterms:identifier ?o }"
        )
    }


def exported(graph: mithaq.Graph, folder: Path) -> bytes:
    path = folder.with_suffix(".nq")
    graph.export(path)
    return path.read_bytes()


def test_texts_are_compared_by_their_words() -> None:
    assert similarity(shingles(MEETING), shingles(EDITED)) > MIN_SIMILARITY
    assert similarity(shingles(MEETING), shingles(RETOLD)) < 0.3
    assert set(band_keys(MEETING)) & set(band_keys(EDITED))
    assert not set(band_keys(MEETING)) & set(band_keys(OTHER))
    assert band_keys(MEETING) == band_keys(f"  {MEETING}\n")
    assert band_keys("…") == ()


def test_copies_are_grouped_in_any_order_and_any_batches(tmp_path: Path) -> None:
    expected = {("agency", "paper"), ("agency", "site")}
    seen = set()
    for seed in range(3):
        order = random.Random(seed).sample(ARTICLES, len(ARTICLES))
        folder = tmp_path / str(seed)
        with mithaq.open(folder) as graph:
            cut = seed * 2
            for part in (order[:cut], order[cut:]):
                if part:
                    graph.load(part)
            assert copies(graph) == expected
            seen.add(exported(graph, folder))
    assert len(seen) == 1


def test_groups_follow_when_articles_go_change_and_come_back(tmp_path: Path) -> None:
    with mithaq.open(tmp_path / "store") as graph:
        graph.load(ARTICLES)
        before = exported(graph, tmp_path)
        graph.forget("agency")
        assert copies(graph) == {("paper", "site")}
        graph.load(dict(ARTICLES[1]) | {"text": OTHER})
        assert copies(graph) == {("other", "paper")}
        graph.load(ARTICLES)
        assert exported(graph, tmp_path) == before
        graph.forget(*(str(article["id"]) for article in ARTICLES))
        assert exported(graph, tmp_path) == b""


def test_a_text_and_its_copies_are_one_source(tmp_path: Path) -> None:
    with mithaq.open(tmp_path / "store") as graph:
        graph.load([article for article in ARTICLES if article["id"] != "retold"])
        assert list(graph.query("facts-told-often", class_="Tenure")) == []
        once = {str(row["article"]) for row in graph.query("facts-told-once", class_="Tenure")}
        assert len(once) == 4
        rows = list(graph.query("facts-told-often", class_="Meeting", least=1))
        assert (1, 2, 3) in {(row["sources"], row["copies"], row["articles"]) for row in rows}
        graph.load(ARTICLES)
        (row,) = graph.query("facts-told-often", class_="Tenure", least=2)[:1]
        assert (row["sources"], row["copies"], row["articles"]) == (2, 2, 4)
        listed = [(row["originalOutlet"], row["copyOutlet"]) for row in graph.query("copies")]
        assert listed == [("وكالة", "صحيفة"), ("وكالة", "موقع")]


def test_a_store_of_before_gets_its_groups_with_the_next_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("mithaq.pipeline.processor.band_keys", lambda text: ())
        with mithaq.open(tmp_path / "store") as graph:
            graph.load(ARTICLES[:3])
            assert copies(graph) == set()
    with mithaq.open(tmp_path / "store") as graph:
        graph.load(ARTICLES[3:])
        assert copies(graph) == {("agency", "paper"), ("agency", "site")}
        assert graph.load(ARTICLES).skipped == len(ARTICLES)
