"""Conferences, summits, dialogues, sessions: what they are called, which edition, where, when, and who takes part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pyarabic.araby import HEH, LAM, MEEM, WAW

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.events.attendance import last_two, members, of_its_sidelines, take_part
from mithaq.extraction.events.circumstances import place_of
from mithaq.extraction.events.forum_circumstances import circumstances, seat
from mithaq.extraction.events.forum_evidence import ClauseEvidence, convened_committees, ministers_who_met
from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import ForumMention, Grounds, add
from mithaq.extraction.events.forum_phrases import edition_at, head_noun, read_forum, stem
from mithaq.extraction.events.meetings import MeetingMention
from mithaq.extraction.particles import AL
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Predicates
from mithaq.language.fold import normalize
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["ForumMention", "find_forums", "of_a_body"]

_TWO = 2
_POLITICAL = frozenset({"party", "parliament", "armed_group"})


def find_forums(predicates: Predicates, meetings: Sequence[MeetingMention] = ()) -> list[ForumMention]:
    """All forums of an article; those who had `meetings` on the sidelines of one took part in it."""
    context = predicates.context
    latest: ForumMention | None = None
    found: list[ForumMention] = []
    unnamed: list[ForumMention] = []
    for gathering in _gatherings(predicates):
        if latest is not None and _other_name(context, latest, gathering.mentions[0][0]):
            latest.mentions += gathering.mentions
            latest.forms += gathering.forms
            continue
        known = _settle(found, gathering)
        if known is None:
            unnamed.append(gathering)
        latest = known or latest
    _sessions(context, found)
    for committee in convened_committees(predicates, {k for g in found for a, b, _ in g.mentions for k in range(a, b)}):
        if not _settle(found, committee):
            unnamed.append(committee)
    for met in ministers_who_met(predicates):
        _settle(found, met)
    _settle_unnamed(found, unnamed)
    kept = [g for g in found if g.named]
    links = ForumLinks(context, kept)
    for gathering in kept:
        circumstances(context, links, gathering)
    kept = _merge(context, kept)
    members(context, kept)
    of_its_sidelines(context, kept, meetings)
    take_part(context, predicates, kept)
    _summit_of_two(context, kept, meetings)
    for gathering in kept:
        if len(gathering.sides) == _TWO:
            gathering.participants = [ref for ref in gathering.participants if ref in gathering.sides]
        if not gathering.participants and _joint(gathering):
            gathering.participants += context.two_sides(gathering.mentions[0][0])
            gathering.rest_on(Grounds.ARTICLE)
    return kept


def _gatherings(predicates: Predicates) -> Iterator[ForumMention]:
    """The phrases that name a forum, in order."""
    context = predicates.context
    doc = context.doc
    evidence = ClauseEvidence(predicates)
    parties = frozenset(w for of, w in pairwise(doc.texts) if of.removeprefix(WAW) == OneWord.PARTY)
    last = 0
    for hit in doc.find_all("forum"):
        if hit.start < last or hit.start in doc.in_date or _acts(context, hit, parties):
            continue
        gathering = read_forum(context, hit, evidence)
        if gathering is not None:
            last = gathering.mentions[0][1]
            yield gathering


def _acts(context: ClauseContext, hit: LexiconMatch, parties: frozenset[str]) -> bool:
    """Whether a phrase is part of a body's name, or what it names is one that acts: a party, a parliament. `parties`
    are the words after `party` in the article."""
    texts, start = context.doc.texts, hit.start
    before = texts[start - 1].removeprefix(WAW) if start else ""
    if before.startswith(OneWord.PARTY) or (hit.article and texts[start].removeprefix(WAW) in parties):
        return True  # his party, the National Congress
    if _of_politics(context, hit) or _inside_body(context, start) or (before in Words.MEMBERS and not hit.article):
        return True  # a member of the Congress of
    # (a lecture) that the Congress of X organises
    return any(t.has_pronoun_suffix for t in context.triggers.of("hold", "host", start=start - 1, end=start))


def _settle_unnamed(found: list[ForumMention], unnamed: list[ForumMention]) -> None:
    """Sort the forums by place, and give them what speaks of them without a name: the session, of a body named as
    having its 42nd."""
    found.sort(key=lambda g: g.mentions[0])
    for gathering in unnamed:
        _settle([g for g in found if g.mentions[0] < gathering.mentions[0]] or found, gathering)


def _summit_of_two(context: ClauseContext, found: list[ForumMention], meetings: Sequence[MeetingMention]) -> None:
    """Let the two whose summit an article tells of take part in it: theirs, by a pronoun, or who met where it was."""
    summits = [g for g in found if head_noun(g.forms[0]) == OneWord.SUMMIT and not (g.edition or g.participants)]
    if len(summits) != 1 or of_a_body(context, summits[0]):
        return
    pairs = [last_two(context, k) for k, text in enumerate(context.doc.texts) if text in Words.THEIR_SUMMIT]
    if (where := summits[0].place) is not None:
        there = (m for m in meetings if (hit := place_of(context, m.at)) is not None and hit.entry == where.entry)
        pairs += [[*m.one, *m.other] for m in there]
    two = next((pair for pair in pairs if len(pair) == _TWO and all(it.kind == "person" for it in pair)), [])
    for item in two:
        add(summits[0], item, Grounds.ARTICLE)


def of_a_body(context: ClauseContext, g: ForumMention) -> bool:
    """Whether the name of a forum has that of a body or of a group of states in it."""
    return any(AL + w in Words.COLLECTIVE for w in g.words) or any(
        it.kind == "body" for start, end, _ in g.mentions for it in context.arguments_in(start, end)
    )


def _joint(g: ForumMention) -> bool:
    """Whether a forum is a joint committee of two states, or a session of one."""
    name = g.series or g.forms[0]
    return head_noun(name) == OneWord.COMMITTEE and bool(set(normalize(name).split()) & Words.JOINT)


def _other_name(context: ClauseContext, known: ForumMention, start: int) -> bool:
    """Whether a noun at word `start` is another name of the forum named before: the summit, called the summit of."""
    texts = context.doc.texts
    end = known.mentions[-1][1]
    return 0 < start - end <= 8 and any(w in Words.CALLED or w in Words.KNOWN_AS for w in texts[end:start])


def _of_politics(context: ClauseContext, hit: LexiconMatch) -> bool:
    """Whether a noun for gatherings begins the name of a party or a parliament, which is not convened: the General
    People's Congress."""
    body = context.doc.find(hit.start, "organization")
    if body is None or body.end <= hit.end or body.entry.value.kind not in _POLITICAL:
        return False
    goes_on = context.doc.texts[body.end : body.end + 1] and context.doc.texts[body.end].startswith(LAM + LAM)
    return not goes_on and not context.triggers.of("hold", "host", "begin", start=hit.start - 1, end=hit.start)


