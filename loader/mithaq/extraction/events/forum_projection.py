"""From forum mentions to facts."""

from __future__ import annotations

from collections import Counter

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.forum_mention import ForumMention, Grounds
from mithaq.extraction.events.forum_phrases import head_noun
from mithaq.extraction.events.forums import find_forums, of_a_body
from mithaq.extraction.events.meetings import MeetingMention, find_meetings
from mithaq.extraction.facts import Forum, Ref
from mithaq.extraction.particles import AL
from mithaq.language.fold import normalize
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["forum_mentions", "meeting_mentions", "project"]

_LEADERS = frozenset({"headOfState", "headOfGovernment", "monarch", "crownPrince", "partyLeader"})
_CLEARLY = 2  # how often each of the two leaders of a summit is named for every time a third is


def project(analysis: Analysis) -> tuple[Forum, ...]:
    """The forums of an article."""
    found = analysis.once(forum_mentions)
    for g in found:  # the committee for X, whose sixth session is of the committee: one series
        same = [other.series for other in found if g.series and other.series and other.series.startswith(g.series)]
        g.series = max(same, key=len, default=g.series)
    return tuple(_forum(analysis, g) for g in found)


def meeting_mentions(analysis: Analysis) -> tuple[MeetingMention, ...]:
    """The meetings that the text tells, before mentions of one meeting are merged."""
    return tuple(find_meetings(analysis.predicates))


def forum_mentions(analysis: Analysis) -> tuple[ForumMention, ...]:
    """The forums that the text tells, mentions of one merged."""
    return tuple(find_forums(analysis.predicates, analysis.once(meeting_mentions)))


def _leaders(analysis: Analysis, g: ForumMention) -> list[Ref]:
    """The two leaders that a summit of two is of, or the one that is not named yet: those of its two states, else the
    two that the article speaks of most where it speaks of the summit."""
    told = {analysis.home_of(ref) for ref in g.participants}
    if not _of_unnamed_leaders(analysis, g) or None in told or len(told) > 2 or (len(told) == 1 and _about(g)):
        return []
    spoken = _spoken_of(analysis, g, everywhere=len(told) == 2)
    leaders = {
        p.state: i
        for i, _ in reversed(spoken.most_common())
        for p in analysis.positions.get(i, ())
        if p.state and p.concept in _LEADERS and p.status != "former" and (len(told) < 2 or p.state in told)
    }
    ranked = sorted(leaders.values(), key=lambda i: -spoken[i])
    third = spoken[ranked[2]] if len(ranked) > 2 else 0
    clear = len(ranked) > 1 and spoken[ranked[1]] >= _CLEARLY * third
    two = [Ref("official", str(i)) for i in ranked[:2]] if clear else []
    return two if told <= {analysis.home_of(ref) for ref in two} else []


def _of_unnamed_leaders(analysis: Analysis, g: ForumMention) -> bool:
    """Whether a forum may be a summit of two: one without a number, of no body, not said to be of many."""
    many = any(AL + w in Words.MULTILATERAL for w in g.words) or of_a_body(analysis.context, g)
    return head_noun(g.forms[0]) == OneWord.SUMMIT and not g.edition and not many


def _about(g: ForumMention) -> bool:
    """Whether the name of a forum tells more than one thing of it, or what it is about: a summit of many, as a rule."""
    return len(g.words) > 1 or any(not Words.TOPIC_OF_A_FORUM.isdisjoint(normalize(f).split()) for f in g.forms)


def _spoken_of(analysis: Analysis, g: ForumMention, *, everywhere: bool) -> Counter[int]:
    """How often the article speaks of each person, `everywhere` or of those in the sentences that name the forum."""
    context = analysis.context
    told = [context.bounds(start) for start, _ in g.mentions]
    near = {it.ref.key for low, high in told for it in context.arguments_in(low, high) if it.kind == "person"}
    return Counter(m.person for m in analysis.people.mentions if everywhere or str(m.person) in near)


def _forum(analysis: Analysis, g: ForumMention) -> Forum:
    names = [f for f in g.forms if len(f.split()) > 1] or g.forms  # the summit, the meeting are no names of one
    forms = sorted(dict.fromkeys(names), key=lambda f: (-len(f.split()), names.index(f)))
    if leaders := _leaders(analysis, g):
        g.participants += [ref for ref in leaders if ref not in g.participants]
        g.rest_on(Grounds.ARTICLE)
    ahead = bool(g.date and analysis.article.date and g.date.first > analysis.article.date.first)
    return Forum(
        forms[0],
        tuple(forms),
        analysis.evidence([m[0] for m in g.mentions[:3]], *g.grounds.value),
        g.series,
        g.edition,
        analysis.place(g.place),
        g.date,
        tuple(g.participants),
        tuple(g.members),
        "planned" if g.planned or ahead else "held",
    )
