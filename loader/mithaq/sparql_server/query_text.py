"""Analyse and rewrite SPARQL query text for a server: form, named graphs, prefixes, pages of rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from mithaq.queries import form_of, sparql_tokens
from mithaq.rdf import PREFIXES

__all__ = ["QueryText"]

_FORMS = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class QueryText:
    """A query's text with the properties needed to send it. Malformed text is accepted; the server reports it.

    `graphs` are the IRIs after GRAPH; `any_graph` is true if a variable follows GRAPH. `start` is the offset
    after the prologue.
    """

    text: str
    form: str
    start: int
    graphs: tuple[str, ...]
    any_graph: bool
    distinct: bool
    words: frozenset[str]

    @classmethod
    def read(cls, text: str) -> QueryText:
        """Analyse a query, and declare the data's prefixes that it uses but does not declare."""
        text = _declared(text)
        found = [token for token in sparql_tokens(text) if token.kind not in ("comment", "other")]
        heads = [(token.text.upper(), token.start, at) for at, token in enumerate(found) if token.kind == "word"]
        form, start, at = next((head for head in heads if head[0] in _FORMS), ("", 0, 0))
        prefixes = _prefixes(text)
        graphs: dict[str, None] = {}
        any_graph = False
        for head, _, place in heads:
            following = found[place + 1] if head == "GRAPH" and place + 1 < len(found) else None
            if following is None:
                continue
            iri = ""
            if following.kind == "iri":
                iri = following.text[1:-1]
            elif following.kind == "prefixed":
                prefix, _, local = following.text.partition(":")
                iri = prefixes[prefix] + _ESCAPED.sub(r"\1", local) if prefix in prefixes else ""
            if iri:
                graphs[iri] = None
            else:
                any_graph = True
        return cls(
            text=text,
            form=form or form_of(text),
            start=start,
            graphs=tuple(graphs),
            any_graph=any_graph,
            distinct=form == "SELECT" and at + 1 < len(found) and found[at + 1].text.upper() == "DISTINCT",
            words=frozenset(head for head, _, _ in heads),
        )

    def page(self, limit: int, offset: int) -> str | None:
        """The SELECT query for `limit` rows from `offset`; None if the query cannot be paged.

        The query becomes a subquery, because servers limit the number of rows that they sort for a page.
        """
        if self.form != "SELECT" or "FROM" in self.words:
            return None
        cut = f"LIMIT {limit} OFFSET {offset}"
        return f"{self.text[: self.start]}SELECT * {{ {{ {self.text[self.start :]}\n}} }} {cut}"

    def split(self) -> tuple[str, str] | None:
        """Split a CONSTRUCT query into a SELECT for its solutions and the CONSTRUCT template before `WHERE`.

        None for other queries and for CONSTRUCT without a template.
        """
        if self.form != "CONSTRUCT":
            return None
        depth, opened = 0, -1
        for token in sparql_tokens(self.text):
            if token.start < self.start or token.kind == "comment":
                continue
            if token.text == "{":
                depth += 1
                opened = token.start if opened < 0 else opened
            elif token.text == "}":
                depth -= 1
                if not depth:
                    end = token.start + 1
                    return f"{self.text[: self.start]}SELECT * {self.text[end:]}", f"{self.text[:end]} WHERE "
            elif opened < 0 and token.kind == "word" and token.start > self.start:
                return None  # CONSTRUCT WHERE or CONSTRUCT FROM: no template
        return None


def _prefixes(text: str) -> dict[str, str]:
    """The prefixes that a query declares, and the data's other prefixes."""
    found = dict(PREFIXES)
    meant = [token for token in sparql_tokens(text) if token.kind not in ("comment", "other")]
    for word, name, iri in zip(meant, meant[1:], meant[2:], strict=False):
        if word.text.upper() == "PREFIX" and name.kind == "prefixed" and iri.kind == "iri":
            found[name.text.removesuffix(":")] = iri.text[1:-1]
    return found


def _declared(text: str) -> str:
    meant = [token for token in sparql_tokens(text) if token.kind not in ("comment", "other")]
    used = {token.text.partition(":")[0] for token in meant if token.kind == "prefixed"}
    known = {
        name.text.removesuffix(":")
        for word, name in pairwise(meant)
        if word.text.upper() == "PREFIX" and name.kind == "prefixed"
    }
    ours = sorted((used & PREFIXES.keys()) - known)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ours) + text
