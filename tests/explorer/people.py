"""Somebody who corrects facts in a browser: opens pages, reads their forms, sends them, sees what became of it."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import requests

from tests.explorer.servers import Explorer

BASE = "https://w3id.org/mithaq/id/"
WHO = "هدى"


class Forms(HTMLParser):
    """The hidden fields of each form of a page, and what its lists begin with."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.choices: dict[str, list[str]] = {}
        self._list = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "form":
            self.forms.append({"": known.get("action") or ""})
        elif tag == "input" and known.get("type") == "hidden":
            self.forms[-1][known["name"] or ""] = known.get("value") or ""
        elif tag == "select":
            self._list = known["name"] or ""
            self.choices[self._list] = []
        elif tag == "option" and self._list:
            value = known.get("value") or ""
            self.choices[self._list].append(value)
            if "selected" in known or self._list not in self.forms[-1]:
                self.forms[-1][self._list] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._list = ""


class Person:
    """Someone with a browser at the computer itself."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer, self.session = explorer, requests.Session()

    def open(self, path: str, **params: str) -> requests.Response:
        return self.session.get(self.explorer.url + path, params=params, timeout=120)

    def form(self, page: requests.Response, action: str, place: int = 0) -> dict[str, str]:
        assert page.status_code == 200, page.text
        return [form for form in Forms(page.text).forms if form[""] == action][place]

    def send(self, form: dict[str, str], **fields: Any) -> requests.Response:
        data = {name: value for name, value in form.items() if name} | {"who": WHO, "why": "سبب"} | fields
        return self.session.post(self.explorer.url + form[""], data=data, timeout=120)

    def correct(self, iri: str, **fields: Any) -> requests.Response:
        return self.send(self.form(self.open("/edit/fact", iri=iri), "/edit/fact"), **fields)

    def ask(self, query: str) -> bool:
        return bool(self.explorer.get("/sparql", params={"query": query}).json()["boolean"])

    def rows(self, query: str) -> list[dict[str, str]]:
        found = self.explorer.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in found]

    def graph(self) -> list[str]:
        query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
        answer = self.explorer.get("/sparql", params={"query": query}, headers={"Accept": "application/n-triples"})
        return sorted(answer.text.splitlines())

    def log(self) -> list[dict[str, Any]]:
        lines = (self.explorer.store / "judgements.jsonl").read_text("utf-8").splitlines()
        return [{**line, "action": line["verdict"]} for line in map(json.loads, lines)]
