"""Who takes part in a forum: who attends, chairs or opens it, whom the text lists, and who its members are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pyarabic.araby import BEH, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import ForumMention, Grounds, add
from mithaq.extraction.events.forum_presence import absent, list_ends, named_after
from mithaq.extraction.events.forum_speakers import acting_after, speakers
from mithaq.extraction.events.meeting_sides import MeetingMention
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import AL, BETWEEN, FROM, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.lists import conjuncts, introduces, listed_after, sent_by
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.search import (
    actor_at,
    antecedent,
    both_named,
    distinct,
    first_of,
    has_any,
    is_person,
    known,
)
from mithaq.extraction.syntax.spellings import joined
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import Words

__all__ = [
    "FRAMES", "last_two", "meets_at", "members", "of_its_sidelines", "of_the_sentence", "on_sidelines", "take_part",
]  # fmt: skip

FRAMES = ("attend", "chair", "begin", "host", "hold", "conclude", "represent")
"""Frames of what is done at forums."""
_OF_PARTIES = (
    "attend",
    "chair",
    "represent",
    "head",
    "join",
)  # frames of which states and bodies are the subject as well as persons
_GATHERING = ("gather", "comprise")
_LISTS = joined(Words.THOSE_PRESENT) | Words.REPRESENTED_BY | Words.AMONG_THEM
"""Words that open a list of those who take part."""
_PARTICIPATING = joined(Words.TAKING_PART) | Words.HIS_TAKING_PART
_LISTING = ("attend", *_GATHERING)
_TO_COME = Words.PHONE | {AL + word for word in Words.PRESENCE}
"""Words between a meeting and a forum that it was not at: invited him on the phone to the taking part in."""
_NEAR = 6
"""Words around a forum in which it is said that something happened on its sidelines, or that somebody takes part."""
_FRONTED = 8  # words before a forum that opens its sentence at the most
_RELATIVE_GAP = 3  # words between a forum and the verb of a relative clause about it
_REACH = 12  # words from a relative pronoun to `to take part`
_PRESENT_AT = 4  # words after `the participants` in which the forum is named
_PARTICIPATION, _OF_PARTICIPANTS = 45, 90
"""Words between a forum and with-the-participation-of (long titles of a patron or a host may stand between), and after
that in which those who take part are named."""
_LIST_REACH = 40  # words after a verb in which a list of those who take part may open
_LEAST = 3  # members of a body that are listed
_OPENS = 8  # words after a body in which a list of its members may begin
_MEMBERS, _GATHERED = 30, 60  # words after a verb in which the members, and the participants, of a forum are named


def members(context: ClauseContext, found: list[ForumMention]) -> None:
    """The states a standing forum has as members, or the body that a forum is of: it comprises A, B and C."""
    standing = [g for g in found if g.strength == "initiative"]
    for t in context.triggers.of("comprise"):
        before = [g for g in standing if g.mentions[0][0] < t.at]
        nearest = max(before, default=None, key=lambda g: max(m[0] for m in g.mentions if m[0] < t.at))
        _have_members([nearest] if nearest is not None else [], _states_listed(context, t.end))
    owned = [(ref, g) for g in found for ref in _bodies_of(context, g)]
    for it in context.arguments if owned else ():
        owners = [g for ref, g in owned if ref == it.ref]
        some = FROM in context.doc.texts[max(0, it.start - 2) : it.start]  # (A and B) of the states of X
        if owners and not some and (k := _list_of_members(context, it.end)) is not None:
            _have_members(owners, _states_listed(context, k))


def _have_members(owners: list[ForumMention], states: list[Argument]) -> None:
    """Let forums have states as members, three or more."""
    for owner in owners if len(states) >= _LEAST else ():
        owner.members += [it.ref for it in states if it.ref not in owner.members]


def _states_listed(context: ClauseContext, k: int) -> list[Argument]:
    """The states that are listed from word `k` on."""
    named = context.following_arguments(k, limit=_MEMBERS)
    return context.conjuncts([it for it in named if it.ref.kind == "state"], 0)


def _list_of_members(context: ClauseContext, start: int) -> int | None:
    """The word with which a list of members begins after a body named before word `start`: which comprises A and B,
    which comprises ten states: A and B; namely A and B; (A and B)."""
    texts, opens = context.doc.texts, None
    for k in range(start, min(start + _OPENS, context.bounds(start - 1)[1] - 1)):
        bracketed = texts[k] == "(" and any(it.kind == "state" for it in context.arguments_in(k + 1, k + 2))
        if bracketed or texts[k].removeprefix(WAW) in Words.NAMELY:
            return k + 1 + (texts[k + 1] == ":")
        if opens is None and not texts[k].startswith(WAW):  # `and it comprises` tells of the subject
            opens = next((t.end for t in context.triggers.of("comprise", start=k, end=k + 1)), None)
    return opens


def _bodies_of(context: ClauseContext, g: ForumMention) -> set[Ref]:
    """The bodies that a forum is of by its name, which does not say that it is between them and others."""
    if any(BETWEEN in form.split() for form in g.forms):
        return set()
    return {it.ref for start, end in g.mentions for it in context.arguments_in(start, end) if it.kind == "body"}


def on_sidelines(doc: Document, start: int, low: int) -> bool:
    """Whether a forum is named as that on whose sidelines something happened."""
    return has_any(doc, Words.SIDELINES, max(low, start - _NEAR), start)


def meets_at(context: ClauseContext, start: int) -> bool:
    """Whether a forum is named as that on whose sidelines, or in whose course, people meet."""
    low, _ = context.bounds(start)
    meets = context.triggers.of("meet", start=low, end=start)
    return on_sidelines(context.doc, start, low) or any(_in_its_course(context, t.at, start) for t in meets)


def _in_its_course(context: ClauseContext, at: int, start: int) -> bool:
    """Whether what is said at word `at` happened in the forum named at word `start`: they met in the dialogue."""
    texts = context.doc.texts
    return (
        at < start
        and texts[start - 1 - (texts[start - 1] == '"')] in Words.IN_THE_COURSE_OF
        and not has_any(context.doc, Words.HIS_TAKING_PART | _TO_COME, at, start)
        and not context.crosses_clause(at, start)
    )


def of_its_sidelines(context: ClauseContext, found: list[ForumMention], meetings: Sequence[MeetingMention]) -> None:
    """Who met on the sidelines of a forum took part in it."""
    told: dict[int, list[MeetingMention]] = {}  # by the sentence that tells of them
    for m in meetings:
        told.setdefault(context.doc.sentence(m.at), []).append(m)
    for g in found:
        for start, end in g.mentions:
            named = end - start > 1 or g.strength == "name"  # not of the meeting: guests may meet its ministers there
            for m in _beside(context, told, start, named=named):
                for item in filter(is_person, (*m.one, *m.other)):
                    add(g, item, Grounds.CLAUSE)


def _beside(
    context: ClauseContext, told: dict[int, list[MeetingMention]], start: int, *, named: bool
) -> list[MeetingMention]:
    """The meetings in the course of the forum at word `start`, or on its sidelines, as the sentence of the meeting says
    or a later one that tells of the meeting by a noun (the meeting came on the sidelines of)."""
    doc, (low, _) = context.doc, context.bounds(start)
    here = _earlier(told.get(doc.sentence(start), []), start)
    in_it = [m for m in here if _in_its_course(context, m.at, start)]
    of_one = has_any(doc, Words.HIS_TAKING_PART, max(low, start - _NEAR), start)  # on the sidelines of his taking part
    if of_one or not named or not on_sidelines(doc, start, low):
        return in_it
    noun = any(t.noun and t.definite for t in context.triggers.of("meet", "receive", start=low, end=start))
    if here or not (noun or start - low <= _FRONTED):
        return here
    before = told.get(doc.sentence_before(start), [])
    return before if len({m.at for m in before}) == 1 else []


def _earlier(told: list[MeetingMention], start: int) -> list[MeetingMention]:
    """The meetings told before word `start`, or all if there are none: not those of a clause that follows."""
    return [m for m in told if m.at < start] or told


def take_part(context: ClauseContext, predicates: Predicates, found: list[ForumMention]) -> None:
    """Who takes part in each forum: whom the predicates of attending, chairing, opening, gathering and speaking name,
    and the lists of some of them (among them A, B and C)."""
    if not found:
        return
    links = ForumLinks(context, found)
    reading = predicates.of(*FRAMES, *_GATHERING, "head", "join")
    for p in reading:
        g = links.of(p)
        if g is not None and not context.denied(p.at):
            for item in _but_sponsors(context.doc, p.at, _takers(context, p)):
                add(g, item)
    for t in context.triggers.of(*_GATHERING):
        for g, item in _in_the_delegation(links, t):
            add(g, item, Grounds.CLAUSE)
    speakers(predicates, links)
    _among(links, [p for p in reading if p.trigger.event_class in _LISTING])
    if links.sole is not None:
        _present(context, links.sole)
    absent(predicates, links)


def _in_the_delegation(links: ForumLinks, t: Trigger) -> Iterator[tuple[ForumMention, Argument]]:
    """The persons whom a verb says that a delegation to a forum comprises: the delegation of A comprised B and C."""
    context, (low, high) = links.context, links.context.bounds(t.at)
    if (
        t.noun
        or context.doc.texts[t.end : t.end + 1] == []
        or strip_article(context.doc.texts[t.end]) not in Words.A_DELEGATION
    ):
        return
    named = [links.at[start] for start, _ in links.mentioned(low, high)]
    for g in named[:1] or known(links.focus(t.at)):
        yield from ((g, item) for item in named_after(context, t.end + 1) if item.kind == "person")


def _but_sponsors(doc: Document, k: int, items: Iterable[Argument]) -> list[Argument]:
    """Those of `items` who take part in a forum as word `k` says: not the bodies that sponsor it."""
    return [it for it in items if it.kind != "body" or doc.texts[k] not in Words.SPONSORED_BY]


def _takers(context: ClauseContext, p: Predicate) -> list[Argument]:
    """The actors a predicate about a forum makes take part."""
    frame = p.trigger.event_class
    if frame in _GATHERING:
        return [it for it in p.arguments("members", "parts", "partner", "agent") if not it.place] or named_after(
            context, p.trigger.end
        )
    items = _subjects(context, p)
    people = list(filter(is_person, items))
    if frame == "represent":
        people += [it for it in p.arguments("theme") if it.kind == "person"]
    if frame in ("hold", "host"):
        people += _holders(context, p, items, people)
    if frame not in _OF_PARTIES or (frame == "represent" and people):
        return people
    return [it for it in items if it.kind in ("body", "state") and not it.place] + people + _represented(context, p)


def _subjects(context: ClauseContext, p: Predicate) -> list[Argument]:
    """The actors in the agent slot of a predicate about a forum; of a verb of attending also those with them, and those
    after its object."""
    of_parties = p.trigger.event_class in _OF_PARTIES
    late = named_after(context, p.trigger.end) if of_parties and not p.trigger.noun else []
    filler = p.slots.get("agent")
    where = context.doc.texts[p.at - 1] in Words.WHERE_THERE  # (A went to Oslo) where he attends
    dropped = filler is None or (filler.binding is Binding.DROPPED and not where)
    items = list(filler.arguments) if filler is not None and not dropped else late
    if not p.trigger.noun and both_named(context, p.trigger):
        items = last_two(context, p.at) or items
    return items + p.arguments("partner") + late if of_parties else items


def _holders(context: ClauseContext, p: Predicate, items: list[Argument], people: list[Argument]) -> Iterator[Argument]:
    """Those between whom a forum is held, unless among `people`, and the states and bodies of `items` that hold it."""
    holds = p.trigger.event_class == "hold"
    between = p.arguments("partner", "members") if holds else []
    yield from (it for it in between if not it.place and it not in people)
    states = (it for it in items if it.kind in ("state", "side") and not it.place)
    yield from (it for it in states if context.doc.find(it.start, "capital") is None)
    bodies = (it for it in items if it.kind == "body")  # of those that hold one, those whose ministers meet
    yield from (it for it in bodies if not holds or context.doc.texts[it.start] in Words.GATHERS_MINISTERS)


def last_two(context: ClauseContext, at: int) -> list[Argument]:
    """The two persons named last before word `at`, in its sentence and the three before."""
    first = context.doc.sentences[context.doc.sentence_before(at, 3)][0]
    found = distinct(it for it in reversed(context.arguments_in(first, at)) if it.kind == "person")
    fitting = context.of_rank(found, at)
    found = fitting if len(fitting) > 1 else found
    return found[:2] if len(found) > 1 else []


def _represented(context: ClauseContext, p: Predicate) -> list[Argument]:
    """States and bodies that take part through others: representatives of A and B, delegations from C."""
    sent = (phrase.arguments for phrase in p.phrases if phrase.start >= 2 and sent_by(context, phrase.start))
    return [it for arguments in sent for it in arguments if it.kind in ("state", "body")]


def _among(links: ForumLinks, reading: list[Predicate]) -> None:
    """The lists that name some of those who take part: (bodies, among them) A, B and C."""
    for k in links.context.occurrences(_LISTS):
        text = links.context.doc.texts[k]
        if text.removeprefix(WAW) in Words.THOSE_PRESENT:
            g, items = _some_present(links, k)
        elif text in Words.REPRESENTED_BY:
            g, items = _represented_by(links, k)
        elif text in Words.AMONG_THEM:
            g, items = _attending(links, reading, k), listed_after(links.context, k + 1)
        else:
            g, items = _some_present(links, k)
        if g is not None:
            for item in items:
                add(g, item)


def _attending(links: ForumLinks, reading: list[Predicate], k: int) -> ForumMention | None:
    """The forum of the verb of attending of which word `k` opens a list, also across a semicolon."""
    doc = links.context.doc
    n = bisect_left(reading, k, key=lambda p: p.at) - 1
    if n < 0 or k - reading[n].at > _LIST_REACH:
        return None
    before = doc.sentence(k) - doc.sentence(reading[n].at)
    goes_on = before == 1 and k - links.context.bounds(k)[0] <= 2
    return links.of(reading[n]) if goes_on or not before else None


def _some_present(links: ForumLinks, k: int) -> tuple[ForumMention | None, list[Argument]]:
    """The list of some of those present whom word `k` speaks of: the participants A, B; the participants in the forum,
    among them A and B; (at the end of the meeting) those present, who represented A and B."""
    doc = links.context.doc
    at = links.mentioned(k + 1, k + _PRESENT_AT)
    before = links.mentioned(links.context.bounds(k)[0], k)
    forum = links.at[(at or before[-1:])[0][0]] if at or before else links.sole
    after = at[0][1] if at else k + 1
    among = first_of(doc, Words.AMONG_THEM | Words.STATES_OF, after, after + _RELATIVE_GAP)
    return forum, listed_after(links.context, after if among is None else among + 1) if forum is not None else []


def _represented_by(links: ForumLinks, k: int) -> tuple[ForumMention | None, list[Argument]]:
    """Who stands at a forum for a state or body that takes part: (Mali took part in the summit,) represented by A."""
    low, _ = links.context.bounds(k)
    by, before = actor_at(links.context, k + 1), links.mentioned(low, k)
    told = before and links.context.triggers.of("attend", start=low, end=k)
    return (links.at[before[-1][0]], [by]) if told and by is not None and by.proclitics == BEH else (None, [])


def _present(context: ClauseContext, g: ForumMention) -> None:
    """Who is said to be present in a sentence that names no event, in an article about one forum: the presence of A
    and B is awaited."""
    doc = context.doc
    for start, end in doc.sentences:
        k = first_of(doc, Words.PRESENCE, start, end) if start >= g.mentions[0][0] else None
        if k is None or any(doc.find(j, "forum", "event", "agreement") is not None for j in range(start, end)):
            continue
        for item in listed_after(context, k + 1):
            add(g, item, Grounds.ARTICLE)


def of_the_sentence(links: ForumLinks, g: ForumMention, start: int, end: int) -> None:
    """Persons and bodies that the sentence of a forum at words `start` to `end` lists after with-the-participation-of,
    and those it gathers in the forum."""
    context, texts = links.context, links.context.doc.texts
    found = _gathered(context, start, end)
    for k in context.occurrences(_PARTICIPATING, *context.bounds(start)):
        taking_part = texts[k].removeprefix(WAW) in Words.TAKING_PART and abs(k - end) <= _PARTICIPATION
        if taking_part and not has_any(context.doc, Words.PREPARING, k, start) and links.nearest(k) is g:
            found += _but_sponsors(context.doc, k, _participation(context, k, start, end))
        if k <= start and texts[k] in Words.HIS_TAKING_PART:
            found += _who_takes_part(context, k, start, end)
    for item in found:
        add(g, item)


def _who_takes_part(context: ClauseContext, k: int, start: int, end: int) -> list[Argument]:
    """Who takes part in the forum at words `start` to `end`, where word `k` says `to take part`: the subject of the
    clause, and whom he does it with (in the summit)."""
    low, high = context.bounds(k)
    if has_any(context.doc, Words.TURNING_DOWN, max(low, k - _NEAR), k) or _only_invited(context, low, k):
        return []
    named = any(is_person(it) and not it.place for it in context.arguments_in(low, k))
    topic = None if named else acting_after(context, end, high)  # (on) taking part in the summit, A said
    topic = topic if topic is not None and topic.start - end <= _RELATIVE_GAP else _mover(context, k)
    beside = [it for it in context.arguments_in(k + 1, start) if it.kind == "person"]
    if topic is None or start - k - sum(it.end - it.start for it in beside) > _NEAR:
        return []
    return [topic, *(it for it in beside if context.case_marker(it) == WITH)]


def _only_invited(context: ClauseContext, low: int, k: int) -> bool:
    """Whether word `k` says to what somebody is invited, and nothing that he accepts: got an invitation to attend."""
    invited = context.triggers.of("invite", start=max(low, k - _REACH), end=k)
    return any(not has_any(context.doc, Words.ACCEPTS, max(low, t.at - _NEAR), t.at) for t in invited)


def _mover(context: ClauseContext, k: int) -> Argument | None:
    """Who takes part, where word `k` says `to take part`: whom a relative clause before it is about (the minister, who
    visits A), else whom the sentence is."""
    at = k - (k == context.bounds(k)[0] > 0)  # after a semicolon
    return antecedent(context, at, _REACH) or _apposed(context, at) or context.discourse_topic(at)


def _apposed(context: ClauseContext, at: int) -> Argument | None:
    """The person whom a definite adjective describes that opens, after a comma, at most some words before word `at`:
    A, the one present in X (to take part in)."""
    words, (low, _) = context.doc.words, context.bounds(at)
    before = [it for it in context.arguments_in(max(low, at - _REACH), at) if is_person(it) and it.end < at - 1]
    k = before[-1].end if before else 0
    apart = before and words[k].kind == "sign" and words[k + 1].definite and "a" in words[k + 1].pos
    return before[-1] if apart and not words[k + 1].has_conjunction else None


def _participation(context: ClauseContext, k: int, start: int, end: int) -> list[Argument]:
    """Those listed after with-the-participation-of at word `k`, the forum being named at words `start` to `end`."""
    listed = context.following_arguments(k + 1, limit=_OF_PARTICIPANTS)
    among = first_of(context.doc, Words.AMONG_THEM, k + 1, min(context.bounds(k)[1], k + _NEAR))
    found = _nations(context, k + 1) + (listed_after(context, among + 1) if among is not None else [])
    if not listed:
        return found
    each = introduces(context, k + 1, listed[0].start) and {it.kind for it in listed[:2]} <= {"state", "post", "body"}
    if listed[0].kind != "state" or each:
        found += conjuncts(context, listed[0], tolerant=True)
    last = k + 1
    for n, item in enumerate(listed):
        case = context.case_marker(item)
        if list_ends(context, last, item.start):
            break
        last = item.end
        if case == BETWEEN or start <= item.start < end or has_any(context.doc, Words.ABSENCE, k, item.start):
            break  # what is between them is spoken of; the forum's own name
        if item.kind in ("person", "body"):
            found.append(item)
        if item.kind == "state" and item.start - k <= _PRESENT_AT and (case == FROM or sent_by(context, item.start)):
            found += context.conjuncts(listed, n)  # of experts from A and B
    return found


def _nations(context: ClauseContext, k: int) -> list[Argument]:
    """The states whose adjectives stand from word `k` on: (with the) Omani and Kenyan (participation)."""
    words = context.doc.words
    found: list[Argument] = []
    while k < len(words) and not words[k].definite and (words[k].nisbas or words[k].has_conjunction):
        codes = [n.code for n in words[k].nisbas if n.code]
        found += [Argument(k, k + 1, Ref("state", code), "state") for code in codes[:1]]
        k += 1
    return found


def _gathered(context: ClauseContext, start: int, end: int) -> list[Argument]:
    """The three or more whom a sentence gathers in a forum: (the summit) that gathers A, B and C; A, B and C hold,
    meet in (a summit of three)."""
    low, high = context.bounds(start)
    for t in context.triggers.of(*_GATHERING, start=end, end=min(high, end + _FRONTED)):
        listed = context.following_arguments(t.end, limit=_GATHERED)
        if listed and not t.has_pronoun_suffix and not context.case_marker(listed[0]):
            return context.conjuncts(listed, 0)
    for t in context.triggers.of("hold", "meet", start=low, end=start):
        listed = [it for it in context.following_arguments(t.end, limit=_GATHERED) if it.end <= start and not it.place]
        if not t.noun and len(listed) > 2 and context.conjuncts(listed, 0) == listed:
            return listed
    return []
