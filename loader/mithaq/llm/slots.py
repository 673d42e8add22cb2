"""The kinds of facts and the slots that a language model is asked for."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from mithaq.corrections import Kind, kind_named

__all__ = ["AskedKind", "AskedSlot", "Form", "asked_kinds", "prompt_texts"]

_DATA = Path(__file__).resolve().parent / "data"


class Form(Enum):
    """What a slot holds, which decides how its value is grounded in the article."""

    NAME = "name"
    NAMES = "names"
    PLACE = "place"
    STATE = "state"
    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class AskedSlot:
    """A slot that the model is asked for.

    least: how many values the fact needs; 0 is optional.
    instead: the slot that may stand in its stead, if any.
    choices: the values that a choice may have.
    same: whether the slot tells two facts of one kind apart.
    """

    name: str
    form: Form
    least: int
    instead: str
    choices: tuple[str, ...]
    same: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class AskedKind:
    """A kind of fact with the slots that the model is asked for."""

    kind: Kind
    slots: tuple[AskedSlot, ...]

    @property
    def name(self) -> str:
        return self.kind.name


@cache
def asked_kinds() -> Mapping[str, AskedKind]:
    """The kinds by name, in the order in which the model sees them."""
    lines = (_DATA / "slots.csv").read_text("utf-8").splitlines()
    found: dict[str, list[AskedSlot]] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        choices = tuple(filter(None, row["choices"].split("|")))
        slot = AskedSlot(
            row["slot"], Form(row["form"]), int(row["least"]), row["or"], choices, row["same"] == "yes", row["meaning"]
        )
        found.setdefault(row["kind"], []).append(slot)
    return {name: AskedKind(kind_named(name), tuple(slots)) for name, slots in found.items()}


@cache
def prompt_texts() -> Mapping[str, Any]:
    """The texts of the prompt, from `data/prompt.toml`."""
    return tomllib.loads((_DATA / "prompt.toml").read_text("utf-8"))
