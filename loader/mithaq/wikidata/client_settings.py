"""The sources of one run: whom to ask, how politely, and what earlier runs have kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from mithaq.errors import UserError
from mithaq.wikidata.action_api import WIKIDATA, ActionApi
from mithaq.wikidata.cache import Cache, default_cache
from mithaq.wikidata.client import Budget, RateLimits, ServiceClient, user_agent
from mithaq.wikidata.linker import CandidateSource
from mithaq.wikidata.reconciliation import ReconciliationSource
from mithaq.wikidata.sparql import SparqlSource
from mithaq.wikidata.wikidata_source import WikidataSource

__all__ = ["ClientSettings", "LinkingServices"]


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """Whom a run may ask. `contact` must be there when it is `online`; `reconcile` and `sparql` are addresses
    of services that are asked besides Wikidata, in this order."""

    online: bool = False
    contact: str = ""
    api: str = WIKIDATA
    reconcile: str = ""
    sparql: str = ""
    cache: Path | None = None
    days: float = 30
    max_requests: int | None = None
    gap: float = 0.5
    dry: bool = False


class LinkingServices(AbstractContextManager["LinkingServices"]):
    """The sources of a plan, and what they share: the cache and the budget. Use it in a `with` statement.

    Offline, a cache is read when there is one, and never made.

    Raises:
        UserError: online without a contact; a cache that cannot be used.
    """

    def __init__(
        self,
        settings: ClientSettings,
        *,
        jitter: Callable[[], float] = lambda: 0.5,
        rate_limits: RateLimits | None = None,
    ) -> None:
        if settings.online and not settings.contact:
            raise UserError("--online needs --contact: Wikimedia asks for a way to reach whoever asks it")
        self.budget = Budget(settings.max_requests)
        self.sources: list[CandidateSource] = []
        self._clients: list[ServiceClient] = []
        self._rate_limits = rate_limits or RateLimits(gap=settings.gap)
        self._jitter = jitter
        self._settings = settings
        path = settings.cache or default_cache()
        self._path = path
        if settings.online:
            user_agent(settings.contact)
        asks = settings.online and not settings.dry
        clients = [self._client() if asks else None for _ in range(3)]
        if not asks and not path.exists():
            path = Path(":memory:") if settings.dry else path
        self._cache = Cache(path, days=settings.days) if asks or settings.dry or path.exists() else None
        if self._cache is None:
            return
        self.api = ActionApi(self._cache, clients[0], url=settings.api)
        self.sources.append(WikidataSource(self.api))
        if settings.reconcile:
            self.sources.append(ReconciliationSource(settings.reconcile, self._cache, clients[1]))
        if settings.sparql:
            self.sources.append(SparqlSource(settings.sparql, self._cache, clients[2]))

    def api_in(self, languages: Sequence[str]) -> ActionApi:
        """The API of the plan, answering with labels in these languages and English."""
        assert self._cache is not None
        asked = dict.fromkeys((*languages, "en"))
        return ActionApi(self._cache, self.api.client, url=self._settings.api, languages=[*asked])

    def _client(self) -> ServiceClient:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock = self._path.with_name(f"{self._path.name}.turn")
        client = ServiceClient(
            self._settings.contact, self._rate_limits, budget=self.budget, lock=lock, jitter=self._jitter
        )
        self._clients.append(client)
        return client

    def __exit__(self, *problem: object) -> None:
        for client in self._clients:
            client.close()
        if self._cache is not None:
            self._cache.close()
