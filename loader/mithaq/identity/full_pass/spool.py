"""The folder of a full pass: names of its files, and what all tasks share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mithaq.identity.pair_verdict import PairVerdicts
from mithaq.identity.verdict import Strength, Verdict
from mithaq.shuffle import Part, load_values, read_parts, write_parts, write_values

__all__ = ["Spool"]


@dataclass(frozen=True, slots=True)
class Spool:
    """The folder, and the number of buckets into which names are divided."""

    folder: Path
    buckets: int

    def file(self, name: str, *numbers: int) -> Path:
        """A file of the folder, such as `keys-0-12` for level 0 and bucket 12."""
        return self.folder / "-".join((name, *map(str, numbers)))

    def write_parts(self, parts: list[Part]) -> None:
        write_parts(self.file("parts"), parts)

    def parts(self) -> list[Part]:
        return read_parts(self.file("parts"))

    def write_judgements(self, judgements: PairVerdicts) -> None:
        values = {pair: (int(found.strength), found.reasons) for pair, found in judgements.items()}
        write_values(self.file("judgements"), values)

    def judgements(self) -> PairVerdicts:
        """The judgements in force."""
        found = load_values(self.file("judgements"))
        return {pair: Verdict(Strength(strength), reasons) for pair, (strength, reasons) in found.items()}

    def write_names(self, level: int, names: Mapping[str, str]) -> None:
        write_values(self.file("names", level), names)

    def names(self, level: int) -> Mapping[str, str]:
        """Names → canonical IRIs where they differ, of the kinds of all levels before this one; in angle brackets."""
        found: dict[str, str] = load_values(self.file("names", level))
        return found

    def canonical(self, level: int) -> Callable[[str], str]:
        """A function that gives the canonical IRI of a name, as `names` has it; without angle brackets."""
        names = self.names(level)

        def canonical(iri: str) -> str:
            found = names.get(f"<{iri}>")
            return iri if found is None else found[1:-1]

        return canonical
