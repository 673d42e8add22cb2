"""Reference data about states and organisations that `describe` adds to the facts of an article.

The default reads the authority tables of `lexicon`; pass another implementation to use other tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Protocol

__all__ = ["ReferenceData", "ReferenceEntry", "default_reference_data"]


class ReferenceEntry(Protocol):
    """One entry of the authority tables.

    `qid` is its Wikidata identifier (`Q846`), `forms` all its Arabic names.
    """

    @property
    def name_ar(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def qid(self) -> str: ...
    @property
    def forms(self) -> tuple[str, ...]: ...


class ReferenceData(Protocol):
    def state(self, code: str) -> ReferenceEntry | None:
        """The state with this ISO 3166-1 alpha-2 code, or None."""

    def organization(self, qid: str) -> ReferenceEntry | None:
        """The organisation with this Wikidata identifier, or None."""


class _Tables:
    def __init__(self, states: Mapping[str, ReferenceEntry], organizations: Mapping[str, ReferenceEntry]) -> None:
        self._states = states
        self._organizations = organizations

    def state(self, code: str) -> ReferenceEntry | None:
        return self._states.get(code)

    def organization(self, qid: str) -> ReferenceEntry | None:
        return self._organizations.get(qid)


@cache
def default_reference_data() -> ReferenceData:
    """The tables in the package; read once per process."""
    from mithaq.lexicon import authority_tables

    return _Tables(authority_tables.states(), {e.qid: e for e in authority_tables.organizations() if e.qid})
