"""Read the words of a post that a person typed, the way the rules read them in an article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mithaq import extraction
from mithaq.extraction.facts import Organization, Post
from mithaq.reading.article import Article, Span

__all__ = ["PostReading", "read_post"]

_KEPT = 1 << 10
"""Readings that are remembered: each costs some milliseconds."""


@dataclass(frozen=True, slots=True)
class PostReading:
    """A post as the rules read it. `organization` is the one that the words name; `post.organization` is left out.
    `status` is that of the tenure, where the words say it (the former minister)."""

    post: Post
    organization: Organization | None
    status: str


@lru_cache(maxsize=_KEPT)
def read_post(phrase: str, holder: str) -> PostReading | None:
    """Read the words of a post before the name of its holder; None if the rules do not read them as one post."""
    text = f"{phrase} {holder}"
    facts = extraction.extract(Article("post", text, (Span(0, len(text)),)))
    if len(facts.tenures) != 1:
        return None
    post, status = facts.tenures[0].post, facts.tenures[0].status
    body = facts.organizations[int(post.organization.key)] if post.organization is not None else None
    return PostReading(Post(post.phrase, post.role, post.concept, post.state), body, status)
