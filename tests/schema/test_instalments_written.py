"""Money asked of the donor, received, and its interest, through the API.

In the sample, instalment 5 of NOK 150,000.00 was asked for on 14 December 2020 and is awaited, and the
interest of 2020-Q4 is USD 38.90.
"""

import json
from typing import Any

import anyio
import pytest
from sqlalchemy import Engine, text

from db.engine import reading
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

ANSWER = {
    "instalmentRecord": """... on Instalment {
      no requestedOn requested { amount currency } receivedOn received { amount }
      functional { amount currency } receiptRate bankReference revision isSample
    } ... on NewerEdit { revision }""",
    "interestRecord": "... on InterestEarned { quarter amount { amount currency } isSample }",
}
DOCUMENTS = {
    name: f"mutation ($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ "
    f"__typename {shown} ... on Refusal {{ code message }} ... on FactRefused {{ field }} }} }}"
    for name, shown in ANSWER.items()
}
ASKED: dict[str, Any] = {
    "source": "NMFA-RCTP",
    "no": 6,
    "requestedOn": "2020-12-20",
    "requested": "50000.00",
    "expectedRevision": 0,
}
FIFTH: dict[str, Any] = {
    "no": 5,
    "requestedOn": "2020-12-14",
    "requested": "150000.00",
    "receivedOn": "2021-01-04",
    "received": "150000.00",
    "functional": "17441.86",
    "bankReference": "BANK-05",
    "expectedRevision": 1,
}
INTEREST: dict[str, Any] = {
    "source": "NMFA-RCTP",
    "quarter": "2020-Q4",
    "currency": "NOK",
    "amount": "12.50",
}
USUAL = {"instalmentRecord": ASKED, "interestRecord": INTEREST}


async def do(engine: Engine, name: str, viewer: Any = FINANCE_OFFICE, **given: Any) -> dict[str, Any]:
    found = await ask(engine, DOCUMENTS[name], viewer, input=USUAL[name] | given)
    answered: dict[str, Any] = found[name]
    return answered


async def test_what_is_asked_for_is_recorded(engine: Engine) -> None:
    asked = await do(engine, "instalmentRecord")

    assert asked == {
        "__typename": "Instalment",
        "no": 6,
        "requestedOn": "2020-12-20",
        "requested": {"amount": "50000.00", "currency": "NOK"},
        "receivedOn": None,
        "received": None,
        "functional": None,
        "receiptRate": None,
        "bankReference": None,
        "revision": 1,
        "isSample": True,
    }
    assert trail(engine) == [("finance", "instalmentRecord", "instalment NMFA-RCTP 6", None)]


async def test_what_came_of_it_is_added_without_a_reason(engine: Engine) -> None:
    received = await do(engine, "instalmentRecord", **FIFTH)
    late = await do(engine, "instalmentRecord", **FIFTH)

    assert (received["received"]["amount"], received["revision"]) == ("150000.00", 2)
    assert received["functional"] == {"amount": "17441.86", "currency": "USD"}
    assert (late["code"], late["revision"]) == ("newer-edit", 2)
    with reading(engine) as session:
        before, after = session.execute(text("SELECT before, after FROM audit_event")).one()
    assert json.loads(before) == {
        "receivedOn": None,
        "received": None,
        "functional": None,
        "bankReference": None,
    }
    assert json.loads(after) == {
        "receivedOn": "2021-01-04",
        "received": "150000.00",
        "functional": "17441.86",
        "bankReference": "BANK-05",
    }


async def test_another_amount_than_was_recorded_says_why(engine: Engine) -> None:
    other = FIFTH | {"requested": "140000.00"}

    unexplained = await do(engine, "instalmentRecord", **other)
    explained = await do(engine, "instalmentRecord", **other, reason="The letter says 140,000")

    assert (unexplained["code"], unexplained["field"]) == ("fact-refused", "reason")
    assert explained["requested"]["amount"] == "140000.00"
    assert [row[3] for row in trail(engine)] == ["The letter says 140,000"]


