"""The browser libraries from npm: only what is pinned is taken, and pages do without where there is none."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest
from mithaq.explorer import create_app, query_editor
from mithaq.explorer.in_process import fetch as answer_of

from scripts.web_assets import FOLDER, AssetError, fetch, is_complete, pinned

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = '#!/bin/sh\ncp {archive} "$4"\n'


def packed(path: Path, files: dict[str, str]) -> str:
    """Write an archive as npm packs it; returns its checksum."""
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()


@pytest.fixture
def checksum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The checksum of the package that the only npm on the PATH gives out, whatever it is asked for."""
    about = {"license": "MIT", "author": {"name": "Someone"}, "homepage": "https://lib.example/"}
    archive = tmp_path / "lib-1.0.tgz"
    found = packed(archive, {"package.json": json.dumps(about), "dist/lib.js": "lib()", "LICENSE": "the licence"})
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text(SCRIPT.format(archive=archive))
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}:/usr/bin:/bin")
    return found


def test_the_pinned_files_are_taken_with_their_licence(tmp_path: Path, checksum: str) -> None:
    packages = {"lib": {"version": "1.0", "sha512": checksum, "files": ["dist/lib.js"]}}
    assert not is_complete(tmp_path, packages)
    fetch(tmp_path, packages)
    assert is_complete(tmp_path, packages)
    assert (tmp_path / FOLDER / "lib.js").read_text() == "lib()"
    noted = (tmp_path / FOLDER / "LICENSES.txt").read_text()
    assert all(text in noted for text in ("lib 1.0", "MIT", "Someone", "https://lib.example/", "the licence"))
    newer = {"lib": {**packages["lib"], "version": "1.1"}}
    assert not is_complete(tmp_path, newer)


@pytest.mark.parametrize(
    ("pin", "problem"),
    [({"sha512": "AAAA"}, "another checksum"), ({"files": ["dist/none.js"]}, "no file dist/none.js")],
)
def test_another_package_is_refused(tmp_path: Path, checksum: str, pin: dict[str, object], problem: str) -> None:
    package = {"version": "1.0", "sha512": checksum, "files": ["dist/lib.js"], **pin}
    with pytest.raises(AssetError, match=problem):
        fetch(tmp_path, {"lib": package})
    assert not (tmp_path / FOLDER).exists()


def test_without_npm_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AssetError, match="npm is not on the PATH"):
        fetch(tmp_path, pinned(ROOT))


def test_without_yasgui_the_plain_editor_is_shown(seeds_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_editor, "at_hand", lambda library: False)
    status, _, body = asyncio.run(answer_of(create_app(seeds_store), "/query"))
    assert status == 200
    assert b'<textarea id="query-text"' in body
    assert b"yasgui" not in body
