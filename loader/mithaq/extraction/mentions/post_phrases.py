"""Posts compared by their words, and the text of a role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pyarabic.araby import ALEF, HEH, LAM

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.people import Person
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.particles import AL, WAL
from mithaq.lexicon import strip_article

__all__ = [
    "GENERAL",
    "PRESIDING",
    "common_posts",
    "compatible",
    "covers",
    "first_word",
    "position_key",
    "role_text",
    "unquoted",
]


GENERAL = frozenset(
    {
        "headOfOrganization",
        "director",
        "otherPost",
        "member",
        "deputyHead",
        "adviser",
        "envoy",
        "spokesperson",
        "minister",
        "coordinator",
        "undersecretary",
        "militaryCommander",
        "deputyMinister",
        "delegate",
        "assistantSecretaryGeneral",
        "candidate",
        "judge",
    }
)
"""Concepts of which one person may well hold two at once; of the others one person has one in one article."""
_HEADS = frozenset({"headOfState", "headOfGovernment", "speakerOfParliament"})
"""Concepts of posts that a general word for a head may mean."""
PRESIDING = frozenset({"speakerOfParliament", "headOfGovernment"})
"""Concepts of posts whose holders are addressed as president."""


def compatible(post: PositionMention, other: PositionMention) -> bool:
    if post.state and other.state and post.state != other.state:
        return False
    if post.concept == other.concept:
        return True
    if post.concept == "minister":
        return other.concept.endswith("Minister")
    return post.concept == "headOfOrganization" and other.concept in _HEADS


def covers(doc: Document, full: PositionMention, post: PositionMention) -> bool:
    """Whether the words of `post` are among those of `full` (the minister ⊂ the minister of the interior)."""
    if full.concept == post.concept and post.concept not in GENERAL:
        return True
    words = _post_words(doc, full)
    return all(w in words for w in _post_words(doc, post))


def _post_words(doc: Document, post: PositionMention) -> list[str]:
    """The plain words of a post, the first without its proclitics."""
    first, *rest = post.words
    head = post.head or doc.texts[first][len(post.proclitics) :]
    return [_plain(head.removesuffix(ALEF)), *(_plain(doc.texts[k]) for k in rest)]


def position_key(doc: Document, post: PositionMention) -> tuple[str, str | None, str, tuple[str, ...]]:
    """What two mentions of one position of a person have in common, for `compatible` and `covers`."""
    return post.concept, post.state, post.status, tuple(_post_words(doc, post))


def _plain(word: str) -> str:
    word = strip_article(word)
    return word[:-1] if len(word) > 4 and word.endswith(HEH) else word


def role_text(doc: Document, post: PositionMention) -> str:
    """The role as text: the phrase's words without the state's adjective."""
    first = post.head or first_word(doc, post)
    rest = [doc.label(k, k + 1) for k in unquoted(doc, post.words[1:])]
    if _governs_with_li(doc, post):
        first, rest[0] = first[:-1], rest[0][1:]  # (appointed) foreign minister of X
    if post.head and rest and (cut := _proclitics(doc, post.words[1])):
        rest[0] = doc.label(post.words[1], post.words[1] + 1, cut)
    if post.tail:
        rest[-1] = post.tail
    if _names_owner(post, first):  # the secretary-general of X
        start = post.words.index(post.bodies[0][0]) - 1
        rest[start] = _with_li(rest[start])
    return " ".join(_with_article(post, first, rest))


def _proclitics(doc: Document, k: int) -> int:
    """How many letters of the noun for a body at word `k`, before which no head stands, are proclitics."""
    body = doc.find(k, "organization", "body")
    return len(body.proclitics) if body is not None else int(doc.words[k].has_conjunction)


def _with_article(post: PositionMention, first: str, rest: list[str]) -> list[str]:
    """The words of a role, the last with the article, or the first of an envoy's, where it comes from another's post or
    a plural: foreign minister (of Egypt), the foreign minister."""
    shared = (post.inherited or post.head) and not (post.owner or post.bodies)
    if shared and post.kind == "envoy" and not post.head:
        first = first if first.startswith(AL) else AL + first
    elif shared and rest and not rest[-1].startswith((AL, WAL)):
        rest[-1] = AL + rest[-1]  # foreign minister (of Egypt): the foreign minister
    return [first, *rest]


def _governs_with_li(doc: Document, post: PositionMention) -> bool:
    """Whether a minister or head in the accusative takes by li- the noun that he would govern: minister for X's."""
    if not post.predicate or post.head or len(post.words) < 3 or not doc.texts[post.words[0]].endswith(ALEF):
        return False
    noun = doc.texts[post.words[1]].removeprefix(LAM)
    return noun != doc.texts[post.words[1]] and noun in doc.lexicon.portfolios