def _inside_body(context: ClauseContext, i: int) -> bool:
    """Whether word `i` is of a body's name, past its head: the Organisation of the Islamic Conference."""
    return any(it.kind == "body" and it.start < i < it.end for it in context.arguments_in(max(0, i - 6), i))


def _sessions(context: ClauseContext, found: list[ForumMention]) -> None:
    """Sessions said after their body: (the Council of the League, the joint committee) in its 142nd session."""
    doc = context.doc
    for k, text in enumerate(doc.texts):
        if text not in Words.IN_ITS_SESSION:
            continue
        edition, _ = edition_at(doc, k + 1)
        if edition is None and k + 1 < len(doc.words) and doc.words[k + 1].definite:
            edition, _ = edition_at(doc, k + 2)  # their consultative meeting, the 14th
        theirs = text.endswith(HEH + MEEM)  # of the ministers of a body: their meeting
        if edition is None and not theirs:
            continue
        known = next((g for g in reversed(found) if any(m[1] <= k <= m[1] + 4 for m in g.mentions)), None)
        if known is not None:
            if edition is not None:
                known.edition = known.edition or edition
                known.named = True
                known.series = known.series or known.forms[0]
            continue
        body = next(
            (
                it
                for it in reversed(context.arguments_in(max(0, k - 20), k))
                if it.kind == "body" and it.end <= k and (k - 4 <= it.end or context.adverbial(it.end, k))
            ),
            None,
        )
        if body is None:
            continue
        name = context.body_names.get(body.start)
        if edition is None and name is not None:
            continue
        of_ministers = name is None
        if name is None:
            noun = OneWord.MEETING_NOUN
            name = f"{noun} {doc.label(body.start, body.end, len(body.proclitics))}"
        if name:
            words = frozenset(stem(w) for w in normalize(name).split()[of_ministers:])
            series = name if edition is not None else None
            new = ForumMention([(body.start, body.end, 0)], words, [name], "series", True, edition, series)
            new.participants += [body.ref] if of_ministers else []
            if not of_ministers or _settle(found, new) is None:
                found.append(new)


