"""Conferences, summits, dialogues, sessions: what they are called, which edition, where, when, and who takes part."""

from __future__ import annotations

from collections.abc import Sequence

from pyarabic.araby import ALEF, BEH, HEH, LAM, MEEM, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.attendance import FRAMES, ForumLinks, ForumMention, members, of_its_sidelines, take_part
from mithaq.extraction.events.forum_circumstances import circumstances
from mithaq.extraction.events.forum_evidence import ClauseEvidence, convened_committees
from mithaq.extraction.events.meetings import MeetingMention
from mithaq.extraction.mentions.adjectives import status_word
from mithaq.extraction.mentions.noun_phrases import counts, name_extent
from mithaq.extraction.mentions.organization_phrases import parse_organization, state_adjective
from mithaq.extraction.particles import AL, AN, BETWEEN, FROM, IN, WITH
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Predicates
from mithaq.language.fold import normalize
from mithaq.language.numbers import find_ordinal, ordinal
from mithaq.lexicon import strip_article
from mithaq.lexicon.groups import group, only

__all__ = ["ForumMention", "find_forums"]

_TAKES_PLACE = frozenset({"begin", "hold", "host", "conclude"})


def find_forums(predicates: Predicates, meetings: Sequence[MeetingMention] = ()) -> list[ForumMention]:
    """All forums of an article; those who had `meetings` on the sidelines of one took part in it."""
    context = predicates.context
    doc = context.doc
    evidence = ClauseEvidence(predicates)
    latest: ForumMention | None = None
    found: list[ForumMention] = []
    unnamed: list[ForumMention] = []
    last = 0
    for hit in doc.find_all("forum"):
        if hit.start < last or hit.start in doc.in_date or _inside_body(context, hit.start):
            continue
        if hit.start and doc.texts[hit.start - 1].removeprefix(WAW).startswith(only("party")):
            continue  # his party, the National Congress
        gathering = _read(context, hit, evidence)
        if gathering is None:
            continue
        last = gathering.mentions[0][1]
        if latest is not None and _other_name(context, latest, hit.start):
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
    found.sort(key=lambda g: g.mentions[0])
    for gathering in unnamed:  # the session, of a body named as having its 42nd
        _settle([g for g in found if g.mentions[0] < gathering.mentions[0]], gathering)
    kept = [g for g in found if g.named]
    links = ForumLinks(context, kept)
    for gathering in kept:
        circumstances(context, links, gathering)
    kept = _merge(doc, kept)
    members(context, kept)
    of_its_sidelines(context, kept, meetings)
    take_part(context, predicates, kept)
    return kept


def _other_name(context: ClauseContext, known: ForumMention, start: int) -> bool:
    """Whether a noun at word `start` is another name of the forum named before: the summit, called the summit of."""
    texts = context.doc.texts
    end = known.mentions[-1][1]
    return 0 < start - end <= 8 and any(w in group("called") or w in group("known as") for w in texts[end:start])


def _inside_body(context: ClauseContext, i: int) -> bool:
    """Whether word `i` is of a body's name, past its head: the Organisation of the Islamic Conference."""
    return any(it.kind == "body" and it.start < i < it.end for it in context.arguments_in(max(0, i - 6), i))


def _sessions(context: ClauseContext, found: list[ForumMention]) -> None:
    """Sessions said after their body: (the Council of the League, the joint committee) in its 142nd session."""
    doc = context.doc
    for k, text in enumerate(doc.texts):
        if text not in group("in its session"):
            continue
        edition, _ = _edition(doc, k + 1)
        if edition is None and k + 1 < len(doc.words) and doc.words[k + 1].definite:
            edition, _ = _edition(doc, k + 2)  # their consultative meeting, the 14th
        theirs = text.endswith(HEH + MEEM)  # of the ministers of a body: their meeting
        committee = _joint_committee(context, k)
        if edition is None and not theirs and committee is None:
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
        if committee is not None:
            joint = doc.label(committee, k)
            content = frozenset(strip_article(w) for w in normalize(joint).split())
            series = joint if edition is not None else None
            found.append(ForumMention([(committee, k, 0)], content, [joint], "series", True, edition, series))
            continue
        if body is None:
            continue
        name = context.body_names.get(body.start)
        if edition is None and name is not None:
            continue
        if name is None:  # the ministers of a body
            name = f"{only('meeting noun')} {doc.label(body.start, body.end, len(body.proclitics))}"
        if name:
            words = frozenset(strip_article(w) for w in normalize(name).split())
            series = name if edition is not None else None
            new = ForumMention([(body.start, body.end, 0)], words, [name], "series", True, edition, series)
            new.participants += [body.ref] if body.start not in context.body_names else []
            found.append(new)


