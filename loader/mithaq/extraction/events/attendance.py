"""Who takes part in a forum: who attends, chairs or opens it, whom the text lists, and who its members are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pyarabic.araby import BEH, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import ForumMention, Grounds, add
from mithaq.extraction.events.forum_speakers import speakers
from mithaq.extraction.events.meeting_sides import MeetingMention
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import BETWEEN, FROM, IN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.lists import conjuncts, listed_after, sent_by
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = [
    "FRAMES",
    "last_two",
    "meets_at",
    "members",
    "of_its_sidelines",
    "of_the_sentence",
    "on_sidelines",
    "take_part",
]

FRAMES = ("attend", "chair", "begin", "host", "hold", "conclude", "represent")
"""Frames of what is done at forums."""
_TAKE_PART = ("attend", "chair", "begin", "represent", "gather", "comprise", "conclude", "hold", "host")
_OF_PARTIES = ("attend", "chair", "represent")
"""Frames of which states and bodies are the subject as well as persons."""
_LISTING = ("attend", "gather", "comprise")
_TWO = 2
_RELATIVE_GAP = 3
"""Words between a forum and the verb of a relative clause about it."""
_REACH = 12
"""Words after a verb in which it may say what is attended."""
_PRESENT_AT = 4
"""Words after `the participants` in which the forum is named."""
_PARTICIPATION = 45
"""Words between a forum and with-the-participation-of: long titles of a patron or a host may stand between."""
_LIST_REACH = 40
"""Words after a verb in which a list of those who take part may open."""


def members(context: ClauseContext, found: list[ForumMention]) -> None:
    """The states a standing forum has as members: it comprises A, B and C."""
    for t in context.triggers.of("comprise"):
        owner = max(
            (g for g in found if g.mentions[0][0] < t.at and g.strength == "initiative"),
            default=None,
            key=lambda g: max(m[0] for m in g.mentions if m[0] < t.at),
        )
        items = [it for it in context.following_arguments(t.end, limit=20) if it.ref.kind == "state"]
        if owner is None or len(items) < 2:
            continue
        run = context.conjuncts(items, 0)
        if len(run) >= 2:
            owner.members += [it.ref for it in run if it.ref not in owner.members]


def on_sidelines(doc: Document, start: int, low: int) -> bool:
    """Whether a forum is named as that on whose sidelines something happened."""
    return any(doc.texts[k] in Words.SIDELINES for k in range(max(low, start - 6), start))


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
        and not any(texts[k] in Words.HIS_TAKING_PART for k in range(at, start))
        and not context.crosses_clause(at, start)
    )


def of_its_sidelines(context: ClauseContext, found: list[ForumMention], meetings: Sequence[MeetingMention]) -> None:
    """Who met on the sidelines of a forum took part in it: as the sentence of the meeting says, or a later one that
    tells of the meeting by a noun (the meeting came on the sidelines of)."""
    doc = context.doc
    told: dict[int, list[MeetingMention]] = {}  # by the sentence that tells of them
    for m in meetings:
        told.setdefault(doc.sentence(m.at), []).append(m)
    for g in found:
        for start, end, _ in g.mentions:
            low, _ = context.bounds(start)
            here = told.get(doc.sentence(start), [])
            for m in here:
                if _in_its_course(context, m.at, start):
                    _met(g, m)
            if not on_sidelines(doc, start, low) or (end - start < 2 and g.strength != "name"):
                continue  # of the meeting (of the ministers of a body): guests may meet them there
            if any(doc.texts[k] in Words.HIS_TAKING_PART for k in range(max(low, start - 6), start)):
                continue  # on the sidelines of one's taking part: of one alone
            noun = any(t.noun and t.definite for t in context.triggers.of("meet", "receive", start=low, end=start))
            if not here and (noun or start - low <= 8):
                before = told.get(doc.sentence(start) - 1, [])
                here = before if len({m.at for m in before}) == 1 else []
            for m in here:
                _met(g, m)


def _met(g: ForumMention, m: MeetingMention) -> None:
    for item in (*m.one, *m.other):
        if item.kind in ("person", "post"):
            add(g, item, Grounds.CLAUSE)


def take_part(context: ClauseContext, predicates: Predicates, found: list[ForumMention]) -> None:
    """Who takes part in each forum: whom the predicates of attending, chairing, opening, gathering and speaking name,
    and the lists of some of them (among them A, B and C)."""
    links = ForumLinks(context, found)
    reading = predicates.of(*_TAKE_PART)
    for p in reading:
        g = links.of(p)
        if g is None or context.denied(p.at):
            continue
        for item in _takers(context, p):
            if item.kind != "body" or context.doc.texts[p.at] not in Words.SPONSORED_BY:
                add(g, item)
    speakers(predicates, links)
    _among(context, links, [p for p in reading if p.trigger.event_class in _LISTING])
    if links.sole is not None:
        _present(context, links.sole)
        _of_its_states(context, predicates, links.sole)


def _of_its_states(context: ClauseContext, predicates: Predicates, g: ForumMention) -> None:
    """The officials of the two states of a forum of two, who speak together in an article about it alone."""
    states = {ref.key for ref in g.participants if ref.kind == "state"}
    if len(states) != _TWO:
        return
    for p in predicates.of("say"):
        both = [it for it in p.arguments("agent", "partner", "theme") if it.kind == "person"]
        if len(both) == _TWO and {context.states_of.get(it.ref) for it in both} == states:
            for item in both:
                add(g, item, Grounds.ARTICLE)


def _takers(context: ClauseContext, p: Predicate) -> list[Argument]:
    """The actors a predicate about a forum makes take part."""
    frame = p.trigger.event_class
    if frame in ("gather", "comprise"):
        return [it for it in p.arguments("members", "parts", "partner", "agent") if not it.place] or _late_subject(p)
    items = _subjects(context, p)
    persons = [it for it in items if it.kind in ("person", "post")]
    if frame == "represent":
        persons += [it for it in p.arguments("theme") if it.kind == "person"]
    if frame in ("hold", "host"):
        persons += _holders(context, p, items, persons)
    if frame not in _OF_PARTIES or (frame == "represent" and persons):
        return persons
    return [it for it in items if it.kind in ("body", "state") and not it.place] + persons + _represented(context, p)


def _subjects(context: ClauseContext, p: Predicate) -> list[Argument]:
    """The actors in the agent slot of a predicate about a forum; of a verb of attending also those with them, and those
    after its object."""
    filler = p.slots.get("agent")
    late = _late_subject(p) if p.trigger.event_class in _OF_PARTIES else None
    unsaid = filler is None or (filler.binding is Binding.DROPPED and not _truly_dropped(context, p))
    items = (late or []) if filler is None or unsaid else list(filler.arguments)
    items = _the_two(context, p.trigger) or items
    return items if late is None else items + p.arguments("partner") + late


def _holders(
    context: ClauseContext, p: Predicate, items: list[Argument], persons: list[Argument]
) -> Iterator[Argument]:
    """Those between whom a forum is held, unless among `persons`, and the states and bodies of `items` that hold it."""
    holds = p.trigger.event_class == "hold"
    between = p.arguments("partner", "members") if holds else []
    yield from (it for it in between if not it.place and it not in persons)
    states = (it for it in items if it.kind in ("state", "side") and not it.place)
    yield from (it for it in states if context.doc.find(it.start, "capital") is None)
    for it in items:  # of the bodies that hold one, those whose ministers meet
        if it.kind == "body" and (not holds or context.doc.texts[it.start] in Words.GATHERS_MINISTERS):
            yield it


def _truly_dropped(context: ClauseContext, p: Predicate) -> bool:
    """Whether a verb of attending has its theme right after it, with no room for a subject."""
    texts = context.doc.texts
    first = next((phrase.start for phrase in p.phrases if phrase.nominals), None)
    if first is None or p.trigger.number != "s" or p.trigger.event_class not in _OF_PARTIES:
        return False
    return not any(_late_subject(p)) and all(
        texts[k] == IN or texts[k] in Words.WORKS or k in context.doc.in_date for k in range(p.trigger.end, first)
    )


def _late_subject(p: Predicate) -> list[Argument]:
    """The persons that follow what a verb has as its object: (headed) the delegation of A to the conference B."""
    bound = {it.start for it in p.bound}
    return next(
        (
            list(phrase.arguments)
            for phrase in p.phrases
            if phrase.arguments
            and (phrase.case == "" or (phrase.case == IDAFA and phrase.arguments[0].kind == "post"))
            and phrase.arguments[0].kind in ("person", "post")
            and phrase.start not in bound
        ),
        [],
    )


def _the_two(context: ClauseContext, t: Trigger) -> list[Argument]:
    """The two persons last named, where `the two ministers` is the subject of a verb."""
    doc = context.doc
    near = (t.at - 1, t.end)
    if t.noun or not any(0 <= k < len(doc.texts) and doc.texts[k] in Words.TWO_PERSONS for k in near):
        return []
    return last_two(context, t.at)


def last_two(context: ClauseContext, at: int) -> list[Argument]:
    """The two persons named last before word `at`, in its sentence and the three before."""
    found: list[Argument] = []
    first = context.doc.sentences[max(0, context.doc.sentence(at) - 3)][0]
    for item in reversed(context.arguments_in(first, at)):
        if item.kind == "person" and all(item.ref != it.ref for it in found):
            found.append(item)
    return found[:2] if len(found) >= 2 else []


def _represented(context: ClauseContext, p: Predicate) -> list[Argument]:
    """States and bodies that take part through others: representatives of A and B, delegations from C."""
    return [
        it
        for phrase in p.phrases
        for it in phrase.arguments
        if phrase.start >= 2 and it.kind in ("state", "body") and sent_by(context, phrase.start)
    ]


def _among(context: ClauseContext, links: ForumLinks, reading: list[Predicate]) -> None:
    """The lists that name some of those who take part: (bodies, among them) A, B and C; also across a semicolon."""
    doc = context.doc
    starts = [p.at for p in reading]
    for k, text in enumerate(doc.texts):
        if text.removeprefix(WAW) in Words.THOSE_PRESENT:
            _some_present(links, k)
        if text in Words.REPRESENTED_BY and (sent := context.arguments_in(k + 1, k + 2)) and sent[0].proclitics == BEH:
            _represented_by(links, k, sent[0])
        if text not in Words.AMONG_THEM:
            continue
        n = bisect_left(starts, k) - 1
        if n < 0 or not 0 <= k - starts[n] <= _LIST_REACH or doc.sentence(k) - doc.sentence(starts[n]) > 1:
            continue
        if doc.sentence(k) != doc.sentence(starts[n]) and k - context.bounds(k)[0] > 2:
            continue
        g = links.of(reading[n])
        if g is None:
            continue
        for item in listed_after(context, k + 1):
            add(g, item)


def _some_present(links: ForumLinks, k: int) -> None:
    """The list of some of those present whom word `k` speaks of: the participants A, B; the participants in the forum,
    among them A and B; (at the end of the meeting) those present, who represented A and B."""
    at = links.mentioned(k + 1, k + _PRESENT_AT)
    before = links.mentioned(links.context.bounds(k)[0], k)
    forum = links.at[(at or before[-1:])[0][0]] if at or before else links.sole
    if forum is None:
        return
    after = at[0][1] if at else k + 1
    texts = links.context.doc.texts
    near = range(after, min(len(texts), after + _RELATIVE_GAP))
    among = (n + 1 for n in near if texts[n] in Words.AMONG_THEM or texts[n] in Words.STATES_OF)
    for item in listed_after(links.context, next(among, after)):
        add(forum, item)


def _represented_by(links: ForumLinks, k: int, item: Argument) -> None:
    """Who stands at a forum for a state or body that takes part: (Mali took part in the summit,) represented by A."""
    low, _ = links.context.bounds(k)
    before = links.mentioned(low, k)
    if before and links.context.triggers.of("attend", start=low, end=k):
        for it in links.context.conjuncts([item], 0):
            add(links.at[before[-1][0]], it)


def _present(context: ClauseContext, g: ForumMention) -> None:
    """Who is said to be present in a sentence that names no event, in an article about one forum: the presence of A
    and B is awaited."""
    doc = context.doc
    for start, end in doc.sentences:
        if start < g.mentions[0][0] or any(
            h.entry.category in ("forum", "event", "agreement") for k in range(start, end) for h in doc.hits.get(k, ())
        ):
            continue
        k = next((k for k in range(start, end) if doc.texts[k] in Words.PRESENCE), None)
        if k is None:
            continue
        listed = context.following_arguments(k + 1, limit=_LIST_REACH)
        if listed and listed[0].start == k + 1:
            for item in conjuncts(context, listed[0], tolerant=True):
                add(g, item, Grounds.ARTICLE)


def of_the_sentence(
    context: ClauseContext, links: ForumLinks, g: ForumMention, start: int, end: int, low: int, high: int
) -> None:
    """Persons and bodies that the sentence lists after with-the-participation-of, and those it gathers in the forum."""
    doc = context.doc
    for item in _gathered(context, start, end, low, high):
        add(g, item)
    for k in range(low, high):
        if (
            doc.texts[k].removeprefix(WAW) in Words.TAKING_PART
            and abs(k - end) <= _PARTICIPATION
            and links.nearest(k) is g
        ):
            for item in _participation(context, k, start, end):
                if item.kind != "body" or doc.texts[k] not in Words.SPONSORED_BY:
                    add(g, item)
        if doc.texts[k] in Words.HIS_TAKING_PART and k <= start:
            topic = _actor_after(context, k, end, high) or _mover(context, k)
            beside = [it for it in context.arguments_in(k + 1, start) if it.kind == "person"]  # with B (in the summit)
            if topic is not None and start - k - sum(it.end - it.start for it in beside) <= 6:
                for item in (topic, *(it for it in beside if context.case_marker(it) == WITH)):
                    add(g, item)


def _actor_after(context: ClauseContext, k: int, end: int, high: int) -> Argument | None:
    """Who is the subject of the clause that goes on after a forum in whose opening phrase word `k` stands: (on) taking
    part in the summit, A said."""
    low, _ = context.bounds(k)
    if any(not it.place and it.kind in ("person", "post") for it in context.arguments_in(low, k)):
        return None
    first = next((it for it in context.arguments_in(end, high) if not it.place), None)
    if first is None or first.kind != "person" or first.start == end or context.case_marker(first):
        return None
    verb = context.doc.words[first.start - 1]
    acts = (bool(verb.verbs) or "v" in verb.pos) and not verb.definite
    return first if acts and first.start - 1 - end <= 2 else None


def _mover(context: ClauseContext, k: int) -> Argument | None:
    """Who takes part, where word `k` says `to take part`: whom a relative clause before it is about (the minister, who
    visits A), else whom the sentence is."""
    low, _ = context.bounds(k)
    if k == low > 0:
        low, _ = context.bounds(k - 1)  # after a semicolon
    relative = next(
        (j for j in range(k - 1, max(low, k - _REACH) - 1, -1) if context.doc.texts[j] in Words.RELATIVE), -1
    )
    before = context.arguments_in(low, relative) if relative > 0 else []
    if before and all(context.doc.words[j].kind == "sign" for j in range(before[-1].end, relative)):
        return before[-1]
    return context.discourse_topic(k if k > context.bounds(k)[0] else k - 1)


def _participation(context: ClauseContext, k: int, start: int, end: int) -> list[Argument]:
    """Those listed after with-the-participation-of at word `k`, the forum being named at words `start` to `end`."""
    listed = context.following_arguments(k + 1, limit=90)
    found = _nations(context, k + 1)
    if not listed:
        return found
    run = conjuncts(context, listed[0], tolerant=True)
    each = _each(context.doc, k + 1, listed[0].start) and {it.kind for it in listed[:2]} <= {"state", "post", "body"}
    if run[0].kind != "state" or each:
        found += run
    for item in listed:
        if context.case_marker(item) == BETWEEN or start <= item.start < end:
            break  # what is between them is spoken of; the forum's own name
        if item.kind in ("person", "body"):
            found.append(item)
        of = context.case_marker(item) == FROM or sent_by(context, item.start)
        if item.kind == "state" and of and item.start - k <= _PRESENT_AT:
            found += context.conjuncts(listed, listed.index(item))  # of experts from A and B
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


def _each(doc: Document, start: int, end: int) -> bool:
    """Whether words `start` to `end` are none, or `each of`, `the states of`."""
    return all(
        doc.texts[k] in Words.EACH or doc.texts[k] == FROM or doc.texts[k] in Words.STATES_OF for k in range(start, end)
    )


def _gathered(context: ClauseContext, start: int, end: int, low: int, high: int) -> list[Argument]:
    """The three or more whom a sentence gathers in a forum: (the summit) that gathers A, B and C; A, B and C hold,
    meet in (a summit of three)."""
    for t in context.triggers.of("gather", "comprise", start=end, end=min(high, end + 8)):
        listed = context.following_arguments(t.end, limit=60)
        if listed and not t.has_pronoun_suffix and not context.case_marker(listed[0]):
            return context.conjuncts(listed, 0)
    for t in context.triggers.of("hold", "meet", start=low, end=start):
        listed = [it for it in context.following_arguments(t.end, limit=60) if it.end <= start and not it.place]
        run = context.conjuncts(listed, 0)
        if not t.noun and len(run) > 2 and run == listed:
            return run
    return []
