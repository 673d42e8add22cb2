"""The export formats: the one list of what each is called, how it is written and how it is described."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mithaq.errors import UserError
from mithaq.export.jsonld import JsonLd
from mithaq.export.rdfxml import RdfXml
from mithaq.export.syntax import Syntax
from mithaq.export.turtle import NQuads, Turtle

__all__ = ["CSV", "FORMATS", "ExportFormat", "format_named", "format_of"]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """An RDF serialization.

    `extension` is the file name extension without the dot, and the format's name in options. `has_graphs` says whether
    it holds the articles' named graphs beside the merged graph. `w3c_name` is the last segment of the W3C's IRI of the
    format (http://www.w3.org/ns/formats/), `media_type` its IANA media type.
    """

    extension: str
    syntax: Callable[[Mapping[str, str]], Syntax]
    has_graphs: bool
    w3c_name: str
    media_type: str


_ALL: Final = (
    ExportFormat("ttl", Turtle, False, "Turtle", "text/turtle"),
    ExportFormat("nt", NQuads, False, "N-Triples", "application/n-triples"),
    ExportFormat("rdf", RdfXml, False, "RDF_XML", "application/rdf+xml"),
    ExportFormat("trig", Turtle, True, "TriG", "application/trig"),
    ExportFormat("nq", NQuads, True, "N-Quads", "application/n-quads"),
    ExportFormat("jsonld", JsonLd, True, "JSON-LD", "application/ld+json"),
)

_BY_EXTENSION: Final = {known.extension: known for known in _ALL}

FORMATS: Final = tuple(_BY_EXTENSION)
"""The extensions of all RDF formats, those without named graphs first."""

CSV: Final = "csv"
"""The name of the table export, which writes a directory of CSV files and is not an RDF format."""


def format_named(extension: str) -> ExportFormat:
    """The format with this extension, one of `FORMATS`.

    Raises:
        UserError: there is no such format.
    """
    try:
        return _BY_EXTENSION[extension]
    except KeyError:
        raise UserError(f"unknown export format {extension!r}: choose one of {' '.join(FORMATS)}") from None


def format_of(path: Path) -> str:
    """The extension of the format that a file name asks for, with or without `.gz`.

    Raises:
        UserError: no format has that extension.
    """
    name = path.name.removesuffix(".gz")
    extension = name.rpartition(".")[2] if "." in name else ""
    if extension not in _BY_EXTENSION:
        known = " ".join(f".{extension}" for extension in FORMATS)
        raise UserError(f"{path}: unknown RDF file extension: use one of {known} (or add .gz), or give --format")
    return extension
