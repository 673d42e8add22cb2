"""Posts of those who held them before: N and his predecessor M; N was appointed P in succession to M."""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import LAM

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.counterpart_mentions import subject_of
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.people import Person
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.phrase_lookups import any_verb
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.particles import FROM, IN
from mithaq.lexicon.word_groups import Words

__all__ = ["give_predecessors", "precedes", "predecessor_at", "succeeded_at"]

_BACK = 12  # mentions looked back at for the holder whose predecessor somebody is


def give_predecessors(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """Give those who are called the predecessor of somebody the post that he holds, as one held before."""
    for n, mention in enumerate(mentions):
        if not mention.named or mention.person < 0 or not precedes(doc, mention, mentions[n - 1] if n else None):
            continue
        before = mentions[max(0, n - _BACK) : n]
        if any(post.start == mention.name_end for post in mention.posts):
            _pass_on(doc, persons, before, mention)
        if mention.posts:
            continue
        held = _held(doc, persons, before, mention)
        former = persons[mention.person]
        if held is None or any(post.concept == held.concept for post in former.posts):
            continue
        mention.posts = [replace(held, status="former")]
        former.posts += mention.posts


def succeeded_at(doc: Document, i: int) -> bool:
    """Whether li- and the name of who held a post before may stand at word `i`: in succession to N."""
    return i > 0 and doc.texts[i - 1] in Words.IN_SUCCESSION_TO and doc.texts[i].startswith(LAM)


def predecessor_at(doc: Document, i: int, end: int) -> Mention | None:
    """The name with li- at word `i` of who held a post before."""
    if not succeeded_at(doc, i) or doc.find(i, "role", "title", "plural"):
        return None
    stop = min(name_end(doc, i, titled=True, cut=1), end)
    return Mention.of_name(i, stop, proclitics=LAM) if stop > i else None


def precedes(doc: Document, mention: Mention, last: Mention | None = None) -> bool:
    """Whether somebody is said to have held a post before another: by a noun with a pronoun, by a noun and li-, by in
    place of, or as the object of a verb of succeeding in the post, with its subject, the person `last` before, or a
    relative pronoun before it."""
    at = mention.start - 1
    if at < 1:
        return False
    if doc.texts[at] in Words.IN_SUCCESSION_TO:
        return mention.proclitics.endswith(LAM)
    if doc.texts[at] in Words.IN_PLACE_OF or (doc.texts[at] == FROM and doc.texts[at - 1] in Words.INSTEAD):
        return True
    if _succeeds(doc, at):
        in_office = doc.texts[mention.end : mention.end + 1] == [IN] and doc.texts[mention.end + 1] in Words.OFFICE
        return in_office or doc.texts[at - 1] in Words.RELATIVE
    if last is not None and last.named and last.end == mention.start and _succeeds(doc, last.start - 1):
        return True
    return doc.texts[at] in Words.PREDECESSOR


def _succeeds(doc: Document, k: int) -> bool:
    return k >= 0 and any(v.event_class == "succeed" for v in doc.words[k].verbs)


def _pass_on(doc: Document, persons: list[Person], before: list[Mention], mention: Mention) -> None:
    """Give the post said of the predecessor, in the predicate, to the subject of the clause: N took the place of M as
    P."""
    subject = subject_of(doc, mention.start, before)
    said = [post for post in mention.posts if post.predicate]
    if subject is not None and subject.person not in (-1, mention.person):
        subject.posts = [*subject.posts, *said]
        persons[subject.person].posts += said
    former = persons[mention.person]
    mention.posts = [replace(post, status="former") if post in said else post for post in mention.posts]
    former.posts = [replace(post, status="former") if post in said else post for post in former.posts]


def _held(doc: Document, persons: list[Person], before: list[Mention], mention: Mention) -> PositionMention | None:
    """The post that somebody held before: the one just said of his successor; else that of the subject of the clause,
    or of a sentence before, unless a successor without a post stands after it. His predecessor: of the person before.
    """
    others = [m for m in before if m.person not in (-1, mention.person)]
    if doc.texts[mention.start - 1] in Words.PREDECESSOR:
        return _current(persons, others[-1:])
    low, _ = doc.sentences[doc.sentence(mention.start)]
    here = [m for m in others if m.start >= low]
    said = next((post for m in here[::-1] for post in m.posts if post.complete and _appointed(doc, m, post)), None)
    if said is not None:
        return said
    if doc.texts[mention.start - 1] in Words.IN_PLACE_OF or doc.texts[mention.start - 1] == FROM:
        return None
    subject = subject_of(doc, mention.start, here)
    return (
        _of_subject(doc, persons, here, subject) if subject is not None else _of_before(doc, persons, others, mention)
    )


def _of_subject(doc: Document, persons: list[Person], here: list[Mention], subject: Mention) -> PositionMention | None:
    """The post of the subject of a clause, unless he appoints somebody, or a successor without a post stands after
    him."""
    appointee = any(m.named and not persons[m.person].posts for m in here[here.index(subject) + 1 :])
    appoints = subject.start > 0 and any_verb((doc.words[subject.start - 1],), ("appoint",))
    return None if appointee or (appoints and subject.posts) else _current(persons, [subject])


def _of_before(doc: Document, persons: list[Person], others: list[Mention], mention: Mention) -> PositionMention | None:
    """The post of the subject of a sentence before, or of the latter of two."""
    if not others:
        return None
    last = others[-1]
    latter = any(doc.texts[k] in Words.LATTER for k in range(last.end, mention.start))
    return _current(persons, [last if latter else subject_of(doc, last.end - 1, others) or last])


def _appointed(doc: Document, mention: Mention, post: PositionMention) -> bool:
    """Whether a post is what somebody became: said in the predicate, or right after a name that a verb or masdar of
    appointing leads to."""
    led = mention.named and post.start == mention.name_end and any_verb((doc.words[mention.start - 1],), ("appoint",))
    return post.predicate or led


def _current(persons: list[Person], holders: list[Mention]) -> PositionMention | None:
    posts = (post for m in holders for post in persons[m.person].posts if post.status != "former" and post.complete)
    return next(posts, None)
