"""Conferences, summits, dialogues, sessions: what they are called, which edition, where, when, and who takes part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyarabic.araby import HEH, LAM, MEEM, TEH_MARBUTA, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.attendance import last_two, members, of_its_sidelines, take_part
from mithaq.extraction.events.circumstances import place_of
from mithaq.extraction.events.forum_bodies import bodies_that_met
from mithaq.extraction.events.forum_circumstances import circumstances, seat
from mithaq.extraction.events.forum_evidence import ClauseEvidence, convened_committees, place_after
from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import ForumMention, Grounds, add
from mithaq.extraction.events.forum_phrases import edition_at, head_noun, read_forum, stem
from mithaq.extraction.events.forum_signers import signers
from mithaq.extraction.events.meetings import MeetingMention
from mithaq.extraction.mentions.noun_phrases import name_extent
from mithaq.extraction.particles import AL
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Predicates
from mithaq.extraction.syntax.search import city_at, known
from mithaq.extraction.syntax.spellings import joined
from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["ForumMention", "find_forums", "of_a_body"]

_SESSION = 4  # words between a body or a forum and `in its session`, where others than of time and place stand there
_BODY = 20  # words before `in its session` in which the body is named
_PARTY = joined(frozenset((OneWord.PARTY,)))
_NAMED = 2  # words for leaders that tell whose they are, at the least
_LEAD = 3  # sentences after the headline in which its forum is named in full
_POLITICAL = frozenset({"party", "parliament", "armed_group"})


def find_forums(predicates: Predicates, meetings: Sequence[MeetingMention] = ()) -> list[ForumMention]:
    """All forums of an article; those who had `meetings` on the sidelines of one took part in it."""
    context, kept = predicates.context, [g for g in _told(predicates) if g.named]
    links = ForumLinks(context, kept)
    for gathering in kept:
        circumstances(links, gathering)
    kept = _merge(context, kept)
    members(context, kept)
    of_its_sidelines(context, kept, meetings)
    take_part(context, predicates, kept)
    signers(predicates, ForumLinks(context, kept))
    _summit_of_two(context, kept)
    _place_of_two(context, kept, meetings)
    for gathering in kept:
        _of_two_alone(context, gathering)
    return [g for g in kept if g.strength != "initiative" or g.members]  # and not a plan


def _told(predicates: Predicates) -> list[ForumMention]:
    """The forums that noun phrases and predicates tell, each with all that speaks of it, in order."""
    context = predicates.context
    latest: ForumMention | None = None
    found: list[ForumMention] = []
    unnamed: list[ForumMention] = []
    for gathering in _gatherings(predicates):
        if latest is not None and _other_name(context, latest, gathering.mentions[0][0]):
            latest.mentions += gathering.mentions
            latest.forms += gathering.forms
            continue
        settled = _settle(found, gathering)
        unnamed += [gathering] if settled is None else []
        latest = settled or latest
    _sessions(context, found)
    taken = ForumLinks(context, found).at
    unnamed += [committee for committee in convened_committees(predicates, taken) if not _known(found, committee)]
    for met in bodies_that_met(predicates, ForumLinks(context, found).at):
        if not _known(found, met):
            _settle(found, met)
    found.sort(key=lambda g: g.mentions[0])
    for gathering in unnamed:  # what speaks of a forum without a name: the session, of a body named as having its 42nd
        _settle([g for g in found if g.mentions[0] < gathering.mentions[0]] or found, gathering)
    return found


def _known(found: list[ForumMention], committee: ForumMention) -> bool:
    """Join a committee to the meeting that it held, which is named right after it, or settle it as a forum; whether it
    is one."""
    ends = {end for _, end in committee.mentions}
    meetings = (g for g in found if _heads(g) == {OneWord.MEETING_NOUN})
    held = next((g for g in meetings if any({start, start - 1} & ends for start, _ in g.mentions)), None)
    if held is not None:
        held.join(committee)
    return held is not None or _settle(found, committee) is not None


def _of_two_alone(context: ClauseContext, g: ForumMention) -> None:
    """Let none but the two take part in a summit of two persons, or in a joint committee of which nobody is named."""
    if len(g.sides) == 2:
        g.participants = [ref for ref in g.participants if ref in g.sides]
    name = g.series or g.forms[0]
    joint = head_noun(name) == OneWord.COMMITTEE and not Words.JOINT.isdisjoint(normalize(name).split())
    if joint and not g.participants:
        g.participants += context.two_sides(g.mentions[0][0])
        g.rest_on(Grounds.ARTICLE)


def _gatherings(predicates: Predicates) -> Iterator[ForumMention]:
    """The phrases that name a forum, in order."""
    context = predicates.context
    doc = context.doc
    evidence = ClauseEvidence(predicates)
    parties = frozenset(w for k in context.occurrences(_PARTY) for w in doc.texts[k + 1 : k + 2])
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
    inside = any(it.kind == "body" and it.end > start for it in context.arguments_in(max(0, start - 6), start))
    if _of_politics(context, hit) or inside or (before in Words.MEMBERS and not hit.article):
        return True  # a member of the Congress of
    # (a lecture) that the Congress of X organises
    return any(t.has_pronoun_suffix for t in context.triggers.of("hold", "host", start=start - 1, end=start))


def _summit_of_two(context: ClauseContext, found: list[ForumMention]) -> None:
    """Let the two whose summit an article tells of take part in it: theirs, by a pronoun."""
    summits = [g for g in found if _heads(g) == {OneWord.SUMMIT} and not (g.edition or g.participants)]
    if len(summits) != 1 or of_a_body(context, summits[0]):
        return
    pairs = (last_two(context, k) for k in context.occurrences(Words.THEIR_SUMMIT))
    for item in next(filter(None, pairs), []):
        add(summits[0], item, Grounds.ARTICLE)


def _place_of_two(context: ClauseContext, found: list[ForumMention], meetings: Sequence[MeetingMention]) -> None:
    """Let the only summit of two persons be where the text says first that they meet, or that their summit is."""
    pairs = ({ref for ref in g.participants if ref.kind == "official"} for g in found)
    summits = [(g, two) for g, two in zip(found, pairs, strict=True) if len(two) == 2 and _heads(g) == {OneWord.SUMMIT}]
    if len(summits) != 1 or summits[0][0].place is not None or summits[0][0].edition:
        return
    summit, two = summits[0]
    theirs = [m.at for m in meetings if two == {it.ref for it in (*m.one, *m.other)}]
    told = known(*(place_of(context, k) for k in sorted([*theirs, *context.occurrences(Words.THEIR_SUMMIT)])))
    summit.place = next((hit for hit in told if city_at(context.doc, hit.start) or hit.entry.category != "state"), None)


def of_a_body(context: ClauseContext, g: ForumMention) -> bool:
    """Whether the name of a forum has that of a body or of a group of states in it."""
    return any(AL + w in Words.COLLECTIVE for w in g.words) or any(
        it.kind == "body" for start, end in g.mentions for it in context.arguments_in(start, end)
    )


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


def _sessions(context: ClauseContext, found: list[ForumMention]) -> None:
    """Sessions said after their body: (the Council of the League, the joint committee) in its 142nd session."""
    doc = context.doc
    for k in context.occurrences(Words.IN_ITS_SESSION):
        edition, after = _number_of_session(doc, k)
        known = next((g for g in reversed(found) if any(m[1] <= k <= m[1] + _SESSION for m in g.mentions)), None)
        theirs = doc.texts[k].endswith(HEH + MEEM)  # of the ministers of a body: their meeting
        new = _session_of(context, k, edition, after) if known is None and (edition is not None or theirs) else None
        if new is not None and (not new.participants or _settle(found, new) is None):
            found.append(new)


def _number_of_session(doc: Document, k: int) -> tuple[int | None, int]:
    """The number of a session after `in its session` at word `k`, and the word after it: in their consultative meeting,
    the 14th."""
    edition, after = edition_at(doc, k + 1)
    if edition is None and k + 1 < len(doc.words) and doc.words[k + 1].definite:
        edition, after = edition_at(doc, k + 2)
    return edition, after


def _session_of(context: ClauseContext, k: int, edition: int | None, after: int) -> ForumMention | None:
    """The session at words `k` to `after` of the body named before it; of the ministers of a body the meeting, without
    a number too."""
    doc = context.doc
    before = (it for it in reversed(context.arguments_in(max(0, k - _BODY), k)) if it.kind == "body")
    body = next((it for it in before if k - _SESSION <= it.end or context.adverbial(it.end, k)), None)
    name = context.body_names.get(body.start) if body is not None else None
    theirs = doc.texts[k].endswith(HEH + MEEM)
    if theirs and (body is None or (edition is None and name is not None)):
        return _of_leaders(context, k, edition, after)
    if body is None or name == "" or (edition is None and name is not None):
        return None
    label = name or f"{OneWord.MEETING_NOUN} {doc.label(body.start, body.end, len(body.proclitics))}"
    words = frozenset(map(stem, normalize(label).split()[name is None :]))
    series = label if edition is not None else None
    placed = any(body.end <= hit.start < k for hit in context.places(k))  # (the council closed) in X its session
    new = ForumMention([(body.start, body.end if placed else after)], words, [label], "series", True, edition, series)
    new.participants += [body.ref] if name is None else []
    return new


def _of_leaders(context: ClauseContext, k: int, edition: int | None, after: int) -> ForumMention | None:
    """The summit or meeting, at word `k`, of the leaders or ministers whom its sentence names before: the Arab leaders
    (closed) their summit in X."""
    doc, (low, _) = context.doc, context.bounds(k)
    who = (n for n in range(k - 1, max(low, k - _BODY) - 1, -1) if _lead(doc.texts[n]))
    start = next(who, None)
    if start is None or not (edition or place_after(context, after) is not None):
        return None
    served = [it for it in context.arguments_in(start, k) if it.kind == "post"]
    end = max([name_extent(doc, start, start + 1), *(it.end for it in served)])
    if end - start < _NAMED and edition is None:
        return None
    label = doc.label(
        start, end, int(doc.texts[start] not in Words.GATHERS_MINISTERS and doc.texts[start].startswith(WAW))
    )
    summit = doc.texts[k].startswith(OneWord.SUMMIT[:-1])
    noun = OneWord.SUMMIT[:-1] + TEH_MARBUTA if summit else OneWord.MEETING_NOUN
    words = frozenset(map(stem, normalize(label).split()))
    new = ForumMention([(k, after)], words, [f"{noun} {label}"], "body", True, edition)
    new.participants += [it.ref for it in served]
    return new


def _lead(text: str) -> bool:
    """Whether a word is a plural noun for leaders or ministers: the leaders, ministers of."""
    forms = {text, text.removeprefix(WAW), strip_article(text), strip_article(text.removeprefix(WAW))}
    return not forms.isdisjoint(Words.GATHERS_MINISTERS)


def _merge(context: ClauseContext, found: list[ForumMention]) -> list[ForumMention]:
    """One gathering of those with the same noun, place, and no different numbers or days."""
    merged: list[ForumMention] = []
    sole = sum(len(g.sides) == 2 for g in found) == 1
    for new in found:
        same = (
            known
            for known in merged
            if _one(context, known, new)
            or _of_the_headline(context, known, new)
            or (sole and _told_again(context, known, new))
        )
        if (known := next(same, None)) is not None:
            known.join(new)
        else:
            merged.append(new)
    return merged


def _alike(one: ForumMention, other: ForumMention) -> bool:
    """Whether the nouns of two forums, or of what they are sessions of, are the same."""
    nouns = [{head_noun(name) for name in (g.forms[0], g.series) if name} for g in (one, other)]
    return len(_heads(one, other)) == 1 or bool(nouns[0] & nouns[1])


def _heads(*forums: ForumMention) -> set[str]:
    """The nouns of the forums' first names."""
    return {head_noun(g.forms[0]) for g in forums}


