"""A server on loopback that speaks the shapes of Wikidata's Action API, and misbehaves when told to."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Json = dict[str, Any]


@dataclass
class Asked:
    """One request as the server saw it: when it came and when its answer began to go out."""

    params: dict[str, str]
    headers: dict[str, str]
    method: str
    came: float
    gone: float = 0.0
    fault: str = ""


@dataclass
class World:
    """The items the server has, and how it is to misbehave: `faults` is asked for each request, by its
    number."""

    items: dict[str, Json] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    faults: Callable[[int, dict[str, str]], str] = lambda number, params: ""
    log: list[Asked] = field(default_factory=list)
    slow: float = 0.0
    endless: bool = False
    turn: threading.Lock = field(default_factory=threading.Lock)

    def questions(self) -> list[dict[str, str]]:
        """The parameters of the requests that were answered well."""
        return [asked.params for asked in self.log if not asked.fault]


def item(
    qid: str, ar: str = "", en: str = "", *, classes: tuple[str, ...] = ("Q5",), states: tuple[str, ...] = (),
    posts: tuple[tuple[str, int | None, int | None], ...] = (), aliases: tuple[str, ...] = (), about: str = "",
    page: str = "", home: str = "P27", **more: list[Json],
) -> Json:  # fmt: skip
    """An item in the API's JSON."""
    claims: Json = {
        "P31": [_claim(qid, "P31", c) for c in classes],
        home: [_claim(qid, home, s) for s in states],
    }
    claims["P39"] = [_claim(qid, "P39", post, _term(start, end)) for post, start, end in posts]
    claims |= more
    labels = {lang: {"language": lang, "value": text} for lang, text in (("ar", ar), ("en", en)) if text}
    return {
        "type": "item", "id": qid, "labels": labels,
        "aliases": {"ar": [{"language": "ar", "value": a} for a in aliases]} if aliases else {},
        "descriptions": {"en": {"language": "en", "value": about}} if about else {},
        "claims": {name: found for name, found in claims.items() if found} or [],
        "sitelinks": {"arwiki": {"site": "arwiki", "title": page, "badges": []}} if page else {},
    }  # fmt: skip


def _claim(owner: str, prop: str, qid: str, qualifiers: Json | None = None) -> Json:
    value = {"entity-type": "item", "id": qid, "numeric-id": int(qid[1:])}
    snak = {"snaktype": "value", "property": prop, "datavalue": {"type": "wikibase-entityid", "value": value}}
    claim: Json = {"mainsnak": snak, "type": "statement", "rank": "normal", "id": f"{owner}$1"}
    return claim | ({"qualifiers": qualifiers} if qualifiers else {})


