"""Posts said without a name in one place, of somebody named in another: by the authority table, or by a bare title."""

from __future__ import annotations

from dataclasses import replace

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import state_of_office
from mithaq.extraction.mentions.name_parts import plain_name
from mithaq.extraction.mentions.people import Person
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.post_phrases import GENERAL, compatible

__all__ = ["give_unnamed"]

_RESUMED = frozenset({"spokesperson", "envoy"})
"""Concepts of posts that a bare title takes up again: of ministers and ambassadors there may be several."""
_RULE = "unnamed-holder"
"""The rule by which somebody is given a post that the text names nobody with."""


def give_unnamed(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """Give the posts that nobody is named with to the one person they fit: one without a post who is known to have held
    that office by then (the US president ... Trump), or one with a bare title after it (a spokesman of the ministry ...
    the spokesman N)."""
    free = [m for m in mentions if m.person < 0 and m.posts and m.posts[0].complete and not m.posts[0].predicate]
    for i, person in enumerate(persons):
        for mention in _fitting(doc, person, free):
            mention.person = i
            mention.posts = [replace(post, inference=post.inference or _RULE) for post in mention.posts]
            person.mentions.append(mention)
            person.posts.extend(mention.posts)
            free.remove(mention)


def _fitting(doc: Document, person: Person, free: list[Mention]) -> list[Mention]:
    """The posts among those without a name that fit a person."""
    if not person.posts:
        return [m for m in free if _known_to_hold(doc, person, m.posts[0])]
    return [m for m in free if _entitled(person, m)][-1:] if all(_bare(post) for post in person.posts) else []


def _known_to_hold(doc: Document, person: Person, post: PositionMention) -> bool:
    """Whether the authority table knows the person in the office of that state, by the article's date."""
    concept = "headOfState" if post.concept == "partyLeader" and len(post.words) == 1 else post.concept
    former = post.status == "former"
    return bool(post.state) and state_of_office(doc, plain_name(person.parts), concept, former=former) == post.state


def _bare(post: PositionMention) -> bool:
    """Whether a post is a definite title that leaves out what of."""
    return post.bare and not post.state and post.concept in GENERAL


def _entitled(person: Person, mention: Mention) -> bool:
    """Whether a post was said before the person was named with his bare title, and may be what that means."""
    post = mention.posts[0]
    served = person.states[0] if len(person.states) == 1 else None
    alike = all(post.concept == own.concept or compatible(own, post) for own in person.posts)
    fits = served == post.state if served else post.concept in _RESUMED
    return alike and mention.start < person.posts[0].start and fits
