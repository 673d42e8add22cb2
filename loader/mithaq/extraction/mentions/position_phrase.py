"""A post as it stands in the text, and the concept of the role vocabulary that it is."""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import ALEF, LAM

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.phrase_lookups import body_kind, entry_of
from mithaq.extraction.particles import AL, IN
from mithaq.extraction.records import record
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["CHANCELLORS", "PositionMention", "refine"]

CHANCELLORS = frozenset({"AT", "DE"})
"""States of which the adviser heads the government."""
_HEADS_OF = {"party": "partyLeader", "parliament": "speakerOfParliament"}
"""Concepts of the heads of some kinds of bodies."""
_DEPUTIES_OF = {
    "minister": "deputyMinister",
    "headOfGovernment": "deputyHeadOfGovernment",
    "secretaryGeneral": "assistantSecretaryGeneral",
}
"""Concepts of the deputies of the holders of some posts."""


@record(frozen=True, slots=True)
class PositionMention:
    """A post as it stands in the text. Indices count words; `end` takes in adjectives of status.

    `state` comes from an adjective or a name in the phrase; `complete` is False for a head that lacks its complement
    (an indefinite or bare one), which names no one in particular. `words` are those of the role without the state.
    """

    start: int
    end: int
    concept: str
    kind: str
    words: tuple[int, ...]
    proclitics: str = ""
    state: str | None = None
    nisba: tuple[int, ...] = ()
    bodies: tuple[tuple[int, int], ...] = ()
    status: str = ""
    definite: bool = True
    complete: bool = True
    predicate: bool = False  # said of someone: (appointed) minister, as envoy
    inherited: bool = False  # through `his counterpart`, not said of the person
    inference: str = ""  # the rule by which the state was inferred
    head: str = ""  # the singular to say for a head that names several
    tail: str = ""  # the last word as it is without a pronoun
    owner: str = ""  # the pronoun for those whose post it is

    @property
    def bare(self) -> bool:
        """Whether the post is just a definite head, without the adjective of a state: the minister."""
        return len(self.words) == 1 and self.definite and not self.nisba


def refine(doc: Document, post: PositionMention) -> PositionMention:
    """The post with the concept that a general head gets from its complement."""
    concept = _refined(doc, post)
    charged = post.status in ("acting", "designate") and doc.texts[post.end - 1] in Words.CHARGED
    if concept == "headOfState" and len(post.words) == 1 and charged:  # he who is charged forms a government
        return replace(post, concept="headOfGovernment", status="designate")
    return post if concept == post.concept else replace(post, concept=concept)


def _refined(doc: Document, post: PositionMention) -> str:
    if post.concept == "minister":
        return _with_portfolio(doc, post)
    if post.concept == "headOfOrganization":
        return _head_of(doc, post)
    if post.concept == "deputyHead":
        return _deputy_of(doc, post)
    chancellor = post.concept == "adviser" and len(post.words) == 1 and post.state in CHANCELLORS
    return "headOfGovernment" if chancellor else post.concept


def _with_portfolio(doc: Document, post: PositionMention) -> str:
    """The concept of a minister by the portfolio, the longest that a table has."""
    texts = [doc.texts[k] for k in post.words]
    tail = texts[3:] if len(texts) > 3 and texts[1] in Words.IN_CHARGE else texts[1:]
    if post.predicate and len(texts) > 1 and texts[1].startswith(LAM):
        tail = [texts[1].removeprefix(LAM).removeprefix(LAM), *tail[1:]]  # (appointed) minister for foreign affairs
    nouns = [strip_article(text) for text in tail]
    found = (doc.lexicon.portfolios.get(" ".join(nouns[:n])) for n in range(len(nouns), 0, -1))
    return next((concept for concept in found if concept), post.concept)


def _head_of(doc: Document, post: PositionMention) -> str:
    """The concept of a head by what it is the head of."""
    if len(post.words) == 1:
        return "headOfState" if post.state or post.definite or post.head else post.concept
    if known := _with_li(doc, post):
        return known
    kind = body_kind(doc.find(post.words[1], "organization", "body"))
    of_state = doc.find(post.words[1], "state") is not None and not post.bodies
    return _HEADS_OF.get(kind, "headOfState" if of_state else post.concept)


def _with_li(doc: Document, post: PositionMention) -> str:
    """The concept of a general head with li- instead of the genitive: (elected) a head to the government."""
    first, second = (doc.texts[k] for k in post.words[:2])
    if not second.startswith(LAM + LAM):
        return ""
    head = strip_article(first[len(post.proclitics) :]).removesuffix(ALEF)
    entry = entry_of(doc.lexicon, [head, AL + second.removeprefix(LAM + LAM)], "role")
    return str(entry.value[0]) if entry is not None else ""


def _deputy_of(doc: Document, post: PositionMention) -> str:
    """The concept of a deputy by whose deputy it is."""
    if len(post.words) == 1:
        return "memberOfParliament" if post.definite else post.concept
    if doc.texts[post.words[1]] == IN:
        return "memberOfParliament"  # a deputy in the parliament
    inner = next((role for k in post.words[1:3] if (role := doc.find(k, "role"))), None)
    of = inner.entry.value[0] if inner is not None else ""
    return _DEPUTIES_OF.get("headOfGovernment" if of == "adviser" and post.state in CHANCELLORS else of, post.concept)
