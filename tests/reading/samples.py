"""Files of every form that Mithaq reads, with invented articles, two of each form, built in a folder."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape
from pathlib import Path
from xml.sax.saxutils import escape as xml

PEOPLE = ("خالد المطيري", "سلامة العبادي", "ناصر الدوسري", "فهد الكعبي")
PLACES = ("عمان", "الرباط", "الدوحة", "مسقط")


@dataclass(frozen=True)
class Story:
    """An invented article; `number` makes each one different."""

    number: int

    @property
    def title(self) -> str:
        return f"وزير الداخلية يبحث أمن الحدود في {PLACES[self.number % 4]} للمرة {self.number}"

    @property
    def first(self) -> str:
        who, where = PEOPLE[self.number % 4], PLACES[self.number % 4]
        text = "مع نظيره الأردني سبل تعزيز التعاون الأمني بين البلدين في الاجتماع رقم"
        return f"بحث وزير الداخلية الكويتي {who} في {where} {text} {self.number}."

    @property
    def second(self) -> str:
        return "وقال الوزير إن المذكرة تفتح بابا جديدا للتعاون بين البلدين الشقيقين وتشمل أمن الحدود."

    @property
    def text(self) -> str:
        return f"{self.first}\n\n{self.second}"

    @property
    def day(self) -> str:
        return f"2022-05-{self.number % 28 + 1:02}"

    @property
    def english_day(self) -> str:
        return f"May {self.number % 28 + 1}, 2022"

    @property
    def source(self) -> str:
        return f"صحيفة النهار {self.number}"

    @property
    def url(self) -> str:
        return f"https://example.org/news/{self.number}"

    def record(self, **names: str) -> dict[str, object]:
        fields = {"title": self.title, "text": self.text, "date": self.day, "source": self.source, "url": self.url}
        return {names.get(name, name): value for name, value in fields.items()}

    @property
    def html(self) -> str:
        head = (
            f'<meta charset="utf-8"><title>{escape(self.title)}</title>'
            f'<meta property="og:site_name" content="{self.source}">'
            f'<meta property="article:published_time" content="{self.day}T10:00:00+03:00">'
            f'<link rel="canonical" href="{self.url}">'
        )
        body = f"<h1>{escape(self.title)}</h1><article><p>{self.first}</p><p>{self.second}</p></article>"
        return f'<!DOCTYPE html><html lang="ar"><head>{head}</head><body>{body}</body></html>'


def plain(*stories: Story) -> bytes:
    (story,) = stories
    day, month, year = int(story.day[8:]), "مايو", 2022
    return f"{story.title}\n\nالدوحة، {day} {month} {year}\n\n{story.text}\n".encode()


def page(*stories: Story) -> bytes:
    return stories[0].html.encode()


def markdown(*stories: Story) -> bytes:
    (story,) = stories
    head = f"---\ntitle: {story.title}\ndate: {story.day}\nsource: {story.source}\nurl: {story.url}\n---\n\n"
    return f"{head}# {story.title}\n\n**بحث** {story.first[4:]}\n\n> {story.second} [رابط](https://example.org/)\n".encode()


def json_lines(*stories: Story) -> bytes:
    return "".join(json.dumps(s.record() | {"id": f"j{s.number}"}, ensure_ascii=False) + "\n" for s in stories).encode()


def foreign_json(*stories: Story) -> bytes:
    articles = [
        story.record(text="content", title="headline", date="publishedAt")
        | {"id": story.number, "source": {"id": None, "name": story.source}}
        for story in stories
    ]
    return json.dumps({"status": "ok", "totalResults": 2, "articles": articles}, ensure_ascii=False).encode()


def csl_json(*stories: Story) -> bytes:
    items = [
        {"id": f"http://zotero.org/items/{s.number}", "type": "article-newspaper", "title": s.title, "abstract": s.text,
         "container-title": s.source, "URL": s.url, "issued": {"date-parts": [["2022", 5, int(s.day[8:])]]}}
        for s in stories
    ]  # fmt: skip
    return json.dumps(items, ensure_ascii=False).encode()


def zotero_json(*stories: Story) -> bytes:
    items = [
        {"key": f"Z{s.number}", "version": 3, "data": {"title": s.title, "abstractNote": s.text, "date": s.day,
         "publicationTitle": s.source, "url": s.url}}
        for s in stories
    ]  # fmt: skip
    return json.dumps(items, ensure_ascii=False).encode()


def table(*stories: Story, sign: str = ",") -> bytes:
    import csv

    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign)
    writer.writerow(["العنوان", "نص الخبر", "تاريخ النشر", "المصدر", "الرابط"])
    writer.writerows([s.title, s.text, s.day, s.source, s.url] for s in stories)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def tabs(*stories: Story) -> bytes:
    return table(*stories, sign="\t")


def workbook(*stories: Story) -> bytes:
    import datetime

    import openpyxl  # type: ignore[import-untyped]

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Headline", "Body", "Published", "Outlet", "Link"])
    for s in stories:
        sheet.append([s.title, s.text, datetime.datetime.fromisoformat(s.day), s.source, s.url])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rss(*stories: Story) -> bytes:
    def date(s: Story) -> str:
        return f"{int(s.day[8:]):02} May 2022 10:00:00 +0300"

    items = "".join(
        f"<item><title>{xml(s.title)}</title><link>{s.url}</link><pubDate>{date(s)}</pubDate>"
        f"<description>&lt;p&gt;{s.first}&lt;/p&gt;&nbsp;&lt;p&gt;{s.second}&lt;/p&gt;</description>"
        f"<source url='https://example.org/'>{s.source}</source></item>"
        for s in stories
    )
    channel = f"<channel><title>قناة</title>{items}</channel>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">{channel}</rss>'.encode()


def atom(*stories: Story) -> bytes:
    entries = "".join(
        f'<entry><title>{xml(s.title)}</title><link rel="alternate" href="{s.url}"/><id>urn:{s.number}</id>'
        f"<published>{s.day}T10:00:00Z</published><source><title>{s.source}</title></source>"
        f'<content type="html">&lt;p&gt;{s.first}&lt;/p&gt;&lt;p&gt;{s.second}&lt;/p&gt;</content></entry>'
        for s in stories
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>قناة</title>{entries}</feed>'.encode()


def nexis(*stories: Story) -> bytes:
    parts = [
        f"                    {n} of {len(stories)} DOCUMENTS\n\n\n              {s.source}\n\n"
        f"                 {s.english_day} Friday\n\n{s.title}\n\nSECTION: سياسة\n\nLENGTH: 60 words\n\n{s.text}\n\n"
        f"LOAD-DATE: May 30, 2022\n\nLANGUAGE: ARABIC\n\n"
        f"           Copyright 2022 {s.source}\n          All Rights Reserved\n\n"
        for n, s in enumerate(stories, 1)
    ]
    return "".join(parts).encode()


def nexis_new(*stories: Story) -> str:
    return "".join(
        f"{s.title}\n{s.source}\n{s.english_day} Friday\n"
        f"Copyright 2022 {s.source} All Rights Reserved\nLength: 60 words\n"
        f"Body\n\n{s.text}\n\nLoad-Date: May 30, 2022\n\nEnd of Document\n\n"
        for s in stories
    )


def nexis_page(*stories: Story) -> bytes:
    lines = nexis(*stories).decode().splitlines()
    return ("<html><body>" + "".join(f"<div><p>{escape(line)}</p></div>" for line in lines) + "</body></html>").encode()


def factiva_page(*stories: Story) -> bytes:
    tables = []
    for s in stories:
        fields = {
            "HD": s.title, "WC": "60 words", "PD": f"{int(s.day[8:])} May 2022", "SN": s.source, "SC": "NAHAR",
            "LA": "Arabic", "CY": "Copyright 2022.", "LP": s.first, "TD": s.second, "AN": f"Document {accession(s)}",
        }  # fmt: skip
        rows = "".join(f"<tr><td><b>{name}</b></td><td>{escape(text)}</td></tr>" for name, text in fields.items())
        tables.append(f"<div><table>{rows}</table></div>")
    return f"<html><body>{''.join(tables)}</body></html>".encode()


def accession(s: Story) -> str:
    return f"NAHAR0000020220506ei5{s.number:05}"


def factiva(*stories: Story) -> bytes:
    return "".join(
        f"HD {s.title}\nWC 60 words\nPD {int(s.day[8:])} May 2022\nSN {s.source}\nSC NAHAR\n"
        f"LA Arabic\nCY Copyright 2022.\n"
        f"LP \n{s.first}\nTD \n{s.second}\nAN Document {accession(s)}\n\nDocument {accession(s)}\n\n"
        for s in stories
    ).encode()


def factiva_plain(*stories: Story) -> str:
    return "".join(
        f"{s.title}\n60 words\n{int(s.day[8:])} May 2022\n{s.source}\nNAHAR\n"
        f"Arabic\nCopyright 2022. All Rights Reserved.\n"
        f"{s.text}\nDocument {accession(s)}\n\n"
        for s in stories
    )


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def docx_of(text: str, title: str = "") -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = "".join(
        f"<w:p><w:r><w:t>{xml(line[:9])}</w:t></w:r><w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del>"
        f"<w:r><w:t>{xml(line[9:])}</w:t></w:r></w:p>"
        for line in text.split("\n")
    )
    core = f'<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{xml(title)}</dc:title></p>'
    document = f'<?xml version="1.0"?><w:document xmlns:w="{w}"><w:body>{runs}</w:body></w:document>'
    return zipped({"word/document.xml": document.encode(), "docProps/core.xml": core.encode()})


def docx(*stories: Story) -> bytes:
    return docx_of(plain(*stories).decode(), stories[0].title)


def docx_export(*stories: Story) -> bytes:
    return docx_of(nexis_new(*stories))


def odt(*stories: Story) -> bytes:
    return odt_of(plain(*stories).decode(), stories[0].title)


def odt_of(text: str, title: str = "") -> bytes:
    spaces = 'xmlns:office="o" xmlns:text="t" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    body = "".join(
        f"<text:p>{xml(line[:9])}<office:annotation><text:p>تعليق</text:p></office:annotation>"
        f"<text:span>{xml(line[9:])}</text:span></text:p>"
        for line in text.split("\n")
    )
    whole = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {spaces}>{whole}</office:document-content>"
    meta = f"<office:document-meta {spaces}><dc:title>{xml(title)}</dc:title></office:document-meta>"
    kind = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content.encode(), "meta.xml": meta.encode()})


def rtf_of(text: str) -> bytes:
    coded = "".join("\\par\n" if c == "\n" else c if c.isascii() else f"\\u{ord(c)}?" for c in text)
    return f"{{\\rtf1\\ansi\\ansicpg1256{{\\fonttbl{{\\f0 Arial;}}}}\\f0\\fs24\\rtlpar {coded}}}".encode("ascii")


def rtf(*stories: Story) -> bytes:
    return rtf_of(plain(*stories).decode())


def rtf_export(*stories: Story) -> bytes:
    return rtf_of(factiva_plain(*stories))


def pdf_of(lines: list[str], title: str | None = None) -> bytes:
    """A PDF file with these characters in this order, in a font that says which letters it draws."""
    signs = sorted(set("".join(lines)))
    code = {sign: number for number, sign in enumerate(signs, 1)}
    shown = "".join(f"<{''.join(f'{code[c]:04x}' for c in line)}> Tj T*\n" for line in lines)
    content = f"BT /F1 12 Tf 14 TL 50 750 Td\n{shown}ET".encode()
    pairs = "".join(f"<{n:04x}> <{s.encode('utf-16-be').hex()}>\n" for s, n in code.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(code)} beginbfchar\n{pairs}endbfchar\n"
        "endcmap end end"
    ).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H"
        b" /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /DW 500 >>",
        b"<< /Length %d >>\nstream\n" % len(cmap) + cmap + b"\nendstream",
        b"<< /Title <feff" + (title or "").encode("utf-16-be").hex().encode() + b"> >>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    info = b" /Info 8 0 R" if title else b""
    tail = b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, info, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


def visual(line: str) -> str:
    """A line in the order in which it is drawn from left to right, numbers and Latin words as they are."""
    import re

    pieces = re.findall(r"[0-9A-Za-z](?:[.,:/]?[0-9A-Za-z])*|.", line)
    return "".join(reversed([{"(": ")", ")": "("}.get(piece, piece) for piece in pieces]))


def pdf(*stories: Story) -> bytes:
    return pdf_of([visual(line) for line in plain(*stories).decode().split("\n")], stories[0].title)


def mail(story: Story) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = story.title
    message["From"] = f"{story.source} <news@example.org>"
    message["Date"] = f"Fri, {int(story.day[8:]):02} May 2022 10:00:00 +0300"
    message["Message-ID"] = f"<m{story.number}@example.org>"
    message.set_content(story.text)
    message.add_alternative(f"<p>{story.first}</p><p>{story.second}</p>", subtype="html")
    return message


def eml(*stories: Story) -> bytes:
    return mail(stories[0]).as_bytes()


def mbox(*stories: Story) -> bytes:
    return b"".join(b"From news@example.org Fri May  6 10:00:00 2022\n" + mail(s).as_bytes() + b"\n" for s in stories)


def mhtml(*stories: Story) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = stories[0].url
    message["Subject"] = stories[0].title
    message["Date"] = "Sun, 1 Jan 2023 10:00:00 +0300"
    message.set_content(stories[0].html, subtype="html")
    message.add_related(b"body { color: red }", "text", "css")
    return message.as_bytes()


def warc(*stories: Story) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
    from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    for s in stories:
        for kind, data in (("text/html; charset=utf-8", s.html.encode()), ("image/png", b"\x89PNG")):
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            warc_headers = {"WARC-Date": "2023-01-01T00:00:00Z"}
            record = writer.create_warc_record(
                s.url, "response", payload=io.BytesIO(data), http_headers=headers, warc_headers_dict=warc_headers
            )
            writer.write_record(record)
    return out.getvalue()


def zip_archive(*stories: Story) -> bytes:
    inner = {f"أخبار/{s.number}.html": s.html.encode() for s in stories}
    return zipped({**inner, "أخبار/صورة.jpg": b"\xff\xd8"})


def tar_archive(*stories: Story, mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for s in stories:
            info = tarfile.TarInfo(f"folder/{s.number}.csv")
            data = table(s)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@dataclass(frozen=True)
class Sample:
    """How to build a file of a form. `each` is the number of articles in one file; `says` the fields it can give."""

    suffix: str
    build: Callable[..., bytes]
    each: int
    says: frozenset[str]


_ALL = frozenset(("title", "date", "source", "url"))
_TITLE = frozenset(("title", "date"))
SAMPLES = (
    Sample(".txt", plain, 1, _TITLE),
    Sample(".nexis.txt", nexis, 2, _ALL - {"url"}),
    Sample(".factiva.txt", factiva, 2, _ALL - {"url"}),
    Sample(".nexis.html", nexis_page, 2, _ALL - {"url"}),
    Sample(".factiva.html", factiva_page, 2, _ALL - {"url"}),
    Sample(".html", page, 1, _ALL),
    Sample(".md", markdown, 1, _ALL),
    Sample(".jsonl", json_lines, 2, _ALL),
    Sample(".newsapi.json", foreign_json, 2, _ALL),
    Sample(".csl.json", csl_json, 2, _ALL),
    Sample(".zotero.json", zotero_json, 2, _ALL),
    Sample(".csv", table, 2, _ALL),
    Sample(".tsv", tabs, 2, _ALL),
    Sample(".xlsx", workbook, 2, _ALL),
    Sample(".rss", rss, 2, _ALL),
    Sample(".xml", atom, 2, _ALL),
    Sample(".docx", docx, 1, _TITLE),
    Sample(".nexis.docx", docx_export, 2, _ALL - {"url"}),
    Sample(".odt", odt, 1, _TITLE),
    Sample(".rtf", rtf, 1, _TITLE),
    Sample(".factiva.rtf", rtf_export, 2, _ALL - {"url"}),
    Sample(".pdf", pdf, 1, _TITLE),
    Sample(".eml", eml, 1, _ALL - {"url"}),
    Sample(".mbox", mbox, 2, _ALL - {"url"}),
    Sample(".mhtml", mhtml, 1, _ALL),
    Sample(".warc", warc, 2, _ALL),
    Sample(".zip", zip_archive, 2, _ALL),
    Sample(".tgz", tar_archive, 2, _ALL),
)

REFUSED = {
    "graph.ttl": b"@prefix mq: <https://w3id.org/mithaq/ontology#> .\n",
    "graph.nq": b"<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n",
    "graph.rdf": b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    "graph.xml": b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    "graph.jsonld": b'{"@context": {}, "@graph": []}',
    "graph.json": b'{"@context": {}, "@graph": []}',
    "query.rq": b"SELECT * WHERE { ?s ?p ?o }",
    "drawing.graphml": b"<graphml/>",
}


def build(folder: Path) -> list[tuple[Path, Sample, list[Story]]]:
    """Write two files of each form; returns each with the stories in it."""
    made, number = [], 0
    for sample in SAMPLES:
        for copy in ("one", "two"):
            stories = [Story(number := number + 1) for _ in range(sample.each)]
            path = folder / f"{sample.suffix[1:].replace('.', '-')}-{copy}.{sample.suffix.rpartition('.')[2]}"
            path.write_bytes(sample.build(*stories))
            made.append((path, sample, stories))
    return made
