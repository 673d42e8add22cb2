"""Groups from verdicts about pairs."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st
from mithaq.identity.cluster import Join, cluster
from mithaq.identity.verdict import Strength, Verdict

NAMES = "abcdef"
PAIRS = [(a, b) for a in NAMES for b in NAMES if a < b]


Verdicts = dict[tuple[str, str], Verdict]


def _cluster(names: Iterable[str], verdicts: Verdicts) -> tuple[list[list[str]], list[Join]]:
    def apart(one: str, other: str) -> bool:
        found = verdicts.get((min(one, other), max(one, other)))
        return found is not None and found.strength is Strength.DIFFERENT

    return cluster(names, {p: v for p, v in verdicts.items() if v.strength is not Strength.DIFFERENT}, apart)


def _verdicts(**pairs: Strength) -> Verdicts:
    return {(pair[0], pair[1]): Verdict(strength, ()) for pair, strength in pairs.items()}


def test_what_is_apart_keeps_whole_groups_apart() -> None:
    groups, _ = _cluster("abc", _verdicts(ab=Strength.SAME, bc=Strength.SAME, ac=Strength.DIFFERENT))
    assert groups == [["a", "b"], ["c"]]


def test_a_judgement_goes_before_what_seems_certain() -> None:
    groups, _ = _cluster("abc", _verdicts(ab=Strength.SAME, bc=Strength.JUDGED, ac=Strength.DIFFERENT))
    assert groups == [["a"], ["b", "c"]]


def test_a_name_torn_between_two_that_are_apart_joins_neither() -> None:
    groups, _ = _cluster("abc", _verdicts(ab=Strength.LIKELY, ac=Strength.LIKELY, bc=Strength.DIFFERENT))
    assert groups == [["a"], ["b"], ["c"]]


def test_firm_evidence_settles_what_likelihood_leaves_open() -> None:
    groups, _ = _cluster("abc", _verdicts(ab=Strength.FIRM, ac=Strength.LIKELY, bc=Strength.DIFFERENT))
    assert groups == [["a", "b"], ["c"]]


@given(
    st.dictionaries(st.sampled_from(PAIRS), st.sampled_from(list(Strength)).map(lambda s: Verdict(s, ()))),
    st.permutations(list(NAMES)),
    st.randoms(use_true_random=False),
)
def test_groups_partition_the_names_keep_apart_and_do_not_depend_on_order(verdicts, names, random) -> None:  # type: ignore[no-untyped-def]
    groups, joins = _cluster(names, verdicts)
    assert sorted(name for group in groups for name in group) == list(NAMES)
    for (a, b), verdict in verdicts.items():
        if verdict.strength is Strength.DIFFERENT:
            assert not any(a in group and b in group for group in groups)
    shuffled = list(verdicts.items())
    random.shuffle(shuffled)
    assert _cluster(sorted(names), dict(shuffled)) == (groups, joins)
    assert len(joins) == len(NAMES) - len(groups)
