"""What leaves by the web has a row in the trail, and auditors take the trail as a file."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from db.trail import verify
from tests.web.serving import bearing, execute, serving, token

QUERY = {"query": "{ events { nodes { code } } }"}
REPORT = "/reports/NMFA-RCTP/2019-Q4/narrative.docx"


@pytest.fixture
def auditor(sample_url: str) -> Iterator[httpx.Client]:
    with serving(sample_url) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def test_a_download_an_export_and_the_trail_itself_leave_one_row_each(auditor: httpx.Client) -> None:
    report = auditor.get(REPORT)
    head = auditor.head(REPORT)
    held = auditor.get(REPORT, headers={"If-None-Match": report.headers["etag"]})
    auditor.post("/export.csv", json=QUERY)
    refused = auditor.post("/export.csv", json={"query": "{ events { nodes { none } } }"})
    trail = auditor.get("/trail.jsonl")

    assert refused.status_code == 400
    rows = [json.loads(line) for line in trail.content.splitlines()]
    deeds = [(row["what"], row["subject"], row["role"]) for row in rows if row["what"] != "tokenCreate"]
    assert (report.status_code, head.status_code, held.status_code) == (200, 200, 304)
    assert [deed[0] for deed in deeds] == ["download", "export", "download"]
    assert deeds[-3][1:] == ("NMFA-RCTP 2019-Q4 narrative.docx", "auditor")
    assert deeds[-2][1:] == ("list events", "auditor")
    assert rows[-2]["after"] == (
        '{"form":"csv","queryDigest":"0b30faf0bf36d222ed4df840aec5889900626764ae8cccc2c98248f573ce9342"}'
    )
    assert deeds[-1][1:] == ("trail", "auditor")
    number, _, digest = trail.headers["trail-checkpoint"].partition(":")
    assert b"nodes" not in trail.content  # what was typed into a query stays out of it
    verdict = verify(trail.content.splitlines(keepends=True), [(int(number), digest)])
    assert (verdict.finding, verdict.rows) == (None, len(rows))


def test_neither_a_secret_nor_what_somebody_looked_for_stands_in_the_trail(
    auditor: httpx.Client, sample_url: str
) -> None:
    secret = token(sample_url, "finance", label="finance-office")
    looked_for = {"query": '{ ledgerEntries(where: {text: "Somebody Particular"}) { nodes { documentNo } } }'}
    auditor.post("/export.csv", json=looked_for, headers=bearing(secret))
    auditor.post("/graphql", json={"query": "{ trailHead { no } }"}, headers=bearing(secret))
    auditor.post("/graphql", json={"query": "{ trailHead { no } }"}, headers=bearing("f" * 43))

    trail = auditor.get("/trail.jsonl").text

    assert "finance-office" in trail
    assert "list ledgerEntries" in trail
    for hidden in (secret, "f" * 43, "Somebody", "Particular"):
        assert hidden not in trail


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("GET", REPORT, None),
        ("GET", "/trail.jsonl", None),
        ("POST", "/export.csv", QUERY),
        ("POST", "/export.xlsx", QUERY),
    ],
)
def test_what_cannot_be_written_to_the_trail_does_not_leave(
    auditor: httpx.Client, sample_url: str, method: str, address: str, body: object
) -> None:
    auditor.get("/health/ready")
    execute(sample_url, "UPDATE audit_head SET no = no - 1")

    answer = auditor.request(method, address, json=body)

    assert answer.status_code == 500
    assert answer.json()["code"] == "internal-error"
    assert len(answer.content) < 200


def test_the_trail_is_for_auditors_and_administrators_only(auditor: httpx.Client, sample_url: str) -> None:
    of = {"staff": {"countries": frozenset({"GE"})}}
    answers = {}
    for role in ("client", "staff", "finance", "approver", "protection", "admin"):
        secret = token(sample_url, role, label=role, **of.get(role, {}))
        answers[role] = auditor.get("/trail.jsonl", headers=bearing(secret)).status_code

    assert answers == {
        "client": 403,
        "staff": 403,
        "finance": 403,
        "approver": 403,
        "protection": 403,
        "admin": 200,
    }


def test_an_answer_from_the_trail_is_never_an_old_one(auditor: httpx.Client) -> None:
    query = {"query": "{ trailHead { no } auditEvents(first: 1) { nodes { what } } }"}

    before = auditor.get("/graphql", params=query)
    auditor.get(REPORT)
    after = auditor.get("/graphql", params=query)

    assert "etag" not in before.headers
    assert before.headers["cache-control"] == "no-store"
    assert after.json()["data"]["trailHead"]["no"] == before.json()["data"]["trailHead"]["no"] + 1
    assert after.json()["data"]["auditEvents"]["nodes"] == [{"what": "download"}]
