"""The explorer as an ASGI application: pages, search, and what they are made of as JSON."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from pyoxigraph import NamedNode
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from mithaq.errors import UserError
from mithaq.explorer.addresses import Addresses
from mithaq.explorer.articles import article_page
from mithaq.explorer.asked import page_asked, passed_over, year_asked
from mithaq.explorer.browser_libraries import Library, at_hand
from mithaq.explorer.comparison import compare, state_choices
from mithaq.explorer.editing.access import EditingAccess
from mithaq.explorer.editing.actions import Editor
from mithaq.explorer.editing.pages import editing_routes
from mithaq.explorer.labels import label_of
from mithaq.explorer.languages import LANGUAGES, Words
from mithaq.explorer.linked_data import FORMS, data_of
from mithaq.explorer.listing import KINDS, count_kinds, listing, recent_articles
from mithaq.explorer.listing import PAGE as LISTING_PAGE
from mithaq.explorer.maps import map_of, outline
from mithaq.explorer.networks import ACTORS, HEIGHT, WIDTH, network_of
from mithaq.explorer.protocol import preferred
from mithaq.explorer.query_workers import QueryWorkers
from mithaq.explorer.search_index import SearchIndex
from mithaq.explorer.security import SecurityHeaders
from mithaq.explorer.services import service_routes
from mithaq.explorer.snapshot import Snapshot, Snapshots
from mithaq.explorer.stored_queries import DOWNLOADS, answer_table, download, fields_of
from mithaq.explorer.things import PAGE, Fact, thing_page
from mithaq.queries import Catalogue, StoredQuery
from mithaq.store import StoreError

__all__ = ["create_app"]

_INDEX = "search-index.sqlite"
_RESULTS = 30
_FIRST_INDEX = 60
"""Seconds that a search waits for the first index of a store."""
_RECENT = 10
_PAGE_OR_DATA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
}
_SEVERAL = re.compile(r"\s*[,\u060c;]\s*")
"""What separates several values of one field."""


class _Explorer:
    """What the pages share: the state of the store, the search index, the templates."""

    def __init__(self, path: Path, queries: Sequence[Path], query_seconds: float, editing: bool) -> None:
        self.snapshots = Snapshots(path)
        self.index = SearchIndex(path / _INDEX)
        self.templates = Environment(
            loader=PackageLoader("mithaq.explorer"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.templates.globals["editing"] = editing
        self.templates.filters["slot_value"] = lambda text, words: words.value(text)
        self._fact_macro = self.templates.get_template("macros.html").module.fact  # type: ignore[attr-defined]
        self.workers = QueryWorkers(path, seconds=query_seconds)
        self.endpoint_workers = QueryWorkers(path, seconds=query_seconds)  # so that forms need not wait for its queries
        self.catalogue = Catalogue(queries)
        self._indexing = threading.Lock()
        self.static = False

    def page(self, request: Request, template: str, snapshot: Snapshot, status: int = 200, **values: Any) -> Response:
        """An HTML page in the language of the request."""
        words, at = Words(_language(request)), Addresses(snapshot.store.base)
        self._keep_index(snapshot)

        def fact_html(one: Fact, number: object) -> Markup:
            """A fact with its evidence; most of a page is facts, and many are on several pages."""
            key = ("fact as HTML", one.iri, words.language, number)
            return snapshot.once(key, lambda: Markup(self._fact_macro(one, at, words, number=number)))

        values.setdefault("passed_over", () if self.static else passed_over(request, template))
        html = self.templates.get_template(template).render(
            w=words, lang=words.language, dir=words.direction, request=request, at=at, fact_html=fact_html,
            other=_other_language(request), static=self.static,
            index_ready=self.index.version() == snapshot.version, **values,
        )  # fmt: skip
        response = HTMLResponse(html, status)
        response.set_cookie("lang", words.language, samesite="lax", httponly=True)
        return response

    def _keep_index(self, snapshot: Snapshot) -> None:
        """Bring the search index up to date in a thread of its own, one at a time."""
        if self.static or self.index.version() == snapshot.version or not self._indexing.acquire(blocking=False):
            return

        def build() -> None:
            try:
                with self.snapshots.use() as newest:
                    self.index.update(newest)
            finally:
                self._indexing.release()

        threading.Thread(target=build, daemon=True, name="search index").start()

    def _await_index(self, snapshot: Snapshot) -> None:
        """Wait for the first index of a store; later ones replace it while it serves.

        Raises:
            UserError: the index is not ready in time.
        """
        self._keep_index(snapshot)
        if not self.index.version():
            if not self._indexing.acquire(timeout=_FIRST_INDEX):
                raise UserError("the search index is still being built: try again in a minute")
            self._indexing.release()

    # Pages

    def home(self, request: Request, snapshot: Snapshot) -> Response:
        counts = snapshot.whole("counts", lambda: count_kinds(snapshot))
        return self.page(request, "home.html", snapshot, counts=counts, recent=recent_articles(snapshot, _RECENT))

    def listing(self, request: Request, snapshot: Snapshot) -> Response:
        kind, year, page = request.path_params["kind"], year_asked(request), page_asked(request)
        if kind not in KINDS:
            return self.missing(request, snapshot)
        found = listing(snapshot, kind, year=year, page=page)
        return self.page(
            request, "listing.html", snapshot, kind=kind, year=year, page=page, listing=found,
            pages=-(-found.total // LISTING_PAGE),
        )  # fmt: skip

    def network(self, request: Request, snapshot: Snapshot) -> Response:
        centre = None
        if request.path_params:
            iri = Addresses(snapshot.store.base).iri(request.path_params["kind"], request.path_params["name"])
            centre = label_of(snapshot, NamedNode(snapshot.store.canonical(iri)))
            if centre.kind not in ACTORS:
                return self.missing(request, snapshot)
        kind, year = request.query_params.get("kind", ""), year_asked(request)
        kind = kind if kind in KINDS else ""
        found = network_of(snapshot, centre=centre.iri if centre else "", kind=kind, year=year)
        return self.page(
            request, "network.html", snapshot, network=found, centre=centre, kind=kind, year=year, width=WIDTH,
            height=HEIGHT, cytoscape=at_hand(Library.CYTOSCAPE),
        )  # fmt: skip

    def map(self, request: Request, snapshot: Snapshot) -> Response:
        kind, year = request.query_params.get("kind", ""), year_asked(request)
        kind = kind if kind in KINDS else ""
        found = map_of(snapshot, kind=kind, year=year)
        return self.page(request, "map.html", snapshot, map=found, kind=kind, year=year, coasts=outline(found.frame))

    def compare(self, request: Request, snapshot: Snapshot) -> Response:
        choices = state_choices(snapshot, _language(request))
        codes = frozenset(code for code, _ in choices)
        one, other = (request.query_params.get(name, "").upper() for name in ("a", "b"))
        at = Addresses(snapshot.store.base)
        found = None
        if one in codes and other in codes and one != other:
            found = compare(snapshot, at.iri("state", one), at.iri("state", other))
        return self.page(
            request, "compare.html", snapshot, choices=choices, one=one, two=other, comparison=found,
            passed_over=passed_over(request, "compare.html", codes),
        )  # fmt: skip

    def search(self, request: Request, snapshot: Snapshot) -> Response:
        if self.static:
            return self.page(request, "static_search.html", snapshot)
        self._await_index(snapshot)
        text = request.query_params.get("q", "").strip()
        chosen = {name: request.query_params.get(name, "") for name in ("kind", "state", "year", "source")}
        page, asked = page_asked(request), _searched(text)
        found, facets = self.index.search(asked, limit=_RESULTS, offset=(page - 1) * _RESULTS, **chosen)
        total, base = facets.total, Addresses(snapshot.store.base)
        states = {code: label_of(snapshot, NamedNode(base.iri("state", code))) for code in facets.state}
        return self.page(
            request, "search.html", snapshot, q=text, states=states, chosen=chosen, found=found, total=total,
            facets=facets, page=page, pages=-(-total // _RESULTS),
        )  # fmt: skip

    def suggest(self, request: Request, snapshot: Snapshot) -> Response:
        self._await_index(snapshot)
        kinds = [kind for kind in request.query_params.get("kinds", "").split(",") if kind]
        found = self.index.suggest(_searched(request.query_params.get("q", "")), kinds)
        at = Addresses(snapshot.store.base)
        return JSONResponse([{"label": f.label, "kind": f.kind, "path": at.path(f.iri)} for f in found])

    def data(self, request: Request, snapshot: Snapshot) -> Response:
        """The data of a thing, at the address of its page with another first segment and an ending."""
        name, _, form = request.path_params["name"].rpartition(".")
        iri = Addresses(snapshot.store.base).iri(request.path_params["kind"], name)
        body = data_of(snapshot, iri, form) if form in FORMS else None
        if body is None:
            return self.missing(request, snapshot)
        return Response(body, media_type=FORMS[form][0], headers={"Access-Control-Allow-Origin": "*"})

    def thing(self, request: Request, snapshot: Snapshot) -> Response:
        iri = Addresses(snapshot.store.base).iri(request.path_params["kind"], request.path_params["name"])
        wanted = preferred(request.headers.get("accept", ""), _PAGE_OR_DATA)
        if wanted is not None and wanted[1] in FORMS:
            address = Addresses(snapshot.store.base).data(iri, wanted[1])
            return RedirectResponse(address, 303, headers={"Vary": "Accept"})
        if request.path_params["kind"] == "article":
            article = article_page(snapshot, iri)
            if article is None:
                return self.missing(request, snapshot)
            return self.page(request, "article.html", snapshot, article=article)
        kind, year, page = request.query_params.get("facts", ""), year_asked(request), page_asked(request)
        found = thing_page(snapshot, iri, kind=kind, year=year, page=page)
        if found is None:
            return self.missing(request, snapshot)
        canonical = snapshot.store.canonical(iri)
        if canonical != iri:
            return RedirectResponse(Addresses(snapshot.store.base).path(canonical), 301)
        return self.page(
            request, "thing.html", snapshot, thing=found, kind=kind, year=year, page=page, pages=-(-found.total // PAGE)
        )

    def queries(self, request: Request, snapshot: Snapshot) -> Response:
        return self.page(request, "queries.html", snapshot, queries=list(self.catalogue.values()))

    def query(self, request: Request, snapshot: Snapshot) -> Response:
        query = self.catalogue.get(request.path_params["name"])
        if query is None:
            return self.missing(request, snapshot)
        given: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            if name in query.header.parameters and value.strip():
                several = query.header.parameters[name].repeatable
                given.setdefault(name, []).extend(_SEVERAL.split(value) if several else [value])
        form = request.query_params.get("format", "")
        asked = bool(given) or "run" in request.query_params or not query.header.parameters
        table, problem = None, ""
        try:
            if asked and form in DOWNLOADS:
                body, media = download(snapshot, self.workers, query, given, form)
                name = f'attachment; filename="{query.name}.{form}"'
                return Response(body, media_type=media, headers={"Content-Disposition": name})
            if asked:
                table = answer_table(snapshot, self.workers, query, given, _language(request))
        except UserError as failed:
            problem = Words(_language(request)).message(str(failed))
        return self.page(
            request, "query.html", snapshot, 422 if problem else 200, query=query, table=table, problem=problem,
            fields=fields_of(query, given, _language(request)), downloads=_downloads(request, query),
        )  # fmt: skip

    def missing(self, request: Request, snapshot: Snapshot) -> Response:
        return self.page(request, "missing.html", snapshot, 404)


def create_app(
    store: Path,
    *,
    queries: Sequence[Path] = (),
    query_seconds: float = 20.0,
    access: EditingAccess | None = None,
    static: bool = False,
) -> Starlette:
    """The explorer of the store in a directory.

    Args:
        store: The store's directory. It may be written while the explorer runs.
        queries: Folders with stored queries beside those of the package.
        query_seconds: How long a SPARQL query may take before it is stopped.
        access: Who may correct the graph; without it nobody may.
        static: Make pages that work as files, without a server: see `mithaq.explorer.site`.

    Raises:
        UserError: a folder of queries is missing, or a query in it is malformed.
    """
    explorer = _Explorer(store, queries, query_seconds, access is not None)
    explorer.static = static
    editing = []
    if access is not None:
        editor = Editor(explorer.snapshots, explorer.index)
        editing = editing_routes(explorer.snapshots, editor, access, explorer.page)

    def route(path: str, show: Callable[[Request, Snapshot], Response]) -> Route:
        def within(request: Request) -> Response:
            with explorer.snapshots.use() as snapshot:
                return show(request, snapshot)

        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(within, request)

        return Route(path, endpoint)

    def no_store(request: Request, problem: Exception) -> Response:
        return HTMLResponse(explorer.templates.get_template("problem.html").render(problem=problem), 503)

    def not_found(request: Request, problem: Exception) -> Response:
        with explorer.snapshots.use() as snapshot:
            return explorer.missing(request, snapshot)

    return Starlette(
        routes=[
            route("/", explorer.home),
            route("/search", explorer.search),
            route("/suggest", explorer.suggest),
            route("/kind/{kind}", explorer.listing),
            route("/network", explorer.network),
            route("/network/{kind}/{name:path}", explorer.network),
            route("/map", explorer.map),
            route("/compare", explorer.compare),
            route("/queries", explorer.queries),
            route("/queries/{name}", explorer.query),
            route("/id/{kind}/{name:name}", explorer.thing),
            route("/data/{kind}/{name:name}", explorer.data),
            *service_routes(explorer),
            *editing,
            Mount("/static", StaticFiles(packages=[("mithaq.explorer", "static")])),
        ],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={StoreError: no_store, UserError: no_store, 404: not_found},
    )


def _downloads(request: Request, query: StoredQuery) -> dict[str, str]:
    """The addresses of the answer in the forms that the query's kind of answer has."""
    forms = ("ttl", "jsonld", "graphml") if query.form == "CONSTRUCT" else ("csv", "json", "xml")
    return {form: f"?{request.url.include_query_params(format=form).query}" for form in forms}


def _searched(text: str) -> str:
    """What is looked up in the index for what a person typed: quotation marks and NUL are signs of its language."""
    return text.replace('"', " ").replace("\x00", " ")


def _language(request: Request) -> str:
    wanted = request.query_params.get("lang") or request.cookies.get("lang", "")
    if wanted in LANGUAGES:
        return wanted
    accepted = request.headers.get("accept-language", "")
    return "ar" if accepted.lower().startswith("ar") else "en"


def _other_language(request: Request) -> str:
    other = next(known for known in LANGUAGES if known != _language(request))
    path = "/" + quote(str(request.scope["path"]).lstrip("/\\"))
    return f"{path}?{request.url.include_query_params(lang=other).query}"
