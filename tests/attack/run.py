"""Re-run the table of attacks: `python -m tests.attack.run [--share 0.1] [--kind NAME] [--first N]`.

Prints a line for each kind (tried, misbehaved) and each misbehaviour; exit status 1 if there is any. All 1,500 take
about 20 minutes on two cores.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.attack.attacks import ATTACKS, Ground
from tests.attack.commands import context

__all__ = ["attack", "main"]


def attack(ground: Ground, kind: str, numbers: range) -> list[str]:
    """Try an attack with these numbers; what misbehaved, one line each."""
    make, _ = ATTACKS[kind]
    found = ((number, make(ground, number)) for number in numbers)
    return [f"{kind}, number {number}: {wrong}" for number, wrong in found if wrong]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    options.add_argument("--share", type=float, default=1.0, help="Share of the attacks to try.")
    options.add_argument("--kind", choices=ATTACKS, help="Only this kind.")
    options.add_argument("--first", type=int, default=0, help="Number of the first attack of each kind.")
    wanted = options.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(context(), Path(folder))
        print(f"{'kind':<24} {'tried':>6} {'misbehaved':>11}")
        for kind, (_, count) in ATTACKS.items():
            if wanted.kind in (None, kind):
                numbers = range(wanted.first, wanted.first + max(1, round(count * wanted.share)))
                wrong = attack(ground, kind, numbers)
                failed |= bool(wrong)
                print(f"{kind:<24} {len(numbers):>6} {len(wrong):>11}", *wrong, sep="\n  ", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