def _merge(context: ClauseContext, found: list[ForumMention]) -> list[ForumMention]:
    """One gathering of those with the same noun, place, and no different numbers or days."""
    merged: list[ForumMention] = []
    sole = sum(len(g.sides) == _TWO for g in found) == 1
    for new in found:
        for known in merged:
            if not (_one(context, known, new) or (sole and _told_again(context, known, new))):
                continue
            known.forms += [f for f in new.forms if f not in known.forms]
            known.mentions += new.mentions
            known.date = known.date or new.date
            known.place = known.place or new.place
            known.sides = max(known.sides, new.sides, key=len)
            known.participants += [r for r in new.participants if r not in known.participants]
            break
        else:
            merged.append(new)
    return merged


def _told_again(context: ClauseContext, one: ForumMention, other: ForumMention) -> bool:
    """Whether a summit is told again as one of two persons: with one of them, by its city, by their two states."""
    two, again = (one, other) if len(one.sides) == _TWO else (other, one)
    heads = {head_noun(g.forms[0]) for g in (one, other)}
    if len(two.sides) != _TWO or heads != {OneWord.SUMMIT} or one.edition != other.edition:
        return False
    if again.sides:
        return again.sides <= two.sides
    if any(g.date is None for g in (one, other)) or one.date == other.date:
        city = seat(context.doc, again.mentions[0][0])
        if city is not None:
            return two.place is None or two.place.entry.value == city.entry.value
    states = {context.states_of.get(ref, "") for ref in two.sides}
    return {ref.key for ref in again.participants} == states


def _one(context: ClauseContext, known: ForumMention, new: ForumMention) -> bool:
    """Whether two forums with names of their own are one: the same noun, held at one place or by the same two states,
    with no different numbers or days."""
    heads = {head_noun(g.forms[0]) for g in (known, new)}
    if (
        (len(heads) > 1 and not heads <= Words.NEGOTIATIONS)
        or "series" in (known.strength, new.strength)
        or known.edition != new.edition
    ):
        return False
    if known.date and new.date and known.date != new.date:
        return False
    places = [g.place for g in (known, new) if g.place is not None]
    if len(places) == _TWO and normalize(context.doc.name(places[0])) == normalize(context.doc.name(places[1])):
        return True
    within = [hit.entry.value for hit in places if any(h.entry.category == "state" for h in places)]
    if len(places) == _TWO and len(set(within)) != 1:
        return False  # neither is the state that the other lies in
    states = [{context.states_of.get(ref, ref.key) for ref in g.participants} for g in (known, new)]
    return states[0] == states[1] and len(states[0]) == _TWO


def _settle(found: list[ForumMention], new: ForumMention) -> ForumMention | None:
    """Join a mention to the forum it is of, or take it for a new one if it has a name; that forum, or None."""
    last_first = found[::-1]
    if not new.words:  # the conference: the one spoken of most, of those the last
        last_first.sort(key=lambda g: -len(g.mentions))
    for known in last_first:
        if _same(known, new):
            known.mentions += new.mentions
            known.forms += [f for f in new.forms if f not in known.forms]
            known.participants += [r for r in new.participants if r not in known.participants]
            if len(new.words) > len(known.words):
                known.words = new.words
            known.edition = known.edition or new.edition
            known.series = known.series or new.series
            known.named = known.named or new.named
            known.sides = max(known.sides, new.sides, key=len)
            return known
    if not new.named or (found and not new.edition and len(new.forms[0].split()) == 1):
        return None  # the conference is to be held: one spoken of by another noun
    found.append(new)
    return new


def _collective(form: str) -> str:
    """The group of states that a meeting is of, if its name says so with the article: the alliance."""
    second = (*normalize(form).split(), "", "")[1]
    return second if second.startswith(AL) and second in Words.COLLECTIVE else ""


def _same(known: ForumMention, new: ForumMention) -> bool:
    if known.edition and new.edition and known.edition != new.edition:
        return False
    head = {head_noun(f) for f in known.forms}
    mine = head_noun(new.forms[0])
    if mine == OneWord.SUMMIT and new.edition and not (known.edition or new.forms[0].startswith(AL)):
        return False  # a second summit
    if mine == OneWord.SUMMIT and known.edition and new.words and not (new.edition or known.words):
        return False  # the summit of Oslo, after a second one
    if known.sides and new.sides:
        return known.sides <= new.sides or new.sides < known.sides
    if (known.sides and new.words) or (known.words and new.sides):
        return False
    if not new.words:  # the forum; the session, the round of what has them
        return mine in head or (new.strength == "series" and known.edition is not None)
    if mine in head and _collective(new.forms[0]) and _collective(new.forms[0]) in map(_collective, known.forms):
        return True  # the meeting of the alliance (against X), of the world alliance
    small, large = sorted((known.words, new.words), key=len)
    return small <= large and (mine in head or len(small) >= 2)
