#!/usr/bin/env python3
"""How much extraction loses where a text comes in another form: broken lines, other spellings, marks, other signs.

    python -m benchmarks.text_forms GOLD_DIR ... [--only FORM ...]

Each folder has gold annotations and `articles.jsonl`. The articles are written in each form, read as `mithaq load`
reads them, and scored against the same gold. Printed are precision, recall and F1 of core, and F1 as a share of that of
the texts as they are. What is changed by chance is changed the same way in every run.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mithaq.evaluation import EvaluatedGraph, Gold, evaluate, read_gold
from mithaq.extraction import extract
from mithaq.rdf import describe
from mithaq.reading import Article, read

Form = Callable[[str, random.Random], str]

SHARE = 0.1
"""Share of the words that a form marks, where it does not change all."""
RAGGED = (64, 76)
"""Least and greatest width of lines whose width varies, as on pages with letters of several widths."""


def _wrapped(width: int) -> Form:
    def form(text: str, chance: random.Random) -> str:
        paragraphs = text.split("\n")
        return "\n".join(textwrap.fill(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs)

    return form


def _ragged(text: str, chance: random.Random) -> str:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, width = "", chance.randint(*RAGGED)
        for word in paragraph.split(" "):
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line, width = word, chance.randint(*RAGGED)
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return "\n".join(lines)


def _replaced(pattern: str, by: str) -> Form:
    return lambda text, chance: re.sub(pattern, by, text)


def _some(pattern: str, by: str) -> Form:
    """Replace some of the places where a pattern matches."""

    def form(text: str, chance: random.Random) -> str:
        return re.sub(pattern, lambda m: m.expand(by) if chance.random() < SHARE else m[0], text)

    return form


def _misread(text: str, chance: random.Random) -> str:
    data = text.encode()
    return "".join(bytes([b]).decode("cp1252") if b not in b"\x81\x8d\x8f\x90\x9d" else chr(b) for b in data)


FORMS: dict[str, Form] = {
    "as it is": lambda text, chance: text,
    "lines of 45": _wrapped(45),
    "lines of 70": _wrapped(70),
    "lines of 100": _wrapped(100),
    "lines of varying width": _ragged,
    "paragraph tags": lambda text, chance: "".join(f"<p>{html.escape(p)}</p>" for p in text.split("\n")),
    "links on words": _some(r"(?<= )(\w{4,})(?= )", r'<a href="https://example.org/tag/1">\1</a>'),
    "character references": lambda text, chance: text.replace("\u060c", "&#1548;").replace('"', "&amp;quot;"),
    "escaped letters": lambda text, chance: json.dumps(text)[1:-1],
    "read as Windows-1252": _misread,
    "marks of direction": _replaced(r"(\d+)", "\u200f\\1\u200e"),
    "hashtags": _some(r"(?<= )(?=\w{4})", "#"),
    "emphasis": _some(r"(?<= )(\w{4,})(?= )", r"**\1**"),
    "letters of Persian": lambda text, chance: text.replace("\u064a", "\u06cc").replace("\u0643", "\u06a9"),
    "alef without hamza": _replaced("[\u0623\u0625\u0622]", "\u0627"),
    "final ya without dots": _replaced("\u064a\\b", "\u0649"),
    "ha for ta marbuta": _replaced("\u0629\\b", "\u0647"),
    "Arabic digits": lambda text, chance: text.translate({48 + n: 0x660 + n for n in range(10)}),
    "semicolons for commas": _replaced("\u060c", "\u061b"),
    "without commas": _replaced("[\u060c,]", ""),
    "without quotation marks": _replaced('["\u00ab\u00bb\u201c\u201d]', ""),
    "without full stops": _replaced(r"(?<!\d)\.(?!\d)", ""),
}
"""What a text may look like; the same words, signs aside, in each form."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--only", nargs="+", choices=FORMS, default=list(FORMS))
    arguments = parser.parse_args()
    golds: dict[str, Gold] = {}
    records: list[dict[str, Any]] = []
    for folder in arguments.folders:
        golds |= {gold.id: gold for gold in read_gold(folder)}
        lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        records += [record for record in map(json.loads, lines) if record["id"] in golds]
    print(f"{'':>24} {'P':>6} {'R':>6} {'F1':>6} {'share':>6}")
    plain = 0.0
    for name in dict.fromkeys(("as it is", *arguments.only)):
        precision, recall, f1 = _score(golds, list(_in_form(records, FORMS[name])))
        plain = plain or f1
        print(f"{name:>24} {precision:>6.3f} {recall:>6.3f} {f1:>6.3f} {f1 / plain:>6.2f}", flush=True)


def _in_form(records: list[dict[str, Any]], form: Form) -> Iterator[dict[str, Any]]:
    chance = random.Random(1)
    for record in records:
        changed = {key: form(record[key], chance) for key in ("text", "title") if record.get(key)}
        yield {**record, **changed}


def _score(golds: dict[str, Gold], records: list[dict[str, Any]]) -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
        articles = [article for article in read([str(path)]) if isinstance(article, Article)]
    graph = EvaluatedGraph.of(quad for article in articles for quad in describe(article, extract(article)))
    core = evaluate([golds[record["id"]] for record in records], graph).report()["core"]
    return core.p, core.r, core.f1


if __name__ == "__main__":
    main()
