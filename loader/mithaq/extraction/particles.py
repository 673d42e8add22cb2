"""Letters and particles that many rules ask for, by what they mean."""

from pyarabic.araby import ALEF, LAM, WAW

from mithaq.lexicon.word_groups import OneWord

__all__ = ["AL", "ALA", "AN", "BETWEEN", "FROM", "ILA", "IN", "WAL", "WITH"]

AL = ALEF + LAM
"""The article."""
WAL = WAW + AL
"""And the."""
WITH, BETWEEN, IN, ILA, FROM, ALA, AN = (
    OneWord.WITH, OneWord.BETWEEN, OneWord.IN, OneWord.TO, OneWord.FROM, OneWord.ON, OneWord.ABOUT_OF,
)  # fmt: skip
