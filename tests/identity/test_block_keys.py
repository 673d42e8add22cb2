"""The numbers of blocking keys."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from mithaq.identity.block_keys import MAX_BLOCK_SIZE, MAX_BLOCK_SIZES, block_key, max_block_size
from pyoxigraph import Literal

KINDS = st.sampled_from(["official", "agreement", "meeting"])


@given(KINDS, st.text(), KINDS, st.text())
def test_a_key_is_a_number_that_the_engine_keeps_whole_and_another_key_is_another(
    kind: str, key: str, other_kind: str, other: str
) -> None:
    number = block_key(kind, key)
    assert int(Literal(number).value) == number < 1 << 63
    assert (number == block_key(other_kind, other)) == ((kind, key) == (other_kind, other))


@given(KINDS, st.text())
def test_a_key_knows_the_limit_of_its_kind(kind: str, key: str) -> None:
    assert max_block_size(block_key(kind, key)) == MAX_BLOCK_SIZES.get(kind, MAX_BLOCK_SIZE)


def test_keys_are_the_same_in_all_stores() -> None:
    """Another number for a key needs another format of stores."""
    assert [block_key(kind, "a b") for kind in ("official", "agreement")] == [1221177923085353664, 8704218573764632337]
