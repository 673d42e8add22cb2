"""CSV, TSV and XML are made safe however the engine cuts them into pieces."""

from __future__ import annotations

import csv
import io

import pytest
from mithaq.queries.safe_output import SafeCsv, SafeTsv, SafeXml

ROWS = [["a", "b"], ["=1+1", "-5"], ["x\r\n=2", '"=3"'], ["", "\uff1d4"], ["\t@5", "+1e3"], ["plain", "-x"]]
SAFE = [["a", "b"], ["'=1+1", "-5"], ["x\r\n=2", '"=3"'], ["", "'\uff1d4"], ["'\t@5", "+1e3"], ["plain", "'-x"]]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_formulas_are_escaped_in_pieces_of_any_size(size: int) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(ROWS)
    data, out = text.getvalue().encode(), io.BytesIO()
    safe = SafeCsv(out)
    for start in range(0, len(data), size):
        safe.write(data[start : start + size])
    safe.finish()
    assert list(csv.reader(io.StringIO(out.getvalue().decode(), newline=""))) == SAFE


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_what_xml_does_not_allow_is_replaced_in_pieces_of_any_size(size: int) -> None:
    data, out = "a\x1bb\uffffc\uff1dd\n\x00".encode(), io.BytesIO()
    safe = SafeXml(out)
    for start in range(0, len(data), size):
        safe.write(data[start : start + size])
    safe.finish()
    assert out.getvalue().decode() == "a\ufffdb\ufffdc\uff1dd\n\ufffd"


LITERALS = {
    '"=1+1"': '"\'=1+1"', '"-a\\tb"@ar': '"\'-a\\tb"@ar', '"\\t=1"': '"\'\\t=1"', '"\uff1d4"': '"\'\uff1d4"',
    '"+"^^<http://example.org/sign>': '"\'+"^^<http://example.org/sign>',
    '"-5"': '"-5"', '"-2.5e3"^^<http://www.w3.org/2001/XMLSchema#double>': None, "-5": None, "": None,
    '"a=1"': None, '"a \\"=1\\""': None, "<http://example.org/=a>": None,
}  # fmt: skip
"""Cells of TSV → how they are written; None if unchanged."""


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_formulas_of_tsv_are_escaped_in_pieces_of_any_size(size: int) -> None:
    rows = [["?x", "?y"], *([cell, other] for cell, other in zip(LITERALS, reversed(LITERALS), strict=True))]
    data = "".join("\t".join(row) + "\n" for row in rows).encode()
    out = io.BytesIO()
    safe = SafeTsv(out)
    for start in range(0, len(data), size):
        safe.write(data[start : start + size])
    safe.finish()
    wanted = [[LITERALS.get(cell) or cell for cell in row] for row in rows]
    assert [line.split("\t") for line in out.getvalue().decode().splitlines()] == wanted
