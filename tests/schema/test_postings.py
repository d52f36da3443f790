"""Postings, reversals and corrections through the API.

LED-0001: GEL 18,450.00 on line 3.1 at 2.977 and 9.087, USD 6,197.51 and NOK 56,316.81, on 21 October 2019.
LED-0003: EUR 4,212.50 on line 3.2, of which LED-0008 took back 212.50. LED-0004 is Ukraine's.
"""

import json
from collections.abc import Iterator
from typing import Any

import anyio
import pytest
from sqlalchemy import Engine, text

from db.engine import make_engine, reading
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

ANSWER = """
    __typename
    ... on LedgerEntry {
      documentNo lineNo documentType postingDate office { iso2 } budgetLine { code } description
      transactionAmount { amount currency } amountUsd { amount } amountReporting { amount }
      rateDate rateTcPerUsd rateRcPerUsd postedBy postedAt isSample reverses { documentNo lineNo }
    }
    ... on Refusal { code message }
    ... on FactRefused { field }
    ... on MonthClosed { month state nextOpen }
"""
DOCUMENTS = {
    name: f"mutation ($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ {ANSWER} }} }}"
    for name in ("postingRecord", "postingReverse", "postingCorrect")
}
INVOICE = {
    "source": "NMFA-RCTP",
    "documentNo": "NEW-1",
    "documentType": "INVOICE",
    "documentDate": "2019-10-16",
    "postingDate": "2019-10-21",
    "office": "GE",
    "line": "3.1",
    "amount": "18450.00",
    "currency": "GEL",
    "glAccount": "600100",
    "glDescription": "Meetings",
    "vendorCode": "V-1",
    "vendorName": "A vendor",
    "description": "Meeting rooms",
    "supportingDocRef": "DOC-1",
}
REVERSAL: dict[str, Any] = {
    "documentNo": "LED-0001",
    "lineNo": 1,
    "newDocumentNo": "REV-1",
    "postingDate": "2020-01-10",
    "reason": "Invoiced twice",
}
CORRECTION = REVERSAL | {"newDocumentNo": "COR-1", "amount": "450.00", "reason": "Not delivered"}
USUAL: dict[str, dict[str, Any]] = {
    "postingRecord": INVOICE,
    "postingReverse": REVERSAL,
    "postingCorrect": CORRECTION,
}


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


async def do(engine: Engine, name: str, viewer: Any = FINANCE_OFFICE, **given: Any) -> dict[str, Any]:
    found = await ask(engine, DOCUMENTS[name], viewer, input=USUAL[name] | given)
    answered: dict[str, Any] = found[name]
    return answered


def told_after(engine: Engine) -> Any:
    with reading(engine) as session:
        return json.loads(session.execute(text("SELECT after FROM audit_event")).scalar_one())


async def test_a_document_becomes_a_row_with_its_amounts_and_rates(engine: Engine) -> None:
    row = await do(engine, "postingRecord")

    assert row == {
        "__typename": "LedgerEntry",
        "documentNo": "NEW-1",
        "lineNo": 1,
        "documentType": "INVOICE",
        "postingDate": "2019-10-21",
        "office": {"iso2": "GE"},
        "budgetLine": {"code": "3.1"},
        "description": "Meeting rooms",
        "transactionAmount": {"amount": "18450.00", "currency": "GEL"},
        "amountUsd": {"amount": "6197.51"},
        "amountReporting": {"amount": "56316.81"},
        "rateDate": "2019-10-21",
        "rateTcPerUsd": "2.97700000",
        "rateRcPerUsd": "9.08700000",
        "postedBy": "finance",
        "postedAt": "2021-01-11T09:30:00Z",
        "isSample": True,
        "reverses": None,
    }
    assert trail(engine) == [("finance", "postingRecord", "ledger entry NEW-1/1", None)]
    assert told_after(engine) == {
        "source": "NMFA-RCTP",
        "documentType": "INVOICE",
        "postingDate": "2019-10-21",
        "line": "3.1",
        "office": "GE",
        "amount": "18450.00 GEL",
    }


async def test_a_reversal_is_the_exact_negative_at_the_rows_own_rates(engine: Engine) -> None:
    row = await do(engine, "postingReverse")

    assert row["transactionAmount"] == {"amount": "-18450.00", "currency": "GEL"}
    assert (row["amountUsd"]["amount"], row["amountReporting"]["amount"]) == ("-6197.51", "-56316.81")
    assert (row["rateDate"], row["rateTcPerUsd"]) == ("2019-10-21", "2.97700000")
    assert (row["documentType"], row["description"]) == ("REVERSAL", "Reversal of LED-0001/1")
    assert row["reverses"] == {"documentNo": "LED-0001", "lineNo": 1}
    assert trail(engine) == [("finance", "postingReverse", "ledger entry REV-1/1", "Invoiced twice")]


