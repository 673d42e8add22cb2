"""Who holds a post that is said without a name: of whom it is a predicate, and whose counterpart he is."""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import KAF, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.adjectives import status_word
from mithaq.extraction.mentions.bare_names import latest_of
from mithaq.extraction.mentions.counterpart_mentions import serves, subject_of, without_state
from mithaq.extraction.mentions.known_officials import offices_of
from mithaq.extraction.mentions.name_parts import plain_name
from mithaq.extraction.mentions.people import Person
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.post_phrases import GENERAL, compatible, covers, position_key
from mithaq.extraction.particles import ALA
from mithaq.lexicon.word_groups import Words

__all__ = ["collect_posts", "give_counterparts", "give_predicates", "resolve_posts"]

_APPOINTERS = frozenset({"headOfState", "monarch", "headOfGovernment", "secretaryGeneral"})
"""Concepts of posts whose holders appoint others."""
_SENTENCES = 4
"""Sentences looked back over, and one, for a subject that is dropped."""
_LATER = 5
"""Words back from a post to the pronoun of the relative clause that says it: who later on became."""
_BACK = 16
"""Mentions looked back at for the subject that somebody is the counterpart of."""


def give_predicates(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """Posts said of someone (X was appointed minister; X, as envoy): of the person right before, or, after a verb of
    appointing or `as`, of the last person of the sentence before it."""
    for n, mention in enumerate(mentions):
        if mention.named or not mention.posts:
            continue
        low, _ = doc.sentences[doc.sentence(mention.start)]
        bracket = mention.start > low and doc.texts[mention.start - 1] == "("
        noun = mention.start - 1 - bracket
        office = noun >= low and doc.texts[noun] in Words.OFFICE
        said_after = n > 0 and _said_after(doc, mentions[n - 1], mention)
        if not (mention.posts[0].predicate or office or said_after):
            continue
        before = next((m for m in reversed(mentions[max(0, n - 8) : n]) if m.person >= 0 and m.start >= low), None)
        if _then(doc, noun) and before is not None and doc.texts[before.start - 1] not in Words.THAT:
            before = subject_of(doc, noun, [m for m in mentions[max(0, n - 8) : n] if m.person >= 0])
        if before is None or _appoints(doc, before):
            continue
        related = _in_relative_clause(doc, before.end, mention.start)
        adjacent = (before.end == mention.start and not office) or said_after or related
        appointed = any(
            v.event_class in ("appoint", "assume") for k in range(low, mention.start) for v in doc.words[k].verbs
        )
        appointed &= not any(
            doc.texts[k] in Words.THAT and doc.find(k + 1, "state") for k in range(before.end, mention.start)
        )  # (N said) that the state of A will appoint
        was = mention.posts[0].predicate and _was(doc, before, noun)
        if was or ((office or related) and _held_before(doc, low, mention.start)):
            mention.posts = [replace(post, status=post.status or "former") for post in mention.posts]
        to_office = office and doc.texts[noun - 1] == ALA and before.end == noun - 1  # (the appointment of) N to office
        sworn = mention.posts[0].predicate and doc.texts[noun] in Words.OATH
        if adjacent or appointed or was or sworn or to_office or mention.proclitics.endswith(KAF):
            mention.person = before.person
            persons[before.person].mentions.append(mention)


def _then(doc: Document, k: int) -> bool:
    """Whether word `k` says what the subject of the clause before was at the time: when he was."""
    return k > 0 and doc.texts[k] in Words.HELD_OFFICE and doc.texts[k - 1] in Words.WHEN


def _was(doc: Document, person: Mention, k: int) -> bool:
    """Whether a post after word `k` is what the person before was: N was P; was N (then) P; (N ...) when he was P."""
    if doc.texts[k] in Words.HELD_OFFICE and (person.end == k or _then(doc, k)):
        return True
    between = doc.words[person.end : k + 1]
    told = person.start > 0 and doc.texts[person.start - 1] in Words.HELD_OFFICE
    return told and len(between) <= 1 and all(status_word(word) for word in between)


def _appoints(doc: Document, person: Mention) -> bool:
    """Whether a person is somebody who appoints others, right after a verb of appointing: what follows is whom."""
    head = any(post.concept in _APPOINTERS for post in person.posts)
    verbs = doc.words[person.start - 1].verbs if head and person.start else ()
    return any(v.event_class == "appoint" and not v.passive for v in verbs)


def _said_after(doc: Document, person: Mention, post: Mention) -> bool:
    """Whether a post is said of the person right before it: N, and he is P; (a surname), P, set off by two signs."""
    k = person.end
    comma = k < post.start and doc.texts[k] in (",", "-")
    k += comma
    if person.person < 0 or not post.posts[0].complete:
        return False
    if k + 1 == post.start and doc.texts[k] in Words.HE_IS:
        return True
    closed = post.end >= len(doc.words) or doc.words[post.end].kind == "sign"
    return comma and k == post.start and closed and person.rule in ("surname", "known-name") and not post.proclitics


def _in_relative_clause(doc: Document, end: int, at: int) -> bool:
    """Whether a relative clause between a name and a post at word `at` says it of him: N, who was, later became P."""
    opening = next((k for k in range(at - 2, max(end, at - _LATER) - 1, -1) if doc.texts[k] in Words.RELATIVE), at)
    told = opening + 1 < at and doc.texts[opening + 1] in Words.HELD_OFFICE | Words.BECAME
    return told and all(k.kind == "word" and not k.verbs for k in doc.words[opening + 2 : at])


def _held_before(doc: Document, low: int, at: int) -> bool:
    """Whether the clause of the office before word `at` tells of the past: (he) was holding, held."""
    for k in range(at - 1, low - 1, -1):
        if doc.texts[k] in Words.HELD_OFFICE:
            return True
        if doc.texts[k] in Words.CLAUSE or doc.texts[k] in Words.RELATIVE or doc.texts[k] in Words.THAT:
            return False
    return False


def collect_posts(persons: list[Person]) -> None:
    for person in persons:
        person.mentions.sort(key=lambda m: m.start)
        for mention in person.mentions:
            for post in mention.posts:
                bare = post.concept == "otherPost" and len(post.words) == 1  # the official, which says no office
                if (post.complete or mention.named) and not bare:
                    person.posts.append(post)


def _of_state(persons: list[Person], candidates: list[int], state: str | None, home: str | None) -> list[int]:
    """Those of the candidates who serve the state; those of no known state, where it may be the outlet's own."""
    if state is None:
        return candidates
    stated = [i for i in candidates if any(p.state == state for p in persons[i].posts) or state in persons[i].states]
    return stated or [i for i in candidates if not any(p.state for p in persons[i].posts) and home in (None, state)]


def resolve_posts(doc: Document, persons: list[Person], mentions: list[Mention], home: str | None) -> None:
    """Give a post that stands alone to the one person who holds it, the nearest before it first."""
    held = {(i, position_key(doc, post)): post for i, person in enumerate(persons) for post in person.posts}
    for mention in mentions:
        if mention.named or not mention.posts or mention.person >= 0:
            continue
        post = mention.posts[0]
        if post.predicate:
            continue  # of someone the sentence does not name
        holders = [(i, p) for (i, _), p in held.items() if compatible(post, p) and covers(doc, p, post)]
        current = [(i, p) for i, p in holders if p.status != "former" or post.status]
        candidates: list[int] = []
        for pool in (current, holders):
            candidates = _of_state(persons, list(dict.fromkeys(i for i, _ in pool)), post.state, home)
            if candidates:
                break
        before = [i for i in candidates if persons[i].mentions[0].start < mention.start]
        # the minister of an unknown state is nobody's later mentioned minister of a foreign one
        if mention.source is not None:  # nobody is his own counterpart
            before = [i for i in before if i != mention.source.person]
            candidates = [i for i in candidates if i != mention.source.person]
        known = before or [i for i in candidates if post.state or persons[i].posts[0].state in (None, home)]
        if len(known) > 1 and not post.state and len({persons[i].posts[0].state for i in known}) > 1:
            continue
        if known and (post.complete or len(known) == 1):
            mention.person = latest_of(persons, known, mention.start)


def give_counterparts(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """A counterpart holds the post of the person it is the counterpart of, not just the word of the title before it."""
    for n, mention in enumerate(mentions):
        if mention.rule == "counterpart" and not mention.posts and mention.named:
            _inherit(doc, persons, mentions[:n], mention)
            continue
        if mention.counterpart is None or mention.source is None or not mention.posts:
            continue
        inherited = mention.posts[0]
        # now that surnames are known, the subject may turn out another person than the last one with a post
        listed = mention.proclitics == WAW and 0 <= mention.start - mention.source.end <= 1
        first = n
        while first and mention.proclitics == WAW and _both(doc, mentions[first - 1], mentions[first]):
            first -= 1
        head = mentions[first]
        code = mention.counterpart.code
        if listed and _of_that_state(persons, mention.source, code):
            listed = False
        others = [m for m in mentions[max(0, first - _BACK) : first] if not _of_that_state(persons, m, code)]
        said = subject_of(doc, head.start, others) or _earlier_subject(doc, persons, others, head.start)
        subject = mention.source if listed else said or mention.source
        source = subject.person
        held, mention.source = mention.source, subject
        if source >= 0 and source != held.person:
            current = [p for p in persons[source].posts if p.status != "former"]
            own = next((p for p in sorted(current, key=lambda p: p.inherited)), None)
            _replace_post(doc, persons, mention, inherited, own)
        if not mention.posts or mention.posts[0] is not inherited:
            continue
        if inherited.concept not in GENERAL or len(inherited.words) > 1 or source < 0:
            continue
        fuller = next((p for p in persons[source].posts if len(p.words) > 1 and p.status != "former"), None)
        if fuller is None:
            continue
        post = replace(fuller, state=inherited.state, nisba=inherited.nisba, status=inherited.status, inherited=True)
        mention.posts = [post]
        if mention.person >= 0:
            person = persons[mention.person]
            person.posts = [post if p is inherited else p for p in person.posts]
    _correct_by_office(doc, persons, [m for m in mentions if m.rule == "counterpart" and m.person >= 0])


def _correct_by_office(doc: Document, persons: list[Person], counterparts: list[Mention]) -> None:
    """Give a counterpart known to hold another office than the one inherited the post of that office that the text has
    said last, and none where only another ruled."""
    for mention in counterparts:
        held = offices_of(plain_name(persons[mention.person].parts)) - GENERAL
        old = mention.posts[0] if mention.posts else None
        if not held or (old is not None and (not old.inherited or old.concept in held)):
            continue
        others = (p for i, q in enumerate(persons) if i != mention.person for p in q.posts if p.concept in held)
        said = max(others, key=lambda p: (p.start < mention.start, p.start), default=None)
        if old is not None and (said is not None or old.concept in _APPOINTERS):
            _replace_post(doc, persons, mention, old, said)
        elif said is not None and mention.counterpart is not None:
            blank = replace(said, state=mention.counterpart.code or None, nisba=(), status="")
            _replace_post(doc, persons, mention, blank, said)
            persons[mention.person].posts += mention.posts


def _earlier_subject(doc: Document, persons: list[Person], before: list[Mention], i: int) -> Mention | None:
    """The subject of a sentence before, whom a clause at word `i` without one goes on about: the holder of an office
    right after a verb."""
    for number in range(doc.sentence(i) - 1, max(doc.sentence(i) - _SENTENCES, -1), -1):
        low, high = doc.sentences[number]
        here = (m for m in before if low < m.start < high and m.person >= 0 and persons[m.person].posts)
        subject = next((m for m in here if doc.words[m.start - 1].verbs), None)
        if subject is not None:
            return subject
    return None


def _of_that_state(persons: list[Person], mention: Mention, state: str) -> bool:
    """Whether somebody serves a state: the counterpart from there is another's."""
    served = persons[mention.person].states if mention.person >= 0 else ()
    return bool(state) and (serves(mention, state) or served == (state,))


def _both(doc: Document, one: Mention, other: Mention) -> bool:
    """Whether two mentions right after each other are the two counterparts of one person."""
    comma = doc.texts[one.end : other.start] in ([], [","])
    return comma and one.rule == other.rule == "counterpart" and doc.texts[other.start].startswith(WAW)


def _inherit(doc: Document, persons: list[Person], before: list[Mention], mention: Mention) -> None:
    """Give a counterpart the post of the person before, who is named by the last name alone."""
    last = before[-1] if before else None
    listed = last is not None and mention.proclitics == WAW and 0 <= mention.start - last.end <= 1
    subject = last if listed else subject_of(doc, mention.start, before)
    if subject is None or subject.person in (-1, mention.person) or mention.person < 0:
        return
    posts = persons[subject.person].posts
    held = next((p for p in posts if p.status != "former" and (listed or not p.inherited)), None)
    if held is None or held.concept == "monarch":
        return
    state = mention.counterpart.code if mention.counterpart is not None else None
    post = replace(held, inherited=True, words=without_state(doc, held), state=state or None, status="")
    mention.posts = [post]
    persons[mention.person].posts.append(post)


def _replace_post(
    doc: Document, persons: list[Person], mention: Mention, old: PositionMention, new: PositionMention | None
) -> None:
    post = None
    if new is not None:
        words = without_state(doc, new)
        post = replace(new, state=old.state, nisba=old.nisba, status=old.status, inherited=True, words=words)
    mention.posts = [post] if post else []
    if mention.person >= 0:
        person = persons[mention.person]
        person.posts = [p for q in person.posts for p in ([post] if q is old else [q]) if p is not None]
