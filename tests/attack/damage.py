"""Attacks on the files of a store: damaged judgements, and databases with flipped, missing and cut bytes."""

from __future__ import annotations

import random
from pathlib import Path

from tests.attack.commands import faults
from tests.attack.ground import Ground
from tests.attack.hostile_inputs import damaged

__all__ = ["damaged_judgements", "damaged_store"]

_MEMORY = 8 << 30
"""Bytes of address space that a command on a damaged store may take: one of such commands once took 11 GB."""
_NAME = "محمد بن عبدالرحمن آل ثاني"
_READERS = (
    ("query", "run", "officials-of-state", "-p", "state=QA"), ("sparql", "SELECT * { ?s ?p ?o } ORDER BY ?o"),
    ("export", "out.ttl"), ("explain", "قطر"), ("stats",), ("validate",), ("backup", "copy"),
)  # fmt: skip
_JUDGING = (
    ("judgements", "list"), ("explain", _NAME), ("judgements", "export"), ("judgements", "list", "--format", "json"),
    ("same", _NAME, "مولود جاويش أوغلو", "--who", "ليلى"), ("backup", "copy"), ("check",),
)  # fmt: skip
_UNCHECKED = ("LOG", "LOCK", "IDENTITY")
"""Files of the engine that hold nothing of the graph."""


def damaged_judgements(ground: Ground, number: int) -> str:
    """A damaged file of judgements: commands name the line, and never write into it what is not valid."""
    chance = random.Random(number)
    folder = ground.place(f"judgements-{number}")
    store = ground.judged_store(folder)
    file = store / "judgements.jsonl"
    whole = file.read_bytes()
    bad = damaged(chance, whole)
    file.write_bytes(bad)
    words = chance.choice(_JUDGING)
    ended = ground.mithaq(folder, *words, "--store", str(store))
    if wrong := faults(ended):
        return f"{words}: {wrong}"
    if ended.status == 2 and file.read_bytes() != bad:
        return f"{words}: is refused and has changed the file"
    file.write_bytes(whole)
    mended = ground.mithaq(folder, "judgements", "list", "--store", str(store))
    return "" if mended.status == 0 else f"cannot be read after it was mended: {mended.err[-300:]!r}"


def damaged_store(ground: Ground, number: int) -> str:
    """A file of the published database with a flipped byte, cut short or gone: found, and nothing runs away."""
    chance = random.Random(number)
    folder = ground.place(f"damaged-{number}")
    store = ground.judged_store(folder)
    (view,) = store.glob("view-*")
    file = chance.choice(sorted(path for path in view.iterdir() if path.stat().st_size))
    what = _damage(chance, file)
    words = chance.choice(_READERS)
    ended = ground.mithaq(folder, *words, "--store", str(store), memory=_MEMORY)
    if wrong := faults(ended):
        return f"{what}, {words}: {wrong}"
    checked = ground.mithaq(folder, "check", "--deep", "--store", str(store), memory=_MEMORY)
    if wrong := faults(checked, (0, 1)):
        return f"{what}, check: {wrong}"
    harmless = file.name.partition(".")[0] in _UNCHECKED
    return "" if checked.status == 1 or harmless else f"{what}: is not found by check --deep"


def _damage(chance: random.Random, file: Path) -> str:
    """Damage a file; returns how."""
    way = chance.choice(["flipped", "flipped", "cut", "gone"])
    data = bytearray(file.read_bytes())
    place = chance.randrange(len(data))
    file.unlink()  # it may be a hard link to a file of the writer's database
    if way == "gone":
        return f"{file.name} gone"
    data[place] ^= 1 << chance.randrange(8)
    file.write_bytes(data if way == "flipped" else data[:place])
    return f"{file.name} {way} at byte {place}"
