"""Plain tests in place of the SPARQL constraints of the shapes, for the gate.

Each stands for one query text, word for word. A query without a test, or with a changed text, is run as it is: slower,
with the same result. A test passes only where its query surely finds nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping

from pyoxigraph import Literal

from mithaq.rdf import DCTERMS, MQ, OA, PROV, XSD, concept
from mithaq.validation.checked_graph import CheckedGraph
from mithaq.validation.shacl_result import Term

__all__ = ["GraphTest", "test_for"]

GraphTest = Callable[[CheckedGraph], bool]

_INTEGER = re.compile(r"[0-9]{1,9}")
_PLANNED = concept("planned")


def test_for(select: str) -> GraphTest | None:
    """The test that stands for the query of a SPARQL constraint; None if there is none."""
    digest = hashlib.sha256(" ".join(select.split()).encode()).hexdigest()
    return _TESTS.get(digest)


def _passages_quote_the_content(graph: CheckedGraph) -> bool:
    """Each passage is the part of its article's content from `oa:start` to `oa:end`."""
    for passage, articles in graph.objects_by_subject(DCTERMS.isPartOf).items():
        contents = [content for article in articles for content in graph.objects(article, MQ.content)]
        for exact in graph.objects(passage, OA.exact) if contents else ():
            for start in graph.objects(passage, OA.start):
                for end in graph.objects(passage, OA.end):
                    if not all(_quotes(content, exact, start, end) for content in contents):
                        return False
    return True


def _quotes(content: Term, exact: Term, start: Term, end: Term) -> bool:
    text, quoted, first, last = _string(content), _string(exact), _position(start), _position(end)
    if text is None or quoted is None or first is None or last is None or not first <= last <= len(text):
        return False
    return text[first:last] == quoted


def _string(term: Term) -> str | None:
    return term.value if isinstance(term, Literal) and term.datatype == XSD.string else None


def _position(term: Term) -> int | None:
    if isinstance(term, Literal) and term.datatype == XSD.integer and _INTEGER.fullmatch(term.value):
        return int(term.value)
    return None


def _signed_by_then(graph: CheckedGraph) -> bool:
    """No agreement that is not planned is signed after the date of an article that mentions it."""
    for agreement, dates in graph.objects_by_subject(MQ.signedOn).items():
        if _PLANNED in graph.objects(agreement, MQ.agreementStatus):
            continue
        passages = graph.objects(agreement, PROV.wasDerivedFrom)
        articles = {article for passage in passages for article in graph.objects(passage, DCTERMS.isPartOf)}
        issued = [known for article in articles for known in graph.objects(article, DCTERMS.issued)]
        if not all(_not_after(date, known) for date in dates for known in issued):
            return False
    return True


def _not_after(date: Term, issued: Term) -> bool:
    """Whether a date is not after another; the more precise one is cut to the precision of the other."""
    if not isinstance(date, Literal) or not isinstance(issued, Literal):
        return False
    return date.value[: len(issued.value)] <= issued.value[: len(date.value)]


_TESTS: Mapping[str, GraphTest] = {
    "9c601ae67b5ebe550ef2ebf8174c9f4454af8a408e5125c5efc646945a18ce8b": _passages_quote_the_content,
    "89fdaa1dbfff0aa198e065c630d1c631b334ba5b1f939aed14959ec560c52b0b": _signed_by_then,
}
"""SHA-256 of a query, its white space made single blanks → the test that stands for it."""
