"""The families of events, in the order in which their facts are listed.

To add a family: a fact type in `facts.py` with a field of `Facts`, a module with a `project` function here, and a row
below. What iterates over families (statistics, explanation, export tables, evaluation) reads this list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events import (
    agreement_projection,
    forum_projection,
    mediations,
    meeting_projection,
    sanctions,
    statements,
    visit_projection,
)
from mithaq.extraction.facts import Agreement, Forum, Mediation, Meeting, Sanction, Statement, Visit

__all__ = ["FAMILIES", "Family"]


@dataclass(frozen=True, slots=True)
class Family:
    """A family of events: its name, its fact type, the field of `Facts` that lists its facts, and what reads them."""

    name: str
    fact_type: type
    field: str
    project: Callable[[Analysis], tuple[Any, ...]]


FAMILIES = (
    Family("agreement", Agreement, "agreements", agreement_projection.project),
    Family("forum", Forum, "forums", forum_projection.project),
    Family("meeting", Meeting, "meetings", meeting_projection.project),
    Family("visit", Visit, "visits", visit_projection.project),
    Family("statement", Statement, "statements", statements.project),
    Family("sanction", Sanction, "sanctions", sanctions.project),
    Family("mediation", Mediation, "mediations", mediations.project),
)
