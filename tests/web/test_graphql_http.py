"""GraphQL over HTTP, as a program meets it."""

import httpx
import pytest
import structlog
from gql import Client, gql
from gql.transport.httpx import HTTPXTransport

from tests.web.serving import execute, serving

JSON = {"Content-Type": "application/json"}


def test_a_usual_client_reads_the_api(address: str) -> None:
    with Client(
        transport=HTTPXTransport(url=f"{address}/graphql"), fetch_schema_from_transport=True
    ) as session:
        answer = session.execute(gql('{ fundingSource(code: "NMFA-RCTP") { code } }'))

    assert answer == {"fundingSource": {"code": "NMFA-RCTP"}}


def test_the_files_that_a_report_names_are_at_those_addresses(client: httpx.Client) -> None:
    query = '{ report(source: "NMFA-RCTP", period: "2020-Q1") { files { path mediaType } } }'

    files = client.post("/graphql", json={"query": query}).json()["data"]["report"]["files"]

    assert [file["path"] for file in files] == [
        "/reports/NMFA-RCTP/2020-Q1/narrative.docx",
        "/reports/NMFA-RCTP/2020-Q1/financial.xlsx",
    ]
    for file in files:
        assert client.head(file["path"]).headers["content-type"] == file["mediaType"]


def test_every_answer_over_the_sample_says_so(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": "{ events(first: 1) { nodes { code } } }"}).json()

    assert answer["extensions"]["notice"].startswith("SAMPLE DATA")


def test_an_answer_over_a_database_without_sample_data_says_nothing_of_it(migrated_url: str) -> None:
    with serving(migrated_url) as address:
        answer = httpx.post(f"{address}/graphql", json={"query": "{ dataNotice }"}, timeout=60).json()

    assert answer == {"data": {"dataNotice": None}}


def test_a_query_may_come_in_the_address(client: httpx.Client) -> None:
    answer = client.get("/graphql", params={"query": "{ __typename }"})

    assert answer.json()["data"] == {"__typename": "Query"}
    assert answer.headers["cache-control"] == "no-store"


def test_a_browser_gets_the_editor_and_a_program_without_a_query_does_not(client: httpx.Client) -> None:
    browser = client.get("/graphql", headers={"Accept": "text/html,*/*;q=0.8"})
    program = client.get("/graphql", headers={"Accept": "*/*"})

    assert browser.headers["content-type"] == "text/html; charset=utf-8"
    assert (program.status_code, program.headers["content-type"]) == (400, "application/json")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"5",
        b'"{ __typename }"',
        b"9" * 5000,
        b"\xff\xfe",
        b"[" * 100_000,
        b"{}",
        b'{"query": 5}',
        b'{"query": "{ __typename }", "variables": []}',
        b'[{"query": "{ __typename }"}]',
    ],
)
def test_a_body_that_is_no_question_is_the_callers_mistake(client: httpx.Client, body: bytes) -> None:
    answer = client.post("/graphql", content=body, headers=JSON)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"]["code"] == "bad-request"


def test_a_body_beyond_the_limit_is_not_read(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": "{ __typename }", "filler": "x" * 256_000})

    assert answer.status_code == 413


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/jsonx", "application/x-www-form-urlencoded"]
)
def test_a_form_of_a_foreign_page_cannot_ask(client: httpx.Client, media_type: str) -> None:
    answer = client.post(
        "/graphql", content=b'{"query": "{ __typename }"}', headers={"Content-Type": media_type}
    )

    assert answer.status_code == 415


def test_an_unknown_field_is_named(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": "{ nothing }"})

    assert answer.json()["errors"][0]["message"].startswith("Cannot query field 'nothing' on type 'Query'.")


def test_a_failure_that_we_expect_has_its_words_and_its_code(client: httpx.Client) -> None:
    query = '{ report(source: "NOBODY", period: "2019-Q4") { source } }'

    (error,) = client.post("/graphql", json={"query": query}).json()["errors"]

    assert error["extensions"]["code"] == "not-found"
    assert "NOBODY" in error["message"]


def test_of_a_failure_that_nobody_expects_only_an_id_is_told(sample_url: str) -> None:
    execute(sample_url, "ALTER TABLE organisation RENAME TO organisation_of_old")

    with serving(sample_url) as address, structlog.testing.capture_logs() as log:
        answer = httpx.post(f"{address}/graphql", json={"query": "{ organisations { nodes { code } } }"})

    (error,) = answer.json()["errors"]
    (logged,) = [line for line in log if line["event"] == "internal error"]
    assert error["extensions"] == {"code": "internal-error"}
    assert error["message"] == f"internal error, id {logged['id']}; the log says more"
    assert "organisation" in str(logged["exc_info"])
