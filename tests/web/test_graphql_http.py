"""GraphQL over HTTP, as a program meets it."""

import gzip
import socket
from urllib.parse import urlsplit

import httpx
import pytest
import structlog
from gql import Client, gql
from gql.transport.httpx import HTTPXTransport

from db.engine import make_engine
from tests import office
from tests.web.serving import execute, serving

JSON = {"Content-Type": "application/json"}
MEDIA = "application/graphql-response+json"


def test_a_usual_client_reads_the_api(address: str) -> None:
    with Client(
        transport=HTTPXTransport(url=f"{address}/graphql"), fetch_schema_from_transport=True
    ) as session:
        answer = session.execute(gql('{ fundingSource(code: "NMFA-RCTP") { code } }'))

    assert answer == {"fundingSource": {"code": "NMFA-RCTP"}}


def test_the_files_that_a_report_names_are_at_those_addresses(client: httpx.Client) -> None:
    office.require("soffice")
    query = (
        '{ report(source: "NMFA-RCTP", period: "2020-Q1") { ... on Report { files { path mediaType } } } }'
    )

    files = client.post("/graphql", json={"query": query}).json()["data"]["report"]["files"]

    assert [file["path"] for file in files] == [
        "/reports/NMFA-RCTP/2020-Q1/narrative.docx",
        "/reports/NMFA-RCTP/2020-Q1/financial.xlsx",
        "/reports/NMFA-RCTP/2020-Q1/results.xlsx",
        "/reports/NMFA-RCTP/2020-Q1/events.xlsx",
        "/reports/NMFA-RCTP/2020-Q1/iati.xml",
        "/reports/NMFA-RCTP/2020-Q1/pack.zip",
        "/reports/NMFA-RCTP/2020-Q1/narrative.pdf",
        "/reports/NMFA-RCTP/2020-Q1/financial.pdf",
    ]
    for file in files:
        assert client.head(file["path"]).headers["content-type"] == file["mediaType"]


def test_every_answer_over_the_sample_says_so(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": "{ events(first: 1) { nodes { code } } }"}).json()

    assert answer["extensions"]["notice"].startswith("SAMPLE DATA")


def test_an_answer_over_a_database_without_sample_data_says_nothing_of_it(migrated_url: str) -> None:
    with serving(migrated_url) as address:
        answer = httpx.post(f"{address}/graphql", json={"query": "{ dataNotice }"}, timeout=60).json()

    assert answer["data"] == {"dataNotice": None}
    assert "notice" not in answer["extensions"]


def test_a_query_may_come_in_the_address(client: httpx.Client) -> None:
    answer = client.get("/graphql", params={"query": "{ __typename }"})

    assert answer.json()["data"] == {"__typename": "Query"}
    assert answer.headers["cache-control"] == "private, no-cache"


def test_a_browser_gets_the_editor_and_a_program_without_a_query_does_not(client: httpx.Client) -> None:
    browser = client.get("/graphql", headers={"Accept": "text/html,*/*;q=0.8"})
    program = client.get("/graphql", headers={"Accept": "*/*"})

    assert browser.headers["content-type"] == "text/html; charset=utf-8"
    assert (program.status_code, program.headers["content-type"]) == (
        400,
        "application/json; charset=utf-8",
    )


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
        b'{"query": "{ __typename }", "variables": "{}"}',
        b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 50_000,
        b'{"query": "{ __typename }", "operationName": 5}',
        b'{"query": "{ __typename }", "extensions": [1]}',
        b'{"query": "{ __typename }", "extensions": {"persistedQuery": 5}}',
        b'{"query": "\\ud800"}',
        b'[{"query": "{ __typename }"}]',
        b"true",
        b"[]",
        b'"' + b"x" * 5000 + b'"',
        b"NaN",
        b'{"query": NaN}',
        b'{"query": "{ __typename }", "variables": {"a": NaN}}',
        b'{"query": "{ __typename }", "variables": {"a": Infinity}}',
        b'{"query": "{ __typename }", "variables": {"a": 1e400}}',
        b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 5000 + b"}}",
        b'{"query": "{ __typename }", "variables": {"a": "\\ud800"}}',
        b"{'query': '{ __typename }'}",
        b'{"query": "{ __typename }",}',
        b'{"query": "{ __typename }"} {"query": "{ __typename }"}',
        b'{"query": "{ __typename }" // why\n}',
        b'{"query": "a\nb"}',
        b'{"query": "\x00"}',
        b"\xef\xbb\xbf" + b'{"query": "{ __typename }"}',
        '{"query": "{ __typename }"}'.encode("utf-16"),
        gzip.compress(b'{"query": "{ __typename }"}', mtime=0),
        b"query=%7B__typename%7D",
        b'--x\r\nContent-Disposition: form-data; name="query"\r\n\r\n{ __typename }\r\n--x--',
        b"{ __typename }",
        b"\x00" * 200,
        b'{"query": null}',
        b'{"query": ""}',
        b'{"query": ["{ __typename }"]}',
    ],
)
def test_a_body_that_is_no_question_is_the_callers_mistake(client: httpx.Client, body: bytes) -> None:
    answer = client.post("/graphql", content=body, headers=JSON)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"]["code"] == "bad-request"


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ("[" * 300 + "]" * 300, "limit-exceeded"),
        ('{"a":' * 900 + "1" + "}" * 900, "limit-exceeded"),
        ("[" + "1," * 2500 + "1]", "limit-exceeded"),
        ("18446744073709551616", None),
    ],
)
def test_variables_that_nobody_would_send_are_the_callers_mistake(
    client: httpx.Client, variables: str, code: str | None
) -> None:
    body = f'{{"query": "{{ __typename }}", "variables": {{"a": {variables}}}}}'

    answer = client.post("/graphql", content=body, headers=JSON)

    assert answer.status_code == 200
    assert [error["extensions"]["code"] for error in answer.json().get("errors", [])] == [code] * bool(code)


