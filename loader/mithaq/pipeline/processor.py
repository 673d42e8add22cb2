"""One article's way from text to checked quads: what a worker does."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pyoxigraph import Quad, RdfFormat, serialize

from mithaq import identity
from mithaq.extraction import Extractor
from mithaq.identity import EntityProfiles
from mithaq.pipeline.confidence import filter_by_confidence
from mithaq.rdf import BASE, Minter, describe
from mithaq.reading.article import Article

__all__ = ["ArticleProcessor", "Checker", "ProcessedArticle"]

Checker = Callable[[list[Quad]], str]
"""Says in text what is wrong with an article's graph; an empty text when nothing is. Also a module's
function."""


@dataclass(frozen=True, slots=True)
class ProcessedArticle:
    """`quads` is the article's graph as N-Quads, `profiles` what it adds to what is known of each name; `errors`
    the report that keeps it out, or empty. `seconds` says how long each stage took."""

    quads: bytes
    profiles: EntityProfiles = field(default_factory=dict)
    errors: str = ""
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ArticleProcessor:
    """The stages between reading and storing, as one picklable callable.

    A crash of the extractor or of the checker on one article is that article's errors, not the load's end.
    """

    extract: Extractor
    check: Checker
    min_confidence: float = 0.0
    base: str = BASE

    def __call__(self, article: Article) -> ProcessedArticle:
        started = time.perf_counter()
        try:
            facts = filter_by_confidence(self.extract(article), self.min_confidence)
            extracted = time.perf_counter()
            quads = describe(article, facts, base=self.base)
            text = serialize(quads, format=RdfFormat.N_QUADS) or b""
            described = time.perf_counter()
            errors = self.check(quads)
            checked = time.perf_counter()
            profiles = identity.profiles_of(Minter(self.base).article(article.id).value, quads) if not errors else {}
        except (
            RecursionError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            ArithmeticError,
        ) as problem:
            return ProcessedArticle(b"", errors=f"could not be read into facts ({type(problem).__name__}: {problem})")
        stages = {
            "extract": extracted - started,
            "describe": described - extracted,
            "check": checked - described,
            "resolve": time.perf_counter() - checked,
        }
        return ProcessedArticle(text, profiles, errors, stages)
