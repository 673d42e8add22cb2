"""What the store keeps of an article beside its graph."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import RdfFormat, serialize

from mithaq import copies, identity
from mithaq.corrections import corrections_digest
from mithaq.identity.entity_profiles import dump_profile
from mithaq.pipeline import article_serialization
from mithaq.pipeline.processor import ArticleProcessor, ProcessedArticle
from mithaq.rdf import Minter
from mithaq.reading.article import Article
from mithaq.shuffle import PartArticle
from mithaq.store import ArticleRecord, record_quads

__all__ = ["article_digest", "article_iri", "article_record", "part_article"]


def article_iri(processor: ArticleProcessor, id: str) -> str:
    """The name of the graph of an article."""
    return _minter(processor.base).article(id).value


@lru_cache(maxsize=4)
def _minter(base: str) -> Minter:
    return Minter(base)


def article_digest(processor: ArticleProcessor, article: Article) -> str:
    """A hash of the article and of all settings, corrections and separate mentions that its graph depends on."""
    corrections = corrections_digest(processor.corrections.get(article.id, ()))
    corrections += identity.mentions_digest(processor.separate.get(article.id, ()))
    return article_serialization.digest(article, processor.min_confidence, processor.extract.version, corrections)


def article_record(processor: ArticleProcessor, article: Article, result: ProcessedArticle) -> ArticleRecord:
    """The record of an article. One that was read in part has no digest, so that the next load reads it again."""
    settings = article_serialization.Settings(processor.min_confidence, processor.extract.version)
    reading = article_serialization.with_settings(article_serialization.to_json(article), settings)
    digest = "" if result.unread else article_digest(processor, article)
    return ArticleRecord(article.id, article_iri(processor, article.id), digest, reading)


def part_article(processor: ArticleProcessor, article: Article, result: ProcessedArticle) -> PartArticle:
    """The article as part of a bulk load."""
    entry = article_record(processor, article, result)
    records = serialize(record_quads(entry), format=RdfFormat.N_QUADS) or b""
    profiles = {iri: dump_profile(profile) for iri, profile in result.profiles.items()}
    body = tuple((span.start, span.end) for span in article.body)
    records += copies.band_quads(entry.iri, result.bands)
    return PartArticle(entry.iri, result.quads, records, profiles, result.bands, body)
