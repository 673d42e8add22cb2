"""Posts of aides that name the official they serve before their own holder: the adviser of President N1 for A, N2."""

from __future__ import annotations

from dataclasses import replace

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import RULERS, state_of_office
from mithaq.extraction.mentions.name_parts import name_parts, plain_name
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.positions import parse_position

__all__ = ["of_known_ruler"]


def _inner(doc: Document, post: PositionMention) -> int | None:
    """The word at which a post begins inside another, behind the head of that."""
    head = doc.find(post.words[0], "role")
    begin = head.end if head is not None else post.words[0] + 1
    return next((k for k in post.words[1:] if k >= begin and doc.find(k, "role") is not None), None)


def of_known_ruler(doc: Document, mention: Mention) -> Mention | None:
    """The post of an aide in a post and a name, where the authority table knows the name in the office that ends the
    post: the envoy of President N, an assistant of Prime Minister N."""
    post = mention.posts[-1] if mention.named and len(mention.posts) == 1 else None
    if post is None or not post.complete or post.proclitics or post.end > mention.name_start:
        return None
    inner = _inner(doc, post)
    if inner is None or doc.words[inner].has_conjunction:
        return None
    served = parse_position(doc, inner)
    if served is None or served.concept not in RULERS or served.end != post.end:
        return None
    name = plain_name(name_parts(doc.label(mention.name_start, mention.name_end, mention.cut)))
    state = state_of_office(doc, name, served.concept)
    if not state or state_of_office(doc, name, post.concept):
        return None
    at = mention.start
    return Mention(at, inner, at, at, [replace(post, state=state)], (), mention.proclitics, rule="post")
