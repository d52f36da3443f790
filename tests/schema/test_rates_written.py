"""Exchange rates through the API. In the sample, GEL is at 2.867 from 1 January 2020 on, in one version."""

import json
from typing import Any

import anyio
import pytest
from sqlalchemy import Engine, text

from db.engine import reading
from tests.schema.asking import ask, refusal
from tests.schema.test_postings import INVOICE
from tests.schema.writing import FINANCE_IN_GEORGIA, FINANCE_OFFICE, READER, revision, trail

pytestmark = pytest.mark.anyio

RECORD = """
mutation ($input: RateRecordInput!) { rateRecord(input: $input) {
    __typename
    ... on ExchangeRate { source currency effectiveFrom version unitsPerUsd publishedOn isSample }
    ... on Refusal { code message }
    ... on FactRefused { field }
    ... on NewerEdit { revision presentText }
} }
"""
POST = """
mutation ($input: PostingRecordInput!) {
    postingRecord(input: $input) { ... on LedgerEntry { amountUsd { amount } } }
}
"""
GEL: dict[str, Any] = {
    "rateSource": "UNORE",
    "currency": "GEL",
    "effectiveFrom": "2020-12-15",
    "unitsPerUsd": "3.31",
    "publishedOn": "2020-11-30",
    "expectedRevision": 0,
}
CORRECTED = GEL | {
    "effectiveFrom": "2020-01-01",
    "unitsPerUsd": "2.876",
    "expectedRevision": 1,
    "reason": "Two digits had changed places",
}


async def do(engine: Engine, viewer: Any = FINANCE_OFFICE, **given: Any) -> dict[str, Any]:
    found = await ask(engine, RECORD, viewer, input=GEL | given)
    answered: dict[str, Any] = found["rateRecord"]
    return answered


async def test_a_rate_is_recorded_and_used_from_its_day_on(engine: Engine) -> None:
    """GEL 3,310.00 at 3.31 are USD 1,000.00."""
    rate = await do(engine)
    posted = await ask(
        engine,
        POST,
        FINANCE_OFFICE,
        input=INVOICE | {"postingDate": "2020-12-15", "amount": "3310.00"},
    )

    assert rate == {
        "__typename": "ExchangeRate",
        "source": "UNORE",
        "currency": "GEL",
        "effectiveFrom": "2020-12-15",
        "version": 1,
        "unitsPerUsd": "3.31000000",
        "publishedOn": "2020-11-30",
        "isSample": False,
    }
    assert posted["postingRecord"]["amountUsd"] == {"amount": "1000.00"}
    assert trail(engine)[0] == ("finance", "rateRecord", "exchange rate UNORE GEL 2020-12-15", None)
    assert len(trail(engine)) == 2


async def test_another_rate_is_another_version_and_says_why(engine: Engine) -> None:
    unexplained = await do(engine, **CORRECTED | {"reason": None})
    second = await do(engine, **CORRECTED)
    late = await do(engine, **CORRECTED | {"unitsPerUsd": "2.877"})

    assert (unexplained["code"], unexplained["field"]) == ("fact-refused", "reason")
    assert (second["version"], second["unitsPerUsd"]) == (2, "2.87600000")
    assert (late["code"], late["revision"], late["presentText"]) == ("newer-edit", 2, "2.87600000")
    assert trail(engine) == [
        (
            "finance",
            "rateRecord",
            "exchange rate UNORE GEL 2020-01-01",
            "Two digits had changed places",
        )
    ]
    with reading(engine) as session:
        before, after = session.execute(text("SELECT before, after FROM audit_event")).one()
    assert json.loads(before)["unitsPerUsd"] == "2.86700000"
    assert json.loads(after)["unitsPerUsd"] == "2.876"


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"currency": "USD"}, "currency", "USD is 1 by definition"),
        ({"currency": "BYR"}, "currency", "withdrawn"),
        ({"currency": "gel"}, "currency", "three capital letters"),
        ({"currency": "GE\0"}, "currency", "three capital letters"),
        ({"unitsPerUsd": "0"}, "unitsPerUsd", "more than 0"),
        ({"unitsPerUsd": "-1"}, "unitsPerUsd", "more than 0"),
        ({"unitsPerUsd": "0.000000001"}, "unitsPerUsd", "more than 8 decimals"),
        ({"unitsPerUsd": "1e10"}, "unitsPerUsd", "10,000,000,000 or more"),
        ({"unitsPerUsd": "1e999999999"}, "unitsPerUsd", "10,000,000,000 or more"),
        (
            {
                "effectiveFrom": "2020-01-01",
                "unitsPerUsd": "2.867",
                "publishedOn": "2019-12-31",
                "expectedRevision": 1,
            },
            "expectedRevision",
            "nothing would change",
        ),
    ],
)
async def test_what_is_not_right_is_named_and_nothing_is_written(
    engine: Engine, given: dict[str, Any], field: str, said: str
) -> None:
    before = revision(engine)

    refused = await do(engine, **given)

    assert (refused["code"], refused["field"]) == ("fact-refused", field)
    assert said in refused["message"]
    assert (revision(engine), trail(engine)) == (before, [])


async def test_an_account_of_some_countries_writes_no_rate(engine: Engine) -> None:
    refused = await do(engine, FINANCE_IN_GEORGIA)

    assert (refused["code"], refused["field"]) == ("fact-refused", "currency")
    assert "concerns every office" in refused["message"]


async def test_without_the_right_nothing_is_written(engine: Engine) -> None:
    before = revision(engine)

    code, said = await refusal(engine, RECORD, READER, input=GEL)

    assert (code, "“rates.write”" in said) == ("permission-refused", True)
    assert (revision(engine), trail(engine)) == (before, [])


async def test_sent_again_under_its_key_it_is_written_once(engine: Engine) -> None:
    first = await do(engine, clientMutationId="k")
    again = await do(engine, clientMutationId="k", unitsPerUsd="3.310")
    other = await do(engine, clientMutationId="k", unitsPerUsd="3.32")

    assert first["__typename"] == "ExchangeRate"
    assert again == first
    assert other["code"] == "idempotency-key-reused"
    assert len(trail(engine)) == 1


async def test_of_ten_at_once_one_is_first(engine: Engine) -> None:
    answers: list[str] = []

    async def write(number: int) -> None:
        answers.append((await do(engine, unitsPerUsd=f"3.{number + 1}"))["__typename"])

    async with anyio.create_task_group() as tasks:
        for number in range(10):
            tasks.start_soon(write, number)

    assert sorted(answers) == ["ExchangeRate"] + ["NewerEdit"] * 9
