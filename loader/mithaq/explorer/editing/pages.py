"""The routes of the pages of corrections."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote, unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from mithaq.api.judging import name_as_written
from mithaq.corrections import KINDS, kind_named
from mithaq.errors import UserError
from mithaq.explorer.editing import views
from mithaq.explorer.editing.access import COOKIE, EditingAccess, Session
from mithaq.explorer.editing.actions import Editor, Note
from mithaq.explorer.http_requests import RefusedRequestError, clean_text, fields_of_body
from mithaq.explorer.snapshot import Snapshot, Snapshots

__all__ = ["editing_routes"]

_WHO_COOKIE: Final = "mithaq-who"
_LONGEST_NAME: Final = 100
_LONGEST_NOTE: Final = 2_000
_LONGEST_PASSAGE: Final = 5_000
_BELOW: Final = 0.7
_LOGIN_SECONDS: Final = 1.0
"""How long a wrong token waits for its answer."""
_IDS = re.compile(r"[0-9a-f]{4,40}(,[0-9a-f]{4,40}){0,99}")
_WHO_SECONDS = 365 * 24 * 3600

_Render = Callable[..., Response]
Form = dict[str, list[str]]


class _Pages:
    def __init__(self, snapshots: Snapshots, editor: Editor, access: EditingAccess, render: _Render) -> None:
        self.snapshots, self.editor, self.access, self._render = snapshots, editor, access, render

    # pages

    def overview(self, request: Request, snapshot: Snapshot) -> dict[str, Any]:
        corrections, judgements = views.recorded(snapshot)
        return {
            "corrections": corrections[:200],
            "judgements": judgements[:200],
            "link_judgements": views.link_judgements(snapshot)[:200],
            "waiting": len(views.waiting(snapshot, _BELOW)),
            "name_of": lambda iri: name_as_written(snapshot.store, iri),
        }

    def fact(self, request: Request, snapshot: Snapshot) -> dict[str, Any] | None:
        form = views.fact_form(snapshot, request.query_params.get("iri", ""))
        return None if form is None else {"form": form, "next": ""}

    def review(self, request: Request, snapshot: Snapshot) -> dict[str, Any]:
        below = _number(request.query_params.get("below", ""), _BELOW)
        place = int(_number(request.query_params.get("at", ""), 0.0))
        facts = views.waiting(snapshot, below)
        at = min(place, max(len(facts) - 1, 0))
        form = views.fact_form(snapshot, facts[at].iri) if facts else None
        here = f"/edit/review?{urlencode({'below': below, 'at': at})}"
        ahead = f"/edit/review?{urlencode({'below': below, 'at': at + 1})}" if at + 1 < len(facts) else ""
        reason = facts[at].reason if facts else ""
        return {"form": form, "place": at, "total": len(facts), "reason": reason, "next": here, "skip": ahead}

    def add(self, request: Request, snapshot: Snapshot) -> dict[str, Any] | None:
        article = request.query_params.get("article", "")
        if snapshot.store.article_iri(article) is None:
            return None
        chosen = next((kind for kind in KINDS if kind.name == request.query_params.get("kind", "")), None)
        fields = views.slot_fields(chosen) if chosen else ()
        return {
            "article": article, "kinds": [kind.name for kind in KINDS], "kind": chosen.name if chosen else "",
            "fields": fields, "passage": clean_text(request.query_params.get("passage", ""), _LONGEST_PASSAGE),
        }  # fmt: skip

    def identity(self, request: Request, snapshot: Snapshot) -> dict[str, Any]:
        iri = request.query_params.get("iri", "")
        return {"iri": iri, "names": views.names_of_thing(snapshot, iri) if iri else []}

    def links(self, request: Request, snapshot: Snapshot) -> dict[str, Any]:
        return {"rows": views.links_to_review(snapshot)}

    # changes: each returns the ids of corrections that can be undone

    def change_fact(self, form: Form, note: Note) -> list[str]:
        fact, action = _one(form, "fact"), _one(form, "action")
        if action == "reject":
            return self.editor.reject(fact, note)
        if action == "accept":
            return self.editor.accept(fact, note)
        if action != "amend":
            raise UserError("choose what to do with the fact")
        with self.snapshots.use() as snapshot:
            known = views.fact_form(snapshot, fact)
        if known is None:
            raise UserError("the graph has no such fact")
        changes = views.changes_of(known, _slots(form), frozenset(form.get("clear", ())))
        return self.editor.amend(fact, changes, note)

    def change_add(self, form: Form, note: Note) -> list[str]:
        kind = kind_named(_one(form, "kind"))
        typed = _slots(form)
        slots = {
            name: [line.strip() for line in typed[name].split("\n") if line.strip()]
            for name in kind.slots & typed.keys()
        }
        return self.editor.add(
            kind.name, _one(form, "article"), _one(form, "passage"), {n: v for n, v in slots.items() if v}, note
        )

    def change_identity(self, form: Form, note: Note) -> list[str]:
        verdict = _one(form, "verdict")
        if verdict not in ("same", "different"):
            raise UserError("say whether the names are the same or different")
        self.editor.judge("same" if verdict == "same" else "different", _one(form, "one"), _one(form, "other"), note)
        return []

    def change_links(self, form: Form, note: Note) -> list[str]:
        links = [(subject, item) for subject, _, item in (text.rpartition(" ") for text in form.get("link", ()))]
        if not links:
            raise UserError("choose at least one link")
        verdict = _one(form, "verdict")
        if verdict not in ("accepted", "rejected"):
            raise UserError("accept or reject the links")
        self.editor.judge_links("accepted" if verdict == "accepted" else "rejected", links, note)
        return []

    def change_undo(self, form: Form, note: Note) -> list[str]:
        what = _one(form, "what")
        if what == "fact":
            self.editor.undo([id for id in _one(form, "ids").split(",") if id], note)
        elif what == "identity":
            self.editor.withdraw(_one(form, "one"), _one(form, "other"), note)
        elif what == "link":
            self.editor.undo_link(_one(form, "subject"), _one(form, "item"), note)
        else:
            raise UserError("choose what to undo")
        return []

    # requests

    async def show(
        self, request: Request, template: str, values: Callable[[Request, Snapshot], dict[str, Any] | None]
    ) -> Response:
        """A page with forms."""
        try:
            session = self.access.session(request)
        except RefusedRequestError as refused:
            return await run_in_threadpool(self._problem, request, str(refused), refused.status)
        if session is None:
            return await run_in_threadpool(self._login_page, request, 403)
        return await run_in_threadpool(self._show, request, template, values, session)

    def _show(
        self,
        request: Request,
        template: str,
        values: Callable[[Request, Snapshot], dict[str, Any] | None],
        session: Session,
    ) -> Response:
        undo = request.query_params.get("undo", "")
        with self.snapshots.use() as snapshot:
            try:
                shown = values(request, snapshot)
            except UserError as problem:
                return self._render(request, "edit_problem.html", snapshot, 422, problem=str(problem), back="/edit")
            if shown is None:
                return self._render(request, "missing.html", snapshot, 404)
            common = {
                "csrf": session.csrf,
                "who": clean_text(unquote(request.cookies.get(_WHO_COOKIE, "")), _LONGEST_NAME),
                "undo": undo if _IDS.fullmatch(undo) else "",
                "done": "done" in request.query_params,
                "has_token": self.access.needs_token,
                "here": _local(f"{request.url.path}?{request.url.query}"),
            }
            response = self._render(request, template, snapshot, **{**common, **shown})
        self.access.remember(request, response, session)
        response.headers["Cache-Control"] = "no-store"
        return response

    async def change(self, request: Request, act: Callable[[Form, Note], list[str]]) -> Response:
        """A form that came in."""
        try:
            form = _grouped(await fields_of_body(request))
            self.access.check_change(request, _one(form, "csrf"))
        except RefusedRequestError as refused:
            return await run_in_threadpool(self._problem, request, str(refused), refused.status)
        note = Note(clean_text(_one(form, "who"), _LONGEST_NAME), clean_text(_one(form, "why"), _LONGEST_NOTE))
        back = _local(_one(form, "next")) or "/edit"
        if not note.who:
            return await run_in_threadpool(self._problem, request, "say who you are: a name or initials", 422, back)
        try:
            made = await run_in_threadpool(act, form, note)
        except (UserError, ValueError) as problem:
            return await run_in_threadpool(self._problem, request, " ".join(str(problem).split()), 422, back)
        response = RedirectResponse(_with_undo(back, made), 303)
        response.set_cookie(_WHO_COOKIE, quote(note.who), max_age=_WHO_SECONDS, samesite="strict", httponly=True)
        return response

    async def login(self, request: Request) -> Response:
        """The token that a person gives."""
        try:
            form = _grouped(await fields_of_body(request))
            self.access.check_origin(request)
        except RefusedRequestError as refused:
            return await run_in_threadpool(self._problem, request, str(refused), refused.status)
        if not self.access.knows_token(_one(form, "token")):
            await asyncio.sleep(_LOGIN_SECONDS)
            return await run_in_threadpool(self._login_page, request, 403, wrong=True)
        response = RedirectResponse("/edit", 303)
        self.access.remember(request, response, self.access.new_session())
        return response

    async def logout(self, request: Request) -> Response:
        """Forget the session."""
        response = RedirectResponse("/", 303)
        response.delete_cookie(COOKIE)
        return response

    def _login_page(self, request: Request, status: int, wrong: bool = False) -> Response:
        with self.snapshots.use() as snapshot:
            return self._render(request, "edit_login.html", snapshot, status, wrong=wrong)

    def _problem(self, request: Request, what: str, status: int, back: str = "/edit") -> Response:
        with self.snapshots.use() as snapshot:
            return self._render(request, "edit_problem.html", snapshot, status, problem=what, back=back)


def editing_routes(snapshots: Snapshots, editor: Editor, access: EditingAccess, render: _Render) -> list[BaseRoute]:
    """The routes of the pages of corrections.

    Args:
        snapshots: The states of the store.
        editor: What makes the changes.
        access: Who may.
        render: Renders a template for a request and a state (`request, template, snapshot, status, **values`).
    """
    pages = _Pages(snapshots, editor, access, render)
    shown: Mapping[str, tuple[str, Callable[[Request, Snapshot], dict[str, Any] | None]]] = {
        "/edit": ("edit.html", pages.overview),
        "/edit/fact": ("edit_fact.html", pages.fact),
        "/edit/review": ("edit_review.html", pages.review),
        "/edit/add": ("edit_add.html", pages.add),
        "/edit/identity": ("edit_identity.html", pages.identity),
        "/edit/links": ("edit_links.html", pages.links),
    }
    changed: Mapping[str, Callable[[Form, Note], list[str]]] = {
        "/edit/fact": pages.change_fact,
        "/edit/add": pages.change_add,
        "/edit/identity": pages.change_identity,
        "/edit/links": pages.change_links,
        "/edit/undo": pages.change_undo,
    }
    return [
        *(_page(pages, path, template, values) for path, (template, values) in shown.items()),
        *(_change(pages, path, act) for path, act in changed.items()),
        Route("/edit/login", pages.login, methods=["POST"]),
        Route("/edit/logout", pages.logout, methods=["POST"]),
    ]


def _page(
    pages: _Pages, path: str, template: str, values: Callable[[Request, Snapshot], dict[str, Any] | None]
) -> Route:
    async def endpoint(request: Request) -> Response:
        return await pages.show(request, template, values)

    return Route(path, endpoint, methods=["GET"])


def _change(pages: _Pages, path: str, act: Callable[[Form, Note], list[str]]) -> Route:
    async def endpoint(request: Request) -> Response:
        return await pages.change(request, act)

    return Route(path, endpoint, methods=["POST"])


def _grouped(fields: list[tuple[str, str]]) -> Form:
    form: Form = {}
    for name, value in fields:
        form.setdefault(name, []).append(clean_text(value.replace("\r\n", "\n"), _LONGEST_PASSAGE))
    return form


def _one(form: Form, name: str) -> str:
    return form.get(name, [""])[-1]


def _slots(form: Form) -> dict[str, str]:
    return {name.removeprefix("slot."): values[-1] for name, values in form.items() if name.startswith("slot.")}


def _number(typed: str, default: float) -> float:
    try:
        number = float(typed[:12])
    except ValueError:
        return default
    return number if 0 <= number < 1e7 else default


def _local(address: str) -> str:
    """An address of a page of corrections, empty if it is any other."""
    return address if re.fullmatch(r"/edit(/[a-z]+)?(\?[\w.~%&=+:/,-]*)?", address, re.ASCII) else ""


def _with_undo(address: str, ids: list[str]) -> str:
    """The address to go back to, with what can be undone there."""
    path, _, query = address.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith(("undo=", "done="))]
    shown = [f"undo={','.join(ids)}"] if ids else []
    return f"{path}?{'&'.join([*kept, 'done=1', *shown])}"
