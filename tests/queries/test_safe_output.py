"""CSV and XML are made safe however the engine cuts them into pieces."""

from __future__ import annotations

import csv
import io

import pytest
from mithaq.queries.safe_output import SafeCsv, SafeXml

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
