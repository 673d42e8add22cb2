"""Documents of word processors: DOCX, ODT and RTF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from mithaq.reading.forms.form import Item, library
from mithaq.reading.forms.packed import check_zip, local, member, parse_xml, walk
from mithaq.reading.forms.text import drafts_of_text
from mithaq.reading.options import ReadOptions
from mithaq.reading.sources import RefusedError, Source

__all__ = ["read_docx", "read_odt", "read_rtf"]

_DOCX_LEFT = frozenset(("del", "instrText", "Fallback", "delText", "moveFrom"))
_DOCX_SIGNS: Mapping[str, str] = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_ODT_LEFT = frozenset(("annotation", "tracked-changes", "note", "sequence-decls", "forms"))
_ODT_SIGNS: Mapping[str, str] = {"tab": "\t", "line-break": "\n", "s": " "}
_ODT_PARAGRAPHS = frozenset(("p", "h"))


def read_docx(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The paragraphs of a DOCX file, without deleted text; the title from its properties."""
    data = check_zip(source)
    main = member(data, "word/document.xml")
    if main is None:
        raise RefusedError("is not a DOCX document", "save it again as DOCX")
    paragraphs: list[str] = []
    pieces: list[str] = []
    for element, start in walk(parse_xml(main), _DOCX_LEFT):
        name = local(element)
        if start and name == "t":
            pieces.append(element.text or "")
        elif start and name in _DOCX_SIGNS:
            pieces.append(_DOCX_SIGNS[name])
        elif not start and name == "p":
            paragraphs.append("".join(pieces))
            pieces = []
    yield from _document(source, paragraphs, member(data, "docProps/core.xml"))


def read_odt(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The paragraphs of an ODT file, without comments and deleted text; the title from its properties."""
    data = check_zip(source)
    main = member(data, "content.xml")
    if main is None:
        raise RefusedError("is not an ODT document", "save it again as ODT")
    paragraphs: list[str] = []
    pieces: list[str] = []
    depth = 0
    for element, start in walk(parse_xml(main), _ODT_LEFT):
        name = local(element)
        if start:
            depth += name in _ODT_PARAGRAPHS
            pieces.append(_ODT_SIGNS.get(name, "") + (element.text or ""))
        else:
            if name in _ODT_PARAGRAPHS:
                depth -= 1
                paragraphs.append("".join(pieces))
                pieces = []
            pieces.append(element.tail or "")
        if not depth:
            pieces = []
    yield from _document(source, paragraphs, member(data, "meta.xml"))


def _document(source: Source, paragraphs: list[str], properties: bytes | None) -> Iterator[Item]:
    text = "\n\n".join(paragraph.strip() for paragraph in paragraphs if paragraph.strip())
    if not text:
        raise RefusedError("holds no text", "leave it out, or recognise the text of its pictures")
    yield from drafts_of_text(source, text, _title(properties))


def _title(properties: bytes | None) -> str | None:
    if properties is None:
        return None
    try:
        root = parse_xml(properties)
    except RefusedError:
        return None
    titles: Iterator[ElementTree.Element] = (element for element, start in walk(root, frozenset()) if start)
    return next((e.text.strip() for e in titles if local(e) == "title" and e.text and e.text.strip()), None)


def read_rtf(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The paragraphs of an RTF file."""
    striprtf = library("striprtf.striprtf", "striprtf")
    data = source.data()
    if not data.lstrip().startswith(b"{\\rtf"):
        raise RefusedError("is not an RTF document", "save it again as RTF")
    text = striprtf.rtf_to_text(data.decode("latin-1"), errors="replace")
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    if not paragraphs:
        raise RefusedError("holds no text", "leave it out")
    yield from drafts_of_text(source, "\n\n".join(paragraphs))
