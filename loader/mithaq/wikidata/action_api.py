"""Client of Wikidata's Action API with cache: search, items by identifier, items by page title.

The cache stores one entry per name, title or item, not per request, because batches differ between runs. The API
is documented at www.wikidata.org/w/api.php.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mithaq.http_client import RetryableError, retry_after
from mithaq.language.fold import normalize
from mithaq.wikidata.cache import Cache
from mithaq.wikidata.client import NoAnswer, ServiceClient, ServiceRefused, ServiceReply, ServiceRequest
from mithaq.wikidata.model import is_qid

__all__ = ["WIKIDATA", "ActionApi", "ApiError"]

WIKIDATA = "https://www.wikidata.org/w/api.php"

BATCH = 50
"""Identifiers or titles per request: the API's limit for users without special rights."""
_PAGES = 2
"""Maximum number of pages of search results."""
_PER_PAGE = 10
_LATER = frozenset({"maxlag", "ratelimited", "readonly", "timeout"})
_ABOUT_ONE = frozenset({"no-such-entity", "invalid-entity-id", "no-such-entity-id", "param-invalid", "param-illegal"})
"""Error codes about one identifier that fail the whole batch."""
_NAME = 250
"""Maximum number of characters of a search string; the API refuses longer ones."""
_PROPS = "labels|aliases|descriptions|claims|sitelinks"


class ApiError(Exception):
    """An error reported by the API. `subject` is the identifier that the error is about, if given."""

    def __init__(self, code: str, info: str, subject: str = "") -> None:
        super().__init__(f"{code}: {info}")
        self.code = code
        self.subject = subject


