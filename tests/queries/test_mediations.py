"""The stored query `mediations`: a row for each pair of parties, for a party alone, for a dispute without parties."""

from __future__ import annotations

from pathlib import Path

from mithaq.queries import Catalogue, NameResolver, prepare
from mithaq.store import Store
from pyoxigraph import QuerySolutions

from tests.queries.corpus import IQ, KW, QA, SA, TR, Told, build

TITLE = "وساطات في المنطقة"
TOLD = (
    "توسطت الكويت بين قطر والسعودية والعراق.",
    "وتوسطت تركيا لدى العراق للإفراج عن رهائن.",
    "وقادت قطر وساطة لإنهاء النزاع.",
)


def test_mediations_with_several_parties_with_one_and_with_a_dispute_only(tmp_path: Path) -> None:
    told = Told("mediations-1", "2019-05-02", TITLE, *TOLD)
    told.states(0, "KW", "QA", "SA", "IQ", "TR")
    told.mediation(0, KW, QA, SA, IQ)
    told.mediation(1, TR, IQ, dispute="الإفراج عن رهائن")
    told.mediation(2, QA, dispute="إنهاء النزاع")
    build(tmp_path / "store", [told])
    assert _rows(tmp_path / "store") == {
        ("الكويت", "العراق", "السعودية", ""),
        ("الكويت", "العراق", "قطر", ""),
        ("الكويت", "قطر", "السعودية", ""),
        ("تركيا", "العراق", "", "الإفراج عن رهائن"),
        ("قطر", "", "", "إنهاء النزاع"),
    }


def _rows(folder: Path) -> set[tuple[str, ...]]:
    with Store.open(folder) as store:
        found = store.raw.query(prepare(Catalogue()["mediations"], {}, NameResolver(store)))
        assert isinstance(found, QuerySolutions)
        names = ("mediatorLabel", "oneLabel", "otherLabel", "dispute")
        return {tuple(row[name].value if row[name] else "" for name in names) for row in found}
