"""What a query costs, and what happens beyond it; what an installation may choose about that."""

import httpx
import pytest

from tests.web.serving import serving

TWENTY_EVENTS = "{ events(first: 20) { nodes { code title } } }"


def test_every_answer_says_what_it_cost(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": TWENTY_EVENTS}).json()

    assert answer["extensions"]["cost"] == {"spent": 42, "most": 50_000}


def test_a_query_beyond_its_budget_is_told_by_how_much(client: httpx.Client) -> None:
    query = "query ($rows: Int) { events(first: $rows) { nodes { code } } }"

    answer = client.post("/graphql", json={"query": query, "variables": {"rows": 60_000}}).json()

    (error,) = answer["errors"]
    assert error["extensions"] == {"code": "limit-exceeded", "limit": "cost", "most": 50_000}
    assert error["message"].startswith(
        "one request may have up to 50,000 of cost, which is fields times rows, and this has 60,002; "
    )


@pytest.mark.parametrize(
    "document",
    [
        "{ a " * 190 + "}" * 190,
        "{ a " * 400,
        "{ ... " * 190 + "__typename" + "}" * 190,
        "{ a(b: " + "[" * 900,
        "{ a(b: " + "[" * 400 + "]" * 400 + ") }",
        "{ a(b: " + "{b: " * 200 + "1" + "}" * 200 + ") }",
        "query ($a: " + "[" * 400 + "Int" + "]" * 400 + ") { a(b: $a) }",
        "{ ...F0 }" + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(120)),
        "{ ...F0 }" + " ".join(f"fragment F{n} on Query {{ ...F{n // 2} }}" for n in range(120)),
        "query " + "(" * 900,
        "@" * 900,
        "\u0000",
        '{ event(code: "\\ud800") { code } }',
        '{ event(code: "',
        "{ events(first: -1e999) { totalCount } }",
        "{ events(after: true) { totalCount } }",
        "{ __schema { " + "types { fields { type { " * 60,
        "extend type Query { a: Int }",
    ],
)
def test_a_document_made_to_break_something_is_an_error_of_the_caller(
    client: httpx.Client, document: str
) -> None:
    answer = client.post("/graphql", json={"query": document})

    assert answer.status_code == 200
    assert answer.json().keys() == {"errors"}
    assert {error["extensions"]["code"] for error in answer.json()["errors"]} <= {
        "bad-request",
        "limit-exceeded",
    }


def test_the_budget_of_those_who_read_the_ledger_is_a_setting(migrated_url: str) -> None:
    with serving(migrated_url, ledger_cost_limit=41) as address:
        answer = httpx.post(f"{address}/graphql", json={"query": TWENTY_EVENTS}).json()

    assert answer["errors"][0]["extensions"]["most"] == 41


def test_the_largest_page_of_those_who_read_the_ledger_is_a_setting(migrated_url: str) -> None:
    with serving(migrated_url, ledger_page_limit=19) as address:
        answer = httpx.post(f"{address}/graphql", json={"query": TWENTY_EVENTS}).json()

    assert "may ask for up to 19 rows at once" in answer["errors"][0]["message"]


def test_introspection_is_a_setting(migrated_url: str) -> None:
    with serving(migrated_url, introspection=False) as address:
        answer = httpx.post(
            f"{address}/graphql", json={"query": "{ __schema { queryType { name } } }"}
        ).json()

    assert answer.keys() == {"errors"}
    assert "introspection" in answer["errors"][0]["message"]


def test_pages_of_other_origins_read_nothing_unless_they_are_allowed(sqlite_address: str) -> None:
    asking = {"Origin": "https://dashboard.example", "Access-Control-Request-Method": "POST"}

    preflight = httpx.options(f"{sqlite_address}/graphql", headers=asking)
    answer = httpx.get(f"{sqlite_address}/graphql?query={{__typename}}", headers=asking)

    assert preflight.status_code == 405
    assert "access-control-allow-origin" not in preflight.headers
    assert "access-control-allow-origin" not in answer.headers


def test_pages_of_an_allowed_origin_may_ask(migrated_url: str) -> None:
    asking = {
        "Origin": "https://dashboard.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    foreign = asking | {"Origin": "https://elsewhere.example"}

    with serving(migrated_url, allowed_origins="https://a.example https://dashboard.example") as address:
        preflight = httpx.options(f"{address}/graphql", headers=asking)
        answer = httpx.post(f"{address}/graphql", json={"query": "{ __typename }"}, headers=asking)
        refused = httpx.options(f"{address}/graphql", headers=foreign)

    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == "https://dashboard.example"
    assert answer.headers["access-control-allow-origin"] == "https://dashboard.example"
    assert "access-control-allow-origin" not in refused.headers