def _joint_committee(context: ClauseContext, k: int) -> int | None:
    """Where the name begins of a committee of several states that ends at word `k`: the joint higher committee, the
    Jordanian-Iraqi."""
    words = context.doc.words
    low, _ = context.bounds(k)
    for j in range(k - 1, max(low, k - 9) - 1, -1):
        if words[j].definite and words[j].text.removeprefix(AL) == only("committee"):
            return j if any(words[i].text in group("joint") for i in range(j + 1, k)) else None
        if not (words[j].definite or words[j].text == "-") or words[j].function_class:
            return None
    return None


def _merge(doc: Document, found: list[ForumMention]) -> list[ForumMention]:
    """One gathering of those with the same noun, place, and no different numbers or days."""
    merged: list[ForumMention] = []
    for new in found:
        for known in merged:
            head, mine = (_head(g.forms[0]) for g in (known, new))
            if head != mine or new.strength != "name" or known.place is None or new.place is None:
                continue
            if normalize(doc.name(known.place)) != normalize(doc.name(new.place)) or known.edition != new.edition:
                continue
            if known.date and new.date and known.date != new.date:
                continue
            known.forms += [f for f in new.forms if f not in known.forms]
            known.mentions += new.mentions
            known.date = known.date or new.date
            known.participants += [r for r in new.participants if r not in known.participants]
            break
        else:
            merged.append(new)
    return merged


def _read(context: ClauseContext, hit: LexiconMatch, evidence: ClauseEvidence) -> ForumMention | None:
    doc = context.doc
    strength = hit.entry.value
    j = hit.end
    edition, after = _edition(doc, j)
    j = after
    end = name_extent(doc, hit.start, j, with_parties=strength in ("name", "body"))
    if strength == "name" and doc.texts[end : end + 1] == [AN] and not hit.article and end + 1 < len(doc.words):
        end = name_extent(doc, hit.start, end + 2)  # a conference about the sea
    if edition is None:
        numeral = find_ordinal(doc.texts, hit.end, min(end + 3, len(doc.texts)))
        if numeral is not None and numeral.definite and numeral.start <= end:
            edition, end = numeral.value, max(end, numeral.end)
        elif hit.article:
            edition, end = _edition(doc, end)
        if edition is not None:  # the ministerial meeting, the 11th, of the coalition
            end = name_extent(doc, hit.start, end, with_parties=strength in ("name", "body"))
    numbered = strength == "series" and edition is not None and doc.texts[end : end + 1] == [FROM]
    if (
        numbered and doc.find(end + 1, "forum", "body", "organization") is not None
    ):  # the 12th edition of the Doha forum
        j = end + 1
        end = name_extent(doc, j, j + 1)
    if doc.texts[hit.end : hit.end + 1] == [WITH]:
        return None  # talks with somebody
    if any(doc.texts[k] in group("press") or doc.texts[k] in group("phone") for k in range(hit.end, end)):
        return None
    if normalize(hit.entry.form) == only("summit") and not _a_summit(context, hit, end):
        return None
    words = _content(doc, hit, end, edition)
    definite = hit.article
    if definite and end > j and doc.texts[j].startswith(WAW):
        return None  # dialogue and partnership: a thing, not a forum
    series_start = _series(doc, j, end) if strength in ("series", "body") else None
    if strength == "series" and edition is None and (inner := _the_forum(doc, series_start, j)) is not None:
        bare_noun = inner.end == end  # the opening session of the conference: the conference
        content = frozenset() if bare_noun else _content(doc, inner, end, None)
        mention = (hit.start, end, len(hit.proclitics))
        return ForumMention([mention], content, [doc.name(inner, end)], inner.entry.value, not bare_noun)
    special = any(doc.texts[k] in group("special meeting") for k in range(hit.end, end))
    ministers = any(doc.texts[k] in group("gathers ministers") for k in range(hit.end, min(end, hit.end + 3)))
    named = False
    if strength == "name":
        if (
            hit.article
            and set(normalize(hit.entry.form).split()) & group("dialogue")
            and not _dialogue(context, hit.end, end)
        ):
            return None  # dialogue as such, with somebody, on something
        quoted = doc.texts[hit.end : hit.end + 1] == ['"'] and _head(hit.entry.form) in group("dialogue")
        proper = bool(words) and not quoted and (definite or _proper(doc, hit.end, end))
        named = proper and end - hit.start >= 2
        if normalize(hit.entry.form) == only("summit") and special:
            named = True  # a summit of three
    elif strength == "series":
        named = series_start is not None and (edition is not None or definite)
    elif strength == "body":
        city = doc.find(hit.end, "capital", "place")
        named = (
            (edition is not None and (definite or series_start is not None))
            or (ministers and end - hit.start >= 2)
            or (special and len(words) >= 2)
            or (
                city is not None
                and not city.proclitics
                and city.article == city.entry.definite
                and not city.entry.ambiguous
            )
            or _committee(doc, hit.end, end)
        )
    elif strength == "initiative":
        named = end > hit.end and _named_at(doc, hit.end) and state_adjective(doc.words[hit.end]) is None
    named = named or evidence.makes_forum(hit, end)
    if hit.start and doc.words[hit.start - 1].function_class == "dem" and edition is None:
        named = False  # this workshop: one spoken of before
    if not named and not (definite and not words):
        return None
    form = doc.name(hit, end)
    series = None
    if edition is not None:
        series = _series_name(doc, hit, j, end, series_start)
    return ForumMention([(hit.start, end, len(hit.proclitics))], words, [form], strength, named, edition, series)


