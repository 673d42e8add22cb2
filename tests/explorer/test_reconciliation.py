"""The Reconciliation Service API 0.2: every answer is checked against a schema written from the specification."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pandas
import pytest
import reconciler
import requests

from tests.explorer.servers import Explorer

TEXT = {"type": "string"}
NAMED = {"type": "object", "properties": {"id": TEXT, "name": TEXT}, "required": ["id"]}
TYPES = {"type": "array", "items": {"oneOf": [NAMED, TEXT]}}
TEMPLATE = {"type": "string", "pattern": r"\{\{id\}\}"}
SERVICE = {"type": "object", "properties": {"service_url": TEXT, "service_path": TEXT}}

MANIFEST: dict[str, Any] = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": TEXT,
        "schemaSpace": TEXT,
        "documentation": TEXT,
        "serviceVersion": TEXT,
        "view": {"type": "object", "properties": {"url": TEMPLATE}, "required": ["url"]},
        "defaultTypes": {"type": "array", "items": NAMED, "uniqueItems": True},
        "suggest": {"type": "object", "properties": {"entity": SERVICE, "property": SERVICE, "type": SERVICE}},
        "preview": {
            "type": "object",
            "properties": {"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}},
            "required": ["url", "width", "height"],
        },
        "extend": {
            "type": "object",
            "properties": {
                "propose_properties": SERVICE,
                "property_settings": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "type": {"enum": ["number", "text", "checkbox", "select"]},
                            "label": TEXT,
                            "name": TEXT,
                            "help_text": TEXT,
                        },
                        "required": ["type", "label", "name"],
                    },
                },
            },
        },
    },
}
RESULTS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "name", "score"],
                    "properties": {
                        "id": TEXT,
                        "name": TEXT,
                        "description": TEXT,
                        "score": {"type": "number", "minimum": 0, "maximum": 100},
                        "match": {"type": "boolean"},
                        "type": TYPES,
                        "features": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "properties": {"id": TEXT, "value": {"type": ["boolean", "number"]}},
                                "required": ["id", "value"],
                            },
                        },
                    },
                },
            }
        },
    },
}
SUGGESTIONS: dict[str, Any] = {
    "type": "object",
    "required": ["result"],
    "properties": {
        "result": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": TEXT, "name": TEXT, "description": TEXT, "notable": TYPES},
                "required": ["id", "name"],
            },
        }
    },
}
DATE_TIME = (
    r"^-?\d{4,}-(1[0-2]|0[1-9])-(3[01]|0[1-9]|[12]\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$"
)
EXTENSION: dict[str, Any] = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": TEXT, "name": TEXT, "type": NAMED},
                "required": ["id", "name"],
            },
        },
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {
                    "type": "array",
                    "items": {
                        "oneOf": [
                            {
                                "type": "object",
                                "properties": {"id": TEXT, "name": TEXT, "description": TEXT},
                                "required": ["id", "name"],
                                "additionalProperties": False,
                            },
                            *(
                                {
                                    "type": "object",
                                    "properties": {key: schema},
                                    "required": [key],
                                    "additionalProperties": False,
                                }
                                for key, schema in (
                                    ("str", TEXT),
                                    ("float", {"type": "number"}),
                                    ("int", {"type": "integer"}),
                                    ("date", {"type": "string", "pattern": DATE_TIME}),
                                )
                            ),
                        ]
                    },
                },
            },
        },
    },
}
PROPOSAL: dict[str, Any] = {
    "type": "object",
    "required": ["properties"],
    "properties": {
        "type": TEXT,
        "limit": {"type": "number"},
        "properties": {"type": "array", "items": {**NAMED, "required": ["id", "name"]}},
    },
}


def checked(answer: requests.Response, schema: dict[str, Any]) -> Any:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    jsonschema.Draft202012Validator(schema).validate(answer.json())
    return answer.json()


def match(explorer: Explorer, **queries: object) -> dict[str, list[dict[str, Any]]]:
    answer = explorer.post("/reconcile", data={"queries": json.dumps(queries)})
    return {key: one["result"] for key, one in checked(answer, RESULTS).items()}


def test_the_manifest(explorer: Explorer) -> None:
    manifest = checked(explorer.get("/reconcile"), MANIFEST)
    assert manifest["identifierSpace"] == "https://w3id.org/mithaq/id/"
    assert {"State", "Official", "Organization"} <= {one["id"] for one in manifest["defaultTypes"]}
    shown = requests.get(manifest["view"]["url"].replace("{{id}}", "state/QA"), timeout=60)
    assert shown.status_code == 200
    for service in manifest["suggest"].values():
        url = service["service_url"] + service["service_path"]
        checked(requests.get(url, params={"prefix": "s"}, timeout=60), SUGGESTIONS)


def test_a_batch_by_get_and_by_post(explorer: Explorer) -> None:
    queries = {"q0": {"query": "قطر", "limit": 3}, "q1": {"query": "ريكس تيلرسون", "type": "Official"}}
    by_post = match(explorer, **queries)
    got = explorer.get("/reconcile", params={"queries": json.dumps(queries)})
    assert {key: one["result"] for key, one in checked(got, RESULTS).items()} == by_post
    assert by_post["q0"][0]["id"] == "state/QA"
    assert by_post["q0"][0]["match"] is True
    assert len(by_post["q0"]) <= 3
    assert by_post["q1"][0]["type"] == [{"id": "Official", "name": "Official"}]


@pytest.mark.parametrize(
    "written", ["قطر", "قَطَر", "Qatar", "qatar", "دولة قطر", "state/QA", "https://w3id.org/mithaq/id/state/QA"]
)
def test_a_state_in_every_spelling(explorer: Explorer, written: str) -> None:
    best = match(explorer, q={"query": written, "type": "State"})["q"][0]
    assert (best["id"], best["match"]) == ("state/QA", True)


def test_misspelt_names_are_found_with_a_lower_score(explorer: Explorer) -> None:
    found = match(
        explorer, exact={"query": "ريكس تيليرسون"}, near={"query": "ركس تيلرسون"}, other={"query": "زيد عبيد"}
    )
    assert found["near"][0]["id"] == found["exact"][0]["id"]
    assert found["near"][0]["score"] < found["exact"][0]["score"] == 100
    assert not any(one["match"] for one in found["other"])
    for candidates in found.values():
        scores = [one["score"] for one in candidates]
        assert scores == sorted(scores, reverse=True)


def test_types_bind_as_the_client_says(explorer: Explorer) -> None:
    found = match(
        explorer,
        free={"query": "قطر"},
        typed={"query": "قطر", "type": "Organization"},
        several={"query": "قطر", "type": ["State", "Organization"], "type_strict": "any"},
        every={"query": "قطر", "type": ["State", "Organization"], "type_strict": "all"},
        should={"query": "قطر", "type": "Organization", "type_strict": "should"},
        unknown={"query": "قطر", "type": "Ship"},
    )
    assert found["free"][0]["id"] == "state/QA"
    assert {one["type"][0]["id"] for one in found["typed"]} <= {"Organization"}
    assert found["several"][0]["id"] == "state/QA"
    assert found["every"] == [] == found["unknown"]
    (state,) = (one for one in found["should"] if one["id"] == "state/QA")
    assert state["score"] == pytest.approx(70)
    assert {"id": "type", "value": False} in state["features"]


def test_properties_raise_and_lower_scores(explorer: Explorer) -> None:
    name = {"query": "قطر", "type": "State"}
    found = match(
        explorer,
        right={**name, "properties": [{"pid": "iso3166", "v": "QA"}, {"pid": "wikidata", "v": "Q846"}]},
        wrong={**name, "properties": [{"pid": "iso3166", "v": "US"}]},
        several={**name, "properties": [{"pid": "iso3166", "v": ["US", "QA"]}]},
        alone={"type": "State", "properties": [{"pid": "iso3166", "v": "QA"}]},
        nothing={**name, "properties": [{"pid": "no such property", "v": True}]},
    )
    assert found["right"][0]["score"] == 100
    assert found["several"][0]["score"] == 100
    assert found["wrong"][0]["score"] == pytest.approx(70)
    assert found["nothing"][0]["score"] == pytest.approx(70)
    assert [one["id"] for one in found["alone"]] == ["state/QA"]


def test_suggestions(explorer: Explorer) -> None:
    found = checked(explorer.get("/reconcile/suggest/entity", params={"prefix": "تيلير"}), SUGGESTIONS)["result"]
    assert found
    assert all(one["notable"] == [{"id": "Official", "name": "Official"}] for one in found)
    every = checked(explorer.get("/reconcile/suggest/entity", params={"prefix": "ا"}), SUGGESTIONS)["result"]
    rest = checked(explorer.get("/reconcile/suggest/entity", params={"prefix": "ا", "cursor": "3"}), SUGGESTIONS)[
        "result"
    ]
    assert [one["id"] for one in rest][: len(every) - 3] == [one["id"] for one in every][3:]
    types = checked(explorer.get("/reconcile/suggest/type", params={"prefix": "off"}), SUGGESTIONS)["result"]
    assert types == [{"id": "Official", "name": "Official"}]
    properties = checked(explorer.get("/reconcile/suggest/property", params={"prefix": "pos"}), SUGGESTIONS)["result"]
    assert {"id": "position", "name": "position"} in properties


def test_extension(explorer: Explorer) -> None:
    proposed = checked(explorer.get("/reconcile/properties", params={"type": "Official"}), PROPOSAL)
    assert "position" in {one["id"] for one in proposed["properties"]}
    (person,) = match(explorer, q={"query": "ريكس تيليرسون", "type": "Official", "limit": 1})["q"]
    asked = {
        "ids": [person["id"], "state/QA", "person/nobody", '"><script>'],
        "properties": [
            {"id": "position"}, {"id": "wikidata"}, {"id": "iso3166"},
            {"id": "alternativeName", "settings": {"limit": 1}},
        ],
    }  # fmt: skip
    for answer in (
        explorer.post("/reconcile", data={"extend": json.dumps(asked)}),
        explorer.get("/reconcile", params={"extend": json.dumps(asked)}),
    ):
        found = checked(answer, EXTENSION)
        assert set(found["rows"]) == set(asked["ids"])
        assert found["rows"]["state/QA"]["wikidata"] == [{"str": "Q846"}]
        assert found["rows"]["state/QA"]["iso3166"] == [{"str": "QA"}]
        assert len(found["rows"]["state/QA"]["alternativeName"]) <= 1
        assert found["rows"]["person/nobody"] == {p["id"]: [] for p in asked["properties"]}
        positions = found["rows"][person["id"]]["position"]
        assert positions
        assert all(one["id"].startswith("post/") for one in positions)
        assert found["meta"][0]["type"] == {"id": "Post", "name": "Post"}


def test_dates_are_extended_as_dates(explorer: Explorer) -> None:
    query = "SELECT ?a ?d { ?a a mq:Agreement ; mq:signedOn ?d FILTER(STRLEN(STR(?d)) = 10) } LIMIT 1"
    rows = explorer.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    id = rows[0]["a"]["value"].removeprefix("https://w3id.org/mithaq/id/")
    asked = {"ids": [id], "properties": [{"id": "signedOn"}]}
    found = checked(explorer.post("/reconcile", data={"extend": json.dumps(asked)}), EXTENSION)
    assert found["rows"][id]["signedOn"] == [{"date": f"{rows[0]['d']['value']}T00:00:00Z"}]


def test_the_preview_is_a_page_for_frames(explorer: Explorer) -> None:
    manifest = explorer.get("/reconcile").json()
    answer = requests.get(manifest["preview"]["url"].replace("{{id}}", "state/QA"), timeout=60)
    assert answer.status_code == 200
    assert "قطر" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert explorer.get("/reconcile/preview", params={"id": "state/<b>"}).status_code == 404


@pytest.mark.parametrize(
    "queries",
    [
        "", "{", "[]", "null", "7", '{"q": []}', '{"q": {}}', '{"q": {"query": 7}}', '{"q": {"query": "  "}}',
        '{"q": {"query": "a", "limit": -1}}', '{"q": {"query": "a", "limit": "many"}}',
        '{"q": {"query": "a", "limit": 1e999}}',
        '{"q": {"query": "a", "type": {"id": 1}}}', '{"q": {"query": "a", "type_strict": "never"}}',
        '{"q": {"query": "a", "surprise": 1}}', '{"q": {"query": "a", "properties": {"pid": "x"}}}',
        '{"q": {"query": "a", "properties": [{"pid": 1, "v": 1}]}}', '{"q": {"query": "\\ud800"}}', '{"q": NaN}',
        "[" * 100_000, json.dumps({"q": {"query": "a" * 2000}}),
    ],
)  # fmt: skip
def test_malformed_queries_are_refused_in_words(explorer: Explorer, queries: str) -> None:
    answer = explorer.post("/reconcile", data={"queries": queries})
    assert answer.status_code == 400
    assert answer.json()["status"] == "error"
    assert answer.json()["message"]


def test_batches_are_bounded(explorer: Explorer) -> None:
    many = {f"q{n}": {"query": "a"} for n in range(501)}
    assert explorer.post("/reconcile", data={"queries": json.dumps(many)}).status_code == 413
    ids = {"ids": [str(n) for n in range(1001)], "properties": []}
    assert explorer.post("/reconcile", data={"extend": json.dumps(ids)}).status_code == 413
    assert match(explorer) == {}


def test_openrefine_may_ask_from_its_own_address(explorer: Explorer) -> None:
    answer = requests.options(
        f"{explorer.url}/reconcile",
        headers={"Origin": "http://127.0.0.1:3333", "Access-Control-Request-Method": "POST"},
        timeout=60,
    )
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_client_reconciler(explorer: Explorer) -> None:
    column = pandas.Series(["قطر", "الولايات المتحدة", "السعودية"])
    found = reconciler.reconcile(column, type_id="State", reconciliation_endpoint=f"{explorer.url}/reconcile")
    assert list(found["id"]) == ["state/QA", "state/US", "state/SA"]
    assert list(found["match"]) == [True, True, True]
    assert set(found["type_id"]) == {"State"}
    codes = pandas.Series(["QA", "US", "XX"])
    by_code = reconciler.reconcile(
        column,
        type_id="State",
        property_mapping={"iso3166": codes},
        reconciliation_endpoint=f"{explorer.url}/reconcile",
    )
    assert list(by_code["score"]) == pytest.approx([100, 100, 70])


def test_ids_have_no_characters_that_addresses_escape(explorer: Explorer) -> None:
    """Clients put an id into the addresses of the manifest as it is."""
    found = match(explorer, **{f"q{n}": {"query": word, "limit": 20} for n, word in enumerate(["ا", "قمة", "وزير"])})
    ids = [one["id"] for candidates in found.values() for one in candidates]
    assert ids
    assert all(re.fullmatch(r"[a-z]+/[\w.~%-]+", id, re.ASCII) for id in ids)
