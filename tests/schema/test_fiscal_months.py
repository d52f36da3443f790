"""Fiscal months through the API. The sample's support runs from July 2019 to December 2020."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from db.engine import make_engine
from tests.schema.asking import ask, refusal
from tests.schema.writing import (
    FINANCE_ELSEWHERE,
    FINANCE_IN_GEORGIA,
    FINANCE_OFFICE,
    READER,
    revision,
    trail,
)

pytestmark = pytest.mark.anyio

CHANGE = """
mutation ($input: FiscalMonthInput!) {
  VERB(input: $input) {
    __typename
    ... on FiscalMonth { month state revision changedAt fundingSource { code } }
    ... on Refusal { code message }
    ... on FactRefused { field }
    ... on NewerEdit { revision who at presentText }
  }
}
"""
OCTOBER = {"source": "NMFA-RCTP", "month": "2019-10", "expectedRevision": 0}


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


async def change(engine: Engine, verb: str, viewer: Any = FINANCE_OFFICE, **given: Any) -> dict[str, Any]:
    found = await ask(engine, CHANGE.replace("VERB", verb), viewer, input=OCTOBER | given)
    answered: dict[str, Any] = found[verb]
    return answered


async def test_a_month_is_soft_closed_closed_and_opened_again(engine: Engine) -> None:
    soft = await change(engine, "fiscalMonthSoftClose")
    closed = await change(engine, "fiscalMonthClose", expectedRevision=1, reason="Reported")
    opened = await change(engine, "fiscalMonthReopen", expectedRevision=2, reason=" A late invoice ")

    assert soft == {
        "__typename": "FiscalMonth",
        "month": "2019-10",
        "state": "SOFT_CLOSED",
        "revision": 1,
        "changedAt": "2021-01-11T09:30:00Z",
        "fundingSource": {"code": "NMFA-RCTP"},
    }
    assert (closed["state"], closed["revision"]) == ("CLOSED", 2)
    assert (opened["state"], opened["revision"]) == ("OPEN", 3)
    month = "fiscal month NMFA-RCTP 2019-10"
    assert trail(engine) == [
        ("finance", "fiscalMonthSoftClose", month, None),
        ("finance", "fiscalMonthClose", month, "Reported"),
        ("finance", "fiscalMonthReopen", month, "A late invoice"),
    ]


async def test_every_month_of_the_support_says_what_it_takes(engine: Engine) -> None:
    await change(engine, "fiscalMonthClose")

    question = '{ fundingSource(code: "NMFA-RCTP") { fiscalMonths { month state revision } } }'
    months = (await ask(engine, question))["fundingSource"]["fiscalMonths"]

    assert len(months) == 18
    assert months[0] == {"month": "2019-07", "state": "OPEN", "revision": 0}
    assert months[3] == {"month": "2019-10", "state": "CLOSED", "revision": 1}
    assert months[-1] == {"month": "2020-12", "state": "OPEN", "revision": 0}


@pytest.mark.parametrize("verb", ["fiscalMonthSoftClose", "fiscalMonthClose", "fiscalMonthReopen"])
async def test_without_the_right_no_month_is_touched(engine: Engine, verb: str) -> None:
    before = revision(engine)

    code, said = await refusal(engine, CHANGE.replace("VERB", verb), READER, input=OCTOBER)

    assert (code, "“ledger.write”" in said) == ("permission-refused", True)
    assert (revision(engine), trail(engine)) == (before, [])


@pytest.mark.parametrize("verb", ["fiscalMonthSoftClose", "fiscalMonthClose", "fiscalMonthReopen"])
async def test_a_source_elsewhere_looks_as_if_it_were_not_there(engine: Engine, verb: str) -> None:
    hidden = await change(engine, verb, FINANCE_ELSEWHERE, reason="R")
    missing = await change(engine, verb, source="NOTHING", reason="R")

    assert (hidden["code"], missing["code"]) == ("not-found", "not-found")
    assert hidden["message"] == "there is no funding source “NMFA-RCTP”"
    assert trail(engine) == []


async def test_whoever_reaches_a_part_of_the_programme_closes_no_month_of_the_others(engine: Engine) -> None:
    refused = await change(engine, "fiscalMonthClose", FINANCE_IN_GEORGIA)

    assert (refused["code"], refused["field"]) == ("fact-refused", "source")
    assert refused["message"] == (
        "fiscal month NMFA-RCTP 2019-10 cannot be written: it concerns BY, MD, UA too, "
        "and your account is for GE only"
    )
    assert trail(engine) == []


async def test_a_newer_change_is_told_and_stays(engine: Engine) -> None:
    await change(engine, "fiscalMonthClose")

    refused = await change(engine, "fiscalMonthReopen", reason="Seen as open")

    assert refused == {
        "__typename": "NewerEdit",
        "code": "newer-edit",
        "message": "fiscal month NMFA-RCTP 2019-10 is at revision 1, written by finance "
        "at 2021-01-11 09:30 UTC, and not at 0; look at what stands there and write again",
        "revision": 1,
        "who": "finance",
        "at": "2021-01-11T09:30:00Z",
        "presentText": "CLOSED",
    }
    assert len(trail(engine)) == 1


@pytest.mark.parametrize(
    ("verb", "given", "field", "said"),
    [
        ("fiscalMonthReopen", {}, "reason", "to open a month again needs a reason"),
        ("fiscalMonthReopen", {"reason": "  "}, "reason", "reason must not be empty"),
        ("fiscalMonthReopen", {"reason": "Why not"}, "month", "it is open already"),
        ("fiscalMonthClose", {"reason": "a\u202eb"}, "reason", "a control character, U+202E, at place 2"),
        ("fiscalMonthClose", {"reason": "a\0b"}, "reason", "a control character, U+0000, at place 2"),
        ("fiscalMonthClose", {"reason": "x" * 2001}, "reason", "has 2,001 characters and may have 2,000"),
    ],
)
async def test_what_is_wrong_with_a_change_is_said_and_nothing_is_written(
    engine: Engine, verb: str, given: dict[str, Any], field: str, said: str
) -> None:
    before = revision(engine)

    refused = await change(engine, verb, **given)

    assert (refused["code"], refused["field"]) == ("fact-refused", field)
    assert said in refused["message"]
    assert (revision(engine), trail(engine)) == (before, [])


@pytest.mark.parametrize("month", ["2019-06", "2021-01"])
async def test_a_month_outside_the_support_has_no_state(engine: Engine, month: str) -> None:
    refused = await change(engine, "fiscalMonthClose", month=month)

    assert refused["code"] == "outside-support-period"
