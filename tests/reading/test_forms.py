"""Every form of input that an analyst has: read, with what it says, or refused with the reason."""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import tarfile
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from mithaq.errors import UserError
from mithaq.language.partial_date import PartialDate
from mithaq.reading import Article, DateProblem, Note, Problem, ReadOptions, SkippedInput, limits, read, read_located
from mithaq.reading.forms import archive
from mithaq.reading.forms.form import Form
from mithaq.reading.forms.registry import FORMS, form_table
from mithaq.reading.options import parse_mapping

from tests.reading import samples
from tests.reading.samples import SAMPLES, Sample, Story

ROOT = Path(__file__).parents[2]


def articles(path: Path, options: ReadOptions | None = None) -> list[Article]:
    found = list(read([path], options=options or ReadOptions()))
    assert not [item for item in found if isinstance(item, Problem)], found
    return [item for item in found if isinstance(item, Article)]


def refused(path: Path) -> str:
    found = [item for item in read([path]) if not isinstance(item, Note)]
    assert len(found) == 1, found
    assert isinstance(found[0], Problem)
    return str(found[0])


def test_every_article_of_a_folder_with_two_files_of_each_form_is_found(tmp_path: Path) -> None:
    made = samples.build(tmp_path)
    found: dict[str, list[Article]] = {}
    for located in read_located([tmp_path]):
        if isinstance(located.item, Article):
            found.setdefault(located.file, []).append(located.item)
        else:
            assert isinstance(located.item, Note | SkippedInput), located.item
    wrong = []
    for path, sample, stories in made:
        articles = found.get(str(path), [])
        if len(articles) != len(stories):
            wrong.append(f"{path.name}: {len(articles)} articles")
            continue
        for article, story in zip(articles, stories, strict=True):
            said = {"title": article.title, "date": str(article.date), "source": article.source, "url": article.url}
            meant = {"title": story.title, "date": story.day, "source": story.source, "url": story.url}
            body = "\n".join(span.of(article.content) for span in article.body)
            wrong += [f"{path.name}: {name}: {said[name]}" for name in sorted(sample.says) if said[name] != meant[name]]
            wrong += [
                f"{path.name}: {part!r} not in {body!r}" for part in (story.first, story.second) if part not in body
            ]
    assert not wrong, "\n".join(wrong)


def test_every_form_has_a_sample_or_is_refused() -> None:
    known = {f".{path.rpartition('.')[2]}" for path in (*(s.suffix for s in SAMPLES), *samples.REFUSED)}
    assert [form.name for form in FORMS if not known & set(form.suffixes)] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_suffix_of_a_form_is_read_or_refused_alike(tmp_path: Path, form: Form) -> None:
    names = {suffix: f"a{suffix}" for suffix in form.suffixes}
    if "refused" in form.what:
        data = next(data for name, data in samples.REFUSED.items() if f".{name.rpartition('.')[2]}" in names)
        for name in names.values():
            (tmp_path / name).write_bytes(data)
            assert "use mithaq" in refused(tmp_path / name), name
        return
    sample = next(sample for sample in SAMPLES if f".{sample.suffix.rpartition('.')[2]}" in names)
    stories = [Story(number) for number in range(sample.each)]
    for name in (*names.values(), *(f"{name}.gz" for name in names.values())):
        data = sample.build(*stories)
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        assert [article.title for article in articles(tmp_path / name)] == [story.title for story in stories], name


def test_every_refused_file_of_a_folder_is_named_with_the_command_that_reads_it(tmp_path: Path) -> None:
    for name, data in samples.REFUSED.items():
        (tmp_path / name).write_bytes(data)
    found = {item.where.partition(":")[0]: str(item) for item in read([tmp_path]) if isinstance(item, Problem)}
    assert sorted(found) == sorted(str(tmp_path / name) for name in samples.REFUSED)
    assert all(re.search(r"use mithaq (validate|sparql)", said) for said in found.values()), found


def test_the_table_of_forms_in_the_documentation_is_that_of_the_registry() -> None:
    assert form_table() in (ROOT / "docs" / "how-to" / "own-articles.md").read_text("utf-8")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.suffix)
def test_a_file_is_recognised_by_its_content(tmp_path: Path, sample: Sample) -> None:
    stories = [Story(number) for number in range(sample.each)]
    (tmp_path / "named").write_bytes(sample.build(*stories))
    found = articles(tmp_path / "named")
    assert [article.title for article in found] == [story.title for story in stories]


