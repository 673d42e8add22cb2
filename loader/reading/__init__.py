"""Text, HTML and JSON read into articles, with what a page puts around an article left out of its body."""

from loader.reading.article import Article, Span
from loader.reading.limits import MOST_BYTES
from loader.reading.problem import Aside, Problem
from loader.reading.reader import read

__all__ = ["MOST_BYTES", "Article", "Aside", "Problem", "Span", "read"]
