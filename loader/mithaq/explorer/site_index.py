"""The search index of the explorer as static files: names and titles with their folded words, as one script."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode

from mithaq.explorer.addresses import Addresses
from mithaq.explorer.labels import article_title
from mithaq.explorer.languages import LANGUAGES, Words
from mithaq.explorer.search_index import NAMED, forms
from mithaq.explorer.snapshot import Snapshot
from mithaq.language.fold import normalize
from mithaq.rdf import RDF, RDFS, SKOS

__all__ = ["Entry", "search_entries", "write_index"]

Entry = tuple[str, str, str, str]
"""Kind, name, file of the page from the folder of a language, and the folded words."""

_MERGED = DefaultGraph()
_ARABIC = range(0x600, 0x700)


def search_entries(snapshot: Snapshot, file: Callable[[str], str]) -> Iterator[Entry]:
    """The named things and the articles of a state of the store.

    Args:
        snapshot: The state.
        file: The file of the page at an address.
    """
    store, at = snapshot.store, Addresses(snapshot.store.base)
    for known in NAMED:
        for typed in store.quads(None, RDF.type, known.node, _MERGED):
            assert isinstance(typed.subject, NamedNode)
            quads = (q for p in (RDFS.label, SKOS.altLabel) for q in store.quads(typed.subject, p, None, _MERGED))
            names = {q.object.value for q in quads if isinstance(q.object, Literal)}
            label = str(snapshot.reader.thing(typed.subject.value))
            yield known.kind, label, file(at.path(typed.subject.value)), _words(names | {label})
    for id in store.article_ids():
        if (article := store.article_iri(id)) is not None:
            title = article_title(snapshot, article)
            yield "article", title, file(at.path(article.value)), _words({title})


def _words(texts: Iterable[str]) -> str:
    return " ".join(sorted({word for text in texts for word in forms(text).split()}))


def write_index(folder: Path, entries: Iterable[Entry]) -> None:
    """Write `search-index.js`, which sets `window.mithaqIndex`: a script loads from a folder too, JSON does not."""
    found = sorted(entries)
    kinds = {
        language: {kind: Words(language)(kind) for kind in sorted({entry[0] for entry in found})}
        for language in LANGUAGES
    }
    letters = {chr(code): normalize(chr(code)) for code in _ARABIC}
    fold = {letter: folded for letter, folded in letters.items() if folded != letter}
    index = json.dumps({"fold": fold, "kinds": kinds, "entries": found}, ensure_ascii=False, separators=(",", ":"))
    (folder / "search-index.js").write_text(f"window.mithaqIndex = {index};\n", encoding="utf-8")