async def test_interest_is_recorded_over_the_amount_that_was_seen(engine: Engine) -> None:
    first = await do(engine, "interestRecord")
    unseen = await do(engine, "interestRecord", amount="12.60", reason="R")
    unexplained = await do(engine, "interestRecord", amount="12.60", expectedAmount="12.5")
    second = await do(engine, "interestRecord", amount="12.60", expectedAmount="12.5", reason="A late note")

    assert first["amount"] == {"amount": "12.50", "currency": "NOK"}
    assert (unseen["field"], "NOK 12.50 stands there" in unseen["message"]) == ("expectedAmount", True)
    assert unexplained["field"] == "reason"
    assert second["amount"]["amount"] == "12.60"
    assert [row[1:] for row in trail(engine)] == [
        ("interestRecord", "interest NMFA-RCTP 2020-Q4 NOK", None),
        ("interestRecord", "interest NMFA-RCTP 2020-Q4 NOK", "A late note"),
    ]


@pytest.mark.parametrize(
    ("name", "given", "field", "said"),
    [
        ("instalmentRecord", {"no": -1}, "no", "0 or more"),
        ("instalmentRecord", {"requested": "0"}, "requested", "more than 0"),
        ("instalmentRecord", {"requested": "1.005"}, "requested", "more than 2 decimals"),
        ("instalmentRecord", {"requested": "1e12"}, "requested", "1,000,000,000,000 or more"),
        ("instalmentRecord", {"received": "1.00"}, "receivedOn", "needs the day"),
        ("instalmentRecord", {"receivedOn": "2021-01-04"}, "received", "needs its amount"),
        (
            "instalmentRecord",
            {"receivedOn": "2021-01-04", "received": "1.00"},
            "functional",
            "its amount in USD",
        ),
        ("instalmentRecord", {"bankReference": "x" * 81}, "bankReference", "may have 80"),
        ("instalmentRecord", {"bankReference": "ana@example.org"}, "bankReference", "an e-mail address"),
        ("interestRecord", {"currency": "BYR"}, "currency", "withdrawn"),
        ("interestRecord", {"currency": "kr."}, "currency", "three capital letters"),
        ("interestRecord", {"amount": "1.005"}, "amount", "more than 2 decimals"),
        (
            "interestRecord",
            {"currency": "USD", "amount": "38.9", "expectedAmount": "38.9"},
            "expectedRevision",
            "nothing would change",
        ),
    ],
)
async def test_what_is_not_right_is_named_and_nothing_is_written(
    engine: Engine, name: str, given: dict[str, Any], field: str, said: str
) -> None:
    before = revision(engine)

    refused = await do(engine, name, **given)

    assert (refused["code"], refused["field"]) == ("fact-refused", field)
    assert said in refused["message"]
    assert (revision(engine), trail(engine)) == (before, [])


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_what_is_out_of_reach_looks_as_if_it_were_not_there(engine: Engine, name: str) -> None:
    hidden = await do(engine, name, FINANCE_ELSEWHERE)
    missing = await do(engine, name, source="NONE")
    in_part = await do(engine, name, FINANCE_IN_GEORGIA)

    assert (hidden["code"], missing["code"]) == ("not-found", "not-found")
    assert (in_part["code"], in_part["field"]) == ("fact-refused", "source")
    assert trail(engine) == []


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_without_the_right_nothing_is_written(engine: Engine, name: str) -> None:
    before = revision(engine)

    code, said = await refusal(engine, DOCUMENTS[name], READER, input=USUAL[name])

    assert (code, "“instalments.write”" in said) == ("permission-refused", True)
    assert (revision(engine), trail(engine)) == (before, [])


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_sent_again_under_its_key_it_is_written_once(engine: Engine, name: str) -> None:
    first = await do(engine, name, clientMutationId="k")
    again = await do(engine, name, clientMutationId="k")

    assert "code" not in first
    assert again == first
    assert len(trail(engine)) == 1


async def test_of_ten_at_once_one_is_first(engine: Engine) -> None:
    answers: list[str] = []

    async def write(number: int) -> None:
        answers.append((await do(engine, "instalmentRecord", requested=f"{number + 1}00.00"))["__typename"])

    async with anyio.create_task_group() as tasks:
        for number in range(10):
            tasks.start_soon(write, number)

    assert sorted(answers) == ["Instalment"] + ["NewerEdit"] * 9
