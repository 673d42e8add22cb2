"""Things and items that the tests of linking share. The persons and bodies are made up; states and classes
are real."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mithaq.language.partial_date import PartialDate
from mithaq.wikidata import KnownItems, Subject, decide_all
from mithaq.wikidata.action_api import ActionApi
from mithaq.wikidata.cache import Cache
from mithaq.wikidata.client import Budget, RateLimits, ServiceClient
from mithaq.wikidata.linker import LinkReport
from mithaq.wikidata.model import HeldPost
from mithaq.wikidata.wikidata_source import WikidataSource

from tests.wikidata.api_server import World, item

OMAN, YEMEN = "Q842", "Q805"
MINISTER = Subject(
    "https://w3id.org/mithaq/id/person/minister", "official", ("سالم بن راشد الهنائي",), states=frozenset({"OM"}),
    posts=(HeldPost("defenceMinister", frozenset({"OM"}), PartialDate(2019)),),
)  # fmt: skip
BODY = Subject(
    "https://w3id.org/mithaq/id/organization/body", "organization", ("الهيئة العمانية للأرصاد البحرية",),
    states=frozenset({"OM"}),
)  # fmt: skip
UNKNOWN = Subject("https://w3id.org/mithaq/id/person/unknown", "official", ("نايف بن مرزوق الشامخ",))
SUBJECTS = (MINISTER, BODY, UNKNOWN)
RIGHT = {MINISTER.iri: "Q90000001", BODY.iri: "Q90000003", UNKNOWN.iri: None}
"""What a healthy service makes of the subjects."""


def world(**more: Any) -> World:
    """A service with the minister, a footballer of the same name, a body of a class that only its superclass
    explains, and a disambiguation page."""
    items = [
        item("Q90000001", "سالم بن راشد الهنائي", "Salim al-Hinai", states=(OMAN,), posts=(("Q90000011", 2018, 2021),),
             page="سالم بن راشد الهنائي", about="Omani politician"),
        item("Q90000002", "سالم بن راشد الهنائي", "Salim Hinai", states=(YEMEN,), about="footballer"),
        item("Q90000003", "الهيئة العمانية للأرصاد البحرية", classes=("Q90000021",), states=(OMAN,), home="P17"),
        item("Q90000004", "سالم بن راشد", classes=("Q4167410",)),
        item("Q90000011", "", "Minister of Defence of Oman", classes=("Q4164871",), states=(OMAN,), home="P1001"),
        item("Q90000021", "", "weather service", classes=("Q16889133",), P279=[_above("Q90000022")]),
        item("Q90000022", "", "public body", classes=("Q16889133",), P279=[_above("Q43229")]),
    ]  # fmt: skip
    return World({one["id"]: one for one in items}, **more)


def _above(qid: str) -> dict[str, Any]:
    value = {"entity-type": "item", "id": qid}
    snak = {
        "snaktype": "value",
        "property": "P279",
        "datavalue": {"type": "wikibase-entityid", "value": value},
    }
    return {"mainsnak": snak, "rank": "normal"}


QUICK = RateLimits(gap=0.01, tries=4, delay=0.01, max_delay=2.0, connect=2.0, read=0.3, deadline=0.6)
"""Manners for tests: the same rules, shorter times."""


class Run:
    """One run against a service, with a cache in a folder."""

    def __init__(self, url: str, folder: Path, *, rate_limits: RateLimits = QUICK, limit: int | None = None) -> None:
        self.cache = Cache(folder / "cache.sqlite")
        self.budget = Budget(limit)
        self.client = ServiceClient("tests@example.org", rate_limits, budget=self.budget)
        self.api = ActionApi(self.cache, self.client, url=url)

    def decide(self, *subjects: Subject) -> LinkReport:
        try:
            return decide_all(subjects or SUBJECTS, KnownItems([]), [WikidataSource(self.api)])
        finally:
            self.client.close()
            self.cache.close()


def found(report: LinkReport) -> dict[str, str | None]:
    """The item of each thing that was linked without asking a person."""
    return {decision.subject.iri: decision.qid for decision in report.decisions}
