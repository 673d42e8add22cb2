"""A local extract of Wikidata: built from a dump or a query result, asked without a request."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mithaq.cli.authority import authority
from mithaq.errors import UserError
from mithaq.language.partial_date import PartialDate
from mithaq.wikidata import KnownItems, Subject, decide_all
from mithaq.wikidata.extract import ExtractSource
from mithaq.wikidata.extract_building import build_extract
from mithaq.wikidata.model import HeldPost


def _item(qid: str, ar: str, en: str, **properties: object) -> dict[str, object]:
    claims = {
        prop: [
            {"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": value}}}
            for value in (values if isinstance(values, list) else [values])
        ]
        for prop, values in properties.items()
    }
    names = {code: {"language": code, "value": text} for code, text in (("ar", ar), ("en", en)) if text}
    return {"type": "item", "id": qid, "labels": names, "aliases": {}, "claims": claims, "sitelinks": {}}


def _time(year: int) -> dict[str, object]:
    return {"time": f"+{year}-01-01T00:00:00Z", "precision": 11}


DUMP = [
    _item("Q5", "", "human"),
    _item("Q900", "", "football player"),
    _item("Q901", "", "politician"),
    _item("Q9001", "نايف بن مرزوق الشامخ", "Nayef", P31={"id": "Q5"}, P27={"id": "Q851"}, P569=_time(1960),
          P106={"id": "Q901"}),
    _item("Q9002", "طلال بن مرزوق الشامخ", "Talal", P31={"id": "Q5"}, P27={"id": "Q851"}, P570=_time(1990),
          P106={"id": "Q900"}),
    _item("Q9003", "هيئة الرصد الافتراضية", "Monitor", P31={"id": "Q43229"}),
]  # fmt: skip


def _dump(path: Path) -> Path:
    text = "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in DUMP) + "\n]\n"
    openers: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open}
    opener = openers.get(path.suffix, open)
    with opener(path, "wt", encoding="utf-8") as file:
        file.write(text)
    return path


def _person(name: str, year: int = 2015) -> Subject:
    held = (HeldPost("ambassador", frozenset({"SA"}), PartialDate(year)),)
    return Subject(f"x:{name}", "official", (name,), states=frozenset({"SA"}), posts=held)


@pytest.mark.parametrize("name", ["dump.json", "dump.json.gz", "dump.json.bz2"])
def test_things_are_linked_from_a_dump_without_a_request(tmp_path: Path, name: str) -> None:
    assert build_extract(_dump(tmp_path / name), tmp_path / "w.sqlite") == 3
    source = ExtractSource(tmp_path / "w.sqlite")
    things = [_person("نايف بن مرزوق الشامخ"), Subject("x:body", "organization", ("هيئة الرصد الافتراضية",))]
    report = decide_all(things, KnownItems([]), [source])
    assert [decision.qid for decision in report.decisions] == ["Q9001", "Q9003"]


def test_the_dead_and_other_occupations_are_not_linked(tmp_path: Path) -> None:
    build_extract(_dump(tmp_path / "dump.json"), tmp_path / "w.sqlite")
    (decision,) = decide_all([_person("طلال بن مرزوق الشامخ")], KnownItems([]), [
        ExtractSource(tmp_path / "w.sqlite")
    ]).decisions  # fmt: skip
    assert decision.qid is None
    evidence = {feature.name for feature in decision.ranked[0].features} if decision.ranked else {"not_alive"}
    assert "not_alive" in evidence


def test_a_query_result_is_a_source_too(tmp_path: Path) -> None:
    result = tmp_path / "result.csv"
    result.write_text("item,itemLabel,country\nhttp://www.wikidata.org/entity/Q9009,مرصد الصحراء الكبرى,\n", "utf-8")
    done = CliRunner().invoke(authority, [
        "build", str(result), str(tmp_path / "w.sqlite"), "--kind", "organization"
    ])  # fmt: skip
    assert done.output.endswith("1 items\n"), done.output
    thing = Subject("x:1", "organization", ("مرصد الصحراء الكبرى",))
    report = decide_all([thing], KnownItems([]), [ExtractSource(tmp_path / "w.sqlite")])
    assert report.decisions[0].qid == "Q9009"


@pytest.mark.parametrize("content", ["", "nonsense\n", '[\n{"id": broken\n]'])
def test_what_is_neither_is_refused_and_leaves_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "in").write_text(content, "utf-8")
    with pytest.raises(UserError):
        build_extract(tmp_path / "in", tmp_path / "w.sqlite")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_a_file_that_is_no_extract_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.sqlite").write_text("text", "utf-8")
    for path in (tmp_path / "w.sqlite", tmp_path / "missing.sqlite"):
        with pytest.raises(UserError, match="authority build"):
            ExtractSource(path)
