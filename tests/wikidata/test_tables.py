"""The tables that linking stands on: identifiers, kinds, roles, weights."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from mithaq.lexicon.authority_tables import read_table, states
from mithaq.rdf import concept
from mithaq.resources import resource
from mithaq.wikidata import is_qid
from mithaq.wikidata.data_files import read_data, weights
from mithaq.wikidata.known_items import package_items
from mithaq.wikidata.model import KINDS, ItemPost
from mithaq.wikidata.positions import parse_post, role_of
from pyoxigraph import NamedNode, RdfFormat, Store

TABLES = ("states", "organizations", "officials", "places", "posts", "forums", "agreements")

RECOGNITION = ("organizations", "officials")
"""Tables with rows that serve recognition only."""


@pytest.mark.parametrize("table", TABLES)
def test_identifiers_have_their_form_and_a_source(table: str) -> None:
    for row in read_table("authority", f"{table}.csv"):
        assert re.fullmatch(r"Q[1-9][0-9]*", row["qid"]) or (row["qid"] == "" and table in RECOGNITION), row
        assert row["sources"].strip(), row


def test_no_identifier_stands_for_two_things() -> None:
    kinds: dict[str, list[str]] = defaultdict(list)
    for item in package_items():
        kinds[item.qid].append(f"{item.kind} {item.label}")
    assert not {qid: found for qid, found in kinds.items() if len(found) > 1}


def test_every_state_of_the_lexicon_is_linked() -> None:
    linked = {item.code: item.qid for item in package_items() if item.kind == "state"}
    assert linked == {code: state.qid for code, state in states().items()}


def test_places_lie_in_a_state_and_agree_with_its_capital() -> None:
    for row in read_table("authority", "places.csv"):
        assert states()[row["state"]].capital_qid == row["qid"]
        assert row["name_ar"] in states()[row["state"]].capitals_ar


@pytest.mark.parametrize(
    "text", ["", "Q", "Q0", "Q01", "q1", "Q1\n", " Q1", "Q1 ", "Q\u0661", "P31", "Q1;DROP", None, 5]
)
def test_what_is_no_identifier_is_told(text: object) -> None:
    assert not is_qid(text)


def test_roles_of_posts_are_concepts_of_the_vocabulary() -> None:
    vocabulary = Store()
    vocabulary.load(path=resource("ontology", "vocabulary.ttl"), format=RdfFormat.TURTLE)
    known = {quad.subject for quad in vocabulary}
    for row in read_data("positions.csv"):
        assert concept(row["role"]) in known, row
    assert isinstance(concept("monarch"), NamedNode)


def test_types_are_kinds_that_linking_knows() -> None:
    for row in read_data("types.csv"):
        assert is_qid(row["qid"])
        assert row["kind"] in {*KINDS.values(), "other"}


def test_a_conflict_of_types_can_never_reach_the_threshold() -> None:
    rule = weights()["rule"]
    for section in ("official", "organization", "place", "other"):
        table = weights()[section]
        best = sum(value for value in table.values() if value > 0)
        assert best + table["type_conflict"] + table["other_state"] < rule["automatic"] + best - 1
        assert table["type_conflict"] < 0 > table["other_state"]


@pytest.mark.parametrize(
    ("line", "post"),
    [
        ("King (SA) 2015–", ItemPost("monarch", "SA", 2015, None, "King")),
        (
            "Minister of Finance (IQ) 2018–2020",
            ItemPost("financeMinister", "IQ", 2018, 2020, "Minister of Finance"),
        ),
        ("Deputy Leader (AF) 2019", ItemPost("deputyHead", "AF", 2019, 2019, "Deputy Leader")),
        ("Chief of Something", ItemPost("", None, None, None, "Chief of Something")),
    ],
)
def test_a_line_about_a_post_is_read(line: str, post: ItemPost) -> None:
    assert parse_post(line) == post


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Deputy Prime Minister of Kuwait", "deputyHeadOfGovernment"),
        ("Prime Minister of Kuwait", "headOfGovernment"),
        ("Minister of State for Foreign Affairs", "ministerOfState"),
        ("United States Secretary of State", "foreignMinister"),
        ("Secretary of State for Defence", "defenceMinister"),
        ("Vice President of Egypt", "deputyHead"),
        ("President of Egypt", "headOfState"),
        ("Secretary-General of the United Nations", "secretaryGeneral"),
        ("footballer", ""),
    ],
)
def test_the_name_of_a_post_tells_its_role(label: str, role: str) -> None:
    assert role_of(label) == role
