"""Reports in the formats that people and programs read."""

from __future__ import annotations

from collections.abc import Callable

from mithaq.validation.formats.html import as_html
from mithaq.validation.formats.json import as_json
from mithaq.validation.formats.junit import as_junit
from mithaq.validation.formats.table import print_table
from mithaq.validation.formats.turtle import as_turtle
from mithaq.validation.report import ValidationReport

__all__ = ["FORMATS", "print_table", "render"]

_WRITERS: dict[str, Callable[[ValidationReport, str, str], str]] = {
    "json": as_json,
    "ttl": as_turtle,
    "html": as_html,
    "junit": as_junit,
}

FORMATS = ("table", *_WRITERS)
"""The names of the formats; `table` is for a terminal and printed by `print_table`."""


def render(report: ValidationReport, format: str, *, language: str = "en", fail_on: str = "violation") -> str:
    """The report as a text in one of `FORMATS` other than `table`.

    `language` is `en` or `ar`; `fail_on` (a key of `FAIL_ON`) decides what counts as failed in `junit`.
    """
    return _WRITERS[format](report, language, fail_on)
