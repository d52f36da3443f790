"""The two media types of an answer, and what its status means in each."""

from typing import Any

import httpx
import pytest

from web.graphql_media import JSON, RESPONSE, negotiate


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("application/json; charset=utf-8", JSON),
        ("application/graphql-response+json", RESPONSE),
        ("application/graphql-response+json; charset=utf-8", RESPONSE),
        ("Application/GraphQL-Response+JSON", RESPONSE),
        ("application/json, application/graphql-response+json", RESPONSE),
        ("application/graphql-response+json, application/json;q=0.9", RESPONSE),
        ("application/graphql-response+json;q=0.8, application/json;q=0.9", JSON),
        ("application/graphql-response+json;q=0.8, */*;q=0.9", JSON),
        ("application/graphql-response+json, */*", RESPONSE),
        ("application/json, */*", JSON),
        ("application/json;q=0, */*", RESPONSE),
        ("application/graphql-response+json;q=0, */*", JSON),
        ("text/html,application/xhtml+xml,*/*;q=0.8", JSON),
        ("text/html", None),
        ("application/json;q=0", None),
        ("application/json; charset=iso-8859-1", None),
        ("application/json;q=many", None),
        ("application/json;q=nan", None),
        (",;=,", None),
    ],
)
def test_the_client_gets_what_it_wants_most(accept: str | None, media_type: str | None) -> None:
    assert negotiate(accept) == media_type


def test_a_client_that_wants_neither_is_told_which_there_are(client: httpx.Client) -> None:
    answer = client.get("/graphql?query={__typename}", headers={"Accept": "image/png"})

    assert answer.status_code == 406
    assert RESPONSE in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "asked",
    [
        {"query": "{"},
        {"query": "{ nothing }"},
        {"query": "query A { __typename }", "operationName": "B"},
        {"query": "query ($id: ID!) { node(id: $id) { id } }"},
        {"query": "query ($id: ID!) { node(id: $id) { id } }", "variables": {"id": None}},
        {
            "query": "query ($q: Quarter) { events(where: {quarter: $q}) { totalCount } }",
            "variables": {"q": "5"},
        },
        {"query": "{" + "__typename " * 32 + "}"},
        {"query": "query ($n: Int) { events(first: $n) { nodes { code } } }", "variables": {"n": 10**6}},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}},
    ],
)
def test_a_request_that_cannot_be_executed_has_no_data(client: httpx.Client, asked: dict[str, Any]) -> None:
    told = client.post("/graphql", json=asked, headers={"Accept": RESPONSE})
    old = client.post("/graphql", json=asked, headers={"Accept": JSON})

    assert (told.status_code, told.headers["content-type"]) == (400, f"{RESPONSE}; charset=utf-8")
    assert (old.status_code, old.headers["content-type"]) == (200, f"{JSON}; charset=utf-8")
    assert told.json().keys() == old.json().keys() == {"errors"}


def test_a_field_that_fails_leaves_the_request_executed(client: httpx.Client) -> None:
    query = '{ programme(code: "RCTP") { events(first: 1, after: "nowhere") { totalCount } } }'

    answer = client.post("/graphql", json={"query": query}, headers={"Accept": RESPONSE})

    assert answer.status_code == 200
    assert answer.json().keys() == {"data", "errors", "extensions"}
