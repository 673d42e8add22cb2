"""Who holds a post that is said without a name: of whom it is a predicate, and whose counterpart he is."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
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
from mithaq.extraction.mentions.phrase_lookups import any_verb
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.post_phrases import GENERAL, compatible, covers, position_key
from mithaq.extraction.mentions.post_sequences import may_be_of_one
from mithaq.extraction.particles import ALA
from mithaq.lexicon.word_groups import Words

__all__ = ["collect_posts", "give_counterparts", "give_predicates", "resolve_posts"]

_APPOINTERS = frozenset({"headOfState", "monarch", "headOfGovernment", "secretaryGeneral"})
"""Concepts of posts whose holders appoint others."""
_SENTENCES = 4
"""Sentences looked back over, and one, for a subject that is dropped."""
_LATER = 5
"""Words back from a post to the pronoun of the relative clause that says it: who later on became."""
_NEAR = 8
"""Mentions looked back at for the person of whom a post is said."""
_BACK = 16
"""Mentions looked back at for the subject that somebody is the counterpart of."""


class _Predicate:
    """A post that is said of somebody without a name: in the predicate, after a noun for an office, right after him."""

    def __init__(self, doc: Document, mention: Mention, before: list[Mention]) -> None:
        self.doc, self.mention = doc, mention
        self.low, _ = doc.sentences[doc.sentence(mention.start)]
        bracket = mention.start > self.low and doc.texts[mention.start - 1] == "("
        self.noun = mention.start - 1 - bracket  # the word before it
        self.office = self.noun >= self.low and doc.texts[self.noun] in Words.OFFICE
        self.after = bool(before) and _said_after(doc, before[-1], mention)
        self.predicate = mention.posts[0].predicate
        self.known = [m for m in before[-_NEAR:] if m.person >= 0]
        if mention.proclitics.endswith(KAF):  # in succession to M as P
            self.known = [m for m in self.known if not m.start or doc.texts[m.start - 1] not in Words.IN_SUCCESSION_TO]

    def subject(self) -> Mention | None:
        """The likely holder: the last person of the sentence before it; with `when he was P`, the clause's subject."""
        before = next((m for m in reversed(self.known) if m.start >= self.low), None)
        if before is not None and _then(self.doc, self.noun) and self.doc.texts[before.start - 1] not in Words.THAT:
            before = subject_of(self.doc, self.noun, self.known)
        return before if before is not None and not _appoints(self.doc, before) else None

    def is_said_of(self, person: Mention) -> bool:
        """Whether the words around it say it of the person before it; it is marked as held before where they do."""
        doc, at = self.doc, self.mention.start
        related = _in_relative_clause(doc, person.end, at)
        was = self.predicate and _was(doc, person, self.noun)
        if was or ((self.office or related) and _held_before(doc, self.low, at)):
            self.mention.posts = [replace(post, status=post.status or "former") for post in self.mention.posts]
        if was or related or self.after or (person.end == at and not self.office):
            return True
        return self._appointed(person) or self._sworn_or_led_to(person)

    def _appointed(self, person: Mention) -> bool:
        """Whether the sentence tells of appointing, and not (N said) that the state of A will appoint."""
        doc, at = self.doc, self.mention.start
        if not any_verb(doc.words[self.low : at], ("appoint", "assume")):
            return False
        return not any(doc.texts[k] in Words.THAT and doc.find(k + 1, "state") for k in range(person.end, at))

    def _sworn_or_led_to(self, person: Mention) -> bool:
        """(N took) the oath as P; (the appointment of) N to the office of P; (N), as P."""
        doc, noun = self.doc, self.noun
        to_office = self.office and doc.texts[noun - 1] == ALA and person.end == noun - 1
        sworn = self.predicate and doc.texts[noun] in Words.OATH
        return to_office or sworn or self.mention.proclitics.endswith(KAF)