def _term(start: int | None, end: int | None) -> Json:
    found = {}
    for prop, year in (("P580", start), ("P582", end)):
        if year is not None:
            value = {"time": f"+{year}-06-01T00:00:00Z", "precision": 11, "calendarmodel": "Q1985727"}
            found[prop] = [{"snaktype": "value", "property": prop, "datavalue": {"type": "time", "value": value}}]
    return found


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    world: World
    asked: Asked

    def do_GET(self) -> None:
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

    def _answer(self, query: str) -> None:
        world = self.world
        params = {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}
        asked = Asked(params, dict(self.headers.items()), self.command, time.monotonic())
        with world.turn:
            world.log.append(asked)
            number = len(world.log)
        self.asked = asked
        asked.fault = world.faults(number, params)
        try:
            if asked.fault:
                getattr(self, f"_fault_{asked.fault}")(params)
            else:
                time.sleep(world.slow)
                self._json(respond(world, params))
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            asked.gone = asked.gone or time.monotonic()

    def _json(self, data: object) -> None:
        self._send(200, json.dumps(data, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _send(self, status: int, body: bytes, kind: str = "text/html", **headers: str) -> None:
        self.asked.gone = time.monotonic()  # once the answer is out, the next request may come at any moment
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _fault_busy(self, params: Json) -> None:
        self._send(429, b"Too many requests")

    def _fault_busy_one_second(self, params: Json) -> None:
        self._send(429, b"Too many requests", Retry_After="1")

    def _fault_busy_for_an_hour(self, params: Json) -> None:
        self._send(429, b"Too many requests", Retry_After="3600")

    def _fault_forbidden(self, params: Json) -> None:
        self._send(403, b"Please set a user-agent")

    def _fault_broken(self, params: Json) -> None:
        self._send(500, b"<html>Internal error</html>")

    def _fault_away(self, params: Json) -> None:
        self._send(503, b"Service unavailable", Retry_After="0")

    def _fault_lag(self, params: Json) -> None:
        error = {"code": "maxlag", "info": "Waiting for db1: 6.2 seconds lagged.", "lag": 6.2, "type": "db"}
        body = json.dumps({"error": error, "servedby": "mw1"}).encode()
        self._send(200, body, "application/json", Retry_After="0", X_Database_Lag="6")

    def _fault_page(self, params: Json) -> None:
        self._send(200, "<!DOCTYPE html><html><body>صيانة</body></html>".encode(), "text/html; charset=utf-8")

    def _fault_cut(self, params: Json) -> None:
        body = json.dumps(respond(self.world, params), ensure_ascii=False).encode()
        self._send(200, body[: len(body) // 2], "application/json")

    def _fault_short(self, params: Json) -> None:
        body = json.dumps(respond(self.world, params)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body) + 50))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def _fault_charset(self, params: Json) -> None:
        body = json.dumps(respond(self.world, params) | {"note": "خطأ"}, ensure_ascii=False)
        self._send(200, body.encode("cp1256", "replace"), "application/json; charset=windows-1256")

    def _fault_list(self, params: Json) -> None:
        self._json([1, 2, 3])

    def _fault_drip(self, params: Json) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)
        self.close_connection = True

    def _fault_dripping_headers(self, params: Json) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)
        self.close_connection = True

    def _fault_silent(self, params: Json) -> None:
        time.sleep(0.6)
        self.close_connection = True

    def _fault_reset(self, params: Json) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        raise ConnectionResetError

    def _fault_moved(self, params: Json) -> None:
        self._send(302, b"", Location="http://127.0.0.2:9/w/api.php")

    def _fault_internal(self, params: Json) -> None:
        self._json({"error": {"code": "internal_api_error_DBQueryError", "info": "Database query error"}})

    def _fault_no_such_search(self, params: Json) -> None:
        self._json({"batchcomplete": True})

    def log_message(self, *stated: object) -> None:
        pass


def respond(world: World, params: dict[str, str]) -> Json:
    """The answer of a healthy service."""
    if params.get("action") == "wbsearchentities":
        return _search(world, params)
    if "ids" in params:
        return _by_ids(world, params["ids"].split("|"))
    return _by_titles(world, params["titles"].split("|"), params["sites"])


def _search(world: World, params: dict[str, str]) -> Json:
    text, language = params["search"].casefold(), params["language"]
    start, limit = int(params.get("continue", 0)), int(params["limit"])
    found = [
        {"id": qid, "label": text, "match": {"type": "label", "language": language, "text": text}}
        for qid, one in world.items.items()
        if any(name.casefold().startswith(text) for name in _names(one, language))
    ]
    answer: Json = {
        "searchinfo": {"search": params["search"]},
        "search": found[start : start + limit],
        "success": 1,
    }
    if len(found) > start + limit or world.endless:
        answer["search-continue"] = start + limit
    if world.endless:
        answer["search"] = [{"id": f"Q{9_000_000 + start + i}"} for i in range(limit)]
    return answer


def _names(one: Json, language: str) -> list[str]:
    label = one["labels"].get(language, {}).get("value", "")
    return [n for n in (label, *(a["value"] for a in one["aliases"].get(language, ()))) if n]


def _by_ids(world: World, ids: list[str]) -> Json:
    entities: Json = {}
    for qid in ids:
        if world.items.get(qid) == {}:  # marked as one that makes the whole batch fail
            return {"error": {"code": "no-such-entity", "info": "Could not find an entity.", "id": qid}}
        if qid in world.merged:
            target = world.merged[qid]
            entities[qid] = {**world.items[target], "redirects": {"from": qid, "to": target}}
        elif qid in world.items:
            entities[qid] = world.items[qid]
        else:
            entities[qid] = {"id": qid, "missing": ""}
    return {"entities": entities, "success": 1}


def _by_titles(world: World, titles: list[str], site: str) -> Json:
    entities: Json = {}
    for place, title in enumerate(titles):
        for qid, one in world.items.items():
            if one and one["sitelinks"].get(site, {}).get("title") == title:
                entities[qid] = one
                break
        else:
            entities[f"-{place + 1}"] = {"site": site, "title": title, "missing": ""}
    return {"entities": entities, "success": 1}


@contextmanager
def serving(world: World) -> Iterator[str]:
    """Serve a world on loopback; gives the API's address."""
    handler = type("Handler", (_Handler,), {"world": world})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/w/api.php"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
