"""A post as it stands in the text, and the concept of the role vocabulary that it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyarabic.araby import ALEF, LAM

from mithaq.extraction.document import Document
from mithaq.extraction.particles import AL, IN
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["PositionMention", "refine"]

_CHANCELLORS = frozenset({"AT", "DE"})  # the adviser of these states heads their government


@dataclass(frozen=True, slots=True)
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


def _in_something(doc: Document, post: PositionMention) -> bool:
    return len(post.words) > 1 and doc.texts[post.words[1]] == IN


def _with_li(doc: Document, post: PositionMention) -> str:
    """The concept of a general head with li- instead of the genitive: (elected) a head to the government."""
    if len(post.words) < 2 or not doc.texts[post.words[1]].startswith(LAM + LAM):
        return ""
    head = strip_article(doc.texts[post.words[0]][len(post.proclitics) :]).removesuffix(ALEF)
    words = [doc.lexicon.word(head), doc.lexicon.word(AL + doc.texts[post.words[1]].removeprefix(LAM + LAM))]
    found = (h for h in doc.lexicon.phrases(words, 0) if h[0] == len(words) and h[4].category == "role")
    return next((str(h[4].value[0]) for h in found), "")


def refine(doc: Document, post: PositionMention) -> PositionMention:
    """The concept a general head gets from its complement."""
    rest = [strip_article(doc.texts[k]) for k in post.words]
    concept = post.concept
    if concept == "minister":
        tail = rest[3:] if len(rest) > 3 and doc.texts[post.words[1]] in Words.IN_CHARGE else rest[1:]
        if tail and (first := doc.texts[post.words[1]]).startswith(LAM + LAM):
            tail = [first.removeprefix(LAM + LAM), *tail[1:]]  # (appointed) minister for foreign affairs
        for n in range(len(tail), 0, -1):
            found = doc.lexicon.portfolios.get(" ".join(tail[:n]))
            if found:
                concept = found
                break
    elif concept == "headOfOrganization" and len(rest) == 1:
        concept = "headOfState" if post.state or post.definite or post.head else concept
    elif concept == "headOfOrganization" and (known := _with_li(doc, post)):
        concept = known
    elif concept == "headOfOrganization" and len(post.words) > 1:
        if doc.find(post.words[1], "state") and not post.bodies:
            concept = "headOfState"
        hit = doc.find(post.words[1], "organization", "body")
        kind = hit.entry.value.kind if hit and hit.entry.category == "organization" else hit and hit.entry.value[0]
        concept = {"party": "partyLeader", "parliament": "speakerOfParliament"}.get(kind or "", concept)
    elif concept == "adviser" and len(rest) == 1 and post.state in _CHANCELLORS:
        concept = "headOfGovernment"
    elif concept == "deputyHead" and ((len(post.words) == 1 and post.definite) or _in_something(doc, post)):
        concept = "memberOfParliament"  # the deputy; a deputy in the parliament
    elif concept == "deputyHead" and len(post.words) > 1:
        inner = doc.find(post.words[1], "role") or (doc.find(post.words[2], "role") if len(post.words) > 2 else None)
        if inner:
            below = inner.entry.value[0]
            concept = {
                "minister": "deputyMinister",
                "headOfGovernment": "deputyHeadOfGovernment",
                "secretaryGeneral": "assistantSecretaryGeneral",
            }.get(below, concept)
    charged = post.end and doc.texts[post.end - 1] in Words.CHARGED
    if concept == "headOfState" and len(rest) == 1 and post.status in ("acting", "designate") and charged:
        return replace(post, concept="headOfGovernment", status="designate")  # he who is charged forms a government
    return post if concept == post.concept else replace(post, concept=concept)
