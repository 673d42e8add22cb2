"""Exports of press databases: Nexis and Factiva, as text. Each article ends with a line that all exports have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mithaq.reading.drafts import Draft

__all__ = ["articles_of_export"]

_NEXIS_HEAD = re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS[ \t]*\r?$", re.M)
_NEXIS_END = re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.M)
_FACTIVA_END = re.compile(r"^[ \t]*Document ([A-Z]{3,10}[A-Za-z0-9]{14,30})[ \t]*\r?$", re.M)
_FACTIVA_FIELD = re.compile(
    r"(HD|BY|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPD|IPC|PUB|AN|CX|CR|VOL|ART|RF)(?:[ \t]+(.*))?"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE_LINE = re.compile(
    rf"(?:[A-Za-z]+day,? )?(?:(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{_MONTHS}) \d{{4}})(?:,? [A-Za-z]+day)?"
    r"(?:,? \d{1,2}:\d{2}.{0,20})?"
)
_NEXIS_FIELD = re.compile(r"([A-Z][A-Za-z-]{2,20}): ?(.*)")
_NEXIS_FIELDS = frozenset(
    ("section", "length", "byline", "dateline", "highlight", "load-date", "language", "publication-type",
     "journal-code", "copyright", "subject", "url", "body", "graphic", "correction-date", "document-type", "headline")
)  # fmt: skip
_WORDS = re.compile(r"\d[\d,]* words")
_CODE = re.compile(r"[A-Z0-9]{3,10}|Arabic|English|[A-Z]")
_COPYRIGHT = re.compile(r"(?:Copyright|\(c\)|©).*|All Rights Reserved\.?", re.I)


def articles_of_export(where: str, text: str) -> Iterator[Draft]:
    """The articles of an export; nothing if the text is none."""
    if _FACTIVA_END.search(text):
        start = 0
        for number, end in enumerate(_FACTIVA_END.finditer(text), 1):
            yield _factiva(f"{where}#{number}", text[start : end.start()], end[1])
            start = end.end()
    elif _NEXIS_HEAD.search(text):
        heads = list(_NEXIS_HEAD.finditer(text))
        ends = [head.start() for head in heads[1:]] + [len(text)]
        for number, (head, stop) in enumerate(zip(heads, ends, strict=True), 1):
            yield _nexis(f"{where}#{number}", text[head.end() : stop])
    elif _NEXIS_END.search(text):
        start = 0
        for number, end in enumerate(_NEXIS_END.finditer(text), 1):
            yield _nexis(f"{where}#{number}", text[start : end.start()])
            start = end.end()


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def _factiva(where: str, text: str, accession: str) -> Draft:
    lines = _lines(text)
    if any(line == "LP" or line == "TD" or line.startswith(("LP ", "TD ", "HD ")) for line in lines):
        fields: dict[str, list[str]] = {}
        current: list[str] = []
        for line in lines:
            field = _FACTIVA_FIELD.fullmatch(line)
            if field:
                current = fields.setdefault(field[1], [])
            current.append(field[2] or "" if field else line)
        body = "\n".join([*fields.get("LP", ()), "", *fields.get("TD", ())]).strip("\n")
        title = " ".join(fields.get("HD", ()))
        date, source = " ".join(fields.get("PD", ())).strip(), " ".join(fields.get("SN", ())).strip()
        return Draft(where, body, id=accession, title=title or None, date=date or None, source=source or None)
    return _plain_factiva(where, [line for line in lines if line], accession)


def _plain_factiva(where: str, lines: list[str], accession: str) -> Draft:
    """An article without field names: headline, words, date, source, codes, copyright, and then the text."""
    dated = next((i for i, line in enumerate(lines[:12]) if _DATE_LINE.fullmatch(line)), None)
    if dated is None:
        return Draft(where, "\n\n".join(lines), id=accession)
    title = " ".join(line for line in lines[: min(dated, 2)] if not _WORDS.fullmatch(line)) or None
    rest = dated + 1
    source = lines[rest] if rest < len(lines) else None
    rest += 1
    while rest < len(lines) and (_CODE.fullmatch(lines[rest]) or _COPYRIGHT.fullmatch(lines[rest])):
        rest += 1
    return Draft(where, "\n\n".join(lines[rest:]), id=accession, title=title, date=lines[dated], source=source)


def _nexis(where: str, text: str) -> Draft:
    lines = _lines(text)
    dated = next((i for i, line in enumerate(lines[:40]) if _DATE_LINE.fullmatch(line)), None)
    before = [line for line in lines[: dated or 0] if line]
    after = lines if dated is None else lines[dated + 1 :]
    fields: dict[str, str] = {}
    head: list[str] = []
    body: list[str] = []
    place = head
    for line in after:
        if _COPYRIGHT.fullmatch(line):
            continue
        field = _NEXIS_FIELD.fullmatch(line)
        if field and field[1].lower() in _NEXIS_FIELDS:
            fields[field[1].lower()] = field[2].strip()
            if field[1].lower() in ("length", "body"):
                place = body
            continue
        if line == "Body":
            place = body = []
            continue
        place.append(line)
    titles = [line for line in head if line]
    if dated is None:
        return Draft(where, "\n".join(head + body), url=fields.get("url"), page=True)
    title: str | None = None
    source: str | None = None
    if len(before) > 1:  # title and source both stand above the date
        title, source = before[0], before[1]
    else:
        title = titles.pop(0) if titles else None
        source = before[0] if before else None
    content = "\n".join(body) if any(body) else "\n".join(titles)
    return Draft(
        where, content.strip("\n"), title=title, date=lines[dated], source=source, url=fields.get("url") or None
    )
