"""A MkDocs hook that adds the generated pages: stored queries, and the ontology, its vocabularies and the shapes."""

from __future__ import annotations

import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # MkDocs loads this file by its path

from mithaq.queries import Catalogue, catalogue_page  # noqa: E402

from scripts.build_docs import texts  # noqa: E402

__all__ = ["on_files"]

_STYLE = ROOT / "scripts" / "docs" / "style.css"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Called by MkDocs with the files of `docs/`."""
    files.append(File.generated(config, "reference/queries.md", content=catalogue_page(Catalogue())))
    for name, text in texts().items():
        if name != "index.html":
            files.append(File.generated(config, f"reference/ontology/{name}", content=text))
    files.append(File.generated(config, "reference/ontology/style.css", content=_STYLE.read_text(encoding="utf-8")))
    return files
