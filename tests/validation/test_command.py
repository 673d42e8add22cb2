"""`mithaq validate` on real files and on a real store on disk."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from mithaq.cli.validate import validate
from mithaq.errors import UserError
from mithaq.rdf import Minter
from mithaq.store import ArticleRecord, Store
from pyoxigraph import Quad, RdfFormat, serialize

from tests.rdf.samples import ARTICLE, SENTENCES
from tests.validation.breaking import good, one_participant, strange_kind

FORMS = {
    "ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD,
}  # fmt: skip


def run(*arguments: object) -> Result:
    return CliRunner().invoke(validate, [str(a) for a in arguments], terminal_width=200)


def refused(*arguments: object) -> str:
    """The one line a call that cannot be carried out dies of; the command line prints it and exits with 2."""
    problem = run(*arguments).exception
    assert isinstance(problem, UserError)
    assert "\n" not in str(problem)
    return str(problem)


def write(path: Path, quads: list[Quad]) -> Path:
    form = FORMS[path.suffix.lstrip(".")]
    data = quads if form.supports_datasets else [q.triple for q in quads]
    serialize(data, str(path), format=form)
    return path


def store(directory: Path, quads: list[Quad]) -> Path:
    with Store.open(directory, write=True, create=True) as opened:
        text = serialize(quads, format=RdfFormat.N_QUADS)
        assert text is not None
        opened.put([(ArticleRecord(ARTICLE.id, Minter().article(ARTICLE.id).value, "0"), text)])
        opened.publish()
    return directory


@pytest.mark.parametrize("ending", FORMS)
def test_a_users_file_in_any_format(tmp_path: Path, ending: str) -> None:
    assert run(write(tmp_path / f"good.{ending}", good())).exit_code == 0
    bad = run(write(tmp_path / f"bad.{ending}", strange_kind()))
    assert bad.exit_code == 1
    assert "agreementKind" in bad.output


def test_a_packed_file_and_several_files(tmp_path: Path) -> None:
    plain = write(tmp_path / "good.ttl", good())
    packed = tmp_path / "bad.ttl.gz"
    packed.write_bytes(gzip.compress(write(tmp_path / "bad.ttl", strange_kind()).read_bytes()))
    result = run(plain, packed, "--format", "json")
    document = json.loads(result.output)
    assert (result.exit_code, document["graphs"], document["counts"]["violation"]) == (1, 2, 1)


def test_the_severity_that_fails_is_chosen(tmp_path: Path) -> None:
    path = write(tmp_path / "warned.ttl", one_participant())
    assert [run(path, "--fail-on", on).exit_code for on in ("violation", "warning", "none")] == [0, 1, 0]
    bad = write(tmp_path / "bad.ttl", strange_kind())
    assert run(bad, "--fail-on", "none").exit_code == 0


def test_the_report_goes_to_a_file(tmp_path: Path) -> None:
    path, report = write(tmp_path / "bad.ttl", strange_kind()), tmp_path / "report.xml"
    result = run(path, "--format", "junit", "--language", "ar", "--output", report)
    assert (result.exit_code, result.output) == (1, "")
    assert len(ElementTree.parse(report).findall("testcase/failure")) == 1
    run(path, "--output", tmp_path / "report.txt")
    assert SENTENCES[0][:40] in (tmp_path / "report.txt").read_text("utf-8")


def test_a_store_and_one_article_of_it(tmp_path: Path) -> None:
    directory = store(tmp_path / "store", strange_kind())
    whole = run("--store", directory, "--format", "json")
    assert whole.exit_code == 1
    assert json.loads(whole.output)["graphs"] == 1  # the books of the store are not data
    one = run("--store", directory, "--article", ARTICLE.id, "--format", "json")
    assert json.loads(one.output)["findings"] == json.loads(whole.output)["findings"]
    assert run("--store", store(tmp_path / "fine", good())).exit_code == 0


def test_the_store_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MITHAQ_STORE", str(store(tmp_path / "store", strange_kind())))
    assert run().exit_code == 1


def test_a_merged_graph_is_checked_when_asked_for(tmp_path: Path) -> None:
    directory = store(tmp_path / "store", good())
    with Store.open(directory, write=True) as opened:
        opened.raw.extend(Quad(*q.triple) for q in strange_kind())
        opened.raw.flush()
        opened.publish()
    assert run("--store", directory).exit_code == 0
    assert run("--store", directory, "--merged").exit_code == 1


def test_what_cannot_be_carried_out_is_one_line(tmp_path: Path) -> None:
    write(tmp_path / "good.ttl", good())
    (tmp_path / "text.docx").write_text("قطر", "utf-8")
    (tmp_path / "broken.ttl").write_text("@prefix a: <http://a/> .\n\na:b a:c ,\n", "utf-8")
    (tmp_path / "latin.nt").write_bytes(b'<urn:a> <urn:b> "\xe9\xff" .\n')
    (tmp_path / "short.ttl.gz").write_bytes(gzip.compress(b"<urn:a:b> <urn:a:c> 1 ." * 99)[:-9])
    (tmp_path / "other.ttl").write_text("<urn:a:b> <urn:a:c> 1 .\n", "utf-8")
    (tmp_path / "empty.ttl").write_bytes(b"")
    (tmp_path / "folder.ttl").mkdir()
    assert "no such file" in refused(tmp_path / "missing.ttl")
    assert ".ttl" in refused(tmp_path / "text.docx")
    assert "line 3" in refused(tmp_path / "broken.ttl")
    assert "latin.nt" in refused(tmp_path / "latin.nt")
    assert "short.ttl.gz" in refused(tmp_path / "short.ttl.gz")
    assert "no" in refused(tmp_path / "other.ttl")
    assert "no instance of a Mithaq class" in refused(tmp_path / "other.ttl")
    assert "no instance of a Mithaq class" in refused(tmp_path / "empty.ttl")
    assert "cannot be read" in refused(tmp_path / "folder.ttl")
    assert "not both" in refused(tmp_path / "good.ttl", "--store", tmp_path)
    assert "there is no store here" in refused("--store", tmp_path / "none")
    assert "has no article 'x'" in refused("--store", store(tmp_path / "store", good()), "--article", "x")
    assert "cannot be written" in refused(tmp_path / "good.ttl", "--output", tmp_path / "no" / "report.txt")
