"""All forms of input, by suffix, and how unnamed content is recognised."""

from __future__ import annotations

import re

from mithaq.reading.decoding import wide_encoding
from mithaq.reading.fields import guess_columns
from mithaq.reading.forms.archive import read_tar, read_zip
from mithaq.reading.forms.feed import read_feed
from mithaq.reading.forms.foreign import refuse_graph, refuse_query, refuse_rdf
from mithaq.reading.forms.form import Form
from mithaq.reading.forms.json import read_json, read_json_lines
from mithaq.reading.forms.mail import read_eml, read_mbox, read_mhtml
from mithaq.reading.forms.markdown import read_markdown
from mithaq.reading.forms.office import read_docx, read_odt, read_rtf
from mithaq.reading.forms.page import read_page
from mithaq.reading.forms.pdf import read_pdf
from mithaq.reading.forms.table import DELIMITERS, read_csv, read_xlsx
from mithaq.reading.forms.text import read_text
from mithaq.reading.forms.warc import read_warc

__all__ = ["FORMS", "by_content", "by_suffix", "form_of", "form_table", "suffix_of"]

_TEXT = Form("Plain text", (".txt", ".text"), "one article; a Nexis or Factiva export: each article", read_text)
_PAGE = Form("Web page", (".html", ".htm", ".xhtml"), "the page's article; a Nexis or Factiva export: each article",
             read_page)  # fmt: skip
_JSON = Form("JSON, CSL-JSON, Zotero, JSON Feed, NewsAPI", (".json",), "each object with a text", read_json)
_LINES = Form("JSON Lines", (".jsonl", ".ndjson"), "each line", read_json_lines)
_CSV = Form("Table", (".csv", ".tsv", ".tab"), "each row; the first row names the columns", read_csv)
_XLSX = Form("Excel workbook", (".xlsx", ".xlsm"), "each row of each sheet", read_xlsx, "openpyxl")
_FEED = Form("RSS or Atom feed", (".rss", ".atom", ".xml"), "each item", read_feed)
_DOCX = Form("Word document", (".docx",), "one article; a Nexis export: each article", read_docx)
_ODT = Form("OpenDocument text", (".odt",), "one article", read_odt)
_RTF = Form("RTF document", (".rtf",), "one article; a Factiva export: each article", read_rtf, "striprtf")
_PDF = Form("PDF", (".pdf",), "one article, if its text is stored as text in reading order", read_pdf, "pypdf")
_EML = Form("Mail", (".eml",), "the mail's text", read_eml)
_MBOX = Form("Mailbox", (".mbox",), "each mail", read_mbox)
_MHTML = Form("Web page saved as one file", (".mhtml", ".mht"), "the page's article", read_mhtml)
_WARC = Form("Web archive", (".warc",), "each page, with its own date", read_warc, "warcio")
_MARKDOWN = Form("Markdown", (".md", ".markdown"), "one article, with the fields of its head", read_markdown)
_ZIP = Form("ZIP archive", (".zip",), "each file in it", read_zip)
_TAR = Form("TAR archive", (".tar", ".tgz", ".tbz2", ".txz", ".tar.bz2", ".tar.xz"), "each file in it", read_tar)
_RDF = Form("RDF", (".ttl", ".nt", ".nq", ".trig", ".rdf", ".owl", ".n3", ".jsonld"),
            "nothing: it is refused", refuse_rdf)  # fmt: skip
_SPARQL = Form("SPARQL query", (".rq", ".sparql", ".ru"), "nothing: it is refused", refuse_query)
_GRAPHML = Form("GraphML, GEXF", (".graphml", ".gexf"), "nothing: it is refused", refuse_graph)

FORMS: tuple[Form, ...] = (
    _TEXT, _MARKDOWN, _PAGE, _MHTML, _WARC, _FEED, _JSON, _LINES, _CSV, _XLSX, _DOCX, _ODT, _RTF, _PDF, _EML, _MBOX,
    _ZIP, _TAR, _RDF, _SPARQL, _GRAPHML,
)  # fmt: skip
"""Every form, in the order of the documentation."""

_BY_SUFFIX = {suffix: form for form in FORMS for suffix in form.suffixes}

