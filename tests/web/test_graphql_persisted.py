"""Queries by their hashes: Apollo's automatic form, and a list of the only ones that are answered."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from db.errors import Malformed
from tests.web.serving import serving
from web.graphql_persisted import read_list

QUERY = "{ __typename }"
OTHER = "query Other { __typename }"


def named(query: str) -> dict[str, Any]:
    digest = sha256(query.encode()).hexdigest()
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}}


def test_a_query_that_was_sent_once_is_known_by_its_hash(client: httpx.Client) -> None:
    query = "{ thisIs: __typename }"

    unknown = client.post("/graphql", json=named(query))
    sent = client.post("/graphql", json={"query": query, **named(query)})
    known = client.post("/graphql", json=named(query))
    by_get = client.get("/graphql", params={"extensions": json.dumps(named(query)["extensions"])})

    (error,) = unknown.json()["errors"]
    assert unknown.status_code == 200
    assert error["message"] == "PersistedQueryNotFound"
    assert error["extensions"] == {"code": "PERSISTED_QUERY_NOT_FOUND"}
    for answer in (sent, known, by_get):
        assert answer.json()["data"] == {"thisIs": "Query"}


def test_a_query_whose_answer_was_kept_is_known_by_its_hash_too(client: httpx.Client) -> None:
    query = '{ country(code: "MD") { nameEn } }'
    client.post("/graphql", json={"query": query})

    client.post("/graphql", json={"query": query, **named(query)})
    known = client.post("/graphql", json=named(query))

    assert known.json()["data"] == {"country": {"nameEn": "Moldova"}}


def test_a_query_that_does_not_fit_the_schema_is_not_remembered(client: httpx.Client) -> None:
    client.post("/graphql", json={"query": "{ nothing }", **named("{ nothing }")})

    answer = client.post("/graphql", json=named("{ nothing }"))

    assert answer.json()["errors"][0]["message"] == "PersistedQueryNotFound"


@pytest.mark.parametrize(
    "persisted",
    [
        {"version": 1, "sha256Hash": "0" * 64},  # of another text
        {"version": 2, "sha256Hash": sha256(QUERY.encode()).hexdigest()},
        {"version": 1, "sha256Hash": "abc"},
        {"version": 1},
        [],
    ],
)
def test_a_hash_that_cannot_be_right_is_refused(client: httpx.Client, persisted: Any) -> None:
    asked = {"query": QUERY, "extensions": {"persistedQuery": persisted}}

    assert client.post("/graphql", json=asked).status_code == 400


def test_with_a_list_no_other_query_is_answered(migrated_url: str, tmp_path: Path) -> None:
    listed = tmp_path / "queries.json"
    listed.write_text(json.dumps({sha256(QUERY.encode()).hexdigest(): QUERY}))

    with serving(migrated_url, listed_queries=listed) as address, httpx.Client(base_url=address) as client:
        by_hash = client.post("/graphql", json=named(QUERY)).json()
        by_text = client.post("/graphql", json={"query": QUERY}).json()
        refused = [
            client.post("/graphql", json=asked).json()
            for asked in ({"query": OTHER}, named(OTHER), {"query": OTHER, **named(OTHER)})
        ]
        empty = client.post("/graphql", json={})

    assert by_hash["data"] == by_text["data"] == {"__typename": "Query"}
    for answer in refused:
        assert answer.keys() == {"errors"}
        assert answer["errors"][0]["extensions"]["code"] == "query-not-listed"
    assert empty.status_code == 400


def test_a_manifest_as_apollo_writes_it_is_a_list(tmp_path: Path) -> None:
    digest = sha256(OTHER.encode()).hexdigest()
    manifest = tmp_path / "manifest.json"
    operation = {"id": digest, "name": "Other", "type": "query", "body": OTHER}
    manifest.write_text(
        json.dumps({"format": "apollo-persisted-query-manifest", "version": 1, "operations": [operation]})
    )

    assert read_list(manifest) == {digest: OTHER}


@pytest.mark.parametrize(
    "content", ["", "5", "[1]", '{"a": 5}', '{"operations": [1]}', '{"0": "{ __typename }"}']
)
def test_a_list_that_cannot_be_used_is_named_at_the_start(tmp_path: Path, content: str) -> None:
    listed = tmp_path / "queries.json"
    listed.write_text(content)

    with pytest.raises(Malformed):
        read_list(listed)


def test_a_list_that_is_not_there_is_named_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="is not a list of queries"):
        read_list(tmp_path / "nowhere.json")
