"""Clients that people have: each asks with a variable, walks a list both ways, and meets two errors."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gql import Client, gql
from gql.client import SyncClientSession
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport

from tests import node

PROJECT = Path(__file__).parent / "clients"

NEWEST_FIRST = [
    "EVT-2020-ONL-02",
    "EVT-2020-BZY-01",
    "EVT-2020-GNA-01",
    "EVT-2020-TBS-02",
    "EVT-2020-KIV-02",
    "EVT-2020-LWO-01",
    "EVT-2020-ONL-01",
    "EVT-2020-BUS-01",
    "EVT-2020-TBS-01",
    "EVT-2020-MSQ-01",
    "EVT-2020-KIV-01",
    "EVT-2020-KBP-01",
    "EVT-2019-TBS-01",
]

EVENTS = """
query ($first: Int, $after: String, $last: Int, $before: String) {
  events(first: $first, after: $after, last: $last, before: $before) {
    nodes { code }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""


@pytest.fixture(scope="session")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Apollo Client and urql, with a script for each."""
    return node.install(PROJECT, tmp_path_factory.mktemp("installed") / "clients")


def seen_by(script: Path, address: str) -> Any:
    return json.loads(node.run(script, f"{address}/graphql"))


def test_apollo_client_reads_the_api_and_sends_hashes_for_queries(clients: Path, address: str) -> None:
    seen = seen_by(clients / "apollo.mjs", address)

    assert seen == {
        "variable": "SAMPLE-0000",
        "forwards": NEWEST_FIRST,
        "backwards": NEWEST_FIRST,
        "badCursor": ["cursor-refused"],
        "noSuchField": ["bad-request"],
        "persistedByPost": [
            "POST hash: PERSISTED_QUERY_NOT_FOUND",
            "POST text: answered",
            "POST hash: answered",
        ],
        "persistedByGet": [
            "GET hash: PERSISTED_QUERY_NOT_FOUND",
            "POST text: answered",
            "GET hash: answered",
        ],
    }


def test_urql_reads_the_api(clients: Path, address: str) -> None:
    seen = seen_by(clients / "urql.mjs", address)

    assert seen == {
        "variable": "SAMPLE-0000",
        "forwards": NEWEST_FIRST,
        "backwards": NEWEST_FIRST,
        "badCursor": ["cursor-refused"],
        "noSuchField": ["bad-request"],
    }


@pytest.fixture
def session(address: str) -> Iterator[SyncClientSession]:
    """The usual client of Python, which holds queries against the schema itself where it is told to."""
    transport = HTTPXTransport(url=f"{address}/graphql", timeout=60)
    with Client(transport=transport) as opened:
        yield opened


def asked(query: str, **variables: Any) -> Any:
    request = gql(query)
    request.variable_values = variables
    return request


def test_gql_asks_with_a_variable(session: SyncClientSession) -> None:
    query = "query ($code: String!) { fundingSource(code: $code) { agreementNo } }"

    answer = session.execute(asked(query, code="NMFA-RCTP"))

    assert answer == {"fundingSource": {"agreementNo": "SAMPLE-0000"}}


def test_gql_walks_a_list_forwards(session: SyncClientSession) -> None:
    pages: list[list[str]] = []
    info: Any = {"hasNextPage": True, "endCursor": None}

    while info["hasNextPage"]:
        page = session.execute(asked(EVENTS, first=5, after=info["endCursor"]))["events"]
        pages, info = [*pages, [event["code"] for event in page["nodes"]]], page["pageInfo"]

    assert pages == [NEWEST_FIRST[:5], NEWEST_FIRST[5:10], NEWEST_FIRST[10:]]


def test_gql_walks_a_list_backwards(session: SyncClientSession) -> None:
    pages: list[list[str]] = []
    info: Any = {"hasPreviousPage": True, "startCursor": None}

    while info["hasPreviousPage"]:
        page = session.execute(asked(EVENTS, last=5, before=info["startCursor"]))["events"]
        pages, info = [[event["code"] for event in page["nodes"]], *pages], page["pageInfo"]

    assert pages == [NEWEST_FIRST[:3], NEWEST_FIRST[3:8], NEWEST_FIRST[8:]]


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [(EVENTS, {"first": 5, "after": "nowhere"}, "cursor-refused"), ("{ nothing }", {}, "bad-request")],
)
def test_gql_raises_an_error_with_our_code(
    session: SyncClientSession, query: str, variables: dict[str, Any], code: str
) -> None:
    with pytest.raises(TransportQueryError) as raised:
        session.execute(asked(query, **variables))

    assert [error["extensions"]["code"] for error in raised.value.errors or ()] == [code]