_PACKED = (
    (b"word/document.xml", _DOCX),
    (b"xl/workbook.xml", _XLSX),
    (b"application/vnd.oasis.opendocument.text", _ODT),
)
_MAGIC = (
    (b"%PDF-", _PDF), (b"{\\rtf", _RTF), (b"WARC/", _WARC), (b"BZh", _TAR), (b"\xfd7zXZ\x00", _TAR),
)  # fmt: skip
_TAR_MARK, _TAR_PLACE = b"ustar", 257
_MAIL = re.compile(r"(?:[A-Za-z-]{2,40}: [^\n]*\n(?:[ \t][^\n]*\n){0,50}){2,}")
_FROM = re.compile(r"From \S+ [^\n]{10,60}\n")
_XML_KINDS = (
    (re.compile(r"<(?:rdf:)?RDF[\s>]"), _RDF), (re.compile(r"<(?:rss|feed)[\s>]"), _FEED),
    (re.compile(r"<(?:graphml|gexf)[\s/>]"), _GRAPHML),
)  # fmt: skip
_RDF_TEXT = re.compile(
    r"@(?:prefix|base)\s|(?i:prefix)\s+[\w-]*:\s*<[^>\n]*>\s*\.|<[a-z][\w+.-]*:[^>\s]*>\s+<[^>\s]*>\s"
)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n[^\n]{1,200}\n(?:[^\n]{0,200}\n){0,100}?---[ \t]*\r?\n")
_LONGEST_HEAD = 2000
_RSS_1 = "purl.org/rss/1.0"
_QUERY = re.compile(r"(?i)(?:(?>#[^\n]*\n|prefix\s+[\w-]*:\s*<[^>\n]*>|base\s*<[^>\n]*>)\s*+){0,50}+"
                    r"(?:select|construct|ask|describe|insert|delete)\b[^\n]{0,200}\s*(?:[{?*]|from)")  # fmt: skip


def suffix_of(name: str) -> str:
    """The end of a file's name that says what it is, in lower case: `.csv`, `.tar.bz2`; `.gz` left out."""
    lower = name.lower()
    long = next((suffix for suffix in _BY_SUFFIX if suffix.count(".") > 1 and lower.endswith(suffix)), None)
    return long or ("." + lower.rpartition(".")[2] if "." in lower.lstrip(".") else "")


def by_suffix(name: str) -> Form | None:
    """The form of a file by its name, or None."""
    return _BY_SUFFIX.get(suffix_of(name))


def form_of(name: str, head: bytes) -> Form:
    """The form of a file by its name; by its first bytes if the name does not say, or says XML alone."""
    form = by_suffix(name)
    if form is None:
        return by_content(head)
    if form is _FEED:
        seen = by_content(head)
        return seen if seen in (_RDF, _GRAPHML) else form
    return form


def by_content(head: bytes) -> Form:
    """The form that the first bytes of a file show; plain text if nothing else."""
    if head.startswith(b"PK\x03\x04"):
        return next((form for mark, form in _PACKED if mark in head), _ZIP)
    for mark, form in _MAGIC:
        if head.lstrip().startswith(mark):
            return form
    if head[_TAR_PLACE : _TAR_PLACE + len(_TAR_MARK)] == _TAR_MARK:
        return _TAR
    wide = wide_encoding(head)
    whole = head[: len(head) // 4 * 4] if wide else head
    text = whole.decode(wide or "utf-8", "replace").lstrip("\ufeff \t\r\n")
    return _by_text(text)


def _by_text(text: str) -> Form:
    if _RDF_TEXT.match(text):
        return _RDF
    if text.startswith("<"):
        kinds = [(found.start(), number) for number, (kind, _) in enumerate(_XML_KINDS) if (found := kind.search(text))]
        html = re.search(r"<(?:html|body|!doctype html)", text, re.I)
        if kinds and (html is None or html.start() > min(kinds)[0]):
            form = _XML_KINDS[min(kinds)[1]][1]
            return _FEED if form is _RDF and _RSS_1 in text else form
        return _PAGE
    if text.startswith("{") or (text.startswith("[") and text[1:].lstrip()[:1] in ("{", "]")):
        return _JSON
    if _QUERY.match(text):
        return _SPARQL
    if _FROM.match(text):
        return _MBOX
    if _MAIL.match(text) and re.search(r"^(?:from|date|message-id|mime-version):", text, re.I | re.M):
        return _MHTML if "multipart/related" in text else _EML
    if _FRONT_MATTER.match(text):
        return _MARKDOWN
    return _CSV if _is_table(text) else _TEXT


def _is_table(text: str) -> bool:
    """Whether the first line names columns: that of the text and one more."""
    first = text.partition("\n")[0].strip()
    if len(first) > _LONGEST_HEAD:
        return False
    rows = ([name.strip(" \"'") for name in first.split(sign)] for sign in DELIMITERS)
    return any(len(names) > 1 and len(found := guess_columns(names, {})) > 1 and "text" in found for names in rows)


def form_table() -> str:
    """The forms as a table in Markdown, for the documentation."""
    rows = ["| form | files | what is read |", "| --- | --- | --- |"]
    for form in FORMS:
        extra = " (extra `inputs`)" if form.needs else ""
        rows.append(f"| {form.name} | {', '.join(f'`{suffix}`' for suffix in form.suffixes)} | {form.what}{extra} |")
    return "\n".join(rows) + "\n"
