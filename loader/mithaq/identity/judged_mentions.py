"""Mentions that reviewers keep apart: one article's use of a name, with an IRI of its own.

Articles that use one name in the same way share its IRI. A judgement that an article means somebody else gives this
article's mention another IRI, which the judgement states. The mention is found again by the IRI that it would have
otherwise, or, if another version of the extractor describes it in another way, by its name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from mithaq.judgements import Judgement
from mithaq.rdf import SeparateMention

__all__ = ["mentions_digest", "mentions_in", "separate_mentions"]


def separate_mentions(lines: Iterable[Judgement]) -> dict[str, tuple[SeparateMention, ...]]:
    """The mentions with an IRI of their own, by article; `lines` are the judgements in force."""
    found: dict[str, dict[str, SeparateMention]] = {}
    for line in lines:
        for mention in mentions_in(line):
            found.setdefault(mention.article, {})[mention.iri] = mention
    return {article: tuple(mine[iri] for iri in sorted(mine)) for article, mine in found.items()}


def mentions_in(line: Judgement) -> tuple[SeparateMention, ...]:
    """The mentions with an IRI of their own that a judgement about identity states."""
    if line.about != "identity":
        return ()
    return tuple(SeparateMention(**mention) for mention in line.content.get("mentions", ()))


def mentions_digest(mentions: Iterable[SeparateMention]) -> str:
    """A hash of the mentions of one article that changes whenever one does; empty if there are none."""
    stated: list[Mapping[str, str]] = [asdict(mention) for mention in mentions]
    text = json.dumps(stated, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if stated else ""