def give_predicates(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """Posts said of someone (X was appointed minister; X, as envoy): of the person right before, or, after a verb of
    appointing or `as`, of the last person of the sentence before it."""
    for n, mention in enumerate(mentions):
        if mention.named or not mention.posts:
            continue
        said = _Predicate(doc, mention, mentions[max(0, n - _NEAR) : n])
        person = said.subject() if said.predicate or said.office or said.after else None
        if person is not None and said.is_said_of(person):
            mention.person = person.person
            persons[person.person].mentions.append(mention)


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
    closed = doc.words[post.end].kind == "sign"
    if not (comma and k == post.start and closed and person.named) or post.proclitics:
        return False
    return all(may_be_of_one(held, post.posts[0]) for held in person.posts)


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


def _of_state(persons: list[Person], holders: Iterable[int], state: str | None, home: str | None) -> list[int]:
    """Those of the holders who serve the state; those of no known state, where it may be the outlet's own."""
    candidates = list(dict.fromkeys(holders))
    if state is None:
        return candidates
    stated = [i for i in candidates if any(p.state == state for p in persons[i].posts) or state in persons[i].states]
    return stated or [i for i in candidates if not any(p.state for p in persons[i].posts) and home in (None, state)]


def _serving(
    persons: list[Person], holders: list[tuple[int, PositionMention]], post: PositionMention, home: str | None
) -> list[int]:
    """The holders who serve the state of a post: those who hold it now, if there are any."""
    current = (i for i, p in holders if p.status != "former" or post.status)
    everybody = (i for i, _ in holders)
    return _of_state(persons, current, post.state, home) or _of_state(persons, everybody, post.state, home)


def resolve_posts(doc: Document, persons: list[Person], mentions: list[Mention], home: str | None) -> None:
    """Give a post that stands alone to the one person who holds it, the nearest before it first."""
    held = {(i, position_key(doc, post)): post for i, person in enumerate(persons) for post in person.posts}
    for mention in mentions:
        if mention.named or not mention.posts or mention.person >= 0 or mention.posts[0].predicate:
            continue  # or of someone the sentence does not name
        post = mention.posts[0]
        holders = [(i, p) for (i, _), p in held.items() if compatible(post, p) and covers(doc, p, post)]
        known = _possible_holders(persons, holders, mention, home)
        if known and (post.complete or len(known) == 1):
            mention.person = latest_of(persons, known, mention.start)


def _possible_holders(
    persons: list[Person], holders: list[tuple[int, PositionMention]], mention: Mention, home: str | None
) -> list[int]:
    """Those of the holders of a post who may be meant by a mention of it; none where they are of several states."""
    post = mention.posts[0]
    own = mention.source.person if mention.source is not None else -1  # nobody is his own counterpart
    candidates = [i for i in _serving(persons, holders, post, home) if i != own]
    before = [i for i in candidates if persons[i].mentions[0].start < mention.start]
    if post.state:
        return before or candidates
    # the minister of an unknown state is nobody's later mentioned minister of a foreign one
    known = before or [i for i in candidates if persons[i].posts[0].state in (None, home)]
    return known if len({persons[i].posts[0].state for i in known}) <= 1 else []


def give_counterparts(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """A counterpart holds the post of the person it is the counterpart of, not just the word of the title before it."""
    for n, mention in enumerate(mentions):
        ahead = _subject_ahead(doc, mentions, n) if mention.rule == "counterpart" else None
        if ahead is not None and ahead.person >= 0:
            for post in mention.posts[:1]:
                _put(persons, mention, post, None)
            _hold_as(doc, persons, mention, persons[ahead.person].posts)
        elif mention.rule == "counterpart" and not mention.posts and mention.named:
            _inherit(doc, persons, mentions[:n], mention)
        elif mention.counterpart is not None and mention.source is not None and mention.posts:
            held = mention.source
            # now that surnames are known, the subject may turn out another person than the last one with a post
            mention.source = _counterpart_of(doc, persons, mentions, n, held)
            _take_over(doc, persons, mention, held)
    _correct_by_office(doc, persons, [m for m in mentions if m.rule == "counterpart" and m.person >= 0])


def _subject_ahead(doc: Document, mentions: list[Mention], n: int) -> Mention | None:
    """Whose counterpart a mention is in the phrase that opens a sentence: (in a call with) his counterpart A, B said;
    the subject of the verb after the comma, if nobody is named before."""
    mention, (low, high) = mentions[n], doc.sentences[doc.sentence(mentions[n].start)]
    after = mentions[n + 1] if n + 1 < len(mentions) else None
    if not mention.named or after is None or after.end > high or (n and mentions[n - 1].end > low):
        return None
    verb = after.start - 1
    opens = doc.texts[verb - 1] == "," and any(v.gender for v in doc.words[verb].verbs) and not doc.words[verb].definite
    return after if opens and verb > mention.end and after.named and not after.counterpart else None


def _take_over(doc: Document, persons: list[Person], mention: Mention, held: Mention) -> None:
    """Give a counterpart the post of its source, if its post so far comes from somebody else (`held`); the fullest one
    that the text gives the source, if its post so far is just a title."""
    if mention.source is None or mention.source.person < 0:
        return
    inherited = mention.posts[0]
    posts = [p for p in persons[mention.source.person].posts if p.status != "former"]
    if mention.source.person != held.person:
        own = next((p for p in sorted(posts, key=lambda p: p.inherited)), None)
        _replace_post(doc, persons, mention, inherited, own)
    elif inherited.concept in GENERAL and len(inherited.words) == 1:
        fuller = next((p for p in posts if len(p.words) > 1), None)
        if fuller is not None:
            _put(persons, mention, inherited, _as_inherited(fuller, inherited))


def _counterpart_of(doc: Document, persons: list[Person], mentions: list[Mention], n: int, source: Mention) -> Mention:
    """The person whose counterpart the mention of number `n` is: the one listed before, or else the clause's subject;
    `source` where there is none."""
    mention = mentions[n]
    code = mention.counterpart.code if mention.counterpart is not None else ""
    if _listed(mention, source) and not _of_that_state(persons, source, code):
        return source
    first = n
    while first and mention.proclitics == WAW and _both(doc, mentions[first - 1], mentions[first]):
        first -= 1
    start = mentions[first].start
    others = [m for m in mentions[max(0, first - _BACK) : first] if not _of_that_state(persons, m, code)]
    return subject_of(doc, start, others) or _earlier_subject(doc, persons, others, start) or source


def _listed(mention: Mention, person: Mention) -> bool:
    """Whether a mention is joined by `and` to the person right before it."""
    return mention.proclitics == WAW and 0 <= mention.start - person.end <= 1


def _correct_by_office(doc: Document, persons: list[Person], counterparts: list[Mention]) -> None:
    """Give a counterpart known to hold another office than the one inherited the post of that office that the text has
    said last, and none where only another ruled."""
    for mention in counterparts:
        held = offices_of(plain_name(persons[mention.person].parts)) - GENERAL
        old = mention.posts[0] if mention.posts else None
        if not held or (old is not None and (not old.inherited or old.concept in held)):
            continue
        said = _last_said(persons, mention, held)
        if old is not None:
            if said is not None or old.concept in _APPOINTERS:
                _replace_post(doc, persons, mention, old, said)
        elif said is not None and mention.counterpart is not None:
            blank = replace(said, state=mention.counterpart.code or None, nisba=(), status="")
            _replace_post(doc, persons, mention, blank, said)
            persons[mention.person].posts += mention.posts


def _last_said(persons: list[Person], mention: Mention, held: AbstractSet[str]) -> PositionMention | None:
    """The last post of these concepts said of others before a mention, else after it."""
    others = (p for i, q in enumerate(persons) if i != mention.person for p in q.posts if p.concept in held)
    return max(others, key=lambda p: (p.start < mention.start, p.start), default=None)


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
    listed = bool(before) and _listed(mention, before[-1])
    subject = before[-1] if listed else subject_of(doc, mention.start, before)
    if subject is None or subject.person in (-1, mention.person) or mention.person < 0:
        return
    posts = persons[subject.person].posts
    _hold_as(doc, persons, mention, [p for p in posts if listed or not p.inherited])


def _hold_as(doc: Document, persons: list[Person], mention: Mention, posts: list[PositionMention]) -> None:
    """Give a counterpart the first post of the official whose counterpart he is."""
    held = next((p for p in posts if p.status != "former"), None)
    if held is None or held.concept == "monarch":
        return
    state = mention.counterpart.code if mention.counterpart is not None else None
    post = replace(held, inherited=True, words=without_state(doc, held), state=state or None, status="")
    mention.posts = [post]
    persons[mention.person].posts.append(post)


def _as_inherited(post: PositionMention, old: PositionMention) -> PositionMention:
    """A post of another as that of the state which a counterpart's post so far was of."""
    return replace(post, state=old.state, nisba=old.nisba, status=old.status, inherited=True)


def _replace_post(
    doc: Document, persons: list[Person], mention: Mention, old: PositionMention, new: PositionMention | None
) -> None:
    """Give a counterpart the post of another instead of the one inherited so far."""
    own = replace(_as_inherited(new, old), words=without_state(doc, new)) if new is not None else None
    _put(persons, mention, old, own)


def _put(persons: list[Person], mention: Mention, old: PositionMention, post: PositionMention | None) -> None:
    mention.posts = [post] if post else []
    if mention.person >= 0:
        person = persons[mention.person]
        person.posts = [p for q in person.posts for p in ([post] if q is old else [q]) if p is not None]
