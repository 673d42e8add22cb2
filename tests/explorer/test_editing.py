"""Corrections in the browser: each is shown at once, recorded with who and why, and can be undone; and who may."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import requests
from mithaq.corrections import kind_named
from mithaq.explorer import create_app
from mithaq.explorer.editing.access import EditingAccess
from mithaq.explorer.editing.views import slot_fields
from mithaq.store import Store
from mithaq.wikidata import Link, read_links
from mithaq.wikidata.links import write_links
from starlette.applications import Starlette
from starlette.types import Message

from tests.explorer.people import BASE, WHO, Forms, Person
from tests.explorer.servers import ROOT, Explorer, serving
from tests.stores import copied_store

TOKEN = "a long secret word"


@pytest.fixture(scope="module")
def editor(seeds_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """A server with `--edit` over a store of its own."""
    with serving(copied_store(seeds_store, tmp_path_factory.mktemp("editor") / "store"), "--edit") as server:
        yield server


@pytest.fixture
def person(editor: Explorer, seeds_store: Path) -> Iterator[Person]:
    """Someone who may change the store, which is afterwards as it was."""
    yield Person(editor)
    for entry in editor.store.iterdir():
        if not entry.name.startswith(("search-index", "lock")):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    copied_store(seeds_store, editor.store)


def meeting(person: Person) -> str:
    query = "SELECT ?f ?a { ?f a mq:Meeting ; mq:participant ?a } ORDER BY ?f LIMIT 1"
    return person.rows(query)[0]["f"]


def test_reject_is_shown_recorded_and_undone(person: Person) -> None:
    fact, before = meeting(person), person.graph()
    done = person.correct(fact, action="reject")
    assert done.status_code == 200
    assert not person.ask(f"ASK {{ <{fact}> a mq:Meeting }}")
    line = person.log()[-1]
    assert (line["action"], line["who"], line["why"]) == ("reject", WHO, "سبب")
    undone = person.send(person.form(done, "/edit/undo"))
    assert undone.status_code == 200
    assert person.graph() == before
    assert [line["action"] for line in person.log()] == ["reject", "undo"]


def test_the_page_of_a_participant_loses_the_fact(person: Person) -> None:
    fact = meeting(person)
    who = person.rows(f"SELECT ?a {{ <{fact}> mq:participant ?a }}")[0]["a"]
    path = "/id/" + who.removeprefix(BASE)
    assert fact.rpartition("/")[2] in person.open(path).text
    person.correct(fact, action="reject")
    assert fact.rpartition("/")[2] not in person.open(path).text


def test_amend(person: Person) -> None:
    fact = meeting(person)
    before = person.graph()
    page = person.open("/edit/fact", iri=fact)
    done = person.send(person.form(page, "/edit/fact", 1), **{"slot.date": "2016-05-04"})
    assert done.status_code == 200
    assert person.ask('ASK { ?f a mq:Meeting ; mq:date ?d FILTER(STR(?d) = "2016-05-04") }')
    line = person.log()[-1]
    assert (line["action"], line["changes"]) == ("amend", {"date": "2016-05-04"})
    person.send(person.form(person.open("/edit"), "/edit/undo"))
    assert person.graph() == before


def test_a_form_sent_unchanged_changes_nothing(person: Person) -> None:
    page = person.open("/edit/fact", iri=meeting(person))
    refused = person.send(person.form(page, "/edit/fact", 1))
    assert refused.status_code == 422
    assert not (person.explorer.store / "judgements.jsonl").exists()


def test_a_value_of_a_list_is_chosen_by_its_name(person: Person) -> None:
    statement = person.rows("SELECT ?f { ?f a mq:Statement ; mq:act mq:accuse }")[0]["f"]
    page = person.open("/edit/fact", iri=statement)
    form = person.form(page, "/edit/fact", 1)
    assert form["slot.act"] == "accuse"
    assert "condemn" in Forms(page.text).choices["slot.act"]
    assert person.send(form).status_code == 422  # nothing was changed
    arabic = person.open("/edit/fact", iri=statement, lang="ar").text
    assert re.search(r'<option value="condemn">[\u0600-\u06ff ]+</option>', arabic)
    assert person.send(form, **{"slot.act": "condemn"}).status_code == 200
    assert person.ask("ASK { ?f a mq:Statement ; mq:act mq:condemn ; mq:confidence 1.0 }")
    assert person.log()[-1]["changes"] == {"act": "condemn"}


def test_a_slot_of_which_merged_facts_have_several_values_is_no_list() -> None:
    agreement = kind_named("agreement")
    fields = {field.name: field for field in slot_fields(agreement, {"kind": ["accord", "memorandum"]})}
    assert fields["kind"].choices == ()
    assert {field.name: field for field in slot_fields(agreement, {"kind": ["accord"]})}["kind"].choices


def test_a_value_that_a_fact_must_have_cannot_be_cleared(person: Person) -> None:
    page = person.open("/edit/fact", iri=meeting(person)).text
    assert 'name="slot.mode"' in page
    assert 'name="clear" value="mode"' not in page
    assert {field.name for field in slot_fields(kind_named("meeting")) if field.may_be_empty} >= {"date", "place"}


def test_a_wrong_value_is_refused_in_words(person: Person) -> None:
    page = person.open("/edit/fact", iri=meeting(person))
    refused = person.send(person.form(page, "/edit/fact", 1), **{"slot.date": "<b>yesterday"})
    assert refused.status_code == 422
    assert "date" in refused.text
    assert "<b>yesterday" not in refused.text
    assert "Traceback" not in refused.text


def test_add_is_found_by_search_at_once(person: Person) -> None:
    article = "002_a4ad2e80db29f023"
    name = "الإدارات والوكالات"  # words of the article that the rules do not read as a name
    passage = person.rows(
        "SELECT ?s { ?f mq:confidence ?c ; prov:wasDerivedFrom ?p . ?p oa:exact ?s ; "
        f"dcterms:isPartOf <{BASE}article/{article}> }} LIMIT 1"
    )[0]["s"]
    assert name not in person.open("/search", q=name, kind="official").text.partition("<main")[2].partition("<ul")[2]
    before = person.graph()
    page = person.open("/edit/add", article=article, kind="visit")
    unknown = {"slot.visitor": "official:زيدون الفلاني", "slot.destination": "QA"}
    refused = person.send(person.form(page, "/edit/add", 1), passage=passage, **unknown)
    assert refused.status_code == 422
    assert "the article does not have the name" in refused.text
    slots = {"slot.visitor": f"official:{name}", "slot.destination": "QA"}
    done = person.send(person.form(page, "/edit/add", 1), passage=passage, **slots)
    assert done.status_code == 200, done.text
    assert person.ask(f'ASK {{ ?v a mq:Visit ; mq:destination <{BASE}state/QA> ; mq:visitor/rdfs:label "{name}"@ar }}')
    found = person.open("/suggest", q=name).json()
    assert [one["label"] for one in found] == [name]
    assert name in person.open(found[0]["path"]).text
    assert person.send(person.form(person.open("/edit"), "/edit/undo")).status_code == 200
    assert person.graph() == before
    assert person.open("/suggest", q=name).json() == []


def test_add_needs_a_passage_of_the_article(person: Person) -> None:
    page = person.open("/edit/add", article="002_a4ad2e80db29f023", kind="visit")
    refused = person.send(person.form(page, "/edit/add", 1), passage="لم يقل أحد هذا", **{"slot.destination": "QA"})
    assert refused.status_code == 422
    assert "passage" in refused.text
    assert person.open("/edit/add", article="no such article").status_code == 404


def test_review_walks_through_low_confidence(person: Person) -> None:
    first = person.open("/edit/review", below="0.99")
    facts = [person.form(first, "/edit/fact")["fact"]]
    assert 'data-key="KeyY"' in first.text
    assert 'data-key="KeyN"' in first.text
    skipped = person.open("/edit/review", below="0.99", at="1")
    facts.append(person.form(skipped, "/edit/fact")["fact"])
    assert facts[0] != facts[1]
    second = person.send(person.form(first, "/edit/fact"), action="accept")
    assert person.form(second, "/edit/fact")["fact"] == facts[1]
    third = person.send(person.form(second, "/edit/fact"), action="reject")
    assert person.form(third, "/edit/fact")["fact"] not in facts
    assert 'data-key="KeyU"' in third.text
    again = person.send(person.form(third, "/edit/undo"))
    assert person.form(again, "/edit/fact")["fact"] == facts[1]
    assert [line["action"] for line in person.log()] == ["accept", "reject", "undo"]
    assert f'value="{WHO}"' in again.text, "the name is remembered"


def two_officials(person: Person) -> tuple[str, str]:
    """Two persons with one name each."""
    query = "SELECT ?o { ?o a mq:Official FILTER NOT EXISTS { ?o skos:altLabel ?more } } ORDER BY ?o LIMIT 2"
    rows = person.rows(query)
    return rows[0]["o"], rows[1]["o"]


def test_identity_same_different_and_undo(person: Person) -> None:
    one, other = two_officials(person)
    before = person.graph()
    path = "/id/" + other.removeprefix(BASE)
    labels = person.rows(f"SELECT ?l {{ VALUES ?o {{ <{one}> <{other}> }} ?o rdfs:label ?l }}")
    assert len(labels) == 2
    form = person.form(person.open("/edit/identity", iri=one), "/edit/identity")
    done = person.send(form, verdict="same", one=one, other=other)
    assert done.status_code == 200
    judgement = json.loads((person.explorer.store / "judgements.jsonl").read_text("utf-8"))
    assert (judgement["verdict"], judgement["who"], judgement["why"]) == ("same", WHO, "سبب")
    joined = person.open(path)
    assert all(row["l"] in joined.text for row in labels)
    assert len(person.rows("SELECT ?o { ?o a mq:Official }")) == len([t for t in before if "#Official>" in t]) - 1
    canonical = BASE + joined.url.partition("/id/")[2].partition("?")[0]
    apart = person.form(person.open("/edit/identity", iri=canonical), "/edit/identity")
    assert person.send(apart, verdict="different", one=one, other=other).status_code == 200
    assert person.graph() == before
    for _ in range(2):
        overview = person.open("/edit")
        undo = next(f for f in Forms(overview.text).forms if f.get("what") == "identity")
        assert person.send(undo).status_code == 200
    assert not [f for f in Forms(person.open("/edit").text).forms if f.get("what") == "identity"]
    assert person.graph() == before


def test_identity_names_must_be_known_and_two(person: Person) -> None:
    one, _ = two_officials(person)
    form = person.form(person.open("/edit/identity"), "/edit/identity")
    assert person.send(form, verdict="same", one=one, other="<i>nobody</i>").status_code == 422
    assert person.send(form, verdict="same", one=one, other=one).status_code == 422
    assert person.send(form, verdict="perhaps", one=one, other=one).status_code == 422


def test_links_in_batches_and_undo(person: Person) -> None:
    folder = person.explorer.store
    with Store.open(folder, write=True) as store:
        subjects = sorted(
            {row["o"].value for row in store.select("SELECT ?o { ?o a <https://w3id.org/mithaq/ontology#Official> }")}
        )
        links = [
            Link(iri, f"Q{number + 7}", "wikidata", 0.5 + number / 10, "2024-01-01")
            for number, iri in enumerate(subjects[:3])
        ]
        write_links(store, links)
        store.publish()

    def now() -> set[tuple[str, str, str]]:
        with Store.open(folder) as store:
            return {(link.subject, link.qid, link.method) for link in read_links(store)}

    form = person.form(person.open("/edit/links"), "/edit/links")
    assert person.send(form, verdict="accepted").status_code == 422
    chosen = [f"{link.subject} {link.qid}" for link in links[:2]]
    assert person.send(form, verdict="accepted", link=chosen).status_code == 200
    assert {(link.subject, link.qid, "person") for link in links[:2]} <= now()
    assert person.send(form, verdict="rejected", link=f"{links[2].subject} {links[2].qid}").status_code == 200
    assert links[2].qid not in {qid for _, qid, _ in now()}
    assert not person.ask(f"ASK {{ ?s skos:exactMatch <http://www.wikidata.org/entity/{links[2].qid}> }}")
    kept = (folder / "judgements.jsonl").read_text("utf-8")
    assert kept.count(WHO) == 3
    assert kept.count("سبب") == 3
    for _ in range(3):
        undo = next(f for f in Forms(person.open("/edit").text).forms if f.get("what") == "link")
        assert person.send(undo).status_code == 200
    assert "person" not in {method for *_, method in now()}
    assert person.send(form, verdict="accepted", link="http://example.org/ Q1").status_code == 422
    assert person.send(form, verdict="accepted", link=f"{subjects[0]} Q1>").status_code == 422


def test_another_writer_is_reported(person: Person) -> None:
    fact = meeting(person)
    with Store.open(person.explorer.store, write=True):
        refused = person.correct(fact, action="reject")
    assert refused.status_code == 422
    assert "writ" in refused.text
    assert person.correct(fact, action="reject").status_code == 200


def test_who_is_needed(person: Person) -> None:
    assert person.correct(meeting(person), action="reject", who=" \u0000 ").status_code == 422
    assert not (person.explorer.store / "judgements.jsonl").exists()


# ---------------------------------------------------------------- who may


def test_corrections_are_off_by_default(explorer: Explorer) -> None:
    assert explorer.get("/edit").status_code == 404
    assert explorer.post("/edit/fact", data={"fact": "x", "action": "reject"}).status_code == 404
    assert 'href="/edit' not in explorer.get("/id/state/QA").text


CHANGES = ["/edit/fact", "/edit/add", "/edit/identity", "/edit/links", "/edit/undo"]


@pytest.mark.parametrize("path", CHANGES)
def test_forged_forms_are_refused(editing: Person, path: str) -> None:
    """From no session, with another's token, from another site, under another name of the host, through a proxy."""
    url = editing.explorer.url + path
    csrf = editing.form(editing.open("/edit/identity"), "/edit/identity")["csrf"]
    other = Person(editing.explorer)
    other.open("/edit")
    data = {"csrf": csrf, "who": "x", "action": "reject", "fact": meeting(editing), "what": "fact", "ids": "x"}

    def refused(session: requests.Session, headers: dict[str, str], **fields: str) -> bool:
        return session.post(url, data=data | fields, headers=headers, timeout=60).status_code == 403

    assert refused(requests.Session(), {})
    assert refused(other.session, {}), "the token belongs to the session"
    for forged in ("", "0" * 64, "\u0661"):
        assert refused(editing.session, {}, csrf=forged)
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "evil.example"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
        {"X-Forwarded-For": "127.0.0.1"},
    ):
        assert refused(editing.session, headers), headers
    assert editing.session.get(url, params=data, timeout=60).status_code in (200, 404, 405)
    text = editing.session.post(url, data=json.dumps(data), headers={"Content-Type": "text/plain"}, timeout=60)
    assert text.status_code == 403 or text.status_code == 415
    assert not (editing.explorer.store / "judgements.jsonl").exists()


