"""Posts of those who held them before: N and his predecessor M; N was appointed P in succession to M."""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import LAM

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.counterpart_mentions import subject_of
from mithaq.extraction.mentions.people import Person
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.particles import IN
from mithaq.lexicon.word_groups import Words

__all__ = ["give_predecessors", "precedes"]

_BACK = 12  # mentions looked back at for the holder whose predecessor somebody is


def give_predecessors(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """Give those who are called the predecessor of somebody the post that he holds, as one held before."""
    for n, mention in enumerate(mentions):
        if not mention.named or mention.person < 0 or mention.posts or not precedes(doc, mention):
            continue
        held = _held(doc, persons, mentions[max(0, n - _BACK) : n], mention)
        former = persons[mention.person]
        if held is None or any(post.concept == held.concept for post in former.posts):
            continue
        mention.posts = [replace(held, status="former")]
        former.posts += mention.posts


def precedes(doc: Document, mention: Mention) -> bool:
    """Whether somebody is said to have held a post before another: by a noun with a pronoun, by a noun and li-, or as
    the object of a verb of succeeding in the post."""
    at = mention.start - 1
    if at < 0:
        return False
    if doc.texts[at] in Words.IN_SUCCESSION_TO:
        return mention.proclitics.endswith(LAM)
    succeeded = any(v.event_class == "succeed" for v in doc.words[at].verbs)
    if succeeded and doc.texts[mention.end : mention.end + 1] == [IN]:
        return doc.texts[mention.end + 1] in Words.OFFICE
    return doc.texts[at] in Words.PREDECESSOR


def _held(doc: Document, persons: list[Person], before: list[Mention], mention: Mention) -> PositionMention | None:
    """The post of the subject of the clause, else of the last person before who holds one, as a pronoun means."""
    others = [m for m in before if m.person not in (-1, mention.person)]
    if doc.texts[mention.start - 1] in Words.PREDECESSOR:
        nearest = others[-1:]
    else:
        subject = subject_of(doc, mention.start, others)
        nearest = ([subject] if subject is not None else []) + others[::-1]
    posts = (post for m in nearest for post in persons[m.person].posts if post.status != "former" and post.complete)
    return next(posts, None)
