"""Files, folders and standard input become articles; what cannot be read costs one line and nothing else."""

from __future__ import annotations

import gzip
import io
import json
import multiprocessing
import os
import tempfile
import tracemalloc
import zipfile
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.errors import UserError
from mithaq.language.partial_date import PartialDate
from mithaq.reading import MAX_BYTES, Article, Problem, read
from mithaq.reading.options import ReadOptions

TEXT = (
    "بحث وزير الخارجية المغربي ناصر بوريطة في الرباط مع نظيره السنغالي سبل تعزيز التعاون بين البلدين.\n"
    "وقال بوريطة إن المغرب والسنغال يتقاسمان الرؤية نفسها بشأن أمن المنطقة."
)
OTHER = "أعلنت الحكومة الموريتانية أنها ستوقع مع إسبانيا اتفاقية في مجال الصيد البحري خلال الشهر المقبل."


def split(*paths: str | Path, stdin: bytes | None = None) -> tuple[list[Article], list[str]]:
    articles: list[Article] = []
    problems: list[str] = []
    for item in read(paths, stdin=None if stdin is None else io.BytesIO(stdin)):
        if isinstance(item, Article):
            articles.append(item)
        elif isinstance(item, Problem):
            problems.append(str(item))
    assert all("\n" not in problem for problem in problems)
    return articles, problems


def lines(*records: object) -> bytes:
    return "\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records).encode()


def record(id_: object = "a", text: object = TEXT, **more: object) -> dict[str, object]:
    return {"id": id_, "title": None, "text": text, "date": None, "source": None, **more}


# what is read


