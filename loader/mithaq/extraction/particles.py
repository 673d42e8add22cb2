"""Letters and particles that many rules ask for, by what they mean."""

from pyarabic.araby import ALEF, LAM, WAW

from mithaq.lexicon.groups import only

__all__ = ["AL", "ALA", "AN", "BETWEEN", "FROM", "ILA", "IN", "WAL", "WITH"]

AL = ALEF + LAM
"""The article."""
WAL = WAW + AL
"""And the."""
WITH, BETWEEN, IN, ILA, FROM, ALA, AN = (
    only("with"), only("between"), only("in"), only("to"), only("from"), only("on"), only("about, of"),
)  # fmt: skip
