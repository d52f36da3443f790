"""What leaves by the web has a row in the trail, and auditors take the trail as a file."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from db.trail import verify
from tests.web.serving import bearing, serving, token

QUERY = {"query": "{ events { nodes { code } } }"}
REPORT = "/reports/NMFA-RCTP/2019-Q4/narrative.docx"


@pytest.fixture
def auditor(sample_url: str) -> Iterator[httpx.Client]:
    with serving(sample_url) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def test_a_download_an_export_and_the_trail_itself_leave_one_row_each(auditor: httpx.Client) -> None:
    report = auditor.get(REPORT)
    held = auditor.get(REPORT, headers={"If-None-Match": report.headers["etag"]})
    auditor.post("/export.csv", json=QUERY)
    trail = auditor.get("/trail.jsonl")

    rows = [json.loads(line) for line in trail.content.splitlines()]
    deeds = [(row["what"], row["subject"], row["role"]) for row in rows if row["what"] != "tokenCreate"]
    assert (report.status_code, held.status_code) == (200, 304)
    assert [deed[0] for deed in deeds][-3:] == ["download", "export", "download"]
    assert deeds[-3][1:] == ("NMFA-RCTP 2019-Q4 narrative.docx", "auditor")
    assert deeds[-1][1:] == ("trail", "auditor")
    number, _, digest = trail.headers["trail-checkpoint"].partition(":")
    verdict = verify(trail.content.splitlines(keepends=True), {int(number): digest})
    assert (verdict.finding, verdict.rows) == (None, len(rows))


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
