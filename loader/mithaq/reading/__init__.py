"""Text, HTML and JSON read into articles, with what a page puts around an article left out of its body."""

from mithaq.reading.article import Article, Span
from mithaq.reading.limits import MAX_BYTES
from mithaq.reading.problem import Problem, SkippedInput
from mithaq.reading.reader import read

__all__ = ["MAX_BYTES", "Article", "Problem", "SkippedInput", "Span", "read"]
