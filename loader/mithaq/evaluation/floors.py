"""Minimum values (floors) for evaluation figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mithaq.errors import UserError
from mithaq.evaluation.error_counts import FAMILIES, Figures

__all__ = ["Floor", "broken_floors", "parse_floor"]

_FIGURES = ("p", "r", "f1", "known")


@dataclass(frozen=True, slots=True)
class Floor:
    """Minimum value for a figure of a family or of `core`."""

    family: str
    figure: str
    least: float

    def __str__(self) -> str:
        return f"{self.family}.{self.figure}={self.least:g}"


def parse_floor(text: str) -> Floor:
    """Read `FAMILY.FIGURE=LEAST`, such as `core.f1=0.85` or `agreement.party.p=0.9`.

    Raises:
        UserError: unknown family or figure, or a value that is not between 0 and 1.
    """
    name, _, value = text.partition("=")
    family, _, figure = name.strip().rpartition(".")
    if family not in (*FAMILIES, "core"):
        raise UserError(f"floor {text!r}: no family {family!r}; choose of core, {', '.join(FAMILIES)}")
    if figure not in _FIGURES:
        raise UserError(f"floor {text!r}: no figure {figure!r}; choose of {', '.join(_FIGURES)}")
    try:
        least = float(value)
    except ValueError:
        least = -1
    if not 0 <= least <= 1:
        raise UserError(f"floor {text!r}: write a number between 0 and 1 behind the =")
    return Floor(family, figure, least)


def broken_floors(floors: Iterable[Floor], report: Mapping[str, Figures]) -> list[tuple[Floor, float]]:
    """The floors that are not met, each with the actual figure."""
    found = ((floor, getattr(report[floor.family], floor.figure)) for floor in floors)
    return [(floor, figure) for floor, figure in found if figure < floor.least]
