"""What `mithaq link --enrich` adds: Wikidata's statements about linked items."""

from __future__ import annotations

import random

from mithaq.errors import UserError
from mithaq.store import Store
from mithaq.wikidata import read_links
from mithaq.wikidata.action_api import ActionApi
from mithaq.wikidata.client import BudgetExhausted, ServiceRefused
from mithaq.wikidata.client_settings import ClientSettings, LinkingServices
from mithaq.wikidata.enriching import enrich

__all__ = ["enrich_store"]


def enrich_store(directory: str, settings: ClientSettings, languages: list[str]) -> int:
    """Fetch statements about the linked items from Wikidata; returns the number of items with an answer.

    Raises:
        UserError: an invalid language code; the service stopped answering.
    """
    wrong = [text for text in languages if not (text.isascii() and text.replace("-", "").isalnum())]
    if wrong:
        raise UserError(f"--enrich {wrong[0]!r}: give language codes such as ar,en,fr")
    with LinkingServices(settings, jitter=random.random) as services:
        if not services.sources:
            return 0
        api: ActionApi = services.api_in(languages)
        with Store.open(directory, write=True) as store:
            try:
                return enrich(store, api, {link.qid for link in read_links(store)}, languages)
            except (ServiceRefused, BudgetExhausted) as problem:
                raise UserError(f"enrichment stopped; the store is unchanged: {problem}") from problem
