"""Translate messages with the table `data/arabic.csv`.

A row has a text as the code writes it, with a gap for what varies: `{}` for any text, `{#}` for a number. The Arabic
names the gaps `{0}`, `{1}` ... in the order of the English; `{0:ar}` is translated in its turn. A message is also taken
apart at `: `, `; ` and `, `, so that a row need not say where something happened; of all ways to read it, the one
counts in which rows account for most of its letters. A row that begins with `=` is a word for gaps: not a part of a
message, where the same word may be a file's name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

__all__ = ["in_arabic", "without_commands"]

_GAPS: Final = {"{}": "(.*?)", "{#}": r"([0-9][0-9,.]*)"}
_GAP = re.compile(r"(\{#?\})")
_VALUE = re.compile(r"\{(\d+)(:ar)?\}")
_PARTS = re.compile(r"(: |; |, )")
_ONLY_IN_GAPS: Final = "="
_MOST_PARTS: Final = 64
"""Parts of a message that is taken apart; a longer one is a list of data."""
_PUNCTUATION: Final = {", ": "\u060c ", "; ": "\u061b ", ": ": ": "}
_COMMAND = re.compile(r"[:;,\u060c\u061b(]? *[^:;,\u060c\u061b()]*`mithaq [^`]*`.*$", re.DOTALL)
"""The end of a message from the clause that names a command."""
_LATIN = re.compile(r"`[^`]*`|(?<![!-~])(?<![!-~] )[-/.~<$][!-~]*[A-Za-z0-9]")
"""A command, or what begins with a sign that would go to the other side in a line from right to left."""
_MARK: Final = "\u200e"


@dataclass(frozen=True, slots=True)
class _Row:
    """A text with gaps, and its Arabic. `literal` is the longest part between the gaps, `letters` how many there are
    outside of them."""

    literal: str
    letters: int
    pattern: re.Pattern[str]
    arabic: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text in Arabic, and how many of its letters rows account for."""

    letters: int
    text: str


def in_arabic(text: str) -> str:
    """A message in Arabic, as far as the table has it; the rest stays as it is. Lines are translated one by one."""
    return "\n".join(_translated(line) for line in text.split("\n"))


def without_commands(text: str) -> str:
    """A message without the advice to use a command, which is of no use in a browser."""
    return _COMMAND.sub("", text) or text


@lru_cache(maxsize=4_000)
def _translated(line: str) -> str:
    plain = line.strip()
    found = _best(plain, in_gap=True)
    if not found.letters:
        return line
    indent, end = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    return indent + _LATIN.sub(lambda latin: f"{_MARK}{latin[0]}", found.text) + end


def _best(text: str, *, in_gap: bool) -> _Reading:
    """The reading of a text in which rows account for most: as a whole, or taken apart."""
    whole, parts = _whole(text, in_gap), _in_parts(text)
    return whole if whole.letters >= parts.letters else parts


@lru_cache(maxsize=4_000)
def _whole(text: str, in_gap: bool) -> _Reading:
    """A text as one row; as it is, if it is none."""
    exact, only_in_gaps, rows = _table()
    found = exact.get(text) or (only_in_gaps.get(text) if in_gap else None)
    if found is not None:
        return _Reading(len(text), found)
    best = _Reading(0, text)
    for row in rows:
        if row.literal in text and (match := row.pattern.fullmatch(text)) is not None:
            made = _filled(row, match)
            best = made if made.letters > best.letters else best
    return best


def _filled(row: _Row, match: re.Match[str]) -> _Reading:
    letters = row.letters

    def value(gap: re.Match[str]) -> str:
        nonlocal letters
        given = match[int(gap[1]) + 1]
        if not gap[2]:
            return given
        inner = _best(given, in_gap=True)
        letters += inner.letters
        return inner.text

    text = _VALUE.sub(value, row.arabic)
    return _Reading(letters, text)


def _in_parts(text: str) -> _Reading:
    """A text taken apart in the way in which rows account for most of it."""
    pieces = _PARTS.split(text)
    if not 1 < len(pieces) <= _MOST_PARTS:
        return _Reading(0, text)
    best: dict[int, _Reading] = {len(pieces) + 1: _Reading(0, "")}
    for start in range(len(pieces) - 1, -1, -2):
        for end in range(start + 1, len(pieces) + 1, 2):
            if start == 0 and end == len(pieces):
                continue  # the whole
            part, rest = _whole("".join(pieces[start:end]), False), best[end + 1]
            if end - start > 2 and not part.letters:
                continue
            sign = "" if end == len(pieces) else pieces[end]
            sign = _PUNCTUATION[sign] if part.letters and sign else sign
            made = _Reading(part.letters + rest.letters, f"{part.text}{sign}{rest.text}")
            if start not in best or made.letters > best[start].letters:
                best[start] = made
    return best[0]


@cache
def _table() -> tuple[Mapping[str, str], Mapping[str, str], tuple[_Row, ...]]:
    """The texts without gaps, the words for gaps, and the texts with gaps."""
    exact: dict[str, str] = {}
    only_in_gaps: dict[str, str] = {}
    gapped: list[_Row] = []
    with files("mithaq.messages").joinpath("data", "arabic.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            english, arabic = row["en"], row["ar"]
            parts = _GAP.split(english)
            if len(parts) > 1:
                pattern = "".join(_GAPS.get(part) or re.escape(part) for part in parts)
                literals = [part for part in parts if part not in _GAPS]
                letters = sum(map(len, literals))
                gapped.append(_Row(max(literals, key=len), letters, re.compile(pattern, re.DOTALL), arabic))
            elif english.startswith(_ONLY_IN_GAPS):
                only_in_gaps[english.removeprefix(_ONLY_IN_GAPS)] = arabic
            else:
                exact[english] = arabic
    return MappingProxyType(exact), MappingProxyType(only_in_gaps), tuple(gapped)
