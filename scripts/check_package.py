"""Build the wheel and the sdist, and check that both work outside the checkout: `make package`.

    python scripts/check_package.py [--tests]

- The sdist contains every file that git tracks; the wheel installs one package, `mithaq`.
- Each is installed into a new virtual environment, which runs the session of README.md in a new folder beside a
  user's own `loader.py`; the output must be what README.md shows.
- `make demo` runs in the unpacked sdist, and with `--tests` also `make test`.

Needs git, make, and a package index for the dependencies, at the versions of requirements.lock. Exits with 1 at the
first check that fails.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

__all__ = ["Failure", "differences", "main", "session"]

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
FIRST_COMMAND = "mithaq load seeds/"
"""What the session of README.md begins with."""
ADDED_BY_THE_BUILD = {"PKG-INFO"}
ISOLATES = re.compile("[\u2066-\u2069]")
LEFT_OUT = "..."
"""A line of this alone stands in README.md for any lines."""


class Failure(Exception):
    """A check that failed; the message says which."""


def session(readme: str) -> list[tuple[str, str]]:
    """The commands of the session in README.md, each with the output that is shown.

    Raises:
        Failure: there is no session that begins with `mithaq load seeds/`.
    """
    for block in re.findall(r"^```console\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL):
        steps = [step.partition("\n") for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
        if steps and steps[0][0] == FIRST_COMMAND:
            return [(command, output) for command, _, output in steps]
    raise Failure(f"README.md: no console session begins with `{FIRST_COMMAND}`")


def differences(shown: str, printed: str) -> bool:
    """Whether an output differs from the one shown, in which a line `...` stands for any lines.

    The invisible characters that isolate Arabic from Latin text in a terminal are not compared: pages leave them out.
    """
    shown, printed = ISOLATES.sub("", shown), ISOLATES.sub("", printed)
    parts = (re.escape(part) for part in re.split(rf"^{re.escape(LEFT_OUT)}\n", shown, flags=re.MULTILINE))
    return re.fullmatch("(?s:.*)".join(parts), printed) is None


def run(*command: str | Path, cwd: Path, **more: str) -> str:
    """Run a command and return what it prints, errors included, as a terminal shows it.

    Args:
        cwd: the folder to run it in.
        more: variables of the environment. Those that would lead to the checkout are always removed.

    Raises:
        Failure: it does not exit with 0.
    """
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV", "MAKEFLAGS")}
    call = list(map(str, command))
    environment = kept | {"PYTHONUTF8": "1"} | more
    done = subprocess.run(
        call, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    if done.returncode:
        raise Failure(f"{shlex.join(call)}: exit status {done.returncode}\n{done.stdout}")
    return done.stdout


def new_environment(folder: Path, *requirements: str | Path) -> Path:
    """Make a virtual environment with the locked versions of what is asked for; returns its folder of commands."""
    run(sys.executable, "-m", "venv", folder, cwd=ROOT)
    binaries = folder / "bin"
    install = (binaries / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*install, *requirements, cwd=folder, PIP_CONSTRAINT=str(LOCK))
    return binaries


def build(folder: Path) -> tuple[Path, Path]:
    """Build the wheel and the sdist into a folder; returns their paths."""
    binaries = new_environment(folder / "build-environment", "hatchling")
    run(binaries / "python", "-m", "hatchling", "build", "-d", folder / "dist", cwd=ROOT)
    (wheel,) = (folder / "dist").glob("*.whl")
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    return wheel, sdist


def check_contents(wheel: Path, sdist: Path) -> None:
    """Compare what is in the sdist with what git tracks, and what is in the wheel with the one package."""
    with zipfile.ZipFile(wheel) as packed:
        folders = {name.partition("/")[0] for name in packed.namelist()}
    if {name for name in folders if not name.endswith(".dist-info")} != {"mithaq"}:
        raise Failure(f"{wheel.name} installs {sorted(folders)}, not mithaq alone")
    with tarfile.open(sdist) as packed_source:
        names = {name.partition("/")[2] for name in packed_source.getnames()} - ADDED_BY_THE_BUILD
    if (ROOT / ".git").exists():
        tracked = {name for name in run("git", "ls-files", "-z", cwd=ROOT).split("\0") if (ROOT / name).is_file()}
        if names != tracked:
            raise Failure(f"{sdist.name}: lacks {sorted(tracked - names)}, adds {sorted(names - tracked)}")


def check_session(binaries: Path, folder: Path) -> Iterator[str]:
    """Run the session of README.md in a folder with the seeds and a foreign `loader.py`; gives each command."""
    folder.mkdir()
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "build").mkdir()
    (folder / "loader.py").write_text("raise SystemExit('this is not the loader of mithaq')\n", encoding="utf-8")
    path = f"{binaries}{os.pathsep}{os.environ['PATH']}"
    run(binaries / "python", "-c", "import mithaq", cwd=folder)
    for command, shown in session((ROOT / "README.md").read_text(encoding="utf-8")):
        printed = run("sh", "-c", command, cwd=folder, PATH=path)
        if differences(shown, printed):
            raise Failure(f"$ {command}\nREADME.md shows:\n{shown}\nit prints:\n{printed}")
        yield command


def check(folder: Path, tests: bool) -> Iterator[str]:
    """All checks, in a folder for their files; gives a line after each one that passed."""
    wheel, sdist = build(folder)
    check_contents(wheel, sdist)
    yield f"built {wheel.name} and {sdist.name}"
    for package, name in ((wheel, "wheel"), (sdist, "sdist")):
        binaries = new_environment(folder / f"{name}-environment", package)
        count = sum(1 for _ in check_session(binaries, folder / f"{name}-session"))
        yield f"the {name}, installed: the session of README.md, {count} commands"
    with tarfile.open(sdist) as packed:
        packed.extractall(folder / "source", filter="data")
    (unpacked,) = (folder / "source").iterdir()
    for target in ("demo", "test") if tests else ("demo",):
        run("make", target, cwd=unpacked)
        yield f"the sdist, unpacked: make {target}"


def main() -> None:
    """Run the checks in a temporary folder, which is removed."""
    parser = argparse.ArgumentParser(description="Check the wheel and the sdist outside the checkout.")
    parser.add_argument("--tests", action="store_true", help="also run `make test` in the unpacked sdist")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mithaq-package-") as folder:
        try:
            for line in check(Path(folder), arguments.tests):
                print(line, flush=True)
        except Failure as failure:
            sys.exit(f"check_package: {failure}")


if __name__ == "__main__":
    main()
