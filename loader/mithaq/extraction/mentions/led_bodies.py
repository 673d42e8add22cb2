"""Posts told by a verb or a noun of leading: the party X led by N, the committee that N chairs."""

from __future__ import annotations

from collections.abc import Set

from pyarabic.araby import LAM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.organization_phrases import OrganizationPhrase, parse_organization
from mithaq.extraction.mentions.person_mention import Mention, name_after, titles_at
from mithaq.extraction.mentions.phrase_lookups import entry_of
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
    text = doc.texts[i]
    chaired = text in Words.CHAIRED_BY
    bodies = _led_before(doc, i, _CHAIRED if chaired else _LED) if chaired or text in Words.LED_BY else []
    if not bodies:
        return None
    start, titles, _ = titles_at(doc, _past_adverb(doc, i + 1), inner=True)
    own = parse_position(doc, start)
    if own is not None and not own.bare:
        return None
    name = name_after(doc, own.end if own is not None else start, end, comma=False)
    if name is None:
        return None
    commands = bodies[0].kind == "armed_group" and text in Words.COMMANDED_BY
    noun = OneWord.HEAD_OF if chaired else OneWord.COMMANDER_OF if commands else OneWord.LEADER_OF
    posts = [post for post in (own, _post(doc, i, start, bodies, noun)) if post is not None]
    return Mention(i, name[1], *name, posts, titles, rule="led-body")


def _led_before(doc: Document, i: int, kinds: Set[str]) -> list[OrganizationPhrase]:
    """The body of some kinds right before word `i`, with the one it is in; none where a delegation of it is led."""
    k = i - (doc.texts[i - 1] in Words.RELATIVE)
    k -= doc.texts[k - 1] in (",", '"')
    bodies = _ending_at(doc, k, kinds)
    if not bodies or bodies[0].proclitics not in ("", WAW, LAM):
        return []
    before = doc.texts[bodies[0].start - 1]
    delegated = before == FROM or before in Words.A_DELEGATION
    return [] if delegated and not bodies[0].proclitics else bodies


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
    after = j + (doc.texts[j] == ",") + 1
    return after + (doc.texts[after] == ",") if doc.texts[after - 1] in Words.AT_PRESENT else j


def _post(doc: Document, i: int, end: int, bodies: list[OrganizationPhrase], noun: str) -> PositionMention:
    """The post of the one who heads or leads a body by the word `i`, with the `noun` for a head."""
    entry = entry_of(doc.lexicon, [noun], "role")  # for the noun as it is written
    words = [j for j in range(bodies[0].start, bodies[-1].end) if not any(j in body.nisba for body in bodies)]
    post = PositionMention(
        i, end, "headOfOrganization" if noun == OneWord.HEAD_OF else "partyLeader", "office", (i, *words), "",
        next((body.state for body in bodies if body.state), None),
        bodies=tuple((body.start, body.end) for body in bodies), head=entry.form if entry is not None else noun,
    )  # fmt: skip
    return refine(doc, post)


def _ending_at(doc: Document, k: int, kinds: Set[str]) -> list[OrganizationPhrase]:
    """The body of some kinds whose name ends before word `k`, with the one that it is in: the committee in the
    council."""
    for start in range(max(0, k - _LONGEST), k):
        body = parse_organization(doc, start)
        if body is None or body.end > k or body.kind not in kinds:
            continue
        if body.end == k:
            return [body]
        if doc.texts[body.end] == IN and (inner := parse_organization(doc, body.end + 1)) and inner.end == k:
            return [body, inner]
    return []
