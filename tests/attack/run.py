"""Re-run the table of attacks: `python -m tests.attack.run`, in part with `--share 0.1` or `--kind NAME`.

Prints a line for each kind (tried, misbehaved) and each misbehaviour; exit status 1 if there is any. All 1,500 take
about 15 minutes on two idle cores. With --results, what was tried is kept in a file, and a run that was stopped goes on
where it was. With --table, the table in that page of the documentation is written again.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.attack.attacks import ATTACKS
from tests.attack.commands import context
from tests.attack.ground import Ground

__all__ = ["attack", "main", "table", "written_again"]

_MARKS = re.compile(r"(<!-- attacks -->\n)(.*?)(<!-- end of attacks -->)", re.DOTALL)
_MOST_SHOWN = 1000
"""Characters of a misbehaviour that are kept."""
Results = dict[tuple[str, int], str]
"""(kind, number) → what misbehaved, "" if nothing."""


def attack(ground: Ground, kind: str, numbers: Iterable[int]) -> list[str]:
    """Try an attack with these numbers; what misbehaved, one line each."""
    return [f"{kind}, number {number}: {wrong}" for number, wrong in tried(ground, kind, numbers) if wrong]


def tried(ground: Ground, kind: str, numbers: Iterable[int], jobs: int = 1) -> Iterator[tuple[int, str]]:
    """Each number with what misbehaved, "" if nothing. Several `jobs` run at once, each with processes of its own."""
    make, _ = ATTACKS[kind]

    def one(number: int) -> tuple[int, str]:
        return number, make(ground, number)[:_MOST_SHOWN]

    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(one, numbers)


def table(results: Mapping[tuple[str, int], str]) -> str:
    """The table of results in Markdown."""
    lines = ["| attack | what happens | tried | misbehaved |", "| --- | --- | ---: | ---: |"]
    for kind, (make, _) in ATTACKS.items():
        wrong = [bool(what) for (name, _), what in results.items() if name == kind]
        said = (make.__doc__ or "").partition("\n")[0].rstrip(".")
        lines.append(f"| {kind} | {said} | {len(wrong):,} | {sum(wrong):,} |")
    wrong = [bool(what) for what in results.values()]
    return "\n".join([*lines, f"| all | | {len(wrong):,} | {sum(wrong):,} |"]) + "\n"


def written_again(page: str, made: str) -> str:
    """A page of the documentation with its table of attacks replaced."""
    return _MARKS.sub(lambda found: f"{found[1]}\n{made}\n{found[3]}", page)


def _kept(path: Path | None) -> Results:
    if path is None or not path.exists():
        return {}
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return {(kind, number): wrong for kind, number, wrong in lines if kind in ATTACKS}


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    options.add_argument("--share", type=float, default=1.0, help="Share of the attacks to try.")
    options.add_argument("--kind", choices=ATTACKS, help="Only this kind.")
    options.add_argument("--first", type=int, default=0, help="Number of the first attack of each kind.")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="Attacks at once.")
    options.add_argument("--results", type=Path, help="File of what was tried, which is added to.")
    options.add_argument("--table", type=Path, help="Page of the documentation with the table.")
    return options.parse_args()


def main() -> int:
    wanted = _options()
    results = _kept(wanted.results)
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(context(), Path(folder))
        ground.prepare()
        print(f"{'kind':<24} {'tried':>6} {'misbehaved':>11}")
        for kind, (_, count) in ATTACKS.items():
            if wanted.kind not in (None, kind):
                continue
            numbers = range(wanted.first, wanted.first + max(1, round(count * wanted.share)))
            left = [number for number in numbers if (kind, number) not in results]
            for number, wrong in tried(ground, kind, left, wanted.jobs):
                results[kind, number] = wrong
                if wanted.results:
                    with wanted.results.open("a", encoding="utf-8") as file:
                        file.write(json.dumps([kind, number, wrong]) + "\n")
                if not wrong:
                    ground.clear(number)
            bad = [f"number {number}: {wrong}" for number in numbers if (wrong := results[kind, number])]
            print(f"{kind:<24} {len(numbers):>6} {len(bad):>11}", *bad, sep="\n  ", flush=True)
    if wanted.table:
        page = wanted.table.read_text("utf-8")
        wanted.table.write_text(written_again(page, table(results)), "utf-8")
    return int(any(results.values()))


if __name__ == "__main__":
    sys.exit(main())
