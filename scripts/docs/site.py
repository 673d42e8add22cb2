"""A MkDocs hook that adds the generated pages and keeps the site independent of other servers.

Generated are the page of stored queries, and those of the ontology, its vocabularies and the shapes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # MkDocs loads this file by its path

from mithaq.queries import Catalogue, catalogue_page  # noqa: E402

from scripts.build_docs import texts  # noqa: E402

__all__ = ["on_files", "on_post_page", "on_post_template"]

_SHIM = "https://unpkg.com/iframe-worker/shim"
"""What the theme's pages load from another server so that the search works on pages opened from a disk."""
_OWN_SHIM = "assets/iframe-worker.js"
_STYLE = ROOT / "scripts" / "docs" / "style.css"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Called by MkDocs with the files of `docs/`."""
    files.append(File.generated(config, "reference/queries.md", content=catalogue_page(Catalogue())))
    for name, text in texts().items():
        if name != "index.html":
            files.append(File.generated(config, f"reference/ontology/{name}", content=text))
    files.append(File.generated(config, "reference/ontology/style.css", content=_STYLE.read_text(encoding="utf-8")))
    return files


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Called by MkDocs with the HTML of a page."""
    return output.replace(_SHIM, get_relative_url(_OWN_SHIM, page.url))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Called by MkDocs with the HTML of a page that has no source, such as that for missing pages."""
    return output.replace(_SHIM, _OWN_SHIM)
