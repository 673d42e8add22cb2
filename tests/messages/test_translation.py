"""Messages in Arabic: how they are put together, and that none is left in English."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest
from mithaq.messages import in_arabic, without_commands

from tests.messages.texts import GAP, is_translated, texts

UNTRANSLATED: frozenset[str] = frozenset()
"""Texts that stay in English. A new text gets its row in `mithaq/messages/data/arabic.csv` instead of a place here."""
ARABIC = re.compile("[\u0621-\u064a]")
KNOWN = list(texts())


def rows() -> list[dict[str, str]]:
    lines = files("mithaq.messages").joinpath("data", "arabic.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def test_every_text_that_people_see_has_its_arabic() -> None:
    assert len(KNOWN) > 500
    left = {f"{text.replace(GAP, '{}')}  ({where})" for where, text in KNOWN if not is_translated(text)}
    assert {text.rpartition("  (")[0] for text in left} == UNTRANSLATED, "\n".join(sorted(left))


def test_a_text_without_a_row_is_noticed() -> None:
    assert not is_translated(f"{GAP}: the moon is full: look at it")
    assert not is_translated(f"{GAP}: is empty; look at the moon")
    assert is_translated(f"{GAP}: is empty; leave it out")


def test_rows_are_whole() -> None:
    texts_of_rows = [row["en"] for row in rows()]
    assert len(texts_of_rows) == len(set(texts_of_rows))
    for row in rows():
        gaps = len(re.findall(r"\{#?\}", row["en"]))
        assert {int(gap) for gap in re.findall(r"\{(\d+)(?::ar)?\}", row["ar"])} == set(range(gaps)), row
        assert ARABIC.search(row["ar"]) or not re.search("[a-z]{3}", re.sub("pip install|=rules", "", row["en"])), row


@pytest.mark.parametrize(
    ("english", "kept"),
    [
        ("mithaq: a/b.txt:3: is not in Arabic; leave it out", "a/b.txt:3"),
        ("mithaq: parameter state: no state is named \u2068X\u2069; similar: \u2068Y\u2069", "\u2068X\u2069"),
        ("store: 5 stored, 2 unchanged, 1 refused", "5"),
        ("Error: Invalid value for '--format': 'x' is not one of 'ttl', 'nt'.", "'ttl', 'nt'"),
        ("s: there is no store here: create one with `mithaq load A --store s`", "`mithaq load A --store s`"),
        ("article n1: the correction is not valid: date: yesterday: write a date as 2017-07-11, 2017-07 or 2017", "n1"),
    ],
)  # fmt: skip
def test_a_message_is_translated_with_what_it_is_about(english: str, kept: str) -> None:
    said = in_arabic(english)
    assert kept in said
    assert not re.search(r"\b(is|not|the|leave|named|stored|write|valid)\b", said), said
    assert ARABIC.search(said)


def test_what_the_table_does_not_have_stays() -> None:
    assert in_arabic("an unknown sentence: about nothing") == "an unknown sentence: about nothing"


def test_a_file_of_the_name_of_a_word_keeps_it() -> None:
    assert in_arabic("state: is empty; leave it out").startswith("state: ")
    assert ARABIC.match(in_arabic("state"))


def test_the_lines_of_a_text_are_translated_one_by_one() -> None:
    first, second = in_arabic("  no results\nunknown words").split("\n")
    assert first.startswith("  ")
    assert ARABIC.search(first)
    assert second == "unknown words"


def test_a_command_is_as_it_is_typed() -> None:
    """A mark of direction within it would be copied with it."""
    said = in_arabic("s: there is no store here: create one with `mithaq load ARTICLES --store s`")
    command = re.search("`([^`]*)`", said)
    assert command is not None
    assert command[1].isascii()


def test_pages_do_not_advise_commands() -> None:
    known = "x: nothing in the store has this name: find names with `mithaq explain` and `mithaq query`"
    assert without_commands(known) == "x: nothing in the store has this name"
    assert "`" not in without_commands(in_arabic(known))
    assert without_commands("x: is empty") == "x: is empty"