def _of_the_same_two(known: ForumMention, new: ForumMention) -> bool:
    """Whether numbered sessions of two bodies, both committees, are of the same two states."""
    bodies = {head_noun(g.series or g.forms[0]) for g in (known, new)}
    sides = known.participants[:2]
    return bool(known.edition) and len(bodies) == 1 and len(sides) == 2 and sides == new.participants[:2]


def _told_again(context: ClauseContext, one: ForumMention, other: ForumMention) -> bool:
    """Whether a summit is told again as one of two persons: with one of them, by its city, by their two states."""
    two, again = (one, other) if len(one.sides) == 2 else (other, one)
    if len(two.sides) != 2 or _heads(one, other) != {OneWord.SUMMIT} or one.edition != other.edition:
        return False
    if again.sides:
        return again.sides <= two.sides
    undated = one.date is None or other.date is None or one.date == other.date
    city = seat(context.doc, again.mentions[0][0]) if undated else None
    if city is not None:
        return two.place is None or two.place.entry.value == city.entry.value
    states = {context.states_of.get(ref, "") for ref in two.sides}
    return {ref.key for ref in again.participants} == states


def _of_the_headline(context: ClauseContext, known: ForumMention, new: ForumMention) -> bool:
    """Whether a headline calls a forum by its city that the lead then names: the summit of Oslo; the summit of X."""
    first, then = sorted((known, new), key=lambda g: min(g.mentions))
    (low, _), (start, _) = min(first.mentions), min(then.mentions)
    city = seat(context.doc, low)
    if context.doc.sentence(low) or not 0 < context.doc.sentence(start) <= _LEAD or not _alike(known, new):
        return False
    if (known.edition and new.edition) or (known.date and new.date and known.date != new.date):
        return False
    held = then.place
    if city is None and first.series and then.series:  # the joint committee with X, its second session
        told = set(first.participants) <= set(then.participants)
        return told and not first.edition
    if city is None:
        return (
            known.edition == new.edition
            and not first.forms[0].startswith(AL)
            and not (held and first.place)
            and not (known.sides and new.sides)
        )
    return seat(context.doc, start) is None and (held is None or held.entry.value == city.entry.value)


