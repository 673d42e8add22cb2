"""Fetch the browser libraries of the explorer from their npm packages into the package's folder.

    python -m scripts.web_assets [--check]

pyproject.toml names the packages, each with its version, its checksum and the files that are wanted of it. They are put
into loader/mithaq/explorer/static/packages/, which git ignores, with LICENSES.txt beside them. The build of a wheel and
an editable installation do the same (hatch_build.py). Needs `npm` on the PATH; without it, or without the packages, the
explorer has its plain query editor and still pictures of networks.

With `--check` nothing is fetched; exits with 1 when a file is missing or of another version.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "AssetError", "fetch", "is_complete", "pinned"]

FOLDER = Path("loader") / "mithaq" / "explorer" / "static" / "packages"
"""Where the files go, from the root of the repository."""
_LICENSES = "LICENSES.txt"
_SECONDS = 120.0
"""How long npm may take for one package."""


class AssetError(Exception):
    """A package cannot be had, or is not the one that is pinned."""


def pinned(root: Path) -> Mapping[str, Mapping[str, Any]]:
    """The packages that pyproject.toml names, each with `version`, `sha512` (base64) and `files`."""
    known = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    packages: Mapping[str, Mapping[str, Any]] = known["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"][
        "packages"
    ]
    return packages


def is_complete(root: Path, packages: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether every file is there, of the pinned version."""
    folder = root / FOLDER
    noted = folder / _LICENSES
    return (
        noted.is_file()
        and all(f"{name} {pin['version']}\n" in noted.read_text(encoding="utf-8") for name, pin in packages.items())
        and all((folder / Path(file).name).is_file() for pin in packages.values() for file in pin["files"])
    )


def fetch(root: Path, packages: Mapping[str, Mapping[str, Any]]) -> None:
    """Put the files of all packages into the folder.

    Raises:
        AssetError: npm is missing or fails, or a package is not the pinned one.
    """
    if shutil.which("npm") is None:
        raise AssetError("npm is not on the PATH")
    folder = root / FOLDER
    with tempfile.TemporaryDirectory() as made:
        ready = Path(made) / "ready"
        ready.mkdir()
        notes = [_unpacked(name, pin, Path(made), ready) for name, pin in packages.items()]
        (ready / _LICENSES).write_text("\n".join(notes), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(ready, folder)


def _unpacked(name: str, pin: Mapping[str, Any], made: Path, ready: Path) -> str:
    """Put the files of one package into a folder; returns what is to be noted about its licence."""
    where = made / name.replace("/", "-")
    where.mkdir()
    command = ["npm", "pack", "--silent", "--pack-destination", str(where), f"{name}@{pin['version']}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=where, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        raise AssetError(f"npm takes longer than {_SECONDS:.0f} s for {name}") from None
    archives = list(where.glob("*.tgz"))
    if done.returncode or len(archives) != 1:
        raise AssetError(f"npm cannot fetch {name} {pin['version']}: {' '.join(done.stderr.split())[:200]}")
    digest = base64.b64encode(hashlib.sha512(archives[0].read_bytes()).digest()).decode()
    if digest != pin["sha512"]:
        raise AssetError(f"{name} {pin['version']} has another checksum than pyproject.toml says")
    with tarfile.open(archives[0]) as archive:
        for file in pin["files"]:
            (ready / Path(file).name).write_bytes(_content(archive, file))
        return "\n".join(_license(archive, name, str(pin["version"])))


def _content(archive: tarfile.TarFile, file: str) -> bytes:
    try:
        found = archive.extractfile(f"package/{file}")
    except KeyError:
        found = None
    if found is None:
        raise AssetError(f"the package has no file {file}")
    return found.read()


def _license(archive: tarfile.TarFile, name: str, version: str) -> Iterator[str]:
    about = json.loads(_content(archive, "package.json"))
    author = about.get("author") or about.get("contributors", [""])[0]
    yield f"{name} {version}"
    yield f"Licence: {about['license']}"
    yield f"Author: {author.get('name', '') if isinstance(author, dict) else author}"
    yield f"Source: {about.get('homepage', '')}"
    yield ""
    if "package/LICENSE" in archive.getnames():
        yield _content(archive, "LICENSE").decode("utf-8")


def main() -> int:
    """Fetch, or check with `--check`; returns the exit status."""
    root = Path(__file__).resolve().parent.parent
    packages = pinned(root)
    if sys.argv[1:] == ["--check"]:
        return 0 if is_complete(root, packages) else 1
    try:
        fetch(root, packages)
    except AssetError as problem:
        print(f"web_assets: {problem}", file=sys.stderr)
        return 1
    for file in sorted((root / FOLDER).iterdir()):
        print(f"{file.stat().st_size:9,}  {file.relative_to(root)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