async def test_a_correction_takes_back_a_part_at_the_rows_own_rates(engine: Engine) -> None:
    row = await do(engine, "postingCorrect")

    assert row["transactionAmount"] == {"amount": "-450.00", "currency": "GEL"}
    assert (row["amountUsd"]["amount"], row["amountReporting"]["amount"]) == ("-151.16", "-1373.58")
    assert (row["documentType"], row["rateDate"]) == ("CORRECTION", "2019-10-21")
    assert trail(engine) == [("finance", "postingCorrect", "ledger entry COR-1/1", "Not delivered")]


async def test_of_a_refund_a_part_is_taken_back_too(engine: Engine) -> None:
    row = await do(engine, "postingCorrect", documentNo="LED-0008", amount="12.50")

    assert row["transactionAmount"] == {"amount": "12.50", "currency": "EUR"}


async def test_no_more_is_taken_back_than_is_left(engine: Engine) -> None:
    too_much = await do(engine, "postingCorrect", documentNo="LED-0003", amount="4000.01")
    whole = await do(engine, "postingReverse", documentNo="LED-0003")
    rest = await do(engine, "postingCorrect", documentNo="LED-0003", amount="4000.00")
    nothing = await do(engine, "postingReverse", documentNo="LED-0003")

    assert too_much["message"] == (
        "COR-1 cannot be posted: of LED-0003/1, EUR 4,000.00 is left to be taken back"
    )
    assert whole["message"] == (
        "REV-1 cannot be posted: of LED-0003/1, EUR 4,000.00 is left; take back the rest by a correction"
    )
    assert rest["transactionAmount"]["amount"] == "-4000.00"
    assert nothing["message"] == "REV-1 cannot be posted: LED-0003/1 has been taken back already"


async def test_a_reversed_row_is_posted_anew_at_its_rates(engine: Engine) -> None:
    """On the line it should have been on; its rates are of October, and February's are others."""
    given = {"line": "3.2", "postingDate": "2020-02-03", "insteadOf": "LED-0001"}
    early = await do(engine, "postingRecord", **given, reason="Wrong line")
    await do(engine, "postingReverse", postingDate="2020-02-03")

    unexplained = await do(engine, "postingRecord", **given)
    anew = await do(engine, "postingRecord", **given, reason="Wrong line")
    again = await do(engine, "postingRecord", **given, documentNo="NEW-2", reason="Wrong line")

    assert early["message"] == (
        "NEW-1 cannot be posted: LED-0001/1 has not been reversed; reverse it first, so that it counts once"
    )
    assert (unexplained["code"], unexplained["field"]) == ("fact-refused", "reason")
    assert (anew["amountUsd"]["amount"], anew["amountReporting"]["amount"]) == ("6197.51", "56316.81")
    assert (anew["documentType"], anew["rateDate"]) == ("CORRECTION", "2019-10-21")
    assert anew["reverses"] == {"documentNo": "LED-0001", "lineNo": 1}
    assert again["code"] == "posting-refused"


async def test_the_report_still_reconciles(engine: Engine) -> None:
    await do(engine, "postingReverse")
    await do(engine, "postingCorrect", documentNo="LED-0007", amount="125.40")
    await do(engine, "postingRecord", postingDate="2020-02-03")

    question = '{ report(source: "NMFA-RCTP", period: "2020-Q1") { ... on Report { blockedBy } } }'

    assert await ask(engine, question) == {"report": {"blockedBy": []}}


async def test_a_closed_month_is_told_with_the_next_open_one(engine: Engine) -> None:
    close = """mutation ($input: FiscalMonthInput!) { fiscalMonthClose(input: $input) { __typename } }"""
    month = {"source": "NMFA-RCTP", "month": "2019-10", "expectedRevision": 0}
    await ask(engine, close, FINANCE_OFFICE, input=month)

    refused = await do(engine, "postingRecord")

    assert (refused["code"], refused["month"], refused["state"]) == ("month-closed", "2019-10", "CLOSED")
    assert refused["nextOpen"] == "2019-11"
    assert len(trail(engine)) == 1


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_without_the_right_nothing_is_posted(engine: Engine, name: str) -> None:
    before = revision(engine)

    code, _ = await refusal(engine, DOCUMENTS[name], READER, input=USUAL[name])

    assert code == "permission-refused"
    assert (revision(engine), trail(engine)) == (before, [])


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_what_is_out_of_reach_looks_as_if_it_were_not_there(engine: Engine, name: str) -> None:
    before = revision(engine)

    refused = await do(engine, name, FINANCE_ELSEWHERE)

    assert refused["code"] == "not-found"
    assert (revision(engine), trail(engine)) == (before, [])


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("postingRecord", {"office": "UA"}, "fact-refused"),
        ("postingReverse", {"documentNo": "LED-0004"}, "not-found"),
        ("postingCorrect", {"documentNo": "LED-0004"}, "not-found"),
    ],
)
async def test_another_office_is_not_posted_for(
    engine: Engine, name: str, given: dict[str, Any], code: str
) -> None:
    refused = await do(engine, name, FINANCE_IN_GEORGIA, **given)
    own = await do(engine, name, FINANCE_IN_GEORGIA)

    assert refused["code"] == code
    assert own["__typename"] == "LedgerEntry"


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_sent_again_under_its_key_it_is_posted_once(engine: Engine, name: str) -> None:
    first = await do(engine, name, clientMutationId="k")
    again = await do(engine, name, clientMutationId="k")
    other = await do(engine, name, clientMutationId="k", postingDate="2020-01-13")

    assert first["__typename"] == "LedgerEntry"
    assert again == first
    assert other["code"] == "idempotency-key-reused"
    assert len(trail(engine)) == 1


