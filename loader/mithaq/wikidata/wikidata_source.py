"""Candidates from Wikidata's Action API, asked or remembered."""

from __future__ import annotations

from collections.abc import Sequence

from mithaq.names import name_words
from mithaq.wikidata.action_api import ActionApi
from mithaq.wikidata.client import BudgetExhausted, ServiceRefused
from mithaq.wikidata.items import ItemReader
from mithaq.wikidata.latin import latin_name
from mithaq.wikidata.linker import SourceStopped
from mithaq.wikidata.model import Candidate, Subject

__all__ = ["WikidataSource", "searchable_name"]

_WORDS = 10
_WORDS_OF_PACTS = 7
"""Words that a name has at most; agreements and meetings are often called by what is rather a sentence."""
_NAMED = frozenset({"official", "place"})
"""Kinds whose names are written alike in all languages; the names of all others are translated, not
spelled."""
_PER_NAME = 7
"""Hits of one search that are looked at."""


def searchable_name(subject: Subject) -> str:
    """The one name of a subject that is sent, or an empty string when nothing is: names alone leave the
    house. What runs on like a sentence is no name, and one word is not enough to find a person by."""
    name = next(iter(subject.names), "")
    words = name.split()
    if not words or len(words) > (_WORDS if subject.kind in ("organization", "post") else _WORDS_OF_PACTS):
        return ""
    if subject.kind == "official" and len(name_words(name)) < 2:
        return ""
    return name


class WikidataSource:
    """A source of candidates (see `linker.Source`) over an `ActionApi`; with an API that has no client, it
    answers from the cache."""

    name = "wikidata"

    def __init__(self, api: ActionApi) -> None:
        self._api = api
        self._reader = ItemReader(api)

    @property
    def wanted(self) -> list[str]:
        return self._api.wanted

    def go_offline(self) -> None:
        self._api.client = None

    def candidates(self, subjects: Sequence[Subject]) -> dict[str, list[Candidate]]:
        """Candidates by subject's IRI: pages of the Arabic Wikipedia called so, and items whose Arabic name
        begins so; where there are none, for persons and places, items whose English name begins with the name
        in Latin letters.

        Raises:
            SourceStopped: the service will not answer (on) in this run.
        """
        try:
            return self._candidates([(s, name) for s in subjects if (name := searchable_name(s))])
        except (ServiceRefused, BudgetExhausted) as problem:
            raise SourceStopped(str(problem)) from problem

    def _candidates(self, asked: Sequence[tuple[Subject, str]]) -> dict[str, list[Candidate]]:
        pages = self._api.pages(name for _, name in asked)
        hits: dict[str, list[str]] = {}
        for subject, name in asked:
            found = self._hits(name, pages.get(name), latin=subject.kind in _NAMED)
            if found:
                hits[subject.iri] = found
        known = self._reader.candidates(qid for found in hits.values() for qid in found)
        # a rival that got no answer might have been the right one: such a subject waits for another run
        whole = {iri: found for iri, found in hits.items() if all(qid in known for qid in found)}
        return {iri: [item for qid in found if (item := known[qid])] for iri, found in whole.items()}

    def _hits(self, name: str, page: str | None, *, latin: bool) -> list[str]:
        """Identifiers of the items that a name may be of; none where a search got no answer."""
        arabic = self._api.search(name, "ar")
        if arabic is None:
            return []
        found = ([page] if page else []) + arabic[:_PER_NAME]
        if not found and latin:
            found = (self._api.search(latin_name(name), "en") or [])[:_PER_NAME]
        return list(dict.fromkeys(found))