@pytest.fixture(scope="module")
def editing(seeds_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """A server with `--edit` for tests in which nothing is changed."""
    folder = copied_store(seeds_store, tmp_path_factory.mktemp("editing") / "store")
    with serving(folder, "--edit", "--host", "0.0.0.0") as server:
        yield Person(server)


def test_the_cookie_is_for_this_site_and_not_for_scripts(editing: Person) -> None:
    cookie = editing.open("/edit").headers["Set-Cookie"]
    assert "SameSite=strict" in cookie
    assert "HttpOnly" in cookie


def test_no_form_leads_elsewhere(editing: Person) -> None:
    form = editing.form(editing.open("/edit/identity"), "/edit/identity")
    for address in ("https://evil.example/", "//evil.example", "/edit/../../x", "/\\evil", "javascript:alert(1)"):
        answer = editing.send(form, verdict="perhaps", next=address)
        assert answer.status_code == 422
        assert "evil" not in answer.text
        assert "javascript" not in answer.text


def outside() -> str:
    """An address of this computer that is not loopback, empty if it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def test_another_address_needs_a_token(editing: Person) -> None:
    address = outside()
    if not address or address.startswith("127."):
        pytest.skip("this computer has no other address; the next test stands for it")
    url = f"http://{address}:{editing.explorer.port}"
    assert requests.get(f"{url}/", timeout=60).status_code == 200
    assert requests.get(f"{url}/edit", timeout=60).status_code == 403
    local = Person(editing.explorer)
    csrf = local.form(local.open("/edit/identity"), "/edit/identity")["csrf"]
    data = {"csrf": csrf, "who": "x", "action": "reject", "fact": meeting(local)}
    cookies = dict(local.session.cookies)
    assert requests.post(f"{url}/edit/fact", data=data, cookies=cookies, timeout=60).status_code == 403


def status_for(store: Path, client: str, host: str, method: str, path: str) -> int:
    """The status of an answer to a request from an address, given to the application as the server does."""
    headers = [(b"host", host.encode()), (b"content-type", b"application/x-www-form-urlencoded")]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "headers": headers,
        "client": (client, 5000), "server": ("127.0.0.1", 8030), "root_path": "",
    }  # fmt: skip
    statuses: list[int] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"who=x", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    asyncio.run(editing_app(store)(scope, receive, send))
    return statuses[0]


@cache
def editing_app(store: Path) -> Starlette:
    return create_app(store, access=EditingAccess())


OTHERS = ["203.0.113.9", "10.0.0.7", "2001:db8::1", "::ffff:10.0.0.7", "169.254.1.1", "0.0.0.0", "name.example", ""]


@pytest.mark.parametrize("client", OTHERS)
def test_every_other_client_is_refused(seeds_store: Path, client: str) -> None:
    assert status_for(seeds_store, client, "127.0.0.1:8030", "GET", "/") == 200
    assert status_for(seeds_store, client, "127.0.0.1:8030", "GET", "/edit") == 403
    assert all(status_for(seeds_store, client, "127.0.0.1:8030", "POST", path) == 403 for path in CHANGES)


@pytest.mark.parametrize("client", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8030", "localhost:8030", "[::1]:8030", "localhost"])
def test_this_computer_is_let_in(seeds_store: Path, client: str, host: str) -> None:
    assert status_for(seeds_store, client, host, "GET", "/edit") == 200


@pytest.fixture(scope="module")
def guarded(seeds_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """A server with a token."""
    folder = copied_store(seeds_store, tmp_path_factory.mktemp("guarded") / "store")
    with serving(folder, "--edit", environment={"MITHAQ_TOKEN": TOKEN}) as server:
        yield server


def test_with_a_token_everyone_needs_it(guarded: Explorer) -> None:
    person = Person(guarded)
    page = person.open("/edit")
    assert page.status_code == 403
    (form,) = (form for form in Forms(page.text).forms if form[""] == "/edit/login")
    assert person.send(form, token="wrong").status_code == 403
    assert person.open("/edit").status_code == 403
    assert person.send(form, token=TOKEN).status_code == 200
    assert person.correct(meeting(person), action="accept").status_code == 200
    logout = person.form(person.open("/edit"), "/edit/logout")
    person.send(logout)
    assert person.open("/edit").status_code == 403


def test_a_token_without_edit_is_refused(seeds_store: Path) -> None:
    command = [sys.executable, "-m", "mithaq", "serve", "--token", TOKEN, "--store", str(seeds_store)]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert refused.returncode == 2
    assert refused.stderr == "mithaq: --token: give --edit too; without it nobody may correct\n"


def test_a_script_may_carry_the_token(guarded: Explorer) -> None:
    data = {"fact": meeting(Person(guarded)), "action": "reject", "who": "script"}
    for wrong in ("", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer "):
        answer = guarded.post("/edit/fact", data=data, headers={"Authorization": wrong}, allow_redirects=False)
        assert answer.status_code == 403
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert guarded.post("/edit/fact", data=data, headers=headers, allow_redirects=False).status_code == 303


def test_a_short_token_is_refused(seeds_store: Path) -> None:
    command = [sys.executable, "-m", "mithaq", "serve", "--store", str(seeds_store), "--edit", "--token", "short"]
    environment = {"PYTHONPATH": str(ROOT / "loader"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    assert done.returncode == 2
    assert "--token" in done.stderr
    assert "Traceback" not in done.stderr
