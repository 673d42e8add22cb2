"""Text, HTML and JSON read into articles, with what a page puts around an article left out of its body."""

from mithaq.reading.article import Article, Span
from mithaq.reading.limits import MOST_BYTES
from mithaq.reading.problem import Aside, Problem
from mithaq.reading.reader import read

__all__ = ["MOST_BYTES", "Article", "Aside", "Problem", "Span", "read"]
