"""Read text, HTML and JSON into articles, excluding page furniture from the article body."""

from mithaq.reading.article import Article, Span
from mithaq.reading.limits import MAX_BYTES
from mithaq.reading.problem import Problem, SkippedInput
from mithaq.reading.reader import read

__all__ = ["MAX_BYTES", "Article", "Problem", "SkippedInput", "Span", "read"]
