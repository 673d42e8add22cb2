"""From mentions to entities: states, officials with their positions, organisations."""

from __future__ import annotations

from typing import Literal

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.facts import BareTitle, Official, Organization, Post, Ref, State, Tenure
from mithaq.extraction.mentions.organizations import OrganizationEntity
from mithaq.extraction.mentions.people import Person
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.post_phrases import first_word, role_text, unquoted
from mithaq.language.fold import clean_label
from mithaq.lexicon.rule_confidence import official_family, post_family

__all__ = ["bare_titles", "body_of", "official", "organization", "post_of", "states", "tenures"]

_HELD: dict[str, Literal["former", "acting", "designate"]] = {
    "former": "former",
    "acting": "acting",
    "designate": "designate",
}
"""How a post is held, where an adjective says so."""

_CONFIDENCE = {
    "": 0.95,
    "office-holder": 0.6,
    "sentence-colleagues": 0.5,
    "welcome-state": 0.6,
    "dateline-state": 0.6,
    "host-state": 0.5,
    "unnamed-holder": 0.6,
    "speaker-state": 0.6,
    "media-state": 0.6,
    "sentence-state": 0.5,
    "main-state": 0.5,
    "owner-state": 0.8,
    "list-state": 0.5,
    "ruler-state": 0.5,
    "only-state": 0.5,
    "recent-state": 0.5,
    "home-state": 0.5,
}
"""How far a position is to be trusted, by the rule that inferred its state."""


def states(analysis: Analysis) -> tuple[State, ...]:
    found: dict[str, tuple[dict[str, None], list[int]]] = {}
    named = {m.code for m in analysis.states if m.kind != "capital" or m.acts}
    for m in analysis.states:
        if m.code not in named:
            continue
        forms, places = found.setdefault(m.code, ({}, []))
        if m.kind == "name":
            forms[analysis.doc.label(m.start, m.end, len(m.proclitics))] = None
        places.append(m.start)
    return tuple(State(c, tuple(forms), analysis.evidence(at[:1], "state")) for c, (forms, at) in found.items())


_TITLE_HOLDER = 0.5
"""How far the holder of a bare title is to be trusted."""


def bare_titles(analysis: Analysis) -> tuple[BareTitle, ...]:
    """Titles with a state whose holder the article does not name."""
    held = {(p.concept, p.state) for posts in analysis.positions.values() for p in posts if p.status != "former"}
    found: dict[tuple[str, str], int] = {}
    for mention in analysis.people.mentions:
        for post in mention.posts if mention.person < 0 and not mention.named else ():
            if post.complete and not post.status and post.state and (post.concept, post.state) not in held:
                found.setdefault((post.concept, post.state), post.start)
    return tuple(
        BareTitle(concept, state, analysis.evidence([word], "title-holder", _TITLE_HOLDER))
        for (concept, state), word in found.items()
    )


def official(analysis: Analysis, i: int, person: Person) -> Official:
    counts: dict[str, int] = {}
    for m in filter(lambda m: m.named, person.mentions):
        form = clean_label(analysis.doc.label(m.name_start, m.name_end, m.cut))
        counts[form] = counts.get(form, 0) + 1
    forms = sorted(counts, key=lambda f: (-len(f.replace(" ", "")), f))
    first = min(person.mentions, key=lambda m: m.start)
    return Official(
        forms[0], tuple(forms), analysis.evidence([first.start], first.rule, 0.95, official_family(forms[0]))
    )


def organization(analysis: Analysis, found: OrganizationEntity) -> Organization:
    return Organization(
        found.name,
        tuple(found.forms),
        analysis.evidence([found.bodies[0].start], "body" if found.qid is None else "authority", family="organization"),
        found.state,
        found.qid,
    )


def tenures(analysis: Analysis, i: int) -> list[Tenure]:
    found = []
    for post in analysis.positions[i]:
        described = post_of(analysis, post)
        mention = next(
            (m for m in analysis.people.persons[i].mentions if any(p.start == post.start for p in m.posts)),
            analysis.people.persons[i].mentions[0],
        )
        found.append(
            Tenure(
                Ref("official", str(i)),
                described,
                analysis.evidence(
                    [mention.start],
                    post.inference or mention.rule,
                    _CONFIDENCE[post.inference],
                    post_family(described.phrase, post.state),
                ),
                _HELD.get(post.status, "current"),
            )
        )
    return found


def post_of(analysis: Analysis, post: PositionMention) -> Post:
    """The post that a phrase of the text names."""
    role = role_text(analysis.doc, post)
    phrase = role
    if post.nisba and not post.head and not post.inherited:
        words = sorted({*post.words, *post.nisba})
        others = (analysis.doc.label(k, k + 1) for k in unquoted(analysis.doc, words[1:]))
        phrase = " ".join([first_word(analysis.doc, post), *others])
    elif post.nisba:
        phrase = f"{role} {analysis.doc.label(post.nisba[0], post.nisba[0] + 1)}"
    return Post(phrase, role, post.concept, post.state, body_of(analysis, post))


def body_of(analysis: Analysis, post: PositionMention) -> Ref | None:
    """The body that the phrase of a post names."""
    for start, _ in post.bodies[:1]:
        for g, owner in enumerate(analysis.groups):
            if any(b.start == start for b in owner.bodies):
                return Ref("organization", str(g))
    return None
