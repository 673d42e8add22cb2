"""Candidates from a service that speaks the Reconciliation Service API (reconciliation-api.github.io/specs).

Versions 0.1 and 0.2 take a form with a batch of queries at the service's address; the 1.0 draft takes JSON at
`/match` below it. The manifest says which the service speaks; the newest of both is used."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

from mithaq.errors import UserError
from mithaq.http_client import RetryableError
from mithaq.lexicon.authority_tables import states
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
from mithaq.wikidata.model import Candidate, Kind, Subject, is_qid
from mithaq.wikidata.wikidata_source import searchable_name

__all__ = ["ReconciliationSource"]

_LIMIT = 7
_BATCH = 20
_DRAFT = "1.0-draft"

_TYPES: Mapping[Kind, str] = {
    "official": "Q5", "organization": "Q43229", "place": "Q2221906", "agreement": "Q131569", "post": "Q4164871",
}  # fmt: skip
"""The type of item that each kind of thing is looked for among, where the service knows Wikidata's types."""
_HOME: Mapping[Kind, str] = {"official": "P27", "organization": "P17", "place": "P17"}
"""The property that tells the state."""


class ReconciliationSource:
    """A source of candidates (see `linker.Source`). `url` is where the service's manifest lies.

    A service over items of Wikidata is asked by type and state too; one over other things (its
    `identifierSpace` says so) by name alone. Only candidates whose identifier is an item's count."""

    name = "reconciliation"

    def __init__(self, url: str, cache: Cache, client: ServiceClient | None) -> None:
        self.url = url
        self._cache = cache
        self._client = client
        self._manifest: dict[str, Any] | None = None
        self.wanted: list[str] = []

    def go_offline(self) -> None:
        self._client = None

    def candidates(self, subjects: Sequence[Subject]) -> dict[str, list[Candidate]]:
        """Candidates by subject's IRI.

        Raises:
            SourceStopped: the service will not answer (on) in this run.
            UserError: what lies at the address is not a reconciliation service.
        """
        asked = {s.iri: (s, name) for s in subjects if (name := searchable_name(s))}
        found: dict[str, list[Candidate]] = {}
        missing: list[tuple[str, Subject, str]] = []
        for iri, (subject, name) in asked.items():
            kept = self._cache.get(self._question(subject, name))
            if kept is None:
                missing.append((iri, subject, name))
            else:
                found[iri] = _candidates(kept)
        if self._client is None:
            self.wanted += (f"reconcile {name}" for _, _, name in missing)
            return found
        try:
            for start in range(0, len(missing), _BATCH):
                batch = missing[start : start + _BATCH]
                for (iri, subject, name), result in self._ask(batch):
                    self._cache.put(self._question(subject, name), result)
                    found[iri] = _candidates(result)
        except (ServiceRefused, BudgetExhausted) as problem:
            raise SourceStopped(str(problem)) from problem
        return found

    def _question(self, subject: Subject, name: str) -> str:
        return f"reconcile {self.url} {subject.kind} {','.join(sorted(subject.states))} {name}"

    def manifest(self) -> dict[str, Any]:
        """What the service says of itself.

        Raises:
            UserError: it is not a reconciliation service.
            NoAnswer, ServiceRefused, BudgetExhausted: no answer.
        """
        if self._manifest is None:
            assert self._client is not None
            data = self._client.ask(ServiceRequest(self.url)).data
            if not isinstance(data, dict) or "name" not in data:
                raise UserError(f"{self.url}: is not a reconciliation service: its manifest has no name")
            self._manifest = data
        return self._manifest

    def _ask(
        self, batch: Sequence[tuple[str, Subject, str]]
    ) -> list[tuple[tuple[str, Subject, str], list[dict[str, Any]]]]:
        """The results of a batch; those that the service left out, and those of a batch without an answer,
        are left out here too."""
        assert self._client is not None
        try:
            manifest = self.manifest()
            versions = manifest.get("versions") or ["0.1"]
            rich = "wikidata" in str(manifest.get("identifierSpace", ""))
            if _DRAFT in versions and "0.2" not in versions:
                return self._ask_draft(batch, rich)
            return self._ask_form(batch, rich)
        except NoAnswer:
            return []

    def _ask_form(
        self, batch: Sequence[tuple[str, Subject, str]], rich: bool
    ) -> list[tuple[tuple[str, Subject, str], list[dict[str, Any]]]]:
        assert self._client is not None
        queries: dict[str, dict[str, Any]] = {}
        for place, (_, subject, name) in enumerate(batch):
            query: dict[str, Any] = {"query": name, "limit": _LIMIT}
            if rich and subject.kind in _TYPES:
                query["type"] = _TYPES[subject.kind]
            if rich and (homes := _homes(subject)):
                query["properties"] = [{"pid": _HOME[subject.kind], "v": [{"id": qid} for qid in homes]}]
            queries[f"q{place}"] = query
        form = {"queries": json.dumps(queries, ensure_ascii=False)}
        data = self._client.ask(ServiceRequest(self.url, form, post=True), _is_object).data
        answers = [data.get(f"q{place}") for place in range(len(batch))]
        return [
            (asked, list(answer["result"]))
            for asked, answer in zip(batch, answers, strict=True)
            if isinstance(answer, dict) and isinstance(answer.get("result"), list)
        ]

    def _ask_draft(
        self, batch: Sequence[tuple[str, Subject, str]], rich: bool
    ) -> list[tuple[tuple[str, Subject, str], list[dict[str, Any]]]]:
        assert self._client is not None
        queries = []
        for _, subject, name in batch:
            conditions: list[dict[str, Any]] = [{"matchType": "name", "propertyValue": name}]
            if rich and (homes := _homes(subject)):
                conditions.append(
                    {
                        "matchType": "property",
                        "propertyId": _HOME[subject.kind],
                        "propertyValue": [{"id": qid} for qid in homes],
                        "required": False,
                        "matchQuantifier": "any",
                    }
                )
            query: dict[str, Any] = {"conditions": conditions, "limit": _LIMIT}
            if rich and subject.kind in _TYPES:
                query["type"] = _TYPES[subject.kind]
            queries.append(query)
        where = f"{self.url.rstrip('/')}/match"
        data = self._client.ask(ServiceRequest(where, body={"queries": queries}), _is_object).data
        results = data.get("results")
        if not isinstance(results, list) or len(results) != len(batch):
            return []
        return [
            (asked, list(answer["candidates"]))
            for asked, answer in zip(batch, results, strict=True)
            if isinstance(answer, dict) and isinstance(answer.get("candidates"), list)
        ]


