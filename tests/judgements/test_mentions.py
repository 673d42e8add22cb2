"""Two articles mean two people by one name: judged, kept through reload and rebuild, and undone."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import mithaq
import pytest
from click.testing import CliRunner
from mithaq import pipeline
from mithaq.cli import cli
from mithaq.errors import UserError
from mithaq.extraction import FunctionExtractor, extract
from mithaq.extraction.facts import Facts
from mithaq.reading.article import Article

NAME = "فهد الجابري"
TEXTS = {
    "a": "التقى وزير الداخلية الكويتي فهد الجابري وزير الخارجية المصري سامح شكري في القاهرة.",
    "b": "التقى وزير الداخلية الكويتي فهد الجابري وزير الخارجية الروسي سيرغي لافروف في موسكو.",
    "c": "التقى وزير الداخلية الكويتي فهد الجابري وزير الخارجية التركي مولود جاويش أوغلو في أنقرة.",
}
ARTICLES = [{"id": id, "date": f"2020-0{month}-05", "text": text} for month, (id, text) in enumerate(TEXTS.items(), 1)]


def call(*words: object) -> str:
    result = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mentions") / "store"
    with mithaq.open(folder) as graph:
        graph.load(ARTICLES)
    return folder


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    shutil.copytree(loaded, tmp_path / "store")
    return tmp_path / "store"


def exported(folder: Path) -> bytes:
    with mithaq.open(folder) as graph:
        graph.export(folder.parent / "x.nq")
    return (folder.parent / "x.nq").read_bytes()


def met(folder: Path) -> set[frozenset[str]]:
    """Whom each bearer of the name met."""
    with mithaq.open(folder) as graph:
        rows = graph.sparql(
            f"SELECT ?man ?other {{ ?man rdfs:label '{NAME}'@ar . ?m mq:participant ?man, ?o FILTER(?o != ?man)"
            " ?o a mq:Official ; rdfs:label ?other FILTER(LANG(?other) = 'ar') }"
        )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(getattr(row["man"], "iri", ""), set()).add(str(row["other"]).split()[-1])
    return set(map(frozenset, found.values()))


ONE = {frozenset({"شكري", "لافروف", "أوغلو"})}
TWO = {frozenset({"شكري", "أوغلو"}), frozenset({"لافروف"})}


def test_the_second_article_means_another_man_and_undo_brings_the_old_bytes_back(folder: Path) -> None:
    before = exported(folder)
    assert met(folder) == ONE
    said = call("different", NAME, NAME, "--articles", "a", "b", "--who", "huda", "--store", folder)
    assert said == f"{folder}: {NAME} and {NAME} (in a and b) are two\n"
    assert met(folder) == TWO
    (line,) = json.loads(call("judgements", "list", "--format", "json", "--store", folder))
    assert line["mentions"][0]["article"] == "b"
    assert f"({NAME} in b)" in call("judgements", "list", "--store", folder)
    call("judgements", "undo", line["id"], "--who", "huda", "--store", folder)
    assert met(folder) == ONE
    assert exported(folder) == before


def test_they_stay_two_through_reload_rebuild_and_articles_to_come(folder: Path) -> None:
    call("different", NAME, NAME, "--articles", "a", "b", "--store", folder)
    after = exported(folder)
    with mithaq.open(folder) as graph:
        assert graph.load(ARTICLES).skipped == 3
        graph.load(dict(ARTICLES[1], source="another"))
        assert met(folder) == TWO
        graph.load(ARTICLES[1])
    assert exported(folder) == after
    call("rebuild", "--workers", 1, "--store", folder)
    assert exported(folder) == after
    fresh = folder.parent / "fresh"
    with mithaq.open(fresh) as graph:
        graph.load(ARTICLES[2])
        graph.merge_judgements(folder)
        graph.load(ARTICLES[:2])
    assert met(fresh) == TWO
    assert exported(fresh) == after, "whatever the order of articles and judgements"


def _full_name(article: Article) -> Facts:
    """A later extractor, which finds a state for nobody and has a longer name."""
    facts = extract(article)
    officials = tuple(
        replace(person, name=f"{NAME} الصباح", forms=(NAME,)) if person.name == NAME else person
        for person in facts.officials
    )
    return replace(facts, officials=officials)


def test_the_mention_is_found_again_in_what_a_better_extractor_says(folder: Path) -> None:
    call("different", NAME, NAME, "--articles", "a", "b", "--store", folder)
    pipeline.rebuild(folder, workers=1, extractor=FunctionExtractor(_full_name, "full names 1"))
    with mithaq.open(folder) as graph:
        rows = graph.sparql(f"SELECT DISTINCT ?man {{ ?man rdfs:label '{NAME} الصباح'@ar }}")
    assert len(rows) == 2


def test_a_third_article_joins_the_second_man_and_facts_about_him_can_be_corrected(folder: Path) -> None:
    with mithaq.open(folder) as graph:
        graph.different(NAME, NAME, articles=("a", "b"), who="huda")
        graph.different(NAME, NAME, articles=("a", "c"), who="huda")
        assert met(folder) == {frozenset({"شكري"}), frozenset({"لافروف", "أوغلو"})}
        (meeting,) = graph.sparql("SELECT ?m { ?m mq:participant/rdfs:label 'سيرغي لافروف'@ar ; a mq:Meeting }")
        graph.reject(str(getattr(meeting["m"], "iri", "")), who="huda")
        assert met(folder) == {frozenset({"شكري"}), frozenset({"أوغلو"})}


def test_same_joins_the_mention_again_and_holds_when_different_is_undone(folder: Path) -> None:
    before = exported(folder)
    with mithaq.open(folder) as graph:
        graph.different(NAME, NAME, articles=("a", "b"), who="huda")
        graph.same(NAME, NAME, articles=("a", "b"), who="ali")
        assert met(folder) == ONE
        same = next(one.judgement for one in graph.judgements() if one.judgement.verdict == "same")
        graph.undo(same.id)
        assert met(folder) == TWO
        graph.undo(*(one.judgement.id for one in graph.judgements() if one.state == "in force"))
    assert exported(folder) == before


@pytest.mark.parametrize(
    ("names", "articles", "message"),
    [
        ((NAME, NAME), ("a", "x"), "article x: the store has no such article"),
        ((NAME, NAME), ("a", "a"), "give two articles"),
        ((NAME, "سامح شكري"), ("a", "b"), "سامح شكري: article b does not mention it"),
        ((NAME, "زيد"), ("a", "b"), "nothing in the store has this name"),
        (("وزير الداخلية الكويتي", "وزير الداخلية الكويتي"), ("a", "b"), "only persons and organisations"),
    ],
)
def test_what_cannot_be_judged_is_one_line_and_writes_nothing(
    folder: Path, names: tuple[str, str], articles: tuple[str, str], message: str
) -> None:
    with mithaq.open(folder) as graph:
        with pytest.raises(UserError, match=message) as caught:
            graph.different(*names, articles=articles)
        assert "\n" not in str(caught.value)
        assert graph.judgements() == []
