"""`mithaq authority update`: tables of users and results of Wikidata's query service, merged; and what comes
of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mithaq.cli import cli
from mithaq.errors import UserError
from mithaq.store import Store
from mithaq.wikidata import KnownItems, Subject, decide, read_links
from mithaq.wikidata.known_items import package_items
from mithaq.wikidata.user_table import user_items

TABLE = """\
qid,kind,name_ar,name_en,aliases,states,posts,sources
Q90000300,organization,هيئة الأرصاد الافتراضية,Weather Authority,الأرصاد الافتراضية,OM,,me
Q90000301,official,نايف بن مرزوق الشامخ,Nayef al-Shamikh,,SA,Minister of Defence (SA) 2010–2012,me
Q846,state,دولة قطر الشقيقة,,,QA,,me
"""


def update(source: object, into: Path, *more: str) -> Result:
    result = CliRunner().invoke(cli, ["authority", "update", "--from", str(source), "--into", str(into), *more])
    if result.exception is not None and not isinstance(result.exception, SystemExit | UserError):
        raise result.exception
    return result


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def qid(thing: Subject, table: Path) -> str | None:
    return decide(thing, KnownItems(user_items(table)).candidates(thing)).qid


def test_a_users_table_is_merged_and_used(tmp_path: Path) -> None:
    table = tmp_path / "data" / "authority.csv"
    result = update(write(tmp_path / "mine.csv", TABLE), table)
    assert "3 items, 3 new, 0 changed" in result.output
    body = Subject("x:1", "organization", ("الأرصاد الافتراضية",), states=frozenset({"OM"}))
    assert qid(body, table) == "Q90000300"
    assert decide(body, KnownItems().candidates(body)).qid is None
    assert len(list(user_items(table))) == len(package_items()) + 2
    qatar = next(item for item in user_items(table) if item.qid == "Q846")
    assert {"قطر", "دولة قطر الشقيقة"} <= set(qatar.forms)


def test_the_same_table_again_changes_nothing(tmp_path: Path) -> None:
    table, mine = tmp_path / "authority.csv", write(tmp_path / "mine.csv", TABLE)
    update(mine, table)
    before = table.read_text("utf-8")
    assert "0 new, 0 changed" in update(mine, table).output
    assert table.read_text("utf-8") == before


def test_nothing_known_is_lost(tmp_path: Path) -> None:
    table = tmp_path / "authority.csv"
    update(write(tmp_path / "one.csv", TABLE), table)
    more = "qid,kind,name_ar,states,aliases\nQ90000300,organization,الهيئة الافتراضية للأرصاد,YE,أرصاد\n"
    assert "3 items, 0 new, 1 changed" in update(write(tmp_path / "two.csv", more), table).output
    row = next(line for line in table.read_text("utf-8").splitlines() if line.startswith("Q90000300"))
    assert "الأرصاد الافتراضية|الهيئة الافتراضية للأرصاد|أرصاد" in row
    assert "OM|YE" in row
    assert "هيئة الأرصاد الافتراضية" in row


RESULT = {
    "head": {"vars": ["item", "itemLabel"]},
    "results": {
        "bindings": [
            {
                "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q90000400"},
                "itemLabel": {"type": "literal", "xml:lang": "ar", "value": "مازن بن فهد الزعابي"},
                "country": {"type": "uri", "value": "http://www.wikidata.org/entity/Q842"},
                "positionLabel": {"type": "literal", "xml:lang": "en", "value": label},
                "start": {"type": "literal", "value": f"{start}-01-01T00:00:00Z"},
            }
            for label, start in (("Minister of Interior", 2011), ("Prime Minister", 2015))
        ]
    },
}


def test_a_result_of_the_query_service_is_grouped_by_item(tmp_path: Path) -> None:
    table = tmp_path / "authority.csv"
    source = write(tmp_path / "result.json", json.dumps(RESULT))
    assert "1 items, 1 new" in update(source, table, "--kind", "official").output
    person = next(item for item in user_items(table) if item.qid == "Q90000400")
    assert person.name_ar == "مازن بن فهد الزعابي"
    assert person.states == {"OM"}
    assert [(p.role, p.state, p.start, p.end) for p in person.posts] == [
        ("interiorMinister", "OM", 2011, None), ("headOfGovernment", "OM", 2015, None),
    ]  # fmt: skip


CITY = "http://www.wikidata.org/entity/Q90000400"
AS_CSV = f"item,kind,itemLabel,country\n{CITY},place,مدينة الخيال,OM\n"
AS_TSV = f'?item\t?kind\t?itemLabel\t?country\n<{CITY}>\t"place"\t"مدينة الخيال"@ar\t"OM"\n'


@pytest.mark.parametrize("text", [AS_CSV, AS_TSV])
def test_results_as_text(tmp_path: Path, text: str) -> None:
    table = tmp_path / "authority.csv"
    assert "1 new" in update(write(tmp_path / "result.txt", text), table).output
    assert qid(Subject("x:1", "place", ("مدينة الخيال",), states=frozenset({"OM"})), table) == "Q90000400"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("qid,kind,name_ar\nQ0,place,س\n", "line 2: 'Q0' is not an item"),
        ("qid,kind,name_ar\nQ1\u0663,place,س\n", "line 2"),
        ("#head\nqid,kind,name_ar\nQ90000400,planet,س\n", "line 3: 'planet' is not a kind"),
        ("qid,kind,name_ar,states\nQ90000400,place,س,XX\n", "'XX' is not a state"),
        ("qid,kind\nQ90000400,place\n", "Q90000400 has no name"),
        ("qid,kind,name_ar\nQ846,place,س\n", "one item cannot be two things"),
        ("name,value\n1,2\n", "neither a table"),
        ("", "neither a table"),
        ('{"head": {}}', "not a SPARQL result"),
        ('{"results": {"bindings": [{"item": {"value": "x"}}]}}', "result 1: item 'x' is not a Wikidata item"),
        ("item,itemLabel\nQ90000400,Somewhere\n", "say --kind"),
    ],
)
def test_what_cannot_be_used_is_told_and_changes_nothing(tmp_path: Path, text: str, stated: str) -> None:
    table = tmp_path / "authority.csv"
    result = update(write(tmp_path / "x", text), table)
    assert isinstance(result.exception, UserError)
    assert stated in str(result.exception)
    assert "\n" not in str(result.exception)
    assert not table.exists()


def test_linking_uses_the_users_table(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "authority.csv"
    monkeypatch.setenv("MITHAQ_AUTHORITY", str(table))
    mine = "qid,kind,name_ar,states\nQ90000500,official,سالم بن راشد الهنائي,OM\n"
    update(write(tmp_path / "mine.csv", mine), table)
    CliRunner().invoke(cli, ["link", "--store", str(news)], catch_exceptions=False)
    with Store.open(news) as store:
        made = {link.qid: link for link in read_links(store)}
    assert made["Q90000500"].method == "table"


def test_a_table_is_fetched_from_an_address(tmp_path: Path) -> None:
    import threading
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    write(tmp_path / "mine.csv", TABLE)
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *stated: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/mine.csv?token=hidden#part"
    try:
        alone = update(url, tmp_path / "authority.csv")
        assert isinstance(alone.exception, UserError)
        assert "--contact" in str(alone.exception)
        result = update(url, tmp_path / "authority.csv", "--contact", "t@example.org")
        missing = update(url.replace("mine", "none"), tmp_path / "authority.csv", "--contact", "t@example.org")
    finally:
        server.shutdown()
        server.server_close()
    assert "3 items, 3 new" in result.output
    assert "HTTP 404" in str(missing.exception)
    assert "hidden" not in (tmp_path / "authority.csv").read_text("utf-8")
    assert "hidden" not in str(missing.exception)


@pytest.mark.parametrize("url", ["https://me:pass@127.0.0.1:9/x.csv", "HTTP://me@127.0.0.1:9/x.csv"])
def test_an_address_with_credentials_is_refused(url: str, tmp_path: Path) -> None:
    result = update(url, tmp_path / "authority.csv", "--contact", "t@example.org")
    assert isinstance(result.exception, UserError)
    assert "credentials in a URL" in str(result.exception)
    assert "pass" not in str(result.exception).replace("password", "")
