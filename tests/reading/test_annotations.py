"""Annotations that lie beside the articles of a folder."""

from __future__ import annotations

from pathlib import Path

from mithaq.reading import Article, Problem, SkippedInput, read

TEXT = "الدوحة 5 مايو 2018\nاستقبل وزير الخارجية القطري نظيره الكويتي في الدوحة."


def test_annotations_in_a_folder_are_no_articles_and_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.gold.json").write_text('{"id": "one", "states": ["QA", "KW"]}', encoding="utf-8")
    article, aside = sorted(read([tmp_path]), key=lambda item: isinstance(item, SkippedInput))
    assert isinstance(article, Article)
    assert aside == SkippedInput(str(tmp_path / "one.gold.json"), "annotations", ".gold.json", expected=True)


def test_annotations_asked_for_by_name_are_refused_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "one.gold.json"
    path.write_text('{"id": "one", "states": ["QA", "KW"]}', encoding="utf-8")
    (problem,) = read([path])
    assert isinstance(problem, Problem)
    assert str(path) in str(problem)