def test_the_content_of_a_text_file_is_its_text_to_the_letter(tmp_path: Path) -> None:
    text = "\r\n  " + TEXT.replace("\n", "\r\n\r\n") + "\t\r\n"
    (tmp_path / "news 1.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (article,), problems = split(tmp_path / "news 1.txt")
    assert (article.id, article.content, problems) == ("news 1", text, [])
    assert [span.of(article.content) for span in article.body] == TEXT.split("\n")


def test_a_record_gives_all_it_says(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    path.write_bytes(
        lines(
            record(
                title="بوريطة يستقبل نظيره السنغالي",
                date="2019-05-14",
                source="و م ع",
                url="https://example.org/1",
            )
        )
    )
    (article,), problems = split(path)
    assert problems == []
    assert article.content == f"بوريطة يستقبل نظيره السنغالي\n\n{TEXT}"
    assert article.headline is not None
    assert article.headline.of(article.content) == article.title == "بوريطة يستقبل نظيره السنغالي"
    assert (article.date, article.source, article.url) == (
        PartialDate(2019, 5, 14),
        "و م ع",
        "https://example.org/1",
    )


def test_a_record_without_title_is_its_text() -> None:
    (article,), _ = split("-", stdin=lines(record(date="2019-05")))
    assert (article.content, article.title, article.headline) == (TEXT, None, None)
    assert article.date == PartialDate(2019, 5)


@pytest.mark.parametrize(
    "document",
    [
        json.dumps([record("a"), record("b", OTHER)], ensure_ascii=False),
        json.dumps([record("a"), record("b", OTHER)], indent=2),
        json.dumps(record("a")) + "\n" + json.dumps(record("b", OTHER)),
        json.dumps(record("a"), indent=1) + "\n" + json.dumps(record("b", OTHER), indent=1),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_may_be_an_array_or_objects_in_any_layout(tmp_path: Path, document: str, encoding: str) -> None:
    (tmp_path / "n.json").write_bytes(document.encode(encoding))
    articles, problems = split(tmp_path / "n.json")
    assert [(a.id, a.content) for a in articles] == [("a", TEXT), ("b", OTHER)]
    assert problems == []


def test_a_json_array_larger_than_an_article_may_be_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    long = TEXT.replace("\n", " ") * 200
    with path.open("w", encoding="utf-8") as out:
        out.write("[")
        for i in range(600):
            out.write(("," if i else "") + json.dumps(record(str(i), f"{long}{i}"), ensure_ascii=False))
        out.write("]")
    assert path.stat().st_size > MAX_BYTES
    assert sum(isinstance(item, Article) for item in read([path])) == 600


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.json.gz", "a.html.gz"])
def test_packed_files_are_unpacked(tmp_path: Path, name: str) -> None:
    data = TEXT.encode() if ".txt" in name else lines(record("a"))
    if ".html" in name:
        data = f"<html><body><p>{TEXT}</p></body></html>".encode()
    (tmp_path / name).write_bytes(gzip.compress(data))
    (article,), problems = split(tmp_path / name)
    assert (article.id, problems) == ("a", [])
    assert "بوريطة" in article.content


def test_a_folder_is_read_in_the_order_of_names_with_all_below(tmp_path: Path) -> None:
    for name, text in (
        ("b/2.txt", OTHER),
        ("a.txt", TEXT),
        ("b/1.txt", TEXT + " نعم."),
        ("c.txt", OTHER + " نعم."),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "README.md").write_text("not an article")
    (tmp_path / ".hidden.txt").write_text("not an article")
    articles, problems = split(tmp_path)
    assert [a.id for a in articles] == ["a", "1", "2", "c"]
    assert problems == []


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-16"),
        lines(record("stdin")),
        json.dumps([record("stdin")]).encode("utf-16"),
        b"\n " + lines(record("stdin")),
        gzip.compress(lines(record("stdin")), mtime=0),
        f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>".encode(),
    ],
)
def test_standard_input_may_be_of_any_form(data: bytes) -> None:
    (article,), problems = split("-", stdin=data)
    assert (article.id, problems) == ("stdin", [])
    assert "السنغال" in article.content


def test_a_file_named_outright_needs_no_known_ending(tmp_path: Path) -> None:
    (tmp_path / "export").write_bytes(lines(record("x")))
    (tmp_path / "note").write_text(OTHER, "utf-8")
    articles, problems = split(tmp_path / "export", tmp_path / "note")
    assert [a.id for a in articles] == ["x", "note"]
    assert problems == []


def test_articles_come_as_they_are_asked_for() -> None:
    class Endless(io.RawIOBase):
        """A line for each reading, for ever."""

        number = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            self.number += 1
            line = lines(record(str(self.number), f"{TEXT} {self.number}")) + b"\n"
            buffer[: len(line)] = line
            return len(line)

    stream = io.BufferedReader(cast(io.RawIOBase, Endless()))
    found = read(["-"], stdin=stream)
    assert [item.id for item, _ in zip(found, range(3), strict=False) if isinstance(item, Article)] == [
        "1",
        "2",
        "3",
    ]


# bad input


def test_a_path_that_does_not_exist_stops_the_call_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    with pytest.raises(UserError, match=r"nowhere\.txt.*check the path"):
        read([tmp_path / "a.txt", tmp_path / "nowhere.txt"])
    with pytest.raises(UserError, match="nothing to read"):
        read([])


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06"
ENGLISH = "The foreign ministers of Oman and Japan signed an agreement in Muscat on Monday, officials said."
PERSIAN = (
    "وزیر امور خارجه ایران روز دوشنبه در تهران با همتای قطری خود دیدار و گفتگو کرد. در این "
    "دیدار دو طرف درباره روابط "
    "دوجانبه و تحولات منطقه گفتگو کردند و بر گسترش همکاری های اقتصادی میان دو کشور تاکید کردند."
)
URDU = (
    "پاکستان کے وزیر خارجہ نے پیر کے روز اسلام آباد میں قطر کے نائب وزیر اعظم سے ملاقات کی جس "
    "میں دو طرفہ تعلقات اور "
    "علاقائی صورتحال پر تبادلہ خیال کیا گیا۔"
)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \r\n\t\n", "is empty"),
        ("empty.jsonl", b"", "is empty"),
        ("blank.jsonl", b"\n\n \n", "is empty"),
        ("empty.json", b"[]", "is empty"),
        ("picture.txt", PNG, "is not text"),
        ("picture.html", PNG, "is not text"),
        ("bell.txt", b"\x01\x02\x03\x04" * 40, "is not text"),
        ("english.txt", ENGLISH.encode(), "is not in Arabic"),
        ("persian.txt", PERSIAN.encode(), "is not in Arabic"),
        ("urdu.txt", URDU.encode(), "is not in Arabic"),
        ("english.jsonl", lines(record(text=ENGLISH)), "is not in Arabic"),
        (
            "hollow.html",
            b"<html><head><script>var a = 1</script></head><body></body></html>",
            "holds no article",
        ),
        ("cut.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:40], "is a corrupt gzip file"),
        ("false.txt.gz", TEXT.encode(), "is a corrupt gzip file"),
        ("open.json", lines("[", record("a"))[:60], "is not valid JSON"),
        ("open2.json", lines("[", record("good2", OTHER)), "the array is not closed"),
        ("number.json", b"17", "is not an article"),
        ("deep.jsonl", b"[" * 100_000, "is not valid JSON"),
    ],
)
def test_a_bad_file_costs_one_line_and_the_others_are_read(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz-good.txt").write_text(TEXT, "utf-8")
    articles, problems = split(tmp_path)
    assert articles[-1].id == "zz-good"
    assert len(problems) == 1
    assert said in problems[0]
    assert problems[0].startswith(str(tmp_path / name))


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{not json", "is not valid JSON"),
        ('{"id": "b", "text": "cut', "is not valid JSON"),
        ("[1, 2]", "is not an article"),
        ("null", "is not an article"),
        (record(True), "the id is not a string"),
        (record([7]), "the id is not a string"),
        (record("b", None), "has no text"),
        (record("b", "  \n"), "has no text"),
        (record("b", ["a"]), "the text is not a string"),
        (record("b", title=3), "the title is not a string"),
        (record("b", date=["2019"]), "the date is not a string"),
        (record("a", OTHER), "the id 'a' was given to another text in"),
    ],
)
@pytest.mark.parametrize("name", ["n.jsonl", "n.json"])
def test_a_bad_record_costs_one_line_and_the_others_are_read(tmp_path: Path, bad: object, said: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(lines(record("a"), bad, record("c", OTHER)))
    articles, problems = split(path)
    assert [a.id for a in articles] == ["a", "c"]
    assert len(problems) == 1
    assert said in problems[0]
    assert problems[0].startswith(f"{path}:2: ")


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    for year, text in (("2019", TEXT), ("2020", OTHER)):
        (archive / year).mkdir(parents=True)
        (archive / year / "001.txt").write_text(text, "utf-8")
    with zipfile.ZipFile(archive / "old.zip", "w") as packed:
        packed.writestr("../1999/./001.txt", TEXT)
        packed.writestr("b.jsonl", lines(record("own", OTHER)))
    single = tmp_path / "001.txt"
    single.write_text(TEXT, "utf-8")
    options = ReadOptions(path_ids=True)
    found = [item.id for item in read([archive, single], options=options) if isinstance(item, Article)]
    assert found == ["archive/2019/001", "archive/2020/001", "archive/old.zip/1999/001", "own", f"{tmp_path.name}/001"]
    plain, problems = split(archive / "2019", archive / "2020")
    assert [article.id for article in plain] == ["001"]
    assert "--path-ids" in problems[0]


def test_the_same_article_again_is_given_once_and_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(record("a"), record("a"), record("b", OTHER)))
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    articles, problems = split(tmp_path, tmp_path / "a.jsonl")
    assert [a.id for a in articles] == ["a", "b"]
    assert problems == []


def test_windows_1256_needs_no_declaration(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(TEXT.encode("windows-1256"))
    (tmp_path / "old.jsonl").write_bytes(json.dumps(record("r"), ensure_ascii=False).encode("windows-1256"))
    (tmp_path / "page.html").write_bytes(f"<html><body><p>{TEXT}</p></body></html>".encode("windows-1256"))
    articles, problems = split(tmp_path)
    assert problems == []
    assert [(a.id, a.content) for a in articles[:2]] == [("r", TEXT), ("old", TEXT)]
    assert "ناصر بوريطة" in articles[2].content


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_its_mark_and_without(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    (tmp_path / "b.jsonl").write_bytes(json.dumps(record("b", OTHER), ensure_ascii=False).encode(encoding))
    articles, problems = split(tmp_path)
    assert [(a.id, a.content) for a in articles] == [("a", TEXT), ("b", OTHER)]
    assert problems == []


@pytest.mark.parametrize("name", ["long.txt", "long.html", "long.jsonl", "long.json", "long.txt.gz"])
def test_fifty_megabytes_without_a_line_end_are_refused_in_bounded_memory(tmp_path: Path, name: str) -> None:
    size = 50 * 1024 * 1024
    line = (b'{"id": "long", "text": "' if ".json" in name else b"") + "سلام ".encode() * (size // 9)
    data = line + (b'"}\n' + lines(record("good")) if ".json" in name else b"")
    (tmp_path / name).write_bytes(gzip.compress(data, 1) if name.endswith(".gz") else data)
    del data, line
    (tmp_path / "zz.txt").write_text(OTHER, "utf-8")
    tracemalloc.start()
    articles, problems = split(tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [a.id for a in articles] == (["good", "zz"] if ".json" in name else ["zz"])
    assert len(problems) == 1
    assert "larger than an article can be (16 MB)" in problems[0]
    assert peak < 100 * 1024 * 1024


def _read_unprivileged(folder: str, results: Connection) -> None:
    """In a process of its own, as a user who owns nothing: root may read every folder."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)
    results.send([item.id if isinstance(item, Article) else str(item) for item in read([folder])])


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for inside in folder.iterdir():
            inside.chmod(0o755)


def test_a_folder_and_a_file_without_permission_leave_the_rest_to_read(open_folder: Path) -> None:
    (open_folder / "closed").mkdir()
    (open_folder / "closed" / "a.txt").write_text(OTHER, "utf-8")
    (open_folder / "secret.txt").write_text(OTHER, "utf-8")
    (open_folder / "open.txt").write_text(TEXT, "utf-8")
    (open_folder / "closed").chmod(0)
    (open_folder / "secret.txt").chmod(0)
    split(open_folder)  # all that is loaded on first use is loaded before the rights are gone
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe()
    child = fork.Process(target=_read_unprivileged, args=(str(open_folder), there))
    child.start()
    assert here.poll(30)
    closed, good, secret = here.recv()
    child.join(30)
    assert child.exitcode == 0
    assert good == "open"
    assert closed.startswith(f"{open_folder / 'closed'}: the folder cannot be read (Permission denied)")
    assert secret.startswith(f"{open_folder / 'secret.txt'}: cannot be read (Permission denied)")


def test_a_link_to_the_folder_above_is_not_followed_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    articles, problems = split(tmp_path)
    assert [a.id for a in articles] == ["a"]
    assert problems == []


def test_a_problem_is_one_line_whatever_the_file_is_called(tmp_path: Path) -> None:
    path = tmp_path / "a\nb\x1b[31m\u202e.txt"
    path.write_bytes(b"")
    ((problem,)) = split(path)[1]
    assert problem.isprintable()
    assert isinstance(next(iter(read([path]))), Problem)


@pytest.mark.parametrize("text", ["\ud800" + TEXT, TEXT + "\x00", "\ufeff" + TEXT])
def test_what_no_file_can_hold_does_not_get_into_an_article(text: str) -> None:
    (article,), problems = split("-", stdin=json.dumps(record("a", text)).encode())
    assert problems == []
    article.content.encode("utf-8")
    assert "\x00" not in article.content


NAMES = st.sampled_from(["a.txt", "a.html", "a.json", "a.jsonl", "a.txt.gz", "a.jsonl.gz", "a"])
PIECES = st.sampled_from(
    [b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b\x08\x00", b"<html>", b"<p>", b"</div>", b"<!--", b"<![CDATA[",
    b"{", b"}", b"[",
     b'"id":', b'"a",', b'"text":', b'"\\ud800"', b"\n", b"\0", b"\x06",
     TEXT.encode()[:101], TEXT.encode("utf-16-le"),
     TEXT.encode("cp1256"), lines(record("a")), b"1e999", b"NaN", b"[[[[", b"&#0;", b"&#xD800;"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(NAMES, st.lists(st.one_of(st.binary(max_size=40), PIECES), max_size=12))
def test_any_bytes_in_any_file_are_read_or_told(name: str, pieces: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(b"".join(pieces))
        for item in read([path]):
            if isinstance(item, Article):
                item.content.encode("utf-8")
                assert all(0 <= s.start < s.end <= len(item.content) for s in item.body)
            else:
                assert str(item).isprintable()


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_on_standard_input_are_read_or_told(data: bytes) -> None:
    assert list(read(["-"], stdin=io.BytesIO(data)))
