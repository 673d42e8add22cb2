"""A service that misbehaves, on a real connection: no crash, no wrong link, no error kept, no more requests
than allowed, and the run finishes once the service has recovered."""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from mithaq.wikidata.cache import Cache
from mithaq.wikidata.client import NoAnswer, RateLimits, ServiceClient, ServiceRequest

from tests.wikidata.api_server import World, item, serving
from tests.wikidata.samples import MINISTER, QUICK, RIGHT, SUBJECTS, Run, found, world

PASSING = [
    "busy", "busy_one_second", "broken", "away", "lag", "page", "cut", "short", "charset", "list", "drip",
    "dripping_headers", "silent", "reset", "internal",
]  # fmt: skip
LASTING = ["busy_for_an_hour", "forbidden", "moved"]


def first(count: int, fault: str) -> Callable[[int, dict[str, str]], str]:
    return lambda number, params: fault if number <= count else ""


def assert_polite(service: World, rate_limits: RateLimits = QUICK) -> None:
    """One request at a time, no two begun closer together than the gap."""
    for one, other in itertools.pairwise(service.log):
        assert other.came - one.came >= rate_limits.gap
        if one.fault not in ("drip", "dripping_headers", "silent"):  # the client has hung up; the server is still at it
            assert other.came >= one.gone or other.came - one.came >= rate_limits.gap


def assert_kept_well(folder: Path) -> None:
    """Whatever is kept is an answer to a question, never an error."""
    cache = Cache(folder / "cache.sqlite")
    texts = [row[0] for row in cache._base.execute("SELECT answer FROM answers")]
    cache.close()
    assert not [text for text in texts if "error" in text or "html" in text]


def test_a_healthy_service_links_what_it_knows(tmp_path: Path) -> None:
    service = world()
    with serving(service) as url:
        assert found(Run(url, tmp_path).decide()) == RIGHT
    assert_polite(service)


@pytest.mark.parametrize("fault", PASSING)
def test_a_passing_fault_changes_nothing(fault: str, tmp_path: Path) -> None:
    service = world(faults=first(2, fault))
    with serving(service) as url:
        report = Run(url, tmp_path).decide()
    assert found(report) == RIGHT
    assert not report.stopped
    assert_polite(service)
    assert_kept_well(tmp_path)


@pytest.mark.parametrize("fault", [*PASSING, *LASTING])
@pytest.mark.parametrize("healthy", [0, 3])
def test_a_lasting_fault_ends_the_run_and_a_later_run_finishes_it(fault: str, healthy: int, tmp_path: Path) -> None:
    service = world(faults=lambda number, params: fault if number > healthy else "")
    with serving(service) as url:
        hasty = replace(QUICK, tries=2, read=0.1, deadline=0.2)
        report = Run(url, tmp_path, rate_limits=hasty).decide()
        for iri, qid in found(report).items():
            assert qid in (None, RIGHT[iri])
        assert report.stopped["wikidata"]
        assert len(service.log) <= healthy + 2 * QUICK.max_failures
        assert_polite(service, hasty)
        assert_kept_well(tmp_path)
        service.faults = lambda number, params: ""
        assert found(Run(url, tmp_path).decide()) == RIGHT


def test_an_api_that_is_down_is_named_and_not_a_budget_that_is_used_up(tmp_path: Path) -> None:
    with serving(world()) as url:
        pass  # nobody listens there any more
    report = Run(url, tmp_path, rate_limits=replace(QUICK, tries=2)).decide()
    (reason,) = report.stopped.values()
    host = url.split("/")[2]
    assert reason == (
        f"3 questions in a row went unanswered (no connection to {host}: Connection refused): run again later to go on"
    )


@pytest.mark.parametrize("seed", range(12))
def test_faults_at_any_moment_never_make_a_wrong_link(seed: int, tmp_path: Path) -> None:
    faults = ["", *PASSING[:1], *PASSING[2:10], "reset"]
    service = world(faults=lambda number, params: faults[(number * (seed + 3) + seed * seed) % len(faults)])
    with serving(service) as url:
        for _ in range(3):
            links = found(Run(url, tmp_path, rate_limits=replace(QUICK, read=0.1, deadline=0.2, gap=0.0)).decide())
            assert all(qid in (None, RIGHT[iri]) for iri, qid in links.items())
        service.faults = lambda number, params: ""
        assert found(Run(url, tmp_path).decide()) == RIGHT
    assert_kept_well(tmp_path)


