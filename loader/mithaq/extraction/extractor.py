"""From an article to its facts: the passes in their order, and the projections of what they found."""

from __future__ import annotations

from typing import Protocol

from mithaq.extraction import entities
from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.registry import FAMILIES
from mithaq.extraction.facts import Facts, Place
from mithaq.lexicon import Lexicon, lexicon
from mithaq.reading.article import Article

__all__ = ["Extractor", "RuleExtractor", "extract"]


class Extractor(Protocol):
    """Anything that reads facts out of an article: the rules here, or another reader."""

    def __call__(self, article: Article) -> Facts: ...


class RuleExtractor:
    """The default reader: rules over the lexicon. Pure: the same article gives the same facts, always."""

    def __init__(self, words: Lexicon | None = None) -> None:
        self._lexicon = words or lexicon()

    def __call__(self, article: Article) -> Facts:
        analysis = Analysis(article, self._lexicon)
        persons = analysis.people.persons
        events = {family.field: family.project(analysis) for family in FAMILIES}
        return Facts(
            article_id=article.id,
            states=entities.states(analysis),
            officials=tuple(entities.official(analysis, i, p) for i, p in enumerate(persons)),
            organizations=tuple(entities.organization(analysis, g) for g in analysis.groups),
            tenures=tuple(t for i in range(len(persons)) for t in entities.tenures(analysis, i)),
            **events,
            places=tuple(Place(name, state) for name, state in analysis.places),
        )


def extract(article: Article) -> Facts:
    """Read an article with the default rules.

    Every entity and fact carries the passage that says it; dates are as precise as the text.
    """
    return RuleExtractor()(article)
