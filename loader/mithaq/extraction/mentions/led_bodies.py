"""Posts told by a verb or a noun of leading: the party X led by N, the committee that N chairs."""

from __future__ import annotations

from pyarabic.araby import WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.organization_phrases import OrganizationPhrase, parse_organization
from mithaq.extraction.mentions.person_mention import Mention, name_after, titles_at
from mithaq.extraction.mentions.position_phrase import PositionMention, refine
from mithaq.extraction.mentions.positions import parse_position
from mithaq.extraction.particles import FROM, IN
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["heads_body", "leader_at"]

_LONGEST = 9
"""Words at most of a body's name."""
_LED = frozenset({"party", "armed_group"})
"""Kinds of bodies that have leaders."""
_CHAIRED = frozenset({"committee", "council", "organization", "international", "agency", "party"})
"""Kinds of bodies that have heads."""


def leader_at(doc: Document, i: int, end: int) -> Mention | None:
    """The named leader of the body right before word `i`, which is a verb or a noun of leading.

    He holds the post of head or leader of the body. None where an office of his own is said before his name.
    """
    chaired = doc.texts[i] in Words.CHAIRED_BY
    if not chaired and doc.texts[i] not in Words.LED_BY:
        return None
    k = i - (i > 0 and doc.texts[i - 1] in Words.RELATIVE)
    k -= k > 0 and doc.texts[k - 1] in (",", '"')
    bodies = _ending_at(doc, k)
    kinds = _CHAIRED if chaired else _LED
    if not bodies or bodies[0].kind not in kinds or bodies[0].proclitics not in ("", WAW):
        return None
    if bodies[0].start and (bodies[0].proclitics == "") and _delegated(doc, bodies[0].start - 1):
        return None
    start, titles, _ = titles_at(doc, _past_adverb(doc, i + 1), inner=True)
    own = parse_position(doc, start)
    rank = [own] if own is not None and len(own.words) == 1 and own.definite and not own.nisba else []
    name = name_after(doc, own.end if own is not None and rank else start, end, comma=False)
    if name is None or (own is not None and not rank):
        return None
    commands = bodies[0].kind == "armed_group" and doc.texts[i] in Words.COMMANDED_BY
    noun = OneWord.HEAD_OF if chaired else OneWord.COMMANDER_OF if commands else OneWord.LEADER_OF
    return Mention(i, name[1], *name, [*rank, _post(doc, i, start, bodies, noun)], titles, rule="led-body")


def heads_body(doc: Document, i: int, before: list[Mention]) -> bool:
    """Give the person named right before word `i`, a verb of heading in a relative clause, the post of head or leader
    of the body after it: N, who heads the council; False where the words do not say that."""
    person = before[-1] if before else None
    if doc.texts[i] not in Words.HEADS or person is None or not person.named or doc.texts[i - 1] not in Words.RELATIVE:
        return False
    body = parse_organization(doc, _past_adverb(doc, i + 1))
    comma = person.end < i and doc.texts[person.end] == ","
    if body is None or body.proclitics or body.kind not in _CHAIRED | _LED or person.end + comma != i - 1:
        return False
    noun = OneWord.LEADER_OF if doc.texts[i] in Words.LEADS else OneWord.HEAD_OF
    person.posts.append(_post(doc, i, body.end, [body], noun))
    return True


def _past_adverb(doc: Document, j: int) -> int:
    """One past an adverb of time at word `j` and the commas around it; `j` where there is none."""
    comma = j + 1 < len(doc.words) and doc.texts[j] == ","
    if j + comma >= len(doc.words) or doc.texts[j + comma] not in Words.AT_PRESENT:
        return j
    after = j + comma + 1
    return after + (after < len(doc.words) and doc.texts[after] == ",")


def _post(doc: Document, i: int, end: int, bodies: list[OrganizationPhrase], noun: str) -> PositionMention:
    """The post of the one who heads or leads a body by the word `i`, with the `noun` for a head."""
    words = [j for j in range(bodies[0].start, bodies[-1].end) if not any(j in body.nisba for body in bodies)]
    post = PositionMention(
        i, end, "headOfOrganization" if noun == OneWord.HEAD_OF else "partyLeader", "office", (i, *words), "",
        next((body.state for body in bodies if body.state), None),
        bodies=tuple((body.start, body.end) for body in bodies), head=_form(doc, noun),
    )  # fmt: skip
    return refine(doc, post)


def _delegated(doc: Document, k: int) -> bool:
    """Whether word `k` says that a delegation of a body is led, and not the body: a delegation of, from."""
    return doc.texts[k] == FROM or doc.texts[k] in Words.A_DELEGATION


def _ending_at(doc: Document, k: int) -> list[OrganizationPhrase]:
    """The body whose name ends before word `k`, with the one that it is in: the committee in the council."""
    for start in range(max(0, k - _LONGEST), k):
        body = parse_organization(doc, start)
        if body is None or body.end > k:
            continue
        if body.end == k:
            return [body]
        if doc.texts[body.end] == IN and (inner := parse_organization(doc, body.end + 1)) and inner.end == k:
            return [body, inner]
    return []


def _form(doc: Document, noun: str) -> str:
    """The noun for a head as it is written."""
    found = (h[4].form for h in doc.lexicon.phrases([doc.lexicon.word(noun)], 0) if h[4].category == "role")
    return next(found, noun)