def _named_at(doc: Document, k: int) -> bool:
    hits = doc.hits.get(k, ())
    kinds = ("capital", "place", "state", "organization")
    return any(
        h.entry.category in kinds and h.article == h.entry.definite and not h.entry.ambiguous and not h.proclitics
        for h in hits
    )


def _a_summit(context: ClauseContext, hit: LexiconMatch, end: int) -> bool:
    """Whether a summit is a gathering, and not the height of something (of good taste, of wealth): definite, described,
    of a place or a state, or held, attended, opened in its sentence."""
    doc = context.doc
    if hit.article or doc.in_date & set(range(hit.end, end + 1)):
        return True
    after = doc.words[hit.end] if hit.end < len(doc.words) else None
    if doc.texts[end : end + 1] == [IN] and doc.find(end + 1, "capital", "place", "state"):
        return True
    if after is None or not after.definite or doc.find(hit.end, "capital", "place", "state", "organization"):
        return True
    low, high = context.bounds(hit.start)
    return bool(context.triggers.of(*FRAMES, start=low, end=high))


def _committee(doc: Document, start: int, end: int) -> bool:
    """Whether a meeting is of a committee of several states: the joint committee, the higher ministerial committee."""
    head = doc.texts[start].removeprefix(LAM) if start < end else ""
    of = head.removeprefix(AL).removeprefix(LAM) == only("committee") and doc.words[start].definite
    return of and any(doc.texts[k] in group("joint") for k in range(start + 1, end))


def _dialogue(context: ClauseContext, start: int, end: int) -> bool:
    """Whether a dialogue is one with a name: national, strategic, between states, or numbered."""
    doc = context.doc
    return any(
        doc.texts[k] in group("dialogue kinds")
        or (doc.words[k].nisbas and (k == start or doc.words[k - 1].nisbas or doc.words[k - 1].text == "-"))
        or ordinal([doc.texts[k]])
        or (doc.texts[k] == BETWEEN and any(it.kind in ("state", "side") for it in context.arguments_in(k + 1, k + 4)))
        for k in range(start, end)
    )


def _edition(doc: Document, j: int) -> tuple[int | None, int]:
    """An edition number at word `j`, in words or digits: (number, index after it)."""
    if j >= len(doc.words):
        return None, j
    word = doc.words[j]
    if word.kind == "number" and word.text.isdigit() and j not in doc.in_date:
        return (None, j) if counts(doc, j) else (int(word.text), j + 1)
    if word.text == "(" and j + 2 < len(doc.words) and doc.texts[j + 2] == ")" and doc.texts[j + 1].isdigit():
        return int(doc.texts[j + 1]), j + 3
    if word.text == AL and doc.texts[j + 1 : j + 2] == ["("]:
        return _edition(doc, j + 1)
    if word.text in (AL, only("number")) and j + 1 < len(doc.words) and doc.words[j + 1].kind == "number":
        return (int(doc.texts[j + 1]), j + 2) if doc.texts[j + 1].isdigit() else (None, j)
    for n in (3, 2, 1):
        value = ordinal(doc.texts[j : j + n]) if j + n <= len(doc.words) else None
        if value is not None and doc.words[j].definite:
            return value, j + n
    return None, j


