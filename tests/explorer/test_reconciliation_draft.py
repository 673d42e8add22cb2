"""The draft of version 1.0 of the Reconciliation API: answers are checked against schemas after its own."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import requests

from tests.explorer.servers import Explorer

ROOT = "/reconcile/draft"
TEXT = {"type": "string"}
SPOKEN = {"lang": TEXT, "dir": {"enum": ["ltr", "rtl", "auto"]}}
"""What the draft allows in every object that has texts for people."""
NAMED = {"type": "object", "properties": {"id": TEXT, "name": TEXT, **SPOKEN}, "required": ["id"]}
SETTING = {
    "type": "object",
    "properties": {
        "type": {"enum": ["number", "text", "checkbox", "select"]}, "id": TEXT, "name": TEXT, "helpText": TEXT,
        **SPOKEN,
    },
    "required": ["type", "id", "name"],
}  # fmt: skip
MANIFEST: dict[str, Any] = {
    "type": "object",
    "required": ["versions", "name", "view"],
    "properties": {
        "versions": {"type": "array", "items": TEXT, "contains": {"const": "1.0-draft"}},
        "name": TEXT,
        **SPOKEN,
        "documentation": TEXT,
        "serviceVersion": TEXT,
        "standardizedScore": {"type": "boolean"},
        "view": {"type": "object", "properties": {"url": {"pattern": r"\{.*id.*\}"}}, "required": ["url"]},
        "defaultTypes": {"type": "array", "items": NAMED, "uniqueItems": True},
        "suggest": {
            "properties": {name: {"type": "boolean"} for name in ("entity", "property", "type")},
            "required": ["entity", "property", "type"],
        },
        "preview": {
            "required": ["width", "height"],
            "properties": {"width": {"type": "integer"}, "height": {"type": "integer"}},
        },
        "extend": {
            "properties": {
                "proposeProperties": {"type": "boolean"},
                "propertySettings": {"type": "array", "items": SETTING},
            }
        },
    },
}
CANDIDATE = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {
        "id": TEXT, "name": TEXT, "description": TEXT, **SPOKEN,
        "score": {"type": "number", "minimum": 0, "maximum": 100}, "match": {"type": "boolean"},
        "type": {"type": "array", "items": NAMED},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "name", "value"],
                "properties": {"id": TEXT, "name": TEXT, "value": {"type": ["boolean", "number"]}, **SPOKEN},
            },
        },
    },
}  # fmt: skip
RESULTS: dict[str, Any] = {
    "type": "object",
    "required": ["results"],
    "properties": {
        "results": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["candidates"],
                "properties": {"candidates": {"type": "array", "items": CANDIDATE}},
            },
        }
    },
}
SUGGESTED = {
    "type": "object",
    "properties": {"id": TEXT, "name": TEXT, "description": TEXT, **SPOKEN},
    "required": ["id", "name"],
}
SUGGESTIONS = {
    "type": "object",
    "required": ["result"],
    "properties": {"result": {"type": "array", "items": SUGGESTED}},
}
PROPOSAL = {
    "type": "object",
    "required": ["properties"],
    "properties": {
        "properties": {"type": "array", "items": SUGGESTED}, "type": TEXT, "limit": {"type": "number"},
    },
}  # fmt: skip
DATE_TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$"


def _value(*required: str, **members: object) -> dict[str, Any]:
    return {"type": "object", "properties": members, "required": list(required), "additionalProperties": False}


VALUE = {
    "oneOf": [
        _value(),
        _value("id", "name", id=TEXT, name=TEXT, description=TEXT, **SPOKEN),
        _value("str", str=TEXT, **SPOKEN),
        _value("float", float={"type": "number"}),
        _value("int", int={"type": "integer"}),
        _value("date", date={"type": "string", "pattern": DATE_TIME}),
    ]
}
EXTENSION: dict[str, Any] = {
    "type": "object",
    "required": ["rows", "meta"],
    "properties": {
        "meta": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "name"],
                "properties": {"id": TEXT, "name": TEXT, "type": NAMED},
            },
        },
        "rows": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": TEXT,
                    "properties": {
                        "type": "array",
                        "items": {"properties": {"id": TEXT, "values": {"type": "array", "items": VALUE}}},
                    },
                },
            },
        },
    },
}


def checked(answer: requests.Response, schema: dict[str, Any]) -> Any:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    jsonschema.Draft202012Validator(schema).validate(answer.json())
    return answer.json()


def named(text: str, *conditions: dict[str, Any], **members: object) -> dict[str, Any]:
    return {"conditions": [{"matchType": "name", "propertyValue": text}, *conditions], **members}


def having(property_id: str, value: object, **members: object) -> dict[str, Any]:
    return {"matchType": "property", "propertyId": property_id, "propertyValue": value, **members}


def match(explorer: Explorer, *queries: object) -> list[list[dict[str, Any]]]:
    answer = explorer.post(f"{ROOT}/match", json={"queries": queries})
    return [one["candidates"] for one in checked(answer, RESULTS)["results"]]


def test_the_manifest(explorer: Explorer) -> None:
    manifest = checked(explorer.get(ROOT), MANIFEST)
    assert "1.0-draft" in manifest["versions"]
    assert requests.get(manifest["view"]["url"].replace("{+id}", "state/QA"), timeout=60).status_code == 200
    assert all(manifest["suggest"].values())


def test_queries_are_answered_in_their_order_as_in_version_0_2(explorer: Explorer) -> None:
    found = match(explorer, named("قطر", type="State", limit=1), named("لا شيء كهذا"), named("ريكس تيليرسون"))
    assert [one["id"] for one in found[0]] == ["state/QA"]
    assert found[0][0]["match"] is True
    assert not any(one["match"] for one in found[1])
    old = explorer.post("/reconcile", data={"queries": json.dumps({"q": {"query": "ريكس تيليرسون"}})}).json()
    assert [(c["id"], c["score"]) for c in found[2]] == [(c["id"], c["score"]) for c in old["q"]["result"]]
    again = explorer.post(f"{ROOT}/reconcile", json={"queries": [named("قطر", type="State", limit=1)]})
    assert checked(again, RESULTS)["results"][0]["candidates"] == found[0]


def test_conditions_on_properties_are_required_and_quantified(explorer: Explorer) -> None:
    right, wrong, neither, every, alone, none = match(
        explorer,
        named("قطر", having("iso3166", "QA", required=True)),
        named("قطر", having("iso3166", "US", required=True)),
        named("قطر", having("iso3166", ["US", "QA"], matchQuantifier="none", required=True), type="State"),
        named("قطر", having("iso3166", ["US", "QA"], matchQuantifier="all"), type="State", limit=1),
        {"type": "State", "conditions": [having("iso3166", "QA")]},
        named("قطر", having("iso3166", "US", matchQuantifier="none"), type="State", limit=1),
    )
    assert [one["id"] for one in right] == ["state/QA"]
    assert "state/QA" not in {one["id"] for one in wrong}
    assert not {"state/QA", "state/US"} & {one["id"] for one in neither}
    assert every[0]["score"] == pytest.approx(70)
    assert [one["id"] for one in alone] == ["state/QA"]
    assert none[0]["score"] == 100


def test_suggestions_proposals_and_the_preview(explorer: Explorer) -> None:
    entities = checked(explorer.get(f"{ROOT}/suggest/entity", params={"prefix": "قطر"}), SUGGESTIONS)["result"]
    assert "state/QA" in {one["id"] for one in entities}
    types = checked(explorer.get(f"{ROOT}/suggest/type", params={"prefix": "off"}), SUGGESTIONS)["result"]
    assert types[0]["id"] == "Official"
    found = checked(explorer.get(f"{ROOT}/suggest/property", params={"prefix": "pos"}), SUGGESTIONS)["result"]
    assert "position" in {one["id"] for one in found}
    asked = {"type": "Official", "limit": "1"}
    assert len(checked(explorer.get(f"{ROOT}/extend/propose", params=asked), PROPOSAL)["properties"]) == 1
    assert "قطر" in explorer.get(f"{ROOT}/preview", params={"id": "state/QA"}).text


def test_extension(explorer: Explorer) -> None:
    asked = {"ids": ["state/QA", "person/nobody"], "properties": [{"id": "wikidata"}, {"id": "iso3166"}]}
    found = checked(explorer.post(f"{ROOT}/extend", json=asked), EXTENSION)
    assert found["rows"] == [
        {"id": "state/QA", "properties": [
            {"id": "wikidata", "values": [{"str": "Q846"}]}, {"id": "iso3166", "values": [{"str": "QA"}]}]},
        {"id": "person/nobody", "properties": [{"id": "wikidata", "values": []}, {"id": "iso3166", "values": []}]},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "{", "{}", '{"queries": {}}', '{"queries": [{}]}', '{"queries": [{"conditions": []}]}',
        '{"queries": [{"query": "a"}]}', '{"queries": [{"conditions": [{"propertyValue": "a"}]}]}',
        '{"queries": [{"conditions": [{"matchType": "name", "propertyValue": 1}]}]}',
        '{"queries": [{"conditions": [{"matchType": "property", "propertyValue": 1}]}]}',
        '{"queries": [{"conditions": [{"matchType": "property", "propertyId": "x"}]}]}',
        '{"queries": [{"conditions": [{"matchType": "property", "propertyId": "x", "propertyValue": 1, '
        '"matchQuantifier": "most"}]}]}',
        '{"queries": [{"limit": -1, "conditions": [{"matchType": "name", "propertyValue": "a"}]}]}', "\ud800",
    ],
)  # fmt: skip
def test_malformed_bodies_are_refused_in_words(explorer: Explorer, body: str) -> None:
    sent = body.encode("utf-8", "surrogatepass")
    answer = explorer.post(f"{ROOT}/match", data=sent, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_other_types_of_bodies_and_too_many_queries_are_refused(explorer: Explorer) -> None:
    assert explorer.post(f"{ROOT}/match", data={"queries": "[]"}).status_code == 415
    assert explorer.post(f"{ROOT}/match", json={"queries": [named("a")] * 501}).status_code == 413