def test_retry_after_is_obeyed(tmp_path: Path) -> None:
    service = world(faults=first(1, "busy_one_second"))
    with serving(service) as url:
        Run(url, tmp_path).decide()
    assert service.log[1].came - service.log[0].came >= 0.95


def test_the_pause_grows_and_has_a_ceiling(tmp_path: Path) -> None:
    pauses: list[float] = []
    service = world(faults=lambda number, params: "busy")
    with serving(service) as url:
        rate_limits = RateLimits(gap=0, tries=8, delay=1, max_delay=10)
        run = Run(url, tmp_path, rate_limits=rate_limits)
        run.client._sleep = pauses.append
        run.client._jitter = lambda: 1.0
        run.api.search("سالم", "ar")
        run.client._jitter = lambda: 0.0
        run.api.search("سالم", "ar")
    assert pauses == [1, 2, 4, 8, 10, 10, 10, 0.5, 1, 2, 4, 5, 5, 5]


def test_a_long_pause_is_not_sat_out(tmp_path: Path) -> None:
    service = world(faults=lambda number, params: "busy_for_an_hour")
    with serving(service) as url:
        report = Run(url, tmp_path).decide()
    assert len(service.log) == 1
    assert "3600 seconds" in report.stopped["wikidata"]


def test_names_go_to_no_other_place(tmp_path: Path) -> None:
    service = world(faults=lambda number, params: "moved")
    with serving(service) as url:
        report = Run(url, tmp_path).decide()
    assert "127.0.0.2" in report.stopped["wikidata"]
    assert len(service.log) == 1


def test_a_deleted_item_is_no_candidate(tmp_path: Path) -> None:
    service = world()
    with serving(service) as url:
        run = Run(url, tmp_path)
        found_items = run.api.items(["Q90000001", "Q90009999"])
    assert found_items["Q90009999"] is None
    assert found_items["Q90000001"] is not None


def test_one_identifier_that_fails_a_batch_does_not_lose_the_others(tmp_path: Path) -> None:
    service = world()
    service.items |= {f"Q8000{n:04}": item(f"Q8000{n:04}", f"اسم {n}") for n in range(1, 60)}
    service.items["Q80000007"] = {}
    asked = [f"Q8000{n:04}" for n in range(1, 60)]
    with serving(service) as url:
        answers = Run(url, tmp_path).api.items(asked)
    assert_polite(service)
    assert answers["Q80000007"] is None
    assert all(answers[qid] for qid in asked if qid != "Q80000007")
    assert all(len(asked.params["ids"].split("|")) <= 50 for asked in service.log)


def test_a_merged_item_gives_the_item_it_was_merged_into(tmp_path: Path) -> None:
    service = world()
    service.merged["Q90000099"] = "Q90000001"
    service.items["Q90000001"]["sitelinks"] = {}
    with serving(service) as url:
        run = Run(url, tmp_path)
        run.cache.put(f"page {url} arwiki {MINISTER.name}", "Q90000099")
        report = run.decide()
    assert found(report) == RIGHT


def test_an_endless_search_is_left(tmp_path: Path) -> None:
    service = world(endless=True)
    with serving(service) as url:
        hits = Run(url, tmp_path).api.search("سالم", "ar")
    assert hits is not None
    assert len(hits) == 20
    assert len(service.log) == 2
    assert_polite(service)


def test_a_search_without_results_list_is_no_answer(tmp_path: Path) -> None:
    service = world(faults=lambda number, params: "no_such_search")
    with serving(service) as url:
        run = Run(url, tmp_path)
        assert run.api.search("سالم", "ar") is None
        service.faults = lambda number, params: ""
        assert run.api.search("سالم", "ar") == ["Q90000001", "Q90000002", "Q90000004"]


def test_a_rival_without_an_answer_forbids_the_link(tmp_path: Path) -> None:
    """The minister's own item is known from another run; the footballer of his name might still be the better
    one."""
    service = world(faults=lambda number, params: "broken" if "Q90000002" in params.get("ids", "") else "")
    with serving(service) as url:
        run = Run(url, tmp_path, rate_limits=replace(QUICK, tries=1))
        run.api.items(["Q90000001", "Q90000004"])
        report = run.decide(MINISTER)
        assert found(report)[MINISTER.iri] is None
        service.faults = lambda number, params: ""
        assert found(Run(url, tmp_path).decide(MINISTER))[MINISTER.iri] == RIGHT[MINISTER.iri]


def test_a_second_run_asks_nothing(tmp_path: Path) -> None:
    service = world()
    with serving(service) as url:
        Run(url, tmp_path).decide()
        sent = len(service.log)
        assert found(Run(url, tmp_path).decide()) == RIGHT
    assert len(service.log) == sent