def _series(doc: Document, j: int, end: int) -> int | None:
    """Where the name of the body or series begins that a session is of: at li- or in the genitive."""
    for k in range(j, end):
        for hit in doc.hits.get(k, ()):
            if (
                hit.entry.category in ("forum", "body", "organization")
                and hit.proclitics in (LAM, "")
                and (hit.proclitics or k == j)
            ):
                return k
        body = parse_organization(doc, k)
        if body and body.proclitics == LAM:
            return k
        if doc.texts[k].startswith(LAM) and doc.texts[k] in group("gathers ministers"):
            return k  # the session of the Arab ministers
    return None


def _the_forum(doc: Document, start: int | None, after: int) -> LexiconMatch | None:
    """The noun at word `start` of a forum that the opening or closing session, whose adjective is at word `after`, is
    of."""
    hit = doc.find(start, "forum") if start is not None and start > after else None
    part = hit is not None and any(doc.texts[k] in group("part of a forum") for k in range(after, hit.start))
    return hit if part and hit is not None and hit.entry.value in ("name", "body") and hit.article else None


def _series_name(doc: Document, hit: LexiconMatch, j: int, end: int, series_start: int | None) -> str:
    """The series' name: what the session is of, or the forum's own name without its number."""
    if series_start is not None and end > series_start:
        head = next((h for h in doc.hits[series_start] if h.entry.category in ("forum", "body", "organization")), None)
        return doc.name(head, end) if head else doc.label(series_start, end, int(doc.texts[series_start][0] == LAM))
    parts = [doc.name(hit)]
    if end > j:
        parts.append(doc.label(j, end))
    return " ".join(parts)


def _content(doc: Document, hit: LexiconMatch, end: int, edition: int | None) -> frozenset[str]:
    """The words that tell a forum from another, without the number of its edition."""
    soft = set()
    for k in range(hit.end, end):
        word = doc.texts[k]
        if doc.words[k].function_class or doc.words[k].kind == "sign" or status_word(doc.words[k]) is not None:
            continue
        if edition is not None and (word == str(edition) or ordinal([word.removeprefix(WAW)])):
            continue  # the number of the edition, which two tellings may write apart
        while len(word) > 4 and word[0] in LAM + BEH + WAW:
            word = word[1:]
        if word not in group("level") and word not in group("aforesaid"):
            soft.add(_bare(strip_article(word)))
    return frozenset(soft)


def _proper(doc: Document, start: int, end: int) -> bool:
    """Whether an indefinite head is made definite: by a place, a body, a state, or a definite genitive."""
    if start < end and doc.texts[start] == '"':
        return True
    for k in range(start, min(end, start + 4)):
        word = doc.words[k]
        if doc.find(k, "capital", "place", "state", "organization") is not None or state_adjective(word) is not None:
            return True
        finite = word.verbs and ("n" not in word.pos or any(v.object for v in word.verbs))
        if word.definite or word.function_class or word.kind != "word" or finite:
            return word.definite and not word.text.startswith(WAW)
    return False


def _settle(found: list[ForumMention], new: ForumMention) -> ForumMention | None:
    """Join a mention to the forum it is of, or take it for a new one if it has a name; that forum, or None."""
    last_first = found[::-1]
    if not new.words:  # the conference: the one spoken of most, of those the last
        last_first.sort(key=lambda g: -len(g.mentions))
    for known in last_first:
        if _same(known, new):
            known.mentions += new.mentions
            known.forms += [f for f in new.forms if f not in known.forms]
            if len(new.words) > len(known.words):
                known.words = new.words
            known.edition = known.edition or new.edition
            known.series = known.series or new.series
            known.named = known.named or new.named
            return known
    if new.named:
        found.append(new)
    return new if new.named else None


def _head(form: str) -> str:
    """The first noun of a name, without its article and the ending of the accusative."""
    return _bare(normalize(form).split()[0].removeprefix(AL))


def _collective(form: str) -> str:
    """The group of states that a meeting is of, if its name says so with the article: the alliance."""
    second = (*normalize(form).split(), "", "")[1]
    return second if second.startswith(AL) and second in group("collective") else ""


def _bare(word: str) -> str:
    return word.removesuffix(ALEF) if len(word) > 4 else word


def _same(known: ForumMention, new: ForumMention) -> bool:
    if known.edition and new.edition and known.edition != new.edition:
        return False
    head = {_head(f) for f in known.forms}
    mine = _head(new.forms[0])
    if not new.words:  # the forum; the session, the round of what has them
        return mine in head or (new.strength == "series" and known.edition is not None)
    if mine in head and _collective(new.forms[0]) and _collective(new.forms[0]) in map(_collective, known.forms):
        return True  # the meeting of the alliance (against X), of the world alliance
    small, large = sorted((known.words, new.words), key=len)
    return small <= large and (mine in head or len(small) >= 2)