def test_of_a_name_that_stands_twice_the_last_counts(client: httpx.Client) -> None:
    answer = client.post("/graphql", content=b'{"query": "{", "query": "{ __typename }"}', headers=JSON)

    assert answer.json()["data"] == {"__typename": "Query"}


@pytest.mark.parametrize("in_pieces", [False, True])
def test_a_body_beyond_the_limit_is_not_read(client: httpx.Client, in_pieces: bool) -> None:
    body = b'{"query": "{ __typename }", "filler": "%s"}' % (b"x" * 256_000)

    answer = client.post("/graphql", content=iter([body]) if in_pieces else body, headers=JSON)

    assert answer.status_code == 413
    assert answer.headers["vary"] == "Accept, Accept-Encoding, Authorization, Cookie"
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "bad-request"
    assert error["message"] == "A request may have up to 256,000 bytes; ask for less in one request."


def test_a_client_that_leaves_before_it_has_asked_is_no_failure_of_ours(migrated_url: str) -> None:
    with structlog.testing.capture_logs() as log, serving(migrated_url) as address:
        place = urlsplit(address)
        with socket.create_connection((place.hostname, place.port), timeout=30) as connection:
            connection.sendall(
                b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b"Content-Length: 100\r\nExpect: 100-continue\r\n\r\n"
            )
            assert connection.recv(100).startswith(b"HTTP/1.1 100 ")  # it waits for the body

    assert [line["event"] for line in log] == ["request"]


@pytest.mark.parametrize(
    "media_type",
    [
        "",
        "text/plain",
        "text/plain; application/json",
        "application/jsonx",
        "application/graphql",
        "application/json; charset=iso-8859-1",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ],
)
def test_a_form_of_a_foreign_page_cannot_ask(client: httpx.Client, media_type: str) -> None:
    answer = client.post(
        "/graphql", content=b'{"query": "{ __typename }"}', headers={"Content-Type": media_type}
    )

    assert answer.status_code == 415


@pytest.mark.parametrize("media_type", ["application/json", "Application/JSON; Charset=UTF-8"])
def test_json_is_taken_in_utf_8_however_that_is_written(client: httpx.Client, media_type: str) -> None:
    body = '{"query": "{ __type(name: \\"თბილისი\\") { name } }"}'.encode()

    answer = client.post("/graphql", content=body, headers={"Content-Type": media_type})

    assert (answer.status_code, answer.json()["data"]) == (200, {"__type": None})


def test_a_compressed_body_is_not_taken(client: httpx.Client) -> None:
    answer = client.post("/graphql", content=b"x", headers={**JSON, "Content-Encoding": "gzip"})

    assert answer.status_code == 415


