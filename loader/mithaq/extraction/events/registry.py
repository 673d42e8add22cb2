"""The families of events, in the order in which their facts are listed.

To add a family: a fact type in `facts.py` with a field of `Facts`, a module with a `project` function here, and a row
below. What iterates over families (statistics, explanation, export tables, evaluation) reads this list; the modules are
imported when an article is read.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mithaq.extraction.facts import Agreement, Forum, Mediation, Meeting, Sanction, Statement, Visit

if TYPE_CHECKING:
    from mithaq.extraction.analysis import Analysis

__all__ = ["FAMILIES", "Family"]


@dataclass(frozen=True, slots=True)
class Family:
    """A family of events: its name, its fact type, the field of `Facts` that lists its facts, and the module that reads
    them."""

    name: str
    fact_type: type
    field: str
    module: str

    @property
    def project(self) -> Callable[[Analysis], tuple[Any, ...]]:
        """What reads the facts."""
        found: Callable[[Analysis], tuple[Any, ...]] = importlib.import_module(f"{__package__}.{self.module}").project
        return found


FAMILIES = (
    Family("agreement", Agreement, "agreements", "agreement_projection"),
    Family("forum", Forum, "forums", "forum_projection"),
    Family("meeting", Meeting, "meetings", "meeting_projection"),
    Family("visit", Visit, "visits", "visit_projection"),
    Family("statement", Statement, "statements", "statements"),
    Family("sanction", Sanction, "sanctions", "sanctions"),
    Family("mediation", Mediation, "mediations", "mediations"),
)
