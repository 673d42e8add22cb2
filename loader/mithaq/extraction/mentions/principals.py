"""Posts of aides that name the official they serve before their own holder: the adviser of President N1 for A, N2."""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import ALEF, LAM

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import RULERS, state_of_office
from mithaq.extraction.mentions.name_parts import name_parts, plain_name
from mithaq.extraction.mentions.name_words import UNKNOWN, bearers, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.people import Person
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.position_steps import deals_before
from mithaq.extraction.mentions.positions import parse_position
from mithaq.extraction.particles import FROM, IN
from mithaq.lexicon.word_groups import Words

__all__ = ["AIDE", "give_aides", "of_kin", "of_known_ruler", "under_principal"]

AIDE = "aide"
"""The rule of a mention that is the post of an aide, before the mention of the official served."""
_REALM = 8  # words at most of what an aide deals with, or where he is sent, between the two names
_NONE = (0, 0)
_RELATED = Words.CHILD | Words.ATTENDANT


def under_principal(doc: Document, mention: Mention, end: int) -> tuple[Mention, Mention] | None:
    """The post of an aide, and the aide, in a post and a name that is that of the official served; None where the name
    is the holder's, as it is unless another name follows.

    Args:
        doc: the article.
        mention: a post, whose last words may be a post of their own, and the name right after it.
        end: one past the last word of the clause.
    """
    post = mention.posts[-1] if mention.named and mention.posts else None
    if post is None or not post.complete or post.kind == "deputy" or post.end > mention.name_start:
        return None
    inner = _inner(doc, post)
    if inner is None or doc.words[inner].has_conjunction or doc.words[inner - 1].has_conjunction:
        return None
    met = doc.texts[mention.name_end] == IN and deals_before(doc, mention.start)  # the envoy N (met) in A M
    start, stop = _second_name(doc, mention.name_end, end)
    if not start or (met and of_known_ruler(doc, mention) is None):
        return None
    aide = Mention(
        mention.start, inner, mention.start, mention.start, mention.posts, mention.titles, mention.proclitics, rule=AIDE
    )
    return aide, Mention.of_name(start, stop)


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


def of_kin(doc: Document, i: int, post: PositionMention, name: tuple[int, int]) -> bool:
    """Whether the name after a post at word `i` is that of somebody's kin or staff: the wife of the president, N; and
    not of the holder, whom the authority table knows in that office (the son of President N)."""
    close = i > 1 and doc.texts[i - 1] == FROM and doc.texts[i - 2] in Words.CLOSE_TO
    stems = doc.words[i - 1].stems if i else ()
    if not close and not any(not article and stem in _RELATED for _, stem, article in stems):
        return False
    if doc.texts[name[1] : name[1] + 1] == [","] and name_end(doc, name[1] + 1, titled=True) > name[1] + 2:
        return False  # (the son of) president N, M
    return not state_of_office(doc, plain_name(name_parts(doc.label(*name))), post.concept)


def _second_name(doc: Document, k: int, end: int) -> tuple[int, int]:
    """Where a name of two words at least starts and ends, set off by two commas at word `k` or behind what an aide
    deals with; else zeros."""
    if k + 2 < end and doc.texts[k] == ",":
        stop = name_end(doc, k + 1, titled=True)
        return (k + 1, stop) if stop > k + 2 and doc.texts[stop : stop + 1] == [","] else _NONE
    if k >= end or not (doc.texts[k].startswith(LAM) or doc.texts[k] in Words.ENVOY_PREPOSITION):
        return _NONE
    for j in range(k + 1, min(k + _REALM, end)):
        if not _of_realm(doc, j):
            return _NONE
        if _may_be_named(doc, j):
            stop = name_end(doc, j, titled=True)
            return (j, stop) if stop > j + 1 else _NONE
    return _NONE


def _of_realm(doc: Document, j: int) -> bool:
    """Whether word `j` may say what an aide deals with, or be the name after it: no verb, no object (received a
    delegation), no other preposition."""
    word = doc.words[j]
    if word.kind != "word" or word.text in Words.THAT or word.text in Words.HEADED_BY or (word.verbs and not word.pos):
        return False
    if word.function_class == "prep":
        return word.text in Words.ENVOY_PREPOSITION or bool(word.given_count)
    return bool(doc.hits.get(j)) or not (
        word.text.endswith(ALEF) and "n" in word.pos and not word.definite and not bearers(word)
    )


def _may_be_named(doc: Document, j: int) -> bool:
    """Whether word `j` is likely to be a name: not a noun with the article, nor the place that an aide is sent to."""
    word = doc.words[j]
    if doc.hits.get(j) and not doc.find(j, "official"):
        return False
    return name_likelihood(word) >= UNKNOWN and not (word.definite and word.pos)


def give_aides(persons: list[Person], mentions: list[Mention]) -> None:
    """Give each post of an aide to the person named next after the official served."""
    for n, mention in enumerate(mentions):
        holder = mentions[n + 2] if mention.rule == AIDE and n + 2 < len(mentions) else None
        if holder is not None and holder.named and holder.person >= 0 and not holder.posts:
            mention.person = holder.person
            persons[holder.person].mentions.append(mention)
