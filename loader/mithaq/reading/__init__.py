"""Read files of many forms into articles, excluding page furniture from the article body."""

from mithaq.reading.article import Article, Span
from mithaq.reading.limits import MAX_BYTES
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import DateProblem, Note, Problem, SkippedInput
from mithaq.reading.reader import Located, ReadItem, read, read_located
from mithaq.reading.watched import Watch

__all__ = [
    "MAX_BYTES", "Article", "DateProblem", "Located", "Note", "Problem", "ReadItem", "ReadOptions", "SkippedInput",
    "Span", "Watch", "read", "read_located",
]  # fmt: skip
