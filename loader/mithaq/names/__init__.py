"""Personal names: their words, spelling variants, and how one name relates to another.

Extraction, identity and linking compare names here, so that a spelling that one of them accepts is accepted by all.
`benchmarks/names.py` measures the comparison against pairs from the tables and against rapidfuzz.
"""

from mithaq.names.comparison import Relation, blocking_keys, compare, compare_words
from mithaq.names.folding import folded_name
from mithaq.names.frequency import bearers, expected_bearers
from mithaq.names.spelling import same_word, same_word_in_text, sound
from mithaq.names.words import HOUSE, name_words

__all__ = [
    "HOUSE",
    "Relation",
    "bearers",
    "blocking_keys",
    "compare",
    "compare_words",
    "expected_bearers",
    "folded_name",
    "name_words",
    "same_word",
    "same_word_in_text",
    "sound",
]
