"""What somebody has no right to is in the trail, once an hour for each right."""

import json
from typing import Any

import httpx

from resolvers.permissions import Permission
from tests.web.serving import bearing, serving, token
from web.refusals import Bounds

LEDGER = {"query": "{ ledgerEntries { nodes { id } } }"}


def refusals(client: httpx.Client) -> list[dict[str, Any]]:
    """As an auditor reads them."""
    rows = [json.loads(line) for line in client.get("/trail.jsonl").content.splitlines()]
    kept = ("who", "role", "place", "subject", "after")
    return [{name: row[name] for name in kept} for row in rows if row["what"] == "refusal"]


def test_a_refusal_has_one_row_through_whichever_door_it_came(sample_url: str) -> None:
    client_token = bearing(token(sample_url, "client", label="website"))
    with serving(sample_url) as address, httpx.Client(base_url=address, timeout=60) as auditor:
        auditor.post("/graphql", json=LEDGER, headers=client_token)
        auditor.post("/export.csv", json=LEDGER, headers=client_token)
        auditor.get("/trail.jsonl", headers=client_token)
        auditor.get("/reports/NMFA-RCTP/2019-Q4/financial.xlsx", headers=client_token)

        found = refusals(auditor)

    website = {"who": "website", "role": "client", "place": "127.0.0.1", "after": None}
    assert found == [
        {**website, "subject": "right ledger.read"},
        {**website, "subject": "right trail.read"},
        {**website, "subject": "right reports.read"},
    ]


def test_what_is_allowed_is_no_refusal(sample_url: str) -> None:
    with serving(sample_url) as address, httpx.Client(base_url=address, timeout=60) as auditor:
        auditor.post("/graphql", json=LEDGER)

        assert refusals(auditor) == []


def test_a_right_has_one_row_an_hour_for_each_who_asks_with_how_many_there_were_between() -> None:
    now = 0.0
    bounds = Bounds(clock=lambda: now)

    first = [bounds.left_out("token:1", Permission.LEDGER_READ) for _ in range(3)]
    other = [
        bounds.left_out("token:2", Permission.LEDGER_READ),
        bounds.left_out("token:1", Permission.TRAIL_READ),
    ]
    now = 3600.0
    later = [bounds.left_out("token:1", Permission.LEDGER_READ) for _ in range(2)]

    assert (first, other, later) == ([0, None, None], [0, 0], [2, None])


def test_all_together_have_at_most_200_rows_an_hour() -> None:
    now = 0.0
    bounds = Bounds(clock=lambda: now)

    told = [bounds.left_out(f"token:{number}", Permission.LEDGER_READ) for number in range(1_000)]
    now = 3600.0
    late = bounds.left_out("token:999", Permission.LEDGER_READ)

    assert told == [0] * 200 + [None] * 800
    assert late == 1


def test_a_refusal_that_is_a_part_of_an_answer_is_noted_too(sample_url: str) -> None:
    secret = bearing(token(sample_url, "finance", label="finance"))
    with serving(sample_url) as address, httpx.Client(base_url=address, timeout=60) as auditor:
        query = {"query": "{ trailHead { no } countries { iso2 } }"}
        answer = auditor.post("/graphql", json=query, headers=secret)

        assert answer.json()["data"]["trailHead"] is None
        assert len(answer.json()["data"]["countries"]) > 3
        assert [row["subject"] for row in refusals(auditor)] == ["right trail.read"]
