"""From forum mentions to facts."""

from __future__ import annotations

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.forums import ForumMention, find_forums
from mithaq.extraction.events.meetings import find_meetings
from mithaq.extraction.facts import Forum

__all__ = ["project"]


def project(analysis: Analysis) -> tuple[Forum, ...]:
    """The forums of an article."""
    meetings = tuple(find_meetings(analysis.context))
    return tuple(_forum(analysis, g) for g in find_forums(analysis.predicates, meetings))


def _forum(analysis: Analysis, g: ForumMention) -> Forum:
    forms = sorted(dict.fromkeys(g.forms), key=lambda f: (-len(f.split()), g.forms.index(f)))
    ahead = bool(g.date and analysis.article.date and g.date.first > analysis.article.date.first)
    return Forum(
        forms[0],
        tuple(forms),
        analysis.evidence([m[0] for m in g.mentions[:3]], "forum", 0.8),
        g.series,
        g.edition,
        analysis.place(g.place),
        g.date,
        tuple(g.participants),
        tuple(g.members),
        "planned" if g.planned or ahead else "held",
    )
