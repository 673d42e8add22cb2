"""Client settings of a linking run, and the services built from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from mithaq.errors import UserError
from mithaq.http_client import has_credentials
from mithaq.wikidata.action_api import WIKIDATA, ActionApi
from mithaq.wikidata.cache import Cache, default_cache
from mithaq.wikidata.client import Budget, RateLimits, ServiceClient, user_agent
from mithaq.wikidata.extract import ExtractSource
from mithaq.wikidata.linker import CandidateSource
from mithaq.wikidata.reconciliation import ReconciliationSource
from mithaq.wikidata.sparql import SparqlSource
from mithaq.wikidata.wikidata_source import WikidataSource

__all__ = ["ClientSettings", "LinkingServices"]


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """Settings of the clients of a run.

    online: whether requests are allowed; then `contact` (mail address or URL) is required.
    api, reconcile, sparql: URLs of the Action API and of further services, queried in this order.
    cache, days: cache file, and days until a cached response expires.
    max_requests, gap: request budget, and seconds between requests.
    dry: record the requests instead of sending them.
    extract: a local extract of Wikidata, asked first.
    """

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
    extract: Path | None = None


class LinkingServices(AbstractContextManager["LinkingServices"]):
    """The services of a run with their shared cache and request budget; used as a context manager.

    Offline, an existing cache is read; none is created.

    Raises:
        UserError: online without a contact; a URL with credentials; a cache that cannot be used.
    """

    def __init__(
        self,
        settings: ClientSettings,
        *,
        jitter: Callable[[], float] = lambda: 0.5,
        rate_limits: RateLimits | None = None,
    ) -> None:
        if settings.online and not settings.contact:
            raise UserError("--online needs --contact: Wikimedia requires a contact address of the user")
        if any(map(has_credentials, (settings.api, settings.reconcile, settings.sparql))):
            raise UserError("credentials in a URL can be read by others: give the URL without user and password")
        self.budget = Budget(settings.max_requests)
        self.sources: list[CandidateSource] = []
        self._clients: list[ServiceClient] = []
        self._rate_limits = rate_limits or RateLimits(gap=settings.gap)
        self._jitter = jitter
        self._settings = settings
        path = settings.cache or default_cache()
        self._path = path
        self._extract = ExtractSource(settings.extract) if settings.extract else None
        if self._extract is not None:
            self.sources.append(self._extract)
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
        """The Action API with labels in these languages and English."""
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
        if self._extract is not None:
            self._extract.close()
        if self._cache is not None:
            self._cache.close()
