"""Find copies of one text among articles: the same wire story under several ids or outlets is one witness.

Each article gets MinHash band keys when it is read (`band_keys`, a pure function of its text). Articles that share
enough bands are compared word for word; those that are similar enough form groups. In each group every article but the
first is stated to be a copy (`mq:copyOf`) of the first. The groups depend on the set of articles alone, not on their
order.
"""

from mithaq.copies.blocks import COPIES, Blocks
from mithaq.copies.full_pass import copies_in_parts
from mithaq.copies.groups import (
    add_copies,
    are_current,
    band_quads,
    bands,
    clear_copies,
    withdraw_copies,
)
from mithaq.copies.signature import MIN_SIMILARITY, band_keys, shingles, similarity

__all__ = [
    "COPIES",
    "MIN_SIMILARITY",
    "Blocks",
    "add_copies",
    "are_current",
    "band_keys",
    "band_quads",
    "bands",
    "clear_copies",
    "copies_in_parts",
    "shingles",
    "similarity",
    "withdraw_copies",
]  # fmt: skip