async def test_an_amount_written_otherwise_is_the_same_input(engine: Engine) -> None:
    first = await do(engine, "postingRecord", clientMutationId="k", amount="18450.00")

    assert await do(engine, "postingRecord", clientMutationId="k", amount="1.8450e4") == first


async def test_reversed_ten_times_at_once_a_row_is_reversed_once(engine: Engine) -> None:
    answers: list[str] = []

    async def reverse(number: int) -> None:
        answers.append((await do(engine, "postingReverse", newDocumentNo=f"REV-{number}"))["__typename"])

    async with anyio.create_task_group() as tasks:
        for number in range(10):
            tasks.start_soon(reverse, number)

    assert sorted(answers) == ["LedgerEntry"] + ["PostingRefused"] * 9


async def test_a_number_that_is_taken_is_refused(engine: Engine) -> None:
    refused = await do(engine, "postingRecord", documentNo="LED-0001")
    second_line = await do(engine, "postingRecord", documentNo="LED-0001", lineNo=2)

    assert refused["message"] == (
        "LED-0001 cannot be posted: line 1 of a document of this number is posted already"
    )
    assert second_line["__typename"] == "LedgerEntry"


async def test_what_was_paid_for_assisted_people_is_not_told_in_the_trail(engine: Engine) -> None:
    await do(
        engine,
        "postingRecord",
        postingDate="2020-02-03",
        line="3.6",
        vendorCode="PROTECTED-ASSISTANCE",
        vendorProtected=True,
    )

    assert told_after(engine) == {
        "source": "NMFA-RCTP",
        "documentType": "INVOICE",
        "postingDate": "2020-02-03",
        "line": "3.6",
    }


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"documentNo": " "}, "documentNo", "must not be empty"),
        ({"documentNo": "x" * 41}, "documentNo", "has 41 characters and may have 40"),
        ({"documentNo": "a\tb"}, "documentNo", "control character, U+0009"),
        ({"documentType": "REVERSAL"}, "documentType", "postingReverse or postingCorrect"),
        ({"lineNo": 0}, "lineNo", "count from 1"),
        ({"office": "XX"}, "office", "a country by its two letters"),
        ({"office": "\0"}, "office", "a country by its two letters"),
        ({"amount": "0.00"}, "amount", "must not be 0"),
        ({"amount": "0e999999999"}, "amount", "must not be 0"),
        ({"amount": "1.005"}, "amount", "more than 2 decimals"),
        ({"amount": "1e-999999999"}, "amount", "more than 2 decimals"),
        ({"amount": "1e12"}, "amount", "1,000,000,000,000 or more"),
        ({"amount": "1e999999999"}, "amount", "1,000,000,000,000 or more"),
        ({"amount": "9" * 100_000}, "amount", "1,000,000,000,000 or more"),
        ({"currency": "gel"}, "currency", "three capital letters"),
        ({"currency": "BYR"}, "currency", "withdrawn"),
        ({"glAccount": "60010"}, "glAccount", "six digits"),
        ({"glAccount": "６００１００"}, "glAccount", "six digits"),
        ({"vendorName": "a\ud800b"}, "vendorName", "control character, U+D800"),
        ({"description": "x" * 2001}, "description", "has 2,001 characters and may have 2,000"),
    ],
)
async def test_a_field_that_is_not_right_is_named_and_nothing_is_posted(
    engine: Engine, given: dict[str, Any], field: str, said: str
) -> None:
    before = revision(engine)

    refused = await do(engine, "postingRecord", **given, clientMutationId="k")

    assert (refused["code"], refused["field"]) == ("fact-refused", field)
    assert said in refused["message"]
    assert (revision(engine), trail(engine)) == (before, [])


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"line": "9.9"}, "not-found"),
        ({"line": "4.1"}, "posting-refused"),
        ({"event": "EVT-0"}, "not-found"),
        ({"event": "\0"}, "not-found"),
        ({"currency": "SEK"}, "rate-missing"),
        ({"postingDate": "2019-06-30"}, "outside-support-period"),
        ({"insteadOf": "LED-9999", "reason": "R"}, "not-found"),
        ({"insteadOf": "\0", "reason": "R"}, "not-found"),
    ],
)
async def test_what_the_ledger_refuses_is_a_refusal(engine: Engine, given: dict[str, Any], code: str) -> None:
    refused = await do(engine, "postingRecord", **given)

    assert refused["code"] == code
    assert trail(engine) == []
