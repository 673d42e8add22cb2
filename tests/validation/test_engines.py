"""rudof gives what pySHACL gives, on every constraint of every shape and on what the command does with it."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from mithaq import pipeline
from mithaq.cli.validate import validate as command
from mithaq.errors import UserError
from mithaq.store import Store
from mithaq.validation import ValidationReport, check, rudof_engine
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize
from rdflib import URIRef

from tests.ontology.test_shapes import BREAK, MQS, OF_BOTH, SHAPES, Data, constraints
from tests.validation.breaking import good, late_signing, one_participant, strange_kind

ORDER = ("LessThan", "MinInclusive", "MinExclusive", "MaxInclusive")


def known(result: tuple[str, ...]) -> bool:
    """The differences between the engines that `rudof_engine` tells: values that have no order between them,
    and literals as focus nodes. Each such data breaks another constraint too, and by both engines."""
    return result[1].startswith(ORDER) or result[2].startswith('"')


def found(report: ValidationReport) -> set[tuple[str, ...]]:
    return {
        (f.rule.name, f.component.rpartition("#")[2], str(f.focus), str(f.path), str(f.value)) for f in report.findings
    }


@pytest.mark.parametrize("make", [good, strange_kind, late_signing, one_participant])
def test_both_engines_give_one_report(make) -> None:  # type: ignore[no-untyped-def]
    assert check(make(), engine="rudof") == check(make())


def test_both_engines_agree_on_every_constraint() -> None:
    for shape, constraint, node in constraints():
        kind = URIRef(constraint)
        data = Data.of(shape, node)
        BREAK[OF_BOTH.get(kind, kind)](data, SHAPES.value(MQS[shape], kind))
        reports = [check(data.triples, engine=engine) for engine in ("pyshacl", "rudof")]
        one, other = map(found, reports)
        assert {r for r in one ^ other if not known(r)} == set(), (shape, constraint, node)
        assert one & other, (shape, constraint, node)


def test_both_engines_agree_on_what_articles_say_whole_and_broken(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """The graphs of the five articles as they are, and each with one statement taken out or made false, for as many
    statements as time allows."""
    with Store.open(tmp_path / "store", write=True, create=True) as store:
        pipeline.load([str(Path(__file__).parents[2] / "seeds")], store, workers=1)
        graphs = [sorted(store.article_graph(id), key=str) for id in store.article_ids()]
    dice, broken = random.Random(1), 0
    for graph in graphs:
        assert check(graph, engine="rudof") == check(graph)
        for false in (None, Literal("x"), NamedNode("urn:x:y")) * 3:
            one = dice.choice(graph)
            rest = [quad for quad in graph if quad != one]
            changed = [*rest, Quad(one.subject, one.predicate, false, one.graph_name)] if false else rest
            reports = [found(check(changed, engine=engine)) for engine in ("pyshacl", "rudof")]
            assert {result for result in reports[0] ^ reports[1] if not known(result)} == set(), one
            broken += bool(reports[0])
    assert broken > 20


def test_what_one_call_checked_is_gone_in_the_next() -> None:
    assert not check(strange_kind(), engine="rudof").conforms
    assert check(good(), engine="rudof").findings == ()


def test_a_literal_with_everything_in_it_reaches_rudof_whole(tmp_path) -> None:  # type: ignore[no-untyped-def]
    hostile = NamedNode("https://w3id.org/mithaq/id/x"), NamedNode("https://w3id.org/mithaq/ontology#content")
    data = [q.triple for q in strange_kind()] + [
        Triple(*hostile, q.object) for q in good() if "content" in str(q.predicate)
    ]
    assert found(check(data, engine="rudof")) == found(check(data))
    path = tmp_path / "bad.nt"
    serialize(data, str(path), format=RdfFormat.N_TRIPLES)
    results = [
        CliRunner().invoke(command, [str(path), "--format", "json", "--engine", e]) for e in ("pyshacl", "rudof")
    ]
    assert results[0].exit_code == results[1].exit_code == 1
    assert results[0].output == results[1].output


def test_without_the_extra_the_call_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrudof", None)
    rudof_engine._session.cache_clear()
    with pytest.raises(UserError, match=r"pip install 'mithaq\[rudof\]'"):
        check(good(), engine="rudof")
    rudof_engine._session.cache_clear()
