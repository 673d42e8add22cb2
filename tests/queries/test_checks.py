"""A stored query that breaks a rule is refused with its file and line."""

from pathlib import Path

import pytest
from mithaq.errors import UserError
from mithaq.queries import Catalogue, HeaderError, read_query

GOOD = """\
#+ tags = ["test"]
#+ [summary]
#+ en = "Names"
#+ ar = "أسماء"
#+ [description]
#+ en = "Names of states"
#+ ar = "أسماء الدول"
#+ [parameters.state]
#+ type = "state"
#+ en = "a state"
#+ example = "QA"
#+ optional = true
#+ repeatable = true
#+ [columns]
#+ state = { en = "the state" }
#+ name = { en = "its name" }

PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?state ?name WHERE {
  VALUES ?state { $state }
  ?state rdfs:label ?name
}
ORDER BY STR(?name) ?state
"""


def checked(folder: Path, text: str, name: str = "mine.rq") -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    read_query(path).check()


def test_a_good_query_passes(tmp_path: Path) -> None:
    checked(tmp_path, GOOD)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("#+ tags = [\"test\"]", "#+ tags = [", 2, "not valid TOML"),
        ('#+ ar = "أسماء"\n', "", 2, "summary: required in en and ar"),
        ('#+ type = "state"', '#+ type = "country"', 8, "type must be one of state actor official"),
        ('#+ example = "QA"', '#+ exmple = "QA"', 11, "unknown key 'exmple'"),
        ("#+ repeatable = true", '#+ repeatable = "yes"', 8, "repeatable is true or false"),
        ("#+ optional = true", '#+ optional = true\n#+ default = "QA"', 8, "give either optional or a default"),
        ('#+ tags = ["test"]', '#+ tags = ["test"]\n#+ author = "x"', 2, "unknown key 'author'"),
        ("$state", "?other", 8, "declared but $state is never used"),
        ("?state rdfs:label", "$land rdfs:label", 21, "$land is not declared"),
        ("?state rdfs:label ?name", "$state rdfs:label ?name", 21, "cannot parse"),
        ("ORDER BY STR(?name) ?state", "ORDER BY STR(?name)", 23, "the order is not total: add ?state"),
        ("ORDER BY STR(?name) ?state", "", 1, "the order is not total"),
        ("ORDER BY STR(?name) ?state", "ORDER BY LCASE(?name) ?state", 23, "not total: add ?name"),
        ("#+ name = {", "#+ label = {", 14, "columns declared and selected differ: label, name"),
        ("SELECT ?state ?name", "SELECT ?state ?name ?more", 14, "differ: more"),
        ("ORDER BY STR(?name) ?state", "ORDER BY STR(?name) ?state LIMIT 5", 23, "LIMIT is refused"),
        ("?state rdfs:label ?name", "SERVICE <x:y> { ?state ?p ?name }", 21, "SERVICE is refused"),
        ("SELECT ?state ?name WHERE", "SELECT ?state ?name FROM <x:y> WHERE", 19, "FROM is refused"),
        ("rdfs:label ?name", "rdfs:label ?name . FILTER(RAND() < 1)", 21, "RAND is refused"),
        ("SELECT ?state ?name WHERE {", "DELETE WHERE {", 19, "DELETE is refused"),
        ("?state rdfs:label ?name", "?state rdfs:label ?name \\u007D", 21, "code point escape"),
        ("?state rdfs:label ?name", "?state rdfs:label ?name )", 23, "Oxigraph cannot parse"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_named(tmp_path: Path, old: str, new: str, line: int, what: str) -> None:
    assert old in GOOD
    with pytest.raises(HeaderError) as caught:
        checked(tmp_path, GOOD.replace(old, new))
    assert str(caught.value).startswith(f"{tmp_path / 'mine.rq'}:{line}: ")
    assert what in str(caught.value)


def test_a_required_parameter_needs_an_example(tmp_path: Path) -> None:
    text = GOOD.replace('#+ example = "QA"\n', "").replace("#+ optional = true\n", "")
    with pytest.raises(HeaderError, match="give an example"):
        checked(tmp_path, text)


def test_words_in_strings_comments_and_names_are_no_keywords(tmp_path: Path) -> None:
    text = GOOD.replace("?state rdfs:label ?name", '?state rdfs:label ?name . # DROP\n  FILTER(?name != "DELETE $x")')
    checked(tmp_path, text)


def test_a_file_without_header_or_of_another_encoding(tmp_path: Path) -> None:
    with pytest.raises(HeaderError, match=r"mine\.rq:1: no header"):
        checked(tmp_path, "SELECT ?s { ?s ?p ?o }")
    (tmp_path / "mine.rq").write_bytes(b"#+ a = 1\n\xff\xfe")
    with pytest.raises(HeaderError, match=r"mine\.rq:2: not UTF-8"):
        read_query(tmp_path / "mine.rq")


def test_names_of_files(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="small letters and hyphens"):
        checked(tmp_path, GOOD, "My Query.rq")
    with pytest.raises(UserError, match="cannot be read"):
        read_query(tmp_path / "absent.rq")


def test_a_folder_of_ones_own_stands_beside_ours(tmp_path: Path) -> None:
    (tmp_path / "names-of-states.rq").write_text(GOOD, encoding="utf-8")
    catalogue = Catalogue([tmp_path])
    assert "names-of-states" in catalogue
    assert catalogue.find("names-of-states").header.summary["en"] == "Names"
    assert len(catalogue) == len(Catalogue()) + 1


def test_ones_own_query_is_checked_before_it_runs(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(GOOD.replace("ORDER BY", "# ORDER BY"), encoding="utf-8")
    with pytest.raises(HeaderError, match="not total"):
        Catalogue([tmp_path]).find("mine")


def test_a_broken_header_is_fatal_whatever_is_asked(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(GOOD.replace("#+ tags", "#+ tag"), encoding="utf-8")
    with pytest.raises(HeaderError, match="unknown key 'tag'"):
        Catalogue([tmp_path])


def test_a_name_that_is_taken_and_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "accusations.rq").write_text(GOOD, encoding="utf-8")
    with pytest.raises(UserError, match="named accusations exists already"):
        Catalogue([tmp_path])
    with pytest.raises(UserError, match="not a folder"):
        Catalogue([tmp_path / "accusations.rq"])


def test_a_mistyped_name_brings_the_nearest() -> None:
    with pytest.raises(UserError, match="agreements-between"):
        Catalogue().find("agreement-betwen")


def test_every_query_of_ours_keeps_the_rules() -> None:
    catalogue = Catalogue()
    assert len(catalogue) >= 30
    for query in catalogue.values():
        query.check()
        assert query.header.tags, query.name
        assert all(set(p.meaning) == {"en", "ar"} and p.example for p in query.header.parameters.values()
                   if not p.default)  # fmt: skip
        assert all(set(texts) == {"en", "ar"} for texts in query.header.columns.values()), query.name
