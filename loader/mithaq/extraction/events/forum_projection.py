"""From forum mentions to facts."""

from __future__ import annotations

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.forums import ForumMention, find_forums
from mithaq.extraction.events.meetings import MeetingMention, find_meetings
from mithaq.extraction.facts import Forum

__all__ = ["forum_mentions", "meeting_mentions", "project"]


def project(analysis: Analysis) -> tuple[Forum, ...]:
    """The forums of an article."""
    return tuple(_forum(analysis, g) for g in analysis.once(forum_mentions))


def meeting_mentions(analysis: Analysis) -> tuple[MeetingMention, ...]:
    """The meetings that the text tells, before mentions of one meeting are merged."""
    return tuple(find_meetings(analysis.predicates))


def forum_mentions(analysis: Analysis) -> tuple[ForumMention, ...]:
    """The forums that the text tells, mentions of one merged."""
    return tuple(find_forums(analysis.predicates, analysis.once(meeting_mentions)))


def _forum(analysis: Analysis, g: ForumMention) -> Forum:
    forms = sorted(dict.fromkeys(g.forms), key=lambda f: (-len(f.split()), g.forms.index(f)))
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
