"""Tables that a spreadsheet opens as they are meant, and never as formulas."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from mithaq.cli import cli
from mithaq.errors import UserError
from mithaq.export import Selection, export_tables
from mithaq.export.nodes import nodes_of
from mithaq.export.tables import columns, escape_formula, write_tables
from mithaq.rdf import MQ, RDF, RDFS, Minter
from mithaq.store import Store
from pyoxigraph import Literal, Triple

FILES = {
    "Agreement", "Article", "Forum", "ForumEdition", "Mediation", "Meeting", "Official", "Organization", "Passage",
    "Place", "Post", "Sanction", "State", "Statement", "Tenure", "Visit",
}  # fmt: skip


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_each_class_has_a_table_with_names_beside_iris(store: Store, tmp_path: Path) -> None:
    counts = export_tables(store, tmp_path / "new" / "tables")
    folder = tmp_path / "new" / "tables"
    assert {path.stem for path in folder.iterdir()} == FILES == set(counts)
    rows = read(folder / "Agreement.csv")
    assert len(rows) == counts["Agreement"] == 2
    pact = next(row for row in rows if row["signedOn"])
    assert pact["label_ar"] == "مذكرة تفاهم لمكافحة الإرهاب"
    assert pact["other_names"] == "مذكرة التفاهم الأمنية"
    assert pact["agreementKind"] == "memorandum"
    assert pact["party"] == "العراق | قطر"
    assert pact["party_iri"] == f"{Minter().state('IQ').value} | {Minter().state('QA').value}"
    assert pact["articles"] == "3"
    assert pact["article_ids"] == "baghdad-7 | doha-1 | kuwait-3"
    passage = next(row for row in read(folder / "Passage.csv") if row["article"] == "doha-1")
    assert len(passage["exact"]) == int(passage["end"]) - int(passage["start"])
    article = next(row for row in read(folder / "Article.csv") if row["identifier"] == "doha-1")
    assert article["title"] == "مذكرة أمنية بين قطر والعراق"
    assert "قطر" in article["mentions"].split(" | ")


def test_the_lines_are_those_of_rfc_4180(store: Store, tmp_path: Path) -> None:
    export_tables(store, tmp_path)
    export_tables(store, tmp_path / "bom", bom=True)
    for name in FILES:
        data = (tmp_path / f"{name}.csv").read_bytes()
        assert data.endswith(b'"\r\n')
        assert (tmp_path / "bom" / f"{name}.csv").read_bytes() == b"\xef\xbb\xbf" + data
        rows = list(csv.reader(StringIO(data.decode(), newline=""), strict=True))
        assert rows[0] == list(columns(name))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert len(rows) > 1


def test_rows_are_sorted_by_name_and_stable(store: Store, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        export_tables(store, tmp_path / folder)
    labels = [row["label_ar"] for row in read(tmp_path / "one" / "Official.csv")]
    assert labels == sorted(labels)
    assert len(labels) > 4
    for name in FILES:
        assert (tmp_path / "one" / f"{name}.csv").read_bytes() == (tmp_path / "two" / f"{name}.csv").read_bytes()


def test_a_part_can_be_had_as_tables(store: Store, tmp_path: Path) -> None:
    counts = export_tables(store, tmp_path, selection=Selection(frozenset({"Statement"})))
    assert counts["Statement"] == 2
    assert counts["Visit"] == 0
    assert read(tmp_path / "Visit.csv") == []
    assert {row["label_ar"] for row in read(tmp_path / "State.csv")} >= {"تركيا", "السعودية"}


FORMULAS = ('=HYPERLINK("http://evil.example","x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(store: Store, tmp_path: Path, text: str) -> None:
    state = Minter().state("QA")
    said = [
        Triple(state, RDF.type, MQ.State),
        Triple(state, RDFS.label, Literal(text, language="ar")),
        Triple(state, MQ.iso3166, Literal(text)),
    ]
    write_tables(store, nodes_of(said), tmp_path)
    (row,) = read(tmp_path / "State.csv")
    assert row["label_ar"] == row["iso3166"] == f"'{text}"


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@\t\r\n\",;|'＝")))
def test_a_cell_is_the_text_with_at_most_an_apostrophe_before_it(text: str) -> None:
    cell = escape_formula(text)
    assert cell in (text, f"'{text}")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def test_a_cell_holds_no_more_than_spreadsheets_take(store: Store, tmp_path: Path) -> None:
    state = Minter().state("QA")
    names = [f"{number:04} " + "ب" * 96 for number in range(1000)]
    said = [Triple(state, RDF.type, MQ.State), Triple(state, MQ.iso3166, Literal("ب" * 40_000))]
    said += [Triple(state, RDFS.label, Literal(name, language="ar")) for name in names]
    write_tables(store, nodes_of(said), tmp_path)
    (row,) = read(tmp_path / "State.csv")
    shown = row["label_ar"].split(" | ")
    assert shown[:-1] == names[: len(shown) - 1]
    assert shown[-1] == f"… and {1000 - len(shown) + 1} more"
    assert 30_000 < len(row["label_ar"]) <= 32_767
    assert len(row["iso3166"]) <= 32_767


def test_the_command_names_what_it_wrote(store_folder: Path, tmp_path: Path) -> None:
    def run(*call: str) -> tuple[int, str]:
        result = CliRunner().invoke(cli, ["export", *call, "--store", str(store_folder)])
        return result.exit_code, result.output + str(result.exception or "")

    code, text = run(str(tmp_path / "t"), "--format", "csv", "--bom")
    assert code == 0
    assert f"{tmp_path / 't' / 'Agreement'}.csv: 2 rows" in text
    (tmp_path / "file").write_text("")
    for out, message in (("t", "add --format csv for tables"), ("file/x", "cannot be made")):
        call = (str(tmp_path / out),) if out == "t" else (str(tmp_path / out), "--format", "csv")
        result = CliRunner().invoke(cli, ["export", *call, "--store", str(store_folder)])
        assert isinstance(result.exception, UserError)
        assert message in str(result.exception)
    assert "give a directory instead of -" in run("-", "--format", "csv")[1]