def _one(context: ClauseContext, known: ForumMention, new: ForumMention) -> bool:
    """Whether two forums with names of their own are one: the same noun, held at one place or by the same two states,
    with no different numbers or days."""
    other_day = known.date and new.date and known.date != new.date
    if other_day or known.edition != new.edition:
        return False
    heads = _heads(known, new)
    if "series" in (known.strength, new.strength):
        return len(heads) == 1 and _of_the_same_two(known, new)
    if len(heads) > 1 and not heads <= Words.NEGOTIATIONS:
        return False
    if known.place is not None and new.place is not None:
        if normalize(context.doc.name(known.place)) == normalize(context.doc.name(new.place)):
            return True
        if not _holds(known.place, new.place):
            return False
    states = [{context.states_of.get(ref, ref.key) for ref in g.participants} for g in (known, new)]
    return states[0] == states[1] and len(states[0]) > 1


def _holds(one: LexiconMatch, other: LexiconMatch) -> bool:
    """Whether one of two places is the state that the other lies in."""
    return "state" in (one.entry.category, other.entry.category) and one.entry.value == other.entry.value


def _settle(found: list[ForumMention], new: ForumMention) -> ForumMention | None:
    """Join a mention to the forum it is of, or take it for a new one if it has a name; that forum, or None."""
    last_first = found[::-1]
    if not new.words:  # the conference: the one spoken of most, of those the last
        last_first.sort(key=lambda g: -len(g.mentions))
    if (known := next((g for g in last_first if _same(g, new)), None)) is not None:
        known.join(new)
        known.words = max(known.words, new.words, key=len)
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
    """Whether a mention is of a forum named before."""
    if known.edition and new.edition and known.edition != new.edition:
        return False
    mine = head_noun(new.forms[0])
    if mine == OneWord.SUMMIT and _another_summit(known, new):
        return False
    if known.sides and new.sides:
        return known.sides <= new.sides or new.sides < known.sides
    if (known.sides and new.words) or (known.words and new.sides):
        return False
    head = mine in map(head_noun, known.forms)
    if not known.words.isdisjoint(new.words) and any(_within(a, b) for a in known.forms for b in new.forms):
        return True  # the forum Dialogue of X, the Dialogue of X
    if not new.words:
        return _taken_up(known, new, head=head)
    if mine in Words.NEGOTIATIONS and not known.words and not new.forms[0].startswith(AL):
        return False  # the talks now; those of X, earlier
    if head and (group := _collective(new.forms[0])) and group in map(_collective, known.forms):
        return True  # the meeting of the alliance (against X), of the world alliance
    small, large = sorted((known.words, new.words), key=len)
    return small <= large and (head or len(small) >= 2)


def _within(one: str, other: str) -> bool:
    """Whether one of two names of two words or more is a part of the other."""
    small, large = sorted((f" {normalize(one)} ", f" {normalize(other)} "), key=len)
    return len(small.split()) > 1 and small in large and small != large


def _taken_up(known: ForumMention, new: ForumMention, *, head: bool) -> bool:
    """Whether a noun that nothing tells from others is of a forum named before, whose `head` it may have: the forum;
    the session, the round of what has them, the closing session; not an indefinite meeting."""
    if new.strength == "series":
        session = not Words.PART_OF_A_FORUM.isdisjoint(normalize(new.forms[0]).split())
        part = session and (known.strength == "name" or head_noun(known.forms[0]) in Words.NEGOTIATIONS)
        return head or part or known.edition is not None
    definite = new.forms[0].startswith(AL) or len(new.forms[0].split()) > 1
    return head and (definite or new.strength != "body")


def _another_summit(known: ForumMention, new: ForumMention) -> bool:
    """Whether a summit is another one than that named before: a second summit; the summit of Oslo, after a second
    one."""
    if new.edition:
        return not (known.edition or new.forms[0].startswith(AL))
    return bool(known.edition and new.words and not known.words)
