"""A link that a person rejected or replaced stays so, whatever is loaded afterwards and however."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from mithaq import identity
from mithaq.cli import cli
from mithaq.cluster import batch
from mithaq.errors import UserError
from mithaq.pipeline import load
from mithaq.rdf import BASE, SKOS, WD
from mithaq.store import Store
from pyoxigraph import DefaultGraph, NamedNode

from tests.judgements.test_commands import exported
from tests.terms import value

EGYPT, UN = "Q79", "Q1065"
MEETING = "التقى وزير الخارجية المصري سامح شكري في القاهرة وزير الخارجية التركي هاكان فيدان."
LATER = "وقع الرئيس المصري عبد الفتاح السيسي في القاهرة اتفاقية للتعاون العسكري مع تركيا."
NATIONS = "أعلنت الأمم المتحدة أن الأمين العام للأمم المتحدة أنطونيو غوتيريش التقى وزير الخارجية القطري."

Way = Callable[[Path, Path], None]


def call(*words: object) -> str:
    result = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def write(folder: Path, id: str, text: str) -> Path:
    file = folder / f"{id}.jsonl"
    file.write_text(json.dumps({"id": id, "date": "2024-02-01", "text": text}, ensure_ascii=False), "utf-8")
    return file


def items(store: Path, thing: str) -> set[str]:
    """The items that the merged graph gives a thing."""
    with Store.open(store) as opened:
        found = opened.quads(NamedNode(BASE + thing), SKOS.exactMatch, None, DefaultGraph())
        return {value(quad.object).removeprefix(WD) for quad in found}


def nations(store: Path) -> str:
    with Store.open(store) as opened:
        return opened.canonical(identity.find(opened, "الأمم المتحدة")[0]).removeprefix(BASE)


def same_after_rebuild(store: Path, *options: object) -> bool:
    before = exported(store)
    call("rebuild", "--workers", 1, "--store", store, *options)
    return exported(store) == before


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "later").mkdir()
    call("load", write(tmp_path, "a1", MEETING), "--workers", 1, "--store", tmp_path / "store")
    return tmp_path / "store"


def test_a_rejected_link_stays_out_after_a_load_and_a_rebuild(store: Path, tmp_path: Path) -> None:
    assert items(store, "state/EG") == {EGYPT}
    call("link", "reject", "state/EG", EGYPT, "--store", store)
    call("load", write(tmp_path, "a2", LATER), "--workers", 1, "--store", store)
    assert items(store, "state/EG") == set()
    assert same_after_rebuild(store)


def test_a_replaced_link_stays_replaced_after_a_load_and_a_rebuild(store: Path, tmp_path: Path) -> None:
    call("link", "accept", "state/EG", "Q11768", "--store", store)
    call("load", write(tmp_path, "a2", LATER), "--workers", 1, "--store", store)
    assert items(store, "state/EG") == {"Q11768"}
    assert same_after_rebuild(store)


def test_a_thing_without_an_item_has_none_after_a_load(store: Path, tmp_path: Path) -> None:
    call("link", "accept", "state/EG", "none", "--store", store)
    call("load", write(tmp_path, "a2", LATER), "--workers", 1, "--store", store)
    assert items(store, "state/EG") == set()
    assert same_after_rebuild(store)


def test_an_organization_keeps_its_rejected_link_out(store: Path, tmp_path: Path) -> None:
    call("load", write(tmp_path, "n1", NATIONS), "--workers", 1, "--store", store)
    assert items(store, nations(store)) == {UN}
    call("link", "reject", "الأمم المتحدة", UN, "--store", store)
    call("load", write(tmp_path, "n2", f"{NATIONS} وقال إنه مهم."), "--workers", 1, "--store", store)
    assert items(store, nations(store)) == set()
    assert same_after_rebuild(store)


def test_an_automatic_link_that_was_rejected_comes_back_only_when_that_is_undone(store: Path, tmp_path: Path) -> None:
    call("link", "--date", "2024-05-01", "--store", store)
    call("link", "reject", "state/EG", EGYPT, "--store", store)
    call("load", write(tmp_path, "a2", LATER), "--workers", 1, "--store", store)
    assert items(store, "state/EG") == set()
    (line,) = json.loads(call("judgements", "list", "--format", "json", "--store", store))
    call("judgements", "undo", line["id"], "--store", store)
    assert items(store, "state/EG") == {EGYPT}
    assert same_after_rebuild(store)


def test_the_accepted_link_of_a_thing_that_is_forgotten_comes_back_with_the_thing(store: Path, tmp_path: Path) -> None:
    call("link", "accept", "state/EG", "Q11768", "--store", store)
    call("forget", "a1", "--store", store)
    assert items(store, "state/EG") == set()
    call("load", write(tmp_path, "a2", LATER), "--workers", 1, "--store", store)
    assert items(store, "state/EG") == {"Q11768"}
    assert same_after_rebuild(store)


def test_forgetting_correcting_and_joining_names_bring_no_rejected_link_back(store: Path, tmp_path: Path) -> None:
    call("load", write(tmp_path, "a2", LATER), write(tmp_path, "n1", NATIONS), "--workers", 1, "--store", store)
    call("link", "reject", "state/EG", EGYPT, "--store", store)
    call("link", "reject", "الأمم المتحدة", UN, "--store", store)
    meeting = next(
        block.split()[1]
        for block in call("explain", "سامح شكري", "--store", store).split("\n\n")
        if block.startswith("mq:Meeting ")
    )
    call("fact", "reject", meeting, "--store", store)
    call("same", "عبد الفتاح السيسي", "سامح شكري", "--store", store)
    call("forget", "a1", "--store", store)
    assert items(store, "state/EG") == set()
    assert items(store, nations(store)) == set()
    assert same_after_rebuild(store)


def test_a_rejection_in_another_file_holds_for_loads_and_rebuilds_that_do_not_name_it(
    store: Path, tmp_path: Path
) -> None:
    table = tmp_path / "links.tsv"
    call("link", "reject", "state/EG", EGYPT, "--judgements", table, "--store", store)
    call("link", "accept", "state/TR", "Q11768", "--judgements", table, "--store", store)
    call("load", write(tmp_path, "a2", LATER), "--workers", 1, "--store", store)
    assert (items(store, "state/EG"), items(store, "state/TR")) == (set(), {"Q11768"})
    assert same_after_rebuild(store)
    call("load", write(tmp_path, "a3", LATER.replace("تركيا", "قطر")), "--workers", 1, "--store", store)
    assert items(store, "state/EG") == set()
    call("link", "accept", "state/EG", EGYPT, "--judgements", table, "--store", store)
    assert items(store, "state/EG") == {EGYPT}


def test_a_mistyped_file_of_judgements_takes_no_link_back(store: Path, tmp_path: Path) -> None:
    table = tmp_path / "links.tsv"
    call("link", "accept", "state/TR", "Q11768", "--judgements", table, "--store", store)
    for command in (["link"], ["link", "status"], ["rebuild"]):
        with pytest.raises(UserError, match=r"link\.tsv: does not exist"):
            call(*command, "--judgements", tmp_path / "link.tsv", "--store", store)
    assert items(store, "state/TR") == {"Q11768"}


def test_accepting_another_item_than_the_tables_have_says_so(store: Path) -> None:
    said = call("link", "accept", "state/EG", "Q1", "--store", store)
    assert "state/EG: the authority tables have Q79 for it, which Q1 now replaces" in said
    assert "authority tables" not in call("link", "accept", "state/EG", EGYPT, "--store", store)


def plain(inputs: Path, store: Path) -> None:
    with Store.open(store, write=True, create=True) as opened:
        load([inputs], opened, workers=1)


def bulk(inputs: Path, store: Path) -> None:
    with Store.open(store, write=True, create=True) as opened:
        load([inputs], opened, workers=1, bulk=True)


def by_shards(inputs: Path, store: Path) -> None:
    batch([inputs], store.parent / "shards", store=store, workers=1)


@pytest.mark.parametrize("way", [plain, bulk, by_shards])
def test_judgements_that_are_there_before_the_articles_hold_for_every_way_to_load(
    store: Path, tmp_path: Path, way: Way
) -> None:
    call("load", write(tmp_path, "a2", LATER), "--workers", 1, "--store", store)
    call("link", "reject", "state/EG", EGYPT, "--date", "2024-05-01", "--store", store)
    call("link", "accept", "state/TR", "Q11768", "--date", "2024-05-01", "--store", store)
    inputs = tmp_path / "later"
    write(inputs, "a1", MEETING)
    write(inputs, "a2", LATER)
    new = tmp_path / "new"
    with Store.open(new, write=True, create=True):
        pass
    (new / "judgements.jsonl").write_bytes((store / "judgements.jsonl").read_bytes())
    way(inputs, new)
    assert (items(new, "state/EG"), items(new, "state/TR")) == (set(), {"Q11768"})
    assert exported(new) == exported(store)
    assert same_after_rebuild(new)


def test_a_graph_as_of_a_date_keeps_a_rejected_link_out(store: Path) -> None:
    call("link", "reject", "state/EG", EGYPT, "--store", store)
    query = 'SELECT ?item { ?state mq:iso3166 "EG" ; skos:exactMatch ?item }'
    assert "no results" in call("sparql", query, "--as-of", "2024-12-31", "--store", store)
