"""From an article to its facts: the passes in their order, and the projections of what they found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from mithaq.errors import UserError
from mithaq.extraction import entities
from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.registry import FAMILIES
from mithaq.extraction.facts import Facts, Place
from mithaq.extraction.version import rules_version
from mithaq.lexicon import Lexicon, lexicon
from mithaq.reading.article import Article

__all__ = ["ExtractionStopped", "Extractor", "FunctionExtractor", "RuleExtractor", "extract"]


class ExtractionStopped(UserError):
    """An extractor cannot read any further article, for example because its server is gone.

    A load ends after the articles that were read before; run again, it goes on from there.
    """


class Extractor(Protocol):
    """Reads the facts out of an article: the rules here, or any other method.

    An extractor must be picklable, because worker processes run it.
    """

    @property
    def version(self) -> str:
        """Name and version. A load skips an article only if the extractor that read it had the same version, so the
        version must change whenever the facts may."""

    def __call__(self, article: Article) -> Facts:
        """The facts of one article; a pure function of the article.

        Raises:
            ExtractionStopped: no further article can be read now.
        """


@dataclass(frozen=True, slots=True)
class FunctionExtractor:
    """Makes an extractor of a function defined at the top level of a module."""

    function: Callable[[Article], Facts]
    version: str

    def __call__(self, article: Article) -> Facts:
        return self.function(article)


class RuleExtractor:
    """The default extractor: rules over the lexicon. The same article always gives the same facts.

    `words` replaces the lexicon that comes with the package; `version` then names that lexicon.
    """

    def __init__(self, words: Lexicon | None = None, version: str = "") -> None:
        self._lexicon = words
        self._lexicon_version = version

    @property
    def version(self) -> str:
        """`rules`, the version of the package, and a hash of the code and the tables of the rules."""
        return " ".join(filter(None, ("rules", rules_version(), self._lexicon_version)))

    def __call__(self, article: Article) -> Facts:
        return self.project(self.analyze(article))

    def analyze(self, article: Article) -> Analysis:
        """Find the mentions and clauses of an article."""
        return Analysis(article, self._lexicon or lexicon())

    def project(self, analysis: Analysis) -> Facts:
        """The facts of an analyzed article."""
        persons = analysis.people.persons
        events = {family.field: analysis.once(family.project) for family in FAMILIES}
        return Facts(
            article_id=analysis.article.id,
            states=entities.states(analysis),
            officials=tuple(entities.official(analysis, i, p) for i, p in enumerate(persons)),
            organizations=tuple(entities.organization(analysis, g) for g in analysis.groups),
            tenures=tuple(t for i in range(len(persons)) for t in entities.tenures(analysis, i)),
            **events,
            places=tuple(Place(name, state) for name, state in analysis.places),
            titles=entities.bare_titles(analysis),
        )


def extract(article: Article) -> Facts:
    """Read an article with the default rules.

    Every entity and fact carries the passage that says it; dates are as precise as the text.
    """
    return RuleExtractor()(article)