class ActionApi:
    """Queries to one Wikibase. Without a `client` it only reads the cache and returns None for missing entries.

    `wanted` then collects the requests that would be sent. `languages` are those of labels and aliases.
    """

    def __init__(
        self,
        cache: Cache,
        client: ServiceClient | None = None,
        *,
        url: str = WIKIDATA,
        maxlag: int = 5,
        languages: Sequence[str] = ("ar", "en"),
    ) -> None:
        self.url = url
        self.client = client
        self.wanted: list[str] = []
        self._cache = cache
        self._maxlag = maxlag
        self._languages = "|".join(languages)

    def search(self, name: str, language: str) -> list[str] | None:
        """Identifiers of items whose label or alias in a language begins with a name, the API's best first.
        None when it is not known and may not be asked, or could not be answered.

        Raises:
            ServiceRefused, Spent: no more answers in this run.
        """
        name = unicodedata.normalize("NFC", name)[:_NAME].strip()
        question = f"search {self.url} {language} {name}"
        kept = self._cache.get(question)
        if kept is not None:
            return [str(qid) for qid in kept]
        if self.client is None:
            self.wanted.append(f"wbsearchentities language={language} search={name}")
            return None
        found: list[str] = []
        try:
            for hits in self._search_pages(name, language):
                found += hits
        except (NoAnswer, ApiError):
            return None
        found = list(dict.fromkeys(found))
        self._cache.put(question, found)
        return found

    def _search_pages(self, name: str, language: str) -> Iterator[list[str]]:
        position = 0
        for _ in range(_PAGES):
            asked = {
                "action": "wbsearchentities", "search": name, "language": language, "uselang": language,
                "type": "item", "limit": str(_PER_PAGE), "strictlanguage": "1",
            }  # fmt: skip
            if position:
                asked["continue"] = str(position)
            data = self._ask(asked)
            hits = data.get("search")
            if not isinstance(hits, list):
                raise NoAnswer("the answer to a search holds no results")
            yield [hit["id"] for hit in hits if isinstance(hit, dict) and is_qid(hit.get("id"))]
            following = data.get("search-continue")
            if not isinstance(following, int) or following <= position or len(hits) < _PER_PAGE:
                return
            position = following

    def items(self, qids: Iterable[str]) -> dict[str, dict[str, Any] | None]:
        """Items by the identifier that was asked for: the API's JSON (of the target, for one that was merged
        into another), or None for one that was deleted. Items without an answer are left out.

        Raises:
            ServiceRefused, Spent: no more answers in this run.
        """
        wanted = list(dict.fromkeys(qid for qid in qids if is_qid(qid)))
        found: dict[str, dict[str, Any] | None] = {}
        missing = []
        for qid in wanted:
            kept = self._cache.get(self._about(qid))
            if kept is None:
                missing.append(qid)
            else:
                found[qid] = kept or None
        if self.client is None:
            self.wanted += (f"wbgetentities ids={'|'.join(b)}" for b in _batches(missing))
            return found
        for batch in _batches(missing):
            for qid, item in self._fetch("ids", batch).items():
                self._cache.put(self._about(qid), item or {})
                found[qid] = item
        return found

    def _about(self, qid: str) -> str:
        return f"item {self.url} {self._languages} {qid}"

    def pages(self, titles: Iterable[str], site: str = "arwiki") -> dict[str, str | None]:
        """The identifiers of the items of a wiki's pages, by title; None for a page without one. Titles
        without an answer are left out.

        Raises:
            ServiceRefused, Spent: no more answers in this run.
        """
        found: dict[str, str | None] = {}
        missing = []
        for title in dict.fromkeys(unicodedata.normalize("NFC", t)[:_NAME].strip() for t in titles):
            kept = self._cache.get(f"page {self.url} {site} {title}")
            if kept is not None:
                found[title] = kept or None
            elif title and not set(title) & set("|#<>[]{}\n"):  # no page is called so, and | would part the list
                missing.append(title)
        if self.client is None:
            self.wanted += (f"wbgetentities sites={site} titles={'|'.join(b)}" for b in _batches(missing))
            return found
        for batch in _batches(missing):
            answers = self._fetch("titles", batch, site)
            of_title = {}
            for qid, item in answers.items():
                link = (item or {}).get("sitelinks", {}).get(site, {})
                if isinstance(link, dict) and is_qid(qid):
                    of_title[normalize(str(link.get("title", "")))] = qid
                    self._cache.put(self._about(qid), item or {})
            for title in batch if answers else ():
                found[title] = of_title.get(normalize(title))
                self._cache.put(f"page {self.url} {site} {title}", found[title] or "")
        return found

    def _fetch(self, what: str, batch: Sequence[str], site: str = "") -> dict[str, dict[str, Any] | None]:
        """One batch of wbgetentities. An identifier that makes the whole batch fail is found by halving it;
        what gets no answer is left out."""
        asked = {
            "action": "wbgetentities", what: "|".join(batch), "props": _PROPS, "languages": self._languages,
            "redirects": "yes",
        }  # fmt: skip
        if site:
            asked["sites"] = site
        try:
            data = self._ask(asked)
        except NoAnswer:
            return {}
        except ApiError as problem:
            if what != "ids":
                return {}
            if len(batch) == 1:
                return {batch[0]: None} if problem.code == "no-such-entity" else {}
            if problem.code not in _ABOUT_ONE:
                return {}
            if problem.subject in batch:
                rest = [qid for qid in batch if qid != problem.subject]
                return {problem.subject: None} | self._fetch(what, rest)
            half = len(batch) // 2
            return self._fetch(what, batch[:half]) | self._fetch(what, batch[half:])
        return _by_request(data, batch if what == "ids" else ())

    def _ask(self, params: Mapping[str, str]) -> dict[str, Any]:
        assert self.client is not None
        whole = {**params, "format": "json", "formatversion": "2", "maxlag": str(self._maxlag)}
        reply = self.client.ask(ServiceRequest(self.url, whole), _check)
        data: dict[str, Any] = reply.data
        error = data.get("error")
        if isinstance(error, dict):
            code, info = str(error.get("code", "")), str(error.get("info", ""))
            raise ApiError(code, " ".join(info.split())[:200], str(error.get("id", "")))
        return data


def _check(reply: ServiceReply) -> None:
    """Detect temporary errors, which arrive as HTTP 200 and must be retried and not cached."""
    if not isinstance(reply.data, dict):
        raise RetryableError("the response is not a JSON object")
    error = reply.data.get("error")
    if isinstance(error, dict):
        code = str(error.get("code", ""))
        if code in _LATER or code.startswith("internal_api_error"):
            raise RetryableError(code, retry_after(reply.headers))
        if code in ("blocked", "permissiondenied", "readapidenied"):
            raise ServiceRefused(f"the service refuses requests ({code})")


def _by_request(data: Mapping[str, Any], asked: Sequence[str]) -> dict[str, dict[str, Any] | None]:
    """Items by the identifier that was asked for. A merged item comes under the one asked for, or says under
    `redirects` from which it was reached."""
    entities = data.get("entities")
    if not isinstance(entities, dict):
        return {}
    found: dict[str, dict[str, Any] | None] = {}
    for name, item in entities.items():
        if not isinstance(item, dict):
            continue
        origin = item.get("redirects", {}).get("from") if isinstance(item.get("redirects"), dict) else None
        for qid in {str(name), str(origin or name)}:
            if not asked or qid in asked:
                found[qid] = None if "missing" in item else item
    return found


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