@pytest.mark.parametrize("name", sorted(samples.REFUSED))
def test_graphs_and_queries_are_recognised_by_their_content(tmp_path: Path, name: str) -> None:
    (tmp_path / "named").write_bytes(samples.REFUSED[name])
    assert "use mithaq" in refused(tmp_path / "named")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.suffix)
def test_a_file_cut_short_costs_a_line_at_most(tmp_path: Path, sample: Sample) -> None:
    data = sample.build(*(Story(number) for number in range(sample.each)))
    path = tmp_path / f"cut{sample.suffix}"
    for part in range(1, 12):
        path.write_bytes(data[: len(data) * part // 12])
        for item in read([path]):
            assert isinstance(item, Article | Problem | Note | SkippedInput | DateProblem)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.suffix)
def test_damaged_files_are_read_or_refused_in_a_line(tmp_path: Path, sample: Sample) -> None:
    chance = random.Random(sample.suffix)
    whole = sample.build(*(Story(number) for number in range(sample.each)))
    path = tmp_path / f"a{sample.suffix}"
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            place, length = chance.randrange(len(data)), chance.randrange(1, 40)
            piece = chance.choice(
                (b"", b"\0", b'"', b"<", b"\x1b[31m", b"\xff", b"99999999", data[place : place + 300] * 9)
            )
            data[place : place + length] = piece or b" "
        path.write_bytes(data)
        for item in read([path]):
            assert isinstance(item, Article) or str(item).isprintable()


@pytest.mark.parametrize("form", [form for form in FORMS if form.needs], ids=lambda form: form.name)
def test_a_library_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: object
) -> None:
    suffix = next(s for s in SAMPLES if s.suffix in form.suffixes)  # type: ignore[attr-defined]
    path = tmp_path / f"a{suffix.suffix}"
    path.write_bytes(suffix.build(*(Story(number) for number in range(suffix.each))))
    for name in [name for name in sys.modules if name.split(".")[0] in ("openpyxl", "pypdf", "striprtf", "warcio")]:
        monkeypatch.setitem(sys.modules, name, None)
    for name in ("openpyxl", "pypdf", "striprtf", "striprtf.striprtf", "warcio.archiveiterator"):
        monkeypatch.setitem(sys.modules, name, None)
    assert "pip install 'mithaq[inputs]'" in refused(path)


# tables


def test_the_columns_that_are_guessed_are_shown_before_the_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(samples.table(Story(1)).replace("نص الخبر".encode(), b"Body"))
    note, article = read([path])
    assert isinstance(note, Note)
    assert "text=Body, title=العنوان, date=تاريخ النشر" in str(note)
    assert isinstance(article, Article)


def test_a_mapping_names_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    story = Story(3)
    path.write_text(f'A;B;C;text\n"{story.text}";{story.day};x7;"{Story(4).text}"\n', "utf-8")
    (article,) = articles(path, ReadOptions(mapping=parse_mapping(["text=A,date=b", "id=C"])))
    assert (article.id, str(article.date), article.content) == ("x7", story.day, story.text)
    with pytest.raises(UserError, match="write FIELD=COLUMN"):
        parse_mapping(["body=A"])


def test_a_table_without_a_column_of_texts_is_refused_with_its_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n", "utf-8")
    assert "(columns: x, y); give --map text=COLUMN" in refused(tmp_path / "a.csv")


