"""Render the ontology, its vocabularies and the shapes as HTML pages with diagrams.

`make docs` joins them to the rest of the documentation (`scripts/docs/site.py`); this script writes them alone.

    python scripts/build_docs.py [DIR]

Needs the extra `docs`. The same files give the same pages. pyLODE and oc-lode were tried: neither renders SKOS or
SHACL, and pyLODE uses anchors that differ from the IRIs and mixes the two languages.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the parts of this script import one another from the checkout

from scripts.docs.markup import page, tag  # noqa: E402
from scripts.docs.ontology import ontology_page  # noqa: E402
from scripts.docs.reading import Source  # noqa: E402
from scripts.docs.shapes import shapes_page  # noqa: E402
from scripts.docs.vocabulary import vocabulary_page  # noqa: E402

__all__ = ["build", "texts"]

ONTOLOGY = ROOT / "ontology"
PAGES = {
    "ontology.html": "Classes and properties, with diagrams and how they relate to other ontologies",
    "vocabulary.html": "Roles, kinds, stages, statuses, modes, speech acts and topics",
    "shapes.html": "What data must look like, and how to mend it",
}


def texts() -> dict[str, str]:
    """The pages by their file names; they refer to `style.css`."""
    ontology = Source.read(ONTOLOGY / "mithaq.ttl")
    both = Source.read(ONTOLOGY / "mithaq.ttl", ONTOLOGY / "vocabulary.ttl")
    return {
        "index.html": page(
            "Mithaq",
            tag("h1", "Mithaq ", tag("span", "ميثاق", lang="ar", dir="rtl")),
            tag("ul", *(tag("li", tag("a", what, href=name)) for name, what in PAGES.items())),
        ),
        "ontology.html": ontology_page(ontology, Source.read(ONTOLOGY / "alignments.ttl")),
        "vocabulary.html": vocabulary_page(Source.read(ONTOLOGY / "vocabulary.ttl")),
        "shapes.html": shapes_page(Source.read(ONTOLOGY / "shapes.ttl"), both),
    }


def build(target: Path) -> list[Path]:
    """Write the pages into a folder, which is made when it is not there; returns their paths."""
    made = texts()
    target.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (target / name).write_text(text, encoding="utf-8")
    shutil.copyfile(ROOT / "scripts" / "docs" / "style.css", target / "style.css")
    return [target / name for name in (*made, "style.css")]


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "docs"):
        print(path)
