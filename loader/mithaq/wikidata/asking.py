"""The sources of one run: whom to ask, how politely, and what earlier runs have kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from mithaq.errors import UserError
from mithaq.wikidata.action_api import WIKIDATA, ActionApi
from mithaq.wikidata.cache import Cache, default_cache
from mithaq.wikidata.http import Budget, Client, Courtesy, user_agent
from mithaq.wikidata.linker import Source
from mithaq.wikidata.reconciliation import ReconciliationSource
from mithaq.wikidata.sparql import SparqlSource
from mithaq.wikidata.wikidata_source import WikidataSource

__all__ = ["Asking", "Plan"]


@dataclass(frozen=True, slots=True)
class Plan:
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


class Asking(AbstractContextManager["Asking"]):
    """The sources of a plan, and what they share: the cache and the budget. Use it in a `with` statement.

    Offline, a cache is read when there is one, and never made.

    Raises:
        UserError: online without a contact; a cache that cannot be used.
    """

    def __init__(
        self, plan: Plan, *, jitter: Callable[[], float] = lambda: 0.5, manners: Courtesy | None = None
    ) -> None:
        if plan.online and not plan.contact:
            raise UserError("--online needs --contact: Wikimedia asks for a way to reach whoever asks it")
        self.budget = Budget(plan.max_requests)
        self.sources: list[Source] = []
        self._clients: list[Client] = []
        self._manners = manners or Courtesy(gap=plan.gap)
        self._jitter = jitter
        self._plan = plan
        path = plan.cache or default_cache()
        self._path = path
        if plan.online:
            user_agent(plan.contact)
        asks = plan.online and not plan.dry
        clients = [self._client() if asks else None for _ in range(3)]
        if not asks and not path.exists():
            path = Path(":memory:") if plan.dry else path
        self._cache = Cache(path, days=plan.days) if asks or plan.dry or path.exists() else None
        if self._cache is None:
            return
        self.api = ActionApi(self._cache, clients[0], url=plan.api)
        self.sources.append(WikidataSource(self.api))
        if plan.reconcile:
            self.sources.append(ReconciliationSource(plan.reconcile, self._cache, clients[1]))
        if plan.sparql:
            self.sources.append(SparqlSource(plan.sparql, self._cache, clients[2]))

    def api_in(self, languages: Sequence[str]) -> ActionApi:
        """The API of the plan, answering with labels in these languages and English."""
        assert self._cache is not None
        asked = dict.fromkeys((*languages, "en"))
        return ActionApi(self._cache, self.api.client, url=self._plan.api, languages=[*asked])

    def _client(self) -> Client:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock = self._path.with_name(f"{self._path.name}.turn")
        client = Client(self._plan.contact, self._manners, budget=self.budget, lock=lock, jitter=self._jitter)
        self._clients.append(client)
        return client

    def __exit__(self, *problem: object) -> None:
        for client in self._clients:
            client.close()
        if self._cache is not None:
            self._cache.close()
