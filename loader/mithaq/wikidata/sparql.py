"""Candidates from a SPARQL endpoint of the user's that holds Wikidata, or a part of it (a QLever, a dump in a
store).

The endpoint needs the data in Wikidata's own vocabulary: labels (`rdfs:label`, `skos:altLabel`), `wdt:` for
plain values, and where there are posts, `p:P39`, `ps:P39`, `pq:P580`, `pq:P582`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

from mithaq.http_client import RetryableError
from mithaq.lexicon.authority_tables import states
from mithaq.rdf import WD
from mithaq.wikidata.cache import Cache
from mithaq.wikidata.client import (
    BudgetExhausted,
    NoAnswer,
    ServiceClient,
    ServiceRefused,
    ServiceReply,
    ServiceRequest,
)
from mithaq.wikidata.data_files import read_data
from mithaq.wikidata.linker import SourceStopped
from mithaq.wikidata.model import Candidate, ItemPost, Kind, Subject, is_qid
from mithaq.wikidata.positions import role_of
from mithaq.wikidata.wikidata_source import searchable_name

__all__ = ["SparqlSource"]

_BATCH = 20

_QUERY = """\
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
SELECT DISTINCT ?name ?item ?arabic ?english ?other ?class ?home ?position ?jurisdiction ?start ?end WHERE {
  VALUES ?name { %s }
  ?item rdfs:label|skos:altLabel ?name .
  OPTIONAL { ?item rdfs:label ?arabic FILTER(LANG(?arabic) = "ar") }
  OPTIONAL { ?item rdfs:label ?english FILTER(LANG(?english) = "en") }
  OPTIONAL { ?item skos:altLabel ?other FILTER(LANG(?other) = "ar") }
  OPTIONAL { ?item wdt:P31/wdt:P279* ?class . VALUES ?class { %s } }
  OPTIONAL { ?item wdt:P27|wdt:P17|wdt:P1001 ?home }
  OPTIONAL {
    ?item p:P39 ?held . ?held ps:P39 ?post . ?post rdfs:label ?position FILTER(LANG(?position) = "en")
    OPTIONAL { ?post wdt:P1001 ?jurisdiction }
    OPTIONAL { ?held pq:P580 ?start }
    OPTIONAL { ?held pq:P582 ?end }
  }
}"""


class SparqlSource:
    """A source of candidates (see `linker.Source`): items with exactly the subject's name as a label or
    alias."""

    name = "sparql"

    def __init__(self, url: str, cache: Cache, client: ServiceClient | None) -> None:
        self.url = url
        self._cache = cache
        self._client = client
        self.wanted: list[str] = []

    def go_offline(self) -> None:
        self._client = None

    def candidates(self, subjects: Sequence[Subject]) -> dict[str, list[Candidate]]:
        """Candidates by subject's IRI.

        Raises:
            SourceStopped: the endpoint will not answer (on) in this run.
        """
        names = {s.iri: name for s in subjects if (name := searchable_name(s))}
        rows: dict[str, list[dict[str, str]]] = {}
        missing = []
        for name in dict.fromkeys(names.values()):
            kept = self._cache.get(f"sparql {self.url} {name}")
            if kept is None:
                missing.append(name)
            else:
                rows[name] = kept
        if self._client is None:
            self.wanted += (f"SPARQL rdfs:label {name}" for name in missing)
        else:
            try:
                for start in range(0, len(missing), _BATCH):
                    rows |= self._ask(missing[start : start + _BATCH])
            except (ServiceRefused, BudgetExhausted) as problem:
                raise SourceStopped(str(problem)) from problem
        return {iri: _candidates(rows[name]) for iri, name in names.items() if name in rows}

    def _ask(self, names: Sequence[str]) -> dict[str, list[dict[str, str]]]:
        assert self._client is not None
        classes = " ".join(f"wd:{row['qid']}" for row in read_data("types.csv"))
        query = _QUERY % (" ".join(f"{_literal(name)}@ar" for name in names), classes)
        question = ServiceRequest(self.url, {"query": query}, post=True, accept="application/sparql-results+json")
        try:
            data = self._client.ask(question, _are_results).data
        except NoAnswer:
            return {}
        found: dict[str, list[dict[str, str]]] = {name: [] for name in names}
        for binding in data["results"]["bindings"]:
            row = {name: str(term.get("value", "")) for name, term in binding.items() if isinstance(term, dict)}
            if row.get("name") in found:
                found[row["name"]].append(row)
        for name, rows in found.items():
            self._cache.put(f"sparql {self.url} {name}", rows)
        return found


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'


def _are_results(reply: ServiceReply) -> None:
    data: Any = reply.data
    results = data.get("results") if isinstance(data, dict) else None
    if not isinstance(results, dict) or not isinstance(results.get("bindings"), list):
        raise RetryableError("the response is not a SPARQL result")


def _candidates(rows: Sequence[Mapping[str, str]]) -> list[Candidate]:
    of_item: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        qid = row.get("item", "").removeprefix(WD)
        if is_qid(qid):
            of_item[qid].append(row)
    return [_candidate(qid, mine) for qid, mine in sorted(of_item.items())]


def _candidate(qid: str, rows: Sequence[Mapping[str, str]]) -> Candidate:
    codes = {state.qid: code for code, state in states().items()}
    kinds = {row["qid"]: row["kind"] for row in read_data("types.csv")}
    classes = {row["class"].removeprefix(WD) for row in rows if "class" in row}
    kind = next((kind for item, kind in kinds.items() if item in classes), "")
    arabic = sorted({row["arabic"] for row in rows if "arabic" in row})
    english = sorted({row["english"] for row in rows if "english" in row})
    others = sorted({row[name] for row in rows for name in ("name", "other") if name in row})
    posts = sorted({_post(row, codes) for row in rows if "position" in row}, key=repr)
    homes = {code for row in rows if (code := codes.get(row.get("home", "").removeprefix(WD)))}
    return Candidate(
        qid=qid, kind=cast(Kind | Literal["", "other"], kind), name_ar=next(iter(arabic), ""),
        name_en=next(iter(english), ""), forms=tuple(dict.fromkeys((*arabic, *others))),
        states=frozenset(homes | {post.state for post in posts if post.state}), posts=tuple(posts),
        origin="sparql", code=next(iter(homes), "") if kind == "state" and len(homes) == 1 else "",
        latin=tuple(english),
    )  # fmt: skip


def _post(row: Mapping[str, str], codes: Mapping[str, str]) -> ItemPost:
    home = codes.get(row.get("jurisdiction", "").removeprefix(WD))
    return ItemPost(role_of(row["position"]), home, _year(row.get("start")), _year(row.get("end")), row["position"])


def _year(text: str | None) -> int | None:
    found = re.match(r"-?[0-9]{4,}", text or "")
    return int(found[0]) if found else None
