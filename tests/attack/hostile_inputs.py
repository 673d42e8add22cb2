"""Hostile articles, files and values, made from a seed: the same number gives the same attack."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping

from tests.reading.samples import SAMPLES, Story

__all__ = ["GOOD_ID", "INPUTS", "VALUES", "damaged", "good_line"]

GOOD_ID = "good-1"
_TEXT = (
    "استقبل وزير الخارجية القطري محمد بن عبدالرحمن آل ثاني في الدوحة يوم الأحد 9 يوليو 2017 وزير الخارجية "
    "التركي مولود جاويش أوغلو، وبحثا التعاون بين البلدين."
)


def line(id: str, text: str = _TEXT, **fields: object) -> str:
    record = {"id": id, "title": "لقاء", "date": "2017-07-10", "source": "وكالة", "text": text, **fields}
    return json.dumps(record, ensure_ascii=False) + "\n"


def good_line() -> bytes:
    """An article without any fault, which must be stored whatever stands next to it."""
    return line(GOOD_ID).encode()


def _repeated(chance: random.Random) -> tuple[str, bytes]:
    phrase = chance.choice([
        "العبدالله", "صاحب السمو الملكي الأمير ", "القمة العربية الخليجية الأمريكية ", "وزير خارجية ", "بن ", "أبو",
        "و", "، ", "( ", "« ", "قال إن ", "مذكرة تفاهم بين ", "يوم ", "2017 ", "ال", "محمد بن عبدالله بن ",
    ])  # fmt: skip
    return "a.jsonl", line("bad", phrase * chance.choice([300, 1000, 2500])).encode()


def _markup(chance: random.Random) -> tuple[str, bytes]:
    opening, closing = chance.choice(
        [("<nav>", "</aside>"), ("<div><p>", ""), ('<a x="', ""), ("<!--", ""), ("<b", ">")]
    )
    many = chance.choice([500, 2000, 8000])
    return "a.html", f"<html><body>{opening * many}<p>{_TEXT}</p>{closing * many}</body></html>".encode()


def _charset(chance: random.Random) -> tuple[str, bytes]:
    name = chance.choice(["undefined", "idna", "punycode", "rot13", "utf-7", "base64", "hex", "x" * 300, "utf-16", ""])
    page = f'<html><head><meta charset="{name}"></head><body><p>{_TEXT}</p></body></html>'
    return "a.html", page.encode(chance.choice(["cp1256", "utf-8", "utf-16-le"]), "replace")


def _escapes(chance: random.Random) -> tuple[str, bytes]:
    bad = chance.choice(["\x1b[31m", "\x1b]0;x\x07", "\x9b2J", "\r", "\x00", "\u202e", "\u2028", "=1+1", "<b>", "]]>"])
    fields = {name: f"{bad}{name}" for name in chance.sample(["title", "source"], chance.randint(1, 2))}
    return "a.jsonl", line(f"bad{bad}", _TEXT + bad, **fields).encode("utf-8", "surrogatepass")


def _records(chance: random.Random) -> tuple[str, bytes]:
    whole = chance.choice([
        "[" * 3000, '{"a":' * 3000, "{}", "[]", "null", '{"id": 1e400}', '{"id": "x", "text": 7}', '{"text": ["x"]}',
        '{"id": {"a": 1}, "text": "x"}', '{"id": "' + "x" * 5000 + '", "text": "نص"}', "\ufeff\ufeff{}", "{'id': 1}",
        line("bad", date="2017-99-99"), line("bad", date=-1), line("bad", date="1e999"), line("../../bad"),
        line("bad") + line("bad"), line("é") + line("e\u0301"), line(""), line(" "), line("bad", text=""), '"\\ud800"',
        line("bad").replace("لقاء", "\\ud800"),
    ])  # fmt: skip
    return "a.jsonl", whole.encode("utf-8", "surrogatepass")


def _noise(chance: random.Random) -> tuple[str, bytes]:
    name = chance.choice(["a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.xml", "a.eml", "a.zip", "a.md", "a.mbox"])
    data = bytearray(line("bad").encode() * chance.randint(1, 4))
    for _ in range(chance.randint(1, 200)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return name, bytes(data[: chance.randint(0, len(data))])


def _document(chance: random.Random) -> tuple[str, bytes]:
    """A damaged file of any form."""
    sample = chance.choice(SAMPLES)
    return f"a{sample.suffix}", damaged(chance, sample.build(*(Story(number) for number in range(sample.each))))


INPUTS: Mapping[str, Callable[[random.Random], tuple[str, bytes]]] = {
    "repeated phrase": _repeated,
    "markup": _markup,
    "charset": _charset,
    "escapes": _escapes,
    "records": _records,
    "noise": _noise,
    "documents": _document,
}
"""Kind of hostile input → what makes the name and the bytes of a file."""

VALUES = (
    "", " ", "'", '"', "\\", "}", "{", "?x", "قطر } DROP ALL #", '" } UNION { ?s ?p ?o } #', "\x1b[31m", "\u202eقطر",
    "x" * 2000, "%s", "-1", "9" * 40, "0000", "2017-02-30", "<>", "<a b>", "https://w3id.org/mithaq/id/state/QA",
    "mq:", "mq:State", "wd:Q0", "Q99999999999999999999", "file:///etc/passwd", "\udcff", "نص\nسطر", "*", "(", "[a-z]+",
)  # fmt: skip
"""Hostile values of parameters."""


def damaged(chance: random.Random, data: bytes) -> bytes:
    """A file cut, doubled, with bytes changed, or with the marks of an unfinished merge."""
    way = chance.randrange(5)
    if way == 0:
        return data[: chance.randrange(len(data) + 1)]
    if way == 1:
        place = chance.randrange(len(data))
        return data[:place] + data[place // 2 :]
    if way == 2:
        lines = data.splitlines(keepends=True)
        place = chance.randrange(len(lines) + 1)
        return b"".join([*lines[:place], b"<<<<<<< ours\n", *lines[place:], b"=======\n>>>>>>> theirs\n"])
    changed = bytearray(data)
    for _ in range(chance.choice([1, 3, 30])):
        place = chance.randrange(len(changed))
        changed[place : place + 1] = chance.choice([b"\x00", b"\xff", b"\x1b", b'"', b"\xe2\x80\xa8", b"\n", b","])
    return bytes(changed)