def _names_owner(post: PositionMention, first: str) -> bool:
    """Whether the body stands in the phrase that the pronoun of a post with the article is for."""
    return bool(post.owner and post.bodies) and first.startswith(AL) and " " not in first


def _with_li(noun: str) -> str:
    """A noun with li-, which swallows the first letter of its article; one that has li- already stays as it is."""
    noun = noun.removeprefix(LAM) if noun.startswith(LAM * 2) else noun
    return f"{LAM}{noun.replace(AL, LAM, 1) if noun.startswith(AL) else noun}"


def unquoted(doc: Document, words: Iterable[int]) -> list[int]:
    """Words of a post without the quotation marks around the name of a body."""
    return [k for k in words if doc.texts[k] != '"']


def first_word(doc: Document, post: PositionMention) -> str:
    """The first word of a post without proclitics, with the article that li- swallows."""
    word = doc.label(post.words[0], post.words[0] + 1, len(post.proclitics))
    swallowed = post.proclitics.endswith(LAM) and word.startswith(LAM) and post.definite
    return AL + word[1:] if swallowed else word


def common_posts(doc: Document, person: Person) -> list[PositionMention]:
    """The person's posts without repetitions: for each, its fullest phrase, with the state if any mention gives it."""
    merged: list[list[PositionMention]] = []
    for post in person.posts:
        group = next((group for group in merged if _is_same(doc, post, group[0])), None)
        if group is None:
            merged.append([post])
        else:
            group.append(post)
    return [_merged(group) for group in merged]


def _is_same(doc: Document, post: PositionMention, head: PositionMention) -> bool:
    """Whether two posts of one person are one post said twice."""
    said_of_both = len(post.words) == len(head.words) == 1  # the late president; President X
    if (post.status == "former") != (head.status == "former") and not said_of_both:
        return False
    if post.state and head.state and post.state != head.state:
        return False
    if post.concept == head.concept and (post.concept not in GENERAL or _nested(doc, post, head)):
        return True
    return _is_short_for(post, head) or _is_short_for(head, post)


def _is_short_for(bare: PositionMention, full: PositionMention) -> bool:
    """Whether a post of one word may mean the other: the minister, the minister of finance."""
    return _called_president(bare, full) or (compatible(bare, full) and len(bare.words) == 1)


def _merged(alike: list[PositionMention]) -> PositionMention:
    """One post out of several mentions of it: the fullest, with the state that most of them give."""
    counts = Counter(p.state for p in alike if p.state)
    state = min(counts, key=lambda s: (-counts[s], s)) if counts else None
    fullest = max(
        alike,
        key=lambda p: (
            len(p.words) > 1 or p.concept not in GENERAL,  # the minister says less than his counterpart's office
            not p.inherited,
            not p.predicate,
            len(p.words) > 1,
            len(p.words),
            bool(p.nisba),
            -p.start,
        ),
    )
    status = "former" if any(p.status == "former" for p in alike) else fullest.status
    return replace(fullest, state=fullest.state or state, status=status)


def _called_president(bare: PositionMention, full: PositionMention) -> bool:
    """Whether a bare `the president` may be the head of a parliament or of a government, as in the Levant."""
    alone = bare.concept == "headOfState" and len(bare.words) == 1 and not bare.nisba
    return alone and full.concept in PRESIDING and len(full.words) > 1


def _nested(doc: Document, a: PositionMention, b: PositionMention) -> bool:
    one, two = ({w.lstrip(LAM) for w in _post_words(doc, p)} for p in (a, b))
    return one <= two or two <= one
