"""Mutations over HTTP: by POST, never answered from memory, and in the name of whoever sent them."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from db.engine import make_engine, reading
from tests.web.serving import bearing, serving, token

CLOSE = """
mutation ($input: FiscalMonthInput!) {
  fiscalMonthClose(input: $input) { ... on FiscalMonth { month revision } ... on Refusal { code } }
}
"""
OCTOBER = {"source": "NMFA-RCTP", "month": "2019-10", "expectedRevision": 0}
MONTHS = {"query": '{ fundingSource(code: "NMFA-RCTP") { fiscalMonths { month state } } }'}


@pytest.fixture
def finance(sample_url: str) -> Iterator[httpx.Client]:
    """A program of finance's."""
    secret = token(sample_url, "finance", label="ledger-upload")
    with (
        serving(sample_url) as address,
        httpx.Client(base_url=address, timeout=60, headers=bearing(secret)) as client,
    ):
        yield client


def close(client: httpx.Client, **given: Any) -> httpx.Response:
    return client.post("/graphql", json={"query": CLOSE, "variables": {"input": OCTOBER | given}})


def rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    engine = make_engine(url)
    with reading(engine) as session:
        found = [tuple(row) for row in session.execute(text(statement))]
    engine.dispose()
    return found


def test_what_is_done_is_answered_of_the_new_data_and_kept_by_nobody(finance: httpx.Client) -> None:
    before = finance.get("/graphql", params=MONTHS)

    done = close(finance)

    after = finance.get("/graphql", params=MONTHS, headers={"If-None-Match": before.headers["etag"]})
    assert done.json()["data"] == {"fiscalMonthClose": {"month": "2019-10", "revision": 1}}
    assert done.headers["cache-control"] == "no-store"
    assert "etag" not in done.headers
    assert (
        int(done.json()["extensions"]["dataRevision"]) == int(before.json()["extensions"]["dataRevision"]) + 1
    )
    assert after.status_code == 200
    assert {"month": "2019-10", "state": "CLOSED"} in after.json()["data"]["fundingSource"]["fiscalMonths"]


def test_the_same_again_is_another_deed_and_not_an_answer_from_memory(finance: httpx.Client) -> None:
    first, second = close(finance), close(finance)

    assert first.json()["data"]["fiscalMonthClose"] == {"month": "2019-10", "revision": 1}
    assert second.json()["data"]["fiscalMonthClose"] == {"code": "newer-edit"}


def test_by_get_nothing_is_done(finance: httpx.Client, sample_url: str) -> None:
    answer = finance.get("/graphql", params={"query": CLOSE, "variables": f'{{"input": {_json(OCTOBER)}}}'})

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert rows(sample_url, "SELECT count(*) FROM fiscal_month") == [(0,)]


def test_no_mutation_is_exported(finance: httpx.Client, sample_url: str) -> None:
    answer = finance.post("/export.csv", json={"query": CLOSE, "variables": {"input": OCTOBER}})

    assert answer.status_code == 400
    assert rows(sample_url, "SELECT count(*) FROM fiscal_month") == [(0,)]


def test_the_trail_names_the_token_and_where_it_was(finance: httpx.Client, sample_url: str) -> None:
    close(finance, reason="Reported")

    deed = "SELECT who, role, place, reason FROM audit_event WHERE what = 'fiscalMonthClose'"
    assert rows(sample_url, deed) == [("ledger-upload", "finance", "127.0.0.1", "Reported")]


def test_a_key_is_known_after_the_server_was_started_anew(sample_url: str) -> None:
    secret = token(sample_url, "finance")
    answers = []
    for _ in range(2):
        with (
            serving(sample_url) as address,
            httpx.Client(base_url=address, timeout=60, headers=bearing(secret)) as client,
        ):
            answers.append(close(client, clientMutationId="once").json()["data"])

    assert answers[0] == answers[1] == {"fiscalMonthClose": {"month": "2019-10", "revision": 1}}
    assert rows(sample_url, "SELECT revision FROM fiscal_month") == [(1,)]


def test_without_the_right_the_error_says_which_it_is(sample_url: str) -> None:
    with serving(sample_url, role="auditor") as address, httpx.Client(base_url=address, timeout=60) as client:
        answer = close(client).json()

    assert answer["data"] == {"fiscalMonthClose": None}
    assert answer["errors"][0]["extensions"] == {
        "code": "permission-refused",
        "role": "auditor",
        "permission": "ledger.write",
    }


def _json(value: Any) -> str:
    return httpx.Request("POST", "http://x", json=value).content.decode()