@pytest.mark.parametrize(
    "path",
    [
        "/graphql?query={__typename}&query={__typename}",
        "/graphql?query={__typename}&variables=[]",
        "/graphql?query={__typename}&variables={",
        "/graphql?query={__typename}&extensions=5",
        "/graphql?query=",
        "/graphql?variables={}",
    ],
)
def test_an_address_that_is_no_question_is_the_callers_mistake(client: httpx.Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"]["code"] == "bad-request"


def test_the_address_may_carry_variables_and_a_name(client: httpx.Client) -> None:
    query = "query A { __typename } query B($n: String!) { __type(name: $n) { name } }"

    answer = client.get(
        "/graphql", params={"query": query, "variables": '{"n": "Event"}', "operationName": "B"}
    )

    assert answer.json()["data"] == {"__type": {"name": "Event"}}


def test_nothing_is_changed_by_a_get(client: httpx.Client) -> None:
    answer = client.get("/graphql", params={"query": "mutation { __typename }"})

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
def test_another_method_is_told_which_there_are(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/graphql")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (None, "several operations; say in `operationName` which one"),
        ("", "several operations; say in `operationName` which one"),
        ("C", "no operation named 'C'"),
    ],
)
def test_which_operation_is_meant_is_never_guessed(client: httpx.Client, name: str | None, said: str) -> None:
    query = "query A { __typename } query B { __typename }"

    answer = client.post("/graphql", json={"query": query, "operationName": name}).json()

    assert said in answer["errors"][0]["message"]
    assert "data" not in answer


def test_two_operations_without_names_are_an_error(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": "{ __typename } { __typename }"}).json()

    assert answer.keys() == {"errors"}


def test_a_long_answer_is_compressed_for_those_who_take_it(client: httpx.Client) -> None:
    query = "{ __schema { types { name description } } }"

    packed = client.post("/graphql", json={"query": query})
    plain = client.post("/graphql", json={"query": query}, headers={"Accept-Encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json()["data"] == plain.json()["data"]
    assert {each.strip() for each in packed.headers["vary"].split(",")} == {
        "Accept",
        "Accept-Encoding",
        "Authorization",
        "Cookie",
    }


def test_an_unknown_field_is_named(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": "{ nothing }"})

    assert answer.json()["errors"][0]["message"].startswith("Cannot query field 'nothing' on type 'Query'.")


def test_a_failure_that_we_expect_has_its_words_and_its_code(client: httpx.Client) -> None:
    query = '{ events(first: 1, after: "nowhere") { nodes { code } } }'

    (error,) = client.post("/graphql", json={"query": query}).json()["errors"]

    assert error["extensions"]["code"] == "cursor-refused"
    assert "leave it out to begin anew" in error["message"]


def test_of_a_failure_that_nobody_expects_only_an_id_is_told(sample_url: str) -> None:
    execute(sample_url, "ALTER TABLE organisation RENAME TO organisation_of_old")

    with serving(sample_url) as address, structlog.testing.capture_logs() as log:
        answer = httpx.post(f"{address}/graphql", json={"query": "{ organisations { nodes { code } } }"})

    (error,) = answer.json()["errors"]
    (logged,) = [line for line in log if line["event"] == "internal error"]
    assert error["extensions"] == {"code": "internal-error"}
    assert error["message"] == f"internal error, id {logged['id']}; the log says more"
    assert "organisation" in str(logged["exc_info"])


@pytest.mark.parametrize("media_type", [MEDIA, "application/json"])
def test_a_failure_outside_of_every_field_is_told_like_one_inside(sample_url: str, media_type: str) -> None:
    """Without the revision's table no answer can be begun."""
    engine = make_engine(sample_url)
    headers = {"Accept": media_type, "Origin": "https://dashboard.example"}

    with (
        serving(sample_url, allowed_origins="https://dashboard.example") as address,
        structlog.testing.capture_logs() as log,
    ):
        with engine.begin() as connection:  # not by `writing`, which counts in this table
            connection.exec_driver_sql("ALTER TABLE data_revision RENAME TO revision_of_old")
        answer = httpx.get(f"{address}/graphql?query={{__typename}}", headers=headers)
    engine.dispose()

    (error,) = answer.json()["errors"]
    (logged,) = [line for line in log if line["event"] == "internal error"]
    assert (answer.status_code, answer.headers["content-type"]) == (500, f"{media_type}; charset=utf-8")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "https://dashboard.example"
    assert error["extensions"] == {"code": "internal-error"}
    assert error["message"] == f"internal error, id {logged['id']}; the log says more"
    assert "data_revision" in str(logged["exc_info"])