def test_a_quotation_mark_that_is_not_closed_does_not_merge_rows(tmp_path: Path) -> None:
    rows = [f"{n},{Story(n).first}" for n in range(6)]
    rows[2] = f'2,"{Story(2).first}'
    (tmp_path / "a.csv").write_text("id,text\n" + "\n".join(rows) + "\n", "utf-8")
    found = [item for item in read([tmp_path / "a.csv"]) if not isinstance(item, Note)]
    assert [item.id for item in found if isinstance(item, Article)] == ["0", "1"]
    assert "check the quotation marks" in str(found[-1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_tables_in_the_encodings_and_with_the_signs_of_excel(tmp_path: Path, encoding: str, sign: str) -> None:
    text = samples.table(Story(1), Story(2), sign=sign).decode("utf-8-sig")
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert [article.title for article in articles(tmp_path / "a.csv")] == [Story(1).title, Story(2).title]


# records of other programs


def test_ids_are_made_from_the_address_or_the_text_and_stay_the_same(tmp_path: Path) -> None:
    records = [
        {"content": Story(1).text, "url": Story(1).url},
        {"body": Story(2).text},
        {"id": 7, "text": Story(3).text},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    (tmp_path / "b.json").write_text(json.dumps(records[::-1]), "utf-8")
    first, second = articles(tmp_path / "a.jsonl"), articles(tmp_path / "b.json")
    assert [article.id for article in first] == [article.id for article in second][::-1]
    assert [article.id.partition("-")[0] for article in first] == ["url", "text", "7"]


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda record: {"hits": {"total": 1, "hits": [{"_id": "e1", "_source": record}]}},
        lambda record: {"version": "https://jsonfeed.org/version/1.1", "items": [record]},
        lambda record: {"response": {"docs": [record]}},
    ],
)
def test_records_within_the_answer_of_a_search_are_read(tmp_path: Path, wrapped: object) -> None:
    record = {"content_html": f"<p>{Story(1).first}</p><p>{Story(1).second}</p>", "title": Story(1).title}
    (tmp_path / "a.json").write_text(json.dumps(wrapped(record)), "utf-8")  # type: ignore[operator]
    (article,) = articles(tmp_path / "a.json")
    assert article.content == f"{Story(1).title}\n\n{Story(1).text}"


def test_two_ids_that_differ_only_in_normalisation_are_one(tmp_path: Path) -> None:
    ids = [unicodedata.normalize(form, "أخبار-é") for form in ("NFC", "NFD")]
    assert ids[0] != ids[1]
    same = [{"id": id, "text": Story(1).text} for id in ids]
    other = [{"id": id, "text": Story(number).text} for number, id in enumerate(ids)]
    (tmp_path / "same.jsonl").write_text("\n".join(map(json.dumps, same)), "utf-8")
    (tmp_path / "other.jsonl").write_text("\n".join(map(json.dumps, other)), "utf-8")
    (article,) = articles(tmp_path / "same.jsonl")
    assert article.id == ids[0]
    first, second = read([tmp_path / "other.jsonl"])
    assert isinstance(first, Article)
    assert "was given to another text" in str(second)


# PDF


def test_a_pdf_in_the_order_of_reading_and_in_presentation_forms_is_read(tmp_path: Path) -> None:
    shaped = Story(5).first.replace("لا", "\ufefb").replace("ب", "\ufe91").replace("م", "\ufee3")
    for name, lines in (
        ("logical", [Story(5).first, Story(5).second]),
        ("shaped", [samples.visual(shaped), Story(5).second[::-1]]),
    ):
        (tmp_path / f"{name}.pdf").write_bytes(samples.pdf_of(lines))
        (article,) = articles(tmp_path / f"{name}.pdf")
        body = "\n".join(span.of(article.content) for span in article.body)
        assert Story(5).first in body, name
        assert Story(5).second in body, name


def test_a_date_within_a_line_of_a_pdf_keeps_its_digits_and_its_place(tmp_path: Path) -> None:
    line = "التقى الوزير في 11 مايو 2022 نظيره (محمد العبادي) في الدوحة مع 3,500 من الخبراء."
    (tmp_path / "a.pdf").write_bytes(samples.pdf_of([samples.visual(line), samples.visual(Story(1).second)]))
    (article,) = articles(tmp_path / "a.pdf")
    assert "التقى الوزير في 11 مايو 2022 نظيره" in article.content
    assert "مع 3,500 من الخبراء." in article.content


def test_brackets_of_a_pdf_open_before_they_close_whichever_way_they_are_stored(tmp_path: Path) -> None:
    line = "وقال الوزير (سلامة العبادي) إن البلدين اتفقا على «التعاون الأمني» بينهما."
    drawn = samples.visual(line).translate(str.maketrans("«»", "»«"))
    meant = drawn.translate(str.maketrans("()«»", ")(»«"))
    for name, stored in (("drawn", drawn), ("meant", meant)):
        (tmp_path / f"{name}.pdf").write_bytes(samples.pdf_of([stored, samples.visual(Story(1).second)]))
        (article,) = articles(tmp_path / f"{name}.pdf")
        assert line in article.content, name


def test_a_pdf_of_pictures_and_one_whose_font_has_no_letters_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(samples.pdf_of([]))
    assert "pictures of text only" in refused(tmp_path / "a.pdf")
    (tmp_path / "b.pdf").write_bytes(samples.pdf_of(["\ue001\ue002\ue003 \ue004" * 9]))
    assert "which letters it draws" in refused(tmp_path / "b.pdf")


# archives


def test_what_an_archive_holds_is_accounted_for(tmp_path: Path) -> None:
    inner = samples.zipped(
        {"1.txt": samples.plain(Story(1)), "note.docm": b"x", "2.csv.gz": gzip.compress(samples.table(Story(2)))}
    )
    (tmp_path / "a.zip").write_bytes(samples.zipped({"inner.zip": inner, "__MACOSX/._1.txt": b"x", "bad.docx": b"PK"}))
    found = [item for item in read([tmp_path / "a.zip"]) if not isinstance(item, Note)]
    assert [item.title for item in found if isinstance(item, Article)] == [Story(1).title, Story(2).title]
    assert Counter(type(item) for item in found) == {Article: 2, SkippedInput: 2, Problem: 1}


def test_archives_in_archives_end_at_a_depth(tmp_path: Path) -> None:
    data = samples.plain(Story(1))
    for _ in range(limits.MAX_DEPTH):
        data = samples.zipped({"a.txt" if data == samples.plain(Story(1)) else "a.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    assert len(articles(tmp_path / "a.zip")) == 1
    (tmp_path / "a.zip").write_bytes(samples.zipped({"a.zip": data}))
    assert "archives within one another" in refused(tmp_path / "a.zip")


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_an_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBER_BYTES", 1000)
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    big = {"a.txt": b"a" * 2000, "b.txt": b"b"}
    many = {f"{n}.txt": b"" for n in range(4)}
    for name, files in (("big", big), ("many", many)):
        path = tmp_path / f"{name}.{kind}"
        if kind == "zip":
            path.write_bytes(samples.zipped(files))
        else:
            with tarfile.open(path, "w") as out:
                for inner, data in files.items():
                    (tmp_path / "x").write_bytes(data)
                    out.add(tmp_path / "x", inner)
    said = [str(item) for item in read([tmp_path / f"big.{kind}", tmp_path / f"many.{kind}"])]
    assert any("unpacks to more than" in line for line in said)
    assert any("holds more than 3 files" in line for line in said)


def test_archives_have_one_budget_with_the_archives_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = samples.zipped({f"{n}.txt": samples.plain(Story(n)) + b" " * 5000 for n in range(4)})
    monkeypatch.setattr(archive, "MAX_ARCHIVE_BYTES", len(inner) + 12_000)
    (tmp_path / "a.zip").write_bytes(samples.zipped({"inner.zip": inner, "z.txt": samples.plain(Story(9))}))
    found = list(read([tmp_path / "a.zip"]))
    assert [isinstance(item, Article) for item in found][:2] == [True, True]
    assert [str(item) for item in found if isinstance(item, Problem) and "unpacks to more than" in item.what]
    assert len([item for item in found if isinstance(item, Article)]) == 2


def test_a_sheet_that_claims_to_be_huge_is_refused_in_bounded_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import zipfile

    from mithaq.reading.forms import table

    monkeypatch.setattr(table, "MAX_CELLS", 100_000)
    with zipfile.ZipFile(io.BytesIO(samples.workbook(Story(1)))) as book:
        files = {name: book.read(name) for name in book.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"]
    assert b"<dimension" in sheet
    claimed = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', sheet)
    (tmp_path / "a.xlsx").write_bytes(samples.zipped({**files, "xl/worksheets/sheet1.xml": claimed}))
    assert [article.title for article in articles(tmp_path / "a.xlsx")] == [Story(1).title]
    far = claimed.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    (tmp_path / "a.xlsx").write_bytes(samples.zipped({**files, "xl/worksheets/sheet1.xml": far}))
    assert "more than 100,000 cells" in str(list(read([tmp_path / "a.xlsx"]))[-1])


def test_a_document_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(samples.docx_of("a" * (limits.MAX_BYTES + 1)))
    assert "larger than an article can be" in refused(tmp_path / "a.docx")


def test_entities_that_expand_without_bound_are_refused(tmp_path: Path) -> None:
    lol = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    data = f'<!DOCTYPE rss [<!ENTITY a0 "x">{lol}]><rss><channel><item><title>&a12;</title></item></channel></rss>'
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / "a.rss").write_bytes(data.encode(encoding))
        assert "declares entities" in refused(tmp_path / "a.rss")


# web archives


def test_a_damaged_web_archive_writes_nothing_to_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = samples.warc(Story(1), Story(2))
    for place in range(0, len(data), 97):
        (tmp_path / "a.warc").write_bytes(data[:place] + b"\x1b[31m\n" + data[place:])
        assert list(read([tmp_path / "a.warc"]))
    assert capfd.readouterr() == ("", "")


def test_the_date_of_a_crawl_counts_only_when_asked_for(tmp_path: Path) -> None:
    undated = samples.warc(Story(1)).replace(b"article:published_time", b"article:published_xxxx")
    (tmp_path / "a.warc").write_bytes(undated)
    assert [article.date for article in articles(tmp_path / "a.warc")] == [None]
    (article,) = articles(tmp_path / "a.warc", ReadOptions(crawl_date=True))
    assert article.date == PartialDate(2023, 1, 1)
