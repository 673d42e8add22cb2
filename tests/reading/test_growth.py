"""The work of every reader grows no faster than its input, whatever the input; counted in lines of Python run."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from mithaq.reading import Article, Problem, html, read
from mithaq.reading.forms.registry import FORMS, suffix_of
from mithaq.reading.tags import scan

from tests.reading import samples
from tests.reading.samples import Story

TEXT = Story(1).first
Build = Callable[[int], bytes]
MOST = 2.5
"""times as much work as for half the input"""


@contextmanager
def counted() -> Iterator[list[int]]:
    """Count the lines of Python that are run."""
    lines = [0]

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        lines[0] += event == "line"
        return trace

    before = sys.gettrace()
    gc.collect()
    gc.disable()  # its callbacks (hypothesis has one) are lines of Python as well
    sys.settrace(trace)
    try:
        yield lines
    finally:
        sys.settrace(before)
        gc.enable()


def work(path: Path, data: bytes) -> int:
    path.write_bytes(data)
    with counted() as lines:
        for item in read([path]):
            assert item
    return lines[0]


def assert_linear(path: Path, build: Build, size: int) -> None:
    work(path, build(4 * size))  # what is loaded or cached on first use is there
    one, two, four = (work(path, build(n)) for n in (size, 2 * size, 4 * size))
    assert two <= MOST * one, (one, two, four)
    assert four <= MOST * two, (one, two, four)


def stories(n: int) -> list[Story]:
    return [Story(number) for number in range(n)]


PAGES: dict[str, Callable[[int], str]] = {
    "end tags that match nothing": lambda n: "<nav>" * n + "</aside>" * n,
    "skipped elements one in another": lambda n: "<nav><aside>" * n + "</nav>" * n,
    "a quotation mark that is not closed": lambda n: '<a x="' * n,
    "attributes": lambda n: "<a " + " ".join(f"a{i}=1" for i in range(n)) + ">",
    "comments that are not closed": lambda n: "<!--" * n,
    "declarations that are not closed": lambda n: "<!" * n,
    "marks": lambda n: "<" * n + "&" * n,
    "titles that are not closed": lambda n: "<title>" * n + "<p>" * n,
    "scripts that are not closed": lambda n: "<script>" * n,
    "forms in text fields": lambda n: "<textarea></text" * n,
    "blocks one in another": lambda n: "<div>" * n + TEXT + "</div>" * n,
    "articles one in another": lambda n: "<article><p>" * n,
    "formatting that is not closed": lambda n: "".join(f"<b a={i}>" for i in range(n)) + "</p>" * n,
    "headings": lambda n: "<h1>" * n + "</h2>" * n,
    "linked data in lists": lambda n: f'<script type="application/ld+json">[{",".join(["[{}]"] * n)}]</script>',
    "linked data in graphs": lambda n: (
        f'<script type="application/ld+json">{{"@graph": [{",".join(["{}"] * n)}]}}</script>'
    ),
    "metadata": lambda n: "".join(f'<meta name="a{i}" content="b">' for i in range(n)),
    "spaces": lambda n: "<p" + " " * n + ">" + " " * n,
    "equals signs": lambda n: "<a " + "=" * n + ">",
    "slashes": lambda n: "</" * n + "<a" + "/" * n,
    "references": lambda n: "&#1632;" * n + "&#" + "9" * n + ";",
    "pages": lambda n: f"<p>{TEXT}</p>" * n,
}  # fmt: skip


@pytest.mark.parametrize("kind", PAGES)
def test_pages(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_trafilatura", lambda page: None)
    assert_linear(tmp_path / "a.html", lambda n: f"<p>{TEXT}</p>{PAGES[kind](n)}".encode(), 400)


@pytest.mark.parametrize("kind", PAGES)
def test_the_scanner_of_tags_reads_every_character_a_bounded_number_of_times(kind: str) -> None:
    for size in (2_000, 100_000):  # the larger one would take minutes if any of it were quadratic
        assert sum(1 for _ in scan(PAGES[kind](size))) <= 6 * size + 4


def test_a_page_that_a_tree_builder_needs_long_for_is_not_given_to_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    monkeypatch.setattr(html, "_trafilatura", given.append)
    for kind in ("end tags that match nothing", "attributes", "formatting that is not closed", "blocks one in another"):
        html.page_of(PAGES[kind](3000))
    assert given == []
    html.page_of(samples.page(Story(1)).decode())
    html.page_of(PAGES["pages"](3000))
    assert len(given) == 2


END = "اقرأ أيضا"
LINES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: f"{TEXT}\n" * n,
    "different paragraphs": lambda n: "\n".join(Story(i).first for i in range(n)),
    "lines that end articles": lambda n: f"{TEXT}\n" + "مواضيع ذات صلة\n" * n + f"{TEXT} نعم\n" * n,
    "teasers": lambda n: f"{TEXT}\n" + f"{END}\n" * n,
    "dates": lambda n: f"{TEXT}\n" + "الدوحة 11 مايو 2022\n" * n,
    "labels": lambda n: "أخبار\n" * n + TEXT,
    "headlines": lambda n: "\n".join(Story(i).title for i in range(n)) + f"\n{TEXT}",
    "empty lines": lambda n: "\n" * n + TEXT,
    "one line": lambda n: f"{TEXT} " * n,
    "spaces": lambda n: TEXT + " " * 20 * n + "\n" + "\t" * 20 * n + "x",
    "items": lambda n: TEXT + "\n" + "1- بند\n" * n,
}


@pytest.mark.parametrize("kind", LINES)
def test_texts(tmp_path: Path, kind: str) -> None:
    assert_linear(tmp_path / "a.txt", lambda n: LINES[kind](n).encode(), 200)


LONG_SUBJECT = b"\n =?utf-8?q?a?= ("
FILES: dict[str, tuple[str, Build]] = {
    "JSON Lines": ("a.jsonl", lambda n: samples.json_lines(*stories(n))),
    "lines that are not JSON": ("a.jsonl", lambda n: b'{"id": \n' * n),
    "JSON": ("a.json", lambda n: samples.foreign_json(*stories(n))),
    "JSON that breaks off": ("a.json", lambda n: b'{"id": "a"\n' * n),
    "objects in objects": ("a.json", lambda n: b'{"data":' * n),
    "objects that are not closed": ("a.json", lambda n: b'{"a":\n' * n),
    "CSV": ("a.csv", lambda n: samples.table(*stories(n))),
    "columns": ("a.csv", lambda n: (",".join(f"c{i}" for i in range(n)) + ",text\n").encode() + TEXT.encode()),
    "rows that are not CSV": ("a.csv", lambda n: b"id,text\n" + b'"a"b,c\n' * n),
    "XLSX": ("a.xlsx", lambda n: samples.workbook(*stories(n))),
    "RSS": ("a.rss", lambda n: samples.rss(*stories(n))),
    "elements in a feed": ("a.rss", lambda n: b"<rss>" + b"<a>" * n + b"</a>" * n + b"<item/></rss>"),
    "items in items": ("a.rss", lambda n: b"<rss>" + b"<item><title>a" * n + b"</title></item>" * n + b"</rss>"),
    "Nexis": ("a.txt", lambda n: samples.nexis(*stories(n))),
    "Factiva": ("a.txt", lambda n: samples.factiva(*stories(n))),
    "ends of documents": ("a.txt", lambda n: b"End of Document\n" * n),
    "DOCX": ("a.docx", lambda n: samples.docx_of("\n".join(s.first for s in stories(n)))),
    "ODT": ("a.odt", lambda n: samples.odt_of("\n".join(s.first for s in stories(n)))),
    "elements of a document": ("a.docx", lambda n: samples.docx_of("\n" * 20 * n + TEXT)),
    "Factiva as a page": ("a.html", lambda n: samples.factiva_page(*stories(n))),
    "Atom": ("a.xml", lambda n: samples.atom(*stories(n))),
    "tabs": ("a.tsv", lambda n: samples.tabs(*stories(n))),
    "RTF": ("a.rtf", lambda n: samples.rtf_of("\n".join(s.first for s in stories(n)))),
    "braces of RTF": ("a.rtf", lambda n: b"{\\rtf1 " + b"{" * 10 * n + b"}" * 10 * n),
    "PDF": ("a.pdf", lambda n: samples.pdf_of([samples.visual(s.first) for s in stories(n)])),
    "mails": ("a.mbox", lambda n: samples.mbox(*stories(n))),
    "headers of a mail": ("a.eml", lambda n: b"From: a\n" + b"X-A: b\n" * n + b"\n" + TEXT.encode()),
    "a long header": ("a.eml", lambda n: b"From: " + b"(" * n + LONG_SUBJECT * n + b"\n\n" + TEXT.encode()),
    "WARC": ("a.warc", lambda n: samples.warc(*stories(n))),
    "ZIP": ("a.zip", lambda n: samples.zip_archive(*stories(n))),
    "TAR": ("a.tar", lambda n: samples.tar_archive(*stories(n), mode="w")),
    "marks of Markdown": ("a.md", lambda n: (TEXT + "\n" + "[" * n + "*" * n + "_" * n + "\n# " * n).encode()),
    "fields of Markdown": ("a.md", lambda n: ("---\n" + "a: b\n" * n + TEXT).encode()),
    "MHTML": ("a.mhtml", lambda n: samples.mhtml(Story(1)).replace(b"</html>", b"<p>a</p>" * n)),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_other_forms(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_trafilatura", lambda page: None)
    name, build = FILES[kind]
    assert_linear(tmp_path / name, build, 24)


def test_every_form_that_is_read_is_among_them() -> None:
    suffixes = {suffix_of(name) for name, _ in FILES.values()} | {".txt", ".html"}
    assert [form.name for form in FORMS if not suffixes & set(form.suffixes) and "refused" not in form.what] == []


# nothing aborts


@pytest.mark.parametrize(
    "name",
    ["undefined", "idna", "punycode", "unicode_escape", "hex", "rot13", "zlib", "utf-7", "aliases", "mbcs", "a" * 500],
)
def test_an_encoding_that_is_not_a_character_set_is_not_believed(tmp_path: Path, name: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><body><p>{TEXT}</p></body></html>'
    (tmp_path / "a.html").write_bytes(page.encode("cp1256"))
    (article,) = read([tmp_path / "a.html"])
    assert isinstance(article, Article)
    assert TEXT in article.content


@pytest.mark.parametrize("error", [ValueError("x"), RecursionError(), MemoryError(), KeyError("y"), AssertionError()])
@pytest.mark.parametrize("where", ["mithaq.reading.drafts.segment", "mithaq.reading.forms.page.page_of"])
def test_an_exception_of_one_input_is_a_problem_of_that_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, where: str
) -> None:
    import importlib

    module, _, name = where.rpartition(".")
    real = getattr(importlib.import_module(module), name)

    def fail(text: str, *more: Any, **named: Any) -> Any:
        if "إعصار" in text:
            raise error
        return real(text, *more, **named)

    monkeypatch.setattr(where, fail)
    (tmp_path / "a.html").write_bytes(samples.page(Story(1)))
    (tmp_path / "b.html").write_bytes(samples.page(Story(2)).replace("رقم".encode(), "إعصار".encode()))
    (tmp_path / "c.html").write_bytes(samples.page(Story(3)))
    first, second, third = read([tmp_path])
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert isinstance(second, Problem)
    assert type(error).__name__ in str(second)