def _homes(subject: Subject) -> list[str]:
    known = states()
    return [known[code].qid for code in sorted(subject.states) if code in known] if subject.kind in _HOME else []


def _is_object(reply: ServiceReply) -> None:
    if not isinstance(reply.data, dict):
        raise RetryableError("the response is not a JSON object")


def _candidates(results: Sequence[object]) -> list[Candidate]:
    kinds = {row["qid"]: row["kind"] for row in read_data("types.csv")}
    found = []
    for result in results:
        if not isinstance(result, dict) or not is_qid(result.get("id")):
            continue
        types = [t.get("id") if isinstance(t, dict) else t for t in result.get("type") or ()]
        kind = next((kinds[t] for t in types if t in kinds), "")
        name, description = _text(result.get("name")), _text(result.get("description"))
        arabic = any("\u0600" <= letter <= "\u06ff" for letter in name)
        found.append(
            Candidate(
                qid=result["id"], kind=cast(Kind | Literal["", "other"], kind), name_ar=name if arabic else "",
                name_en="" if arabic else name, forms=(name,) if arabic else (), description=description,
                origin="reconciliation", latin=() if arabic else (name,),
            )
        )  # fmt: skip
    return found


def _text(value: object) -> str:
    """A name or description: a text, or (in the draft) a list of texts with languages."""
    if isinstance(value, list):
        texts = [entry.get("str", "") for entry in value if isinstance(entry, dict)]
        arabic = [text for entry, text in zip(value, texts, strict=False) if entry.get("lang", "").startswith("ar")]
        return str(next(iter(arabic or texts), ""))
    return value if isinstance(value, str) else ""
