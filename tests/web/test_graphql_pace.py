"""How long one request may take, and how many there may be in a minute."""

import socket
from urllib.parse import urlsplit

import httpx
import pytest

from tests.web.serving import serving

RESPONSE = "application/graphql-response+json"
FUNDS = """
{ fundingSource(code: "NMFA-RCTP") { funds(period: "2020-Q4") {
  ... on FundsFigures { closing { reporting { amount } } } } } }
"""


@pytest.mark.parametrize(("accepted", "status"), [(RESPONSE, 503), ("application/json", 200)])
def test_a_request_beyond_its_time_is_told_how_to_ask_less(
    sample_url: str, accepted: str, status: int
) -> None:
    with serving(sample_url, deadline=0.005) as address:
        late = httpx.post(f"{address}/graphql", json={"query": FUNDS}, headers={"Accept": accepted})
        alive = httpx.get(f"{address}/health/ready")

    assert late.status_code == status
    (error,) = late.json()["errors"]
    assert error["extensions"] == {"code": "deadline-exceeded", "seconds": 0.005}
    assert "ask for less" in error["message"]
    assert alive.status_code == 200


def test_a_body_that_does_not_arrive_is_not_waited_for(sample_url: str) -> None:
    with serving(sample_url, deadline=0.3) as address:
        host, port = urlsplit(address).hostname, urlsplit(address).port
        with socket.create_connection((host, port), timeout=30) as connection:
            connection.sendall(
                b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b"Content-Length: 100\r\n\r\n{"
            )
            answer = b"".join(iter(lambda: connection.recv(65_536), b""))  # until the server hangs up

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"did not arrive within 0.3 seconds; send it again" in answer


def test_who_asks_too_often_is_told_when_to_come_back(sample_url: str) -> None:
    with serving(sample_url, ledger_request_limit=3) as address:
        answers = [httpx.post(f"{address}/graphql", json={"query": "{ __typename }"}) for _ in range(5)]
        others = [
            httpx.get(f"{address}{path}") for path in ("/health/live", "/health/ready", "/schema.graphql")
        ]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    refused = answers[-1]
    seconds = int(refused.headers["retry-after"])
    (error,) = refused.json()["errors"]
    assert 1 <= seconds <= 60
    assert error["extensions"] == {"code": "rate-limited", "most": 3, "retryAfter": seconds}
    assert f"come back in {seconds} seconds" in error["message"]
    assert [other.status_code for other in others] == [200, 200, 200]


def test_a_page_of_an_allowed_origin_may_read_tags_and_waits(sample_url: str) -> None:
    origin = {"Origin": "https://dashboard.example"}
    with serving(sample_url, allowed_origins="https://dashboard.example") as address:
        may = httpx.options(
            f"{address}/graphql",
            headers={
                **origin,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "authorization, content-type, if-none-match",
            },
        )
        asked = httpx.post(f"{address}/graphql", json={"query": "{ __typename }"}, headers=origin)

    assert may.status_code == 200
    assert asked.headers["access-control-allow-origin"] == "https://dashboard.example"
    assert {each.strip() for each in asked.headers["access-control-expose-headers"].lower().split(",")} == {
        "etag",
        "retry-after",
    }