def test_no_request_beyond_the_budget(tmp_path: Path) -> None:
    service = world()
    with serving(service) as url:
        links: dict[str, str | None] = {}
        for _ in range(20):
            before = len(service.log)
            report = Run(url, tmp_path, limit=1).decide()
            links = found(report)
            assert len(service.log) - before <= 1
            if not report.stopped:
                break
        assert links == RIGHT
        questions = [tuple(sorted(q.items())) for q in service.questions()]
    assert len(questions) == len(set(questions))


def test_who_asks_is_said_and_names_alone_are_sent(tmp_path: Path) -> None:
    service = world()
    with serving(service) as url:
        Run(url, tmp_path).decide()
    names = {name for subject in SUBJECTS for name in subject.names}
    for asked in service.log:
        agent = asked.headers["User-Agent"]
        assert agent.startswith("mithaq/")
        assert "(https://w3id.org/mithaq; tests@example.org) python-requests/" in agent
        assert asked.params["maxlag"] == "5"
        if asked.params.get("language") == "ar":
            assert asked.params["search"] in names
        if "titles" in asked.params:
            assert set(asked.params["titles"].split("|")) <= names
        assert set(asked.params) <= {
            "action", "search", "language", "uselang", "type", "limit", "strictlanguage", "continue", "ids", "titles",
            "sites", "props", "languages", "redirects", "format", "formatversion", "maxlag",
        }  # fmt: skip


def test_a_long_list_of_titles_is_posted(tmp_path: Path) -> None:
    service = world()
    titles = [f"هيئة افتراضية طويلة الاسم رقم {n}" for n in range(100)]
    with serving(service) as url:
        assert set(Run(url, tmp_path).api.pages(titles)) == set(titles)
    assert [asked.method for asked in service.log] == ["POST", "POST"]


def test_a_huge_answer_is_not_read_to_its_end(tmp_path: Path) -> None:
    service = world()
    with serving(service) as url:
        run = Run(url, tmp_path, rate_limits=replace(QUICK, size=100))
        assert run.api.items(["Q90000001"]) == {}
    assert len(service.log) == 1


def test_expired_answers_are_asked_for_again(tmp_path: Path) -> None:
    now = [1_000_000.0]
    cache = Cache(tmp_path / "cache.sqlite", days=2, clock=lambda: now[0])
    cache.put("question", ["answer"])
    now[0] += 1.9 * 86_400
    assert cache.get("question") == ["answer"]
    now[0] += 0.2 * 86_400
    assert cache.get("question") is None


@pytest.mark.parametrize(
    "contact", ["", "me", "you@", "you@example", "a b@example.org", "x@example.org\r\nX: y", "نا@مثال.org"]
)
def test_no_client_without_a_contact(contact: str) -> None:
    from mithaq.errors import UserError
    from mithaq.wikidata.client import ServiceClient

    with pytest.raises(UserError, match="--contact"):
        ServiceClient(contact)


def test_a_question_may_carry_json(tmp_path: Path) -> None:
    service = world(faults=lambda number, params: "list")
    with serving(service) as url:
        assert Run(url, tmp_path).client.ask(ServiceRequest(url, body={"q": 1})).data == [1, 2, 3]


def test_the_passwords_of_netrc_are_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login analyst password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    service = world()
    with serving(service) as url:
        Run(url, tmp_path).decide()
    assert service.log
    assert not [asked for asked in service.log if "Authorization" in asked.headers]


def test_processes_share_a_rate_without_waiting_for_a_hung_request(tmp_path: Path) -> None:
    """Another client starts its request while the first one still waits for its answer."""
    service = world(faults=lambda number, params: "silent" if number == 1 else "")
    lock = tmp_path / "turn"
    limits = replace(QUICK, gap=0.4, tries=1, read=5.0, deadline=5.0)
    clients = [ServiceClient("tests@example.org", limits, lock=lock) for _ in range(2)]
    with serving(service) as url:
        question = ServiceRequest(f"{url}?action=wbgetentities&ids=Q90000001")
        hung = threading.Thread(target=_ask, args=(clients[0], question))
        hung.start()
        while not service.log:
            time.sleep(0.005)
        assert clients[1].ask(question).data["success"] == 1
        assert hung.is_alive()
        hung.join()
    assert service.log[1].came - service.log[0].came >= 0.3
    for client in clients:
        client.close()


def _ask(client: ServiceClient, question: ServiceRequest) -> None:
    with contextlib.suppress(NoAnswer):
        client.ask(question)
