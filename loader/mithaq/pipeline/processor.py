"""Process one article from text to validated quads, in a worker process."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Quad, RdfFormat, serialize

from mithaq import identity
from mithaq.copies import band_keys
from mithaq.corrections import Correction, apply
from mithaq.errors import UserError
from mithaq.extraction import ExtractionStopped, Extractor
from mithaq.extraction.work import WorkLimitError
from mithaq.identity import EntityProfiles
from mithaq.pipeline.article_texts import body_text
from mithaq.pipeline.confidence import filter_by_confidence
from mithaq.rdf import BASE, Minter, SeparateMention, correction_quads, describe
from mithaq.reading.article import Article

__all__ = ["MAX_QUADS", "ArticleProcessor", "Checker", "ProcessedArticle"]

MAX_QUADS = 200_000
"""Statements in the graph of one article; an article of a thousand words has some hundred."""

Checker = Callable[[list[Quad]], str]
"""Returns the errors in the graph of an article as text, empty if there are none. A module-level function, so that it
can be pickled."""


@dataclass(frozen=True, slots=True)
class ProcessedArticle:
    """The result for one article.

    `quads` is its graph as N-Quads, `profiles` its contribution to the profile of each name, `errors` the reason for
    quarantine or empty, `seconds` the duration of each stage."""

    quads: bytes
    profiles: EntityProfiles = field(default_factory=dict)
    errors: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    bands: tuple[str, ...] = ()
    """The keys by which copies of the article are found (`mithaq.copies`)."""
    unread: tuple[str, ...] = ()
    """What the extractor could not read of the article, and why."""
    stopped: str = ""
    """Why the extractor cannot read this or any further article; else empty."""


@dataclass(frozen=True, slots=True)
class ArticleProcessor:
    """The stages between reading and storing as one picklable callable.

    An error in the extractor or checker quarantines the article; the load continues. So does more work than
    `mithaq.extraction.work` and `MAX_QUADS` allow. A `UserError` is raised: it concerns every article.
    """

    extract: Extractor
    check: Checker
    min_confidence: float = 0.0
    base: str = BASE
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    """The corrections in force, by article."""
    separate: Mapping[str, tuple[SeparateMention, ...]] = field(default_factory=dict)
    """The mentions that reviewers keep apart, by article."""

    def __post_init__(self) -> None:
        if not 0 <= self.min_confidence <= 1:  # neither is nan
            raise UserError(f"minimum confidence {self.min_confidence}: give a number from 0 to 1")

    def __call__(self, article: Article) -> ProcessedArticle:
        started = time.perf_counter()
        try:
            corrected = apply(article, self.extract(article), self.corrections.get(article.id, ()))
            facts = filter_by_confidence(corrected.facts, self.min_confidence)
            extracted = time.perf_counter()
            separate = self.separate.get(article.id, ())
            quads = describe(article, facts, base=self.base, separate=separate)
            if corrected.steps:
                more = correction_quads(article, corrected.steps, quads, base=self.base, separate=separate)
                quads = sorted({*quads, *more}, key=str)
            text = serialize(quads, format=RdfFormat.N_QUADS) or b""
            described = time.perf_counter()
            if len(quads) > MAX_QUADS:
                raise WorkLimitError(f"has {len(quads):,} statements, and one article may have {MAX_QUADS:,}")
            errors = self.check(quads)
            checked = time.perf_counter()
            profiles = identity.profiles_of(Minter(self.base).article(article.id).value, quads) if not errors else {}
            bands = band_keys(body_text(article)) if not errors else ()
        except ExtractionStopped as problem:
            return ProcessedArticle(b"", stopped=str(problem))
        except UserError:
            raise
        except BaseException as problem:
            if not isinstance(problem, Exception) and type(problem).__name__ != "PanicException":  # of the engine
                raise
            return ProcessedArticle(b"", errors=_reason(problem))
        stages = {
            "extract": extracted - started,
            "describe": described - extracted,
            "check": checked - described,
            "resolve": time.perf_counter() - checked,
        }
        return ProcessedArticle(text, profiles, errors, stages, bands, corrected.facts.unread)


def _reason(problem: BaseException) -> str:
    """Why an article is quarantined, in one line."""
    stated = " ".join(str(problem).split())
    if isinstance(problem, WorkLimitError):
        return f"costs too much work: it {stated}"
    return f"could not be processed ({type(problem).__name__}: {stated})"
