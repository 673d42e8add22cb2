"""Names as people type them."""

from __future__ import annotations

from mithaq.identity import find
from mithaq.rdf import Minter
from mithaq.store import Store

from tests.identity.told import Told, foreign_minister, put


def test_a_name_is_found_in_any_spelling_by_any_label_and_by_iri(store: Store) -> None:
    told = [Told(str(i)) for i in range(3)]
    told[0].official("عبد الرحمن العطية", foreign_minister("QA"), forms=("العطية",))
    told[1].official("عبدالرحمن بن حمد العطيه", foreign_minister("QA"))
    told[2].official("عبد الرحمن العطية", foreign_minister("IQ"))
    put(store, told)
    names = ("عبد الرحمن العطية", "عبد الرحمن بن حمد العطية", "عبد الرحمن العطية")
    qatari, full, iraqi = (
        Minter().official(name, state).value for name, state in zip(names, ("QA", "QA", "IQ"), strict=True)
    )
    assert store.canonical(qatari) == full
    assert find(store, "عبدالرحمن بن حمد العطية") == [full], "the name, not all that is joined with it"
    assert find(store, "عبدالرحمن العطيه") == sorted([qatari, iraqi])
    assert find(store, "العطية") == [qatari]
    assert find(store, qatari) == [qatari]
    assert find(store, "عبدالله العطية") == []
    assert find(store, "https://w3id.org/mithaq/id/person/nobody") == []
